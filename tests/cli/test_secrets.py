"""A name that must never come out does not: not from the desk's bytes, a report or an export; files are their owner's."""

import json
import os

import pytest
from desks import add_evidence, refused

REAL = "Ines Rothschild"
CODE = "HERON"


@pytest.fixture
def secretive(claims, monkeypatch):
    """HERON, whose real name is kept apart, speaks off the record in claim 1; claim 2's speaker is on background."""
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "names.json"))
    monkeypatch.chdir(claims.folder)
    previous = os.umask(0o022)
    claims.ok("source", "add", CODE, "--confidential", "--kind", "person", stdin=REAL + "\n")
    claims.ok("claim", "edit", "1", "--by", CODE, "--level", "off-record")
    claims.ok("claim", "edit", "2", "--level", "background")
    claims.ok("note", "1", "met behind the harbour")
    yield claims
    os.umask(previous)


def _mode(path):
    return path.stat().st_mode & 0o777


def _bytes(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def _held(desk):
    """All the desk's bytes; on a server all its history."""
    path = desk.place.path
    if path is None:
        return desk.ok("log", "--limit", "500", "--json").encode()
    return b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))


def test_the_real_name_is_in_its_own_file_and_nowhere_else(secretive):
    names = secretive.folder / "names.json"
    assert REAL in names.read_text(encoding="utf-8")
    assert _mode(names) == 0o600
    assert CODE.encode() in _held(secretive)
    secretive.ok("report", "-o", "report.html", "--include-confidential")
    secretive.ok("export", "-o", "set.json", "--include-confidential")
    secretive.ok("export", "--desk", "-o", "desk.jsonl", "--include-confidential")
    names.unlink()
    for told in (_held(secretive), _bytes(secretive.folder), secretive.ok("source", "show", CODE).encode()):
        assert REAL.encode() not in told
        assert b"Rothschild" not in told


def test_the_real_name_is_told_only_to_who_asks_for_it(secretive):
    assert secretive.json("source", "show", CODE, "--real-name")["data"]["real_name"] == REAL
    assert "real_name" not in secretive.json("source", "show", CODE)["data"]
    (secretive.folder / "names.json").write_text("{}", encoding="utf-8")
    assert "does not know that name" in refused(secretive, 4, "source", "show", CODE, "--real-name")


def test_a_file_of_names_that_others_can_read_is_not_used(secretive):
    names = secretive.folder / "names.json"
    names.chmod(0o640)
    assert "can be read by others" in refused(secretive, 9, "source", "show", CODE, "--real-name")
    refused(secretive, 9, "source", "add", "CRANE", "--confidential", stdin="Ada Secret\n")
    assert "Ada Secret" not in names.read_text(encoding="utf-8")
    names.chmod(0o600)
    secretive.ok("source", "add", "CRANE", "--confidential", stdin="Ada Secret\n")
    assert secretive.json("source", "show", CODE, "--real-name")["data"]["real_name"] == REAL


def test_what_somebody_laid_beside_the_names_does_not_open_them(secretive):
    part = secretive.folder / "names.json.part"
    part.write_text("", encoding="utf-8")
    part.chmod(0o666)
    secretive.ok("source", "add", "CRANE", "--confidential", stdin="Ada Secret\n")
    assert _mode(secretive.folder / "names.json") == 0o600
    assert not part.exists()


def test_a_confidential_source_without_a_name_or_a_place_for_it_is_refused(claims, monkeypatch):
    assert "needs a real name" in refused(claims, 2, "source", "add", CODE, "--confidential", stdin="\n")
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "story.txt" / "names.json"))
    (claims.folder / "story.txt").write_text("a file, no folder", encoding="utf-8")
    refused(claims, 9, "source", "add", CODE, "--confidential", stdin=REAL + "\n")
    (claims.folder / "bad.json").write_text("[]", encoding="utf-8")
    (claims.folder / "bad.json").chmod(0o600)
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "bad.json"))
    assert "no file of names" in refused(claims, 3, "source", "add", CODE, "--confidential", stdin=REAL + "\n")


def test_who_spoke_off_the_record_is_in_no_report_or_export(secretive):
    secretive.ok("report", "-o", "report.html")
    secretive.ok("export", "-o", "set.json")
    page = (secretive.folder / "report.html").read_text(encoding="utf-8")
    written = (secretive.folder / "set.json").read_text(encoding="utf-8")
    for told in (page, written):
        assert CODE not in told
        assert "behind the harbour" not in told
    claims = {each["number"]: each for each in json.loads(written)["claims"]}
    assert set(claims) == {1, 2, 3}
    assert "Ada Lune" not in [each["name"] for each in json.loads(written).get("sources", [])]
    assert "a source known to the desk" in page
    secretive.ok("report", "-o", "all.html", "--include-confidential")
    secretive.ok("export", "-o", "all.json", "--include-confidential")
    for name in ("all.html", "all.json"):
        told = (secretive.folder / name).read_text(encoding="utf-8")
        assert CODE in told
        assert "behind the harbour" in told


def test_a_whole_desk_with_secrets_is_refused_until_asked_for_by_name(secretive):
    error = refused(secretive, 5, "export", "--desk", "-o", "desk.jsonl")
    for part in ("1 internal note", "2 statements off the record or on background", "1 confidential source"):
        assert part in error
    assert "--include-confidential" in error
    assert not (secretive.folder / "desk.jsonl").exists()


def test_whom_the_desk_called_is_a_secret_and_what_the_history_keeps_of_one(claims):
    add_evidence(claims)
    claims.ok("export", "--desk", "-o", "desk.jsonl")
    claims.ok("evidence", "edit", "1.1", "--method", "called", "--called", "the clerk's own number")
    assert "names whom the desk asked" in refused(claims, 5, "export", "--desk", "-o", "again.jsonl")
    claims.ok("report", "-o", "report.html")
    claims.ok("export", "-o", "set.json")
    assert b"the clerk" not in _bytes(claims.folder)
    claims.ok("undo")
    assert "once, in its history" in refused(claims, 5, "export", "--desk", "-o", "again.jsonl")


def test_what_holds_secrets_is_its_owners_alone(secretive, monkeypatch):
    secretive.ok("export", "--desk", "-o", "desk.jsonl", "--include-confidential")
    secretive.ok("export", "-o", "all.json", "--include-confidential")
    secretive.ok("export", "-o", "set.json")
    modes = {name: _mode(secretive.folder / name) for name in ("desk.jsonl", "all.json", "set.json", "names.json")}
    assert modes == {"desk.jsonl": 0o600, "all.json": 0o600, "set.json": 0o644, "names.json": 0o600}
    (secretive.folder / "desk.jsonl").chmod(0o644)
    secretive.ok("export", "--desk", "-o", "desk.jsonl", "--include-confidential", "--force")
    assert _mode(secretive.folder / "desk.jsonl") == 0o600


@pytest.mark.one_engine("sqlite")
def test_the_desk_its_log_and_its_backups_are_0600(no_desk):
    from contextlib import closing

    from factcheck.db.place import open_sqlite

    previous = os.umask(0)
    try:
        path = no_desk.place.path
        no_desk.ok("db", "init", no_desk.address)
        with closing(open_sqlite(path, write=True)) as connection:  # it holds the log open
            connection.execute("SELECT count(*) FROM desks").fetchone()
            no_desk.ok("source", "add", "Radio")
            modes = {each.name: _mode(each) for each in path.parent.glob(path.name + "*")}
        no_desk.ok("db", "backup", "copy.db")
        no_desk.ok("db", "restore", "copy.db", "again.db")
    finally:
        os.umask(previous)
    assert path.name + "-wal" in modes
    assert set(modes.values()) == {0o600}
    assert _mode(no_desk.folder / "copy.db") == _mode(no_desk.folder / "again.db") == 0o600
