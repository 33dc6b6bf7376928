"""The figures of an article, each with the claims that cover it and the places where it is given differently."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from factcheck.core.dates import day_of
from factcheck.core.figures.finding import Found, find_quantities
from factcheck.core.figures.repeats import Mention, find_differing, read_mentions
from factcheck.core.text import Span, locate, sentences
from factcheck.models import Article
from factcheck.services.articles import list_articles, spans_of


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a figure is given differently: article, paragraph and sentence, the words there, and how the two differ."""

    article: int
    paragraph: int
    sentence: int
    start: int
    end: int
    exact: str
    words: str


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure of an article: where it stands, its sentence, what it says, and the numbers of the claims that cover it."""

    article: int
    paragraph: int
    sentence: int
    text: str
    exact: str
    found: Found
    claims: tuple[int, ...]
    elsewhere: tuple[Elsewhere, ...]


def published_day(article: Article) -> date | None:
    """The day on which an article was published; ``None`` where the desk does not know it to the day."""
    return day_of([*(version.published_on for version in reversed(article.versions)), article.published])


def list_figures(session: Session, article: Article, as_of: date | None = None) -> list[ArticleFigure]:
    """Every quantity of the article's newest text, in order, compared with all articles of the desk.

    ``as_of`` stands in for the day of publication, against which "last spring" is resolved.
    """
    day = as_of or published_day(article)
    articles = list_articles(session)
    texts = {each.number: each.current.text for each in articles}
    texts[article.number] = text = article.current.text
    days = {each.number: published_day(each) for each in articles} | {article.number: day}
    differing = _differing(texts, days, article.number)
    covered = spans_of(session, article)
    bounds = sentences(text)
    listed, at = [], 0
    for found in find_quantities(text, day):
        while at < len(bounds) - 1 and bounds[at].end <= found.start:
            at += 1
        paragraph, sentence = locate(text, found.start)
        listed.append(
            ArticleFigure(
                article=article.number, paragraph=paragraph, sentence=sentence,
                text=text[bounds[at].start : bounds[at].end], exact=text[found.start : found.end], found=found,
                claims=_covering(covered, found), elsewhere=tuple(differing[found.start]),
            )
        )  # fmt: skip
    return listed


def _covering(covered: Sequence[tuple[Span, int]], found: Found) -> tuple[int, ...]:
    return tuple(sorted({number for span, number in covered if span.start < found.end and found.start < span.end}))


def _differing(texts: dict[int, str], days: dict[int, date | None], wanted: int) -> dict[int, list[Elsewhere]]:
    """By the start of a figure of the wanted article, where it is given differently."""
    mentions = [each for number, text in texts.items() for each in read_mentions(number, text, days.get(number))]
    places: dict[int, list[Elsewhere]] = defaultdict(list)
    for pair in find_differing(mentions):
        for here, there, words in ((pair.one, pair.other, pair.words), (pair.other, pair.one, pair.back)):
            if here.article == wanted:
                places[here.found.start].append(_elsewhere(texts[there.article], there, words))
    return places


def _elsewhere(text: str, there: Mention, words: str) -> Elsewhere:
    paragraph, sentence = locate(text, there.found.start)
    exact = text[there.found.start : there.found.end]
    return Elsewhere(there.article, paragraph, sentence, there.found.start, there.found.end, exact, words)
