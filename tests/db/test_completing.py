import subprocess
import sys

import pytest
from support.processes import environment_of

from factcheck.cli.completion import command_table
from factcheck.db import completing
from factcheck.db.completing import TABLE, candidates, read_table

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
    ("typed", "words"),
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
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["nonsense", ""], []),
        (["claim", "add", "words of one's own"], []),
    ],
)
def test_commands_options_and_fixed_words(typed, words):
    found = _words(*typed)
    assert found == words if words is not None else "confirmed" in found


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
