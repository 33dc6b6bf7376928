"""Rows against the history: every aggregate equals its last after-image, and every value is written as a desk writes it."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Dialect, Table, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from factcheck.core.canonical import canonical
from factcheck.models import Base, Event, EventPayload
from factcheck.models.types import TextList, UtcDateTime, WordList
from factcheck.services.images import Image, as_far_as_told, images, parts, roots
from factcheck.services.verify_values import UNREADABLE, reraise_unless_unreadable, said

_BATCH = 500
#: Kinds of value that one and the same meaning can be written as in several ways.
_CODED = (UtcDateTime, Boolean, TextList, WordList)


def check_rows(session: Session) -> Iterator[str]:
    """Every aggregate's rows against its last image, both ways, a batch at a time."""
    for kind, root in roots().items():
        for ids in _row_ids(session, root):
            yield from _check_batch(session, kind, ids)
        gone = (
            select(Event.subject)
            .outerjoin(root, root.c.uid == Event.subject)
            .where(Event.subject_kind == kind, root.c.id.is_(None))
        )
        for uid in session.scalars(gone.distinct()):
            yield f"{kind} {uid}: its rows are gone"
    strange = select(Event.subject_kind, Event.subject).where(Event.subject_kind.not_in(roots()))
    for kind, uid in session.execute(strange.distinct()):
        yield f"{kind} {uid}: its rows are gone"


def _row_ids(session: Session, root: Table) -> Iterator[Sequence[int]]:
    """The row ids of a table in order, a batch at a time, with no cursor left open."""
    last: int | None = None
    while True:
        query = select(root.c.id).order_by(root.c.id).limit(_BATCH)
        ids = session.scalars(query if last is None else query.where(root.c.id > last)).all()
        if not ids:
            return
        yield ids
        last = ids[-1]


def _check_batch(session: Session, kind: str, ids: Sequence[int]) -> Iterator[str]:
    """The images of these rows against the last events of their subjects."""
    faults: list[str] = []
    now = list(_readable(session, kind, ids, faults))
    yield from faults
    last = _last_bodies(session, kind, [image["uid"] for image in now])
    for image in now:
        uid = image["uid"]
        if uid not in last:
            yield f"{_name(kind, image)}: it has rows but no history"
        elif not _holds(last[uid], image, roots()[kind]):
            yield f"{_name(kind, image)}: its rows differ from its last event"


def _readable(session: Session, kind: str, ids: Sequence[int], faults: list[str]) -> Iterator[Image]:
    """The images of these rows; where one cannot be made, that is a fault and the others still come."""
    try:
        yield from [image for _, image in images(session.connection(), kind, ids)]
    except UNREADABLE as broken:
        reraise_unless_unreadable(broken)
        for row_id in ids:
            try:
                yield from [image for _, image in images(session.connection(), kind, [row_id])]
            except UNREADABLE as error:
                reraise_unless_unreadable(error)
                faults.append(f"{kind} in row {row_id}: it holds what no desk writes: {said(error)}")


def _last_bodies(session: Session, kind: str, uids: Sequence[str]) -> dict[str, str | None]:
    """The last payload of each of these subjects; ``None`` where it was blanked."""
    newest = (
        select(Event.subject, Event.desk, func.max(Event.seq))
        .where(Event.subject.in_(uids), Event.subject_kind == kind)
        .group_by(Event.subject, Event.desk)
        .order_by(Event.desk)
    )
    last = {uid: (desk, seq) for uid, desk, seq in session.execute(newest)}
    # By key and in a query of its own: joined to the one above, SQLite walks through the whole chain for each subject.
    bodies: dict[tuple[str, int], str | None] = {}
    for desk in {each for each, _ in last.values()}:
        wanted = [seq for each, seq in last.values() if each == desk]
        query = select(EventPayload.seq, EventPayload.body).where(
            EventPayload.desk == desk, EventPayload.seq.in_(wanted)
        )
        bodies |= {(desk, seq): body for seq, body in session.execute(query)}
    return {uid: bodies.get(key) for uid, key in last.items()}


def _holds(body: str | None, image: Image, root: Table) -> bool:
    """Whether a payload's after-image is ``image``, as far as it could be told then."""
    if body is None:
        return False
    # A payload is canonical and "after" the first of its keys: nearly always this saves reading it.
    if body.startswith(f'{{"after":{canonical(image)}'):
        return True
    told = json.loads(body)["after"]
    return canonical(told) == canonical(as_far_as_told(image, told, root))


def check_orphans(session: Session) -> Iterator[str]:
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


def check_spelling(session: Session) -> Iterator[str]:
    """Instants, yes and no, and lists that are not written as a desk writes them.

    SQLite takes "2026-11-24!09:00" for an instant and 3 for a yes: such a value means what the history says, and is
    still not what the desk wrote.
    """
    dialect = session.connection().dialect
    for table in Base.metadata.sorted_tables:
        coded = [column for column in table.columns if isinstance(column.type, _CODED)]
        if not coded:
            continue
        writers = [(column.name, _rewriter(column, dialect)) for column in coded]
        query = select(*table.primary_key, *(type_coerce(column, NullType()).label(column.name) for column in coded))
        keys = len(table.primary_key.columns)
        for row in session.execute(query, execution_options={"yield_per": _BATCH}):
            for (name, rewrite), value in zip(writers, row[keys:], strict=True):
                if rewrite(value) != value:
                    key = ", ".join(str(each) for each in row[:keys])
                    yield f"{table.name} row {key}: its {name} is not written as a desk writes it"


def _rewriter(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    """What a stored value would be if it were read and stored again; ``None`` for one that cannot be read."""
    kind = column.type.dialect_impl(dialect)
    read, write = kind.result_processor(dialect, None), kind.bind_processor(dialect)

    def rewrite(value: Any) -> Any:
        try:
            meant = read(value) if read else value
            return write(meant) if write else meant
        except UNREADABLE:
            return None

    return rewrite


def _name(kind: str, image: dict[str, Any]) -> str:
    """An aggregate as a person knows it."""
    return f"{kind} {image.get('number') or image.get('name') or image['uid']}"
