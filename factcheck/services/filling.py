"""Rows for empty tables from after-images, in bulk: what a look at the past stands on.

``restoring`` changes rows that are there, one aggregate after another; here nothing is there, so every row is made in
memory and each table is written in one go.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, insert

from factcheck.models import Base
from factcheck.services.images import Image, parts, roots, target_of, value_in
from factcheck.services.restoring import read_value

#: Row ids by table name and uid.
Ids = dict[str, dict[str, int]]

_Row = tuple[Table, int, str, int, Image]


def fill(connection: Connection, images: Iterable[tuple[str, Image]], known: Mapping[str, Mapping[str, int]]) -> Ids:
    """Write the rows of these aggregates into tables that are empty. Returns the row ids of what has a uid.

    ``known`` gives row ids to be kept, so that whatever is in order of row id keeps its order; the others come after.
    A reference to what none of the images is becomes empty, and a row that cannot be without it is left out.
    """
    ids: Ids = {}
    free = {name: max(by_uid.values(), default=0) for name, by_uid in known.items()}
    made = [row for kind, image in images for row in _walk(roots()[kind], image, "", 0, known, free)]
    for table, row_id, _, _, image in made:
        if "uid" in image:
            ids.setdefault(table.name, {})[image["uid"]] = row_id
    columns = {table.name: [(column, target_of(column)) for column in table.columns] for table in _tables()}
    values: dict[str, list[dict[str, Any]]] = {}
    lost: set[tuple[str, int]] = set()
    for table, row_id, parent, parent_id, image in made:
        row: dict[str, Any] = {"id": row_id, parent: parent_id} if parent else {"id": row_id}
        above = next(iter(table.c[parent].foreign_keys)).column.table.name if parent else ""
        row |= _values(columns[table.name], image, ids, skip=row.keys())
        if (above, parent_id) in lost or any(
            row[each.name] is None and not each.nullable for each, _ in columns[table.name]
        ):
            lost.add((table.name, row_id))
        else:
            values.setdefault(table.name, []).append(row)
    for table in _tables():
        if rows := values.get(table.name):
            connection.execute(insert(table), rows)
    return ids


def _tables() -> Iterator[Table]:
    """The tables of the history's aggregates, those that others refer to first."""
    return (table for table in Base.metadata.sorted_tables if {"aggregate", "parent"} & table.info.keys())


def _walk(
    table: Table,
    image: Image,
    parent: str,
    parent_id: int,
    known: Mapping[str, Mapping[str, int]],
    free: dict[str, int],
) -> Iterator[_Row]:
    """A row and all its parts, each with its row id and the row it belongs to."""
    row_id = known.get(table.name, {}).get(image.get("uid", ""))
    if row_id is None:
        row_id = free[table.name] = free.get(table.name, 0) + 1
    yield table, row_id, parent, parent_id, image
    for part, key in parts(table):
        for each in image.get(part.name, ()):
            yield from _walk(part, each, key, row_id, known, free)


def _values(
    columns: Iterable[tuple[Column[Any], Table | None]], image: Image, ids: Ids, *, skip: Iterable[str]
) -> dict[str, Any]:
    """An image's columns as its row takes them, but for those in ``skip``."""
    found: dict[str, Any] = {}
    for column, target in columns:
        if column.name in skip:
            continue
        if target is None:
            found[column.name] = read_value(column, value_in(image, column))
        else:
            found[column.name] = ids.get(target.name, {}).get(image[column.name.removesuffix("_id")] or "")
    return found
