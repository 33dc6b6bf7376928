"""``factcheck source``: keep who says things."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import text_of, word_of
from factcheck.cli.output import columns, plural, shorten, width
from factcheck.cli.running import Output, either, reads, write_desk, writes
from factcheck.config import Settings
from factcheck.core.words import SourceKind
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app(
    "Keep who says things: people, organisations, publications.",
    example="factcheck source add 'City of Example' --kind organisation",
    name="source",
)

KindOf = Annotated[str | None, typer.Option("--kind", help=", ".join(SourceKind) + ".")]
PartOf = Annotated[
    str | None, typer.Option("--part-of", metavar="SOURCE", help="What it belongs to; independence follows it up.")
]
Description = Annotated[str | None, typer.Option("--description", help="Who or what it is.")]
Alias = Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")]
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="Its name, an alias, or s7.")]


@either(
    app,
    "add",
    "factcheck source add 'Clem Delangue' --kind person --part-of 'Hugging Face'",
    guide="factcheck.cli.guide_source:source_add",
    editor="description",
)
def add(
    settings: Settings,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="What it is called.")] = None,
    kind: KindOf = None,
    part_of: PartOf = None,
    description: Description = None,
    alias: Alias = None,
    confidential: Annotated[
        bool,
        typer.Option("--confidential", help="NAME is a code name; the real one is asked for, unseen, and kept apart."),
    ] = False,
) -> Output:
    """Put a source on the desk. At a terminal, a name that is missing is asked for, one source after another.

    The real name of a confidential source never enters the desk: it is typed without echo (or piped in) and kept in a
    file of your own, FACTCHECK_NAMES or names = "…" in factcheck.toml, or in the system's keyring (names = "keyring").
    """
    if not name:
        raise UsageError("the name is missing", hint="factcheck source add 'Clem Delangue', in single quotes")
    # Asked before the transaction begins: nobody at the desk waits for a person.
    real = _ask_real_name(settings) if confidential else ""

    def write(work: "Work") -> Output:
        from factcheck.services.lookup import get_source
        from factcheck.services.sources import add_source, source_data

        made = add_source(
            work, name, kind=word_of(SourceKind, kind, "kind of source"), description=text_of(description),
            part_of=get_source(work.session, part_of) if part_of else None, aliases=alias or (), confidential=confidential,
        )  # fmt: skip
        lines = [f"s{made.number}  {made.name}"]
        if confidential:
            lines.append(f"the real name is kept in {_keep_real_name(work, made.uid, real, settings)}, not in the desk")
        work.session.refresh(made)
        return Output("source", source_data(made), lines)

    return write_desk(settings, "source add", write)


def _ask_real_name(settings: Settings) -> str:
    """Ask for a real name without showing it, or read it from a pipe."""
    import getpass
    import sys

    settings.person_or_refuse()
    real = getpass.getpass("the real name (not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    if not real.strip():
        raise UsageError("a confidential source needs a real name", hint="type it when asked, or pipe it in")
    return " ".join(real.split())


def _keep_real_name(work: "Work", uid: str, real: str, settings: Settings) -> str:
    """Keep a real name apart from the desk, and say where."""
    from factcheck.names import Names, default_place
    from factcheck.services.desks import get_desk

    names = Names(settings.names or default_place())
    names.keep(get_desk(work.session).uid, uid, real)
    return names.place


@reads(app, "list", "factcheck source list --search face")
def list_(
    session: "Session",
    search: Annotated[str | None, typer.Option("--search", help="Only names that hold this.")] = None,
) -> Output:
    """List the sources of this desk."""
    from factcheck.services.sources import list_sources, source_data

    found = list_sources(session, search=search)
    names = {f"s{source.number}": source.name for source in found}
    data = [source_data(source) for source in found]
    rows = [
        [
            each["ref"],
            each["kind"] or "-",
            shorten(each["name"], width() - 50),
            f"part of {names.get(each['part_of'], each['part_of'])}" if each["part_of"] else "",
        ]
        for each in data
    ]
    return Output("sources", data, [*columns(rows), plural(len(data), "source")])


@reads(app, "show", "factcheck source show 'Hugging Face'")
def show(
    session: "Session",
    source: Source,
    real_name: Annotated[
        bool, typer.Option("--real-name", help="Also the real name of a confidential source.")
    ] = False,
) -> Output:
    """Show a source and where it stands: what it says, and where it is evidence."""
    from factcheck.services.listing import list_rows
    from factcheck.services.loading import select_claims
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import source_data

    found = get_source(session, source)
    rows = list_rows(session, select_claims(session, source=found))
    data = source_data(found) | {"claims": [row.number for row in rows]}
    if real_name and found.confidential:
        data["real_name"] = _find_real_name(session, found.uid)
    table = [[key, str(value)] for key, value in data.items() if key != "claims" and value not in (None, [], False)]
    lines = [*columns(table), f"in {plural(len(rows), 'claim')}:"]
    lines += columns(
        [[str(row.number), "hidden" if row.blind else row.status, shorten(row.wording, width() - 24)] for row in rows]
    )
    return Output("source", data, lines)


def _find_real_name(session: "Session", uid: str) -> str:
    from factcheck.config import find_settings
    from factcheck.errors import NotFoundError
    from factcheck.names import Names, default_place
    from factcheck.services.desks import get_desk

    names = Names(find_settings(desk=None, person=None).names or default_place())
    real = names.find(get_desk(session).uid, uid)
    if real is None:
        raise NotFoundError(f"{names.place} does not know that name", hint="say where names are kept: FACTCHECK_NAMES")
    return real


@writes(app, "edit", "factcheck source edit DeepSeek --alias 'DeepSeek-AI'", editor="description")
def edit(
    work: "Work",
    source: Source,
    name: Annotated[str | None, typer.Option("--name", help="A new name.")] = None,
    kind: KindOf = None,
    part_of: PartOf = None,
    no_part_of: Annotated[bool, typer.Option("--no-part-of", help="It belongs to nothing.")] = False,
    description: Description = None,
    alias: Alias = None,
) -> Output:
    """Change a source. What it is part of changes whose word is independent: that is said first, and asked about."""
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import edit_source, source_data, weighs_differently

    if not no_part_of and all(value is None for value in (name, kind, part_of, description, alias)):
        raise UsageError("nothing to change", hint="give an option: factcheck source edit -h")
    found = get_source(work.session, source)
    owner = get_source(work.session, part_of) if part_of else None

    def change() -> None:
        edit_source(
            work, found, name=name, kind=word_of(SourceKind, kind, "kind of source"), description=text_of(description),
            part_of=owner, no_part_of=no_part_of, add_aliases=alias or (),
        )  # fmt: skip

    changes: list[str] = []
    if owner or no_part_of:
        changes = weighs_differently(work, change)
    else:
        change()
    work.session.refresh(found)
    return Output("source", source_data(found), [f"s{found.number} changed"], ask=_say_first(changes))


@writes(app, "merge", "factcheck source merge 'DeepSeek' 'DeepSeek-AI'")
def merge(
    work: "Work",
    kept: Annotated[str, typer.Argument(metavar="SOURCE", help="The one that stays: its name, an alias, or s7.")],
    gone: Annotated[str, typer.Argument(metavar="SOURCE", help="The one that is really the same.")],
) -> Output:
    """Make two sources one, because they are. Says whose independence that changes; undo takes it back."""
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import merge_sources, source_data, weighs_differently

    one, other = get_source(work.session, kept), get_source(work.session, gone)
    number = other.number
    changes = weighs_differently(work, lambda: merge_sources(work, one, other))
    work.session.refresh(one)
    return Output("source", source_data(one), [f"s{number} is s{one.number} now"], ask=_say_first(changes))


def _say_first(changes: list[str]) -> tuple[str, ...]:
    """Whose independence a change alters, as lines to say before it is kept."""
    if not changes:
        return ()
    return ("this changes how independent the support of these claims is:", *("   " + each for each in changes))
