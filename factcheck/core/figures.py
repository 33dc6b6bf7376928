"""Quantities claimed and found: read from what people write, kept as decimal text, compared without floats."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation, localcontext

from factcheck.core.dates import MONTHS, bounds, day_text
from factcheck.core.words import Comparator
from factcheck.errors import BadInputError

DATE = "date"
"""The unit of a quantity that is a year, a month or a day."""
_DATE_UNITS = (DATE, "year")
_LONGEST = 60
_PRECISION = 200  # digits; more than any difference of two numbers of the longest form needs
_HINT = "write it like 18 %, 16.9-17.0 %, $5.576M, over 500, about 2.5 million, 2015, 2024-11 or 2024-03/2024-05"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value (``low`` equals ``high``) or a range, as decimal text or, with the unit ``date``, as partial dates.

    ``as_written`` is the text it comes from, ``unit`` what is counted (may be empty), ``comparator`` how it is meant.
    """

    as_written: str
    low: str
    high: str
    unit: str
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Difference:
    """How a claimed quantity stands to what was found, in words, and whether it agrees (``None``: that is not settled)."""

    words: str
    agrees: bool | None


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


_COMPARATORS = {
    Comparator.AT_LEAST: r">=|\u2265|at least|(?:no|not) (?:less|fewer) than",
    Comparator.AT_MOST: r"<=|\u2264|at most|(?:no|not) more than|up to",
    Comparator.MORE: r">|over|more than|above|greater than|after",
    Comparator.LESS: r"<|under|less than|fewer than|below|before",
    Comparator.ABOUT: r"~|\u2248|about|around|roughly|approximately|approx\.|some|circa|ca?\.|nearly|almost",
    Comparator.WITHIN: r"within|between|from",
    Comparator.EQUAL: r"=|exactly|in|on",
}
_COMPARATOR = re.compile(
    "|".join(f"(?P<{c.name}>(?:{form})(?![a-z]))" for c, form in _COMPARATORS.items()), re.IGNORECASE
)
_SCALES = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "tn": 12,
    "trillion": 12,
}
_UNITS = {
    "percent": "%", "per cent": "%", "pct": "%", "us dollars": "$", "dollars": "$", "dollar": "$", "usd": "$",
    "euros": "\u20ac", "euro": "\u20ac", "eur": "\u20ac", "gbp": "\u00a3",
}  # fmt: skip
_UNIT_WORD = re.compile(rf"(?:{'|'.join(_UNITS)})(?!\w)", re.IGNORECASE)
_CURRENCIES = "$\u20ac\u00a3\u00a5"
_ROUND = [Decimal(step) for step in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")]
_ROOM = Decimal("1.1")  # past a limit, so that "over 500" is seen to go on
_FAR = 50  # times their distance from each other: on a scale from 0 the two would fall together


def _part(number: int) -> str:
    return (
        rf"(?:(?:US)?(?P<money{number}>[{_CURRENCIES}])\s*)?"
        rf"(?P<number{number}>[-+\u2212]?(?:[0-9]{{1,3}}(?:[, ][0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)"
        rf"(?P<scale{number}>\s*(?:thousand|[mb]illion|trillion|[mbt]n)\b|[KMBkmb](?!\w))?(?P<percent{number}>\s*%)?"
    )


# No unit: the "e3" of 0.5e3 and the "rd" of 3rd, which change what the number means.
_UNIT = rf"(?!e[0-9]|(?:st|nd|rd|th)\b)[^\W\d_].*|[%\u00b0/(\"\u201c{_CURRENCIES}].*"
_AMOUNT = re.compile(
    rf"{_part(1)}(?:\s*(?:[-\u2010-\u2015/]|to\b|and\b)\s*{_part(2)})?\s*(?P<unit>{_UNIT})?", re.DOTALL
)
_PARTIAL = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATES = re.compile(rf"({_PARTIAL})(?:\s*(?:[-\u2010-\u2015/]|to|and)\s*({_PARTIAL}))?")
_WRITTEN_DATE = re.compile(rf"(?:([0-9]{{1,2}}) )?({'|'.join(MONTHS)}) ([0-9]{{4}})", re.IGNORECASE)


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that ``text`` writes: a number or range with its unit, an amount of money, or a partial date.

    Four bare digits are a year, unless a word like "over" or "about" shows that they count something. Raises
    BadInputError for any other form, for a date the calendar does not have, and for a range that runs backwards.
    """
    written = " ".join(text.split())
    start = _COMPARATOR.match(written)
    comparator = Comparator[start.lastgroup] if start and start.lastgroup else Comparator.EQUAL
    rest = written[start.end() :].strip() if start else written
    counts = comparator not in (Comparator.EQUAL, Comparator.WITHIN) and not written.lower().startswith(
        ("before", "after")
    )
    found = _read_dates(rest, counts=counts) or _read_amount(rest)
    if found is None:
        raise BadInputError(f"“{written}” is no quantity this desk can read", hint=_HINT)
    low, high, unit = found
    return check_quantity(Quantity(written, low, high, unit, comparator))


def check_quantity(quantity: Quantity) -> Quantity:
    """Return ``quantity`` if it can be compared; raises BadInputError without a number or date and for a range that runs backwards."""
    low, high = _edges(quantity)
    if low > high:
        raise BadInputError(f"the range “{quantity.as_written}” runs backwards", hint="put the lower end first")
    return quantity


def _read_dates(text: str, *, counts: bool) -> tuple[str, str, str] | None:
    written = _WRITTEN_DATE.fullmatch(text)
    if written:
        month = MONTHS.index(written[2].capitalize()) + 1
        text = f"{written[3]}-{month:02}" + (f"-{int(written[1]):02}" if written[1] else "")
    match = _DATES.fullmatch(text)
    if not match:
        return None
    low, high = match[1], match[2] or match[1]
    is_date = "-" in low + high or (low[0] in "12" and not counts)
    return (low, high, DATE) if is_date else None


def _read_amount(text: str) -> tuple[str, str, str] | None:
    match = _AMOUNT.fullmatch(text)
    if not match or any(len(match[name] or "") > _LONGEST for name in ("number1", "number2")):
        return None
    money = match["money1"] or match["money2"] or ""
    unit = match["unit"] or ""
    scales = [match["scale1"] or "", match["scale2"] or ""]
    if not money and scales[0] in ("m", "b") and not match["number2"]:
        scales[0], unit = "", f"{scales[0]} {unit}".strip()  # "5 m" and "5m" are metres where no money is meant
    numbers = [_plain(match["number1"]), _plain(match["number2"] or match["number1"])]
    if not match["number2"] or (not scales[0] and numbers[0] <= numbers[1]):
        scales = [scales[0] or scales[1]] * 2  # "2-3 million" means millions twice, "500 to 1 million" does not
    low, high = (_scaled(number, scale) for number, scale in zip(numbers, scales, strict=True))
    if match["percent1"] or match["percent2"]:
        unit = f"% {unit}"
    unit = _UNIT_WORD.sub(lambda word: _UNITS[word[0].lower()], unit, count=1) if _UNIT_WORD.match(unit) else unit
    return low, high, f"{money} {unit}".strip()


def _plain(number: str) -> Decimal:
    return Decimal(number.replace("\u2212", "-").translate({ord(","): None, ord(" "): None}))


def _scaled(number: Decimal, scale: str) -> str:
    with localcontext(prec=_PRECISION):
        scaled = number.scaleb(_SCALES.get(scale.strip().lower(), 0))
        return format(scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() and scale else scaled, "f")


def difference(claimed: Quantity, found: Quantity) -> Difference:
    """Return how ``claimed`` stands to ``found``: equal, within, at one end, or how far above or below (after or before).

    Empty words and ``None`` where the units differ: "%" and "% fall" compare, as does a unit up to its first comma.
    "About" agrees where a value found rounds to the claimed one at its last digit that is not zero. Raises
    BadInputError where a quantity holds no decimal text or date.
    """
    if not _comparable(claimed, found):
        return Difference("", None)
    with localcontext(prec=_PRECISION):
        if claimed.comparator is found.comparator and _edges(claimed) == _edges(found):
            return Difference("the same", agrees=True)
        if claimed.comparator in (Comparator.EQUAL, Comparator.ABOUT, Comparator.WITHIN):
            return _against_value(claimed, found)
        return _against_limit(claimed, found)


def _against_value(claimed: Quantity, found: Quantity) -> Difference:
    (low, high), (found_low, found_high) = _edges(claimed), _reach(found)
    if (low, high) == (found_low, found_high):
        return Difference("the same", agrees=True)
    if low <= found_low and found_high <= high:
        return Difference("falls within" if _is_date(claimed) else "within what was claimed", agrees=True)
    if found_low <= low and high <= found_high:
        return _inside_found(claimed, found)
    if low <= found_high and found_low <= high:
        return Difference(f"overlaps what was found ({_text(found)})", agrees=None)
    if claimed.comparator is Comparator.ABOUT and not _is_date(claimed) and _rounds_to(low, found_low, found_high):
        return Difference(f"about the same ({_text(found)} was found)", agrees=True)
    return Difference(_distance(claimed, found), agrees=False)


def _inside_found(claimed: Quantity, found: Quantity) -> Difference:
    (low, high), (found_low, found_high) = _edges(claimed), _reach(found)
    if found.low == found.high or not (found_low.is_finite() and found_high.is_finite()):
        return Difference(f"within what was found ({_text(found)}), which is less exact", agrees=None)
    if low == found_low or high == found_high:
        return Difference(f"at one end of what was found ({_text(found)})", agrees=None)
    return Difference(f"within what was found ({_text(found)})", agrees=True)


def _against_limit(claimed: Quantity, found: Quantity) -> Difference:
    (low, high), (found_low, found_high) = _edges(claimed), _reach(found)
    inside, outside = {
        Comparator.MORE: (found_low > high, found_high <= high),
        Comparator.AT_LEAST: (found_low >= low, found_high < low),
        Comparator.LESS: (found_high < low, found_low >= low),
        Comparator.AT_MOST: (found_high <= high, found_low > high),
    }[claimed.comparator]
    if inside:
        return Difference("within what was claimed", agrees=True)
    if not outside:
        return Difference(f"partly within what was claimed ({_text(found)} was found)", agrees=None)
    if found_low <= high and low <= found_high:
        return Difference(f"the limit itself was found ({_text(found)})", agrees=False)
    return Difference(_distance(claimed, found), agrees=False)


def scale(claimed: Quantity, found: Quantity | None) -> Scale | None:
    """Return where both quantities lie on one scale; ``None`` where nothing was found or the units differ.

    It starts at 0 unless both lie so far from it that they would fall together, and is never logarithmic. What is only a
    limit reaches to the end of the scale. Raises BadInputError where a quantity holds no decimal text or date.
    """
    if found is None or not _comparable(claimed, found):
        return None
    with localcontext(prec=_PRECISION):
        spans = [_stretch(claimed), _stretch(found)]
        ends = [end for span in spans for end in span if end.is_finite()]
        if _is_date(claimed):
            low, high, first, last = _calendar(min(ends), max(ends), claimed, found)
        else:
            falls, rises = (any(span[side].is_infinite() for span in spans) for side in (0, 1))
            low, high = _axis(min(ends), max(ends), falls=falls, rises=rises)
            first, last = f"{low.normalize():,f}", _with_unit(high, claimed.unit or found.unit)
        drawn = [tuple(float((min(max(end, low), high) - low) / (high - low)) for end in span) for span in spans]
    return Scale((drawn[0][0], drawn[0][1]), (drawn[1][0], drawn[1][1]), first, last)


def _stretch(shown: Quantity) -> tuple[Decimal, Decimal]:
    """Return the interval to draw: past a limit that is itself not meant, it begins at the limit's far end."""
    (low, high), (from_, to) = _edges(shown), _reach(shown)
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
    text, words = f"{number.normalize():,f}", _unit_words(unit)
    if words and words[0] in _CURRENCIES:
        return re.sub(r"(?=[0-9])", words[0], text, count=1)
    return f"{text} {words[0]}" if len(words) == 1 or words[:1] == ["%"] else text


def _is_date(quantity: Quantity) -> bool:
    return quantity.unit.partition(",")[0].strip() in _DATE_UNITS


def _comparable(claimed: Quantity, found: Quantity) -> bool:
    if _is_date(claimed) or _is_date(found):
        return _is_date(claimed) and _is_date(found)
    ours, theirs = _unit_words(claimed.unit), _unit_words(found.unit)
    shared = min(len(ours), len(theirs))
    return ours[:shared] == theirs[:shared]


def _unit_words(unit: str) -> list[str]:
    named = unit.partition(",")[0].strip().lower()
    return (
        _UNIT_WORD.sub(lambda word: _UNITS[word[0]], named, count=1).split()
        if _UNIT_WORD.match(named)
        else named.split()
    )


def _edges(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the quantity as a closed interval: of numbers, or of days counted from the year 1."""
    if _is_date(quantity):
        return Decimal(bounds(quantity.low)[0].toordinal()), Decimal(bounds(quantity.high)[1].toordinal())
    try:
        return Decimal(quantity.low), Decimal(quantity.high)
    except InvalidOperation:
        raise BadInputError(f"“{quantity.as_written}” is kept without a number", hint=_HINT) from None


def _reach(found: Quantity) -> tuple[Decimal, Decimal]:
    """Return the interval of what was found, open-ended where it is itself only a limit."""
    low, high = _edges(found)
    if found.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return low, Decimal("Infinity")
    return (Decimal("-Infinity"), high) if found.comparator in (Comparator.LESS, Comparator.AT_MOST) else (low, high)


def _rounds_to(claimed: Decimal, *found: Decimal) -> bool:
    place = Decimal(1).scaleb(int(claimed.normalize().as_tuple().exponent))
    return any(abs(value - claimed) * 2 <= place for value in found)


def _distance(claimed: Quantity, found: Quantity) -> str:
    """Return how far ``claimed`` lies from ``found``, which it does not meet, from the nearest to the farthest ends."""
    if _is_date(claimed):
        return _time_between(claimed, found)
    (low, high), (found_low, found_high) = _edges(claimed), _reach(found)
    near, far, side = (
        (low - found_high, high - found_low, "above")
        if low > found_high
        else (found_low - high, found_high - low, "below")
    )
    numbers = f"{near:,f}" if near == far else f"{near:,f} to {far:,f}" if far.is_finite() else f"at least {near:,f}"
    unit = _unit_words(claimed.unit or found.unit)
    if unit[:1] == ["%"]:
        numbers += " percentage points"
    elif unit and unit[0] in _CURRENCIES:
        numbers = re.sub(r"(?=\b[0-9,.]+)(?<![0-9,.])", unit[0], numbers)
    elif len(unit) == 1:
        numbers += f" {unit[0]}"
    return f"{numbers} {side} what was found"


def _time_between(claimed: Quantity, found: Quantity) -> str:
    length = min(len(text) for text in (claimed.low, claimed.high, found.low, found.high))
    unit, places = {4: ("year", (1, 0, 0)), 7: ("month", (12, 1, 0))}.get(length, ("day", (0, 0, 1)))

    def count(partial: str, end: int) -> int:
        day = bounds(partial)[end]
        return day.toordinal() if places[2] else day.year * places[0] + day.month * places[1]

    side = "after" if _edges(claimed)[0] > _edges(found)[1] else "before"
    ends = [count(claimed.low, 0) - count(found.high, 1), count(claimed.high, 1) - count(found.low, 0)]
    near, far = sorted(max(1, abs(end)) for end in ends)
    numbers = f"{near:,}" if near == far else f"{near:,} to {far:,}"
    return f"{numbers} {unit}{'' if far == 1 else 's'} {side} what was found"


def _text(quantity: Quantity) -> str:
    show = day_text if _is_date(quantity) else lambda number: f"{Decimal(number):,f}"
    low, high = show(quantity.low), show(quantity.high)
    prefix = {
        Comparator.MORE: "over ",
        Comparator.LESS: "under ",
        Comparator.AT_LEAST: "at least ",
        Comparator.AT_MOST: "at most ",
    }
    return prefix.get(quantity.comparator, "") + (low if low == high else f"{low} to {high}")
