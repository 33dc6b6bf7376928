"""``factcheck claim list``: the claims that pass the filters, as rows."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ArticleRef, words_of
from factcheck.cli.output import Line, Painted, columns, plural, shorten, width
from factcheck.cli.running import Output
from factcheck.core.words import Kind, Priority, Status
from factcheck.errors import BadInputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.listing import Row

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
    tag: Annotated[list[str] | None, Many("--tag", help="Only with this tag; may be repeated.")] = None,
    no_evidence: Annotated[bool, Many("--no-evidence", help="Only those without any evidence.")] = False,
    search: Annotated[
        str | None, Many("--search", metavar="TEXT", help="Only those in which all these words stand: '18%'.")
    ] = None,
    dropped: Annotated[bool, Many("--dropped", help="Those that were dropped.")] = False,
    limit: Annotated[int, Many("--limit", min=0, help="At most so many; 0 means all.")] = 0,
    skip: Annotated[int, Many("--skip", min=0, help="Leave out the first so many.")] = 0,
) -> Output:
    """List claims in text order. Names in CAPITALS need action, * marks a hedge, ! an open query."""
    from factcheck.core.refs import parse_paragraph
    from factcheck.services.listing import list_rows
    from factcheck.services.loading import select_claims
    from factcheck.services.lookup import get_article, get_source

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
    )
    rows = list_rows(session, query)
    shown = rows[skip : skip + limit if limit else None]
    return Output("claims", [row.data() for row in shown], _lines(rows, shown, skip))


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


def _lines(rows: "list[Row]", shown: "list[Row]", skip: int) -> list[Line]:
    if not rows:
        return ["no claims"]
    several = len({row.article for row in rows}) > 1
    table = []
    for row in shown:
        word = row.code if row.status == "unverifiable" else row.status
        needs = row.status.holds is False
        name = f"{(word or '').upper() if needs else word}{' !' if row.query_open else ''}"
        said = shorten(row.said_by or "article", 21) + ("*" if row.hedged else "")
        place = f"{f'a{row.article} ' if several else ''}p{row.paragraph}" if row.paragraph else "-"
        table.append([str(row.number), name, row.priority.replace("medium", "med"), place, row.wording, said])
    room = max(24, width() - sum(max(len(line[column]) for line in table) + 2 for column in (0, 1, 2, 3, 5)) - 2)
    table = [[*line[:4], shorten(line[4], room), line[5]] for line in table]
    header = ["#", "status", "pri", "in", "claim", "said by"]
    texts = columns([header, *table])
    lines: list[Line] = [texts[0]]
    for row, line, text in zip(shown, table, texts[1:], strict=True):
        at = text.index(line[1], len(line[0]))
        lines.append([text[:at], Painted(line[1], row.status), text[at + len(line[1]) :]])
    more = len(rows) - skip - len(shown)
    lines.append(
        plural(len(shown), "claim") + (f" of {len(rows)}; go on with --skip {skip + len(shown)}" if more > 0 else "")
    )
    return lines
