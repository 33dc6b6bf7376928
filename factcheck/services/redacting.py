"""Blank a value wherever the desk keeps it: rows, the payloads of the history, captures. The chain still verifies.

What must go is named by its place: a field such as ``40.3.finding`` or ``s7.description``, or an event by its number.
The database's own free pages are cleaned by ``db/purging.py`` after the commit.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, Text, select, update

from factcheck.core.refs import parse_ref
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.models import (
    Ask,
    Base,
    Capture,
    CaptureBody,
    Complaint,
    Correction,
    Event,
    EventPayload,
    Version,
    VersionText,
    Void,
)
from factcheck.models.types import TextList
from factcheck.services.answering import get_part
from factcheck.services.capturing import get_capture
from factcheck.services.images import owner_of, roots
from factcheck.services.indexing import forget_meanings, reindex
from factcheck.services.lookup import get_article, get_claim, get_document, get_evidence, get_source
from factcheck.services.prior_checks import blank_priors
from factcheck.services.work import Work

BLANK = "[redacted]"

#: A value this short may be part of anything: it is blanked only where it is the whole field.
_SHORT = 6

#: Fields a person may name, by what kind of thing they belong to.
_FIELDS = {
    "claim": ("wording", "status_reason"),
    "evidence": ("finding", "locator", "called", "extent"),
    "source": ("name", "description"),
    "document": ("title", "author", "date_text", "retracted", "url", "file_name"),
    "article": ("title", "author", "note", "text"),
    "note": ("text",),
    "query": ("now", "proposed", "reason"),
    "ask": ("person", "contact", "question", "answer"),
    "correction": ("right",),
    "complaint": ("name", "contact", "text", "reason"),
    "void": ("reason", "because"),
}

#: Parts of a claim that are numbered for themselves, as ``66.ask1`` says.
_PARTS: dict[str, type[Any]] = {"ask": Ask, "correction": Correction, "complaint": Complaint, "void": Void}
_PART = re.compile(rf"(note|query|{'|'.join(_PARTS)})([0-9]{{0,9}})")


def find_value(work: Work, place: str) -> str:
    """The text that stands at a place such as ``40.3.finding``, ``40.reason``, ``s7.description``, ``40.note2.text``.

    Raises:
        BadInputError: the place is not one that can be redacted.
        NotFoundError: nothing stands there.
    """
    ref, _, field = place.rpartition(".")
    field = "status_reason" if field == "reason" and "." not in ref else field
    thing, kind = _thing(work, ref, place)
    if field not in _FIELDS[kind]:
        raise BadInputError(f"'{field}' of a {kind} cannot be redacted", hint="one of: " + ", ".join(_FIELDS[kind]))
    value = getattr(thing.current if field == "text" and kind == "article" else thing, field)
    if value == BLANK:
        raise RefusedError(f"{place} is redacted already", hint="factcheck log")
    if not value:
        raise NotFoundError(f"there is nothing at {place}", hint="factcheck claim show, factcheck source show")
    return str(value)


def _thing(work: Work, ref: str, place: str) -> tuple[Any, str]:
    session = work.session
    head, _, tail = ref.partition(".")
    if part := _PART.fullmatch(tail):
        kind, number = part[1], int(part[2] or 1)
        if kind in _PARTS:
            return get_part(session, _PARTS[kind], f"{head}.{number}", kind)[1], kind
        claim = get_claim(session, parse_ref(head, letter="c"))
        listed = claim.notes if kind == "note" else claim.queries
        if not 1 <= number <= len(listed):
            raise NotFoundError(
                f"claim {claim.number} has no {kind} {number}", hint=f"factcheck claim show {claim.number}"
            )
        return listed[number - 1], kind
    if tail.isdigit():
        return get_evidence(session, ref), "evidence"
    finders = {"s": (get_source, "source"), "d": (get_document, "document"), "a": (get_article, "article")}
    if head[:1] in finders and not tail:
        find, kind = finders[head[:1]]
        return find(session, head), kind
    if head.isdigit() and not tail:
        return get_claim(session, int(head)), "claim"
    raise BadInputError(
        f"'{place}' is no place",
        hint="like 40.wording, 40.3.finding, 40.note1.text, s7.description, d5.title, a1.text, or event 413",
    )


def redact_value(work: Work, value: str, *, why: str) -> list[str]:
    """Blank ``value`` in every row, payload and capture. Returns what was blanked, a phrase each.

    Raises:
        RefusedError: it stands in an article's text and is not the whole of it, or it is a word the desk needs.
    """
    done: list[str] = []
    texts = _blank_texts(work, value)
    done += [f"text of version {uid}" for uid in texts]
    captures = _blank_captures(work, value)
    done += [f"capture {uid}" for uid in captures]
    priors = blank_priors(work, value, whole=len(value) < _SHORT)
    done += [f"prior check {place}" for place in priors]
    touched = set()
    for table, column, row_id in list(_places(work, value)):
        _replace(work, table, column, row_id, value)
        done.append(f"{table.name}.{column}")
        touched.add(owner_of(work.session.connection(), table, row_id))
    work.session.expire_all()
    events = _blank_payloads(work, value)
    done += [f"payload of event {seq}" for _, seq in events]
    if not done:
        raise RefusedError("that value stands nowhere on this desk", hint="factcheck find looks for it")
    _say(work, [f"{desk}/{seq}" for desk, seq in events] + texts + captures + priors)
    for kind, row_id in sorted(touched) or [("desk", 1)]:
        work.touch_row(kind, row_id, why)
    for kind, row_id in _subjects(work, events):
        work.touch_row(kind, row_id, why)
    work.seal()
    # A claim is indexed with the names and titles of what it cites, whose own change does not touch it.
    reindex(work.session)
    return done


def redact_event(work: Work, seq: int, *, why: str) -> list[str]:
    """Blank one event's payload: what was entered then and has been changed since.

    Raises:
        NotFoundError: there is no such event.
        RefusedError: it is blank already.
    """
    event = work.session.scalar(select(Event).where(Event.seq == seq))
    if event is None:
        raise NotFoundError(f"there is no event {seq}", hint="factcheck log")
    payload = work.session.get_one(EventPayload, (event.desk, event.seq))
    if payload.body is None:
        raise RefusedError(f"event {seq} is redacted already", hint="factcheck log")
    _blank_rows(work, [(event.desk, event.seq)])
    _say(work, [f"{event.desk}/{event.seq}"])
    for kind, row_id in _subjects(work, [(event.desk, event.seq)]):
        work.touch_row(kind, row_id, why)
    work.seal()
    forget_meanings(work.session)
    return [f"payload of event {seq}"]


def redact_capture(work: Work, ref: str, *, why: str) -> list[str]:
    """Blank the bytes and the text of the capture that ``d5.2`` names; that it was there, and its hash, stay.

    Raises:
        NotFoundError: there is no such capture.
        RefusedError: it is blank already.
    """
    document, capture = get_capture(work.session, ref)
    body = work.session.get_one(CaptureBody, capture.id)
    if body.body is None:
        raise RefusedError(f"{ref} is redacted already", hint="factcheck log")
    _blank_capture(work, capture.id)
    _say(work, [capture.uid])
    work.touch(document, why)
    work.seal()
    forget_meanings(work.session)
    return [f"capture {capture.uid}"]


def _holds(text: str | None, value: str) -> bool:
    return text is not None and (text == value if len(value) < _SHORT else value in text)


def _places(work: Work, value: str) -> Iterator[tuple[Table, str, int]]:
    """Every text of the history's tables that holds the value: table, column, row id."""
    for table in Base.metadata.sorted_tables:
        if not {"aggregate", "parent"} & table.info.keys():
            continue
        for column in table.columns:
            if column.name != "uid" and not column.foreign_keys and isinstance(column.type, Text | TextList):
                for row_id, text in work.session.execute(select(table.c.id, column)):
                    flat = text if isinstance(text, str) else "\n".join(text or ())
                    if _holds(flat, value):
                        yield table, column.name, row_id


def _replace(work: Work, table: Table, column: str, row_id: int, value: str) -> None:
    here = table.c.id == row_id
    text = work.session.scalar(select(table.c[column]).where(here))
    if isinstance(text, str):
        new: Any = text.replace(value, BLANK) if len(value) >= _SHORT else BLANK
    else:
        new = tuple(part.replace(value, BLANK) for part in text or ())
    if column in ("name", "canonical_url") and new == BLANK:
        new = f"{BLANK} {row_id}"  # names and addresses are unique
    work.session.execute(update(table).where(here).values({column: new}))


def _blank_texts(work: Work, value: str) -> list[str]:
    """Article texts that are the value, or hold it: a quote cannot survive a hole, so the whole text goes."""
    found = []
    query = select(Version.id, Version.uid, VersionText.text).join(VersionText, VersionText.version_id == Version.id)
    for row_id, uid, text in work.session.execute(query).all():
        if text is not None and text == value:
            work.session.execute(update(VersionText).where(VersionText.version_id == row_id).values(text=None))
            found.append(uid)
        elif _holds(text, value) and len(value) >= _SHORT:
            raise RefusedError(
                "that value stands in the text of an article, whose quotes would break",
                hint="redact the whole text first: factcheck redact a1.text --because …",
            )
    return found


def _blank_captures(work: Work, value: str) -> list[str]:
    found = []
    query = select(Capture.id, Capture.uid, CaptureBody.body, CaptureBody.text)
    for row_id, uid, body, text in work.session.execute(
        query.join(CaptureBody, CaptureBody.capture_id == Capture.id)
    ).all():
        if (body is not None and value.encode() in body) or _holds(text, value):
            _blank_capture(work, row_id)
            found.append(uid)
    return found


def _blank_capture(work: Work, row_id: int) -> None:
    blank = update(CaptureBody).where(CaptureBody.capture_id == row_id)
    work.session.execute(blank.values(body=None, text=None))


def _blank_payloads(work: Work, value: str) -> list[tuple[str, int]]:
    """The events whose payload holds the value, as JSON spells it."""
    spelled = json.dumps(value, ensure_ascii=False)
    wanted = spelled[1:-1] if len(value) >= _SHORT else spelled
    found = [
        (desk, seq)
        for desk, seq, body in work.session.execute(select(EventPayload.desk, EventPayload.seq, EventPayload.body))
        if body is not None and wanted in body
    ]
    _blank_rows(work, found)
    return found


def _say(work: Work, blanked: list[str]) -> None:
    """Say in this command's events what was blanked, besides what an earlier redaction had said whose words went now."""
    work.facts["redacts"] = sorted({*blanked, *work.facts.get("redacts", ())})


def _blank_rows(work: Work, events: list[tuple[str, int]]) -> None:
    for desk, seq in events:
        body = work.session.get_one(EventPayload, (desk, seq)).body
        _say(work, json.loads(body or "{}").get("redacts", []))
        here = (EventPayload.desk == desk) & (EventPayload.seq == seq)
        work.session.execute(update(EventPayload).where(here).values(body=None, salt=""))
    work.session.expire_all()


def _subjects(work: Work, events: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The aggregates these events were about: each gets a new event, so that its state stands in the history."""
    wanted = {
        (event.subject_kind, event.subject)
        for desk, seq in events
        for event in work.session.scalars(select(Event).where(Event.desk == desk, Event.seq == seq))
    }
    for kind, uid in sorted(wanted):
        row_id = work.session.scalar(select(roots()[kind].c.id).where(roots()[kind].c.uid == uid))
        if row_id is not None:
            yield kind, row_id
