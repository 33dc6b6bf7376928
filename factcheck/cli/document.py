"""``factcheck document``: keep the works cited as evidence."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.capturing import capture, export
from factcheck.cli.document_retract import retract
from factcheck.cli.evidence import Basis, Origin, Via
from factcheck.cli.options import NewSource, origin_of, word_of
from factcheck.cli.output import columns, plural, shorten, width
from factcheck.cli.running import Output, either, reads, writes
from factcheck.core.words import TitleBasis
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.documents import DocumentFields
    from factcheck.services.work import Work

app = new_app("Keep the works cited as evidence.", example="factcheck document list", name="document")

Document = Annotated[str, typer.Argument(metavar="DOCUMENT", help="d5 or 5.")]
Title = Annotated[str | None, typer.Option("--title", help="Its title.")]
TitleFrom = Annotated[str | None, typer.Option("--title-basis", help=", ".join(TitleBasis) + ".")]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="SOURCE", help="Who put it up.")]
Author = Annotated[str | None, typer.Option("--author", help="Who wrote it.")]
Date = Annotated[str | None, typer.Option("--date", help="When it was published: 2025-01-28, 2025-01 or 2025.")]
DateText = Annotated[str | None, typer.Option("--date-text", help="The full story of its date.")]
WorkName = Annotated[str | None, typer.Option("--work", metavar="SOURCE", help="The work it is or repeats.")]
Archived = Annotated[str | None, typer.Option("--archived-url", help="An archived copy.")]


def _fields(work: "Work", new_source: bool, given: dict[str, Any]) -> "DocumentFields":
    """What was said of a document, with sources looked up."""
    from factcheck.services.documents import DocumentFields
    from factcheck.services.sources import find_or_add

    via = given.pop("via")
    origin = origin_of(work, given.pop("origin"), given.pop("origin_basis"), new_source=new_source)
    return DocumentFields(
        publisher=find_or_add(work, given.pop("publisher"), new=new_source),
        work=find_or_add(work, given.pop("of"), new=new_source),
        title_basis=word_of(TitleBasis, given.pop("title_basis"), "basis of a title"),
        origin=origin,
        vias=None if via is None else [each for name in via if (each := find_or_add(work, name, new=new_source))],
        **given,
    )


@writes(
    app,
    "add",
    "factcheck document add https://example.org/report.pdf --title 'Annual report' --publisher 'City of Example' --new-source",
)
def add(
    work: "Work",
    url: Annotated[
        str | None, typer.Argument(metavar="[URL]", help="Its address; leave out for a book or a call.")
    ] = None,
    title: Title = None,
    title_basis: TitleFrom = None,
    publisher: Publisher = None,
    author: Author = None,
    date: Date = None,
    date_text: DateText = None,
    of: WorkName = None,
    origin: Origin = None,
    origin_basis: Basis = None,
    via: Via = None,
    archived_url: Archived = None,
    new_source: NewSource = False,
) -> Output:
    """Put a document on the desk before it is evidence for anything."""
    from factcheck.services.documents import add_document, document_data

    if url is None and title is None:
        raise UsageError("a document needs an address or a title", hint="factcheck document add URL, or --title '…'")
    given = {
        "title": title, "title_basis": title_basis, "publisher": publisher, "author": author, "date": date,
        "date_text": date_text, "of": of, "origin": origin, "origin_basis": origin_basis, "via": via,
        "archived_url": archived_url,
    }  # fmt: skip
    made = add_document(work, url=url, given=_fields(work, new_source, given))
    return Output("document", document_data(made), [f"d{made.number}  {made.title or made.url}"])


@reads(app, "list", "factcheck document list --search arxiv")
def list_(
    session: "Session",
    search: Annotated[str | None, typer.Option("--search", help="Only addresses and titles that hold this.")] = None,
) -> Output:
    """List the documents of this desk."""
    from factcheck.services.documents import document_data, list_documents

    data = [document_data(document) for document in list_documents(session, search=search)]
    room = max(20, (width() - 20) // 2)
    rows = [
        [
            each["ref"],
            each["date"] or "-",
            shorten(each["title"] or "", room),
            shorten(each["url"] or each["file_name"] or "", room),
        ]
        for each in data
    ]
    return Output("documents", data, [*columns(rows), plural(len(data), "document")])


@reads(app, "show", "factcheck document show d5")
def show(session: "Session", document: Document) -> Output:
    """Show a document, the copies the desk keeps of it, and which claims rest on it."""
    from sqlalchemy import select

    from factcheck.models import Claim, Evidence
    from factcheck.services.capturing import capture_data, captures_of
    from factcheck.services.documents import document_data
    from factcheck.services.lookup import get_document

    found = get_document(session, document)
    query = (
        select(Claim.number, Evidence.item)
        .join(Evidence, Evidence.claim_id == Claim.id)
        .where(Evidence.document_id == found.id)
    )
    refs = [f"{number}.{item}" for number, item in session.execute(query.order_by(Claim.number, Evidence.item))]
    data = document_data(found) | {"evidence": refs}
    lines = columns(
        [
            [key, " ".join(value) if isinstance(value, list) else str(value)]
            for key, value in data.items()
            if value not in (None, "", [])
        ]
    )
    copies = [capture_data(session, found, each) for each in captures_of(session, found)]
    return Output("document", data | {"captures": copies}, [*lines, *map(_copy_line, copies)])


def _copy_line(copy: dict[str, Any]) -> str:
    """A copy in a line: when it was seen, what it is, and its hash."""
    seen = f"{copy['captured_at']:%Y-%m-%d %H:%M} UTC"
    gone = "  REDACTED" if copy["redacted"] else ""
    kind = copy["media_type"] or "unknown type"
    return f"copy {copy['ref']}  seen {seen}  {copy['size']:,} bytes  {kind}  sha256 {copy['sha256'][:16]}…{gone}"


either(app, "capture", "factcheck document capture d5")(capture)
reads(app, "export", "factcheck document export d5 -o pages.wacz")(export)


@writes(app, "edit", "factcheck document edit d5 --origin 'Exchange prices' --origin-basis inferred")
def edit(
    work: "Work",
    document: Document,
    url: Annotated[str | None, typer.Option("--url", help="A new address.")] = None,
    title: Title = None,
    title_basis: TitleFrom = None,
    publisher: Publisher = None,
    author: Author = None,
    date: Date = None,
    date_text: DateText = None,
    of: WorkName = None,
    origin: Origin = None,
    origin_basis: Basis = None,
    via: Via = None,
    archived_url: Archived = None,
    retracted: Annotated[
        str | None, typer.Option("--retracted", metavar="WHY", help="It was withdrawn: by whom and when.")
    ] = None,
    new_source: NewSource = False,
) -> Output:
    """Change a document. Settled claims that rest on it become stale where its origin or standing changes."""
    from factcheck.services.documents import document_data, edit_document
    from factcheck.services.lookup import get_document

    given = {
        "title": title, "title_basis": title_basis, "publisher": publisher, "author": author, "date": date,
        "date_text": date_text, "of": of, "origin": origin, "origin_basis": origin_basis, "via": via,
        "archived_url": archived_url, "retracted": retracted,
    }  # fmt: skip
    if url is None and all(value is None for value in given.values()):
        raise UsageError("nothing to change", hint="give an option: factcheck document edit -h")
    found = edit_document(work, get_document(work.session, document), _fields(work, new_source, given), url=url)
    return Output("document", document_data(found), [f"d{found.number} changed"])


writes(
    app, "retract", "factcheck document retract d5 --because 'withdrawn by its journal on 2026-05-02'", editor="because"
)(retract)
