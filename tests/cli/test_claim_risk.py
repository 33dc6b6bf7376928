"""What the law may hold against a claim: marked, told, kept in history, taken back, and kept inside the desk."""

import json

import pytest
from desks import add_evidence, refused, state


def _risks(desk, number=1):
    return desk.json("claim", "show", number)["data"][0]["risks"]


def test_a_claim_is_entered_with_its_risks(claims):
    claims.ok(
        "claim", "add", "Experts believe it.", "--quote", "Experts believe", "--risk", "privacy", "--risk", "defamation"
    )  # fmt: skip
    assert _risks(claims, 4) == ["defamation", "privacy"]
    assert "RISK defamation privacy" in claims.ok("claim", "show", 4)
    assert "RISK" not in claims.ok("claim", "show", 1)


def test_risks_come_and_go_one_by_one(claims):
    claims.ok("claim", "edit", 1, "--risk", "privacy")
    claims.ok("claim", "edit", 1, "--risk", "defamation", "--risk", "privacy")
    assert _risks(claims) == ["defamation", "privacy"]
    assert claims.json("claim", "edit", 1, "--no-risk", "privacy")["data"]["risks"] == ["defamation"]
    claims.ok("claim", "edit", 1, "--no-risk", "defamation", "--risk", "privacy")
    assert _risks(claims) == ["privacy"]


def test_they_are_in_the_history_and_undo_brings_back_what_was(claims):
    claims.ok("claim", "edit", 1, "--risk", "privacy")
    claims.ok("claim", "edit", 1, "--no-risk", "privacy")
    told = [each["changes"] for each in claims.json("history", 1)["data"]]
    assert told[-2:] == [["risks: nothing -> “privacy”"], ["risks: “privacy” -> nothing"]]
    claims.ok("undo")
    assert _risks(claims) == ["privacy"]
    claims.ok("undo")
    assert _risks(claims) == []


def test_a_risk_stales_nothing_and_saying_it_again_writes_nothing(claims):
    add_evidence(claims)
    claims.ok("status", 1, "confirmed", "--because", "the gauge shows it")
    claims.ok("claim", "edit", 1, "--risk", "defamation")
    before = state(claims)
    claims.ok("claim", "edit", 1, "--risk", "defamation")
    assert state(claims) == before
    assert not claims.json("claim", "show", 1)["data"][0]["stale"]


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["edit", 1, "--risk", "libel"], "one of: defamation, privacy"),
        (3, ["add", "New.", "--quote", "Experts believe", "--risk", "libel"], "'libel' is no risk"),
        (4, ["edit", 1, "--no-risk", "privacy"], "claim 1 is not marked as a risk of privacy"),
        (5, ["edit", 2, "--risk", "privacy"], "was dropped"),
    ],
)
def test_what_is_no_risk_is_refused(claims, code, arguments, says):
    claims.ok("claim", "drop", 2, "--because", "said twice")
    assert says in refused(claims, code, "claim", *arguments)


def test_an_export_holds_them_where_what_is_confidential_was_asked_for(claims, no_desk_beside):
    claims.ok("claim", "edit", 1, "--risk", "privacy")
    assert "risks" not in claims.ok("export")
    whole = claims.ok("export", "--include-confidential")
    assert [each.get("risks") for each in json.loads(whole)["claims"]] == [["privacy"], None, None]
    assert no_desk_beside(whole) == ["privacy"]


def test_a_whole_desk_that_holds_one_or_held_one_is_not_exported_unasked(claims):
    claims.ok("claim", "edit", 1, "--risk", "privacy")
    assert "1 claim marked as a risk" in refused(claims, 5, "export", "--desk", "-o", "whole.json")
    claims.ok("claim", "edit", 1, "--no-risk", "privacy")
    assert "in its history" in refused(claims, 5, "export", "--desk", "-o", "whole.json")


def test_parts_of_a_split_and_the_claim_a_merge_leaves_keep_every_risk(claims):
    claims.ok("claim", "edit", 1, "--risk", "privacy")
    claims.ok("claim", "edit", 2, "--risk", "defamation")
    claims.ok("claim", "split", 1, "The river rose.", "It was 18 %.")
    assert _risks(claims, 4) == ["privacy"]
    claims.ok("claim", "merge", 1, 2, "--because", "one thing")
    assert _risks(claims, 1) == ["defamation", "privacy"]


@pytest.fixture
def no_desk_beside(claims):
    """Take a claim set in on an empty claim's article again: the risks its first claim has there."""

    def bring(text):
        (claims.folder / "set.json").write_text(text, encoding="utf-8")
        claims.ok("claim", "drop", "1-3", "--because", "they come again")
        claims.ok("import", "set.json")
        return _risks(claims, 4)

    return bring
