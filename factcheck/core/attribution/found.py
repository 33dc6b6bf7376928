"""What the rules tell: one act of saying or thinking in an article, and what is proposed for one quote."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.text import Span
from factcheck.core.words import AttributionKind


class Resolved(StrEnum):
    """How a speaker's name was found."""

    NAMED = "named"
    """The name stands there."""
    SHORT = "short name"
    """A short form stands there, and the article has the full name."""
    GUESS = "guess"
    """A pronoun, an office or "the company" stands there: the likeliest name, for a person to check."""
    NOBODY = "nobody"
    """No name was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """One act of saying or thinking that an article gives to somebody.

    All places are code points of the article. ``source`` is the phrase that stands for the speaker (none in "is said to"),
    ``content`` what is said, in pieces where the cue divides it. ``speaker`` is the full name and ``resolved`` how it was
    found. ``via`` are those who pass it on, nearest to the article first. ``said`` is false for an opinion, a wish, a
    stance or an act; ``states`` is true where the content can stand as a statement. ``rule`` and ``fired`` tell what spoke: "said: Ada Lune said".
    ``open`` is true where the sentence denies, doubts or only reports of somebody else that they said so.
    """

    rule: str
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    resolved: Resolved
    kind: AttributionKind
    hedged: bool
    said: bool
    states: bool
    via: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    open: bool = False

    @property
    def believed(self) -> bool:
        """Whether it is an opinion, a wish, a stance or an act, and no words."""
        return not self.said

    def speaks_for(self, quote: Span) -> bool:
        """Whether a quote lies in what the cue introduces, or holds the cue itself."""
        if any(quote.start <= cue.start and cue.end <= quote.end for cue in self.cue):
            return True
        shared = sum(max(0, min(quote.end, part.end) - max(quote.start, part.start)) for part in self.content)
        return shared > (quote.end - quote.start) / 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who seems to say a quote. ``speaker`` is a full name of the article, ``None`` where nobody is named for sure.

    ``cue`` holds the words that say so or hedge, ``heard`` the cue with its speaker ("Ada Lune said"), ``fired`` each
    rule that spoke with its words; ``resolved`` tells a name that stands there from a short one and from a guess.
    """

    speaker: str | None = None
    cue: tuple[str, ...] = ()
    hedged: bool = False
    kind: AttributionKind = AttributionKind.UNATTRIBUTED
    fired: tuple[str, ...] = ()
    heard: str = ""
    resolved: Resolved = Resolved.NOBODY
    via: tuple[str, ...] = ()
