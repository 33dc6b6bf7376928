"""Retraction: a document no longer stands, and every settled claim that rests on it is open again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from factcheck.core.fields import check_text
from factcheck.core.independence import chain
from factcheck.core.words import Status, UnverifiableCode
from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Claim, Document, Evidence
from factcheck.services.loading import whole
from factcheck.services.origins import Origins, read_origins
from factcheck.services.statuses import origin_uid, set_status
from factcheck.services.work import Work

OUTDATED = "outdated: "


@dataclass(frozen=True, slots=True)
class Reopened:
    """A claim that a retraction opened again: what it was settled as, by whom, and on which items it rested."""

    claim: Claim
    status: Status
    code: UnverifiableCode | None
    by: str
    items: tuple[str, ...]


def retract(work: Work, document: Document, because: str, *, outdated: bool = False) -> list[Reopened]:
    """Mark a document as retracted, or as outdated, and take every settled claim that rests on it back to in-review.

    A claim rests on it where an item that was read, of any stance, is of the document or derives from it. The new reason
    of such a claim says why it is open and what it had been settled as.

    Raises:
        BadInputError: nobody said why.
        RefusedError: the document was dropped, or is marked with these words and nothing rests on it any more.
    """
    why = check_text(because, "the reason").strip()
    if not why:
        raise BadInputError("a retraction needs a reason", hint="--because 'withdrawn by its journal on 2026-05-02'")
    if document.dropped:
        raise RefusedError(f"d{document.number} is not on the desk", hint="factcheck document list")
    words = f"{OUTDATED}{why}" if outdated else why
    resting = _settled_on(work, document)
    if document.retracted == words and not resting:
        raise RefusedError(
            f"d{document.number} is marked so already, and no settled claim rests on it",
            hint=f"factcheck document show d{document.number}",
        )
    document.retracted = words
    work.touch(document, why)
    what = "is outdated" if outdated else "was retracted"
    found = [
        Reopened(claim, claim.status, claim.status_code, claim.status_by.name if claim.status_by else "", items)
        for claim, items in resting
    ]
    for each in found:
        was = f"{each.status} ({each.code})" if each.code else str(each.status)
        reason = f"d{document.number}, on which this rests, {what}: {why} (was {was}: {each.claim.status_reason})"
        set_status(work, [each.claim], Status.IN_REVIEW, reason=reason)
    return found


def _settled_on(work: Work, document: Document) -> list[tuple[Claim, tuple[str, ...]]]:
    """The settled claims that rest on a document, in order of number, each with the items by which it does."""
    origins = read_origins(work.session)
    leading = [row_id for row_id, uid in origins.document_uids.items() if document.uid in chain(uid, origins.parent)]
    items = select(Evidence.claim_id).where(
        Evidence.dropped.is_(False),
        Evidence.read,
        Evidence.document_id.in_(leading) | Evidence.origin_document_id.in_(leading),
    )
    query = select(Claim).where(Claim.id.in_(items), Claim.dropped.is_(False)).order_by(Claim.number).options(*whole())
    found = []
    for claim in work.session.scalars(query).unique():
        refs = _resting(claim.items, document, origins)
        if claim.status.settled and refs:
            found.append((claim, refs))
    return found


def _resting(items: Sequence[Evidence], document: Document, origins: Origins) -> tuple[str, ...]:
    """The items that were read and are of the document, or derive from it by their own origin or their document's."""
    refs = []
    for item in items:
        origin = origin_uid(item)
        derives = origin is not None and document.uid in chain(origin, origins.parent)
        if item.read and (item.document is document or derives):
            refs.append(f"{item.claim.number}.{item.item}")
    return tuple(refs)
