"""Claims proposed to the desk: listed with their reasons, entered or turned down by a person, and learnt from.

The list leaves out what a claim covers already and what was decided before. Reading it changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import one_line
from factcheck.core.quotes import quote_at
from factcheck.core.suggest.habits import Habits, learn
from factcheck.core.suggest.proposals import Suggestion, covers, list_code, ranked, suggest, uncovered
from factcheck.core.suggest.scorer import Scorer
from factcheck.core.suggest.worth import MEDIUM, VERSION
from factcheck.core.text import Span, normalise
from factcheck.core.words import Decision
from factcheck.errors import NotFoundError, RefusedError
from factcheck.models import Article, Claim, Proposal
from factcheck.services.articles import spans_of
from factcheck.services.claims import add_claim
from factcheck.services.marking import wording_of
from factcheck.services.saying import ProposedSays, adopt_speaker, propose_says
from factcheck.services.work import Work


@dataclass(frozen=True, slots=True)
class Listing:
    """What is proposed for an article's current version, the most worth first.

    ``code`` changes with the text and with the rules: while it is the same, numbers mean the same. ``every`` holds all
    clauses by number, ``covered`` and ``decided`` count what is left out; ``dismissed`` are those of ``decided`` that were
    turned down, by number.
    """

    article: Article
    code: str
    made_by: str
    proposals: tuple[Suggestion, ...]
    every: Mapping[int, Suggestion]
    dismissed: Mapping[int, Suggestion]
    covered: int
    decided: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A proposal that became a claim, and who the sentence lets say it."""

    claim: Claim
    suggestion: Suggestion
    said: ProposedSays


def list_proposals(session: Session, article: Article, scorer: Scorer | None = None) -> Listing:
    """Propose claims for the article's current version; the desk's own habits shift the order."""
    text = article.current.text
    found = suggest(text, scorer)
    habits = habits_of(session)
    free = uncovered(found, [span for span, _ in spans_of(session, article)])
    decided = {_bare(row.exact): row.decision for row in decisions(session, article) if not _void(row)}
    left = [each for each in free if _bare(each.exact) not in decided]
    refused = [each for each in free if decided.get(_bare(each.exact)) is Decision.DISMISSED]
    return Listing(
        article=article,
        code=list_code(text, scorer),
        made_by=scorer.name if scorer else VERSION,
        proposals=tuple(ranked(habits.shift(each) for each in left)),
        every={each.number: each for each in found},
        dismissed={each.number: habits.shift(each) for each in refused},
        covered=len(found) - len(free),
        decided=len(free) - len(left),
    )


def decisions(session: Session, article: Article) -> list[Proposal]:
    """What was decided of this article's proposals, in order."""
    query = select(Proposal).where(Proposal.article_id == article.id, Proposal.dropped.is_(False))
    return list(session.scalars(query.order_by(Proposal.created_at, Proposal.start, Proposal.uid)))


def habits_of(session: Session) -> Habits:
    """What this desk enters and turns down, by the signs that were shown for it."""
    query = select(Proposal.decision, Proposal.why).where(Proposal.dropped.is_(False))
    return learn((decision is Decision.ACCEPTED, why) for decision, why in session.execute(query))


def pick(
    listing: Listing, numbers: Iterable[int], code: str | None = None, *, overrule: bool = False
) -> list[Suggestion]:
    """Return the proposals with these numbers, in the order of the text; ``overrule`` takes those turned down before too.

    Raises:
        RefusedError: the list is another than the one with ``code``, or a claim covers one, or it was decided before.
        NotFoundError: the text has no such proposal.
    """
    number = listing.article.number
    again = f"factcheck suggest {number}"
    if code is not None and code != listing.code:
        raise RefusedError(
            f"the list of a{number} is {listing.code} now, not {code}: its text or the rules changed", hint=again
        )
    open_ = {each.number: each for each in listing.proposals} | (dict(listing.dismissed) if overrule else {})
    for wanted in numbers:
        if wanted not in listing.every:
            raise NotFoundError(f"a{number} has no proposal {wanted}: it has {len(listing.every)}", hint=again)
        if wanted not in open_:
            raise RefusedError(f"proposal {wanted} is a claim already, or was decided", hint=f"{again} --decided")
    return [open_[wanted] for wanted in sorted(set(numbers))]


def accept(work: Work, listing: Listing, chosen: Sequence[Suggestion], *, new_sources: bool = False) -> list[Entered]:
    """Enter proposals as unverified claims: the quote's words are the wording, and who says it is proposed as for any.

    ``new_sources`` puts speakers on the desk that the sentences name and it does not know.
    """
    article, text = listing.article, listing.article.current.text
    entered = []
    _overrule(work, listing, chosen, Decision.ACCEPTED)
    for each in chosen:
        said = propose_says(work.session, text, each.start, each.end)
        says = adopt_speaker(work, said) if new_sources else said.says
        quote = quote_at(text, each.start, each.end)
        claim = add_claim(work, wording_of(quote.exact), article=article, quote=quote, says=says, kind=each.kind)
        work.session.flush()
        _keep(work, listing, each, Decision.ACCEPTED, claim=claim)
        work.touch(claim, _accepted(listing, each))
        entered.append(Entered(claim, each, said))
    return entered


def dismiss(
    work: Work, listing: Listing, chosen: Sequence[Suggestion], *, because: str | None = None
) -> list[Suggestion]:
    """Turn proposals down: they are kept, and these words are not proposed for this article again."""
    reason = one_line(because, "the reason") if because else None
    _overrule(work, listing, chosen, Decision.DISMISSED)
    for each in chosen:
        _keep(work, listing, each, Decision.DISMISSED, reason=reason)
    return list(chosen)


def bracketed(listing: Listing) -> list[Suggestion]:
    """Return what ``mark --suggest`` brackets: every proposal that is not of the lowest band, in the order of the text."""
    return sorted((each for each in listing.proposals if each.score >= MEDIUM), key=lambda each: each.start)


def decide_marked(
    work: Work, listing: Listing, handed: Sequence[Suggestion], added: Iterable[Claim], *, known: bool = True
) -> list[Suggestion]:
    """Keep what a person did to proposals in brackets, and give the claims their kinds.

    A proposal is accepted where a new claim covers it, and else turned down: ``handed`` are those that were shown.
    Returns what was turned down; of a text that nobody knows the beginning of (``known`` is false) nothing is.
    """
    new = {claim: Span(place.start, place.end) for claim in added for place in claim.appearances}
    refused = []
    taken = [each for each in handed if any(covers(span, each.span) for span in new.values())]
    _overrule(work, listing, taken, Decision.ACCEPTED)
    for each in handed:
        here = [claim for claim, span in new.items() if covers(span, each.span)]
        claim = max(here, key=lambda one: new[one] == each.span, default=None)
        if claim is None:
            refused.append(each)
            continue
        if claim.kind is None:
            claim.kind = each.kind
            work.touch(claim, _accepted(listing, each))
        _keep(work, listing, each, Decision.ACCEPTED, claim=claim)
    return dismiss(work, listing, refused) if known else []


def decision_data(row: Proposal) -> dict[str, Any]:
    """A decision as JSON data."""
    return {
        "exact": row.exact,
        "start": row.start,
        "end": row.end,
        "version": row.version.number,
        "kind": str(row.kind),
        "worth": row.worth,
        "why": list(row.why),
        "made_by": row.made_by,
        "decision": str(row.decision),
        "reason": row.reason,
        "claim": row.claim.number if row.claim else None,
    }


def _overrule(work: Work, listing: Listing, chosen: Sequence[Suggestion], decision: Decision) -> None:
    """Take back what was decided of the same words and holds no longer, and for an acceptance a refusal."""
    words = {_bare(each.exact) for each in chosen}
    if not words:
        return
    for row in decisions(work.session, listing.article):
        refused = decision is Decision.ACCEPTED and row.decision is Decision.DISMISSED
        if (refused or _void(row)) and _bare(row.exact) in words:
            row.dropped = True
    work.touch(listing.article)


def _keep(
    work: Work,
    listing: Listing,
    each: Suggestion,
    decision: Decision,
    *,
    claim: Claim | None = None,
    reason: str | None = None,
) -> None:
    article = listing.article
    work.session.add(
        Proposal(
            uid=work.new_uid(),
            article_id=article.id,
            version_id=article.current.id,
            exact=each.exact,
            start=each.start,
            end=each.end,
            kind=each.kind,
            worth=round(100 * each.score),
            why=each.why,
            made_by=listing.made_by,
            decision=decision,
            reason=reason,
            claim_id=claim.id if claim else None,
            created_by_id=work.person.id if work.person else None,
            created_at=work.at,
        )
    )
    work.touch(article)


def speaker_of(session: Session) -> Callable[[str, Suggestion], tuple[str | None, bool]]:
    """Return a look-up of who seems to say a proposal, and whether that is a guess.

    It is the source's name on the desk, else the name in the text, else who "he" or "the company" may be: the guess.
    """

    def find(text: str, each: Suggestion) -> tuple[str | None, bool]:
        said = propose_says(session, text, each.start, each.end)
        name = said.says.speaker.name if said.says.speaker else said.unknown
        return name or said.guess, name is None and said.guess is not None

    return find


def _accepted(listing: Listing, each: Suggestion) -> str:
    """What the history of a claim says of where it came from."""
    return f"proposed as {each.number} of a{listing.article.number} by {listing.made_by}, and accepted"


def _void(row: Proposal) -> bool:
    """Whether a decision holds no longer: the claim that was entered was dropped."""
    return row.claim is not None and row.claim.dropped


def _bare(quote: str) -> str:
    """A quote as it is compared with another version's: without the kind of its marks, dashes and spaces."""
    return normalise(quote).text
