"""A scorer learnt from a user's own labelled sentences: a file of weights, read strictly and used in pure Python.

``benchmarks/checkworthiness.py --save`` writes one. None is shipped (docs/adr/0011).
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.core.suggest.features import BLOCKS, RARITY_BLOCKS, vector
from factcheck.errors import BadInputError

FORMAT = "factcheck-scorer/1"
#: A learnt scorer is unsure of news, and the rules keep half of the say (docs/suggest.md has the figures).
SHARE = 0.5
MOST_BYTES = 60_000_000
_MOST_STAGES = 4
_STEEP = 30.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One question put to a sentence, as weights of features by block: "is it a matter of fact?"."""

    bias: float
    weights: Mapping[str, Mapping[str, float]]

    def sum(self, features: Mapping[str, Mapping[str, float]]) -> float:
        """Return the log of the odds of a yes."""
        total = self.bias
        for block, found in features.items():
            weights = self.weights.get(block, {})
            total += sum(weights[name] * value for name, value in found.items() if name in weights)
        return total


@dataclass(frozen=True, slots=True)
class Scorer:
    """Questions that are all to be answered yes, each asked of the sentences that passed those before it; and rarities.

    ``name`` says what it is and of which bytes ("debates/1f3c9a02"); ``sum`` weighs a sentence, above 0 for one worth it.
    """

    name: str
    stages: Sequence[Stage]
    rarities: Mapping[str, Mapping[str, float]]

    def sum(self, sentence: str) -> float:
        """Return what a sentence weighs: the log of its odds, as learnt."""
        features = vector(sentence, self.rarities)
        return all_of([stage.sum(features) for stage in self.stages])

    def weigh(self, clause: str, *, ruled: float) -> float:
        """Return what a clause of an article weighs, of which the rules make it ``ruled``."""
        return (1 - SHARE) * ruled + SHARE * self.sum(clause)


def all_of(sums: Sequence[float]) -> float:
    """Return the log of the odds that all is so, given the log of the odds of each, the others granted."""
    if len(sums) == 1:
        return sums[0]
    chance = sum(-math.log1p(math.exp(-max(-_STEEP, min(_STEEP, each)))) for each in sums)
    return chance - math.log(-math.expm1(chance))


def read_scorer(data: bytes, called: str) -> Scorer:
    """Return the scorer of a file's bytes; ``called`` is the file's name, for what is wrong with it.

    Raises:
        BadInputError: it is none, or of another format, or has a weight that is no number.
    """
    if len(data) > MOST_BYTES:
        raise BadInputError(
            f"{called} has {len(data):,} bytes; the limit is {MOST_BYTES:,}", hint="give a smaller scorer"
        )
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise BadInputError(
            f"{called} is no scorer of the format {FORMAT}",
            hint="python -m benchmarks.checkworthiness --save writes one",
        )
    digest = hashlib.sha256(data).hexdigest()[:8]
    name = " ".join(str(held.get("name", "scorer")).split())[:40] or "scorer"
    stages = held.get("stages")
    if not isinstance(stages, list) or not 1 <= len(stages) <= _MOST_STAGES:
        raise BadInputError(f"{called} has no stages", hint="save the scorer anew")
    rarities = {block: _numbers(held.get("rarities"), block, called) for block in RARITY_BLOCKS}
    return Scorer(f"{name}/{digest}", [_stage(each, called) for each in stages], rarities)


def _stage(held: Any, called: str) -> Stage:
    part = held if isinstance(held, dict) else {}
    weights = {block: _numbers(part.get("weights"), block, called) for block in BLOCKS}
    return Stage(_number(part.get("bias"), called), weights)


def _numbers(held: Any, block: str, called: str) -> dict[str, float]:
    part = held.get(block, {}) if isinstance(held, dict) else None
    if not isinstance(part, dict):
        raise BadInputError(f"{called} has no weights where the block {block} should be", hint="save the scorer anew")
    return {name: _number(value, called) for name, value in part.items()}


def _number(value: Any, called: str) -> float:
    # A whole number may be too large for a float: its size is asked first.
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e6 or not math.isfinite(value):  # noqa: PLR2004
        raise BadInputError(f"{called} has a weight that is no number: {str(value)[:40]}", hint="save the scorer anew")
    return float(value)
