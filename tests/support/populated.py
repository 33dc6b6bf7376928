"""A small desk with rows in every table of the model, each entered together with its history."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select

from factcheck.core.canonical import sha256
from factcheck.core.words import (
    Channel,
    Complainant,
    ComplaintOutcome,
    CorrectionKind,
    Decision,
    Kind,
    Status,
    UnverifiableCode,
)
from factcheck.db.place import Place
from factcheck.db.session import writing
from factcheck.exchange.claimset import ClaimSet
from factcheck.exchange.prior_checks import PriorRow
from factcheck.models import (
    Article,
    AttributionVia,
    Capture,
    CaptureBody,
    Check,
    Claim,
    ClaimAlias,
    ClaimTag,
    Desk,
    Document,
    Policy,
    Proposal,
    Signoff,
    Source,
    Void,
)
from factcheck.services import importing
from factcheck.services.answering import common_fields
from factcheck.services.complaints import add_complaint, close_complaint
from factcheck.services.correcting import correct_text
from factcheck.services.prior_checks import add_set
from factcheck.services.replies import ask_person, record_answer
from factcheck.services.work import Hands, Work, start_work

#: Claims of the example that between them have figures, queries, relations, vias of documents and of evidence.
NUMBERS = frozenset({12, 40, 41, 54, 58, 66})


def populate(place: Place, claim_set: ClaimSet, read_file: importing.ReadFile, hands: Hands) -> None:
    """Put a part of ``claim_set`` on an empty desk, and a row into each table that no command writes yet."""
    with writing(place) as session:
        work, _ = start_work(session, "import", "BEN", hands)
        importing.import_claim_set(work, _part_of(claim_set), read_file=read_file)
        _fill_the_rest(work)
        work.seal()


def _part_of(claim_set: ClaimSet) -> ClaimSet:
    kept = [claim for claim in claim_set.claims if claim.number in NUMBERS]
    keys = {claim.key for claim in kept}
    used = {item.document for claim in kept for item in claim.evidence}
    used |= {document.origin.document for document in claim_set.documents if document.key in used and document.origin}
    claims = tuple(
        replace(claim, relations=tuple(each for each in claim.relations if each.claim in keys)) for claim in kept
    )
    documents = tuple(document for document in claim_set.documents if document.key in used)
    named = set(_texts([asdict(record) for record in (*claims, *documents, *claim_set.articles)]))
    sources = {source.key: source for source in claim_set.sources}
    wanted = [key for key in named if key in sources]
    while wanted:
        above = sources[wanted.pop()].part_of
        if above and above not in named:
            named.add(above)
            wanted.append(above)
    kept_sources = tuple(source for source in claim_set.sources if source.key in named)
    return replace(claim_set, claims=claims, documents=documents, sources=kept_sources)


def _texts(value: Any) -> Iterator[str]:
    """Every text inside nested records: the keys of what they refer to are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _fill_the_rest(work: Work) -> None:
    session, at = work.session, work.at
    desk, claim, other = session.scalars(select(Desk)).one(), *session.scalars(select(Claim).limit(2))
    document, source = session.scalars(select(Document)).first(), session.scalars(select(Source)).first()
    article, person = session.scalars(select(Article)).one(), work.person
    assert document
    assert source
    assert person
    bytes_seen, text_seen = b"<html>the page as seen</html>", "the page as seen"
    capture = Capture(
        uid=work.new_uid(),
        document_id=document.id,
        sha256=sha256(bytes_seen),
        text_sha256=sha256(text_seen),
        size=len(bytes_seen),
        media_type="text/html",
        headers=("content-type: text/html",),
        tool="a test",
        captured_at=at,
    )
    session.add(capture)
    session.flush()
    session.add_all(
        [
            Policy(desk_id=desk.id, key="independent-origins", value="2"),
            CaptureBody(capture_id=capture.id, body=bytes_seen, text=text_seen),
            AttributionVia(attribution_id=claim.appearances[0].attribution.id, position=1, source_id=source.id),
            ClaimAlias(claim_id=claim.id, number=900),
            ClaimTag(claim_id=claim.id, tag="numbers"),
            Check(
                uid=work.new_uid(),
                claim_id=claim.id,
                person_id=person.id,
                status=Status.MIXED,
                reason="so",
                created_at=at,
            ),
            Signoff(
                uid=work.new_uid(),
                claim_id=other.id,
                article_id=article.id,
                person_id=person.id,
                fingerprint="f",
                created_at=at,
            ),
        ]
    )
    place = claim.appearances[0]
    session.add(
        Proposal(
            uid=work.new_uid(),
            article_id=article.id,
            version_id=place.version_id,
            exact=place.exact,
            start=place.start,
            end=place.end,
            kind=Kind.EVENT,
            worth=71,
            why=("event: unveiled",),
            made_by="rules/1",
            decision=Decision.ACCEPTED,
            reason="so it is",
            claim_id=claim.id,
            created_by_id=person.id,
            created_at=at,
        )
    )
    for thing in (desk, document, claim, other, article):
        work.touch(thing)
    whole = PriorRow("It is so.", "So?", "It is.", "Lune Facts", "https://example.org/so", "2024-05", "True")
    add_set(work, [whole, PriorRow("It is not so.")], name="checks.jsonl")
    _fill_answering(work, claim, source)


def _fill_answering(work: Work, claim: Claim, party: Source) -> None:
    """What the desk owes others for a claim: a question with its answer, a correction, a complaint, a voided check."""
    ask = ask_person(work, claim, "Jo Press", channel=Channel.E_MAIL, question="So?", party=party, contact="jo@x.org")
    record_answer(work, claim, ask, "No.")
    place = claim.appearances[0]
    correct_text(work, claim, place.exact, "other words", kind=CorrectionKind.ERROR, link="https://example.org/notice")
    complaint = add_complaint(work, claim, Complainant.READER, "It is not so.", name="Pat", contact="pat@x.org")
    close_complaint(work, claim, complaint, ComplaintOutcome.CORRECTED, reason="so it was")
    work.session.add(
        Void(
            **common_fields(work, Void, claim),
            status=Status.UNVERIFIABLE,
            code=UnverifiableCode.OPINION,
            reason="a judgement",
            set_by=work.person,
            set_at=work.at,
            because="it is a matter of fact",
        )
    )
    work.touch(claim)
