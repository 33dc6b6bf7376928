"""``factcheck report``: write the report, as one HTML file, a site of pages, or a PDF file."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import audience_of, for_whom
from factcheck.cli.output import plural
from factcheck.cli.running import Output, plain, read_desk
from factcheck.config import Settings
from factcheck.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Article
    from factcheck.report_settings import ReportSettings
    from factcheck.services.presenting import Wanted

app = new_app("Write the report: a file, a site, or a PDF file.", no_args_is_help=False)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a report goes. ``site`` is whether ``path`` is a folder, ``pdf`` whether it is a PDF file."""

    path: Path
    site: bool
    pdf: bool
    force: bool


@plain(app, "report", "factcheck report --for public --language es -o site/ --open")
def report(
    settings: Settings,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Which articles; all where none is named.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="The file, or for a site a folder: DIR/ [report-AUDIENCE.html]."
        ),
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option("--for", metavar="AUDIENCE", help="editor, lawyer or public [factcheck.toml, else editor]."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="As the desk stood at the end of that day, or then.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="en, es, fr, de, pt, ar or zh [factcheck.toml, else en]."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Print it to a PDF file.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    include_confidential: Annotated[
        bool,
        typer.Option("--include-confidential", help="Also internal notes, contacts, and who spoke off the record."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that factcheck did not write.")] = False,
) -> Output:
    """Write the report: one HTML file, or for DIR/ a site of linked pages. Both need nothing else to be read.

    Without --for it is the editor's and not for publication. For the public, what is confidential or the desk's own is
    left out, and the report is refused while a confidential name still stands in any text of it.
    """
    from factcheck.names import Names, default_place
    from factcheck.report_settings import find_report_settings
    from factcheck.services.presenting import refuse_secrets

    house = find_report_settings()
    wanted = _wanted(house, audience, language, include_confidential=include_confidential)
    target = _target(output, wanted.audience.value, as_of, pdf=pdf, force=force)
    folders = (house.templates,) if house.templates else ()

    def write(session: "Session") -> dict[str, Any]:
        with _then(session, as_of) as shown:
            found = _articles(shown, articles)
            refuse_secrets(session, shown, found, wanted, Names(settings.names or default_place()))
            writer = _write_site if target.site else _write_pdf if target.pdf else _write_file
            return writer(shown, found, wanted, folders, target)

    data = _read(settings, write)
    if open_:
        typer.launch(str(Path(data["file"]).resolve()))
    data |= {"audience": wanted.audience.value, "language": wanted.language}
    return Output("report", data, [_line(data)])


def _read(settings: Settings, write: Callable[["Session"], dict[str, Any]]) -> dict[str, Any]:
    return dict(read_desk(settings, lambda session: Output("report", write(session), [])).data)


def _wanted(
    house: "ReportSettings",
    audience: str | None,
    language: str | None,
    *,
    include_confidential: bool,
) -> "Wanted":
    """What is asked for, by flags first and by ``factcheck.toml`` then."""
    from factcheck.report.audience import Audience
    from factcheck.report.desk_views import Branding
    from factcheck.report.language import get_language
    from factcheck.services.presenting import Wanted

    named = audience_of(audience or house.audience or Audience.EDITOR.value, "a report")
    if include_confidential and named is Audience.PUBLIC:
        raise UsageError(
            "what is confidential is never for the public", hint="leave --include-confidential out, or say --for editor"
        )
    return Wanted(
        named,
        Branding(house.name, house.logo_address(), house.footer, house.accent, house.accent_dark, house.address),
        get_language(language or house.language or "en").tag,
        include_confidential,
    )


def _target(output: str | None, audience: str, as_of: str | None, *, pdf: bool, force: bool) -> _Target:
    """Where to write. A folder, or a name that ends with a slash, means a site; our own name says for whom it is."""
    if output is None:
        then = f"-as-of-{as_of.strip().replace(':', '')}" if as_of else ""
        return _Target(Path(f"report-{audience}{then}.{'pdf' if pdf else 'html'}"), site=False, pdf=pdf, force=force)
    path = Path(output)
    site = output.endswith("/") or path.is_dir()
    if site and pdf:
        raise UsageError("a site is not printed to a PDF file", hint="name a file: -o report.pdf")
    return _Target(path, site=site, pdf=pdf or (not site and path.suffix.lower() == ".pdf"), force=force)


def _then(session: "Session", as_of: str | None) -> Any:
    """The desk as it is, or as it was."""
    if as_of is None:
        return nullcontext(session)
    from factcheck.services.past import parse_as_of, past_desk

    return past_desk(session, parse_as_of(as_of))


def _articles(session: "Session", refs: list[str] | None) -> list["Article"]:
    from factcheck.services.articles import list_articles
    from factcheck.services.lookup import get_article

    found = [get_article(session, each) for each in refs] if refs else list_articles(session)
    if not found:
        raise NotFoundError("this desk has no article to report on", hint="factcheck article add FILE")
    return found


def _write_file(
    session: "Session", found: list["Article"], wanted: "Wanted", folders: tuple[Path, ...], target: _Target
) -> dict[str, Any]:
    from factcheck.report.parts import write_articles
    from factcheck.services.presenting import file_articles, frame_of

    shown = file_articles(session, found, wanted)
    written = write_articles(frame_of(session, found, wanted), shown, target.path, folders=folders, force=target.force)
    return {
        "file": str(target.path),
        "articles": [f"a{article.number}" for article in found],
        "claims": written.claims,
        "bytes": sum(file.stat().st_size for file in written.files),
        "files": len(written.files),
    }


def _write_pdf(
    session: "Session", found: list["Article"], wanted: "Wanted", folders: tuple[Path, ...], target: _Target
) -> dict[str, Any]:
    """Print the whole report as one page; the page itself is not kept."""
    import tempfile

    from factcheck.report.pdf import write_pdf
    from factcheck.report.write import write_report
    from factcheck.services.presenting import file_report

    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        page = Path(folder) / "report.html"
        view = file_report(session, found, wanted)
        write_report(view, page, folders=folders)
        printed_by = write_pdf(page, target.path, force=target.force)
    return {
        "file": str(target.path),
        "articles": [f"a{article.number}" for article in found],
        "claims": sum(len(article.claims) for article in view.articles),
        "bytes": target.path.stat().st_size,
        "files": 1,
        "printed_by": printed_by,
    }


def _write_site(
    session: "Session", found: list["Article"], wanted: "Wanted", folders: tuple[Path, ...], target: _Target
) -> dict[str, Any]:
    from factcheck.services.publishing import publish

    published = publish(
        session,
        target.path,
        articles=found,
        audience=wanted.audience,
        language=wanted.language,
        branding=wanted.branding,
        include_confidential=wanted.include_confidential,
        templates=folders,
        force=target.force,
    )
    return {
        "file": str(target.path / "index.html"),
        "articles": [f"a{article.number}" for article in found],
        "files": published.files,
        "written": published.written,
        "kept": published.kept,
        "removed": published.removed,
    }


def _line(data: dict[str, Any]) -> str:
    """What was written, for people."""
    said = for_whom(data["audience"])
    if "written" in data:
        removed = f", {data['removed']:,} removed" if data["removed"] else ""
        return (
            f"{data['file']}  {plural(data['files'], 'file')}: {data['written']:,} written, "
            f"{data['kept']:,} unchanged{removed}, {said}"
        )
    parts = f" in {data['files'] - 1} parts; -o FOLDER/ writes a site" if data["files"] > 1 else ""
    return f"{data['file']}  {plural(data['claims'], 'claim')}{parts}, {said}"
