"""The copy of an article that a person marks in an editor: kept in the user's own folder until it is applied."""

import fcntl
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from factcheck.errors import BadInputError, DiskError, RefusedError, UsageError

#: An editor that gives control back sooner and changes nothing has only opened a window elsewhere.
_AT_ONCE_SECONDS = 2.0
_EDITORS = ("sensible-editor", "nano", "vi")


@dataclass(frozen=True, slots=True)
class MarkCopy:
    """Where the copy of an article is, and beside it the text it was made from."""

    path: Path

    @property
    def base(self) -> Path:
        """The text as it was handed out."""
        return self.path.with_suffix(".base")

    def lost(self) -> datetime | None:
        """When a copy was last saved that differs from what was handed out and was never applied, or ``None``."""
        edited, base = self.read(), read_text(self.base)
        if edited is None or base is None or edited.strip("\n") == base.strip("\n"):
            return None
        return datetime.fromtimestamp(self.path.stat().st_mtime, tz=UTC)

    def read(self) -> str | None:
        """What the copy holds, or ``None`` where there is none."""
        return read_text(self.path)

    def write(self, text: str) -> None:
        """Make a fresh copy; one that was never applied is put beside it, ending in ``.old``."""
        if self.lost() is not None:
            self.path.replace(self.path.with_suffix(".old"))
        _write(self.base, text)
        _write(self.path, text)

    def remove(self) -> None:
        """Take the copy away: what was in it is on the desk."""
        for each in (self.path, self.base):
            each.unlink(missing_ok=True)


def copy_of(desk_uid: str, article: int) -> MarkCopy:
    """The place of an article's copy: the user's state folder (XDG Base Directory Specification 0.8)."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return MarkCopy(Path(state).expanduser() / "factcheck" / f"mark-{desk_uid}-a{article}.txt")


@contextmanager
def alone(copy: MarkCopy, article: int) -> Iterator[None]:
    """Hold the copy, so that two editors never save over one another. A process that ends lets go of it.

    Raises:
        RefusedError: another terminal holds it.
        DiskError: the folder cannot be written.
    """
    try:
        copy.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(copy.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise DiskError(f"cannot write {copy.path.parent}: {error.strerror}", hint="set XDG_STATE_HOME") from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RefusedError(
            f"article {article} is being marked in another terminal", hint="finish there first"
        ) from None
    else:
        yield
    finally:
        os.close(held)


def find_editor() -> list[str]:
    """The user's editor as a command: ``VISUAL``, then ``EDITOR``, then what is usual.

    Raises:
        UsageError: there is none.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        words = shlex.split(named) if named else [each for each in _EDITORS if shutil.which(each)][:1]
    except ValueError as error:
        raise UsageError(f"the editor “{named}” is no command: {error}", hint="export EDITOR=nano") from None
    if not words or shutil.which(words[0]) is None:
        raise UsageError(f"there is no editor '{words[0]}'" if words else "no editor is set", hint="export EDITOR=nano")
    return words


def edit(copy: MarkCopy) -> bool:
    """Open the copy in the user's editor and wait. Returns false where it came back at once, as from a window.

    Raises:
        BadInputError: the editor ended with a failure.
    """
    editor = find_editor()
    began = time.monotonic()
    # Ctrl-C belongs to the editor. A handler, unlike SIG_IGN, is not passed on to it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*editor, str(copy.path)], check=False).returncode  # noqa: S603 - the user's own editor
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise BadInputError(f"the editor {editor[0]} ended with code {code}", hint="export EDITOR=nano")
    return time.monotonic() - began >= _AT_ONCE_SECONDS


def read_text(path: Path) -> str | None:
    """A file's text, or ``None`` where there is no file.

    Raises:
        BadInputError: it is not UTF-8.
        DiskError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path} is not UTF-8 at byte {error.start:,}", hint="save it as UTF-8") from None
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}") from None


def _write(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise DiskError(f"cannot write {path}: {error.strerror}", hint="make room, or set XDG_STATE_HOME") from None
