"""The desk as it was: the fold of its history up to an instant, with today's confidentiality, in a database in memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine, insert, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import instant
from factcheck.core.dates import bounds, parse_instant
from factcheck.errors import BadInputError
from factcheck.models import Base, Event, EventPayload, Version, VersionText
from factcheck.services.filling import Ids, fill
from factcheck.services.images import Image, roots
from factcheck.services.withholding import Withheld, withheld_today

_EVENTS, _PAYLOADS = Event.__table__, EventPayload.__table__
_SAME = (_PAYLOADS.c.desk == _EVENTS.c.desk) & (_PAYLOADS.c.seq == _EVENTS.c.seq)
_BATCH = 500

_Subject = tuple[str, str]


def parse_as_of(text: str) -> datetime:
    """The instant that ``--as-of`` names, aware, in UTC: the end of a day, a month or a year, or a moment as it is.

    Raises:
        BadInputError: it is neither a date nor a time.
    """
    stripped = text.strip()
    try:
        return datetime.combine(bounds(stripped)[1], time.max, UTC)
    except BadInputError:
        pass
    try:
        return parse_instant(stripped)
    except BadInputError:
        raise BadInputError(
            f"“{text}” is no date and no time",
            hint="write it like 2026-11-24, the end of that day, or 2026-11-24T10:00 (UTC)",
        ) from None


@contextmanager
def past_desk(session: Session, at: datetime) -> Iterator[Session]:
    """A session on what the desk was at ``at``, in recording time: every event up to and including that instant.

    Rows come from the latest after-images, with the row ids of today; texts of versions are today's, for they never
    change, and one that was redacted since is blank. Where an image was redacted since, the redaction's own stands for
    it if nothing came between, else the last one before it that was not. What is confidential today is so there too
    (``withholding``), in rows and payloads, so that the chain of hashes does not hold there. Captures come without
    their bytes, and there is no search index. Nothing can be written.

    Raises:
        BadInputError: the desk had no history by then.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            Base.metadata.create_all(connection)
            _bring(session, connection, at)
            connection.commit()
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.commit()
            with Session(connection, expire_on_commit=False) as past:
                yield past
    finally:
        engine.dispose()


def _bring(session: Session, past: Connection, at: datetime) -> None:
    """Fill an empty database with what the desk was."""
    withheld = withheld_today(session, at)
    latest = _bring_events(session, past, at, withheld)
    if not latest:
        raise BadInputError(f"the desk has no history by {instant(at)[:16]} UTC", hint=_since(session))
    found = [(kind, withheld.apply(kind, image)) for (kind, _), image in latest.items()]
    order = list(roots())
    found.sort(key=lambda each: order.index(each[0]))
    ids = fill(past, _distinct(found, withheld), _ids_today(session))
    _bring_texts(session, past, ids)


def _since(session: Session) -> str:
    first = session.scalar(select(Event.at).order_by(Event.at).limit(1))
    return f"it begins on {instant(first)[:16].replace('T', ' at ')}" if first else "factcheck db init"


def _bring_events(session: Session, past: Connection, at: datetime, withheld: Withheld) -> dict[_Subject, Image]:
    """Copy the events up to ``at`` with their payloads. Returns the image that stands for each subject."""
    query = (
        select(_EVENTS, _PAYLOADS.c.salt, _PAYLOADS.c.body)
        .outerjoin(_PAYLOADS, _SAME)
        .where(_EVENTS.c.at <= at)
        .order_by(_EVENTS.c.desk, _EVENTS.c.seq)
        .execution_options(yield_per=1000)
    )
    bodies: dict[_Subject, str] = {}
    blank: dict[_Subject, tuple[str, int]] = {}
    for rows in session.execute(query).mappings().partitions():
        payloads = []
        for row in rows:
            subject, body = (row["subject_kind"], row["subject"]), row["body"]
            payload = {"desk": row["desk"], "seq": row["seq"], "salt": row["salt"], "body": None}
            if body is None:
                blank[subject] = (row["desk"], row["seq"])
            else:
                blank.pop(subject, None)
                bodies[subject] = body
                payload["body"] = withheld.apply_to_body(*subject, body)
            if row["salt"] is not None:
                payloads.append(payload)
        events = [{column.name: row[column.name] for column in _EVENTS.columns} for row in rows]
        past.execute(insert(Event), events)
        past.execute(insert(EventPayload), payloads)
    for subject, place in blank.items():
        if found := _beside(session, subject[1], *place, bodies.get(subject)):
            bodies[subject] = found
    return {subject: json.loads(body)["after"] for subject, body in bodies.items()}


def _beside(session: Session, subject: str, desk: str, seq: int, earlier: str | None) -> str | None:
    """The payload that stands for a redacted one: that of the redaction itself, if it came next, else what was before.

    Where the subject has none before, the next one that was not redacted: what refers to the subject needs it.
    """
    later = (
        select(_EVENTS.c.command, _PAYLOADS.c.body)
        .join(_PAYLOADS, _SAME)
        .where(_EVENTS.c.subject == subject, _EVENTS.c.desk == desk, _EVENTS.c.seq > seq)
        .order_by(_EVENTS.c.seq)
    )
    following = session.execute(later).all()
    if following and following[0].command == "redact" and following[0].body is not None:
        return str(following[0].body)
    return earlier or next((row.body for row in following if row.body is not None), None)


def _distinct(found: Iterable[tuple[str, Image]], withheld: Withheld) -> Iterator[tuple[str, Image]]:
    """The images, where a code name of today is what another source was called then with the number beside it."""
    images = list(found)
    taken = {image["name"] for kind, image in images if kind == "source" and image["uid"] not in withheld.sources}
    for kind, image in images:
        if kind == "source" and image["uid"] in withheld.sources:
            name = image["name"] if image["name"] not in taken else f"{image['name']} (s{image['number']})"
            taken.add(name)
            yield kind, image | {"name": name}
        else:
            yield kind, image


def _ids_today(session: Session) -> Mapping[str, Mapping[str, int]]:
    """The row ids of everything that has a uid, by table."""
    known: dict[str, dict[str, int]] = {}
    for table in Base.metadata.sorted_tables:
        if "uid" in table.c and "id" in table.c:
            rows: Any = session.execute(select(table.c.uid, table.c.id)).all()
            known[table.name] = dict(rows)
    return known


def _bring_texts(session: Session, past: Connection, ids: Ids) -> None:
    """The texts of the versions there were."""
    versions = ids.get("versions", {})
    uids = sorted(versions)
    for start in range(0, len(uids), _BATCH):
        query = (
            select(Version.uid, VersionText.text)
            .join(VersionText, VersionText.version_id == Version.id)
            .where(Version.uid.in_(uids[start : start + _BATCH]))
        )
        rows = [{"version_id": versions[uid], "text": text} for uid, text in session.execute(query)]
        past.execute(insert(VersionText), rows)
