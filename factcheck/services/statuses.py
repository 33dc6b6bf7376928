"""Set a verification status, and know what it was given for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from factcheck.core.dates import parse_date
from factcheck.core.fields import check_text
from factcheck.core.fingerprint import FIGURE_PARTS, claim_fingerprint, evidence_parts
from factcheck.core.rules import find_lacks
from factcheck.core.words import Anchored, Status, UnverifiableCode, Waiting
from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Article, Capture, Claim, Evidence
from factcheck.services.work import Work

#: How a place was found again where a status must be looked at anew.
DOUBTFUL = (Anchored.EDITED, Anchored.CHANGED)


def parse_status(word: str) -> tuple[Status, UnverifiableCode | None]:
    """A status as people type it; a code of ``unverifiable`` means that status with that code.

    Raises:
        BadInputError: listing the words there are.
    """
    low = word.strip().lower().replace("_", "-").replace(" ", "-")
    if low in set(UnverifiableCode):
        return Status.UNVERIFIABLE, UnverifiableCode(low)
    if low in set(Status):
        return Status(low), None
    raise BadInputError(
        f"'{word}' is not a status", hint=f"one of: {', '.join(Status)}; or a code: {', '.join(UnverifiableCode)}"
    )


def set_status(
    work: Work,
    claims: Iterable[Claim],
    status: Status,
    *,
    code: UnverifiableCode | None = None,
    reason: str | None = None,
    waiting: Waiting | None = None,
    until: str | None = None,
) -> list[Claim]:
    """Give the claims a status, all of them or none.

    A settled status keeps a fingerprint of what it was given for. ``unverified`` takes reason and code away. A claim
    in review may wait for somebody until a day (``2026-12-03``, or a month or year and then its last day); every
    status set anew ends the waiting.

    Raises:
        RefusedError: naming for each claim what the status lacks.
        BadInputError: a code where the status has none, somebody to wait for where nothing is in review, or no date.
    """
    if code is not None and status is not Status.UNVERIFIABLE:
        raise BadInputError(f"only unverifiable has a code, {status} has none", hint="leave --code out")
    if waiting is not None and status is not Status.IN_REVIEW:
        raise BadInputError(
            f"only what is in review waits for somebody; {status} does not", hint="leave --waiting and --until out"
        )
    if until is not None:
        if waiting is None:
            raise BadInputError(
                "nobody is named to wait for until then",
                hint="add --waiting source, --waiting reply or --waiting writer",
            )
        until = parse_date(until)
    check_text(reason or "", "the reason")
    wanted = list(claims)
    problems = []
    for claim in wanted:
        if claim.dropped:
            problems.append(f"{claim.number} was dropped")
            continue
        lacks = find_lacks(status, reason=reason, code=code, read=stances_read(claim))
        if lacks:
            problems.append(f"{claim.number} cannot be {status}: it lacks {' and '.join(lacks)}")
    if problems:
        rest = (
            f" (nothing was changed for the other {len(wanted) - len(problems)})" if len(wanted) > len(problems) else ""
        )
        raise RefusedError(
            "\n  ".join(problems) + rest, hint=f"factcheck evidence add {wanted[0].number} URL --for … | --against …"
        )
    for claim in wanted:
        claim.waiting, claim.waiting_until = waiting, until
        _apply(work, claim, status, code, reason)
    return wanted


def _apply(work: Work, claim: Claim, status: Status, code: UnverifiableCode | None, reason: str | None) -> None:
    claim.status = status
    claim.status_code = code
    claim.status_reason = (reason or "").strip() or None
    claim.status_by = work.person
    claim.status_at = work.at
    work.session.flush()
    claim.fingerprint = fingerprint_of(claim) if status.settled else None
    work.touch(claim, claim.status_reason or "")


def uphold(work: Work, claim: Claim, *, reopen: bool) -> None:
    """After a change: refuse it where the claim's status could not stand any more, or reopen the claim.

    Raises:
        RefusedError: the status would lack something and ``reopen`` is false.
    """
    if not claim.status.settled:
        return
    work.session.flush()
    lacks = find_lacks(claim.status, reason=claim.status_reason, code=claim.status_code, read=stances_read(claim))
    if not lacks:
        return
    if not reopen:
        raise RefusedError(
            f"after this, claim {claim.number} could not stay {claim.status}: it would lack {' and '.join(lacks)}",
            hint="add --reopen to take it back to in-review",
        )
    _apply(work, claim, Status.IN_REVIEW, None, claim.status_reason)


def stances_read(claim: Claim) -> list[Any]:
    """The stances of the items that were read and not dropped."""
    return [item.stance for item in claim.items if item.read]


def is_stale(claim: Claim) -> bool:
    """Whether what a settled status was given for has changed since."""
    return claim.status.settled and claim.fingerprint != fingerprint_of(claim)


def is_stale_in(claim: Claim, article: Article | None = None) -> bool:
    """Whether a settled status no longer stands on what it was given for: the claim's grounds, or the article's words.

    Of all articles that make the claim, or of one: where a new version words it otherwise, it is stale there alone.
    """
    return is_stale(claim) or any(
        is_place_stale(each.anchored, each.created_at, settled=claim.status.settled, status_at=claim.status_at)
        for each in claim.appearances
        if each.version is each.version.article.current
        and article in (None, each.version.article)
        and not each.version.article.dropped
    )


def is_place_stale(anchored: str | None, placed_at: datetime, *, settled: bool, status_at: datetime | None) -> bool:
    """Whether a place's words are others than those a settled status was given for.

    They are where a new version brought them edited or changed, and neither was the status set since nor has a checker
    said that the claim still stands there (``joining.confirm_places``, which puts a place of its own).
    """
    return settled and anchored in DOUBTFUL and (status_at is None or status_at <= placed_at)


def fingerprint_of(claim: Claim) -> str:
    """The fingerprint of a claim as it stands (DESIGN: a tick knows what it ticked). No integer ids, no floats."""
    return claim_fingerprint(
        claim,
        figures=[[getattr(each, part) for part in FIGURE_PARTS] for each in claim.figures],
        evidence=[
            evidence_parts(
                item,
                document=item.document.uid,
                origin=origin_uid(item),
                retracted=item.document.retracted,
                capture=_capture_hash(item),
            )
            for item in claim.items
        ],
    )


def origin_uid(item: Evidence) -> str | None:
    """The uid of the source or document this finding derives from: its own origin, else its document's."""
    for thing in (item, item.document):
        if thing.origin_source is not None:
            return thing.origin_source.uid
        if thing.origin_document is not None:
            return thing.origin_document.uid
    return None


def _capture_hash(item: Evidence) -> str | None:
    if item.capture_id is None:
        return None
    from sqlalchemy.orm import object_session

    session = object_session(item)
    assert session is not None
    return session.scalar(select(Capture.sha256).where(Capture.id == item.capture_id))
