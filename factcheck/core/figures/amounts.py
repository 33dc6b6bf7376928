"""Amounts in prose: a number with its sign, its currency or measure, and the other end of a range."""

from dataclasses import dataclass, replace
from fractions import Fraction

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.counting import Unit, currency, read_unit
from factcheck.core.figures.names import is_name
from factcheck.core.figures.numbers import Number, Row, read_number
from factcheck.core.figures.terms import TIMES, measure
from factcheck.core.words import Comparator

_NEAR = 6
_NAMED = 12
_FAR = 3  # times: by so little nobody rises to so much
_THOUSAND = 1000
_LONG = {"decade": (Fraction(10), "years"), "century": (Fraction(100), "years"), "fortnight": (Fraction(14), "days")}
_AFTER_MULTIPLE = frozenset(["the", "that", "its", "their", "his", "her", "what", "in", "to", "from", ".", ",", ""])
_SCORE = 200  # no team scores more, and no vote between two dashes is larger where nothing is counted


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read: its ends, what it counts, its first token, the token after its own words, and the one to go on from.

    ``leads``: a comparator before it belongs to it.
    """

    low: Fraction
    high: Fraction
    unit: str
    start: int
    end: int
    after: int
    comparator: Comparator | None = None
    leads: bool = True


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of an amount: sign and currency before the number, and what it counts."""

    number: Number
    unit: Unit
    money: str
    negative: bool
    start: int

    @property
    def value(self) -> Fraction:
        value = self.number.value * self.unit.factor
        return -value if self.negative else value

    @property
    def name(self) -> str:
        return self.money or self.unit.name

    @property
    def end(self) -> int:
        return self.unit.after if self.unit.measure and not self.money else self.number.after


class Amounts:
    """Reads amounts from tokens."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def read(self, at: int) -> list[Amount]:
        """The amount that begins at a token, both ends of a change or a score, or nothing."""
        whole = self._multiple(at) or self._period(at) or self._part_of_percent(at)
        if whole:
            return [whole]
        between = self.row.low(at) in ("between", "from") and self._may_be(at + 1)
        side = self._side(at + 1 if between else at)
        if side is None:
            return []
        joined = self._other(side, at, between=between)
        if joined is None:
            return (
                []
                if between or self._is_idle(side)
                else [self._compound(side) or self._part_of_long(side) or self._single(side)]
            )
        return self._both(at, side, joined, between=between)

    def _may_be(self, at: int) -> bool:
        return self.row.kind(at) in ("number", "fraction", "currency", "word", "dash")

    def _side(self, at: int) -> _Side | None:
        row, place, money, negative = self.row, at, "", False
        if (
            row.kind(place) == "dash"
            and row.glued(place + 1)
            and not row.glued(place)
            and row.kind(place + 1) in ("number", "currency")
        ):
            negative, place = len(row.raw(place)) == 1, place + 1
        elif row.low(place) in ("minus", "negative"):
            negative, place = row.phrase(place - 2, 2) != ("plus", "or"), place + 1
        if row.kind(place) == "currency":
            money, place = currency(row.raw(place)), place + 1
        elif row.low(place) in tables.CODES and row.kind(place + 1) == "number":
            money, place = tables.CODES[row.low(place)], place + 1
        if place > at and row.kind(place) not in ("number", "fraction", "word"):
            return None
        if (not money and is_name(row, place)) or row.kind(place) == "none":
            return None
        number = read_number(row, place, money=bool(money))
        if number is None or (number.comparator and money):
            return None
        unit = Unit(number.noun, number.after) if number.noun else read_unit(row, number.after, share=number.share)
        if money and row.low(number.after) in ("-", "\u2011") and row.low(number.after + 1) == "a":
            unit = Unit("", number.after)
        return _Side(number, unit, money, negative, at)

    def _is_idle(self, side: _Side) -> bool:
        """Whether a lone "one", or a number without all that would show a count, is only a pronoun or an article."""
        number, unit = side.number, side.unit
        if number.value == 1 and number.in_words and not number.scaled and not side.money:
            return (
                not unit.measure
                or self.row.low(side.start) in ("a", "an")
                or self.row.phrase(side.start, 2) == ("one", "day")
            )
        return False

    def _single(self, side: _Side) -> Amount:
        row, end = self.row, side.end
        comparator = side.number.comparator
        low = high = side.value
        name = TIMES if row.phrase(side.start - 2, 2) == ("factor", "of") and not side.name else side.name
        tolerance = self._tolerance(end)
        if tolerance:
            room, after_room = tolerance
            low, high, end, comparator = low - room, high + room, after_room.after, Comparator.WITHIN
            name = name or after_room.name
        found, after = self._comparator_after(end, side)
        if found is not None:
            comparator, end = found, after
            name = name or read_unit(row, after).name
        return Amount(low, high, name or self._noun_before(side.start), side.start, end, end, comparator)

    def _compound(self, side: _Side) -> Amount | None:
        """As in "2 hours 31 minutes", "5 feet 10 inches", "two years and six months": in the smaller measure."""
        row, at = self.row, side.unit.after
        if not side.unit.measure or side.money:
            return None
        other = self._side(at + 1 if row.low(at) == "and" else at) if self._may_be(at) else None
        if other is None or not other.unit.measure or other.money or other.number.share:
            return None
        large, small = measure(side.unit.name.lower().split()), measure(other.unit.name.lower().split())
        if not large or not small or large[0] != small[0] or large[1] <= small[1] or other.value * small[1] >= large[1]:
            return None
        value = side.value * large[1] / small[1] + other.value
        return Amount(value, value, other.unit.name, side.start, other.end, other.end)

    def _part_of_long(self, side: _Side) -> Amount | None:
        """As in "half a century", "a quarter of a century": in years."""
        row, after = self.row, side.number.after
        place = after + 2 if row.phrase(after, 2) == ("of", "a") else after
        if side.number.value >= 1 or not side.number.in_words or row.low(place) not in _LONG:
            return None
        length, unit = _LONG[row.low(place)]
        value = side.number.value * length
        return Amount(value, value, unit, side.start, place + 1, place + 1)

    def _part_of_percent(self, at: int) -> Amount | None:
        """As in "half of 1%": the part of that percentage."""
        part = read_number(self.row, at)
        if part is None or not part.share or self.row.low(part.after) != "of":
            return None
        side = self._side(part.after + 1)
        if side is None or side.unit.name != "%" or side.number.share:
            return None
        value = part.value * side.value
        return Amount(value, value, "%", at, side.end, side.end)

    def _period(self, at: int) -> Amount | None:
        """As in "a decade", "a century"; "a year" and "an hour" only where a comparator says that they are meant as a count."""
        row, low = self.row, self.row.low(at + 1)
        if (
            row.low(at) in ("last", "past", "next", "previous", "coming")
            and row.low(at - 1) == "the"
            and low in ("decade", "century")
        ):
            length, unit = _LONG[low]
            return Amount(length, length, unit, at, at + 2, at + 2)
        if row.low(at) not in ("a", "an") or row.low(at + 2) == "ago":
            return None
        if low in _LONG:
            length, unit = _LONG[low]
            return Amount(length, length, unit, at, at + 2, at + 2)
        if lists.UNITS.get(low) and row.phrase(at + 2, 3) == ("and", "a", "half"):
            return Amount(Fraction(3, 2), Fraction(3, 2), _of_time(row.raw(at + 1)), at, at + 5, at + 5)
        compared = row.low(at - 1) in ("than", "nearly", "almost", "about", "least", "most", "exactly") or row.phrase(
            at - 2, 2
        ) == ("up", "to")
        if compared and lists.UNITS.get(low) in (
            "hour",
            "day",
            "week",
            "month",
            "year",
            "km",
            "mile",
            "tonne",
            "minute",
        ):
            return Amount(Fraction(1), Fraction(1), _of_time(row.raw(at + 1)), at, at + 2, at + 2)
        return None

    def _noun_before(self, at: int) -> str:
        """What is counted where it was named before: "the number of applicants rose to half a million"."""
        row = self.row
        for place in range(at - 1, max(-1, at - _NAMED), -1):
            if row.low(place) in (".", ";", "!", "?") or row.kind(place) == "number":
                return ""
            if row.phrase(place, 2) == ("number", "of"):
                return read_unit(row, place + 2).name
        return ""

    def _tolerance(self, at: int) -> tuple[Fraction, Unit] | None:
        """As in "12 \u00b1 2 mg", "12 plus or minus 2": how far to either side, and what is counted."""
        row = self.row
        length = 1 if row.low(at) == "\u00b1" else 3 if row.phrase(at, 3) == ("plus", "or", "minus") else 0
        number = read_number(row, at + length) if length else None
        if number is None:
            return None
        unit = read_unit(row, number.after)
        return number.value, unit if unit.measure else replace(unit, after=number.after)

    def _comparator_after(self, at: int, side: _Side) -> tuple[Comparator | None, int]:
        """As in "500 or more", "20-odd", "500+", "30 minutes or so"; behind a counted noun too."""
        row = self.row
        places = [at]
        if side.unit.name and not side.unit.measure and not side.money:
            noun = next((place for place in range(at, at + _NEAR) if row.low(place) == side.unit.name.lower()), at)
            places.append(noun + 1)
        for place in places:
            if (
                row.kind(place) == "dash"
                and row.glued(place)
                and row.phrase(place + 1, 1) in (("odd",), ("plus",), ("ish",))
            ):
                return tables.AFTER[row.phrase(place + 1, 1)], place + 2
            if row.low(place) == "+" and row.glued(place):
                return Comparator.AT_LEAST, place + 1
            for length in (3, 2):
                found = tables.AFTER.get(row.phrase(place, length))
                if found is not None:
                    return found, place + length
        return None, at

    def _other(self, side: _Side, at: int, *, between: bool) -> _Side | None:
        """The other end of a range, a change or a score; ``None`` where only one number is told."""
        joint = side.unit.after if side.unit.measure and not side.money else side.number.after
        if self.row.kind(joint) == "dash" and self.row.low(joint + 1) == "to" and self.row.kind(joint + 2) == "dash":
            return self._side(joint + 3) if self._may_be(joint + 3) else None  # "18-to-24-year-olds"
        if not self._joins(joint, side, at, between=between):
            return None
        other = self._side(joint + 1) if self._may_be(joint + 1) else None
        if other is None or other.number.share != side.number.share:
            return None
        if self.row.low(joint) == "or" and not 0 < other.value - side.value <= max(Fraction(1), side.value / 2):
            return None
        mixed = side.money != other.money and (
            (side.money and other.unit.measure) or (other.money and side.unit.measure)
        )
        unlike = self.row.low(joint) == "to" and not between and side.unit.measure and other.name != side.name
        return None if mixed or unlike else other

    def _joins(self, joint: int, side: _Side, at: int, *, between: bool) -> bool:
        """Whether a token joins two numbers: a dash, "to", "and" after "between", "or" between two small counts."""
        row, low = self.row, self.row.low(joint)
        if row.kind(joint) == "dash":
            tight = row.glued(joint) and row.glued(joint + 1)
            return tight or not (row.glued(joint) or row.glued(joint + 1) or side.number.in_words)
        if low == "and":
            return between and row.low(at) == "between"
        return low == "to" or (low == "or" and not side.name and side.number.value.denominator == 1)

    def _both(self, at: int, side: _Side, other: _Side, *, between: bool) -> list[Amount]:
        low, high = self._scaled_alike(side, other)
        unit = (
            other.name
            if other.name and (other.unit.measure or other.money or not side.money)
            else side.name or other.name
        )
        unit = side.money or other.money or unit
        comparator, end = self._comparator_after(other.end, other)
        end = end if comparator is not None else other.end
        told = low <= high and not self._is_score(at, side, other)
        step = self.row.low(at - 1) in ("by", "up", "down") and low * _FAR < high and unit not in ("%", TIMES)
        if step and self.row.low(other.start - 1) == "to":
            told = False  # "rose by £111 to £1,801"
        if between and self.row.low(at) == "from" and self.row.low(at - 1) not in tables.RANGES:
            told = False
        if between and self.row.low(at) == "between" and low > high:
            low, high, told = high, low, True  # "between a third and a quarter"
        if told:
            return [Amount(low, high, unit, at, end, end, comparator)]
        own = side.name or (unit if between else other.name if other.unit.measure else "")
        first = Amount(low, low, own, side.start, side.end, other.start, leads=not between)
        return [first, Amount(high, high, unit if between or other.name else own, other.start, end, end, leads=False)]

    def _scaled_alike(self, side: _Side, other: _Side) -> tuple[Fraction, Fraction]:
        """Both ends in the same scale: "2-3 million" means millions twice, "500 to 1 million" does not."""
        low, high = side.value, other.value
        plain = other.number.scaled and not side.number.scaled
        if plain and (not other.number.in_words or side.number.value < _THOUSAND):
            scale = _scale_of(other.number)
            if scale and side.number.value <= other.number.value / scale:
                low = low * scale
        dashed = "," in self.row.raw(other.start) and self.row.kind(other.start - 1) == "dash"
        if dashed and low < _THOUSAND <= low * _THOUSAND <= high:
            low = low * _THOUSAND  # "20-25,000"
        if side.unit.factor == 1 and other.unit.factor != 1 and not side.unit.name:
            low = low * other.unit.factor
        return low, high

    def _is_score(self, at: int, side: _Side, other: _Side) -> bool:
        """Whether two numbers are a vote or a score: small, without unit, beside the words of a contest."""
        row = self.row
        if other.money or side.money or other.unit.measure or max(side.value, other.value) > _SCORE:
            return False
        joint = row.kind(other.start - 1) == "dash" or row.low(other.start - 1) == "to"
        words = {row.low(place) for place in range(max(0, at - _NEAR), other.end + 2)}
        return joint and bool(words & tables.CONTESTS)

    def _multiple(self, at: int) -> Amount | None:
        """As in "doubled", "twice", "halved", "double the number"."""
        row, low = self.row, self.row.low(at)
        value: Fraction | None = None
        if low in tables.MULTIPLES:
            value = Fraction(tables.MULTIPLES[low])
        elif low in tables.HALVES:
            value = Fraction(1, 2)
        elif low in tables.SOMETIMES and row.kind(at + 1) != "dash":
            shown = row.low(at + 1) in _AFTER_MULTIPLE
            if row.low(at + 1) in ("the", "what") or (shown and row.low(at - 1) in tables.BESIDE_MULTIPLE):
                value = Fraction(tables.SOMETIMES[low]) or Fraction(1, 2)
        if value is None or row.kind(at - 1) == "dash":
            return None
        return Amount(value, value, TIMES, at, at + 1, at + 1)


def _of_time(name: str) -> str:
    """A measure as a unit: the unit "year" is that of a date."""
    return "years" if name.lower() == "year" else name


def _scale_of(number: Number) -> Fraction:
    """The scale of a number that has one: a power of a thousand or a hundred, as far as the value shows it."""
    for power in (12, 9, 6, 3, 2):
        if number.value >= 10**power:
            return Fraction(10**power)
    return Fraction(0)
