"""What every command shares: the options, the transaction around its body, and the printing after it.

A command's body takes a session (``reads``) or a work (``writes``) first and returns an ``Output``. Nothing is printed
before the transaction has ended well.
"""

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from factcheck.cli.output import Line, json_safe, print_line
from factcheck.config import Settings, find_settings
from factcheck.errors import BadInputError, ExitCode, FactcheckError, RefusedError

Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="DESK", help="The desk: a file or postgresql://… [FACTCHECK_DB, factcheck.toml, claims.db]."
    ),
]
As = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Who is working [FACTCHECK_PERSON, factcheck.toml].")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Editor = Annotated[
    bool, typer.Option("--editor", help="Write the command's text in $VISUAL or $EDITOR; what is there stands in it.")
]


@dataclass(frozen=True, slots=True)
class Output:
    """What a command has to say.

    ``schema`` is the word in ``factcheck/<word>/1``, ``data`` what JSON prints, ``lines`` what people read, ``talk``
    remarks for stderr, ``ask`` what a person at a terminal is to say yes to before it is kept.
    """

    schema: str
    data: Any
    lines: Iterable[Line]
    talk: tuple[str, ...] = ()
    exit_code: ExitCode = ExitCode.OK
    ask: tuple[str, ...] = ()


Body = Callable[..., Output]

#: Clock, ids and salts for this process; only the worked example's builder and tests set them.
fixed_hands: Any = None


def today() -> date:
    """The day it is, in UTC as all times of the desk."""
    return (fixed_hands.clock() if fixed_hands else datetime.now(UTC)).date()


def reads(app: typer.Typer, name: str, example: str, **options: Any) -> Callable[[Body], Body]:
    """Register a command that only reads; its body takes a Session first."""
    return _register(app, name, example, {"db": Db, "as_json": Json}, _run_read, options)


def writes(
    app: typer.Typer, name: str, example: str, *, guide: str = "", editor: str = "", **options: Any
) -> Callable[[Body], Body]:
    """Register a command that changes the desk; its body takes a Work first.

    ``guide`` is the ``module:function`` that asks a person at a terminal for what is missing (``cli/guide.py``).
    ``editor`` names the parameter whose text may be written in an editor: the command gets ``--editor``.
    """
    shared = {"db": Db, "as_": As, "as_json": Json} | ({"editor": Editor} if editor else {})
    return _register(app, name, example, shared, _run_write, options, _Help(guide, editor))


def plain(app: typer.Typer, name: str, example: str, **options: Any) -> Callable[[Body], Body]:
    """Register a command that opens desks itself; its body takes the Settings first."""
    return _register(app, name, example, {"db": Db, "as_json": Json}, _run_plain, options)


def either(
    app: typer.Typer, name: str, example: str, *, guide: str = "", editor: str = "", **options: Any
) -> Callable[[Body], Body]:
    """Register a command that reads or writes by what it is given; its body takes the Settings first.

    ``guide`` and ``editor`` are as for ``writes``.
    """
    shared = {"db": Db, "as_": As, "as_json": Json} | ({"editor": Editor} if editor else {})
    return _register(app, name, example, shared, _run_plain, options, _Help(guide, editor))


@dataclass(frozen=True, slots=True)
class _Help:
    """What helps a person to fill a command in."""

    guide: str = ""
    editor: str = ""


_NO_HELP = _Help()

#: Commands that write what the desk holds to somewhere else.
_LEAVES = frozenset({"report", "export", "bundle"})

#: The places and people this command has named; a guide that writes several times says it once.
_named: set[tuple[str, str]] = set()

Runner = Callable[[Body, str, Settings, dict[str, Any]], Output]


def _register(
    app: typer.Typer,
    name: str,
    example: str,
    shared: dict[str, Any],
    run: Runner,
    options: dict[str, Any],
    help: _Help = _NO_HELP,
) -> Callable[[Body], Body]:
    def decorate(body: Body) -> Body:
        own = list(inspect.signature(body).parameters.values())[1:]
        own_names = {parameter.name for parameter in own}
        added = [
            inspect.Parameter(
                key,
                inspect.Parameter.KEYWORD_ONLY,
                default=False if key in ("as_json", "editor") else None,
                annotation=kind,
            )
            for key, kind in shared.items()
            if key not in own_names
        ]

        def command(**values: Any) -> None:
            # A body that runs other commands asks for it, to keep their talk off standard output.
            as_json = values["as_json"] if "as_json" in own_names else values.pop("as_json")
            desk, person = values.pop("db"), values.pop("as_", None)
            in_editor = bool(help.editor) and values.pop("editor")
            _named.clear()
            try:
                _refuse_unusable(values)
                _say_what_shells_eat(values)
                settings = find_settings(desk=desk, person=person)

                def go(complete: dict[str, Any]) -> Output:
                    if full_name in _LEAVES:
                        _refuse_hidden(settings)
                    return run(body, full_name, settings, complete)

                with _written(help.editor, full_name, settings, values) if in_editor else nullcontext():
                    if help.guide and not as_json and _interactive():
                        from factcheck.cli.guide import lead

                        lead(help.guide, go, settings, values)
                        return
                    output = go(values)
            except FactcheckError as error:
                if as_json:
                    _print_error(error)
                    raise typer.Exit(error.exit_code) from None
                raise
            show(output, as_json=as_json)

        prefix = app.info.name or ""
        full_name = f"{prefix} {name}".strip()
        command.__name__ = body.__name__
        command.__doc__ = f"{inspect.getdoc(body)}\n\n\b\nExample:\n  {example}"
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + added
        )
        app.command(name, **options)(command)
        return body

    return decorate


def _refuse_unusable(values: dict[str, Any]) -> None:
    """Refuse what no database takes, be it stored or asked for: NUL, and the half characters of broken bytes."""
    for name, value in values.items():
        if name == "file":  # a file's name may be any bytes
            continue
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
                raise BadInputError(
                    f"{name.strip('_').replace('_', ' ')}: “{text}” has a NUL or half a character in it",
                    hint="is the terminal set to UTF-8?",
                )


#: A number without its first digits, or a $ with nothing after it: what double quotes make of $5.576M and "$".
_EATEN = re.compile(r"(?:^|\s)\.\d|\$$")


def _say_what_shells_eat(values: dict[str, Any]) -> None:
    """Say on stderr where a text looks as if the shell had taken a part of it."""
    for name, value in values.items():
        if isinstance(value, str) and _EATEN.search(value):
            said = f"{name.strip('_').replace('_', ' ')}: “{value}” may have lost what a shell takes for its own"
            print_line(f"{said}: $5 in double quotes; use single quotes, @file or --editor", file=sys.stderr)


def _written(field: str, command: str, settings: Settings, values: dict[str, Any]) -> AbstractContextManager[None]:
    """The text of a command as written in an editor, kept until the block ends well."""
    from factcheck.cli.editing import written

    return written(field, command, settings, values)


def _interactive() -> bool:
    """Whether a person can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    from factcheck.cli.asking import interactive

    return interactive()


def _run_read(body: Body, _name: str, settings: Settings, values: dict[str, Any]) -> Output:
    return read_desk(settings, lambda session: body(session, **values))


def _run_write(body: Body, name: str, settings: Settings, values: dict[str, Any]) -> Output:
    return write_desk(settings, name, lambda work: body(work, **values))


def _run_plain(body: Body, _name: str, settings: Settings, values: dict[str, Any]) -> Output:
    return body(settings, **values)


def read_desk(settings: Settings, body: Callable[[Any], Output]) -> Output:
    """Run ``body`` with a session that sees one snapshot of the desk."""
    with reading_as(settings) as session:
        output = body(session)
        hidden = _hidden_in(session)
        if not hidden:
            return output
        remark = f"hidden until your own checks are in: what the desk holds of {hidden}; factcheck review"
        return replace(output, talk=(*output.talk, remark))


@contextmanager
def reading_as(settings: Settings) -> Iterator[Any]:
    """A session that sees one snapshot of the desk, without what the person is to check blind and has not yet."""
    from factcheck.db.place import parse_place
    from factcheck.db.session import reading
    from factcheck.services.veil import draw_veil

    with reading(parse_place(settings.desk)) as session:
        draw_veil(session, settings.person)
        yield session


def _hidden_in(session: Any) -> str:
    """How many claims are hidden from this reader, in words; empty where none are."""
    from factcheck.services.veil import veil_of

    veil = veil_of(session)
    count = len(veil.claims) if veil else 0
    return "" if not count else "1 claim" if count == 1 else f"{count} claims"


def _refuse_hidden(settings: Settings) -> None:
    """Refuse what leaves the desk to whoever may not see all of it.

    Raises:
        RefusedError: something is hidden from the person.
    """
    with reading_as(settings) as session:
        hidden = _hidden_in(session)
    if hidden:
        raise RefusedError(
            f"what the desk holds of {hidden} is hidden from {settings.person} until checked blind, and this would show it",
            hint="factcheck review goes on with them; factcheck review --stop gives up what is left",
        )


class _AskFirst(Exception):  # noqa: N818 - no error: it takes a rehearsal back
    """Rolls a transaction back whose output wants a person's yes."""


def write_desk(settings: Settings, name: str, body: Callable[[Any], Output]) -> Output:
    """Run ``body`` with a work in one transaction, and say on stderr which desk was written as whom.

    Where the output has something to ask first and a person is at the terminal, the run is taken back, the person
    asked with no transaction open, and ``body`` run again after a yes.
    """
    try:
        output = _write_once(settings, name, body, first=_ask_first if sys.stdin.isatty() else _say_first)
    except _AskFirst as asked:
        _say_first(asked.args)
        typer.confirm("go on?", abort=True, err=True)
        return _write_once(settings, name, body)
    return output


def _ask_first(lines: tuple[str, ...]) -> None:
    raise _AskFirst(*lines)


def _say_first(lines: tuple[str, ...]) -> None:
    for line in lines:
        print_line(line, file=sys.stderr)


def _write_once(
    settings: Settings,
    name: str,
    body: Callable[[Any], Output],
    *,
    first: Callable[[tuple[str, ...]], None] | None = None,
) -> Output:
    from factcheck.db.place import parse_place
    from factcheck.db.session import writing
    from factcheck.services.veil import close_claims, refuse_touched
    from factcheck.services.work import Hands, start_work

    place = parse_place(settings.desk)
    person = settings.person_or_refuse()
    with writing(place) as session:
        work, joined = start_work(session, name, person, fixed_hands or Hands())
        if place.path is None:
            from factcheck.services.logins import hold_login

            hold_login(work, always=True)
        close_claims(session, person, name)
        work.guard = refuse_touched
        output = body(work)
        if first and output.ask:
            first(output.ask)
        work.seal()
    new = f" ({person} joins the desk)" if joined else ""
    if (str(place), person) in _named:
        return output
    _named.add((str(place), person))
    print_line(f"desk {place} · as {person}{new}", file=sys.stderr)
    return output


def show(output: Output, *, as_json: bool) -> None:
    """Print an output and leave with its exit code."""
    for remark in output.talk:
        print_line(remark, file=sys.stderr)
    if as_json:
        from factcheck.core.canonical import plain as as_plain

        data = {"schema": f"factcheck/{output.schema}/1", "data": as_plain(output.data)}
        print(json_safe(json.dumps(data, ensure_ascii=False, indent=2)))
    else:
        for line in output.lines:
            print_line(line)
    sys.stdout.flush()
    if output.exit_code:
        raise typer.Exit(output.exit_code)


def _print_error(error: FactcheckError) -> None:
    data = {"code": int(error.exit_code), "message": str(error), "hint": error.hint}
    text = json.dumps({"schema": "factcheck/error/1", "error": data}, ensure_ascii=False)
    print(json_safe(text), file=sys.stderr)
