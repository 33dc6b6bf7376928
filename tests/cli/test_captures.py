"""Copies of documents: kept with an item or by themselves, written out again, and what they do to ticks and history."""

import hashlib

import pytest
from desks import add_evidence, refused
from support.site import serve_site

from factcheck.db import meanings
from factcheck.db.session import reading, writing
from factcheck.ingest import wayback


@pytest.fixture
def site():
    with serve_site() as made:
        yield made


@pytest.fixture
def page(site):
    return site.say("/gauge", "The river rose by 18 % in May.")


def _add(desk, target, *more):
    return desk.ok("evidence", "add", "1", target, "--for", "the gauge shows it", "--capture", "--allow-private", *more)


def _show(desk, document="d1"):
    return desk.json("document", "show", document)["data"]


def test_an_item_keeps_the_page_it_was_read_on(claims, site, page):
    printed = _add(claims, page)
    body = site.pages["/gauge"][1]
    digest = hashlib.sha256(body).hexdigest()
    assert f"d1.1  {len(body):,} bytes  text/html  sha256 {digest}" in printed
    shown = _show(claims)
    (copy,) = shown["captures"]
    assert (copy["ref"], copy["sha256"], copy["size"], copy["media_type"]) == ("d1.1", digest, len(body), "text/html")
    assert (copy["url"], copy["redacted"]) == (page, False)
    assert copy["tool"].startswith("factcheck/")
    assert copy["text_characters"] == len("The gauge\n\nThe river rose by 18 % in May.")
    assert (shown["title"], shown["title_basis"]) == ("The gauge", "shown")
    assert "copy d1.1  seen 20" in claims.ok("document", "show", "d1")
    assert site.agents == {copy["tool"]}
    site.pages.clear()
    claims.ok("document", "capture", "d1", "--out", "kept.html")
    assert (claims.folder / "kept.html").read_bytes() == body


def test_the_exchange_is_kept_with_every_hop_and_without_cookies(claims, site, page):
    site.pages["/old"] = "/gauge"
    _add(claims, f"{site.address}/old")
    (image,) = _captures(claims)
    assert image["headers"][:3] == [f"GET {site.address}/old", "HTTP/1.1 301 Moved Permanently", image["headers"][2]]
    assert f"GET {page}" in image["headers"]
    assert "X-Served-By: gauge-3" in image["headers"]
    assert not [line for line in image["headers"] if "cookie" in line.lower()]
    assert _show(claims)["captures"][0]["url"] == page
    assert _show(claims)["url"] == f"{site.address}/old"


def _captures(desk):
    """The captures as the history holds them."""
    from sqlalchemy import text

    from factcheck.db.session import reading
    from factcheck.services.images import images

    with reading(desk.place) as session:
        session.execute(text("SELECT 1"))
        return [copy for _, image in images(session.connection(), "document") for copy in image["captures"]]


def test_a_tick_knows_the_copy_it_ticked(claims, site, page, clock):
    _add(claims, page, "--set", "confirmed", "--because", "the gauge shows it")
    assert claims.json("status", "1")["data"][0]["stale"] is False
    clock.advance(days=1)
    site.say("/gauge", "The river rose by 26 % in May.")
    claims.ok("document", "capture", "d1", "--allow-private")
    assert [copy["ref"] for copy in _show(claims)["captures"]] == ["d1.1", "d1.2"]
    assert claims.json("status", "1")["data"][0]["stale"] is False
    assert "claim 1 is stale now" in claims.ok("evidence", "edit", "1.1", "--capture", "d1")
    assert claims.json("status", "1")["data"][0]["stale"] is True
    assert "capture:" in claims.ok("history", "1")
    claims.ok("undo")
    assert claims.json("status", "1")["data"][0]["stale"] is False


def test_a_copy_made_later_leaves_ticks_alone(claims, site, page):
    claims.ok(
        "evidence", "add", "1", page, "--for", "shows it", "--set", "confirmed", "--because", "it shows it",
    )  # fmt: skip
    claims.ok("document", "capture", "d1", "--allow-private")
    assert claims.json("status", "1")["data"][0]["stale"] is False


def test_the_same_bytes_are_kept_once(claims, page, clock):
    first = claims.json("document", "add", page)["data"]["ref"]
    assert claims.json("document", "capture", first, "--allow-private")["data"]["new"] is True
    events = claims.proof().events
    clock.advance(days=3)
    again = claims.json("document", "capture", first, "--allow-private")["data"]
    assert (again["new"], again["ref"]) == (False, "d1.1")
    assert claims.proof().events == events
    _add(claims, page)
    assert len(_show(claims)["captures"]) == 1
    assert "the desk has these bytes since" in claims.ok("document", "capture", first, "--allow-private")


def test_a_file_is_kept_as_it_is(claims):
    (claims.folder / "letter.bin").write_bytes(bytes(range(256)))
    claims.ok("document", "add", "--title", "A letter")
    result = claims.run("document", "capture", "d1", "--file", "letter.bin")
    assert result.exit_code == 0
    assert "kept without its text" in result.stderr
    (copy,) = _show(claims)["captures"]
    assert (copy["size"], copy["url"], copy["text_characters"]) == (256, None, None)
    assert copy["tool"].endswith("from the file letter.bin")
    (claims.folder / "note.txt").write_text("18 % it was")
    claims.ok("evidence", "add", "1", "note.txt", "--for", "the note says so", "--capture")
    assert _show(claims, "d2")["captures"][0]["media_type"] == "text/plain"


def test_bytes_go_out_by_number_and_never_over_a_file(claims):
    claims.ok("document", "add", "--title", "A letter")
    for words in ("first", "second"):
        (claims.folder / "letter.txt").write_text(words)
        claims.ok("document", "capture", "d1", "--file", "letter.txt")
    claims.ok("document", "capture", "1.1", "--out", "one.txt")
    claims.ok("document", "capture", "d1", "--out", "two.txt")
    assert [(claims.folder / name).read_text() for name in ("one.txt", "two.txt")] == ["first", "second"]
    assert "would be lost" in refused(claims, 5, "document", "capture", "d1", "--out", "one.txt")
    assert (claims.folder / "one.txt").read_text() == "first"
    claims.ok("document", "capture", "d1.2", "--out", "one.txt", "--force")
    assert (claims.folder / "one.txt").read_text() == "second"
    assert "no capture 3" in refused(claims, 4, "document", "capture", "d1.3", "--out", "three.txt")
    (claims.folder / "folder").mkdir()
    assert "no ordinary file" in refused(claims, 9, "document", "capture", "d1", "--out", "folder", "--force")
    assert "cannot write" in refused(claims, 9, "document", "capture", "d1", "--out", "nowhere/x")


def test_what_cannot_be_kept_says_so_and_changes_nothing(claims, site, page):
    claims.ok("document", "add", page)
    claims.ok("document", "add", "--title", "A call")
    site.pages["/large"] = ("text/plain", b"x" * (1024 * 1024 + 1))
    site.pages["/empty"] = ("text/plain", b"")
    site.pages["/circle"] = "/circle"
    add = ("evidence", "add", "1", "--for", "x", "--capture")
    assert "is not a public address" in refused(claims, 7, "document", "capture", "d1")
    assert "is not a public address" in refused(claims, 7, *add, page)
    assert "404 Not Found" in refused(claims, 7, *add, f"{site.address}/none", "--allow-private")
    assert "--max-mb" in refused(claims, 7, *add, f"{site.address}/large", "--allow-private", "--max-mb", 1)
    assert "0 bytes" in refused(claims, 3, *add, f"{site.address}/empty", "--allow-private")
    assert "redirects more than 5 times" in refused(claims, 7, *add, f"{site.address}/circle", "--allow-private")
    assert "out of range" in refused(claims, 3, *add, page, "--max-mb", 501)
    assert "nothing to keep" in refused(claims, 2, *add, "--called", "Ada")
    assert "add --capture" in refused(claims, 2, "evidence", "add", "1", page, "--for", "x", "--max-mb", 5)
    assert "has no web address" in refused(claims, 2, "document", "capture", "d2")
    assert "give only one of" in refused(claims, 2, "document", "capture", "d1", "--file", "x", "--out", "y")
    assert "is a copy that the desk has" in refused(claims, 2, "document", "capture", "d1.1")
    assert "has no capture yet" in refused(claims, 4, "document", "capture", "d1", "--out", "x")
    assert "who is working" in refused(claims, 2, "document", "capture", "d1", person=None)


def test_an_item_rests_on_a_copy_of_its_own_document(claims, page):
    claims.ok("evidence", "add", "1", page, "--for", "y")
    claims.ok("document", "add", "--title", "A call")
    (claims.folder / "call.txt").write_text("x")
    claims.ok("document", "capture", "d2", "--file", "call.txt")
    assert "a copy of another document" in refused(claims, 5, "evidence", "edit", "1.1", "--capture", "d2.1")
    assert "has no capture yet" in refused(claims, 4, "evidence", "edit", "1.1", "--capture", "d1")


def test_undo_takes_back_the_item_and_never_what_was_seen(claims, page):
    claims.ok("document", "add", page)
    _add(claims, page)
    claims.ok("undo")
    assert claims.json("evidence", "list", "1")["data"] == []
    assert len(_show(claims)["captures"]) == 1
    claims.ok("note", "1", "x")
    (claims.folder / "other.txt").write_text("other")
    claims.ok("document", "capture", "d1", "--file", "other.txt")
    claims.ok("undo")
    assert len(_show(claims)["captures"]) == 2
    assert claims.json("claim", "show", "1")["data"][0]["notes"] == []


def test_a_redaction_blanks_the_bytes_for_good(claims, page):
    _add(claims, page)
    claims.ok("redact", "-", "--because", "not ours to keep", stdin="rose by 18 % in May.\n")
    (copy,) = _show(claims)["captures"]
    assert (copy["redacted"], copy["text_characters"]) == (True, None)
    assert "REDACTED" in claims.ok("document", "show", "d1")
    assert "were redacted" in refused(claims, 5, "document", "capture", "d1", "--out", "x.html")
    assert "redacted on this desk" in refused(claims, 5, "document", "capture", "d1", "--allow-private")


def test_one_copy_can_be_blanked_by_its_name(claims, page):
    _add(claims, page)
    (claims.folder / "other.txt").write_text("other words")
    claims.ok("document", "capture", "d1", "--file", "other.txt")
    with writing(claims.place) as session:
        meanings.write(session.connection(), "m" * 64, {"0" * 64: b"what a model made of a text of nobody"})
    claims.ok("redact", "d1.1", "--because", "a paywalled page")
    with reading(claims.place) as session:
        assert meanings.read(session.connection(), "m" * 64, ["0" * 64]) == {}
    assert [copy["redacted"] for copy in _show(claims)["captures"]] == [True, False]
    assert "redacted already" in refused(claims, 5, "redact", "d1.1", "--because", "again")
    assert "no capture 7" in refused(claims, 4, "redact", "d1.7", "--because", "again")
    claims.ok("document", "capture", "d1", "--out", "x.txt")


def test_a_whole_desk_takes_its_copies_along(claims, page, tmp_path):
    _add(claims, page)
    claims.ok("export", "--desk", "-o", "whole.jsonl")
    claims.ok("db", "restore", "whole.jsonl", "again.db")
    claims.ok("document", "capture", "d1", "--out", "a.html")
    claims.ok("document", "capture", "d1", "--out", "b.html", "--db", "again.db")
    assert (claims.folder / "a.html").read_bytes() == (claims.folder / "b.html").read_bytes()


def test_a_report_of_an_earlier_day_stands_on_the_copy_of_that_day(claims, page, clock):
    _add(claims, page, "--set", "confirmed", "--because", "the gauge shows it")
    clock.advance(days=1)
    day = f"{clock.now:%Y-%m-%d}"
    claims.ok("report", "-o", "then.html")
    clock.advance(days=1)
    (claims.folder / "other.txt").write_text("other")
    claims.ok("document", "capture", "d1", "--file", "other.txt")
    claims.ok("evidence", "edit", "1.1", "--capture", "d1.2")
    claims.ok("report", "-o", "again.html", "--as-of", day)
    for name in ("then", "again"):
        assert "confirmed" in (claims.folder / f"{name}.html").read_text().lower()
    assert (
        "stale" not in (claims.folder / "again.html").read_text().partition("<main")[2].partition("How far")[0].lower()
    )


def test_the_log_says_what_was_kept(claims, page):
    claims.ok("document", "add", page)
    claims.ok("document", "capture", "d1", "--allow-private")
    digest = _show(claims)["captures"][0]["sha256"]
    assert f"capture added: {digest}" in claims.ok("log", "--limit", "1")


def test_the_internet_archive_is_asked_only_when_told(claims, site, page, monkeypatch):
    monkeypatch.setattr(wayback, "ENDPOINT", f"{site.address}/available")
    claims.ok("document", "add", page)
    ask = ("document", "capture", "d1", "--wayback", "--allow-private")
    site.pages["/available"] = ("application/json", b'{"archived_snapshots": {}}')
    assert "has no copy of" in refused(claims, 4, *ask)
    for answer in (b"{", b"[]", b'{"archived_snapshots": {"closest": {"available": true, "url": "javascript:1"}}}'):
        site.pages["/available"] = ("application/json", answer)
        assert "was not understood" in refused(claims, 7, *ask)
    found = (
        b'{"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/2026/http://x/"}}}'
    )
    site.pages["/available"] = ("application/json", found)
    site.asked.clear()
    assert "archived at https://web.archive.org/web/2026/http://x/" in claims.ok(*ask)
    assert site.asked == ["/available?url=" + page.replace(":", "%3A").replace("/", "%2F")]
    assert _show(claims)["archived_url"] == "https://web.archive.org/web/2026/http://x/"
    assert _show(claims)["captures"] == []
    claims.ok("document", "capture", "d1", "--allow-private")
    assert site.asked[1:] == ["/gauge"]


def test_a_confidential_copy_leaves_the_desk_only_by_name(claims, page):
    from sqlalchemy import text

    from factcheck.db.session import reading
    from factcheck.errors import RefusedError
    from factcheck.services.capturing import documents_captured

    _add(claims, page)
    add_evidence(claims, 2)
    with reading(claims.place) as session:
        session.execute(text("SELECT 1"))
        (document,) = documents_captured(session, [], include_confidential=False)
        document.confidential = True
        with session.no_autoflush, pytest.raises(RefusedError, match="what is confidential: d1"):
            documents_captured(session, ["d1"], include_confidential=False)
        with session.no_autoflush:
            assert documents_captured(session, ["d1"], include_confidential=True) == [document]
        session.rollback()
