"""Who says a quote: the act of saying or thinking of the article that speaks for it."""

import re
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
    found = [each for each in find_attributions(text) if each.states and each.speaks_for(quote)]
    hedges = [match[0] for match in _hedges().finditer(text, start, end)]
    fired = (*(words for each in found for words in each.fired), *(f"hedge: {word}" for word in hedges))
    if not found:
        return Proposal(cue=tuple(hedges), hedged=bool(hedges), fired=fired)
    best = max(found, key=_nearness)
    words, heard = _words(text, best)
    speaker = None if best.speaker is None else " ".join(best.speaker.split())
    kind = best.kind
    if speaker is None and kind is AttributionKind.SECOND_HAND:
        kind = AttributionKind.UNATTRIBUTED
    far = best.rule in {"according to", "passive"} or best.kind is AttributionKind.ANONYMOUS
    hedged = best.hedged or far or bool(hedges)
    return Proposal(speaker, (words, *hedges), hedged, kind, fired, heard, best.resolved, best.via)


def _nearness(found: Found) -> tuple[int, bool]:
    return found.content[0].start if found.content else found.cue[0].start, found.speaker is not None


def _words(text: str, found: Found) -> tuple[str, str]:
    """The words of the cue, with the phrase that speaks where it names nobody, and both together."""
    cue, source = found.cue[0], found.source
    alone = text[cue.start : cue.end]
    if source is None:
        return alone, alone
    first, last = min(cue.start, source.start), max(cue.end, source.end)
    heard = text[first:last]
    if found.resolved in {Resolved.NAMED, Resolved.SHORT}:
        return alone, heard
    that = " that" if source.start < cue.start and re.match(r"\s+that\b", text[last : last + 10]) else ""
    return heard + that, heard


@cache
def _hedges() -> re.Pattern[str]:
    """A pattern for any hedge of the list, the longest first, at word boundaries."""
    longest_first = sorted(lines("hedges"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in longest_first) + r")\b")
