import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from factcheck.db.engine import open_engine
from factcheck.db.triggers import expected_triggers, present_triggers

GUARDED = ("events", "event_payloads", "version_texts", "capture_bodies")
#: A column of each guarded table that a change would touch, and the row's key.
CHANGES = {
    "events": "command = 'other'",
    "event_payloads": "body = body || ' '",
    "version_texts": "text = text || ' '",
    "capture_bodies": "text = 'other'",
}


@pytest.fixture
def connection(populated_place):
    """A plain connection to a desk with rows in every table."""
    with open_engine(populated_place, write=True).connect() as opened:
        yield opened


def refused(connection, statement):
    with pytest.raises(DBAPIError, match="append-only"), connection.begin():
        connection.exec_driver_sql(statement)


def test_a_fresh_desk_has_every_trigger(connection):
    dialect = connection.dialect.name
    with connection.begin():
        assert present_triggers(connection) == expected_triggers(dialect)
    assert len(expected_triggers(dialect)) == 3 * len(GUARDED)


@pytest.mark.parametrize("table", GUARDED)
def test_update_and_delete_are_refused(connection, table):
    count = f"SELECT count(*) FROM {table}"
    with connection.begin():
        before = connection.exec_driver_sql(count).scalar_one()
    assert before
    refused(connection, f"UPDATE {table} SET {CHANGES[table]}")
    refused(connection, f"DELETE FROM {table}")
    with connection.begin():
        assert connection.exec_driver_sql(count).scalar_one() == before


@pytest.mark.parametrize("column", ["seq", "at", "run", "person", "payload_digest", "previous", "hash", "desk"])
def test_no_column_of_an_event_may_change(connection, column):
    refused(connection, f"UPDATE events SET {column} = {column} WHERE seq = 1")


def test_a_redaction_may_blank_a_payload_and_nothing_else(connection):
    refused(connection, "UPDATE event_payloads SET body = NULL WHERE seq = 1")
    refused(connection, "UPDATE event_payloads SET salt = '' WHERE seq = 1")
    refused(connection, "UPDATE event_payloads SET body = NULL, salt = '', seq = 100000 WHERE seq = 1")
    with connection.begin():
        done = connection.exec_driver_sql("UPDATE event_payloads SET body = NULL, salt = '' WHERE seq = 1")
        assert done.rowcount == 1


def test_a_redaction_may_blank_a_text_and_a_capture(connection):
    refused(connection, "UPDATE version_texts SET text = ''")
    refused(connection, "UPDATE capture_bodies SET body = NULL")
    with connection.begin():
        assert connection.exec_driver_sql("UPDATE version_texts SET text = NULL").rowcount == 1
        assert connection.exec_driver_sql("UPDATE capture_bodies SET body = NULL, text = NULL").rowcount == 1


@pytest.mark.one_engine("postgresql")
@pytest.mark.parametrize("table", GUARDED)
def test_truncate_is_refused(connection, table):
    refused(connection, f"TRUNCATE {table} CASCADE")


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_insert_or_replace_is_refused_whatever_the_connection_says(connection, populated_place, table, recursive):
    with closing(sqlite3.connect(populated_place.path, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA recursive_triggers={recursive}")
        before = raw.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize("table", GUARDED)
def test_update_or_replace_onto_another_row_is_refused(connection, populated_place, table):
    key = {"version_texts": "version_id", "capture_bodies": "capture_id"}.get(table, "seq")
    with (
        closing(sqlite3.connect(populated_place.path, isolation_level=None)) as raw,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        raw.execute(f"UPDATE OR REPLACE {table} SET {key} = {key} + 1")


@pytest.mark.one_engine("postgresql")
def test_on_conflict_do_update_is_refused(connection):
    refused(
        connection,
        "INSERT INTO event_payloads SELECT * FROM event_payloads WHERE seq = 1 "
        "ON CONFLICT (desk, seq) DO UPDATE SET body = 'x'",
    )
