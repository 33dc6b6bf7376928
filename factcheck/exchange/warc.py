"""Captures as a web archive: one WARC 1.1 record for each (ISO 28500), through warcio."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from factcheck import __version__
from factcheck.core.canonical import instant, sha256
from factcheck.errors import UsageError

SOFTWARE = f"factcheck/{__version__}"
# The desk keeps the body as a reader's program sees it: put together and unpacked. What is said of its packing is kept
# under another name, as archives do it, or a program would unpack it again.
_PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture as an archive tells it.

    ``uid`` is its identity, ``url`` the address it came from in the end, ``asked`` the document's own, ``answer`` the
    status line and header of the answer, empty where there was none. ``text`` is what a reader sees in it.
    """

    uid: str
    url: str
    asked: str
    at: datetime
    data: bytes
    media_type: str | None
    answer: Sequence[str]
    title: str | None
    text: str | None

    @property
    def instant(self) -> str:
        """When, to the second, as web archives spell it."""
        return f"{instant(self.at)[:19]}Z"

    @property
    def digest(self) -> str:
        """The hash of the bytes, with its kind."""
        return f"sha256:{sha256(self.data)}"


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in an archive: the capture, or ``None`` for the one about the archive; its packed bytes."""

    kept: Kept | None
    packed: bytes


def write_records(captures: Iterable[Kept], *, name: str) -> Iterator[Record]:
    """The records of an archive, each packed by itself with gzip, as the format wants it.

    Args:
        captures: What goes in.
        name: The archive's file name, which stands in its first record.

    Raises:
        UsageError: the library is not installed.
    """
    if find_spec("warcio") is None:
        raise UsageError(
            "web archives are written by the library warcio, which is not installed",
            hint="pip install 'factcheck-desk[archive]'",
        )
    first = True
    for kept in captures:
        if first:
            yield Record(None, _packed(partial(_about, kept=kept, name=name)))
            first = False
        yield Record(kept, _packed(partial(_record, kept=kept)))


def _packed(make: Callable[[Any], Any]) -> bytes:
    """The bytes of the record that ``make`` builds with a writer of the library."""
    out = io.BytesIO()
    writer = import_module("warcio.warcwriter").WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(make(writer))
    return out.getvalue()


def _about(writer: Any, kept: Kept, name: str) -> Any:
    """The record that says what the archive is. It is dated by the first capture: the same desk gives the same bytes."""
    record = writer.create_warcinfo_record(
        name, {"software": SOFTWARE, "format": "WARC File Format 1.1", "isPartOf": "captures of a checking desk"}
    )
    record.rec_headers.replace_header("WARC-Date", kept.instant)
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:factcheck:archive:{kept.uid}>")
    return record


def _record(writer: Any, kept: Kept) -> Any:
    """The record of one capture: the answer of its server, or where there was none the bytes as a resource."""
    fields = {
        "WARC-Record-ID": f"<urn:uuid:{kept.uid}>",
        "WARC-Date": kept.instant,
        "WARC-Payload-Digest": kept.digest,
    }
    if not kept.answer:
        return writer.create_warc_record(
            kept.url,
            "resource",
            payload=io.BytesIO(kept.data),
            length=len(kept.data),
            warc_content_type=kept.media_type or "application/octet-stream",
            warc_headers_dict=fields,
        )
    protocol, _, status = kept.answer[0].partition(" ")
    headers = import_module("warcio.statusandheaders").StatusAndHeaders
    http = [_field(line) for line in kept.answer[1:]] + [("Content-Length", str(len(kept.data)))]
    return writer.create_warc_record(
        kept.url,
        "response",
        payload=io.BytesIO(kept.data),
        length=len(kept.data),
        http_headers=headers(status, http, protocol=protocol),
        warc_headers_dict=fields,
    )


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return (f"X-Archive-Orig-{name}" if name.lower() in _PACKING else name), value


def unpacked(record: Record) -> bytes:
    """A record's bytes for an archive that is not packed."""
    return gzip.decompress(record.packed)
