"""Rows made of articles that were laid out, and put together across articles."""

from collections.abc import Iterable
from typing import TypeVar

from factcheck.report.desk_views import ReportView
from factcheck.report.page import ArticlePage, ClaimEntry, lay_out
from factcheck.report.site.rows import (
    ArticleRow,
    ArticleRows,
    AskRow,
    ClaimRow,
    ItemRow,
    ReadingRow,
    RiskRow,
    SiteRows,
    SourceRow,
)
from factcheck.report.views import ClaimView, SourceLink

_T = TypeVar("_T")
_BY_ARTICLE = frozenset({"articles", "says", "passes_on", "traced", "own_voice", "unnamed", "related", "asks"})


def rows_of(page: ArticlePage) -> ArticleRows:
    """The rows of an article that was laid out."""
    article, summary = page.article, page.summary
    return ArticleRows(
        ArticleRow(
            ref=article.ref,
            title=page.title,
            byline=tuple(part for part in (article.author, article.publisher) if part),
            published=article.published,
            language=article.language,
            headline=summary.headline,
            detail=summary.detail,
            clear=summary.clear,
            claims=summary.total,
            sources=tuple(source.ref for source in article.sources),
        ),
        tuple(
            SourceRow(
                source.ref,
                source.name,
                source.kind,
                source.part_of.ref if source.part_of else "",
                source.part_of.name if source.part_of else "",
                source.description,
                source.confidential,
            )
            for source in article.sources
        ),
        tuple(_claim_row(page.entries[number], article.ref) for number in sorted(page.entries)),
    )


def rows_of_report(report: ReportView) -> SiteRows:
    """The rows of a whole report, as a site would have them."""
    return gather(rows_of(layout) for layout in lay_out(report))


def _claim_row(entry: ClaimEntry, article: str) -> ClaimRow:
    claim = entry.claim
    said = [place.says for place in claim.places]
    return ClaimRow(
        number=claim.number,
        wording=claim.wording,
        group=entry.group,
        word=entry.word,
        status=claim.status,
        kind=claim.kind,
        priority=claim.priority,
        tags=claim.tags,
        risks=claim.risks,
        articles=(article,),
        says=_refs(says.speaker for says in said),
        passes_on=_refs(link for says in said for link in says.via),
        traced=_refs(says.traced_to for says in said),
        own_voice=any(says.kind == "unattributed" for says in said),
        unnamed=any(says.kind != "unattributed" and not (says.speaker and says.speaker.ref) for says in said),
        related=tuple(sorted({relation.number for relation in claim.relations})),
        items=tuple(
            ItemRow(
                item.ref,
                item.stance,
                item.origin.ref if item.origin else "",
                item.publisher.ref if item.publisher else "",
                item.read,
            )
            for item in claim.evidence
        ),
        stale=claim.stale,
        reason=claim.reason,
        asks=_asks(claim, article),
        at_risk=_at_risk(entry) if claim.risks else None,
    )


def _asks(claim: ClaimView, article: str) -> tuple[AskRow, ...]:
    place = claim.places[0] if claim.places else None
    return tuple(
        AskRow(
            article=article,
            start=place.start if place else 0,
            location=place.location if place else "",
            now=query.now or (place.quote if place else ""),
            proposed=query.proposed,
            reason=query.reason,
            outcome=query.outcome,
        )
        for query in claim.queries
    )


def _at_risk(entry: ClaimEntry) -> RiskRow:
    claim = entry.claim
    return RiskRow(
        weights=tuple((block.stance, block.weight) for block in entry.stances),
        readings=tuple(
            ReadingRow(
                item.ref,
                item.stance,
                item.title or item.url or item.file_name or item.called,
                item.by,
                item.method,
                item.extent,
                item.read,
                item.newer,
            )
            for item in claim.evidence
        ),
        checked_by=tuple(signoff.by for signoff in claim.signoffs if not signoff.stale),
        status_by=claim.status_by,
        asked=claim.asked,
        overruled=claim.overruled,
    )


def _refs(links: Iterable[SourceLink | None]) -> tuple[str, ...]:
    """The references among ``links``, each once; a source the audience may not know has none."""
    return tuple(dict.fromkeys(link.ref for link in links if link and link.ref))


def merge(one: ClaimRow, other: ClaimRow) -> ClaimRow:
    """One row of a claim that stands in several articles; what belongs to the claim itself is taken from the first."""
    return ClaimRow(
        **{name: getattr(one, name) for name in ClaimRow.__slots__ if name not in _BY_ARTICLE},
        articles=_both(one.articles, other.articles),
        says=_both(one.says, other.says),
        passes_on=_both(one.passes_on, other.passes_on),
        traced=_both(one.traced, other.traced),
        own_voice=one.own_voice or other.own_voice,
        unnamed=one.unnamed or other.unnamed,
        related=tuple(sorted({*one.related, *other.related})),
        asks=_both(one.asks, other.asks),
    )


def _both(one: tuple[_T, ...], other: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(one + other))


def gather(found: Iterable[ArticleRows]) -> SiteRows:
    """The rows of a site from those of its articles: claims in order of number, sources by name."""
    articles: dict[str, ArticleRow] = {}
    sources: dict[str, SourceRow] = {}
    claims: dict[int, ClaimRow] = {}
    for rows in found:
        articles[rows.article.ref] = rows.article
        sources.update({source.ref: source for source in rows.sources})
        for claim in rows.claims:
            known = claims.get(claim.number)
            claims[claim.number] = merge(known, claim) if known else claim
    return SiteRows(
        articles,
        {row.ref: row for row in sorted(sources.values(), key=lambda row: (row.name.casefold(), row.ref))},
        dict(sorted(claims.items())),
    )
