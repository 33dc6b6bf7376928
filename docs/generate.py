"""Write what follows from the code: docs/cli.md, docs/templates.md, the tables in docs/data-model.md, what shells complete.

``python docs/generate.py`` writes them; ``--check`` writes nothing and fails where one is stale.
"""
# ruff: noqa: INP001

import enum
import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract import contract
from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, UniqueConstraint
from typer.main import get_command

from factcheck.cli import app as top
from factcheck.cli.completion import command_table
from factcheck.cli.table import COMMANDS
from factcheck.core import notices, words
from factcheck.db.completing import TABLE
from factcheck.models import Base
from factcheck.models.types import TextList, UtcDateTime, Word, WordList
from factcheck.report import desk_views, file, page, parts, segments, sources, summary, views
from factcheck.report.site import charts, facets, finding, index, pages, rows

DOCS = Path(__file__).parent
#: The modules whose dataclasses are what templates are given.
CONTRACT = (
    views, desk_views, notices, page, file, parts, summary, segments, sources, pages, index, finding, facets, charts, rows,
)  # fmt: skip
BEGIN, END = "<!-- begin: written by docs/generate.py -->", "<!-- end: written by docs/generate.py -->"
ORDER = (
    "The desk",
    "The person",
    "The source",
    "The document",
    "The article",
    "The claim",
    "The prior set",
    "Outside the aggregates",
)
SHARED = ("db", "as_", "as_json")
INTRODUCTION = """# Commands

<!-- This page is written by docs/generate.py from the commands themselves. Change their help, then run: make docs -->

Every command has `-h` with an example. Noun first, then verb: `factcheck claim add`.
"""
TEMPLATES_INTRODUCTION = """# Templates of the report

<!-- This page is written by docs/generate.py from the dataclasses themselves. Change their docstrings, then run: make docs -->

The report is made by [Jinja](https://jinja.palletsprojects.com/) templates from frozen values. A folder of your own,
named as `templates` under `[report]` in `factcheck.toml`, goes before ours: a file in it replaces ours of the same name,
and may extend or include any other. An unknown name is an error, everything is escaped, and a template can ask the desk
for nothing: what its audience may not see was taken away before.

| Template | What it is given, besides `report` ([ReportView](#reportview)) |
| --- | --- |
| `base.html.j2` | head and frame of every page: `policy`, `css`, `paper` (printed margins), `script`, `generator` |
| `pages/report.html.j2` | the single file: `file` ([FilePage](#filepage)) |
| `pages/parts.html.j2` | the first file of a report in parts: `page` ([PartsPage](#partspage)) |
| `site.html.j2` | frame of a site's pages: `site` ([Frame](#frame)), `page` |
| `pages/overview.html.j2` | `page` ([OverviewPage](#overviewpage)) |
| `pages/article.html.j2` | `page` ([ArticleSitePage](#articlesitepage)) |
| `pages/claim.html.j2` | `page` ([ClaimPage](#claimpage)) |
| `pages/source.html.j2` | `page` ([SourcePage](#sourcepage)) |
| `pages/sources.html.j2` | `page` ([SourcesPage](#sourcespage)) |
| `pages/listing.html.j2` | `page` ([ListingPage](#listingpage)) |
| `pages/index.html.j2` | `page` ([IndexPage](#indexpage)) |
| `pages/queries.html.j2` | `page` ([QueriesPage](#queriespage)) |
| `pages/risks.html.j2` | `page` ([RisksPage](#riskspage)) |
| `pages/corrections.html.j2` | `page` ([CorrectionsPage](#correctionspage)) |
| `partials/`, `macros/` | parts of these; what each expects stands at its head |
| `assets/` | `report.css`, `site.css`, `index.css`: the stylesheet, in this order; `report.js`: the one script |

Every template also has `words` (the desk's fixed words in the report's language), `language`, `_()`, `ngettext()` and the
filters `href`, `host`, `day`, `moment`, `number`, `percent`, `listed`, `row`, `capital`, `language` and `spoken`. Inside
the site `links` leads to other pages; inside a file to other places.
"""
SHARED_TEXT = """## Options that most commands share

{table}
Where a text option takes a text, `-` reads it from standard input and `@file` from a file (`@@` stands for a text that
begins with `@`): shells change `$` and quotes, files do not.

References: `12`, `12,14-18` claims · `40.3` evidence · `a1` article · `s7` source, or its name · `d5` document · `p5`
paragraph. A shell takes `#12` for a comment, so leave the `#` out.

What commands print is described in [json.md](json.md), how they end in [exit-codes.md](exit-codes.md).
"""


def main(arguments: list[str]) -> int:
    """Write or check the pages. Returns the exit code: 1 where ``--check`` found a stale page."""
    pages = {
        DOCS / "cli.md": cli_page(),
        DOCS / "data-model.md": data_model_page(),
        DOCS / "templates.md": templates_page(),
        TABLE: command_table(),
    }
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.name} is stale: make docs\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
        sys.stdout.write(f"{path.name} written\n")
    return 0


def templates_page() -> str:
    """What each template of the report is given: the dataclasses that are its contract."""
    return "\n".join([TEMPLATES_INTRODUCTION, *contract(CONTRACT)]) + "\n"


def cli_page() -> str:
    """The reference of all commands, in the order of the help."""
    parts = [INTRODUCTION]
    parts += ["## All commands\n", "\n".join(_index()) + "\n"]
    root: Any = get_command(top)
    shown = [param for param in _leaf("claim", "add").params if param.name in SHARED]
    shown += [param for param in root.params if param.name in {"version", "debug"}]
    rows = [[f"`{_names(param)}`", _help(param)] for param in shown]
    parts.append(
        SHARED_TEXT.format(table=_table(["Option", "What it does"], [*rows, ["`-h`", "Show help and leave."]]))
    )
    for entry in COMMANDS:
        command: Any = _command(entry.module)
        parts.append(f"## factcheck {entry.word}\n")
        if hasattr(command, "commands"):
            parts.append(_first_line(command.help) + "\n")
            for name, leaf in command.commands.items():
                parts.append(f"### factcheck {entry.word} {name}\n")
                parts += _command_text(f"factcheck {entry.word} {name}", leaf)
        else:
            parts += _command_text(f"factcheck {entry.word}", command)
    return "\n".join(parts)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, as typed after ``factcheck``, with its command object."""
    for entry in COMMANDS:
        command: Any = _command(entry.module)
        if hasattr(command, "commands"):
            yield from ((f"{entry.word} {name}", leaf) for name, leaf in command.commands.items())
        else:
            yield entry.word, command


def _command(module: str) -> Any:
    return get_command(importlib.import_module(module).app)


def _leaf(group: str, name: str) -> Any:
    return next(command for typed, command in commands() if typed == f"{group} {name}")


def _index() -> Iterator[str]:
    for typed, command in commands():
        anchor = f"factcheck-{typed}".replace(" ", "-")
        yield f"- [{typed}](#{anchor}): {_first_line(command.help)}"


def _first_line(text: str | None) -> str:
    return (text or "").split("\n", maxsplit=1)[0]


def _command_text(typed: str, command: Any) -> Iterator[str]:
    prose, _, example = (command.help or "").partition("\n\n\b\nExample:\n")
    context = command.make_context(typed, [], resilient_parsing=True)
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield prose.strip() + "\n"
    yield f"```text\n{usage}\n```\n"
    yield f"Example:\n\n```text\n{example.strip()}\n```\n"
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option" and param.name not in SHARED]
    if arguments:
        yield _table(["Argument", "What it is"], [[f"`{_metavar(p, context)}`", _help(p)] for p in arguments])
    if options:
        yield _table(["Option", "What it does"], [[f"`{_option(p, context)}`", _help(p)] for p in options])
    shared = [f"`{_names(param)}`" for param in command.params if param.name in SHARED]
    yield f"Also: {', '.join(shared)}, `-h`.\n"


def _names(param: Any) -> str:
    return "/".join([*param.opts, *param.secondary_opts])


def _option(param: Any, context: Any) -> str:
    return _names(param) if param.is_flag else f"{_names(param)} {_metavar(param, context)}"


def _metavar(param: Any, context: Any) -> str:
    """What stands for the value; the type's own name says nothing to a reader."""
    shown: str = param.make_metavar(context)
    return {"<str>": "TEXT", "<int>": "N", "<path>": "PATH"}.get(shown, shown)


def _help(param: Any) -> str:
    return " ".join((param.help or "").split())


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def data_model_page() -> str:
    """The page with the part between its markers written anew.

    Raises:
        ValueError: a marker is missing.
    """
    path = DOCS / "data-model.md"
    before, found, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        msg = f"{path.name} has lost the marker {BEGIN if not found else END}"
        raise ValueError(msg)
    return before + "\n".join([BEGIN, "", *_tables(), *_words(), END]) + after


def _tables() -> Iterator[str]:
    mappers = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    groups: dict[str, list[Table]] = {}
    for table in Base.metadata.tables.values():
        groups.setdefault(_group(table), []).append(table)
    for group, tables in sorted(groups.items(), key=lambda each: ORDER.index(each[0])):
        yield f"### {group}\n"
        for table in sorted(tables, key=lambda each: "aggregate" not in each.info):
            yield f"#### `{table.name}`\n"
            yield _paragraphs(mappers[table]) + "\n"
            yield _table(["Column", "Type", "May be null", "Remarks"], [_row(column) for column in table.columns])
            for names in _unique_together(table):
                yield f"Unique together: {names}.\n"


def _group(table: Table) -> str:
    """The heading of the aggregate a table belongs to, found along its parents; or that it is outside of them."""
    while "parent" in table.info:
        (key,) = table.columns[table.info["parent"]].foreign_keys
        table = key.column.table
    return f"The {table.info['aggregate']}" if "aggregate" in table.info else "Outside the aggregates"


def _paragraphs(model: type) -> str:
    table: Table = model.__table__  # type: ignore[attr-defined]
    text = (inspect.getdoc(model) or "").replace("``", "`")
    outside = table.info.get("outside")
    return text + (f"\n\nNot in the after-images: {outside}." if outside else "")


def _unique_together(table: Table) -> list[str]:
    found = [each for each in table.constraints if isinstance(each, UniqueConstraint) and len(each.columns) > 1]
    return [", ".join(f"`{column.name}`" for column in each.columns) for each in found]


def _row(column: Column[Any]) -> list[str]:
    remarks = []
    if column.primary_key:
        remarks.append("primary key")
    remarks += [f"refers to `{key.target_fullname}`" for key in column.foreign_keys]
    if column.unique:
        remarks.append("unique")
    return [f"`{column.name}`", _type(column), "yes" if column.nullable else "no", ", ".join(remarks)]


def _type(column: Column[Any]) -> str:
    kind = column.type
    if isinstance(kind, Word):
        return f"word ([{kind.words.__name__}](#{kind.words.__name__.lower()}))"
    if isinstance(kind, WordList):
        return f"list of words ([{kind.words.__name__}](#{kind.words.__name__.lower()})), as JSON"
    named = {
        UtcDateTime: "instant, UTC",
        TextList: "list of texts, as JSON",
        Boolean: "true or false",
        Integer: "whole number",
        LargeBinary: "bytes",
    }
    return next((name for known, name in named.items() if isinstance(kind, known)), "text")


def _words() -> Iterator[str]:
    yield "### Fixed words\n"
    yield "Stored, printed and typed as written here.\n"
    for name, kind in inspect.getmembers(words, inspect.isclass):
        if issubclass(kind, enum.StrEnum) and kind is not enum.StrEnum:
            text = (inspect.getdoc(kind) or "").replace("``", "`")
            yield f"#### {name}\n"
            yield f"{text} {', '.join(f'`{word}`' for word in kind)}.\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
