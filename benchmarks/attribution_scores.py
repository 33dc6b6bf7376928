"""What was labelled and what was proposed of who says what, and how far the two agree."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

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
