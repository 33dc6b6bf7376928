"""A command killed at any moment leaves the desk as it was before, or as it is after: never between."""

import os
import random
import signal
import subprocess
import time

import pytest
from sqlalchemy import select
from support import processes
from support.places import EXAMPLE

from factcheck.db import migrate
from factcheck.db.session import reading, writing
from factcheck.models import Claim
from factcheck.services.verify import verify

IMPORT = ("import", EXAMPLE / "claims.json")


def start(desk, *arguments):
    return subprocess.Popen(
        processes.command_of(*arguments),
        cwd=desk.folder,
        env=processes.environment_of(desk.address),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def claims_on(desk):
    with reading(desk.place) as session:
        proof = verify(session)
        assert not proof.faults
        return len(session.scalars(select(Claim)).all())


@pytest.mark.deep
def test_kill_9_in_mid_import_leaves_the_desk_whole(desk):
    started = time.monotonic()
    assert processes.run("db", "current", desk=desk.address, cwd=desk.folder).returncode == 0
    startup = time.monotonic() - started
    rolled_back = 0
    for attempt in range(6):
        process = start(desk, *IMPORT)
        # From the start of the program's own work to well into the import.
        time.sleep(startup * (0.5 + attempt * 0.7) + random.Random(attempt).random() * 0.2)
        os.kill(process.pid, signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        _, err = process.communicate()
        found = claims_on(desk)
        assert found in (0, 71)
        assert killed or found == 71, err.decode()
        rolled_back += killed and found == 0
        if found:
            break
    assert rolled_back, "the import was too quick to be killed even once"
    assert migrate.find_faults(desk.place) == []
    if not claims_on(desk):
        desk.ok(*IMPORT)
    assert claims_on(desk) == 71


@pytest.mark.deep
def test_ctrl_c_in_mid_import_leaves_130_and_an_empty_desk(desk):
    with writing(desk.place):  # the import waits for this writer, so that the signal meets it for certain
        process = start(desk, *IMPORT)
        time.sleep(3)
        assert process.poll() is None
        os.kill(process.pid, signal.SIGINT)
        if desk.place.path is None:
            out, err = process.communicate(timeout=60)
    if desk.place.path is not None:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in err
    assert out == b""
    assert claims_on(desk) == 0
