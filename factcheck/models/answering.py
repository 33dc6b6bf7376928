"""What the desk owes others for a claim: questions put to people, corrections, complaints, and checks it withdrew."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import (
    Channel,
    Complainant,
    ComplaintOutcome,
    CorrectionKind,
    Reply,
    Status,
    UnverifiableCode,
)
from factcheck.models.article import Version
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.desk import Person
from factcheck.models.source import Source
from factcheck.models.types import UtcDateTime, Word

# Desks in use hold images from before these tables: one without such rows says nothing of them (models/base.py).
_PART = {"info": {"parent": "claim_id", "unsaid": []}}


class Ask(Base):
    """A question put to somebody outside the desk, shown as ``66.1`` of ``factcheck ask``; ``item`` is never reused.

    ``party`` is the source for whom ``person`` answers: where the claim is about it, this is its right of reply.
    ``contact`` never leaves the desk.
    """

    __tablename__ = "asks"
    __table_args__ = (UniqueConstraint("claim_id", "item"), _PART)

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    person: Mapped[str]
    party_id: Mapped[int | None] = refers("sources.id")
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    contact: Mapped[str | None]
    question: Mapped[str]
    asked_on: Mapped[str]
    deadline: Mapped[str | None]
    reply: Mapped[Reply] = mapped_column(Word(Reply), default=Reply.WAITING)
    answer: Mapped[str | None]
    answered_on: Mapped[str | None]
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    party: Mapped[Source | None] = relationship(foreign_keys=[party_id])


class Correction(Base):
    """Words of a version that were wrong when published, and the right ones; ``start`` counts code points of its text."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("claim_id", "item"), _PART)

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    version_id: Mapped[int] = refers("versions.id")
    kind: Mapped[CorrectionKind] = mapped_column(Word(CorrectionKind))
    wrong: Mapped[str]
    start: Mapped[int]
    right: Mapped[str]
    link: Mapped[str | None]
    corrected_on: Mapped[str]
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    version: Mapped[Version] = relationship()


class Complaint(Base):
    """What somebody outside objects to; ``name`` and ``contact`` never leave the desk. Open until it has an outcome."""

    __tablename__ = "complaints"
    __table_args__ = (UniqueConstraint("claim_id", "item"), _PART)

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    sender: Mapped[Complainant] = mapped_column(Word(Complainant))
    name: Mapped[str | None]
    contact: Mapped[str | None]
    received: Mapped[str]
    text: Mapped[str]
    outcome: Mapped[ComplaintOutcome] = mapped_column(Word(ComplaintOutcome), default=ComplaintOutcome.OPEN)
    reason: Mapped[str | None]
    closed_by_id: Mapped[int | None] = refers("people.id")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Void(Base):
    """A settled status that the desk withdrew because its own check was wrong, as it had stood, and why."""

    __tablename__ = "voids"
    __table_args__ = (UniqueConstraint("claim_id", "item"), _PART)

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    status: Mapped[Status] = mapped_column(Word(Status))
    code: Mapped[UnverifiableCode | None] = mapped_column(Word(UnverifiableCode))
    reason: Mapped[str | None]
    set_by_id: Mapped[int | None] = refers("people.id")
    set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    because: Mapped[str]
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    set_by: Mapped[Person | None] = relationship(foreign_keys=[set_by_id])
    created_by: Mapped[Person | None] = relationship(foreign_keys=[created_by_id])
