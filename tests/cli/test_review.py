"""A second look: what waits for whom, agreeing, differing and asking, and how far blind checks agree with the desk."""

import pytest
from desks import add_evidence, refused


@pytest.fixture
def settled(claims):
    """Claims 1 and 2 confirmed by ANA, 3 left open; on a server everybody works under one login."""
    claims.ok("policy", "set", "logins", "free", "--because", "one login for all")
    add_evidence(claims)
    add_evidence(claims, 2, page="https://example.org/hospital")
    claims.ok("status", "1,2", "confirmed", "--because", "the gauge shows it")
    return claims


def _waiting(desk, person="BO"):
    return [each["number"] for each in desk.json("review", "1", person=person)["data"]]


def _claim(desk, number=1):
    return desk.json("claim", "show", number)["data"][0]


@pytest.mark.deep
def test_what_waits_and_what_is_done_is_not_served_again(settled):
    assert _waiting(settled) == [1, 2]
    assert _waiting(settled, "ANA") == []
    assert "1  The river rose 18 % in May." in settled.ok("review", person="BO")
    settled.ok("review", "1", "--agree", person="BO")
    assert (_waiting(settled), _waiting(settled, "CY")) == ([2], [2])
    settled.ok("review", "2", "--differ", "refuted", "--because", "two were", person="BO")
    assert (_waiting(settled), _waiting(settled, "CY")) == ([], [2])
    settled.ok("evidence", "edit", "1.1", "--for", "the gauge shows 17 %")
    assert _waiting(settled) == []  # stale: the status comes first
    settled.ok("status", "1,2", "confirmed", "--because", "looked again")
    assert _waiting(settled) == [1, 2]


def test_to_agree_is_to_sign_off(settled):
    assert settled.ok("review", "1-2", "--agree", person="BO") == "1: signed off\n2: signed off\n"
    assert [(each["by"], each["bulk"]) for each in _claim(settled)["signoffs"]] == [("BO", True)]
    assert settled.ok("review", "1", "--agree", person="BO") == "1: was signed off already\n"


def test_to_differ_is_recorded_beside_the_status(settled):
    said = settled.ok("review", "1", "--differ", "refuted", "--because", "The gauge was broken", person="BO")
    assert said == "1: you hold it refuted, the desk confirmed; the status stays as it is\n"
    claim = _claim(settled)
    assert (claim["status"], claim["stale"], claim["second_checks"]) == ("confirmed", False, 0)
    (check,) = claim["checks"]
    assert (check["by"], check["status"], check["blind"], check["differs"]) == ("BO", "refuted", False, True)
    assert "CHECK BO holds it REFUTED: The gauge was broken" in settled.ok("claim", "show", "1")
    assert "check added: BO" in settled.ok("history", "1")
    (dissent,) = settled.json("review", "--agreement")["data"]["dissents"]
    assert (dissent["by"], dissent["status"], dissent["desk"]) == ("BO", "refuted", "confirmed")


def test_a_dissent_ends_with_coming_round_or_with_the_desk_doing_so(settled):
    settled.ok("review", "1", "--differ", "mixed", "--because", "x", person="BO")
    settled.ok("review", "2", "--differ", "mixed", "--because", "x", person="BO")
    settled.ok("review", "1", "--agree", person="BO")
    add_evidence(settled, 2, stance="--against", page="https://example.org/other")
    settled.ok("status", "2", "mixed", "--because", "BO is right")
    assert settled.json("review", "--agreement")["data"]["dissents"] == []
    assert "BO holds it mixed: x" in settled.ok("claim", "show", "2")


def test_a_question_to_the_writer_is_no_judgement(settled):
    settled.ok("review", "1", "--query", "rose by 17 %", "--because", "the gauge says so", person="BO")
    assert _claim(settled)["queries"][0]["proposed"] == "rose by 17 %"
    assert _waiting(settled) == [1, 2]


@pytest.mark.parametrize(
    ("code", "person", "arguments", "sentence"),
    [
        (2, "BO", ["1", "--agree", "--differ", "mixed"], "--agree and --differ do not go together"),
        (2, "BO", ["1", "--blind", "--stop"], "--blind and --stop do not go together"),
        (2, "BO", ["--agree"], "which claims?"),
        (2, "BO", ["1", "--because", "x"], "--because and --code go with"),
        (2, None, ["1"], "who is working?"),
        (3, "BO", ["1", "--differ", "refuted"], "lacks a reason"),
        (3, "BO", ["1", "--differ", "unverifiable", "--because", "x"], "lacks a code"),
        (3, "BO", ["1", "--differ", "in-review", "--because", "x"], "in-review is no judgement"),
        (3, "BO", ["1", "--differ", "mixed", "--because", "x", "--code", "opinion"], "only unverifiable has a code"),
        (4, "BO", ["99", "--agree"], "there is no claim 99"),
        (5, "ANA", ["1", "--agree"], "1 was settled by ANA"),
        (5, "ANA", ["1", "--differ", "mixed", "--because", "x"], "nobody differs from themselves"),
        (5, "BO", ["1", "--differ", "confirmed", "--because", "x"], "that is to agree"),
        (5, "BO", ["3", "--differ", "mixed", "--because", "x"], "there is nothing to differ from"),
        (5, "BO", ["1", "--check", "mixed", "--because", "x"], "1 is not yours to check blind"),
    ],
)
def test_what_is_no_answer(settled, code, person, arguments, sentence):
    assert sentence in refused(settled, code, "review", *arguments, person=person)


def test_blind_asks_for_what_the_person_cannot_know_yet(settled):
    add_evidence(settled, 3)
    settled.ok("status", "3", "confirmed", "--because", "seen", person="BO")
    settled.ok("signoff", "2", person="BO")
    said = settled.ok("review", "a1", "--blind", person="BO")
    assert said.startswith("1 claim of 3 to be checked blind: 1\n")
    assert _waiting(settled) == [1]
    for answer in (["--agree"], ["--differ", "mixed", "--because", "x"]):
        assert "1 is yours to check blind: say what you hold it to be" in refused(
            settled, 5, "review", "1", *answer, person="BO"
        )
    events = settled.proof().events
    assert settled.json("review", "a1", "--blind", person="BO")["data"] == []
    assert settled.proof().events == events
    settled.ok("review", "1", "--query", "rose by 17 %", person="BO")
    assert _waiting(settled) == [1]
    said = settled.ok("review", "1", "--check", "confirmed", "--because", "read it", person="BO")
    assert "you hold it confirmed, and so does the desk; sign it off: factcheck signoff 1" in said
    assert _waiting(settled) == [1]  # to be signed off now


def test_where_the_desk_wants_it_a_blind_check_comes_before_the_sign_off(settled):
    settled.ok("policy", "set", "blind-check", "required", "--because", "house rule")
    assert "1 was not checked blind by BO" in refused(settled, 5, "signoff", "1", person="BO")
    settled.ok("review", "1", "--blind", person="BO")
    settled.ok("review", "1", "--check", "confirmed", "--because", "read it", person="BO")
    settled.ok("signoff", "1", person="BO")


def test_agreement_is_with_what_the_desk_held_then(settled):
    assert "no blind check of a1 is in yet" in settled.ok("review", "1", "--agreement")
    settled.ok("review", "1", "--blind", person="BO")
    settled.ok("review", "1", "--check", "mixed", "--because", "half of it", person="BO")
    settled.ok("review", "2", "--check", "confirmed", "--because", "read it", person="BO")
    add_evidence(settled, stance="--against", page="https://example.org/other")
    settled.ok("status", "1", "mixed", "--because", "BO is right")
    found = settled.json("review", "--agreement")["data"]
    assert (found["pairs"], found["agree"], found["agreement"], found["kappa"]) == (2, 1, "0.50", None)
    assert found["differ"] == [{"number": 1, "by": "BO", "desk": "confirmed", "check": "mixed"}]
    assert found["dissents"] == []
    said = settled.ok("review", "--agreement")
    assert said.startswith("1 of 2 blind checks agreed with the desk (0.50); kappa is given from 20 on\n")
    assert "1: the desk held it confirmed, BO found it mixed" in said


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_kappa_from_twenty_pairs(example_desk):
    """Twenty-one claims of which the desk holds 3 mixed and 18 confirmed; BO calls one of each the other.

    By hand: po = 19/21; both sides say mixed 3 and confirmed 18 times, so pe = (3*3 + 18*18)/21^2 = 333/441, and
    kappa = (399 - 333)/(441 - 333) = 66/108 = 0.61.
    """
    rows = example_desk.json("claim", "list")["data"]
    mixed = [row["number"] for row in rows if row["status"] == "mixed"][:3]
    confirmed = [row["number"] for row in rows if row["status"] == "confirmed"][:18]
    example_desk.ok("review", "1", "--blind", person="BO")
    judged = {"mixed": [*mixed[1:], confirmed[0]], "confirmed": [*confirmed[1:], mixed[0]]}
    for word, numbers in judged.items():
        example_desk.ok("review", ",".join(map(str, numbers)), "--check", word, "--because", "x", person="BO")
    found = example_desk.json("review", "--agreement")["data"]
    assert (found["pairs"], found["agree"], found["agreement"], found["kappa"]) == (21, 19, "0.90", "0.61")
    assert {each["number"] for each in found["dissents"]} == {mixed[0], confirmed[0]}
    assert "kappa 0.61 (Cohen, 1960)" in example_desk.ok("review", "--agreement")
