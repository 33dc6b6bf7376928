"""Setting aside what somebody else has settled: theirs is shown, and who overruled whom stays in the history."""

import pytest
from desks import add_evidence

from factcheck.db.session import reading
from factcheck.services.lookup import get_claim
from factcheck.services.overturning import find_overturned


@pytest.fixture
def settled(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    return claims


def _overturned(desk):
    with reading(desk.place) as session:
        return [
            (each.was.by, each.was.status, each.was.reason, each.by, each.became, each.reason)
            for each in find_overturned(session, get_claim(session, 1))
        ]


def test_without_a_terminal_theirs_is_said_and_the_change_goes_on(settled):
    add_evidence(settled, stance="--against", page="https://example.org/other")
    result = settled.run("status", "1", "mixed", "--because", "the second gauge differs", person="BO")
    assert result.exit_code == 0
    assert "1: overturns ANA, who on 2026-11-24 settled it as confirmed: the gauge shows it" in result.stderr
    assert "overturned “confirmed” by ANA" in settled.ok("history", "1")
    assert _overturned(settled) == [
        ("ANA", "confirmed", "the gauge shows it", "BO", "mixed", "the second gauge differs")
    ]


def test_evidence_that_settles_in_the_same_go_says_it_too(settled):
    result = settled.run(
        "evidence", "add", "1", "https://example.org/other", "--against", "no", "--set", "refuted", "--because", "it fell",
        person="BO",
    )  # fmt: skip
    assert "1: overturns ANA" in result.stderr


def test_reopening_is_overturning_and_ones_own_and_the_same_again_are_not(settled):
    for person, word in (("BO", "confirmed"), ("BO", "in-review"), ("ANA", "confirmed"), ("ANA", "in-review")):
        result = settled.run("status", "1", word, "--because", "looked again", person=person)
        assert "overturns" not in result.stderr
    assert _overturned(settled) == []
    settled.ok("status", "1", "confirmed", "--because", "settled")
    assert "overturns ANA" in settled.run("status", "1", "in-review", "--because", "not yet", person="BO").stderr
    assert [(each[0], each[3], each[4]) for each in _overturned(settled)] == [("ANA", "BO", "in-review")]


def test_what_was_open_is_not_overturned(claims):
    add_evidence(claims)
    claims.ok("status", "1", "in-review")
    assert "overturns" not in claims.run("status", "1", "confirmed", "--because", "seen", person="BO").stderr
    assert _overturned(claims) == []
