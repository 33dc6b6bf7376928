"""Copy a SQLite desk at one instant."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from factcheck.db.place import Place, check_file, open_sqlite
from factcheck.errors import DiskError, RefusedError, UsageError


def backup(place: Place, target: Path) -> int:
    """Write a whole copy of the desk to ``target``, readable by its owner only. Returns its size in bytes.

    Raises:
        UsageError: the desk is on a server.
        RefusedError: ``target`` exists.
        DiskError: it cannot be written; nothing is left behind.
    """
    if place.path is None:
        raise UsageError("a desk on PostgreSQL is backed up by its server", hint="pg_dump")
    check_file(place.path)
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise RefusedError(f"{target} is there already and was not touched", hint="choose another name") from None
    except OSError as error:
        raise DiskError(f"cannot write {target}: {error.strerror}", hint="check that the folder exists") from None
    try:
        with closing(open_sqlite(place.path, write=False)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise DiskError(f"cannot write {target}: {error}", hint="make room and try again") from None
    return target.stat().st_size
