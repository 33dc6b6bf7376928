"""The commands of ``factcheck article`` about its versions; ``cli/article.py`` registers them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import Because, text_of
from factcheck.cli.output import Line, Painted, columns, plural, shorten
from factcheck.cli.running import Output, read_desk, write_desk
from factcheck.config import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.revising import Plan, Reanchored
    from factcheck.services.work import Work

ArticleNumber = Annotated[str, typer.Argument(metavar="ARTICLE", help="1 or a1.")]
#: Of these a count is enough.
_UNHARMED = ("kept", "moved", "normalised")
_MOST_PLACES = 5


def revise(
    settings: Settings,
    article: ArticleNumber,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL|-", help="Text, Markdown, HTML, PDF or docx; an address to fetch; - reads standard input."
        ),
    ],
    because: Because = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of the claims.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch also from addresses inside your own network.")
    ] = False,
) -> Output:
    """Take in a new version of an article, and find every claim again in it.

    Each is kept, moved, normalised (only quotation marks, dashes or spaces differ), edited (other words, the same
    facts), changed (a number, name, date, unit or negation differs), ambiguous (it may be several places) or gone. A
    settled claim that was edited or changed is stale until its status is set anew, or claim anchor --still says that it
    holds. Where the words that a query proposed stand there now, the query is marked changed.
    """
    from factcheck.cli.article_file import file_name, read_text

    if not dry_run:
        settings.person_or_refuse()
    # Before the desk is opened: nobody else's work waits for a slow server or a thick file.
    read = read_text(file, allow_private=allow_private)
    why = text_of(because) or ""

    def plan(session: "Session") -> "Plan":
        from factcheck.services.lookup import get_article
        from factcheck.services.revising import plan_revision

        return plan_revision(session, get_article(session, article), read.text)

    def look(session: "Session") -> Output:
        found = plan(session)
        lines = [*_lines(found), "nothing was stored: leave --dry-run out"]
        return Output("revised", found.data() | {"stored": False}, lines, talk=read.warnings)

    def store(work: "Work") -> Output:
        from factcheck.services.revising import revise_article

        found = plan(work.session)
        data, lines = found.data(), list(_lines(found))
        revise_article(work, found, file_name=file_name(file), why=why)
        head = f"a{found.article.number} version {found.number}"
        return Output("revised", data | {"stored": True}, [head, *lines], talk=read.warnings)

    return read_desk(settings, look) if dry_run else write_desk(settings, "article revise", store)


def _lines(plan: "Plan") -> Iterator[Line]:
    """The sum first, then each claim that needs a look, then how many do not, then the sentences nobody checked."""
    unchecked = plural(len(plan.unchecked), "new sentence")
    yield f"{plural(len(plan.touched), 'checked fact')} touched, {unchecked} unchecked"
    for each in plan.places:
        if each.finding.how not in _UNHARMED:
            yield from _claim_lines(plan, each)
    for word in _UNHARMED:
        numbers = sorted({each.claim.number for each in plan.places if each.finding.how == word})
        if numbers:
            yield f"{word:<10}  {plural(len(numbers), 'claim')}: {', '.join(map(str, numbers))}"
    for span in plan.unchecked:
        yield f"unchecked   “{shorten(plan.text[span.start : span.end], 80)}”"


def _claim_lines(plan: "Plan", each: "Reanchored") -> Iterator[Line]:
    from factcheck.core.text import locate

    how, number = each.finding.how, each.claim.number
    what = "; ".join(map(str, each.finding.changes)) or f"“{shorten(each.place.exact, 70)}”"
    word = Painted(f"{how:<10}", "stale" if each.touched else "")
    mark: list[str | Painted] = [" ", Painted("STALE", "stale")] if each.stale else []
    yield [word, f"  {number}  {what}", *mark]
    if each.difference:
        yield f"            {shorten(each.difference, 160)}"
    for span in each.finding.spans[:_MOST_PLACES] if how == "ambiguous" else ():
        paragraph, sentence = locate(plan.text, span.start)
        yield f"            p{paragraph} sentence {sentence}: “{shorten(plan.text[span.start : span.end], 60)}”"
    for query in each.answered:
        yield f"            query {query.item} is marked changed: the words it proposed stand there; claim in review"
    if how == "ambiguous":
        yield f"            factcheck claim anchor {number} --quote 'first…last words' --in p5"
    elif how == "gone":
        yield f"            no longer in the text: factcheck claim list --gone, or claim anchor {number} --quote '…'"
    elif each.stale:
        yield f"            factcheck claim anchor {number} --still, or set its status anew: factcheck status {number}"


def diff(
    session: "Session",
    article: ArticleNumber,
    old: Annotated[
        int | None, typer.Option("--from", metavar="N", help="The earlier version; else the last but one.")
    ] = None,
    new: Annotated[int | None, typer.Option("--to", metavar="N", help="The later version; else the newest.")] = None,
) -> Output:
    """Show what differs between two versions, word by word for each paragraph, with the claims it touches."""
    from factcheck.core.differences import marked, word_difference
    from factcheck.errors import RefusedError
    from factcheck.services.lookup import get_article
    from factcheck.services.revising import compare_versions, find_version

    found = get_article(session, article)
    if len(found.versions) == 1:
        raise RefusedError(
            f"article {found.number} has one version only", hint=f"factcheck article revise {found.number} FILE"
        )
    after = find_version(found, new)
    before = find_version(found, old if old is not None else max(1, after.number - 1))
    changes = compare_versions(session, before, after)
    lines: list[Line] = [
        f"a{found.number} version {before.number} -> {after.number}: {plural(len(changes), 'paragraph')}"
    ]
    for each in changes:
        claims = f"  claims {', '.join(map(str, each.claims))}" if each.claims else ""
        lines += ["", f"{_where(each.was, each.now)}{claims}", f"   {marked(word_difference(each.old, each.new))}"]
    data = {
        "article": f"a{found.number}",
        "from": before.number,
        "to": after.number,
        "paragraphs": [each.data() for each in changes],
    }
    return Output("article-diff", data, lines)


def _where(was: int | None, now: int | None) -> str:
    if was is None:
        return f"p{now} added"
    if now is None:
        return f"p{was} taken out"
    return f"p{was}" if was == now else f"p{was} -> p{now}"


def publish(
    work: "Work",
    article: ArticleNumber,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When: 2025-01-28, 2025-01 or 2025.")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="Which version; else the newest.")
    ] = None,
) -> Output:
    """Say which version was published, and when. An article has one published version at most."""
    from factcheck.services.lookup import get_article
    from factcheck.services.revising import find_version, publish_version

    found = get_article(work.session, article)
    published = publish_version(work, found, find_version(found, version), on)
    line = f"a{found.number} version {published.number} was published on {published.published_on}"
    return Output("versions", _versions(work.session, found), [line])


def version(session: "Session", article: ArticleNumber) -> Output:
    """List the versions of an article, the newest last."""
    from factcheck.services.lookup import get_article

    data = _versions(session, get_article(session, article, dropped=True))
    rows = [
        [
            f"v{each['version']}",
            each["taken_in"].strftime("%Y-%m-%d %H:%M"),
            plural(each["words"], "word"),
            plural(each["claims"], "claim"),
            f"published {each['published_on']}" if each["published_on"] else each["file"] or "",
        ]
        for each in data
    ]
    return Output("versions", data, columns(rows))


def _versions(session: "Session", article: Any) -> list[dict[str, Any]]:
    from factcheck.services.revising import count_made, places_of, version_data

    return [version_data(each, count_made(places_of(session, each))) for each in article.versions]
