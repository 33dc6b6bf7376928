"""What a number counts: a sign, a currency, a measure, or the noun after it."""

from dataclasses import dataclass
from fractions import Fraction

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.measures import read_measure
from factcheck.core.figures.numbers import Row, read_number
from factcheck.core.figures.plurals import is_plural
from factcheck.core.figures.terms import TIMES

_SMALL_COINS = {"cent": "$", "cents": "$", "c": "$", "pence": "\u00a3", "penny": "\u00a3", "p": "\u00a3"}
_CURRENCIES = {"$": "$", "\u20ac": "\u20ac", "\u00a3": "\u00a3", "\u00a5": "\u00a5", "\u20b9": "\u20b9"}
_TWO_WORDS = {("us", "dollars"): "$", ("u.s.", "dollars"): "$", ("pounds", "sterling"): "\u00a3"}
_OTHER_WORDS = frozenset(["real", "rand", "won", "lira"])  # currencies that are more often another word
_WORDS = 4
_DETERMINERS = tables.word_set("the all its their his her our my your those these that this a an each both")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, the token after what belongs to the quantity itself, and a factor ("85p" is 0.85 of a pound).

    ``measure``: its words are part of the quantity; a counted noun only follows it.
    """

    name: str
    after: int
    factor: Fraction = Fraction(1)
    measure: bool = False


def read_unit(row: Row, at: int, *, share: bool = False) -> Unit:
    """The unit of a number that ends before a token; its name is empty where none is written."""
    return (
        _percent(row, at) or _money(row, at) or _multiple(row, at) or _measure(row, at) or _hyphened(row, at)
        or _noun(row, at, share=share)
    )  # fmt: skip


def currency(sign: str) -> str:
    """The sign of a currency as it stands before a number ("US$") as the desk keeps it ("$")."""
    return sign if sign[:-1] in ("A", "C", "NZ", "HK", "S") else sign[-1:]


def _percent(row: Row, at: int) -> Unit | None:
    low, after = row.low(at), at + 1
    if low == "per" and row.low(at + 1) == "cent":
        low, after = "percent", at + 2
    if low == "-" and row.low(at + 1) in ("percent", "percentage"):
        low, after = row.low(at + 1), at + 2
    if low in ("percentage", "percent", "%", "pct") and row.low(after) in ("point", "points"):
        return Unit("percentage points", after + 1, measure=True)
    if low == "percentage" and row.kind(after) == "dash" and row.low(after + 1) == "point":
        return Unit("percentage points", after + 2, measure=True)
    if low == "basis" and row.low(after) in ("point", "points"):
        return Unit("basis points", after + 1, measure=True)
    return Unit("%", after, measure=True) if low in ("percent", "%", "pct", "pc") else None


def _money(row: Row, at: int) -> Unit | None:
    """As in "dollars", "US dollars", "pounds sterling", the "p" of "85p"."""
    low, two = row.low(at), row.phrase(at, 2)
    if two in _TWO_WORDS:
        return Unit(_TWO_WORDS[two], at + 2, measure=True)
    if row.kind(at) == "currency":
        return Unit(currency(row.raw(at)), at + 1, measure=True)
    if row.kind(at) != "word" or low in _OTHER_WORDS:
        return None
    if low in _SMALL_COINS and (len(low) > 1 or (row.glued(at) and row.raw(at).islower())):
        return Unit(_SMALL_COINS[low], at + 1, Fraction(1, 100), measure=True)
    weighs = low in ("pound", "pounds") and row.low(at + 1) in (
        "of",
        "lighter",
        "heavier",
    )  # else money, far more often
    if low not in lists.CURRENCIES or weighs:
        return None
    return Unit(_CURRENCIES.get(lists.CURRENCIES[low], low), at + 1, measure=True)


def _multiple(row: Row, at: int) -> Unit | None:
    low = row.low(at)
    if low in ("times", "fold"):
        return Unit(TIMES, at + 1, measure=True)
    if row.kind(at) == "dash" and row.low(at + 1) == "fold":
        return Unit(TIMES, at + 2, measure=True)
    return Unit(TIMES, at + 1, measure=True) if low in ("x", "\u00d7") and row.glued(at) else None


def _measure(row: Row, at: int) -> Unit | None:
    found = read_measure(row, at)
    return Unit(*found, measure=True) if found else None


def _hyphened(row: Row, at: int) -> Unit | None:
    """The noun of an adjective: "20-year-old" counts years, "a 12-member board" members."""
    name, after = row.low(at + 1), at + 2
    joined = row.kind(at) == "dash" and row.glued(at) and row.glued(at + 1) and row.kind(at + 1) == "word"
    if not joined or name in tables.STOPS:
        return None
    if name in ("strong", "odd", "plus", "something", "ish"):
        return _noun(row, after, share=False)
    name = "years" if name == "year" else name  # the unit "year" is that of a date
    if name in lists.CURRENCIES:
        return Unit(_CURRENCIES.get(lists.CURRENCIES[name], name), after, measure=True)
    if row.kind(after) == "dash" and row.glued(after) and row.low(after + 1) in ("old", "olds"):
        return Unit(name if name.endswith("s") else f"{name}s", after + 2, measure=True)
    if name in ("square", "cubic") and row.kind(after) == "dash":
        return Unit(f"{name} {row.low(after + 1)}", after + 2, measure=True)
    return Unit(name, after, measure=name in lists.UNITS)


def _noun(row: Row, at: int, *, share: bool) -> Unit:
    """The counted noun among the next words: the first plural, past adjectives and quotation marks.

    "Two of the 16 authors" counts authors, and a share is one of what stands behind "of", "of all", "of that".
    """
    start = at
    if (
        share
        and row.low(at) == "as"
        and row.low(at + 1) in ("much", "many", "large", "big", "high", "long", "fast", "likely")
    ):
        return Unit(TIMES, start)
    part = row.low(at) == "of" and row.low(at + 1) in _DETERMINERS
    if part or share:
        at = _past_whole(row, at)
    elif row.low(at) == "of":
        at += 1  # "dozens of people", "a couple of hours"
    if row.low(at) in ("more", "fewer", "extra", "additional", "new", "other", "further"):
        at += 1
    name = _first_plural(row, at)
    if name or not share:
        return Unit(name, start)
    low = row.low(at)
    singular = row.kind(at) == "word" and low not in tables.STOPS and not low.endswith(("ly", "ed"))
    return Unit(row.raw(at) if singular else "", start)


def _past_whole(row: Row, at: int) -> int:
    """The place past "of all the 1,200" and "of the sector's dozen or so"."""
    while row.low(at) in _DETERMINERS or row.low(at) in ("of", "every", "as", "many"):
        at += 1
    if row.low(at).endswith(("'s", "s'")) and read_number(row, at + 1) is not None:
        at += 1
    number = read_number(row, at)
    if number is not None and not number.share:
        at = number.after + (2 if row.phrase(number.after, 2) == ("or", "so") else 0)
    return at


def _first_plural(row: Row, at: int) -> str:
    """The first plural from a token on, whole where it is a compound ("start-ups"); empty where the phrase has none."""
    for place in range(at, at + _WORDS + 2):
        low, kind = row.low(place), row.kind(place)
        if (kind == "sign" and low in "\"'\u201c\u201d\u2018\u2019") or (
            kind == "dash" and row.glued(place) and row.glued(place + 1)
        ):
            continue
        if (
            low in ("and", "or")
            and place > at
            and row.kind(place + 1) == "word"
            and row.low(place + 1) not in tables.STOPS
        ):
            continue  # "five current and former employees"
        if kind != "word" or low in tables.STOPS or low in lists.ONES:
            return ""
        noun = low.removesuffix("'s").removesuffix("'")
        if noun in tables.ATTRIBUTIVE and is_plural(row.low(place + 1)):
            continue
        if is_plural(noun):
            return _compound(row, place, at)[: len(_compound(row, place, at)) - (len(low) - len(noun))]
    return ""


def _compound(row: Row, place: int, first: int) -> str:
    name = row.raw(place)
    while place - 2 >= first and row.kind(place - 1) == "dash" and row.glued(place - 1) and row.glued(place):
        place -= 2
        name = f"{row.raw(place)}-{name}"
    return name
