"""Search words: any text as tokens that mean the same to every search engine.

A number keeps its sign or unit mark: ``18%`` and ``18 %`` are the token ``18pct`` beside ``18``, so that a search for
one finds the other and never 18 months. Tokens are letters and digits only, so every text is a safe query.
"""

import re
import unicodedata
from collections.abc import Iterator

_MARKS = {"%": "pct", "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "‰": "pml", "°": "deg"}
_NUMBER = re.compile(
    r"(?P<before>[$€£¥])?\s?(?P<number>\d+(?:[.,]\d+)*)(?:\s?(?P<after>[%‰°€£]|percent\b|per cent\b))?"
    r"|(?P<word>[^\W_]+)"
)
_LONGEST = 200  # PostgreSQL refuses to look for words of 2 KB
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def tokens(text: str) -> Iterator[str]:
    """The search tokens of ``text``, in order: lower case, accents folded, numbers with their marks."""
    for match in _NUMBER.finditer(_fold(text)):
        yield from _tokens_of(match)


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The search tokens of ``text`` with the code points they stand for (end exclusive), to mark them in it."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = _fold(character)
        folded.append(piece)
        places += [place] * len(piece)
    for match in _NUMBER.finditer("".join(folded)):
        # A space the pattern took along in front of a number is no part of it.
        start = min(match.start(name) for name in ("before", "number", "word") if match[name])
        for token in _tokens_of(match):
            yield token, places[start], places[match.end() - 1] + 1


def finds_longer(token: str) -> bool:
    """Whether a question's token also finds the words that begin with it: not numbers, nor words of one or two letters."""
    return len(token) > 2 and not token[0].isdigit()  # noqa: PLR2004


def _fold(text: str) -> str:
    """Lower case without accents; ligatures and other shapes of the same character become that character."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).lower()
    return unicodedata.normalize("NFC", "".join(char for char in folded if not unicodedata.combining(char)))


def _tokens_of(match: re.Match[str]) -> Iterator[str]:
    if word := match["word"]:
        yield from _words(word[:_LONGEST])
        return
    number = match["number"].replace(",", "").replace(".", "d")[:_LONGEST]
    yield number
    after = (match["after"] or "").replace("percent", "%").replace("per cent", "%")
    for mark in (match["before"], after):
        if mark:
            yield number + _MARKS[mark]


def query_tokens(text: str) -> tuple[str, ...]:
    """What a search for ``text`` asks for: a number with a mark asks for both together, not for the bare number."""
    found = list(dict.fromkeys(tokens(text)))
    marked = {
        token[: -len(mark)]
        for token in found
        for mark in _MARKS.values()
        if token[:1].isdigit() and token.endswith(mark)
    }
    return tuple(token for token in found if token not in marked)


def _words(word: str) -> Iterator[str]:
    """Scripts without spaces go letter by letter, the rest as it is."""
    if not _WIDE.search(word):
        yield word
        return
    for part in re.split(f"({_WIDE.pattern})", word):
        if part:
            yield part
