"""One bit of one byte is changed, thousands of times over: in each column of each table, and in the file itself.

Through SQL a text stays UTF-8, since neither engine takes anything else. In the file any bit may change; what a change
means is known from a dump by plain sqlite3: where the dump is another afterwards, verify must not be content.
"""

import random
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from sqlalchemy import select, text, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType
from support.vandal import is_found, tried

from factcheck.db.session import reading
from factcheck.errors import FactcheckError
from factcheck.models import Base
from factcheck.services.verify import verify

pytestmark = pytest.mark.deep

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
#: Tables of nothing but numbers.
WITHOUT_TEXT = {"claim_aliases", "document_vias", "evidence_vias", "attribution_vias"}
FLIPS_A_COLUMN = 10
FLIPS_IN_THE_FILE = 3000


def flipped(draw, data):
    """``data`` with one bit of one byte changed; of a text, so that it is still one."""
    raw = data.encode() if isinstance(data, str) else bytes(data)
    while True:
        at, bit = draw.randrange(len(raw)), draw.randrange(8)
        other = bytearray(raw)
        other[at] ^= 1 << bit
        if not isinstance(data, str):
            return bytes(other)
        try:
            changed = other.decode()
        except UnicodeDecodeError:
            continue
        if "\0" not in changed:  # PostgreSQL has no text with it
            return changed


def stored(session, table, column):
    """Keys of the rows whose column holds text or bytes, each with the value as it lies in the database."""
    raw = type_coerce(column, NullType()).label("raw")
    rows = session.execute(select(*table.primary_key, raw).order_by(*table.primary_key)).mappings().all()
    return [row for row in rows if isinstance(row["raw"], str | bytes) and row["raw"]]


@pytest.mark.parametrize("name", sorted(set(TABLES) - WITHOUT_TEXT))
def test_every_bit_flipped_in_a_column_is_found(vandal, name):
    table, draw = TABLES[name], random.Random(name)
    unnoticed, flips = [], Counter()
    for column in table.columns:
        rows = stored(vandal, table, column)
        for row in draw.choices(rows, k=FLIPS_A_COLUMN) if rows else ():
            changed = flipped(draw, row["raw"])
            try:
                with tried(vandal):
                    values = {"changed": changed} | {key.name: row[key.name] for key in table.primary_key}
                    where = " AND ".join(f"{key.name} = :{key.name}" for key in table.primary_key)
                    done = vandal.execute(text(f'UPDATE {name} SET "{column.name}" = :changed WHERE {where}'), values)
                    assert done.rowcount == 1
                    flips[column.name] += 1
                    if not is_found(vandal):
                        unnoticed.append((column.name, row["raw"], changed))
            except DBAPIError:
                flips["refused"] += 1  # by a unique constraint: it needs no finding
    assert not unnoticed
    assert flips.total()


def dump(path):
    """All that the tables say, read without an index: rows by what they refer to, integer ids left out."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = {name: connection.execute(f"SELECT * FROM {name} NOT INDEXED").fetchall() for name in TABLES}
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    uids = {(name, row["id"]): row["uid"] for name in TABLES for row in rows[name] if "uid" in row.keys()}  # noqa: SIM118
    said = {}
    for name, table in TABLES.items():
        targets = {
            column.name: next(iter(column.foreign_keys)).column.table.name
            for column in table.columns
            if column.foreign_keys and table.name != "event_payloads"
        }
        said[name] = sorted(
            repr(
                [
                    uids.get((targets[key], row[key]), ("leads nowhere", row[key])) if key in targets else row[key]
                    for key in map(str.lower, row.keys())  # to SQL a name in capitals is the same
                    if key != "id"
                ]
            )
            for row in rows[name]
        )
    return said


def objects_to(place):
    """Whether verify is not content with the desk: it names a fault, or says that the file is damaged."""
    try:
        with reading(place) as session:
            return bool(verify(session).faults)
    except FactcheckError:
        return True


@pytest.mark.one_engine("sqlite")
def test_every_bit_flipped_in_the_file_that_changes_what_it_says_is_found(populated_place):
    path, draw = populated_place.path, random.Random(6)
    size, before = path.stat().st_size, dump(path)
    assert before is not None
    assert not objects_to(populated_place)
    unnoticed, seen = [], Counter()
    with path.open("r+b", buffering=0) as file:
        for _ in range(FLIPS_IN_THE_FILE):
            at, bit = draw.randrange(size), draw.randrange(8)
            file.seek(at)
            kept = file.read(1)
            file.seek(at)
            file.write(bytes([kept[0] ^ 1 << bit]))
            if dump(path) == before:
                seen["says the same"] += 1
            elif objects_to(populated_place):
                seen["found"] += 1
            else:
                unnoticed.append((at, bit))
            file.seek(at)
            file.write(kept)
    assert dump(path) == before
    assert not unnoticed
    assert seen["found"] > FLIPS_IN_THE_FILE // 5, seen
