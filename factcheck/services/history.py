"""What happened: the events of a claim or of the desk, each told as what it changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from factcheck.models import Article, Capture, Claim, Document, Event, EventPayload, Person, Source
from factcheck.services.overturning import is_overturned
from factcheck.services.veil import HIDDEN, is_hidden

Image = Mapping[str, Any]

#: Parts of an aggregate, one and many, where the table's name is not the word.
_ONE = {
    "appearances": "place in the text",
    "asks": "question put",
    "attributions": "attribution",
    "attribution_vias": "via",
    "author_queries": "query",
    "captures": "capture",
    "checks": "check",
    "claim_aliases": "old number",
    "claim_tags": "tag",
    "complaints": "complaint",
    "corrections": "correction",
    "document_vias": "via",
    "evidence": "evidence",
    "evidence_vias": "via",
    "figures": "figure",
    "notes": "note",
    "policies": "policy",
    "proposals": "proposal",
    "relations": "relation",
    "signoffs": "sign-off",
    "source_aliases": "other name",
    "versions": "version",
    "voids": "voided check",
}
_MANY = {
    "appearances": "places in the text",
    "asks": "questions put",
    "author_queries": "queries",
    "claim_aliases": "old numbers",
    "claim_tags": "tags",
    "evidence": "items of evidence",
    "source_aliases": "other names",
    "voids": "voided checks",
}

#: Said for itself elsewhere in an entry, or of no interest to a reader.
_QUIET = frozenset(
    {
        "uid",
        "fingerprint",
        "closed_at",
        "closed_by",
        "created_at",
        "created_by",
        "status_at",
        "status_by",
        "canonical_url",
        "text_sha256",
        "position",
    }
)


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


def claim_history(session: Session, claim: Claim, *, until: datetime | None = None) -> list[Entry]:
    """All that happened to a claim, or all that had by an instant, oldest first."""
    query = _events().where(Event.subject == claim.uid).order_by(Event.seq)
    if until is not None:
        query = query.where(Event.at <= until)
    return list(_entries(session, query))


def desk_log(session: Session, *, limit: int, before: int | None = None) -> list[Entry]:
    """The last ``limit`` events of the desk, newest first, or those before an event's number."""
    query = _events().order_by(Event.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(Event.seq < before)
    rows = session.execute(query).all()
    names = names_of(session)
    found = []
    for event, body in rows:
        previous = session.scalar(
            select(EventPayload.body)
            .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
            .where(Event.subject == event.subject, Event.seq < event.seq, EventPayload.body.is_not(None))
            .order_by(Event.seq.desc())
            .limit(1)
        )
        found.append(_entry(event, body, json.loads(previous)["after"] if previous else None, names))
    return found


def _events() -> Select[Event, str | None]:
    return select(Event, EventPayload.body).outerjoin(
        EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq)
    )


def _entries(session: Session, query: Select[Event, str | None]) -> Iterator[Entry]:
    names = names_of(session)
    before: Image | None = None
    for event, body in session.execute(query):
        yield _entry(event, body, before, names)
        before = json.loads(body)["after"] if body else before


def _entry(event: Event, body: str | None, before: Image | None, names: Mapping[str, str]) -> Entry:
    payload: dict[str, Any] = json.loads(body) if body else {"after": {}, "why": ""}
    after = payload["after"]
    hidden = is_hidden(event)
    return Entry(
        seq=event.seq,
        at=event.at,
        person=names.get(event.person, ""),
        command=event.command,
        run=event.run,
        subject=names.get(event.subject, event.subject_kind)
        if hidden
        else f"{event.subject_kind} {after.get('number') or after.get('name') or ''}".strip(),
        why=payload["why"],
        changes=tuple(_told(event, before, after, names)) if body else (HIDDEN,) if hidden else (),
        redacted=body is None and not hidden,
    )


def _told(event: Event, before: Image | None, after: Image, names: Mapping[str, str]) -> Iterator[str]:
    """What an event changed; first of all whose settled status it set aside."""
    if before and event.subject_kind == "claim" and is_overturned(before, after, event.person):
        yield f"overturned “{before['status']}” by {names.get(before['status_by'], '')}"
    yield from describe(before, after, names)


def describe(before: Image | None, after: Image, names: Mapping[str, str] = {}) -> Iterator[str]:
    """What differs between two images of one aggregate, a phrase each; without ``before``, what it began with.

    ``names`` gives what a uid is called.
    """
    if before is None:
        yield "entered: " + str(
            after.get("wording") or after.get("name") or after.get("title") or after.get("url") or ""
        )
        for part, rows in after.items():
            if isinstance(rows, list) and rows and isinstance(rows[0], dict):
                yield counted(len(rows), part)
        return
    for part in {**after, **before} if after else ():  # an image leaves out what is as it always was
        value, old = after.get(part), before.get(part)
        if part in _QUIET or old == value:
            continue
        rows = value or old
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            yield from _describe_rows(part, old or [], value or [], names)
        else:
            yield f"{part.replace('_', ' ')}: {_shown(old, names)} -> {_shown(value, names)}"


def _describe_rows(part: str, before: list[Any], after: list[Any], names: Mapping[str, str]) -> Iterator[str]:
    """Rows added, taken away and changed; a row is known by its uid, else by all it says."""
    old = {row.get("uid") or json.dumps(row, sort_keys=True): row for row in before}
    new = {row.get("uid") or json.dumps(row, sort_keys=True): row for row in after}
    word = _ONE.get(part, part.replace("_", " "))
    for key, row in new.items():
        if key not in old:
            yield f"{word} added: {_row(row, names)}"
        elif old[key] != row:
            yield f"{word} {_row(row, names)}: " + "; ".join(describe(old[key], row, names))
    for key, row in old.items():
        if key not in new:
            yield f"{word} removed: {_row(row, names)}"


def counted(count: int, part: str) -> str:
    """``1 note``, ``3 items of evidence``: the rows of a part, counted."""
    return f"1 {_ONE.get(part, part)}" if count == 1 else f"{count} {_MANY.get(part, part.replace('_', ' '))}"


def _row(row: Image, names: Mapping[str, str]) -> str:
    """A part of an aggregate in a few words."""
    lead = f"{row['item']}. " if "item" in row else ""
    for name in (
        "finding",
        "proposed",
        "question",
        "right",
        "text",
        "tag",
        "claimed",
        "exact",
        "name",
        "key",
        "source",
        "kind",
        "person",
        "because",
        "reason",
        "status",
        "sha256",
    ):
        if row.get(name):
            stance = f" ({row['stance']})" if "stance" in row else ""
            stance = stance or (f" ({row['decision']})" if "decision" in row else "")
            other = f" {names.get(row['other'], row['other'])}" if "other" in row else ""
            why = f", because {row['because']}" if row.get("because") and name != "because" else ""
            return f"{lead}{names.get(row[name], row[name])}{other}{stance}{why}"
    return lead.strip() or str(row.get("number") or "one")


def _shown(value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_shown(each, names) for each in value)
    return f"“{names.get(value, value)}”" if isinstance(value, str) else str(value)


def names_of(session: Session) -> dict[str, str]:
    """What uids are called: people, sources, documents, articles, claims."""
    names: dict[str, str] = {}
    for model, label in (
        (Person, Person.name),
        (Source, Source.name),
        (Document, Document.title),
        (Article, Article.title),
    ):
        names.update({uid: name or "untitled" for uid, name in session.execute(select(model.uid, label))})
    names.update({uid: f"the bytes {digest}" for uid, digest in session.execute(select(Capture.uid, Capture.sha256))})
    names.update({uid: f"claim {number}" for uid, number in session.execute(select(Claim.uid, Claim.number))})
    return names
