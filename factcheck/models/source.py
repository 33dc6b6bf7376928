"""Sources: who says things."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import SourceKind
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.types import UtcDateTime, Word


class Source(Base):
    """A person, organisation, publication, dataset or anonymous group.

    ``number`` is the 7 of ``s7``. ``part_of`` leads to the source it belongs to: independence follows it to the top.
    A confidential source has a code name as ``name``; its real name is not in the desk.
    """

    __tablename__ = "sources"
    __table_args__ = {"info": {"aggregate": "source"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[SourceKind | None] = mapped_column(Word(SourceKind))
    description: Mapped[str | None]
    part_of_id: Mapped[int | None] = refers("sources.id")
    confidential: Mapped[bool] = mapped_column(default=False)
    dropped: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    part_of: Mapped["Source | None"] = relationship(remote_side="Source.id")
    aliases: Mapped[list["SourceAlias"]] = relationship(order_by="SourceAlias.name", cascade="all, delete-orphan")


class SourceAlias(Base):
    """Another name of a source."""

    __tablename__ = "source_aliases"
    __table_args__ = (UniqueConstraint("source_id", "name"), {"info": {"parent": "source_id"}})

    id: Mapped[Id]
    source_id: Mapped[int] = refers("sources.id", index=False)
    name: Mapped[str]
