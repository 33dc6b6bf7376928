"""A site put together: articles go in one at a time, files come out as soon as nothing more can change them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.report.assets import stylesheet
from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.page import ArticlePage
from factcheck.report.site.facets import Listing, list_facets
from factcheck.report.site.gather import gather, rows_of
from factcheck.report.site.index import IndexPage, index_page
from factcheck.report.site.layout import article_page, claim_page, lay_out_article, stands_of
from factcheck.report.site.lists import (
    Index,
    corrections_page,
    listing_page,
    overview_page,
    queries_page,
    risks_page,
    source_page,
    sources_page,
)
from factcheck.report.site.pages import SitePage, Stand
from factcheck.report.site.render import (
    STYLESHEET,
    Renderer,
    article_path,
    claim_path,
    source_path,
)
from factcheck.report.site.rows import ArticleRows, SiteRows
from factcheck.report.site.tables import write_csv, write_rows
from factcheck.report.wording import get_words

ROWS = "claims.json"
"""The path of the rows inside the site."""

# These say as of when they are, or tell what no row holds; every other page is what its rows are.
_TIMED = frozenset({"index.html", "queries/index.html", "risks/index.html", "corrections/index.html"})


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of a site.

    Attributes:
        path: Its path inside the site, slashes between the parts.
        text: Its whole text; None for one that is as the last run wrote it.
    """

    path: str
    text: str | None


class SiteBuilder:
    """Builds the files of one site, all of them or those that a change can have touched."""

    def __init__(
        self,
        report: ReportView,
        homes: Mapping[int, tuple[str, ...]],
        articles: tuple[str, ...],
        *,
        folders: tuple[Path, ...] = (),
    ) -> None:
        """Begin a site.

        Args:
            report: What its pages share; its own articles are not looked at.
            homes: References of the articles that make each claim, in order.
            articles: References of all its articles, in the order to show them.
            folders: Folders whose templates go before ours.
        """
        self.report, self.homes, self.articles = report, homes, articles
        self.renderer = Renderer(report, articles=articles, folders=folders)
        self.words = get_words(report.language)
        self.folders = folders
        self.found: list[ArticleRows] = []
        self._waiting: dict[int, dict[str, Stand]] = {}

    def add(self, article: ArticleView) -> Iterator[SiteFile]:
        """Take an article in. The pages of claims that it shares wait for the other articles.

        Args:
            article: The article as its audience may see it.

        Returns:
            Its page, and those of the claims that are complete with it.

        Raises:
            ValueError: A quote or a paragraph does not fit the article's text.
        """
        layout = lay_out_article(article, self.report)
        self.found.append(rows_of(layout))
        yield self._render(article_path(article.ref), article_page(layout))
        yield from self._claims(layout)

    def _claims(self, layout: ArticlePage) -> Iterator[SiteFile]:
        ref = layout.article.ref
        for number, stand in stands_of(layout).items():
            homes = self.homes.get(number, (ref,))
            stands = self._waiting.setdefault(number, {})
            stands[ref] = stand
            if stands.keys() >= set(homes):
                del self._waiting[number]
                yield self._render(claim_path(number), claim_page([stands[home] for home in homes]))

    def rows(self, before: SiteRows | None = None, changed: Collection[str] = ()) -> SiteRows:
        """The rows of the whole site.

        Args:
            before: The rows of the last run, for a site of which only some articles were taken in.
            changed: References of the articles that may have changed since. Every article that shares a claim with
                one of them must have been taken in too.
        """
        fresh = gather(self.found)
        if before is None:
            return fresh
        touched = {
            number
            for rows in (before, fresh)
            for number, claim in rows.claims.items()
            if not set(changed).isdisjoint(claim.articles)
        }
        claims = {number: claim for number, claim in before.claims.items() if number not in touched}
        claims.update({number: claim for number, claim in fresh.claims.items() if number in touched})
        known = {**before.articles, **fresh.articles}
        articles = {ref: known[ref] for ref in self.articles}
        named = {ref for article in articles.values() for ref in article.sources}
        sources = {ref: row for ref, row in {**before.sources, **fresh.sources}.items() if ref in named}
        return SiteRows(
            articles,
            dict(sorted(sources.items(), key=lambda pair: (pair[1].name.casefold(), pair[0]))),
            dict(sorted(claims.items())),
        )

    def finish(self, rows: SiteRows, before: SiteRows | None = None) -> Iterator[SiteFile]:
        """Every file of the site that is made of its rows.

        Args:
            rows: The rows of the whole site.
            before: Those of the last run, where its files are still there.

        Returns:
            The files; one that these rows cannot have changed has no text.
        """
        listings = list_facets(rows, self.words.groups)
        now = dict(self._pages(rows, listings))
        then = dict(self._pages(before, list_facets(before, self.words.groups))) if before else {}
        for path, page in now.items():
            unchanged = path not in _TIMED and then.get(path) == page
            yield SiteFile(path, None) if unchanged else self._render(path, page)
        yield self._render("claims/index.html", index_page(rows, listings, self.words))
        yield SiteFile("claims.csv", "".join(write_csv(rows)))
        yield SiteFile(ROWS, "".join(write_rows(rows)))
        yield SiteFile(STYLESHEET, stylesheet(self.folders))

    def _pages(self, rows: SiteRows, listings: Sequence[Listing]) -> Iterator[tuple[str, SitePage]]:
        index = Index(rows)
        yield "index.html", overview_page(rows, index, listings)
        yield "sources/index.html", sources_page(index)
        for source in rows.sources.values():
            yield source_path(source.ref), source_page(source, index)
        for listing in listings:
            for page in range(1, listing.pages + 1):
                yield listing.path(page), listing_page(listing, page, rows.sources)
        if self.report.audience == "editor":
            yield "queries/index.html", queries_page(rows, self.words)
        if self.report.audience == "lawyer":
            yield "risks/index.html", risks_page(rows)
        if self.report.corrections is not None:
            yield "corrections/index.html", corrections_page(rows, self.report.corrections)

    def _render(self, path: str, page: SitePage | IndexPage) -> SiteFile:
        return SiteFile(path, self.renderer.render(path, page))
