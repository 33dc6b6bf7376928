"""Second judgements of claims: asked for blind, given, and never a change of the status.

A check that is asked for is a row without a judgement: its status is ``unverified`` until it is in. While it is, its
person sees nothing of what the desk holds of the claim (``services/veil.py``).
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import check_text
from factcheck.core.rules import find_lacks
from factcheck.core.words import Stance, Status, UnverifiableCode
from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Article, Check, Claim, Person, Signoff
from factcheck.services.listing import list_rows
from factcheck.services.loading import select_claims
from factcheck.services.logins import hold_login
from factcheck.services.tallies import tally_claims
from factcheck.services.veil import find_veil
from factcheck.services.work import Work

_ASKED = Status.UNVERIFIED


def ask_blind(work: Work, claims: Sequence[Claim]) -> list[Claim]:
    """Have the person at work check the claims blind. Returns those of which they are to give a judgement now.

    Left out is what is not settled, and what they know already: a status they set, signed off or checked.
    """
    hold_login(work)
    assert work.person is not None
    asked = []
    for claim in claims:
        known = claim.status_by_id == work.person.id or _has_seen(work.session, claim, work.person)
        if claim.dropped or known or not claim.status.settled:
            continue
        asked.append(claim)
        work.session.add(
            Check(
                uid=work.new_uid(),
                claim_id=claim.id,
                person_id=work.person.id,
                status=_ASKED,
                blind=True,
                created_at=work.at,
            )
        )
        work.touch(claim, "to be checked blind")
    return asked


def give_up_blind(work: Work, claims: Sequence[Claim]) -> list[Claim]:
    """Take away the checks that the person at work was asked for and has not given. Returns the claims."""
    assert work.person is not None
    given_up = []
    for claim in claims:
        asked = find_asked(work.session, claim, work.person)
        if asked is not None:
            work.session.delete(asked)
            work.touch(claim, "blind check given up")
            given_up.append(claim)
    return given_up


def record_check(
    work: Work, claim: Claim, status: Status, *, code: UnverifiableCode | None, reason: str | None
) -> Check:
    """Record how the person at work judges a claim: blind where they were asked to, else as one who differs.

    ``Check.created_at`` is when the judgement was given.

    Raises:
        BadInputError: a word that is no judgement, or one without its reason or code.
        RefusedError: the claim is not theirs to differ about, or they say what the desk says.
    """
    hold_login(work)
    assert work.person is not None
    _refuse_no_judgement(claim, status, code, reason)
    found = find_asked(work.session, claim, work.person)
    if found is None:
        _refuse_no_difference(claim, work.person, status, code)
        found = Check(uid=work.new_uid(), claim_id=claim.id, person_id=work.person.id, blind=False)
        work.session.add(found)
    found.status, found.code = status, code
    found.reason = check_text((reason or "").strip(), "the reason") or None
    found.created_at = work.at
    work.touch(claim, found.reason or "")
    return found


def find_asked(session: Session, claim: Claim, person: Person) -> Check | None:
    """The blind check that a person was asked for and has not given, if any."""
    query = select(Check).where(Check.claim_id == claim.id, Check.person_id == person.id, Check.status == _ASKED)
    return session.scalar(query.where(Check.blind))


def has_checked_blind(session: Session, claim: Claim, person: Person) -> bool:
    """Whether a person has given a blind check of a claim."""
    query = select(Check.id).where(Check.claim_id == claim.id, Check.person_id == person.id, Check.blind)
    return session.scalar(query.where(Check.status != _ASKED).limit(1)) is not None


def to_review(session: Session, article: Article, person: str) -> list[int]:
    """The numbers of the claims of an article that wait for a second look by a person, in the order of the text.

    First what they are to check blind, and nothing else while there is any; then what is settled, not stale, not
    settled by them, signed off by nobody as it stands, and not yet checked by them since the status was set.
    """
    from factcheck.services.signoffs import second_check, signoffs_of

    rows = list_rows(session, select_claims(session, article=article))
    veil = find_veil(session, person)
    blind = [row.number for row in rows if veil and row.id in veil.claims]
    if blind:
        return blind
    ids = [row.id for row in rows if row.status.settled]
    tallies = tally_claims(session, ids, article.id)
    signed = signoffs_of(session, ids)
    theirs = _theirs(session, person)
    return [
        row.number
        for row in rows
        if row.id in tallies
        and not tallies[row.id].stale
        and row.id not in theirs
        and second_check(signed.get(row.id, ()), stale=False, article=article.number) != "current"
    ]


def _theirs(session: Session, person: str) -> set[int]:
    """The row ids of claims that a person settled, or judged since they were settled."""
    settled = select(Claim.id).join(Person, Person.id == Claim.status_by_id).where(Person.name == person)
    judged = (
        select(Claim.id)
        .join(Check, Check.claim_id == Claim.id)
        .join(Person, Person.id == Check.person_id)
        .where(Person.name == person, Check.status != _ASKED, ~Check.blind, Check.created_at >= Claim.status_at)
    )
    return {*session.scalars(settled), *session.scalars(judged)}


def _has_seen(session: Session, claim: Claim, person: Person) -> bool:
    """Whether a person has signed a claim off or checked it before, or is to check it now."""
    for model in (Check, Signoff):
        query = select(model.id).where(model.claim_id == claim.id, model.person_id == person.id)
        if session.scalar(query.limit(1)) is not None:
            return True
    return False


def _refuse_no_judgement(claim: Claim, status: Status, code: UnverifiableCode | None, reason: str | None) -> None:
    if claim.dropped:
        raise RefusedError(f"{claim.number} was dropped", hint=f"factcheck claim restore {claim.number}")
    if not status.settled:
        settled = ", ".join(each for each in Status if each.settled)
        raise BadInputError(f"{status} is no judgement of a claim", hint=f"one of: {settled}")
    # What evidence there is, the judge has weighed: only reason and code can be missing.
    lacks = find_lacks(status, reason=reason, code=code, read=tuple(Stance))
    if lacks:
        raise BadInputError(f"a check that says {status} lacks {' and '.join(lacks)}")
    if code is not None and status is not Status.UNVERIFIABLE:
        raise BadInputError(f"only unverifiable has a code, {status} has none", hint="leave --code out")


def _refuse_no_difference(claim: Claim, person: Person, status: Status, code: UnverifiableCode | None) -> None:
    if not claim.status.settled:
        raise RefusedError(
            f"{claim.number} is {claim.status}: there is nothing to differ from",
            hint=f"factcheck status {claim.number} {status} --because 'WHY'",
        )
    if claim.status_by_id == person.id:
        raise RefusedError(
            f"{claim.number} was settled by {person.name}: nobody differs from themselves",
            hint=f"factcheck status {claim.number} {status} --because 'WHY'",
        )
    if (claim.status, claim.status_code) == (status, code):
        raise RefusedError(
            f"{claim.number} is {status} already: that is to agree", hint=f"factcheck review {claim.number} --agree"
        )
