"""Checks a bundle with nothing but the file: its structure, every hash, and that nothing is in it besides.

A bundle is the same bytes wherever it is made, so after the hashes the whole zip is made again from what was read and
compared: what hides between entries, in a comment or behind the end is found without knowing all the places there are.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.core.canonical import canonical, sha256
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, DiskError, IntegrityError
from factcheck.exchange.bundle import MANIFEST, SCHEMA, TIMESTAMP, Seal, describe
from factcheck.exchange.strict_json import UnreadableError, parse_json
from factcheck.exchange.zipping import write_zip

#: The most bytes of a manifest, of a timestamp, and of any other file of a bundle.
_LARGEST_MANIFEST, _LARGEST_STAMP, _LARGEST_FILE = 20_000_000, 100_000, 1_000_000_000
_MOST_FILES = 65_534
_PATH = re.compile(r"[a-z0-9][a-z0-9_-]*(?:[./][a-z0-9][a-z0-9_-]*)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: What the zip reader raises on files that are none, or only half.
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, RuntimeError, OSError, OverflowError)
_SHOWN = 20
_GET_ANEW = "ask whoever sent it for the file as it was made; docs/integrity.md says what a bundle proves"


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle that holds.

    Attributes:
        seal: What its manifest says.
        digest: SHA-256 of the manifest.
        manifest: The manifest's bytes.
        files: How many files the manifest names.
        size: Their bytes together.
        timestamp: The answer of a timestamp authority, not looked into yet.
    """

    seal: Seal
    digest: str
    manifest: bytes
    files: int
    size: int
    timestamp: bytes | None


def check_bundle(path: Path) -> Checked:
    """Check the bundle at ``path``.

    Raises:
        DiskError: it cannot be read.
        BadInputError: it is no bundle.
        IntegrityError: it is one, and something in it was altered, added, taken away or cut off.
    """
    try:
        with path.open("rb") as file:
            return _check(file, str(path))
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror or error}", hint="check the name") from None


def looks_like_bundle(path: Path) -> bool:
    """Whether a file is a zip with a manifest of ours in it, whole or not."""
    try:
        with path.open("rb") as file, _opened(file, str(path)) as bundle:
            return f'"schema":"{SCHEMA}"'.encode() in bundle.read(MANIFEST)[-10_000:]
    except (BadInputError, IntegrityError, KeyError, *_BROKEN):
        return False


def _check(file: BinaryIO, name: str) -> Checked:
    with _opened(file, name) as bundle:
        entries = bundle.infolist()
        _check_entries(entries, file.seek(0, 2), name)
        if MANIFEST not in bundle.NameToInfo:
            raise BadInputError(
                f"{name} is a zip, but no bundle: it has no {MANIFEST}", hint="factcheck bundle -o FILE"
            )
        manifest = _read(bundle, MANIFEST, _LARGEST_MANIFEST, name)
        seal, files = _parse(manifest, name)
        faults = list(_faults(bundle, files))
        if faults:
            raise _altered(name, faults)
        stamp = _read(bundle, TIMESTAMP, _LARGEST_STAMP, name) if TIMESTAMP in bundle.NameToInfo else None
        order = [*(each["path"] for each in files), MANIFEST, *((TIMESTAMP,) if stamp is not None else ())]
        if not _is_as_written(file, write_zip((each, bundle.read(each)) for each in order)):
            raise _altered(
                name, ["the zip around its files is not as it was written: something was put in, or it was packed anew"]
            )
    return Checked(seal, sha256(manifest), manifest, len(files), sum(each["size"] for each in files), stamp)


@contextmanager
def _opened(file: BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    """The zip in a file, with what the reader stumbles over told in our words."""
    start = file.read(16)
    if start.startswith(b"SQLite format 3\x00"):
        raise BadInputError(f"{name} is no bundle, but may be a desk", hint=f"factcheck db verify --db {name}")
    if not start.startswith(b"PK"):
        raise BadInputError(f"{name} is no bundle: it is no zip file", hint="factcheck bundle -o FILE writes one")
    try:
        with zipfile.ZipFile(file) as bundle:
            yield bundle
    except _BROKEN as error:
        raise IntegrityError(
            f"{name} is damaged or cut short: {visible(str(error))[:200] or type(error).__name__}", hint=_GET_ANEW
        ) from None


def _altered(name: str, faults: list[str]) -> IntegrityError:
    more = [f"and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    lines = "\n  ".join([f"{name} is not as it was sealed:", *faults[:_SHOWN], *more])
    return IntegrityError(lines, hint=_GET_ANEW)


def _check_entries(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse what no bundle has, before anything is read from it."""
    if len(entries) > _MOST_FILES:
        raise _altered(name, [f"it has {len(entries):,} entries"])
    faults = []
    for path, count in Counter(entry.orig_filename for entry in entries).items():
        if not _PATH.fullmatch(path):
            faults.append(f"an entry is called “{visible(path)[:100]}”")
        if count > 1:
            faults.append(f"{visible(path)[:100]} is there {count} times")
    if any(entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 for entry in entries):
        faults.append("an entry is packed or encrypted, which no bundle's is")
    if (
        any(entry.file_size != entry.compress_size for entry in entries)
        or sum(each.file_size for each in entries) > size
    ):
        faults.append("an entry says that it is larger than it can be")
    if any(entry.file_size > _LARGEST_FILE for entry in entries):
        faults.append(f"an entry has more than {_LARGEST_FILE:,} bytes")
    if faults:
        raise _altered(name, faults)


def _read(bundle: zipfile.ZipFile, path: str, limit: int, name: str) -> bytes:
    if bundle.getinfo(path).file_size > limit:
        raise _altered(name, [f"{path} has more than {limit:,} bytes"])
    return bundle.read(path)


def _parse(manifest: bytes, name: str) -> tuple[Seal, list[dict[str, Any]]]:
    """What a manifest says; nothing else than what ``write_bundle`` writes is one."""
    try:
        value = parse_json(manifest.decode())
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise BadInputError(
                f"{name} is no bundle of this kind: its manifest does not say “{SCHEMA}”",
                hint="pip install -U factcheck-desk",
            )
        desk, head, contents, files = value["desk"], value["head"], value["contents"], value["files"]
        seal = Seal(
            tool=str(value["tool"]),
            desk=str(desk["uid"]),
            name=str(desk["name"]),
            seq=int(head["seq"]),
            hash=str(head["hash"]),
            at=str(head["at"]),
            articles=tuple(map(str, value["articles"])),
            captures=bool(contents["captures"]),
            confidential=bool(contents["confidential"]),
            audience=str(contents.get("audience", "editor")),
        )
        listed: list[dict[str, Any]] = [
            {"path": str(each["path"]), "sha256": str(each["sha256"]), "size": int(each["size"])} for each in files
        ]
        whole = canonical(describe(seal) | {"files": listed}).encode() == manifest
    except (UnreadableError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise _altered(name, [f"{MANIFEST} cannot be read: {visible(str(error))[:200]}"]) from None
    if not whole or not all(_DIGEST.fullmatch(each["sha256"]) for each in listed):
        raise _altered(name, [f"{MANIFEST} is not written as a bundle's is"])
    return seal, listed


def _faults(bundle: zipfile.ZipFile, files: list[dict[str, Any]]) -> Iterator[str]:
    """What differs between the manifest and the files that are there, a sentence each."""
    named = Counter(each["path"] for each in files)
    there = set(bundle.NameToInfo)
    for path in sorted(there - set(named) - {MANIFEST, TIMESTAMP}):
        yield f"{path} was added"
    for each in files:
        path = each["path"]
        if path not in there or named[path] > 1 or path in {MANIFEST, TIMESTAMP}:
            yield f"{visible(path)[:100]} is missing" if path not in there else f"{path} is named where it may not be"
            continue
        try:
            altered = sha256(bundle.read(path)) != each["sha256"] or bundle.getinfo(path).file_size != each["size"]
        except _BROKEN:
            altered = True
        if altered:
            yield f"{path} was altered"


def _is_as_written(file: BinaryIO, pieces: Iterator[bytes]) -> bool:
    """Whether a file is these bytes and no more; ``pieces`` may read from the same file."""
    at = 0
    for piece in pieces:
        file.seek(at)
        if file.read(len(piece)) != piece:
            return False
        at += len(piece)
    file.seek(at)
    return not file.read(1)
