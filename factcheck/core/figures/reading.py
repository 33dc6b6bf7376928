"""Reading one quantity from what a checker types: "18 %", "over 500", "2.5 million", "two thirds", "2024-03/2024-05"."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

from factcheck.core.dates import MONTHS
from factcheck.core.figures.quantity import CURRENCIES, DATE, HINT, PRECISION, Quantity, check_quantity, plain_unit
from factcheck.core.words import Comparator
from factcheck.errors import BadInputError

_LONGEST = 60
_LONGEST_PROSE = 200
#: A "unit" that shows that the number before it is part of a longer form.
_NO_UNIT = re.compile(
    rf"(?:[{CURRENCIES}] ?)?(?:(?:in|out of|of every|or|and|plus|ago|times as|cents?|pence|p|c|pounds?)\b|\\+|hours? [0-9]|feet [0-9]|ft [0-9])"
)
#: What may stand before a quantity and is no part of it: "an increase of", "rose".
_LEADING = re.compile(r"(?:[^\W\d_]+ ){0,4}")
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
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "tn": 12, "trillion": 12,
}  # fmt: skip


def _part(number: int) -> str:
    return (
        rf"(?:(?:US)?(?P<money{number}>[{CURRENCIES}])\s*)?"
        rf"(?P<number{number}>[-+\u2212]?(?:[0-9]{{1,3}}(?:[, ][0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)"
        rf"(?P<scale{number}>\s*(?:thousand|[mb]illion|trillion|[mbt]n)\b|[KMBkmb](?!\w))?(?P<percent{number}>\s*%)?"
    )


# No unit: the "e3" of 0.5e3 and the "rd" of 3rd, which change what the number means.
_UNIT = rf"(?!e[0-9]|(?:st|nd|rd|th)\b)[^\W\d_].*|/(?!\s*[0-9]).*|[%\u00b0(\"\u201c{CURRENCIES}].*"
_AMOUNT = re.compile(rf"{_part(1)}(?:\s*(?:[-\u2010-\u2015]|to\b|and\b)\s*{_part(2)})?\s*(?P<unit>{_UNIT})?", re.DOTALL)
_PARTIAL = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATES = re.compile(rf"({_PARTIAL})(?:\s*(?:[-\u2010-\u2015/]|to|and)\s*({_PARTIAL}))?")
_SEASON = re.compile(r"[12][0-9]{3}[-\u2010-\u2013/](?:1[3-9]|[2-9][0-9])")
_WRITTEN_DATE = re.compile(rf"(?:([0-9]{{1,2}}) )?({'|'.join(MONTHS)}) ([0-9]{{4}})", re.IGNORECASE)


def parse_quantity(text: str, as_of: date | None = None) -> Quantity:
    """Return the quantity that ``text`` writes: a number or range with its unit, an amount of money, a share, a date.

    Four bare digits are a year, unless a word like "over" or "about" shows that they count something. ``as_of`` is the day
    against which "last spring" is resolved. Raises BadInputError for any other form, for a date the calendar does not
    have, for one that needs ``as_of`` where there is none, and for a range that runs backwards.
    """
    written = " ".join(text.split())
    start = _COMPARATOR.match(written)
    comparator = Comparator[start.lastgroup] if start and start.lastgroup else Comparator.EQUAL
    rest = written[start.end() :].strip() if start else written
    counts = comparator not in (Comparator.EQUAL, Comparator.WITHIN) and not written.lower().startswith(
        ("before", "after")
    )
    found = None if _SEASON.fullmatch(rest) else _read_dates(rest, counts=counts) or _read_amount(rest)
    if found is None or _NO_UNIT.match(found[2]):
        return check_quantity(_read_prose(written, as_of))
    low, high, unit = found
    return check_quantity(Quantity(written, low, high, unit, comparator))


def _read_prose(written: str, as_of: date | None) -> Quantity:
    """Words as an article has them: "two thirds of pupils", "nearly doubled", "500 or more", "last spring"."""
    from factcheck.core.figures.finding import find_quantities

    found = find_quantities(written, as_of) if len(written) <= _LONGEST_PROSE else []
    if len(found) != 1 or not _LEADING.fullmatch(written[: found[0].start]):
        raise BadInputError(f"“{written}” is no quantity this desk can read", hint=HINT)
    if not found[0].resolved:
        raise BadInputError(
            f"“{written}” needs the article's date",
            hint="write the date as far as it is known: 2024-11, or 2024-03/2024-05",
        )
    quantity, rest = found[0].quantity, written[found[0].end :].strip()
    if quantity.unit == DATE and rest:
        raise BadInputError(f"“{written}” is no quantity this desk can read", hint=HINT)
    unit = quantity.unit
    if rest and unit != rest:
        rest = re.sub(r"^of (?:all |the |an? )?", "", rest)
        unit = rest if not unit or unit in rest.split() else unit
    return replace(quantity, as_written=written, unit=unit)


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
    return low, high, f"{money} {plain_unit(unit)}".strip()


def _plain(number: str) -> Decimal:
    return Decimal(number.replace("\u2212", "-").translate({ord(","): None, ord(" "): None}))


def _scaled(number: Decimal, scale: str) -> str:
    with localcontext(prec=PRECISION):
        scaled = number.scaleb(_SCALES.get(scale.strip().lower(), 0))
        return format(scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() and scale else scaled, "f")
