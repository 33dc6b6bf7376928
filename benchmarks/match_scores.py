"""How well claims were ranked, and how well it was told that there is none: the figures of ``benchmarks/matching.py``."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

_DRAWS = 2_000


def average_precision(ranked: Sequence[int], gold: Collection[int], depth: int) -> float:
    """As the scorer of CheckThat!: precision at each right claim in the first ``depth``, over the number of right ones."""
    hits, total = 0, 0.0
    for place, key in enumerate(ranked[:depth], 1):
        if key in gold:
            hits += 1
            total += hits / place
    return total / len(gold)


def reciprocal_rank(ranked: Sequence[int], gold: Collection[int]) -> float:
    """One through the place of the first right claim; 0 where there is none."""
    return next((1 / place for place, key in enumerate(ranked, 1) if key in gold), 0.0)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean: queries drawn with repetition, the same draws on every run."""
    drawn = random.Random(0)
    means = sorted(fmean(drawn.choices(values, k=len(values))) for _ in range(_DRAWS))
    return means[int(_DRAWS * 0.025)], means[int(_DRAWS * 0.975)]


@dataclass(frozen=True)
class Answer:
    """What was said to one query: the score of the first claim, whether the right one was to be found, whether it is it."""

    score: float
    known: bool
    right: bool


def area(answers: Sequence[Answer]) -> float:
    """The area under the curve: how often a query whose claim is known has the higher score of two (ties count half)."""
    ranked = sorted(answers, key=lambda each: each.score)
    places: dict[float, list[int]] = {}
    for place, each in enumerate(ranked, 1):
        places.setdefault(each.score, []).append(place)
    known = sum(each.known for each in answers)
    total = sum(fmean(places[each.score]) for each in answers if each.known)
    return (total - known * (known + 1) / 2) / (known * (len(answers) - known))


def recall_at(answers: Sequence[Answer], precision: float = 0.9) -> float:
    """The largest share of known claims found first above a score at which so many of the answers given are right."""
    best = right = 0
    ranked = sorted(answers, key=lambda each: -each.score)
    for given, each in enumerate(ranked, 1):
        right += each.right
        tied = given < len(ranked) and ranked[given].score == each.score
        if not tied and right >= precision * given:
            best = right
    return best / sum(each.known for each in answers)


def half(count: int, seed: int = 1) -> set[int]:
    """The half of ``count`` queries whose claims are taken away."""
    places = list(range(count))
    random.Random(seed).shuffle(places)
    return set(places[: count // 2])
