"""The SQLAlchemy engine of a desk, set up so that both databases behave alike."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from factcheck.db.place import Place, open_sqlite
from factcheck.errors import DatabaseError, DiskError


def open_engine(place: Place, *, write: bool) -> Engine:
    """An engine for ``place``: transactions of a writer start IMMEDIATE, those of a reader see one snapshot.

    Raises:
        DatabaseError: the driver for PostgreSQL is not installed.
    """
    if place.path is not None:
        return _sqlite_engine(place, write=write)
    try:
        return create_engine(
            place.url,
            poolclass=NullPool,
            isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
            connect_args={"connect_timeout": 10, "application_name": "factcheck"},
        )
    except ModuleNotFoundError:
        raise DatabaseError(
            "a desk on PostgreSQL needs the driver psycopg", hint="pip install 'factcheck-desk[postgres]'"
        ) from None


def _sqlite_engine(place: Place, *, write: bool) -> Engine:
    path = place.path
    assert path is not None

    def connect() -> sqlite3.Connection:
        try:
            return open_sqlite(path, write=write)
        except sqlite3.OperationalError as error:
            raise DiskError(
                f"cannot open {path}: {error}", hint="check the permissions of the file and its folder"
            ) from None

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # SQLite's own deferred begin fails at once where another writer got in between our read and our write.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def dialect_options(connection: Connection) -> dict[str, Any]:
    """What Alembic must know of this connection's database."""
    return {"render_as_batch": connection.dialect.name == "sqlite", "compare_type": True, "include_object": is_modelled}


def is_modelled(_object: object, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
    """Whether Alembic is to compare a thing: search tables are derived, and made by hand for each engine."""
    return not (kind == "table" and (name or "").startswith("search_"))
