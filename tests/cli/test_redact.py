"""What was redacted stands nowhere any more: not in a row, not in the history, not in the bytes of the files."""

import json

import pytest
from desks import add_evidence, refused
from sqlalchemy import text

from factcheck.core.canonical import sha256
from factcheck.db import meanings
from factcheck.db.session import reading, writing

SECRET = "Ines Rothschild-Örtel"  # with a letter that JSON may spell in another way


def _holders(desk, value=SECRET):
    """Where the value can still be read: the desk's files byte for byte, or on a server every row of every table."""
    path = desk.place.path
    if path is not None:
        # The index of the search holds words on their own, in lower case.
        spelled = (value.encode(), json.dumps(value)[1:-1].encode(), value.encode("utf-16-le"), b"rothschild")
        files = {file.name: file.read_bytes() for file in path.parent.glob(path.name + "*")}
        return [name for name, data in files.items() for each in spelled if each in data or each in data.lower()]
    found = []
    with reading(desk.place) as session:
        tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for table in tables:
            rows = session.scalars(text(f'SELECT CAST(t AS text) FROM "{table}" AS t')).all()
            found += [table for row in rows if "rothschild" in row.lower()]
    return found


def _gone(desk, events):
    """The value is nowhere, the chain is whole, and says what was done."""
    assert _holders(desk) == []
    assert SECRET.split()[1] not in desk.ok("log", "--limit", "500")
    assert desk.json("find", SECRET)["data"]["claims"] == []
    proof = desk.proof()
    assert proof.faults == []
    assert proof.redacted
    assert proof.events > events
    assert "redacted" in desk.ok("db", "verify")
    assert "redact" in {entry["command"] for entry in desk.json("log", "--limit", "5")["data"]}


PLACES = {
    "note": (("note", "1", f"we met {SECRET} twice"), "1.note1.text"),
    "finding": (("evidence", "edit", "1.1", "--for", f"{SECRET} says so"), "1.1.finding"),
    "reason": (("status", "1", "confirmed", "--because", f"{SECRET} showed it"), "1.reason"),
    "description": (("source", "edit", "s1", "--description", f"asked by {SECRET}"), "s1.description"),
    "query": (("query", "1", "--change", f"says {SECRET}"), "1.query1.proposed"),
    "title": (("document", "edit", "d1", "--title", f"Letter of {SECRET}"), "d1.title"),
    "wording": (("claim", "edit", "2", "--wording", f"{SECRET} was hurt."), "2.wording"),
}
_QUICK = {"note", "finding"}
_ALL = [pytest.param(name, marks=() if name in _QUICK else pytest.mark.deep) for name in PLACES]


@pytest.mark.parametrize("name", _ALL)
def test_a_value_is_gone_from_the_whole_desk(claims, name):
    add_evidence(claims)
    command, place = PLACES[name]
    claims.ok(*command)
    claims.ok("claim", "tag", "1,2", "june")
    assert _holders(claims), "the test looks in the wrong place"
    events = claims.proof().events
    done = claims.json("redact", place, "--because", "a promise")["data"]
    assert any("payload of event" in each for each in done["blanked"])
    _gone(claims, events)
    assert "[redacted]" in claims.ok("claim", "show", "1,2") + claims.ok("source", "show", "s1") + claims.ok(
        "document", "show", "d1"
    )


def test_a_value_typed_unseen_goes_wherever_it_stands(claims):
    add_evidence(claims)
    claims.ok("note", "1", f"ask {SECRET}")
    claims.ok("note", "2", f"{SECRET}, and {SECRET} again")
    claims.ok("source", "edit", "s2", "--alias", SECRET)
    claims.ok("source", "add", "Radio", "--description", f"{SECRET} works there")
    claims.ok("evidence", "edit", "1.1", "--locator", f"where {SECRET} signs", "--called", SECRET, "--method", "called")
    events = claims.proof().events
    result = claims.run("redact", "-", "--because", "a promise", stdin=SECRET + "\n")
    assert result.exit_code == 0
    assert SECRET not in result.stdout + result.stderr
    _gone(claims, events)
    assert claims.json("claim", "show", "2")["data"][0]["notes"][0]["text"] == "[redacted], and [redacted] again"
    assert claims.json("source", "show", "Radio")["data"]["description"] == "[redacted] works there"
    assert "stands nowhere" in refused(claims, 5, "redact", "-", "--because", "again", stdin=SECRET)


def test_what_was_entered_once_and_changed_since_goes_by_its_event(claims):
    claims.ok("claim", "edit", "2", "--wording", f"{SECRET} was hurt.")
    event = claims.json("log", "--limit", "1")["data"][0]["seq"]
    claims.ok("claim", "edit", "2", "--wording", "Nobody was hurt.")
    assert _holders(claims)
    events = claims.proof().events
    assert claims.json("redact", event, "--because", "a promise")["data"]["blanked"] == [f"payload of event {event}"]
    _gone(claims, events)
    assert claims.json("claim", "show", "2")["data"][0]["wording"] == "Nobody was hurt."
    assert "already" in refused(claims, 5, "redact", event, "--because", "again")


def test_what_a_model_made_of_it_goes_with_its_event(claims):
    claims.ok("claim", "edit", "2", "--wording", f"{SECRET} was hurt.")
    event = claims.json("log", "--limit", "1")["data"][0]["seq"]
    claims.ok("claim", "edit", "2", "--wording", "Nobody was hurt.")
    gone, kept = sha256(f"{SECRET} was hurt."), sha256("Nobody was hurt.")
    with writing(claims.place) as session:
        meanings.write(session.connection(), "m" * 64, {gone: b"1234", kept: b"1234"})
    claims.ok("redact", event, "--because", "a promise")
    with reading(claims.place) as session:
        assert list(meanings.read(session.connection(), "m" * 64, [gone, kept])) == [kept]


def test_a_redaction_needs_a_reason_and_a_place_that_is_there(claims):
    claims.ok("note", "1", "x marks it")
    for code, arguments in (
        (2, ["1.note1.text"]),
        (2, ["1.note1.text", "--because", " "]),
        (3, ["1.colour", "--because", "x"]),
        (3, ["nonsense", "--because", "x"]),
        (4, ["1.note2.text", "--because", "x"]),
        (4, ["s1.description", "--because", "x"]),
        (4, ["9999", "--because", "x"]),
    ):
        refused(claims, code, "redact", *arguments)


def test_a_value_in_the_text_of_an_article_is_refused_until_the_text_goes(claims):
    claims.ok("note", "1", "Mayor Ada Lune was asked")
    assert "a1.text" in refused(claims, 5, "redact", "-", "--because", "x", stdin="Mayor Ada Lune")
