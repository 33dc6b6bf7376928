import pytest
from desks import add_evidence, refused

WHY = ("--because", "the table was of another year")


@pytest.fixture
def settled(claims):
    """Claim 1 is confirmed, and signed off by BEN."""
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    claims.ok("signoff", "1", person="BEN")
    return claims


def test_a_void_takes_the_status_back_and_keeps_what_it_was(settled):
    printed = settled.json("void", "1", *WHY)
    assert printed["schema"] == "factcheck/voids/1"
    (void,) = printed["data"]
    assert {key: void[key] for key in ("ref", "status", "reason", "set_by", "because", "by", "now")} == {
        "ref": "1.1", "status": "confirmed", "reason": "the gauge shows it", "set_by": "ANA",
        "because": "the table was of another year", "by": "ANA", "now": "in-review",
    }  # fmt: skip
    claim = settled.json("claim", "show", "1")["data"][0]
    assert (claim["status"], claim["reason"], claim["stale"]) == ("in-review", WHY[1], False)
    assert [item["ref"] for item in claim["evidence"]] == ["1.1"]
    assert [each["stale"] for each in claim["signoffs"]] == [True]
    assert "VOID  confirmed by ANA was withdrawn on 2026-11-24: the table was of another year" in settled.ok(
        "status", "1"
    )
    told = settled.ok("history", "1")
    assert "void" in told
    assert "voided check added: 1. the table was of another year" in told


def test_it_stays_listed_whatever_becomes_of_the_claim(settled):
    settled.ok("void", "1", *WHY)
    settled.ok("status", "1", "confirmed", "--because", "the right table shows it too")
    (void,) = settled.json("void", "--list")["data"]
    assert (void["status"], void["now"]) == ("confirmed", "confirmed")
    assert settled.json("void", "--list", "2")["data"] == []
    settled.ok("void", "1", *WHY)
    assert [each["ref"] for each in settled.json("void")["data"]] == ["1.1", "1.2"]


def test_undo_of_a_void_is_no_statement(settled):
    settled.ok("void", "1", *WHY)
    settled.ok("undo")
    assert settled.json("void", "--list")["data"] == []
    claim = settled.json("claim", "show", "1")["data"][0]
    assert (claim["status"], claim["stale"], claim["second_checks"]) == ("confirmed", False, 1)


def test_anothers_check_is_shown_before_it_is_voided(settled):
    result = settled.run("void", "1", *WHY, person="CLEO")
    assert result.exit_code == 0
    assert "1: overturns ANA, who on 2026-11-24 settled it as confirmed: the gauge shows it" in result.stderr


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["1"], "was wrong is missing"),
        (5, ["1,2", *WHY], "2 is unverified: there is no check to void"),
        (4, ["9", *WHY], "no claim 9"),
        (2, [*WHY], "takes its claim"),
        (2, ["1", "--list", *WHY], "takes its claim"),
    ],
)
def test_what_voids_nothing_is_refused(settled, code, arguments, says):
    assert says in refused(settled, code, "void", *arguments)
