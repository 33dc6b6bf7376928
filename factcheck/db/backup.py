"""Copy a SQLite desk at one instant, and let a new one appear only when it is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from factcheck.db.place import Place, check_file, open_sqlite, parse_place
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


@contextmanager
def emerging(place: Place) -> Iterator[Place]:
    """A place for a new desk's file that becomes ``place`` when the block ends well, and is gone when it does not.

    Raises:
        UsageError: ``place`` is on a server.
        RefusedError: something is at ``place``, or a journal that a desk there left behind, which SQLite would mix in.
        DiskError: the folder cannot be written.
    """
    target = place.path
    if target is None:
        raise UsageError(f"{place} is on a server, which has its own way to restore", hint="pg_restore")
    for path in (target, *_beside(target)):
        if os.path.lexists(path):
            raise RefusedError(f"{path} is there already and was not touched", hint="choose another name, or move it")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        yield parse_place(f"sqlite:///{fresh}")
        with closing(open_sqlite(fresh, write=True)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _move(fresh, target)
    except (OSError, sqlite3.Error) as error:
        raise DiskError(f"cannot write {target}: {error}", hint="make room and try again") from None
    finally:
        for path in (fresh, *_beside(fresh)):
            path.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """The files SQLite keeps beside a database."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _move(fresh: Path, target: Path) -> None:
    """Give a file its name, unless somebody else took the name in the meantime."""
    try:
        try:
            os.link(fresh, target)
        except PermissionError:  # file systems without hard links say so in this way
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            fresh.replace(target)
    except FileExistsError:
        raise RefusedError(f"{target} is there already and was not touched", hint="choose another name") from None
