"""What every source and document of a desk belongs to, read from the tables alone: no mapped class is made."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.independence import find_circle
from factcheck.models import Document, Source

_SOURCES, _DOCUMENTS = Source.__table__, Document.__table__


@dataclass(frozen=True, slots=True)
class Origins:
    """The desk's sources and documents.

    ``parent`` leads from a uid to the uid it derives from or is part of (``None``: unknown, or the top), ``names`` to
    the name of a source or the title of a document, ``refs`` to ``s7`` or ``d5``, ``publishers`` from a document to the
    source that put it up. ``source_uids``, ``document_uids`` and ``retracted`` go by row id.
    """

    parent: dict[str, str | None]
    names: dict[str, str]
    source_uids: dict[int, str]
    document_uids: dict[int, str]
    retracted: dict[int, str | None]
    refs: dict[str, str]
    publishers: dict[str, str | None]

    def origin(self, source_id: int | None, document_id: int | None) -> str | None:
        """The uid of the source or document with this row id, or ``None`` where neither is given."""
        if source_id is not None:
            return self.source_uids[source_id]
        return self.document_uids[document_id] if document_id is not None else None

    def circle(self, document: str, origin: str | None) -> tuple[str, ...]:
        """How a finding in this document that derives from ``origin`` rests on itself, by uid; empty where it does not."""
        return find_circle(document, origin, parent=self.parent, publishers=self.publishers)


def read_origins(session: Session) -> Origins:
    """Read them, two queries."""
    sources = session.execute(
        select(*(_SOURCES.c[name] for name in ("id", "uid", "number", "name", "part_of_id")))
    ).all()
    wanted = (
        "id", "uid", "number", "title", "url", "publisher_id", "origin_source_id", "origin_document_id", "retracted"
    )  # fmt: skip
    documents = session.execute(select(*(_DOCUMENTS.c[name] for name in wanted))).all()
    source_uids = {row.id: row.uid for row in sources}
    document_uids = {row.id: row.uid for row in documents}
    parent: dict[str, str | None] = {row.uid: source_uids.get(row.part_of_id) for row in sources}
    for row in documents:
        parent[row.uid] = source_uids.get(row.origin_source_id) or document_uids.get(row.origin_document_id)
    names = {row.uid: row.name for row in sources}
    names.update({row.uid: row.title or row.url or "a document" for row in documents})
    refs = {row.uid: f"s{row.number}" for row in sources}
    refs.update({row.uid: f"d{row.number}" for row in documents})
    publishers = {row.uid: source_uids.get(row.publisher_id) for row in documents}
    retracted = {row.id: row.retracted for row in documents}
    return Origins(parent, names, source_uids, document_uids, retracted, refs, publishers)
