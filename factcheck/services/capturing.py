"""Captures: a document's bytes as seen, kept in the desk; they stay when the page goes."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.core.refs import parse_ref
from factcheck.errors import BadInputError, IntegrityError, NotFoundError, RefusedError
from factcheck.exchange.warc import Kept
from factcheck.ingest.capture import Seen, final_url, last_answer
from factcheck.models import Capture, CaptureBody, Document, Evidence
from factcheck.services.lookup import get_document
from factcheck.services.work import Work

_REF = re.compile(r"\s*([dD]?[0-9]{1,9})\.([0-9]{1,9})\s*")


def add_capture(work: Work, document: Document, seen: Seen) -> tuple[Capture, bool]:
    """Keep what was seen of a document. Returns the capture, and whether it is a new one.

    The same bytes of the same document are kept once: then the capture that holds them is given back.

    Raises:
        BadInputError: what was seen is dated later than now.
        RefusedError: those very bytes were redacted on this desk, or the document was dropped.
    """
    if document.dropped:
        raise RefusedError(f"d{document.number} was dropped", hint="factcheck log tells by which command")
    if seen.at is not None and seen.at > work.at:
        raise BadInputError(
            f"the page is said to be seen at {seen.at:%Y-%m-%d %H:%M}, which is not yet", hint="whose clock is wrong?"
        )
    blank = select(Capture.id).join(CaptureBody, CaptureBody.capture_id == Capture.id)
    if work.session.scalar(blank.where(Capture.sha256 == seen.sha256, CaptureBody.body.is_(None)).limit(1)) is not None:
        raise RefusedError("these very bytes were redacted on this desk, and stay away", hint="factcheck log")
    known = work.session.scalar(
        select(Capture).where(Capture.document_id == document.id, Capture.sha256 == seen.sha256).limit(1)
    )
    if known is not None:
        return known, False
    capture = Capture(
        uid=work.new_uid(),
        document_id=document.id,
        sha256=seen.sha256,
        text_sha256=None if seen.text is None else sha256(seen.text),
        size=len(seen.data),
        media_type=seen.media_type,
        headers=seen.head,
        tool=seen.tool,
        captured_at=seen.at or work.at,
    )
    work.session.add(capture)
    work.session.flush()
    work.session.add(CaptureBody(capture_id=capture.id, body=seen.data, text=seen.text))
    work.touch(document)
    return capture, True


def rest_on(work: Work, item: Evidence, capture: Capture) -> None:
    """Say that an item of evidence rests on these bytes. A settled claim becomes stale: what was ticked is another thing.

    Raises:
        RefusedError: the capture is of another document.
    """
    if capture.document_id != item.document_id:
        raise RefusedError(
            f"{item.claim.number}.{item.item} cites d{item.document.number}, and that is a copy of another document",
            hint=f"factcheck document show d{item.document.number}",
        )
    item.capture_id = capture.id
    work.touch(item.claim)


def captures_of(session: Session, document: Document) -> list[Capture]:
    """A document's captures in the order they came to the desk; the second is ``d5.2``."""
    return list(session.scalars(select(Capture).where(Capture.document_id == document.id).order_by(Capture.uid)))


def get_capture(session: Session, text: str) -> tuple[Document, Capture]:
    """The capture that ``d5.2`` names, or for ``d5`` the newest.

    Raises:
        NotFoundError: there is none.
    """
    match = _REF.fullmatch(text)
    document = get_document(session, match[1] if match else text)
    found = captures_of(session, document)
    name = f"d{document.number}"
    if not found:
        raise NotFoundError(f"{name} has no capture yet", hint=f"factcheck document capture {name}")
    number = int(match[2]) if match else len(found)
    if not 1 <= number <= len(found):
        raise NotFoundError(f"{name} has no capture {number}", hint=f"factcheck document show {name}")
    return document, found[number - 1]


def is_capture_ref(text: str) -> bool:
    """Whether a reference names one capture, ``d5.2``, and not a document."""
    return _REF.fullmatch(text) is not None


def capture_ref(session: Session, document: Document, capture: Capture) -> str:
    """A capture as people name it: ``d5.2``."""
    found = [each.id for each in captures_of(session, document)]
    return f"d{document.number}.{found.index(capture.id) + 1}"


def read_body(session: Session, capture: Capture) -> bytes:
    """A capture's bytes, held against their hash.

    Raises:
        RefusedError: they were redacted.
        IntegrityError: they are not the bytes that were kept.
    """
    body = session.scalar(select(CaptureBody.body).where(CaptureBody.capture_id == capture.id))
    if body is None:
        raise RefusedError("the bytes of that capture were redacted", hint="factcheck log says by whom and why")
    if sha256(body) != capture.sha256:
        raise IntegrityError("the bytes of that capture were altered", hint="factcheck db verify")
    return body


def capture_data(session: Session, document: Document, capture: Capture) -> dict[str, Any]:
    """A capture as JSON data, without its bytes."""
    here = CaptureBody.capture_id == capture.id
    text = session.scalar(select(CaptureBody.text).where(here))
    return {
        "ref": capture_ref(session, document, capture),
        "uid": capture.uid,
        "sha256": capture.sha256,
        "size": capture.size,
        "media_type": capture.media_type,
        "url": final_url(capture.headers),
        "captured_at": capture.captured_at,
        "tool": capture.tool,
        "text_characters": None if text is None else len(text),
        "redacted": session.scalar(select(CaptureBody.body.is_(None)).where(here)) is not False,
    }


def keep_archived_url(work: Work, document: Document, url: str) -> None:
    """Keep the address of an archived copy with its document."""
    from factcheck.services.documents import DocumentFields, edit_document

    edit_document(work, document, DocumentFields(archived_url=url))


def documents_captured(session: Session, refs: Sequence[str], *, include_confidential: bool) -> list[Document]:
    """The documents named, or all that have a capture.

    Raises:
        NotFoundError: none has one.
        RefusedError: one is confidential, and nobody asked for that by name.
    """
    captured = select(Capture.document_id)
    if refs:
        numbers = {parse_ref(each, letter="d") for ref in refs for each in ref.split(",") if each.strip()}
        found = [get_document(session, str(number)) for number in sorted(numbers)]
    else:
        query = select(Document).where(Document.id.in_(captured), Document.dropped.is_(False))
        found = list(session.scalars(query.order_by(Document.number)))
    if not found:
        raise NotFoundError("this desk has no captures yet", hint="factcheck document capture d1")
    secret = [f"d{each.number}" for each in found if each.confidential]
    if secret and not include_confidential:
        raise RefusedError(
            f"the archive would carry what is confidential: {', '.join(secret)}",
            hint="add --include-confidential if that is meant, or name the documents",
        )
    return found


def kept_captures(session: Session, documents: Sequence[Document]) -> Iterator[Kept]:
    """The captures of documents as an archive tells them, without those that were redacted or have no web address."""
    for document in documents:
        for capture in captures_of(session, document):
            url = final_url(capture.headers) or document.url
            row = session.execute(
                select(CaptureBody.body, CaptureBody.text).where(CaptureBody.capture_id == capture.id)
            ).one()
            if row.body is None or url is None or not url.lower().startswith(("http://", "https://")):
                continue
            yield Kept(
                uid=capture.uid,
                url=url,
                asked=document.url or url,
                at=capture.captured_at,
                data=read_body(session, capture),
                media_type=capture.media_type,
                answer=last_answer(capture.headers),
                title=document.title,
                text=row.text,
            )
