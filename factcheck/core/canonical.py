"""Canonical bytes and the hashes made of them: the same value always gives the same text and the same digest.

Sorted keys, no spaces, UTF-8, no floats (two languages print 1.0 differently): decimals travel as text.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
#: Exact types that are plain already; most values are of one of them.
_PLAIN = frozenset({str, int, bool, type(None)})
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def instant(at: datetime) -> str:
    """An aware instant as UTC text with six decimals, the one spelling used in hashes and JSON."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any) -> Any:
    """A value as JSON can hold it: words as text, instants as UTC text, sequences as lists.

    Raises:
        TypeError: for floats and anything else without one canonical spelling.
    """
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): item if type(item) in _PLAIN else plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    msg = f"{type(value).__name__} has no canonical form"
    raise TypeError(msg)


def canonical(value: Any) -> str:
    """The one JSON text of ``value``."""
    return _ENCODER.encode(plain(value))


def sha256(data: str | bytes) -> str:
    """SHA-256 as 64 hexadecimal digits; text is taken as UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def payload_digest(salt: str, body: str) -> str:
    """Digest of an event's payload. The salt goes when the body is redacted, so that nobody can guess it back."""
    return sha256(f"{salt}\n{body}")


def chain_hash(previous: str, header: Mapping[str, Any]) -> str:
    """Hash of an event: of the hash before it and the event's own header, which holds the payload's digest."""
    return sha256(f"{previous}\n{canonical(header)}")


def fingerprint(parts: Mapping[str, Any]) -> str:
    """What a status or a sign-off was given for, as one digest; ``parts`` are plain already, or words."""
    return sha256(_ENCODER.encode(parts))
