"""After-images: the full state of an aggregate as plain values, read from its tables.

What belongs to an image is said by ``Table.info`` on the models (see ``models/base.py``): every column of the root
row and of all its parts, integer ids left out, foreign keys written as the uid they lead to. So a new column is in
the history the day it is added, and the same code serves the writing of events and the proof that the rows still
equal them. One that was added to desks in use is left out while it says nothing new: ``said`` and ``value_in`` are the
two places that know of it; of one that a migration filled, ``as_far_as_told`` is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from factcheck.core.canonical import canonical, plain
from factcheck.models import Base

Image = dict[str, Any]

#: Values in one IN (…): SQLite takes 32,766, and plans short lists better.
_BATCH = 500


@cache
def roots() -> Mapping[str, Table]:
    """The root table of each kind of aggregate, by its word."""
    tables = Base.metadata.sorted_tables
    return {table.info["aggregate"]: table for table in tables if "aggregate" in table.info}


@cache
def parts(table: Table) -> tuple[tuple[Table, str], ...]:
    """The tables whose rows belong to rows of ``table``, each with the foreign key that says so."""
    found = []
    for other in Base.metadata.sorted_tables:
        parent = other.info.get("parent")
        if parent and next(iter(other.c[parent].foreign_keys)).column.table is table:
            found.append((other, parent))
    return tuple(found)


def images(connection: Connection, kind: str, ids: Sequence[int] | None = None) -> Iterator[tuple[int, Image]]:
    """The row id and image of the aggregates with these row ids, or of all of that kind, in order of row id."""
    reader = _Reader(connection)
    batches = [None] if ids is None else [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    for batch in batches:
        yield from reader.rows(roots()[kind], "id", batch)


class _Reader:
    """Reads rows with their parts, looking each foreign key's uid up once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.uids: dict[tuple[str, int], str] = {}

    def rows(self, table: Table, by: str, values: Sequence[int] | None) -> list[tuple[int, Image]]:
        """Rows of ``table`` whose column ``by`` is in ``values``, each with the value of ``by``."""
        query = select(table).order_by(table.c.id)
        batches = [None] if values is None else [values[at : at + _BATCH] for at in range(0, len(values), _BATCH)]
        raw: list[dict[str, Any]] = []
        for batch in batches:
            found = self.connection.execute(query if batch is None else query.where(table.c[by].in_(batch)))
            raw += [dict(row) for row in found.mappings()]
        self._learn(table, by, raw)
        children: dict[Table, dict[int, list[Image]]] = {}
        for other, parent in parts(table):
            grouped: dict[int, list[Image]] = defaultdict(list)
            if raw:
                keys = None if values is None else [row["id"] for row in raw]
                for owner, image in self.rows(other, parent, keys):
                    grouped[owner].append(image)
            children[other] = grouped
        result = []
        for row in raw:
            image = self._image(table, by, row)
            for other, grouped in children.items():
                children_here = sorted(grouped.get(row["id"], []), key=canonical)
                if children_here or "unsaid" not in other.info:
                    image[other.name] = children_here
            result.append((row[by], image))
        return result

    def _image(self, table: Table, by: str, row: Mapping[str, Any]) -> Image:
        """One row as plain values, without ids."""
        image: Image = {}
        for column in table.columns:
            if column.name in ("id", by):
                continue
            value = row[column.name]
            target = target_of(column)
            if target is None:
                if said(column, value := plain(value)):
                    image[column.name] = value
            else:
                uid = None if value is None else self.uids[target.name, value]
                image[column.name.removesuffix("_id")] = uid
        return image

    def _learn(self, table: Table, by: str, raw: list[dict[str, Any]]) -> None:
        """Look up the uids that these rows' foreign keys lead to."""
        for column in table.columns:
            target = target_of(column)
            if target is None or column.name == by:
                continue
            wanted = {row[column.name] for row in raw} - {None}
            missing = [key for key in wanted if (target.name, key) not in self.uids]
            for start in range(0, len(missing), _BATCH):
                batch = missing[start : start + _BATCH]
                query = select(target.c.id, target.c.uid).where(target.c.id.in_(batch))
                for key, uid in self.connection.execute(query):
                    self.uids[target.name, key] = uid


def said(column: Column[Any], value: Any) -> bool:
    """Whether an image says this plain value of its column: not where every older row has it (``models/base.py``)."""
    return "unsaid" not in column.info or value != column.info["unsaid"]


def value_in(image: Mapping[str, Any], column: Column[Any]) -> Any:
    """The plain value that an image gives a column which leads nowhere.

    Raises:
        KeyError: it gives none, and the column is not one that may be left out.
    """
    if column.name not in image:
        if "unsaid" in column.info:
            return column.info["unsaid"]
        if "later" in column.info:
            return None  # the image is older than the column
    return image[column.name]


def as_far_as_told(image: Image, told: Image, table: Table) -> Image:
    """An image without what was worked out after the event that told the other one: columns it could not know of."""
    later = {column.name for column in table.columns if "later" in column.info}
    kept = {name: value for name, value in image.items() if name in told or name not in later}
    for part, _ in parts(table):
        if "uid" in part.c and kept.get(part.name):
            before = {row["uid"]: row for row in told.get(part.name, ())}
            rows = [as_far_as_told(row, before.get(row["uid"], row), part) for row in kept[part.name]]
            kept[part.name] = sorted(rows, key=canonical)
    return kept


def target_of(column: Column[Any]) -> Table | None:
    """The table a foreign key leads to."""
    for key in column.foreign_keys:
        return key.column.table
    return None


def owner_of(connection: Connection, table: Table, row_id: int) -> tuple[str, int]:
    """The kind and row id of the aggregate a row belongs to."""
    while "aggregate" not in table.info:
        key = table.c[table.info["parent"]]
        row_id = connection.scalars(select(key).where(table.c.id == row_id)).one()
        table = next(iter(key.foreign_keys)).column.table
    return table.info["aggregate"], row_id
