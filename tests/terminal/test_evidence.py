import sqlite3
from contextlib import closing

import pytest
from desks import add_evidence, state
from terminal import CLEAR, CTRL_C, TAB

PAGE = "https://example.org/gauge"


def answer(terminal, question, text="", **options):
    terminal.see(question)
    terminal.type(text, **options)


def test_a_new_document_a_second_item_from_it_and_a_status(claims, at):
    terminal = at(claims, "evidence", "add")
    answer(terminal, "claim [1]")
    terminal.shows("1 UNVERIFIED The river rose 18 % in May.")
    terminal.see("document for 1")
    terminal.paste(PAGE)
    answer(terminal, "it is (for", "f")
    answer(terminal, "what it shows", "From 4.1 to 4.8 m.")
    answer(terminal, "its title", "Gauge readings")
    answer(terminal, "published", "2025-13")
    terminal.shows("“2025-13” is no date")
    answer(terminal, "published", CLEAR + "2025-05-30")
    answer(terminal, "put up by", "Water Office")
    answer(terminal, "“Water Office” is new to the desk")
    answer(terminal, "ultimately from (NAME? if inferred; unknown) [Water Office]")
    answer(terminal, "quality", "1")
    answer(terminal, "where in it", "table 2")
    answer(terminal, "read how far", "whole page")
    terminal.shows(f"new: {PAGE} · supports · primary · table 2 · read: whole page · from Water Office")
    answer(terminal, "save, or save with a status")
    answer(terminal, "next document for 1", "=")
    terminal.shows("d1 Gauge readings (known)")
    answer(terminal, "it is (for", "ag")
    answer(terminal, "what it shows", "17 % at the old bridge.")
    answer(terminal, "ultimately from", "Ada Lune?")
    answer(terminal, "quality (primary, self-reported, secondary, copy; ? explains) [primary]")
    answer(terminal, "where in it")
    answer(terminal, "read how far (or “not read”) [whole page]")
    answer(terminal, "save, or save with a status", "mi")
    terminal.see("because: For: Water Office: From 4.1 to 4.8 m. Against: Ada Lune: 17 % at the old bridge.")
    terminal.type("")
    answer(terminal, "document for 2")
    terminal.end()

    (claim,) = claims.json("claim", "show", "1")["data"]
    assert (claim["status"], claim["stale"]) == ("mixed", False)
    assert claim["reason"] == "For: Water Office: From 4.1 to 4.8 m. Against: Ada Lune: 17 % at the old bridge."
    first, second = claim["evidence"]
    assert (first["stance"], first["finding"], first["quality"]) == ("supports", "From 4.1 to 4.8 m.", "primary")
    assert (first["locator"], first["extent"], first["read"]) == ("table 2", "whole page", True)
    assert (second["stance"], second["quality"], second["extent"]) == ("refutes", "primary", "whole page")
    (document,) = claims.json("document", "list")["data"]
    assert (document["url"], document["title"], document["date"]) == (PAGE, "Gauge readings", "2025-05-30")
    office = claims.json("source", "show", "Water Office")["data"]["ref"]
    assert (document["publisher"], document["origin"], document["origin_basis"]) == (office, office, "stated")
    assert claims.json("evidence", "show", "1.2")["data"]["origin"] == "Ada Lune"
    with closing(sqlite3.connect(claims.place.path)) as connection:
        assert connection.execute("SELECT origin_basis FROM evidence ORDER BY item").fetchall() == [
            (None,),
            ("inferred",),
        ]


@pytest.mark.deep
def test_a_known_address_is_recognised_and_its_publisher_not_asked(claims, at):
    add_evidence(claims)
    terminal = at(claims, "evidence", "add", "2", "--context", "It says nothing of people.")
    answer(terminal, "document for 2", "example.org/gauge", enter=False)
    terminal.shows(f"d1 {PAGE} (known)")
    terminal.type("")
    answer(terminal, "ultimately from (NAME? if inferred; unknown) [Water Office]")
    answer(terminal, "quality", "?")
    terminal.shows("the record itself")
    answer(terminal, "quality")
    answer(terminal, "where in it")
    answer(terminal, "read how far", "not" + TAB)
    answer(terminal, "save, or save with a status", "d")
    terminal.shows("2 cannot be disputed: it lacks an item that was read")
    answer(terminal, "save, or save with a status", CLEAR)
    answer(terminal, "next document for 2", "9")
    terminal.shows("there is no claim 9")
    answer(terminal, "next document for 2", CLEAR + "3")
    terminal.shows("3 UNVERIFIED The bridge was built in 1911.")
    answer(terminal, "document for 3")
    terminal.end()
    (item,) = claims.json("evidence", "list", "2")["data"]
    assert (item["stance"], item["read"], item["extent"]) == ("context", False, "not read")
    assert len(claims.json("document", "list")["data"]) == 1


@pytest.mark.deep
def test_a_call_is_evidence_and_is_settled_with_it(claims, at):
    terminal = at(claims, "evidence", "add", "3", "--called", "Old Archivist")
    answer(terminal, "it is (for", "1")
    answer(terminal, "what it shows", "The plans say 1911.")
    answer(terminal, "ultimately from (NAME? if inferred; unknown) [Old Archivist]")
    answer(terminal, "“Old Archivist” is new to the desk")
    answer(terminal, "quality", "2")
    answer(terminal, "where in it")
    answer(terminal, "read how far")
    answer(terminal, "save, or save with a status", "c")
    answer(terminal, "because: Old Archivist: The plans say 1911.", CLEAR + "@home the archivist read them out.")
    answer(terminal, "document for 1")
    assert "unverified -> confirmed" in terminal.end()
    assert claims.json("claim", "show", "3")["data"][0]["reason"] == "@home the archivist read them out."


@pytest.mark.deep
def test_a_status_named_beforehand_only_wants_its_reason(claims, at):
    add_evidence(claims)
    arguments = ("1", PAGE, "--against", "It rose by 17 %.", "--origin", "Water Office", "--set", "refuted")
    terminal = at(claims, "evidence", "add", *arguments)
    answer(terminal, "quality")
    answer(terminal, "where in it")
    answer(terminal, "read how far")
    answer(terminal, "because: Water Office: It rose by 17 %.")
    answer(terminal, "document for 2")
    terminal.end()
    assert claims.json("claim", "show", "1")["data"][0]["status"] == "refuted"


@pytest.mark.deep
def test_leaving_before_the_save_writes_nothing(claims, at):
    before = state(claims)[:2]
    terminal = at(claims, "evidence", "add", "1")
    answer(terminal, "document for 1", PAGE)
    answer(terminal, "it is (for", "f")
    answer(terminal, "what it shows", "Much work." + CTRL_C, enter=False)
    terminal.end(130)
    assert state(claims)[:2] == before


@pytest.mark.deep
def test_nobody_at_the_desk_waits_while_a_person_thinks(claims, at):
    terminal = at(claims, "evidence", "add", "1")
    answer(terminal, "document for 1", PAGE)
    terminal.see("it is (for")
    claims.ok("note", "1", "written meanwhile", person="BEN")
    terminal.type(CTRL_C, enter=False)
    terminal.end(130)


@pytest.mark.deep
@pytest.mark.parametrize("typed", ["not a place", "d9", "javascript:alert(1)", "https://", "="])
def test_what_is_no_document_is_said_at_once(claims, at, typed):
    terminal = at(claims, "evidence", "add", "1")
    answer(terminal, "document for 1", typed)
    answer(terminal, "document for 1", CLEAR)
    terminal.end()
    assert claims.json("document", "list")["data"] == []
