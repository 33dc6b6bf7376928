"""``factcheck note``: write a note on a claim."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import text_of
from factcheck.cli.running import Output, writes
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.services.work import Work

app = new_app("Write a note on a claim.")


@writes(app, "note", "factcheck note 66 'ask the exchange for the closing price'", editor="text")
def note(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="The note; - or @file read it.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Reports and exports may show it.")] = False,
) -> Output:
    """Write a note on a claim. Notes are the desk's own unless --public is given; they never make anything stale."""
    if not text:
        raise UsageError("the note is missing", hint="put it in single quotes, or give - , @file or --editor")
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claims import add_note
    from factcheck.services.lookup import get_claims

    (found,) = get_claims(work.session, parse_numbers(claim)[:1])
    made = add_note(work, found, text_of(text) or "", internal=not public)
    data = {"claim": found.number, "text": made.text, "internal": made.internal}
    return Output("note", data, [f"noted on {found.number}"])
