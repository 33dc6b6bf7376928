"""Two names for one source: a merge says whose independence it changes, leads everything over, and can be taken back."""

import pytest
from desks import add_evidence, refused, unchanged

MERGE = ("source", "merge", "Water Office", "Gauge Board")


@pytest.fixture
def twice(claims):
    """Claim 1 is supported by two offices that are really one; the second is also called the Board."""
    add_evidence(claims)
    claims.ok("source", "add", "Gauge Board", "--alias", "The Board")
    claims.ok(
        "evidence", "add", "1", "https://example.org/board", "--for", "it shows it too", "--origin", "Gauge Board"
    )
    return claims


def _independent(desk):
    return desk.json("claim", "show", "1")["data"][0]["weights"]["supports"]["independent"]


def test_it_says_first_whose_independence_changes(twice):
    assert _independent(twice) == ["Water Office", "Gauge Board"]
    result = twice.run(*MERGE)
    assert result.exit_code == 0
    assert "   1: 2 independent origins for it, 1 now" in result.stderr
    assert result.stdout == "s4 is s3 now\n"
    assert _independent(twice) == ["Water Office"]


def test_part_of_says_so_too(twice):
    result = twice.run("source", "edit", "Gauge Board", "--part-of", "Water Office")
    assert "1: 2 independent origins for it, 1 now" in result.stderr
    back = twice.run("source", "edit", "Gauge Board", "--no-part-of")
    assert "1: 1 independent origin for it, 2 now" in back.stderr
    assert "independent" not in twice.run("source", "edit", "Gauge Board", "--kind", "organisation").stderr


def test_the_one_that_stays_answers_to_all_names_and_holds_all(twice):
    twice.ok(*MERGE)
    for name in ("Gauge Board", "The Board", "Water Office", "s3"):
        assert twice.json("source", "show", name)["data"]["ref"] == "s3"
    assert [each["name"] for each in twice.json("source", "list")["data"]] == [
        "City of Lune",
        "Ada Lune",
        "Water Office",
    ]
    assert [item["origin"] for item in twice.json("evidence", "list", "1")["data"]] == ["Water Office", "Water Office"]
    assert twice.json("claim", "list", "--status", "open")["data"]


def test_a_speaker_is_led_over_in_every_role(twice):
    twice.ok("claim", "edit", "2", "--by", "Gauge Board", "--via", "Ada Lune", "--about", "Gauge Board")
    twice.ok("claim", "edit", "3", "--by", "Ada Lune", "--via", "Gauge Board", "--traced-to", "Gauge Board")
    twice.ok("source", "add", "A clerk", "--part-of", "Gauge Board")
    twice.ok(*MERGE)
    second, third = twice.json("claim", "show", "2,3")["data"]
    assert second["appearances"][0]["attribution"]["speaker"] == second["about"] == "Water Office"
    assert third["appearances"][0]["attribution"]["via"] == ["Water Office"]
    assert third["appearances"][0]["attribution"]["traced_to"] == "Water Office"
    assert twice.json("source", "show", "A clerk")["data"]["part_of"] == "s3"
    rows = twice.json("claim", "list", "--source", "Water Office")["data"]
    assert [row["number"] for row in rows] == [1, 2, 3]


def test_one_that_is_part_of_the_other_is_not_part_of_itself_afterwards(twice):
    twice.ok("source", "add", "Ministry")
    twice.ok("source", "edit", "Water Office", "--part-of", "Gauge Board")
    twice.ok("source", "edit", "Gauge Board", "--part-of", "Ministry")
    twice.ok(*MERGE)
    assert twice.json("source", "show", "Water Office")["data"]["part_of"] == "s5"


def test_undo_makes_two_of_them_again(twice):
    twice.ok(*MERGE)
    twice.ok("undo")
    assert _independent(twice) == ["Water Office", "Gauge Board"]
    assert twice.json("source", "show", "The Board")["data"]["ref"] == "s4"


def test_what_cannot_be_one_is_refused(twice, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(twice.folder / "names.json"))
    twice.ok("source", "add", "HERON", "--confidential", stdin="Ines Roth\n")
    assert "is confidential" in refused(twice, 5, "source", "merge", "Water Office", "HERON")
    assert "one source already" in refused(twice, 5, "source", "merge", "Gauge Board", "The Board")
    refused(twice, 4, "source", "merge", "Gauge Board", "Nobody")
    with unchanged(twice):
        twice.ok("source", "list")
