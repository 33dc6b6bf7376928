"""A version's text as it is searched: normalised, cut into sentences, with the edges of words and numbers kept whole."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from factcheck.core.fact_words import BEFORE_NUMBER, FUNCTION, NEGATIONS, QUANTIFIERS, RANKS
from factcheck.core.text import Normalised, Span, normalise, sentences

LETTERS = 6
"""So many letters of a word are compared: cheap, and near enough to find a passage by."""
SHORT_FUNCTION = frozenset(word[:LETTERS] for word in FUNCTION)
WORD = re.compile(r"[^\W_]+")


class Side:
    """One of the two texts: normalised, with its sentences in both counts of characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.norm: Normalised = normalise(text)
        self.spans = [self.to_norm(span.start, span.end) for span in sentences(text)]
        self._bags: dict[int, Counter[str]] = {}
        self.starts = [span.start for span in self.spans]
        self.keys = [self.norm.text[span.start : span.end].strip() for span in self.spans]

    def to_norm(self, start: int, end: int) -> Span:
        """A stretch of the text as one of the normalised text."""
        return Span(bisect_left(self.norm.starts, start), bisect_right(self.norm.ends, end))

    def original(self, span: Span) -> Span:
        """The way back: a stretch of the normalised text as one of the text."""
        return self.norm.original(span.start, span.end)

    def touched(self, span: Span) -> tuple[int, int]:
        """The sentences a stretch runs over: the first, and the one after the last."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = first + 1
        while last < len(self.spans) and self.spans[last].start < span.end:
            last += 1
        return first, last

    def stems(self, first: int, last: int) -> Counter[str]:
        """The words of some sentences in a row."""
        found = self.bag(first)
        for place in range(first + 1, last):
            found = found + self.bag(place)
        return found

    def bag(self, place: int) -> Counter[str]:
        """The words of a sentence."""
        if place not in self._bags:
            self._bags[place] = Counter(stems_of(self.keys[place]))
        return self._bags[place]

    @cached_property
    def plain(self) -> str:
        """The normalised text with a line's end before each sentence, so that it shows where a capital means nothing."""
        characters = list(self.norm.text)
        for span in self.spans:
            if span.start and characters[span.start - 1] == " ":
                characters[span.start - 1] = "\n"
        return "".join(characters)


def stems_of(text: str) -> list[str]:
    """The words of a text by their first letters: cheap, and near enough to find a passage by."""
    return [word[:LETTERS] for word in WORD.findall(text.lower())]


def bears_fact(word: str) -> bool:
    """Whether a word would turn the passage it stands beside into another statement."""
    low = word.lower()
    return low in NEGATIONS or low in QUANTIFIERS or low in BEFORE_NUMBER or low in RANKS


def places_of(text: str, needle: str) -> Iterator[Span]:
    """Where ``needle`` stands as whole words: no letter, digit, or part of a number may go on at either end."""
    start = text.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if _ends_whole(text, start, before=True) and _ends_whole(text, end, before=False):
            yield Span(start, end)
        start = text.find(needle, start + 1)


def _ends_whole(text: str, at: int, *, before: bool) -> bool:
    """Whether a word or number ends at this edge of a quote, and does not go on outside it."""
    if not 0 < at < len(text):
        return True
    inner, outer = (text[at], text[at - 1]) if before else (text[at - 1], text[at])
    if inner in "$\u20ac\u00a3\u00a5":
        return not (before and outer.isalpha())
    if not inner.isalnum():
        return True
    if outer.isalnum():
        return False
    further = text[at - 2 : at - 1] if before else text[at + 1 : at + 2]
    return not (outer in ".,:-'/" and further.isalnum() and (inner.isdigit() or outer in "-'"))


def whole_words(text: str, span: Span, target: Span) -> Span:
    """The stretch with what belongs to its first and last word: signs, quotation marks, the rest of a number or name."""
    start, end = span.start, span.end
    while start > target.start and text[start - 1] in "\"'($\u20ac\u00a3-":
        start -= 1
    if not _ends_whole(text, start, before=True):
        start -= len(text[target.start : start].rpartition(" ")[2].lstrip("\"'([-"))
    if sign := re.match(r" ?(?:%|\u00b0 ?[CF]?)", text[end : min(end + 4, target.end)]):
        end += len(sign[0])
    if not _ends_whole(text, end, before=False):
        end += len(text[end : target.end].partition(" ")[0].rstrip(".,;:!?\"')"))
    while end < target.end and (
        text[end] in "\"')%" or (text[end] in ",.?!" and text[end + 1 : end + 2] in ('"', "'"))
    ):
        end += 1
    return Span(start, end)


def squeezed(text: str) -> str:
    """The text without the spaces that some print before a sign, and without the point that ends a sentence."""
    return re.sub(r"\s+(?=[%\u00b0])|\s*-\s*(?=\d)", "", text).strip().rstrip(".,;:")
