import hashlib
import re

import pytest
from sqlalchemy import text
from support.places import START

from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.place import parse_place
from factcheck.db.schema import HEAD, REVISIONS
from factcheck.db.session import reading, writing
from factcheck.errors import DatabaseError, DiskError, RefusedError
from factcheck.models import Source
from factcheck.services import desks
from factcheck.services.verify import verify
from factcheck.services.work import Hands, start_work


def set_revision(place, revision):
    with open_engine(place, write=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def digest_of(place):
    return hashlib.sha256(place.path.read_bytes()).hexdigest()


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_newer_desk_is_refused_and_says_what_to_install(place, opened):
    set_revision(place, "9999")
    with pytest.raises(DatabaseError, match=r"newer factcheck \(revision 9999\); it was not touched") as caught:
        opened(place).__enter__()
    assert "pip install -U factcheck-desk" in caught.value.hint
    assert migrate.current(place) == "9999"


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_desk_that_is_behind_says_how_to_upgrade(place, opened, monkeypatch):
    monkeypatch.setattr("factcheck.db.session.HEAD", "9000")
    monkeypatch.setattr("factcheck.db.session.REVISIONS", (*REVISIONS, "9000"))
    with pytest.raises(DatabaseError, match=f"is at revision {HEAD}, this program needs 9000") as caught:
        opened(place).__enter__()
    assert "factcheck db upgrade" in caught.value.hint


def test_a_server_database_without_a_desk_is_named(nothing):
    with pytest.raises(DatabaseError, match=r"no desk") as caught:
        reading(nothing).__enter__()
    assert "factcheck db init" in caught.value.hint


@pytest.mark.parametrize("opened", [reading, writing])
def test_an_example_desk_takes_no_writes_but_can_be_read(place, opened):
    with writing(place) as session:
        work, _ = start_work(session, "db init", None, Hands())
        desks.mark_example(work)
        work.seal()
    if opened is reading:
        with reading(place) as session:
            assert desks.get_desk(session).example
    else:
        with pytest.raises(RefusedError, match="takes no changes") as caught:
            writing(place).__enter__()
        assert "factcheck db init my.db" in caught.value.hint


def test_a_block_that_fails_leaves_nothing(place):
    with pytest.raises(ZeroDivisionError), writing(place) as session:
        rename_and_fail(session)
    with reading(place) as session:
        assert desks.get_desk(session).name == "Test desk"
        assert not verify(session).faults


def rename_and_fail(session):
    session.execute(text("UPDATE desks SET name = 'other'"))
    raise ZeroDivisionError


def test_a_conflict_is_refused_in_a_sentence(place):
    twins = [Source(uid=f"uid-{number}", number=number, name="DeepSeek", created_at=START) for number in (1, 2)]
    with pytest.raises(RefusedError, match="conflicts with what is on the desk"), writing(place) as session:
        session.add_all(twins)


def test_a_reader_sees_one_snapshot_while_others_write(place):
    with reading(place) as before:
        assert desks.get_desk(before).name == "Test desk"
        with writing(place) as session:
            session.execute(text("UPDATE desks SET name = 'other'"))
        before.expire_all()
        assert desks.get_desk(before).name == "Test desk"
    with reading(place) as after:
        assert desks.get_desk(after).name == "other"


def test_a_database_that_lost_a_column_is_not_called_unreachable(place):
    with open_engine(place, write=True).begin() as connection:
        connection.execute(text("ALTER TABLE desks DROP COLUMN name"))
    with pytest.raises(DatabaseError, match="name") as caught, reading(place) as session:
        desks.get_desk(session)
    assert "cannot reach" not in str(caught.value)


@pytest.mark.one_engine("sqlite")
def test_reading_changes_no_byte(example_place):
    before = digest_of(example_place)
    with reading(example_place) as session:
        assert not verify(session).faults
    assert digest_of(example_place) == before


@pytest.mark.one_engine("sqlite")
def test_a_desk_that_another_command_holds_is_called_busy(place, monkeypatch):
    monkeypatch.setattr("factcheck.db.place._connect", impatient)
    with writing(place), pytest.raises(DatabaseError, match="is busy"):
        writing(place).__enter__()


def impatient(target):
    import sqlite3

    return sqlite3.connect(target, uri=True, timeout=0.05, isolation_level=None, check_same_thread=False)


@pytest.mark.one_engine("sqlite")
def test_a_damaged_desk_is_named_not_a_traceback(example_place):
    data = bytearray(example_place.path.read_bytes())
    data[4096 : 4096 * 40] = b"\xff" * (4096 * 39)
    example_place.path.write_bytes(data)
    with pytest.raises((DatabaseError, DiskError)) as caught, reading(example_place) as session:
        verify(session)
    assert re.search("damaged|malformed|not a desk", str(caught.value))


@pytest.mark.one_engine("postgresql")
def test_a_server_that_is_not_there_is_named(engine_name):
    place = parse_place("postgresql://ana:s3cret@127.0.0.1:9/none")
    with pytest.raises(DatabaseError, match="cannot reach") as caught:
        reading(place).__enter__()
    assert "s3cret" not in str(caught.value)
