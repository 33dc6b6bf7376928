"""``factcheck void``: say that the desk's own check was wrong."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Because, text_of
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app("Withdraw the desk's own check where it was wrong.", no_args_is_help=False)


@either(app, "void", "factcheck void 66 --because 'the table we used was for another year'", editor="because")
def void(
    settings: Settings,
    claims: Annotated[str | None, typer.Argument(metavar="[CLAIMS]", help="Numbers: 12 or 12,14-18.")] = None,
    because: Because = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List what was voided, of some claims or the whole desk.")
    ] = False,
) -> Output:
    """Withdraw a settled status because the check was wrong: the claim goes back to in-review, its evidence stays.

    It is a statement, and stays listed whatever becomes of the claim; undo is for a slip of the hand. Sign-offs go stale.
    Where somebody else had settled it, theirs is shown first and at a terminal you are asked.
    """
    if list_ or claims is None:
        if because is not None:
            raise UsageError("to void a check takes its claim", hint="factcheck void 66 --because '…'")
        return read_desk(settings, lambda session: _list(session, claims))
    reason = text_of(because)
    return write_desk(settings, "void", lambda work: _void(work, claims, reason))


def _void(work: "Work", claims: str, because: str | None) -> Output:
    from factcheck.cli.answering_text import void_lines
    from factcheck.cli.settling import overturns_text
    from factcheck.core.refs import parse_numbers
    from factcheck.core.words import Status
    from factcheck.services.lookup import get_claims
    from factcheck.services.overturning import rulings_against
    from factcheck.services.voiding import void_checks, void_data

    found = get_claims(work.session, parse_numbers(claims))
    overturned = rulings_against(found, Status.IN_REVIEW, None, work.person)
    made = void_checks(work, found, because)
    work.session.flush()
    data = [void_data(claim, each) for claim, each in made]
    lines = [line for each in data for line in void_lines(each)]
    return Output("voids", data, lines, ask=tuple(overturns_text(number, ruling) for number, ruling in overturned))


def _list(session: "Session", claims: str | None) -> Output:
    from factcheck.cli.answering_text import void_lines
    from factcheck.cli.output import plural
    from factcheck.core.refs import parse_numbers
    from factcheck.services.voiding import list_voids, void_data

    found = list_voids(session, numbers=parse_numbers(claims) if claims else ())
    data = [void_data(claim, each) for claim, each in found]
    lines = [line for each in data for line in void_lines(each)]
    return Output("voids", data, [*lines, plural(len(data), "voided check")] if data else ["no check was voided"])
