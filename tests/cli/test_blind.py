"""Until a blind check is in, no command shows its person what the desk holds of the claim; nobody else is kept from it."""

import subprocess
import sys

import pytest
from desks import add_evidence, refused
from support.processes import environment_of

from factcheck.cli import editing
from factcheck.config import Settings

pytestmark = pytest.mark.deep

#: Words that stand in what the desk holds of claim 1, and nowhere else on the desk.
SECRETS = {
    "reason": "Reasonword", "finding": "Findingword", "query": "Queryword", "note": "Noteword", "figure": "777", "check": "Checkword",
}  # fmt: skip
#: What each reading command is run with; the rest write, or have nothing to do with claims.
READS = {
    "article list": [], "article show": [], "article text": [], "claim list": [], "claim list --plain": [], "claim show": ["1-3"],
    "claim list --search": ["Reasonword"], "evidence list": ["1"], "evidence show": ["1.1"], "status": [], "status 1": [], "next": ["--all"],
    "find": ["Findingword"], "query list": [], "source show": ["Water Office"], "source list": [], "document list": [],
    "document show": ["d1"], "history": ["1"], "log": ["--limit", "500"], "undo --list": [], "mark 1 --print": [], "review": ["1"],
    "review --agreement": [], "policy show": [], "person list": [],
}  # fmt: skip


@pytest.fixture
def asked(claims):
    """Claim 1 refuted, with every kind of thing said of it, and BO to check it blind; on a server all share a login."""
    claims.ok("policy", "set", "logins", "free", "--because", "one login for all")
    claims.ok(
        "evidence", "add", "1", "https://example.org/gauge", "--against", "Findingword", "--origin", "Water Office",
        "--publisher", "Water Office", "--new-source",
    )  # fmt: skip
    claims.ok("status", "1", "refuted", "--because", "Reasonword")
    claims.ok("query", "1", "--change", "Queryword")
    claims.ok("note", "1", "Noteword")
    claims.ok("claim", "figure", "1", "--claimed", "18 %", "--found", "777 %")
    claims.ok("status", "1", "refuted", "--because", "Reasonword")
    claims.ok("signoff", "1", person="CY")
    claims.ok("review", "1", "--differ", "confirmed", "--because", "Checkword", person="DEE")
    claims.ok("review", "a1", "--blind", person="BO")
    return claims


def _run(desk, command, arguments, person, *more):
    return desk.run(*command.split(), *arguments, *more, person=person)


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_it_is_shown_to_who_checks_and_all_of_it_to_others(asked, form):
    for command, arguments in READS.items():
        more = ["--json"] if form == "json" and "--plain" not in command else []
        result = _run(asked, command, arguments, "BO", *more)
        assert result.exit_code == 0, f"{command}: {result.stderr}"
        shown = result.stdout.replace('"query": "Findingword"', "")  # what BO typed
        told = [secret for secret in (*SECRETS.values(), "efuted", "REFUTED") if secret in shown]
        assert told == [], f"{command}: {shown}"
        assert "CY" not in shown or command in {"log", "history", "person list", "undo --list"}, command
        if command != "mark 1 --print":  # it has nothing to hide
            assert "hidden until your own checks are in: what the desk holds of 1 claim" in result.stderr, command


@pytest.mark.parametrize(
    ("command", "arguments", "words"),
    [
        ("claim show", ["1"], ["REFUTED", "Reasonword", "777 %", "Noteword", "Queryword", "Checkword", "Findingword"]),
        ("claim list", [], ["REFUTED"]),
        ("history", ["1"], ["refuted", "Reasonword", "Findingword"]),
        ("log", [], ["Queryword"]),
        ("evidence list", ["1"], ["AGAINST", "Findingword"]),
        ("find", ["Reasonword"], ["REFUTED"]),
        ("next", ["--all"], ["Queryword"]),
    ],
)
def test_everybody_else_sees_it(asked, command, arguments, words):
    shown = asked.ok(*command.split(), *arguments, person="ANA")
    assert [word for word in words if word not in shown] == []


def test_it_says_hidden_in_place_of_status_and_stance(asked):
    shown = asked.ok("claim", "show", "1", person="BO")
    assert shown.startswith("1 HIDDEN · high · statistic")
    assert "1 item of evidence; what they show is hidden" in shown
    assert "1.1 HIDDEN · Water Office" in shown
    assert "TEXT" in shown
    row = asked.json("claim", "list", person="BO")["data"][0]
    assert (row["blind"], row["status"], row["second_check"], row["refutes"]) == (True, "unverified", None, 0)
    assert "1  hidden" in " ".join(asked.ok("claim", "list", person="BO").split("\n")[1:2])
    assert asked.ok("claim", "list", "--plain", person="BO").splitlines()[0].split("\t")[1:6] == [
        "hidden",
        "high",
        "",
        "",
        "",
    ]
    standing = asked.json("status", person="BO")["data"][0]
    assert (standing["hidden"], standing["second_checked"]) == ([1], 0)
    assert "hidden until you have checked them 1" in asked.ok("status", person="BO")


def test_it_comes_first_of_what_is_to_do(asked):
    task = asked.json("next", person="BO")["data"][0]
    assert (task["need"], task["claim"]) == ("check", 1)
    assert task["command"].startswith("factcheck review 1 --check")
    assert [each["claim"] for each in asked.json("next", "--all", person="BO")["data"]].count(1) == 1


def test_searching_finds_the_claim_by_its_words_and_not_by_what_is_hidden(asked):
    def found(words, person):
        return [each["number"] for each in asked.json("find", words, person=person)["data"]["claims"]]

    assert found("river rose", "BO") == [1]
    assert found("water", "BO") == [1]
    assert (found("Findingword", "BO"), found("Findingword", "ANA")) == ([], [1])
    assert (found("bridge", "BO"), found("nobody hurt", "BO")) == ([3], [2])
    assert asked.json("claim", "list", "--search", "Noteword", person="BO")["data"] == []
    assert len(asked.json("claim", "list", "--search", "Noteword", person="ANA")["data"]) == 1


def test_filters_find_nothing_out(asked):
    assert asked.json("claim", "list", "--status", "refuted", person="BO")["data"] == []
    assert [row["number"] for row in asked.json("claim", "list", "--status", "unverified", person="BO")["data"]] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(
    "command", [["report"], ["export"], ["export", "-o", "set.json"], ["report", "--for", "public"]]
)
def test_what_leaves_the_desk_is_refused(asked, command):
    said = refused(asked, 5, *command, person="BO")
    assert "what the desk holds of 1 claim is hidden from BO" in said
    assert list(asked.folder.glob("report*")) == []


WRITES = {
    "status": ["status", "1", "confirmed", "--because", "x"], "claim edit": ["claim", "edit", "1", "--kind", "event"],
    "evidence edit": ["evidence", "edit", "1.1", "--for", "x"], "evidence drop": ["evidence", "drop", "1.1"],
    "evidence add": ["evidence", "add", "1", "https://example.org/b", "--for", "x"], "query": ["query", "1", "--change", "x"],
    "query outcome": ["query", "1", "--outcome", "stet"], "claim drop": ["claim", "drop", "1"], "signoff": ["signoff", "1"],
    "claim merge": ["claim", "merge", "2", "1"], "tag": ["claim", "tag", "1", "x"], "split": ["claim", "split", "1", "A.", "B."],
}  # fmt: skip


@pytest.mark.parametrize("what", WRITES)
def test_the_claim_is_closed_to_changes_whose_refusals_would_tell(asked, what):
    said = refused(asked, 5, *WRITES[what], person="BO")
    assert "claim 1 is closed to you until your own blind check of it is in" in said
    assert "factcheck review 1 --check" in said


def test_a_change_that_comes_by_another_way_is_refused_too(asked):
    asked.ok("claim", "edit", "1", "--priority", "low", person="ANA")
    assert "claim 1 is closed to you" in refused(asked, 5, "undo", person="BO")
    asked.ok("source", "add", "Radio", person="BO")
    assert "claim 1 is closed" in refused(asked, 5, "source", "merge", "Radio", "City of Lune", person="BO")


def test_what_has_nothing_to_do_with_it_goes_on(asked):
    asked.ok("note", "1", "Mynote", person="BO")
    assert "Mynote" in asked.ok("claim", "show", "1", person="BO")
    add_evidence(asked, 2)
    asked.ok("status", "2", "confirmed", "--because", "seen", person="BO")
    assert "CONFIRMED" in asked.ok("claim", "show", "2", person="BO")


def test_with_the_check_in_everything_is_there_again(asked):
    said = asked.ok("review", "1", "--check", "mixed", "--because", "Half of it", person="BO")
    assert said == "1: you hold it mixed, the desk refuted; the status stays as it is\n"
    shown = asked.ok("claim", "show", "1", person="BO")
    assert "REFUTED" in shown
    assert "BO holds it MIXED (blind): Half of it" in shown
    assert asked.run("claim", "list", person="BO").stderr == ""
    assert asked.json("claim", "show", "1")["data"][0]["status"] == "refuted"
    asked.ok("export", "-o", "set.json", person="BO")


def test_undo_of_being_asked_ends_it_and_stopping_does_too(asked):
    asked.ok("undo", person="BO")
    assert "REFUTED" in asked.ok("claim", "show", "1", person="BO")
    asked.ok("review", "a1", "--blind", person="BO")
    assert "HIDDEN" in asked.ok("claim", "show", "1", person="BO")
    assert "given up: 1 claim: 1" in asked.ok("review", "a1", "--stop", person="BO")
    assert "REFUTED" in asked.ok("claim", "show", "1", person="BO")
    assert "check removed: BO" in asked.ok("history", "1")


def test_the_text_in_an_editor_is_no_way_round(asked):
    for person, reason in (("BO", ""), ("ANA", "Reasonword")):
        assert editing._text_now("status", Settings(asked.address, person), {"claims": "1"}) == reason


@pytest.mark.one_engine("sqlite")
def test_completion_tells_nothing(asked):
    def complete(person, *typed):
        command = [sys.executable, "-m", "factcheck.db.completing", str(len(typed)), "factcheck", *typed]
        environment = environment_of(asked.address, person)
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    for typed, secret in ((("claim", "show", "1"), "efuted"), (("evidence", "show", "1."), "Findingword")):
        assert secret in complete("ANA", *typed)
        assert secret not in complete("BO", *typed)
        assert typed[-1] in complete("BO", *typed)
    assert "Findingword" not in complete("ANA", "evidence", "edit", "--as", "BO", "1.")


@pytest.mark.one_engine("sqlite")
def test_a_whole_article_is_hidden_and_given_back_claim_by_claim(example_desk):
    example_desk.ok("policy", "set", "logins", "free", "--because", "x")
    listed = example_desk.json("claim", "list", person="ANA")["data"]
    settled = [row["number"] for row in listed if row["status"] not in ("unverified", "in-review")]
    assert example_desk.json("review", "1", "--blind", person="BO")["data"] == settled
    hidden = example_desk.json("claim", "list", person="BO")["data"]
    assert [row["number"] for row in hidden if row["blind"]] == settled
    assert {row["status"] for row in hidden} == {"unverified", "in-review"}
    example_desk.ok("review", str(settled[0]), "--check", "confirmed", "--because", "seen", person="BO")
    assert sum(row["blind"] for row in example_desk.json("claim", "list", person="BO")["data"]) == len(settled) - 1
