"""A page written to a file whole or not at all, and never over a file that is not ours."""

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from factcheck.errors import DiskError, RefusedError
from factcheck.report.desk_views import ReportView
from factcheck.report.render import GENERATOR, render_report

_MARK = f'<meta name="generator" content="{GENERATOR} '.encode()
_HEAD_BYTES = 4096


def is_ours(path: Path) -> bool:
    """Whether the file at ``path`` carries the generator mark of our pages near its beginning."""
    with path.open("rb") as file:
        return _MARK in file.read(_HEAD_BYTES)


def guard(path: Path, is_ours: Callable[[Path], bool], *, force: bool) -> None:
    """Let pass what may be written: a new file, one that ``is_ours``, or with ``force`` any ordinary file.

    Raises:
        DiskError: A folder or a device is there.
        RefusedError: Somebody else's file is there, and ``force`` is not given.
        OSError: It cannot be read.
    """
    if path.is_dir():
        raise DiskError(f"{path} is a folder", hint=f"name a file in it: {path / 'report.html'}")
    if not path.exists():
        return
    if not path.is_file():
        raise DiskError(f"{path} is not an ordinary file", hint="name a file to write the report to")
    if not force and not is_ours(path):
        raise RefusedError(
            f"{path} was not written by factcheck and would be lost",
            hint="choose another name, or replace it with --force",
        )


def write_whole(pieces: Iterable[str], path: Path, *, durable: bool = True, private: bool = False) -> None:
    """Write ``pieces`` as UTF-8, as ``write_whole_bytes`` does.

    Raises:
        OSError: The folder does not exist, cannot be written to, or the disk is full.
    """
    write_whole_bytes((piece.encode() for piece in pieces), path, durable=durable, private=private)


def write_whole_bytes(pieces: Iterable[bytes], path: Path, *, durable: bool = True, private: bool = False) -> None:
    """Write ``pieces`` beside ``path`` and put the finished file in its place; on any failure ``path`` stays as it was.

    Args:
        pieces: The content.
        path: The file; its folder must exist.
        durable: Whether to wait until the content is on the disk, so that a power cut leaves the old file or the new.
        private: Whether only its owner may read it; it never lies there open to others, not even for a moment.

    Raises:
        OSError: The folder does not exist, cannot be written to, or the disk is full.
    """
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
    # Unless it is private the umask decides, as for any file a person saves.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.writelines(pieces)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def write_report(view: ReportView, path: Path, *, folders: tuple[Path, ...] = (), force: bool = False) -> None:
    """Write the page for ``view`` to ``path``, whole or not at all.

    Args:
        view: The report.
        path: The file; its folder must exist.
        folders: Folders whose templates go before ours.
        force: Whether a file that is not ours may be replaced.

    Raises:
        RefusedError: A file without our generator mark is there, and ``force`` is not given.
        DiskError: ``path`` is a folder, or cannot be read or written.
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    try:
        guard(path, is_ours, force=force)
        write_whole(render_report(view, folders), path)
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror or error}", hint="choose another place with -o PATH"
        ) from error
