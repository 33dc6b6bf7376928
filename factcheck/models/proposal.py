"""What the desk decided of a claim that was proposed to it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.core.words import Decision, Kind
from factcheck.models.article import Version
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.claim import Claim
from factcheck.models.types import TextList, UtcDateTime, Word


class Proposal(Base):
    """A proposal of ``factcheck suggest`` as a person decided it: entered as ``claim``, or turned down.

    ``exact`` stands at ``start`` to ``end`` (code points) of the version. ``worth`` is the score in hundredths, ``why`` its
    reasons, ``made_by`` the rules or the scorer that gave them: so a later reader sees what the person saw.
    """

    __tablename__ = "proposals"
    # Desks in use hold images from before this table (models/base.py).
    __table_args__ = {"info": {"parent": "article_id", "unsaid": []}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    article_id: Mapped[int] = refers("articles.id")
    version_id: Mapped[int] = refers("versions.id")
    exact: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    worth: Mapped[int]
    why: Mapped[tuple[str, ...]] = mapped_column(TextList, default=())
    made_by: Mapped[str]
    decision: Mapped[Decision] = mapped_column(Word(Decision))
    reason: Mapped[str | None]
    claim_id: Mapped[int | None] = refers("claims.id")
    dropped: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = refers("people.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    version: Mapped[Version] = relationship()
    claim: Mapped[Claim | None] = relationship()
