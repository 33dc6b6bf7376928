"""What a person who checks claims blind may not see of them: hidden in the tables themselves, for one session.

While a check of theirs is asked for and not in, temporary views stand before the desk's tables and say nothing of the
status, the findings and all that rests on them. So whatever reads the desk, today or later, reads the same covered
rows; what a new table says of a claim is hidden until somebody decides here that it may be seen.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, or_, select, text
from sqlalchemy.orm import Session, object_session

from factcheck.core.words import Stance, Status
from factcheck.errors import RefusedError
from factcheck.models import Appearance, Base, Check, Claim, ClaimTag, Event, Figure, Person

# What only a veil needs is loaded where there is one: every command that reads comes through here.
if TYPE_CHECKING:
    from factcheck.services.work import Work

_CLAIMS, _CHECKS, _PEOPLE = Claim.__table__, Check.__table__, Person.__table__
_COVERED = Table("covered_claims", MetaData(), Column("id", Integer, primary_key=True), prefixes=["TEMPORARY"])
_KEY = "veil"
_CLOSED = "closed"

#: What stands where a finding is hidden.
HIDDEN = "(hidden until your own check is in)"
#: Commands that a person may still give for a claim they are to check blind.
_ALLOWED = frozenset({"review", "note"})
#: Parts of a claim that say nothing of how it was judged.
_SHOWN = frozenset({"appearances", "claim_aliases", "claim_tags", "relations"})
#: Columns that are covered in rows that stay, by table, with what stands in them then.
_COVERS: dict[str, dict[str, str]] = {
    "claims": {"status": f"'{Status.UNVERIFIED}'"}
    | dict.fromkeys(
        ("status_code", "status_reason", "status_by_id", "status_at", "fingerprint", "waiting", "waiting_until"), "NULL"
    ),
    "evidence": {"stance": f"'{Stance.CONTEXT}'", "finding": f"'{HIDDEN}'"},
    "figures": {column.name: "NULL" for column in Figure.__table__.c if column.name.startswith("found")},
}


@dataclass(frozen=True, slots=True)
class Veil:
    """What is hidden from a person: the row ids of claims with their uids."""

    person: str
    claims: Mapping[int, str]

    @property
    def uids(self) -> frozenset[str]:
        """The uids of the claims."""
        return frozenset(self.claims.values())


def find_veil(session: Session, person: str | None) -> Veil | None:
    """What the person is to check blind and has not yet, or ``None``; on a server the login says too who it is."""
    named = " ".join((person or "").split())
    who = _PEOPLE.c.name == named
    if session.get_bind().dialect.name == "postgresql":
        from factcheck.services.logins import login_that_counts

        login = login_that_counts(session)
        who = or_(who, _PEOPLE.c.login == login) if login else who
    elif not named:
        return None
    query = (
        select(_PEOPLE.c.name, _CLAIMS.c.id, _CLAIMS.c.uid)
        .join_from(_CHECKS, _PEOPLE, _PEOPLE.c.id == _CHECKS.c.person_id)
        .join(_CLAIMS, _CLAIMS.c.id == _CHECKS.c.claim_id)
        .where(who, _CHECKS.c.blind, _CHECKS.c.status == Status.UNVERIFIED)
    )
    rows = session.execute(query).all()
    return Veil(rows[0].name, {row.id: row.uid for row in rows}) if rows else None


def draw_veil(session: Session, person: str | None) -> Veil | None:
    """Hide from this reading session what the person is to check blind. Returns what was hidden, if anything."""
    veil = find_veil(session, person)
    if veil is None:
        return None
    from factcheck.db import search

    connection = session.connection()
    with _temporary_allowed(connection):
        texts = _texts(connection, veil)
        _COVERED.create(connection)
        connection.execute(insert(_COVERED), [{"id": row_id} for row_id in veil.claims])
        person_id = connection.scalar(select(_PEOPLE.c.id).where(_PEOPLE.c.name == veil.person))
        assert person_id is not None
        views = _Views(connection, person_id)
        search.cover(connection, views.schema, texts)
        views.create()
    session.info[_KEY] = veil
    return veil


def veil_of(session: Session) -> Veil | None:
    """What is hidden from this session, if anything."""
    return session.info.get(_KEY)


def is_hidden(event: Event) -> bool:
    """Whether the session an event comes from hides what it says."""
    session = object_session(event)
    veil = veil_of(session) if session else None
    return veil is not None and event.subject in veil.uids


def is_veiled(thing: Base, claim_id: int) -> bool:
    """Whether the session ``thing`` comes from hides that claim."""
    session = object_session(thing)
    veil = veil_of(session) if session else None
    return veil is not None and claim_id in veil.claims


def close_claims(session: Session, person: str, command: str) -> None:
    """Close to a writing command the claims that the person is to check blind: what it says of them would show them.

    ``refuse_closed`` is asked by whoever looks a claim up, ``refuse_touched`` before the command's work is kept.
    """
    if command not in _ALLOWED:
        veil = find_veil(session, person)
        session.info[_CLOSED] = veil.claims if veil else {}


def refuse_closed(session: Session, claim: Claim) -> None:
    """Refuse to work on a claim that is closed to this session.

    Raises:
        RefusedError: it is.
    """
    if claim.id in session.info.get(_CLOSED, ()):
        raise RefusedError(
            f"claim {claim.number} is closed to you until your own blind check of it is in",
            hint=f"factcheck review {claim.number} --check STATUS --because 'WHY'",
        )


def refuse_touched(work: "Work") -> None:
    """Refuse what a command did to claims that are closed to it, by whatever way it came to them.

    Raises:
        RefusedError: it changed one of them.
    """
    if work.session.info.get(_CLOSED) and work.person:
        still = find_veil(work.session, work.person.name)  # an undo may just have ended it
        for row_id in sorted(work.touched("claim") & (still.claims if still else {}).keys()):
            refuse_closed(work.session, work.session.get_one(Claim, row_id))


class _Views:
    """The views that stand before the desk's tables on one connection."""

    def __init__(self, connection: Connection, person_id: int) -> None:
        self.connection = connection
        self.person_id = person_id
        self.quote = connection.dialect.identifier_preparer.quote
        sqlite = connection.dialect.name == "sqlite"
        self.schema = "main" if sqlite else self.quote(str(connection.scalar(text("SELECT current_schema()"))))

    def create(self) -> None:
        """Make all of them."""
        from factcheck.services.images import parts, roots

        claims = roots()["claim"]
        self._view(claims, "id", _COVERS["claims"])
        for part, parent in parts(claims):
            if part.name in _COVERS:
                self._view(part, parent, _COVERS[part.name])
            elif part.name not in _SHOWN:
                self._view(part, parent, None)
        about = (
            f"EXISTS (SELECT 1 FROM {self.schema}.events AS told JOIN {self.schema}.claims AS claim"
            " ON claim.uid = told.subject WHERE told.desk = own.desk AND told.seq = own.seq"
            " AND claim.id IN (SELECT id FROM covered_claims))"
        )
        self._create("event_payloads", f"desk, seq, salt, CASE WHEN {about} THEN NULL ELSE body END AS body", "")

    def _view(self, table: Table, claim: str, covers: Mapping[str, str] | None) -> None:
        """A table with columns covered, or without the rows, of what is hidden; what the person wrote stays theirs."""
        hidden = f"{claim} IN (SELECT id FROM covered_claims)"
        author = next((name for name in ("created_by_id", "person_id") if name in table.c), None)
        if author is not None and table.name != "claims":
            hidden += f" AND coalesce({author}, 0) <> {self.person_id}"
        covers = covers or {}
        columns = [
            f"CASE WHEN {hidden} THEN {covers[column.name]} ELSE {self.quote(column.name)} END AS {column.name}"
            if column.name in covers
            else self.quote(column.name)
            for column in table.c
        ]
        self._create(table.name, ", ".join(columns), "" if covers else f" WHERE NOT ({hidden})")

    def _create(self, name: str, columns: str, where: str) -> None:
        statement = f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM {self.schema}.{name} AS own{where}"
        self.connection.exec_driver_sql(statement)


def _texts(connection: Connection, veil: Veil) -> dict[int, list[str]]:
    """What a search may still find the claims by: their words, the article's, their tags and number."""
    places, tags = Appearance.__table__, ClaimTag.__table__
    claims = select(_CLAIMS.c.id, _CLAIMS.c.number, _CLAIMS.c.wording)
    found = {row.id: [str(row.number), row.wording] for row in connection.execute(claims) if row.id in veil.claims}
    for query in (select(places.c.claim_id, places.c.exact), select(tags.c.claim_id, tags.c.tag)):
        for row_id, words in connection.execute(query):
            if row_id in found:
                found[row_id].append(words)
    return found


@contextmanager
def _temporary_allowed(connection: Connection) -> Iterator[None]:
    """Let a reader make what only its own connection has; SQLite takes that for a change otherwise."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA query_only=ON")
