"""Full disks, a clock set back, and two people at one claim: refused with the right code, nothing half done."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from desks import add_evidence, refused, state, unchanged
from support.places import EXAMPLE, fixed_hands
from support.processes import command_of, environment_of
from support.running import Desk

from factcheck.cli import running
from factcheck.db.place import parse_place
from factcheck.db.session import writing
from factcheck.errors import RefusedError
from factcheck.services import claims as claim_services
from factcheck.services.lookup import get_claim
from factcheck.services.unchanged import last_event, refuse_changed
from factcheck.services.work import start_work

#: Runs factcheck where no file may grow past so many bytes, as on a disk that is full from there on.
_LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv[0] = "factcheck"
runpy.run_module("factcheck", run_name="__main__")
"""

#: Room for the index of SQLite's log (32 KiB), without which no desk can be read, and for next to nothing more.
LIMIT = 36_000

WRITERS = {
    "import": ("import", str(EXAMPLE / "claims.json")),
    "note": ("note", "1", "@note.txt"),
    "report": ("report", "-o", "report.html"),
    "export": ("export", "-o", "set.json"),
    "whole desk": ("export", "--desk", "--include-confidential", "-o", "desk.jsonl"),
    "backup": ("db", "backup", "copy.db"),
    "restore": ("db", "restore", "before.db", "after.db"),
    "article": ("article", "add", "long.txt"),
}


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _beside(desk):
    """What stands in the working folder, byte for byte, without the desk and its journal."""
    return {name: data for name, data in _files(desk.folder).items() if not name.startswith("desk.db")}


def _run(desk, *arguments, limit=None):
    command = command_of(*arguments)
    if limit is not None:
        command = [sys.executable, "-c", _LIMITED, str(limit), *map(str, arguments)]
    return subprocess.run(
        command, cwd=desk.folder, env=environment_of(desk.address), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def _failed(desk, result):
    """The command said that the disk is at fault, and the desk is what it was."""
    assert result.returncode == 9, result.stderr or result.stdout
    assert result.stdout == ""
    assert "cannot write" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def ready(claims):
    """The desk with three claims, long texts to enter, and a backup to restore."""
    add_evidence(claims)
    (claims.folder / "long.txt").write_text("The river rose, and rose. " * 20_000, encoding="utf-8")
    (claims.folder / "note.txt").write_text("The river rose, and rose. " * 300, encoding="utf-8")
    (claims.folder / "other.txt").write_text("The river fell, and fell. " * 5_000, encoding="utf-8")
    claims.ok("article", "add", "other.txt")
    claims.ok("db", "backup", "before.db")
    return claims


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in ("note", "backup") else pytest.mark.deep) for name in WRITERS]
)
def test_a_disk_that_is_full_leaves_all_as_it_was(ready, name):
    before, files = state(ready), _beside(ready)
    _failed(ready, _run(ready, *WRITERS[name], limit=LIMIT))
    assert _beside(ready) == files
    assert state(ready) == before
    assert ready.run("db", "check").exit_code == 0
    ready.ok("note", "1", "and there is room again")


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_a_full_disk_while_an_output_is_replaced_keeps_the_old_one(ready):
    ready.ok("report", "-o", "report.html")
    ready.ok("export", "-o", "set.json")
    files = _beside(ready)
    _failed(ready, _run(ready, "report", "-o", "report.html", limit=LIMIT))
    _failed(ready, _run(ready, "export", "-o", "set.json", "--force", limit=LIMIT))
    assert _beside(ready) == files


@contextmanager
def _small_disk(folder):
    """A disk of two megabytes at ``folder``; gives whether this user may have one."""
    folder.mkdir(parents=True)
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    may = bool(mount and unmount) and os.geteuid() == 0 and (
        subprocess.run([mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], capture_output=True, check=False).returncode == 0
    )  # fmt: skip
    try:
        yield may
    finally:
        if may:
            subprocess.run([unmount, folder], check=True)


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_a_small_disk_that_fills_up_loses_nothing(ready, tmp_path):
    """On a real full disk where root may mount one; elsewhere the same with a limit on the size of files."""
    with _small_disk(tmp_path / "disk") as real:
        here = Desk(parse_place(str(tmp_path / "disk" / "desk.db")), tmp_path / "disk")
        shutil.copy(ready.place.path, here.place.path)
        for name in ("note.txt", "long.txt", "before.db"):
            shutil.copy(ready.folder / name, here.folder)
        ballast = here.folder / "ballast"
        for name, arguments in WRITERS.items():
            before, files = state(here), _beside(here)
            if real:
                _fill(ballast, leave=LIMIT)
            result = _run(here, *arguments, limit=None if real else LIMIT)
            ballast.unlink(missing_ok=True)
            _failed(here, result)
            assert _beside(here) == files, name
            assert state(here) == before, name
        here.ok("note", "1", "and there is room again")


def _fill(ballast, leave):
    """Write until the disk is full, then make room for ``leave`` bytes."""
    block = b"\0" * 4096
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(block) == len(block):
                pass
        file.truncate(ballast.stat().st_size - leave)


def _seq(desk, number=1):
    return desk.json("claim", "show", number)["data"][0]["seq"]


def test_a_claim_names_its_last_event(claims):
    add_evidence(claims)
    entries = claims.json("history", "1")["data"]
    assert _seq(claims) == entries[-1]["seq"]
    printed = claims.json("claim", "edit", "1", "--priority", "low")["data"]["seq"]
    assert printed == _seq(claims) == claims.json("log", "--limit", "1")["data"][0]["seq"]
    claims.ok("claim", "edit", "1", "--priority", "high", "--if-unchanged", printed)
    assert _seq(claims, 2) < printed


@pytest.mark.parametrize(
    "command",
    [
        ("claim", "edit", "1", "--wording", "The river rose."),
        ("status", "1", "confirmed", "--because", "the gauge shows it"),
        ("status", "1-3", "in-review"),
        ("evidence", "edit", "1.1", "--locator", "page 3"),
    ],
)
def test_who_comes_second_is_refused_and_shown_what_changed(claims, command):
    add_evidence(claims)
    seen = _seq(claims)
    claims.ok("note", "1", "ask the harbour", person="BEN")
    claims.ok("claim", "edit", "1", "--wording", "The river rose a lot.", person="CLEO")
    error = refused(claims, 5, *command, "--if-unchanged", seen)
    for part in ("claim 1 changed since event", "BEN, note", "ask the harbour", "CLEO, claim edit", "rose a lot"):
        assert part in error
    assert "evidence add" not in error
    now = _seq(claims)
    assert f"--if-unchanged {now}" in error
    assert json.loads(refused(claims, 5, *command, "--if-unchanged", seen, "--json"))["error"]["code"] == 5
    claims.ok(*command, "--if-unchanged", now)


def test_changes_elsewhere_on_the_desk_do_not_matter(claims):
    seen = _seq(claims)
    claims.ok("note", "2", "another claim", person="BEN")
    claims.ok("source", "add", "Radio", person="BEN")
    claims.ok("claim", "edit", "1", "--priority", "low", "--if-unchanged", seen)


def test_an_event_that_is_not_there_is_no_promise(claims):
    last = claims.proof().events
    for wrong in (0, -1, last + 1):
        assert "there is no event" in refused(
            claims, 3, "claim", "edit", "1", "--priority", "low", "--if-unchanged", wrong
        )
    refused(claims, 2, "status", "1", "--if-unchanged", last)


def test_two_works_on_one_claim(claims):
    """The second transaction, thought out on what it read before the first, leaves nothing."""
    hands = fixed_hands("two", running.fixed_hands.clock)

    def change(person, seq, wording):
        with writing(claims.place) as session:
            work, _ = start_work(session, "claim edit", person, hands)
            claim = get_claim(session, 1)
            refuse_changed(session, [claim], seq)
            claim_services.edit_claim(work, claim, claim_services.ClaimChanges(wording=wording))
            work.seal()
            return last_event(session, claim)

    seen = _seq(claims)
    now = change("BEN", seen, "The river rose a lot.")
    assert now > seen
    with unchanged(claims), pytest.raises(RefusedError, match="BEN, claim edit: wording"):
        change("CLEO", seen, "The river fell.")
    change("CLEO", now, "The river rose by a fifth.")
    assert claims.json("claim", "show", "1")["data"][0]["wording"] == "The river rose by a fifth."


def test_a_clock_set_back_between_two_people_keeps_the_order(claims, clock):
    seen = _seq(claims)
    claims.ok("note", "1", "one", person="BEN")
    clock.now -= timedelta(days=3)
    refused(claims, 5, "claim", "edit", "1", "--priority", "low", "--if-unchanged", seen)
    claims.ok("claim", "edit", "1", "--priority", "low", "--if-unchanged", _seq(claims))
    claims.ok("undo")
    times = [entry["at"] for entry in reversed(claims.json("log", "--limit", "500")["data"])]
    assert times == sorted(times)
