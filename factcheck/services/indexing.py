"""The search row of a claim: all its text, written whenever the claim's history is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.db import search
from factcheck.models import Claim


def reindex(session: Session) -> int:
    """Build the search index anew from the claims. Returns how many."""
    search.clear(session.connection())
    found = session.scalars(select(Claim).order_by(Claim.id)).all()
    for claim in found:
        index_claim(session, claim)
    return len(found)


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
