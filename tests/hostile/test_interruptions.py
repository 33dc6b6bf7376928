"""Ctrl-C, a closed pipe and a mistake of our own: the right code, and a desk that is whole."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from desks import refused, state, unchanged
from support.places import EXAMPLE

from factcheck.services import queries

ROOT = Path(__file__).parents[2]


def _start(desk, *arguments, **options):
    environment = os.environ | {
        "FACTCHECK_DB": desk.address, "FACTCHECK_PERSON": "ANA", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "factcheck", *map(str, arguments)],
        cwd=desk.folder, env=environment, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


@pytest.mark.one_engine("sqlite")
def test_ctrl_c_in_the_middle_of_an_import_leaves_nothing_of_it(desk):
    before = state(desk)
    process = _start(desk, "import", EXAMPLE / "claims.json", stdout=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not _is_locked(desk.place.path):
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in error
    assert state(desk) == before
    assert desk.json("article", "list")["data"] == []


def _is_locked(path):
    """Whether somebody is writing."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False


def test_an_interruption_between_two_steps_is_130_on_both_engines(desk, monkeypatch):
    def interrupt(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(queries, "ask_writer", interrupt)
    with unchanged(desk):
        assert desk.run("import", EXAMPLE / "claims.json").exit_code == 130


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    "command", [["claim", "list"], ["export"], ["claim", "list", "--json"], ["log", "--limit", "500"]]
)
def test_a_reader_that_leaves_early_is_no_error(example_desk, command):
    reader, writer = os.pipe()
    process = _start(example_desk, *command, stdout=writer)
    os.close(writer)
    os.close(reader)
    _, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (141, "")


def test_a_mistake_of_our_own_is_70_and_leaves_the_desk_as_it_was(claims, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ZeroDivisionError("mended \x1b[2J soon")

    monkeypatch.setattr(queries, "ask_writer", fail)
    with unchanged(claims):
        result = claims.run("query", "1", "--change", "x")
        assert (result.exit_code, result.stdout) == (70, "")
        assert "ZeroDivisionError" in result.stderr
        assert "--debug" in result.stderr
        assert "\x1b" not in result.stderr
        with pytest.raises(ZeroDivisionError):
            claims.run("--debug", "query", "1", "--change", "x")


@pytest.mark.one_engine("sqlite")
def test_a_failing_command_prints_nothing_on_standard_output(claims):
    for arguments in (["claim", "show", "1,99"], ["status", "1-99", "opinion", "--because", "x"]):
        refused(claims, 4, *arguments)
        assert json.loads(refused(claims, 4, *arguments, "--json"))["error"]["code"] == 4
