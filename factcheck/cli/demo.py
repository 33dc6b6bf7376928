"""``factcheck demo``: the worked example, built through the commands a user would type."""

import contextlib
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.running import Json, Output, plain
from factcheck.config import Settings
from factcheck.errors import DiskError, RefusedError

app = new_app("Build the worked example and its report in a folder.", no_args_is_help=False)

_NAME = "The DeepSeek article"
_SECOND = "article-v2.txt"


@plain(app, "demo", "factcheck demo")
def demo(
    _settings: Settings,
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to build it.")] = Path("factcheck-demo"),
    again: Annotated[bool, typer.Option("--again", help="Build it anew where it stands already.")] = False,
    as_json: Json = False,
) -> Output:
    """Build the worked example: a desk with an article and its 71 claims, and the report on it. Prints each command."""
    from factcheck.resources import examples_dir

    desk, report, second = folder / "claims.db", folder / "report.html", folder / _SECOND
    example = examples_dir() / "deepseek" / "claims.json"
    if desk.exists():
        _refuse_to_lose(desk, again=again)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm"):
            desk.with_name(desk.name + end).unlink(missing_ok=True)
        if not second.exists():
            second.write_bytes(example.with_name(_SECOND).read_bytes())
    except OSError as error:
        raise DiskError(f"cannot build in {folder}: {error.strerror}", hint="name another folder") from None
    for command in (
        ["db", "init", str(desk), "--name", _NAME],
        ["import", str(example), "--db", str(desk), "--as", "the example's checker"],
        ["report", "-o", str(report), "--db", str(desk)],
        ["status", "--db", str(desk)],
    ):
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            _type(command)
    data = {"desk": str(desk), "report": str(report)}
    lines = [
        "",
        f"A second version of the article: {second}",
        f"The desk: {desk}   export FACTCHECK_DB={desk}",
        f"The report: {report.resolve()}",
    ]
    return Output("demo", data, lines)


def _refuse_to_lose(desk: Path, *, again: bool) -> None:
    """Only a desk that a demo built may make way for a new one, and only when asked."""
    import sqlite3
    from contextlib import closing

    if not again:
        raise RefusedError(f"{desk} is there already", hint="factcheck demo --again builds it anew")
    try:
        # Read without the models: a demo of an older factcheck makes way too.
        with closing(sqlite3.connect(f"{desk.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (name,) = connection.execute("SELECT name FROM desks").fetchone()
    except (sqlite3.Error, TypeError):
        raise RefusedError(f"{desk} is no demo and was not touched", hint="name another folder") from None
    if name != _NAME:
        raise RefusedError(f"{desk} is the desk “{name}”, not a demo, and was not touched", hint="name another folder")


def _type(command: list[str]) -> None:
    """Show a command as one would type it, and run it through the command line itself. All of that is talk: stderr."""
    from factcheck.cli import app as top

    with contextlib.redirect_stdout(sys.stderr):
        print(f"\n$ factcheck {shlex.join(command)}", flush=True)
        code = top(command, prog_name="factcheck", standalone_mode=False)
    if code:
        raise typer.Exit(code)
