"""Withdraw the desk's own check: a statement that it was wrong, which stays, and not an undo."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from factcheck.core.words import Status
from factcheck.errors import RefusedError
from factcheck.models import Claim, Void
from factcheck.services.answering import common_fields, list_parts, some_text
from factcheck.services.statuses import set_status
from factcheck.services.work import Work


def void_checks(work: Work, claims: Iterable[Claim], because: str | None) -> list[tuple[Claim, Void]]:
    """Take settled statuses back to in-review because the check was wrong, all of them or none.

    The evidence stays, sign-offs go stale, and what the status was, who had set it and why stays listed.

    Raises:
        BadInputError: nobody said why.
        RefusedError: a claim has no settled status, or was dropped.
    """
    why = some_text(because, "why the check was wrong", "--because '…'")
    wanted = list(claims)
    problems = [
        f"{claim.number} was dropped"
        if claim.dropped
        else f"{claim.number} is {claim.status}: there is no check to void"
        for claim in wanted
        if claim.dropped or not claim.status.settled
    ]
    if problems:
        raise RefusedError("\n  ".join(problems), hint=f"factcheck claim show {wanted[0].number}")
    made = []
    for claim in wanted:
        void = Void(
            **common_fields(work, Void, claim),
            status=claim.status,
            code=claim.status_code,
            reason=claim.status_reason,
            set_by_id=claim.status_by_id,
            set_at=claim.status_at,
            because=why,
        )
        work.session.add(void)
        made.append((claim, void))
    set_status(work, wanted, Status.IN_REVIEW, reason=why)
    return made


def list_voids(session: Session, *, numbers: Sequence[int] = ()) -> list[tuple[Claim, Void]]:
    """Checks that were voided with their claims, in order of claim number."""
    return list_parts(session, Void, numbers=numbers)


def void_data(claim: Claim, void: Void) -> dict[str, Any]:
    """A voided check as JSON data."""
    return {
        "ref": f"{claim.number}.{void.item}",
        "claim": claim.number,
        "status": void.status,
        "code": void.code,
        "reason": void.reason,
        "set_by": void.set_by.name if void.set_by else None,
        "set_at": void.set_at,
        "because": void.because,
        "by": void.created_by.name if void.created_by else None,
        "at": void.created_at,
        "now": claim.status,
    }
