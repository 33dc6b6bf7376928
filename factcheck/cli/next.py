"""``factcheck next``: the most useful thing to do, and the command for it."""

import shlex
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.output import Line, Painted, plural, shorten, width
from factcheck.cli.running import Output, reads, today
from factcheck.core.waiting import waiting_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Article
    from factcheck.services.agenda import Task

app = new_app("Say what to do next, and the command for it.", no_args_is_help=False)

_WEEK = timedelta(days=7)


@reads(app, "next", "factcheck next")
def next_(
    session: "Session",
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="Only of this article: 1 or a1.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="List everything left to do, in order.")] = False,
) -> Output:
    """Say what to do next, and the command for it.

    What you are to check blind comes first; then open complaints, high priority that is not settled, open queries,
    stale claims, evidence not read, questions to people outside whose deadline has passed, claims that waited past their
    day, claims that do not hold without a query to the writer, and the rest that is open.
    """
    from factcheck.services.agenda import agenda
    from factcheck.services.lookup import get_article

    found = get_article(session, article) if article else None
    tasks = agenda(session, today(), found)
    gone = _gone_lines(session, found)
    if not tasks:
        left = _nothing_left(session, found)
        return replace(left, lines=[*left.lines, *gone])
    data = [_data(task) for task in tasks]
    shown = data if all_ else data[:1]
    lines = [line for each in shown for line in _lines(each)]
    if not all_ and len(data) > 1:
        lines.append(f"after this {plural(len(data) - 1, 'more thing')}: factcheck next --all")
    return Output("agenda", shown, [*lines, *gone])


def _gone_lines(session: "Session", article: "Article | None") -> list[Line]:
    """A word on the claims that a new version no longer makes, or makes in more than one place."""
    from factcheck.services.listing import count_listed
    from factcheck.services.loading import select_claims

    count = count_listed(session, select_claims(session, article=article, gone=True))
    which = f" --article {article.number}" if article else ""
    found = plural(count, "claim")
    return [f"{found} of an earlier version not found in the text: factcheck claim list --gone{which}"] if count else []


def _nothing_left(session: "Session", article: "Article | None") -> Output:
    """What to do where no claim needs anything: take in, mark, or print."""
    from factcheck.services.articles import count_claims, list_articles

    articles = [article] if article else list_articles(session)
    empty = next((each for each in articles if not count_claims(session, each)), None)
    if not articles:
        need, why, command = "article", "this desk has no article yet", "factcheck article add FILE"
    elif empty is not None:
        which = f" --article {empty.number}" if len(list_articles(session)) > 1 else ""
        need, why = "claim", f"article {empty.number} has no claims yet"
        command = f"factcheck claim add 'WORDING' --quote 'WORDS OF THE ARTICLE'{which}"
    else:
        need, why = "report", "every claim is settled, or waits for somebody, and no query is open"
        command = f"factcheck report {article.number}" if article else "factcheck report"
    data = {
        "need": need,
        "claim": None,
        "status": None,
        "priority": None,
        "wording": "",
        "why": why,
        "command": command,
    }
    return Output("agenda", [data], [f"{why}:", f"   {command}"])


def _lines(data: dict[str, Any]) -> list[Line]:
    name, word = ("STALE", "stale") if data["need"] == "stale" else (data["status"], data["status"])
    name, word = ("hidden", "") if data["need"] == "check" else (name, word)
    head = f"{data['claim']} "
    room = width() - len(head) - len(name) - 2
    return [
        [head, Painted(name, word), "  " + shorten(data["wording"], room)],
        f"   {data['why']}",
        f"   {data['command']}",
    ]


def _data(task: "Task") -> dict[str, Any]:
    why, command = _advice(task)
    return {
        "need": task.need,
        "claim": task.row.number,
        "status": task.row.status,
        "priority": task.row.priority,
        "wording": task.row.wording,
        "why": why,
        "command": f"factcheck {shlex.join(command)}",
    }


def _advice(task: "Task") -> tuple[str, list[str]]:
    """Why this, in one line, and the words of the command; capitals stand where the checker's own words go."""
    from factcheck.services.agenda import Need

    row, number = task.row, str(task.row.number)
    match task.need:
        case Need.CHECK:
            why = "it is yours to check blind, and hidden until you have"
            command = ["review", number, "--check", "STATUS", "--because", "WHY"]
        case Need.QUERY:
            why = f"the writer has not answered: “{shorten(task.subject, 60)}” (or stet, on-author, cut)"
            command = ["query", number, "--item", str(task.item), "--outcome", "changed"]
        case Need.STALE:
            why = f"{row.status} no longer stands on what it was given for; look first: factcheck claim show {number}"
            code = ["--code", row.code] if row.code else []
            command = ["status", number, row.status, *code, "--because", _as_typed(task.subject)]
        case Need.UNREAD:
            why = f"nobody has read {shorten(task.subject, 70) or 'it'}, so it counts for nothing"
            command = ["evidence", "edit", f"{number}.{task.item}", "--read"]
        case Need.COMPLAINT:
            why = f"a complaint is open: “{shorten(task.subject, 60)}”; correct it (factcheck correct {number}), or:"
            command = ["complaint", "close", f"{number}.{task.item}", "--stands", "--because", "WHY"]
        case Need.DEADLINE:
            why = f"no answer from {shorten(task.subject, 60)}: ask again, enter it (--answer), or say there is none"
            command = ["ask", f"{number}.{task.item}", "--no-answer"]
        case Need.OVERDUE:
            assert row.waiting is not None
            why = f"{waiting_text(row.waiting, row.waiting_until, today())}: ask again, or settle it without"
            command = ["status", number, "in-review", "--waiting", row.waiting, "--until", str(today() + _WEEK)]
        case Need.UNASKED:
            why = f"it is {row.status}, and the writer has not been told"
            command = ["query", number, "--change", "NEW WORDS", "--because", _as_typed(task.subject)]
        case _:
            why, command = _first_look(task)
    return why, command


def _first_look(task: "Task") -> tuple[str, list[str]]:
    """For a claim that is open: find evidence, or settle it on what was read."""
    row, number = task.row, str(task.row.number)
    pro, con = task.tally.weights.supporting.items, task.tally.weights.against.items
    if not (pro or con):
        why = f"{row.priority} priority, {row.status}, and no evidence read yet"
        return why, ["evidence", "add", number, "URL", "--for", "WHAT IT SHOWS"]
    word = "mixed" if pro and con else "confirmed" if pro else "refuted"
    why = f"{row.priority} priority, still {row.status}; evidence read: {pro} for, {con} against"
    return why, ["status", number, word, "--because", "WHY"]


def _as_typed(reason: str) -> str:
    """A reason as it is typed on one line: @ would read a file."""
    text = " ".join(reason.split()) or "WHY"
    return f"@{text}" if text.startswith("@") else text
