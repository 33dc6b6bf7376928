"""Markdown to article text: the source's own lines, without front matter and with links as their words."""

import re

from factcheck.ingest.ingested import Stated

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:(?!---|\.\.\.)[^\n]*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]+(.*)")
_HEADING = re.compile(r"^#[ \t]+([^\n]+)$", re.MULTILINE)
_TARGET = r"\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?(?:[ \t]+(?:\"[^\"\n]*+\"|'[^'\n]*+'))?[ \t]*\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]*+\](?:{_TARGET}|\[[^\[\]\n]*+\])")
_LINK = re.compile(rf"\[(?!\^)([^\[\]]++)\](?:{_TARGET}|\[[^\[\]\n]*+\])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]++\]:[ \t]*\S[^\n]*(?:\n|\Z)", re.MULTILINE)
_NAMES = {
    "title": ("title",), "author": ("author", "authors", "by"), "published": ("date", "published"),
    "url": ("canonical_url", "url"), "language": ("lang", "language"), "publisher": ("publisher", "site"),
}  # fmt: skip


def read_markdown(source: str) -> tuple[str, Stated]:
    """Return the article text of Markdown ``source`` (LF line ends), and what its front matter and first heading state.

    Images and the lines that only define where links go are dropped; footnotes, emphasis and headings stay as typed.
    """
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(source)
    # A rule at the very top is front matter only where fields follow it.
    if front and _FIELD.match(front["fields"]):
        for line in front["fields"].splitlines():
            field = _FIELD.fullmatch(line.rstrip())
            if field:
                fields.setdefault(field[1].lower(), _unquoted(field[2]))
        source = source[front.end() :]
    text = _LINK.sub(r"\1", _IMAGE.sub("", _DEFINITION.sub("", source)))
    stated = {name: next((fields[key] for key in keys if fields.get(key)), "") for name, keys in _NAMES.items()}
    heading = _HEADING.search(text)
    if not stated["title"] and heading:
        stated["title"] = heading[1].rstrip(" \t#")
    return text.strip("\n"), Stated(**stated)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part) for part in value[1:-1].split(",") if part.strip())
    return value
