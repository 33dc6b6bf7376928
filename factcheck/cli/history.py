"""``factcheck history``: what happened to a claim, and who did it."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.output import Line
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.history import Entry

app = new_app("Show what happened to a claim, and who did it.")


@reads(app, "history", "factcheck history 40")
def history(session: "Session", claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")]) -> Output:
    """Show what happened to a claim, oldest first: when, who, by which command, what changed and why."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.history import claim_history
    from factcheck.services.lookup import get_claims

    (found,) = get_claims(session, parse_numbers(claim)[:1])
    entries = claim_history(session, found)
    return Output(
        "history", [entry.data() for entry in entries], [line for entry in entries for line in entry_lines(entry)]
    )


def entry_lines(entry: "Entry", *, subject: bool = False) -> list[Line]:
    """An event as lines: local time, person, command; then what changed."""
    import textwrap

    from factcheck.cli.output import width

    when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
    head = f"{entry.seq:>5}  {when}  {entry.person or '-'}  {entry.command}" + (f"  {entry.subject}" if subject else "")
    lines: list[Line] = [head]
    texts = list(entry.changes) or (["redacted"] if entry.redacted else [])
    if entry.why and not any(entry.why in text for text in texts):
        texts.append(f"because {entry.why}")
    for text in texts:
        lines += ["       " + line for line in textwrap.wrap(text, width() - 7, subsequent_indent="  ")]
    return lines
