"""What a quantity is: its ends as exact numbers or days, and the words of what it counts."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction

from factcheck.core.dates import bounds, day_text
from factcheck.core.words import Comparator
from factcheck.errors import BadInputError

DATE = "date"
"""The unit of a quantity that is a year, a month or a day."""
CURRENCIES = "$\u20ac\u00a3\u00a5\u20b9"
PRECISION = 200  # digits; more than any difference of two numbers of the longest form needs
HINT = "write it like 18 %, 16.9-17.0 %, $5.576M, over 500, about 2.5 million, two thirds, 2015, 2024-11 or 2024-03/2024-05"
_YEAR, _A_YEAR = "year", re.compile(r"[0-9]{4}(?![0-9.])")
_FRACTION = re.compile(r"(-?[0-9]{1,60})/([1-9][0-9]{0,59})")
_EXACT = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60}|/[1-9][0-9]{0,59})?")
_UNITS = {
    "percent": "%", "per cent": "%", "pct": "%", "us dollars": "$", "dollars": "$", "dollar": "$", "usd": "$",
    "mm hg": "mmhg", "euros": "\u20ac", "euro": "\u20ac", "eur": "\u20ac", "gbp": "\u00a3",
}  # fmt: skip
_UNIT_WORD = re.compile(rf"(?:{'|'.join(_UNITS)})(?!\w)", re.IGNORECASE)
_PLACES = 4  # significant, where more than so many stand after the point: what was divided or converted
_LONG = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value (``low`` equals ``high``) or a range, as decimal text or, with the unit ``date``, as partial dates.

    What has no end in decimals is a fraction in text ("2/3"). ``as_written`` is the text it comes from, ``unit`` what is
    counted (may be empty), ``comparator`` how it is meant.
    """

    as_written: str
    low: str
    high: str
    unit: str
    comparator: Comparator


def check_quantity(quantity: Quantity) -> Quantity:
    """Return ``quantity`` if it can be compared; raises BadInputError without a number or date and for a range that runs backwards."""
    with localcontext(prec=PRECISION):
        low, high = edges(quantity)
    if low > high:
        raise BadInputError(f"the range “{quantity.as_written}” runs backwards", hint="put the lower end first")
    return quantity


def is_date(quantity: Quantity) -> bool:
    """Whether the quantity is a year, a month or a day, or a stretch of them; "1.5 year" is none."""
    unit = quantity.unit.partition(",")[0].strip()
    return unit == DATE or (unit == _YEAR and _A_YEAR.match(quantity.low) is not None)


def number(text: str) -> Decimal:
    """Return decimal text or a fraction ("2/3") as a number, in the precision at hand; raises InvalidOperation."""
    parts = _FRACTION.fullmatch(text)
    return Decimal(parts[1]) / Decimal(parts[2]) if parts else Decimal(text)


def edges(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the quantity as a closed interval: of numbers, or of days counted from the year 1; raises BadInputError."""
    if is_date(quantity):
        return Decimal(bounds(quantity.low)[0].toordinal()), Decimal(bounds(quantity.high)[1].toordinal())
    try:
        return number(quantity.low), number(quantity.high)
    except InvalidOperation:
        raise BadInputError(f"“{quantity.as_written}” is kept without a number", hint=HINT) from None


def reach(found: Quantity) -> tuple[Decimal, Decimal]:
    """Return the interval of what was found, open-ended where it is itself only a limit."""
    low, high = edges(found)
    if found.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return low, Decimal("Infinity")
    return (Decimal("-Infinity"), high) if found.comparator in (Comparator.LESS, Comparator.AT_MOST) else (low, high)


def unit_words(unit: str) -> list[str]:
    """The words of a unit up to its first comma, in lower case, with the sign of a percentage or a currency."""
    return plain_unit(unit.partition(",")[0].strip().lower()).split()


def plain_unit(unit: str) -> str:
    """A unit with "percent", "dollars" and the like at its start as their sign."""
    return _UNIT_WORD.sub(lambda word: _UNITS[word[0].lower()], unit, count=1) if _UNIT_WORD.match(unit) else unit


def amount_text(value: Decimal) -> str:
    """A number for readers: grouped, and cut after some places where it has no end ("0.6667")."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _LONG:
        value = round(value, max(0, _PLACES - 1 - value.adjusted())).normalize()
    return f"{value:,f}"


def quantity_text(quantity: Quantity) -> str:
    """A quantity for readers: "over 500", "550 to 670", "November 2024"."""
    show = day_text if is_date(quantity) else lambda text: amount_text(number(text))
    low, high = show(quantity.low), show(quantity.high)
    prefix = {
        Comparator.MORE: "over ",
        Comparator.LESS: "under ",
        Comparator.AT_LEAST: "at least ",
        Comparator.AT_MOST: "at most ",
    }
    return prefix.get(quantity.comparator, "") + (low if low == high else f"{low} to {high}")


def exact(text: str) -> Fraction | None:
    """Return decimal text or a fraction ("2/3") as an exact number; ``None`` for any other text, so for "1e9" too."""
    return Fraction(text) if _EXACT.fullmatch(text) else None


def exact_text(value: Fraction) -> str:
    """A number as decimal text, or as a fraction ("2/3") where decimals have no end."""
    rest, powers = value.denominator, 0
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest, count = rest // factor, count + 1
        powers = max(powers, count)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    if not powers:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**powers // value.denominator).rjust(powers + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-powers]}.{digits[-powers:]}"
