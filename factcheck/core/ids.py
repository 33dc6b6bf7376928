"""UUIDv7: identities that sort by time, made without a database (RFC 9562, section 5.7)."""

import hashlib
import secrets
import time
import uuid
from collections.abc import Callable
from datetime import datetime

NewUid = Callable[[], str]


_last = 0


def uid7() -> str:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, 12 bits that count up within one, 62 random bits.

    Each sorts after the one before it in this process (RFC 9562, section 6.2, method 1): rows are listed by uid, and an
    import makes several a millisecond.
    """
    global _last  # noqa: PLW0603 - the counter is the process's
    _last = max(time.time_ns() // 1_000_000 << 12 | secrets.randbits(11), _last + 1)
    return _compose(_last >> 12, (_last & 0xFFF) << 64 | secrets.randbits(62))


def counted_uids(start: datetime, label: str) -> NewUid:
    """A maker of the same sequence of UUIDv7 every time, in order, for the worked example and for tests.

    Each is a millisecond after the one before, so that they sort as they were made.
    """
    milliseconds = int(start.timestamp() * 1000)
    count = 0

    def make() -> str:
        nonlocal count
        count += 1
        digest = hashlib.sha256(f"{label}/{count}".encode()).digest()
        return _compose(milliseconds + count, int.from_bytes(digest[:10], "big"))

    return make


def _compose(milliseconds: int, noise: int) -> str:
    value = (milliseconds & (1 << 48) - 1) << 80 | noise & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
