"""Dates in prose that are known by themselves: years, ISO dates, decades and centuries, and the days of a month."""

from datetime import date

from factcheck.core import fact_words as lists
from factcheck.core.dates import MONTHS
from factcheck.core.figures import moments, tables
from factcheck.core.figures.moments import Moment
from factcheck.core.figures.names import follows_event
from factcheck.core.figures.numbers import Row, counted

Read = tuple[Moment, int]
"""A date read, and the token after it."""
MONTH_NUMBERS = {form: [month.lower() for month in MONTHS].index(name) + 1 for form, name in lists.MONTHS.items()}
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1000, 2199, 4
_LIKELY_YEARS = range(1700, 2101)
_DECADES = dict(zip(("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
                    range(1920, 2000, 10), strict=True))  # fmt: skip
_LAST_SHORT = 30  # "'30s" is 1930, "'20s" is 2020
_LAST_CENTURY = 22
_SPOKEN = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_BEFORE_SHORT = frozenset(["in", "since", "of", "from", "by", "until", "before", "after", "the", "and"])
_BEFORE_YEARS = tables.word_set("in since by until during before after from of between late early mid spring summer")
_AFTER_COUNTS = tables.word_set("per percent km miles metres meters feet kg")
_COUNTED = tables.word_set("times hours days years tonnes tons acres words")
_COMPARED = tables.word_set("over about around than nearly almost some least most roughly approximately")
_MONTH_BEFORE = tables.word_set(
    "in since until by last next this early late mid of from between to and before after through during for -"
)
#: Months and short forms that are other words as well.
_AMBIGUOUS = tables.word_set("may march mar sun sat mon wed dec jan august sep fri")


class Years:
    """Reads from tokens what needs no other date."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def iso(self, at: int) -> Read | None:
        """As in "2024-11-02", "2024-11", "2023-24"."""
        row = self.row
        if not (self.is_year(at) and row.kind(at + 1) == "dash" and row.glued(at + 1) and row.glued(at + 2)):
            return None
        second, first = row.raw(at + 2), int(row.raw(at))
        if len(second) != 2 or not second.isdigit():  # noqa: PLR2004
            return None
        if row.kind(at + 3) == "dash" and row.glued(at + 3) and len(row.raw(at + 4)) == 2 and row.raw(at + 4).isdigit():  # noqa: PLR2004
            given = day_or_none(first, int(second), int(row.raw(at + 4)))
            return (moments.day(given), at + 5) if given else None
        end = first // 100 * 100 + int(second)
        if end > first:
            return Moment(f"{first}", f"{end}"), at + 3
        return (moments.month(first, int(second)), at + 3) if 1 <= int(second) <= 12 else None  # noqa: PLR2004

    def year(self, at: int) -> Read | None:
        """As in "2019", "fiscal 2024", "nineteen sixty-one", "in '94"."""
        if self.row.low(at) in ("fiscal", "fy") and self.is_year(at + 1):
            return moments.year(int(self.row.raw(at + 1))), at + 2
        if self.row.low(at) in _SPOKEN and self.row.low(at + 1) in lists.TENS:
            number, after = counted(self.row, at + 1)
            return moments.year(_SPOKEN[self.row.low(at)] + number), after
        if self._is_short(at):
            number = int(self.row.raw(at + 1))
            return moments.year(number + (1900 if number >= _LAST_SHORT else 2000)), at + 2
        return (moments.year(int(self.row.raw(at))), at + 1) if self.is_year(at) and self._means_year(at) else None

    def _is_short(self, at: int) -> bool:
        """Whether an apostrophe and two digits are a year: "in '94"."""
        row, short = self.row, self.row.raw(at + 1)
        two = len(short) == len("94") and short.isdigit()
        return two and row.raw(at) in ("'", "\u2019") and row.low(at - 1) in _BEFORE_SHORT

    def is_year(self, at: int) -> bool:
        """Whether a token is four digits that may be a year."""
        raw = self.row.raw(at)
        plain = self.row.kind(at) == "number" and len(raw) == _YEAR_DIGITS and raw.isdigit()
        return plain and _FIRST_YEAR <= int(raw) <= _LAST_YEAR

    def _means_year(self, at: int) -> bool:
        """Whether four digits are a year: nothing that they measure or scale, and no count of people or things."""
        row, before, after = self.row, self.row.low(at - 1), self.row.low(at + 1)
        signs = row.kind(at - 1) == "currency" or row.kind(at + 1) in ("percent", "currency") or after in lists.SCALES
        runs_on = row.glued(at) and row.kind(at - 1) in ("word", "number", "sign") and before not in "(\u201c\"'\u2018["
        if signs or runs_on or (row.glued(at + 1) and row.kind(at + 1) == "word") or after in _AFTER_COUNTS:
            return False
        if before in _BEFORE_YEARS:
            return not (after in tables.MANY and before in ("of", "by", "from"))
        counts = (
            follows_event(row, at)
            or after in tables.MANY
            or after in _COUNTED
            or before in tables.NUMBERED
            or before in _COMPARED
        )
        return not counts and (int(row.raw(at)) in _LIKELY_YEARS or before in ("ad", "c", "ca"))

    def decade(self, at: int) -> Read | None:
        """As in "1990s", "'90s", "the nineties"."""
        row, raw = self.row, self.row.raw(at)
        if self.is_year(at) and row.glued(at + 1) and row.low(at + 1) == "s" and raw.endswith("0"):
            whole = raw.endswith("00") and int(raw) < 2000  # noqa: PLR2004
            return Moment(raw, f"{int(raw) + (99 if whole else 9)}"), at + 2
        short = row.raw(at + 1)
        if raw in ("'", "\u2018", "\u2019") and len(short) == 2 and short.isdigit() and short.endswith("0"):  # noqa: PLR2004
            number = int(short) + (1900 if int(short) >= _LAST_SHORT else 2000)
            shown = row.low(at + 2) == "s" and row.glued(at + 2)
            return (Moment(f"{number}", f"{number + 9}"), at + 3) if shown else None
        number = _DECADES.get(row.low(at), 0) if row.low(at - 1) == "the" else 0
        return (Moment(f"{number}", f"{number + 9}"), at + 1) if number else None

    def century(self, at: int) -> Read | None:
        """As in "19th century", "the twentieth century"."""
        row, raw = self.row, self.row.raw(at)
        if row.kind(at) == "number" and row.low(at + 1) in ("st", "nd", "rd", "th") and row.glued(at + 1):
            number, place = int(raw) if raw.isdigit() and len(raw) <= 2 else 0, at + 2  # noqa: PLR2004
        else:
            number, place = lists.ORDINALS.get(row.low(at), 0), at + 1
        place += 1 if row.kind(place) == "dash" else 0
        if row.low(place) not in ("century", "centuries") or not 1 <= number <= _LAST_CENTURY:
            return None
        return Moment(f"{(number - 1) * 100 + 1:04}", f"{number * 100:04}"), place + 1

    def is_month(self, at: int, *, beside: bool) -> bool:
        """Whether a word is a month; "May" and "March" and short forms need something beside them that shows it."""
        row, low = self.row, self.row.low(at)
        if low not in MONTH_NUMBERS or not row.raw(at)[:1].isupper():
            return False
        plain = low not in _AMBIGUOUS and len(low) > 3  # noqa: PLR2004
        number = row.kind(at + 1) == "number" or (row.low(at + 1) == "." and row.kind(at + 2) == "number")
        if plain or beside or number:
            return True
        return low in ("may", "march", "august") and row.low(at - 1) in _MONTH_BEFORE and not row.tokens[at].initial

    def past_dot(self, at: int) -> int:
        """The place past the point of an abbreviated month."""
        row = self.row
        short = len(row.low(at - 1)) <= 4 and row.low(at - 1) != "may"  # noqa: PLR2004
        return at + 1 if row.low(at) == "." and row.glued(at) and short else at

    def day_number(self, at: int) -> tuple[int, int]:
        """The number of a day and the token after it; 0 where none stands there."""
        row, raw = self.row, self.row.raw(at)
        if row.kind(at) != "number" or not raw.isdigit() or len(raw) > 2 or not 1 <= int(raw) <= 31:  # noqa: PLR2004
            return 0, at
        if row.glued(at + 1) and row.low(at + 1) in ("st", "nd", "rd", "th"):
            return int(raw), at + 2
        return (int(raw), at + 1) if not (row.glued(at + 1) and row.kind(at + 1) == "word") else (0, at)


def day_or_none(of_year: int, number: int, of_month: int) -> date | None:
    """A day, or ``None`` where the calendar has none such."""
    try:
        return date(of_year, number, of_month)
    except ValueError:
        return None
