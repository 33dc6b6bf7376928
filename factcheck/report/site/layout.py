"""Articles and claims laid out as pages of a site."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.links import SiteLinks
from factcheck.report.page import ArticlePage, ClaimEntry, lay_out
from factcheck.report.site.charts import cover, draw_timeline
from factcheck.report.site.pages import ArticleLink, ArticleSitePage, ClaimPage, RelatedClaim, Stand, TextRow
from factcheck.report.wording import GROUPS

_UP = "../../"


def lay_out_article(article: ArticleView, report: ReportView) -> ArticlePage:
    """``article`` laid out with the links of a site.

    Args:
        article: The article as its audience may see it.
        report: The report it belongs to; its own articles are not looked at.

    Raises:
        ValueError: A quote or a paragraph does not fit the article's text.
    """
    (page,) = lay_out(replace(report, articles=(article,)))
    links = SiteLinks(
        root=_UP,
        groups={number: entry.group for number, entry in page.entries.items()},
        sources=frozenset(source.ref for source in article.sources),
        article=article.ref,
    )
    return replace(page, links=links)


def article_page(page: ArticlePage) -> ArticleSitePage:
    """The page of an article that was laid out."""
    assert isinstance(page.links, SiteLinks)
    shown: set[int] = set()
    text = []
    for paragraph in page.paragraphs:
        starts = [sorted(span.number for span in segment.starts) for segment in paragraph.segments]
        numbers = [number for begun in starts for number in begun if number not in shown]
        shown.update(numbers)
        text.append(TextRow(paragraph, tuple(page.entries[number] for number in dict.fromkeys(numbers))))
    return ArticleSitePage(
        layout=page,
        text=tuple(text),
        coverage=cover(page),
        timeline=draw_timeline(page.article.timeline, tuple(GROUPS)),
        links=page.links,
    )


def stands_of(page: ArticlePage) -> dict[int, Stand]:
    """Each claim of an article that was laid out, by number, with what its own page needs of the article."""
    assert isinstance(page.links, SiteLinks)
    article = page.article
    link = ArticleLink(
        article.ref,
        page.title,
        article.language,
        article.url,
        article.version,
        article.sha256,
        article.publisher,
        bool(article.title),
    )
    numbers = sorted(page.entries)
    after = dict(pairwise(numbers))
    before = {number: earlier for earlier, number in after.items()}
    return {
        number: Stand(
            article=link,
            entry=entry,
            related=_related(entry, page),
            before=before.get(number),
            after=after.get(number),
            links=page.links,
        )
        for number, entry in page.entries.items()
    }


def _related(entry: ClaimEntry, page: ArticlePage) -> tuple[RelatedClaim, ...]:
    found = []
    for relation in sorted(entry.claim.relations, key=lambda each: (each.kind, each.inverse, each.number)):
        other = page.entries.get(relation.number)
        if other:
            found.append(RelatedClaim(relation, relation.number, other.claim.wording, other.group, other.word))
        else:
            found.append(RelatedClaim(relation, relation.number))
    return tuple(found)


def claim_page(stands: Sequence[Stand]) -> ClaimPage:
    """The page of a claim.

    Args:
        stands: The claim in each article that makes it, in the order of the articles; at least one.
    """
    first = stands[0]
    related: dict[tuple[str, bool, int], RelatedClaim] = {}
    for each in (relation for stand in stands for relation in stand.related):
        key = (each.relation.kind, each.relation.inverse, each.number)
        if key not in related or not related[key].wording:
            related[key] = each
    return ClaimPage(
        entry=first.entry,
        stands=tuple(stands),
        related=tuple(related.values()),
        links=replace(first.links, groups={**_groups(related.values()), first.entry.claim.number: first.entry.group}),
    )


def _groups(related: Iterable[RelatedClaim]) -> dict[int, str]:
    return {each.number: each.group for each in related if each.group}
