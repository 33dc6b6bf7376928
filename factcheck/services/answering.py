"""What asks, corrections, complaints and voided checks share: numbered parts of a claim, found by ``66.1``."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.dates import bounds, parse_date
from factcheck.core.fields import MAX_TEXT, check_text
from factcheck.core.refs import parse_item
from factcheck.errors import BadInputError, NotFoundError
from factcheck.models import Ask, Claim, Complaint, Correction, Void
from factcheck.services.claims import went_with_article
from factcheck.services.lookup import get_claim
from factcheck.services.work import Work

Part = TypeVar("Part", Ask, Correction, Complaint, Void)
_DAY = len("2025-01-20")


def parts_of(session: Session, model: type[Part], claim: Claim) -> list[Part]:
    """The claim's asks, corrections, complaints or voids in order, without those that were undone."""
    query = select(model).where(model.claim_id == claim.id, model.dropped.is_(False)).order_by(model.item)
    return list(session.scalars(query))


def get_part(session: Session, model: type[Part], text: str, word: str) -> tuple[Claim, Part]:
    """The claim and the part that ``66.1`` names; ``word`` is what the part is called.

    Raises:
        NotFoundError: the claim has no such part.
    """
    number, item = parse_item(text)
    claim = get_claim(session, number)
    for part in parts_of(session, model, claim):
        if part.item == item:
            return claim, part
    raise NotFoundError(f"claim {claim.number} has no {word} {item}", hint=f"factcheck {_LISTED[model]} {claim.number}")


def list_parts(
    session: Session, model: type[Part], *condition: Any, numbers: Sequence[int] = ()
) -> list[tuple[Claim, Part]]:
    """Parts with their claims in order of claim number, or those of some claims; none of what was dropped."""
    query = (
        select(Claim, model)
        .join(model, model.claim_id == Claim.id)
        .where(Claim.dropped.is_(False), model.dropped.is_(False), *condition)
        .order_by(Claim.number, model.item)
    )
    if numbers:
        query = query.where(Claim.id.in_([get_claim(session, number).id for number in numbers]))
    return [(claim, part) for claim, part in session.execute(query) if numbers or not went_with_article(claim)]


def next_item(session: Session, model: type[Part], claim: Claim) -> int:
    """The number of the claim's next part of this kind; one that was undone keeps its own."""
    return (session.scalar(select(func.max(model.item)).where(model.claim_id == claim.id)) or 0) + 1


def common_fields(work: Work, model: type[Part], claim: Claim) -> dict[str, Any]:
    """What every new part says of itself: whose it is, its number, who enters it and when."""
    return {
        "uid": work.new_uid(),
        "claim_id": claim.id,
        "item": next_item(work.session, model, claim),
        "created_by_id": work.person.id if work.person else None,
        "created_at": work.at,
    }


def some_text(text: str | None, what: str, hint: str, *, most: int = MAX_TEXT) -> str:
    """A text that may not be empty, without white space around it.

    Raises:
        BadInputError: it is empty, too long, or no database can keep it. ``what`` names it, ``hint`` is the way out.
    """
    stripped = check_text(text or "", what, most=most).strip()
    if not stripped:
        raise BadInputError(f"{what} is missing", hint=hint)
    return stripped


def past_day(work: Work, text: str | None, what: str, *, not_before: str | None = None) -> str:
    """A day that has begun, today where nobody says another.

    Raises:
        BadInputError: it is no day, has not come yet, or lies before ``not_before``. ``what`` says what happened on it.
    """
    today = work.at.date()
    day = parse_date(text) if text else today.isoformat()
    if len(day) != _DAY:
        raise BadInputError(f"the day on which {what} is needed, not just “{day}”", hint="write it like 2026-12-03")
    # A desk ahead of UTC may be at its next day already.
    if (bounds(day)[0] - today).days > 1:
        raise BadInputError(f"{day} has not come yet, so it is not the day on which {what}", hint="check the date")
    if not_before and day < not_before:
        raise BadInputError(f"{day} lies before {not_before}, so it is not the day on which {what}", hint="check it")
    return day


_LISTED: dict[type[Any], str] = {Ask: "ask", Correction: "correct", Complaint: "complaint list", Void: "void --list"}
