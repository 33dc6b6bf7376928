"""Write a command's text in the user's editor: before the transaction, and kept until it is on the desk."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.cli.mark_copy import MarkCopy, edit, find_editor, read_text
from factcheck.cli.output import print_line
from factcheck.config import Settings
from factcheck.errors import BadInputError, DiskError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Values = dict[str, Any]


@contextmanager
def written(field: str, command: str, settings: Settings, values: Values) -> Iterator[None]:
    """Let a person write ``field`` of a command, and put it into ``values`` for the block.

    What was typed as the option stands in the editor, else what the desk has now. The text is a file that only the
    user may read; it is taken away when the block ends well, and kept and named when it does not.

    Raises:
        UsageError: this is no terminal, nobody said who is working, or there is no editor.
        BadInputError: the text is empty.
    """
    from factcheck.cli.options import text_of

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--editor opens an editor, and this is no terminal", hint="use - or @file for the text")
    find_editor()
    settings.person_or_refuse()
    begun = text_of(values[field])
    path = _write(begun if begun is not None else _text_now(command, settings, values))
    try:
        edit(MarkCopy(path))
        _refuse_empty(path)
        values[field] = f"@{path}"
        yield
    except BaseException:
        if path.exists():
            print_line(f"the text is kept; to use it, type: @{path}", file=sys.stderr)
        raise
    path.unlink(missing_ok=True)


def _refuse_empty(path: Path) -> None:
    if not (read_text(path) or "").strip():
        path.unlink(missing_ok=True)
        raise BadInputError("the text is empty; nothing was written", hint="say it, and save before leaving")


def _write(text: str) -> Path:
    state = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "factcheck"
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix="text-", suffix=".txt", dir=state)  # 0600 by itself
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(text and f"{text}\n")
    except OSError as error:
        raise DiskError(f"cannot write {state}: {error.strerror}", hint="make room, or set XDG_STATE_HOME") from None
    return Path(name)


def _text_now(command: str, settings: Settings, values: Values) -> str:
    """What the desk has now of the text a command is to change; empty for a command that adds one."""
    from factcheck.cli.running import reading_as

    find = _NOW.get(command)
    if find is None:
        return ""
    with reading_as(settings) as session:
        return find(session, values) or ""


def _wording(session: "Session", values: Mapping[str, Any]) -> str:
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claims

    return get_claims(session, parse_numbers(values["claim"])[:1])[0].wording


def _finding(session: "Session", values: Mapping[str, Any]) -> str:
    from factcheck.services.lookup import get_evidence

    return get_evidence(session, values["item"]).finding


def _reason(session: "Session", values: Mapping[str, Any]) -> str | None:
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claims

    found = get_claims(session, parse_numbers(values["claims"])) if values["claims"] else []
    return found[0].status_reason if len(found) == 1 else None


def _description(session: "Session", values: Mapping[str, Any]) -> str | None:
    from factcheck.services.lookup import get_source

    return get_source(session, values["source"]).description


_NOW: dict[str, Callable[["Session", Mapping[str, Any]], str | None]] = {
    "claim edit": _wording,
    "evidence edit": _finding,
    "status": _reason,
    "source edit": _description,
}
