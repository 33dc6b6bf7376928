"""``factcheck report``: write the HTML report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.output import plural
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = new_app("Write the HTML report.", no_args_is_help=False)


@reads(app, "report", "factcheck report -o report.html --open")
def report(
    session: "Session",
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Which articles; all where none is named.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")] = Path(
        "report.html"
    ),
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    include_confidential: Annotated[
        bool,
        typer.Option("--include-confidential", help="Also internal notes, contacts, and who spoke off the record."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that factcheck did not write.")] = False,
) -> Output:
    """Write the report for the editor: one HTML file, nothing else needed to read it. Not for publication."""
    from factcheck.errors import NotFoundError
    from factcheck.report.write import write_report
    from factcheck.services.articles import list_articles
    from factcheck.services.lookup import get_article
    from factcheck.services.reporting import report_view

    found = [get_article(session, each) for each in articles] if articles else list_articles(session)
    if not found:
        raise NotFoundError("this desk has no article to report on", hint="factcheck article add FILE")
    view = report_view(session, found, include_confidential=include_confidential)
    write_report(view, output, force=force)
    if open_:
        typer.launch(str(output.resolve()))
    claims = sum(len(each.claims) for each in view.articles)
    data = {
        "file": str(output),
        "articles": [each.ref for each in view.articles],
        "claims": claims,
        "bytes": output.stat().st_size,
    }
    return Output("report", data, [f"{output}  {plural(claims, 'claim')}, for the desk, not for publication"])
