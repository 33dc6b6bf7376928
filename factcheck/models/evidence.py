"""Evidence: how a document bears on one claim."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import Method, OriginBasis, Quality, Stance
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.document import Document
from factcheck.models.source import Source
from factcheck.models.types import UtcDateTime, Word

if TYPE_CHECKING:
    from factcheck.models.claim import Claim


class Evidence(Base):
    """An item of evidence, shown as ``40.3``; ``item`` is never reused.

    The origin columns are filled only where this finding goes back to somebody else than its document does
    (one news page reports a broker and the exchange). ``called`` names whom the desk asked.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("claim_id", "item"), {"info": {"parent": "claim_id"}})

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = refers("claims.id", index=False)
    item: Mapped[int]
    document_id: Mapped[int] = refers("documents.id")
    stance: Mapped[Stance] = mapped_column(Word(Stance))
    finding: Mapped[str]
    locator: Mapped[str | None]
    method: Mapped[Method | None] = mapped_column(Word(Method))
    called: Mapped[str | None]
    quality: Mapped[Quality | None] = mapped_column(Word(Quality))
    read: Mapped[bool] = mapped_column(default=True)
    extent: Mapped[str | None]
    accessed: Mapped[str | None]
    origin_source_id: Mapped[int | None] = refers("sources.id")
    origin_document_id: Mapped[int | None] = refers("documents.id")
    origin_basis: Mapped[OriginBasis | None] = mapped_column(Word(OriginBasis))
    capture_id: Mapped[int | None] = refers("captures.id")
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    claim: Mapped["Claim"] = relationship(back_populates="evidence")
    document: Mapped[Document] = relationship(foreign_keys=[document_id])
    origin_source: Mapped[Source | None] = relationship(foreign_keys=[origin_source_id])
    origin_document: Mapped[Document | None] = relationship(foreign_keys=[origin_document_id])
    vias: Mapped[list["EvidenceVia"]] = relationship(order_by="EvidenceVia.position", cascade="all, delete-orphan")


class EvidenceVia(Base):
    """An outlet this finding passed through, where that differs from its document."""

    __tablename__ = "evidence_vias"
    __table_args__ = (UniqueConstraint("evidence_id", "position"), {"info": {"parent": "evidence_id"}})

    id: Mapped[Id]
    evidence_id: Mapped[int] = refers("evidence.id", index=False)
    position: Mapped[int]
    source_id: Mapped[int] = refers("sources.id")

    source: Mapped[Source] = relationship()
