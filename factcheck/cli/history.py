"""``factcheck history``: what happened to a claim, and who did it."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.output import Line
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from factcheck.models import Claim
    from factcheck.services.history import Entry

app = new_app("Show what happened to a claim, and who did it.")


@reads(app, "history", "factcheck history 40")
def history(
    session: "Session",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Only what the desk knew then: a day, a time, or publication (of the article).",
        ),
    ] = None,
) -> Output:
    """Show what happened to a claim, oldest first: when, who, by which command, what changed and why."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.history import claim_history
    from factcheck.services.lookup import get_claims

    (found,) = get_claims(session, parse_numbers(claim)[:1])
    until, when = _until(found, as_of) if as_of else (None, "")
    entries = claim_history(session, found, until=until)
    lines = [line for entry in entries for line in entry_lines(entry)]
    if until and not entries:
        lines = [f"the desk did not have claim {found.number} by {when}"]
    return Output("history", [entry.data() for entry in entries], lines)


def _until(claim: "Claim", as_of: str) -> "tuple[datetime, str]":
    """The instant up to which to tell, and what to call it; the end of the day of publication where that is meant.

    Raises:
        RefusedError: nobody has said when the claim's article was published.
    """
    from factcheck.errors import RefusedError
    from factcheck.services.correcting import article_of, published_version
    from factcheck.services.past import parse_as_of

    if as_of.strip().lower() != "publication":
        return parse_as_of(as_of), as_of.strip()
    article = article_of(claim)
    day = published_version(article).published_on or article.published
    if day is None:
        raise RefusedError(
            f"the desk does not know when article {article.number} was published",
            hint=f"give the day here, or: factcheck article edit {article.number} --published DATE",
        )
    return parse_as_of(day), f"its publication, {day}"


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
