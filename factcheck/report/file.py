"""A report laid out as one page: each article with what its claims cover, how they stood day by day, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from factcheck.report.desk_views import ReportView
from factcheck.report.page import ArticlePage, lay_out, page_title
from factcheck.report.site.charts import Coverage, Timeline, cover, draw_timeline
from factcheck.report.site.facets import list_facets
from factcheck.report.site.finding import Finder, claim_attributes, make_finder
from factcheck.report.site.gather import gather, rows_of
from factcheck.report.site.lists import at_risk, queries_page
from factcheck.report.site.pages import Ask
from factcheck.report.site.rows import ClaimRow, SiteRows
from factcheck.report.wording import GROUPS, get_words


@dataclass(frozen=True, slots=True)
class FileArticle:
    """An article in a report of one file.

    Attributes:
        layout: The article laid out, with links inside the file.
        coverage: What its claims cover; None where its sentences are not known.
        timeline: How they stood day by day; None where nothing is told of it.
        attributes: What the script finds each claim by, by the claim's number.
        asks: For the editor, what is asked of the writer, in the order of the text.
        plain_asks: The same as text to copy.
        risks: For the lawyer, the claims at risk, worst first.
    """

    layout: ArticlePage
    coverage: Coverage | None
    timeline: Timeline | None
    attributes: Mapping[int, Markup]
    asks: tuple[Ask, ...]
    plain_asks: str
    risks: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class FilePage:
    """A report of one file.

    Attributes:
        title: What the page is called.
        articles: The articles, in order.
        finder: The form that finds claims in the page; shown by the script alone.
    """

    title: str
    articles: tuple[FileArticle, ...]
    finder: Finder


def file_page(report: ReportView) -> FilePage:
    """Lay ``report`` out as one page.

    Raises:
        BadInputError: The report has no catalogue for its language.
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    words = get_words(report.language)
    layouts = lay_out(report)
    found = [rows_of(layout) for layout in layouts]
    rows = gather(found)
    articles = []
    for layout, own in zip(layouts, found, strict=True):
        claims = {claim.number: claim for claim in own.claims}
        asked = queries_page(SiteRows({own.article.ref: own.article}, {}, claims), words)
        editor, lawyer = report.audience == "editor", report.audience == "lawyer"
        articles.append(
            FileArticle(
                layout=layout,
                coverage=cover(layout),
                timeline=draw_timeline(layout.article.timeline, tuple(GROUPS)),
                attributes={number: claim_attributes(claim) for number, claim in claims.items()},
                asks=asked.articles[0][1] if editor and asked.articles else (),
                plain_asks=asked.plain if editor else "",
                risks=at_risk(own.claims) if lawyer else (),
            )
        )
    return FilePage(page_title(report), tuple(articles), make_finder(rows, list_facets(rows, GROUPS), words))
