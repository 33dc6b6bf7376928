"""Hostile text on its way into a page: which links may be followed, and how invisible characters are shown."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""The characters that a page cannot hold, as a regular expression writes them between brackets."""

_CONTROLS = re.compile(f"[{CONTROLS}]")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\<>\"]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004


def show_controls(value: object) -> object:
    """A string with its control characters as pictures (NUL as U+2400) and lone surrogates replaced; all else as it is.

    A page cannot hold them: browsers drop or replace NUL, and UTF-8 has no surrogates.
    """
    # Markup is our own template's output and has been through here once.
    if isinstance(value, str) and not hasattr(value, "__html__") and _CONTROLS.search(value):
        return _CONTROLS.sub(_picture, value)
    return value


# A page asks several times in a row for the same address, and for the tag of the same language ten thousand times.
@lru_cache(maxsize=256)
def find_href(address: str) -> str | None:
    """``address`` if a reader may follow it (http, https or mailto, and nothing a browser would reinterpret), else None."""
    if _NOT_IN_URL.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return address if parts.hostname else None
    return address if parts.scheme == "mailto" and parts.path else None


@lru_cache(maxsize=256)
def find_colour(text: str) -> str | None:
    """``text`` if it is a colour as ``#1b4f7f``, else None: nothing else of a house's comes near a stylesheet."""
    return text if _COLOUR.fullmatch(text) else None


def language_tag(text: str) -> str:
    """``text`` if it has the form of a BCP 47 tag, else empty, which a browser takes as unknown."""
    return text if _LANGUAGE.fullmatch(text) else ""


@lru_cache(maxsize=256)
def host_of(address: str) -> str:
    """The host a link leads to, to be shown beside it; empty for anything but http and https."""
    return (urlsplit(address).hostname or "") if find_href(address) and address.startswith("http") else ""
