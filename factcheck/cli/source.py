"""``factcheck source``: keep who says things."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import text_of, word_of
from factcheck.cli.output import columns, plural, shorten, width
from factcheck.cli.running import Output, reads, writes
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


@writes(app, "add", "factcheck source add 'Clem Delangue' --kind person --part-of 'Hugging Face'")
def add(
    work: "Work",
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    kind: KindOf = None,
    part_of: PartOf = None,
    description: Description = None,
    alias: Alias = None,
) -> Output:
    """Put a source on the desk."""
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import add_source, source_data

    made = add_source(
        work, name, kind=word_of(SourceKind, kind, "kind of source"), description=text_of(description),
        part_of=get_source(work.session, part_of) if part_of else None, aliases=alias or (),
    )  # fmt: skip
    work.session.refresh(made)
    return Output("source", source_data(made), [f"s{made.number}  {made.name}"])


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
def show(session: "Session", source: Source) -> Output:
    """Show a source and where it stands: what it says, and where it is evidence."""
    from factcheck.services.listing import list_rows
    from factcheck.services.loading import select_claims
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import source_data

    found = get_source(session, source)
    rows = list_rows(session, select_claims(session, source=found))
    data = source_data(found) | {"claims": [row.number for row in rows]}
    table = [[key, str(value)] for key, value in data.items() if key != "claims" and value not in (None, [], False)]
    lines = [*columns(table), f"in {plural(len(rows), 'claim')}:"]
    lines += columns([[str(row.number), row.status, shorten(row.wording, width() - 24)] for row in rows])
    return Output("source", data, lines)


@writes(app, "edit", "factcheck source edit DeepSeek --alias 'DeepSeek-AI'")
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
    """Change a source. What it is part of changes whose word counts as independent."""
    from factcheck.services.lookup import get_source
    from factcheck.services.sources import edit_source, source_data

    if not no_part_of and all(value is None for value in (name, kind, part_of, description, alias)):
        raise UsageError("nothing to change", hint="give an option: factcheck source edit -h")
    found = edit_source(
        work, get_source(work.session, source), name=name, kind=word_of(SourceKind, kind, "kind of source"),
        description=text_of(description), part_of=get_source(work.session, part_of) if part_of else None,
        no_part_of=no_part_of, add_aliases=alias or (),
    )  # fmt: skip
    work.session.refresh(found)
    return Output("source", source_data(found), [f"s{found.number} changed"])
