"""``factcheck bundle``: seal report and data in one file that anybody can check."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.output import plural
from factcheck.cli.running import Output, reads
from factcheck.errors import DiskError, NotFoundError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = new_app("Seal report and data in one file that anybody can check.", no_args_is_help=False)


@reads(app, "bundle", "factcheck bundle 1 -o flood.zip")
def bundle(
    session: "Session",
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Which articles; all where none is named.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")] = Path(
        "bundle.zip"
    ),
    full: Annotated[
        bool, typer.Option("--full", help="Also the pages that the desk captured; mind whose they are.")
    ] = False,
    include_confidential: Annotated[
        bool,
        typer.Option(
            "--include-confidential",
            help="Also internal notes, contacts, who spoke off the record, confidential captures.",
        ),
    ] = False,
    timestamp: Annotated[
        str | None,
        typer.Option("--timestamp", metavar="URL", help="Have a timestamp authority (RFC 3161) witness the manifest."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The authority may be inside your own network.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that factcheck did not write.")] = False,
) -> Output:
    """Seal report and data in one zip with a manifest of hashes; factcheck verify checks it. Not for publication.

    Contacts, internal notes, and captured pages stay out unless asked for. The same desk gives the same bytes.
    """
    from factcheck.exchange.bundle import write_bundle
    from factcheck.exchange.bundle_check import check_bundle
    from factcheck.services.articles import list_articles
    from factcheck.services.bundling import Plan, ask_timestamp, collect_members, make_seal
    from factcheck.services.lookup import get_article

    found = [get_article(session, each) for each in articles] if articles else list_articles(session)
    if not found:
        raise NotFoundError("this desk has no article to seal", hint="factcheck article add FILE")
    plan = Plan(sorted(set(found), key=lambda each: each.number), full, include_confidential)
    stamp: Callable[[bytes], bytes] | None = None
    if timestamp is not None:
        url = timestamp

        def stamp(manifest: bytes) -> bytes:
            return ask_timestamp(url, manifest, allow_private=allow_private)

    pieces = write_bundle(make_seal(session, plan), collect_members(session, plan), stamp)
    _write(pieces, output, force=force, private=full or include_confidential)
    made = check_bundle(output)
    data = {
        "file": str(output),
        "articles": list(made.seal.articles),
        "files": made.files,
        "bytes": output.stat().st_size,
        "manifest": made.digest,
        "timestamp": made.timestamp is not None,
    }
    what = f"{plural(made.files, 'file')} about {plural(len(plan.articles), 'article')}"
    return Output(
        "bundle",
        data,
        [f"{output}  {what}, for the desk, not for publication", f"manifest {made.digest}"],
        talk=(f"anybody can check it: factcheck verify {output}",),
    )


def _write(pieces: Iterator[bytes], output: Path, *, force: bool, private: bool) -> None:
    """Write the bundle whole or not at all; a private one only its owner can read."""
    from factcheck.exchange.bundle_check import looks_like_bundle
    from factcheck.report.write import guard, write_whole_bytes

    try:
        guard(output, looks_like_bundle, force=force)
        write_whole_bytes(pieces, output, private=private)
    except OSError as error:
        raise DiskError(
            f"cannot write {output}: {error.strerror or error}", hint="choose another place with -o PATH"
        ) from None
