import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.db import migrate
from factcheck.db.place import check_file, open_sqlite, parse_place
from factcheck.db.schema import APPLICATION_ID
from factcheck.db.session import reading
from factcheck.errors import BadInputError, DatabaseError, DiskError, FactcheckError, RefusedError


def test_a_path_is_a_file_on_sqlite():
    place = parse_place("desks/my desk.db")
    assert place.path == Path("desks/my desk.db")
    assert str(place) == "desks/my desk.db"


@pytest.mark.parametrize("text", ["postgresql://u:p@h/d", "postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_every_spelling_of_a_server_means_psycopg(text):
    place = parse_place(text)
    assert place.path is None
    assert place.url == "postgresql+psycopg://u:p@h/d"


@pytest.mark.parametrize("text", ["postgresql://ana:s3cret@h/d", "postgresql://ana:s3:cret@h:5433/d"])
def test_a_password_is_never_shown(text):
    assert "cret" not in str(parse_place(text))
    assert "ana:***@h" in str(parse_place(text))


@pytest.mark.parametrize("text", ["mysql://h/d", "http://h/d", "sqlite://", ""])
def test_other_kinds_of_desk_are_refused(text):
    with pytest.raises(BadInputError) as caught:
        parse_place(text)
    assert caught.value.hint


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_refused_in_a_sentence(text):
    with suppress(FactcheckError):
        assert parse_place(text).url


@pytest.mark.parametrize("name", ["50% of it.db", "a?b.db", "a#b.db", "ünï.db", "my desk.db", "a&mode=ro.db"])
def test_a_desk_may_have_any_name(tmp_path, name):
    place = parse_place(str(tmp_path / name))
    migrate.create(place)
    assert (tmp_path / name).is_file()
    with reading(place):
        pass


def test_nothing_there_says_how_to_start(tmp_path):
    with pytest.raises(DatabaseError, match="no desk at") as caught:
        check_file(tmp_path / "missing.db")
    assert "factcheck db init" in caught.value.hint
    assert not (tmp_path / "missing.db").exists()


@pytest.mark.parametrize("content", [b"", b"short", b"%PDF-1.7" + b"x" * 200, b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path, content):
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match="no SQLite database"), reading(parse_place(str(path))):
        pass
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["notes.db"]


def test_a_database_of_somebody_else_is_refused_and_untouched(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE claims (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    for attempt in (
        lambda: reading(parse_place(str(path))).__enter__(),
        lambda: migrate.upgrade(parse_place(str(path))),
    ):
        with pytest.raises(DatabaseError, match="not a desk of factcheck"):
            attempt()
    assert path.read_bytes() == before


def test_a_folder_is_named_as_such(tmp_path):
    with pytest.raises(DiskError, match="is a folder"):
        check_file(tmp_path)


def test_what_cannot_be_read_says_why(tmp_path):
    # A loop of links cannot be read by anybody, not even by root.
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    with pytest.raises(DiskError, match="cannot read"):
        check_file(loop)


def test_a_new_desk_is_its_owners_alone_in_wal_mode_and_marked_ours(tmp_path):
    old = os.umask(0)
    try:
        migrate.create(parse_place(str(tmp_path / "my.db")))
    finally:
        os.umask(old)
    path = tmp_path / "my.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_desk_is_never_made_over_something(tmp_path):
    path = tmp_path / "my.db"
    path.write_bytes(b"mine")
    with pytest.raises(RefusedError, match="there already"):
        migrate.create(parse_place(str(path)))
    assert path.read_bytes() == b"mine"


def test_a_desk_in_a_folder_that_is_not_there_cannot_be_made(tmp_path):
    with pytest.raises(DiskError, match="cannot make"):
        migrate.create(parse_place(str(tmp_path / "no" / "my.db")))


def test_every_connection_has_the_settings_history_depends_on(tmp_path):
    place = parse_place(str(tmp_path / "my.db"))
    migrate.create(place)
    assert place.path
    names = ("foreign_keys", "recursive_triggers", "busy_timeout")
    for write in (True, False):
        with closing(open_sqlite(place.path, write=write)) as connection:
            assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == [1, 1, 30000]
    with closing(open_sqlite(place.path, write=True)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # a commit is on the disk when it returns


def test_a_reader_cannot_write(tmp_path):
    place = parse_place(str(tmp_path / "my.db"))
    migrate.create(place)
    assert place.path
    with (
        closing(open_sqlite(place.path, write=False)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM claims")
