"""The values of a claim set: what its file says about articles, claims, sources and documents.

Absent text is ``""``, an absent list ``()``, an absent word or number ``None``. ``key`` names an object within its file; a
field that names a source, document, article or claim holds its key. An export uses the desk's uids as keys.
"""

from dataclasses import dataclass

from factcheck.core.words import (
    AttributionKind,
    Comparator,
    Kind,
    Level,
    Method,
    OriginBasis,
    Outcome,
    Priority,
    Quality,
    RelationKind,
    Risk,
    SourceKind,
    Stance,
    Status,
    TitleBasis,
    UnverifiableCode,
)
from factcheck.exchange.forms import (
    ArticleKey,
    ClaimKey,
    Count,
    DateOrInstant,
    DocumentKey,
    Link,
    Offset,
    PartialDate,
    Quantity,
    RelativeFile,
    Sha256,
    SourceKey,
    Words,
)


@dataclass(frozen=True, slots=True)
class SetSource:
    """A person, organisation, publication, dataset or anonymous group; ``part_of`` names another source."""

    key: Words
    name: Words
    kind: SourceKind | None = None
    description: str = ""
    aliases: tuple[Words, ...] = ()
    part_of: SourceKey = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class SetOrigin:
    """What something ultimately derives from: exactly one of a source and a document, by key."""

    source: SourceKey = ""
    document: DocumentKey = ""

    def find_fault(self) -> str:
        """What is wrong with the origin as a whole, or empty."""
        return "" if bool(self.source) != bool(self.document) else "expected either a source or a document"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDocument:
    """A work cited. It needs a link, a file name or a title.

    ``publisher`` put up the page, ``work`` is what the page is or repeats, ``via`` are the outlets it passed through in
    order: all source keys. ``host`` is the site it was seen on where that is not the publisher's. ``retracted`` says why
    and when, in words. No ``origin`` means unknown.
    """

    key: Words
    url: Link = ""
    file_name: str = ""
    title: str = ""
    title_basis: TitleBasis | None = None
    publisher: SourceKey = ""
    author: str = ""
    date: PartialDate = ""
    date_text: str = ""
    work: SourceKey = ""
    origin: SetOrigin | None = None
    origin_basis: OriginBasis | None = None
    via: tuple[SourceKey, ...] = ()
    host: str = ""
    archived_url: Link = ""
    retracted: str = ""

    def find_fault(self) -> str:
        """What is wrong with the document as a whole, or empty."""
        return "" if self.url or self.file_name or self.title else "expected an url, a file_name or a title"


@dataclass(frozen=True, slots=True)
class SetVersion:
    """The article's text at one time: either ``text`` itself or ``file``, a path relative to the set's own folder."""

    number: Count = 1
    text: str = ""
    file: RelativeFile = ""
    sha256: Sha256 = ""
    published_on: PartialDate = ""

    def find_fault(self) -> str:
        """What is wrong with the version as a whole, or empty."""
        return "" if bool(self.text) != bool(self.file) else "expected either the text or its file"


@dataclass(frozen=True, slots=True)
class SetArticle:
    """A text under check; ``publisher`` and ``upstream`` (the text it follows) are source keys."""

    key: Words
    title: str = ""
    url: Link = ""
    publisher: SourceKey = ""
    author: str = ""
    published: PartialDate = ""
    language: str = ""
    upstream: SourceKey = ""
    note: str = ""
    versions: tuple[SetVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAttribution:
    """Whom the article lets say it: speaker, ``via`` and ``traced_to`` are source keys, ``cue`` the article's words."""

    kind: AttributionKind
    speaker: SourceKey = ""
    via: tuple[SourceKey, ...] = ()
    cue: tuple[Words, ...] = ()
    hedged: bool = False
    level: Level | None = None
    traced_to: SourceKey = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAppearance:
    """Where an article makes the claim: an exact quote with offsets in code points, end exclusive.

    ``article`` may be left out where there is only one; no ``version`` means the newest; no ``attribution`` means the
    article's own voice, unhedged.
    """

    article: ArticleKey = ""
    version: Count | None = None
    exact: Words
    prefix: str = ""
    suffix: str = ""
    start: Offset | None = None
    end: Offset | None = None
    attribution: SetAttribution | None = None

    def find_fault(self) -> str:
        """What is wrong with the appearance as a whole, or empty."""
        if self.start is None and self.end is None:
            return ""
        if self.start is None or self.end is None:
            return "expected both start and end, or neither"
        length = len(self.exact)
        return "" if self.end - self.start == length else f"expected end to be start + {length}, the length of “exact”"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEvidence:
    """A document's bearing on the claim.

    ``origin``, ``origin_basis`` and ``via`` stand here only where this finding goes back to somebody else than the
    document's own. Only what was ``read`` counts; ``extent`` says how far; ``called`` names whom the desk asked.
    """

    item: Count | None = None
    document: DocumentKey
    stance: Stance
    finding: Words
    locator: str = ""
    method: Method | None = None
    quality: Quality | None = None
    read: bool = True
    extent: str = ""
    accessed: DateOrInstant = ""
    called: str = ""
    origin: SetOrigin | None = None
    origin_basis: OriginBasis | None = None
    via: tuple[SourceKey, ...] = ()


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """A value or a range as decimal text or partial dates; ``low`` equals ``high`` for a single value."""

    as_written: str = ""
    low: Quantity = ""
    high: Quantity = ""
    unit: str = ""
    comparator: Comparator | None = None


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A quantity as the article claims it and as the evidence has it."""

    claimed: SetQuantity | None = None
    found: SetQuantity | None = None


@dataclass(frozen=True, slots=True)
class SetStatus:
    """The verification status; ``code`` only with ``unverifiable``; ``stale`` where what it was given for has changed."""

    value: Status
    code: UnverifiableCode | None = None
    reason: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class SetQuery:
    """What the desk asks of the writer: the words as they are, the words proposed, and why."""

    now: Words
    proposed: str = ""
    reason: str = ""
    outcome: Outcome = Outcome.OPEN


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note on a claim; internal unless said otherwise."""

    text: Words
    internal: bool = True


@dataclass(frozen=True, slots=True)
class SetRelation:
    """How the claim that holds this bears on another, by key."""

    kind: RelationKind
    claim: ClaimKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClaim:
    """One checkable statement with all that the desk knows of it; ``about`` is a source key, ``aliases`` old numbers.

    No ``status`` means unverified. ``key`` may be left out where nothing refers to the claim.
    """

    key: str = ""
    number: Count | None = None
    wording: Words
    kind: Kind | None = None
    priority: Priority | None = None
    about: SourceKey = ""
    tags: tuple[Words, ...] = ()
    appearances: tuple[SetAppearance, ...] = ()
    evidence: tuple[SetEvidence, ...] = ()
    figures: tuple[SetFigure, ...] = ()
    status: SetStatus | None = None
    queries: tuple[SetQuery, ...] = ()
    notes: tuple[SetNote, ...] = ()
    relations: tuple[SetRelation, ...] = ()
    aliases: tuple[Count, ...] = ()
    risks: tuple[Risk, ...] = ()
    dropped: bool = False

    def find_fault(self) -> str:
        """What is wrong with the claim as a whole, or empty."""
        seen: set[int] = set()
        for evidence in self.evidence:
            if evidence.item in seen:
                return f"evidence item {evidence.item} is given twice"
            if evidence.item is not None:
                seen.add(evidence.item)
        return ""


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """All of one file, in the file's order."""

    sources: tuple[SetSource, ...] = ()
    documents: tuple[SetDocument, ...] = ()
    articles: tuple[SetArticle, ...] = ()
    claims: tuple[SetClaim, ...] = ()
