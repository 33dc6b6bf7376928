"""Documents: works cited, each once, and their captures."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import OriginBasis, TitleBasis
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.source import Source
from factcheck.models.types import TextList, UtcDateTime, Word


class Document(Base):
    """A work cited as evidence: an address, a file, a call. ``number`` is the 5 of ``d5``.

    ``canonical_url`` recognises the same address written differently. ``work`` is the work this page is or repeats.
    The origin is who it ultimately derives from: a source or another document, never both, and unknown unless said.
    ``date`` may be partial; ``date_text`` is the full story. ``retracted`` says why, where it is.
    """

    __tablename__ = "documents"
    __table_args__ = {"info": {"aggregate": "document"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    url: Mapped[str | None]
    canonical_url: Mapped[str | None] = mapped_column(unique=True)
    file_name: Mapped[str | None]
    title: Mapped[str | None]
    title_basis: Mapped[TitleBasis | None] = mapped_column(Word(TitleBasis))
    publisher_id: Mapped[int | None] = refers("sources.id")
    author: Mapped[str | None]
    date: Mapped[str | None]
    date_text: Mapped[str | None]
    work_id: Mapped[int | None] = refers("sources.id")
    origin_source_id: Mapped[int | None] = refers("sources.id")
    origin_document_id: Mapped[int | None] = refers("documents.id")
    origin_basis: Mapped[OriginBasis | None] = mapped_column(Word(OriginBasis))
    host: Mapped[str | None]
    archived_url: Mapped[str | None]
    retracted: Mapped[str | None]
    confidential: Mapped[bool] = mapped_column(default=False)
    dropped: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    publisher: Mapped[Source | None] = relationship(foreign_keys=[publisher_id])
    work: Mapped[Source | None] = relationship(foreign_keys=[work_id])
    origin_source: Mapped[Source | None] = relationship(foreign_keys=[origin_source_id])
    origin_document: Mapped["Document | None"] = relationship(
        foreign_keys=[origin_document_id], remote_side="Document.id"
    )
    vias: Mapped[list["DocumentVia"]] = relationship(
        order_by="DocumentVia.position", cascade="all, delete-orphan", foreign_keys="DocumentVia.document_id"
    )


class DocumentVia(Base):
    """An outlet a document passed through, in order."""

    __tablename__ = "document_vias"
    __table_args__ = (UniqueConstraint("document_id", "position"), {"info": {"parent": "document_id"}})

    id: Mapped[Id]
    document_id: Mapped[int] = refers("documents.id", index=False)
    position: Mapped[int]
    source_id: Mapped[int] = refers("sources.id")

    source: Mapped[Source] = relationship()


class Capture(Base):
    """A document's bytes as seen at one time, known by their SHA-256; the bytes are a row of their own.

    ``headers`` is the exchange with the server, a line each: ``GET`` and the address, the status line, the header; for
    each redirect the same before it. It is empty for bytes out of a file. ``text_sha256`` is the digest of the text
    that was taken from the bytes, where there is one: the tool that took it may do it otherwise tomorrow.
    """

    __tablename__ = "captures"
    __table_args__ = {"info": {"parent": "document_id", "lasting": True}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = refers("documents.id")
    sha256: Mapped[str]
    text_sha256: Mapped[str | None] = mapped_column(info={"later": True})
    size: Mapped[int]
    media_type: Mapped[str | None]
    headers: Mapped[tuple[str, ...]] = mapped_column(TextList)
    tool: Mapped[str]
    captured_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaptureBody(Base):
    """The bytes of a capture and the text taken from them; only a redaction may blank them."""

    __tablename__ = "capture_bodies"
    __table_args__ = {"info": {"outside": "bytes and text are held by their hashes in captures"}}

    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), primary_key=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    text: Mapped[str | None]
