"""Two people at one claim: refuse a change that was thought out before somebody else's, and show theirs."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Claim, Event
from factcheck.services.history import Entry, claim_history

#: So many changes are shown of what came between; the history has them all.
_SHOWN = 6


def last_event(session: Session, claim: Claim) -> int:
    """The number of the last event of a claim; 0 before its first is written."""
    return session.scalar(select(func.max(Event.seq)).where(Event.subject == claim.uid)) or 0


def refuse_changed(session: Session, claims: Sequence[Claim], seq: int | None) -> None:
    """Refuse to go on where one of these claims has an event after ``seq``, the last its reader knows of.

    ``None`` asks for nothing.

    Raises:
        BadInputError: the desk has no event of that number yet.
        RefusedError: saying what changed since, when and by whom.
    """
    if seq is None:
        return
    newest = session.scalar(select(func.max(Event.seq))) or 0
    if not 0 < seq <= newest:
        raise BadInputError(
            f"there is no event {seq}; the last is {newest}", hint="claim show --json gives each claim's last as seq"
        )
    changed = [claim for claim in claims if last_event(session, claim) > seq]
    if not changed:
        return
    told = [line for claim in changed for line in _told(session, claim, seq)]
    now = max(last_event(session, claim) for claim in changed)
    numbers = ",".join(str(claim.number) for claim in changed)
    raise RefusedError(
        f"claim {numbers.replace(',', ', ')} changed since event {seq}, and nothing was written:\n" + "\n".join(told),
        hint=f"factcheck claim show {numbers}, then again with --if-unchanged {now}",
    )


def _told(session: Session, claim: Claim, seq: int) -> list[str]:
    """What happened to a claim after an event, a line each: the newest where there is much."""
    later = [entry for entry in claim_history(session, claim) if entry.seq > seq]
    lines = [f"  {_lead(claim, entry)}: {change}" for entry in later for change in entry.changes or (entry.command,)]
    left = len(lines) - _SHOWN
    return [*([f"  claim {claim.number}: {left} changes before these"] if left > 0 else []), *lines[-_SHOWN:]]


def _lead(claim: Claim, entry: Entry) -> str:
    when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"claim {claim.number}, event {entry.seq}, {when}, {entry.person or '-'}, {entry.command}"
