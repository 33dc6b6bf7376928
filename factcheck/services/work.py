"""A unit of work: who does what, when, in which session, and the history it leaves.

Services say what they changed with ``touch``; ``seal`` writes one event for each aggregate whose after-image differs
from its last one. Both happen in the command's one transaction.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.canonical import GENESIS, canonical, chain_hash, payload_digest
from factcheck.core.fields import check_text, one_line
from factcheck.core.ids import NewUid, uid7
from factcheck.db.session import desk_uid
from factcheck.models import Article, Base, Claim, Desk, Document, Event, EventPayload, Person, Source
from factcheck.services.images import Image, images
from factcheck.services.indexing import index_changed

_KINDS: dict[type[Base], str] = {
    Desk: "desk",
    Person: "person",
    Source: "source",
    Document: "document",
    Article: "article",
    Claim: "claim",
}


def now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Hands:
    """Clock, ids and salts: what a test or the worked example fixes and everybody else takes as it comes."""

    clock: Callable[[], datetime] = now
    new_uid: NewUid = uid7
    new_salt: Callable[[], str] = lambda: secrets.token_hex(16)


@dataclass(slots=True)
class Work:
    """One command's work on a desk.

    ``at`` is the time of all its changes, ``command`` its name as typed (no arguments), ``person`` who types, ``facts``
    what an undo or a redaction says of itself in each of its events. ``guard`` is asked before anything is kept, and may
    refuse.
    """

    session: Session
    command: str
    person: Person | None
    at: datetime
    hands: Hands = field(default_factory=Hands)
    run: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    guard: Callable[["Work"], None] | None = None
    _touched: dict[tuple[str, int], str] = field(default_factory=dict)

    def new_uid(self) -> str:
        """A fresh identity."""
        return self.hands.new_uid()

    def touch(self, thing: Base, why: str = "") -> None:
        """Remember that ``thing``, the root of an aggregate, changed, and why as far as somebody said so."""
        self.session.flush()
        self.touch_row(_KINDS[type(thing)], thing.id, why)  # type: ignore[attr-defined]

    def touch_row(self, kind: str, row_id: int, why: str = "") -> None:
        """The same for a kind of aggregate and the row id of its root."""
        self._touched[kind, row_id] = check_text(why, "the reason") or self._touched.get((kind, row_id), "")

    def touched(self, kind: str) -> set[int]:
        """The row ids of what changed of a kind of aggregate since the last seal."""
        return {row_id for each, row_id in self._touched if each == kind}

    def seal(self) -> int:
        """Write the events of what was touched since the last seal. Returns how many.

        An aggregate whose image did not change leaves no event: doing nothing is not history. An undo and a redaction
        do: they have something to say besides it.
        """
        self.session.flush()
        if not self._touched:
            return 0
        if self.guard is not None:
            self.guard(self)
        desk, seq, previous = _head(self.session)
        self.run = self.run or self.new_uid()
        written: list[tuple[str, int]] = []
        current = self._images()
        for (kind, row_id), why in self._touched.items():
            image = current[kind, row_id]
            if not self.facts and _last_image_text(self.session, image["uid"]) == canonical(image):
                continue
            seq += 1
            previous = self._write(desk, seq, previous, kind, image["uid"], {"after": image, "why": why, **self.facts})
            written.append((kind, row_id))
        self._touched.clear()
        index_changed(self.session, written)
        return len(written)

    def _images(self) -> dict[tuple[str, int], Image]:
        """The images of all that was touched, a few queries for each kind of aggregate."""
        ids: dict[str, list[int]] = {}
        for kind, row_id in self._touched:
            ids.setdefault(kind, []).append(row_id)
        connection = self.session.connection()
        return {
            (kind, row_id): image for kind, wanted in ids.items() for row_id, image in images(connection, kind, wanted)
        }

    def _write(self, desk: str, seq: int, previous: str, kind: str, uid: str, payload: dict[str, Any]) -> str:
        """Append one event. Returns its hash."""
        salt, body = self.hands.new_salt(), canonical(payload)
        event = Event(
            desk=desk,
            seq=seq,
            at=self.at,
            run=self.run,
            person=self.person.uid if self.person else "",
            command=self.command,
            subject_kind=kind,
            subject=uid,
            payload_digest=payload_digest(salt, body),
            previous=previous,
        )
        event.hash = chain_hash(previous, header(event))
        self.session.add(event)
        self.session.flush()
        self.session.add(EventPayload(desk=desk, seq=seq, salt=salt, body=body))
        self.session.flush()
        return event.hash


def header(event: Event) -> dict[str, Any]:
    """The part of an event that its hash covers, besides the hash before it."""
    return {
        "at": event.at,
        "command": event.command,
        "desk": event.desk,
        "payload": event.payload_digest,
        "person": event.person,
        "run": event.run,
        "seq": event.seq,
        "subject": event.subject,
        "subject_kind": event.subject_kind,
    }


def start_work(session: Session, command: str, person: str | None, hands: Hands) -> tuple[Work, bool]:
    """Begin a command's work as ``person``, who joins the desk with the first write under that name.

    Returns the work, and whether the person is new. Time never runs backwards on a desk: where the clock stands
    before the last event, the last event's time is taken.
    """
    at = hands.clock()
    last = session.scalar(select(Event.at).order_by(Event.seq.desc()).limit(1))
    work = Work(session, command, None, max(at, last) if last else at, hands)
    if person is None:
        return work, False
    person = one_line(person, "the person's name")
    known = session.scalar(select(Person).where(Person.name == person))
    if known is None:
        work.person = Person(uid=work.new_uid(), name=person, created_at=work.at)
        session.add(work.person)
        work.touch(work.person)
        return work, True
    work.person = known
    return work, False


def _head(session: Session) -> tuple[str, int, str]:
    """The desk's uid, and the seq and hash of its last event."""
    desk = desk_uid(session)
    last = session.execute(
        select(Event.seq, Event.hash).where(Event.desk == desk).order_by(Event.seq.desc()).limit(1)
    ).first()
    return (desk, last.seq, last.hash) if last else (desk, 0, GENESIS)


def _last_image_text(session: Session, subject: str) -> str | None:
    """The canonical text of a subject's last image, or ``None`` where it has none."""
    import json

    body = session.scalar(
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.subject == subject)
        .order_by(Event.seq.desc())
        .limit(1)
    )
    return canonical(json.loads(body)["after"]) if body else None
