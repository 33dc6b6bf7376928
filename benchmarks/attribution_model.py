"""A sequence model of sources and cues, trained on the user's own copy of labelled articles; its weights are never shipped.

A conditional random field (python-crfsuite) over the tokens of a paragraph. It sees words, endings, tags, the verb lists
and what the shipped rules found, and marks each token as the start or the rest of a source or a cue.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pycrfsuite  # type: ignore[import-untyped, import-not-found, unused-ignore]

from benchmarks.attribution_scores import Act, by_rules
from factcheck.core.attribution.lexicon import cue_verbs, people_nouns
from factcheck.core.attribution.tokens import Tokens, read
from factcheck.core.text import Span, paragraphs

SETTINGS = {"c1": 0.2, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
_NEAR = 3


def train(articles: Sequence[tuple[str, list[Act]]], path: Path) -> None:
    """Train on labelled articles and save the model; takes some minutes for 840 articles."""
    started = time.process_time()
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, acts in articles:
        found = by_rules(text)
        for tokens in _paragraphs(text):
            trainer.append(features(tokens, found), _tags(tokens, acts))
    trainer.set_params(SETTINGS)
    trainer.train(str(path))
    print(f"trained on {len(articles)} articles in {time.process_time() - started:.0f} s of CPU; "
          f"{path} has {path.stat().st_size / 1e6:.1f} MB")  # fmt: skip


def load(path: Path) -> Callable[[str], list[Act]]:
    """The system of a saved model: from a text to its acts of saying."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))

    def system(text: str) -> list[Act]:
        rules = by_rules(text)
        acts = []
        for tokens in _paragraphs(text):
            acts.extend(_acts(tokens, tagger.tag(features(tokens, rules)), rules))
        return acts

    return system


def features(tokens: Tokens, found: Sequence[Act]) -> list[list[str]]:
    """What the model sees of each token: itself, its neighbours, the lists, and the rules' marks."""
    marks = list(zip(_tags(tokens, found), tokens.tags, strict=True))
    own = [_own(tokens, place) for place in range(len(tokens))]
    rows = []
    for place, seen in enumerate(own):
        row = ["bias", *seen]
        for step in range(-_NEAR, _NEAR + 1):
            if 0 <= place + step < len(tokens):
                mark, tag = marks[place + step]
                row.append(f"{step}rule={mark}")
                row.append(f"{step}tag={tag}")
                if step and abs(step) < _NEAR:
                    row.append(f"{step}word={tokens.low[place + step]}")
            else:
                row.append(f"{step}edge")
        row.append("tags=" + "".join(tokens.tag(place + step) for step in range(-2, 3)))
        rows.append(row)
    return rows


def _own(tokens: Tokens, place: int) -> list[str]:
    word = tokens.low[place]
    seen = [f"word={word}", f"end={word[-3:]}", f"inside={tokens.inside[place]}"]
    if word in cue_verbs():
        verb, forms = cue_verbs()[word]
        seen += [f"verb={verb.base}", f"forms={'+'.join(sorted(forms))}"]
    if word in people_nouns():
        seen.append("speaks")
    return seen


def _paragraphs(text: str) -> Iterator[Tokens]:
    for block in paragraphs(text):
        tokens = read(text, block)
        if len(tokens):
            yield tokens


def _tags(tokens: Tokens, acts: Sequence[Act]) -> list[str]:
    """The mark of each token: B-S, I-S, B-C, I-C or O; a source goes before a cue."""
    marks = ["O"] * len(tokens)
    first, last = tokens.starts[0], tokens.ends[-1]
    for letter, field in (("C", "cue"), ("S", "source")):
        for act in acts:
            for start, end in getattr(act, field):
                if start >= last or end <= first:
                    continue
                inside = [
                    place for place in range(len(tokens)) if tokens.starts[place] < end and start < tokens.ends[place]
                ]
                for place in inside:
                    marks[place] = ("B-" if place == inside[0] else "I-") + letter
    return marks


def _acts(tokens: Tokens, marks: Sequence[str], rules: Sequence[Act]) -> list[Act]:
    """Acts from marks: a source each with the nearest cue, and once more for each further cue the rules give to it."""
    sources, cues = list(_spans(tokens, marks, "S")), list(_spans(tokens, marks, "C"))
    acts = []
    for source in sources:
        near = min(cues, key=lambda cue: abs(cue.start - source.start), default=None)
        cue = ((near.start, near.end),) if near else ()
        content = next((act.content for act in rules if set(act.cue) & set(cue)), ())
        acts.append(Act(((source.start, source.end),), cue, content))
        given = [act for act in rules if any(start < source.end and source.start < end for start, end in act.source)]
        acts.extend(Act(act.source, act.cue, act.content) for act in given[1:])
    return acts


def _spans(tokens: Tokens, marks: Sequence[str], letter: str) -> Iterator[Span]:
    first = None
    for place, mark in enumerate([*marks, "O"]):
        if first is not None and mark != f"I-{letter}":
            yield tokens.span(first, place - 1)
            first = None
        if mark == f"B-{letter}" or (mark == f"I-{letter}" and first is None):
            first = place
