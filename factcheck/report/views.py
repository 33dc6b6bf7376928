"""What a report is told of a claim: frozen values that know no database, one class per thing a template shows.

``desk_views`` has the article, its sources and the whole report around these. Counts, the plain sentence, groups, highlights and what each source's claims came to are worked out from these by the
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
        ref: Its reference on the desk, such as "s7", or "d5" for a document that stands as an origin; empty where it is
            withheld.
        name: The name to print; for a confidential source its code name.
        confidential: Whether it is a confidential source; a report for the public withholds it.
    """

    ref: str
    name: str
    confidential: bool = False


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
        circular: Whether it rests on itself in the end, so that nobody stands behind it and it counts as no origin.
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
        confidential: Whether the document is marked confidential.
        newer: Whether it was entered after the status was set, or after the version was published, and is therefore
            not among what the status was given for.
        by: Who entered it, and so read it; empty where this audience may not see people of the desk.
    """

    ref: str
    stance: str
    finding: str
    origin: SourceLink | None = None
    top: SourceLink | None = None
    origin_basis: str = ""
    circular: bool = False
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
    confidential: bool = False
    newer: bool = False
    by: str = ""


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
class ScaleView:
    """A figure claimed and the figure found on one scale, drawn from its low end (0) to its high end (1).

    Attributes:
        claimed: Start and end of what was claimed; equal for a single value.
        found: Start and end of what was found.
        low: What the low end stands for, as text: "0".
        high: What the high end stands for: "20 %".
    """

    claimed: tuple[float, float]
    found: tuple[float, float]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A quantity, as the article gives it and as the evidence does.

    Attributes:
        claimed: As written in the article, with its unit: "18 %".
        found: As found: "16.9-17.0 %"; empty while nothing was found.
        difference: The difference computed, in words: "1.0 to 1.1 points less"; empty where there is none to compute.
        scale: Where both lie on one scale; None where they cannot be compared.
    """

    claimed: str
    found: str = ""
    difference: str = ""
    scale: ScaleView | None = None


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
class DissentView:
    """What somebody who checked the claim again holds of it, where that is not what the desk holds.

    Attributes:
        status: The status they would give: "mixed".
        code: Why it cannot be verified, where that is their status; else empty.
        reason: Why, in their words; may be empty.
        by: Who; empty where this audience may not see people of the desk.
        at: When; None where this audience may not see when the desk worked.
    """

    status: str
    code: str
    reason: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignoffView:
    """A second person's approval of the claim in this article.

    Attributes:
        by: Who; empty where this audience may not see people of the desk.
        at: When; None where this audience may not see when the desk worked.
        stale: Whether what was approved has changed since.
    """

    by: str
    at: datetime | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note on a claim that may be shown to this report's audience.

    Attributes:
        text: The note.
        by: Who wrote it; empty where this audience may not see people of the desk.
        at: When; None where this audience may not see when the desk worked.
        internal: Whether it is for the desk alone, as notes are unless somebody said otherwise.
    """

    text: str
    by: str
    at: datetime | None
    internal: bool = True


@dataclass(frozen=True, slots=True)
class HistoryView:
    """One entry of a claim's history.

    Attributes:
        seq: Its number in the desk's history.
        at: When.
        by: Who.
        command: The command that made it: "status", "evidence add".
        why: The reason given, or empty.
        changes: What it changed, a phrase each, in the desk's own language (English).
    """

    seq: int
    at: datetime
    by: str
    command: str
    why: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverruledView:
    """A settled status that somebody else set aside.

    Attributes:
        was: The status it was.
        was_by: Who had set it; empty where that is not known.
        by: Who set it aside.
        at: On which day, ISO.
        became: The status it became.
        reason: The reason given, or empty.
    """

    was: str
    was_by: str
    by: str
    at: str
    became: str
    reason: str


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
        dissents: Who checked the claim again and holds something else.
        signoffs: Second checks of this claim in this article, newest first; empty means none.
        notes: Notes this audience may see.
        tags: Its tags, sorted.
        aliases: Old numbers of claims merged into it.
        risks: What may go wrong in law if it is wrong: "defamation", "privacy".
        history: Everything that happened to it, oldest first; empty where this report does not tell it.
        asked: For a claim at risk, whether its subject was asked: "no-subject", "not-asked", "waiting", "no-answer" or
            "answered"; empty where it is not at risk.
        overruled: For a claim at risk, every time somebody set another's settled status aside, oldest first.
        uid: Its identity in exports; it carries the time of entry, so the public does not get it.
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
    dissents: tuple[DissentView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[int, ...] = ()
    risks: tuple[str, ...] = ()
    history: tuple[HistoryView, ...] = ()
    asked: str = ""
    overruled: tuple[OverruledView, ...] = ()
    uid: str = ""
