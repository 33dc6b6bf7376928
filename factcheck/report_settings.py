"""How a house makes its reports its own: the table ``[report]`` of ``factcheck.toml``, read when a report is written."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.config import find_file, home_path, read_toml
from factcheck.core.fields import MAX_NAME, one_line
from factcheck.errors import BadInputError, DiskError

MAX_LOGO = 256 * 1024
#: What a logo may be: the end of its name, its media type, and how its bytes begin (a drawing is looked into instead).
_PICTURES = {
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".webp": ("image/webp", b"RIFF"),
    ".svg": ("image/svg+xml", b""),
}


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What ``[report]`` says, in the order of its documentation; an empty value is one it does not say.

    ``logo`` and ``templates`` are whole paths. ``accent`` and ``accent_dark`` are colours as ``#1b4f7f``, ``audience``
    is one of the report's, ``language`` a tag that only the report itself can tell whether it speaks.
    """

    name: str = ""
    logo: Path | None = None
    footer: str = ""
    accent: str = ""
    accent_dark: str = ""
    address: str = ""
    audience: str = ""
    language: str = ""
    templates: Path | None = None

    def logo_address(self) -> str:
        """The logo as a ``data:`` address, or empty where there is none.

        Raises:
            DiskError: it cannot be read.
            BadInputError: it is larger than 256 KB, or not the kind of picture its name says.
        """
        if self.logo is None:
            return ""
        try:
            with self.logo.open("rb") as file:
                data = file.read(MAX_LOGO + 1)
        except OSError as error:
            raise DiskError(
                f"cannot read the logo {self.logo}: {error.strerror}", hint="mend logo in factcheck.toml"
            ) from None
        if len(data) > MAX_LOGO:
            raise BadInputError(f"the logo {self.logo} is larger than 256 KB", hint="give a smaller picture")
        media_type, start = _PICTURES[self.logo.suffix.lower()]
        if not (data.startswith(start) if start else _is_drawing(data)):
            raise BadInputError(f"the logo {self.logo} is no picture of that kind", hint="name it as what it is")
        return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def find_report_settings(start: Path | None = None) -> ReportSettings:
    """What the nearest ``factcheck.toml``, in ``start`` or above it, says of reports; all empty where there is none.

    Raises:
        BadInputError: the file is not TOML, or its ``[report]`` holds something else than it may.
    """
    path = find_file(start or Path.cwd())
    table = read_toml(path).get("report", {}) if path else {}
    return _settings(path, table) if path else ReportSettings()


def _settings(path: Path, table: Mapping[str, Any]) -> ReportSettings:
    values = {}
    for key, value in table.items():
        read = _READERS.get(key)
        if read is None or not isinstance(value, str):
            raise BadInputError(
                f"{path} has '{key}' under [report], which it may not hold as it is",
                hint=f"it may hold {', '.join(_READERS)}, as text",
            )
        try:
            values[key.replace("-", "_")] = read(path, value)
        except BadInputError as error:
            raise BadInputError(f"{path}, {key} under [report]: {error}", hint=error.hint) from None
    return ReportSettings(**values)


def _line(_path: Path, value: str) -> str:
    return one_line(value, "the text", most=MAX_NAME)


def _logo(path: Path, value: str) -> Path:
    found = path.parent / home_path(value)
    if found.suffix.lower() not in _PICTURES:
        raise BadInputError(f"'{value}' is no picture that a report takes", hint=f"one of {', '.join(_PICTURES)}")
    return found


def _folder(path: Path, value: str) -> Path:
    found = path.parent / home_path(value)
    if not found.is_dir():
        raise BadInputError(f"'{value}' is no folder", hint="it counts from the folder of factcheck.toml")
    return found


def _colour(_path: Path, value: str) -> str:
    from factcheck.report.safety import find_colour

    if find_colour(value) is None:
        raise BadInputError(f"'{value}' is no colour", hint='write it like "#1b4f7f"')
    return value.lower()


def _site_address(_path: Path, value: str) -> str:
    from factcheck.core.links import check_link

    address = check_link(value)
    if not address.lower().startswith(("http://", "https://")) or "?" in address or "#" in address:
        raise BadInputError(f"'{value}' is no address of a site", hint="write it like https://example.org/checks/")
    return address.rstrip("/") + "/"


def _audience(_path: Path, value: str) -> str:
    from factcheck.report.audience import Audience

    if value not in list(Audience):
        raise BadInputError(f"'{value}' is no audience", hint="one of: " + ", ".join(Audience))
    return value


_READERS: dict[str, Callable[[Path, str], Any]] = {
    "name": _line,
    "logo": _logo,
    "footer": _line,
    "accent": _colour,
    "accent-dark": _colour,
    "address": _site_address,
    "audience": _audience,
    "language": _line,
    "templates": _folder,
}


def _is_drawing(data: bytes) -> bool:
    try:
        return "<svg" in data.decode("utf-8")
    except UnicodeDecodeError:
        return False
