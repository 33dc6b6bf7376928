"""Where a claimed quantity and a found one lie on one scale."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from factcheck.core.dates import bounds
from factcheck.core.figures.quantity import CURRENCIES, PRECISION, Quantity, edges, is_date, reach, unit_words
from factcheck.core.figures.terms import in_terms_of
from factcheck.core.words import Comparator

_ROUND = [Decimal(step) for step in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")]
_ROOM = Decimal("1.1")  # past a limit, so that "over 500" is seen to go on
_FAR = 50  # times their distance from each other: on a scale from 0 the two would fall together


@dataclass(frozen=True, slots=True)
class Scale:
    """A claimed quantity and a found one on one scale, drawn from its low end (0) to its high end (1).

    ``claimed`` and ``found`` are start and end of each, equal for a single value. ``low`` and ``high`` say what the ends
    stand for: a number, the high one with its unit, or a year, month or day as ISO text, from its first day to its last.
    """

    claimed: tuple[float, float]
    found: tuple[float, float]
    low: str
    high: str


def scale(claimed: Quantity, found: Quantity | None) -> Scale | None:
    """Return where both quantities lie on one scale; ``None`` where nothing was found or the units differ.

    It starts at 0 unless both lie so far from it that they would fall together, and is never logarithmic. What is only a
    limit reaches to the end of the scale. Raises BadInputError where a quantity holds no decimal text or date.
    """
    with localcontext(prec=PRECISION):
        terms = in_terms_of(claimed, found) if found is not None else None
        if terms is None:
            return None
        claimed, found = terms
        spans = [_stretch(claimed), _stretch(found)]
        ends = [end for span in spans for end in span if end.is_finite()]
        if is_date(claimed):
            low, high, first, last = _calendar(min(ends), max(ends), claimed, found)
        else:
            falls, rises = (any(span[side].is_infinite() for span in spans) for side in (0, 1))
            low, high = _axis(min(ends), max(ends), falls=falls, rises=rises)
            first, last = f"{low.normalize():,f}", _with_unit(high, claimed.unit or found.unit)
        drawn = [tuple(float((min(max(end, low), high) - low) / (high - low)) for end in span) for span in spans]
    return Scale((drawn[0][0], drawn[0][1]), (drawn[1][0], drawn[1][1]), first, last)


def _stretch(shown: Quantity) -> tuple[Decimal, Decimal]:
    """Return the interval to draw: past a limit that is itself not meant, it begins at the limit's far end."""
    (low, high), (from_, to) = edges(shown), reach(shown)
    return {Comparator.MORE: (high, to), Comparator.LESS: (from_, low)}.get(shown.comparator, (from_, to))


def _axis(least: Decimal, most: Decimal, *, falls: bool, rises: bool) -> tuple[Decimal, Decimal]:
    """Return the ends of a scale that shows ``least`` to ``most``, with room where a limit ``falls`` or ``rises`` on."""
    spread = most - least
    if 0 < spread * _FAR < min(abs(least), abs(most)) and (least > 0) is (most > 0):
        step = Decimal(1).scaleb(spread.adjusted())
        low = ((least - spread) / step).to_integral_value(ROUND_FLOOR) * step
        return low, ((most + spread) / step).to_integral_value(ROUND_CEILING) * step
    size = max(abs(least), abs(most)) or Decimal(1)
    below = max(-least * _ROOM, size / 10 if least == 0 else Decimal(0)) if falls else -least
    above = max(most * _ROOM, size / 10 if most == 0 else Decimal(0)) if rises else most
    if below <= 0 and above <= 0:
        above = Decimal(1)
    return -_rounded_up(below), _rounded_up(above)


def _rounded_up(value: Decimal) -> Decimal:
    """Return the next round number, 0 for what is not above it."""
    if value <= 0:
        return Decimal(0)
    return next(step for each in _ROUND if (step := each.scaleb(value.adjusted())) >= value)


def _calendar(least: Decimal, most: Decimal, *shown: Quantity) -> tuple[Decimal, Decimal, str, str]:
    """Return the ends of a scale of days, and the year, month or day at each, as exact as the least exact date shown."""
    length = min(len(text) for quantity in shown for text in (quantity.low, quantity.high))
    room = max(1, int(most - least) // 10)
    first = date.fromordinal(max(1, int(least) - room)).isoformat()[:length]
    last = date.fromordinal(min(date.max.toordinal(), int(most) + room)).isoformat()[:length]
    return Decimal(bounds(first)[0].toordinal()), Decimal(bounds(last)[1].toordinal()), first, last


def _with_unit(number: Decimal, unit: str) -> str:
    text, words = f"{number.normalize():,f}", unit_words(unit)
    if words and words[0] in CURRENCIES:
        return re.sub(r"(?=[0-9])", words[0], text, count=1)
    return f"{text} {words[0]}" if len(words) == 1 or words[:1] == ["%"] else text
