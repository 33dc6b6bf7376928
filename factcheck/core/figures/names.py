"""Numbers that count nothing: parts of names, places in a row, rooms, models, acts."""

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.numbers import Row
from factcheck.core.figures.plurals import is_plural

_JOINED = tables.word_set(
    """
    mid pre post early late sub plus under over about us minus and non to
    """
)
_ENDINGS = tables.word_set(
    """
    x p c k m mn bn b tn t mln bln trn
    """
)
_UPPER = tables.word_set(
    """
    K M B MB GB TB KB PB MW GW TW KM KG MHZ GHZ KWH MWH GWH TWH BN MN W V
    """
)
_NO_LABEL = tables.word_set("percent per million billion thousand")
_WARM = tables.word_set("minus - \u2212 \u2013 from to at of by below above about around and just")
_DAYS = frozenset(["day", "eve", "christmas", "easter", "weekend"])
_RIDES = frozenset(["bus", "tram", "freeway", "train"])
_SCREENS = frozenset(["video", "tv", "television", "resolution", "display", "screen", "monitor", "camera", "footage"])


def is_name(row: Row, at: int) -> bool:
    """Whether the number at a token is part of a name or a place in a row: "H800", "Covid-19", "Room 12", "3rd"."""
    if row.kind(at) == "none":
        return True
    return _digits_in_name(row, at) if row.kind(at) == "number" else _word_in_name(row, at)


def _digits_in_name(row: Row, at: int) -> bool:
    raw = row.raw(at)
    if len(raw) > 1 and raw[0] == "0" and raw[1] != ".":
        return True
    if (row.glued(at) and _runs_on(row, at)) or _lettered(row, at):
        return True
    rides = row.low(at - 1) == "the" and row.low(at + 1) in _RIDES  # "the 42 bus"
    return rides or follows_class(row, at) or _is_address(row, at) or _follows_name(row, at)


def _lettered(row: Row, at: int) -> bool:
    """Whether letters that are no measure stand right behind a number: "5G", "Courtroom 3B", "3-D"."""
    if row.glued(at + 1) and row.kind(at + 1) == "word":
        letter = len(row.raw(at + 1)) == 1 and row.raw(at + 1).isupper()
        return not _is_ending(row, at + 1) or (letter and row.raw(at - 1)[:1].isupper())
    letter = len(row.raw(at + 2)) == 1 and row.raw(at + 2).isupper()
    return letter and row.kind(at + 1) == "dash" and row.glued(at + 1) and row.glued(at + 2)


def _runs_on(row: Row, at: int) -> bool:
    """Whether a letter, or a letter and a hyphen, stands right before: "R1", "GPT-4o", "F-16"."""
    if row.kind(at - 1) in ("word", "number"):
        return True
    if row.low(at - 1) in ("/", ".", "_") and row.glued(at - 1):
        return True
    if row.kind(at - 1) == "dash" and row.kind(at - 2) == "number" and row.glued(at - 1) and follows_class(row, at - 2):
        return True  # "Boeing 787-9"
    hyphen = row.kind(at - 1) == "dash" and row.raw(at - 1) in ("-", "\u2010", "\u2011") and row.glued(at - 1)
    return (
        hyphen and row.kind(at - 2) == "word" and row.low(at - 2) not in _JOINED and row.low(at - 2) not in lists.MONTHS
    )


def _is_ending(row: Row, at: int) -> bool:
    """Whether letters right behind a number are a scale or a measure: not those of "3rd", "5G", "4K video"."""
    low, raw = row.low(at), row.raw(at)
    if raw == "K" and row.low(at + 1) in _SCREENS:
        return False
    if len(raw) <= 3 and raw.isupper():  # noqa: PLR2004
        return raw in _UPPER or (raw in ("C", "F") and _is_warm(row, at - 1))
    return (
        low in _ENDINGS
        or (low in lists.UNITS and low != "s")
        or low in lists.SCALES
        or low in ("pc", "pp", "pct", "in", *tables.MORE_MEASURES)
    )


def _is_warm(row: Row, at: int) -> bool:
    """Whether "38C" and "-4C" are temperatures: "4C" by itself is a class or a flat."""
    return len(row.raw(at)) > 1 or row.low(at - 1) in _WARM


def follows_class(row: Row, at: int) -> bool:
    """Whether the word before names a class whose members are numbered: "Room 12", "type 2", "No. 10", "version 3.2"."""
    place = at - 2 if row.low(at - 1) == "." else at - 1
    before = row.low(place)
    if "," in row.raw(at) or row.kind(at + 1) in ("percent", "currency") or row.low(at + 1) in _NO_LABEL:
        return False
    capital = place >= 0 and row.raw(place)[:1].isupper() and not row.tokens[place].initial
    if before in tables.NUMBERED or (capital and before in tables.SOMETIMES_NUMBERED):
        return True
    if before in ("year", "day", "week"):
        return row.raw(place)[:1].isupper() or row.low(place - 1) in ("in", "on", "by", "of", "at", "from", "after")
    return before in tables.SOMETIMES_NUMBERED and not _many_follow(row, at + 1)


def _many_follow(row: Row, at: int) -> bool:
    """Whether a plural stands in the phrase from a token on: "build 500 new homes"."""
    for place in range(at, at + 4):
        if row.kind(place) != "word" or row.low(place) in tables.STOPS:
            return False
        if is_plural(row.low(place)):
            return True
    return False


def _is_address(row: Row, at: int) -> bool:
    """As in "10 Downing Street", "1200 West Elm Avenue"."""
    for place in range(at + 1, at + 5):
        if not row.raw(place)[:1].isupper():
            return False
        if place > at + 1 and row.low(place) in tables.STREETS:
            return True
    return False


def _follows_name(row: Row, at: int) -> bool:
    """Whether a bare number stands right behind a name: "Boeing 747", "Windows 11", "Tokyo 2020", "the Act 1998"."""
    before = row.raw(at - 1)
    counted = _is_headline(row, at) and _many_follow(row, at + 1)  # "City Approves 500 New Homes"
    if at < 1 or row.kind(at - 1) != "word" or not before[:1].isupper() or row.glued(at) or counted:
        return False
    token, low = row.tokens[at - 1], row.low(at - 1)
    if token.initial and (low in lists.COMMON or low.endswith(("ly", "ed", "ing")) or low in lists.BEFORE_NUMBER):
        return False
    if (
        low in lists.MONTHS
        or low in lists.WEEKDAYS
        or low in lists.COMMON
        or low in lists.TIME_WORDS
        or low in lists.BEFORE_NUMBER
    ):
        return False
    raw, after = row.raw(at), row.low(at + 1)
    if (
        "," in raw
        or "." in raw
        or row.kind(at + 1) in ("percent", "currency", "dash")
        or after in lists.SCALES
        or after in lists.UNITS
    ):
        return False
    if row.glued(at + 1) and row.kind(at + 1) == "word":
        return False
    return not (after in tables.MANY or (token.initial and after.endswith("s") and after not in tables.STOPS))


def _word_in_name(row: Row, at: int) -> bool:
    """As in "the Big Four", "Seven Sisters", "Chapter Two", "ground zero", "one-sided", "two-faced"."""
    low, raw = row.low(at), row.raw(at)
    if low == "zero" and row.low(at + 1) and not row.low(at + 1).endswith("s"):
        return True
    if (
        (row.low(at - 1) in tables.NUMBERED or row.low(at - 1) in tables.SOMETIMES_NUMBERED)
        and low in lists.ONES
        and not row.low(at + 1).endswith("s")
    ):
        return True
    if raw[:1].isupper() and not row.tokens[at].initial and row.low(at - 1) == "of" and row.raw(at - 2)[:1].isupper():
        return not _is_headline(row, at)  # "the Group of Seven"
    if raw[:1].isupper() and not row.tokens[at].initial and not _is_headline(row, at):
        return row.raw(at - 1)[:1].isupper() or row.raw(at + 1)[:1].isupper()
    if row.kind(at - 1) == "dash" and row.glued(at) and row.glued(at - 1) and row.kind(at - 2) == "word":
        return row.low(at - 2) not in _JOINED and row.low(at - 2) not in lists.TENS
    return (
        row.kind(at + 1) == "dash"
        and row.glued(at + 2)
        and row.low(at + 2) in ("faced", "sided", "fifty", "tone", "ply", "off", "way", "on")
    )


def follows_event(row: Row, at: int) -> bool:
    """Whether a year stands right behind a name: "Euro 2024", "the Companies Act 2006"; not in "Labour's 2019 pledge"."""
    before, low = row.raw(at - 1), row.low(at - 1)
    if at < 1 or row.kind(at - 1) != "word" or not before[:1].isupper() or low.endswith(("'s", "s'")):
        return False
    ordinary = (
        low in lists.COMMON
        or low in lists.MONTHS
        or low in lists.WEEKDAYS
        or low in lists.TIME_WORDS
        or low in tables.STOPS
        or low in _DAYS
    )
    return not ordinary and not row.tokens[at - 1].initial and not _is_headline(row, at)


def _is_headline(row: Row, at: int) -> bool:
    """Whether nearly every word around begins with a capital."""
    around = [row.raw(place) for place in (*range(at - 3, at), *range(at + 1, at + 4)) if row.kind(place) == "word"]
    long = [word for word in around if len(word) > 2]  # noqa: PLR2004
    return len(long) > 2 and all(word[0].isupper() for word in long)  # noqa: PLR2004
