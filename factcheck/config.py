"""Where the desk is and who works at it: flags, then environment, then ``factcheck.toml``, then defaults."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import BadInputError, DiskError, UsageError

DEFAULT_DESK = "claims.db"
_KEYS = frozenset({"db", "person", "names"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command goes by. ``person`` is ``None`` where nobody said who is working.

    ``names`` is where the real names of confidential sources are kept: a file, "keyring", or ``None`` for the default.
    """

    desk: str
    person: str | None
    names: str | None = None

    def person_or_refuse(self) -> str:
        """The person, for a command that writes.

        Raises:
            UsageError: nobody said; the login is never taken silently.
        """
        if not (self.person or "").strip():
            raise UsageError(
                "who is working? A change needs a name to stand beside it",
                hint='say it with --as "ANA", with FACTCHECK_PERSON=ANA, or as person = "ANA" in factcheck.toml',
            )
        return " ".join((self.person or "").split())


def find_settings(
    *, desk: str | None, person: str | None, environment: Mapping[str, str] = os.environ, start: Path | None = None
) -> Settings:
    """Settle desk and person. ``desk`` and ``person`` are the flags; ``start`` is where to look for the file from.

    Raises:
        BadInputError: ``factcheck.toml`` is not TOML, or holds something else than it may.
    """
    given = desk or environment.get("FACTCHECK_DB") or None
    named = person or environment.get("FACTCHECK_PERSON") or None
    path = find_file(start or Path.cwd())
    file = _read_file(path) if path else {}
    return Settings(
        desk=given or file.get("db") or DEFAULT_DESK,
        person=named or file.get("person"),
        names=environment.get("FACTCHECK_NAMES") or file.get("names"),
    )


def find_file(start: Path) -> Path | None:
    """The nearest ``factcheck.toml`` in ``start`` or above it."""
    for folder in (start, *start.parents):
        candidate = folder / "factcheck.toml"
        try:
            if candidate.is_file():
                return candidate
        except OSError:
            continue  # a folder we may not look into holds no settings of ours
    return None


def _read_file(path: Path) -> dict[str, str]:
    """The file's settings, without those of reports; a relative ``db`` counts from the file's own folder."""
    values = read_toml(path)
    values.pop("report", None)
    if "db" in values and "://" not in values["db"]:
        values["db"] = str(path.parent / home_path(values["db"]))
    return values


def read_toml(path: Path) -> dict[str, Any]:
    """What the file holds: texts under the keys it may hold, and the table ``report``, which ``report_settings`` reads.

    Raises:
        BadInputError: it is not TOML, or holds something else.
        DiskError: it cannot be read.
    """
    import tomllib

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} is not TOML: {error}", hint='it holds lines like db = "my.db"') from None
    for key, value in values.items():
        if not isinstance(value, str if key in _KEYS else dict if key == "report" else ()):
            raise BadInputError(
                f"{path} has '{key}', which it may not hold as it is",
                hint="it may hold db, person and names, as text, and a table [report]",
            )
    return values


def home_path(text: str) -> Path:
    """A path in which ``~`` stands for a home.

    Raises:
        BadInputError: it names the home of nobody here.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise BadInputError(f"'{text}' names the home of nobody here", hint="give the whole path") from None
