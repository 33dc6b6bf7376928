import pytest
from desks import add_evidence, refused, unchanged
from support.running import Desk


def _settle(desk: Desk, claim: int, status: str = "confirmed") -> None:
    desk.ok("status", claim, status, "--because", "the gauge shows it")


def _status(desk: Desk, claim: int) -> str:
    return desk.json("claim", "show", claim)["data"][0]["status"]


@pytest.fixture
def resting(claims):
    """1 rests on d1; 2 on d2, which has it from d1; 3 on another page. A second article makes a claim on d1, too."""
    add_evidence(claims, 1)
    claims.ok("evidence", "add", "2", "https://copy.example/", "--against", "as the gauge says", "--origin", "d1")
    claims.ok("evidence", "add", "3", "https://other.example/", "--for", "1911", "--origin", "Water Office")
    (claims.folder / "other.txt").write_text("The gauge works.", encoding="utf-8")
    claims.ok("article", "add", "other.txt")
    claims.ok("claim", "add", "The gauge works.", "--article", "2", "--quote", "The gauge works")
    claims.ok("evidence", "add", "4", "--doc", "d1", "--context", "it does")
    for claim, status in ((1, "confirmed"), (2, "refuted"), (3, "confirmed"), (4, "mixed")):
        _settle(claims, claim, status)
    return claims


def test_what_rests_on_it_is_open_again_in_every_article(resting):
    data = resting.json("document", "retract", "d1", "--because", "the gauge was broken")["data"]
    assert data == {
        "document": "d1",
        "retracted": "the gauge was broken",
        "reopened": [
            {"number": 1, "before": "confirmed", "code": None, "items": ["1.1"]},
            {"number": 2, "before": "refuted", "code": None, "items": ["2.1"]},
            {"number": 4, "before": "mixed", "code": None, "items": ["4.1"]},
        ],
    }
    assert [_status(resting, claim) for claim in (1, 2, 3, 4)] == ["in-review", "in-review", "confirmed", "in-review"]
    reason = resting.json("claim", "show", "1")["data"][0]["reason"]
    assert reason == (
        "d1, on which this rests, was retracted: the gauge was broken (was confirmed: the gauge shows it)"
    )
    assert resting.json("document", "show", "d1")["data"]["retracted"] == "the gauge was broken"
    last = resting.json("history", "1")["data"][-1]
    assert (last["command"], last["why"]) == ("document retract", reason)


def test_undo_takes_all_of_it_back(resting):
    resting.ok("document", "retract", "d1", "--because", "broken")
    resting.ok("undo")
    assert [_status(resting, claim) for claim in (1, 2, 3, 4)] == ["confirmed", "refuted", "confirmed", "mixed"]
    assert resting.json("document", "show", "d1")["data"]["retracted"] is None
    assert not any(row["stale"] for row in resting.json("claim", "list")["data"])


def test_outdated_says_so(resting):
    said = resting.ok("document", "retract", "1", "--because", "a new gauge since June", "--outdated").splitlines()
    assert said == [
        "d1 outdated: a new gauge since June",
        "1: confirmed -> in-review, it rests on 1.1",
        "2: refuted -> in-review, it rests on 2.1",
        "4: mixed -> in-review, it rests on 4.1",
        "3 claims reopened",
    ]
    assert "is outdated: a new gauge" in resting.json("claim", "show", "1")["data"][0]["reason"]


def test_the_claims_are_named_before(resting):
    """Without a terminal nobody can be asked: they are said on stderr, and it goes on."""
    said = resting.run("document", "retract", "d1", "--because", "broken").stderr
    assert "1: confirmed by ANA goes back to in-review: The river rose 18 % in May." in said


def test_items_that_counted_for_nothing_reopen_nothing(claims):
    add_evidence(claims, 1)
    claims.ok("evidence", "add", "1", "https://b.example/", "--for", "may say so", "--not-read")
    claims.ok("evidence", "add", "1", "https://c.example/", "--for", "so it is")
    claims.ok("evidence", "drop", "1.3")
    _settle(claims, 1)
    for document in ("d2", "d3"):
        assert "no settled claim rests on it" in claims.ok("document", "retract", document, "--because", "broken")
    assert _status(claims, 1) == "confirmed"


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (2, ["d1"], "needs a reason"),
        (3, ["d1", "--because", "  "], "needs a reason"),
        (4, ["d99", "--because", "x"], "no document 99"),
    ],
)
def test_it_takes_a_document_and_a_reason(resting, code, arguments, says):
    assert says in refused(resting, code, "document", "retract", *arguments)


def test_twice_the_same_is_refused(resting):
    resting.ok("document", "retract", "d1", "--because", "broken")
    assert "marked so already" in refused(resting, 5, "document", "retract", "d1", "--because", "broken")
    with unchanged(resting):
        assert "FC108" not in resting.run("lint").stdout


def test_an_own_origin_of_a_finding_leads_away_from_its_document(claims):
    """The page is d2 and has most of it from d1, but this finding from the radio."""
    add_evidence(claims, 3)
    claims.ok("document", "add", "https://page.example/", "--origin", "d1")
    claims.ok("evidence", "add", "1", "--doc", "d2", "--for", "so the radio", "--origin", "Radio", "--new-source")
    _settle(claims, 1)
    claims.ok("document", "retract", "d1", "--because", "broken")
    assert _status(claims, 1) == "confirmed"
