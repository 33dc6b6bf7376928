"""Measures as prose writes them behind a number: "km", "sq ft", "degrees Celsius", "the GB of 5GB"."""

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.numbers import Row

Measure = tuple[str, int]
"""The words of a measure, and the token after them."""
_PAIRS = frozenset([("metric", "tons"), ("metric", "tonnes"), ("light", "years"), ("nautical", "miles"), ("mm", "hg")])
_NO_MEASURE = tables.word_set(
    """
    second points point quarterly hourly daily weekly monthly yearly annually bar bars league leagues basis times fold knots
    """
)
_SPACED_LETTERS = frozenset("mg")
_POWERS = frozenset(["m", "km", "cm", "ft"])
_LAST_LETTERS = frozenset("shl")
_UPPER_LETTERS = frozenset("wv")
#: Measures of two letters that stand apart from their number as well.
_SPACED = tables.word_set("km cm mm kg mg ml cl ft lb oz kw mw gw tw gb mb tb kb pb hz mi ha hr yd mt")
_RATES = tables.word_set("h hr s day year yr kg l litre liter km mile")
_FAST = tables.word_set("miles km kilometres kilometers metres meters feet")
_SPEEDS = frozenset([("per", "hour"), ("an", "hour"), ("per", "second")])


def read_measure(row: Row, at: int) -> Measure | None:
    """The measure that begins at a token; ``None`` where there is none."""
    return _degrees(row, at) or _of_two(row, at) or _letters(row, at) or _listed(row, at)


def _degrees(row: Row, at: int) -> Measure | None:
    low, more = row.low(at), row.low(at + 1)
    if low == "\u00b0" and more in ("c", "f"):
        return f"\u00b0{row.raw(at + 1)}", at + 2
    if low in ("degrees", "degree") and more in ("celsius", "fahrenheit", "c", "f", "centigrade"):
        return f"{row.raw(at)} {row.raw(at + 1)}", at + 2
    return (row.raw(at), at + 1) if low in ("degrees", "degree", "\u00b0") else None


def _of_two(row: Row, at: int) -> Measure | None:
    """As in "square feet", "sq. ft", "metric tons", "miles per hour", "km/h"."""
    low, raw = row.low(at), row.raw(at)
    if low in ("square", "sq", "cubic"):
        place = at + 2 if row.low(at + 1) == "." else at + 1
        return (f"{low} {row.raw(place)}", place + 1) if row.low(place) in lists.UNITS else None
    if row.phrase(at, 2) in _PAIRS:
        return f"{raw} {row.raw(at + 1)}", at + 2
    if low in _FAST and row.phrase(at + 1, 2) in _SPEEDS:
        return f"{raw} {' '.join(row.phrase(at + 1, 2))}", at + 3
    rate = low in lists.UNITS and row.low(at + 1) == "/" and row.glued(at + 1) and row.glued(at + 2)
    return (f"{raw}/{row.raw(at + 2)}", at + 3) if rate and row.low(at + 2) in _RATES else None


def _letters(row: Row, at: int) -> Measure | None:
    """Letters that are a measure only right behind a number: the "in" of "2in", the "C" of "38C"."""
    low, raw = row.low(at), row.raw(at)
    if low in _POWERS and row.raw(at + 1) in ("2", "3") and row.glued(at + 1):
        return f"{raw}{row.raw(at + 1)}", at + 2
    if (low == "in" and row.glued(at)) or low in tables.MORE_MEASURES:
        return raw, at + 1
    return (f"\u00b0{raw}", at + 1) if raw in ("C", "F") and row.glued(at) else None


def _listed(row: Row, at: int) -> Measure | None:
    low, raw = row.low(at).rstrip("\u00b2\u00b3"), row.raw(at)
    if row.kind(at) != "word" or low not in lists.UNITS or low in _NO_MEASURE:
        return None
    if len(low) == 1:
        last = low in _LAST_LETTERS and row.kind(at + 1) in ("", "sign")
        apart = row.glued(at) or low in _SPACED_LETTERS or last
        return (raw, at + 1) if apart and not (raw.isupper() and low not in _UPPER_LETTERS) else None
    short = len(low) == 2 and not row.glued(at) and low not in _SPACED  # noqa: PLR2004
    if short and low == raw.lower():
        return None
    return ("years" if low == "year" else raw), at + 1  # the unit "year" is that of a date
