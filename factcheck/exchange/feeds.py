"""Corrections as feeds: Atom (RFC 4287) and JSON Feed 1.1, from the same notices, as texts.

Both come out the same for the same notices, to the byte. Texts are plain in either, so that no reader runs what stands
in them; links that may not stand in a report are left out.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from factcheck.core.links import check_link
from factcheck.core.notices import CorrectionNotice
from factcheck.errors import BadInputError

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"

#: What a feed says in its own words; ``{…}`` are filled in.
ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "error": "Correction",
        "clarification": "Clarification",
        "update": "Update",
        "title": "{kind}: {article}",
        "untitled": "article {article}",
        "text": "It said: “{wrong}”. It should say: “{right}”.",
    }
)

# XML 1.0 §2.2: these cannot stand in a document, not even as references.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# RFC 3987 §2.2: these cannot stand in an address as they are, though browsers take them.
_NO_IRI = re.compile('[<>"{}|^`]')


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself.

    Attributes:
        title: Its name, as "Corrections of the Harbour Gazette".
        id: An address or ``urn:uuid:…`` that stays the same for good.
        author: Who publishes it.
        updated: When it was last changed, aware, for a feed that has no corrections yet.
        home: The corrections page; empty where it has no address.
        own: Where the feed itself stands; empty where it has no address.
        language: Of the words in it, as "en".
        words: Its own words; see ``ENGLISH``.
    """

    title: str
    id: str
    author: str
    updated: datetime
    home: str = ""
    own: str = ""
    language: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)


def atom(notices: Sequence[CorrectionNotice], feed: Feed) -> str:
    """The corrections as an Atom feed, in the order given (newest first is what readers expect)."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", max((_changed(each) for each in notices), default=_instant(feed.updated)))
    _add(ET.SubElement(root, "author"), "name", feed.author)
    _add_link(root, "self", feed.own, type="application/atom+xml")
    _add_link(root, "alternate", feed.home, type="text/html")
    for notice in notices:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", notice.id)
        _add(entry, "title", _title(notice, feed))
        _add(entry, "published", f"{notice.on}T00:00:00Z")
        _add(entry, "updated", _changed(notice))
        _add_link(entry, "alternate", notice.link or notice.url)
        ET.SubElement(entry, "category", {"term": notice.kind})
        _add(entry, "content", _text(notice, feed), type="text")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def json_feed(notices: Sequence[CorrectionNotice], feed: Feed) -> str:
    """The corrections as a JSON Feed, in the order given."""
    data: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": _safe(feed.home),
        "feed_url": _safe(feed.own),
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            _filled(
                {
                    "id": notice.id,
                    "url": _safe(notice.link or notice.url),
                    "title": _title(notice, feed),
                    "content_text": _text(notice, feed),
                    "date_published": f"{notice.on}T00:00:00Z",
                    "date_modified": _changed(notice),
                    "tags": [notice.kind],
                }
            )
            for notice in notices
        ],
    }
    # Escaped to ASCII: half characters and the two line ends that JavaScript knows cannot trouble a reader.
    return json.dumps(_filled(data, keep="items"), indent=2) + "\n"


def _filled(data: dict[str, Any], *, keep: str = "") -> dict[str, Any]:
    return {name: value for name, value in data.items() if value or name == keep}


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = _NO_XML.sub("\ufffd", text)


def _add_link(parent: ET.Element, relation: str, address: str, **attributes: str) -> None:
    if safe := _safe(address):
        ET.SubElement(parent, "link", {"rel": relation, "href": _NO_XML.sub("\ufffd", safe), **attributes})


def _safe(address: str) -> str:
    """The address where it may be linked to; else nothing."""
    try:
        safe = check_link(address) if address else ""
    except BadInputError:
        return ""
    return _NO_IRI.sub(lambda found: f"%{ord(found[0]):02X}", safe)


def _changed(notice: CorrectionNotice) -> str:
    """When an entry was last changed: when the desk entered it, or the day of the correction where that is not told."""
    return _instant(notice.at) if notice.at else f"{notice.on}T00:00:00Z"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _title(notice: CorrectionNotice, feed: Feed) -> str:
    article = notice.title or feed.words["untitled"].format(article=notice.article)
    return feed.words["title"].format(kind=feed.words[notice.kind], article=article)


def _text(notice: CorrectionNotice, feed: Feed) -> str:
    return feed.words["text"].format(wrong=notice.wrong, right=notice.right)
