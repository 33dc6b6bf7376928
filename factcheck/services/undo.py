"""Take back the last command, whatever it was, by new events: nothing is ever deleted."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.errors import RefusedError
from factcheck.models import Event, EventPayload
from factcheck.services.history import describe, names_of
from factcheck.services.images import Image
from factcheck.services.restoring import write_images
from factcheck.services.work import Work

#: Commands that undo steps over: a desk cannot be unmade, what was redacted is gone on purpose, and what was seen was seen.
_LASTING = frozenset({"db init", "db reindex", "document capture", "redact", "undo"})


@dataclass(frozen=True, slots=True)
class Run:
    """One command's events: what it was, who gave it, and what taking it back would change, a phrase each."""

    run: str
    command: str
    person: str
    at: datetime
    changes: tuple[str, ...]

    def data(self) -> dict[str, object]:
        """The run as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"changes": list(self.changes)}


def list_runs(session: Session, *, limit: int) -> list[Run]:
    """The last commands that can be taken back, newest first."""
    names = names_of(session)
    found = []
    for run in _undoable(session):
        events = _events_of(session, run)
        changes = tuple(phrase for event in events for phrase in _told(session, event, names))
        first = events[0]
        found.append(Run(run, first.command, names.get(first.person, ""), first.at, changes))
        if len(found) == limit:
            break
    return found


def undo_run(work: Work, run: Run) -> int:
    """Put every aggregate that a command changed back to where it was; what it made is dropped. Returns how many.

    Raises:
        RefusedError: an image it would need was redacted.
    """
    back: list[tuple[str, Image]] = []
    for event in _events_of(work.session, run.run):
        if any(image["uid"] == event.subject for _, image in back):
            continue
        image = _before(work.session, event, run.run)
        if image is not None:
            back.append((event.subject_kind, image))
    work.facts["undoes"] = run.run
    work.session.flush()
    written = write_images(work.session.connection(), back, soft=True)
    work.session.expire_all()
    for kind, row_id in written:
        work.touch_row(kind, row_id, f"undo of: {run.command}")
    return work.seal()


def _undoable(session: Session) -> Iterator[str]:
    """Runs that are neither undone nor lasting, newest first; one that only brought a person is none, for they stay."""
    undone = _undone(session)
    query = select(Event.run, Event.command).where(Event.subject_kind != "person").order_by(Event.seq.desc())
    runs = session.execute(query).all()
    for run, command in dict(runs).items():
        if run not in undone and command not in _LASTING:
            yield run


def _undone(session: Session) -> set[str]:
    """The runs that an undo took back."""
    bodies = (
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.command == "undo", EventPayload.body.is_not(None))
    )
    return {json.loads(body or "{}").get("undoes", "") for body in session.scalars(bodies)}


def _events_of(session: Session, run: str) -> list[Event]:
    return list(session.scalars(select(Event).where(Event.run == run).order_by(Event.seq)))


def _before(session: Session, event: Event, run: str) -> Image | None:
    """What an aggregate was before a run: its last image before it, or for a new one its own image, dropped.

    ``None`` for what a command cannot unmake: a person who joined stays.
    """
    earlier = (
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.subject == event.subject, Event.seq < event.seq, Event.run != run)
        .order_by(Event.seq.desc())
        .limit(1)
    )
    row = session.execute(earlier).first()
    if row is not None:
        if row[0] is None:
            raise RefusedError(f"event {event.seq} cannot be undone: what was there before was redacted")
        return dict(json.loads(row[0])["after"])
    last = select(EventPayload.body).join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
    body = session.scalar(last.where(Event.subject == event.subject).order_by(Event.seq.desc()).limit(1))
    image = dict(json.loads(body)["after"]) if body else {}
    return image | {"dropped": True} if "dropped" in image else None


def _told(session: Session, event: Event, names: Mapping[str, str]) -> Iterator[str]:
    """What an event changed, in words, with its subject."""
    bodies = (
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.subject == event.subject, Event.seq <= event.seq)
        .order_by(Event.seq.desc())
        .limit(2)
    )
    after, *before = [json.loads(body)["after"] if body else {} for body in session.scalars(bodies)]
    name = f"{event.subject_kind} {after.get('number') or after.get('name') or ''}".strip()
    for phrase in describe(before[0] if before else None, after, names):
        yield f"{name}: {phrase}"
