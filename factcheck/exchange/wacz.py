"""Captures as a WACZ file (Web Archive Collection Zipped 1.1.1): a WARC with index and pages, as ReplayWeb.page opens it."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from factcheck.core.canonical import sha256
from factcheck.exchange.warc import SOFTWARE, Kept, Record
from factcheck.exchange.zipping import write_zip

VERSION = "1.1.1"
_ARCHIVE, _INDEX, _BLOCKS, _PAGES = (
    "archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl",
)  # fmt: skip
_LINES_IN_A_BLOCK = 1_024
_WWW = re.compile(r"^www\d*\.")


def write_wacz(records: Sequence[Record], *, title: str) -> Iterator[bytes]:
    """The bytes of a WACZ file of these records, the one about the archive first.

    Args:
        records: As ``write_records`` gives them; they stand in memory together.
        title: What the collection is called.

    Raises:
        RefusedError: more than a zip can hold.
    """
    index, blocks = _index(records)
    kept = [record.kept for record in records if record.kept]
    members = [
        (_ARCHIVE, b"".join(record.packed for record in records)),
        (_INDEX, index),
        (_BLOCKS, blocks),
        (_PAGES, _pages(kept)),
    ]
    created = max(each.instant for each in kept)
    package = _json(
        {
            "profile": "data-package",
            "resources": [
                {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256(data)}", "bytes": len(data)}
                for path, data in members
            ],
            "wacz_version": VERSION,
            "title": title,
            "software": SOFTWARE,
            "created": created,
            "modified": created,
            "mainPageUrl": kept[0].url,
            "mainPageDate": kept[0].instant,
        }
    )
    digest = _json({"path": "datapackage.json", "hash": f"sha256:{sha256(package)}"})
    return write_zip([*members, ("datapackage.json", package), ("datapackage-digest.json", digest)])


def _index(records: Sequence[Record]) -> tuple[bytes, bytes]:
    """The index of the archive, packed in blocks, and the index of those blocks."""
    lines: list[str] = []
    offset = 0
    for record in records:
        if record.kept:
            lines.append(_line(record.kept, offset, len(record.packed)))
        offset += len(record.packed)
    lines.sort()
    blocks, packed = [_meta()], b""
    for start in range(0, len(lines), _LINES_IN_A_BLOCK):
        inside = "".join(lines[start : start + _LINES_IN_A_BLOCK]).encode()
        block = gzip.compress(inside, mtime=0)
        key = lines[start].partition(" {")[0]
        blocks.append(
            f"{key} "
            + json.dumps({"offset": len(packed), "length": len(block), "digest": f"sha256:{sha256(block)}"})
            + "\n"
        )
        packed += block
    return packed, "".join(blocks).encode()


def _meta() -> str:
    return "!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": _INDEX.rpartition("/")[2]}) + "\n"


def _line(kept: Kept, offset: int, length: int) -> str:
    """A capture in the index (CDXJ): its sortable address, when, and where its record stands."""
    stamp = re.sub(r"[^0-9]", "", kept.instant)
    found = {
        "url": kept.url,
        "mime": kept.media_type or "application/octet-stream",
        "status": kept.answer[0].split(" ")[1] if kept.answer else "200",
        "digest": kept.digest,
        "length": str(length),
        "offset": str(offset),
        "filename": _ARCHIVE.rpartition("/")[2],
    }
    return f"{sort_key(kept.url)} {stamp} {json.dumps(found)}\n"


def sort_key(url: str) -> str:
    """An address as the index is sorted by it (SURT): ``https://www.example.org/A?b`` is ``org,example)/a?b``."""
    parts = urlsplit(url.lower())
    host = _WWW.sub("", parts.hostname or "")
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != default else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True), key=lambda pair: pair[0]))
    path = (parts.path or "/").replace(" ", "%20")
    return f"{','.join(reversed(host.split('.')))}{port}){path}{'?' if query else ''}{query}"


def _pages(captures: Sequence[Kept]) -> bytes:
    """The list of pages, a line each; with the text of each, so that they can be searched."""
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Pages", "hasText": True})]
    for kept in captures:
        page = {"id": kept.uid, "url": kept.url, "ts": kept.instant, "title": kept.title or kept.asked}
        lines.append(json.dumps(page | ({"text": kept.text} if kept.text else {}), ensure_ascii=False))
    return "".join(line + "\n" for line in lines).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
