"""The real names of confidential sources, as far as they are at hand where lint runs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.db.session import desk_uid
from factcheck.models import Source
from factcheck.names import Names, default_place

_SOURCES = Source.__table__


def real_names(session: Session, place: str | None) -> dict[str, str]:
    """The real names by source uid, from ``place`` or the usual one; empty where the desk has no secrets or no names.

    Raises:
        DiskError: others can read the file of names.
    """
    uids = list(session.scalars(select(_SOURCES.c.uid).where(_SOURCES.c.confidential)))
    names = Names(place or default_place())
    return names.find_all(desk_uid(session), uids) if uids and names.at_hand() else {}
