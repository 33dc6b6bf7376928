"""An article's text as paragraphs, sentences and words, each a span of code points of the text as it stands."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.errors import BadInputError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points ``start`` to ``end``, end exclusive."""

    start: int
    end: int


_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_LINE = re.compile(r"[^\n]*\n?")
_CLOSERS = "\"'\u2019\u201d\u00bb\u203a)\\]\u300d\u300f\uff09"
_OPENERS = "\"'\u2018\u201c\u00ab\u2039([\u300c\u300e\uff08"
# A stop, what closes with it, and footnote marks; the look-behind keeps long runs of stops linear.
_STOP = re.compile(
    rf"(?<![.!?\u2026])(?P<stop>[.!?\u2026]++)[{_CLOSERS}]*+(?:\[\w{{1,3}}\])*+(?=\s)|[\u3002\uff01\uff1f]++[{_CLOSERS}]*+"
)
_TITLES = re.compile(
    r"mr|mrs|ms|messrs|dr|prof|st|gen|col|lt|sgt|capt|cmdr|rep|sen|gov|rev|hon|pres|e\.g|i\.e|cf|vs|viz"
)
_ENDINGS = re.compile(r"inc|ltd|co|corp|bros|jr|sr|etc|al|dept|est|approx|ph\.d|[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]")
_BEFORE_NUMBERS = re.compile(r"no|nos|p|pp|fig|figs|vol|ch|sec|art|ed|ca|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")
_STARTERS = re.compile(
    r"(?:an?|the|he|she|it|its|they|we|i|you|his|her|their|our|this|that|these|those|there|then|in|on|at|by|for|from|with"
    r"|but|and|so|if|when|while|as|after|before|since|although|however|what|who|why|how|to|not|no)\b"
)
_TOKEN = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\\s\u2013-\u2015\u2026\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\uff07\u0060\u00b4\u02bc"
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d\\-"
_GAPS = "\\s\u00ad\u200b-\u200f\u2060\ufeff"
_CHANGED = f"(?P<gap>[{_GAPS}]{{2,}}|(?! )[{_GAPS}])|[{_DOUBLE}{_SINGLE}\u2026]|[{_DASHES}]+"


def clean(text: str) -> str:
    """Return ``text`` with LF line ends and no leading byte order mark; every other character stays.

    Raises BadInputError, naming the line, for NUL and for lone surrogates: no database or file takes them.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _UNUSABLE.search(text)
    if found:
        what = "a NUL character" if found[0] == "\x00" else f"a lone surrogate (U+{ord(found[0]):04X})"
        line = text.count("\n", 0, found.start()) + 1
        raise BadInputError(f"line {line} holds {what}, which is no text", hint="save the text again as UTF-8")
    return text


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs in order (number 1 is the first), without the white space around them.

    Where blank lines stand between lines of text, they separate paragraphs; elsewhere every line that is not blank is one.
    """
    return _paragraphs(text)


@lru_cache(maxsize=2)  # a report asks for the place of every quote of one text
def _paragraphs(text: str) -> tuple[Span, ...]:
    blocks: list[list[Span]] = [[]]
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line.start < line.end:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    if len(blocks) > 1:
        return tuple(Span(block[0].start, block[-1].end) for block in blocks)
    return tuple(line for block in blocks for line in block)


def sentences(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text``, or of its stretch ``within``; none runs across a paragraph's end.

    Rules of our own, for English and for CJK full stops (rules/1): abbreviations, initials, decimals, list numbers,
    and quotation marks or footnote marks after the stop. They are part of how places are named ("p5 sentence 3").
    """
    blocks = paragraphs(text)
    if within is not None:
        first = bisect_right(blocks, within.start, key=lambda span: span.end)
        blocks = blocks[first : bisect_left(blocks, within.end, lo=first, key=lambda span: span.start)]
        cut = (Span(max(block.start, within.start), min(block.end, within.end)) for block in blocks)
        blocks = tuple(_trimmed(text, span.start, span.end) for span in cut if span.start < span.end)
    return tuple(span for block in blocks for span in _sentences(text, block))


def _sentences(text: str, block: Span) -> list[Span]:
    found = []
    start = block.start
    for match in _STOP.finditer(text, block.start, block.end):
        after = match.end()
        if match["stop"] and not _ends_sentence(text, Span(start, block.end), match):
            continue
        found.append(_trimmed(text, start, after))
        start = after
    found.append(_trimmed(text, start, block.end))
    return [span for span in found if span.start < span.end]


def _ends_sentence(text: str, rest: Span, stop: re.Match[str]) -> bool:
    following = text[stop.end() : min(stop.end() + 60, rest.end)].split()
    next_word = following[0].lstrip(_OPENERS) if following else ""
    if next_word[:1].islower():
        return False
    if stop["stop"] != "." or not following:
        return True
    before = text[max(rest.start, stop.start() - 30) : stop.start()].split()
    word = before[-1].lstrip(_OPENERS).lower() if before else ""
    if _TITLES.fullmatch(word) or (_BEFORE_NUMBERS.fullmatch(word) and next_word[:1].isdigit()):
        return False
    if re.fullmatch(r"\d{1,2}", word) and not text[rest.start : stop.start() - len(word)].strip():
        return False  # "1. First" at the start of a sentence is a list number
    return not _ENDINGS.fullmatch(word) or bool(_STARTERS.match(next_word.lower()))


def words(text: str) -> tuple[Span, ...]:
    """Return the words: what white space, dashes and ellipses separate, without the punctuation around it.

    Hyphens, points and apostrophes inside a word belong to it ("GPT-4o", "2.5", "company's"); a piece without a letter
    or digit is no word; every kana or Han character is one, as these scripts put no spaces between words.
    """
    return tuple(map(Span, *_word_bounds(text)))


@lru_cache(maxsize=2)  # a report asks for the number of the words and for the share that is quoted
def _word_bounds(text: str) -> tuple[list[int], list[int]]:
    """The starts of all words, and their ends."""
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        # Nearly every piece begins and ends with a letter or digit, and to ask that first is far quicker.
        while start < end and not (text[start].isalnum() or _is_word_character(text[start])):
            start += 1
        while start < end and not (text[end - 1].isalnum() or _is_word_character(text[end - 1])):
            end -= 1
        if start < end:
            starts.append(start)
            ends.append(end)
    return starts, ends


def word_count(text: str) -> int:
    """Return the number of words; for ordinary English prose it equals ``len(text.split())``."""
    return len(_word_bounds(text)[0])


def locate(text: str, start: int) -> tuple[int, int]:
    """Return (paragraph number, sentence number in it) of the offset ``start``, both counted from 1.

    An offset between two paragraphs or sentences counts as the earlier one; a text without any gives (1, 1).
    """
    blocks = paragraphs(text)
    if not blocks:
        return 1, 1
    number = max(1, bisect_right(blocks, start, key=lambda span: span.start))
    inside = _sentences(text, blocks[number - 1])
    return number, max(1, bisect_right(inside, start, key=lambda span: span.start))


def coverage(text: str, spans: Iterable[Span]) -> float:
    """Return the share (0-1) of the words of ``text`` that at least one of ``spans`` touches; 0 without words."""
    starts, ends = _word_bounds(text)
    touched = reached = 0
    for span in sorted(spans):
        if span.start < span.end:
            after = bisect_left(starts, span.end)
            touched += max(0, after - max(reached, bisect_right(ends, span.start)))
            reached = max(reached, after)
    return touched / len(starts) if starts else 0.0


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text made comparable, and the way back: ``starts[i]`` and ``ends[i]`` bound what character ``i`` stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Return the stretch of the original that the normalised characters ``start`` to ``end`` (not empty) stand for."""
        return Span(self.starts[start], self.ends[end - 1])


def normalise(text: str) -> Normalised:
    """Return ``text`` for matching only, never for keeping, with a map back to its own code points.

    All double quotation marks become ``"`` and single ones ``'``, runs of dashes ``-``, runs of white space one space,
    an ellipsis three points; soft hyphens and zero-width characters go; base and marks are composed (Unicode NFC).
    Case and everything else stay.
    """
    pieces: list[str] = []
    starts = array("L")
    ends = array("L")
    position = 0

    def keep(piece: str, start: int, end: int) -> None:
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))

    for match in _special(text).finditer(text):
        start, end = match.span()
        pieces.append(text[position:start])
        starts.extend(range(position, start))
        ends.extend(range(position + 1, start + 1))
        keep(_comparable(match), start, end)
        position = end
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return Normalised("".join(pieces), starts, ends)


def _special(text: str) -> re.Pattern[str]:
    """Return the pattern of what ``normalise`` changes in ``text``; marks are looked for only where there are any."""
    if unicodedata.is_normalized("NFC", text):
        return re.compile(_CHANGED)
    kinds = set(text)
    # Marks and Korean vowels and finals compose with what stands before them; a few characters change by themselves.
    marks = {c for c in kinds if unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff"}
    alone = {c for c in kinds - marks if not unicodedata.is_normalized("NFC", c)}
    composed = "|".join(
        pattern
        for pattern in (
            f"[^{_GAPS}{re.escape(''.join(marks))}]?[{re.escape(''.join(marks))}]+" if marks else "",
            f"[{re.escape(''.join(alone))}]" if alone else "",
        )
        if pattern
    )
    return re.compile(f"(?P<composed>{composed})|{_CHANGED}" if composed else _CHANGED)


def _comparable(match: re.Match[str]) -> str:
    if match.re.groupindex.get("composed") and match["composed"]:
        composed = unicodedata.normalize("NFC", match[0])
        return re.sub(_CHANGED, _comparable, composed)
    first = match[0][0]
    if match["gap"]:
        return " " if any(c.isspace() for c in match[0]) else ""
    return "..." if first == "\u2026" else '"' if first in _DOUBLE else "'" if first in _SINGLE else "-"


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_word_character(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
