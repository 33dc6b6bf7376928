"""One person's settled status set aside by another: said before it is done, and found again in the history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.dates import parse_instant
from factcheck.core.words import Status, UnverifiableCode
from factcheck.models import Claim, Event, EventPayload, Person


@dataclass(frozen=True, slots=True)
class Ruling:
    """A settled status as somebody gave it. ``at`` and ``by`` are not known of what came with an import."""

    by: str
    at: datetime | None
    status: Status
    code: UnverifiableCode | None
    reason: str


@dataclass(frozen=True, slots=True)
class Overturned:
    """A settled status that somebody else set aside: what it was, who did it and when, what it became and why.

    ``seq`` is the number of the event.
    """

    seq: int
    was: Ruling
    by: str
    at: datetime
    became: Status
    code: UnverifiableCode | None
    reason: str


def rulings_against(
    claims: Iterable[Claim], status: Status, code: UnverifiableCode | None, person: Person | None
) -> list[tuple[int, Ruling]]:
    """What others have settled otherwise than ``status`` and ``code``, by claim number: what setting it overturns."""
    return [
        (
            claim.number,
            Ruling(
                claim.status_by.name if claim.status_by else "",
                claim.status_at,
                claim.status,
                claim.status_code,
                claim.status_reason or "",
            ),
        )
        for claim in claims
        if claim.status.settled
        and (claim.status, claim.status_code) != (status, code)
        and (claim.status_by is None or person is None or claim.status_by.id != person.id)
    ]


def find_overturned(session: Session, claim: Claim) -> list[Overturned]:
    """Every time somebody set another's settled status aside, oldest first; read from the claim's history.

    Where an image was redacted, what it changed cannot be told, and the next image starts anew.
    """
    query = (
        select(Event.seq, Event.at, Event.person, EventPayload.body)
        .outerjoin(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
        .where(Event.subject == claim.uid)
        .order_by(Event.seq)
    )
    people: dict[str, str] = dict(session.execute(select(Person.uid, Person.name)).all())
    found: list[Overturned] = []
    before: dict[str, Any] | None = None
    for seq, at, person, body in session.execute(query):
        after = json.loads(body)["after"] if body else None
        if before and after and is_overturned(before, after, person):
            reason = after["status_reason"] or ""
            now = Status(after["status"]), _code(after["status_code"])
            found.append(Overturned(seq, _ruling(before, people), people.get(person, ""), at, *now, reason))
        before = after
    return found


def is_overturned(before: Mapping[str, Any], after: Mapping[str, Any], person: str) -> bool:
    """Whether between two images of a claim the person (a uid) set aside what another had settled."""
    ruled = before.get("status_by")
    if ruled in (None, person) or not Status(before["status"]).settled:
        return False
    return (before["status"], before.get("status_code")) != (after.get("status"), after.get("status_code"))


def _ruling(image: dict[str, Any], people: dict[str, str]) -> Ruling:
    at = image["status_at"]
    return Ruling(
        people.get(image["status_by"] or "", ""),
        parse_instant(at) if at else None,
        Status(image["status"]),
        _code(image["status_code"]),
        image["status_reason"] or "",
    )


def _code(word: str | None) -> UnverifiableCode | None:
    return UnverifiableCode(word) if word else None
