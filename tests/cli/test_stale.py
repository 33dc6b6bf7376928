"""A tick knows what it ticked: what makes a settled claim stale, what never does, and what may not be done to it."""

import pytest
from desks import add_evidence, refused


@pytest.fixture
def settled(claims):
    """Claim 1 confirmed on one item from a document whose origin is the Water Office."""
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    return claims


def _claim(desk):
    return desk.json("claim", "show", "1")["data"][0]


CHANGES = {
    "wording": ["claim", "edit", "1", "--wording", "The river fell."],
    "kind": ["claim", "edit", "1", "--kind", "event"],
    "figure": ["claim", "figure", "1", "--claimed", "18 %"],
    "another item": ["evidence", "add", "1", "https://example.org/other", "--context", "more of it"],
    "finding": ["evidence", "edit", "1.1", "--for", "the gauge shows 17 %"],
    "locator": ["evidence", "edit", "1.1", "--locator", "page 2"],
    "quality": ["evidence", "edit", "1.1", "--quality", "copy"],
    "origin of the item": ["evidence", "edit", "1.1", "--origin", "City of Lune"],
    "origin of the document": ["document", "edit", "d1", "--origin", "City of Lune"],
    "retraction": ["document", "edit", "d1", "--retracted", "withdrawn by the office in June"],
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_was_ticked_makes_it_stale_until_it_is_settled_anew(settled, what):
    settled.ok(*CHANGES[what])
    assert (_claim(settled)["status"], _claim(settled)["stale"]) == ("confirmed", True)
    (standing,) = settled.json("status")["data"]
    assert standing["groups"]["stale"] == [1]
    assert standing["clear"] is False
    assert "STALE" in settled.ok("status", "1")
    settled.ok("status", "1", "confirmed", "--because", "looked again")
    assert _claim(settled)["stale"] is False


QUIET = {
    "tag": ["claim", "tag", "1", "checked"],
    "note": ["note", "1", "thank the office"],
    "priority": ["claim", "edit", "1", "--priority", "low"],
    "speaker": ["claim", "edit", "1", "--own-voice"],
    "query": ["query", "1", "--change", "rose by 17 % in May"],
    "title of the document": ["document", "edit", "d1", "--title", "The gauge"],
    "another claim": ["claim", "edit", "2", "--wording", "No one was hurt."],
}


@pytest.mark.parametrize("what", QUIET)
def test_what_was_not_ticked_stales_nothing(settled, what):
    settled.ok(*QUIET[what])
    assert _claim(settled)["stale"] is False


def test_taking_the_change_back_clears_it(settled):
    before = _claim(settled)["wording"]
    settled.ok("claim", "edit", "1", "--wording", "The river fell.")
    settled.ok("claim", "edit", "1", "--wording", before)
    assert _claim(settled)["stale"] is False


TAKES_AWAY = {
    "drop": ["evidence", "drop", "1.1"],
    "not read": ["evidence", "edit", "1.1", "--not-read"],
    "stance": ["evidence", "edit", "1.1", "--against", "it shows otherwise"],
}


@pytest.mark.parametrize("what", TAKES_AWAY)
def test_a_change_the_status_could_not_survive_is_refused_unless_it_is_reopened(settled, what):
    error = refused(settled, 5, *TAKES_AWAY[what])
    assert "claim 1 could not stay confirmed" in error
    assert "an item that was read and supports it" in error
    assert "--reopen" in error
    settled.ok(*TAKES_AWAY[what], "--reopen")
    assert (_claim(settled)["status"], _claim(settled)["stale"]) == ("in-review", False)


def test_reopen_leaves_alone_what_can_stand(settled):
    add_evidence(settled, page="https://example.org/second")
    settled.ok("status", "1", "confirmed", "--because", "two of them")
    settled.ok("evidence", "drop", "1.2", "--reopen")
    assert (_claim(settled)["status"], _claim(settled)["stale"]) == ("confirmed", True)
    settled.ok("evidence", "restore", "1.2")
    assert _claim(settled)["stale"] is False


def test_another_article_with_the_same_claim_stales_nothing(settled):
    (settled.folder / "other.txt").write_text("The river rose by 18 % in May, too.")
    settled.ok("article", "add", "other.txt")
    settled.ok("claim", "add", "It rose, too.", "--article", "2", "--quote", "rose by 18 %")
    assert _claim(settled)["stale"] is False
