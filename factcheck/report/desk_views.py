"""What a report is told of its articles, their sources and the desk: frozen values around the claims of ``views``."""

from dataclasses import dataclass
from datetime import date, datetime

from factcheck.core.notices import CorrectionNotice
from factcheck.report.views import ClaimView, SourceLink


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source that a claim or an item of evidence names. What its claims came to is counted by the report.

    Attributes:
        ref: Its reference: "s7".
        name: Its name, or code name.
        kind: "person", "organisation", "publication", "dataset" or "anonymous-group".
        part_of: What it belongs to, one step up.
        description: What the desk says about it, or empty.
        confidential: Whether ``name`` is a code name.
    """

    ref: str
    name: str
    kind: str
    part_of: SourceLink | None = None
    description: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class DayView:
    """How the claims of an article stood at the end of a day.

    Attributes:
        day: The day, in UTC.
        counts: How many claims had each status: word and number, those with none left out. Staleness is not in it:
            it is known for the present only.
    """

    day: date
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Branding:
    """How a house makes the report its own (``[report]`` in ``factcheck.toml``).

    Attributes:
        name: The house's name, printed at the head of every page; empty prints the desk's name.
        logo: A picture as a data: address, or empty.
        footer: A line for the foot of every page, or empty.
        accent: The colour of links and rules on light paper, such as "#1b4f7f"; empty keeps ours.
        accent_dark: The same on dark paper; empty keeps ours.
        address: Where the site is published, ending with a slash; empty where nobody said. Feeds lead there.
    """

    name: str = ""
    logo: str = ""
    footer: str = ""
    accent: str = ""
    accent_dark: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in the version the report shows, with its claims.

    Attributes:
        ref: Its reference: "a1".
        title: Its title; empty where the text states none.
        version: The number of the version shown.
        sha256: The SHA-256 of that version's text, 64 hexadecimal digits.
        text: The whole text.
        paragraphs: Start and end of each paragraph in order, so that p5 is the fifth; not overlapping.
        words: How many words the text has.
        marked_share: The share of the text inside the quote of at least one claim, 0 to 1.
        claims: Its claims, in any order; the report sorts them.
        sources: Every source those claims and their evidence name, sorted by name.
        author: The byline, or empty.
        publisher: Who publishes it, or empty.
        published: Its date, ISO as far as known.
        url: Its address, or empty.
        language: BCP 47 tag of the text, or empty.
        upstream: The text it follows, so that this text is no independent support.
        note: What the desk notes about the article, or empty.
        standing_title: What to call it where it has no title, such as "The DeepSeek article"; may be empty.
        sentences: Start and end of each sentence in order, so that those without a claim can be shown.
        timeline: How its claims stood at the end of each day on which that changed, oldest first; empty where this
            report does not tell it.
        published_version: The number of the version that was published, or None.
        published_on: When that was, ISO as far as known.
    """

    ref: str
    title: str
    version: int
    sha256: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    words: int
    marked_share: float
    claims: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...] = ()
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    upstream: SourceLink | None = None
    note: str = ""
    standing_title: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    timeline: tuple[DayView, ...] = ()
    published_version: int | None = None
    published_on: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report.

    Attributes:
        desk_name: The desk's name; never a path.
        as_of: The instant whose state is shown. It is the only time the page prints for itself, so that the same
            history as of the same instant gives the same bytes.
        tool_version: The version of factcheck that wrote it.
        articles: The articles, in the order to show them; at least one.
        audience: Whom it is for: "editor", "lawyer" or "public".
        language: The language of the report's own words, a BCP 47 tag it has a catalogue for.
        branding: Name, logo, colours and footer of the house.
        history_seq: The number of the last entry of the history at ``as_of``, or None.
        independent_required: How many independent origins the desk's policy asks of a confirmed claim; 0 for none.
        second_check_required: Whether the desk's policy asks for a second check of every claim.
        corrections: What was corrected in these articles, the newest first; None where no text of them is known to have
            been published, so that there is nothing to correct.
        feed: The lasting id of the desk's feed of corrections.
    """

    desk_name: str
    as_of: datetime
    tool_version: str
    articles: tuple[ArticleView, ...]
    audience: str = "editor"
    language: str = "en"
    branding: Branding = Branding()
    history_seq: int | None = None
    independent_required: int = 0
    second_check_required: bool = False
    corrections: tuple[CorrectionNotice, ...] | None = None
    feed: str = ""

    def corrected(self, article: str) -> tuple[CorrectionNotice, ...]:
        """What was corrected in the article with this reference, the newest first."""
        return tuple(each for each in self.corrections or () if each.article == article)
