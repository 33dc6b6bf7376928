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
            text("SELECT example FROM desks" + ("" if place.path else " FOR UPDATE"))
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


def _named(error: Exception, place: Place) -> FactcheckError:
    cause = _cause(error)
    low = cause.lower()
    if "locked" in low or "busy" in low:
        return DatabaseError(f"{place} is busy: another command has been writing for 30 seconds", hint="try again")
    if "full" in low or "disk i/o" in low:
        return DiskError(f"cannot write {place}: {cause}; nothing was changed", hint="make room and try again")
    if "readonly" in low or "read-only" in low or "unable to open" in low:
        return DiskError(f"cannot write {place}: {cause}", hint="check the permissions of the file and its folder")
    if "append-only" in low:
        return RefusedError(f"{cause}")
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return DatabaseError(f"{place} is damaged: {cause}", hint="restore a backup")
    if place.path is None and ("connect" in low or "password" in low or "does not exist" in low):
        return DatabaseError(f"cannot reach {place}: {cause}", hint="check the address, and that the server runs")
    return DatabaseError(f"{place}: {cause}")


def _cause(error: Exception) -> str:
    """The driver's own first line."""
    lines = str(getattr(error, "orig", error)).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def desk_uid(session: Session) -> str:
    """The desk's uid."""
    from factcheck.models import Desk

    return session.execute(select(Desk.uid)).scalar_one()
