"""What sets two statements against each other, and what else keeps them from being called the same claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from factcheck.core.fact_tokens import Fact
from factcheck.core.facts import Reading as Facts
from factcheck.core.facts import read as read_facts
from factcheck.core.likeness_features import Rarity, Reading, covered, read
from factcheck.core.likeness_words import stem, terms, with_halves, without_addresses
from factcheck.core.opposites import OPPOSITES
from factcheck.core.text import normalise

#: Share of the words of each that the other must have before a number or a "not" sets them against each other.
_SAME_WORDS = 0.6
#: Shares that two texts must have of each other to be the same: of the other always, of what is asked where it is short.
_LEAST_OF_OTHER, _LEAST_OF_ASKED, _SHORT = 0.4, 0.5, 8
#: Terms of a text that is about one thing.
_SENTENCE = 12
#: Figures further apart than this are never one figure, rounded.
_ROUNDED = Fraction(1, 100)
_FINEST = Fraction(1, 10**12)
_DENIALS = frozenset({"not_", "never", "neither", "nor", "hardly", "longer", "deny", "refuse"})
_DENYING = frozenset(
    ["no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "hardli", "bare", "scarc", "deni", "refus"]
)
_ORDERED = ("name", "number", "ordinal", "date")
_QUANTITIES = {
    "all": "all", "every": "all", "entire": "all", "most": "most", "majority": "most", "some": "some", "few": "few",
    "minority": "few",
}  # fmt: skip
#: Between these two names or numbers may change places.
_LISTING = frozenset({"and", "or", "nor"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets two statements of the same words against each other, as each prints it; empty where it has nothing.

    ``kind``: ``number``, ``date``, ``negation`` or ``opposite``, which contradict; ``unit`` or ``quantity``, which do not.
    """

    kind: str
    asked: str
    other: str

    def __str__(self) -> str:
        """As a reason: ``other number: 18% / 26%``."""
        if self.kind == "negation":
            return f"only one says {self.asked or self.other}"
        told = "opposite words" if self.kind == "opposite" else f"other {self.kind}"
        return f"{told}: {self.asked} / {self.other}"


def difference(asked: str, other: str, rarity: Rarity) -> Difference | None:
    """What contradicts: another number or date, a negation or an opposite among the same words; ``None`` where nothing does.

    Statements about other names, or that share too few words, contradict nothing.
    """
    mine, theirs = read(asked), read(other)
    if not _alike(mine, theirs, rarity):
        return None
    one, two = _facts(asked), _facts(other)
    return None if _other_names(one, two, mine, theirs, rarity) else _against(one, two)


def _alike(mine: Reading, theirs: Reading, rarity: Rarity) -> bool:
    return min(_shared(mine, theirs, rarity), _shared(theirs, mine, rarity)) >= _SAME_WORDS


def _against(one: Facts, two: Facts) -> Difference | None:
    return _other_number(one, two) or _other_date(one, two) or _negated(one, two) or _opposite(one, two)


def hindrance(asked: str, other: str, others: Sequence[str], rarity: Rarity) -> str | None:
    """Why two statements that contradict nothing are still not the same claim, as a reason; ``None`` where nothing is.

    A post or a passage names and counts more than any claim does: unless most words are shared, it is only judged by names
    and numbers together. ``others`` are further texts of the other, as a title: one that shares enough is enough.
    """
    mine, theirs = read(asked), read(other)
    one, two = _facts(asked), _facts(other)
    names = _other_names(one, two, mine, theirs, rarity)
    told = f"other name: {names[0]} / {names[1]}" if names else None
    if len(mine.known) > _SENTENCE and not _alike(mine, theirs, rarity):
        number = _other_number(one, two) if told else None
        if number:
            return f"{told}; {number}"
    elif told:
        return told
    elif unlike := _other_unit(one, two) or _number_or_opposite(one, two) or other_quantity(asked, other):
        return str(unlike)
    elif changed := _other_order(one, two):
        return f"other order: {changed[0]} \u2026 {changed[1]}"
    return None if any(_enough(mine, read(text), rarity) for text in (other, *others)) else "too few words in common"


def _number_or_opposite(one: Facts, two: Facts) -> Difference | None:
    return _other_number(one, two) or _opposite(one, two)


def _enough(mine: Reading, theirs: Reading, rarity: Rarity) -> bool:
    """Whether two texts share enough to be the same claim, however rare the words are that they share."""
    if covered(theirs.known, mine.known, rarity) < _LEAST_OF_OTHER:
        return False
    return len(mine.known) > _SHORT or covered(mine.known, theirs.known, rarity) >= _LEAST_OF_ASKED


def _other_names(one: Facts, two: Facts, mine: Reading, theirs: Reading, rarity: Rarity) -> tuple[str, str] | None:
    """The first name that each has and the other has not, as printed; ``None`` where not both have one.

    A capital at the beginning of a sentence makes a name only among the same words, where another stands in its place.
    """
    begun = _alike(mine, theirs, rarity)
    lacking = _unnamed(one, two, theirs, begun=begun), _unnamed(two, one, mine, begun=begun)
    return (lacking[0][0].shown, lacking[1][0].shown) if all(lacking) else None


def _unnamed(one: Facts, two: Facts, by: Reading, *, begun: bool) -> list[Fact]:
    """The names of one text none of whose terms the other has; with ``begun`` also those that begin a sentence."""
    named = [(fact, terms(fact.shown)) for fact in _left(one, two, "name") if begun or not fact.initial]
    return [fact for fact, found in named if found and by.known.isdisjoint(found)]


def other_quantity(asked: str, other: str) -> Difference | None:
    """Another "all", "some" or "most" in each of two texts, words that are no terms; ``None`` where not both have one."""
    mine, theirs = _quantities(asked), _quantities(other)
    if not mine or not theirs or mine.keys() & theirs.keys():
        return None
    return Difference("quantity", next(iter(mine.values())), next(iter(theirs.values())))


def _quantities(text: str) -> dict[str, str]:
    """The quantities of a text, those that say the same as one, as printed."""
    facts = (fact for fact in _facts(text).facts if fact.kind == "quantifier")
    return {_QUANTITIES[fact.value]: fact.shown for fact in facts if fact.value in _QUANTITIES}


def _other_unit(one: Facts, two: Facts) -> Difference | None:
    """The same number of something else."""
    for was in _left(one, two, "number"):
        for now in _left(two, one, "number"):
            units = _unit(was), _unit(now)
            if all(units) and not _comparable(*units) and _amount(was) == _amount(now) is not None:
                return Difference("unit", was.shown, now.shown)
    return None


def _other_order(one: Facts, two: Facts) -> tuple[str, str] | None:
    """Two names, numbers or dates one of which stands where the other text has the other: "A bought B", "B bought A"."""
    for kind in _ORDERED:
        mine, theirs = dict(_places(one, kind)), dict(_places(two, kind))
        both = [value for value in mine if value in theirs]
        for value in both:
            for taken in both:
                (before, after, shown), now = mine[taken], theirs[value]
                moved = value != taken and mine[value][:2] != now[:2] and now[:2] == (before, after)
                if moved and not _LISTING & {before, after}:
                    return mine[value][2], shown
    return None


def _places(facts: Facts, kind: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The facts of a kind, names of several words as one, with the words before and after and as printed."""
    row: list[tuple[str, int, int, str]] = []
    for fact in facts.facts:
        if fact.kind == kind and kind == "name" and row and row[-1][2] == fact.first:
            value, first, _, shown = row.pop()
            row.append((f"{value} {fact.value}", first, fact.last, f"{shown} {fact.shown}"))
        elif fact.kind == kind:
            row.append((fact.value, fact.first, fact.last, fact.shown))
    words = [token.low for token in facts.tokens]
    for value, first, last, shown in row:
        yield value, (words[first - 1] if first else "", words[last] if last < len(words) else "", shown)


def _shared(of: Reading, by: Reading, rarity: Rarity) -> float:
    """The share of the words of one text, numbers and negations apart, that the other has."""
    return covered(of.known - of.numbers - _DENYING, by.known, rarity)


@lru_cache(maxsize=5_000)
def _facts(text: str) -> Facts:
    plain = with_halves(normalise(without_addresses(text)).text)
    return read_facts(plain, 0, len(plain))


def _left(one: Facts, other: Facts, kind: str) -> list[Fact]:
    """The facts of a kind that the other does not state; a name it has as a plain word is stated."""
    known = {fact.value for fact in other.facts if fact.kind == kind}
    if kind == "name":
        known |= {token.low for token in other.tokens}
    return [fact for fact in one.facts if fact.kind == kind and fact.value.lower() not in known | {""}]


def _other_number(one: Facts, two: Facts) -> Difference | None:
    for kind in ("number", "ordinal"):
        mine, theirs = _left(one, two, kind), _left(two, one, kind)
        mine, theirs = _unlike(mine, theirs), _unlike(theirs, mine)
        for was in mine:
            for now in theirs:
                if _comparable(_unit(was), _unit(now)):
                    return Difference("number", was.shown, now.shown)
    return None


def _unit(fact: Fact) -> str:
    return fact.value.partition(" ")[2].removeprefix("us")


def _comparable(one: str, other: str) -> bool:
    return one == other or not one or not other


def _unlike(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts that no other is a rounding of."""
    return [fact for fact in facts if not any(_rounds(fact, other) for other in others)]


def _rounds(fact: Fact, other: Fact) -> bool:
    one, two = _amount(fact), _amount(other)
    if one is None or two is None or _is_year(fact) or _is_year(other) or not _comparable(_unit(fact), _unit(other)):
        return fact.value == other.value
    if one == two:
        return True
    coarse, fine = sorted((one, two), key=_precision, reverse=True)
    step = _precision(coarse)
    near = abs(one - two) <= _ROUNDED * max(abs(one), abs(two))
    return near and (not step or coarse == (fine / step + Fraction(1, 2)) // 1 * step)


def _precision(amount: Fraction) -> Fraction:
    """The value of the last digit of an amount that is no zero; 0 for one that no digits write out, such as a third."""
    step = Fraction(1)
    if not amount:
        return step
    while (amount / step).denominator == 1 and (amount / step).numerator % 10 == 0:
        step *= 10
    while (amount / step).denominator > 1 and step > _FINEST:
        step /= 10
    return step if (amount / step).denominator == 1 else Fraction(0)


def _is_year(fact: Fact) -> bool:
    return fact.shown.isdigit() and len(fact.shown) == 4  # noqa: PLR2004


def _amount(fact: Fact) -> Fraction | None:
    try:
        return Fraction(fact.value.partition(" ")[0])
    except (ValueError, ZeroDivisionError):
        return None


def _other_date(one: Facts, two: Facts) -> Difference | None:
    mine, theirs = _left(one, two, "date"), _left(two, one, "date")
    return Difference("date", mine[0].shown, theirs[0].shown) if mine and theirs else None


def _negated(one: Facts, two: Facts) -> Difference | None:
    """A negation that one of them has; two in one sentence may take each other back, so only none against one counts."""
    mine, theirs = _denials(one), _denials(two)
    if bool(mine) == bool(theirs):
        return None
    return Difference("negation", mine[0] if mine else "", theirs[0] if theirs else "")


def _denials(facts: Facts) -> list[str]:
    return [fact.shown.lower() for fact in facts.facts if fact.kind == "negation" and fact.value in _DENIALS]


def _opposite(one: Facts, two: Facts) -> Difference | None:
    """Opposites whatever their endings: "reduces" and "increases"."""
    mine, theirs = _by_stem(one), _by_stem(two)
    for was in sorted(mine.keys() - theirs.keys()):
        sides = {(place, not side) for place, side in _sides().get(was, ())}
        for now in sorted(theirs.keys() - mine.keys()):
            if sides & _sides().get(now, set()):
                return Difference("opposite", mine[was], theirs[now])
    return None


def _by_stem(facts: Facts) -> dict[str, str]:
    return {stem(token.low): token.low for token in facts.tokens}


@cache
def _sides() -> dict[str, set[tuple[int, bool]]]:
    """The pairs of opposites that the words of a stem belong to, and on which side of each."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for word, sides in OPPOSITES.items():
        found.setdefault(stem(word), set()).update(sides)
    return found
