"""On a server a person is bound to a login: by the first sign-off, or by every change where the desk says so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.engine import make_url
from support.running import Desk

from factcheck.db.place import Place, parse_place

pytestmark = pytest.mark.one_engine("postgresql")


@pytest.fixture
def claim(desk):
    """A desk with one claim that ANA settled."""
    (desk.folder / "story.txt").write_text("The river rose.\n", encoding="utf-8")
    desk.ok("article", "add", "story.txt")
    desk.ok("claim", "add", "The river rose.", "--quote", "The river rose")
    desk.ok("evidence", "add", "1", "https://example.org/gauge", "--for", "it did")
    desk.ok("status", "1", "confirmed", "--because", "seen")
    return desk


@contextmanager
def _logged_in(desk: Desk, name: str) -> Iterator[Desk]:
    """The desk as somebody with another login meets it: one who may read and write it and owns nothing of it."""
    import psycopg

    url = make_url(desk.place.url)
    login = f"factcheck_test_{os.getpid()}_{name}"
    with psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as admin:
        admin.execute(f"CREATE ROLE {login} LOGIN PASSWORD 'secret'")
        try:
            admin.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {login}")
            admin.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {login}")
            place: Place = parse_place(url.set(username=login, password="secret").render_as_string(hide_password=False))
            yield Desk(place, desk.folder)
        finally:
            admin.execute(f"DROP OWNED BY {login}")
            admin.execute(f"DROP ROLE {login}")


def _logins(desk):
    return {each["name"]: (each["login"] or "").rpartition("_")[2] for each in desk.json("person", "list")["data"]}


def test_the_first_sign_off_binds_and_nobody_signs_for_another(claim):
    with _logged_in(claim, "bo") as bo:
        assert _logins(claim) == {"ANA": ""}
        bo.ok("signoff", "1", person="BO")
        assert _logins(claim) == {"ANA": "", "BO": "bo"}
        result = bo.run("signoff", "1", person="CY")
        assert result.exit_code == 5
        assert "is BO's, and CY has none yet" in result.stderr
        result = claim.run("signoff", "1", person="BO")
        assert result.exit_code == 5
        assert "BO works under the login" in result.stderr
        assert [each["by"] for each in claim.json("claim", "show", "1")["data"][0]["signoffs"]] == ["BO"]
        assert "first work under the login" in claim.ok("log", "--limit", "3")


def test_other_changes_are_bound_where_the_desk_says_so(claim):
    with _logged_in(claim, "bo") as bo:
        bo.ok("note", "1", "mine", person="ANA")
        claim.ok("policy", "set", "logins", "all", "--because", "house rule")
        bo.ok("note", "1", "mine", person="BO")
        result = claim.run("note", "1", "mine", person="BO")
        assert (result.exit_code, "BO works under the login" in result.stderr) == (5, True)
        claim.ok("note", "1", "mine", person="ANA")
        assert _logins(claim) == {"ANA": "postgres", "BO": "bo"}


def test_a_login_is_given_to_another_by_hand_and_never_to_two(claim):
    claim.ok("review", "1", "--agreement")
    claim.ok("person", "edit", "ANA", "--login", "someone")
    result = claim.run("person", "edit", "BEN", "--login", "someone")
    assert result.exit_code == 4
    claim.ok("note", "1", "x", person="BEN")
    result = claim.run("person", "edit", "BEN", "--login", "someone")
    assert (result.exit_code, "is ANA's" in result.stderr) == (5, True)
    claim.ok("person", "edit", "ANA", "--login", "")
    claim.ok("person", "edit", "BEN", "--login", "someone", "--role", "second")
    (ben,) = [each for each in claim.json("person", "list")["data"] if each["name"] == "BEN"]
    assert (ben["login"], ben["role"]) == ("someone", "second")


def test_what_a_login_is_to_check_blind_is_hidden_under_every_name(claim):
    with _logged_in(claim, "bo") as bo:
        bo.ok("review", "1", "--blind", person="BO")
        for person in ("BO", "ANA", None):
            assert "HIDDEN" in bo.ok("claim", "show", "1", person=person)
            assert "seen" not in bo.ok("claim", "show", "1", person=person)
        assert "CONFIRMED" in claim.ok("claim", "show", "1", person="ANA")
        bo.ok("review", "1", "--check", "confirmed", "--because", "looked", person="BO")
        assert "CONFIRMED" in bo.ok("claim", "show", "1", person="BO")
