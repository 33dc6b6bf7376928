"""How exactly a quantity is meant, by the words and the digits it is written with."""

import re
from decimal import Decimal

from factcheck.core.figures.quantity import Quantity, edges, unit_words
from factcheck.core.figures.terms import TIMES, is_share, says_share
from factcheck.core.words import Comparator

_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_BELOW = re.compile(
    r"(?:nearly|almost|just (?:under|below|short of|less than)|a little (?:under|less than)|slightly (?:under|less than))\b"
)
_ABOVE = re.compile(r"(?:just (?:over|above|more than)|a little (?:over|more than)|slightly (?:over|more than))\b")
_LARGE_SHARE = 20  # per cent: above it "about" leaves half the room
_SCALED = 1000
_SHARE_ROOM = Decimal(1)  # percentage points to either side of "two thirds", the same for every share in words
_MULTIPLE_ROOM = Decimal("0.05")  # of "doubled"
_FAR = Decimal("Infinity")


def room(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return between which numbers a claimed quantity still holds, both included.

    A plain number holds for what rounds to it at the places it is written with; a share in words and a multiple for what is
    near; "about" for one of its last place that is not zero to either side, but for no more than a tenth, or a twentieth where
    it is a percentage above 20; "nearly" and "just under" only below, "just over" only above. Limits ("over 500") hold as far as they go.
    """
    low, high = edges(quantity)
    half = step(quantity) / 2
    written = quantity.as_written.strip().lower()
    if "odd" in written.split("-")[-1].split()[:1]:
        return low, high + min(_last_place(quantity, high), abs(high))
    near = max(half, min(abs(high) / (20 if _is_large_share(quantity, high) else 10), _last_place(quantity, high)))
    below = Decimal(0) if _ABOVE.match(written) else near
    above = Decimal(0) if _BELOW.match(written) else near
    open_ended = below and above  # "just over 500" is near as well
    match quantity.comparator:
        case Comparator.MORE | Comparator.AT_LEAST if open_ended:
            return low, _FAR
        case Comparator.LESS | Comparator.AT_MOST if open_ended:
            return -_FAR, high
        case Comparator.WITHIN:
            return low, high
        case Comparator.EQUAL:
            return (low - half, high + half) if low == high else (low, high)
    return low - below, high + above


def step(quantity: Quantity) -> Decimal:
    """The smallest difference that the way a quantity is written can tell: 100,000 for "2.5 million", 1 for "500"."""
    low, high = edges(quantity)
    match = _DIGITS.search(quantity.as_written or quantity.low)
    if unit_words(quantity.unit)[:1] == [TIMES] and low == high and (match is None or "%" in quantity.as_written):
        return abs(high) * _MULTIPLE_ROOM * 2
    if is_share(quantity):
        return _SHARE_ROOM / 50
    if unit_words(quantity.unit)[:1] == ["%"] and _in_words(quantity):
        return _SHARE_ROOM * 2
    if match is None:
        return Decimal(1).scaleb(high.normalize().adjusted()) if abs(high) >= _SCALED else Decimal(1)
    written = Decimal(match[0].rstrip(",").replace(",", ""))
    place = Decimal(1).scaleb(-len(match[1] or ""))
    return place * abs(low / written) if written and low else place


def _last_place(quantity: Quantity, value: Decimal) -> Decimal:
    """One of the last place that is not zero: 1,000 for "9,000", 100 for "9,400", 1 for "18"."""
    if "/" in quantity.low or not value or "/" in quantity.high:
        return _FAR
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _in_words(quantity: Quantity) -> bool:
    """Whether a percentage was turned from a share: no sign of per cent is written."""
    written = quantity.as_written
    return bool(written) and "%" not in written and "per" not in written.lower() and says_share(written)


def _is_large_share(quantity: Quantity, value: Decimal) -> bool:
    return unit_words(quantity.unit)[:1] == ["%"] and value > _LARGE_SHARE and not _in_words(quantity)
