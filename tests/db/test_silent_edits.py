"""Whoever edits a desk with a database tool, having taken its triggers away, is found out by verify."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Boolean, Integer, LargeBinary, Text, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from support.vandal import is_found, key_of, tried

from factcheck.core.canonical import canonical, payload_digest
from factcheck.models import Base, Event, EventPayload
from factcheck.models.types import TextList, UtcDateTime, Word, WordList
from factcheck.services.verify import verify

pytestmark = pytest.mark.deep

TABLES = {table.name: table for table in Base.metadata.sorted_tables}


def first_row(session, table):
    return session.execute(select(table).order_by(*table.primary_key).limit(1)).mappings().one()


def other_values(session, column, value):
    """Values a vandal could put in place of ``value``: another one of the same kind, and nothing at all."""
    yield another(column, value)  # of a foreign key: one that leads nowhere
    for key in column.foreign_keys:
        there = set(session.execute(select(key.column)).scalars()) - {value}
        yield from (there and {min(there), max(there)})
    if column.nullable and value is not None:
        yield None


def another(column, value):
    """A value of the column's kind that is not ``value``."""
    match column.type:
        case Word(words=words):
            other = next(word for word in words if word != value)
        case WordList(words=words):
            other = tuple(word for word in words if word not in value)
        case TextList():
            other = (*(value or ()), "more")
        case UtcDateTime():
            other = (value or datetime(2026, 1, 1, tzinfo=UTC)) + timedelta(microseconds=1)
        case Boolean():
            other = not value
        case Integer():
            other = (value or 0) + 1_000_000
        case LargeBinary():
            other = (value or b"") + b"\x00"
        case Text():
            other = (value or "") + "x"
    return other


def columns_in_history(table):
    """All columns but the integer ids, which mean nothing outside the tables and are in no image."""
    return [column for column in table.columns if column.name != "id"]


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_value_of_any_column_is_found(vandal, name):
    table = TABLES[name]
    row = first_row(vandal, table)
    unnoticed = []
    tried_on = set()
    for column in columns_in_history(table):
        for value in other_values(vandal, column, row[column.name]):
            with suppress(IntegrityError), tried(vandal):  # what a unique constraint refuses needs no finding
                changed = vandal.execute(update(table).where(key_of(table, row)).values({column.name: value}))
                assert changed.rowcount == 1
                tried_on.add(column.name)
                if not is_found(vandal):
                    unnoticed.append(f"{column.name} -> {value!r}")
    assert not unnoticed
    assert tried_on == {column.name for column in columns_in_history(table)}


@pytest.mark.deep
@pytest.mark.parametrize("name", TABLES)
def test_a_deleted_row_of_any_table_is_found(vandal, name):
    table = TABLES[name]
    for position in ("first", "last"):
        order = [column.desc() if position == "last" else column for column in table.primary_key]
        row = vandal.execute(select(table).order_by(*order).limit(1)).mappings().one()
        with tried(vandal):
            assert vandal.execute(delete(table).where(key_of(table, row))).rowcount == 1
            assert is_found(vandal), f"the {position} row"


@pytest.mark.deep
@pytest.mark.parametrize("name", sorted(set(TABLES) - {"version_texts", "capture_bodies"}))
def test_an_added_row_of_any_table_is_found(vandal, name):
    table = TABLES[name]
    row = dict(first_row(vandal, table))
    fresh = count(1_000_000)
    for column in table.columns:
        alone = any(column.name in each.columns for each in table.constraints) or column.primary_key
        if alone and not column.foreign_keys and isinstance(column.type, Integer):
            row[column.name] = next(fresh)
        elif alone and not column.foreign_keys and isinstance(column.type, Text) and column.name != "desk":
            row[column.name] = f"{row[column.name]}-{next(fresh)}"
    if name == "attributions":
        row["appearance_id"] = vandal.execute(text("SELECT max(id) + 1 FROM appearances")).scalar_one()
    if name == "relations":
        row["kind"] = another(table.c.kind, row["kind"])
    if name == "event_payloads":
        row["seq"] = vandal.execute(text("SELECT max(seq) + 1 FROM events")).scalar_one()
    with tried(vandal):
        vandal.execute(insert(table).values(row))
        assert is_found(vandal)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET status = 'certain'",
        "UPDATE claims SET created_at = '2026-02-30 00:00:00'",
        "UPDATE attributions SET cue = '[not json'",
        "UPDATE event_payloads SET body = '{not json' WHERE seq = 1",
        "UPDATE evidence SET document_id = 1000000",
        "UPDATE appearances SET start = -1",
        "UPDATE claims SET number = 'forty' WHERE number = 40",
    ],
)
def test_nonsense_is_a_fault_and_not_a_crash(vandal, statement):
    if vandal.connection().dialect.name == "postgresql" and ("02-30" in statement or "forty" in statement):
        with pytest.raises(Exception, match=r"out of range|invalid input"), vandal.begin_nested():
            vandal.execute(text(statement))
        return
    with tried(vandal):
        vandal.execute(text(statement))
        assert is_found(vandal)


def test_a_payload_rewritten_with_its_digest_still_breaks_the_chain(vandal):
    event = vandal.scalars(select(Event).order_by(Event.seq.desc())).first()
    payload = vandal.get(EventPayload, (event.desk, event.seq))
    body = payload.body.replace('"why":""', '"why":"forged"')
    assert body != payload.body
    with tried(vandal):
        vandal.execute(update(EventPayload).where(EventPayload.seq == event.seq).values(body=body))
        vandal.execute(
            update(Event).where(Event.seq == event.seq).values(payload_digest=payload_digest(payload.salt, body))
        )
        assert is_found(vandal)


def test_the_history_cut_short_is_found_where_the_rows_were_left(vandal):
    last = vandal.execute(select(func.max(Event.seq))).scalar_one()
    with tried(vandal):
        vandal.execute(delete(EventPayload).where(EventPayload.seq == last))
        vandal.execute(delete(Event).where(Event.seq == last))
        assert is_found(vandal)


def test_two_events_swapped_are_found(vandal):
    with tried(vandal):
        for old, new in ((2, -2), (3, 2), (-2, 3)):
            vandal.execute(update(EventPayload).where(EventPayload.seq == old).values(seq=new))
            vandal.execute(update(Event).where(Event.seq == old).values(seq=new))
        assert is_found(vandal)


def test_a_blanked_payload_without_a_redaction_is_found(vandal):
    with tried(vandal):
        vandal.execute(text("UPDATE event_payloads SET body = NULL, salt = '' WHERE seq = 2"))
        proof = verify(vandal)
        assert [fault for fault in proof.faults if "event 2" in fault]


def test_a_lookalike_character_is_found(vandal):
    """Equal to the eye is not equal: no letter, mark or space may change."""
    for old, new in (("e", "\u0435"), (" ", "\u00a0"), ("\u00e9", "e\u0301")):
        with tried(vandal):
            changed = vandal.execute(
                text("UPDATE version_texts SET text = replace(text, :old, :new)"), {"old": old, "new": new}
            )
            assert changed.rowcount == 1
            before = vandal.execute(text("SELECT text FROM version_texts")).scalar_one()
            assert is_found(vandal) == (new in before)


def test_every_table_has_a_row_here(vandal):
    empty = [
        name for name, table in TABLES.items() if not vandal.execute(select(func.count()).select_from(table)).scalar()
    ]
    assert not empty
    assert canonical({"checked": sorted(TABLES)})
