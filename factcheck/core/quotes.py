"""A quote in a text: found as people type it, kept as the text has it, with enough around it to find it again.

The fields are those of the W3C Web Annotation model (TextQuoteSelector and TextPositionSelector, 2017).
"""

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.core.text import Normalised, Span, locate, normalise
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, QuoteAmbiguousError, QuoteNotFoundError

CONTEXT = 32
"""Code points of text kept before and after a quote."""
STRETCH = 2_000
"""Most code points that "first words … last words" may span."""
MAX_PLACES = 40
"""Most places listed for an ambiguous quote."""
_MAX_PARTS = 8
_MAX_COMPARED = 5_000
_MAX_SEARCHED = 2_000_000
_NEAR = 60
_PUNCTUATION = ".,;:!?\"'()[]\u2018\u2019\u201c\u201d\u00ab\u00bb"
_SLACK = 3
_MAX_DIFFERENCES = 5
_ELLIPSIS = re.compile(r"\s*[\[(]?\.{3,}+[\])]?\s*")


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A quote: its exact words, up to ``CONTEXT`` code points around it, and where it stands (end exclusive)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def quote_at(text: str, start: int, end: int) -> TextQuote:
    """Return the quote at code points ``start`` to ``end`` of ``text``; raises BadInputError where that is no stretch of it."""
    if not 0 <= start < end <= len(text):
        raise BadInputError(
            f"characters {start} to {end} are no stretch of a text of {len(text)} characters",
            hint="count from 0, the end exclusive, or give the words instead",
        )
    return TextQuote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def find_quote(text: str, quote: str, *, within: Span | None = None, where: str = "the article") -> TextQuote:
    """Return the one place of ``text``, or of its stretch ``within``, that ``quote`` names, in the text's own characters.

    Tried in this order: the characters as typed; with other quotation marks, dashes and spaces; without the quotation
    marks typed around it; as "first words … last words". A place at word boundaries wins over one inside a word.
    Raises BadInputError for an empty or far too common quote, QuoteAmbiguousError with the places where several are
    left, QuoteNotFoundError with the nearest passage where there is none. ``where`` names the text in these sentences.
    """
    if not quote.strip():
        raise BadInputError("the quote is empty", hint="give the words of the article that say it")
    area = within or Span(0, len(text))
    for places in _readings(text, area, quote):
        if len(places) == 1:
            return quote_at(text, places[0].start, places[0].end)
        if places:
            raise _ambiguous(text, quote, places)
    nearest, difference = _nearest(text[area.start : area.end], quote)
    raise QuoteNotFoundError(
        visible(quote.strip()), where=where, nearest=visible(nearest), difference=visible(difference)
    )


def _readings(text: str, area: Span, quote: str) -> Iterator[list[Span]]:
    """Yield the places for each way to read ``quote``, the most literal first; later ones cost more."""
    for typed in dict.fromkeys((quote, quote.strip())):
        yield [Span(area.start + p.start, area.start + p.end) for p in _places(text[area.start : area.end], typed)]
    haystack = normalise(text[area.start : area.end])
    needle = normalise(quote).text.strip()
    needles = [needle]
    if len(needle) > 2 and needle[0] == needle[-1] and needle[0] in "\"'":  # noqa: PLR2004
        needles.append(needle[1:-1].strip())
    for needle in filter(None, needles):
        yield _originals(haystack, area, _places(haystack.text, needle))
    for needle in needles:
        yield _originals(haystack, area, _abbreviated(haystack.text, needle))


def _originals(haystack: Normalised, area: Span, places: Sequence[Span]) -> list[Span]:
    spans = (haystack.original(place.start, place.end) for place in places)
    # Two places may be one in the original, as when an ellipsis character stands for three points.
    return list(dict.fromkeys(Span(area.start + span.start, area.start + span.end) for span in spans))


def _places(text: str, needle: str) -> list[Span]:
    """Return where ``needle`` stands, overlaps included; only the places at word boundaries if there are any."""
    found = []
    start = text.find(needle)
    while start >= 0:
        found.append(Span(start, start + len(needle)))
        start = text.find(needle, start + 1)
    return [place for place in found if _is_whole(text, place)] or found


def _is_whole(text: str, place: Span) -> bool:
    return not any(0 < at < len(text) and _joins(text[at - 1]) and _joins(text[at]) for at in (place.start, place.end))


def _joins(character: str) -> bool:
    # Letters without case may belong to a script that puts no spaces between words: no boundary can be told there.
    return character.isdigit() or character.lower() != character.upper()


def _abbreviated(text: str, needle: str) -> list[Span]:
    """Return the shortest stretches that run from the first to the last part of a quote with ellipses in it."""
    parts = [part for part in _ELLIPSIS.split(needle) if part]
    if parts == [needle] or not 1 <= len(parts) <= _MAX_PARTS:
        return []
    all_places = [_places(text, part) for part in parts]
    if len(parts) == 1:
        return all_places[0]
    shortest: dict[int, Span] = {}
    for first in all_places[0]:
        end = first.end
        for places in all_places[1:]:
            index = bisect_left(places, end, key=lambda place: place.start)
            if index == len(places):
                return list(shortest.values())  # nor can any later start reach the end
            end = places[index].end
        if end - first.start <= STRETCH:
            shortest[end] = Span(first.start, end)  # a later start with the same end is the shorter one
    return list(shortest.values())


def _ambiguous(text: str, quote: str, places: Sequence[Span]) -> BadInputError:
    shown = visible(quote.strip())
    if len(places) > MAX_PLACES:
        return BadInputError(
            f"the quote “{shown}” stands in {len(places):,} places",
            hint="give more of its words, or say where with --in p5",
        )
    return QuoteAmbiguousError(shown, [_place_text(text, place) for place in places])


def _place_text(text: str, place: Span) -> str:
    paragraph, sentence = locate(text, place.start)
    quote = quote_at(text, place.start, place.end)
    before = ("…" if place.start > CONTEXT else "") + quote.prefix
    after = quote.suffix + ("…" if place.end + CONTEXT < len(text) else "")
    return visible(f"p{paragraph} sentence {sentence}: " + " ".join(f"{before}[{quote.exact}]{after}".split()))


def _nearest(text: str, quote: str) -> tuple[str, str]:
    """Return the passage most like ``quote`` and what differs, or two empty texts; by edit distance (rapidfuzz)."""
    needle = normalise(quote).text.strip()
    if not 1 < len(needle) <= _MAX_COMPARED or len(text) > _MAX_SEARCHED:
        return "", ""
    from rapidfuzz.fuzz import partial_ratio_alignment

    haystack = normalise(text)
    found = partial_ratio_alignment(needle, haystack.text, score_cutoff=_NEAR)
    if found is None or found.dest_start >= found.dest_end:
        return "", ""
    span = _at_words(text, haystack.original(found.dest_start, found.dest_end), needle)
    passage = text[span.start : span.end]
    if not normalise(passage).text.strip():
        return "", ""
    return " ".join(passage.split()), _difference(needle, passage)


def _at_words(text: str, rough: Span, needle: str) -> Span:
    """Return the stretch of whole words most like ``needle`` whose ends are at most a few words from those of ``rough``."""
    from rapidfuzz.fuzz import ratio

    base = max(0, rough.start - STRETCH)
    pieces = list(re.finditer(r"\S+", text[base : rough.end + STRETCH]))
    first = bisect_right(pieces, rough.start - base, key=lambda piece: piece.end())
    last = bisect_left(pieces, rough.end - base, key=lambda piece: piece.start())
    starts = {
        base + piece.end() - len(kept)
        for piece in pieces[max(0, first - _SLACK) : first + _SLACK + 1]
        for kept in (piece[0], piece[0].lstrip(_PUNCTUATION))
    }
    ends = {
        base + piece.start() + len(kept)
        for piece in pieces[max(0, last - _SLACK - 1) : last + _SLACK]
        for kept in (piece[0], piece[0].rstrip(_PUNCTUATION))
    }
    candidates = [Span(start, end) for start in starts for end in ends if start < end]

    def likeness(span: Span) -> tuple[float, int, int]:
        return ratio(needle, normalise(text[span.start : span.end]).text), span.start - span.end, -span.start

    best = max(candidates, key=likeness, default=rough)
    # Without spaces between words a "word" may be a whole paragraph.
    return best if best.end - best.start <= 2 * (rough.end - rough.start) + CONTEXT else rough


def _difference(needle: str, passage: str) -> str:
    """Return what ``needle`` has for the words of ``passage``, word by word; empty where they have little in common."""
    typed, printed = needle.split(), normalise(passage).text.split()
    typed[-1], printed[-1] = _same_end(typed[-1], printed[-1])
    matcher = difflib.SequenceMatcher(a=printed, b=typed, autojunk=False)
    if not matcher.find_longest_match().size and len(typed) + len(printed) > 2:  # noqa: PLR2004
        return ""
    notes = []
    for kind, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        theirs, ours = " ".join(printed[a_start:a_end]), " ".join(typed[b_start:b_end])
        if kind == "replace":
            notes.append(f"“{ours}” for “{theirs}”")
        elif kind == "insert":
            notes.append(f"“{ours}” added")
        elif kind == "delete":
            notes.append(f"“{theirs}” left out")
    return "; ".join(notes) if len(notes) <= _MAX_DIFFERENCES else ""


def _same_end(typed: str, printed: str) -> tuple[str, str]:
    """Return the two last words; a stop typed after the last is dropped, as the passage ends before it."""
    bare = typed.rstrip(_PUNCTUATION)
    return (bare, printed) if bare == printed else (typed, printed)
