"""Web archives at the command line: copies go out as WACZ and WARC, and come in from a WARC."""

import zipfile

import pytest
from desks import refused
from support.site import serve_site


@pytest.fixture
def site():
    with serve_site() as made:
        yield made


@pytest.fixture
def captured(claims, site):
    for name in ("one", "two"):
        url = site.say(f"/{name}", f"words of {name}", title=name)
        claims.ok("evidence", "add", "1", url, "--for", name, "--capture", "--allow-private")
    return claims


def test_all_copies_go_into_one_file(captured):
    result = captured.run("document", "export")
    assert result.exit_code == 0
    assert result.stdout == "captures.wacz  2 copies of 2 documents\n"
    assert "replayweb.page" in result.stderr
    with zipfile.ZipFile(captured.folder / "captures.wacz") as file:
        assert b"words of two" in file.read("pages/pages.jsonl")
    data = captured.json("document", "export", "d2", "-o", "two.warc.gz")["data"]
    assert (data["format"], data["captures"], data["documents"]) == ("warc", 1, 1)
    assert data["bytes"] == (captured.folder / "two.warc.gz").stat().st_size
    captured.ok("document", "export", "d1,d2", "-o", "both.warc")
    assert (captured.folder / "both.warc").read_bytes().startswith(b"WARC/1.1\r\n")


def test_nothing_is_written_over_and_names_say_what_they_are(captured):
    captured.ok("document", "export")
    assert "would be lost" in refused(captured, 5, "document", "export")
    captured.ok("document", "export", "--force")
    assert ".wacz, .warc.gz or .warc" in refused(captured, 2, "document", "export", "-o", "pages.zip")
    assert "no document 9" in refused(captured, 4, "document", "export", "d9")
    captured.ok("document", "add", "--title", "A call")
    assert "has a web address" in refused(captured, 4, "document", "export", "d3", "-o", "x.wacz")


def test_an_empty_desk_has_nothing_to_write(claims):
    assert "no captures yet" in refused(claims, 4, "document", "export")


def test_a_page_comes_in_from_an_archive_as_it_was_there(captured, site):
    captured.ok("document", "export", "-o", "all.warc.gz")
    (first,) = captured.json("document", "show", "d1")["data"]["captures"]
    captured.ok("db", "init", "other.db")
    captured.ok("document", "add", f"{site.address}/one", "--db", "other.db")
    site.pages.clear()
    data = captured.json("document", "capture", "d1", "--warc", "all.warc.gz", "--db", "other.db")["data"]
    assert (data["sha256"], data["url"], data["new"]) == (first["sha256"], f"{site.address}/one", True)
    assert data["captured_at"][:19] == first["captured_at"][:19]
    assert data["tool"].endswith("from the archive all.warc.gz")
    captured.ok("document", "add", f"{site.address}/three", "--db", "other.db")
    missing = captured.run("document", "capture", "d2", "--warc", "all.warc.gz", "--db", "other.db")
    assert (missing.exit_code, "holds nothing for" in missing.stderr) == (4, True)
    assert "cannot read" in refused(captured, 9, "document", "capture", "d1", "--warc", "none.warc")


def test_a_page_from_tomorrow_is_refused(captured):
    url = captured.json("document", "show", "d1")["data"]["url"]
    captured.ok("document", "export", "d1", "-o", "all.warc")
    whole = (captured.folder / "all.warc").read_bytes()
    (captured.folder / "all.warc").write_bytes(whole.replace(b"WARC-Date: 20", b"WARC-Date: 21"))
    assert url.encode() in whole
    assert "is not yet" in refused(captured, 3, "document", "capture", "d1", "--warc", "all.warc")


def test_what_was_redacted_stays_out(captured):
    captured.ok("redact", "-", "--because", "x", stdin="words of one\n")
    assert captured.json("document", "export")["data"]["captures"] == 1
