"""Transactions: one for a read, one for a write, with the database's errors turned into ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from factcheck.db.engine import open_engine
from factcheck.db.place import Place, check_file
from factcheck.db.schema import HEAD, REVISIONS
from factcheck.errors import DatabaseError, DiskError, FactcheckError, RefusedError


@contextmanager
def reading(place: Place) -> Iterator[Session]:
    """A session that sees one snapshot of the desk and never changes a byte of it."""
    with translated(place), _session(place, write=False) as session:
        yield session


@contextmanager
def writing(place: Place) -> Iterator[Session]:
    """A session whose changes are kept when the block ends well and gone when it does not.

    One writer at a time: SQLite begins IMMEDIATE, PostgreSQL locks the desk's row.

    Raises:
        RefusedError: the desk is the shipped example.
    """
    with translated(place), _session(place, write=True) as session:
        example = session.execute(
            text("SELECT example FROM desks" if place.path else "SELECT example FROM desks FOR UPDATE")
        ).scalar_one_or_none()
        if example:
            raise RefusedError(
                f"{place} is the worked example and takes no changes",
                hint="start yours: factcheck db init my.db, then export FACTCHECK_DB=my.db",
            )
        yield session
        session.commit()


@contextmanager
def _session(place: Place, *, write: bool) -> Iterator[Session]:
    if place.path is not None:
        check_file(place.path)
    engine = open_engine(place, write=write)
    with engine.connect() as connection:
        check_revision(connection, place)
        # Objects stay readable after the commit: what a command prints, it prints then.
        with Session(connection, expire_on_commit=False, join_transaction_mode="control_fully") as session:
            yield session


def check_revision(connection: Connection, place: Place) -> None:
    """Refuse a desk that is newer than this program, behind it, or none at all.

    Raises:
        DatabaseError: with what to do about it.
    """
    try:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except DBAPIError as error:
        if isinstance(error, ProgrammingError) or "no such table" in str(error.orig):
            raise DatabaseError(
                f"{place} is no desk of factcheck; it was not touched", hint="factcheck db init PATH"
            ) from None
        raise
    if revision == HEAD:
        return
    if revision in REVISIONS:
        raise DatabaseError(
            f"{place} is at revision {revision}, this program needs {HEAD}",
            hint="factcheck db backup, then factcheck db upgrade",
        )
    raise DatabaseError(
        f"{place} was written by a newer factcheck (revision {revision}); it was not touched",
        hint="install that version: pip install -U factcheck-desk",
    )


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Turn the database's errors into ours, one sentence each."""
    try:
        yield
    except IntegrityError as error:
        raise RefusedError(f"the change conflicts with what is on the desk: {_cause(error)}") from error
    except (DBAPIError, sqlite3.Error) as error:
        raise _named(error, place) from error


#: What drivers say, in lower case, and the error it means for us: (words, class, sentence, hint).
_UNREACHABLE = ("connect", "password", "does not exist", "timeout")
_MEANINGS: tuple[tuple[tuple[str, ...], type[FactcheckError], str, str], ...] = (
    (
        ("locked", "busy"),
        DatabaseError,
        "{place} is busy: another command has been writing for 30 seconds",
        "try again",
    ),
    (("full", "disk i/o"), DiskError, "cannot write {place}: {cause}; nothing was changed", "make room and try again"),
    (
        ("readonly", "read-only", "unable to open"),
        DiskError,
        "cannot write {place}: {cause}",
        "check the permissions of the file and its folder",
    ),
    (("append-only",), RefusedError, "{cause}", ""),
    (("malformed", "not a database", "corrupt"), DatabaseError, "{place} is damaged: {cause}", "restore a backup"),
    (
        _UNREACHABLE,
        DatabaseError,
        "cannot reach {place}: {cause}",
        "check the address, and that the server runs",
    ),
)


def _named(error: Exception, place: Place) -> FactcheckError:
    cause = _cause(error)
    for words, kind, sentence, hint in _MEANINGS:
        if words is _UNREACHABLE and isinstance(error, ProgrammingError):
            continue  # a table or column that does not exist is no matter of the address
        if any(word in cause.lower() for word in words):
            return kind(sentence.format(place=place, cause=cause), hint=hint)
    return DatabaseError(f"{place}: {cause}")


def _cause(error: Exception) -> str:
    """The driver's own first line."""
    lines = str(getattr(error, "orig", error)).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def desk_uid(session: Session) -> str:
    """The desk's uid."""
    from factcheck.models import Desk

    return session.execute(select(Desk.uid)).scalar_one()
