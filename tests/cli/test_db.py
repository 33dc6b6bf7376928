import sqlite3
import stat

import pytest
from desks import refused, state


def test_init_makes_a_desk_and_says_how_to_use_it(no_desk):
    place = no_desk.address
    shown = no_desk.ok("db", "init", "--name", "Lune desk", person=None)
    assert "Lune desk" in shown
    hidden = ":***@" in str(no_desk.place)
    use = "the address you gave, with its password" if hidden else str(no_desk.place)
    assert f"export FACTCHECK_DB={use}" in shown
    assert no_desk.json("db", "current")["data"]["revision"] == no_desk.json("db", "current")["data"]["expected"]
    assert no_desk.ok("db", "check")
    error = no_desk.run("db", "init", place)
    assert error.exit_code in (5, 6)
    assert "not touched" in error.stderr


def test_nothing_but_init_makes_a_desk(no_desk):
    for command in (
        ["status"],
        ["claim", "list"],
        ["article", "add", "x.txt"],
        ["source", "add", "X"],
        ["db", "check"],
    ):
        assert no_desk.run(*command).exit_code in (3, 6, 9)
        assert not (no_desk.place.path and no_desk.place.path.exists())


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "x" * 10_000])
@pytest.mark.one_engine("sqlite")
def test_a_desk_with_an_impossible_name_is_not_half_made(no_desk, name):
    result = no_desk.run("db", "init", "--name", name)
    assert result.exit_code == (0 if name == "" else 3), result.stderr
    assert no_desk.place.path.exists() == (name == "")


@pytest.mark.one_engine("sqlite")
def test_a_new_file_is_its_owners_alone(no_desk):
    no_desk.ok("db", "init", "mine.db")
    assert stat.S_IMODE((no_desk.folder / "mine.db").stat().st_mode) == 0o600
    assert "there already" in no_desk.run("db", "init", "mine.db").stderr
    assert no_desk.run("db", "init", "no such folder/mine.db").exit_code == 9


@pytest.mark.one_engine("sqlite")
def test_a_backup_is_the_desk_at_one_instant_and_overwrites_nothing(claims):
    before = claims.json("claim", "list")["data"]
    claims.ok("db", "backup", "copy.db")
    claims.ok("claim", "drop", "1")
    copy = claims.folder / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert claims.json("claim", "list", "--db", copy)["data"] == before
    assert claims.ok("db", "verify", "--db", copy)
    assert "there already" in refused(claims, 5, "db", "backup", "copy.db")
    refused(claims, 9, "db", "backup", "no such folder/copy.db")


@pytest.mark.one_engine("postgresql")
def test_a_server_is_backed_up_by_its_own_tool(claims):
    assert "pg_dump" in refused(claims, 2, "db", "backup", "copy.db")


def test_reindex_brings_a_lost_index_back_and_writes_no_history(claims):
    from sqlalchemy import text

    from factcheck.db.session import writing

    with writing(claims.place) as session:
        session.execute(text("DELETE FROM search_claims"))
    assert claims.json("claim", "list", "--search", "bridge")["data"] == []
    before = state(claims)
    assert claims.json("db", "reindex")["data"] == {"claims": 3, "prior_checks": 0, "read_by_model": 0}
    assert [row["number"] for row in claims.json("claim", "list", "--search", "bridge")["data"]] == [3]
    assert state(claims) == before


def test_verify_proves_the_whole_desk(claims):
    proof = claims.json("db", "verify")["data"]
    assert (proof["events"], proof["head"], proof["redacted"]) == (claims.proof().events, claims.proof().head, [])


@pytest.mark.one_engine("sqlite")
def test_a_silent_edit_is_found(claims):
    with sqlite3.connect(claims.place.path) as connection:
        connection.execute("UPDATE claims SET wording = 'The river fell.' WHERE number = 1")
    connection.close()
    result = claims.run("db", "verify")
    assert result.exit_code == 8
    assert "claim 1: its rows differ from its last event" in result.stderr


@pytest.mark.one_engine("sqlite")
def test_a_missing_trigger_is_found(claims):
    with sqlite3.connect(claims.place.path) as connection:
        (name,) = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1").fetchone()
        connection.execute(f"DROP TRIGGER {name}")
    connection.close()
    result = claims.run("db", "check", "--json")
    assert result.exit_code == 1
    assert name in result.stdout


@pytest.mark.one_engine("sqlite")
def test_the_shipped_example_takes_no_changes(claims):
    from factcheck.db.session import writing
    from factcheck.services.desks import mark_example
    from factcheck.services.work import Hands, start_work

    with writing(claims.place) as session:
        work, _ = start_work(session, "build", None, Hands())
        mark_example(work)
        work.seal()
    error = refused(claims, 5, "note", "1", "x")
    assert "worked example" in error
    assert "factcheck db init my.db" in error
    assert claims.ok("claim", "list")
