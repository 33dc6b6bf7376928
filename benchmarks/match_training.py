"""Learn the weights of matching from labelled pairs: ``python -m benchmarks.matching --train …``."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from benchmarks.match_data import Corpus, Query
from benchmarks.match_meaning import Meanings
from benchmarks.match_scores import average_precision
from benchmarks.match_systems import DEPTH, NEAREST
from factcheck.core.likeness import Measured, Statement, measure
from factcheck.core.likeness_features import FEATURES, Rarity, read
from factcheck.core.likeness_weights import SURE, Weights, sure_numbers
from factcheck.db.likeness import candidates

Array = NDArray[np.float64]

FOLDS = 5
RIDGE = 1.0
#: A stated "same claim" is to be right nine times in ten; what is learned aims a little above it.
WANTED = 0.92
#: Of the right claims that come first, so many are to be called related at least.
KEPT = 0.95
_SMALLEST_STEP, _SMALLEST_GAIN = 1e-4, 1e-5


@dataclass(frozen=True)
class Asked:
    """A query with its candidates' numbers, with and without its day."""

    query: Query
    dated: list[Measured]
    undated: list[Measured]

    def rows(self, *, dated: bool) -> list[Measured]:
        """The candidates, measured with the day of the query or without."""
        return self.dated if dated else self.undated

    def without_gold(self, rows: list[Measured]) -> list[Measured]:
        """The candidates as they would be if no claim belonged to the query."""
        return [row for row in rows if row.statement.key not in self.query.gold]


@dataclass(frozen=True)
class Told:
    """What was told of queries held out: scores of first candidates, whether they are right, precision of the ranking."""

    scores: list[float]
    right: list[float]
    precisions: list[float]


def collect(connection: Connection, corpus: Corpus, queries: Sequence[Query], meanings: Meanings | None) -> list[Asked]:
    """Ask the index for every query and measure its candidates."""
    width = len(FEATURES) + (meanings is not None)
    nothing = Weights((0.0,) * width, (), 0, 0, 0, 0)
    found = []
    for query in queries:
        also = [key for key, _ in meanings.nearest(query, NEAREST)] if meanings else []
        asked = candidates(connection, query.said, DEPTH, also)
        statements: list[Statement] = [corpus.statements[key] for key in asked.keys]
        near = meanings.near(query, asked.keys) if meanings else None
        rarity: Rarity = asked.rarity
        found.append(
            Asked(
                query,
                measure(query.statement(), statements, rarity, nothing, near),
                measure(query.statement(dated=False), statements, rarity, nothing, near),
            )
        )
    return found


def learn_order(asked: Sequence[Asked]) -> tuple[float, ...]:
    """Weights that put the right candidate first: a conditional logit over the candidates of each query.

    Newton's method with a ridge on standardised numbers; every query counts twice, with its day and without.
    """
    groups = []
    for each in asked:
        for rows in (each.dated, each.undated):
            right = np.array([row.statement.key in each.query.gold for row in rows], dtype=float)
            if right.any():
                groups.append((np.array([row.numbers for row in rows]), right / right.sum()))
    spread = np.vstack([numbers for numbers, _ in groups]).std(axis=0) + 1e-9
    scaled = [(numbers / spread, right) for numbers, right in groups]

    def slope(at: Array) -> tuple[float, Array, Array]:
        loss = RIDGE * float(at @ at) / 2
        first, second = RIDGE * at, RIDGE * np.eye(len(at))
        for numbers, right in scaled:
            power = numbers @ at
            power -= power.max()
            share = np.exp(power) / np.exp(power).sum()
            mean = numbers.T @ share
            loss -= float(right @ np.log(share + 1e-300))
            first = first - numbers.T @ (right - share)
            second = second + (numbers.T * share) @ numbers - np.outer(mean, mean)
        return loss, first, second

    return tuple(float(weight) for weight in descend(slope, len(spread)) / spread)


def learn_sure(rows: Array, right: Array) -> tuple[tuple[float, ...], float]:
    """Weights and constant of a logistic regression: whether the first candidate is the right one."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    ridge = np.full(scaled.shape[1], RIDGE)
    ridge[-1] = 0

    def slope(at: Array) -> tuple[float, Array, Array]:
        power = scaled @ at
        likely = 1 / (1 + np.exp(-power))
        loss = float(np.logaddexp(0, power).sum() - right @ power + (ridge * at * at).sum() / 2)
        second = (scaled.T * (likely * (1 - likely))) @ scaled + np.diag(ridge)
        return loss, scaled.T @ (likely - right) + ridge * at, second

    found = descend(slope, scaled.shape[1])
    weights = found[:-1] / spread
    return tuple(map(float, weights)), float(found[-1] - weights @ middle)


def descend(slope: Callable[[Array], tuple[float, Array, Array]], width: int) -> Array:
    """The minimum of a convex function that tells its value, gradient and curvature: Newton's method, steps halved."""
    at = np.zeros(width)
    loss, first, second = slope(at)
    for _ in range(50):
        step, part = np.linalg.solve(second, first), 1.0
        while part > _SMALLEST_STEP and slope(at - part * step)[0] > loss:
            part /= 2
        before = loss
        at = at - part * step
        loss, first, second = slope(at)
        if before - loss < _SMALLEST_GAIN:
            break
    return at


def with_order(asked: Sequence[Asked], order: tuple[float, ...]) -> list[Asked]:
    """The same candidates, put in order by these weights."""

    def ordered(rows: list[Measured]) -> list[Measured]:
        placed = [replace(row, order=float(np.dot(order, row.numbers))) for row in rows]
        return sorted(placed, key=lambda row: -row.order)

    return [replace(each, dated=ordered(each.dated), undated=ordered(each.undated)) for each in asked]


def usual_second(asked: Sequence[Asked]) -> float:
    """The order of the best wrong candidate, as it is in half of the queries."""
    best = [max((row.order for row in each.without_gold(each.dated)), default=0.0) for each in asked]
    return float(np.median(best))


def firsts(asked: Sequence[Asked], empty: float, kinds: Sequence[bool] = (True, False)) -> tuple[Array, Array]:
    """The first candidate of each query as the numbers of ``SURE`` and whether it is right: with gold, and without.

    ``kinds``: with the day of the query (true), without it (false), or both.
    """
    rows, right = [], []
    for each in asked:
        listed = [each.rows(dated=dated) for dated in kinds]
        for candidates_ in (*listed, *map(each.without_gold, listed)):
            if not candidates_:
                continue
            pairs = [(row.reading, row.numbers) for row in candidates_]
            orders = [row.order for row in candidates_]
            rows.append(next(sure_numbers(read(each.query.said), pairs, orders, empty)))
            right.append(candidates_[0].statement.key in each.query.gold)
    return np.array(rows), np.array(right, dtype=float)


def learn(asked: Sequence[Asked]) -> tuple[Weights, tuple[float, float]]:
    """Both models and the bands, and the MAP@5 of queries held out (five folds): with their day, and without.

    The bands are set on queries held out, so that "same" is right as often as wanted with a day and without.
    """
    folds = list(range(len(asked)))
    random.Random(1).shuffle(folds)
    told = {dated: Told([], [], []) for dated in (True, False)}
    for fold in range(FOLDS):
        inside = [asked[at] for place, at in enumerate(folds) if place % FOLDS != fold]
        outside = [asked[at] for place, at in enumerate(folds) if place % FOLDS == fold]
        model = learn_both(inside)
        held_out = with_order(outside, model.order)
        for dated, found in told.items():
            numbers, truth = firsts(held_out, model.empty, (dated,))
            found.scores.extend(model.score(row) for row in numbers)
            found.right.extend(truth)
            for each in held_out:
                ranked = [row.statement.key for row in each.rows(dated=dated)]
                found.precisions.append(average_precision(ranked, each.query.gold, 5))
    least = [bands(np.array(found.scores), np.array(found.right)) for found in told.values()]
    same, related = (max(value) for value in zip(*least, strict=True))
    model = replace(learn_both(asked), same=same, related=min(same, related))
    return model, (fmean(told[True].precisions), fmean(told[False].precisions))


def learn_both(asked: Sequence[Asked]) -> Weights:
    """Both models, without bands."""
    order = learn_order(asked)
    ordered = with_order(asked, order)
    empty = usual_second(ordered)
    sure, constant = learn_sure(*firsts(ordered, empty))
    return Weights(order, sure, constant, empty, 1.0, 0.0)


def bands(scores: Array, right: Array) -> tuple[float, float]:
    """The least scores of ``same`` (right as often as wanted) and ``related`` (few right ones lie below)."""
    falling = np.argsort(-scores)
    precision = np.cumsum(right[falling]) / np.arange(1, len(falling) + 1)
    enough = np.nonzero(precision >= WANTED)[0]
    same = float(scores[falling[enough[-1]]])
    related = float(np.quantile(scores[right == 1], 1 - KEPT))
    return same, min(related, same)


def save(path: Path, found: dict[str, Weights]) -> None:
    """Write the weights of ``words-alone`` and ``with-meaning``; what is not learned anew stays."""
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, model in found.items():
        extra = ("meaning",) if name == "with-meaning" else ()
        held[name] = {
            "order": {key: round(value, 4) for key, value in zip((*FEATURES, *extra), model.order, strict=True)},
            "sure": {key: round(value, 4) for key, value in zip((*SURE, *extra), model.sure, strict=True)},
            **{key: round(getattr(model, key), 4) for key in ("constant", "empty", "same", "related")},
        }
    path.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
