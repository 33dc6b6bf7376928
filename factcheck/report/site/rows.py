"""What a site remembers of each claim, source and article, so that lists and later runs need not read the desk again."""

from dataclasses import dataclass

from factcheck.report.views import OverruledView


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of evidence as lists need it.

    Attributes:
        ref: Its reference: "40.3".
        stance: "supports", "refutes" or "context".
        origin: Reference of the source it goes back to, or empty.
        publisher: Reference of the source it was seen at, or empty.
        read: Whether it was read.
    """

    ref: str
    stance: str
    origin: str = ""
    publisher: str = ""
    read: bool = True


@dataclass(frozen=True, slots=True)
class AskRow:
    """What is asked of the writer for a claim, with the place in the text it concerns.

    Attributes:
        article: Reference of the article.
        start: Offset of the passage in its text.
        location: Where a reader finds it: "p5 sentence 3".
        now: The article's words as they are.
        proposed: The words proposed; empty asks to cut them, or leaves the wording to the writer.
        reason: Why.
        outcome: "open", "changed", "stet", "on-author" or "cut".
    """

    article: str
    start: int
    location: str
    now: str
    proposed: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """Who read how much of an item of evidence.

    Attributes:
        ref: The item's reference.
        stance: How it bears on the claim.
        title: What was read: the document's title or address.
        by: Who entered it.
        method: "read", "called", "e-mailed", "saw" or "recomputed".
        extent: How far it was read, in the desk's words; may be empty.
        read: Whether it was read at all.
        newer: Whether it was entered after the status was set.
    """

    ref: str
    stance: str
    title: str
    by: str
    method: str
    extent: str
    read: bool
    newer: bool


@dataclass(frozen=True, slots=True)
class RiskRow:
    """What a lawyer asks first of a claim that may harm somebody.

    Attributes:
        weights: Each stance that has evidence, and how much it weighs, in words.
        readings: Who read how much of what.
        checked_by: Who checked it a second time, where that still matches.
        status_by: Who set the status.
        asked: Whether the subject was asked, as ``ClaimView.asked`` says it.
        overruled: Who set another's status aside.
    """

    weights: tuple[tuple[str, str], ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    checked_by: tuple[str, ...] = ()
    status_by: str = ""
    asked: str = ""
    overruled: tuple[OverruledView, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim across all articles that make it.

    Attributes:
        number: Its number.
        wording: The claim in the desk's words.
        group: The key of its group.
        word: Its status as the reader sees it, in the language of the site.
        status: The status itself.
        kind: Its kind, or empty.
        priority: "high", "medium", "low", or empty.
        tags: Its tags, sorted.
        risks: What may go wrong in law.
        articles: References of the articles that make it, in order.
        says: References of the sources that say it.
        passes_on: References of the sources that pass it on.
        traced: References of the sources it was traced to.
        own_voice: Whether an article says it in its own voice.
        unnamed: Whether somebody says it whom the report does not name.
        related: Numbers of the claims it bears on.
        items: Its evidence.
        stale: Whether what the status was given for has changed since.
        reason: The reason given for the status.
        asks: What is asked of the writer.
        at_risk: What a lawyer asks of it; None for a claim without a risk.
    """

    number: int
    wording: str
    group: str
    word: str
    status: str
    kind: str = ""
    priority: str = ""
    tags: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    passes_on: tuple[str, ...] = ()
    traced: tuple[str, ...] = ()
    own_voice: bool = False
    unnamed: bool = False
    related: tuple[int, ...] = ()
    items: tuple[ItemRow, ...] = ()
    stale: bool = False
    reason: str = ""
    asks: tuple[AskRow, ...] = ()
    at_risk: RiskRow | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source named in the site.

    Attributes:
        ref: Its reference: "s7".
        name: Its name, or code name.
        kind: What it is.
        part_of: Reference of what it belongs to, or empty.
        part_of_name: The name of that.
        description: What the desk says about it, or empty.
        confidential: Whether ``name`` is a code name.
    """

    ref: str
    name: str
    kind: str = ""
    part_of: str = ""
    part_of_name: str = ""
    description: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the overview shows it.

    Attributes:
        ref: Its reference: "a1".
        title: What it is called.
        byline: Author and publisher, as far as known.
        published: Its date, ISO as far as known.
        language: BCP 47 tag of the text, or empty.
        headline: "Not clear to print." or what else holds.
        detail: The counts as one or two plain sentences.
        clear: Whether nothing stands in the way.
        claims: How many claims it has.
        sources: References of the sources it names.
    """

    ref: str
    title: str
    byline: tuple[str, ...]
    published: str
    language: str
    headline: str
    detail: str
    clear: bool
    claims: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """Everything a site remembers of one article.

    Attributes:
        article: The article.
        sources: The sources its claims and their evidence name.
        claims: Its claims.
    """

    article: ArticleRow
    sources: tuple[SourceRow, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class SiteRows:
    """All rows of a site.

    Attributes:
        articles: The articles by reference, in the order to show them.
        sources: The sources by reference.
        claims: The claims by number.
    """

    articles: dict[str, ArticleRow]
    sources: dict[str, SourceRow]
    claims: dict[int, ClaimRow]
