import json

import pytest
from desks import add_evidence, state
from terminal import CLEAR, CTRL_C, TAB


def answer(terminal, question, text="", **options):
    terminal.see(question)
    terminal.type(text, **options)


def test_a_status_without_a_reason_gets_one_proposed_from_the_evidence(claims, at):
    add_evidence(claims)
    terminal = at(claims, "status", "1", "confirmed")
    answer(terminal, "because: Water Office: the gauge shows it.")
    terminal.end()
    assert claims.json("claim", "show", "1")["data"][0]["reason"] == "Water Office: the gauge shows it."


@pytest.mark.deep
def test_the_chooser_says_what_each_status_means_and_lacks(claims, at):
    add_evidence(claims)
    terminal = at(claims, "status", "1,2", "?", columns=80)
    terminal.see("status:")
    shown = " ".join(terminal.text.split())
    assert "confirmed the evidence shows it to be so; lacks an item that was read and supports it" in shown
    assert "disputed credible sources disagree and nothing settles it; lacks" in shown
    assert "unverifiable beyond any public source 6 in-review" in shown
    terminal.type("confirmed")
    terminal.shows("factcheck evidence add 1")
    answer(terminal, "status:", "unverifiable")
    terminal.shows("a judgement, not a matter of fact")
    answer(terminal, "why nothing can verify it", "no")
    answer(terminal, "because:")
    terminal.shows("unverifiable needs a reason")
    answer(terminal, "because:", "Nobody kept records.")
    terminal.end()
    for claim in claims.json("claim", "show", "1,2")["data"]:
        assert (claim["status"], claim["code"], claim["reason"]) == (
            "unverifiable",
            "no-public-source",
            "Nobody kept records.",
        )


@pytest.mark.deep
def test_what_a_status_lacks_is_said_before_anything_is_asked(claims, at):
    before = state(claims)[:2]
    assert "lacks" in at(claims, "status", "1", "refuted").end(5)
    assert "is not a status" in at(claims, "status", "1", "rumour").end(3)
    assert state(claims)[:2] == before


@pytest.mark.deep
def test_a_source_and_what_it_belongs_to(claims, at):
    terminal = at(claims, "source", "add")
    answer(terminal, "name", "ada lune")
    terminal.shows("“Ada Lune” is on the desk already")
    answer(terminal, "name", CLEAR + "Town Hall Press Office")
    answer(terminal, "kind", "org")
    answer(terminal, "part of", "Citi of Lune")
    terminal.shows("did you mean City of Lune?")
    answer(terminal, "part of", CLEAR + "ci" + TAB)
    answer(terminal, "description", "Speaks for the mayor.")
    answer(terminal, "save, or again")
    answer(terminal, "next name, Enter to end")
    terminal.end()
    (made,) = (each for each in claims.json("source", "list")["data"] if each["name"] == "Town Hall Press Office")
    assert (made["kind"], made["description"]) == ("organisation", "Speaks for the mayor.")
    assert made["part_of"] == claims.json("source", "show", "City of Lune")["data"]["ref"]


def test_a_real_name_is_typed_unseen_and_never_reaches_the_desk(claims, at):
    names = claims.folder / "names.json"
    terminal = at(claims, "source", "add", "HERON", "--confidential", FACTCHECK_NAMES=str(names))
    terminal.see("the real name (not shown):")
    claims.ok("note", "1", "nobody waits for the name", person="BEN")
    terminal.type("Clara Real")
    assert "Clara" not in terminal.end()
    assert "Clara Real" in json.dumps(json.loads(names.read_text(encoding="utf-8")))
    assert b"Clara" not in claims.place.path.read_bytes()


@pytest.mark.deep
def test_leaving_the_chooser_changes_nothing(claims, at):
    before = state(claims)[:2]
    terminal = at(claims, "status", "1", "choose")
    terminal.see("status:")
    terminal.type(CTRL_C, enter=False)
    terminal.end(130)
    assert state(claims)[:2] == before
