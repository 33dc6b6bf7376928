"""``factcheck query``: ask the writer to change words, and record the outcome."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from factcheck.cli import new_app
from factcheck.cli.options import Because, text_of, word_of
from factcheck.cli.output import Line, plural
from factcheck.cli.running import Output, reads, writes
from factcheck.core.words import Outcome
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work


class QueryGroup(TyperGroup):
    """``factcheck query 66 …`` is ``factcheck query ask 66 …``: the number comes first, as on paper."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a number for the claim that is asked about."""
        if args and args[0].lstrip("#")[:1].isdigit():
            args = ["ask", *args]
        return super().resolve_command(ctx, args)


app = new_app(
    "Ask the writer to change words, and record the outcome.",
    example="factcheck query 12 --change 'has grown by a third'",
    cls=QueryGroup,
    name="query",
)

Item = Annotated[int | None, typer.Option("--item", help="Which query of the claim, where several are open.")]


@writes(
    app,
    "ask",
    "factcheck query 66 --change 'by 17%' --now 'by 18%' --because 'the close fell 16.9-17.0 %'",
    editor="because",
)
def ask(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    change: Annotated[str | None, typer.Option("--change", metavar="WORDS", help="The words to put instead.")] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="WORDS", help="The words as they are; else the claim's whole quote.")
    ] = None,
    because: Because = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="What became of it: changed, stet, on-author, cut, open.")
    ] = None,
    item: Item = None,
) -> Output:
    """Ask the writer about a claim's words (query 66 --change …), or record what became of it (query 66 --outcome stet)."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claims
    from factcheck.services.queries import ask_writer, query_data, settle_query

    (found,) = get_claims(work.session, parse_numbers(claim)[:1])
    if outcome is not None:
        if change or now:
            raise UsageError("--outcome settles a query, --change asks one", hint="give one of them")
        query = settle_query(
            work, found, word_of(Outcome, outcome, "outcome"), item=item, reason=text_of(because) or ""
        )
    else:
        query = ask_writer(work, found, text_of(change), now=text_of(now), reason=text_of(because))
    work.session.flush()
    data = query_data(found, query)
    return Output("query", data, _lines(data))


@reads(app, "list", "factcheck query list --outcome open")
def list_(
    session: "Session",
    claims: Annotated[str | None, typer.Argument(metavar="[CLAIMS]", help="Only of these: 12 or 12,14-18.")] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="Only those that are open, changed, stet, on-author or cut.")
    ] = None,
) -> Output:
    """List what is asked of the writer."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.queries import list_queries, query_data

    numbers = list(parse_numbers(claims)) if claims else None
    found = list_queries(session, numbers=numbers, outcome=word_of(Outcome, outcome, "outcome"))
    data = [query_data(claim, query) for claim, query in found]
    lines = [line for each in data for line in _lines(each)]
    return Output("queries", data, [*lines, plural(len(data), "query", "queries")] if data else ["no queries"])


def _lines(query: dict[str, Any]) -> list[Line]:
    lines: list[Line] = [
        f"{query['claim']} query {query['item']} {query['outcome'].upper()}  “{' '.join(query['now'].split())}”"
    ]
    if query["proposed"]:
        lines.append(f"     -> “{query['proposed']}”")
    if query["reason"]:
        lines.append(f"     because {query['reason']}")
    return lines
