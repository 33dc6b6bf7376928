"""A bundle: report and data sealed in one zip under a manifest of hashes, written, and checked by whoever gets it.

The manifest is canonical JSON and names every file with its size and SHA-256. Its own SHA-256 stands for the whole bundle.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.core.canonical import canonical, sha256
from factcheck.exchange.zipping import write_zip

SCHEMA = "factcheck/bundle/1"
MANIFEST, TIMESTAMP = "manifest.json", "timestamp.tsr"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a manifest says besides its files.

    Attributes:
        tool: The program and version that made the bundle.
        desk: The desk's uid.
        name: The desk's name.
        seq: Number of the last event of its history.
        hash: Hash of that event: the head of the chain.
        at: Instant of that event, as canonical text.
        articles: References of the articles it is about.
        captures: Whether captured pages are in it.
        confidential: Whether what is confidential or internal is in it.
        audience: Whom it is for: "editor", "lawyer" or "public".
    """

    tool: str
    desk: str
    name: str
    seq: int
    hash: str
    at: str
    articles: tuple[str, ...]
    captures: bool
    confidential: bool
    audience: str = "editor"


def write_bundle(
    seal: Seal, members: Iterable[tuple[str, bytes]], stamp: Callable[[bytes], bytes] | None = None
) -> Iterator[bytes]:
    """The bytes of a bundle in pieces: the members, the manifest, and what ``stamp`` answers to the manifest's bytes.

    The same seal and members give the same bytes, a timestamp apart.
    """
    return write_zip(_with_manifest(seal, members, stamp))


def _with_manifest(
    seal: Seal, members: Iterable[tuple[str, bytes]], stamp: Callable[[bytes], bytes] | None
) -> Iterator[tuple[str, bytes]]:
    files: list[dict[str, Any]] = []
    for path, data in members:
        files.append({"path": path, "sha256": sha256(data), "size": len(data)})
        yield path, data
    manifest = canonical(describe(seal) | {"files": files}).encode()
    yield MANIFEST, manifest
    if stamp is not None:
        yield TIMESTAMP, stamp(manifest)


def describe(seal: Seal) -> dict[str, Any]:
    """A seal as the manifest spells it; a bundle for the editor says nothing of whom it is for."""
    audience = {"audience": seal.audience} if seal.audience != "editor" else {}
    return {
        "schema": SCHEMA,
        "tool": seal.tool,
        "desk": {"uid": seal.desk, "name": seal.name},
        "head": {"seq": seal.seq, "hash": seal.hash, "at": seal.at},
        "articles": list(seal.articles),
        "contents": {"captures": seal.captures, "confidential": seal.confidential, **audience},
    }
