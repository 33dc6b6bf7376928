import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import text

from factcheck.db.backup import backup
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.errors import DatabaseError, DiskError, RefusedError, UsageError
from factcheck.services.verify import verify

pytestmark = pytest.mark.one_engine("sqlite")


def head_of(place):
    with reading(place) as session:
        proof = verify(session)
    assert not proof.faults
    return proof.head


def test_a_backup_is_the_whole_desk_for_its_owner_only(example_place, tmp_path):
    target = tmp_path / "copy.db"
    size = backup(example_place, target)
    assert size == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert head_of(parse_place(str(target))) == head_of(example_place)


def test_a_backup_while_somebody_writes_is_the_desk_before(example_place, tmp_path):
    head = head_of(example_place)
    with writing(example_place) as session:
        session.execute(text("UPDATE desks SET name = 'half way'"))
        backup(example_place, tmp_path / "copy.db")
    assert head_of(parse_place(str(tmp_path / "copy.db"))) == head


def test_a_backup_never_overwrites(example_place, tmp_path):
    target = tmp_path / "mine.db"
    target.write_bytes(b"mine")
    with pytest.raises(RefusedError, match="there already"):
        backup(example_place, target)
    assert target.read_bytes() == b"mine"


def test_a_backup_that_cannot_be_written_says_so(example_place, tmp_path):
    with pytest.raises(DiskError, match="cannot write"):
        backup(example_place, tmp_path / "no" / "copy.db")


def test_a_backup_that_fails_half_way_leaves_nothing(example_place, tmp_path):
    data = bytearray(example_place.path.read_bytes())
    data[28:32] = (2**31 - 1).to_bytes(4, "big")  # the header's page count: far more pages than there are
    example_place.path.write_bytes(data[: 4096 * 20])
    target = tmp_path / "copy.db"
    try:
        backup(example_place, target)
    except (DiskError, DatabaseError):
        assert not target.exists()
    else:
        with closing(sqlite3.connect(target)) as copy, pytest.raises(sqlite3.DatabaseError):
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_only_a_desk_is_backed_up(tmp_path, content):
    source = tmp_path / "other.db"
    source.write_bytes(content)
    with pytest.raises(DatabaseError, match="not a desk"):
        backup(parse_place(str(source)), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_server_has_its_own_backup(tmp_path):
    with pytest.raises(UsageError) as caught:
        backup(parse_place("postgresql://h/d"), tmp_path / "copy.db")
    assert caught.value.hint == "pg_dump"
