"""Dates known as far as they are known (``2025``, ``2025-01``, ``2025-01-20``), and instants in UTC."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime

from factcheck.errors import BadInputError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)


def parse_date(text: str) -> str:
    """Return a year, month or day as ``2025``, ``2025-01`` or ``2025-01-20``; raises BadInputError for anything else."""
    stripped = text.strip()
    bounds(stripped)
    return stripped


def day_of(texts: Iterable[str | None]) -> date | None:
    """Return the first of some dates that is known to the day; ``None`` where none is."""
    for text in texts:
        if text:
            try:
                return date.fromisoformat(text)
            except ValueError:
                continue  # a month or a year
    return None


def bounds(partial: str) -> tuple[date, date]:
    """Return the first and last day that a partial date may mean; raises BadInputError where it is none."""
    match = _PARTIAL.fullmatch(partial)
    try:
        if match:
            year, month, day = (int(part) if part else 0 for part in match.groups())
            if match[3]:
                return date(year, month, day), date(year, month, day)
            if match[2]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        pass  # the calendar has no such month or day: same sentence as for any other text
    raise BadInputError(f"“{partial}” is no date", hint="write it as far as it is known: 2025, 2025-01 or 2025-01-20")


def day_text(partial: str) -> str:
    """Return a partial date for readers: ``20 January 2025``, ``January 2025`` or ``2025``; raises BadInputError."""
    first, _ = bounds(partial)
    parts = [str(first.day), MONTHS[first.month - 1], partial[:4]]
    return " ".join(parts[2 - partial.count("-") :])


def parse_instant(text: str) -> datetime:
    """Return the instant ``text`` names (ISO 8601) as an aware datetime in UTC.

    Without an offset it is taken as UTC, a day alone as its first moment. Raises BadInputError for anything else.
    """
    stripped = text.strip()
    if _INSTANT.fullmatch(stripped):
        try:
            instant = datetime.fromisoformat(stripped.upper())
            return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
        except (ValueError, OverflowError):
            pass  # no such day or hour, or an offset past the calendar's ends: same sentence
    raise BadInputError(f"“{text}” is no time", hint="write it like 2025-01-20T09:30:00Z or 2025-01-20T10:30:00+01:00")
