"""What happened: the events of a claim or of the desk, each told as what it changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from factcheck.models import Claim, Event, EventPayload, Person

Image = Mapping[str, Any]

#: Said for itself elsewhere in an entry, or of no interest to a reader.
_QUIET = frozenset({"uid", "fingerprint", "created_at", "created_by", "status_at", "status_by", "canonical_url"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as people read it. ``changes`` are sentences; ``subject`` is "claim 40" or "source DeepSeek"."""

    seq: int
    at: datetime
    person: str
    command: str
    run: str
    subject: str
    why: str
    changes: tuple[str, ...]
    redacted: bool

    def data(self) -> dict[str, Any]:
        """The entry as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"changes": list(self.changes)}


def claim_history(session: Session, claim: Claim) -> list[Entry]:
    """All that happened to a claim, oldest first."""
    query = _events().where(Event.subject == claim.uid).order_by(Event.seq)
    return list(_entries(session, query))


def desk_log(session: Session, *, limit: int, before: int | None = None) -> list[Entry]:
    """The last ``limit`` events of the desk, newest first, or those before an event's number."""
    query = _events().order_by(Event.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(Event.seq < before)
    rows = session.execute(query).all()
    people = _people(session)
    found = []
    for event, body in rows:
        previous = session.scalar(
            select(EventPayload.body)
            .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
            .where(Event.subject == event.subject, Event.seq < event.seq, EventPayload.body.is_not(None))
            .order_by(Event.seq.desc())
            .limit(1)
        )
        found.append(_entry(event, body, json.loads(previous)["after"] if previous else None, people))
    return found


def _events() -> Select[Event, str | None]:
    return select(Event, EventPayload.body).outerjoin(
        EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq)
    )


def _people(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Person.uid, Person.name)).tuples().all())


def _entries(session: Session, query: Select[Event, str | None]) -> Iterator[Entry]:
    people = _people(session)
    before: Image | None = None
    for event, body in session.execute(query):
        yield _entry(event, body, before, people)
        before = json.loads(body)["after"] if body else before


def _entry(event: Event, body: str | None, before: Image | None, people: Mapping[str, str]) -> Entry:
    payload: dict[str, Any] = json.loads(body) if body else {"after": {}, "why": ""}
    after = payload["after"]
    return Entry(
        seq=event.seq,
        at=event.at,
        person=people.get(event.person, ""),
        command=event.command,
        run=event.run,
        subject=f"{event.subject_kind} {after.get('number') or after.get('name') or ''}".strip(),
        why=payload["why"],
        changes=tuple(describe(before, after)) if body else (),
        redacted=body is None,
    )


def describe(before: Image | None, after: Image) -> Iterator[str]:
    """What differs between two images of one aggregate, a phrase each; without ``before``, what it began with."""
    if before is None:
        yield "entered: " + str(
            after.get("wording") or after.get("name") or after.get("title") or after.get("url") or ""
        )
        for name, rows in after.items():
            if isinstance(rows, list) and rows and isinstance(rows[0], dict):
                yield f"{len(rows)} {name.replace('_', ' ')}"
        return
    for name, value in after.items():
        if name in _QUIET or before.get(name) == value:
            continue
        if isinstance(value, list) and (value or before.get(name)) and isinstance((value or before[name])[0], dict):
            yield from _describe_rows(name, before.get(name) or [], value)
        else:
            yield f"{name.replace('_', ' ')}: {_shown(before.get(name))} -> {_shown(value)}"


def _describe_rows(name: str, before: list[Any], after: list[Any]) -> Iterator[str]:
    """Rows added, taken away and changed; a row is known by its uid, else by all it says."""
    old = {row.get("uid") or json.dumps(row, sort_keys=True): row for row in before}
    new = {row.get("uid") or json.dumps(row, sort_keys=True): row for row in after}
    word = {"author_queries": "query", "claim_tags": "tag", "evidence": "evidence"}.get(
        name, name.rstrip("s").replace("_", " ")
    )
    for key, row in new.items():
        if key not in old:
            yield f"{word} added: {_row(row)}"
        elif old[key] != row:
            yield f"{word} {_row(row)}: " + "; ".join(describe(old[key], row))
    for key, row in old.items():
        if key not in new:
            yield f"{word} removed: {_row(row)}"


def _row(row: Image) -> str:
    """A part of an aggregate in a few words."""
    lead = f"{row['item']}. " if "item" in row else ""
    for name in ("finding", "proposed", "text", "tag", "claimed", "exact", "kind", "reason", "status"):
        if row.get(name):
            stance = f" ({row['stance']})" if "stance" in row else ""
            return f"{lead}{row[name]}{stance}"
    return lead.strip() or "one"


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else f"“{value}”"
