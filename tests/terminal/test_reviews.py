import pytest
from desks import add_evidence


def answer(terminal, question, text="", **options):
    terminal.see(question)
    terminal.type(text, **options)


@pytest.fixture
def settled(claims):
    """Claims 1 and 2 confirmed by ANA."""
    add_evidence(claims)
    add_evidence(claims, 2, page="https://example.org/hospital")
    claims.ok("status", "1,2", "confirmed", "--because", "Reasonword")
    return claims


def test_claims_are_served_one_by_one_and_the_rest_the_next_time(settled, at):
    terminal = at(settled, "review", "1", "--as", "BO")
    terminal.see("1 of 2")
    answer(terminal, "answer", "differ")
    answer(terminal, "you hold it", "refuted")
    answer(terminal, "because:", "the gauge was broken")
    terminal.see("2 of 2")
    answer(terminal, "answer", "quit")
    assert "1 answer kept, 1 left" in " ".join(terminal.end().split())
    terminal = at(settled, "review", "1", "--as", "BO")
    terminal.see("1 of 1")
    answer(terminal, "answer", "agree")
    assert "nothing more to look at" in terminal.end()
    shown = settled.json("claim", "show", "1,2")["data"]
    assert [(each["checks"] != [], each["second_checks"]) for each in shown] == [(True, 0), (False, 1)]


def test_blind_ones_show_nothing_until_each_is_in(settled, at):
    terminal = at(settled, "review", "1", "--blind", "--as", "BO")
    answer(terminal, "you hold it", "skip")
    answer(terminal, "you hold it", "mixed")
    answer(terminal, "because:", "half of it")
    said = terminal.end()
    assert "Reasonword" not in said
    assert "CONFIRMED" not in said
    assert "you hold it mixed, the desk confirmed" in " ".join(said.split())
    assert settled.json("review", "1", person="BO")["data"][0]["number"] == 1


def test_overturning_asks_and_a_no_keeps_what_was(settled, at):
    terminal = at(settled, "status", "1", "in-review", "--because", "not sure", "--as", "BO")
    terminal.see("overturns ANA")
    answer(terminal, "go on?", "n")
    terminal.end(130)
    assert settled.json("claim", "show", "1")["data"][0]["status"] == "confirmed"


def test_renewing_shows_the_difference_and_asks(settled, at):
    settled.ok("signoff", "1", person="BO")
    settled.ok("status", "1", "confirmed", "--because", "Otherword")
    terminal = at(settled, "signoff", "1", "--renew", "--as", "BO")
    terminal.see("Otherword")
    answer(terminal, "go on?", "y")
    assert "signed off in a1 by BO" in terminal.end()
