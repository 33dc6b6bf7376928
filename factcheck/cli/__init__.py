"""The command line: parses, calls services, prints. Only typer and the standard library load with it."""

import gc
import importlib
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from factcheck import __version__
from factcheck.cli.table import COMMANDS
from factcheck.errors import ExitCode, FactcheckError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def new_app(help_text: str, *, example: str = "", **options: Any) -> typer.Typer:
    """A typer application with the house's settings; ``example`` ends its help."""
    return typer.Typer(
        help=f"{help_text}\n\n\b\nExample:\n  {example}" if example else help_text,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
        no_args_is_help=options.pop("no_args_is_help", True),
        **options,
    )


class DeskGroup(TyperGroup):
    """The top level: loads a command's module on demand and turns every failure into a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of the table: the order of the work."""
        return [entry.word for entry in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command's module and give its command."""
        for entry in COMMANDS:
            if entry.word == cmd_name:
                command = get_command(importlib.import_module(entry.module).app)
                command.name = entry.word
                return command
        return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with the table's help lines, loading none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.word, entry.help) for entry in COMMANDS])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Name the nearest word where a command is unknown, without loading the others."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], known, n=1)
            ctx.fail(f"no command '{args[0]}'." + (f" Did you mean '{near[0]}'?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; see ``guarded``."""
        return guarded(lambda: super(DeskGroup, self).invoke(ctx), debug=bool(ctx.params.get("debug")))


#: Why a word that was typed may not have arrived.
_EATEN = "A shell takes # and what follows for a comment, and $ for its own: leave # out, put texts in single quotes."


def guarded(run: Callable[[], Any], *, debug: bool = False) -> Any:
    """Run ``run``, printing a failure of ours as ``error:`` and ``hint:`` on stderr and leaving with its code.

    Python's own exit code 1 for an uncaught exception would read as "points found", so the rest becomes 70.
    """
    try:
        return run()
    except FactcheckError as error:
        _print_error(str(error), error.hint)
        raise typer.Exit(error.exit_code) from None
    except typer.Abort:
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read us has left: say nothing, and let the interpreter's last flush say nothing either.
        sys.stdout = None
        raise typer.Exit(ExitCode.CLOSED_PIPE) from None
    except (typer.Exit, KeyboardInterrupt):
        raise
    except Exception as error:
        if type(error).__name__ == "MissingParameter" and hasattr(error, "message"):
            error.message = error.message or _EATEN
        if debug or hasattr(error, "format_message"):  # a usage error of typer's is its own business
            raise
        _print_error(
            f"something broke inside factcheck: {type(error).__name__}: {error}",
            "run again with factcheck --debug … and send us what it prints",
        )
        raise typer.Exit(ExitCode.INTERNAL) from None


def _print_error(sentence: str, hint: str) -> None:
    from factcheck.cli.output import print_line

    with suppress(OSError):  # the terminal may be what broke; the exit code still says so
        print_line(f"error: {sentence}", file=sys.stderr)
        if hint:
            print_line(f"hint: {hint}", file=sys.stderr)


def _print_version(value: bool) -> None:
    if value:
        print(f"factcheck {__version__}")
        raise typer.Exit


FIRST_STEPS = (
    "factcheck db init my.db",
    "export FACTCHECK_DB=my.db FACTCHECK_PERSON=ANA",
    "factcheck article add story.txt",
    "factcheck claim add 'The budget doubled' --quote 'budget has doubled'",
)

app = new_app(
    "The checking desk in one file: every claim of an article, who says so, what shows it, where the check stands.\n\n"
    "\b\nTry it:  factcheck demo\nStart:   " + "\n         ".join(FIRST_STEPS),
    cls=DeskGroup,
    no_args_is_help=False,
    invoke_without_command=True,
)


@app.callback()
def top(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[  # noqa: ARG001 - the group reads it
        bool, typer.Option("--debug", help="Show the traceback of an internal error.")
    ] = False,
) -> None:
    """Take the options that stand before any command; without a command, say where the desk stands."""
    if ctx.invoked_subcommand is None:
        from factcheck.cli.bare import say_where_we_are

        say_where_we_are()


def main() -> None:
    """Run the command line and exit."""
    # A command makes its objects once and leaves: collecting while modules load costs 8 % of its time.
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="factcheck")
