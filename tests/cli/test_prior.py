"""Prior checks: a file is one set, shown, dropped, restored, proved, redacted, and carried by an export of the desk."""

import json

import pytest
from desks import refused
from sqlalchemy import delete, update

from factcheck.db.session import writing
from factcheck.models import PriorCheck

CHECKS = [
    {"claim": "The bridge of Lune is of 1911", "title": "How old?", "publisher": "Lune Facts", "rating": "True",
     "date": "2024-05", "url": "https://example.org/bridge"},
    {"claim": "A whale swam up the Lune", "publisher": "Lune Facts", "rating": "False", "date": "long ago"},
]  # fmt: skip


def write(desk, *checks, name="checks.jsonl"):
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in checks)
    (desk.folder / name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture
def desk_with_checks(desk):
    desk.ok("prior", "add", write(desk, *CHECKS))
    return desk


def test_a_file_becomes_a_set_and_says_what_it_left(desk):
    printed = desk.ok("prior", "add", write(desk, CHECKS[0], "{", CHECKS[1], '{"title": "none"}'))
    assert printed.splitlines() == [
        "set 1: took in 2 prior checks of checks.jsonl",
        "1 date left out that could not be read",
        "2 skipped:",
        "  line 2: not JSON at column 2: expecting property name enclosed in double quotes",
        "  line 4: it has neither “claim” nor “claimReviewed”",
        "next: factcheck match 'WORDS'",
    ]
    (listed,) = desk.json("prior", "list")["data"]
    assert (listed["number"], listed["name"], listed["count"]) == (1, "checks.jsonl", 2)


def test_it_is_one_event_whatever_it_holds(desk):
    before = desk.proof().events
    desk.ok("prior", "add", write(desk, *({"claim": f"Claim {number}"} for number in range(700))))
    assert desk.proof().events == before + 2  # the set, and the person who joined with it
    assert "entered: checks.jsonl" in desk.ok("log")


def test_one_check_is_shown_whole(desk_with_checks):
    shown = desk_with_checks.ok("prior", "show", "1.1")
    assert shown.splitlines()[0] == "1.1  The bridge of Lune is of 1911"
    assert "  rating: True" in shown
    assert desk_with_checks.json("prior", "show", "1.2")["data"]["date"] is None


def test_what_the_desk_has_is_not_taken_twice(desk_with_checks):
    desk = desk_with_checks
    said = refused(desk, 5, "prior", "add", "checks.jsonl")
    assert "all 2 prior checks are on the desk already: set 1" in said
    newer = write(desk, *CHECKS, {"claim": "It hailed"}, name="newer.jsonl")
    taken = desk.json("prior", "add", newer)["data"]
    assert (taken["number"], taken["count"], taken["known"]) == (2, 1, 2)
    assert desk.json("prior", "show", "2.1")["data"]["claim"] == "It hailed"


def test_a_set_is_dropped_restored_and_undone(desk_with_checks):
    desk = desk_with_checks
    desk.ok("prior", "drop", "1", "--because", "old")
    assert desk.json("prior", "list")["data"] == []
    assert [each["number"] for each in desk.json("prior", "list", "--dropped")["data"]] == [1]
    refused(desk, 5, "prior", "drop", "1")
    assert desk.json("match", "A whale swam up the Lune")["data"]["matches"] == []
    desk.ok("prior", "restore", "1")
    refused(desk, 5, "prior", "restore", "1")
    assert desk.json("match", "A whale swam up the Lune")["data"]["matches"]
    desk.ok("undo")
    assert desk.json("prior", "list")["data"] == []
    desk.ok("prior", "add", "checks.jsonl")  # what was dropped may come again
    assert [each["number"] for each in desk.json("prior", "list")["data"]] == [2]
    desk.ok("undo")
    assert desk.json("prior", "list")["data"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("prior", "show", "1.3"), 4), (("prior", "show", "2.1"), 4), (("prior", "show", "x"), 3), (("prior", "drop", "9"), 4),
     (("prior", "drop", "x"), 3), (("prior", "add", "none.jsonl"), 9)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_not_there_is_said(desk_with_checks, arguments, code):
    refused(desk_with_checks, code, *arguments)


@pytest.mark.parametrize(
    "change",
    [update(PriorCheck).where(PriorCheck.position == 2).values(rating="True"), delete(PriorCheck).where(PriorCheck.position == 2),
     update(PriorCheck).where(PriorCheck.position == 2).values(redacted=True),
     update(PriorCheck).where(PriorCheck.position == 2).values(position=3)],
    ids=["altered", "deleted", "marked", "moved"],
)  # fmt: skip
def test_a_silent_edit_is_found(desk_with_checks, change):
    with writing(desk_with_checks.place) as session:
        session.execute(change)
    assert any("prior" in fault for fault in desk_with_checks.proof().faults)


def test_a_redaction_blanks_the_checks_that_hold_the_value(desk_with_checks):
    desk = desk_with_checks
    desk.ok("redact", "-", "--because", "a name", stdin="A whale swam")
    shown = desk.json("prior", "show", "1.2")["data"]
    assert (shown["claim"], shown["publisher"], shown["redacted"]) == ("", None, True)
    assert desk.json("prior", "show", "1.1")["data"]["claim"]
    matches = desk.json("match", "A whale swam up the Lune")["data"]["matches"]
    assert "1.2" not in [each["prior"]["ref"] for each in matches]


def test_a_redaction_tells_capitals_from_small_letters(desk_with_checks):
    desk = desk_with_checks
    refused(desk, 5, "redact", "-", "--because", "a name", stdin="a WHALE swam")
    assert desk.json("prior", "show", "1.2")["data"]["redacted"] is False


def test_what_is_redacted_or_dropped_is_not_counted_as_compared(desk_with_checks):
    desk = desk_with_checks
    assert desk.json("match", "Penguins")["data"]["prior_checks"] == 2
    desk.ok("redact", "-", "--because", "a name", stdin="A whale swam")
    assert desk.json("match", "Penguins")["data"]["prior_checks"] == 1
    desk.ok("prior", "drop", "1")
    assert desk.json("match", "Penguins")["data"]["prior_checks"] == 0


def test_a_set_whose_checks_another_has_by_now_is_not_restored(desk_with_checks):
    desk = desk_with_checks
    desk.ok("prior", "drop", "1")
    desk.ok("prior", "add", write(desk, CHECKS[0], name="newer.jsonl"))
    assert "1 of the 2 checks of set 1 are in use already: set 2" in refused(desk, 5, "prior", "restore", "1")
    desk.ok("prior", "drop", "2")
    desk.ok("prior", "restore", "1")


def test_a_set_is_no_prior_check(desk_with_checks):
    assert "“1” is no prior check" in refused(desk_with_checks, 3, "prior", "show", "1")


def test_an_altered_line_of_a_whole_desk_is_refused_by_its_field(desk_with_checks):
    desk = desk_with_checks
    desk.ok("export", "--desk", "-o", "whole.json")
    whole = (desk.folder / "whole.json").read_text().splitlines()
    (at, line) = next((at, json.loads(line)) for at, line in enumerate(whole) if '"prior":' in line)
    changes = {
        "title": ["a"], "claim": None, "position": True, "digest": 5, "redacted": "no", "publisher": "\ud800",
        "rating": "a\x00", "date": {},
    }  # fmt: skip
    for count, (name, value) in enumerate(changes.items()):
        altered = [*whole[:at], json.dumps(line | {"check": line["check"] | {name: value}}), *whole[at + 1 :]]
        (desk.folder / "altered.json").write_text("\n".join(altered) + "\n")
        said = refused(desk, 3, "db", "restore", "altered.json", f"false{count}.db")
        assert f"a line is no prior check: its “{name}”" in said
    (desk.folder / "altered.json").write_text("\n".join([*whole, whole[at]]) + "\n")
    assert "two prior checks at place" in refused(desk, 3, "db", "restore", "altered.json", "twice.db")


def test_a_whole_desk_carries_them(desk_with_checks):
    desk = desk_with_checks
    desk.ok("export", "--desk", "-o", "whole.json")
    assert any('"prior":' in line for line in (desk.folder / "whole.json").read_text().splitlines())
    lines = (desk.folder / "whole.json").read_text().replace("A whale swam", "A shark swam")
    (desk.folder / "altered.json").write_text(lines)
    desk.ok("db", "restore", "whole.json", "again.db")
    again = json.loads(desk.ok("prior", "show", "1.2", "--json", "--db", "again.db"))["data"]
    assert again == desk.json("prior", "show", "1.2")["data"]
    said = refused(desk, 8, "db", "restore", "altered.json", "false.db")
    assert "prior check 1.2: it was altered" in said
