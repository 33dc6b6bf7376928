"""How long ``factcheck db verify`` takes, and with how much memory, on desks of a growing number of events.

``python -m benchmarks.verify --events 10000 100000`` makes each desk anew (rows in bulk, a true chain of events, captures of
1 MB) and runs the command in a process of its own. What it prints is the table of docs/benchmarks.md.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update

from benchmarks.report_desk import CLAIMS, START, build_desk
from factcheck.core.canonical import GENESIS, canonical, chain_hash, payload_digest, sha256
from factcheck.core.ids import counted_uids
from factcheck.db.place import Place
from factcheck.db.session import writing
from factcheck.models import Capture, CaptureBody, Claim, Event, EventPayload
from factcheck.services.desks import get_desk
from factcheck.services.images import images, roots
from factcheck.services.work import header

CAPTURES = 100
"""Captures on each desk, of a megabyte each."""
_ROUNDS = 9
"""Times that each claim is entered or changed, roughly: how much longer the history is than the desk is large."""
_BATCH = 500
_new_uid = counted_uids(START, "history")


def main() -> None:
    """Make a desk for each number of events, verify it and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    print("| events | aggregates | file | time | memory at most |\n|---|---|---|---|---|")
    for wanted in parser.parse_args().events:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.db"
            count = make(path, wanted)
            size = path.stat().st_size / 1e6
            found = run(path)
            print(
                f"| {found['events']:,} | {count:,} | {size:,.0f} MB | {found['milliseconds'] / 1000:.1f} s "
                f"| {found['peak_bytes'] / 1e6:.0f} MB |",
                flush=True,
            )


def run(path: Path) -> dict[str, Any]:
    """What ``db verify`` says of the desk in JSON."""
    command = [sys.executable, "-m", "factcheck", "db", "verify", "--db", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout)["data"])


def make(path: Path, events: int) -> int:
    """A desk with at least this many events at ``path``. Returns how many aggregates it has."""
    begun = time.monotonic()
    # An article of a hundred claims is about 186 aggregates: its claims, 80 documents, sources and itself.
    claims = max(CLAIMS, events // _ROUNDS // CLAIMS * CLAIMS)
    place = build_desk(path, claims)
    aggregates = write_history(place, events)
    print(f"made in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return aggregates


def write_history(place: Place, events: int) -> int:
    """Give the rows their history: first every aggregate, then changed claims until the events are enough."""
    with writing(place) as session:
        connection = session.connection()
        _add_captures(connection)
        chain = _Chain(connection, get_desk(session).uid)
        aggregates = 1
        for kind in roots():
            if kind != "desk":  # its event is there
                chain.append(kind, (image for _, image in images(connection, kind)))
                aggregates = chain.seq
        turn = 0
        while chain.seq < events:
            turn += 1
            reason = f"Asked the agency a {turn}. time; its own table of that day says so."
            changed = update(Claim).where(Claim.id <= events - chain.seq, Claim.status_reason.is_not(None))
            connection.execute(changed.values(status_reason=reason))
            left = events - chain.seq
            chain.append("claim", islice((image for _, image in images(connection, "claim")), left))
        return aggregates


def _add_captures(connection: Connection) -> None:
    draw = random.Random(1)
    for number in range(1, CAPTURES + 1):
        body = draw.randbytes(1_000_000)
        row = {
            "id": number,
            "uid": _new_uid(),
            "document_id": 1,
            "sha256": sha256(body),
            "size": len(body),
        }
        row |= {"media_type": "application/octet-stream", "headers": (), "tool": "a benchmark", "captured_at": START}
        connection.execute(insert(Capture).values(row))
        connection.execute(insert(CaptureBody).values(capture_id=number, body=body, text=None))


class _Chain:
    """Appends events in bulk after the one that created the desk, with the hashes that the program would write."""

    def __init__(self, connection: Connection, desk: str) -> None:
        self.connection, self.desk = connection, desk
        first = connection.execute(Event.__table__.select()).one()
        self.seq, self.previous = first.seq, first.hash or GENESIS

    def append(self, kind: str, found: Iterator[dict[str, Any]]) -> None:
        """One event for each image, all of one run."""
        run = _new_uid()
        while batch := list(islice(found, _BATCH)):
            events, payloads = [], []
            for image in batch:
                self.seq += 1
                body = canonical({"after": image, "why": ""})
                event = {"desk": self.desk, "seq": self.seq, "at": START, "run": run, "person": "", "command": "import"}
                event |= {"subject_kind": kind, "subject": image["uid"], "payload_digest": payload_digest("salt", body)}
                event |= {"previous": self.previous}
                self.previous = chain_hash(self.previous, header(Event(**event)))
                events.append(event | {"hash": self.previous})
                payloads.append({"desk": self.desk, "seq": self.seq, "salt": "salt", "body": body})
            self.connection.execute(insert(Event), events)
            self.connection.execute(insert(EventPayload), payloads)


if __name__ == "__main__":
    main()
