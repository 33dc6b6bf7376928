"""A document's bytes as seen, with what came along: from the web, from a file, or out of a web archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from factcheck import __version__
from factcheck.core.canonical import sha256
from factcheck.core.visible import visible
from factcheck.errors import BadInputError
from factcheck.ingest.article import read_article
from factcheck.ingest.fetch import Limits, fetch

DEFAULT_MB = 20
"""Megabytes (of 1,048,576 bytes) taken for a capture unless a person allows more."""
MOST_MB = 500
"""Megabytes a person may allow: what a row of both engines holds, and a transaction brings through."""
TOOL = f"factcheck/{__version__}"
_MEGABYTE = 1024 * 1024
_LONGEST_TYPE = 100
_RAISE = f"allow more with --max-mb, up to {MOST_MB}, or save the part that matters and give it with --file"


@dataclass(frozen=True, slots=True)
class Seen:
    """Bytes as seen. ``name`` is the address or the name of the file they came from; ``head`` the exchange, line by line.

    ``text`` is what a reader sees in them, ``None`` where that is not known, and ``lacks`` says then why. ``title`` is
    the one they give themselves. ``at`` is when they were seen, ``None`` for now; ``tool`` what took them.
    """

    data: bytes
    name: str
    media_type: str | None
    head: tuple[str, ...]
    tool: str
    text: str | None
    title: str | None = None
    lacks: str = ""
    at: datetime | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data)


def byte_limit(megabytes: int | None) -> int:
    """The bytes a capture may have, where a person allows so many megabytes, or says nothing.

    Raises:
        BadInputError: less than one, or more than ``MOST_MB``.
    """
    if megabytes is None:
        return DEFAULT_MB * _MEGABYTE
    if not 1 <= megabytes <= MOST_MB:
        raise BadInputError(f"--max-mb {megabytes} is out of range", hint=f"from 1 to {MOST_MB}")
    return megabytes * _MEGABYTE


def see_page(url: str, *, allow_private: bool, most: int, seconds: float = 60.0) -> Seen:
    """Fetch a page and keep it as it came; ``most`` is in bytes.

    Raises:
        BadInputError: ``url`` is no address of a page.
        NetworkError: it cannot be had; an ``AnswerError`` where the server says why.
    """
    limits = Limits(size=most, seconds=seconds, way_out=_RAISE)
    page = fetch(url, allow_private=allow_private, limits=limits)
    return seen(page.data, page.url, media_type=page.media_type, charset=page.charset, head=page.head, tool=TOOL)


def see_file(data: bytes, name: str) -> Seen:
    """Keep the bytes of a file; ``name`` is its name without folders."""
    return seen(data, name, media_type="", charset="", head=(), tool=f"{TOOL}, from the file {visible(name)}")


def seen(
    data: bytes,
    name: str,
    *,
    media_type: str,
    charset: str,
    head: Sequence[str],
    tool: str,
    at: datetime | None = None,
) -> Seen:
    """What was seen, with its text taken out where there is one.

    Raises:
        BadInputError: there are no bytes.
    """
    if not data:
        raise BadInputError(f"there is nothing at {visible(name)}: 0 bytes", hint="look at it in a browser")
    path = urlsplit(name).path if "://" in name else name
    text, title, lacks, kind = None, None, "", media_type
    try:
        read = read_article(data, name=PurePath(path).name or "page", served=media_type, charset=charset)
        text, title, kind = read.text, read.title, media_type or read.media_type
    except BadInputError as error:
        lacks = str(error)
    kept = visible(kind)[:_LONGEST_TYPE] or None
    return Seen(data, name, kept, tuple(head), tool[:200], text, title, lacks, at)


def final_url(head: Sequence[str]) -> str | None:
    """The address an exchange ended at, after all redirects; ``None`` where there was none."""
    return next((line[4:] for line in reversed(head) if line.startswith("GET ")), None)


def last_answer(head: Sequence[str]) -> tuple[str, ...]:
    """The status line and header of the last answer of an exchange."""
    asked = [place for place, line in enumerate(head) if line.startswith("GET ")]
    return tuple(head[asked[-1] + 1 :]) if asked else ()
