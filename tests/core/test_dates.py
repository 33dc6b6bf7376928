from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.dates import bounds, day_text, parse_date, parse_instant
from factcheck.errors import BadInputError


@pytest.mark.parametrize(
    ("partial", "first", "last", "shown"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2025-01-20", date(2025, 1, 20), date(2025, 1, 20), "20 January 2025"),
        ("0900", date(900, 1, 1), date(900, 12, 31), "0900"),
    ],
)
def test_partial_dates_have_bounds_and_a_readers_form(partial: str, first: date, last: date, shown: str) -> None:
    assert parse_date(f" {partial} ") == partial
    assert bounds(partial) == (first, last)
    assert day_text(partial) == shown


@pytest.mark.parametrize(
    "text", ["", "25", "2025-1", "2025-13", "2025-02-29", "2025-00", "0000", "20250120", "٢٠٢٥", "today"]
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInputError, match="is no date") as caught:
        parse_date(text)
    assert "2025-01-20" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-01-20T09:30:00Z", datetime(2025, 1, 20, 9, 30, tzinfo=UTC)),
        ("2025-01-20 10:30+01:00", datetime(2025, 1, 20, 9, 30, tzinfo=UTC)),
        ("2025-01-20t09:30:15.25", datetime(2025, 1, 20, 9, 30, 15, 250_000, tzinfo=UTC)),
        ("2025-01-20", datetime(2025, 1, 20, tzinfo=UTC)),
    ],
)
def test_instants_are_utc(text: str, instant: datetime) -> None:
    assert parse_instant(text) == instant
    assert parse_instant(text).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "2025", "2025-01-20T25:00Z", "2025-W01-1", "0001-01-01T00:00+05:00", "noon"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadInputError, match="is no time"):
        parse_instant(text)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_and_days_are_read_back(instant: datetime) -> None:
    assert parse_instant(instant.isoformat()) == instant
    day = instant.date().isoformat()
    assert bounds(parse_date(day)) == (instant.date(), instant.date())
