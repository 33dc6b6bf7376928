"""What the rules look at: claims, evidence and articles as plain values, nothing of the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from factcheck.core.figures import Quantity
from factcheck.core.independence import Weights, top
from factcheck.core.text import Span
from factcheck.core.words import (
    AttributionKind,
    Kind,
    Level,
    Method,
    Outcome,
    Priority,
    Quality,
    Risk,
    Stance,
    Status,
    UnverifiableCode,
)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source; ``names`` are its own and its aliases."""

    uid: str
    number: int
    names: tuple[str, ...]
    confidential: bool


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document; ``publisher`` is a uid, ``date`` partial."""

    uid: str
    number: int
    title: str
    publisher: str | None
    date: str | None
    retracted: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item of evidence; ``origin`` is the uid the finding derives from, ``chain`` the way from there to the top.

    ``circle`` says how it rests on itself, and is empty where it does not.
    """

    ref: str
    stance: Stance
    read: bool
    finding: str
    method: Method | None
    quality: Quality | None
    called: str | None
    accessed: str | None
    created_at: datetime
    document: DocumentFacts
    origin: str | None
    chain: tuple[str, ...]
    circle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article with the text of its newest version; ``day``: when it was published, where that is known to the day."""

    number: int
    text: str
    file_name: str | None
    publisher: str | None
    upstream: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Where an article makes a claim, and whom it lets say it; ``speaker`` is a uid."""

    article: int
    span: Span
    exact: str
    kind: AttributionKind
    speaker: str | None
    hedged: bool
    level: Level

    @property
    def own_voice(self) -> bool:
        """Whether nobody else is made to say it."""
        return self.kind is AttributionKind.UNATTRIBUTED


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim with all that rules ask of it.

    ``asked`` are uids of sources that were put a question, ``outcomes`` those of its queries, ``second`` whether its
    second check is ``current``, ``stale`` or missing (``None``).
    """

    number: int
    wording: str
    kind: Kind | None
    priority: Priority
    status: Status
    code: UnverifiableCode | None
    reason: str
    status_at: datetime | None
    risks: tuple[Risk, ...]
    about: str | None
    weights: Weights
    stale: bool
    second: str | None
    own: frozenset[str]
    said: bool
    places: tuple[PlaceFacts, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    figures: tuple[tuple[Quantity, Quantity | None], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    asked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def read(self, *stances: Stance) -> list[ItemFacts]:
        """The items that were read, of these stances or of any."""
        return [item for item in self.items if item.read and (not stances or item.stance in stances)]

    @property
    def settled(self) -> bool:
        """Whether the desk has decided."""
        return self.status.settled


@dataclass(frozen=True, slots=True)
class Facts:
    """The desk as the rules see it. ``parent`` and ``names`` are those of ``services/origins.py``."""

    articles: tuple[ArticleFacts, ...]
    claims: tuple[ClaimFacts, ...]
    sources: Mapping[str, SourceFacts]
    documents: tuple[DocumentFacts, ...]
    parent: Mapping[str, str | None]
    names: Mapping[str, str]
    policy: Mapping[str, str]
    real_names: Mapping[str, str] = field(default_factory=dict)

    def top(self, uid: str) -> str:
        """What a source or document ultimately belongs to."""
        return top(uid, self.parent)

    def name(self, uid: str | None) -> str:
        """What a uid is called."""
        return self.names.get(uid or "", "")

    def claims_of(self, article: ArticleFacts) -> Sequence[ClaimFacts]:
        """The claims an article makes."""
        return [claim for claim in self.claims if any(place.article == article.number for place in claim.places)]

    def spans_of(self, article: ArticleFacts) -> list[Span]:
        """The places of an article that claims cover, in text order."""
        return sorted(_spans(self.claims, article), key=lambda span: (span.start, span.end))


def _spans(claims: Sequence[ClaimFacts], article: ArticleFacts) -> Iterator[Span]:
    for claim in claims:
        for place in claim.places:
            if place.article == article.number:
                yield place.span
