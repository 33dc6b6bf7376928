"""Documents: works cited, each once; a known address reuses its document."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.dates import parse_date
from factcheck.core.fields import check_text, one_line
from factcheck.core.links import canonical_url, check_link, host
from factcheck.core.words import OriginBasis, TitleBasis
from factcheck.errors import RefusedError
from factcheck.models import Document, DocumentVia, Evidence, Source
from factcheck.services.lookup import next_number
from factcheck.services.work import Work


@dataclass(frozen=True, slots=True)
class Origin:
    """What something ultimately derives from: a source or a document, and how the desk knows."""

    source: Source | None = None
    document: Document | None = None
    basis: OriginBasis = OriginBasis.STATED


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What a person may say of a document; ``None`` leaves it as it is."""

    title: str | None = None
    title_basis: TitleBasis | None = None
    publisher: Source | None = None
    author: str | None = None
    date: str | None = None
    date_text: str | None = None
    work: Source | None = None
    origin: Origin | None = None
    vias: Sequence[Source] | None = None
    host: str | None = None
    archived_url: str | None = None
    retracted: str | None = None


def find_by_url(session: Session, url: str) -> Document | None:
    """The document at this address, however it is written."""
    return session.scalar(select(Document).where(Document.canonical_url == canonical_url(url)))


def reuse_document(work: Work, url: str) -> Document | None:
    """The document at this address, back on the desk where an undo had dropped it; ``None`` where it is new."""
    known = find_by_url(work.session, url)
    if known is not None and known.dropped:
        known.dropped = False
        work.touch(known)
    return known


def add_document(
    work: Work, *, url: str | None = None, file_name: str | None = None, given: DocumentFields | None = None
) -> Document:
    """Put a document on the desk: an address, the name of a file, or neither (a call, a book).

    Raises:
        BadInputError: the link is of a kind no report may carry, or a date is impossible.
        RefusedError: the address is on the desk already.
    """
    if url is not None:
        url = check_link(url)
        known = find_by_url(work.session, url)
        if known is not None:
            raise RefusedError(
                f"d{known.number} is this address already", hint=f"factcheck document show d{known.number}"
            )
    document = Document(
        uid=work.new_uid(),
        number=next_number(work.session, Document),
        url=url,
        canonical_url=canonical_url(url) if url else None,
        file_name=one_line(file_name, "the file's name") if file_name else None,
        host=(host(url) or None) if url else None,
        created_at=work.at,
    )
    work.session.add(document)
    _fill(work, document, given or DocumentFields())
    work.touch(document)
    return document


def edit_document(work: Work, document: Document, given: DocumentFields, *, url: str | None = None) -> Document:
    """Change what is given and leave the rest. Claims that rest on the document become stale where it matters."""
    if url is not None:
        url = check_link(url)
        known = find_by_url(work.session, url)
        if known is not None and known is not document:
            raise RefusedError(
                f"d{known.number} is this address already", hint=f"factcheck document show d{known.number}"
            )
        document.url, document.canonical_url, document.host = url, canonical_url(url), host(url) or None
    _fill(work, document, given)
    work.touch(document)
    return document


def _fill(work: Work, document: Document, given: DocumentFields) -> None:
    for name in ("title", "author", "date_text", "host", "retracted"):
        value = getattr(given, name)
        if value is not None:
            check_text(value, f"the document's {name}")
            setattr(document, name, value or None)
    if given.title_basis is not None:
        document.title_basis = given.title_basis
    if given.date is not None:
        document.date = parse_date(given.date) if given.date else None
    if given.archived_url is not None:
        document.archived_url = check_link(given.archived_url) if given.archived_url else None
    if given.publisher is not None:
        document.publisher = given.publisher
    if given.work is not None:
        document.work = given.work
    if given.origin is not None:
        set_origin(document, given.origin)
    if given.vias is not None:
        document.vias.clear()
        work.session.flush()
        document.vias += [DocumentVia(position=place, source=via) for place, via in enumerate(given.vias, 1)]


def set_origin(thing: Document | Evidence, origin: Origin) -> None:
    """Record where a document, or one finding in it, comes from.

    Raises:
        RefusedError: it would come from itself.
    """
    above = origin.document
    while above is not None and isinstance(thing, Document):
        if above is thing:
            raise RefusedError(
                f"d{thing.number} cannot come from itself", hint="name the document or source it rests on"
            )
        above = above.origin_document
    thing.origin_source, thing.origin_document = origin.source, origin.document
    thing.origin_basis = origin.basis


def list_documents(session: Session, *, search: str | None = None) -> list[Document]:
    """All documents in order of number, or those whose address or title holds ``search``."""
    found = session.scalars(select(Document).where(Document.dropped.is_(False)).order_by(Document.number)).all()
    if not search:
        return list(found)
    wanted = search.casefold()
    return [each for each in found if wanted in f"{each.url or each.file_name} {each.title}".casefold()]


def document_data(document: Document) -> dict[str, Any]:
    """A document as JSON data."""

    def ref(source: Source | None) -> str | None:
        return f"s{source.number}" if source else None

    origin = f"d{document.origin_document.number}" if document.origin_document else ref(document.origin_source)
    return {
        "ref": f"d{document.number}",
        "uid": document.uid,
        "url": document.url,
        "file_name": document.file_name,
        "title": document.title,
        "title_basis": document.title_basis,
        "publisher": ref(document.publisher),
        "author": document.author,
        "date": document.date,
        "date_text": document.date_text,
        "work": ref(document.work),
        "origin": origin,
        "origin_basis": document.origin_basis,
        "via": [ref(via.source) for via in document.vias],
        "host": document.host,
        "archived_url": document.archived_url,
        "retracted": document.retracted,
    }


def changes_anything(given: DocumentFields) -> bool:
    """Whether any field is given."""
    return any(getattr(given, field.name) is not None for field in fields(given))
