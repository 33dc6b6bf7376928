"""Prior checks: what other desks published of a claim, a set of them for each file taken in."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.types import UtcDateTime


class PriorSet(Base):
    """The prior checks of one file. ``digest`` is the SHA-256 of the digests of its checks, in order.

    So one event holds thousands of checks, and verify proves each of them (docs/adr/0014).
    """

    __tablename__ = "prior_sets"
    __table_args__ = {"info": {"aggregate": "prior set"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    count: Mapped[int]
    digest: Mapped[str]
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PriorCheck(Base):
    """What another desk published: the claim in its words, who found what, where and when. Never edited.

    ``position`` is the 203 of ``1.203``. ``date`` may be partial; ``rating`` is as given. ``digest`` is the SHA-256 of
    the canonical JSON of all the texts; only a redaction may blank them (``redacted``), and leaves the digest.
    """

    __tablename__ = "prior_checks"
    __table_args__ = (
        UniqueConstraint("set_id", "position"),
        {"info": {"outside": "checks are held by their digests in prior_sets"}},
    )

    id: Mapped[Id]
    set_id: Mapped[int] = refers("prior_sets.id", index=False)
    position: Mapped[int]
    claim: Mapped[str]
    title: Mapped[str | None]
    summary: Mapped[str | None]
    publisher: Mapped[str | None]
    url: Mapped[str | None]
    date: Mapped[str | None]
    rating: Mapped[str | None]
    digest: Mapped[str] = mapped_column(index=True)
    redacted: Mapped[bool] = mapped_column(default=False)
