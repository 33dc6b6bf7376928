"""Pages of a site as HTML: the policy of each, its printed margins, and the way from it to the others."""

from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from factcheck.report.assets import digest, house_style, policy, script_and_hash
from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.language import get_language
from factcheck.report.render import GENERATOR, environment
from factcheck.report.site.index import IndexPage
from factcheck.report.site.pages import ArticleLink, ArticleSitePage, ClaimPage, Frame, SitePage

STYLESHEET = "assets/report.css"
"""Where it lies in the site."""


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, report: ReportView, *, articles: tuple[str, ...], folders: tuple[Path, ...] = ()) -> None:
        """Prepare for a site.

        Args:
            report: What its pages share; its own articles are not looked at.
            articles: The references of its articles.
            folders: Folders whose templates go before ours.

        Raises:
            BadInputError: The report has no catalogue for its language.
        """
        self.report = replace(report, articles=())
        self.articles = articles
        self.environment: Environment = environment(report.language, folders)
        self._papers: dict[str, tuple[Markup, tuple[str, ...]]] = {}

    def render(self, path: str, page: SitePage | IndexPage) -> str:
        """The HTML of a page that will lie at ``path``, slashes between its parts."""
        paper, styles = self._paper(self._article_of(page))
        script, script_hash = script_and_hash() if isinstance(page, ArticleSitePage | IndexPage) else (None, "")
        template = self.environment.get_template(page.template)
        return template.render(
            report=self.report,
            site=self._frame(path),
            page=page,
            paper=paper,
            policy=policy(*styles, script=script_hash),
            script=script,
            generator=f"{GENERATOR} {self.report.tool_version}",
        )

    def _frame(self, path: str) -> Frame:
        several = len(self.articles) != 1
        return Frame(
            path=path,
            root="../" * path.count("/"),
            several=several,
            queries=self.report.audience == "editor",
            risks=self.report.audience == "lawyer",
            first_article="" if several else article_path(self.articles[0]),
        )

    def _article_of(self, page: SitePage | IndexPage) -> ArticleLink | ArticleView | None:
        """The article whose version a printed page names."""
        if isinstance(page, ArticleSitePage):
            return page.layout.article
        return page.stands[0].article if isinstance(page, ClaimPage) else None

    def _paper(self, article: ArticleLink | ArticleView | None) -> tuple[Markup, tuple[str, ...]]:
        """The style of the house and the printed margins, and which styles a page that carries it may use."""
        ref = article.ref if article else ""
        if ref not in self._papers:
            named = (_bare(article),) if article else ()
            css = house_style(replace(self.report, articles=named), get_language(self.report.language))
            # 'self' is the site on a server; a page opened from the disk has no origin, and needs the scheme named.
            styles = ("'self'", "file:", f"'{digest(css)}'")
            self._papers[ref] = Markup(css), styles  # noqa: S704 - our own CSS, its texts escaped as CSS strings
        return self._papers[ref]


def _bare(article: ArticleLink | ArticleView) -> ArticleView:
    return ArticleView(article.ref, "", article.version, article.sha256, "", (), 0, 0.0, ())


def article_path(ref: str) -> str:
    """The path of an article's page."""
    return f"articles/{ref[1:]}/index.html"


def claim_path(number: int) -> str:
    """The path of a claim's page."""
    return f"claims/{number}/index.html"


def source_path(ref: str) -> str:
    """The path of a source's page."""
    return f"sources/{ref[1:]}/index.html"
