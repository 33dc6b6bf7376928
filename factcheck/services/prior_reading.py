"""Prior checks as matching and its index read them, and how many statements there are to compare with."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from factcheck.models import Article, PriorCheck, PriorSet

#: The texts of a prior check, as its digest spells them.
TEXTS = ("claim", "title", "summary", "publisher", "url", "date", "rating")
#: What is compared: the checks of sets in use, but for what was redacted. The set is to be joined.
IN_USE = (~PriorSet.dropped, ~PriorCheck.redacted)
_BATCH = 500


def check_data(number: int, check: PriorCheck) -> dict[str, Any]:
    """A prior check as JSON data; ``number`` is its set's."""
    return {"ref": f"{number}.{check.position}"} | {name: getattr(check, name) for name in TEXTS}


def fields_of_prior(check: PriorCheck) -> tuple[str, ...]:
    """What is indexed and compared of a prior check: the claim first, then title and summary."""
    return tuple(text for text in (check.claim, check.title, check.summary) if text)


def checks_in_use(session: Session, set_id: int | None = None) -> Iterator[PriorCheck]:
    """The prior checks of the sets in use, or of one of them, in order, but for what was redacted; a few in memory at a time."""
    query = select(PriorCheck).join(PriorSet, PriorSet.id == PriorCheck.set_id).where(*IN_USE)
    if set_id is not None:
        query = query.where(PriorSet.id == set_id)
    return in_batches(session, query)


def count_compared(session: Session, *, article: Article | None = None) -> tuple[int, int]:
    """How many claims and prior checks a question is compared with; with ``article`` its claims and nothing else."""
    from factcheck.services.loading import CLAIMS, select_claims  # every change to the desk comes by this module

    listed = select_claims(session, article=article).order_by(None)
    claims = session.scalar(select(func.count()).select_from(CLAIMS).where(CLAIMS.c.id.in_(listed))) or 0
    if article is not None:
        return claims, 0
    priors = select(func.count()).select_from(PriorCheck).join(PriorSet, PriorSet.id == PriorCheck.set_id)
    return claims, session.scalar(priors.where(*IN_USE)) or 0


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
