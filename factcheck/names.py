"""The real names of confidential sources, kept outside the desk: in a file only its owner can read, or a keyring."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from factcheck.config import home_path
from factcheck.errors import BadInputError, DiskError, UsageError

KEYRING = "keyring"


def default_place() -> str:
    """``names.json`` in the user's data folder (XDG base directories)."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "factcheck" / "names.json")


class Names:
    """Real names by desk and source uid. ``place`` is a file's path, or "keyring"."""

    def __init__(self, place: str) -> None:
        self.place = place

    def keep(self, desk: str, source: str, name: str) -> None:
        """Remember a real name.

        Raises:
            DiskError: the file cannot be written.
            UsageError: a keyring is asked for and the package ``keyring`` is not installed.
        """
        if self.place == KEYRING:
            _keyring().set_password("factcheck", f"{desk}/{source}", name)
            return
        names = self._read()
        names.setdefault(desk, {})[source] = name
        path = home_path(self.place)
        part = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.unlink(missing_ok=True)  # one that somebody left there would keep its mode
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor, not a path
                json.dump(names, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            raise DiskError(
                f"cannot write {path}: {error.strerror}", hint="name another file: FACTCHECK_NAMES"
            ) from None

    def find(self, desk: str, source: str) -> str | None:
        """The real name, or ``None`` where this place does not know it."""
        if self.place == KEYRING:
            found: str | None = _keyring().get_password("factcheck", f"{desk}/{source}")
            return found
        return self._read().get(desk, {}).get(source)

    def find_all(self, desk: str, sources: Iterable[str]) -> dict[str, str]:
        """The real names this place knows, by source uid; a file is read once."""
        if self.place == KEYRING:
            found = {source: self.find(desk, source) for source in sources}
        else:
            known = self._read().get(desk, {})
            found = {source: known.get(source) for source in sources}
        return {source: name for source, name in found.items() if name}

    def at_hand(self) -> bool:
        """Whether the place can be read at all."""
        return self.place == KEYRING or home_path(self.place).is_file()

    def _read(self) -> dict[str, dict[str, str]]:
        path = home_path(self.place)
        try:
            if path.stat().st_mode & 0o077:
                raise DiskError(f"{path} can be read by others", hint=f"chmod 600 {path}")
            value = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise DiskError(f"cannot read {path}: {error.strerror}", hint="check its permissions") from None
        except ValueError as error:
            raise BadInputError(f"{path} is no file of names: {error}", hint="restore it from a backup") from None
        if not isinstance(value, dict):
            raise BadInputError(f"{path} is no file of names", hint="restore it from a backup")
        return value


def _keyring() -> Any:
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        raise UsageError(
            "names are to be kept in a keyring, and the package keyring is not installed",
            hint="pip install 'factcheck-desk[keyring]', or name a file: FACTCHECK_NAMES",
        ) from None
    return keyring
