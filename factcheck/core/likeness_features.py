"""What two statements have in common, as a handful of numbers: what the weights of ``core/likeness.py`` weigh.

Every number is of how many words, numbers or names are shared, never of which: what is learned on one desk's texts
holds none of them and serves another's.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from math import log1p

from factcheck.core.likeness_words import printed_terms

Rarity = Callable[[str], float]

#: The numbers of a pair, in the order of ``features``. "Asked" is the text one has, "other" a candidate.
FEATURES = (
    "words",  # BM25 over all texts of the other
    "wording",  # share of the other's wording that is asked, rare terms counting more
    "others",  # the same of the best covered of its other texts
    "asked",  # share of what is asked that the other says
    "rarest",  # rarity of the rarest shared term
    "second",  # and of the one after it
    "numbers",  # numbers of the other that are asked
    "missing-numbers",  # and that are not
    "missing-names",  # rarity of the names in its wording that are not asked
    "length",  # logarithm of the terms of its wording
    "dated",  # both have a day
    "days",  # logarithm of the days between
    "before",  # the other is more than three days older than what is asked
)
_SATURATION, _SHORTENING, _USUAL = 1.5, 0.75, 50.0
_JUST_BEFORE = 3
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as what is compared: its terms in order, and of them the numbers and the names."""

    terms: tuple[str, ...]
    known: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """Read a text. A name is a word with a capital that is not the first, unless the whole text is in capitals."""
    printed = printed_terms(text)
    terms = tuple(chain.from_iterable([found for _, found in printed]))
    known = frozenset(terms)
    numbers = frozenset([term for term in known if term[0] in _DIGITS])
    capitals = () if text.isupper() else printed[1:]
    names = frozenset(chain.from_iterable([found for word, found in capitals if word[0].isupper()]))
    return Reading(terms, known, numbers, names)


def covered(of: Iterable[str], by: frozenset[str], rarity: Rarity) -> float:
    """The share (0-1) of the terms ``of`` one text that are among those of another, each counting by its rarity."""
    whole = shared = 0.0
    for term in of:
        weight = rarity(term)
        whole += weight
        if term in by:
            shared += weight
    return shared / whole if whole else 0.0


def features(
    asked: Reading,
    weights: Mapping[str, float],
    texts: Sequence[Reading],
    days: tuple[date | None, date | None],
    rarity: Rarity,
) -> tuple[float, ...]:
    """The numbers of ``FEATURES`` for what is asked and the texts of another statement, its wording first.

    ``weights`` are the rarities of the terms asked: the same for every candidate, so worked out once.
    """
    wording, others = texts[0], texts[1:]
    every = list(chain.from_iterable([text.terms for text in texts]))
    known = frozenset(every)
    shared = sorted((weights[term] for term in known & weights.keys()), reverse=True)
    in_wording = covered(wording.known, asked.known, rarity)
    numbers = frozenset[str]().union(*(text.numbers for text in texts)) & asked.numbers
    return (
        _bm25(weights, every),
        in_wording,
        max((covered(text.known, asked.known, rarity) for text in others), default=in_wording),
        sum(shared) / (sum(weights.values()) or 1),
        shared[0] if shared else 0.0,
        shared[1] if len(shared) > 1 else 0.0,
        float(len(numbers)),
        float(len(wording.numbers - asked.known)),
        sum(rarity(name) for name in wording.names - asked.known),
        log1p(len(wording.terms)),
        *_apart(*days),
    )


def _bm25(weights: Mapping[str, float], terms: Sequence[str]) -> float:
    """BM25 (Robertson & Zaragoza 2009) with the rarity of a term in place of its logarithm, and a fixed usual length."""
    norm = _SATURATION * (1 - _SHORTENING + _SHORTENING * len(terms) / _USUAL)
    return sum(
        weights[term] * times * (_SATURATION + 1) / (times + norm)
        for term, times in Counter(terms).items()
        if term in weights
    )


def _apart(asked: date | None, other: date | None) -> tuple[float, float, float]:
    """Whether both days are known, how far they are apart, and whether the other is clearly the earlier one."""
    if asked is None or other is None:
        return 0.0, 0.0, 0.0
    days = (other - asked).days
    return 1.0, log1p(abs(days)), float(days < -_JUST_BEFORE)
