"""Complaints: what somebody outside objects to, and how the desk closed it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from factcheck.core.fields import one_line
from factcheck.core.words import Complainant, ComplaintOutcome
from factcheck.errors import RefusedError
from factcheck.models import Claim, Complaint, Correction
from factcheck.services.answering import common_fields, list_parts, parts_of, past_day, some_text
from factcheck.services.claims import refuse_dropped
from factcheck.services.work import Work


def add_complaint(
    work: Work,
    claim: Claim,
    sender: Complainant,
    text: str | None,
    *,
    received: str | None = None,
    name: str | None = None,
    contact: str | None = None,
) -> Complaint:
    """Record a complaint about a claim, received today or on a day. Name and contact are for the desk alone.

    Raises:
        BadInputError: there is no text, or the day has not come yet.
    """
    refuse_dropped(claim)
    complaint = Complaint(
        **common_fields(work, Complaint, claim),
        sender=sender,
        name=one_line(name, "the name") if name else None,
        contact=one_line(contact, "the contact") if contact else None,
        received=past_day(work, received, "the complaint was received"),
        text=some_text(text, "what the complaint says", "--text '…'"),
        outcome=ComplaintOutcome.OPEN,
    )
    work.session.add(complaint)
    work.touch(claim)
    return complaint


def close_complaint(
    work: Work, claim: Claim, complaint: Complaint, outcome: ComplaintOutcome, *, reason: str | None = None
) -> Complaint:
    """Close a complaint: the text was ``corrected``, or it ``stands`` for a reason; ``open`` opens it again.

    Raises:
        RefusedError: nothing of the claim was corrected, or the complaint is closed already.
        BadInputError: it stands, and nobody said why.
    """
    refuse_dropped(claim)
    ref = f"{claim.number}.{complaint.item}"
    if outcome is not ComplaintOutcome.OPEN and complaint.outcome is not ComplaintOutcome.OPEN:
        raise RefusedError(
            f"complaint {ref} is closed already: {complaint.outcome}", hint=f"factcheck complaint close {ref} --open"
        )
    if outcome is ComplaintOutcome.CORRECTED and not parts_of(work.session, Correction, claim):
        raise RefusedError(
            f"nothing of claim {claim.number} was corrected",
            hint=f"factcheck correct {claim.number} --wrong … --right … --kind error",
        )
    closed = outcome is not ComplaintOutcome.OPEN
    if outcome is ComplaintOutcome.STANDS:
        reason = some_text(reason, "why it stands", "--because '…'")
    complaint.outcome = outcome
    complaint.reason = (reason or "").strip() or None if closed else None
    complaint.closed_by_id = work.person.id if work.person and closed else None
    complaint.closed_at = work.at if closed else None
    work.touch(claim, reason or "")
    return complaint


def list_complaints(
    session: Session, *, numbers: Sequence[int] = (), outcome: ComplaintOutcome | None = None
) -> list[tuple[Claim, Complaint]]:
    """Complaints with their claims in order of claim number; only of these claims, or with this outcome."""
    return list_parts(session, Complaint, *([Complaint.outcome == outcome] if outcome else []), numbers=numbers)


def complaint_data(claim: Claim, complaint: Complaint, *, contact: bool = True) -> dict[str, Any]:
    """A complaint as JSON data; without ``contact`` it says neither who complains nor how to reach them."""
    data = {
        "ref": f"{claim.number}.{complaint.item}",
        "claim": claim.number,
        "from": complaint.sender,
        "received": complaint.received,
        "text": complaint.text,
        "outcome": complaint.outcome,
        "reason": complaint.reason,
        "closed_at": complaint.closed_at,
    }
    return data | {"name": complaint.name, "contact": complaint.contact} if contact else data
