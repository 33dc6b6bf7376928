import sqlite3
from contextlib import closing

import pytest
from desks import add_evidence
from support.running import Desk

from factcheck.db.place import parse_place


def beside(desk):
    return sorted(path.name for path in desk.folder.iterdir() if not path.name.startswith("copy.db"))


def desk_at(desk, name):
    return Desk(parse_place(str(desk.folder / name)), desk.folder)


def failed(desk, code, *arguments):
    """Run a restore that must leave with ``code`` and nothing behind."""
    before = beside(desk)
    result = desk.run("db", "restore", *arguments)
    assert result.exit_code == code, result.stderr or result.stdout
    assert result.stdout == ""
    assert beside(desk) == before
    return result.stderr


@pytest.fixture
def copied(claims):
    """The desk with three claims, and its backup ``copy.db``."""
    add_evidence(claims)
    claims.ok("db", "backup", "copy.db")
    return claims


@pytest.mark.one_engine("sqlite")
def test_a_backup_becomes_the_desk_it_was(copied):
    made = copied.json("db", "restore", "copy.db", "again.db")["data"]
    again = desk_at(copied, "again.db")
    assert made["uid"] == copied.json("db", "restore", "copy.db", "third.db")["data"]["uid"]
    assert again.proof() == copied.proof()
    assert again.json("claim", "list") == copied.json("claim", "list")
    assert again.place.path.stat().st_mode & 0o777 == 0o600
    again.ok("claim", "drop", "1")
    assert [name for name in beside(copied) if name.startswith(".")] == []


@pytest.mark.one_engine("sqlite")
def test_nothing_is_ever_overwritten(copied):
    (copied.folder / "mine.db").write_bytes(b"mine")
    assert "is there already" in failed(copied, 5, "copy.db", "mine.db")
    assert (copied.folder / "mine.db").read_bytes() == b"mine"
    (copied.folder / "old.db-wal").write_bytes(b"the journal of a desk that is gone")
    assert "old.db-wal is there already" in failed(copied, 5, "copy.db", "old.db")
    assert "cannot write" in failed(copied, 9, "copy.db", "no/such/folder.db")


def change(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    ("statements", "code", "say"),
    [
        (["UPDATE claims SET wording = 'forged' WHERE number = 1"], 8, "copy.db was altered"),
        (["DROP TRIGGER events_no_update"], 8, "copy.db is not whole"),
        (["UPDATE alembic_version SET version_num = '9999'"], 6, "copy.db was written by a newer factcheck"),
        (["PRAGMA application_id = 7"], 6, "not a desk of factcheck"),
    ],
)
def test_a_backup_that_does_not_hold_up_makes_no_desk(copied, statements, code, say):
    path = copied.folder / "copy.db"
    if "TRIGGER" in statements[0]:
        with closing(sqlite3.connect(path)) as connection:
            name = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1").fetchone()[0]
        statements = [f"DROP TRIGGER {name}"]
    change(path, *statements)
    assert say in failed(copied, code, "copy.db", "new.db")


@pytest.mark.one_engine("sqlite")
def test_a_damaged_backup_makes_no_desk(copied):
    path = copied.folder / "copy.db"
    data = bytearray(path.read_bytes())
    data[8192:40_000] = b"\xa5" * (40_000 - 8192)
    path.write_bytes(data)
    result = copied.run("db", "restore", "copy.db", "new.db")
    assert result.exit_code in (6, 8)
    assert "copy.db" in result.stderr
    assert not (copied.folder / "new.db").exists()


@pytest.mark.one_engine("sqlite")
def test_what_is_no_backup_is_refused_by_name(copied):
    (copied.folder / "story.txt").write_text("no desk", encoding="utf-8")
    assert "story.txt is not a desk" in failed(copied, 6, "story.txt", "new.db")
    assert "cannot read nothing.db" in failed(copied, 9, "nothing.db", "new.db")
    assert "on a server" in failed(copied, 2, "copy.db", "postgresql://nobody@127.0.0.1:9/none")


def test_a_whole_desk_as_lines_becomes_the_desk_it_was(claims, places_of, engine_name, tmp_path):
    add_evidence(claims)
    claims.ok("export", "--desk", "-o", "desk.jsonl", "--include-confidential")
    (tmp_path / "other").mkdir()
    with places_of(engine_name).nothing(tmp_path / "other") as place:
        new = Desk(place, claims.folder)
        new.ok("db", "restore", "desk.jsonl", new.address)
        assert new.proof() == claims.proof()
        assert new.json("claim", "list") == claims.json("claim", "list")


def test_lines_that_were_altered_make_no_desk(claims, places_of, engine_name, tmp_path):
    claims.ok("export", "--desk", "-o", "desk.jsonl", "--include-confidential")
    path = claims.folder / "desk.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Ada Lune", "Ida Lane"), encoding="utf-8")
    (tmp_path / "other").mkdir()
    with places_of(engine_name).nothing(tmp_path / "other") as place:
        new = Desk(place, claims.folder)
        before = beside(claims)
        result = claims.run("db", "restore", "desk.jsonl", new.address)
        assert result.exit_code == 8
        assert beside(claims) == before
        assert place.path is None or list(place.path.parent.iterdir()) == []
