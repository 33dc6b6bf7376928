import pytest
from desks import add_evidence, refused


def _status(desk, number=1):
    claim = desk.json("claim", "show", number)["data"][0]
    return claim["status"], claim["code"], claim["reason"]


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        ("--for", "confirmed"),
        ("--against", "refuted"),
        ("--against", "disputed"),
        ("--context", "disputed"),
        ("--against", "mixed"),
        ("--context", "mixed"),
    ],
)
def test_a_settled_status_stands_on_evidence_that_bears_on_it(claims, stance, status):
    add_evidence(claims, stance=stance)
    claims.ok("status", "1", status, "--because", "the gauge shows it")
    assert _status(claims) == (status, None, "the gauge shows it")


@pytest.mark.parametrize(
    ("stance", "status", "lacks"),
    [
        (None, "confirmed", "an item that was read and supports it"),
        ("--against", "confirmed", "an item that was read and supports it"),
        ("--context", "confirmed", "an item that was read and supports it"),
        (None, "refuted", "an item that was read and refutes it"),
        ("--for", "refuted", "an item that was read and refutes it"),
        ("--context", "refuted", "an item that was read and refutes it"),
        ("--for", "disputed", "an item that was read and does more than support it"),
        (None, "mixed", "an item that was read and does more than support it"),
        ("--for", "mixed", "an item that was read and does more than support it"),
    ],
)
def test_without_it_the_refusal_says_what_is_missing(claims, stance, status, lacks):
    if stance:
        add_evidence(claims, stance=stance)
    error = refused(claims, 5, "status", "1", status, "--because", "x")
    assert f"1 cannot be {status}: it lacks {lacks}" in error
    assert "factcheck evidence add 1" in error


def test_an_item_nobody_read_supports_nothing(claims):
    claims.ok("evidence", "add", "1", "https://example.org/", "--for", "may say so", "--not-read")
    assert "was read and supports" in refused(claims, 5, "status", "1", "confirmed", "--because", "x")


def test_every_settled_status_needs_a_reason(claims):
    add_evidence(claims)
    assert "a reason (--because)" in refused(claims, 5, "status", "1", "confirmed")
    assert "a reason (--because)" in refused(claims, 5, "status", "1", "opinion", "--because", "  ")
    error = refused(claims, 5, "status", "2", "confirmed")
    assert "a reason (--because) and an item that was read and supports it" in error


@pytest.mark.parametrize("code", ["opinion", "prediction", "no-public-source", "source-declined", "out-of-scope"])
def test_a_code_means_unverifiable_and_needs_no_evidence(claims, code):
    claims.ok("status", "1", code, "--because", "nothing to check it by")
    assert _status(claims) == ("unverifiable", code, "nothing to check it by")
    claims.ok("status", "2", "unverifiable", "--code", code, "--because", "likewise")
    assert _status(claims, 2)[:2] == ("unverifiable", code)


def test_unverifiable_needs_a_code_and_nothing_else_has_one(claims):
    error = refused(claims, 5, "status", "1", "unverifiable", "--because", "x")
    assert "a code: opinion, prediction, no-public-source, source-declined, out-of-scope" in error
    assert "only unverifiable has a code" in refused(
        claims, 3, "status", "1", "in-review", "--code", "opinion", "--because", "x"
    )
    assert "one of:" in refused(claims, 3, "status", "1", "unverifiable", "--code", "rumour", "--because", "x")


def test_open_statuses_need_nothing(claims):
    claims.ok("status", "1,2", "in review")
    assert [_status(claims, number)[0] for number in (1, 2)] == ["in-review", "in-review"]
    claims.ok("status", "1", "unverified")
    assert _status(claims) == ("unverified", None, None)


def test_several_are_settled_all_or_none(claims):
    add_evidence(claims, "1,3")
    error = refused(claims, 5, "status", "1-3", "confirmed", "--because", "x")
    assert "2 cannot be confirmed" in error
    assert "1 cannot" not in error
    assert "nothing was changed for the other 2" in error
    changed = claims.json("status", "1,3", "confirmed", "--because", "the gauge")["data"]
    assert [(each["number"], each["before"], each["status"]) for each in changed] == [
        (1, "unverified", "confirmed"),
        (3, "unverified", "confirmed"),
    ]


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["1", "true", "--because", "x"], "'true' is not a status"),
        (3, ["one", "confirmed"], "no claim number"),
        (4, ["99", "confirmed", "--because", "x"], "no claim 99"),
        (4, ["1,99", "opinion", "--because", "x"], "no claim 99"),
        (2, ["1", "--because", "x"], "go with a status"),
        (4, ["--article", "9"], "no article 9"),
    ],
)
def test_what_is_no_status_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "status", *arguments)


def test_status_of_a_claim_and_of_the_desk_write_nothing(claims):
    events = claims.proof().events
    assert "1 UNVERIFIED" in claims.ok("status", "1")
    assert "NOT CLEAR" in claims.ok("status")
    assert claims.proof().events == events


def test_the_standing_of_a_desk_counts_what_stands_in_the_way(claims):
    add_evidence(claims, "1,3")
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    claims.ok("status", "2", "opinion", "--because", "a judgement")
    (standing,) = claims.json("status")["data"]
    assert (standing["claims"], standing["clear"], standing["open"]) == (3, False, [3])
    assert standing["groups"]["confirmed"] == [1]
    assert standing["codes"] == {"opinion": 1}
    claims.ok("status", "3", "confirmed", "--because", "the stone")
    assert claims.json("status")["data"][0]["clear"] is True


def test_an_empty_desk_says_how_to_start(desk):
    assert "factcheck article add FILE" in desk.ok("status")
