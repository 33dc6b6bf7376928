"""Claims, where they appear, and who is made to say them there."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import (
    Anchored,
    AttributionKind,
    Kind,
    Level,
    Priority,
    Risk,
    Status,
    UnverifiableCode,
    Waiting,
)
from factcheck.models.article import Version
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.claimwork import AuthorQuery, ClaimTag, Figure, Note, Relation
from factcheck.models.desk import Person
from factcheck.models.evidence import Evidence
from factcheck.models.source import Source
from factcheck.models.types import TextList, UtcDateTime, Word, WordList


class Claim(Base):
    """One atomic, checkable statement in the desk's own words, with its verification status.

    ``waiting`` and ``waiting_until`` say whom a claim in review waits for, and until which day.
    ``number`` is for life. ``fingerprint`` is what a settled status was given for (``core/canonical.py``).
    ``risks`` say what the law may hold against it; they are no part of the fingerprint, for a tick says what is true.
    """

    __tablename__ = "claims"
    __table_args__ = {"info": {"aggregate": "claim"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    wording: Mapped[str]
    kind: Mapped[Kind | None] = mapped_column(Word(Kind))
    priority: Mapped[Priority] = mapped_column(Word(Priority), default=Priority.MEDIUM)
    about_id: Mapped[int | None] = refers("sources.id")
    status: Mapped[Status] = mapped_column(Word(Status), default=Status.UNVERIFIED, index=True)
    status_code: Mapped[UnverifiableCode | None] = mapped_column(Word(UnverifiableCode))
    status_reason: Mapped[str | None]
    status_by_id: Mapped[int | None] = refers("people.id")
    status_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fingerprint: Mapped[str | None]
    waiting: Mapped[Waiting | None] = mapped_column(Word(Waiting))
    waiting_until: Mapped[str | None]
    risks: Mapped[tuple[Risk, ...]] = mapped_column(
        WordList(Risk), default=(), server_default="[]", info={"unsaid": []}
    )
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    about: Mapped[Source | None] = relationship(foreign_keys=[about_id])
    status_by: Mapped[Person | None] = relationship(foreign_keys=[status_by_id])
    aliases: Mapped[list["ClaimAlias"]] = relationship(order_by="ClaimAlias.number")
    appearances: Mapped[list["Appearance"]] = relationship(order_by="Appearance.uid", back_populates="claim")
    evidence: Mapped[list[Evidence]] = relationship(order_by=Evidence.item, back_populates="claim")
    figures: Mapped[list[Figure]] = relationship(order_by=Figure.position, cascade="all, delete-orphan")
    queries: Mapped[list[AuthorQuery]] = relationship(order_by=AuthorQuery.item)
    notes: Mapped[list[Note]] = relationship(order_by=Note.uid)
    tags: Mapped[list[ClaimTag]] = relationship(order_by=ClaimTag.tag, cascade="all, delete-orphan")
    relations: Mapped[list[Relation]] = relationship(
        order_by=(Relation.other_id, Relation.kind), foreign_keys=Relation.claim_id, cascade="all, delete-orphan"
    )

    @property
    def items(self) -> list[Evidence]:
        """The evidence that was not dropped, in order."""
        return [evidence for evidence in self.evidence if not evidence.dropped]


class ClaimAlias(Base):
    """A number the claim also answers to, since a merge."""

    __tablename__ = "claim_aliases"
    __table_args__ = {"info": {"parent": "claim_id"}}

    id: Mapped[Id]
    claim_id: Mapped[int] = refers("claims.id")
    number: Mapped[int] = mapped_column(unique=True)


class Appearance(Base):
    """A claim found at a quote of a version. Offsets count code points; ``end`` is exclusive. Never edited.

    ``anchored`` says how the place was found again when its version came in; ``None`` where a checker gave it.
    """

    __tablename__ = "appearances"
    __table_args__ = {"info": {"parent": "claim_id"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id")
    version_id: Mapped[int] = refers("versions.id")
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    anchored: Mapped[Anchored | None] = mapped_column(Word(Anchored), info={"unsaid": None})
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    claim: Mapped[Claim] = relationship(back_populates="appearances")
    version: Mapped[Version] = relationship()
    attribution: Mapped["Attribution"] = relationship(cascade="all, delete-orphan", uselist=False)


class Attribution(Base):
    """Who the article lets say it, in which words, and whom the desk traced it to."""

    __tablename__ = "attributions"
    __table_args__ = {"info": {"parent": "appearance_id"}}

    id: Mapped[Id]
    appearance_id: Mapped[int] = refers("appearances.id", index=False, unique=True)
    kind: Mapped[AttributionKind] = mapped_column(Word(AttributionKind), default=AttributionKind.UNATTRIBUTED)
    speaker_id: Mapped[int | None] = refers("sources.id")
    cue: Mapped[tuple[str, ...]] = mapped_column(TextList, default=())
    hedged: Mapped[bool] = mapped_column(default=False)
    level: Mapped[Level] = mapped_column(Word(Level), default=Level.ON_RECORD)
    traced_to_id: Mapped[int | None] = refers("sources.id")

    speaker: Mapped[Source | None] = relationship(foreign_keys=[speaker_id])
    traced_to: Mapped[Source | None] = relationship(foreign_keys=[traced_to_id])
    vias: Mapped[list["AttributionVia"]] = relationship(
        order_by="AttributionVia.position", cascade="all, delete-orphan"
    )


class AttributionVia(Base):
    """Via whom the statement came, in order from the speaker to the article."""

    __tablename__ = "attribution_vias"
    __table_args__ = (UniqueConstraint("attribution_id", "position"), {"info": {"parent": "attribution_id"}})

    id: Mapped[Id]
    attribution_id: Mapped[int] = refers("attributions.id", index=False)
    position: Mapped[int]
    source_id: Mapped[int] = refers("sources.id")

    source: Mapped[Source] = relationship()
