"""``factcheck claim list``: the claims that pass the filters, as rows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ArticleRef, words_of
from factcheck.cli.output import plural
from factcheck.cli.running import Json, Output
from factcheck.core.words import Kind, Priority, Status
from factcheck.errors import BadInputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Article
    from factcheck.services.listing import Row
    from factcheck.services.tallies import Tally

Many = typer.Option


def list_output(
    session: "Session",
    status: Annotated[
        list[str] | None, Many("--status", help="One or several: mixed,refuted; open and settled work too.")
    ] = None,
    article: ArticleRef = None,
    paragraph: Annotated[str | None, Many("--in", metavar="P", help="Only in this paragraph: p5.")] = None,
    source: Annotated[
        str | None, Many("--source", metavar="SOURCE", help="That it says, is about, or stands behind as evidence.")
    ] = None,
    kind: Annotated[list[str] | None, Many("--kind", help="One or several kinds.")] = None,
    priority: Annotated[list[str] | None, Many("--priority", help="high, medium, low.")] = None,
    tag: Annotated[list[str] | None, Many("--tag", metavar="TAG", help="Only with this tag; may be repeated.")] = None,
    no_evidence: Annotated[bool, Many("--no-evidence", help="Only those without any evidence.")] = False,
    search: Annotated[
        str | None, Many("--search", metavar="TEXT", help="Only those in which all these words stand: '18%'.")
    ] = None,
    dropped: Annotated[bool, Many("--dropped", help="Those that were dropped.")] = False,
    gone: Annotated[
        bool, Many("--gone", help="Those that an earlier version made and the current one does not.")
    ] = False,
    limit: Annotated[int, Many("--limit", min=0, help="At most so many; 0 means all.")] = 0,
    skip: Annotated[int, Many("--skip", min=0, help="Leave out the first so many.")] = 0,
    wide: Annotated[bool, Many("--wide", help="Cut nothing, however wide the terminal is.")] = False,
    plain: Annotated[
        bool,
        Many(
            "--plain",
            help="For scripts: no header, no colour, tabs between number, status, priority, items for, items against, "
            "independent origins for, article, paragraph, marks, who says it, wording.",
        ),
    ] = False,
    as_json: Json = False,
) -> Output:
    """List claims in text order. Names in CAPITALS need action, * marks a hedge, ! an open query, ~ one that waits.

    + marks a second check, - one whose sign-off no longer matches what was signed.

    for and agn count the evidence that was read, Ind the independent origins among what is for. A status whose
    evidence, wording or figures changed since is listed as STALE.
    """
    from factcheck.core.refs import parse_paragraph
    from factcheck.services.listing import count_listed, list_rows, paragraphs_of, row_data
    from factcheck.services.loading import select_claims
    from factcheck.services.lookup import get_article, get_source
    from factcheck.services.tallies import tally_claims

    found = get_article(session, article) if article or paragraph else None
    query = select_claims(
        session,
        article=found,
        statuses=_statuses(status),
        kinds=words_of(Kind, kind, "kind of claim"),
        priorities=words_of(Priority, priority, "priority"),
        tags=tag or (),
        source=get_source(session, source) if source else None,
        span=_span(found.current.text, parse_paragraph(paragraph)) if found and paragraph else None,
        no_evidence=no_evidence,
        search_for=search,
        dropped=dropped,
        gone=gone,
    )
    rows = list_rows(session, query)
    shown = rows[skip : skip + limit if limit else None]
    tallies = tally_claims(session, [row.id for row in shown], found.id if found else None)
    seconds = _second_checks(session, tallies, found)
    places = paragraphs_of(session, shown) if as_json or plain else {}
    if as_json:
        data = [row_data(row, tallies[row.id], places[row.number], seconds.get(row.id)) for row in shown]
        return Output("claim-rows", data, ())
    from factcheck.cli import claim_rows

    if plain:
        return Output(
            "claims",
            None,
            [claim_rows.plain_line(row, tallies[row.id], places[row.number], seconds.get(row.id)) for row in shown],
        )
    filtered = any((status, paragraph, source, kind, priority, tag, no_evidence, search))
    in_all = (
        count_listed(session, select_claims(session, article=found, dropped=dropped, gone=gone))
        if filtered
        else len(rows)
    )
    where = f" in p{parse_paragraph(paragraph)}" if paragraph else ""
    lines = claim_rows.table_lines(shown, tallies, seconds, wide=wide)
    count = _count(rows, shown, skip, where, in_all)
    return Output("claim-rows", None, [*lines, *claim_rows.legend(count, seconds)])


def _second_checks(session: "Session", tallies: "Mapping[int, Tally]", article: "Article | None") -> dict[int, str]:
    """The second check of each claim that has one, ``current`` or ``stale``, by row id."""
    from factcheck.services.signoffs import second_check, signoffs_of

    number = article.number if article else None
    signed = signoffs_of(session, list(tallies)) if tallies else {}
    found = {
        row_id: second_check(each, stale=tallies[row_id].grounds_changed, article=number)
        for row_id, each in signed.items()
    }
    return {row_id: word for row_id, word in found.items() if word}


def _statuses(values: list[str] | None) -> list[Status]:
    groups = {
        "open": [Status.UNVERIFIED, Status.IN_REVIEW],
        "settled": [status for status in Status if status.settled],
    }
    found: list[Status] = []
    for part in (piece.strip() for value in values or () for piece in value.split(",")):
        found += groups.get(part) or words_of(Status, [part], "status")
    return found


def _span(text: str, paragraph: int) -> tuple[int, int]:
    from factcheck.core.text import paragraphs

    spans = paragraphs(text)
    if not 1 <= paragraph <= len(spans):
        raise BadInputError(f"the article has {len(spans)} paragraphs, no p{paragraph}", hint="factcheck article text")
    return spans[paragraph - 1].start, spans[paragraph - 1].end


def _count(rows: "list[Row]", shown: "list[Row]", skip: int, where: str, in_all: int) -> str:
    """``9 claims in p5 (71 in all)``, and how to go on where there are more."""
    if not rows:
        return f"no claims{where}" + (f" ({in_all} in all)" if in_all else "")
    text = plural(len(shown), "claim") + where
    if len(rows) > len(shown):
        text = f"{plural(len(shown), 'claim')} of {len(rows)}{where}"
    text += f" ({in_all} in all)" if in_all > len(rows) else ""
    return text + (f"; go on with --skip {skip + len(shown)}" if len(rows) > skip + len(shown) else "")
