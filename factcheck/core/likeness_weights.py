"""From the numbers of a pair to a score: two small linear models, whose weights are a file learned on labelled pairs.

The first orders the candidates. The second says how sure it is that a candidate is the same claim: from where the first
puts it, how far ahead of the next one it is, and how much of both texts is shared (docs/adr/0013).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p

from factcheck.core.likeness_features import FEATURES, Reading

#: What the second model weighs, in the order of ``sure_numbers``.
SURE = ("order", "ahead", "terms", "wording", "others", "asked", "dated", "days", "before")
_TAKEN = tuple(FEATURES.index(name) for name in SURE[3:])
_FURTHEST_AHEAD = 8.0
_TWINS = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of both models. ``empty``: the order of the best of the wrong candidates, as it usually is.

    ``same`` and ``related`` are the least scores of the two bands.
    """

    order: tuple[float, ...]
    sure: tuple[float, ...]
    constant: float
    empty: float
    same: float
    related: float

    def ordered(self, numbers: Sequence[float]) -> float:
        """Where the first model puts a candidate with these numbers; higher is likelier."""
        return sum(weight * number for weight, number in zip(self.order, numbers, strict=True))

    def score(self, numbers: Sequence[float]) -> float:
        """How likely it is (0-1), by the second model, that it is the same claim."""
        power = self.constant + sum(weight * number for weight, number in zip(self.sure, numbers, strict=True))
        return 1 / (1 + exp(-max(-50.0, min(50.0, power))))


@cache
def weights(*, meaning: bool) -> Weights:
    """The weights shipped with the program, for pairs whose meaning is known as a number or not."""
    text = files("factcheck.core").joinpath("lists", "likeness-weights.json").read_text(encoding="utf-8")
    held = json.loads(text)["with-meaning" if meaning else "words-alone"]
    names = (*FEATURES, "meaning") if meaning else FEATURES
    sure = (*SURE, "meaning") if meaning else SURE
    return Weights(
        tuple(held["order"][name] for name in names),
        tuple(held["sure"][name] for name in sure),
        *(held[name] for name in ("constant", "empty", "same", "related")),
    )


def sure_numbers(
    asked: Reading, rows: Sequence[tuple[Reading, tuple[float, ...]]], orders: Sequence[float], empty: float
) -> Iterator[tuple[float, ...]]:
    """The numbers of ``SURE`` for candidates given likeliest first: the reading of each wording, its numbers, its order.

    Two candidates that say the same do not put each other in doubt: who is ahead of whom is told among the others.
    """
    for place, (reading, numbers) in enumerate(rows):
        rival = next(
            (orders[at] for at, (other, _) in enumerate(rows) if at != place and not twins(reading, other)), empty
        )
        ahead = min(_FURTHEST_AHEAD, max(0.0, orders[place] - max(rival, empty)))
        taken = (numbers[at] for at in _TAKEN)
        yield (orders[place], ahead, log1p(len(asked.known)), *taken, *numbers[len(FEATURES) :])


def twins(one: Reading, other: Reading) -> bool:
    """Whether two candidates have so many terms in common that they say the same."""
    return len(one.known & other.known) >= _TWINS * len(one.known | other.known)
