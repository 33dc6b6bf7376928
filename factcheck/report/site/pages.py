"""What each kind of page of a site is told: the contract of the templates in ``templates/pages``."""

from dataclasses import dataclass
from typing import ClassVar

from factcheck.core.notices import CorrectionNotice
from factcheck.report.links import SiteLinks
from factcheck.report.page import ArticlePage, ClaimEntry
from factcheck.report.segments import Paragraph
from factcheck.report.site.charts import Bar, Coverage, Timeline
from factcheck.report.site.facets import Listing
from factcheck.report.site.rows import ArticleRow, AskRow, ClaimRow, ItemRow, SourceRow
from factcheck.report.views import RelationView


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a site is told besides its own matter, under the name ``site``.

    Attributes:
        path: The page's own path inside the site.
        root: The way from the page to the site's folder: "../../", or empty for its first page.
        several: Whether the site holds more than one article.
        queries: Whether it has a page of queries.
        risks: Whether it has a page of claims at risk.
        first_article: The path of the only article's page; empty where there are several.
    """

    path: str
    root: str
    several: bool
    queries: bool
    risks: bool
    first_article: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as a page about something else needs it.

    Attributes:
        ref: Its reference: "a1".
        title: What it is called.
        language: BCP 47 tag of its text, or empty.
        url: Its address, or empty.
        version: The number of the version shown.
        sha256: The hash of that version's text, or empty where the audience may not see it.
        publisher: Who publishes it, or empty.
        titled: Whether ``title`` is its own, and so in its own language.
    """

    ref: str
    title: str
    language: str
    url: str
    version: int
    sha256: str
    publisher: str
    titled: bool


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article on the overview.

    Attributes:
        row: The article.
        bars: Its claims by group as a stacked bar, worst first.
    """

    row: ArticleRow
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class VoiceBar:
    """How the claims of one voice fared.

    Attributes:
        source: Who speaks; None for the articles' own voice and for people they do not name.
        own: Whether it is the articles' own voice.
        total: How many claims it has.
        bars: The claims by group as a stacked bar; its full width stands for the voice that has most.
    """

    source: SourceRow | None
    own: bool
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class VoiceChart:
    """The voices of a site and how their claims fared.

    Attributes:
        groups: The groups that occur, worst first: the columns of the table.
        voices: The voices, the one with most claims first.
        left: How many more there are.
    """

    groups: tuple[str, ...]
    voices: tuple[VoiceBar, ...]
    left: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The first page of a site.

    Attributes:
        cards: The articles in order.
        total: How many claims the site has.
        bars: All claims by group as a stacked bar.
        chart: How the voices fared; None where nobody speaks.
        listings: Every list of claims there is, by facet.
    """

    template: ClassVar[str] = "pages/overview.html.j2"
    cards: tuple[ArticleCard, ...]
    total: int
    bars: tuple[Bar, ...]
    chart: VoiceChart | None
    listings: tuple[tuple[str, tuple[Listing, ...]], ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A paragraph of the article with the claims that begin in it.

    Attributes:
        paragraph: The paragraph.
        cards: The claims that begin in it, in text order; each claim once in the article.
    """

    paragraph: Paragraph
    cards: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True)
class ArticleSitePage:
    """The page of an article.

    Attributes:
        layout: The article laid out: text, groups, summary.
        text: Its paragraphs, each with its claims.
        coverage: How far the claims cover it; None where its sentences are not known.
        timeline: How the claims stood day by day; None where the report does not tell it.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/article.html.j2"
    layout: ArticlePage
    text: tuple[TextRow, ...]
    coverage: Coverage | None
    timeline: Timeline | None
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A claim that another bears on.

    Attributes:
        relation: How.
        number: Its number.
        wording: What it says; empty where this article does not have it.
        group: The key of its group, or empty.
        word: Its status, or empty.
    """

    relation: RelationView
    number: int
    wording: str = ""
    group: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim in one of the articles that make it.

    Attributes:
        article: The article.
        entry: The claim as this article has it.
        related: The claims it bears on.
        before: The number of the claim before it in the article, or None.
        after: The number of the one after it, or None.
        links: Where everything is, as seen from the claim's page.
    """

    article: ArticleLink
    entry: ClaimEntry
    related: tuple[RelatedClaim, ...]
    before: int | None
    after: int | None
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The page of a claim.

    Attributes:
        entry: The claim, as the first article has it.
        stands: The claim in each article that makes it.
        related: The claims it bears on.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/claim.html.j2"
    entry: ClaimEntry
    stands: tuple[Stand, ...]
    related: tuple[RelatedClaim, ...]
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class ClaimsBy:
    """Claims of a source under one heading.

    Attributes:
        how: "says", "passes-on" or "traced".
        claims: The claims by number.
        bars: The claims by group as a stacked bar.
    """

    how: str
    claims: tuple[ClaimRow, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A claim on which a source serves as evidence.

    Attributes:
        claim: The claim.
        items: Items that go back to the source.
        published: Items seen on its pages that go back to somebody else.
    """

    claim: ClaimRow
    items: tuple[ItemRow, ...]
    published: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of a source.

    Attributes:
        source: The source.
        parts: The sources that are part of it, by name.
        claims: What it said, passed on and was found behind.
        services: Where it serves as evidence.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/source.html.j2"
    source: SourceRow
    parts: tuple[SourceRow, ...]
    claims: tuple[ClaimsBy, ...]
    services: tuple[Service, ...]
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list of all.

    Attributes:
        source: The source.
        said: How many claims it says, passes on or was found behind.
        bars: Those by group as a stacked bar.
        claims: On how many claims it serves as evidence.
    """

    source: SourceRow
    said: int
    bars: tuple[Bar, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The list of sources.

    Attributes:
        speakers: Sources with claims of their own, the most talkative first.
        witnesses: Sources that only serve as evidence, the busiest first.
    """

    template: ClassVar[str] = "pages/sources.html.j2"
    speakers: tuple[SourceLine, ...]
    witnesses: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page of claims that share a value.

    Attributes:
        facet: "status", "kind", "priority", "tag", "risk" or "source".
        value: The value: a group's key, a kind, a tag, a source's reference.
        total: How many claims have it.
        page: Which page of them this is, from 1.
        pages: How many pages there are.
        claims: The claims on this one.
        source: The source they are listed by, or None.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/listing.html.j2"
    facet: str
    value: str
    total: int
    page: int
    pages: int
    claims: tuple[ClaimRow, ...]
    source: SourceRow | None
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class Ask:
    """A query as the editor's list shows it.

    Attributes:
        claim: The claim.
        ask: What is asked.
    """

    claim: ClaimRow
    ask: AskRow


@dataclass(frozen=True, slots=True)
class QueriesPage:
    """What is to be asked of the writers, to be copied or printed.

    Attributes:
        articles: Each article that has an open query, with its queries in text order.
        plain: The same as plain text, to be copied into a message.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/queries.html.j2"
    articles: tuple[tuple[ArticleRow, tuple[Ask, ...]], ...]
    plain: str
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class RisksPage:
    """The claims that may harm somebody, for the lawyer.

    Attributes:
        claims: The claims with a risk, those that do not hold first.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/risks.html.j2"
    claims: tuple[ClaimRow, ...]
    links: SiteLinks


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What was corrected in the published texts.

    Attributes:
        articles: Each article that was corrected, the one corrected last first, with its corrections, the newest first.
        links: Where everything is, as seen from this page.
    """

    template: ClassVar[str] = "pages/corrections.html.j2"
    articles: tuple[tuple[ArticleRow, tuple[CorrectionNotice, ...]], ...]
    links: SiteLinks


SitePage = (
    OverviewPage
    | ArticleSitePage
    | ClaimPage
    | SourcePage
    | SourcesPage
    | ListingPage
    | QueriesPage
    | RisksPage
    | CorrectionsPage
)
"""Any page of a site; its template is said by its class."""
