"""Each rule finds what breaks it and leaves alone what keeps it, through the commands a checker would use."""

import json

import pytest
from desks import add_evidence, refused

from factcheck.services.lint.running import list_rules

#: What the story has that its three claims do not cover.
UNCOVERED = {("FC201", None)}


def points(desk, *arguments):
    """The points as (code, claim), whatever the exit code."""
    result = desk.run("lint", *arguments, "--json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)["data"]["points"]


def codes(desk, *arguments):
    return {(each["code"], each["claim"]) for each in points(desk, *arguments)} - UNCOVERED


def settle(desk, claim, status, reason="the gauge shows it"):
    desk.ok("status", claim, status, "--because", reason)


def confirmed(desk, claim=3, *evidence, reason="the gauge shows it"):
    """A claim confirmed on one item that Water Office is behind."""
    desk.ok(
        "evidence", "add", claim, "https://example.org/gauge", "--for", "it shows it", "--origin", "Water Office",
        "--new-source", *evidence,
    )  # fmt: skip
    settle(desk, claim, "confirmed", reason)


def test_a_desk_in_order_has_no_points_but_for_the_text(claims):
    confirmed(claims)
    (found,) = points(claims)
    assert (found["code"], found["quote"], found["article"], found["paragraph"]) == ("FC201", "2.5 million", "a1", 3)
    assert (found["line"], found["column"]) == (5, 36)
    assert found["message"] == "no claim covers the number 2.5 million"


def test_a_search_without_a_trace(claims):
    settle(claims, 2, "no-public-source")
    assert codes(claims) == {("FC101", 2)}
    claims.ok("evidence", "add", "2", "https://example.org/register", "--context", "nothing there", "--origin", "Office", "--new-source")  # fmt: skip
    settle(claims, 2, "no-public-source")
    assert codes(claims) == set()


def test_a_matter_of_opinion_needs_no_search(claims):
    settle(claims, 2, "opinion")
    assert codes(claims) == set()


def _own_word(claims, *more):
    claims.ok("evidence", "add", "1", "https://lune.example/", "--for", "it says so", "--origin", "City of Lune", *more)
    settle(claims, 1, "confirmed")


def test_the_word_of_a_party_alone(claims):
    _own_word(claims)
    assert codes(claims) == {("FC102", 1)}


@pytest.mark.parametrize(
    "way",
    [
        ["evidence", "edit", "1.1", "--quality", "primary"],
        ["claim", "edit", "1", "--wording", "The city says that the river rose 18 %."],
        ["claim", "edit", "1", "--kind", "attribution-claim"],
    ],
)
def test_a_record_of_theirs_or_that_they_said_it_is_theirs_to_show(claims, way):
    _own_word(claims)
    claims.ok(*way)
    settle(claims, 1, "confirmed")
    assert codes(claims) == set()


def test_two_origins_for_what_would_do_most_harm(claims):
    confirmed(claims, 1)
    assert codes(claims) == {("FC103", 1)}
    claims.ok("evidence", "add", "1", "https://example.org/b", "--for", "so it is", "--origin", "Radio", "--new-source")
    settle(claims, 1, "confirmed")
    assert codes(claims) == set()
    claims.ok("policy", "set", "independent-origins", "3", "--because", "a lesson")
    assert codes(claims) == {("FC103", 1)}


def test_nobody_knows_where_it_comes_from(claims):
    claims.ok("evidence", "add", "3", "https://example.org/x", "--for", "1911")
    settle(claims, 3, "confirmed")
    assert codes(claims) == {("FC104", 3)}
    claims.ok("evidence", "edit", "3.1", "--origin", "Town archive", "--new-source")
    settle(claims, 3, "confirmed")
    assert codes(claims) == set()


def test_what_refutes_is_answered(claims):
    confirmed(claims, 3, reason="the plate says it")
    claims.ok("evidence", "add", "3", "https://example.org/contract", "--against", "a contract of 1912", "--origin", "Archive", "--new-source")  # fmt: skip
    settle(claims, 3, "confirmed", "the plate says it")
    assert codes(claims) == {("FC105", 3)}
    for answer in ("the plate says it, and 3.2 is of the foot bridge", "the contract of 1912 is of the foot bridge"):
        settle(claims, 3, "confirmed", answer)
        assert codes(claims) == set()


def test_a_reason_does_not_lean_on_what_nobody_read(claims):
    confirmed(claims, 3)
    claims.ok("evidence", "add", "3", "https://example.org/b", "--for", "so it is", "--origin", "Town Archive", "--not-read", "--new-source")  # fmt: skip
    settle(claims, 3, "confirmed", "the plate and the Town Archive say so")
    assert codes(claims) == {("FC106", 3)}
    settle(claims, 3, "confirmed", "the plate says so")
    assert codes(claims) == set()


def test_evidence_that_came_in_later_is_told_instead_of_stale(claims, clock):
    confirmed(claims, 3)
    clock.advance()
    claims.ok("evidence", "add", "3", "https://example.org/b", "--context", "more", "--origin", "Radio", "--new-source")
    assert codes(claims) == {("FC107", 3)}
    claims.ok("policy", "set", "lint.FC107", "off", "--because", "stale is enough")
    assert codes(claims) == {("FC401", 3)}


def test_a_status_whose_ground_has_moved(claims):
    confirmed(claims, 3)
    claims.ok("claim", "edit", "3", "--wording", "The old bridge was built in 1911.")
    assert codes(claims) == {("FC401", 3)}


@pytest.mark.parametrize("words", ["withdrawn", "outdated: newer counts"])
def test_a_document_that_no_longer_stands(claims, words):
    confirmed(claims, 3)
    claims.ok("document", "edit", "d1", "--retracted", words)
    settle(claims, 3, "confirmed")
    (found,) = [each for each in points(claims) if each["code"] == "FC108"]
    assert (found["claim"], found["item"]) == (3, "3.1")
    assert words in found["message"]


def test_evidence_that_rests_on_itself(claims):
    """The page has it from the paper, and the paper from whoever put up the page."""
    claims.ok(
        "document", "add", "https://paper.example/", "--publisher", "Paper", "--origin", "Almanac", "--new-source"
    )
    claims.ok("evidence", "add", "3", "https://almanac.example/", "--for", "1911", "--publisher", "Almanac", "--origin", "d1")  # fmt: skip
    settle(claims, 3, "confirmed")
    assert codes(claims) == {("FC109", 3)}
    claims.ok("document", "edit", "d1", "--origin", "Town archive", "--new-source")
    settle(claims, 3, "confirmed")
    assert codes(claims) == set()


def test_the_text_that_the_article_follows_is_no_evidence_for_it(claims):
    claims.ok("source", "add", "Wire")
    claims.ok("article", "edit", "1", "--upstream", "Wire")
    confirmed(claims, 3)
    claims.ok("evidence", "add", "3", "https://wire.example/", "--for", "1911", "--origin", "Wire")
    settle(claims, 3, "confirmed")
    assert codes(claims) == {("FC110", 3)}
    claims.ok("evidence", "edit", "3.2", "--stance", "context", "--finding", "the text followed says 1911")
    settle(claims, 3, "confirmed")
    assert codes(claims) == set()


TEXT = """A bridge for Lune

“It will stand for ever,” said the builder. The council paid twelve workers, and Olof Brand kept the books. The bridge reportedly opened in 1911.

Of the 50 families 13 moved away, says the town: 13 of 50, or 28 %.
"""


def test_what_the_text_has_and_no_claim_covers(desk):
    (desk.folder / "bridge.txt").write_text(TEXT, encoding="utf-8")
    desk.ok("article", "add", "bridge.txt")
    found = [(each["code"], each["quote"]) for each in points(desk)]
    assert found == [
        ("FC203", "Lune"),
        ("FC202", "“It will stand for ever,”"),
        ("FC201", "twelve"),
        ("FC203", "Olof Brand"),
        ("FC201", "1911"),
        ("FC201", "50"),
        ("FC201", "13"),
        ("FC201", "13"),
        ("FC302", "13 of 50, or 28 %"),
        ("FC201", "50"),
        ("FC201", "28 %"),
    ]
    desk.ok("claim", "add", "Olof Brand kept the books.", "--quote", "twelve workers, and Olof Brand kept the books")
    desk.ok("claim", "add", "It stands for ever.", "--quote", "It will stand for ever", "--kind", "quote")
    desk.ok("claim", "add", "13 of 50 families moved.", "--quote", "13 of 50, or 28 %")
    assert {each["quote"] for each in points(desk)} == {"Lune", "1911", "50", "13", "13 of 50, or 28 %"}
    desk.ok("query", "3", "--change", "13 of 50, or 26 %", "--because", "computed again")
    assert "FC302" not in {each["code"] for each in points(desk)}


@pytest.mark.parametrize(
    ("wording", "lost"),
    [
        ("The bridge opened in 1911.", {("FC204", 1)}),
        ("The bridge is said to have opened in 1911.", set()),
        ("The bridge possibly opened in 1911.", set()),
    ],
)
def test_a_hedge_is_kept(desk, wording, lost):
    (desk.folder / "bridge.txt").write_text("The bridge reportedly opened in 1911.", encoding="utf-8")
    desk.ok("article", "add", "bridge.txt")
    desk.ok("claim", "add", wording, "--quote", "The bridge reportedly opened in 1911")
    assert codes(desk) == lost


def test_the_article_states_flatly_what_does_not_hold(claims):
    add_evidence(claims, 3, stance="--against")
    settle(claims, 3, "refuted")
    assert codes(claims) == {("FC205", 3)}
    claims.ok("query", "3", "--change", "built in 1912", "--because", "the plate")
    assert codes(claims) == set()
    claims.ok("query", "3", "--outcome", "stet")
    assert codes(claims) == set()


def test_what_others_say_or_a_hedge_is_not_flat(claims):
    for claim in (1, 2):
        add_evidence(claims, claim, stance="--against")
        settle(claims, claim, "refuted")
    assert codes(claims) == set()


def test_sums_of_the_desk_are_computed_again(claims):
    claims.ok("claim", "edit", "2", "--wording", "Nobody was hurt: 13 of 50 (27 %).")
    claims.ok("evidence", "add", "2", "https://example.org/a", "--for", "half of 30 is 20", "--origin", "Radio", "--new-source")  # fmt: skip
    settle(claims, 2, "in-review", "12 + 30 = 43")
    found = [(each["item"], each["message"]) for each in points(claims) if each["code"] == "FC301"]
    assert sorted(found, key=str) == [
        ("2.1", "the finding of 2.1 says “half of 30 is 20”, and it is 15"),
        (None, "the reason says “12 + 30 = 43”, and it is 42"),
        (None, "the wording says “13 of 50 (27 %”, and it is 26 %"),
    ]


def test_a_figure_that_was_found_to_be_another(claims):
    claims.ok("claim", "figure", "3", "--claimed", "1911", "--found", "1912")
    confirmed(claims, 3)
    assert codes(claims) == {("FC303", 3)}
    claims.ok("claim", "figure", "3", "--claimed", "1911", "--found", "1911", "--figure", "1")
    settle(claims, 3, "confirmed")
    assert codes(claims) == set()


def test_dates_that_cannot_be(claims):
    claims.ok("evidence", "add", "3", "https://example.org/a", "--for", "on 31 February and 2024-13-05", "--date", "2026-05-02", "--accessed", "2026-03", "--origin", "Radio", "--new-source")  # fmt: skip
    claims.ok("evidence", "add", "3", "https://example.org/b", "--for", "on 29 February 2024", "--date", "2031", "--accessed", "2032", "--origin", "Radio")  # fmt: skip
    found = {(each["code"], each["item"], each["message"]) for each in points(claims)} - {
        ("FC201", None, "no claim covers the number 2.5 million")
    }
    assert {(code, item) for code, item, _ in found} == {("FC304", "3.1"), ("FC304", "3.2"), ("FC305", "d2")}
    said = " ".join(message for _, _, message in found)
    assert "before its document was published (2026-05-02)" in said
    assert "3.2 was accessed on 2032, after it was entered" in said
    assert "“31 February”" in said
    assert "“2024-13-05”" in said
    assert "29 February" not in said
    assert "d2 is dated 2031" in said


def test_a_second_check_where_the_desk_requires_one(claims):
    confirmed(claims, 3)
    assert codes(claims) == set()
    claims.ok("policy", "set", "second-check", "required", "--because", "four eyes")
    assert codes(claims) == {("FC402", 3)}
    claims.ok("signoff", "3", person="BEN")
    assert codes(claims) == set()


def _risky(claims):
    claims.ok("claim", "edit", "2", "--risk", "defamation")
    assert codes(claims) == {("FC403", 2)}
    claims.ok("claim", "edit", "2", "--about", "Ada Lune")
    (found,) = [each for each in points(claims) if each["code"] == "FC403"]
    assert found["message"] == "carries a risk of defamation, and Ada Lune was not asked"


def test_who_may_be_harmed_is_asked(claims):
    _risky(claims)
    question = ("--channel", "e-mail", "--question", "Is it so?")
    claims.ok("ask", "2", "--person", "City of Lune", *question)
    assert codes(claims) == {("FC403", 2)}
    claims.ok("ask", "2", "--person", "Ada Lune", *question)
    assert codes(claims) == set()


def test_a_call_to_the_subject_is_a_question_too(claims):
    _risky(claims)
    claims.ok("evidence", "add", "2", "--called", "A neighbour", "--context", "nobody was", "--origin", "City of Lune")
    assert codes(claims) == {("FC403", 2)}
    claims.ok("evidence", "add", "2", "--called", "Ada Lune", "--context", "she says nobody was")
    assert codes(claims) == set()


def test_a_secret_is_not_told_in_prose(claims, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "names.json"))
    claims.ok("source", "add", "HERON", "--confidential", stdin="Jo Marsh\n")
    claims.ok(
        "evidence", "add", "2", "--called", "HERON", "--context", "Jo Marsh showed the letter", "--origin", "HERON"
    )
    (found,) = [each for each in points(claims) if each["code"] == "FC404"]
    assert (found["item"], found["message"]) == ("2.1", "the finding of 2.1 names s3, who is confidential")
    claims.ok("claim", "edit", "3", "--by", "HERON", "--wording", "By Heron's account the bridge was built in 1911.")
    said = {each["message"] for each in points(claims) if each["claim"] == 3}
    assert said == {"the wording names s3, who is confidential", "s3 is confidential and speaks here on the record"}
    assert "Jo Marsh" not in claims.ok("lint", "--fail-on", "never")


# The command itself.


def test_people_read_a_line_for_each_point_with_the_way_out(claims):
    add_evidence(claims, 3, stance="--against")
    settle(claims, 3, "refuted")
    result = claims.run("lint")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "a1",
        "  p3   “2.5 million”",
        "         warning FC201 number-uncovered: no claim covers the number 2.5 million -> factcheck mark 1",
        "  p3   3: The bridge was built in 1911.",
        "         error FC205 flat-assertion: the article states flatly what the desk holds refuted, and no query is open -> factcheck query 3 --change '…' --because '…'",
        "2 points (1 error, 1 warning, 0 notes) on 3 claims in 1 article",
    ]


@pytest.mark.parametrize(
    ("policy", "fail_on", "code"),
    [(None, "error", 0), (None, "warning", 1), (None, "note", 1), (None, "never", 0), ("error", "error", 1), ("note", "warning", 0), ("off", "note", 0)],
)  # fmt: skip
def test_the_exit_code_is_one_from_a_severity_on(claims, policy, fail_on, code):
    if policy:
        claims.ok("policy", "set", "lint.FC201", policy, "--because", "a house rule")
    assert claims.run("lint", "--fail-on", fail_on).exit_code == code


def test_a_policy_for_no_rule_is_said(claims):
    claims.ok("policy", "set", "lint.FC999", "off", "--because", "a slip")
    assert "lint.FC999" in claims.run("lint").stderr


def test_only_the_articles_named_are_looked_at(claims):
    (claims.folder / "other.txt").write_text("The dam has 12 gates.", encoding="utf-8")
    claims.ok("article", "add", "other.txt")
    assert {each["quote"] for each in points(claims)} == {"2.5 million", "12"}
    assert {each["quote"] for each in points(claims, "a2")} == {"12"}
    assert {each["quote"] for each in points(claims, "1", "2")} == {"2.5 million", "12"}
    assert "no article 7" in refused(claims, 4, "lint", "a7")


def test_what_is_dropped_is_no_matter(claims):
    add_evidence(claims, 3, stance="--against")
    settle(claims, 3, "refuted")
    claims.ok("claim", "drop", "3")
    assert codes(claims) == {("FC201", None)} - UNCOVERED


def test_who_checks_blind_learns_nothing_of_the_status(claims):
    add_evidence(claims, 3, stance="--against")
    settle(claims, 3, "refuted")
    assert sorted(each["code"] for each in points(claims)) == ["FC201", "FC205"]
    claims.ok("review", "a1", "--blind", person="BEN")
    seen = json.loads(claims.ok("lint", "--json", person="BEN"))["data"]["points"]
    assert [each["code"] for each in seen] == ["FC201"]


@pytest.mark.one_engine("sqlite")
def test_rules_are_listed_and_explained_without_a_desk(no_desk):
    listed = no_desk.ok("lint", "--rules").splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in list_rules()]
    for name in ("FC203", "fc203", "name-uncovered"):
        told = no_desk.ok("lint", "--explain", name)
        assert told.startswith("FC203 name-uncovered (note)\n")
        assert "not so: " in told
        assert "but so: " in told
    assert "--rules lists them" in refused(no_desk, 4, "lint", "--explain", "FC999")
    assert "look at no desk" in refused(no_desk, 2, "lint", "a1", "--rules")
    assert "one of: note" in refused(no_desk, 3, "lint", "--fail-on", "fatal")


@pytest.mark.one_engine("sqlite")
def test_sarif_is_written_beside_and_never_over_another_programs(claims):
    (claims.folder / "theirs.sarif").write_text('{"runs": []}')
    assert "was not written by factcheck" in refused(claims, 5, "lint", "--sarif", "theirs.sarif")
    for _ in range(2):
        claims.ok("lint", "--sarif", "points.sarif")
    log = json.loads((claims.folder / "points.sarif").read_text(encoding="utf-8"))
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "flood.txt"
    claims.ok("lint", "--sarif", "theirs.sarif", "--force")
    assert "cannot write" in refused(claims, 9, "lint", "--sarif", "nowhere/points.sarif")


def test_figures_of_two_days_are_no_difference(desk):
    text = "On Tuesday the march in Lund drew %s people to the river.\n"
    for number, (count, day) in enumerate((("500", "2025-01-28"), ("450", "2025-02-04")), start=1):
        (desk.folder / f"{number}.txt").write_text(text % count, encoding="utf-8")
        desk.ok("article", "add", f"{number}.txt")
        if number == 2:
            assert "FC306" in {each["code"] for each in points(desk)}
        desk.ok("article", "edit", str(number), "--published", day)
    assert "FC306" not in {each["code"] for each in points(desk)}
    assert desk.json("figures", "2", "--differing")["data"]["figures"] == []


def test_a_figure_given_in_two_ways_is_seen_until_the_writer_is_asked(desk):
    text = "Lune will build 500 new homes by the river.\n\nUnder the plan, 450 new homes would rise by the river in Lune.\n"
    (desk.folder / "plan.txt").write_text(text, encoding="utf-8")
    desk.ok("article", "add", "plan.txt")
    (point,) = [each for each in points(desk) if each["code"] == "FC306"]
    assert (point["quote"], point["paragraph"], point["severity"]) == ("450", 2, "warning")
    assert point["message"] == "\u201c450\u201d here is \u201c500\u201d in a1 p1: 50 homes below what is given there"
    desk.ok("claim", "add", "Lune will build 450 homes.", "--quote", "450 new homes would rise")
    desk.ok("query", "1", "--change", "500 new homes would rise", "--because", "the plan says 500")
    assert "FC306" not in {each["code"] for each in points(desk)}
