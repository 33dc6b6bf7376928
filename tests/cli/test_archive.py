"""A whole desk goes out as lines and comes back byte for byte, on either engine and from one to the other."""

import json
import os
import shlex
from itertools import count

import pytest
from desks import add_evidence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.places import SERVER_VARIABLE
from support.running import Desk

#: What people do, a command each; a script is some of them in any order.
STEPS = [
    shlex.split(line)
    for line in (
        "claim edit 1 --wording 'It rose.' --by 'Radio Lune' --new-source",
        "claim split 1 'The river rose in May.' 'It rose by 18 %.'",
        "claim merge 1 2 --because 'one sentence'",
        "claim relate 2 contradicts 3",
        "claim figure 1 --claimed '18 %' --found '16.9-17.0 %'",
        "claim drop 3",
        "evidence add 1-2 https://example.org/new --against 'not so' --origin Harbour --new-source",
        "evidence drop 1.1",
        "status 1 in-review --waiting reply --until 2026-12-03",
        "query 2 --change 'was hurt'",
        "note 1 'says “ünïcode” \\ and \u2028 more'",
        "source edit 'Ada Lune' --name 'A. Lune' --alias 'The Mayor'",
        "source merge s1 s2",
        "article edit 1 --title 'The flood'",
        "article drop a1",
        "redact 1.wording --because 'a promise'",
        "redact 1.note1.text --because 'a promise'",
        "redact s1.name --because 'a promise'",
        "redact a1.text --because 'a promise'",
        "undo",
    )
]
QUIET = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]
_NUMBERS = count()


def _exported(desk):
    path = desk.folder / f"desk{next(_NUMBERS)}.jsonl"
    desk.ok("export", "--desk", "--include-confidential", "-o", path)
    return path


def _comes_back(desk, places, folder):
    """What a desk's lines make of an empty place gives the same lines, and the same answers."""
    lines = _exported(desk)
    folder.mkdir()
    with places.nothing(folder) as place:
        again = Desk(place, desk.folder)
        again.ok("db", "restore", lines, again.address)
        assert _exported(again).read_bytes() == lines.read_bytes()
        assert again.proof() == desk.proof()
        for command in (
            ["claim", "list"],
            ["claim", "list", "--dropped"],
            ["source", "list"],
            ["undo", "--list"],
            ["status"],
        ):
            assert again.json(*command) == desk.json(*command), command
        again.ok("source", "add", "Whoever comes after")
        again.ok("undo")


@pytest.fixture
def fresh(engine_name, places_of, clock, tmp_path):
    """A maker of desks with the story's claims, as many as a property has examples."""

    def make(folder):
        folder.mkdir()
        return places_of(engine_name).copy("claims", folder)

    return make


def _follow(desk, script):
    """Do what can be done of a script; what is refused leaves no trace."""
    done = [step[:2] for step in script if desk.run(*step).exit_code == 0]
    assert desk.proof().faults == []
    return done


@pytest.mark.deep
@settings(max_examples=3, deadline=None, suppress_health_check=QUIET)
@given(script=st.lists(st.sampled_from(STEPS), min_size=1, max_size=5))
def test_any_desk_comes_back_byte_for_byte(fresh, places_of, engine_name, tmp_path, script):
    folder = tmp_path / str(next(_NUMBERS))
    with fresh(folder) as place:
        desk = Desk(place, folder)
        add_evidence(desk)
        _follow(desk, script)
        _comes_back(desk, places_of(engine_name), folder / "back")


@pytest.mark.deep
def test_a_desk_where_all_of_it_was_done_comes_back(claims, places_of, engine_name, tmp_path):
    add_evidence(claims)
    script = [step for step in STEPS if step[0] != "redact" or step[1] == "1.note1.text"]
    done = _follow(claims, [step for step in script if step[:2] != ["article", "drop"]])
    assert ["claim", "merge"] in done
    assert ["source", "merge"] in done
    assert ["redact", "1.note1.text"] in done
    _comes_back(claims, places_of(engine_name), tmp_path / "back")


@pytest.mark.deep
def test_a_desk_moves_to_the_other_engine(claims, places_of, engine_name, tmp_path):
    """From a file to a server and the other way; where there is no server, to a second file."""
    other = "postgresql" if engine_name == "sqlite" and SERVER_VARIABLE in os.environ else "sqlite"
    add_evidence(claims)
    _follow(claims, STEPS[:6])
    _comes_back(claims, places_of(other), tmp_path / "other")


def test_what_is_in_the_lines_is_what_the_desk_says(claims):
    add_evidence(claims)
    lines = [json.loads(line) for line in _exported(claims).read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {"desk": lines[1]["event"]["desk"], "name": "Test desk", "schema": "factcheck/desk/1"}
    events = [line["event"] for line in lines if "event" in line]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["hash"] == claims.proof().head
    assert all(event["body"] for event in events)
