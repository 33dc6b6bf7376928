"""Options that several commands share, and how their texts become values."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.errors import BadInputError, DiskError, UsageError

if TYPE_CHECKING:
    from factcheck.report.audience import Audience
    from factcheck.services.documents import Origin
    from factcheck.services.work import Work

ArticleRef = Annotated[
    str | None, typer.Option("--article", metavar="A", help="Which article: 1 or a1; needed where there are several.")
]
NewSource = Annotated[
    bool, typer.Option("--new-source", help="Add the sources named here that the desk does not know.")
]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why, in the desk's words.")]
Reopen = Annotated[
    bool, typer.Option("--reopen", help="Take the claim back to in-review where its status could not stand.")
]
IfUnchanged = Annotated[
    int | None,
    typer.Option(
        "--if-unchanged",
        metavar="SEQ",
        help="Refuse, and show what changed, where a claim has an event after this one: seq in claim show --json.",
    ),
]

#: The word for the model that the extra brings, where a folder is expected.
_EXTRA = "default"
Semantic = Annotated[
    str | None,
    typer.Option(
        "--semantic",
        metavar="FOLDER",
        help=f"Compare meanings too, by the model in this folder; '{_EXTRA}' is the one of the extra 'semantic'.",
    ),
]


_LONGEST = 10_000_000


def text_of(value: str | None) -> str | None:
    """A text option's value: as typed, from standard input for ``-``, from a file for ``@file``.

    Shells eat ``$`` and quotes; a file does not. ``@@x`` is the text ``@x``.
    """
    if value is None or not value.startswith(("-", "@")):
        return value
    if value == "-":
        return _decoded(read_bytes(Path("-"), limit=_LONGEST), "standard input")
    if value.startswith("@@"):
        return value[1:]
    if value.startswith("@") and len(value) > 1:
        try:
            return _decoded(read_bytes(Path(value[1:]), limit=_LONGEST), value[1:])
        except DiskError as error:
            raise DiskError(str(error), hint=f"@ reads a file; for the text itself write @{value}") from None
    return value


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8").strip("\r\n")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{name} is not UTF-8 at byte {error.start:,}", hint="save it as UTF-8") from None


def read_bytes(path: Path, *, limit: int) -> bytes:
    """A file's bytes, or standard input for ``-``.

    Raises:
        DiskError: it cannot be read.
        BadInputError: it is larger than ``limit`` bytes.
    """
    import sys

    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            size = path.stat().st_size
            if size > limit:
                raise BadInputError(f"{path} has {size:,} bytes; the limit is {limit:,}", hint="give a smaller file")
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}", hint="check the name and its permissions") from None
    if len(data) > limit:
        raise BadInputError(f"{path} has more than {limit:,} bytes, the limit", hint="give a smaller file")
    return data


def word_of(kind: Any, value: str | None, what: str) -> Any:
    """A word of a fixed list, or ``None``.

    Raises:
        BadInputError: listing the words there are.
    """
    if value is None:
        return None
    low = value.strip().lower().replace("_", "-").replace(" ", "-")
    try:
        return kind(low)
    except ValueError:
        raise BadInputError(f"'{value}' is no {what}", hint="one of: " + ", ".join(kind)) from None


def words_of(kind: Any, values: list[str] | None, what: str) -> list[Any]:
    """Words of a fixed list, from repeated options and commas."""
    return [word_of(kind, part, what) for value in values or () for part in value.split(",") if part.strip()]


def one_of(what: str, **given: Any) -> tuple[str, Any]:
    """The one option that was given, by name and value.

    Raises:
        UsageError: none or several were.
    """
    present = [(name, value) for name, value in given.items() if value]
    if len(present) != 1:
        names = ", ".join("--" + name.rstrip("_") for name in given)
        raise UsageError(
            f"{what}: give {'one' if not present else 'only one'} of {names}", hint="add -h to see an example"
        )
    return present[0]


def origin_of(work: "Work", text: str | None, basis: str | None, *, new_source: bool) -> "Origin | None":
    """The origin a person named: a document as ``d5``, else a source."""
    from factcheck.core.words import OriginBasis
    from factcheck.services.documents import Origin
    from factcheck.services.lookup import find_source, get_document
    from factcheck.services.sources import find_or_add

    if text is None:
        if basis is not None:
            raise UsageError("--origin-basis says how --origin is known", hint="add --origin")
        return None
    how = word_of(OriginBasis, basis, "basis") or OriginBasis.STATED
    if text[:1] == "d" and text[1:].isdigit() and find_source(work.session, text) is None:
        return Origin(document=get_document(work.session, text), basis=how)
    return Origin(source=find_or_add(work, text, new=new_source), basis=how)


def model_folder(folder: str) -> Path | None:
    """The folder a person named; ``None`` for the model of the extra."""
    return None if folder == _EXTRA else Path(folder)


def audience_of(named: str, what: str) -> "Audience":
    """Whom ``what`` is for, as an option names it: "a report", "a bundle".

    Raises:
        UsageError: there is no such audience.
    """
    from factcheck.report.audience import Audience

    if named not in list(Audience):
        raise UsageError(f"'{named}' is no audience of {what}", hint=f"one of: {', '.join(Audience)}")
    return Audience(named)


def for_whom(audience: str) -> str:
    """Whom what was written is for, at the end of a line: "for the desk, not for publication"."""
    from factcheck.report.wording import AUDIENCES

    return AUDIENCES[audience].replace("For", "for", 1)
