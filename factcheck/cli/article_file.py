"""The text of an article from wherever a command names it: a file, an address, or standard input."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.options import read_bytes

if TYPE_CHECKING:
    from factcheck.ingest import Ingested

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read_text(file: str, *, allow_private: bool) -> "Ingested":
    """Read the article that ``file`` names; raises what reading a file, a page or an article raises."""
    return _fetched(file, allow_private=allow_private) if _ADDRESS.match(file) else _opened(file)


def file_name(file: str) -> str | None:
    """The name to keep of what was read: none of an address or of standard input."""
    return None if file == "-" or _ADDRESS.match(file) else Path(file).name


def _opened(file: str) -> "Ingested":
    """The article in a file, or on standard input for ``-``."""
    from factcheck.ingest import MAX_ARTICLE_BYTES, read_article

    return read_article(read_bytes(Path(file), limit=MAX_ARTICLE_BYTES), name=file if file == "-" else Path(file).name)


def _fetched(url: str, *, allow_private: bool) -> "Ingested":
    """The article at an address. Where it came from is its address, whatever the page says."""
    from factcheck.ingest import read_article
    from factcheck.ingest.fetch import fetch

    page = fetch(url, allow_private=allow_private)
    read = read_article(page.data, name=re.split(r"[?#]", page.url)[0], served=page.media_type, charset=page.charset)
    said = f"the page gives its address as {read.url}; kept is {page.url}, where it came from"
    differs = read.url is not None and read.url != page.url
    return replace(read, url=page.url, warnings=(*read.warnings, said) if differs else read.warnings)
