"""Claims as rows of a list: only the columns a list shows, in one query."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from factcheck.core.words import AttributionKind, Kind, Outcome, Priority, Status, UnverifiableCode, Waiting
from factcheck.models import Article, AuthorQuery, Source, VersionText
from factcheck.services.loading import CLAIMS, PLACED, PLACES, SAYINGS, VERSIONS
from factcheck.services.tallies import Tally
from factcheck.services.veil import veil_of

_ARTICLES, _SOURCES = Article.__table__, Source.__table__
_QUERIES, _TEXTS = AuthorQuery.__table__, VersionText.__table__
_OWN = ("id", "number", "status", "status_code", "priority", "kind", "wording", "waiting", "waiting_until")


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in a list. ``said_by`` is empty in the article's own voice.

    ``article`` is the number of the article of its first place, 0 where it has none. ``start`` is that place's offset
    in its version, ``None`` where it has none. ``waiting`` and ``waiting_until`` are those of a claim in review.
    ``blind``: whoever reads is to check it blind, and what the desk holds of it is hidden.
    """

    id: int
    number: int
    status: Status
    code: UnverifiableCode | None
    priority: Priority
    kind: Kind | None
    wording: str
    version_id: int | None
    start: int | None
    article: int
    quote: str
    said_by: str
    hedged: bool
    query_open: bool
    waiting: Waiting | None
    waiting_until: str | None
    blind: bool = False


def list_rows(session: Session, claims: Select[int]) -> list[Row]:
    """The rows of the claims a query of ``select_claims`` finds, in its order, each claim once."""
    rows: dict[int, Row] = {}
    veil = veil_of(session)
    for found in session.execute(_with_columns(claims)):
        if found.id in rows:
            continue
        nameless = "unnamed" if found.said is AttributionKind.ANONYMOUS else ""
        rows[found.id] = Row(
            id=found.id,
            number=found.number,
            status=found.status,
            code=found.status_code,
            priority=found.priority,
            kind=found.kind,
            wording=found.wording,
            version_id=found.version_id,
            start=found.start,
            article=found.article or 0,
            quote=found.exact or "",
            said_by=found.speaker or nameless,
            hedged=bool(found.hedged),
            query_open=found.query_open,
            waiting=found.waiting,
            waiting_until=found.waiting_until,
            blind=veil is not None and found.id in veil.claims,
        )
    return list(rows.values())


def paragraphs_of(session: Session, rows: Sequence[Row]) -> dict[int, int]:
    """The number of the paragraph each claim first stands in, by claim number; 0 where it has no place."""
    from factcheck.core.text import paragraphs

    versions = {row.version_id for row in rows} - {None}
    texts = session.execute(select(_TEXTS.c.version_id, _TEXTS.c.text).where(_TEXTS.c.version_id.in_(versions)))
    # A redacted text has no paragraphs any more, and every place in it is in paragraph 0.
    starts = {version: [span.start for span in paragraphs(text or "")] for version, text in texts}
    starts[None] = []
    return {row.number: bisect_right(starts[row.version_id], row.start or 0) for row in rows}


def count_listed(session: Session, claims: Select[int]) -> int:
    """How many claims a query of ``select_claims`` finds, each counted once."""
    found = claims.order_by(None).distinct().subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def row_data(row: Row, tally: Tally, paragraph: int, second: str | None) -> dict[str, Any]:
    """A row as JSON data; ``supports`` and ``refutes`` count items that were read, ``second`` is its second check."""
    return {
        "number": row.number,
        "status": row.status,
        "code": row.code,
        "stale": tally.stale,
        "blind": row.blind,
        "second_check": second,
        "priority": row.priority,
        "kind": row.kind,
        "supports": tally.weights.supporting.items,
        "refutes": tally.weights.against.items,
        "independent": len(tally.weights.supporting.independent),
        "wording": row.wording,
        "article": f"a{row.article}",
        "paragraph": paragraph,
        "quote": row.quote,
        "said_by": row.said_by,
        "hedged": row.hedged,
        "query_open": row.query_open,
        "waiting": row.waiting,
        "waiting_until": row.waiting_until,
    }


def _with_columns(claims: Select[int]) -> Select[Any]:
    """The query with the columns of a row."""
    asked = (
        select(_QUERIES.c.id)
        .where(_QUERIES.c.claim_id == CLAIMS.c.id, _QUERIES.c.outcome == Outcome.OPEN)
        .exists()
        .label("query_open")
    )
    said = (
        PLACED.outerjoin(SAYINGS, SAYINGS.c.appearance_id == PLACES.c.id)
        .outerjoin(_SOURCES, _SOURCES.c.id == SAYINGS.c.speaker_id)
        .outerjoin(VERSIONS, VERSIONS.c.id == PLACES.c.version_id)
        .outerjoin(_ARTICLES, _ARTICLES.c.id == VERSIONS.c.article_id)
    )
    return claims.select_from(said).with_only_columns(
        *(CLAIMS.c[name] for name in _OWN),
        *(PLACES.c[name] for name in ("version_id", "start", "exact")),
        _ARTICLES.c.number.label("article"),
        _SOURCES.c.name.label("speaker"),
        SAYINGS.c.kind.label("said"),
        SAYINGS.c.hedged,
        asked,
    )
