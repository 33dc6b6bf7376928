"""``factcheck redact``: blank a value for good."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import text_of
from factcheck.cli.running import Output, either, write_desk
from factcheck.config import Settings
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.services.work import Work

#: A copy of a document, as ``document show`` names it.
_COPY = re.compile(r"[dD][0-9]{1,9}\.[0-9]{1,9}")

app = new_app("Blank a value for good, wherever the desk keeps it.")


@either(app, "redact", "factcheck redact 40.note1.text --because 'named a source who asked not to be'")
def redact(
    settings: Settings,
    place: Annotated[
        str,
        typer.Argument(
            metavar="FIELD|EVENT|-",
            help="40.wording, 40.reason, 40.3.finding, 40.note1.text, 40.query1.now, s7.description, d5.title, a1.text; "
            "d5.2, the second copy of d5; the number of an event, as log shows it; or - to type the value itself, unseen.",
        ),
    ],
    because: Annotated[
        str, typer.Option("--because", metavar="TEXT", help="Why: it stands in the history for good.")
    ] = "",
) -> Output:
    """Blank a value in every row, every payload of the history and every capture, and clean the file behind it.

    The chain still verifies, and says who redacted what and when. It cannot be taken back. Copies elsewhere (backups,
    exports, reports) are yours to find.
    """
    reason = text_of(because) or ""
    if not reason.strip():
        raise UsageError("a redaction needs a reason", hint="--because '…'")
    output = write_desk(settings, "redact", lambda work: _redact(work, place, reason))

    from factcheck.db.place import parse_place
    from factcheck.db.purging import purge

    purge(parse_place(settings.desk))
    return output


def _redact(work: "Work", place: str, reason: str) -> Output:
    from factcheck.services.redacting import find_value, redact_capture, redact_event, redact_value

    if place == "-":
        done = redact_value(work, _asked(), why=reason)
    elif _COPY.fullmatch(place):
        done = redact_capture(work, place, why=reason)
    elif place.isdigit():
        done = redact_event(work, int(place), why=reason)
    else:
        done = redact_value(work, find_value(work, place), why=reason)
    return Output(
        "redacted", {"place": place, "blanked": done}, [f"blanked at {place}:", *(f"   {each}" for each in done)]
    )


def _asked() -> str:
    """The value itself: typed without echo on a terminal, else standard input, so that no shell history keeps it."""
    import getpass
    import sys

    value = getpass.getpass("the value to blank: ") if sys.stdin.isatty() else sys.stdin.read()
    value = value.strip()
    if not value:
        raise UsageError("no value was given", hint="type it, or pipe it in")
    return value
