"""``factcheck bundle``: seal report and data in one file that anybody can check."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import audience_of, for_whom
from factcheck.cli.output import plural
from factcheck.cli.running import Output, plain, read_desk
from factcheck.config import Settings
from factcheck.errors import DiskError, NotFoundError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.bundling import Plan

app = new_app("Seal report and data in one file that anybody can check.", no_args_is_help=False)


@plain(app, "bundle", "factcheck bundle 1 -o flood.zip")
def bundle(
    settings: Settings,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Which articles; all where none is named.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")] = Path(
        "bundle.zip"
    ),
    audience: Annotated[str, typer.Option("--for", metavar="AUDIENCE", help="editor, lawyer or public.")] = "editor",
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
    """Seal report and data in one zip with a manifest of hashes; factcheck verify checks it.

    Without --for it is the editor's and not for publication. Contacts, internal notes, and captured pages stay out unless
    asked for. The same desk gives the same bytes.
    """
    stamp: Callable[[bytes], bytes] | None = None
    if timestamp is not None:
        url = timestamp

        def stamp(manifest: bytes) -> bytes:
            from factcheck.services.bundling import ask_timestamp

            return ask_timestamp(url, manifest, allow_private=allow_private)

    def seal(session: "Session") -> Output:
        plan = _plan(session, articles, audience, full=full, include_confidential=include_confidential)
        _refuse_secrets(session, plan, settings)
        return _seal(session, plan, output, stamp, force=force)

    return read_desk(settings, seal)


def _plan(
    session: "Session", articles: list[str] | None, audience: str, *, full: bool, include_confidential: bool
) -> "Plan":
    """What is to be sealed."""
    from factcheck.report.audience import Audience
    from factcheck.services.articles import list_articles
    from factcheck.services.bundling import Plan
    from factcheck.services.lookup import get_article

    whom = audience_of(audience, "a bundle")
    if whom is Audience.PUBLIC and (full or include_confidential):
        raise UsageError(
            "captured pages and what is confidential are never for the public",
            hint="leave --full and --include-confidential out, or say --for editor",
        )
    found = [get_article(session, each) for each in articles] if articles else list_articles(session)
    if not found:
        raise NotFoundError("this desk has no article to seal", hint="factcheck article add FILE")
    ordered = sorted(set(found), key=lambda each: each.number)
    return Plan(ordered, full, include_confidential, whom)


def _refuse_secrets(session: "Session", plan: "Plan", settings: Settings) -> None:
    from factcheck.names import Names, default_place
    from factcheck.services.presenting import refuse_secrets

    refuse_secrets(session, session, plan.articles, plan.wanted, Names(settings.names or default_place()))


def _seal(
    session: "Session", plan: "Plan", output: Path, stamp: Callable[[bytes], bytes] | None, *, force: bool
) -> Output:
    """Write the bundle, and look at it as who gets it will."""
    from factcheck.exchange.bundle import write_bundle
    from factcheck.exchange.bundle_check import check_bundle
    from factcheck.services.bundling import collect_members, make_seal

    pieces = write_bundle(make_seal(session, plan), collect_members(session, plan), stamp)
    _write(pieces, output, force=force, private=plan.captures or plan.include_confidential)
    made = check_bundle(output)
    data = {
        "file": str(output),
        "audience": made.seal.audience,
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
        [f"{output}  {what}, {for_whom(made.seal.audience)}", f"manifest {made.digest}"],
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
