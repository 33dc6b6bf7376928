"""``factcheck export``: write the desk's claims as a claim set."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.output import json_safe, plural
from factcheck.cli.running import Output, reads
from factcheck.errors import DiskError, RefusedError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = new_app("Write the desk's claims as a claim set.", no_args_is_help=False)


@reads(app, "export", "factcheck export -o claims.json")
def export(
    session: "Session",
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Which articles; all where none is named.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file; standard output where none is named."),
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="JSON Lines, one object a line, instead of one JSON object.")
    ] = False,
    desk: Annotated[
        bool, typer.Option("--desk", help="The whole desk with its history; db restore makes a desk of it.")
    ] = False,
    include_confidential: Annotated[
        bool, typer.Option("--include-confidential", help="Also internal notes and what was said off the record.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> Output:
    """Write a claim set: articles, claims, sources, documents; no history, and nothing internal unless asked for."""
    from factcheck.exchange.claimset import write_json, write_jsonl
    from factcheck.services.articles import list_articles
    from factcheck.services.exporting import export_claim_set
    from factcheck.services.lookup import get_article

    if desk:
        return _whole_desk(session, articles, output, include_confidential=include_confidential, force=force)
    found = [get_article(session, each) for each in articles] if articles else list_articles(session)
    claim_set = export_claim_set(session, found, include_confidential=include_confidential)
    pieces = write_jsonl(claim_set) if lines else iter([write_json(claim_set)])
    data: dict[str, Any] = {"file": None, "articles": len(found), "claims": len(claim_set.claims)}
    if output is None:
        text = "".join(pieces).removesuffix("\n")
        return Output("exported", data | {"claim_set": json.loads(write_json(claim_set))}, [json_safe(text)])
    _write(pieces, output, force=force, private=include_confidential)
    return Output(
        "exported",
        data | {"file": str(output)},
        [f"{output}  {plural(len(found), 'article')}, {plural(len(claim_set.claims), 'claim')}"],
    )


def _whole_desk(
    session: "Session", articles: list[str] | None, output: Path | None, *, include_confidential: bool, force: bool
) -> Output:
    """The whole desk in a file that only its owner can read."""
    from factcheck.services.archive import write_archive

    if articles or output is None:
        raise UsageError("a whole desk goes into a file, with all its articles", hint="factcheck export --desk -o FILE")
    _write(write_archive(session, include_confidential=include_confidential), output, force=force, private=True)
    line = f"{output}  the whole desk; back with: factcheck db restore {output} NEW.db"
    return Output("exported", {"file": str(output), "desk": True, "bytes": output.stat().st_size}, [line])


def _write(pieces: Iterable[str], output: Path, *, force: bool, private: bool) -> None:
    """Write a file whole or not at all, never over another unless told so; a private one only its owner can read."""
    from factcheck.report.write import write_whole

    if output.exists() and not force:
        raise RefusedError(f"{output} is there already and would be lost", hint="choose another name, or --force")
    try:
        write_whole(pieces, output, private=private)
    except OSError as error:
        raise DiskError(f"cannot write {output}: {error.strerror}", hint="choose another place with -o PATH") from None
