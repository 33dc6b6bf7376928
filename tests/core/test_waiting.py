from datetime import date

import pytest

from factcheck.core.waiting import days_past, waiting_text
from factcheck.core.words import Waiting

TODAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("whom", "until", "says"),
    [
        (Waiting.SOURCE, "2026-12-03", "waiting for the source until 3 Dec, 2 days past"),
        (Waiting.REPLY, "2026-12-04", "waiting for a reply until 4 Dec, 1 day past"),
        (Waiting.WRITER, "2026-12-05", "waiting for the writer until 5 Dec"),
        (Waiting.WRITER, "2027-01-02", "waiting for the writer until 2 Jan 2027"),
        (Waiting.REPLY, "2026-12", "waiting for a reply until Dec"),
        (Waiting.REPLY, "2026-11", "waiting for a reply until Nov, 5 days past"),
        (Waiting.REPLY, "2026", "waiting for a reply until 2026"),
        (Waiting.SOURCE, None, "waiting for the source"),
    ],
)
def test_it_says_for_whom_until_when_and_how_late_it_is(whom, until, says):
    assert waiting_text(whom, until, TODAY) == says


def test_the_last_day_is_not_past():
    assert [days_past(day, TODAY) for day in ("2026-12-04", "2026-12-05", "2026-12-06", None)] == [1, 0, 0, 0]
