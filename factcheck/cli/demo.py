"""``factcheck demo``: the worked example, built through the commands a user would type."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.running import Output, plain
from factcheck.config import Settings
from factcheck.errors import DiskError, RefusedError

app = new_app("Build the worked example and its report in a folder.", no_args_is_help=False)

_OURS = ("claims.db", "claims.db-wal", "claims.db-shm", "report.html")


@plain(app, "demo", "factcheck demo")
def demo(
    _settings: Settings,
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to build it.")] = Path("factcheck-demo"),
    again: Annotated[bool, typer.Option("--again", help="Build it anew where it stands already.")] = False,
) -> Output:
    """Build the worked example: a desk with an article and its 71 claims, and the report on it. Prints each command."""
    from factcheck.resources import examples_dir

    desk, report = folder / "claims.db", folder / "report.html"
    if desk.exists() and not again:
        raise RefusedError(f"{desk} is there already", hint="factcheck demo --again builds it anew")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _OURS:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"cannot build in {folder}: {error.strerror}", hint="name another folder") from None
    example = examples_dir() / "deepseek" / "claims.json"
    for command in (
        ["db", "init", str(desk), "--name", "The DeepSeek article"],
        ["import", str(example), "--db", str(desk), "--as", "the example's checker"],
        ["report", "-o", str(report), "--db", str(desk)],
        ["status", "--db", str(desk)],
    ):
        _type(command)
    data = {"desk": str(desk), "report": str(report)}
    lines = ["", f"The desk: {desk}   export FACTCHECK_DB={desk}", f"The report: {report.resolve()}"]
    return Output("demo", data, lines)


def _type(command: list[str]) -> None:
    """Show a command as one would type it, and run it through the command line itself."""
    from factcheck.cli import app as top

    print(f"\n$ factcheck {shlex.join(command)}", flush=True)
    top(command, prog_name="factcheck", standalone_mode=False)
