"""What a site's folder says of itself: which files are ours, and what they were made of."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.errors import RefusedError
from factcheck.report.site.codec import expect_schema

MANIFEST = "manifest.json"
"""The manifest's name in the folder; it is written last."""

JOURNAL = "manifest.part"
"""The list of files that a run has begun to write; it goes when the manifest is written."""

SCHEMA = "factcheck/site/1"

_PART = re.compile(r"[A-Za-z0-9~_-][A-Za-z0-9.~_-]*")


@dataclass(frozen=True, slots=True)
class Digest:
    """A file as it was written.

    Attributes:
        sha256: The SHA-256 of its bytes.
        size: How many bytes it has.
    """

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished run leaves.

    Attributes:
        generator: What wrote it.
        audience: For whom.
        language: In which language.
        settings: A digest of everything the pages depend on besides the desk: templates, settings, the program.
        cursor: A digest that names the last entry of the history it was made of, and says nothing else.
        files: Its files by path inside the folder, slashes between the parts.
    """

    generator: str
    audience: str
    language: str
    settings: str
    cursor: str
    files: Mapping[str, Digest] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as it is written."""
        head = {
            "schema": SCHEMA,
            "generator": self.generator,
            "audience": self.audience,
            "language": self.language,
            "settings": self.settings,
            "cursor": self.cursor,
        }
        # A line for each file: json's own indentation is slow, and there may be thousands.
        lines = [
            f'{json.dumps(path)}: {{"sha256": {json.dumps(each.sha256)}, "size": {each.size}}}'
            for path, each in sorted(self.files.items())
        ]
        files = ",\n".join(lines)
        return f'{json.dumps(head)[:-1]},\n"files": {{\n{files}\n}}}}\n'


def read_manifest(text: str, folder: str) -> Manifest:
    """The manifest in ``text``.

    Args:
        text: The file's text.
        folder: The folder it lies in, for the message.

    Raises:
        RefusedError: It is damaged, or not ours, so that nobody can say which files may be replaced.
    """
    try:
        data = json.loads(text)
        expect_schema(data, SCHEMA)
        files = {
            safe_path(path): Digest(_text(each["sha256"]), int(each["size"])) for path, each in data["files"].items()
        }
        return Manifest(
            _text(data["generator"]),
            _text(data["audience"]),
            _text(data["language"]),
            _text(data["settings"]),
            _text(data["cursor"]),
            files,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(
            f"the manifest of the site in {folder} cannot be read ({error}), so nothing says which files are ours",
            hint="write to another folder, or over this one with --force; what is not ours stays",
        ) from error


def safe_path(path: object) -> str:
    """``path`` if it can only lead to a file inside the folder.

    Raises:
        ValueError: It could lead elsewhere.
    """
    if not isinstance(path, str) or not all(_PART.fullmatch(part) for part in path.split("/")):
        raise ValueError(f"it lists the file {str(path)[:80]!r}")
    return path


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value
