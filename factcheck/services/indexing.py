"""The search rows of a claim and of a prior check: all their text, written whenever their history is.

What matching looks things up in is imported where it is written: commands that only read come by here.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.db import search
from factcheck.models import Appearance, Attribution, Claim, Document, Evidence, PriorCheck, PriorSet
from factcheck.services.prior_reading import checks_in_use, fields_of_prior

#: Keys of prior checks in the index of matching are below zero, those of claims above.
_PRIOR = -1
#: Statements that are taken out one by one; of more, it costs less to put in anew what stays.
_MANY = 1_000


def reindex(session: Session) -> int:
    """Build the search indexes anew from the claims and prior checks. Returns how many claims.

    What a model made of texts that are no longer there is forgotten.
    """
    from factcheck.db import likeness

    connection = session.connection()
    search.clear(connection)
    likeness.clear(connection)
    found = session.scalars(select(Claim).order_by(Claim.id)).all()
    for claim in found:
        index_claim(session, claim)
    likeness.put_new(connection, _statements(session))
    forget_meanings(session)
    return len(found)


def forget_meanings(session: Session) -> None:
    """Forget what a model made of texts that no row holds any more: a vector and a digest tell of them."""
    from factcheck.db import meanings

    meanings.prune(session.connection(), {sha256(text) for text in texts_compared(session)})


def texts_compared(session: Session) -> Iterator[str]:
    """Every text that matching compares: wordings of claims, and all of prior checks."""
    yield from session.scalars(select(Claim.wording).where(~Claim.dropped))
    for _, fields in _prior_statements(session):
        yield from fields


def _statements(session: Session) -> Iterator[tuple[int, tuple[str, ...]]]:
    for claim in session.scalars(select(Claim).where(~Claim.dropped).order_by(Claim.id)):
        yield claim.id, fields_of_claim(claim)
    yield from _prior_statements(session)


def _prior_statements(session: Session, set_id: int | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
    for check in checks_in_use(session, set_id):
        yield key_of_prior(check.id), fields_of_prior(check)


def fields_of_claim(claim: Claim) -> tuple[str, ...]:
    """What matching looks a claim up by: its wording first, then the article's words."""
    return tuple(dict.fromkeys((claim.wording, *sorted({each.exact for each in claim.appearances}))))


def key_of_prior(row_id: int) -> int:
    """The key of a prior check in the index of matching."""
    return _PRIOR * row_id


def claim_in(key: int) -> int | None:
    """The row id of the claim that a key stands for, if it does."""
    return key if key > 0 else None


def prior_in(key: int) -> int | None:
    """The row id of the prior check that a key stands for, if it does."""
    return _PRIOR * key if key < 0 else None


def index_changed(session: Session, changed: Iterable[tuple[str, int]]) -> None:
    """Index the claims that changed, and those that name a source or document that did; by kind and row id."""
    ids: dict[str, list[int]] = {}
    for kind, row_id in changed:
        ids.setdefault(kind, []).append(row_id)
    wanted = set(ids.get("claim", ()))
    for row_id in sorted(wanted):
        _index_statement(session, session.get_one(Claim, row_id))
    for row_id in ids.get("prior set", ()):
        _index_set(session, session.get_one(PriorSet, row_id))
    for start in range(0, len(ids.get("source", ())), 500):
        wanted.update(session.scalars(_naming_sources(ids["source"][start : start + 500])))
    for start in range(0, len(ids.get("document", ())), 500):
        some = ids["document"][start : start + 500]
        wanted.update(session.scalars(select(Evidence.claim_id).where(Evidence.document_id.in_(some))))
    for row_id in sorted(wanted):
        index_claim(session, session.get_one(Claim, row_id))


def _index_statement(session: Session, claim: Claim) -> None:
    """Let matching find a claim by what it says now, or no longer where it was dropped."""
    from factcheck.db import likeness

    if claim.dropped:
        likeness.remove(session.connection(), claim.id)
    else:
        likeness.put(session.connection(), claim.id, fields_of_claim(claim))


def _index_set(session: Session, found: PriorSet) -> None:
    """Let matching find the prior checks of a set, or no longer where it was dropped."""
    from factcheck.db import likeness

    connection = session.connection()
    if found.dropped and found.count > _MANY:
        likeness.clear(connection)
        likeness.put_new(connection, _statements(session))
        return
    for row_id in session.scalars(select(PriorCheck.id).where(PriorCheck.set_id == found.id)).all():
        likeness.remove(connection, key_of_prior(row_id))
    if not found.dropped:
        likeness.put_new(connection, _prior_statements(session, found.id))


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
