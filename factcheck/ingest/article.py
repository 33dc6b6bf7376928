"""Read an article's bytes, by the file's name or by what they look like, as plain text, Markdown or HTML."""

import re
from pathlib import PurePath

from factcheck.core.text import clean
from factcheck.core.visible import visible
from factcheck.errors import BadInputError
from factcheck.ingest.decode import decode
from factcheck.ingest.html import read_html
from factcheck.ingest.ingested import Ingested, Stated
from factcheck.ingest.markdown import read_markdown

MAX_ARTICLE_BYTES = 20 * 1024 * 1024
"""Largest file taken as an article: about thirty novels as plain text."""
_SUFFIXES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
}  # fmt: skip
_LOOKED_AT = 4_096
_LOOKS_HTML = re.compile(
    rb"\s*+(?:(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_MARKDOWN = re.compile(rb"(?:# \S|---[ \t]*\r?\n[A-Za-z_-]+:[ \t])")


def read_article(data: bytes, *, name: str) -> Ingested:
    """Return the article in ``data``; ``name`` is the file's name, whose ending says what it is, or ``-`` for a stream.

    Raises BadInputError for more than ``MAX_ARTICLE_BYTES``, an empty file, a file that is no text, an encoding other
    than the file says (UTF-8 where it says nothing), characters no desk can hold, and HTML built to exhaust a parser.
    """
    shown = visible(name)
    if len(data) > MAX_ARTICLE_BYTES:
        raise BadInputError(
            f"{shown} has {len(data):,} bytes, more than the {MAX_ARTICLE_BYTES:,} (20 MB) taken for an article",
            hint="add the article alone, or its parts as articles of their own",
        )
    if not data.strip():
        raise BadInputError(f"{shown} is empty", hint="save the article's text in it first")
    media_type = _SUFFIXES.get(PurePath(name).suffix.lower()) or _sniffed(data)
    source = clean(decode(data, name=name, html=media_type == "text/html"))
    warnings: list[str] = []
    stated = Stated()
    text = source
    if media_type == "text/html":
        text, stated, warnings = read_html(source)
        text = clean(text)
    elif media_type == "text/markdown":
        text, stated = read_markdown(source)
    elif _LOOKS_HTML.match(data[:_LOOKED_AT]):
        warnings.append(f"{shown} looks like HTML but was taken as plain text: name it .html to read the page")
    if not text.strip():
        raise BadInputError(f"{shown} holds no text", hint="save the article's text in it first")
    lost = text.count("\ufffd")
    if lost:
        warnings.append(f"the text holds {lost:,} replacement characters (U+FFFD): an earlier program lost letters")
    return stated.checked(text, media_type, warnings)


def _sniffed(data: bytes) -> str:
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if _LOOKS_HTML.match(start):
        return "text/html"
    return "text/markdown" if _LOOKS_MARKDOWN.match(start) else "text/plain"
