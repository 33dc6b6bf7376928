"""How far two judgements of the same claims agree: the plain share, and what is left of it when chance is taken off."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

#: Fewer pairs than this say nothing about chance: a single one more or less would turn kappa over.
FEWEST_PAIRS = 20


def agreement(pairs: Sequence[tuple[str, str]]) -> Fraction | None:
    """The share of pairs that agree, exact; ``None`` where there are no pairs."""
    if not pairs:
        return None
    return Fraction(sum(first == second for first, second in pairs), len(pairs))


def kappa(pairs: Sequence[tuple[str, str]], *, fewest: int = FEWEST_PAIRS) -> Fraction | None:
    """Cohen's kappa of two judgements of each of some claims, exact.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
    37-46: (po - pe) / (1 - pe), where po is the share that agrees and pe the share that would agree by chance, the sum
    over all words of the product of how often each side used the word.

    ``None`` with fewer pairs than ``fewest``, and where both sides only ever used one and the same word: there 1 - pe is
    nothing, and kappa has no value.
    """
    observed = agreement(pairs)
    if observed is None or len(pairs) < fewest:
        return None
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = Fraction(sum(first[word] * second[word] for word in first), len(pairs) ** 2)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def decimal(value: Fraction) -> str:
    """A fraction with two decimals, as text, a half rounded to the even digit: ``0.83``, ``-0.10``."""
    whole = round(abs(value) * 100)
    return f"{'-' if value < 0 and whole else ''}{whole // 100}.{whole % 100:02d}"
