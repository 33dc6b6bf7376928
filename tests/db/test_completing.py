import re
import subprocess
import sys
from enum import StrEnum
from importlib import import_module

import pytest
from support.processes import environment_of
from typer.main import get_command

from factcheck.cli.completion import command_table
from factcheck.cli.lint import FailOn
from factcheck.cli.table import COMMANDS as COMMANDS_OF_THE_PROGRAM
from factcheck.core import words
from factcheck.core.policies import POLICIES
from factcheck.db import completing
from factcheck.db.completing import TABLE, candidates, read_table
from factcheck.report.audience import Audience
from factcheck.report.language import LANGUAGES
from factcheck.services.lint.running import list_rules

COMMANDS = read_table(TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def example(example_place, monkeypatch, tmp_path):
    """The worked example as the desk that is found."""
    monkeypatch.setenv("FACTCHECK_DB", str(example_place.path or example_place.url))
    monkeypatch.chdir(tmp_path)
    return example_place


def _words(*typed):
    """The candidates for the last word typed, without their remarks."""
    mode, found = candidates(typed, COMMANDS)
    assert mode == "words"
    return [value for value, _ in found]


def test_the_table_is_that_of_the_commands():
    assert TABLE.read_text(encoding="utf-8") == command_table(), "stale: make docs"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["cl"], ["claim"]),
        (["claim", "l"], ["list"]),
        (["claim", "list", "--sta"], ["--status"]),
        (["claim", "list", "--status", "mi"], ["mixed"]),
        (["claim", "list", "--status", "mixed,ref"], ["mixed,refuted"]),
        (["claim", "list", "--status=mi"], ["--status=mixed"]),
        (["claim", "list", "--status", "=", "mi"], ["mixed"]),
        (["claim", "list", "--status", "="], None),
        (["claim", "list", "--status", "o"], ["open"]),
        (["claim", "list", "--wide", "--wi"], []),
        (["status", "40", "unverified"], ["unverified"]),
        (["status", "40", "no-"], ["no-public-source"]),
        (["status", "40", "in-review", "--waiting", ""], ["source", "reply", "writer"]),
        (["claim", "edit", "40", "--kind", "pre"], ["prediction"]),
        (["source", "add", "X", "--kind", "pub"], ["publication"]),
        (["query", "66", "--out"], ["--outcome"]),
        (["ask", "66", "--channel", "e"], ["e-mail"]),
        (["ask", "--reply", ""], ["waiting", "answered", "no-answer"]),
        (["correct", "66", "--kind", ""], ["error", "clarification", "update"]),
        (["complaint", "add", "66", "--from", "s"], ["subject", "source"]),
        (["complaint", "list", "--outcome", "st"], ["stands"]),
        (["claim", "relate", "53", "d"], ["duplicate-of", "depends-on"]),
        (["person", "edit", "ANA", "--role", "s"], ["second"]),
        (["report", "--for", "p"], ["public"]),
        (["bundle", "--for", "l"], ["lawyer"]),
        (["report", "--language", "e"], ["en", "es"]),
        (["history", "66", "--as-of", "p"], ["publication"]),
        (["lint", "--fail-on", "n"], ["note", "never"]),
        (["lint", "--explain", "FC10"], [f"FC10{each}" for each in range(1, 10)]),
        (["policy", "set", "r"], ["right-of-reply"]),
        (["policy", "set", "right-of-reply", ""], ["required", "optional", "default"]),
        (["policy", "set", "lint.FC40"], ["lint.FC401", "lint.FC402", "lint.FC403", "lint.FC404"]),
        (["policy", "set", "lint.FC403", "o"], ["on", "off"]),
        (["policy", "set", "no-such-key", ""], []),
        (["policy", "show", "sc"], ["scale"]),
        (["review", "66", "--differ", "mi"], ["mixed"]),
        (["signoff", "6", "--bec"], ["--because"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["nonsense", ""], []),
        (["claim", "add", "words of one's own"], []),
    ],
)
def test_commands_options_and_fixed_words(typed, expected):
    found = _words(*typed)
    assert found == expected if expected is not None else "confirmed" in found


def _parameters():
    """Each option and argument of each command, by the command's words, with its kind in the table."""
    for entry in COMMANDS_OF_THE_PROGRAM:
        command = get_command(import_module(entry.module).app)
        leaves = getattr(command, "commands", {}) or {"": command}
        for name, leaf in leaves.items():
            path = f"{entry.word} {name}".strip()
            known = COMMANDS[path]
            arguments = iter(known.arguments)
            for parameter in leaf.params:
                if parameter.param_type_name == "argument":
                    yield path, parameter, next(arguments)
                else:
                    for option in parameter.opts:
                        yield path, parameter, known.kinds[option]


def _enumerated(told):
    """The lists of words of which a help text has every member, and at least two."""
    tokens = set(re.findall(r"[a-z][a-z-]*", told))
    lists = [each for each in vars(words).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    return [each for each in lists if len(each) > 1 and {str(word) for word in each} <= tokens]


def test_every_list_of_words_that_a_help_text_spells_out_is_offered():
    """A new option whose help lists the words it takes must be known to whoever completes."""
    seen = 0
    for path, parameter, kind in _parameters():
        for listed in _enumerated(parameter.help or ""):
            seen += 1
            offered = _offered(kind)
            assert {str(word) for word in listed} <= offered, (path, parameter.name, listed.__name__, kind)
    assert seen > 15


def test_every_list_that_is_offered_is_there():
    for path, parameter, kind in _parameters():
        if kind.startswith(("words ", "one of ", "policy keys")):
            assert _offered(kind), (path, parameter.name, kind)


def test_audiences_languages_severities_and_policies_are_those_of_the_program():
    kinds = {(path, parameter.name): kind for path, parameter, kind in _parameters()}
    assert _offered(kinds["report", "audience"]) == _offered(kinds["bundle", "audience"]) == set(Audience)
    assert _offered(kinds["report", "language"]) == set(LANGUAGES)
    assert _offered(kinds["lint", "fail_on"]) == set(FailOn)
    assert _offered(kinds["lint", "explain"]) == {rule.code for rule in list_rules()}
    assert {each.key for each in POLICIES if not each.key.endswith(".")} <= _offered(kinds["policy set", "key"])


def _offered(kind):
    mode, found = completing._values(kind, "", (None, None, ""))
    assert mode == "words"
    return {value for value, _ in found}


@pytest.mark.parametrize(
    "typed", [["article", "add", ""], ["import", ""], ["report", "-o", "x"], ["claim", "list", "--db", ""]]
)
def test_files_are_the_shells_own_business(typed):
    assert candidates(typed, COMMANDS) == ("files", [])


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    ("typed", "some"),
    [
        (["claim", "show", "6"], ["6", "60", "66"]),
        (["claim", "show", "12,6"], ["12,6", "12,66"]),
        (["status", "6"], ["66"]),
        (["query", "6"], ["66"]),
        (["evidence", "show", "66."], ["66.1"]),
        (["source", "show", "hugg"], ["Hugging Face"]),
        (["claim", "list", "--source", "Hugging F"], ["Hugging Face"]),
        (["article", "show", ""], ["a1"]),
        (["document", "show", "d1"], ["d1", "d10"]),
        (["claim", "list", "--tag", ""], []),
    ],
)
def test_what_the_desk_holds(example, typed, some):
    found = _words(*typed)
    assert set(some) <= set(found)
    assert len(found) < 100


@pytest.mark.one_engine("sqlite")
def test_a_number_comes_with_its_wording(example):
    _, found = candidates(["claim", "show", "66"], COMMANDS)
    assert found == [("66", "mixed Nvidia's share price fell by 18%.")]


@pytest.mark.one_engine("sqlite")
def test_text_that_means_something_to_the_database_means_nothing(example):
    for text in ("%", "_", "'", "\\", "'; DROP TABLE claims; --", "\x1b[31m"):
        assert _words("source", "show", text) == []


@pytest.mark.one_engine("sqlite")
def test_what_was_dropped_is_not_offered(example_desk, example):
    example_desk.ok("claim", "drop", "66", "--because", "no")
    assert _words("claim", "show", "66") == []


@pytest.mark.one_engine("sqlite")
def test_the_desk_is_found_as_every_command_finds_it(example, tmp_path, monkeypatch):
    assert _words("claim", "show", "66", "--db", str(example.path), "") == []
    monkeypatch.setenv("FACTCHECK_DB", "elsewhere.db")
    assert _words("claim", "show", "--db", str(example.path), "66") == ["66"]
    assert _words("claim", "show", f"--db={example.path}", "66") == ["66"]
    monkeypatch.delenv("FACTCHECK_DB")
    (tmp_path / "factcheck.toml").write_text(f'db = "{example.path}"\n', encoding="utf-8")
    assert _words("claim", "show", "66") == ["66"]


@pytest.mark.one_engine("postgresql")
def test_a_desk_on_a_server_offers_its_commands_alone(example):
    assert _words("claim", "show", "66") == []
    assert _words("claim", "sh") == ["show"]


def _complete(*words, desk, cwd):
    return subprocess.run(
        [sys.executable, "-P", "-m", "factcheck.db.completing", str(len(words)), "factcheck", *words],
        env=environment_of(str(desk)),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.one_engine("sqlite")
def test_no_desk_no_words_and_no_complaint(tmp_path):
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + b"x" * 200)
    (tmp_path / "factcheck.toml").write_text("no toml [")
    for desk in ("missing.db", "broken.db", ".", ""):
        result = _complete("claim", "show", "4", desk=desk, cwd=tmp_path)
        assert (result.stdout, result.stderr) == ("", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.db", "factcheck.toml"]


@pytest.mark.one_engine("sqlite")
def test_it_changes_nothing_and_loads_nothing_heavy(example):
    before = {path.name: path.read_bytes() for path in example.path.parent.iterdir() if path.is_file()}
    result = _complete("claim", "show", "66", desk=example.path, cwd=example.path.parent)
    assert result.stdout.splitlines() == ["words", "66\tmixed Nvidia's share price fell by 18%."]
    after = {path.name: path.read_bytes() for path in example.path.parent.iterdir() if path.is_file()}
    assert after == before
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, factcheck.db.completing; print(*sys.modules)"],
        env=environment_of(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.split()
    assert {"sqlalchemy", "typer", "click", "rich", "alembic", "rapidfuzz", "jinja2"}.isdisjoint(loaded)


@pytest.mark.one_engine("sqlite")
def test_a_long_list_is_cut(example, monkeypatch):
    monkeypatch.setattr(completing, "MOST", 5)
    assert len(_words("claim", "show", "")) == 5
