"""How far second judgements agree with the desk, and who holds something else."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.words import Status, UnverifiableCode
from factcheck.models import Article, Check, Claim, Event, EventPayload, Person, Signoff
from factcheck.services.loading import select_claims


@dataclass(frozen=True, slots=True)
class Judgement:
    """A check that was given: by whom, when, what they hold and why, and what the desk holds now."""

    number: int
    by: str
    at: datetime
    status: Status
    code: UnverifiableCode | None
    reason: str
    blind: bool
    desk: Status
    desk_code: UnverifiableCode | None

    @property
    def differs(self) -> bool:
        """Whether the desk holds something else now."""
        return self.desk.settled and (self.status, self.code) != (self.desk, self.desk_code)


@dataclass(frozen=True, slots=True)
class Pair:
    """What the desk held of a claim and what a blind check then found; ``desk`` is not known where it was redacted."""

    number: int
    by: str
    desk: Status
    check: Status


def find_dissents(session: Session, article: Article | None = None) -> list[Judgement]:
    """Where somebody's last judgement differs from what the desk holds, in the order of the text.

    Who signed the claim off after that has come round, and is not listed.
    """
    return [judgement for _, _, judgement in _dissents(session, article)]


def _dissents(session: Session, article: Article | None) -> Iterator[tuple[Check, Claim, Judgement]]:
    query = select(Signoff.claim_id, Signoff.person_id, func.max(Signoff.created_at))
    signed = {
        (claim, person): at
        for claim, person, at in session.execute(query.group_by(Signoff.claim_id, Signoff.person_id))
    }
    for check, claim, person in _given(session, article):
        judgement = _judgement(check, claim, person)
        came_round = signed.get((claim.id, person.id))
        if judgement.differs and (came_round is None or came_round <= check.created_at):
            yield check, claim, judgement


def dissents_by_claim(session: Session) -> dict[int, list[Judgement]]:
    """The same for the whole desk by the numbers of the claims, without what was said of a claim in other words."""
    found: dict[int, list[Judgement]] = {}
    if session.scalar(select(Check.id).where(Check.status != Status.UNVERIFIED).limit(1)) is None:
        return found
    for check, claim, judgement in _dissents(session, None):
        then = _image_then(session, claim, check)
        if then is None or then["wording"] == claim.wording:
            found.setdefault(judgement.number, []).append(judgement)
    return found


def checks_of(session: Session, claim: Claim) -> list[Judgement]:
    """The last judgement of each person on a claim, oldest first."""
    query = (
        select(Check, Person)
        .join(Person, Person.id == Check.person_id)
        .where(Check.claim_id == claim.id, Check.status != Status.UNVERIFIED)
        .order_by(Check.created_at, Check.id)
    )
    last = {person.id: _judgement(check, claim, person) for check, person in session.execute(query)}
    return sorted(last.values(), key=lambda each: each.at)


def blind_pairs(session: Session, article: Article | None = None) -> tuple[list[Pair], int]:
    """What the desk held when each blind check came in, beside the check; and of how many that is not known any more.

    The desk's side is read from the history, because who sees a check may change the status after it, and would then
    seem to have agreed from the first.
    """
    pairs, unknown = [], 0
    for check, claim, person in _given(session, article):
        if not check.blind:
            continue
        desk = _status_then(session, claim, check)
        if desk is None:
            unknown += 1
        else:
            pairs.append(Pair(claim.number, person.name, desk, check.status))
    return pairs, unknown


def _given(session: Session, article: Article | None) -> Sequence[tuple[Check, Claim, Person]]:
    """The last judgement of each person on each claim that is on the desk, in the order of the text."""
    order = {row_id: place for place, row_id in enumerate(session.scalars(select_claims(session, article=article)))}
    query = (
        select(Check, Claim, Person)
        .join(Claim, Claim.id == Check.claim_id)
        .join(Person, Person.id == Check.person_id)
        .where(Check.status != Status.UNVERIFIED)
        .order_by(Check.created_at, Check.id)
    )
    last = {
        (claim.id, person.id): (check, claim, person)
        for check, claim, person in session.execute(query)
        if claim.id in order
    }
    return sorted(last.values(), key=lambda each: (order[each[1].id], each[0].created_at))


def _judgement(check: Check, claim: Claim, person: Person) -> Judgement:
    return Judgement(
        claim.number,
        person.name,
        check.created_at,
        check.status,
        check.code,
        check.reason or "",
        check.blind,
        claim.status,
        claim.status_code,
    )


def _status_then(session: Session, claim: Claim, check: Check) -> Status | None:
    """The desk's status when a check came in; None where it was not settled, or is not known any more."""
    then = _image_then(session, claim, check)
    status = Status(then["status"]) if then else None
    return status if status and status.settled else None


def _image_then(session: Session, claim: Claim, check: Check) -> dict[str, Any] | None:
    """The claim when a check came in: its first image that has the judgement; None where that was redacted."""
    query = (
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.subject == claim.uid, Event.at >= check.created_at)
        .order_by(Event.seq)
    )
    for body in session.scalars(query):
        if body is None:
            return None
        image: dict[str, Any] = json.loads(body)["after"]
        if any(row["uid"] == check.uid and row["status"] == check.status for row in image.get("checks", ())):
            return image
    return None
