"""Stretches of the calendar as partial dates: seasons, quarters, decades, weeks, and parts of each."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins."""
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a stretch of time, as partial dates; both are empty where the article's date is needed and is not known."""

    low: str
    high: str
    relative: bool = False

    @property
    def resolved(self) -> bool:
        """Whether it is known when that is."""
        return bool(self.low)


UNRESOLVED = Moment("", "", relative=True)


def year(number: int) -> Moment:
    """A year; years past 9999 and before 1 are no dates."""
    return Moment(f"{number:04}", f"{number:04}")


def month(of_year: int, number: int, *, months: int = 1) -> Moment:
    """A month, or so many from that on."""
    last = of_year * _MONTHS_A_YEAR + number - 1 + months - 1
    low, high = f"{of_year:04}-{number:02}", f"{last // _MONTHS_A_YEAR:04}-{last % _MONTHS_A_YEAR + 1:02}"
    return Moment(low, high)


def day(of: date) -> Moment:
    """A day."""
    return Moment(of.isoformat(), of.isoformat())


def week(of: date) -> Moment:
    """The Monday to the Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Moment(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def season(name: str, of_year: int) -> Moment:
    """A season by the calendar months of the north; a winter belongs to the year in which it begins."""
    return month(of_year, SEASONS[name], months=3)


def ends(moment: Moment) -> tuple[date, date]:
    """The first and the last day of a moment that is resolved."""
    return _first(moment.low), _last(moment.high)


def _first(partial: str) -> date:
    return date.fromisoformat((partial + "-01-01")[:10])


def _last(partial: str) -> date:
    parts = [int(each) for each in partial.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    return date(*parts) if len(parts) > 2 else date(parts[0], parts[1], monthrange(*parts)[1])  # noqa: PLR2004


def part_of(moment: Moment, which: str) -> Moment:
    """The early, middle or late part: ten days of a month, four months of a year, three or four years of a decade.

    Of a century it is a third, of a season or a quarter one month; of a day, a week or another stretch it is the whole.
    """
    if not moment.resolved:
        return moment
    first, last = ends(moment)
    place = ("early", "mid", "late").index(which)
    match len(moment.low), moment.low == moment.high, last.year - first.year:
        case 4, True, _:
            return month(first.year, 1 + 4 * place, months=4)
        case 7, True, _:
            starts, stops = (1, 11, 21), (10, 20, last.day)
            return Moment(first.replace(day=starts[place]).isoformat(), first.replace(day=stops[place]).isoformat())
        case 4, False, 9 | 99 as years:
            starts, stops = ((0, 4, 7), (3, 6, 9)) if years == 9 else ((0, 33, 66), (32, 65, 99))  # noqa: PLR2004
            return Moment(f"{first.year + starts[place]:04}", f"{first.year + stops[place]:04}")
        case 7, False, _ if len(moment.high) == 7:  # noqa: PLR2004
            number = first.year * _MONTHS_A_YEAR + first.month - 1 + place
            return month(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1)
    return moment


def back(as_of: date, count: int, unit: str) -> Moment:
    """So many days, weeks, months, years, decades or centuries before a date, as fine as the unit; negative counts go on."""
    match unit:
        case "day":
            return day(as_of - timedelta(days=count))
        case "week" | "fortnight":
            return week(as_of - timedelta(days=count * (7 if unit == "week" else 14)))
        case "month":
            number = as_of.year * _MONTHS_A_YEAR + as_of.month - 1 - count
            return month(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1)
        case _:
            return year(as_of.year - count * {"year": 1, "decade": 10, "century": 100}[unit])


def nearest(candidates: list[Moment], as_of: date, *, ahead: bool) -> Moment:
    """The last of the moments, in order, that began on or before a date, or the first that begins after it."""
    if ahead:
        return next((each for each in candidates if ends(each)[0] > as_of), candidates[-1])
    return next((each for each in reversed(candidates) if ends(each)[0] <= as_of), candidates[0])
