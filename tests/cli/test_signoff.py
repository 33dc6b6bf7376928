"""The second person's approval: who may give it, what it is bound to, and what makes it stale."""

import pytest
from desks import add_evidence, refused
from test_stale import CHANGES, QUIET


@pytest.fixture
def settled(claims):
    """Claims 1 and 2 confirmed by ANA; on a server everybody works under one login."""
    claims.ok("policy", "set", "logins", "free", "--because", "one login for all")
    add_evidence(claims)
    add_evidence(claims, 2, page="https://example.org/hospital")
    claims.ok("status", "1,2", "confirmed", "--because", "the gauge shows it")
    return claims


@pytest.fixture
def signed(settled):
    """Claim 1 signed off by BO."""
    settled.ok("signoff", "1", person="BO")
    return settled


def _signoffs(desk, claim=1):
    (data,) = desk.json("claim", "show", claim)["data"]
    return [(each["by"], each["article"], each["stale"], each["bulk"], each["own"]) for each in data["signoffs"]]


def test_another_person_signs_and_it_shows_everywhere(settled):
    assert settled.ok("signoff", "1", person="BO") == "1: confirmed, signed off in a1 by BO\n"
    assert _signoffs(settled) == [("BO", "a1", False, False, False)]
    assert "second check: BO" in settled.ok("claim", "show", "1")
    assert "second check: none" in settled.ok("claim", "show", "2")
    rows = {row["number"]: row["second_check"] for row in settled.json("claim", "list")["data"]}
    assert rows == {1: "current", 2: None, 3: None}
    listed = settled.ok("claim", "list")
    assert "confirmed +" in listed
    assert "+ second-checked" in " ".join(listed.split())
    assert settled.json("status")["data"][0]["second_checked"] == 1
    assert "sign-off added: BO" in settled.ok("history", "1")


def test_a_list_without_sign_offs_explains_none(settled):
    assert "second-checked" not in settled.ok("claim", "list")


def test_who_set_the_status_cannot_sign_it_off_unless_the_desk_allows_it(settled):
    assert "1 was settled by ANA" in refused(settled, 5, "signoff", "1")
    settled.ok("policy", "set", "own-signoff", "allowed", "--because", "one of us is ill")
    assert "by the person who set the status" in settled.ok("signoff", "1")
    assert _signoffs(settled) == [("ANA", "a1", False, False, True)]
    assert "second check: ANA (own)" in settled.ok("claim", "show", "1")


def test_several_at_once_are_recorded_as_bulk(settled):
    assert "recorded as signed in bulk: 2 at once" in settled.ok("signoff", "1-2", person="BO")
    assert [each[3] for claim in (1, 2) for each in _signoffs(settled, claim)] == [True, True]


def test_all_or_none_and_each_refusal_says_why(settled):
    add_evidence(settled, 3)
    settled.ok("status", "3", "confirmed", "--because", "seen")
    settled.ok("claim", "edit", "3", "--wording", "The bridge dates from 1911.")
    settled.ok("status", "2", "in-review")
    said = refused(settled, 5, "signoff", "1-3", person="BO")
    assert "2 is in-review: only a settled status is signed off" in said
    assert "3 is stale" in said
    assert "nothing was signed of the other 1" in said
    assert _signoffs(settled) == []


def test_a_claim_of_another_article_is_not_signed_off_here(settled):
    (settled.folder / "other.txt").write_text("Other news.\n", encoding="utf-8")
    settled.ok("article", "add", "other.txt")
    assert "does not stand in the current text of article 2" in refused(
        settled, 5, "signoff", "1", "--article", "a2", person="BO"
    )
    refused(settled, 2, "signoff", "1", person="BO")


def test_signing_twice_adds_nothing(signed):
    before = signed.proof().events
    assert "was signed off already" in signed.ok("signoff", "1", person="BO")
    assert signed.proof().events == before
    signed.ok("signoff", "1", person="CY")
    assert [each[0] for each in _signoffs(signed)] == ["CY", "BO"]


@pytest.mark.parametrize("what", CHANGES)
def test_what_stales_the_tick_stales_the_sign_off_and_settling_anew_does_not_bring_it_back(signed, what):
    signed.ok(*CHANGES[what])
    assert [each[2] for each in _signoffs(signed)] == [True]
    signed.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    assert [each[2] for each in _signoffs(signed)] == [True]
    assert signed.json("claim", "list")["data"][0]["second_check"] == "stale"
    assert "confirmed -" in signed.ok("claim", "list")
    assert "second check: BO (stale)" in signed.ok("claim", "show", "1")
    assert signed.json("status")["data"][0]["second_checked"] == 0


PLACES = {
    "speaker": ["claim", "edit", "1", "--own-voice"],
    "hedge": ["claim", "edit", "1", "--hedged"],
    "cue": ["claim", "edit", "1", "--cue", "according to the city"],
    "words of the article": ["claim", "anchor", "1", "--quote", "river rose by 18 % in May"],
}


@pytest.mark.parametrize("what", PLACES)
def test_what_the_article_says_belongs_to_the_sign_off_and_not_to_the_tick(signed, what):
    signed.ok(*PLACES[what])
    assert signed.json("claim", "show", "1")["data"][0]["stale"] is False
    assert [each[2] for each in _signoffs(signed)] == [True]


@pytest.mark.parametrize("what", sorted(set(QUIET) - {"speaker"}))
def test_tags_notes_priority_and_their_like_stale_no_sign_off(signed, what):
    signed.ok(*QUIET[what])
    assert [each[2] for each in _signoffs(signed)] == [False]
    assert signed.json("claim", "list")["data"][0]["second_check"] == "current"


def test_what_another_article_says_of_the_claim_stales_nothing_here(signed):
    (signed.folder / "other.txt").write_text("It rose by 18 % in May, they say.\n", encoding="utf-8")
    signed.ok("article", "add", "other.txt")
    signed.ok("claim", "anchor", "1", "--article", "2", "--quote", "rose by 18 % in May")
    assert _signoffs(signed) == [("BO", "a1", False, False, False)]
    signed.ok("signoff", "1", "--article", "2", person="CY")
    assert "second check: CY (a2); BO (a1)" in signed.ok("claim", "show", "1")
    signed.ok("claim", "edit", "1", "--hedged", "--article", "2")
    assert [each[:3] for each in _signoffs(signed)] == [("CY", "a2", True), ("BO", "a1", False)]


def test_renewing_shows_only_what_the_sign_off_covers(signed):
    signed.ok("claim", "tag", "1", "later")
    signed.ok("note", "1", "nothing to do with it")
    signed.ok("evidence", "edit", "1.1", "--for", "the gauge shows 17 %")
    signed.ok("document", "edit", "d1", "--retracted", "withdrawn in June")
    signed.ok("claim", "edit", "1", "--hedged")
    signed.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    result = signed.run("signoff", "1", "--renew", "--json", person="BO")
    (data,) = __import__("json").loads(result.stdout)["data"]
    assert len(data["changes"]) == 3
    assert "the gauge shows 17 %" in data["changes"][0]
    assert "attribution" in data["changes"][1]
    assert data["changes"][2] == "document d1: retracted: nothing -> “withdrawn in June”"
    assert "1 since the last sign-off: " in result.stderr
    assert [each[2] for each in _signoffs(signed)] == [False]


def test_renewing_says_where_nothing_that_counts_has_changed(signed):
    signed.ok("claim", "anchor", "1", "--quote", "river rose by 18 % in May")
    signed.ok("claim", "anchor", "1", "--quote", "rose by 18 % in May")
    assert "already" in signed.ok("signoff", "1", "--renew", person="BO")
    said = refused(signed, 5, "signoff", "2", "--renew", person="BO")
    assert "2 was never signed off in article 1" in said


def test_undo_takes_a_sign_off_back(signed):
    signed.ok("undo", person="BO")
    assert _signoffs(signed) == []
