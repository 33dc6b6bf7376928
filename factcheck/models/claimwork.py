"""What the desk does with a claim: figures, queries to the writer, notes, tags, relations, sign-offs, blind checks."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.core.words import Comparator, Outcome, RelationKind, Status, UnverifiableCode
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.types import UtcDateTime, Word


class Figure(Base):
    """A quantity as the article gives it and as the desk found it. Decimal text or partial dates, never floats."""

    __tablename__ = "figures"
    __table_args__ = (UniqueConstraint("claim_id", "position"), {"info": {"parent": "claim_id"}})

    id: Mapped[Id]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    position: Mapped[int]
    claimed: Mapped[str]
    claimed_low: Mapped[str]
    claimed_high: Mapped[str]
    claimed_unit: Mapped[str]
    claimed_comparator: Mapped[Comparator] = mapped_column(Word(Comparator))
    found: Mapped[str | None]
    found_low: Mapped[str | None]
    found_high: Mapped[str | None]
    found_unit: Mapped[str | None]
    found_comparator: Mapped[Comparator | None] = mapped_column(Word(Comparator))


class AuthorQuery(Base):
    """What the desk asks of the writer: the words as they are, the words proposed, and why."""

    __tablename__ = "author_queries"
    __table_args__ = (UniqueConstraint("claim_id", "item"), {"info": {"parent": "claim_id"}})

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    now: Mapped[str]
    proposed: Mapped[str | None]
    reason: Mapped[str | None]
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome), default=Outcome.OPEN)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome_by_id: Mapped[int | None] = refers("people.id")
    outcome_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Note(Base):
    """A remark on a claim, for the desk alone unless said otherwise."""

    __tablename__ = "notes"
    __table_args__ = {"info": {"parent": "claim_id"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id")
    text: Mapped[str]
    internal: Mapped[bool] = mapped_column(default=True)
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ClaimTag(Base):
    """A tag on a claim."""

    __tablename__ = "claim_tags"
    __table_args__ = (UniqueConstraint("claim_id", "tag"), {"info": {"parent": "claim_id"}})

    id: Mapped[Id]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    tag: Mapped[str] = mapped_column(index=True)


class Relation(Base):
    """How a claim bears on another."""

    __tablename__ = "relations"
    __table_args__ = (UniqueConstraint("claim_id", "kind", "other_id"), {"info": {"parent": "claim_id"}})

    id: Mapped[Id]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    kind: Mapped[RelationKind] = mapped_column(Word(RelationKind))
    other_id: Mapped[int] = refers("claims.id")


class Signoff(Base):
    """A second person's approval of a claim in one article, bound to a fingerprint of claim and appearance.

    ``because`` is why the subject of a risky claim was not asked, where it was not.
    """

    __tablename__ = "signoffs"
    __table_args__ = {"info": {"parent": "claim_id"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id")
    article_id: Mapped[int] = refers("articles.id")
    person_id: Mapped[int] = refers("people.id")
    fingerprint: Mapped[str]
    bulk: Mapped[bool] = mapped_column(default=False)
    own: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None] = mapped_column(info={"unsaid": None})
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Check(Base):
    """A blind second judgement of a claim; it changes no status."""

    __tablename__ = "checks"
    __table_args__ = {"info": {"parent": "claim_id"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id")
    person_id: Mapped[int] = refers("people.id")
    status: Mapped[Status] = mapped_column(Word(Status))
    code: Mapped[UnverifiableCode | None] = mapped_column(Word(UnverifiableCode))
    reason: Mapped[str | None]
    blind: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
