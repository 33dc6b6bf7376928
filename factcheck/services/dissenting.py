"""How far second judgements agree with the desk, and who holds something else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
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
    found = []
    for check, claim, person in _given(session, article):
        judgement = _judgement(check, claim, person)
        came_round = select(Signoff.id).where(
            Signoff.claim_id == claim.id, Signoff.person_id == person.id, Signoff.created_at > check.created_at
        )
        if judgement.differs and session.scalar(came_round.limit(1)) is None:
            found.append(judgement)
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
    """The desk's status when a check came in: the one in the first image of the claim that has its judgement."""
    query = (
        select(EventPayload.body)
        .join(Event, (Event.desk == EventPayload.desk) & (Event.seq == EventPayload.seq))
        .where(Event.subject == claim.uid, Event.at >= check.created_at)
        .order_by(Event.seq)
    )
    for body in session.scalars(query):
        if body is None:
            return None
        image = json.loads(body)["after"]
        if any(row["uid"] == check.uid and row["status"] == check.status for row in image.get("checks", ())):
            status = Status(image["status"])
            return status if status.settled else None
    return None
