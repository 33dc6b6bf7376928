"""Rebuild ``claims.db``, the worked example at the top of the repository, or check that a rebuild would give the same.

Clock, person, ids and salts are fixed, so that the content is the same every time::

    python examples/build.py claims.db            # make claims.db
    python examples/build.py --check claims.db    # exit 1 where a sorted dump of our own tables differs
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from factcheck.cli import app, running
from factcheck.core.canonical import sha256
from factcheck.core.ids import counted_uids
from factcheck.db.place import parse_place
from factcheck.db.session import writing
from factcheck.services.desks import mark_example
from factcheck.services.work import Hands, start_work

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PERSON = "the example's checker"
SET = Path(__file__).parent / "deepseek" / "claims.json"


def fixed_hands() -> Hands:
    """The same clock, ids and salts every time."""
    salts = count(1)
    return Hands(
        clock=lambda: START,
        new_uid=counted_uids(START, "the worked example"),
        new_salt=lambda: sha256(f"the worked example's salt {next(salts)}")[:32],
    )


def build(target: Path) -> None:
    """Write the example desk to ``target``, which must not exist."""
    running.fixed_hands = fixed_hands()
    for command in (
        ["db", "init", str(target), "--name", "The DeepSeek article"],
        ["import", str(SET), "--db", str(target), "--as", PERSON],
    ):
        if app(command, standalone_mode=False):
            sys.exit(f"failed: factcheck {' '.join(command)}")
    place = parse_place(str(target))
    with writing(place) as session:
        work, _ = start_work(session, "db init", PERSON, running.fixed_hands)
        mark_example(work)
        work.seal()
    # One file, no -wal beside it: it must open in a read-only folder and never change when it is read.
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
    target.chmod(0o644)


def dump(path: Path) -> Iterator[str]:
    """Every row of our own tables, sorted; the search indexes' own bookkeeping is SQLite's business."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        for name in names:
            if not name.startswith(("search_claims_", "search_likeness_")):
                yield from sorted(f"{name} {row!r}" for row in connection.execute(f'SELECT * FROM "{name}"'))


def main() -> None:
    """Build, or check."""
    *flags, name = sys.argv[1:] or ["claims.db"]
    target = Path(name)
    if flags == ["--check"]:
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / "claims.db"
            build(fresh)
            ours, theirs = list(dump(target)), list(dump(fresh))
        if ours != theirs:
            changed = sorted(set(ours) ^ set(theirs))
            sys.exit(
                f"{target} differs from a rebuild in {len(changed)} rows, first: {changed[0][:200]}\nrun: make claims.db"
            )
        print(f"{target} equals a rebuild: {len(ours)} rows")
        return
    target.unlink(missing_ok=True)
    build(target)


if __name__ == "__main__":
    main()
