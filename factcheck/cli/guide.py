"""Guided entry: a command that lacks something asks for it, writes each answer in a transaction of its own, and goes on.

A guide is a generator from the settings and the values given on the command line to complete values. It asks before
the transaction begins, so that nobody at the desk waits for a person. What a write refuses is thrown into the guide at
its ``yield``, so that it can ask again with the answers kept.
"""

import re
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from factcheck.cli.asking import Suggestion, ask, choose, confirm, pick, say, say_error
from factcheck.cli.output import print_line
from factcheck.cli.running import Output, reading_as, show
from factcheck.config import Settings
from factcheck.core.text import locate
from factcheck.errors import BadInputError, FactcheckError, QuoteAmbiguousError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.core.quotes import TextQuote

Values = dict[str, Any]
Guide = Callable[[Settings, Values], Iterator[Values]]
T = TypeVar("T")

#: Texts up to this many characters are searched at every key; longer ones after Enter.
LIVE = 200_000
_IN = re.compile(r"(?P<quote>.+?)\s+in\s+p(?P<paragraph>[0-9]{1,6})", re.DOTALL)


def lead(guide: str, run: Callable[[Values], Output], settings: Settings, values: Values) -> None:
    """Let the guide ``module:function`` complete ``values``; run and print each of its results.

    Raises:
        FactcheckError: a write was refused, and the guide did not ask again.
        typer.Abort: the person left.
    """
    module, _, name = guide.partition(":")
    asked = getattr(import_module(module), name)(settings, values)
    refusal: FactcheckError | None = None
    while True:
        try:
            complete = next(asked) if refusal is None else asked.throw(refusal)
        except StopIteration:
            return
        except typer.Abort:
            print_line("left: what was not saved is not on the desk", file=sys.stderr)
            raise
        try:
            refusal = None
            show(run(complete), as_json=False)
        except FactcheckError as error:
            refusal = error


def begin(settings: Settings) -> None:
    """Refuse now what would be refused after all was typed: nobody is named, or the desk takes no changes.

    Raises:
        UsageError: nobody said who is working.
        FactcheckError: the desk cannot be written.
    """
    from factcheck.db.place import parse_place
    from factcheck.db.session import writing

    settings.person_or_refuse()
    with writing(parse_place(settings.desk)):
        pass


def look(settings: Settings, body: Callable[["Session"], T]) -> T:
    """What ``body`` finds in one snapshot of the desk."""
    with reading_as(settings) as session:
        return body(session)


def check_sources(settings: Settings, names: Sequence[str], *, new_source: bool) -> None:
    """Refuse names given on the command line that the desk does not know, unless they may be added.

    Raises:
        NotFoundError: with the nearest names.
    """

    def check(session: "Session") -> None:
        from factcheck.services.lookup import get_source

        for name in names:
            get_source(session, name)

    if names and not new_source:
        look(settings, check)


def saving(values: Values) -> Generator[Values, None, bool]:
    """Have ``values`` written; whether that went well. A refusal is said, and the guide may ask again."""
    try:
        yield values
    except FactcheckError as error:
        say_error(error)
        return False
    return True


def literal(text: str) -> str:
    """A typed text as the value of a text option, which would read a file for ``@name``."""
    return f"@{text}" if text.startswith("@") else text


def save_or_again() -> bool:
    """Whether to save what was previewed; ``False`` to go through the answers again."""
    words = ("save", "again")
    answer = ask("save, or again to change an answer", keep="save", check=lambda given: pick(given, words))
    return pick(answer, words) == "save"


@dataclass(frozen=True, slots=True)
class Known:
    """The sources of a desk: ``names`` leads from casefolded names, aliases and references to names."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, session: "Session") -> "Known":
        """The sources that were not dropped."""
        from sqlalchemy import select

        from factcheck.models import Source, SourceAlias

        sources = session.execute(
            select(Source.id, Source.number, Source.name).where(Source.dropped.is_(False)).order_by(Source.number)
        ).all()
        main = {row.id: row.name for row in sources}
        aliases = session.execute(select(SourceAlias.source_id, SourceAlias.name)).all()
        names = {f"s{row.number}": row.name for row in sources}
        names |= {row.name.casefold(): main[row.source_id] for row in aliases if row.source_id in main}
        return cls(names | {row.name.casefold(): row.name for row in sources})

    def find(self, text: str) -> str | None:
        """The name a text means, letter case aside, or ``None``."""
        return self.names.get(text.strip().casefold())

    def near(self, text: str) -> list[str]:
        """Up to three names that look like a text."""
        import difflib

        close = difflib.get_close_matches(text.strip().casefold(), self.names, n=3, cutoff=0.6)
        return list(dict.fromkeys(self.names[key] for key in close))

    def adding(self, name: str) -> "Known":
        """These sources and one that is about to be added."""
        return Known({**self.names, name.casefold(): name})

    @property
    def suggestions(self) -> list[Suggestion]:
        """Every name once, by the alphabet."""
        return [(name, "") for name in sorted(set(self.names.values()), key=str.casefold)]


def ask_source(
    label: str, known: Known, *, keep: str = "", words: Sequence[Suggestion] = (), inferred: bool = False
) -> tuple[str, bool]:
    """Ask for a source: its name as the desk has it (or one of ``words``), and whether it is new to the desk.

    An unknown name has to be confirmed; where a known one looks like it, Enter asks again. With ``inferred`` a question
    mark after a name stays there.
    """
    from factcheck.core.fields import one_line

    plain = {word.casefold(): word for word, _ in words}
    default = ""
    while True:
        answer = ask(label, default, keep=keep, suggestions=[*words, *known.suggestions])
        if not answer:
            return "", False
        name = " ".join(answer.split())
        mark = "?" if inferred and name.endswith("?") and known.find(name) is None else ""
        name = name.removesuffix(mark).rstrip()
        found = plain.get(name.casefold()) or known.find(name)
        if found:
            return found + mark, False
        near = known.near(name)
        if near:
            say(f"the desk has {' and '.join(near)}")
        if confirm(f"“{name}” is new to the desk: add it", default=not near):
            return one_line(name, "the source's name") + mark, True
        default = answer


def which_article(settings: Settings) -> str:
    """The article to work on, ``a1``; asked for only where there are several.

    Raises:
        NotFoundError: the desk has none.
    """

    def articles(session: "Session") -> dict[str, str]:
        from factcheck.services.articles import list_articles
        from factcheck.services.lookup import get_article

        found = {f"a{each.number}": each.title or "" for each in list_articles(session)}
        return found if len(found) > 1 else {f"a{get_article(session, None).number}": ""}

    found = look(settings, articles)
    return next(iter(found)) if len(found) == 1 else choose("article", found)


def place(text: str, typed: str, paragraph: int | None) -> "tuple[TextQuote, int | None]":
    """Where a typed quote stands in the article, and the paragraph that has to be named to find it again.

    A quote in several places is taken in ``paragraph`` where it stands there once; “… in p5” says where.

    Raises:
        BadInputError: it is nowhere, or in several places.
    """
    from factcheck.core.quotes import find_quote
    from factcheck.core.text import paragraphs

    blocks = paragraphs(text)

    def within(quote: str, number: int) -> "TextQuote":
        if not 1 <= number <= len(blocks):
            raise BadInputError(
                f"the article has {len(blocks)} paragraphs, no p{number}", hint="factcheck article text"
            )
        return find_quote(text, quote, within=blocks[number - 1], where=f"p{number}")

    try:
        return find_quote(text, typed), None
    except BadInputError as error:
        named = _IN.fullmatch(typed.strip())
        if named:
            return within(named["quote"], int(named["paragraph"])), int(named["paragraph"])
        if not isinstance(error, QuoteAmbiguousError):
            raise
        if paragraph is not None:
            try:
                return within(typed, paragraph), paragraph
            except BadInputError:
                pass  # the places of the whole article say more
        raise BadInputError(str(error), hint="give more of its words, or say where: … in p5") from None


def place_line(text: str, quote: "TextQuote") -> str:
    """``p5 sentence 2: …words before [the quote] words after…``."""
    paragraph, sentence = locate(text, quote.start)
    before = ("…" if quote.start > len(quote.prefix) else "") + quote.prefix
    after = quote.suffix + ("…" if quote.end + len(quote.suffix) < len(text) else "")
    return f"p{paragraph} sentence {sentence}: " + " ".join(f"{before}[{quote.exact}]{after}".split())


def quote_toolbar(text: str, paragraph: int | None) -> Callable[[str], str] | None:
    """What stands under a quote while it is typed: its place, or the nearest passage and what differs."""
    if len(text) > LIVE:
        return None
    said: dict[str, str] = {}

    def toolbar(typed: str) -> str:
        if typed not in said:
            said[typed] = _said_of(text, typed, paragraph)
        return said[typed]

    return toolbar


def _said_of(text: str, typed: str, paragraph: int | None) -> str:
    if not typed.strip():
        return "the article's words; first…last are enough\n"
    try:
        quote, _ = place(text, typed, paragraph)
    except BadInputError as error:
        first, *more = str(error).splitlines()
        return "\n".join(line.strip() for line in (more if more and "nearest" in more[0] else [first]))
    return place_line(text, quote) + "\n"
