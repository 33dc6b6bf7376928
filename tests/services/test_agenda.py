from datetime import date

import pytest
from desks import add_claims, add_evidence

from factcheck.db.session import reading
from factcheck.services.agenda import agenda

TODAY = date(2026, 12, 5)


def _agenda(desk, today=TODAY):
    with reading(desk.place) as session:
        return [(task.need.value, task.row.number, task.item) for task in agenda(session, today)]


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


@pytest.fixture
def busy(claims):
    """Claim 1 (high) open; 2 waits; 3 refuted without a query; 4 confirmed and stale; 5 low with evidence not read."""
    add_evidence(claims, 3, stance="--against", page="https://example.org/stone")
    claims.ok("status", "2", "in-review", "--waiting", "reply", "--until", "2026-12-03")
    claims.ok("status", "3", "refuted", "--because", "the stone says 1912")
    claims.ok("claim", "add", "It rose again.", "--quote", "rose again in June")
    add_evidence(claims, 4)
    claims.ok("status", "4", "confirmed", "--because", "the gauge shows it")
    claims.ok("claim", "edit", "4", "--wording", "The river rose again.")
    claims.ok("claim", "add", "It did not hold.", "--quote", "did not hold", "--priority", "low")
    claims.ok("evidence", "add", "5", "https://example.org/bridge", "--for", "to be read", "--not-read")
    return claims


def test_the_order_is_that_of_use(busy):
    assert _agenda(busy) == [
        ("urgent", 1, 0),
        ("stale", 4, 0),
        ("unread", 5, 1),
        ("overdue", 2, 0),
        ("unasked", 3, 0),
        ("open", 5, 0),
    ]


def test_an_open_query_comes_before_what_is_stale_until_it_is_answered(busy):
    busy.ok("query", "3", "--change", "built in 1912", "--now", "built in 1911")
    assert _agenda(busy)[1] == ("query", 3, 1)
    assert "unasked" not in [need for need, _, _ in _agenda(busy)]
    busy.ok("query", "3", "--outcome", "stet")
    assert [each for each in _agenda(busy) if each[1] == 3] == []


def test_whoever_waits_is_left_alone_until_the_day_is_past(busy):
    busy.ok("status", "1", "in-review", "--waiting", "source")
    assert [need for need, number, _ in _agenda(busy, date(2026, 12, 3)) if number in (1, 2)] == []
    assert [need for need, number, _ in _agenda(busy, date(2026, 12, 4)) if number in (1, 2)] == ["overdue"]


def test_high_priority_first_then_the_text(claims):
    claims.ok("claim", "edit", "3", "--priority", "high")
    claims.ok("claim", "add", "The title.", "--quote", "flood of May")
    assert [number for _, number, _ in _agenda(claims)] == [1, 3, 4, 2]


def test_what_was_dropped_needs_nothing(claims):
    for number in (1, 2, 3):
        claims.ok("claim", "drop", number, "--because", "no")
    assert _agenda(claims) == []
