"""What a person names as a document, and evidence with a status in one command."""

import pytest
from desks import add_evidence, refused

from factcheck.cli.guide_pages import Page, Pages, Target
from factcheck.errors import BadInputError

GAUGE = Page("d1", "https://example.org/gauge?b=1", "Gauge readings", "Water Office", "Water Office")
DIARY = Page("d2", "diary.pdf", "", "", "")
CALL = Page("d3", "", "A conversation", "", "Old Archivist")
PAGES = Pages([GAUGE, DIARY, CALL])


@pytest.mark.parametrize(
    "typed", ["d1", "D1", "https://example.org/gauge?b=1", "HTTPS://EXAMPLE.org/gauge?b=1", "example.org/gauge?b=1"]
)
def test_a_known_document_is_recognised(typed):
    assert PAGES.target(typed) == Target(page=GAUGE)


def test_new_documents_and_calls():
    assert PAGES.target("https://example.net/a").address == "https://example.net/a"
    assert PAGES.target("example.net/a").address == "https://example.net/a"
    assert PAGES.target("www.example.net").address == "https://www.example.net"
    assert PAGES.target("called  Old Archivist").called == "Old Archivist"


@pytest.mark.parametrize(
    "typed", ["d9", "a place", "ftp://example.org/x", "javascript:alert(1)", "https://", "missing.txt"]
)
def test_what_is_no_document_is_refused(typed):
    with pytest.raises(BadInputError):
        PAGES.target(typed)


def test_the_same_again_finds_what_the_last_item_made(tmp_path, monkeypatch):
    (tmp_path / "diary.pdf").write_bytes(b"%PDF")
    monkeypatch.chdir(tmp_path)
    assert PAGES.again("https://example.org/gauge?b=1").page == GAUGE
    assert PAGES.again(str(tmp_path / "diary.pdf")).page == DIARY
    assert PAGES.again("called Old Archivist").page == CALL


def test_a_publisher_is_known_by_its_host():
    assert PAGES.publisher_of_host("https://example.org/other") == "Water Office"
    assert PAGES.publisher_of_host("https://example.net/other") == ""
    assert PAGES.publisher_of_host("diary.pdf") == ""


def test_evidence_and_status_in_one_command(claims):
    printed = claims.ok(
        "evidence", "add", "1,2", "https://example.org/gauge", "--for", "Release note, 26 Dec 2024", "--origin", "Office",
        "--new-source", "--set", "confirmed", "--because", "The gauge gives it.",
    )  # fmt: skip
    assert "1: unverified -> confirmed" in printed
    for claim in claims.json("claim", "show", "1,2")["data"]:
        assert (claim["status"], claim["reason"], claim["stale"]) == ("confirmed", "The gauge gives it.", False)
        assert len(claim["evidence"]) == 1


def test_what_the_status_lacks_keeps_the_evidence_out_too(claims):
    add = ("evidence", "add", "1", "https://example.org/gauge", "--for", "x")
    assert "lacks an item" in refused(claims, 5, *add, "--set", "refuted", "--because", "y")
    assert "lacks a reason" in refused(claims, 5, *add, "--set", "confirmed")
    assert "add --set" in refused(claims, 2, *add, "--because", "y")
    assert "is not a status" in refused(claims, 3, *add, "--set", "true", "--because", "y")


def test_a_code_stands_for_unverifiable(claims):
    add_evidence(claims)
    claims.ok(
        "evidence", "add", "1", "https://example.org/b", "--context", "x", "--set", "prediction", "--because", "y"
    )
    (claim,) = claims.json("claim", "show", "1")["data"]
    assert (claim["status"], claim["code"]) == ("unverifiable", "prediction")
