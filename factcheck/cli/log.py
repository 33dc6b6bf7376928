"""``factcheck log``: what was done on the desk."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.history import entry_lines
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = new_app("Show what was done on the desk, newest first.", no_args_is_help=False)


@reads(app, "log", "factcheck log --limit 5")
def log(
    session: "Session",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many events.")] = 20,
    before: Annotated[
        int | None, typer.Option("--before", metavar="SEQ", min=1, max=2**31 - 1, help="Only events before this one.")
    ] = None,
) -> Output:
    """Show what was done on the desk, newest first."""
    from factcheck.services.history import desk_log

    entries = desk_log(session, limit=limit, before=before)
    lines = [line for entry in entries for line in entry_lines(entry, subject=True)]
    return Output("log", [entry.data() for entry in entries], lines or ["nothing yet"])
