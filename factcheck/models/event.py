"""The append-only history: one event per change, hash-chained, with its payload in a row of its own."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.types import UtcDateTime


class Event(Base):
    """One change of one aggregate. ``run`` groups the events of one command; all of this row is in its hash.

    ``subject_kind`` and ``subject`` (a uid) name the aggregate; ``person`` is a uid, empty where the desk was created.
    """

    __tablename__ = "events"
    # Without a rowid there is no second way to replace a row past the triggers.
    __table_args__ = (
        Index("ix_events_subject", "subject", "seq"),
        {"info": {"outside": "it is the history"}, "sqlite_with_rowid": False},
    )

    desk: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    run: Mapped[str]
    person: Mapped[str]
    command: Mapped[str]
    subject_kind: Mapped[str]
    subject: Mapped[str]
    payload_digest: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]

    payload: Mapped["EventPayload"] = relationship()


class EventPayload(Base):
    """The canonical JSON of an event: why, and the after-image. Salted, so that a blanked body cannot be guessed."""

    __tablename__ = "event_payloads"
    __table_args__ = (
        ForeignKeyConstraint(["desk", "seq"], ["events.desk", "events.seq"]),
        {"info": {"outside": "it is the history"}, "sqlite_with_rowid": False},
    )

    desk: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str]
    body: Mapped[str | None]
