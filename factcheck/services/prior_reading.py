"""Prior checks as matching and its index read them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from factcheck.models import PriorCheck, PriorSet

#: The texts of a prior check, as its digest spells them.
TEXTS = ("claim", "title", "summary", "publisher", "url", "date", "rating")
_BATCH = 500


def check_data(number: int, check: PriorCheck) -> dict[str, Any]:
    """A prior check as JSON data; ``number`` is its set's."""
    return {"ref": f"{number}.{check.position}"} | {name: getattr(check, name) for name in TEXTS}


def fields_of_prior(check: PriorCheck) -> tuple[str, ...]:
    """What is indexed and compared of a prior check: the claim first, then title and summary."""
    return tuple(text for text in (check.claim, check.title, check.summary) if text)


def checks_in_use(session: Session, set_id: int | None = None) -> Iterator[PriorCheck]:
    """The prior checks of the sets in use, or of one of them, in order, but for what was redacted; a few in memory at a time."""
    query = (
        select(PriorCheck)
        .join(PriorSet, PriorSet.id == PriorCheck.set_id)
        .where(~PriorSet.dropped, ~PriorCheck.redacted)
    )
    if set_id is not None:
        query = query.where(PriorSet.id == set_id)
    return in_batches(session, query)


def in_batches(session: Session, query: Select[PriorCheck]) -> Iterator[PriorCheck]:
    """The checks that a query finds, in order of row id, with no cursor left open."""
    last = 0
    while True:
        some = session.scalars(query.where(PriorCheck.id > last).order_by(PriorCheck.id).limit(_BATCH)).all()
        if not some:
            return
        last = some[-1].id
        for check in some:
            yield check
            session.expunge(check)
