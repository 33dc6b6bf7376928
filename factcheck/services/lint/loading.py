"""Read what the rules look at: a fixed number of queries, whatever the number of claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.dates import day_of
from factcheck.core.figures import Quantity
from factcheck.core.independence import chain
from factcheck.core.text import Span
from factcheck.core.words import RelationKind
from factcheck.models import Article, Ask, AuthorQuery, Figure, Note, Policy, Relation, Source, SourceAlias, VersionText
from factcheck.services.lint.facts import (
    ArticleFacts,
    ClaimFacts,
    DocumentFacts,
    Facts,
    ItemFacts,
    PlaceFacts,
    SourceFacts,
)
from factcheck.services.loading import CLAIMS, ITEMS, PAGES, PLACED, PLACES, SAYINGS, VERSIONS, select_claims
from factcheck.services.origins import Origins, read_origins
from factcheck.services.signoffs import second_check, signoffs_of
from factcheck.services.tallies import tally_claims

_ARTICLES, _SOURCES, _ALIASES, _TEXTS = (
    Article.__table__,
    Source.__table__,
    SourceAlias.__table__,
    VersionText.__table__,
)
_FIGURES, _QUERIES, _NOTES, _RELATIONS = Figure.__table__, AuthorQuery.__table__, Note.__table__, Relation.__table__
_ASKS, _POLICIES = Ask.__table__, Policy.__table__
_BATCH = 500


def load_facts(
    session: Session, articles: Sequence[Article] = (), *, real_names: Mapping[str, str] | None = None
) -> Facts:
    """Everything the rules look at, of some articles or, where none is given, of the whole desk.

    ``real_names`` are those of confidential sources by uid, as far as they are at hand.
    """
    read = _articles(session, [article.number for article in articles])
    origins = read_origins(session)
    rows = session.execute(select(PAGES).order_by(PAGES.c.number)).all()
    documents = {row.id: _document(row, origins) for row in rows}
    kept = [documents[row.id] for row in rows if not row.dropped]
    loader = _Claims(session, read, origins, documents)
    ids = list(dict.fromkeys(_claim_ids(session, articles)))
    claims = [claim for start in range(0, len(ids), _BATCH) for claim in loader.load(ids[start : start + _BATCH])]
    used = {item.document.uid for claim in claims for item in claim.items}
    return Facts(
        articles=tuple(read.values()),
        claims=tuple(claims),
        sources=_sources(session),
        documents=tuple(each for each in kept if not articles or each.uid in used),
        parent=origins.parent,
        names=origins.names,
        policy=dict(session.execute(select(_POLICIES.c.key, _POLICIES.c.value)).all()),
        real_names=real_names or {},
    )


def _claim_ids(session: Session, articles: Sequence[Article]) -> Iterable[int]:
    if not articles:
        yield from session.scalars(select_claims(session))
    for article in articles:
        yield from session.scalars(select_claims(session, article=article))


def _articles(session: Session, numbers: Sequence[int]) -> dict[int, ArticleFacts]:
    """Articles with their newest text, by the row id of that version."""
    any_ = VERSIONS.alias("any_version")
    newest = (
        select(func.max(any_.c.number))
        .where(any_.c.article_id == _ARTICLES.c.id, any_.c.dropped.is_(False))
        .scalar_subquery()
    )
    query = (
        select(_ARTICLES, VERSIONS.c.id.label("version"), VERSIONS.c.file_name, _TEXTS.c.text)
        .select_from(_ARTICLES)
        .join(VERSIONS, (VERSIONS.c.article_id == _ARTICLES.c.id) & (VERSIONS.c.number == newest))
        .join(_TEXTS, _TEXTS.c.version_id == VERSIONS.c.id)
        .where(_ARTICLES.c.dropped.is_(False))
        .order_by(_ARTICLES.c.number)
    )
    if numbers:
        query = query.where(_ARTICLES.c.number.in_(numbers))
    uids = dict(session.execute(select(_SOURCES.c.id, _SOURCES.c.uid)).all())
    dated = select(VERSIONS.c.article_id, VERSIONS.c.published_on).where(VERSIONS.c.dropped.is_(False))
    days: dict[int, list[str | None]] = defaultdict(list)
    for article, day in session.execute(dated.order_by(VERSIONS.c.number.desc())):
        days[article].append(day)
    return {
        row.version: ArticleFacts(
            row.number,
            row.text or "",
            row.file_name,
            uids.get(row.publisher_id),
            uids.get(row.upstream_id),
            day_of([*days[row.id], row.published]),
        )
        for row in session.execute(query)
    }


def _sources(session: Session) -> dict[str, SourceFacts]:
    other: dict[int, list[str]] = defaultdict(list)
    for source, name in session.execute(select(_ALIASES.c.source_id, _ALIASES.c.name)):
        other[source].append(name)
    rows = session.execute(select(_SOURCES).where(_SOURCES.c.dropped.is_(False)))
    return {
        row.uid: SourceFacts(row.uid, row.number, (row.name, *sorted(other[row.id])), row.confidential) for row in rows
    }


def _document(row: Any, origins: Origins) -> DocumentFacts:
    publisher = origins.source_uids.get(row.publisher_id)
    title = row.title or row.url or row.file_name or "a document"
    return DocumentFacts(row.uid, row.number, title, publisher, row.date, row.retracted, row.created_at)


class _Claims:
    """Loads claims in batches."""

    def __init__(
        self,
        session: Session,
        articles: Mapping[int, ArticleFacts],
        origins: Origins,
        documents: Mapping[int, DocumentFacts],
    ) -> None:
        self.session = session
        self.articles = articles
        self.origins = origins
        self.documents = documents

    def load(self, ids: Sequence[int]) -> list[ClaimFacts]:
        """The claims with these row ids, in their order."""
        tallies = tally_claims(self.session, ids)
        signed = signoffs_of(self.session, ids)
        parts = {
            "items": self._rows(ITEMS, ids, ITEMS.c.dropped.is_(False), order=ITEMS.c.item),
            "figures": self._rows(_FIGURES, ids, order=_FIGURES.c.position),
            "queries": self._rows(_QUERIES, ids, order=_QUERIES.c.item),
            "notes": self._rows(_NOTES, ids, _NOTES.c.dropped.is_(False), order=_NOTES.c.id),
            "relations": self._rows(_RELATIONS, ids, order=_RELATIONS.c.id),
            "asks": self._rows(_ASKS, ids, _ASKS.c.dropped.is_(False), order=_ASKS.c.item),
        }
        places = self._places(ids)
        rows = {row.id: row for row in self.session.execute(select(CLAIMS).where(CLAIMS.c.id.in_(ids)))}
        found = []
        for row_id in ids:
            row, tally = rows[row_id], tallies[row_id]
            mine = {name: grouped.get(row_id, []) for name, grouped in parts.items()}
            found.append(
                ClaimFacts(
                    number=row.number, wording=row.wording, kind=row.kind, priority=row.priority, status=row.status,
                    code=row.status_code, reason=row.status_reason or "", status_at=row.status_at, risks=row.risks,
                    about=self.origins.source_uids.get(row.about_id), weights=tally.weights, stale=tally.stale,
                    second=second_check(signed.get(row_id, ()), stale=tally.grounds_changed),
                    own=self._own(row, places[row_id]),
                    said=any(each.kind is RelationKind.SAYS for each in mine["relations"]),
                    places=tuple(place for place in places[row_id] if place.article),
                    items=tuple(self._item(row.number, item) for item in mine["items"]),
                    figures=tuple(_quantities(figure) for figure in mine["figures"]),
                    outcomes=tuple(query.outcome for query in mine["queries"]),
                    asked=frozenset(self.origins.source_uids[ask.party_id] for ask in mine["asks"] if ask.party_id),
                    notes=tuple(note.text for note in mine["notes"] if not note.internal),
                )
            )  # fmt: skip
        return found

    def _rows(self, table: Any, ids: Sequence[int], *where: Any, order: Any) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in self.session.execute(select(table).where(table.c.claim_id.in_(ids), *where).order_by(order)):
            found[row.claim_id].append(row)
        return found

    def _places(self, ids: Sequence[int]) -> dict[int, list[PlaceFacts]]:
        """Where the newest versions make each claim."""
        query = (
            select(
                CLAIMS.c.id, PLACES.c.version_id, PLACES.c.start, PLACES.c.end, PLACES.c.exact, SAYINGS.c.kind,
                SAYINGS.c.speaker_id, SAYINGS.c.hedged, SAYINGS.c.level,
            )
            .select_from(PLACED.join(SAYINGS, SAYINGS.c.appearance_id == PLACES.c.id))
            .where(CLAIMS.c.id.in_(ids))
            .order_by(PLACES.c.version_id, PLACES.c.start)
        )  # fmt: skip
        found: dict[int, list[PlaceFacts]] = defaultdict(list)
        for row in self.session.execute(query):
            article = self.articles.get(row.version_id)
            found[row.id].append(
                PlaceFacts(
                    article.number if article else 0, Span(row.start, row.end), row.exact, row.kind,
                    self.origins.source_uids.get(row.speaker_id), row.hedged, row.level,
                )
            )  # fmt: skip
        return found

    def _own(self, row: Any, places: Iterable[PlaceFacts]) -> frozenset[str]:
        """The uids of the claim's subject and of whoever is made to say it."""
        parties = {self.origins.source_uids.get(row.about_id), *(place.speaker for place in places)}
        return frozenset(party for party in parties if party)

    def _item(self, number: int, row: Any) -> ItemFacts:
        document = self.documents[row.document_id]
        own = self.origins.origin(row.origin_source_id, row.origin_document_id)
        origin = own or self.origins.parent[document.uid]
        return ItemFacts(
            ref=f"{number}.{row.item}", stance=row.stance, read=row.read, finding=row.finding, method=row.method,
            quality=row.quality,            called=row.called, accessed=row.accessed, created_at=row.created_at, document=document, origin=origin,
            chain=chain(origin, self.origins.parent) if origin else (),
            circle=self.origins.circle(document.uid, origin),
        )  # fmt: skip


def _quantities(row: Any) -> tuple[Quantity, Quantity | None]:
    claimed = Quantity(row.claimed, row.claimed_low, row.claimed_high, row.claimed_unit, row.claimed_comparator)
    if row.found is None:
        return claimed, None
    return claimed, Quantity(row.found, row.found_low, row.found_high, row.found_unit or "", row.found_comparator)
