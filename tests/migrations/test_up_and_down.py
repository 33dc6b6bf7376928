import pytest
from sqlalchemy import inspect, select, text
from support.places import build_desk

from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.schema import HEAD
from factcheck.db.session import reading, writing
from factcheck.db.triggers import expected_triggers, present_triggers
from factcheck.errors import DatabaseError
from factcheck.models import Claim
from factcheck.services import desks
from factcheck.services.verify import verify
from factcheck.services.work import Hands


def schema_of(place):
    """Everything the database says of its schema, names and definitions alike."""
    with open_engine(place, write=False).connect() as connection:
        if connection.dialect.name == "sqlite":
            query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
            return [tuple(row) for row in connection.execute(text(query))]
        queries = (
            (
                "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                "WHERE table_schema = current_schema() ORDER BY 1, 2"
            ),
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
            (
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2"
            ),
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        )
        return [tuple(row) for query in queries for row in connection.execute(text(query))]


def tables_of(place):
    with open_engine(place, write=False).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_up_down_and_up_again_gives_the_same_schema(nothing):
    migrate.create(nothing)
    fresh = schema_of(nothing)
    assert migrate.current(nothing) == HEAD
    migrate.downgrade(nothing, "base")
    assert tables_of(nothing) == {"alembic_version"}
    assert migrate.current(nothing) is None
    migrate.upgrade(nothing)
    assert schema_of(nothing) == fresh
    assert migrate.find_faults(nothing) == []


def test_a_populated_desk_goes_down_and_up_and_works_again(example_place):
    fresh = schema_of(example_place)
    with reading(example_place) as session:
        assert len(session.scalars(select(Claim)).all()) == 71
    migrate.downgrade(example_place, "base")
    assert tables_of(example_place) == {"alembic_version"}
    migrate.upgrade(example_place)
    assert schema_of(example_place) == fresh
    with writing(example_place) as session:
        desks.create_desk(session, "again", Hands())
    with reading(example_place) as session:
        assert verify(session).events == 1
        assert not verify(session).faults


def test_an_upgrade_at_head_changes_nothing_and_keeps_every_row(example_place):
    before = schema_of(example_place)
    with reading(example_place) as session:
        head = verify(session).head
    migrate.upgrade(example_place)
    assert schema_of(example_place) == before
    with reading(example_place) as session:
        proof = verify(session)
    assert (proof.head, proof.faults) == (head, [])


def test_an_upgrade_brings_lost_triggers_back(example_place):
    with open_engine(example_place, write=True).begin() as connection:
        on = " ON events" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER events_no_delete{on}")
    migrate.upgrade(example_place)
    with open_engine(example_place, write=False).connect() as connection:
        assert present_triggers(connection) == expected_triggers(connection.dialect.name)


def test_a_failing_migration_leaves_the_desk_as_it_was(example_place, monkeypatch):
    before = schema_of(example_place)

    def broken(connection):
        raise DatabaseError("the migration broke")

    monkeypatch.setattr(migrate, "create_triggers", broken)
    with pytest.raises(DatabaseError, match="broke"):
        migrate.downgrade(example_place, HEAD)
    monkeypatch.undo()
    assert schema_of(example_place) == before
    with reading(example_place) as session:
        assert not verify(session).faults


@pytest.mark.one_engine("postgresql")
def test_a_server_database_with_other_tables_is_not_touched(nothing):
    with open_engine(nothing, write=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE claims (id INTEGER PRIMARY KEY)")
    with pytest.raises(DatabaseError, match="holds tables that are not factcheck's"):
        migrate.create(nothing)
    assert tables_of(nothing) == {"claims"}


def test_two_desks_do_not_fit_in_one_database(place):
    with pytest.raises(Exception, match=r"there already|desk already|holds something"):
        build_desk(place)
    with reading(place) as session:
        assert not verify(session).faults
