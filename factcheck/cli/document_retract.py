"""``factcheck document retract``; ``cli/document.py`` registers it."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import Because, text_of
from factcheck.cli.output import plural
from factcheck.cli.running import Output
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.services.work import Work


def retract(
    work: "Work",
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="d5 or 5.")],
    because: Because = None,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="It was right once and is no longer; nobody took it back.")
    ] = False,
) -> Output:
    """Mark a document as retracted, and reopen every settled claim that rests on it, in all articles.

    A claim rests on it where an item that was read is of the document or derives from it. At a terminal the claims are
    named first, and you are asked. undo takes all of it back.
    """
    from factcheck.services.lookup import get_document
    from factcheck.services.retracting import retract as retract_document

    if because is None:
        raise UsageError("a retraction needs a reason", hint=f"factcheck document retract {document} --because '…'")
    found = get_document(work.session, document)
    reopened = retract_document(work, found, text_of(because) or "", outdated=outdated)
    data = {
        "document": f"d{found.number}",
        "retracted": found.retracted,
        "reopened": [
            {"number": each.claim.number, "before": each.status, "code": each.code, "items": list(each.items)}
            for each in reopened
        ],
    }
    lines = [f"d{found.number} {found.retracted if outdated else f'retracted: {found.retracted}'}"]
    lines += [
        f"{each.claim.number}: {each.status} -> in-review, it rests on {', '.join(each.items)}" for each in reopened
    ]
    lines.append(f"{plural(len(reopened), 'claim')} reopened" if reopened else "no settled claim rests on it")
    ask = [
        f"{each.claim.number}: {each.status} by {each.by or 'somebody'} goes back to in-review: {each.claim.wording}"
        for each in reopened
    ]
    return Output("retracted", data, lines, ask=tuple(ask))
