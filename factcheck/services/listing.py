"""Claims as rows of a list: only the columns a list shows, in one query."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from factcheck.core.text import paragraphs
from factcheck.core.words import AttributionKind, Kind, Outcome, Priority, Status, UnverifiableCode
from factcheck.models import Article, AuthorQuery, Source, VersionText
from factcheck.services.loading import CLAIMS, PLACED, PLACES, SAYINGS, VERSIONS

_ARTICLES, _SOURCES = Article.__table__, Source.__table__
_QUERIES, _TEXTS = AuthorQuery.__table__, VersionText.__table__


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in a list. ``said_by`` is empty in the article's own voice; ``paragraph`` is 0 where it has no place."""

    number: int
    status: Status
    code: UnverifiableCode | None
    priority: Priority
    kind: Kind | None
    wording: str
    article: int
    paragraph: int
    quote: str
    said_by: str
    hedged: bool
    query_open: bool

    def data(self) -> dict[str, Any]:
        """The row as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"article": f"a{self.article}"}


def list_rows(session: Session, claims: Select[int]) -> list[Row]:
    """The rows of the claims a query of ``select_claims`` finds, in its order, each claim once."""
    texts: dict[int, str] = {}
    rows: dict[int, Row] = {}
    for found in session.execute(_with_columns(claims)):
        if found.number in rows:
            continue
        version = found.version_id
        if version is not None and version not in texts:
            texts[version] = session.scalar(select(_TEXTS.c.text).where(_TEXTS.c.version_id == version)) or ""
        nameless = "unnamed" if found.said is AttributionKind.ANONYMOUS else ""
        rows[found.number] = Row(
            number=found.number,
            status=found.status,
            code=found.status_code,
            priority=found.priority,
            kind=found.kind,
            wording=found.wording,
            article=found.article or 0,
            paragraph=_paragraph(texts[version], found.start) if version is not None else 0,
            quote=found.exact or "",
            said_by=found.speaker or nameless,
            hedged=bool(found.hedged),
            query_open=found.query_open,
        )
    return list(rows.values())


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
        *(CLAIMS.c[name] for name in ("number", "status", "status_code", "priority", "kind", "wording")),
        *(PLACES.c[name] for name in ("version_id", "start", "exact")),
        _ARTICLES.c.number.label("article"),
        _SOURCES.c.name.label("speaker"),
        SAYINGS.c.kind.label("said"),
        SAYINGS.c.hedged,
        asked,
    )


def _paragraph(text: str, start: int) -> int:
    """The number of the paragraph that holds an offset; 0 where the text was redacted."""
    return sum(span.start <= start for span in paragraphs(text))
