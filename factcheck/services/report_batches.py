"""Read the rows that a report is made of, some articles at a time: a few queries each, whatever the number of claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, FromClause, Text, bindparam, false, func, select, type_coerce

from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    AttributionVia,
    AuthorQuery,
    Capture,
    Claim,
    ClaimAlias,
    ClaimTag,
    Document,
    DocumentVia,
    Evidence,
    EvidenceVia,
    Figure,
    Note,
    Person,
    Relation,
    Source,
    Version,
    VersionText,
)
from factcheck.models.types import TextList, Word, WordList
from factcheck.services import report_rows as rows
from factcheck.services.signoffs import signoffs_of

R = TypeVar("R", bound=NamedTuple)

_PLACES, _SAYINGS, _ITEMS = Appearance.__table__, Attribution.__table__, Evidence.__table__
_ARTICLES, _VERSIONS, _TEXTS = Article.__table__, Version.__table__, VersionText.__table__
_DOCUMENTS, _CAPTURES, _PEOPLE = Document.__table__, Capture.__table__, Person.__table__
#: Quotes read at a time, where one article does not hold more: what is in memory stays small.
_QUOTES = 1000
#: Values in one IN (…).
_MANY = 500

# What the queries of a batch choose from: its versions, their claims, and the evidence of those.
_PLACED = _PLACES.c.version_id.in_(bindparam("versions", expanding=True))
CLAIM_IDS = select(_PLACES.c.claim_id).where(_PLACED)
_KEPT = (_ITEMS.c.claim_id.in_(CLAIM_IDS), _ITEMS.c.dropped.is_(False))


def read_sources(connection: Connection) -> dict[int, rows.SourceRow]:
    """Every source of the desk by its row id."""
    found = connection.execute(select(*_columns(rows.SourceRow, Source.__table__)))
    return {row.id: row for row in map(rows.SourceRow._make, found)}


def read_people(connection: Connection) -> dict[int, str]:
    """The names of the people of the desk by row id."""
    return {row.id: row.name for row in connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.name))}


def read_batches(connection: Connection, article_ids: Sequence[int]) -> Iterator["Batch"]:
    """The articles with these row ids in this order, as many at a time as their quotes fill a batch."""
    batch: list[int] = []
    room = _QUOTES
    for version, quotes in _newest(connection, article_ids):
        if batch and quotes > room:
            yield Batch(connection, batch)
            batch, room = [], _QUOTES
        batch.append(version)
        room -= quotes
    if batch:
        yield Batch(connection, batch)


def _newest(connection: Connection, article_ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The row id of each article's newest version, and how many quotes it has."""
    quotes = select(func.count()).where(_PLACES.c.version_id == _VERSIONS.c.id).scalar_subquery()
    kept = _VERSIONS.c.dropped.is_(false())
    heads = select(_VERSIONS.c.article_id, _VERSIONS.c.id, quotes).where(kept).order_by(_VERSIONS.c.number)
    for start in range(0, len(article_ids), _MANY):
        wanted = article_ids[start : start + _MANY]
        found = connection.execute(heads.where(_VERSIONS.c.article_id.in_(wanted)))
        newest = {article: (version, count) for article, version, count in found}  # an article's last row stays
        yield from (newest[article] for article in wanted)


class Batch:
    """All rows that tell of some versions of articles; those of a claim by its row id, in the order to tell them."""

    def __init__(self, connection: Connection, versions: Sequence[int]) -> None:
        self.connection = connection
        self.versions = versions
        articles = {row.version_id: row for row in self._read(rows.ArticleRow, _articles())}
        self.articles = [articles[version] for version in versions]
        self.published = {article: (number, on) for article, number, on in self._run(_published())}
        self.claims = {row.id: row for row in self._read(rows.ClaimRow, _claims())}
        self.places = _grouped(self._read(rows.PlaceRow, _places()))
        self.items = self._of_claims(rows.ItemRow, _ITEMS, "item")
        self.figures = self._of_claims(rows.FigureRow, Figure.__table__, "position")
        self.queries = self._of_claims(rows.QueryRow, AuthorQuery.__table__, "item")
        self.notes = self._of_claims(rows.NoteRow, Note.__table__, "uid")
        self.relations = self._of_claims(rows.RelationRow, Relation.__table__, "id")
        self.signoffs = signoffs_of(connection, list(self.claims))
        self.tags = self._of_claims(rows.TagRow, ClaimTag.__table__, "tag")
        self.aliases = self._of_claims(rows.AliasRow, ClaimAlias.__table__, "number")
        self.documents = {row.id: row for row in self._read(rows.DocumentRow, _documents())}
        self.origins = self._documents_behind()
        self.said_via = self._vias(AttributionVia.__table__, "attribution_id")
        self.item_via = self._vias(EvidenceVia.__table__, "evidence_id")
        self.document_via = self._vias(DocumentVia.__table__, "document_id")
        self.captures: dict[int | None, str] = {row.id: row.sha256 for row in self._run(_captures())}

    def _run(self, query: Any) -> Any:
        return self.connection.execute(query, {"versions": self.versions}).all()

    def _read(self, row: type[R], query: Any) -> Iterable[R]:
        return map(row._make, self._run(query))

    def _of_claims(self, row: type[R], table: FromClause, order: str) -> dict[int, list[R]]:
        """The rows of a table that belong to the claims and were not dropped, by claim."""
        return _grouped(self._read(row, _parts(row, table, order)))

    def _vias(self, table: FromClause, owner: str) -> dict[int, list[int]]:
        """The row ids of the sources that statements, items or documents came through, by the row id of these."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, source in self._run(_passed(table, owner)):
            found[key].append(source)
        return found

    def _documents_behind(self) -> dict[int, rows.DocumentRow]:
        """The documents cited, and those that they or the findings go back to."""
        found = dict(self.documents)
        wanted = {row.origin_document_id for row in found.values()}
        wanted |= {item.origin_document_id for items in self.items.values() for item in items}
        while missing := sorted(wanted - found.keys() - {None})[:_MANY]:  # type: ignore[type-var]
            query = select(*_columns(rows.DocumentRow, _DOCUMENTS)).where(_DOCUMENTS.c.id.in_(missing))
            for row in map(rows.DocumentRow._make, self.connection.execute(query)):
                found[row.id] = row
                wanted.add(row.origin_document_id)
        return found


def _grouped(found: Iterable[R]) -> dict[int, list[R]]:
    """Rows by their first column."""
    groups: dict[int, list[R]] = defaultdict(list)
    for row in found:
        groups[row[0]].append(row)
    return groups


def _columns(row: type[NamedTuple], *tables: FromClause, **others: Any) -> list[Any]:
    """The columns that a class of rows names, from the first table that has each."""
    found = []
    for name in row._fields:
        column = others[name] if name in others else next(table.c[name] for table in tables if name in table.c)
        words = isinstance(column.type, Word | TextList | WordList)
        found.append(type_coerce(column, Text) if words else column)
    return found


@cache
def _articles() -> Any:
    columns = _columns(
        rows.ArticleRow, _ARTICLES, _VERSIONS, _TEXTS, version_id=_VERSIONS.c.id, version=_VERSIONS.c.number
    )
    tables = _VERSIONS.join(_ARTICLES, _ARTICLES.c.id == _VERSIONS.c.article_id)
    joined = tables.join(_TEXTS, _TEXTS.c.version_id == _VERSIONS.c.id)
    return select(*columns).select_from(joined).where(_VERSIONS.c.id.in_(bindparam("versions", expanding=True)))


@cache
def _published() -> Any:
    """Number and day of the versions that were published, of the articles of the batch; an article's newest last."""
    shown = _VERSIONS.alias("shown")
    ours = select(shown.c.article_id).where(shown.c.id.in_(bindparam("versions", expanding=True)))
    columns = (_VERSIONS.c.article_id, _VERSIONS.c.number, _VERSIONS.c.published_on)
    published = _VERSIONS.c.published_on.is_not(None) & _VERSIONS.c.dropped.is_(false())
    return select(*columns).where(published, _VERSIONS.c.article_id.in_(ours)).order_by(_VERSIONS.c.number)


@cache
def _claims() -> Any:
    return select(*_columns(rows.ClaimRow, Claim.__table__)).where(Claim.__table__.c.id.in_(CLAIM_IDS))


@cache
def _places() -> Any:
    joined = _PLACES.join(_SAYINGS, _SAYINGS.c.appearance_id == _PLACES.c.id)
    columns = _columns(rows.PlaceRow, _PLACES, _SAYINGS, said_id=_SAYINGS.c.id)
    return select(*columns).select_from(joined).where(_PLACED).order_by(_PLACES.c.start, _PLACES.c.end)


@cache
def _parts(row: type[NamedTuple], table: FromClause, order: str) -> Any:
    query = (
        select(*_columns(row, table)).where(table.c.claim_id.in_(CLAIM_IDS)).order_by(table.c.claim_id, table.c[order])
    )
    return query.where(table.c.dropped.is_(false())) if "dropped" in table.c else query


@cache
def _documents() -> Any:
    cited = select(_ITEMS.c.document_id).where(*_KEPT)
    return select(*_columns(rows.DocumentRow, _DOCUMENTS)).where(_DOCUMENTS.c.id.in_(cited))


@cache
def _captures() -> Any:
    seen = select(_ITEMS.c.capture_id).where(*_KEPT)
    return select(_CAPTURES.c.id, _CAPTURES.c.sha256).where(_CAPTURES.c.id.in_(seen))


@cache
def _passed(table: FromClause, owner: str) -> Any:
    owners = {
        "attribution_id": select(_SAYINGS.c.id).join(_PLACES, _PLACES.c.id == _SAYINGS.c.appearance_id).where(_PLACED),
        "evidence_id": select(_ITEMS.c.id).where(*_KEPT),
        "document_id": select(_ITEMS.c.document_id).where(*_KEPT),
    }
    column = table.c[owner]
    return select(column, table.c.source_id).where(column.in_(owners[owner])).order_by(column, table.c.position)
