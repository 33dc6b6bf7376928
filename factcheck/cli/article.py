"""``factcheck article``: take articles in, list and show them."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.article_versions import diff, publish, revise, version
from factcheck.cli.options import Because, NewSource, text_of
from factcheck.cli.output import Line, columns, plural
from factcheck.cli.running import Output, either, reads, write_desk, writes
from factcheck.config import Settings
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app("Take articles in, list and show them.", example="factcheck article add story.txt", name="article")

Title = Annotated[str | None, typer.Option("--title", help="Its headline.")]
Url = Annotated[str | None, typer.Option("--url", help="Where it stands on the web.")]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="SOURCE", help="Who publishes it.")]
Author = Annotated[str | None, typer.Option("--author", help="Who wrote it.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="When: 2025-01-28, 2025-01 or 2025.")
]
Language = Annotated[str | None, typer.Option("--language", help="Its language: en, pt-BR, ar.")]
Upstream = Annotated[
    str | None,
    typer.Option("--upstream", metavar="SOURCE", help="Whose text it follows; that is no independent support."),
]


@either(app, "add", "factcheck article add story.html --publisher 'The Daily Example' --new-source")
def add(
    settings: Settings,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL|-", help="Text, Markdown, HTML, PDF or docx; an address to fetch; - reads standard input."
        ),
    ],
    title: Title = None,
    url: Url = None,
    publisher: Publisher = None,
    author: Author = None,
    published: Published = None,
    language: Language = None,
    upstream: Upstream = None,
    new_source: NewSource = False,
    again: Annotated[bool, typer.Option("--again", help="Take it in although the same text is there.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch also from addresses inside your own network.")
    ] = False,
) -> Output:
    """Take an article in. Its headline, author and date are read from the file where it says them."""
    from factcheck.cli.article_file import file_name, read_text
    from factcheck.cli.new_desk import offer_desk

    settings.person_or_refuse()
    # Before the desk is opened: nobody else's work waits for a slow server or a thick file.
    read = read_text(file, allow_private=allow_private)
    offer_desk(settings)

    def body(work: "Work") -> Output:
        from factcheck.services.articles import add_article, article_data
        from factcheck.services.sources import find_or_add

        article = add_article(
            work,
            read.text,
            title=title if title is not None else read.title or None,
            url=url if url is not None else read.url or None,
            publisher=find_or_add(work, publisher, new=new_source),
            author=author if author is not None else read.author or None,
            published=published if published is not None else read.published or None,
            language=language if language is not None else read.language or None,
            upstream=find_or_add(work, upstream, new=new_source),
            file_name=file_name(file),
            again=again,
        )
        data = article_data(work.session, article)
        size = f"{plural(data['words'], 'word')} in {plural(data['paragraphs'], 'paragraph')}"
        lines = [
            f"a{article.number}  {article.title or '(untitled)'}  {size}",
            "next: factcheck article text, then factcheck claim add",
        ]
        return Output("article", data, lines, talk=read.warnings)

    return write_desk(settings, "article add", body)


@reads(app, "list", "factcheck article list")
def list_(session: "Session") -> Output:
    """List the articles of this desk."""
    from factcheck.services.articles import article_data, list_articles

    data = [article_data(session, article) for article in list_articles(session)]
    rows = [
        [
            each["ref"],
            f"v{each['version']}",
            plural(each["claims"], "claim"),
            f"{each['marked']}% marked",
            each["title"] or "(untitled)",
        ]
        for each in data
    ]
    return Output("articles", data, columns(rows) or ["no articles yet: factcheck article add FILE"])


@reads(app, "show", "factcheck article show 1")
def show(
    session: "Session",
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="1 or a1; needed where there are several.")
    ] = None,
) -> Output:
    """Show what the desk knows of an article."""
    from factcheck.services.articles import article_data
    from factcheck.services.lookup import get_article

    data = article_data(session, get_article(session, article, dropped=True))
    rows = [[key, str(value)] for key, value in data.items() if value not in (None, "")]
    return Output("article", data, columns(rows))


@reads(app, "text", "factcheck article text 1")
def text(
    session: "Session",
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="1 or a1; needed where there are several.")
    ] = None,
) -> Output:
    """Print the article in numbered paragraphs, with its claims marked: [40: performing as well as …]."""
    from factcheck.core.text import paragraphs
    from factcheck.services.articles import spans_of
    from factcheck.services.lookup import get_article

    found = get_article(session, article)
    body, spans = found.current.text, spans_of(session, found)
    data = [
        {
            "paragraph": number,
            "start": span.start,
            "end": span.end,
            "text": body[span.start : span.end],
            "claims": [claim for quote, claim in spans if quote.start < span.end and quote.end > span.start],
        }
        for number, span in enumerate(paragraphs(body), 1)
    ]
    marks = _marks([(quote.start, quote.end, claim) for quote, claim in spans])
    lines: list[Line] = []
    for number, span in enumerate(paragraphs(body), 1):
        lines += _wrapped(f"p{number}", _marked(body, span.start, span.end, marks))
        lines.append("")
    return Output("paragraphs", data, lines)


def _marks(spans: list[tuple[int, int, int]]) -> list[tuple[int, str]]:
    """Where to put which bracket, in order; at one place closing brackets come first."""
    marks = [(start, 1, -end, f"[{claim}: ") for start, end, claim in spans]
    marks += [(end, 0, -start, "]") for start, end, claim in spans]
    return [(place, mark) for place, _, _, mark in sorted(marks)]


def _marked(body: str, start: int, end: int, marks: list[tuple[int, str]]) -> str:
    pieces, last = [], start
    for place, mark in marks:
        if start <= place <= end:
            pieces += [body[last:place], mark]
            last = place
    return "".join([*pieces, body[last:end]])


def _wrapped(label: str, words: str) -> list[Line]:
    import textwrap

    from factcheck.cli.output import width

    lines = [line for part in words.split("\n") for line in textwrap.wrap(part, width() - 5) or [""]]
    return [f"{label if place == 0 else '':<4} {line}" for place, line in enumerate(lines)]


@writes(app, "edit", "factcheck article edit 1 --title 'The rise of DeepSeek'")
def edit(
    work: "Work",
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="1 or a1.")],
    title: Title = None,
    url: Url = None,
    publisher: Publisher = None,
    author: Author = None,
    published: Published = None,
    language: Language = None,
    upstream: Upstream = None,
    note: Annotated[str | None, typer.Option("--note", help="What the desk notes about the article.")] = None,
    new_source: NewSource = False,
) -> Output:
    """Change what the desk knows of an article; an empty text takes a field away. Its text stays as it is."""
    from factcheck.services.articles import article_data, edit_article
    from factcheck.services.lookup import get_article
    from factcheck.services.sources import find_or_add

    given = (title, url, publisher, author, published, language, upstream, note)
    if all(value is None for value in given):
        raise UsageError("nothing to change", hint="give an option: factcheck article edit -h")
    found = get_article(work.session, article)
    edit_article(
        work, found, title=title, url=url, publisher=find_or_add(work, publisher, new=new_source), author=author,
        published=published, language=language, upstream=find_or_add(work, upstream, new=new_source), note=text_of(note),
    )  # fmt: skip
    return Output("article", article_data(work.session, found), [f"a{found.number} changed"])


@writes(app, "drop", "factcheck article drop 1 --because 'not ours to check'")
def drop(
    work: "Work", article: Annotated[str, typer.Argument(metavar="ARTICLE", help="1 or a1.")], because: Because = None
) -> Output:
    """Take an article out of lists, reports and exports, with the claims that stand only in it. It can be restored."""
    from factcheck.services.articles import article_data, drop_article
    from factcheck.services.lookup import get_article

    found = drop_article(work, get_article(work.session, article, dropped=True), why=text_of(because) or "")
    number = found.number
    return Output(
        "article",
        article_data(work.session, found),
        [f"a{number} dropped; back with: factcheck article restore {number}"],
    )


@writes(app, "restore", "factcheck article restore 1")
def restore(work: "Work", article: Annotated[str, typer.Argument(metavar="ARTICLE", help="1 or a1.")]) -> Output:
    """Bring a dropped article back as it was, with its claims."""
    from factcheck.services.articles import article_data, restore_article
    from factcheck.services.lookup import get_article

    found = restore_article(work, get_article(work.session, article, dropped=True))
    return Output("article", article_data(work.session, found), [f"a{found.number} is back"])


either(app, "revise", "factcheck article revise 1 story-v2.txt --because 'corrected by the writer'")(revise)
reads(app, "diff", "factcheck article diff 1 --from 1 --to 2")(diff)
writes(app, "publish", "factcheck article publish 1 --version 2 --on 2025-01-28")(publish)
reads(app, "version", "factcheck article version 1")(version)
