"""The desk's policy: what it asks of its own work, set by event and read where it counts."""

import shlex
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.policies import DEFAULT, POLICIES, PolicyKey, find_key
from factcheck.core.scale import Rating, parse_scale
from factcheck.errors import UsageError
from factcheck.models import Claim, Policy
from factcheck.services.desks import get_desk
from factcheck.services.work import Work

_POLICIES = Policy.__table__


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A rule as it stands: ``by_desk`` says whether the desk set it, else its default holds."""

    key: str
    value: str
    by_desk: bool
    rule: PolicyKey


def get_policy(session: Session, key: str) -> str:
    """The value of a rule: what the desk set, else its default.

    Raises:
        NotFoundError: there is no such rule.
    """
    rule = find_key(key)
    found = session.scalar(select(_POLICIES.c.value).where(_POLICIES.c.key == key))
    return rule.default if found is None else str(found)


def get_count(session: Session, key: str) -> int:
    """The value of a rule that takes a number."""
    return int(get_policy(session, key))


def find_rating(session: Session, claim: Claim) -> Rating | None:
    """A claim's status on the desk's publishing scale; ``None`` where the scale has no such status, or there is none."""
    return parse_scale(get_policy(session, "scale")).get(claim.status) if claim.status.settled else None


def list_policies(session: Session) -> list[PolicyValue]:
    """Every rule as it stands, in the order of ``core/policies.py``; of a family only what the desk set.

    What an older program set and this one does not know is left out: nothing here goes by it.
    """
    rows = select(_POLICIES.c.key, _POLICIES.c.value).order_by(_POLICIES.c.key)
    given: dict[str, str] = dict(session.execute(rows).all())
    found = []
    for rule in POLICIES:
        keys = [key for key in given if key.startswith(rule.key)] if rule.key.endswith(".") else [rule.key]
        found += [PolicyValue(key, given.get(key, rule.default), key in given, rule) for key in keys]
    return found


def set_policy(work: Work, key: str, value: str, *, because: str | None) -> PolicyValue:
    """Set a rule; ``default`` takes the desk's own value away.

    Raises:
        NotFoundError: there is no such rule.
        BadInputError: it does not take that value.
        UsageError: nobody said why.
    """
    key = key.strip()
    rule = find_key(key)
    wanted = None if value.strip().lower() == DEFAULT else rule.parse(value)
    if not (because or "").strip():
        raise UsageError(
            "a change of policy needs a reason", hint=f"factcheck policy set {key} {shlex.quote(value)} --because 'WHY'"
        )
    desk = get_desk(work.session)
    row = work.session.scalar(select(Policy).where(Policy.desk_id == desk.id, Policy.key == key))
    if wanted is None:
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(Policy(desk_id=desk.id, key=key, value=wanted))
    else:
        row.value = wanted
    work.touch(desk, (because or "").strip())
    return PolicyValue(key, wanted or rule.default, wanted is not None, rule)
