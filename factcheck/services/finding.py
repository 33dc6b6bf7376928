"""Find a reader's words: in the text of the articles and in everything the desk says of its claims."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from factcheck.core.passages import Passage, find_passages, mark_hits, wanted_words
from factcheck.core.text import locate
from factcheck.db import search
from factcheck.models import Article
from factcheck.services.articles import list_articles, spans_of
from factcheck.services.listing import Row, list_rows
from factcheck.services.loading import CLAIMS, PLACES, select_claims
from factcheck.services.tallies import Tally, tally_claims

_BATCH = 500


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A sentence of an article (``article`` is its number) with the numbers of the claims it makes.

    ``body`` is the article's current text, which the offsets of ``passage`` count in.
    """

    article: int
    paragraph: int
    sentence: int
    body: str
    passage: Passage
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim and how many of the words it holds."""

    row: Row
    tally: Tally
    words: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. ``words`` are the tokens looked for; none where the question has only signs.

    Each list holds what has all the words, in text order; where nothing has, what has most of them, and half at least.
    Where an article has the question as written, only those passages are listed.
    """

    words: tuple[str, ...]
    passages: tuple[FoundPassage, ...]
    claims: tuple[FoundClaim, ...]


def find(session: Session, query: str) -> Found:
    """Look for ``query`` everywhere. Any text is a safe question."""
    words = wanted_words(query)
    return Found(words, tuple(_passages(session, query, words)), tuple(_claims(session, query, words)))


def _passages(session: Session, query: str, words: Sequence[str]) -> list[FoundPassage]:
    found: list[tuple[Article, str, Passage]] = []
    for article in list_articles(session):
        body = article.current.text
        found += [(article, body, passage) for passage in find_passages(body, query)]
    kept = [each for each in found if each[2].literal]
    if not kept:
        enough = _enough((passage.words for _, _, passage in found), words)
        kept = [each for each in found if each[2].words == enough]
    return [_found_passage(session, article, body, mark_hits(body, passage, query)) for article, body, passage in kept]


def _enough(counts: Iterable[int], words: Sequence[str]) -> int:
    """How many of the words something must hold to be shown: as many as any does, and half of them at least."""
    most = max(counts, default=0)
    return most if most * 2 >= len(words) else -1


def _found_passage(session: Session, article: Article, body: str, passage: Passage) -> FoundPassage:
    claims = [
        number for span, number in spans_of(session, article) if span.start < passage.end and span.end > passage.start
    ]
    paragraph, sentence = locate(body, passage.start)
    return FoundPassage(article.number, paragraph, sentence, body, passage, tuple(dict.fromkeys(claims)))


def _claims(session: Session, query: str, words: Sequence[str]) -> list[FoundClaim]:
    counts = _count_words(session, words) if words else _literal(session, query)
    enough = _enough(counts.values(), words)
    kept = [row_id for row_id, count in counts.items() if count == enough]
    rows = [
        row
        for start in range(0, len(kept), _BATCH)
        for row in list_rows(session, select_claims(session).where(CLAIMS.c.id.in_(kept[start : start + _BATCH])))
    ]
    tallies = tally_claims(session, [row.id for row in rows])
    return [FoundClaim(row, tallies[row.id], counts[row.id]) for row in rows]


def _count_words(session: Session, words: Sequence[str]) -> Counter[int]:
    """How many of the words each claim holds, in any of its texts, by row id."""
    dialect = session.get_bind().dialect.name
    counts: Counter[int] = Counter()
    for word in words:
        counts.update(session.scalars(search.holding(dialect, [word])))
    return counts


def _literal(session: Session, signs: str) -> Counter[int]:
    """Claims whose wording, quote or reason has these signs as typed; the index knows no signs."""
    if not signs.strip():
        return Counter()
    columns = (CLAIMS.c.wording, CLAIMS.c.status_reason, PLACES.c.exact)
    asked = or_(*(column.contains(signs.strip(), autoescape=True) for column in columns))
    query = select(CLAIMS.c.id).select_from(CLAIMS.outerjoin(PLACES, PLACES.c.claim_id == CLAIMS.c.id)).where(asked)
    return Counter(dict.fromkeys(session.scalars(query), 0))
