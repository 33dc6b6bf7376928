"""Find the sentences of an article in which somebody's words stand: as written, else all of them, else the most."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.core.search import finds_longer, query_tokens, token_spans, tokens
from factcheck.core.text import Span, normalise, sentences

#: Words of a question that are looked for; the rest of a longer one is left out.
MAX_WORDS = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and the stretches of it that were looked for. Offsets are those of the article's text.

    ``words`` is how many of the words looked for it holds; ``literal`` whether they stand there as written.
    """

    start: int
    end: int
    hits: tuple[Span, ...]
    words: int
    literal: bool


def wanted_words(query: str) -> tuple[str, ...]:
    """The search tokens of a question, each once, as many as are looked for."""
    return query_tokens(query)[:MAX_WORDS]


def holds(token: str, word: str) -> bool:
    """Whether the token of a text is what the token ``word`` of a question asks for, as the claims' index sees it.

    A word of three letters or more also stands for the words that begin with it.
    """
    return token == word or (finds_longer(word) and token.startswith(word))


def find_passages(text: str, query: str) -> list[Passage]:
    """The sentences that hold at least one word of ``query``, those with most of them first, then in text order.

    Where the query stands somewhere as written (letter case, quotation marks and dashes aside), those sentences come
    before all others. A query of signs alone is looked for as written and no other way.
    """
    wanted = wanted_words(query)
    literal = _literal(text, query)
    found = list(_as_written(text, literal, wanted))
    taken = {passage.start for passage in found}
    rest: list[Passage] = []
    if wanted:
        for span in sentences(text):
            have = set(tokens(text[span.start : span.end]))
            count = sum(any(holds(token, word) for token in have) for word in wanted)
            if count and span.start not in taken:
                rest.append(Passage(span.start, span.end, (), count, literal=False))
    rest.sort(key=lambda passage: -passage.words)
    return found + rest


def mark_hits(text: str, passage: Passage, query: str) -> Passage:
    """The passage with the stretches of its text that hold a word of ``query``; neighbours are one stretch."""
    if passage.hits:
        return passage
    wanted = wanted_words(query)
    spans = [
        Span(passage.start + start, passage.start + end)
        for token, start, end in token_spans(text[passage.start : passage.end])
        if any(holds(token, word) for word in wanted)
    ]
    return Passage(passage.start, passage.end, tuple(_joined(text, spans)), passage.words, literal=False)


def _literal(text: str, query: str) -> list[Span]:
    """Where the query stands as written. It never begins or ends inside a word or a number."""
    needle = normalise(query).text.strip()
    if not needle:
        return []
    before = r"(?<!\w)(?<!\d[.,])" if needle[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if needle[-1].isalnum() else ""
    haystack = normalise(text)
    matches = re.finditer(before + re.escape(needle) + after, haystack.text, re.IGNORECASE)
    return [haystack.original(match.start(), match.end()) for match in matches]


def _as_written(text: str, places: Sequence[Span], wanted: Sequence[str]) -> Iterator[Passage]:
    """The sentences around literal places; a place that runs on takes in every sentence it touches."""
    if not places:
        return
    around = sentences(text)
    last: Passage | None = None
    for place in places:
        touched = [span for span in around if span.start < place.end and span.end > place.start]
        start, end = (touched[0].start, touched[-1].end) if touched else (place.start, place.end)
        if last is not None and start < last.end:
            last = Passage(last.start, max(last.end, end), (*last.hits, place), len(wanted), literal=True)
            continue
        if last is not None:
            yield last
        last = Passage(start, end, (place,), len(wanted), literal=True)
    if last is not None:
        yield last


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Stretches with nothing but a space between them as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and not text[last.end : span.start].strip():
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
