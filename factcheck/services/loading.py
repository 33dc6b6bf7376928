"""Load claims with everything a list, a show or a report needs, in a few queries whatever their number."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, false, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from factcheck.core.words import Kind, Priority, Status
from factcheck.db import search
from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTag,
    Document,
    Evidence,
    Source,
    Version,
)

ClaimQuery = Select[Claim]


def whole() -> Sequence[ORMOption]:
    """Loader options for all that belongs to a claim."""
    documents = selectinload(Claim.evidence).joinedload(Evidence.document)
    return (
        joinedload(Claim.about),
        joinedload(Claim.status_by),
        *saying(),
        documents.joinedload(Document.publisher),
        documents.joinedload(Document.origin_source),
        documents.joinedload(Document.origin_document),
        documents.joinedload(Document.work),
        documents.selectinload(Document.vias),
        selectinload(Claim.evidence).joinedload(Evidence.origin_source),
        selectinload(Claim.evidence).joinedload(Evidence.origin_document),
        selectinload(Claim.evidence).selectinload(Evidence.vias),
        selectinload(Claim.figures),
        selectinload(Claim.queries),
        selectinload(Claim.notes),
        selectinload(Claim.tags),
        selectinload(Claim.relations),
        selectinload(Claim.aliases),
    )


def saying() -> Sequence[ORMOption]:
    """Loader options for where a claim stands and who says it."""
    attribution = selectinload(Claim.appearances).joinedload(Appearance.attribution)
    return (
        selectinload(Claim.appearances).joinedload(Appearance.version).joinedload(Version.article),
        attribution.joinedload(Attribution.speaker),
        attribution.joinedload(Attribution.traced_to),
        attribution.selectinload(Attribution.vias),
    )


def select_claims(
    session: Session,
    *,
    article: Article | None = None,
    statuses: Iterable[Status] = (),
    kinds: Iterable[Kind] = (),
    priorities: Iterable[Priority] = (),
    tags: Iterable[str] = (),
    source: Source | None = None,
    span: tuple[int, int] | None = None,
    no_evidence: bool = False,
    search_for: str | None = None,
    dropped: bool = False,
) -> ClaimQuery:
    """A query for claims that pass every filter given, in text order and then by number.

    ``source`` finds claims it says, is about, or stands behind as evidence; ``span`` is a stretch of the article's
    current version (code points, end exclusive) that the quote must touch.
    """
    query = (
        select(Claim)
        .outerjoin(Appearance, (Appearance.claim_id == Claim.id) & _is_current(Appearance.version_id))
        .where(Claim.dropped.is_(dropped))
        .order_by(Appearance.version_id, Appearance.start, Appearance.end, Claim.number)
    )
    if article is not None:
        query = query.where(Appearance.version_id == article.current.id)
    if span is not None:
        query = query.where(Appearance.start < span[1], Appearance.end > span[0])
    for column, wanted in ((Claim.status, statuses), (Claim.kind, kinds), (Claim.priority, priorities)):
        values = list(wanted)
        if values:
            query = query.where(column.in_(values))
    for tag in tags:
        query = query.where(Claim.id.in_(select(ClaimTag.claim_id).where(ClaimTag.tag == tag)))
    if source is not None:
        query = query.where(_names(source))
    if no_evidence:
        query = query.where(~Claim.id.in_(select(Evidence.claim_id).where(Evidence.dropped.is_(False))))
    if search_for is not None:
        found = search.matching(session.get_bind().dialect.name, search_for)
        query = query.where(false() if found is None else Claim.id.in_(found))
    return query


def _is_current(version_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a version is the newest of its article."""
    this, newer = aliased(Version), aliased(Version)
    superseded = (
        select(this.id)
        .join(newer, (newer.article_id == this.article_id) & (newer.number > this.number))
        .where(this.id == version_id)
    )
    return ~superseded.exists()


def _names(source: Source) -> ColumnElement[bool]:
    """Claims that a source says, is the subject of, or stands behind."""
    spoken = (
        select(Appearance.claim_id)
        .join(Attribution)
        .where((Attribution.speaker_id == source.id) | (Attribution.traced_to_id == source.id))
    )
    behind = (
        select(Evidence.claim_id)
        .join(Document, Document.id == Evidence.document_id)
        .where(
            Evidence.dropped.is_(False),
            (Document.publisher_id == source.id)
            | (Document.origin_source_id == source.id)
            | (Document.work_id == source.id)
            | (Evidence.origin_source_id == source.id),
        )
    )
    return (Claim.about_id == source.id) | Claim.id.in_(spoken) | Claim.id.in_(behind)


def claims_of(session: Session, article: Article) -> list[Claim]:
    """All claims of an article's current version, whole, in text order, each once."""
    query = select_claims(session, article=article).options(*whole())
    return list(dict.fromkeys(session.scalars(query).unique()))
