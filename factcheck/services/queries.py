"""Queries to the writer: ask, and record what became of them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import check_text
from factcheck.core.words import Outcome
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.models import AuthorQuery, Claim
from factcheck.services.claims import appearances_in, refuse_dropped, went_with_article
from factcheck.services.work import Work


def ask_writer(
    work: Work, claim: Claim, proposed: str | None, *, now: str | None = None, reason: str | None = None
) -> AuthorQuery:
    """Ask the writer to change the words of a claim. Without ``now`` they are the claim's whole quote.

    Raises:
        BadInputError: there is neither a proposal nor a reason, or ``now`` is not in the quote's article.
    """
    refuse_dropped(claim)
    for text, what in ((proposed, "the proposed words"), (now, "the words as they are"), (reason, "the reason")):
        check_text(text or "", what)
    if not (proposed or "").strip() and not (reason or "").strip():
        raise BadInputError("a query needs words to propose or a reason", hint='--change "…" --because "…"')
    query = AuthorQuery(
        uid=work.new_uid(),
        item=max((each.item for each in claim.queries), default=0) + 1,
        now=_words_now(claim, now),
        proposed=(proposed or "").strip() or None,
        reason=(reason or "").strip() or None,
        created_by_id=work.person.id if work.person else None,
        created_at=work.at,
    )
    claim.queries.append(query)
    work.touch(claim)
    return query


def _words_now(claim: Claim, now: str | None) -> str:
    """The article's words a query is about, checked to stand in the article."""
    places = appearances_in(claim)
    if now is None:
        return places[0].exact if places else claim.wording
    if not any(now in place.version.text for place in places):
        raise BadInputError(f"“{now}” is not in the article", hint="copy the words: factcheck article text")
    return now


def settle_query(
    work: Work, claim: Claim, outcome: Outcome, *, item: int | None = None, reason: str = ""
) -> AuthorQuery:
    """Record what became of a query: the one open query of the claim, or the one ``item`` names.

    Raises:
        NotFoundError: there is no such query.
        RefusedError: several are open, or none is, or the claim was dropped.
    """
    refuse_dropped(claim)
    if item is not None:
        found = [each for each in claim.queries if each.item == item]
        if not found:
            raise NotFoundError(
                f"claim {claim.number} has no query {item}", hint=f"factcheck query list {claim.number}"
            )
    else:
        found = [each for each in claim.queries if each.outcome is Outcome.OPEN]
        if len(found) != 1:
            what = "no open query" if not found else f"{len(found)} open queries"
            raise RefusedError(
                f"claim {claim.number} has {what}", hint=f"say which with --item: factcheck query list {claim.number}"
            )
    query = found[0]
    query.outcome = outcome
    query.outcome_by_id = work.person.id if work.person and outcome is not Outcome.OPEN else None
    query.outcome_at = work.at if outcome is not Outcome.OPEN else None
    work.touch(claim, reason)
    return query


def list_queries(
    session: Session, *, numbers: list[int] | None = None, outcome: Outcome | None = None
) -> list[tuple[Claim, AuthorQuery]]:
    """Queries with their claims in order of claim number, without claims that were dropped, or went with an article."""
    query = (
        select(Claim, AuthorQuery)
        .join(AuthorQuery)
        .where(Claim.dropped.is_(False))
        .order_by(Claim.number, AuthorQuery.item)
    )
    if numbers:
        query = query.where(Claim.number.in_(numbers))
    if outcome is not None:
        query = query.where(AuthorQuery.outcome == outcome)
    return [(claim, each) for claim, each in session.execute(query) if numbers or not went_with_article(claim)]


def query_data(claim: Claim, query: AuthorQuery) -> dict[str, Any]:
    """A query as JSON data."""
    return {
        "claim": claim.number,
        "item": query.item,
        "now": query.now,
        "proposed": query.proposed,
        "reason": query.reason,
        "outcome": query.outcome,
        "asked_at": query.created_at,
    }
