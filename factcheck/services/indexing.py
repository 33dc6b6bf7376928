"""The search row of a claim: all its text, written whenever the claim's history is."""

from collections.abc import Iterable

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from factcheck.db import search
from factcheck.models import Appearance, Attribution, Claim, Document, Evidence


def reindex(session: Session) -> int:
    """Build the search index anew from the claims. Returns how many."""
    search.clear(session.connection())
    found = session.scalars(select(Claim).order_by(Claim.id)).all()
    for claim in found:
        index_claim(session, claim)
    return len(found)


def index_changed(session: Session, changed: Iterable[tuple[str, int]]) -> None:
    """Index the claims that changed, and those that name a source or document that did; by kind and row id."""
    ids: dict[str, list[int]] = {}
    for kind, row_id in changed:
        ids.setdefault(kind, []).append(row_id)
    wanted = set(ids.get("claim", ()))
    for start in range(0, len(ids.get("source", ())), 500):
        wanted.update(session.scalars(_naming_sources(ids["source"][start : start + 500])))
    for start in range(0, len(ids.get("document", ())), 500):
        some = ids["document"][start : start + 500]
        wanted.update(session.scalars(select(Evidence.claim_id).where(Evidence.document_id.in_(some))))
    for row_id in sorted(wanted):
        index_claim(session, session.get_one(Claim, row_id))


def _naming_sources(sources: list[int]) -> CompoundSelect[int]:
    """The claims that these sources say, or whose evidence they put up."""
    said = select(Appearance.claim_id).join(Attribution).where(Attribution.speaker_id.in_(sources))
    put_up = select(Evidence.claim_id).join(Document, Document.id == Evidence.document_id)
    return said.union(put_up.where(Document.publisher_id.in_(sources)))


def index_claim(session: Session, claim: Claim) -> None:
    """Write the claim's row of the search index: all its text."""
    texts = [claim.wording, claim.status_reason or "", str(claim.number)]
    texts += [each.exact for each in claim.appearances]
    texts += [each.attribution.speaker.name for each in claim.appearances if each.attribution.speaker]
    for item in claim.items:
        texts += [item.finding, item.document.title or "", item.document.host or ""]
        texts += [item.document.publisher.name] if item.document.publisher else []
    for query in claim.queries:
        texts += [query.now, query.proposed or "", query.reason or ""]
    texts += [note.text for note in claim.notes if not note.dropped]
    texts += [each.tag for each in claim.tags] + [f"{each.claimed} {each.found or ''}" for each in claim.figures]
    search.put(session.connection(), claim.id, texts)
