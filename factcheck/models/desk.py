"""The desk itself, its policy, and the people who work at it."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.core.words import Role
from factcheck.models.base import Base, Id, Uid, refers
from factcheck.models.types import UtcDateTime, Word


class Desk(Base):
    """One database is one desk: this table has one row. An example desk refuses writes."""

    __tablename__ = "desks"
    __table_args__ = {"info": {"aggregate": "desk"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    name: Mapped[str]
    example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Policy(Base):
    """One rule of the desk that people may set: how many independent origins, second check required, scale."""

    __tablename__ = "policies"
    __table_args__ = (UniqueConstraint("desk_id", "key"), {"info": {"parent": "desk_id"}})

    id: Mapped[Id]
    desk_id: Mapped[int] = refers("desks.id", index=False)
    key: Mapped[str]
    value: Mapped[str]


class Person(Base):
    """Who works at the desk. ``login`` is the server's user name where the desk is on one."""

    __tablename__ = "people"
    __table_args__ = {"info": {"aggregate": "person"}}

    id: Mapped[Id]
    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(Word(Role), default=Role.CHECKER)
    login: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
