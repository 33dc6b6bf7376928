"""How well the rules find who says what: ``python -m benchmarks.attribution --data F.jsonl`` or ``--articles DIR``.

``--data`` takes lines of ``{"text", "attributions": [{"Source", "Cue", "Content"}]}``, each a list of [start, end) in code
points (the form of PolNeAR made into lines). A proposed source is right when it equals (exact) or overlaps a source of the
labels, one to one. ``--articles`` takes a folder of labelled articles (benchmarks/data/articles) and scores speakers too.
``--train`` with ``--save`` trains a sequence model on such lines, ``--model`` scores it; it is never shipped.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attribution_peer import plain_verbs
from factcheck.core.attribution import Found, find_attributions
from factcheck.core.attribution.finding import forget

Place = tuple[int, int]
ROUNDS = 1000
_FIELDS = ("Source", "Cue", "Content")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of saying: the places of source, cue and content."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...] = ()
    content: tuple[Place, ...] = ()


@dataclass(slots=True)
class Counts:
    """Proposed, right and labelled of one article."""

    proposed: int = 0
    right: int = 0
    labelled: int = 0


def labelled(path: Path) -> list[tuple[str, list[Act]]]:
    """The articles of a file of lines, with the acts of saying that have a source."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            each = json.loads(line)
            acts = [
                Act(*(tuple((start, end) for start, end in act[name]) for name in _FIELDS))
                for act in each["attributions"]
                if act["Source"]
            ]
            articles.append((each["text"], acts))
    return articles


def by_rules(text: str) -> list[Act]:
    """What the shipped rules find that has a source."""
    forget()
    return [_act(found) for found in find_attributions(text) if found.source is not None]


def _act(found: Found) -> Act:
    places = [tuple((span.start, span.end) for span in spans) for spans in (found.cue, found.content)]
    source = ((found.source.start, found.source.end),) if found.source else ()
    return Act(source, *places)


def counts(proposed: Sequence[Act], labels: Sequence[Act], field: str, *, exact: bool = False) -> Counts:
    """Match one field of proposals with labels, each at most once; equal places go first, then those that overlap."""
    wanted = [getattr(act, field) for act in labels]
    offered = [getattr(act, field) for act in proposed if getattr(act, field)]
    free = set(range(len(wanted)))
    rest, right = [], 0
    for places in offered:
        same = next((index for index in sorted(free) if set(places) & set(wanted[index])), None)
        if same is None:
            rest.append(places)
        else:
            free.remove(same)
            right += 1
    if not exact:
        for places in rest:
            near = next((index for index in sorted(free) if _overlap(places, wanted[index])), None)
            if near is not None:
                free.remove(near)
                right += 1
    return Counts(len(offered), right, sum(bool(places) for places in wanted))


def _overlap(one: Iterable[Place], other: Sequence[Place]) -> bool:
    return any(start < until and since < end for start, end in one for since, until in other)


def rates(all_counts: Sequence[Counts]) -> tuple[float, float, float]:
    """Precision, recall and F1 over articles."""
    right = sum(each.right for each in all_counts)
    proposed = sum(each.proposed for each in all_counts) or 1
    wanted = sum(each.labelled for each in all_counts) or 1
    return right / proposed, right / wanted, 2 * right / (proposed + wanted)


def interval(all_counts: Sequence[Counts], which: int) -> tuple[float, float]:
    """The 95 % interval of a rate, drawing articles with replacement ``ROUNDS`` times from a fixed seed."""
    draw = random.Random(7)
    drawn = sorted(rates(draw.choices(all_counts, k=len(all_counts)))[which] for _ in range(ROUNDS))
    return drawn[int(ROUNDS * 0.025)], drawn[int(ROUNDS * 0.975)]


def report(name: str, articles: Sequence[tuple[str, list[Act]]], system: Callable[[str], list[Act]]) -> None:
    """Run a system over articles and print its rates, their intervals and the CPU time an article takes."""
    system(articles[0][0])  # the word lists are read once
    started = time.process_time()
    proposed = [system(text) for text, _ in articles]
    spent = (time.process_time() - started) / len(articles) * 1000
    pairs = list(zip(proposed, (acts for _, acts in articles), strict=True))
    overlap = [counts(mine, labels, "source") for mine, labels in pairs]
    exact = [counts(mine, labels, "source", exact=True) for mine, labels in pairs]
    cue = [counts(mine, labels, "cue") for mine, labels in pairs]
    content = [counts(mine, labels, "content") for mine, labels in pairs]
    precision, recall, f1 = rates(overlap)
    print(f"{name}: {sum(each.proposed for each in overlap)} proposed, {spent:.1f} ms of CPU an article")
    print(f"  source overlap  P {precision:.3f} {_between(overlap, 0)}  R {recall:.3f} {_between(overlap, 1)}  "
          f"F1 {f1:.3f} {_between(overlap, 2)}")  # fmt: skip
    for title, them in (("source exact", exact), ("cue overlap", cue), ("content overlap", content)):
        if not any(each.proposed for each in them):
            continue  # the peer proposes no content
        print(
            f"  {title:<15} P {rates(them)[0]:.3f}  R {rates(them)[1]:.3f}  F1 {rates(them)[2]:.3f} {_between(them, 2)}"
        )


def _between(all_counts: Sequence[Counts], which: int) -> str:
    return "[{:.3f}, {:.3f}]".format(*interval(all_counts, which))


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="labelled lines to score on")
    parser.add_argument("--articles", type=Path, help="a folder of labelled articles to score on")
    parser.add_argument("--train", type=Path, help="labelled lines to train a sequence model on (python-crfsuite)")
    parser.add_argument("--save", type=Path, help="where the trained model goes")
    parser.add_argument("--model", type=Path, help="a trained model to score beside the rules")
    parser.add_argument("--example", action="store_true", help="score the proposals on the worked example")
    parser.add_argument("--show", action="store_true", help="with --articles, list what differs")
    given: Any = parser.parse_args()
    if given.train:
        from benchmarks.attribution_model import train

        if given.save is None:
            parser.error("--train wants --save FILE for the model")
        train(labelled(given.train), given.save)
    if given.data:
        articles = labelled(given.data)
        print(f"{given.data.name}: {len(articles)} articles, {sum(len(acts) for _, acts in articles)} labelled sources")
        report("rules", articles, by_rules)
        if given.model:
            from benchmarks.attribution_model import load

            report("sequence model", articles, load(given.model))
        report("peer: a regex of 29 verbs", articles, plain_verbs)
    if given.articles:
        from benchmarks.attribution_articles import report_articles

        report_articles(given.articles, show=given.show)
    if given.example:
        from benchmarks.attribution_example import report_example

        report_example()
    if not (given.data or given.articles or given.train or given.example):
        parser.error("say what to do: --data F.jsonl, --articles DIR, --example or --train F.jsonl --save MODEL")


if __name__ == "__main__":
    main()
