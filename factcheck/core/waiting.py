"""Whom a claim in review waits for, in words, and whether it has waited long enough."""

from datetime import date

from factcheck.core.dates import MONTHS, bounds
from factcheck.core.words import Waiting

_WHOM = {Waiting.SOURCE: "the source", Waiting.REPLY: "a reply", Waiting.WRITER: "the writer"}


def days_past(until: str | None, today: date) -> int:
    """How many days ago the last day of waiting was (a partial date ends with its last day); 0 where it is not over."""
    return max(0, (today - bounds(until)[1]).days) if until else 0


def waiting_text(waiting: Waiting, until: str | None, today: date) -> str:
    """``waiting for the source until 3 Dec, 2 days past``; the year stands there where it is not this one."""
    text = f"waiting for {_WHOM[waiting]}"
    if not until:
        return text
    past = days_past(until, today)
    late = f", {past} day{'' if past == 1 else 's'} past" if past else ""
    return f"{text} until {_day(until, today)}{late}"


def _day(until: str, today: date) -> str:
    """A day, month or year as short as it can be understood today."""
    year, *rest = until.split("-")
    words = [MONTHS[int(rest[0]) - 1][:3]] if rest else []
    words = [str(int(rest[1])), *words] if len(rest) > 1 else words
    return " ".join([*words, year] if not rest or int(year) != today.year else words)
