"""Load claims with everything a list, a show or a report needs, in a few queries whatever their number."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from factcheck.core.words import Kind, Priority, Status
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

CLAIMS, PLACES, SAYINGS = Claim.__table__, Appearance.__table__, Attribution.__table__
ITEMS, PAGES, TAGS, VERSIONS = Evidence.__table__, Document.__table__, ClaimTag.__table__, Version.__table__
ARTICLES = Article.__table__


def _current_versions(*, dropped: bool = False) -> Select[int]:
    """The ids of the newest version of every article that is on the desk, or of every one that was dropped."""
    any_, newer = VERSIONS.alias("any_version"), VERSIONS.alias("newer")
    superseded = (
        (newer.c.article_id == any_.c.article_id) & (newer.c.number > any_.c.number) & newer.c.dropped.is_(False)
    )
    kept = ARTICLES.alias("any_article")
    return (
        select(any_.c.id)
        .join(kept, kept.c.id == any_.c.article_id)
        .where(kept.c.dropped.is_(dropped), any_.c.dropped.is_(False), ~select(newer.c.id).where(superseded).exists())
    )


#: Claims, each with its places in the newest versions of the articles that were not dropped.
PLACED = CLAIMS.outerjoin(PLACES, (PLACES.c.claim_id == CLAIMS.c.id) & PLACES.c.version_id.in_(_current_versions()))


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
    gone: bool = False,
) -> Select[int]:
    """A query for the ids of claims that pass every filter given, in text order and then by number.

    Claims that stand only in articles that were dropped went with them. Claims that an earlier version made and the
    current one does not are found with ``gone`` and nothing else.

    Made of tables, not of mapped classes, because configuring the mappers would cost a list a fifth of its time. A
    claim that an article makes in several places comes once for each.

    ``source`` finds claims it says, is about, or stands behind as evidence; ``span`` is a stretch of the article's
    current version (code points, end exclusive) that the quote must touch.
    """
    query = (
        select(CLAIMS.c.id)
        .select_from(PLACED)
        .where(CLAIMS.c.dropped.is_(dropped))
        .order_by(PLACES.c.version_id, PLACES.c.start, PLACES.c.end, CLAIMS.c.number)
    )
    if not dropped:
        query = query.where(~_went_with_article())
    if gone:
        query = query.where(_is_gone(article.id if article else None))
    elif not dropped and article is None:
        query = query.where(~(PLACES.c.id.is_(None) & _is_gone(None)))
    if article is not None and not gone:
        query = query.where(PLACES.c.version_id == article.current.id)
    if span is not None:
        query = query.where(PLACES.c.start < span[1], PLACES.c.end > span[0])
    for column, wanted in ((CLAIMS.c.status, statuses), (CLAIMS.c.kind, kinds), (CLAIMS.c.priority, priorities)):
        values = list(wanted)
        if values:
            query = query.where(column.in_(values))
    for tag in tags:
        query = query.where(CLAIMS.c.id.in_(select(TAGS.c.claim_id).where(TAGS.c.tag == tag)))
    if source is not None:
        query = query.where(_names(source))
    if no_evidence:
        query = query.where(~CLAIMS.c.id.in_(select(ITEMS.c.claim_id).where(ITEMS.c.dropped.is_(False))))
    if search_for is not None:
        from factcheck.db import search

        found = search.matching(session.get_bind().dialect.name, search_for)
        query = query.where(false() if found is None else CLAIMS.c.id.in_(found))
    return query


def _went_with_article() -> ColumnElement[bool]:
    """Claims without a place of their own that have one in an article that was dropped."""
    there = PLACES.alias("there")
    gone = select(there.c.claim_id).where(there.c.version_id.in_(_current_versions(dropped=True)))
    return PLACES.c.id.is_(None) & CLAIMS.c.id.in_(gone)


def _is_gone(article_id: int | None) -> ColumnElement[bool]:
    """Claims that an earlier version of an article makes (of this one, or any), and its current version does not."""
    then, now = PLACES.alias("then"), PLACES.alias("now")
    earlier, current = VERSIONS.alias("earlier"), VERSIONS.alias("current")
    still = (
        select(now.c.id)
        .join(current, current.c.id == now.c.version_id)
        .where(
            now.c.claim_id == then.c.claim_id,
            current.c.article_id == earlier.c.article_id,
            current.c.id.in_(_current_versions()),
        )
    )
    lost = (
        select(then.c.claim_id)
        .join(earlier, earlier.c.id == then.c.version_id)
        .join(ARTICLES, ARTICLES.c.id == earlier.c.article_id)
        .where(ARTICLES.c.dropped.is_(False), ~still.exists())
    )
    return CLAIMS.c.id.in_(lost if article_id is None else lost.where(earlier.c.article_id == article_id))


def _names(source: Source) -> ColumnElement[bool]:
    """Claims that a source says, is the subject of, or stands behind."""
    said = SAYINGS.c.speaker_id == source.id, SAYINGS.c.traced_to_id == source.id
    spoken = select(PLACES.c.claim_id).join(SAYINGS, SAYINGS.c.appearance_id == PLACES.c.id).where(or_(*said))
    stands = (PAGES.c.publisher_id, PAGES.c.origin_source_id, PAGES.c.work_id, ITEMS.c.origin_source_id)
    behind = (
        select(ITEMS.c.claim_id)
        .join(PAGES, PAGES.c.id == ITEMS.c.document_id)
        .where(ITEMS.c.dropped.is_(False), or_(*(column == source.id for column in stands)))
    )
    return or_(CLAIMS.c.about_id == source.id, CLAIMS.c.id.in_(spoken), CLAIMS.c.id.in_(behind))
