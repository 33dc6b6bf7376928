"""Changing a desk with a database tool, behind its back: no triggers and no foreign keys in the way, nothing kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, RowMapping, Table, and_, text
from sqlalchemy.orm import Session

from factcheck.db.engine import open_engine
from factcheck.db.place import Place
from factcheck.db.triggers import drop_triggers
from factcheck.services.verify import verify


@contextmanager
def open_vandal(place: Place) -> Iterator[Session]:
    """A session without triggers or foreign keys; all it does is taken back at the end."""
    engine = open_engine(place, write=True)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin() as transaction:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET session_replication_role = replica"))  # neither triggers nor foreign keys
                connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
            drop_triggers(connection)
            with Session(connection) as session:
                assert not verify(session).faults
                yield session
            transaction.rollback()


@contextmanager
def tried(session: Session) -> Iterator[None]:
    """Take back what the block did."""
    point = session.begin_nested()
    try:
        yield
    finally:
        session.expire_all()
        point.rollback()


def is_found(session: Session) -> bool:
    """Whether verify sees that something was changed."""
    session.expire_all()
    return bool(verify(session).faults)


def key_of(table: Table, row: RowMapping) -> ColumnElement[bool]:
    """The condition that finds this row."""
    return and_(*(column == row[column.name] for column in table.primary_key))
