import pytest
from desks import refused


@pytest.fixture
def waiting(claims):
    """Claim 2 waits for the source until two days after the tests' day."""
    claims.ok("status", "2", "in-review", "--waiting", "source", "--until", "2026-11-26", "--because", "mailed her")
    return claims


def test_a_claim_in_review_waits_for_somebody_until_a_day(waiting):
    claim = waiting.json("claim", "show", "2")["data"][0]
    assert (claim["status"], claim["waiting"], claim["waiting_until"]) == ("in-review", "source", "2026-11-26")
    assert claim["reason"] == "mailed her"


def test_it_says_so_when_set(claims):
    printed = claims.ok("status", "2,3", "in-review", "--waiting", "reply", "--until", "2027-01")
    assert printed.splitlines() == [
        "2: unverified -> in-review, waiting for a reply until Jan 2027",
        "3: unverified -> in-review, waiting for a reply until Jan 2027",
    ]


@pytest.mark.parametrize("status", ["in-review", "unverified", "opinion"])
def test_any_status_set_anew_ends_the_waiting(waiting, status):
    because = ["--because", "a judgement"] if status == "opinion" else []
    waiting.ok("status", "2", status, *because)
    claim = waiting.json("claim", "show", "2")["data"][0]
    assert (claim["waiting"], claim["waiting_until"]) == (None, None)
    assert "WAITS" not in waiting.ok("claim", "show", "2")


def test_undo_brings_the_waiting_back(waiting):
    waiting.ok("status", "2", "unverified")
    waiting.ok("undo")
    assert waiting.json("claim", "show", "2")["data"][0]["waiting"] == "source"


@pytest.mark.parametrize(
    ("days", "late", "name"), [(0, "", "in-review ~"), (2, "", "in-review ~"), (4, ", 2 days past", "IN-REVIEW ~")]
)
def test_everybody_sees_how_long(waiting, clock, days, late, name):
    clock.advance(days=days)
    says = f"for the source until 26 Nov{late}"
    assert f"WAITS {says}" in waiting.ok("status", "2")
    assert f"2 waiting {says}" in waiting.ok("status")
    listed = waiting.ok("claim", "list")
    assert f"~ 2 waiting {says}" in listed
    assert name in listed
    assert waiting.json("status")["data"][0]["waiting"] == [{"number": 2, "whom": "source", "until": "2026-11-26"}]


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["2", "unverified", "--waiting", "reply"], "only what is in review waits"),
        (3, ["2", "in-review", "--until", "2026-12-01"], "nobody is named"),
        (3, ["2", "in-review", "--waiting", "godot"], "one of: source, reply, writer"),
        (3, ["2", "in-review", "--waiting", "reply", "--until", "soon"], "no date"),
        (2, ["2", "--waiting", "reply"], "go with a status"),
    ],
)
def test_waiting_that_means_nothing_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "status", *arguments)
