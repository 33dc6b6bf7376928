"""Take the answer for one address out of a web archive (WARC 1.0 and 1.1, ISO 28500), packed with gzip or not.

The file comes from elsewhere, so it is read with limits on everything and nothing in it is guessed: what is damaged,
cut or kept elsewhere is refused with the reason. Libraries for WARC files take in a header of any length.
"""

import base64
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gzip import GzipFile
from http import HTTPStatus
from typing import BinaryIO
from urllib.parse import urldefrag, urljoin

from factcheck.core.dates import parse_instant
from factcheck.core.links import canonical_url, check_link
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, NetworkError, NotFoundError
from factcheck.ingest.capture import TOOL, Seen, seen
from factcheck.ingest.fetch import unpacker

MOST_UNPACKED = 8 * 1024**3
"""Most bytes of records looked through in one file."""
_LONGEST_LINE, _MOST_LINES, _BLOCK, _MOST_HOPS = 65_536, 500, 1024 * 1024, 6
_MOST_HEAD = 2_000
_REDIRECTS = {301, 302, 303, 307, 308}
_HINT = "save the page with a browser and give that file with --file"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,500})?\r?\n")
_STATUS = re.compile(r"HTTP/[0-9.]{1,5} +([0-9]{3})(?: .*)?")

Header = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the archive holds for an address: when, the status line with the header, and the body as it was sent."""

    at: datetime
    lines: tuple[str, ...]
    fields: Header
    status: int
    body: bytes


def see_in_warc(file: BinaryIO, url: str, *, name: str, most: int) -> Seen:
    """The newest answer for ``url`` in an archive, redirects followed inside it; ``most`` bytes at the most.

    Args:
        file: The archive, from its beginning; it must be able to go back there.
        url: The address of the document.
        name: The archive's name, for messages.
        most: Bytes a body may have, as sent and unpacked.

    Raises:
        NotFoundError: the archive holds nothing for the address, or for one it redirects to.
        BadInputError: it is no such archive, is damaged, or holds the answer in a form that cannot be taken.
    """
    shown = visible(name)
    here, head = url, []
    for _ in range(_MOST_HOPS):
        try:
            answer = _newest(_Records(file, shown), here, most)
        except (EOFError, zlib.error, OSError) as error:
            raise _damaged(shown, visible(str(error))) from None
        head += [f"GET {here}", *answer.lines]
        if answer.status not in _REDIRECTS:
            if answer.status != HTTPStatus.OK:
                raise BadInputError(f"{shown} holds only the answer {answer.status} for {here}", hint=_HINT)
            data = _body(answer, shown, most)
            kind, charset = _content_type(answer.fields)
            tool = f"{TOOL}, from the archive {shown}"
            return seen(data, here, media_type=kind, charset=charset, head=head, tool=tool, at=answer.at)
        here = urldefrag(check_link(urljoin(here, answer.fields.get("location", "")))).url
    raise BadInputError(f"{shown} redirects {visible(url)} in a circle", hint=_HINT)


def _newest(records: "_Records", url: str, most: int) -> _Answer:
    """The newest answer for an address; those of redirects and failures only where there is no page."""
    wanted, found, revisited = canonical_url(url), [], False
    for fields in records:
        target = fields.get("warc-target-uri", "").strip("<>")
        kind = fields.get("warc-type", "").lower()
        if kind not in ("response", "resource", "revisit") or not _same(target, wanted):
            continue
        if kind == "revisit":
            revisited = True
            continue
        found.append(_answer(fields, records.block(most + _MOST_LINES * _LONGEST_LINE), records.name))
    if not found and revisited:
        raise BadInputError(
            f"{records.name} says of {visible(url)} only that it was the same as in another archive",
            hint="give the archive that holds its bytes",
        )
    if not found:
        raise NotFoundError(f"{records.name} holds nothing for {visible(url)}", hint="is it the address the desk has?")
    return max(found, key=lambda answer: (answer.status == HTTPStatus.OK, answer.at))


def _same(target: str, wanted: str) -> bool:
    try:
        return canonical_url(target) == wanted
    except BadInputError:
        return False


def _answer(fields: Header, block: bytes, name: str) -> _Answer:
    """An answer out of a record's block."""
    what = f"the record for {visible(fields['warc-target-uri'])} in {name}"
    if fields.get("warc-truncated") or fields.get("warc-segment-number"):
        raise BadInputError(f"{what} holds only a part of the page", hint=_HINT)
    _check_digest(fields.get("warc-block-digest", ""), block, what)
    try:
        at = parse_instant(fields.get("warc-date", ""))
    except BadInputError:
        raise BadInputError(f"{what} does not say when", hint=_HINT) from None
    if fields.get("warc-type", "").lower() == "resource":
        kind = fields.get("content-type", "")
        return _Answer(at, (), {"content-type": kind}, HTTPStatus.OK, block)
    stream = io.BytesIO(block)
    first = _line(stream, what).strip()
    status = _STATUS.fullmatch(first)
    if not status:
        raise BadInputError(f"{what} holds no answer of a web server", hint=_HINT)
    http, lines = _header(stream, what)
    return _Answer(at, (visible(first), *lines), http, int(status[1]), stream.read())


def _check_digest(said: str, block: bytes, what: str) -> None:
    """Refuse a block that is not what the digest beside it says, where that is of a kind Python knows."""
    kind, _, value = said.strip().partition(":")
    if kind.lower() not in ("sha1", "sha256", "sha512", "md5") or not value:
        return
    made = hashlib.new(kind.lower(), block, usedforsecurity=False)
    if value.upper() not in (made.hexdigest().upper(), base64.b32encode(made.digest()).decode()):
        raise BadInputError(f"{what} was altered: its digest does not match", hint="get the archive anew")


def _body(answer: _Answer, name: str, most: int) -> bytes:
    """The bytes of the page, put together and unpacked; archives that did so already are taken as they are."""
    body, what = answer.body, f"the page in {name}"
    if "chunked" in answer.fields.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        body = _joined(body, what)
    encoding = answer.fields.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"):
        encoding = ""
    try:
        unpacked = unpacker(encoding)
        data = unpacked.feed(body, most) if body else b""
    except NetworkError as error:
        raise BadInputError(f"{what} cannot be unpacked: {error}", hint=_HINT) from None
    if len(data) > most:
        raise BadInputError(f"{what} is larger than {most:,} bytes", hint="allow more with --max-mb")
    if not unpacked.is_whole:
        raise BadInputError(f"{what} ends early", hint=_HINT)
    return data


def _joined(body: bytes, what: str) -> bytes:
    """The chunks of a body in one."""
    pieces: list[bytes] = []
    place = 0
    while True:
        size = _CHUNK.match(body, place)
        if not size:
            raise BadInputError(f"{what} is damaged: its chunks do not fit together", hint=_HINT)
        count = int(size[1], 16)
        if not count:
            return b"".join(pieces)
        piece = body[size.end() : size.end() + count]
        end = size.end() + count
        gap = 2 if body[end : end + 2] == b"\r\n" else 1 if body[end : end + 1] == b"\n" else 0
        if len(piece) < count or not gap:
            raise BadInputError(f"{what} is damaged: its chunks do not fit together", hint=_HINT)
        pieces.append(piece)
        place = end + gap


def _content_type(fields: Header) -> tuple[str, str]:
    """Media type and charset, as a header says them."""
    kind, _, rest = fields.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else ""


class _Records:
    """The records of an archive, one after another: iterating gives each one's header, ``block`` what belongs to it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        file.seek(0)
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        self._stream: BinaryIO | GzipFile = GzipFile(fileobj=file) if packed else file
        self._left = 0
        self._room = MOST_UNPACKED

    def __iter__(self) -> Iterator[Header]:
        """The header of each record, its names in lower case."""
        while True:
            self._skip()
            first = self._first()
            if not first:
                return
            if not first.startswith("WARC/"):
                raise _damaged(self.name, "a record does not begin as one")
            fields, _ = _header(self._stream, self.name)
            length = fields.get("content-length", "")
            if not re.fullmatch(r"[0-9]{1,15}", length):
                raise _damaged(self.name, "a record does not say how long it is")
            self._left = int(length)
            yield fields

    def block(self, most: int) -> bytes:
        """What belongs to the record whose header came last.

        Raises:
            BadInputError: it has more than ``most`` bytes, or less than it says.
        """
        if self._left > most:
            raise BadInputError(
                f"the page in {self.name} is larger than {most:,} bytes", hint="allow more with --max-mb"
            )
        data = self._stream.read(self._left)
        if len(data) < self._left:
            raise _damaged(self.name, "it ends in the middle of a record")
        self._left = 0
        return data

    def _skip(self) -> None:
        self._room -= self._left
        if self._room < 0:
            raise BadInputError(f"{self.name} holds more than {MOST_UNPACKED:,} bytes", hint="give a part of it")
        while self._left:
            piece = self._stream.read(min(self._left, _BLOCK))
            if not piece:
                raise _damaged(self.name, "it ends in the middle of a record")
            self._left -= len(piece)

    def _first(self) -> str:
        """The first line of the next record, empty at the end of the archive."""
        for _ in range(_MOST_LINES):
            line = _line(self._stream, self.name)
            if not line or line.strip():
                return line.strip()
        raise _damaged(self.name, "a record does not begin as one")


def _damaged(name: str, why: str) -> BadInputError:
    return BadInputError(f"{name} is no web archive, or a damaged one: {why}", hint="give a WARC file")


def _line(stream: "BinaryIO | GzipFile | io.BytesIO", what: str) -> str:
    """One line, empty at the end."""
    line = stream.readline(_LONGEST_LINE + 1)
    if len(line) > _LONGEST_LINE:
        raise BadInputError(f"{what} holds a line without end", hint="give a WARC file")
    return line.decode("utf-8", "replace")


def _header(stream: "BinaryIO | GzipFile | io.BytesIO", what: str) -> tuple[Header, list[str]]:
    """Fields up to the empty line, by their names in lower case, and the lines of it that a capture keeps."""
    fields: Header = {}
    kept: list[str] = []
    for _ in range(_MOST_LINES):
        line = _line(stream, what)
        if not line.strip():
            return fields, kept
        name, colon, value = line.partition(":")
        value = " ".join(value.split())
        if colon and name.strip() and name.strip().lower() not in fields:
            fields[name.strip().lower()] = value
        if colon and " " not in name.strip() and name.lower() != "set-cookie" and len(value) <= _MOST_HEAD:
            kept.append(f"{visible(name.strip())}: {visible(value)}")
    raise BadInputError(f"{what} holds a header without end", hint="give a WARC file")
