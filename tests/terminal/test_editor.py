import stat

import pytest
from desks import add_evidence, state

WRITES = '#!/bin/sh\nprintf \'%s\' "$TEXT" > "$1"\n'
SHOWS = '#!/bin/sh\ncp "$1" seen.txt\nprintf "%s and more" "$(cat "$1")" > "$1"\n'


@pytest.fixture
def editor(tmp_path):
    """Make an editor out of a shell script; gives what to put into the environment."""

    def make(script):
        path = tmp_path / "editor"
        path.write_text(script, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return {"EDITOR": str(path), "VISUAL": ""}

    return make


def test_a_note_with_what_a_shell_would_eat(claims, at, editor):
    text = 'It cost $5.576M; "ask" #40\nand again.'
    at(claims, "note", "1", "--editor", **editor(WRITES), TEXT=text).end()
    (note,) = claims.json("claim", "show", "1")["data"][0]["notes"]
    assert note["text"] == text
    assert not list((claims.folder / "state" / "factcheck").iterdir())


@pytest.mark.deep
def test_what_the_desk_has_stands_in_the_editor(claims, at, editor):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "The gauge")
    for arguments, before in (
        (("claim", "edit", "1"), "The river rose 18 % in May."),
        (("evidence", "edit", "1.1"), "the gauge shows it"),
        (("status", "1", "confirmed"), "The gauge"),
    ):
        at(claims, *arguments, "--editor", **editor(SHOWS)).end()
        assert (claims.folder / "seen.txt").read_text(encoding="utf-8").strip() == before
    (claim,) = claims.json("claim", "show", "1")["data"]
    assert claim["wording"] == "The river rose 18 % in May. and more"
    assert claim["evidence"][0]["finding"] == "the gauge shows it and more"
    assert claim["reason"] == "The gauge and more"


@pytest.mark.deep
def test_the_rest_is_asked_after_the_editor(claims, at, editor):
    terminal = at(claims, "claim", "add", "--editor", **editor(WRITES), TEXT="@June it rose.")
    terminal.see("quote, the article's words:")
    terminal.type("rose again in June")
    for question in ("said by", "hedged", "kind", "priority", "save, or again", "next fact"):
        terminal.see(question)
        terminal.type("")
    terminal.end()
    assert claims.json("claim", "show", "4")["data"][0]["wording"] == "@June it rose."


@pytest.mark.deep
def test_a_refused_text_is_kept(claims, at, editor):
    said = at(claims, "claim", "drop", "99", "--editor", **editor(WRITES), TEXT="A long reason.").end(4)
    (kept,) = (claims.folder / "state" / "factcheck").iterdir()
    assert kept.name in "".join(said.split())
    assert kept.read_text(encoding="utf-8") == "A long reason."
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.deep
def test_an_empty_text_writes_nothing(claims, at, editor):
    before = state(claims)[:2]
    assert "the text is empty" in at(claims, "note", "1", "--editor", **editor(WRITES), TEXT=" \n").end(3)
    assert "no editor 'nowhere'" in at(claims, "note", "1", "--editor", VISUAL="", EDITOR="nowhere").end(2)
    assert state(claims)[:2] == before
