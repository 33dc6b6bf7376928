"""Captures as web archives: read back by the library others read theirs with, and held against the format's own rules."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from factcheck.errors import UsageError
from factcheck.exchange import warc as module
from factcheck.exchange.wacz import sort_key, write_wacz
from factcheck.exchange.warc import Kept, unpacked, write_records
from factcheck.ingest.warc import see_in_warc

PAGE = "<!doctype html><title>Flut</title><p>Grüße</p>".encode()
ANSWER = ("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", "Content-Length: 9")


def kept(number, *, url="https://www.news.example/Story?b=2&a=1", data=PAGE, answer=ANSWER, kind="text/html"):
    uid = f"01890000-0000-7000-8000-{number:012}"
    at = datetime(2026, 5, number + 1, 10, 0, 0, 123456, tzinfo=UTC)
    return Kept(uid, url, url, at, data, kind, answer, "Flut", "Grüße")


CAPTURES = [
    kept(1),
    kept(2, data=b"%PDF-1.7 x", url="https://city.example/report.pdf", answer=(), kind="application/pdf"),
    kept(3, url="https://blog.example/"),
]


@pytest.fixture(scope="module")
def records():
    return list(write_records(CAPTURES, name="pages.warc.gz"))


def read(data):
    found = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        body = record.content_stream().read()
        http = record.http_headers
        found.append((record.rec_type, record.rec_headers, http, body))
    return found


@pytest.mark.parametrize("form", [lambda record: record.packed, unpacked], ids=["packed", "plain"])
def test_a_warc_reads_back_with_every_digest_right(records, form):
    about, page, report, _ = read(b"".join(form(record) for record in records))
    assert about[0] == "warcinfo"
    assert b"software: factcheck/" in about[3]
    kind, fields, http, body = page
    assert (kind, body) == ("response", PAGE)
    assert fields.get_header("WARC-Date") == "2026-05-02T10:00:00Z"
    assert fields.get_header("WARC-Record-ID") == f"<urn:uuid:{CAPTURES[0].uid}>"
    assert fields.get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert http.get_statuscode() == "200"
    assert (http.get_header("X-Archive-Orig-Content-Encoding"), http.get_header("Content-Encoding")) == ("gzip", None)
    assert http.get_header("Content-Length") == str(len(PAGE))
    assert (report[0], report[3]) == ("resource", b"%PDF-1.7 x")
    assert report[1].get_header("Content-Type") == "application/pdf"


def test_what_goes_out_comes_in_again(records):
    data = b"".join(record.packed for record in records)
    for each in CAPTURES:
        seen = see_in_warc(io.BytesIO(data), each.url, name="pages.warc.gz", most=10_000)
        assert (seen.data, seen.media_type, seen.at) == (each.data, each.media_type, each.at.replace(microsecond=0))


def test_the_same_captures_give_the_same_bytes(records):
    again = list(write_records(CAPTURES, name="pages.warc.gz"))
    assert b"".join(write_wacz(again, title="x")) == b"".join(write_wacz(records, title="x"))


@pytest.fixture
def wacz(records, tmp_path):
    path = tmp_path / "pages.wacz"
    path.write_bytes(b"".join(write_wacz(records, title="Captures")))
    return path


def test_a_wacz_says_of_each_file_how_long_it_is_and_its_hash(wacz):
    with zipfile.ZipFile(wacz) as file:
        assert file.testzip() is None
        package = json.loads(file.read("datapackage.json"))
        members = {info.filename: file.read(info) for info in file.infolist()}
        assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert {each["path"] for each in package["resources"]} == members.keys() - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    for each in package["resources"]:
        data = members[each["path"]]
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    digest = json.loads(members["datapackage-digest.json"])
    assert digest == {
        "path": "datapackage.json",
        "hash": f"sha256:{hashlib.sha256(members['datapackage.json']).hexdigest()}",
    }
    assert {"archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"} < members.keys()


def test_the_index_leads_to_each_record(wacz):
    with zipfile.ZipFile(wacz) as file:
        archive, packed = file.read("archive/data.warc.gz"), file.read("indexes/index.cdx.gz")
        meta, *blocks = file.read("indexes/index.idx").decode().splitlines()
    assert json.loads(meta.partition("0 ")[2]) == {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    lines = gzip.decompress(packed).decode().splitlines()
    assert lines == sorted(lines)
    (block,) = blocks
    place = json.loads(block[block.index("{") :])
    assert block.startswith(lines[0].partition(" {")[0])
    assert gzip.decompress(packed[place["offset"] :][: place["length"]]) == gzip.decompress(packed)
    assert lines[0].startswith("example,blog)/ 20260504100000 {")
    for line in lines:
        found = json.loads(line[line.index("{") :])
        piece = archive[int(found["offset"]) :][: int(found["length"])]
        ((_, fields, _, body),) = read(piece)
        assert fields.get_header("WARC-Target-URI") == found["url"]
        assert found["digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_the_pages_can_be_listed_and_searched(wacz):
    with zipfile.ZipFile(wacz) as file:
        head, *pages = map(json.loads, file.read("pages/pages.jsonl").decode().splitlines())
    assert (head["format"], head["id"], head["hasText"]) == ("json-pages-1.0", "pages", True)
    assert [page["url"] for page in pages] == [each.url for each in CAPTURES]
    assert pages[0] == {
        "id": CAPTURES[0].uid,
        "url": CAPTURES[0].url,
        "ts": "2026-05-02T10:00:00Z",
        "title": "Flut",
        "text": "Grüße",
    }


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.org/A/B?z=1&a=2#part", "org,example)/a/b?a=2&z=1"),
        ("http://example.org:8080", "org,example:8080)/"),
        ("https://www2.example.co.uk:443/", "uk,co,example)/"),
        ("http://127.0.0.1:80/x?", "1,0,0,127)/x"),
    ],
)
def test_addresses_are_sorted_as_players_look_them_up(url, key):
    assert sort_key(url) == key


def test_many_captures_fall_into_blocks():
    many = [kept(1, url=f"https://news.example/{number:04}") for number in range(1_500)]
    data = b"".join(write_wacz(list(write_records(many, name="x")), title="x"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        blocks = file.read("indexes/index.idx").decode().splitlines()[1:]
        packed = file.read("indexes/index.cdx.gz")
    assert len(blocks) == 2
    place = json.loads(blocks[1][blocks[1].index("{") :])
    first = gzip.decompress(packed[place["offset"] :]).decode().splitlines()[0]
    assert blocks[1].startswith(first.partition(" {")[0])
    assert packed[place["offset"] :][: place["length"]] == packed[place["offset"] :]


def test_without_the_library_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match="warcio") as caught:
        next(write_records(CAPTURES, name="x"))
    assert "factcheck-desk[archive]" in caught.value.hint


@pytest.mark.skipif(not os.environ.get("FACTCHECK_WACZ"), reason="FACTCHECK_WACZ names no wacz command (PyPI: wacz)")
def test_the_validator_of_the_format_passes_it(wacz):
    done = subprocess.run(
        [os.environ["FACTCHECK_WACZ"], "validate", "-f", wacz], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert "the passed WACZ is valid" in done.stdout
