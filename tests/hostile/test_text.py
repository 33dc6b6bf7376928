"""Hostile text in every text option of every command that writes: kept as typed or refused, never obeyed."""

import json
import re

import pytest
from desks import add_evidence, refused, unchanged

pytestmark = pytest.mark.deep

HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}{% raw %}{# x #}${7*7}%(x)s '; DROP TABLE claims; --",
    "letters": "abc\u202edef\u2066ghi Z\u0351\u036b\u0343a\u0321\u0353l\u034dg\u0335o 👩‍👩‍👧‍👦 🏳️‍🌈 \U0001f1e9\U0001f1ea",
    "controls": "\x1b[2J\x1b]0;owned\x07\x9b31m red a\x08\x7f\x01b",
    "long word": "ä" * 500,
}
#: Every text option of every command that writes, with where its value is kept (a command to read it by), or None.
FIELDS = {
    "article title": ["article", "edit", "1", "--title", "?"],
    "article author": ["article", "edit", "1", "--author", "?"],
    "article language": ["article", "edit", "1", "--language", "?"],
    "article note": ["article", "edit", "1", "--note", "?"],
    "article publisher": ["article", "edit", "1", "--publisher", "?", "--new-source"],
    "article upstream": ["article", "edit", "1", "--upstream", "?", "--new-source"],
    "wording": ["claim", "add", "?", "--quote", "did not hold"],
    "speaker": ["claim", "edit", "1", "--by", "?", "--new-source"],
    "via": ["claim", "edit", "1", "--via", "?", "--new-source"],
    "cue": ["claim", "edit", "1", "--cue", "?"],
    "traced to": ["claim", "edit", "1", "--traced-to", "?", "--new-source"],
    "about": ["claim", "edit", "1", "--about", "?", "--new-source"],
    "tag": ["claim", "tag", "1", "?"],
    "unit": ["claim", "figure", "1", "--claimed", "18", "--unit", "?"],
    "why dropped": ["claim", "drop", "3", "--because", "?"],
    "finding": ["evidence", "add", "1", "https://example.org/x", "--for", "?"],
    "locator": ["evidence", "edit", "1.1", "--locator", "?"],
    "extent": ["evidence", "edit", "1.1", "--extent", "?"],
    "called": ["evidence", "edit", "1.1", "--called", "?"],
    "origin": ["evidence", "edit", "1.1", "--origin", "?", "--new-source"],
    "why an item was dropped": ["evidence", "drop", "1.1", "--because", "?"],
    "reason": ["status", "1", "in-review", "--because", "?"],
    "proposed": ["query", "1", "--change", "?"],
    "why asked": ["query", "1", "--because", "?"],
    "note": ["note", "1", "?"],
    "public note": ["note", "1", "?", "--public"],
    "source": ["source", "add", "?"],
    "alias": ["source", "edit", "Ada Lune", "--alias", "?"],
    "description": ["source", "edit", "Ada Lune", "--description", "?"],
    "document title": ["document", "edit", "d1", "--title", "?"],
    "document author": ["document", "edit", "d1", "--author", "?"],
    "date text": ["document", "edit", "d1", "--date-text", "?"],
    "retraction": ["document", "edit", "d1", "--retracted", "?"],
    "work": ["document", "edit", "d1", "--work", "?", "--new-source"],
    "person": ["note", "2", "x", "--as", "?"],
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _with(command, text):
    return [text if part == "?" else part for part in command]


@pytest.mark.parametrize(
    "kind",
    [
        "markup",
        "controls",
        pytest.param("letters", marks=pytest.mark.deep),
        pytest.param("long word", marks=pytest.mark.deep),
    ],
)
def test_hostile_text_in_every_field_at_once_is_kept_and_shown_and_never_obeyed(claims, kind):
    text = HOSTILE[kind]
    add_evidence(claims)
    for name, command in FIELDS.items():
        result = claims.run(*_with(command, f"{name} {text}" if kind != "long word" else text + name))
        assert result.exit_code in (0, 3), (name, result.stderr)
        assert "something broke" not in result.stderr
        assert not CONTROLS.search(result.stdout + result.stderr), name
    claims.ok("claim", "restore", "3")
    claims.ok("evidence", "restore", "1.1")
    kept = json.dumps(claims.json("export", "--include-confidential")["data"], ensure_ascii=False)
    for name in ("reason", "finding", "public note", "wording"):
        assert json.dumps(text, ensure_ascii=False)[1:-1].replace("\t", " ") in kept, name
    for command in (
        ["claim", "list"], ["claim", "show", "1-4"], ["article", "list"], ["article", "show"], ["article", "text"], ["evidence", "list", "1"],
        ["evidence", "show", "1.1"], ["source", "list"], ["source", "show", "Ada Lune"], ["document", "list"], ["document", "show", "d1"],
        ["query", "list"], ["status"], ["status", "1"], ["history", "1"], ["log", "--limit", "100"], ["export"], ["export", "--lines"],
        ["claim", "show", "1", "--json"], ["log", "--json"], ["export", "--json"],
    ):  # fmt: skip
        assert not CONTROLS.search(claims.ok(*command)), command
    claims.ok("report")
    page = (claims.folder / "report-editor.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    if kind == "markup":
        assert "{{ 7*7 }}" in page


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b", "\udcff"], ids=["NUL", "half", "byte"])
def test_what_no_database_takes_is_refused_in_every_field(claims, bad):
    add_evidence(claims)
    with unchanged(claims):
        for name, command in FIELDS.items():
            result = claims.run(*_with(command, bad))
            assert result.exit_code == 3, (name, result.stderr)
            assert "half a character" in result.stderr or "NUL" in result.stderr, name
            assert "something broke" not in result.stderr
        for command in (["claim", "list", "--tag", bad], ["claim", "list", "--search", bad], ["source", "show", bad]):
            assert claims.run(*command).exit_code == 3, command


def test_a_text_without_end_is_refused_in_every_field(claims):
    add_evidence(claims)
    with unchanged(claims):
        for name, command in FIELDS.items():
            result = claims.run(*_with(command, "word " * 200_000))
            assert result.exit_code == 3, (name, result.stderr[:300])
            assert "the limit is" in result.stderr, name


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "rose by 18 % … " * 60_000, "…" * 1_000], ids=["word", "words", "gaps"]
)
@pytest.mark.one_engine("sqlite")
def test_a_quote_or_a_search_without_end_is_answered(claims, text):
    assert len(refused(claims, 3, "claim", "add", "x", "--quote", text)) < 3_000_000
    assert claims.run("claim", "list", "--search", text).exit_code in (0, 3)
    assert claims.run("claim", "show", text).exit_code == 3
    assert claims.run("source", "show", text).exit_code == 4


LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
         "https://user:secret@example.org/", "https://exa mple.org/", "https://example.org/\u202ex", "//example.org/", "https://", "http://[::1",
         "https://example.org/" + "x" * 5_000]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.one_engine("sqlite")
def test_a_link_no_report_may_carry_is_refused_wherever_it_is_given(claims, link):
    add_evidence(claims)
    for command in (
        ["document", "add", link],
        ["document", "edit", "d1", "--url", link],
        ["document", "edit", "d1", "--archived-url", link],
        ["article", "edit", "1", "--url", link],
    ):
        error = refused(claims, 3, *command)
        assert "secret" not in error
    with unchanged(claims):
        assert claims.run("evidence", "add", "1", link, "--for", "x").exit_code in (3, 9)
