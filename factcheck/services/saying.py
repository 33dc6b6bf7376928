"""Who the article lets say a claim: taken over from an attribution, or proposed from the sentence around a quote."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from factcheck.core.attribution import Proposal, Resolved, propose
from factcheck.core.words import AttributionKind
from factcheck.models import Attribution, Source
from factcheck.services.claims import Says
from factcheck.services.lookup import find_source
from factcheck.services.sources import add_source
from factcheck.services.work import Work


def says_of(attribution: Attribution) -> Says:
    """What an attribution says, to be said again of another place."""
    return Says(
        speaker=attribution.speaker,
        vias=[via.source for via in attribution.vias],
        cue=attribution.cue,
        hedged=attribution.hedged,
        level=attribution.level,
        traced_to=attribution.traced_to,
        kind=attribution.kind,
    )


@dataclass(frozen=True, slots=True)
class ProposedSays:
    """A proposal as the desk can keep it.

    ``unknown`` is a speaker's name that no source of the desk has; ``guess`` one that stands there only as "he" or "the
    company": it is for a person to say so, and is never kept by itself.
    """

    says: Says
    proposal: Proposal
    unknown: str | None = None
    guess: str | None = None


def propose_says(session: Session, text: str, start: int, end: int) -> ProposedSays:
    """Propose who says the quote at ``start`` to ``end`` (code points) of an article's text.

    A speaker the desk does not know is left out of ``says``, which is then the article's own voice with its cue.
    """
    proposal = propose(text, start, end)
    says = Says(cue=proposal.cue, hedged=proposal.hedged, kind=proposal.kind)
    if proposal.speaker is None:
        return ProposedSays(says, proposal)
    source = _known(session, proposal.speaker)
    if proposal.resolved is Resolved.GUESS:
        return ProposedSays(replace(says, kind=AttributionKind.UNATTRIBUTED), proposal, guess=proposal.speaker)
    if source is None:
        return ProposedSays(replace(says, kind=AttributionKind.UNATTRIBUTED), proposal, proposal.speaker)
    return ProposedSays(replace(says, speaker=source), proposal)


def adopt_speaker(work: Work, proposed: ProposedSays) -> Says:
    """What was proposed, with the speaker put on the desk where no source had the name; a guess is not."""
    if proposed.unknown is None:
        return proposed.says
    speaker = _known(work.session, proposed.unknown) or add_source(work, proposed.unknown)
    return replace(proposed.says, speaker=speaker, kind=proposed.proposal.kind)


def _known(session: Session, name: str) -> Source | None:
    source = find_source(session, name) or find_source(session, f"The {name}")
    return None if source is None or source.dropped else source
