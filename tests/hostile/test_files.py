"""Files that are not what they should be: a sentence, a code, and nothing changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from desks import STORY, refused
from support.running import Desk

from factcheck.db.place import parse_place
from factcheck.db.schema import APPLICATION_ID

READ_AND_WRITE = [
    ["claim", "list"],
    ["note", "1", "x"],
    ["db", "check"],
    ["db", "upgrade"],
    ["db", "verify"],
    ["export"],
]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 200
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
ZIP = b"PK\x03\x04" + b"\0" * 200


def _foreign(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE claims (id INTEGER PRIMARY KEY)")


def _newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.commit()


MADE = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("claims"),
    "picture": lambda path: path.write_bytes(PNG),
    "half a header": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "somebody else's": _foreign,
    "newer": _newer,
    "folder": lambda path: path.mkdir(),
    "missing": lambda path: None,
}
SAYS = {
    "empty": "no SQLite database", "text": "no SQLite database", "picture": "no SQLite database", "half a header": "no SQLite database",
    "somebody else's": "not a desk of factcheck", "newer": "newer factcheck (revision 9999)", "folder": "is a folder", "missing": "no desk at",
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.one_engine("sqlite")
def test_what_is_no_desk_of_ours_is_never_touched(no_desk, kind):
    path = no_desk.folder / "other.db"
    MADE[kind](path)
    before = path.read_bytes() if path.is_file() else None
    for command in READ_AND_WRITE:
        result = no_desk.run(*command, "--db", "other.db")
        assert result.exit_code == (9 if kind == "folder" else 6)
        assert SAYS[kind] in result.stderr
        assert "hint: " in result.stderr
        assert result.stdout == ""
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in no_desk.folder.iterdir()] == ([] if kind == "missing" else ["other.db"])


@pytest.mark.one_engine("sqlite")
def test_a_damaged_desk_says_so(claims):
    data = bytearray(claims.place.path.read_bytes())
    data[4096:40960] = b"\xff" * 36864
    claims.place.path.write_bytes(data)
    for command in (["claim", "list"], ["note", "1", "x"]):
        result = claims.run(*command)
        assert result.exit_code == 6
        assert "damaged" in result.stderr
    assert claims.place.path.read_bytes() == data


@pytest.mark.one_engine("sqlite")
@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_a_desk_one_may_not_write_is_read_and_never_written(claims):
    """As another user where the tests run as root, whom no permission stops."""
    outside = Path(tempfile.mkdtemp(prefix="factcheck-read-only-"))
    try:
        desk = outside / "desk.db"
        shutil.copy(claims.place.path, desk)
        desk.chmod(0o444)
        outside.chmod(0o555)
        with _nobody():
            reader = Desk(parse_place(str(desk)), outside)
            listed = reader.json("claim", "list")
            result = reader.run("note", "1", "x")
        assert [row["number"] for row in listed["data"]] == [1, 2, 3]
        assert result.exit_code == 9
        assert f"cannot open {desk}" in result.stderr or f"cannot write {desk}" in result.stderr
        assert desk.read_bytes() == claims.place.path.read_bytes()
        assert [each.name for each in outside.iterdir()] == ["desk.db"]
    finally:
        outside.chmod(0o755)
        shutil.rmtree(outside)


class _nobody:  # noqa: N801 - reads as a phrase: with _nobody()
    """Act as the user nobody where we are root."""

    def __enter__(self):
        if os.geteuid() == 0:
            os.seteuid(65534)
            self.was_root = True

    def __exit__(self, *_):
        if getattr(self, "was_root", False):
            os.seteuid(0)


ARTICLES = {
    "nothing.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n\t ", "is empty"),
    "picture.txt": (PNG, "a PNG picture"),
    "paper.txt": (PDF, "a PDF file"),
    "archive.txt": (ZIP, "zip"),
    "wrong.txt": ("Der Fluß stieg".encode("latin-1"), "not UTF-8 at byte 7"),
    "nul.txt": (b"The river\0rose", "NUL"),
    "half.html": (b"<p>a</p>" + b"<div>" * 200_000, "deep"),
    "markup.html": (b"<html><script>alert(1)</script></html>", "no text"),
}


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.one_engine("sqlite")
def test_what_is_no_article_is_refused(desk, name):
    content, says = ARTICLES[name]
    (desk.folder / name).write_bytes(content)
    assert says in refused(desk, 3, "article", "add", name)


@pytest.mark.one_engine("sqlite")
def test_a_huge_file_is_refused_unread_wherever_a_file_is_named(claims):
    with (claims.folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    for command in (
        ["article", "add", "huge.txt"],
        ["import", "huge.txt"],
        ["note", "1", "@huge.txt"],
        ["article", "add", "/dev/zero"],
    ):
        error = refused(claims, 3, *command)
        assert "limit" in error
        assert "bytes" in error


@pytest.mark.one_engine("sqlite")
def test_a_file_that_cannot_be_read_is_named(claims):
    (claims.folder / "loop").symlink_to("loop")
    for target, command in (
        ("loop", ["article", "add", "loop"]),
        ("no such file", ["article", "add", "no such file"]),
        (".", ["article", "add", "."]),
        ("loop", ["import", "loop"]),
        ("loop", ["note", "1", "@loop"]),
        ("x", ["article", "add", "x" * 5_000]),
        ("x", ["evidence", "add", "1", "x" * 5_000, "--for", "y"]),
    ):
        assert target in refused(claims, 9, *command)


@pytest.mark.one_engine("sqlite")
def test_a_text_file_in_another_encoding_is_refused(claims):
    (claims.folder / "latin.txt").write_bytes("Fluß".encode("latin-1"))
    assert "latin.txt is not UTF-8 at byte 3" in refused(claims, 3, "note", "1", "@latin.txt")
    assert "standard input is not UTF-8" in refused(claims, 3, "note", "1", "-", stdin=b"\xff")


@pytest.mark.one_engine("sqlite")
def test_a_file_name_that_is_no_text_is_kept_readable(desk):
    name = os.fsdecode(b"fl\xffod.txt")
    (desk.folder / name).write_text(STORY, encoding="utf-8")
    environment = os.environ | {"FACTCHECK_DB": desk.address, "FACTCHECK_PERSON": "ANA"}
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "article", "add", name],
        cwd=desk.folder, env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert desk.proof().faults == []
    assert len(desk.json("article", "list")["data"]) == 1
