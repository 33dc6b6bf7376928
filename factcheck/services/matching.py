"""What was checked before: which claims and prior checks of the desk say what a text or a claim says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.likeness import Likeness, Statement, rank
from factcheck.core.words import Band
from factcheck.db import likeness
from factcheck.models import Article, Claim
from factcheck.services.indexing import claim_in
from factcheck.services.loading import CLAIMS, select_claims
from factcheck.services.matching_statements import Found, FoundClaim, Neighbours, Statements
from factcheck.services.meaning import Meanings

#: Candidates that the index gives for one question: so many are compared, whatever the desk holds.
CANDIDATES = 30
#: Claims of a desk whose meanings are all compared, and the cosine from which one is a candidate.
_FEW, _NEAR = 2_000, 0.6
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Match:
    """Something like what was asked, and how like."""

    found: Found
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of the desk that are alike; the first has the lower number."""

    first: FoundClaim
    second: FoundClaim
    likeness: Likeness


def match_text(
    session: Session, text: str, *, article: Article | None = None, meanings: Meanings | None = None
) -> list[Match]:
    """What the desk has that says the same as ``text``, or something like it, likest first.

    With ``article``, only claims that the article makes.
    """
    statements = Statements(session, article=article)
    asked = Statement(0, text)
    return [Match(statements.found[key], found) for key, found in _alike(session, asked, statements, meanings)]


def match_claim(
    session: Session, claim: Claim, *, article: Article | None = None, meanings: Meanings | None = None
) -> list[Match]:
    """The same for a claim, but for itself, for what a relation joins it to, and for what its own sentence says besides."""
    statements, neighbours = Statements(session, article=article), Neighbours(session)
    asked = Statement(claim.id, claim.wording)
    matches = []
    for key, found in _alike(session, asked, statements, meanings, neighbours):
        other = statements.statements[key]
        back = _asked_back(session, other, asked, statements, meanings) if claim_in(key) is not None else found
        both = _less_sure(found, back)
        if both and (both.band is Band.SAME or not _beside(neighbours, asked.key, key)):
            matches.append(Match(statements.found[key], both))
    return sorted(matches, key=lambda match: -match.likeness.score)


def match_all(
    session: Session, *, article: Article | None = None, meanings: Meanings | None = None, tell: Tell | None = None
) -> list[Pair]:
    """All pairs of claims that are alike and that no relation joins yet, likest first.

    With ``article``, the pairs among its claims. ``tell`` is told how many claims were asked about, of how many.
    """
    statements, neighbours = Statements(session, article=article, claims_only=True), Neighbours(session)
    ids = list(dict.fromkeys(session.scalars(select_claims(session, article=article))))
    asked = statements.load(ids)
    told: dict[tuple[int, int], Likeness] = {}
    for place, statement in enumerate(asked, 1):
        for key, found in _alike(session, statement, statements, meanings, neighbours):
            told[statement.key, key] = found
        if tell:
            tell(place, len(asked))
    pairs = []
    for (one, other), found in told.items():
        back = told.get((other, one))
        both = _less_sure(found, back) if one < other or back is None else None
        if both:
            pairs.append(_pair(statements.found[one], statements.found[other], both))
    return sorted(pairs, key=lambda pair: (-pair.likeness.score, pair.first.number, pair.second.number))


def _pair(one: Found, other: Found, found: Likeness) -> Pair:
    assert isinstance(one, FoundClaim)
    assert isinstance(other, FoundClaim)
    first, second = sorted((one, other), key=lambda each: each.number)
    return Pair(first, second, found)


def _less_sure(found: Likeness, back: Likeness | None) -> Likeness | None:
    """What two claims are to each other, by what each finds of the other; ``None`` where that is nothing.

    A short claim may be the best that a long one finds, and still not what it says: both must find each other. What
    contradicts does so either way round.
    """
    told = [each for each in (found, back) if each is not None]
    if against := [each for each in told if each.contradicts]:
        return against[0]
    return min(told, key=lambda each: (each.band is Band.SAME, each.score)) if len(told) > 1 else None


def _asked_back(
    session: Session, other: Statement, asked: Statement, statements: Statements, meanings: Meanings | None
) -> Likeness | None:
    """What the other claim finds of the one asked about, which may not be in the index yet."""
    for statement, found in _ranked(session, other, statements, meanings, besides=asked):
        if statement.key == asked.key and (found.band is not Band.NONE or found.contradicts):
            return found
    return None


def joined_to(session: Session, claim: Claim) -> list[int]:
    """The numbers of the claims that a relation joins to this one; matching leaves them out."""
    ids = Neighbours(session).joined(claim.id)
    return list(session.scalars(select(CLAIMS.c.number).where(CLAIMS.c.id.in_(ids)).order_by(CLAIMS.c.number)))


def doubles_of(session: Session, claim: Claim) -> list[Match]:
    """The claims that a claim seems to repeat or to contradict, and prior checks of the very same."""
    return [
        match
        for match in match_claim(session, claim)
        if match.likeness.band is Band.SAME or (match.likeness.contradicts and isinstance(match.found, FoundClaim))
    ]


def _alike(
    session: Session,
    asked: Statement,
    statements: Statements,
    meanings: Meanings | None,
    neighbours: Neighbours | None = None,
) -> Iterator[tuple[int, Likeness]]:
    """The keys of what is the same, related or contradicting, likest first.

    The claims of one sentence share their words by nature: they are told only where one is the other over again.
    """
    joined = neighbours.joined(asked.key) if neighbours else ()
    for statement, found in _ranked(session, asked, statements, meanings):
        if statement.key in joined or (found.band is Band.NONE and not found.contradicts):
            continue
        if found.band is Band.SAME or not _beside(neighbours, asked.key, statement.key):
            yield statement.key, found


def _ranked(
    session: Session,
    asked: Statement,
    statements: Statements,
    meanings: Meanings | None,
    besides: Statement | None = None,
) -> list[tuple[Statement, Likeness]]:
    """The statements that share rare words with the one asked about, and ``besides``, by their likeness to it.

    With a model, also those of a small desk that are near in meaning, whatever their words.
    """
    further = {besides.key: besides} if besides is not None else {}
    if meanings is not None:
        listed = statements.all_claims(_FEW)
        near = meanings.cosines(asked.wording, [(each.wording,) for each in listed])
        further |= {each.key: each for each, cosine in zip(listed, near, strict=True) if cosine >= _NEAR}
    candidates = likeness.candidates(session.connection(), asked.wording, CANDIDATES, also=further)
    others = {each.key: each for each in statements.load(candidates.keys)} | further
    others.pop(asked.key, None)
    compared = list(others.values())
    known = meanings.cosines(asked.wording, [(each.wording, *each.others) for each in compared]) if meanings else None
    return rank(asked, compared, candidates.rarity, known)


def _beside(neighbours: Neighbours | None, asked: int, key: int) -> bool:
    """Whether a key is that of a claim which stands in one sentence with the claim asked about."""
    other = claim_in(key)
    return neighbours is not None and other is not None and neighbours.together(asked, other)
