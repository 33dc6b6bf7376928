"""Proof that nothing was altered behind the desk's back: chain, replay, captures, versions and quotes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.canonical import GENESIS, canonical, chain_hash, payload_digest, sha256
from factcheck.models import Appearance, Capture, CaptureBody, Claim, Event, EventPayload, Version, VersionText
from factcheck.services.images import Image, images, parts, roots
from factcheck.services.work import header

#: What reading an altered row may raise: a word off its list, a date that is none, a key that leads nowhere, no JSON.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)


@dataclass(slots=True)
class Proof:
    """What a verification found: the faults, a sentence each, and what was redacted openly."""

    events: int = 0
    head: str = GENESIS
    faults: list[str] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)


def verify(session: Session) -> Proof:
    """Check the whole desk. Reads every event and every row; memory grows with the number of aggregates.

    A value that no desk writes (a status that is no word, a date that is none) is a fault, never a crash.
    """
    proof = Proof()
    latest: dict[tuple[str, str], str | None] = {}
    try:
        blanked = _check_chain(session, proof, latest)
    except UNREADABLE as error:
        proof.faults.append(f"the history cannot be read after event {proof.events}: {_said(error)}")
        return proof
    _check_rows(session, proof, latest)
    for what, check in _CHECKS:
        try:
            proof.faults += check(session, blanked)
        except UNREADABLE as error:
            proof.faults.append(f"{what} cannot be read: {_said(error)}")
    return proof


def _check_chain(session: Session, proof: Proof, latest: dict[tuple[str, str], str | None]) -> set[str]:
    """Walk the chain of each desk; remember the last image of each subject as a digest; give back what was redacted."""
    query = (
        select(Event, EventPayload.salt, EventPayload.body)
        .outerjoin(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
        .order_by(Event.desk, Event.seq)
    )
    blank: dict[str, str] = {}
    allowed: set[str] = set()
    desk, seq, previous = "", 0, GENESIS
    for event, salt, body in session.execute(query.execution_options(yield_per=1000)):
        if event.desk != desk:
            desk, seq, previous = event.desk, 0, GENESIS
        name = f"event {event.seq}"
        if event.seq != seq + 1:
            proof.faults.append(f"{name}: event {seq + 1} is missing before it")
        if event.previous != previous or event.hash != chain_hash(event.previous, header(event)):
            proof.faults.append(f"{name}: it was altered, or the one before it was")
        if body is None:
            blank[f"{event.desk}/{event.seq}"] = name
            latest[event.subject_kind, event.subject] = None
        elif event.payload_digest != payload_digest(salt, body):
            proof.faults.append(f"{name}: its payload was altered")
        else:
            payload = json.loads(body)
            latest[event.subject_kind, event.subject] = sha256(canonical(payload["after"]))
            allowed |= _redactions(event, payload)
        seq, previous = event.seq, event.hash
        proof.events += 1
        proof.head = event.hash
        session.expunge(event)
    for key, name in blank.items():
        if key in allowed:
            proof.redacted.append(name)
        else:
            proof.faults.append(f"{name}: its payload is gone and no redaction says why")
    return allowed


def _redactions(event: Event, payload: dict[str, Any]) -> set[str]:
    """What a redaction event says was blanked: events as "desk/seq", versions and captures by uid."""
    return set(payload.get("redacts", ())) if event.command == "redact" else set()


def _check_rows(session: Session, proof: Proof, latest: dict[tuple[str, str], str | None]) -> None:
    """Every aggregate's rows against its last image, both ways."""
    seen: set[tuple[str, str]] = set()
    for kind in roots():
        for image in _readable(session, kind, proof):
            uid = image["uid"]
            seen.add((kind, uid))
            if (kind, uid) not in latest:
                proof.faults.append(f"{_name(kind, image)}: it has rows but no history")
            elif latest[kind, uid] != sha256(canonical(image)):
                proof.faults.append(f"{_name(kind, image)}: its rows differ from its last event")
    proof.faults += [f"{kind} {uid}: its rows are gone" for kind, uid in latest if (kind, uid) not in seen]


def _check_orphans(session: Session, _blanked: set[str]) -> Iterator[str]:
    """Rows that belong to no aggregate, and payloads of no event: they are in no image, so nothing else sees them."""
    for root in roots().values():
        todo = list(parts(root))
        while todo:
            table, parent = todo.pop()
            todo += parts(table)
            owner = next(iter(table.c[parent].foreign_keys)).column
            lost = select(table.c.id).outerjoin(owner.table, owner == table.c[parent]).where(owner.is_(None))
            for row_id in session.scalars(lost):
                yield f"{table.name} row {row_id}: it belongs to nothing"
    same = (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq)
    for seq in session.scalars(select(EventPayload.seq).outerjoin(Event, same).where(Event.seq.is_(None))):
        yield f"payload {seq}: it belongs to no event"


def _readable(session: Session, kind: str, proof: Proof) -> Iterator[Image]:
    """The images of all aggregates of a kind; where one cannot be made, that is a fault and the others still come."""
    try:
        yield from [image for _, image in images(session.connection(), kind)]
    except UNREADABLE:
        for row_id in session.scalars(select(roots()[kind].c.id)).all():
            try:
                yield from [image for _, image in images(session.connection(), kind, [row_id])]
            except UNREADABLE as error:
                proof.faults.append(f"{kind} in row {row_id}: it holds what no desk writes: {_said(error)}")


def _said(error: Exception) -> str:
    """An error's own words, in one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _name(kind: str, image: dict[str, Any]) -> str:
    """An aggregate as a person knows it."""
    return f"{kind} {image.get('number') or image.get('name') or image['uid']}"


def _check_versions(session: Session, blanked: set[str]) -> Iterator[str]:
    query = select(Version.uid, Version.number, Version.sha256, VersionText.text).outerjoin(
        VersionText, VersionText.version_id == Version.id
    )
    for uid, number, digest, text in session.execute(query):
        if text is None:
            if uid not in blanked:
                yield f"version {number} ({uid}): its text is gone and no redaction says why"
        elif sha256(text) != digest:
            yield f"version {number} ({uid}): its text was altered"


def _check_captures(session: Session, blanked: set[str]) -> Iterator[str]:
    query = select(Capture.uid, Capture.sha256, CaptureBody.body).outerjoin(
        CaptureBody, CaptureBody.capture_id == Capture.id
    )
    for uid, digest, body in session.execute(query):
        if body is None:
            if uid not in blanked:
                yield f"capture {uid}: its bytes are gone and no redaction says why"
        elif sha256(body) != digest:
            yield f"capture {uid}: its bytes were altered"


def _check_quotes(session: Session, _blanked: set[str]) -> Iterator[str]:
    query = (
        select(Claim.number, Appearance.exact, Appearance.start, Appearance.end, VersionText.text)
        .join(Appearance, Appearance.claim_id == Claim.id)
        .join(VersionText, VersionText.version_id == Appearance.version_id)
        .where(VersionText.text.is_not(None))
    )
    for number, exact, start, end, text in session.execute(query):
        if (text or "")[start:end] != exact:
            yield f"claim {number}: its quote is not what stands in the article"


_CHECKS: tuple[tuple[str, Callable[[Session, set[str]], Iterator[str]]], ...] = (
    ("parts", _check_orphans),
    ("versions", _check_versions),
    ("captures", _check_captures),
    ("quotes", _check_quotes),
)
