"""Claims as rows of a list: only the columns a list shows, in one query."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.text import locate
from factcheck.core.words import AttributionKind, Kind, Outcome, Priority, Status, UnverifiableCode
from factcheck.models import Appearance, Article, Attribution, AuthorQuery, Claim, Source, Version, VersionText
from factcheck.services.loading import ClaimQuery


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
    sentence: int
    quote: str
    said_by: str
    hedged: bool
    query_open: bool

    def data(self) -> dict[str, Any]:
        """The row as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"article": f"a{self.article}"}


def list_rows(session: Session, claims: ClaimQuery) -> list[Row]:
    """The rows of the claims a query selects, in its order, each claim once."""
    asked = select(AuthorQuery.id).where(AuthorQuery.claim_id == Claim.id, AuthorQuery.outcome == Outcome.OPEN).exists()
    query = (
        claims.outerjoin(Attribution, Attribution.appearance_id == Appearance.id)
        .outerjoin(Source, Source.id == Attribution.speaker_id)
        .outerjoin(Version, Version.id == Appearance.version_id)
        .outerjoin(Article, Article.id == Version.article_id)
        .with_only_columns(
            Claim.number,
            Claim.status,
            Claim.status_code,
            Claim.priority,
            Claim.kind,
            Claim.wording,
            Article.number,
            Version.id,
            Appearance.start,
            Appearance.exact,
            Source.name,
            Attribution.kind,
            Attribution.hedged,
            asked,
        )
    )
    texts: dict[int, str] = {}
    rows: dict[int, Row] = {}
    for (
        number,
        status,
        code,
        priority,
        kind,
        wording,
        article,
        version,
        start,
        exact,
        speaker,
        said,
        hedged,
        open_,
    ) in session.execute(query):
        if number in rows:
            continue
        if version is not None and version not in texts:
            texts[version] = session.scalar(select(VersionText.text).where(VersionText.version_id == version)) or ""
        paragraph, sentence = locate(texts[version], start) if version is not None and texts[version] else (0, 0)
        nameless = "unnamed" if said is AttributionKind.ANONYMOUS else ""
        rows[number] = Row(
            number, status, code, priority, kind, wording, article or 0, paragraph, sentence, exact or "",
            speaker or nameless, bool(hedged), bool(open_),
        )  # fmt: skip
    return list(rows.values())
