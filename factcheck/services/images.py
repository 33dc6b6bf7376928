"""After-images: the full state of an aggregate as plain values, read from its tables.

What belongs to an image is said by ``Table.info`` on the models (see ``models/base.py``): every column of the root
row and of all its parts, integer ids left out, foreign keys written as the uid they lead to. So a new column is in
the history the day it is added, and the same code serves the writing of events and the proof that the rows still
equal them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from factcheck.core.canonical import canonical, plain
from factcheck.models import Base

Image = dict[str, Any]


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


def image_of(connection: Connection, kind: str, row_id: int) -> tuple[str, Image]:
    """The uid and the image of one aggregate."""
    return next(images(connection, kind, [row_id]))


def images(connection: Connection, kind: str, ids: Iterable[int] | None = None) -> Iterator[tuple[str, Image]]:
    """The uid and image of the aggregates with these row ids, or of all of that kind, in order of row id."""
    root = roots()[kind]
    reader = _Reader(connection)
    wanted = None if ids is None else list(ids)
    for _, image in reader.rows(root, "id", wanted):
        yield image["uid"], image


class _Reader:
    """Reads rows with their parts, looking each foreign key's uid up once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.uids: dict[tuple[str, int], str] = {}

    def rows(self, table: Table, by: str, values: list[int] | None) -> list[tuple[int, Image]]:
        """Rows of ``table`` whose column ``by`` is in ``values``, each with the value of ``by``."""
        query = select(table).order_by(table.c.id)
        if values is not None:
            query = query.where(table.c[by].in_(values))
        raw = [dict(row._mapping) for row in self.connection.execute(query)]  # noqa: SLF001 - public, oddly named
        self._learn(table, by, raw)
        children: dict[str, dict[int, list[Image]]] = {}
        for other, parent in parts(table):
            grouped: dict[int, list[Image]] = defaultdict(list)
            if raw:
                keys = None if values is None else [row["id"] for row in raw]
                for owner, image in self.rows(other, parent, keys):
                    grouped[owner].append(image)
            children[other.name] = grouped
        result = []
        for row in raw:
            image = self._image(table, by, row)
            for name, grouped in children.items():
                image[name] = sorted(grouped.get(row["id"], []), key=canonical)
            result.append((row[by], image))
        return result

    def _image(self, table: Table, by: str, row: Mapping[str, Any]) -> Image:
        """One row as plain values, without ids."""
        image: Image = {}
        for column in table.columns:
            if column.name in ("id", by):
                continue
            value = row[column.name]
            target = _target(column)
            if target is None:
                image[column.name] = plain(value)
            else:
                uid = None if value is None else self.uids[target.name, value]
                image[column.name.removesuffix("_id")] = uid
        return image

    def _learn(self, table: Table, by: str, raw: list[dict[str, Any]]) -> None:
        """Look up the uids that these rows' foreign keys lead to."""
        for column in table.columns:
            target = _target(column)
            if target is None or column.name == by:
                continue
            wanted = {row[column.name] for row in raw} - {None}
            missing = [key for key in wanted if (target.name, key) not in self.uids]
            for start in range(0, len(missing), 500):
                batch = missing[start : start + 500]
                query = select(target.c.id, target.c.uid).where(target.c.id.in_(batch))
                for key, uid in self.connection.execute(query):
                    self.uids[target.name, key] = uid


def _target(column: Column[Any]) -> Table | None:
    """The table a foreign key leads to."""
    for key in column.foreign_keys:
        return key.column.table
    return None
