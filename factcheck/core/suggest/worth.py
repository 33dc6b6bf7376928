"""How much a clause is worth checking, by the signs in it: a sum of weights, squeezed to 0-1, each weight with its sign.

The weights are ours, set by hand so that what a checker would be blamed for stands first: figures with a unit, firsts and
records, causes, dates, deeds of named parties. They were tried on the worked example and on the development articles
under ``benchmarks/data/articles``; a scorer learnt from a user's own data may take their place (``scorer.py``).
"""

import math
from collections.abc import Mapping, Sequence

from factcheck.core.suggest.signs import Seen, Sign

#: The rules as a whole: kept with each proposal, so that a later reader knows what made it.
VERSION = "rules/1"

_BIAS = -1.2
#: For a sign that is there, and for each further time it is seen, up to two.
WEIGHTS: Mapping[Sign, tuple[float, float]] = {
    Sign.NUMBER: (1.1, 0.25),
    Sign.MEASURE: (0.8, 0.0),
    Sign.SUPERLATIVE: (0.9, 0.0),
    Sign.COMPARISON: (0.5, 0.1),
    Sign.CAUSE: (0.5, 0.0),
    Sign.TIME: (0.8, 0.1),
    Sign.NAME: (0.6, 0.2),
    Sign.EVENT: (0.7, 0.1),
    Sign.ROLE: (0.3, 0.0),
    Sign.ATTRIBUTION: (0.2, 0.0),
    Sign.QUOTATION: (0.1, 0.0),
    Sign.OPINION: (-0.9, -0.2),
    Sign.PREDICTION: (-0.4, -0.1),
    Sign.FEELING: (-0.8, -0.2),
    Sign.CONDITION: (-0.9, 0.0),
}
_SHORT, _TOO_SHORT = 5, -0.7
_LONG, _TOO_LONG = 32, -0.3
_HEADING = -1.5

HIGH, MEDIUM = 0.75, 0.5


def weigh(signs: Sequence[Seen], *, words: int, heading: bool) -> float:
    """Return how much a clause of so many words is worth, as a sum that may be below nought; 0 is one in two."""
    total = _BIAS
    for seen in signs:
        first, further = WEIGHTS[seen.sign]
        total += first + further * min(2, seen.count - 1)
    if words < _SHORT:
        total += _TOO_SHORT
    if words > _LONG:
        total += _TOO_LONG
    return total + (_HEADING if heading else 0.0)


def squeeze(total: float) -> float:
    """Return a sum as a score between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def band(score: float) -> str:
    """Return ``high``, ``medium`` or ``low``: what people read instead of a number."""
    return "high" if score >= HIGH else "medium" if score >= MEDIUM else "low"
