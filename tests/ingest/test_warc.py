import contextlib
import gzip
import io
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.errors import BadInputError, NotFoundError
from factcheck.ingest import warc
from factcheck.ingest.warc import see_in_warc

URL = "https://news.example/story"
PAGE = b"<!doctype html><title>Flood</title><article><p>The river rose by 18 %.</p></article>"
HTML = [("Content-Type", "text/html; charset=utf-8")]


class Archive:
    """An archive written by the library others write theirs with."""

    def __init__(self, *, packed=True):
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed, warc_version="WARC/1.1")

    def add(self, url=URL, body=PAGE, status="200 OK", head=HTML, kind="response", at="2026-05-03T10:00:00Z", **more):
        fields = {"WARC-Date": at} | {name.replace("_", "-"): value for name, value in more.items()}
        http = None if kind == "resource" else StatusAndHeaders(status, list(head), protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http,
            warc_headers_dict=fields, warc_content_type="text/html" if http is None else "",
        )  # fmt: skip
        self.writer.write_record(record)
        return self

    def see(self, url=URL, most=100_000):
        return see_in_warc(io.BytesIO(self.out.getvalue()), url, name="crawl.warc.gz", most=most)


def refused(say, archive, **options):
    data = archive if isinstance(archive, bytes) else archive.out.getvalue()
    with pytest.raises(BadInputError, match=say) as caught:
        see_in_warc(io.BytesIO(data), options.pop("url", URL), name="crawl.warc.gz", most=options.pop("most", 100_000))
    assert caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("packed", [True, False])
def test_the_answer_comes_with_its_header_and_its_time(packed):
    archive = Archive(packed=packed).add("https://other.example/", b"x").add(head=[*HTML, ("Set-Cookie", "a=1")])
    seen = archive.see("HTTPS://News.example:443/story#top")
    assert seen.data == PAGE
    assert seen.at == datetime(2026, 5, 3, 10, tzinfo=UTC)
    assert seen.head == (
        "GET HTTPS://News.example:443/story#top",
        "HTTP/1.1 200 OK",
        "Content-Type: text/html; charset=utf-8",
    )
    assert (seen.media_type, seen.title) == ("text/html", "Flood")
    assert "18 %" in seen.text
    assert "crawl.warc.gz" in seen.tool


def test_the_newest_page_is_taken_and_a_failure_only_told():
    archive = Archive().add(body=b"new one", at="2026-05-05T00:00:00Z").add(body=b"old one").add(
        status="500 Broken", body=b"no", at="2026-05-06T00:00:00Z"
    )  # fmt: skip
    assert archive.see().data == b"new one"
    refused("only the answer 500", Archive().add(status="500 Broken"))


def test_redirects_are_followed_inside_the_archive():
    archive = Archive().add(status="301 Moved", head=[("Location", "/new")], body=b"").add("https://news.example/new")
    seen = archive.see()
    assert seen.name == "https://news.example/new"
    assert [line for line in seen.head if line.startswith("GET")] == [f"GET {URL}", "GET https://news.example/new"]
    refused("in a circle", Archive().add(status="302 Found", head=[("Location", URL)], body=b""))
    with pytest.raises(NotFoundError, match="holds nothing for https://news\\.example/gone"):
        Archive().add(status="302 Found", head=[("Location", "/gone")], body=b"").see()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(PAGE)),
        ([("Content-Encoding", "deflate")], zlib.compress(PAGE)),
        ([("Transfer-Encoding", "chunked")], b"5\r\n" + PAGE[:5] + b"\r\n%x;a=b\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n"),
        ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
         b"%x\r\n" % len(gzip.compress(PAGE, mtime=0)) + gzip.compress(PAGE, mtime=0) + b"\r\n0\r\n\r\n"),
        ([("Transfer-Encoding", "chunked")], PAGE),
        ([("Content-Encoding", "gzip")], PAGE),
    ],
    ids=["gzip", "deflate", "chunked", "both", "chunked no more", "packed no more"],
)  # fmt: skip
def test_bodies_are_put_together_and_unpacked(head, body):
    assert Archive().add(head=[*HTML, *head], body=body).see().data == PAGE


def test_a_resource_has_no_answer_around_it():
    seen = Archive().add(kind="resource").see()
    assert (seen.data, seen.media_type, seen.head) == (PAGE, "text/html", (f"GET {URL}",))


@pytest.mark.parametrize(
    ("archive", "say"),
    [
        (Archive().add(kind="revisit", body=b""), "only that it was the same as in another archive"),
        (Archive().add(WARC_Truncated="length"), "only a part of the page"),
        (Archive().add(WARC_Segment_Number="1"), "only a part of the page"),
        (Archive().add(WARC_Block_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "was altered"),
        (Archive().add(at="yesterday"), "does not say when"),
        (Archive().add(head=[("Content-Encoding", "br")]), "packed as “br”"),
        (Archive().add(head=[("Content-Encoding", "gzip")], body=gzip.compress(PAGE)[:-9]), "ends early"),
        (
            Archive().add(head=[("Content-Encoding", "gzip")], body=gzip.compress(b"\0" * 9_000_000)),
            "larger than 100,000",
        ),
        (Archive().add(head=[("Transfer-Encoding", "chunked")], body=b"5\r\nabcde\r\n9\r\nabc"), "chunks do not fit"),
        (Archive().add(body=b"x" * 40_000_000), "larger than"),
        (Archive().add(body=b""), "0 bytes"),
        (b"<html>", "does not begin as one"),
        (b"WARC/1.1\r\nX: y\r\n\r\n", "does not say how long"),
        (b"WARC/1.1\r\nContent-Length: -5\r\n\r\n", "does not say how long"),
        (b"WARC/1.1\r\nContent-Length: 50\r\n\r\nshort", "in the middle"),
        (b"WARC/1.1\r\n" + b"X: y\r\n" * 600, "header without end"),
        (b"WARC/1.1\r\nX: " + b"y" * 100_000, "line without end"),
        (gzip.compress(b"WARC/1.1\r\nX: " + b"y" * 200_000_000), "line without end"),
        (b"\x1f\x8b\x08\x00 not packed at all", "damaged one"),
        (Archive().add().out.getvalue()[:-30], "damaged one"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(archive, say):
    refused(say, archive)


def test_an_empty_archive_holds_nothing():
    with pytest.raises(NotFoundError, match="x holds nothing for"):
        see_in_warc(io.BytesIO(b""), URL, name="x", most=10)


def test_an_archive_that_unpacks_without_end_is_left(monkeypatch):
    monkeypatch.setattr(warc, "MOST_UNPACKED", 1_000_000)
    refused("holds more than 1,000,000 bytes", Archive().add("https://other.example/", b"\0" * 3_000_000).add())


@given(st.binary(max_size=400), st.integers(0, 400), st.booleans())
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_is_a_sentence_or_the_page(noise, place, packed):
    data = bytearray(Archive(packed=packed).add().out.getvalue())
    data[place : place + len(noise)] = noise
    with contextlib.suppress(BadInputError, NotFoundError):
        see_in_warc(io.BytesIO(bytes(data)), URL, name="x.warc", most=100_000)
