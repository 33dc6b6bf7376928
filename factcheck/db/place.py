"""Where a desk is: a SQLite file or a PostgreSQL address, and whether the file is one of ours."""

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from factcheck.db.schema import APPLICATION_ID
from factcheck.errors import BadInputError, DatabaseError, DiskError

_SQLITE_MAGIC = b"SQLite format 3\x00"
_START = "start one with: factcheck db init PATH, then export FACTCHECK_DB=PATH"


@dataclass(frozen=True, slots=True)
class Place:
    """A desk's place. ``path`` is its file on SQLite and ``None`` on a server; ``url`` is SQLAlchemy's."""

    url: str
    path: Path | None

    def __str__(self) -> str:
        """The place as a person may see it: no password."""
        return str(self.path) if self.path else re.sub(r"(?<=://)([^:@/]*):[^@/]*@", r"\1:***@", self.url)


def parse_place(text: str) -> Place:
    """Read ``--db``: a path, ``sqlite:///PATH`` or ``postgresql[+psycopg]://…``.

    Raises:
        BadInputError: for an address of any other kind.
    """
    if text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return Place("postgresql+psycopg://" + text.split("://", 1)[1], None)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif re.match(r"[a-z][a-z0-9+.-]+://", text, re.IGNORECASE):
        raise BadInputError(
            f"'{text.split('://', 1)[0]}' is not a kind of desk",
            hint="give a file, or postgresql+psycopg://user@host/name",
        )
    if not text or "\x00" in text:
        raise BadInputError("the desk's path is empty or has a NUL in it", hint="factcheck --db my.db …")
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise BadInputError(f"'{text}' names the home of nobody here", hint="give the whole path") from None
    return Place(f"sqlite:///{quote(str(path), safe='/ ')}", path)


def check_file(path: Path) -> None:
    """Refuse a file that is not a desk, before SQLite gets to touch it.

    Raises:
        DatabaseError: there is no file, it is no database, or somebody else's database.
        DiskError: a folder stands in its place, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise DatabaseError(f"there is no desk at {path}", hint=_START) from None
    except IsADirectoryError:
        raise DiskError(f"{path} is a folder, not a desk", hint=_START) from None
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}", hint="check the permissions of the file") from None
    if len(header) < 100 or not header.startswith(_SQLITE_MAGIC):  # noqa: PLR2004 - SQLite's header is 100 bytes
        raise DatabaseError(f"{path} is not a desk: it is no SQLite database", hint=_START)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DatabaseError(f"{path} is a database, but not a desk of factcheck; it was not touched", hint=_START)


def open_sqlite(path: Path, *, write: bool) -> sqlite3.Connection:
    """Connect to a desk's file with the settings every connection needs; ``write`` false never changes the desk."""
    target = f"file:{quote(str(path.resolve()))}?mode="
    if write:
        connection = _connect(target + "rw")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection = _connect_reader(path, target)
        connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")  # INSERT OR REPLACE must not slip past the delete triggers
    return connection


def _connect_reader(path: Path, target: str) -> sqlite3.Connection:
    """A connection to read from.

    On a desk with a log (WAL) only one that could write clears the log away when it closes; the others would leave
    two files beside the one. In a folder we may not write to, the file is read as it lies.
    """
    with path.open("rb") as file:
        logged = file.read(20)[18:19] == b"\x02"
    if logged and _may_write(path) and _may_write(path.resolve().parent):
        return _connect(target + "rw")
    try:
        return _connect(target + "ro")
    except sqlite3.OperationalError:
        return _connect(target + "ro&immutable=1")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except UnicodeDecodeError:  # of SQLite's own message, which quotes what it stumbled over
        connection.close()
        raise sqlite3.DatabaseError("the file's table of contents is malformed") from None
    except sqlite3.Error:
        connection.close()
        raise
    return connection
