"""Articles under check, and the versions of their text."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.source import Source
from factcheck.models.types import UtcDateTime


class Article(Base):
    """A text under check. ``number`` is the 1 of ``a1``; ``upstream`` is whose text it follows."""

    __tablename__ = "articles"
    __table_args__ = {"info": {"aggregate": "article"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str | None]
    url: Mapped[str | None]
    publisher_id: Mapped[int | None] = refers("sources.id")
    author: Mapped[str | None]
    published: Mapped[str | None]
    language: Mapped[str | None]
    upstream_id: Mapped[int | None] = refers("sources.id")
    note: Mapped[str | None]
    dropped: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    publisher: Mapped[Source | None] = relationship(foreign_keys=[publisher_id])
    upstream: Mapped[Source | None] = relationship(foreign_keys=[upstream_id])
    versions: Mapped[list["Version"]] = relationship(
        order_by="Version.number",
        back_populates="article",
        primaryjoin="and_(Version.article_id == Article.id, Version.dropped.is_(False))",
    )

    @property
    def current(self) -> "Version":
        """The newest version."""
        return self.versions[-1]


class Version(Base):
    """The article's text at one time: immutable, known by its SHA-256; ``published_on`` marks the published one.

    ``dropped``: the command that took it in was taken back. It keeps its number and its text.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number"), {"info": {"parent": "article_id"}})

    id: Mapped[Id]
    uid: Mapped[Uid]
    article_id: Mapped[int] = refers("articles.id", index=False)
    number: Mapped[int]
    sha256: Mapped[str]
    file_name: Mapped[str | None]
    published_on: Mapped[str | None]
    dropped: Mapped[bool] = mapped_column(default=False, server_default=false(), info={"unsaid": False})
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    article: Mapped[Article] = relationship(back_populates="versions")
    body: Mapped["VersionText"] = relationship(cascade="all, delete-orphan")

    @property
    def text(self) -> str:
        """The text, as decoded, with LF line ends; empty where it was redacted."""
        return self.body.text or ""


class VersionText(Base):
    """The text of a version; only a redaction may blank it."""

    __tablename__ = "version_texts"
    __table_args__ = {"info": {"outside": "the text is held by its hash in versions"}}

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    text: Mapped[str | None]
