"""Read an article's bytes as what they are: plain text, Markdown, HTML, PDF or a Word document."""

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
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What servers call pages and texts; all else is told by its bytes and its address.
_SERVED = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/markdown": "text/markdown"}
_LOOKED_AT = 4_096
_LOOKS_HTML = re.compile(
    rb"\s*+(?:(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_MARKDOWN = re.compile(rb"(?:# \S|---[ \t]*\r?\n[A-Za-z_-]+:[ \t])")


def read_article(data: bytes, *, name: str, served: str = "", charset: str = "") -> Ingested:
    """Return the article in ``data``; ``name`` is the file's name, whose ending says what it is, or ``-`` for a stream.

    PDF files and Word documents are known by their bytes under any name. ``served`` and ``charset`` are the media type
    and charset a server gave, before the name and before what a page declares.

    Raises BadInputError for more than ``MAX_ARTICLE_BYTES``, an empty file, a file that is no text, an encoding other
    than the file says (UTF-8 where it says nothing), characters no desk can hold, and files built to exhaust a reader.
    """
    shown = visible(name)
    if len(data) > MAX_ARTICLE_BYTES:
        raise BadInputError(
            f"{shown} has {len(data):,} bytes, more than the {MAX_ARTICLE_BYTES:,} (20 MB) taken for an article",
            hint="add the article alone, or its parts as articles of their own",
        )
    if not data.strip():
        raise BadInputError(f"{shown} is empty", hint="save the article's text in it first")
    media_type = _packed(data) or _SERVED.get(served) or _SUFFIXES.get(PurePath(name).suffix.lower()) or _sniffed(data)
    text, stated, warnings = _read(data, name, media_type, charset)
    if not text.strip():
        raise BadInputError(f"{shown} holds no text", hint="save the article's text in it first")
    lost = text.count("\ufffd")
    if lost:
        warnings.append(f"the text holds {lost:,} replacement characters (U+FFFD): an earlier program lost letters")
    return stated.checked(text, media_type, warnings)


def _read(data: bytes, name: str, media_type: str, charset: str) -> tuple[str, Stated, list[str]]:
    """Return text, statements and warnings by the reader for ``media_type``."""
    if media_type == _PDF:
        from factcheck.ingest.pdf import read_pdf

        text, stated, warnings = read_pdf(data, name=name)
        return clean(text), stated, warnings
    if media_type == _DOCX:
        from factcheck.ingest.docx import read_docx

        text, stated, warnings = read_docx(data, name=name)
        return clean(text), stated, warnings
    source = clean(decode(data, name=name, html=media_type == "text/html", charset=charset))
    if media_type == "text/html":
        text, stated, warnings = read_html(source)
        return clean(text), stated, warnings
    if media_type == "text/markdown":
        return *read_markdown(source), []
    if _LOOKS_HTML.match(data[:_LOOKED_AT]):
        looks = f"{visible(name)} looks like HTML but was taken as plain text: name it .html to read the page"
        return source, Stated(), [looks]
    return source, Stated(), []


def _packed(data: bytes) -> str:
    """Return the media type of a PDF file or Word document, else empty."""
    if data.startswith(b"%PDF-"):
        return _PDF
    return _DOCX if data.startswith(b"PK\x03\x04") and b"word/" in data else ""


def _sniffed(data: bytes) -> str:
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if _LOOKS_HTML.match(start):
        return "text/html"
    return "text/markdown" if _LOOKS_MARKDOWN.match(start) else "text/plain"
