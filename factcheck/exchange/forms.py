"""The spellings a text in an exchange file may have: dates, decimals, links, hashes, file names, keys."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z")
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[1-9][0-9]*)?")
_LINK = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s])[^\s]*", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling a text must have: ``expected`` completes "expected ...", ``accepts`` decides."""

    expected: str
    accepts: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The smallest value a whole number may have."""

    minimum: int


@dataclass(frozen=True, slots=True)
class KeyOf:
    """The text is the ``key`` of an object in this collection of the same set."""

    collection: str


def is_partial_date(text: str) -> bool:
    """Whether the text is a year, a month of a year, or a day that exists: ``2025``, ``2025-01``, ``2025-01-28``."""
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None or not text.isascii():
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def is_instant(text: str) -> bool:
    """Whether the text is a moment in UTC, as in ``2026-11-20T09:30:00Z``."""
    if _INSTANT.fullmatch(text) is None or not text.isascii():
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_relative_file(text: str) -> bool:
    """Whether the text names a file beside the set or below it: no absolute path, no ``..``, no backslash, no drive."""
    return not re.search(r"[\\:]", text) and all(part not in {"", ".", ".."} for part in text.split("/"))


def _is_quantity(text: str) -> bool:
    return _DECIMAL.fullmatch(text) is not None or is_partial_date(text)


def _is_date_or_instant(text: str) -> bool:
    return is_partial_date(text) or is_instant(text)


Words = Annotated[str, Form("words, not an empty text", lambda text: bool(text.strip()))]
PartialDate = Annotated[str, Form("a date such as 2025, 2025-01 or 2025-01-28", is_partial_date)]
DateOrInstant = Annotated[
    str, Form("a date such as 2025-01-28 or a time such as 2025-01-28T09:30:00Z", _is_date_or_instant)
]
Quantity = Annotated[str, Form("a decimal number as text such as 16.9 or 2/3, or a date such as 2025-01", _is_quantity)]
Link = Annotated[str, Form("an http, https or mailto link", lambda text: _LINK.fullmatch(text) is not None)]
Sha256 = Annotated[
    str, Form("a SHA-256 as 64 lower-case hexadecimal digits", lambda text: bool(_SHA256.fullmatch(text)))
]
RelativeFile = Annotated[str, Form("the path of a file beside the set, such as article.txt", is_relative_file)]
SourceKey = Annotated[str, KeyOf("sources")]
DocumentKey = Annotated[str, KeyOf("documents")]
ArticleKey = Annotated[str, KeyOf("articles")]
ClaimKey = Annotated[str, KeyOf("claims")]
Count = Annotated[int, AtLeast(1)]
Offset = Annotated[int, AtLeast(0)]
