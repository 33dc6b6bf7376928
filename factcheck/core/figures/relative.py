"""Dates in prose that only the article's own date settles: "last spring", "on Tuesday", "in March", "three years ago"."""

from dataclasses import replace
from datetime import date, timedelta

from factcheck.core import fact_words as lists
from factcheck.core.figures import moments, tables
from factcheck.core.figures.moments import UNRESOLVED, Moment
from factcheck.core.figures.numbers import Row, read_number
from factcheck.core.figures.years import MONTH_NUMBERS, Read, Years, day_or_none

UNITS = {
    form: name
    for name in ("day", "week", "fortnight", "month", "year", "decade", "century")
    for form in (name, f"{name}s", "centuries" if name == "century" else name)
}
STEPS = {"last": -1, "this": 0, "next": 1}
_WEEKDAYS = {
    form: ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3]) for form, name in lists.WEEKDAYS.items()
}
_DAYS = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1}
_TURNS = {"last": 1, "past": 1, "previous": 1, "this": 0, "next": -1, "coming": -1}
_PARTS_OF_DAY = ("night", "evening", "morning", "afternoon")
_BETWEEN = tables.word_set("full whole long short of a or")
_MONTHS_IN = {"year": 12, "decade": 120, "century": 1200}
_SUNDAY, _FEBRUARY, _SHORTEST_WEEKDAY = 6, 2, 6
_LOOK_BACK, _LOOK_ON = 9, 7
_YEARS_KNOWN = range(1000, 9000)  # the years around such a date are dates as well
#: Verbs that tell of what is over; every word in -ed is one too.
_TOLD = tables.word_set(
    "said told was were had has did found gave made took went came began saw says rose fell won lost"
)


class Relative(Years):
    """Reads from tokens what needs the day on which the text was published."""

    def __init__(self, row: Row, as_of: date | None) -> None:
        super().__init__(row)
        self.as_of = as_of if as_of is not None and as_of.year in _YEARS_KNOWN else None

    def ago(self, at: int) -> Read | None:
        """As in "three years ago", "a decade ago", "half a century ago"."""
        row = self.row
        if row.low(at) in ("a", "an", "one") and row.low(at + 1) in UNITS:
            return (self.back(1, UNITS[row.low(at + 1)]), at + 3) if row.low(at + 2) == "ago" else None
        found = read_number(row, at)
        if found is None:
            return None
        place = found.after + 1 if row.low(found.after) in _BETWEEN else found.after
        if row.low(place) not in UNITS or row.low(place + 1) != "ago":
            return None
        unit, count = UNITS[row.low(place)], found.value
        if count.denominator != 1 and unit in _MONTHS_IN:
            count, unit = count * _MONTHS_IN[unit], "month"
        return self.back(round(count), unit), place + 2

    def back(self, count: int, unit: str) -> Moment:
        """So many days, weeks, … before the article's date."""
        if self.as_of is None:
            return UNRESOLVED
        try:
            return replace(moments.back(self.as_of, count, unit), relative=True)
        except (ValueError, OverflowError):
            return UNRESOLVED

    def named(self, at: int) -> Read | None:
        """As in "yesterday", "last month", "this year", "next spring", "last Tuesday"."""
        row, low, after = self.row, self.row.low(at), self.row.low(at + 1)
        if low in _DAYS:
            return self.back(_DAYS[low], "day"), at + 1
        if low not in _TURNS:
            return None
        step, plain = _TURNS[low], low in STEPS
        # "The last decade" is as long as that, and no stretch of the calendar.
        long = row.low(at - 1) == "the" and (not plain or after in ("decade", "century"))
        if after in UNITS and not after.endswith("s") and not long:
            return self.back(step, UNITS[after]), at + 2
        return self._named_stretch(at, step) if plain else None

    def _named_stretch(self, at: int, step: int) -> Read | None:
        row, after = self.row, self.row.low(at + 1)
        capital = row.raw(at + 1)[:1].isupper()
        if after in MONTH_NUMBERS and capital:
            return self.near_month(at + 1, self.past_dot(at + 2), ahead=step < 0, past=step > 0)
        if after in _PARTS_OF_DAY:
            found = self.back(min(step, 1), "day")
        elif after == "weekend":
            found = self._weekend(step)
        elif after == "quarter":
            found = self._quarter_near(step)
        elif after in moments.SEASONS:
            found = self._season_near(after, step)
        elif after in _WEEKDAYS and capital:
            found = self._on_weekday(_WEEKDAYS[after], ahead=step < 0, past=step > 0)
        else:
            return None
        return found, at + 2

    def _weekend(self, step: int) -> Moment:
        if self.as_of is None:
            return UNRESOLVED
        saturday = self.as_of + timedelta(days=5 - self.as_of.weekday() - 7 * step)
        if step == 0 and self.as_of.weekday() == _SUNDAY:
            saturday = self.as_of - timedelta(days=1)
        return Moment(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat(), relative=True)

    def _quarter_near(self, step: int) -> Moment:
        if self.as_of is None:
            return UNRESOLVED
        number = self.as_of.year * 4 + (self.as_of.month - 1) // 3 - step
        return replace(moments.month(number // 4, number % 4 * 3 + 1, months=3), relative=True)

    def _season_near(self, name: str, step: int) -> Moment:
        """Last spring is the last one that was over, next spring the first that has not begun."""
        if self.as_of is None:
            return UNRESOLVED
        seasons = [moments.season(name, self.as_of.year + each) for each in (-2, -1, 0, 1)]
        if step > 0:
            found = [each for each in seasons if moments.ends(each)[1] < self.as_of][-1]
        elif step < 0:
            found = next(each for each in seasons if moments.ends(each)[0] > self.as_of)
        else:
            begins = self.as_of.year - (1 if name == "winter" and self.as_of.month <= _FEBRUARY else 0)
            found = moments.season(name, begins)
        return replace(found, relative=True)

    def weekday_number(self, at: int) -> int | None:
        """The number of a weekday in full, Monday 0; ``None`` for any other word, so for "Sat" and "Sundays"."""
        low = self.row.low(at)
        full = len(low) >= _SHORTEST_WEEKDAY and not low.endswith("s") and self.row.raw(at)[:1].isupper()
        return _WEEKDAYS.get(low) if full else None

    def on_named_day(self, moment: Moment, weekday: int) -> Moment:
        """As in "Friday 14 March": of the years around, the one in which that is a Friday."""
        as_of = self.as_of
        if as_of is None or not moment.relative or moment.low != moment.high:
            return moment
        day = date.fromisoformat(moment.low)
        near = [day_or_none(as_of.year + each, day.month, day.day) for each in (-1, 0, 1)]
        fitting = [each for each in near if each is not None and each.weekday() == weekday]
        if not fitting:
            return moment
        return replace(moments.day(min(fitting, key=lambda each: abs(each - as_of))), relative=True)

    def weekday_near(self, at: int, number: int) -> Moment:
        """The nearest such weekday on or before the article's date, or after it where that is meant."""
        return self._on_weekday(number, ahead=self.is_ahead(at), past=False)

    def _on_weekday(self, number: int, *, ahead: bool, past: bool) -> Moment:
        if self.as_of is None:
            return UNRESOLVED
        gone = (self.as_of.weekday() - number) % 7
        days = 7 - gone if ahead else -(gone or (7 if past else 0))
        return replace(moments.day(self.as_of + timedelta(days=days)), relative=True)

    def near_month(self, at: int, after: int, *, ahead: bool | None = None, past: bool = False) -> Read:
        """A month without its year: the nearest that began on or before the article's date, or after it where that is meant."""
        if self.as_of is None:
            return UNRESOLVED, after
        candidates = [moments.month(self.as_of.year + each, MONTH_NUMBERS[self.row.low(at)]) for each in (-1, 0, 1)]
        if past:
            candidates = [each for each in candidates if moments.ends(each)[1] < self.as_of]
        return self.nearest(candidates, ahead=self.is_ahead(at) if ahead is None else ahead), after

    def nearest(self, candidates: list[Moment], *, ahead: bool) -> Moment:
        """The nearest of some moments to the article's date, which must be known."""
        assert self.as_of is not None
        return replace(moments.nearest(candidates, self.as_of, ahead=ahead), relative=True)

    def is_ahead(self, at: int) -> bool:
        """Whether the words around a date say that it is still to come: the nearest verb before it decides."""
        for place in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            low = self.row.low(place)
            if low in tables.FUTURE or low.endswith("'ll"):
                return True
            if low in (".", ";", "!", "?") or _is_told(low):
                return False
        for place in range(at + 1, at + 1 + _LOOK_ON):
            low = self.row.low(place)
            if low in ("will", "shall") or low.endswith("'ll"):
                return True
            if low in (".", ";") or _is_told(low):
                return False
        return False


def _is_told(low: str) -> bool:
    return low in _TOLD or (low.endswith("ed") and len(low) > 4 and low not in ("planned", "expected", "scheduled"))  # noqa: PLR2004
