"""What a report is given: frozen values that know no database, one class per thing a template shows.

Counts, the plain sentence, groups, highlights and what each source's claims came to are worked out from these by the
report itself (``summary``, ``segments``, ``page``), so whoever fills them states each fact once. Words such as
``status`` or ``kind`` are spelled as in ``factcheck.core.words``; what the reader sees is in ``wording``. Offsets are
code points, end exclusive. Times are aware. Dates of publication are ISO as far as known: "2025", "2025-01",
"2025-01-28", or empty. What is confidential or internal must already be left out or replaced by its code name.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source named somewhere in the report.

    Attributes:
        ref: Its reference on the desk, such as "s7"; links to the list of sources where that list holds it.
        name: The name to print; for a confidential source its code name.
    """

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class SaysView:
    """Who the article lets say a claim, in one place of the text.

    Attributes:
        kind: "first-hand", "second-hand", "anonymous" or "unattributed" (the article's own voice).
        speaker: Who says it; None in the article's own voice.
        via: Who passes it on, in order from the speaker to the article.
        cues: The article's words that mark it as said: "according to", "claims".
        hedged: Whether the article's wording keeps its distance.
        level: "on-record", "background" or "off-record".
        traced_to: Whose statement the desk found it to be, where the article does not say.
    """

    kind: str
    speaker: SourceLink | None = None
    via: tuple[SourceLink, ...] = ()
    cues: tuple[str, ...] = ()
    hedged: bool = False
    level: str = "on-record"
    traced_to: SourceLink | None = None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place where the shown version of the article makes a claim.

    Attributes:
        start: Offset of the quote in ``ArticleView.text``.
        end: Offset after its last character.
        before: The sentence's words before the quote, exactly as in the text; may be empty.
        quote: The exact words, ``text[start:end]``.
        after: The sentence's words after the quote.
        location: Where a reader finds it: "p5 sentence 3".
        says: Who says it there.
    """

    start: int
    end: int
    before: str
    quote: str
    after: str
    location: str
    says: SaysView


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A document's bearing on one claim.

    Attributes:
        ref: Its reference: "40.3".
        stance: "supports", "refutes" or "context".
        finding: What it shows, in the desk's words.
        origin: Who is ultimately behind it; None while unknown.
        top: What that origin leads to at the top of ``part_of`` ("DeepSeek" for its founder); items with the same top
            count once. None where the origin is part of nothing, or unknown.
        origin_basis: "stated", "inferred", or empty.
        own_word: Whether that origin is a party to the claim, so that the item is not independent.
        against_own_interest: Whether such a party speaks against itself here.
        publisher: Who put up the page or file it was seen on.
        via: The outlets it passed through, in order.
        title: The document's title; may be empty.
        title_basis: "shown", "from-address", "described", "recalled", or empty.
        url: The address; printed as plain text unless it is http, https or mailto. Empty for a file or a call.
        file_name: The name of a file on the desk, without folders; empty for an address.
        archived_url: An archived copy of the page, or empty.
        author: The document's author, as far as known.
        date: When it was published, ISO as far as known.
        date_text: The full story of the date where ISO does not say it all, or empty.
        locator: Where in the document: "page 12", "table 4".
        quality: "primary", "self-reported", "secondary" or "copy".
        method: "read", "called", "e-mailed", "saw" or "recomputed".
        called: Whom the desk spoke or wrote to, for the methods that have one.
        accessed: The day or time the desk looked, ISO text, or empty.
        read: Whether it was read; an item that was not counts for nothing.
        extent: How far it was read: "whole file", "first part of the page only", or empty.
        retracted: Who withdrew it and when, or empty.
    """

    ref: str
    stance: str
    finding: str
    origin: SourceLink | None = None
    top: SourceLink | None = None
    origin_basis: str = ""
    own_word: bool = False
    against_own_interest: bool = False
    publisher: SourceLink | None = None
    via: tuple[SourceLink, ...] = ()
    title: str = ""
    title_basis: str = ""
    url: str = ""
    file_name: str = ""
    archived_url: str = ""
    author: str = ""
    date: str = ""
    date_text: str = ""
    locator: str = ""
    quality: str = ""
    method: str = "read"
    called: str = ""
    accessed: str = ""
    read: bool = True
    extent: str = ""
    retracted: str = ""


@dataclass(frozen=True, slots=True)
class WeightView:
    """How much the items of one stance weigh together (DESIGN: independence is computed).

    Attributes:
        stance: "supports", "refutes" or "context".
        items: Items of this stance that were read.
        unread: Items of this stance that were not, and count for nothing.
        origins: Distinct origins at the top behind the read items; an unknown origin counts as one of its own.
        independent: How many of those are independent of the parties to the claim and of the article.
        own_word: The parties whose own word is among the read items.
        against_own_interest: The parties that speak against their own interest here.
        unknown: Read items whose origin nobody has established.
    """

    stance: str
    items: int
    unread: int
    origins: int
    independent: int
    own_word: tuple[SourceLink, ...] = ()
    against_own_interest: tuple[SourceLink, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class FigureView:
    """A quantity, as the article gives it and as the evidence does.

    Attributes:
        claimed: As written in the article, with its unit: "18 %".
        found: As found: "16.9-17.0 %"; empty while nothing was found.
        difference: The difference computed, in words: "1.0 to 1.1 points less"; empty where there is none to compute.
    """

    claimed: str
    found: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class QueryView:
    """What the desk asks of the writer for a claim.

    Attributes:
        now: The article's words as they are.
        proposed: The words proposed instead; empty asks to cut them, or leaves the wording to the writer.
        reason: Why.
        outcome: "open", "changed", "stet", "on-author" or "cut".
    """

    now: str
    proposed: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """How a claim bears on another, seen from the claim that holds this.

    Attributes:
        kind: "duplicate-of", "part-of", "says", "depends-on", "related" or "contradicts".
        number: The other claim's number.
        inverse: Whether the other claim is the one that the relation starts from ("54 is what 53 says").
    """

    kind: str
    number: int
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class SignoffView:
    """A second person's approval of the claim in this article.

    Attributes:
        by: Who.
        at: When.
        stale: Whether what was approved has changed since.
    """

    by: str
    at: datetime
    stale: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note on a claim that may be shown to this report's audience.

    Attributes:
        text: The note.
        by: Who wrote it.
        at: When.
    """

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with everything the desk knows about it.

    Attributes:
        number: Its number, for life.
        wording: The claim in the desk's words.
        status: "unverified", "in-review", "confirmed", "disputed", "refuted", "mixed" or "unverifiable".
        kind: One of the claim kinds, or empty while not set.
        priority: "high", "medium", "low", or empty.
        code: Why it is unverifiable: "opinion", "prediction" and so on; empty otherwise.
        reason: The reason given for the status; empty while none was.
        status_by: Who set the status; empty for a claim nobody has touched.
        status_at: When.
        stale: Whether what the status was given for has changed since; such a claim never counts as confirmed.
        stale_because: What changed, where known.
        about: What the claim is about.
        places: Where this article makes it, in text order; at least one.
        evidence: Its items in the order of their references, dropped ones left out.
        weights: One entry for each stance that has an item.
        figures: Quantities claimed and found.
        queries: What is asked of the writer, oldest first.
        relations: Other claims it bears on.
        signoffs: Second checks of this claim in this article, newest first; empty means none.
        notes: Notes this audience may see.
        tags: Its tags, sorted.
        aliases: Old numbers of claims merged into it.
    """

    number: int
    wording: str
    status: str
    kind: str = ""
    priority: str = ""
    code: str = ""
    reason: str = ""
    status_by: str = ""
    status_at: datetime | None = None
    stale: bool = False
    stale_because: str = ""
    about: SourceLink | None = None
    places: tuple[PlaceView, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    weights: tuple[WeightView, ...] = ()
    figures: tuple[FigureView, ...] = ()
    queries: tuple[QueryView, ...] = ()
    relations: tuple[RelationView, ...] = ()
    signoffs: tuple[SignoffView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report.

    Attributes:
        desk_name: The desk's name; never a path.
        as_of: The instant whose state is shown. It is the only time the page prints for itself, so that the same
            history as of the same instant gives the same bytes.
        tool_version: The version of factcheck that wrote it.
        articles: The articles, in the order to show them; at least one.
        audience: Whom it is for; "desk" is the editor's.
        history_seq: The number of the last entry of the history at ``as_of``, or None.
        independent_required: How many independent origins the desk's policy asks of a confirmed claim; 0 for none.
        second_check_required: Whether the desk's policy asks for a second check of every claim.
    """

    desk_name: str
    as_of: datetime
    tool_version: str
    articles: tuple[ArticleView, ...]
    audience: str = "desk"
    history_seq: int | None = None
    independent_required: int = 0
    second_check_required: bool = False
