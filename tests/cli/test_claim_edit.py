import pytest
from desks import add_evidence, refused


def _claim(desk, number=1):
    return desk.json("claim", "show", number)["data"][0]


def test_show_tells_all_of_a_claim(claims):
    add_evidence(claims)
    claims.ok("note", "1", "ask the city")
    shown = claims.ok("claim", "show", "1")
    for part in (
        "1 UNVERIFIED · high · statistic · p2 sentence 1 · second check: none", "[rose by 18 % in May]", "City of Lune",
        "no hedge", "cue “the city says”", "FOR 1 item, 1 origin, 1 independent", "AGAINST nothing", "NOTE  ask the city",
        "1.1 FOR · Water Office", "https://example.org/gauge", "TAGS water",
    ):  # fmt: skip
        assert part in shown
    assert claims.ok("claim", "show", "2,#3").count("UNVERIFIED") == 2


def test_edit_changes_what_is_given(claims):
    claims.ok(
        "claim", "edit", "1", "--wording", "It rose a lot.", "--kind", "comparison", "--priority", "low", "--about", "Ada Lune",
        "--by", "Police", "--via", "City of Lune", "--cue", "says", "--hedged", "--level", "off-record", "--traced-to", "Radio",
        "--new-source",
    )  # fmt: skip
    claim = _claim(claims)
    said = claim["appearances"][0]["attribution"]
    assert (claim["wording"], claim["kind"], claim["priority"], claim["about"]) == (
        "It rose a lot.", "comparison", "low", "Ada Lune",
    )  # fmt: skip
    assert (said["speaker"], said["via"], said["cue"], said["hedged"]) == ("Police", ["City of Lune"], ["says"], True)
    assert (said["level"], said["traced_to"], claim["tags"]) == ("off-record", "Radio", ["water"])


def test_own_voice_takes_the_speaker_away(claims):
    claims.ok("claim", "edit", "1", "--own-voice")
    said = _claim(claims)["appearances"][0]["attribution"]
    assert (said["kind"], said["speaker"], said["via"]) == ("unattributed", None, [])


def test_an_anonymous_group_speaks_anonymously(claims):
    claims.ok("source", "add", "residents", "--kind", "anonymous-group")
    claims.ok("claim", "edit", "2", "--by", "residents")
    assert _claim(claims, 2)["appearances"][0]["attribution"]["kind"] == "anonymous"


def test_a_dropped_claim_keeps_its_number_and_takes_no_change(claims):
    assert claims.json("claim", "drop", "2", "--because", "said twice")["data"] == [2]
    assert "claim 2 was dropped" in refused(claims, 5, "claim", "edit", "2", "--priority", "low")
    assert "restore" in refused(claims, 5, "claim", "drop", "2")
    for command in (
        ["note", "2", "x"],
        ["claim", "tag", "2", "x"],
        ["query", "2", "--change", "x"],
        ["evidence", "add", "2", "https://example.org/", "--for", "x"],
        ["claim", "figure", "2", "--claimed", "5 %"],
        ["status", "2", "opinion", "--because", "x"],
    ):
        assert "2 was dropped" in refused(claims, 5, *command)
    claims.ok("claim", "add", "New.", "--quote", "Experts believe")
    assert [row["number"] for row in claims.json("claim", "list")["data"]] == [1, 4, 3]
    claims.ok("claim", "restore", "2")
    assert "not dropped" in refused(claims, 5, "claim", "restore", "2")
    assert len(claims.json("claim", "list")["data"]) == 4


def test_several_are_dropped_together_or_not_at_all(claims):
    refused(claims, 4, "claim", "drop", "1,2,99")
    claims.ok("claim", "drop", "1-3")
    assert claims.json("claim", "list")["data"] == []


def test_tags_are_added_and_removed(claims):
    claims.ok("claim", "tag", "1,2", "flood", "may")
    claims.ok("claim", "tag", "1", "--remove", "water")
    assert _claim(claims)["tags"] == ["flood", "may"]
    assert "no tag 'water'" in refused(claims, 4, "claim", "tag", "1,2", "--remove", "water")
    refused(claims, 2, "claim", "tag", "1")


def test_figures_are_compared(claims):
    figure = claims.json("claim", "figure", "1", "--claimed", "18 %", "--found", "16.9-17.0 %")["data"]
    assert (figure["position"], figure["claimed_unit"], figure["found_low"], figure["found_high"]) == (
        1,
        "%",
        "16.9",
        "17.0",
    )
    assert figure["difference"] == "1.0 to 1.1 percentage points above what was found"
    assert figure["agrees"] is False
    claims.ok("claim", "figure", "1", "--claimed", "18 %", "--found", "18.0 %", "--figure", "1")
    assert [each["agrees"] for each in _claim(claims)["figures"]] == [True]
    claims.ok("claim", "figure", "1", "--claimed", "over 500", "--unit", "houses")
    assert [each["claimed_unit"] for each in _claim(claims)["figures"]] == ["%", "houses"]
    assert "no figure 7" in refused(claims, 4, "claim", "figure", "1", "--claimed", "18 %", "--figure", "7")
    assert "no quantity" in refused(claims, 3, "claim", "figure", "1", "--claimed", "rather a lot")


def test_notes_are_internal_unless_public(claims):
    assert claims.json("note", "1", "ask the city")["data"] == {"claim": 1, "text": "ask the city", "internal": True}
    claims.ok("note", "1", "-", "--public", stdin="for all to see\n")
    assert {note["text"]: note["internal"] for note in _claim(claims)["notes"]} == {
        "ask the city": True,
        "for all to see": False,
    }
    refused(claims, 3, "note", "1", "  ")


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (4, ["claim", "show", "99"], "go up to 3"),
        (4, ["claim", "edit", "99", "--priority", "low"], "no claim 99"),
        (4, ["note", "99", "x"], "no claim 99"),
        (4, ["history", "99"], "no claim 99"),
        (3, ["claim", "show", "one"], "no claim number"),
        (3, ["claim", "show", "5-2"], "no claim number"),
        (3, ["claim", "show", "1-99999"], "more than"),
        (3, ["claim", "edit", "1", "--wording", "  "], "empty"),
        (2, ["claim", "edit", "1"], "nothing to change"),
    ],
)
def test_a_reference_or_value_that_means_nothing_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, *arguments)
