import json
import re
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.notices import CorrectionNotice, notice_id
from factcheck.core.words import CorrectionKind
from factcheck.exchange.feeds import ATOM, Feed, atom, json_feed

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
VERSION = "01935c5e-7c00-7000-8000-000000000001"
NOTICE = CorrectionNotice(
    id=notice_id(VERSION, AT, 40), ref="66.1", claim=66, article="a1", title="The flood of May",
    url="https://example.org/flood", version=1, paragraph=2, kind=CorrectionKind.ERROR, wrong="by 18 %", right="by 17 %",
    link="https://example.org/corrections#66", on="2026-12-02", at=AT,
)  # fmt: skip
FEED = Feed(
    "Corrections of the Harbour Gazette", "urn:uuid:6f1f2a52-0000-5000-8000-000000000000", "Harbour Gazette", AT,
    home="https://example.org/corrections", own="https://example.org/corrections.atom",
)  # fmt: skip
HOSTILE = "</content><script>alert(1)</script> & ]]> \x00\x0b\x1f\ufffe\ud800 \u2028 “é” \U0001f41f"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _parsed(text):
    """The feed's root, with the rules of RFC 4287 that a parser does not know."""
    root = ET.fromstring(text.encode("utf-8"))
    assert root.tag == f"{{{ATOM}}}feed"
    for part in (root, *root.iter(f"{{{ATOM}}}entry")):
        tags = [child.tag.removeprefix(f"{{{ATOM}}}") for child in part]
        for once in ("id", "title", "updated"):
            assert tags.count(once) == 1, once
        assert INSTANT.fullmatch(_text(part, "updated"))
        assert re.match(r"(https?|urn):", _text(part, "id"))
        links = [(link.get("rel"), link.get("type")) for link in part.findall(f"{{{ATOM}}}link")]
        assert len(links) == len(set(links))
        assert tags.count("author") == (part is root)
    ids = [_text(entry, "id") for entry in root.iter(f"{{{ATOM}}}entry")]
    assert len(ids) == len(set(ids))
    return root


def _text(part, tag):
    return part.findtext(f"{{{ATOM}}}{tag}") or ""


def test_an_atom_feed_is_what_the_standard_asks_for():
    root = _parsed(atom([NOTICE], FEED))
    assert (_text(root, "title"), _text(root, "updated")) == (FEED.title, "2026-12-03T09:30:00Z")
    (entry,) = root.iter(f"{{{ATOM}}}entry")
    assert _text(entry, "title") == "Correction: The flood of May"
    assert _text(entry, "content") == "It said: “by 18 %”. It should say: “by 17 %”."
    assert _text(entry, "published") == "2026-12-02T00:00:00Z"
    (link,) = entry.findall(f"{{{ATOM}}}link")
    assert (link.get("rel"), link.get("href")) == ("alternate", NOTICE.link)
    assert {link.get("rel") for link in root.findall(f"{{{ATOM}}}link")} == {"self", "alternate"}


def test_a_json_feed_is_what_the_standard_asks_for():
    feed = json.loads(json_feed([NOTICE], replace(FEED, own="https://example.org/feed.json")))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["feed_url"]) == (FEED.title, "https://example.org/feed.json")
    assert feed["authors"] == [{"name": "Harbour Gazette"}]
    assert feed["items"] == [
        {
            "id": NOTICE.id,
            "url": NOTICE.link,
            "title": "Correction: The flood of May",
            "content_text": "It said: “by 18 %”. It should say: “by 17 %”.",
            "date_published": "2026-12-02T00:00:00Z",
            "date_modified": "2026-12-03T09:30:00Z",
            "tags": ["error"],
        }
    ]


def test_a_feed_without_corrections_is_a_feed():
    root = _parsed(atom([], FEED))
    assert (_text(root, "updated"), list(root.iter(f"{{{ATOM}}}entry"))) == ("2026-12-03T09:30:00Z", [])
    assert json.loads(json_feed([], FEED))["items"] == []


def test_what_has_no_title_and_no_link_is_still_an_entry():
    bare = replace(NOTICE, title="", link="", url="")
    (entry,) = _parsed(atom([bare], FEED)).iter(f"{{{ATOM}}}entry")
    assert _text(entry, "title") == "Correction: article a1"
    assert entry.findall(f"{{{ATOM}}}link") == []
    (item,) = json.loads(json_feed([bare], replace(FEED, home="", own="")))["items"]
    assert "url" not in item


def test_hostile_texts_stay_texts():
    hostile = replace(NOTICE, title=HOSTILE, wrong=HOSTILE, right=HOSTILE)
    text = atom([hostile], replace(FEED, title=HOSTILE, author=HOSTILE))
    (entry,) = _parsed(text).iter(f"{{{ATOM}}}entry")
    assert "<script" not in text
    assert "<script>alert(1)</script>" in _text(entry, "content")
    assert entry.find(f"{{{ATOM}}}content").get("type") == "text"
    feed = json_feed([hostile], FEED)
    assert feed.isascii()
    assert json.loads(feed)["items"][0]["content_text"].count("\u2028") == 2


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "https://user@example.org", "//x", "a b"])
def test_links_that_may_not_be_followed_are_left_out(link):
    bad = replace(NOTICE, link=link, url="")
    assert link not in atom([bad], replace(FEED, home=link)) + json_feed([bad], replace(FEED, home=link))


def test_addresses_are_spelled_as_the_standard_wants_them():
    odd = replace(NOTICE, link='https://example.org/a?q=<b>|{c}"é')
    (entry,) = _parsed(atom([odd], FEED)).iter(f"{{{ATOM}}}entry")
    assert entry.find(f"{{{ATOM}}}link").get("href") == "https://example.org/a?q=%3Cb%3E%7C%7Bc%7D%22é"


def test_the_id_lasts_and_does_not_tell_the_versions():
    assert NOTICE.id == notice_id(VERSION, AT, 40)
    assert uuid.UUID(NOTICE.id).version == 5
    assert VERSION not in NOTICE.id
    others = {notice_id(VERSION, AT, 41), notice_id(VERSION, AT.replace(second=1), 40), NOTICE.id}
    assert len(others) == 3


@given(st.text(), st.text(), st.text())
def test_any_text_gives_feeds_that_can_be_read(title, wrong, right):
    notice = replace(NOTICE, title=title, wrong=wrong, right=right)
    (entry,) = _parsed(atom([notice], replace(FEED, title=title))).iter(f"{{{ATOM}}}entry")
    assert entry.findtext(f"{{{ATOM}}}content") is not None
    assert json.loads(json_feed([notice], FEED))["items"][0]["content_text"].startswith(f"It said: “{wrong}”")
