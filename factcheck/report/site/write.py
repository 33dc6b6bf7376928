"""A site written to its folder: each file whole or not at all, only what changed, and nothing of anybody else's touched."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TextIO

from factcheck.errors import DiskError, RefusedError
from factcheck.report.site.manifest import JOURNAL, MANIFEST, Digest, Manifest, read_manifest, safe_path
from factcheck.report.write import write_whole_bytes


class SiteFolder:
    """A folder that holds, or will hold, a site.

    Attributes:
        path: The folder.
        manifest: What the last finished run left; None where there was none, or where it is damaged and forced.
        interrupted: Whether a run before this one did not finish.
        written: How many files this run wrote.
        kept: How many it left as they were.
        removed: How many it took away.
    """

    def __init__(self, path: Path, *, force: bool = False) -> None:
        """Look at the folder; nothing is written yet.

        Args:
            path: The folder; it need not exist, its parent must.
            force: Whether files that are not ours may be replaced.

        Raises:
            RefusedError: The folder holds other things and no site of ours, or its manifest is damaged; not with
                ``force``.
            DiskError: ``path`` is a file, or cannot be read.
        """
        self.path, self.force = path, force
        self.written = self.kept = self.removed = 0
        self._files: dict[str, Digest] = {}
        self._journal: TextIO | None = None
        with _disk(path):
            if path.exists() and not path.is_dir():
                raise DiskError(f"{path} is a file, not a folder", hint="name a folder that ends with a slash")
            self.interrupted = (path / JOURNAL).is_file()
            self._begun = _read_journal(path / JOURNAL) if self.interrupted else set()
            self.manifest = self._read_manifest()
            if not (self.manifest or self.interrupted or force) and path.is_dir() and any(path.iterdir()):
                raise RefusedError(
                    f"{path} holds files, and none of them says that factcheck wrote a site there",
                    hint="name an empty or new folder, or write into this one with --force",
                )

    def _read_manifest(self) -> Manifest | None:
        file = self.path / MANIFEST
        if not file.is_file():
            return None
        try:
            return read_manifest(file.read_text(encoding="utf-8", errors="replace"), str(self.path))
        except RefusedError:
            if not self.force:
                raise
            return None

    def holds(self, path: str) -> bool:
        """Whether a file of the last run is still there, as far as its size says."""
        known = self.manifest.files.get(path) if self.manifest else None
        try:
            # Plain text, and not a Path: there are thousands, and the manifest's paths were looked at when it was read.
            return known is not None and os.stat(f"{self.path}/{path}").st_size == known.size  # noqa: PTH116
        except OSError:
            return False

    def read(self, path: str) -> str | None:
        """The text of a file of the last run, or None where it is no longer what that run wrote."""
        known = self.manifest.files.get(path) if self.manifest else None
        try:
            found = self._at(path).read_bytes()
        except OSError:
            return None
        return found.decode() if known and _digest(found) == known else None

    def put(self, path: str, pieces: Iterable[str]) -> None:
        """Write a file of the site, unless exactly these bytes are there.

        Raises:
            RefusedError: A file that is not ours is there, and the folder is not forced.
            DiskError: It cannot be written.
        """
        text = "".join(pieces)
        data = text.encode("utf-8", "replace")
        target = self._at(path)
        with _disk(target):
            self._files[path] = _digest(data)
            if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
                self.kept += 1
                return
            self._guard(path, target)
            self._note(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            # Thousands of pages would take minutes to wait for. One that a failure of power cuts short has not the size
            # its manifest says, so the next run writes it again; the manifest itself is waited for.
            write_whole_bytes([data], target, durable=False)
            self.written += 1

    def keep(self, path: str) -> None:
        """Leave a file of the last run as it is."""
        assert self.manifest is not None
        self._files[path] = self.manifest.files[path]
        self.kept += 1

    def finish(self, manifest: Manifest) -> None:
        """Take away what is no longer of the site, and write the manifest, last of all.

        Args:
            manifest: What to leave; its ``files`` are filled in here.

        Raises:
            DiskError: The folder cannot be written to.
        """
        known = set(self.manifest.files if self.manifest else ()) | self._begun
        with _disk(self.path):
            for path in sorted(known - self._files.keys()):
                self._remove(path)
            for path in self._begun:
                self._sweep(path)
            done = Manifest(
                manifest.generator,
                manifest.audience,
                manifest.language,
                manifest.settings,
                manifest.cursor,
                self._files,
            )
            text = done.text()
            self.path.mkdir(exist_ok=True)
            file = self.path / MANIFEST
            if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != text:
                write_whole_bytes([text.encode()], file)
            self.close()
            with suppress(FileNotFoundError):
                (self.path / JOURNAL).unlink()

    def close(self) -> None:
        """Let go of the folder; a run that did not finish leaves its journal for the next one."""
        if self._journal:
            self._journal.close()
            self._journal = None

    def _at(self, path: str) -> Path:
        return self.path / PurePosixPath(safe_path(path))

    def _guard(self, path: str, target: Path) -> None:
        ours = path in self._begun or (self.manifest is not None and path in self.manifest.files)
        if not ours and not self.force and (target.exists() or target.is_symlink()):
            raise RefusedError(
                f"{target} was not written by factcheck and would be lost",
                hint="move it away, name another folder, or replace it with --force",
            )

    def _note(self, path: str) -> None:
        """Say in the journal that a file is about to be written, so that after a crash it is known to be ours."""
        if not self._journal:
            self.path.mkdir(exist_ok=True)
            self._journal = (self.path / JOURNAL).open("a", encoding="utf-8")
        self._journal.write(path + "\n")
        self._journal.flush()

    def _remove(self, path: str) -> None:
        target = self._at(path)
        with suppress(FileNotFoundError):
            target.unlink()
            self.removed += 1
        for folder in target.parents:
            if folder == self.path:
                break
            # A folder goes when nothing is left in it; what somebody else put there keeps it.
            with suppress(OSError):
                folder.rmdir()

    def _sweep(self, path: str) -> None:
        """Remove what a killed run left of a file it was writing."""
        target = self._at(path)
        for part in target.parent.glob(f".{target.name}.*.part"):
            part.unlink(missing_ok=True)


class _disk:  # noqa: N801 - it reads as a statement
    """Turns the errors of a disk into ours."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise DiskError(
                f"cannot write {self.path}: {error.strerror or error}", hint="choose another place with -o DIR/"
            ) from error


def _read_journal(file: Path) -> set[str]:
    """The files a run began to write that did not finish; a line cut off by a crash is left out."""
    begun = set()
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError):
            begun.add(safe_path(line))
    return begun


def _digest(data: bytes) -> Digest:
    return Digest(hashlib.sha256(data).hexdigest(), len(data))
