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
    signed.ok("claim", "edit", "1", "--level", "background", "--article", "2")
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


# The right of reply.

QUESTION = ("--channel", "e-mail", "--question", "Is it so?")


@pytest.fixture
def risky(settled):
    """The settled claims, the second of them at risk."""
    settled.ok("claim", "edit", "2", "--risk", "defamation", "--about", "Ada Lune")
    settled.ok("status", "2", "confirmed", "--because", "the hospital says so")
    return settled


def test_a_risky_claim_is_not_signed_off_before_its_subject_was_asked(risky):
    said = refused(risky, 5, "signoff", "2", person="BO")
    assert "2 carries a risk of defamation, and Ada Lune was not asked" in said
    assert "factcheck ask 2 --person NAME" in said
    risky.ok("ask", "2", "--person", "A neighbour", *QUESTION)
    refused(risky, 5, "signoff", "2", person="BO")
    risky.ok("ask", "2", "--person", "Ada Lune", *QUESTION)
    risky.ok("signoff", "2", person="BO")
    assert _signoffs(risky, 2) == [("BO", "a1", False, False, False)]


def test_a_call_to_the_subject_counts_as_asking_as_it_does_for_lint(risky):
    risky.ok("evidence", "add", "2", "--called", "Ada Lune", "--context", "she says nobody was")
    risky.ok("status", "2", "confirmed", "--because", "the hospital says so")
    assert "FC403" not in risky.run("lint").stdout
    risky.ok("signoff", "2", person="BO")


def test_whom_it_is_about_must_be_said_first(settled):
    settled.ok("claim", "edit", "1", "--risk", "privacy")
    said = refused(settled, 5, "signoff", "1", person="BO")
    assert "1 carries a risk of privacy, and nobody says whom it is about" in said
    assert "factcheck claim edit 1 --about NAME" in said


def test_why_nobody_was_asked_is_kept_with_the_sign_off(risky):
    risky.ok("signoff", "2", "--because", "she would destroy the letter", person="BO")
    (data,) = risky.json("claim", "show", "2")["data"]
    assert [each["because"] for each in data["signoffs"]] == ["she would destroy the letter"]
    assert "second check: BO (subject not asked: she would destroy the letter)" in risky.ok("claim", "show", "2")
    assert "she would destroy the letter" in risky.ok("history", "2")
    risky.ok("undo", person="BO")
    assert _signoffs(risky, 2) == []


def test_a_reason_that_nothing_asks_for_is_refused_and_not_lost_in_silence(risky):
    assert "nothing to say why of" in refused(risky, 5, "signoff", "1", "--because", "I looked", person="BO")
    risky.ok("policy", "set", "right-of-reply", "optional", "--because", "we print nothing")
    refused(risky, 5, "signoff", "2", "--because", "she is abroad", person="BO")


def test_what_is_signed_already_is_not_refused_for_want_of_a_question(risky):
    risky.ok("signoff", "2", "--because", "she would destroy the letter", person="BO")
    assert "already" in risky.ok("signoff", "2", person="BO")
    data = risky.json("signoff", "1-2", person="BO")["data"]
    assert [(each["number"], each["already"], each["skipped"]) for each in data] == [(1, False, None), (2, True, None)]


def test_in_a_review_the_reason_is_kept_as_well(risky):
    risky.ok("review", "2", "--agree", "--because", "she would destroy the letter", person="BO")
    (data,) = risky.json("claim", "show", "2")["data"]
    assert [each["because"] for each in data["signoffs"]] == ["she would destroy the letter"]


def test_in_bulk_a_risky_claim_is_skipped_and_listed(risky):
    result = risky.run("signoff", "1,2", person="BO")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1: confirmed, signed off in a1 by BO",
        "2: not signed off: carries a risk of defamation, and Ada Lune was not asked",
    ]
    assert "--because" in result.stderr
    assert (len(_signoffs(risky)), _signoffs(risky, 2)) == (1, [])
    data = risky.json("signoff", "1,2", person="BO")["data"]
    assert [(each["number"], each["already"], bool(each["skipped"])) for each in data] == [
        (1, True, False),
        (2, False, True),
    ]
    assert "subject" not in risky.ok("signoff", "1-2", "--because", "they are in prison", person="BO")
    assert len(_signoffs(risky, 2)) == 1


def test_where_all_are_at_risk_nothing_is_skipped_and_all_are_refused(risky):
    risky.ok("claim", "edit", "1", "--risk", "privacy")
    before = risky.proof().events
    said = refused(risky, 5, "signoff", "1,2", person="BO")
    assert "1 carries a risk of privacy" in said
    assert "2 carries a risk of defamation" in said
    assert risky.proof().events == before


def test_a_desk_may_go_without(risky):
    risky.ok("policy", "set", "right-of-reply", "optional", "--because", "we print nothing")
    risky.ok("signoff", "2", person="BO")


def test_to_agree_in_a_review_is_held_to_the_same(risky):
    assert "Ada Lune was not asked" in refused(risky, 5, "review", "2", "--agree", person="BO")
