"""Dates in prose: as far as they are known ("in November 2023", "the late 1990s"), and relative to the article's date."""

from dataclasses import replace

from factcheck.core.figures import moments
from factcheck.core.figures.moments import UNRESOLVED, Moment
from factcheck.core.figures.relative import STEPS, Relative
from factcheck.core.figures.years import MONTH_NUMBERS, Read, day_or_none

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_PARTS = {"early": "early", "mid": "mid", "late": "late", "middle": "mid", "midway": "mid"}
_SKIPPED = (("in", "the"), ("of", "the"), ("in",), ("of",), ("the",))
_TO_YEAR = (("of", "fiscal"), ("of", "the", "fiscal"), ("of",), ("in",), (",",))
_TIES = ("to", "through", "until")
_BEFORE_SEASON = ("in", "early", "late", "mid", "since", "until", "by", "during", "over")
_QUARTER, _HALF = 3, 6
_FEBRUARY, _LEAP_DAY, _LEAP_YEAR = 2, 29, 2000
_AROUND, _AROUND_LEAP = range(-1, 2), range(-8, 9)  # eight years where a century has no leap year: 1896 to 1904


class Calendar(Relative):
    """Reads dates from tokens, against the day on which the text was published."""

    def read(self, at: int) -> Read | None:
        """The date or stretch of time that begins at a token, and the token after it."""
        found = self._single(at)
        if found is None:
            return self._days_of_month(at)
        return self._stretch(at, found) or found

    def past_impossible(self, at: int) -> int:
        """The token after a day that no calendar has ("31 June 2023"), which is ``at`` where none begins there."""
        row = self.row
        number, place = self.day_number(at)
        place += 1 if row.low(place) == "of" else 0
        day_first = bool(number) and self.is_month(place, beside=True)
        if day_first:
            of_month, after = MONTH_NUMBERS[row.low(place)], self.past_dot(place + 1)
        elif self.is_month(at, beside=False):
            of_month, (number, after) = MONTH_NUMBERS[row.low(at)], self.day_number(self.past_dot(at + 1))
        else:
            return at
        after_comma = after + 1 if row.low(after) == "," else after
        dated = self.is_year(after_comma)
        if not number or not (day_first or dated):
            return at  # "in June 31 people came"
        of_year = int(row.raw(after_comma)) if dated else _LEAP_YEAR
        return at if day_or_none(of_year, of_month, number) else after_comma + 1 if dated else after

    def _stretch(self, at: int, first: Read) -> Read | None:
        """Two dates joined by a dash, or by "to" or "and" after "from" or "between"."""
        row, (moment, after) = self.row, first
        before, low = row.low(at - 1), row.low(after)
        spoken = low in _TIES or (low == "and" and before == "between")
        dashed = row.kind(after) == "dash" and row.raw(after)[:1] in "-\u2010\u2011\u2012\u2013"
        bare = after == at + 1 and row.low(at) in MONTH_NUMBERS
        framed = moment.resolved or before in ("from", "between", "through") or low == "and"
        second = self._single(after + 1) if (spoken and framed) or dashed else None
        if second is None or not (moment.resolved or bare):
            return None
        if moment.relative and bare:
            if not second[0].resolved:
                return (UNRESOLVED, second[1]) if spoken else None
            moment = self._before(at, second[0])
        if not second[0].resolved or moments.ends(moment)[0] > moments.ends(second[0])[1]:
            return None
        return Moment(moment.low, second[0].high, relative=moment.relative or second[0].relative), second[1]

    def _before(self, at: int, second: Moment) -> Moment:
        """A month without a year that begins a stretch: the last such month before its end."""
        number, end = MONTH_NUMBERS[self.row.low(at)], moments.ends(second)[1]
        of_year = end.year if number <= end.month else end.year - 1
        return replace(moments.month(of_year, number), relative=second.relative)

    def _single(self, at: int) -> Read | None:
        row = self.row
        if row.low(at) == "the":
            quarter = self._quarter(at + 1) if row.low(at + 1) in _ORDINALS else None
            return (
                quarter
                or self._early_or_late(at + 1)
                or self.century(at + 1)
                or self.decade(at + 1)
                or self._season(at + 1)
            )
        if row.kind(at) == "none":
            return None
        for read in (
            self._early_or_late, self.iso, self._quarter, self.century, self.decade, self._day_month, self._month, self._season, self.ago,
            self.named, self._weekday, self.year,
        ):  # fmt: skip
            found = read(at)
            if found is not None:
                return found
        return None

    def _early_or_late(self, at: int) -> Read | None:
        row, low = self.row, self.row.low(at)
        if low not in _PARTS:
            return None
        place = at + 2 if row.kind(at + 1) == "dash" else at + 1
        place += next((len(words) for words in _SKIPPED if row.phrase(place, len(words)) == words), 0)
        found = None if row.low(place) in _PARTS or row.low(place) == "the" else self._single(place)
        if found is None:
            return None
        return replace(moments.part_of(found[0], _PARTS[low]), relative=found[0].relative), found[1]

    def _quarter(self, at: int) -> Read | None:
        """As in "the third quarter of 2024", "Q3 2024", "the first half of 2024"."""
        row, low = self.row, self.row.low(at)
        if (
            low in ("q", "h")
            and row.raw(at).isupper()
            and row.glued(at + 1)
            and row.raw(at + 1) in ("1", "2", "3", "4")
        ):
            number, months = int(row.raw(at + 1)), _QUARTER if low == "q" else _HALF
        elif low in _ORDINALS and row.low(at + 1) in ("quarter", "half"):
            months = _QUARTER if row.low(at + 1) == "quarter" else _HALF
            number = min(_ORDINALS[low], 12 // months)
        else:
            return None
        if number * months > 12:  # noqa: PLR2004
            return None
        return self._quarter_of(at + 2, 1 + (number - 1) * months, months, last=low in ("last", "final"))

    def _quarter_of(self, place: int, begins: int, months: int, *, last: bool) -> Read | None:
        """The year of a quarter or half: the one named, last year, or the nearest for a quarter by itself."""
        row = self.row
        place += next(
            (
                len(words)
                for words in _TO_YEAR
                if row.phrase(place, len(words)) == words and self.is_year(place + len(words))
            ),
            0,
        )
        if self.is_year(place):
            return moments.month(int(row.raw(place)), begins, months=months), place + 1
        if row.low(place) == "of" and row.low(place + 1) in STEPS and row.low(place + 2) == "year":
            if self.as_of is None:
                return UNRESOLVED, place + 3
            found = moments.month(self.as_of.year + STEPS[row.low(place + 1)], begins, months=months)
            return replace(found, relative=True), place + 3
        if months != _QUARTER or row.low(place) == "of" or last:
            return None
        if self.as_of is None:
            return UNRESOLVED, place
        years = (self.as_of.year - 1, self.as_of.year)
        return self.nearest([moments.month(each, begins, months=months) for each in years], ahead=False), place

    def _day_month(self, at: int) -> Read | None:
        """As in "2 November 2023", "the 2nd of November"."""
        number, place = self.day_number(at)
        place += 1 if self.row.low(place) == "of" else 0
        if not number or not self.is_month(place, beside=True):
            return None
        return self._days(number, number, MONTH_NUMBERS[self.row.low(place)], self.past_dot(place + 1))

    def _days_of_month(self, at: int) -> Read | None:
        """As in "3-5 May 2024"."""
        row = self.row
        first, joint = self.day_number(at)
        if not first or not (row.kind(joint) == "dash" or row.low(joint) in ("to", "and")):
            return None
        last, place = self.day_number(joint + 1)
        if last <= first or not self.is_month(place, beside=True):
            return None
        return self._days(first, last, MONTH_NUMBERS[row.low(place)], self.past_dot(place + 1))

    def _month(self, at: int) -> Read | None:
        """As in "November 2, 2023", "Nov. 2", "May 3-5", "November 2023", "March last year", "November"."""
        row = self.row
        if not self.is_month(at, beside=False):
            return None
        number, place = MONTH_NUMBERS[row.low(at)], self.past_dot(at + 1)
        first, after = self.day_number(place)
        if first and row.low(after) != "percent" and row.kind(after) != "percent":
            last = first
            if row.kind(after) == "dash" and row.glued(after) and self.day_number(after + 1)[0] > first:
                last, after = self.day_number(after + 1)
            return self._days(first, last, number, after)
        if row.low(place) in ("of", ",") and self.is_year(place + 1):
            place += 1
        if self.is_year(place):
            return moments.month(int(row.raw(place)), number), place + 1
        place += 1 if row.low(place) == "of" and row.low(place + 1) in STEPS else 0
        if row.low(place) not in STEPS or row.low(place + 1) != "year":
            return self.near_month(at, place)
        of_year = self.as_of.year + STEPS[row.low(place)] if self.as_of else 0
        return (replace(moments.month(of_year, number), relative=True) if of_year else UNRESOLVED), place + 2

    def _days(self, first: int, last: int, number: int, place: int) -> Read | None:
        """Days of a month, in the year that follows or in the nearest one."""
        row = self.row
        if row.low(place) in (",", "of") and self.is_year(place + 1):
            place += 1
        if not self.is_year(place):
            return self._days_near(first, last, number, place)
        begins, ends = (day_or_none(int(row.raw(place)), number, each) for each in (first, last))
        return (Moment(begins.isoformat(), ends.isoformat()), place + 1) if begins and ends else None

    def _days_near(self, first: int, last: int, number: int, place: int) -> Read | None:
        row, as_of = self.row, self.as_of
        of_last = row.low(place) in STEPS and row.low(place + 1) == "year"
        after = place + 2 if of_last else place
        if as_of is None:
            return UNRESOLVED, after
        around = _AROUND_LEAP if (number, last) == (_FEBRUARY, _LEAP_DAY) else _AROUND
        years = [as_of.year + each for each in ([STEPS[row.low(place)]] if of_last else around)]
        days = [day_or_none(each, number, first) for each in years if day_or_none(each, number, last)]
        candidates = [moments.day(each) for each in days if each is not None]
        if not candidates:
            return None
        found = self.nearest(candidates, ahead=self.is_ahead(place))
        return Moment(found.low, f"{found.low[:8]}{last:02}", relative=True), after

    def _season(self, at: int) -> Read | None:
        """As in "spring 2024", "the summer of 2023", "in the autumn"; "last spring" is read elsewhere."""
        row, low = self.row, self.row.low(at)
        if low not in moments.SEASONS:
            return None
        place = at + 2 if row.low(at + 1) == "of" else at + 1
        if self.is_year(place):
            ends = self.iso(place) if low == "winter" else None  # "the winter of 2022-23"
            return moments.season(low, int(row.raw(place))), ends[1] if ends else place + 1
        before = row.low(at - 2) if row.low(at - 1) == "the" else row.low(at - 1)
        if before not in _BEFORE_SEASON:
            return None
        if self.as_of is None:
            return UNRESOLVED, at + 1
        candidates = [moments.season(low, self.as_of.year + each) for each in (-1, 0, 1)]
        return self.nearest(candidates, ahead=self.is_ahead(at + 1)), at + 1

    def _weekday(self, at: int) -> Read | None:
        """As in "Tuesday", "Friday 14 March"."""
        number = self.weekday_number(at)
        if number is None:
            return None
        row = self.row
        if row.low(at + 1) in STEPS and row.low(at + 2) == "week":
            return UNRESOLVED, at + 3  # whose weeks begin on which day is not known
        if row.low(at - 1) == "on" and row.low(at - 2) in ("week", "weeks", "fortnight"):
            return UNRESOLVED, at + 1
        if row.low(at + 1) in ("week", "fortnight"):
            return UNRESOLVED, at + 2
        place = at + 2 if row.low(at + 1) == "," else at + 1
        dated = self._day_month(place) or self._month(place)
        if dated is not None and (len(dated[0].low) == len("2024-01-01") or not dated[0].resolved):
            return self.on_named_day(dated[0], number), dated[1]
        return self.weekday_near(at, number), at + 1
