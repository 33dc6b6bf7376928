"""What every command does alike: help with an example, JSON, usage errors, and a name beside each change."""

import importlib
import json
import re

import pytest
from desks import add_evidence, refused
from typer.main import get_command

from factcheck.cli.table import COMMANDS


def _walk():
    """The path of every command that does something: ``("claim", "add")``, ``("status",)``."""
    for entry in COMMANDS:
        command = get_command(importlib.import_module(entry.module).app)
        if hasattr(command, "commands"):
            yield from ((entry.word, word) for word in command.commands)
        else:
            yield (entry.word,)


PATHS = sorted(_walk())


def _named(path):
    return " ".join(path)


@pytest.mark.parametrize("path", PATHS, ids=_named)
@pytest.mark.one_engine("sqlite")
def test_help_shows_an_example_that_begins_like_the_command(no_desk, path):
    text = no_desk.ok(*path, "-h")
    assert text.startswith("Usage: factcheck " + _named(path))
    example = text.partition("Example:\n")[2].splitlines()[0].strip()
    first = "factcheck query" if path == ("query", "ask") else "factcheck " + _named(path)
    assert example.startswith(first)
    assert "--json" in text
    assert no_desk.ok(*path, "--help") == text


@pytest.mark.parametrize("path", PATHS, ids=_named)
@pytest.mark.one_engine("sqlite")
def test_an_unknown_option_is_a_usage_error(no_desk, path):
    result = no_desk.run(*path, "--nonsense")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--nonsense" in result.stderr


#: A run of each command that succeeds on the three claims with evidence on 1, in an order in which each can.
RUNS = {
    ("article", "list"): [], ("article", "show"): [], ("article", "text"): [], ("article", "edit"): ["1", "--title", "Flood"],
    ("article", "add"): ["other.txt"], ("claim", "list"): [], ("claim", "show"): ["1-3"],
    ("claim", "add"): ["It rose again.", "--article", "1", "--quote", "rose again"], ("claim", "edit"): ["1", "--priority", "low"],
    ("claim", "tag"): ["1", "may"], ("claim", "figure"): ["1", "--claimed", "18 %", "--found", "17 %"],
    ("claim", "drop"): ["3"], ("claim", "restore"): ["3"],
    ("evidence", "add"): ["1", "https://example.org/b", "--against", "no"], ("evidence", "list"): ["1"],
    ("evidence", "show"): ["1.1"], ("evidence", "edit"): ["1.2", "--locator", "page 2"], ("evidence", "drop"): ["1.2"],
    ("evidence", "restore"): ["1.2"], ("status",): ["1", "mixed", "--because", "one for, one against"],
    ("query", "ask"): ["1", "--change", "rose by 17 %"], ("query", "list"): [], ("note",): ["1", "ask"],
    ("source", "add"): ["Radio"], ("source", "list"): [], ("source", "show"): ["Radio"],
    ("source", "edit"): ["Radio", "--kind", "publication"], ("document", "add"): ["https://example.org/c"],
    ("document", "list"): [], ("document", "show"): ["d1"], ("document", "edit"): ["d1", "--title", "Gauge"],
    ("evidence", "why"): ["1"], ("lint",): ["--fail-on", "never"], ("document", "retract"): ["d1", "--because", "broken"],
    ("report",): [], ("history",): ["1"], ("log",): [], ("export",): [], ("import",): ["set.json"],
    ("db", "current"): [], ("db", "check"): [], ("db", "verify"): [], ("db", "reindex"): [], ("db", "upgrade"): [],
}  # fmt: skip
READS = {
    ("article", "list"), ("article", "show"), ("article", "text"), ("claim", "list"), ("claim", "show"), ("evidence", "list"),
    ("evidence", "show"), ("query", "list"), ("source", "list"), ("source", "show"), ("document", "list"), ("document", "show"),
    ("evidence", "why"), ("lint",),
    ("report",), ("history",), ("log",), ("export",), ("db", "current"), ("db", "check"), ("db", "verify"), ("db", "upgrade"),
}  # fmt: skip


@pytest.mark.deep
def test_every_command_prints_one_json_object_on_demand(claims):
    add_evidence(claims)
    (claims.folder / "other.txt").write_text("Another story.")
    (claims.folder / "set.json").write_text('{"schema": "factcheck/claim-set/1"}')
    for path, arguments in RUNS.items():
        events = claims.proof().events
        printed = claims.json(*path, *arguments)
        assert re.fullmatch(r"factcheck/[a-z-]+/1", printed["schema"]), path
        assert printed["data"] is not None, path
        if path in READS:
            assert claims.proof().events == events, path
    assert claims.json("status")["schema"] == "factcheck/standing/1"
    assert claims.json("status", "1")["schema"] == "factcheck/claims/1"


def test_a_change_says_which_desk_and_who(claims):
    result = claims.run("note", "1", "x")
    assert result.stderr == f"desk {claims.place} · as ANA\n"
    result = claims.run("note", "1", "y", "--as", "  BEN   B. ")
    assert result.stderr == f"desk {claims.place} · as BEN B. (BEN B. joins the desk)\n"
    assert claims.run("note", "1", "z", person="BEN B.").stderr == f"desk {claims.place} · as BEN B.\n"
    assert claims.run("claim", "list").stderr == ""


@pytest.mark.parametrize("path", [path for path in RUNS if path not in READS and path != ("db", "reindex")], ids=_named)
@pytest.mark.one_engine("sqlite")
def test_nobody_changes_anything_without_a_name(claims, path):
    error = refused(claims, 2, *path, *RUNS[path], person=None)
    for way in ("--as", "FACTCHECK_PERSON", "factcheck.toml"):
        assert way in error


@pytest.mark.one_engine("sqlite")
def test_a_configuration_file_names_the_desk_and_the_person(claims, monkeypatch):
    (claims.folder / "factcheck.toml").write_text('person = "CLEO"\ndb = "elsewhere.db"\n')
    assert "as CLEO (CLEO joins" in claims.run("note", "1", "x", person=None).stderr
    assert "as ANA" in claims.run("note", "1", "x").stderr
    (claims.folder / "factcheck.toml").write_text("person = 7")
    assert "factcheck.toml" in refused(claims, 3, "note", "1", "x", person=None)
    (claims.folder / "factcheck.toml").write_text("person = ")
    assert "is not TOML" in refused(claims, 3, "note", "1", "x", person=None)


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ["claim", "edit", "1"]),
        (3, ["claim", "edit", "1", "--kind", "rumour"]),
        (4, ["claim", "show", "99"]),
        (5, ["status", "1", "confirmed", "--because", "x"]),
        (9, ["note", "1", "@missing.txt"]),
    ],
)
def test_a_failure_is_one_json_object_on_stderr_on_demand(claims, code, arguments):
    printed = json.loads(refused(claims, code, *arguments, "--json"))
    assert printed.keys() == {"schema", "error"}
    assert printed["schema"] == "factcheck/error/1"
    assert printed["error"]["code"] == code
    assert printed["error"]["message"]
    assert printed["error"]["hint"]


@pytest.mark.one_engine("sqlite")
def test_a_word_that_is_no_command_gets_its_neighbour(no_desk):
    result = no_desk.run("clam", "list")
    assert result.exit_code == 2
    assert "Did you mean 'claim'?" in result.stderr
