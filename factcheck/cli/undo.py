"""``factcheck undo``: take back the last command."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.output import Line, shorten, width
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.errors import RefusedError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.undo import Run
    from factcheck.services.work import Work

app = new_app("Take back the last command.", no_args_is_help=False)


@either(app, "undo", "factcheck undo --list")
def undo(
    settings: Settings,
    list_: Annotated[bool, typer.Option("--list", help="Only show what could be taken back, newest first.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="With --list: how many commands.")] = 10,
) -> Output:
    """Show and take back the last command, whatever it was, by new events; what it made is dropped, not deleted.

    Again takes back the one before. What was redacted stays gone, and a desk is not unmade.
    """
    if list_:
        return read_desk(settings, lambda session: _listed(session, limit))
    return write_desk(settings, "undo", _taken_back)


def _listed(session: "Session", limit: int) -> Output:
    from factcheck.services.undo import list_runs

    runs = list_runs(session, limit=limit)
    return Output(
        "runs", [run.data() for run in runs], [line for run in runs for line in _lines(run)] or ["nothing to take back"]
    )


def _taken_back(work: "Work") -> Output:
    from factcheck.services.undo import list_runs, undo_run

    runs = list_runs(work.session, limit=1)
    if not runs:
        raise RefusedError("there is nothing to take back", hint="factcheck log shows what was done")
    count = undo_run(work, runs[0])
    lines = ["taken back:", *_lines(runs[0])]
    return Output("undone", runs[0].data() | {"events": count}, lines)


def _lines(run: "Run") -> list[Line]:
    when = run.at.astimezone().strftime("%Y-%m-%d %H:%M")
    lines: list[Line] = [f"{when}  {run.person or '-'}  {run.command}"]
    shown = run.changes[:6]
    lines += ["   " + shorten(change, width() - 4) for change in shown]
    if len(run.changes) > len(shown):
        lines.append(f"   and {len(run.changes) - len(shown)} more changes")
    return lines
