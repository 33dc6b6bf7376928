"""Who says a quote: the act of saying or thinking of the article that speaks for it."""

import re
from dataclasses import replace
from functools import cache

from factcheck.core.attribution.finding import find_attributions
from factcheck.core.attribution.found import Found, Proposal, Resolved
from factcheck.core.attribution.lexicon import lines
from factcheck.core.text import Span
from factcheck.core.words import AttributionKind


def propose(text: str, start: int, end: int) -> Proposal:
    """Return who says the quote at ``start`` to ``end`` (code points) of the article ``text``, as far as its sentences tell.

    Nothing is proposed where no rule fires: the article's own voice. A stance or an act says nothing that could be quoted.
    """
    quote = Span(start, end)
    found = [_unsure(each) for each in find_attributions(text) if each.states and each.speaks_for(quote)]
    hedges = [match[0] for match in _hedges().finditer(text, start, end)]
    fired = (*(words for each in found for words in each.fired), *(f"hedge: {word}" for word in hedges))
    if not found:
        return Proposal(cue=tuple(hedges), hedged=bool(hedges), fired=fired)
    best = _best(found, quote, text)
    words, heard = _words(text, best)
    speaker = None if best.speaker is None else " ".join(best.speaker.split())
    kind = best.kind
    if speaker is None and kind is AttributionKind.SECOND_HAND:
        kind = AttributionKind.UNATTRIBUTED
    far = best.rule in {"according to", "passive"} or best.kind is AttributionKind.ANONYMOUS
    hedged = best.hedged or far or bool(hedges)
    return Proposal(speaker, (words, *hedges), hedged, kind, fired, heard, best.resolved, best.via)


def _best(found: list[Found], quote: Span, text: str) -> Found:
    """The nearest act; one that the quote only tells of gives way to the act whose words the whole quote is."""
    tells = text[quote.start : quote.end].startswith("that ")
    if any(each.said and not each.open and any(_covers(part, quote) for part in each.content) for each in found):
        found = [each for each in found if not ((tells or each.speaker is None) and _covers(quote, _whole(each)))]
    return max(found, key=_nearness)


def _unsure(found: Found) -> Found:
    """An act with a name that a denial or a condition leaves open, as a guess."""
    if not (found.open and _named(found)):
        return found
    return replace(found, resolved=Resolved.GUESS, fired=(found.fired[0], f"{Resolved.GUESS}: {found.speaker}"))


def _named(found: Found) -> bool:
    return found.resolved in {Resolved.NAMED, Resolved.SHORT}


def _whole(found: Found) -> Span:
    """From the cue to the phrase that speaks, whichever stands first."""
    cue, source = found.cue[0], found.source or found.cue[0]
    return Span(min(cue.start, source.start), max(cue.end, source.end))


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nearness(found: Found) -> tuple[int, bool]:
    return found.content[0].start if found.content else found.cue[0].start, found.speaker is not None


def _words(text: str, found: Found) -> tuple[str, str]:
    """The words of the cue, with the phrase that speaks where it names nobody, and both together."""
    cue, source, whole = found.cue[0], found.source, _whole(found)
    alone = text[cue.start : cue.end]
    if source is None:
        return alone, alone
    last = whole.end
    heard = text[whole.start : last]
    if _named(found):
        return alone, heard
    that = " that" if source.start < cue.start and re.match(r"\s+that\b", text[last : last + 10]) else ""
    return heard + that, heard


@cache
def _hedges() -> re.Pattern[str]:
    """A pattern for any hedge of the list, the longest first, at word boundaries."""
    longest_first = sorted(lines("hedges"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in longest_first) + r")\b")
