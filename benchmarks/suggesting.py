"""How good the list of proposals is on news: precision at 10 and 20, recall of what must be checked, kinds, splitting.

    python -m benchmarks.suggesting [FOLDER] [--scorer FILE]

A folder holds articles ``NAME.txt`` with their labels ``NAME.json``; without one the worked example is measured, and the
development articles. A proposal is right if it shares at least half of the shorter of the two with a labelled claim that
no earlier proposal took. Three lines come from the same run: the rules, sentences in the order of the text, and
sentences by a hand rule on figures (digits, number words, past verbs; no questions, no opinions).
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.core.suggest.proposals import covers, ranked, suggest
from factcheck.core.suggest.scorer import Scorer, read_scorer
from factcheck.core.text import Span, sentences

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "deepseek"
DEVELOPMENT = HERE / "data" / "articles" / "dev"
MUST_CHECK = 3
DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class Label:
    """A claim a person marked: where, of what kind, and how much it is worth (3 must be checked)."""

    span: Span
    kind: str
    worth: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal, or a sentence of a peer: where, and of what kind if it says so."""

    span: Span
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How one list did on one article; shares of 0-1, ``None`` where there is nothing to count."""

    at_10: float
    at_20: float
    found_of_must: float | None
    one_claim: float
    kinds: float | None
    size: int


Ranker = Callable[[str], list[Guess]]


def measure(labels: Sequence[Label], guesses: Sequence[Guess]) -> Score:
    """Hold a ranked list against the labels."""
    taken: list[Label | None] = []
    left = list(labels)
    for guess in guesses:
        here = [label for label in left if covers(guess.span, label.span)]
        best = max(here, key=lambda label: _shared(guess.span, label.span), default=None)
        taken.append(best)
        if best is not None:
            left.remove(best)
    must = [label for label in labels if label.worth >= MUST_CHECK]
    must_found = sum(1 for label in taken[:20] if label is not None and label.worth >= MUST_CHECK)
    held = [_claims_in(guess.span, labels) for guess in guesses[:20]]
    right = [(guess, label) for guess, label in zip(guesses[:20], taken, strict=False) if label and guess.kind]
    return Score(
        at_10=sum(label is not None for label in taken[:10]) / 10,
        at_20=sum(label is not None for label in taken[:20]) / 20,
        found_of_must=must_found / min(20, len(must)) if must else None,
        one_claim=sum(count <= 1 for count in held) / max(1, len(held)),
        kinds=sum(guess.kind == label.kind for guess, label in right) / len(right) if right else None,
        size=len(guesses),
    )


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def _claims_in(guess: Span, labels: Sequence[Label]) -> int:
    """How many labelled claims a guess holds; one that lies within another (a figure of it, a name) is not a second."""
    held = [label.span for label in labels if _holds(guess, label.span)]
    apart: list[Span] = []
    for span in sorted(held, key=lambda span: span.start - span.end):
        if not any(covers(span, other) for other in apart):
            apart.append(span)
    return len(apart)


def _holds(guess: Span, label: Span) -> bool:
    """Whether the guess holds most of a labelled claim."""
    shared = min(guess.end, label.end) - max(guess.start, label.start)
    return shared >= 0.8 * (label.end - label.start)


def by_rules(scorer: Scorer | None) -> Ranker:
    """Return the ranker of the program, with a scorer of the user's or without."""
    return lambda text: [Guess(each.span, str(each.kind)) for each in ranked(suggest(text, scorer))]


def in_order(text: str) -> list[Guess]:
    """Every sentence as it stands, the first first; no questions."""
    return [Guess(span) for span in sentences(text) if text[span.end - 1] != "?"]


def by_hand_rule(text: str) -> list[Guess]:
    """Whole sentences by ``hand_rule``, the highest first."""
    return sorted(in_order(text), key=lambda guess: -hand_rule(text[guess.span.start : guess.span.end]))


_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion|percent)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|made|took|gave|lost|cut|rose|fell|\w{3,}ed)\b", re.IGNORECASE)
_OPINION = re.compile(r"\b(?:i|think|believe|should|must|would|could|hope|want|let|will)\b", re.IGNORECASE)


def hand_rule(sentence: str) -> float:
    """A plain rule as a peer: figures and past verbs for, questions and opinions against."""
    return (
        2.0 * min(3, len(_NUMBER.findall(sentence)))
        + min(2, len(_PAST.findall(sentence)))
        - 1.5 * len(_OPINION.findall(sentence))
        - 5.0 * sentence.rstrip().endswith("?")
    )


def labelled(folder: Path) -> list[tuple[str, str, list[Label]]]:
    """Return the labelled articles of a folder: name, text, labels."""
    found = []
    for path in sorted(folder.glob("*.json")):
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        labels = [Label(Span(each["start"], each["end"]), each["kind"], each["worth"]) for each in held["claims"]]
        found.append((path.stem, text, labels))
    return found


def worked_example() -> tuple[str, str, list[Label]]:
    """Return the worked example: its 71 claims, all worth the same."""
    held = json.loads((EXAMPLE / "claims.json").read_text(encoding="utf-8"))
    places = [(each, each["appearances"][0]) for each in held["claims"]]
    labels = [Label(Span(place["start"], place["end"]), each["kind"], 2) for each, place in places]
    return "worked example", (EXAMPLE / "article.txt").read_text(encoding="utf-8"), labels


def report(articles: Sequence[tuple[str, str, list[Label]]], scorer: Scorer | None) -> None:
    """Print a line for each article and ranker, and their means with 95 % intervals over articles."""
    rankers: dict[str, Ranker] = {
        "suggest": by_rules(scorer),
        "sentences in order": in_order,
        "sentences by hand rule": by_hand_rule,
    }
    print(f"{'':42}  P@10  P@20  must@20  one claim  kind  proposals")
    for name, ranker in rankers.items():
        scores = []
        for title, text, labels in articles:
            score = measure(labels, ranker(text))
            scores.append(score)
            print(_row(f"{name}: {title} ({len(labels)})", score))
        if len(scores) > 1:
            for field in ("at_10", "at_20", "found_of_must", "one_claim", "kinds"):
                values = [value for score in scores if (value := getattr(score, field)) is not None]
                if values:
                    low, high = bootstrap(values)
                    mean = sum(values) / len(values)
                    print(f"  {name}: mean {field} {mean:.3f} (95 % {low:.3f}-{high:.3f}, n={len(values)} articles)")
    started = time.process_time()
    words = 0
    for _, text, _ in articles:
        suggest(text, scorer)
        words += len(text.split())
    print(f"cost: {(time.process_time() - started) * 1000 / len(articles):.1f} ms CPU an article, {words} words in all")


def _row(title: str, score: Score) -> str:
    must = "-" if score.found_of_must is None else f"{score.found_of_must:.2f}"
    kinds = "-" if score.kinds is None else f"{score.kinds:.2f}"
    return f"{title:42}  {score.at_10:.2f}  {score.at_20:.2f}  {must:>7}  {score.one_claim:>9.2f}  {kinds:>4}  {score.size:>9}"


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a mean over articles, from draws with replacement under a fixed seed."""
    draw = random.Random(7)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(DRAWS))
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS)]


def main(arguments: Sequence[str]) -> None:
    """Measure the folder named, or what the repository holds."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.suggesting", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--scorer", type=Path, help="a scorer saved by benchmarks.checkworthiness --save")
    given = parser.parse_args(arguments)
    scorer = read_scorer(given.scorer.read_bytes(), given.scorer.name) if given.scorer else None
    articles = labelled(given.folder) if given.folder else [worked_example(), *labelled(DEVELOPMENT)]
    report(articles, scorer)


if __name__ == "__main__":
    main(sys.argv[1:])
