"""A whole desk as lines of JSON, and back into an empty database: the history byte for byte, the rows from it.

The first line names the schema and the desk; then come the events with their payloads, in order, and the texts and
bytes that only their hashes stand for. A claim set (``exporting``) is for exchange and has no history; this is the desk.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from factcheck.core.canonical import canonical, sha256
from factcheck.core.dates import parse_instant
from factcheck.core.words import Level
from factcheck.errors import BadInputError, IntegrityError, RefusedError
from factcheck.models import (
    Article,
    Ask,
    Attribution,
    Capture,
    CaptureBody,
    Claim,
    Complaint,
    Document,
    Event,
    EventPayload,
    Evidence,
    Note,
    Source,
    Version,
    VersionText,
)
from factcheck.services.desks import get_desk
from factcheck.services.images import roots
from factcheck.services.indexing import reindex
from factcheck.services.prior_checks import bring_prior, prior_lines
from factcheck.services.restoring import write_images
from factcheck.services.verify import verify
from factcheck.services.work import header

SCHEMA = "factcheck/desk/1"

#: How an after-image spells what is internal or confidential; a speaker's real name is in none.
_INTERNAL = (
    '"level":"off-record"', '"level":"background"', '"internal":true', '"called":"', '"risks":[', '"confidential":true',
    '"asks":[', '"complaints":[',
)  # fmt: skip

Line = dict[str, Any]


def looks_like_archive(start: bytes) -> bool:
    """Whether a file that begins so is a whole desk."""
    return start.lstrip().startswith(b'{"desk":') and SCHEMA.encode() in start[:200]


def find_secrets(session: Session) -> list[str]:
    """What in the desk is internal or confidential, a phrase each: a whole export would carry all of it.

    What was dropped counts, and what only the history still holds.
    """
    counts = (
        ("internal note", "internal notes", select(Note.id).where(Note.internal.is_(True))),
        (
            "statement off the record or on background",
            "statements off the record or on background",
            select(Attribution.id).where(Attribution.level != Level.ON_RECORD),
        ),
        (
            "item that names whom the desk asked",
            "items that name whom the desk asked",
            select(Evidence.id).where(Evidence.called != ""),
        ),
        ("note on an article", "notes on articles", select(Article.id).where(Article.note != "")),
        ("claim marked as a risk", "claims marked as a risk", select(Claim.id).where(Claim.risks != ())),
        ("question put to somebody", "questions put to people", select(Ask.id)),
        ("complaint", "complaints", select(Complaint.id)),
        ("confidential source", "confidential sources", select(Source.id).where(Source.confidential.is_(True))),
        ("confidential document", "confidential documents", select(Document.id).where(Document.confidential.is_(True))),
    )
    found = []
    for one, many, query in counts:
        if count := len(session.scalars(query).all()):
            found.append(f"{count} {one if count == 1 else many}")
    if not found:
        earlier = [EventPayload.body.contains(spelled) for spelled in _INTERNAL]
        if session.scalar(select(EventPayload.seq).where(or_(*earlier)).limit(1)) is not None:
            found.append("what was internal or off the record once, in its history")
    return found


def write_archive(session: Session, *, include_confidential: bool) -> Iterator[str]:
    """The desk as lines, each with its newline.

    Raises:
        RefusedError: the desk holds something internal or confidential, and nobody asked for that by name.
    """
    secrets = find_secrets(session)
    if secrets and not include_confidential:
        raise RefusedError(
            f"a whole desk would carry {', '.join(secrets)}", hint="add --include-confidential if that is meant"
        )
    return _lines(session)


def _lines(session: Session) -> Iterator[str]:
    desk = get_desk(session)
    yield _line({"desk": desk.uid, "name": desk.name, "schema": SCHEMA})
    events = (
        select(Event, EventPayload.salt, EventPayload.body)
        .outerjoin(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
        .order_by(Event.desk, Event.seq)
    )
    for event, salt, body in session.execute(events.execution_options(yield_per=500)):
        kept = header(event) | {"previous": event.previous, "hash": event.hash, "salt": salt, "body": body}
        yield _line({"event": kept})
        session.expunge(event)
    texts = select(Version.uid, VersionText.text).join(VersionText, VersionText.version_id == Version.id)
    for uid, text in session.execute(texts.order_by(Version.uid)):
        yield _line({"version": uid, "text": text})
    bodies = select(Capture.uid, CaptureBody.body, CaptureBody.text).join(
        CaptureBody, CaptureBody.capture_id == Capture.id
    )
    for uid, data, extracted in session.execute(bodies.order_by(Capture.uid)):
        coded = None if data is None else base64.b64encode(data).decode()
        yield _line({"capture": uid, "body": coded, "text": extracted})
    yield from map(_line, prior_lines(session))


def _line(value: Line) -> str:
    return canonical(value) + "\n"


def restore_archive(session: Session, lines: Iterable[bytes], *, name: str) -> int:
    """Fill an empty database with a whole desk and prove it. Returns how many events it has.

    Raises:
        BadInputError: a line is not what a whole desk is made of; the caller must roll back.
        IntegrityError: what comes out is not whole.
    """
    latest: dict[tuple[str, str], Line] = {}
    bodies: list[Line] = []
    count = 0
    for number, raw in enumerate(lines, 1):
        value = _parsed(raw, f"{name}, line {number}")
        if number == 1:
            if value.get("schema") != SCHEMA:
                raise BadInputError(f"{name} is not a whole desk", hint=f"its first line says “schema”: “{SCHEMA}”")
        elif "event" in value:
            _bring_event(session, value["event"], latest, f"{name}, line {number}")
            count += 1
        else:
            bodies.append(value)
    connection = session.connection()
    wanted = [(kind, image) for kind in roots() for (each, _), image in latest.items() if each == kind]
    write_images(connection, wanted, soft=False)
    for value in bodies:
        _bring_body(session, value, name)
    session.expire_all()
    reindex(session)
    proof = verify(session)
    if proof.faults or not count:
        raise IntegrityError(
            f"{name} is not a whole desk:\n  " + "\n  ".join(proof.faults[:20] or ["it has no events"]),
            hint="nothing was made of it",
        )
    return count


def _parsed(raw: bytes, place: str) -> Line:
    try:
        value = json.loads(raw)
    except ValueError as error:
        raise BadInputError(f"{place} is no JSON: {error}", hint="give a file written by export --desk") from None
    if not isinstance(value, dict):
        raise BadInputError(f"{place} is no object", hint="give a file written by export --desk")
    return value


def _bring_event(session: Session, value: Line, latest: dict[tuple[str, str], Line], place: str) -> None:
    """Put an event in as it is. A redacted payload leaves its subject's image to a later event."""
    try:
        event = {name: value[name] for name in ("desk", "seq", "run", "person", "command", "subject_kind", "subject")}
        event |= {"at": parse_instant(value["at"]), "payload_digest": value["payload"]}
        event |= {"previous": value["previous"], "hash": value["hash"]}
        payload = {"desk": value["desk"], "seq": value["seq"], "salt": value["salt"], "body": value["body"]}
        session.execute(insert(Event).values(event))
        session.execute(insert(EventPayload).values(payload))
        if value["body"] is not None:
            latest[value["subject_kind"], value["subject"]] = json.loads(value["body"])["after"]
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(f"{place} is no event: {error}", hint="give a file written by export --desk") from None


def _bring_body(session: Session, value: Line, name: str) -> None:
    """Put in the text of a version, the bytes of a capture, or a prior check."""
    if "version" in value:
        row_id = session.scalar(select(Version.id).where(Version.uid == value["version"]))
        if row_id is not None:
            session.execute(insert(VersionText).values(version_id=row_id, text=value["text"]))
            return
    if "capture" in value:
        row_id = session.scalar(select(Capture.id).where(Capture.uid == value["capture"]))
        if row_id is not None:
            body = None if value["body"] is None else base64.b64decode(value["body"])
            session.execute(insert(CaptureBody).values(capture_id=row_id, body=body, text=value["text"]))
            if value["text"] is not None:
                # Events of an older factcheck do not tell the digest of a text; where they do, verify holds it to that.
                untold = update(Capture).where(Capture.id == row_id, Capture.text_sha256.is_(None))
                session.execute(untold.values(text_sha256=sha256(value["text"])))
            return
    if "prior" in value and bring_prior(session, value):
        return
    raise BadInputError(f"{name} has a line that belongs to nothing: {str(value)[:80]}", hint="it was altered")
