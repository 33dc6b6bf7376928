"""``factcheck complaint``: take complaints in, show them, and close them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Because, one_of, text_of, word_of
from factcheck.cli.running import Output, reads, writes
from factcheck.core.words import Complainant, ComplaintOutcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app(
    "Take complaints in, and close them.",
    example="factcheck complaint add 66 --from reader --text 'It was 17 %, not 18.'",
    name="complaint",
)

Item = Annotated[str, typer.Argument(metavar="COMPLAINT", help="66.1 is the first about claim 66.")]


@writes(
    app,
    "add",
    "factcheck complaint add 66 --from reader --received 2026-12-01 --text 'It was 17 %, not 18.'",
    editor="text",
)
def add(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    from_: Annotated[str, typer.Option("--from", metavar="WHO", help="reader, subject, source, author or other.")],
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What it says.")] = None,
    received: Annotated[
        str | None, typer.Option("--received", metavar="DATE", help="The day it came, as 2026-12-01; else today.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Who complains; it stays at the desk.")] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="TEXT", help="How to reach them; it stays at the desk.")
    ] = None,
) -> Output:
    """Record a complaint about a claim. Then: history --as-of publication, and correct it, or close it with a reason."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.complaints import add_complaint
    from factcheck.services.lookup import get_claims

    (found,) = get_claims(work.session, parse_numbers(claim)[:1])
    made = add_complaint(
        work, found, word_of(Complainant, from_, "sender"), text_of(text),
        received=received, name=text_of(name), contact=text_of(contact),
    )  # fmt: skip
    return _said(found, made)


@writes(app, "close", "factcheck complaint close 66.1 --stands --because 'the filing gives 18 %'", editor="because")
def close(
    work: "Work",
    complaint: Item,
    corrected: Annotated[bool, typer.Option("--corrected", help="The text was corrected: factcheck correct.")] = False,
    stands: Annotated[bool, typer.Option("--stands", help="The text stands; --because says why.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open it again.")] = False,
    because: Because = None,
) -> Output:
    """Close a complaint: the text was corrected, or it stands, with the reason."""
    from factcheck.models import Complaint
    from factcheck.services.answering import get_part
    from factcheck.services.complaints import close_complaint

    word, _ = one_of("to close a complaint", corrected=corrected, stands=stands, open_=open_)
    claim, found = get_part(work.session, Complaint, complaint, "complaint")
    outcome = ComplaintOutcome(word.rstrip("_"))
    return _said(claim, close_complaint(work, claim, found, outcome, reason=text_of(because)))


@reads(app, "list", "factcheck complaint list --outcome open")
def list_(
    session: "Session",
    claims: Annotated[str | None, typer.Argument(metavar="[CLAIMS]", help="Only of these: 12 or 12,14-18.")] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="WORD", help="Only what is open, corrected or stands.")
    ] = None,
) -> Output:
    """List complaints, without who complains."""
    from factcheck.cli.answering_text import complaint_lines
    from factcheck.cli.output import plural
    from factcheck.core.refs import parse_numbers
    from factcheck.services.complaints import complaint_data, list_complaints

    wanted = word_of(ComplaintOutcome, outcome, "outcome")
    found = list_complaints(session, numbers=parse_numbers(claims) if claims else (), outcome=wanted)
    data = [complaint_data(claim, each, contact=False) for claim, each in found]
    lines = [line for each in data for line in complaint_lines(each)]
    return Output("complaints", data, [*lines, plural(len(data), "complaint")] if data else ["no complaints"])


@reads(app, "show", "factcheck complaint show 66.1")
def show(session: "Session", complaint: Item) -> Output:
    """Show a complaint whole, with who complains and how to reach them."""
    from factcheck.cli.answering_text import complaint_lines
    from factcheck.models import Complaint
    from factcheck.services.answering import get_part
    from factcheck.services.complaints import complaint_data

    data = complaint_data(*get_part(session, Complaint, complaint, "complaint"))
    return Output("complaints", [data], complaint_lines(data, whole=True))


def _said(claim: Any, complaint: Any) -> Output:
    from factcheck.cli.answering_text import complaint_lines
    from factcheck.services.complaints import complaint_data

    data = complaint_data(claim, complaint)
    return Output("complaints", [data], complaint_lines(data))
