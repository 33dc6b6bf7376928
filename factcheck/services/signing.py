"""Sign claims off: a second person's approval of a claim in one article, bound to all that it approved."""

from collections.abc import Iterable, Sequence
from typing import Any

from factcheck.core.fields import check_text
from factcheck.errors import RefusedError
from factcheck.models import Article, Claim, Person, Signoff
from factcheck.services.checking import has_checked_blind
from factcheck.services.claims import appearances_in
from factcheck.services.logins import hold_login
from factcheck.services.policies import get_policy
from factcheck.services.replies import find_unasked
from factcheck.services.signoffs import Signed, place_parts, signoff_fingerprint, signoffs_of
from factcheck.services.statuses import is_stale_in
from factcheck.services.work import Work


def sign_off(work: Work, claims: Sequence[Claim], article: Article, because: str | None = None) -> list[Claim]:
    """Sign the claims off in an article as the person at work, all of them or none. Returns those that were signed now.

    What the same person has signed already, and what still matches, is left as it is. ``because`` says why the subject
    of a risky claim was not asked, and is kept with the sign-off of such a claim.

    Raises:
        RefusedError: naming for each claim why it cannot be signed off by this person; or ``because`` says why of nothing.
    """
    hold_login(work)
    own_allowed = get_policy(work.session, "own-signoff") == "allowed"
    blind_first = get_policy(work.session, "blind-check") == "required"
    problems = {claim.number: _problem(work, claim, article, own_allowed, blind_first) for claim in claims}
    found = [f"{number} {problem}" for number, problem in problems.items() if problem]
    if found:
        rest = f" (nothing was signed of the other {len(claims) - len(found)})" if len(claims) > len(found) else ""
        raise RefusedError("\n  ".join(found) + rest, hint=f"factcheck claim show {claims[0].number}")
    assert work.person is not None
    new = not_signed(work, claims, article)
    unasked = unheard(work, new)
    why = check_text((because or "").strip(), "the reason")
    if unasked and not why:
        raise _refuse_unasked(claims, unasked)
    if why and new and not unasked:
        raise RefusedError(
            f"there is nothing to say why of: no subject of {', '.join(str(claim.number) for claim in new)} had to be asked",
            hint="leave --because out; a note says what else there is to say: factcheck note",
        )
    for claim in new:
        work.session.add(
            Signoff(
                uid=work.new_uid(),
                claim_id=claim.id,
                article_id=article.id,
                person_id=work.person.id,
                fingerprint=signoff_fingerprint(claim.fingerprint, _places(claim, article)),
                bulk=len(new) > 1,
                own=claim.status_by_id == work.person.id,
                because=why if claim.number in unasked else None,
                created_at=work.at,
            )
        )
        work.touch(claim)
    return new


def not_signed(work: Work, claims: Sequence[Claim], article: Article) -> list[Claim]:
    """Those of the claims that the person at work has not signed off in the article, or whose sign-off is stale."""
    assert work.person is not None
    signed = signoffs_of(work.session, [claim.id for claim in claims])
    return [claim for claim in claims if not _stands(signed.get(claim.id, ()), article, work.person)]


def unheard(work: Work, claims: Iterable[Claim]) -> dict[int, str]:
    """Those of the claims that the policy keeps from a sign-off until their subject was asked: why, by number."""
    return find_unasked(work.session, claims) if get_policy(work.session, "right-of-reply") == "required" else {}


def _refuse_unasked(claims: Sequence[Claim], unasked: dict[int, str]) -> RefusedError:
    first = next(claim for claim in claims if claim.number in unasked)
    remedy = f"ask {first.number} --person NAME --channel e-mail --question '…'"
    if first.about is None:
        remedy = f"claim edit {first.number} --about NAME"
    return RefusedError(
        "\n  ".join(f"{number} {problem}" for number, problem in unasked.items()),
        hint=f"factcheck {remedy}; or factcheck signoff {first.number} --because 'WHY NOBODY WAS ASKED'",
    )


def _problem(work: Work, claim: Claim, article: Article, own_allowed: bool, blind_first: bool) -> str:
    """Why the person cannot sign a claim off; empty where they can."""
    assert work.person is not None
    if unfit := _unfit(claim, article):
        return unfit
    if claim.status_by_id == work.person.id and not own_allowed:
        return f"was settled by {work.person.name}: the second check is another person's"
    if blind_first and not has_checked_blind(work.session, claim, work.person):
        return f"was not checked blind by {work.person.name}, which the desk's policy asks for first"
    return ""


def _unfit(claim: Claim, article: Article) -> str:
    """Why nobody can sign a claim off now; empty where somebody can."""
    if claim.dropped:
        return "was dropped"
    if not appearances_in(claim, article):
        return f"does not stand in the current text of article {article.number}"
    if not claim.status.settled:
        return f"is {claim.status}: only a settled status is signed off"
    if is_stale_in(claim, article):
        return "is stale: what its status was given for has changed; set the status anew first"
    return ""


def _stands(signed: Iterable[Signed], article: Article, person: Person) -> bool:
    return any(each.by == person.name and each.article == article.number and not each.stale for each in signed)


def _places(claim: Claim, article: Article) -> list[dict[str, Any]]:
    """What counts of a claim's places in an article's current version."""
    return [
        place_parts(
            each.exact,
            each.attribution,
            each.attribution.speaker.uid if each.attribution.speaker else None,
            each.attribution.traced_to.uid if each.attribution.traced_to else None,
            [via.source.uid for via in each.attribution.vias],
        )
        for each in appearances_in(claim, article)
    ]
