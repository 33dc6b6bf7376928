"""The way back from an after-image to rows: what undo and the restore of a whole desk stand on."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Table, delete, insert, select, update

from factcheck.core.dates import parse_instant
from factcheck.models.types import UtcDateTime
from factcheck.services.images import Image, parts, roots, target_of, value_in


def write_images(connection: Connection, images: Iterable[tuple[str, Image]], *, soft: bool) -> list[tuple[str, int]]:
    """Make the rows of these aggregates what their images say. Returns kind and row id of each, in order.

    Roots come first, so that images may refer to one another in any order, and then the parts that others refer to (an
    item of evidence rests on a capture, which is a part of its document). A part that the image does not have is
    taken away; with ``soft`` one that can be dropped is dropped instead, so that its number is never used again, and
    one that is lasting (``models/base.py``) stays.
    """
    wanted = list(images)
    ids = [(kind, _write_root(connection, roots()[kind], image)) for kind, image in wanted]
    writer = _Writer(connection, soft=soft)
    order = _kinds_in_order()
    for (kind, image), (_, row_id) in sorted(zip(wanted, ids, strict=True), key=lambda pair: order.index(pair[0][0])):
        root = roots()[kind]
        connection.execute(update(root).where(root.c.id == row_id).values(writer.values(root, image)))
        writer.write_parts(root, row_id, image)
    return ids


@cache
def _kinds_in_order() -> tuple[str, ...]:
    """The kinds of aggregates, one whose parts others refer to before those others."""
    kinds = {table: kind for kind, root in roots().items() for table in _tables(root)}
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(roots(), ()))
    for table, kind in kinds.items():
        for column in table.columns:
            target = target_of(column)
            if target is not None and "aggregate" not in target.info and kinds[target] != kind:
                sorter.add(kind, kinds[target])
    return tuple(sorter.static_order())


def _tables(table: Table) -> Iterator[Table]:
    """A table and those of all its parts."""
    yield table
    for part, _ in parts(table):
        yield from _tables(part)


def _write_root(connection: Connection, root: Table, image: Image) -> int:
    """The row id of an aggregate; a row is made where there is none, its foreign keys still empty."""
    known = connection.scalar(select(root.c.id).where(root.c.uid == image["uid"]))
    if known is not None:
        return int(known)
    plain = {
        column.name: read_value(column, value_in(image, column))
        for column in root.columns
        if column.name != "id" and target_of(column) is None
    }
    made = connection.execute(insert(root).values(plain)).inserted_primary_key
    assert made is not None
    return int(made[0])


class _Writer:
    """Writes rows, looking uids up as it goes."""

    def __init__(self, connection: Connection, *, soft: bool) -> None:
        self.connection = connection
        self.soft = soft

    def values(self, table: Table, image: Mapping[str, Any]) -> dict[str, Any]:
        """An image's own columns as values for its row."""
        found = {}
        for column in table.columns:
            target = target_of(column)
            name = column.name if target is None else column.name.removesuffix("_id")
            if column.name == "id" or (name not in image and "unsaid" not in column.info):
                continue
            if target is None:
                found[column.name] = read_value(column, value_in(image, column))
            else:
                found[column.name] = self._id(target, image[name])
        return found

    def _id(self, target: Table, uid: str | None) -> int | None:
        return None if uid is None else self.connection.scalars(select(target.c.id).where(target.c.uid == uid)).one()

    def write_parts(self, table: Table, row_id: int, image: Mapping[str, Any]) -> None:
        """Make the parts of a row what its image says: those known by a uid keep their row."""
        for part, parent in parts(table):
            rows = image.get(part.name, [])
            if "uid" in part.c:
                self._write_known(part, parent, row_id, rows)
            else:
                self._write_anew(part, parent, row_id, rows)

    def _write_known(self, part: Table, parent: str, row_id: int, rows: list[Image]) -> None:
        here = select(part.c.uid, part.c.id).where(part.c[parent] == row_id)
        known: dict[str, int] = dict(self.connection.execute(here).all())
        for row in rows:
            values = self.values(part, row) | {parent: row_id}
            part_id = known.pop(row["uid"], None)
            if part_id is None:
                made = self.connection.execute(insert(part).values(values)).inserted_primary_key
                assert made is not None
                part_id = int(made[0])
            else:
                self.connection.execute(update(part).where(part.c.id == part_id).values(values))
            self.write_parts(part, part_id, row)
        for part_id in known.values():
            self._take_away(part, part_id)

    def _write_anew(self, part: Table, parent: str, row_id: int, rows: list[Image]) -> None:
        for part_id in self.connection.scalars(select(part.c.id).where(part.c[parent] == row_id)).all():
            self._delete(part, part_id)
        for row in rows:
            made = self.connection.execute(insert(part).values(self.values(part, row) | {parent: row_id}))
            assert made.inserted_primary_key is not None
            self.write_parts(part, int(made.inserted_primary_key[0]), row)

    def _take_away(self, part: Table, part_id: int) -> None:
        if self.soft and part.info.get("lasting"):
            return
        if self.soft and "dropped" in part.c:
            self.connection.execute(update(part).where(part.c.id == part_id).values(dropped=True))
        else:
            self._delete(part, part_id)

    def _delete(self, table: Table, row_id: int) -> None:
        for part, parent in parts(table):
            for part_id in self.connection.scalars(select(part.c.id).where(part.c[parent] == row_id)).all():
                self._delete(part, part_id)
        self.connection.execute(delete(table).where(table.c.id == row_id))


def read_value(column: Column[Any], value: Any) -> Any:
    """A plain value as its column takes it."""
    if value is not None and isinstance(column.type, UtcDateTime | DateTime):
        return parse_instant(value)
    return value
