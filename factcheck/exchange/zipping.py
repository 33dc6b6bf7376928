"""A zip file that is the same bytes wherever it is made: entries stored as they are, one date, one mode, nothing optional."""

import struct
import zlib
from collections.abc import Iterable, Iterator

from factcheck.errors import RefusedError

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: The first of January 1980, the earliest day a zip can name.
_DAY = 1 << 5 | 1
_VERSION, _UNIX, _MODE = 20, 3 << 8, 0o100644 << 16
_LARGEST, _MOST = 0xFFFFFFFF, 0xFFFF


def write_zip(members: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of a zip of these names and contents, in this order, one member in memory at a time.

    Nothing is compressed: what a compressor makes differs from one release of it to the next.

    Raises:
        RefusedError: more than 4 GB, or more than 65,534 files; the format has no room for them.
    """
    index: list[bytes] = []
    offset = 0
    for name, data in members:
        path = name.encode("ascii")
        if offset + len(data) + 1_000_000 > _LARGEST or len(index) + 1 >= _MOST:
            raise RefusedError("a zip holds no more than 4 GB and 65,534 files", hint="name fewer articles")
        fields = (_VERSION, 0, 0, 0, _DAY, zlib.crc32(data), len(data), len(data), len(path), 0)
        yield _LOCAL.pack(b"PK\x03\x04", *fields) + path
        yield data
        index.append(_CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, *fields, 0, 0, 0, _MODE, offset) + path)
        offset += _LOCAL.size + len(path) + len(data)
    yield from index
    count, size = len(index), sum(map(len, index))
    yield _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
