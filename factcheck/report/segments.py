"""The article's text cut where highlights begin and end, so that overlapping quotes can all be shown and linked."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that a claim quotes.

    Attributes:
        start: Offset of its first character, in code points.
        end: Offset after its last character.
        number: The claim's number.
        place: 1 for the claim's first place in the text, 2 for its second, and so on.
    """

    start: int
    end: int
    number: int
    place: int = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text over which the same spans lie.

    Attributes:
        text: The characters.
        spans: What covers them, the widest first, so that the last is the innermost; empty for unmarked text.
        starts: The spans whose first shown segment this is.
        ends: The spans whose last shown segment this is, innermost first.
    """

    text: str
    spans: tuple[Span, ...] = ()
    starts: tuple[Span, ...] = ()
    ends: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article as segments.

    Attributes:
        number: 1 for p1; 0 for text that lies outside every paragraph.
        start: Offset of its first character.
        end: Offset after its last character.
        segments: Its text, cut; joined they are ``text[start:end]``.
    """

    number: int
    start: int
    end: int
    segments: tuple[Segment, ...]


def cut_text(text: str, start: int, end: int, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """``text[start:end]`` as segments, each with exactly the spans that cover it.

    A sweep over the ends of the spans: n spans give at most 2n + 1 segments.

    Raises:
        ValueError: A span is empty or lies outside the text.
    """
    near = []
    for span in spans:
        _check(span, text)
        if span.start < end and span.end > start:
            near.append(span)
    near.sort(key=lambda span: (span.start - span.end, span.start, span.number, span.place))
    cuts = {start, end}
    for span in near:
        cuts |= {max(span.start, start), min(span.end, end)}
    segments = []
    for left, right in itertools.pairwise(sorted(cuts)):
        over = tuple([span for span in near if span.start <= left and span.end >= right])
        if not over:
            segments.append(Segment(text[left:right]))
            continue
        starts = tuple([span for span in over if max(span.start, start) == left])
        ends = tuple([span for span in reversed(over) if min(span.end, end) == right])
        segments.append(Segment(text[left:right], over, starts, ends))
    return tuple(segments)


def _check(span: Span, text: str) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"claim {span.number} quotes {span.start}-{span.end} of a text of {len(text)} characters")


def _pieces(text: str, bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Number, start and end of every paragraph, and of any text between them that is more than white space."""
    pieces, at = [], 0
    for number, (start, end) in enumerate(bounds, 1):
        if not at <= start <= end <= len(text):
            raise ValueError(
                f"paragraph {number} at {start}-{end} does not follow the one before it, or leaves the text"
            )
        if text[at:start].strip():
            pieces.append((0, at, start))
        pieces.append((number, start, end))
        at = end
    if text[at:].strip():
        pieces.append((0, at, len(text)))
    return pieces


def cut_paragraphs(text: str, bounds: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """The whole text as paragraphs of segments; a span that crosses a boundary starts and ends only once.

    Args:
        text: The article's text.
        bounds: Start and end of each paragraph, in order, not overlapping.
        spans: The quotes, in any order; they may nest, cross and coincide.

    Raises:
        ValueError: Paragraphs or spans do not fit the text.
    """
    pieces = _pieces(text, bounds)
    ends = [end for _, _, end in pieces]
    near: list[list[Span]] = [[] for _ in pieces]
    crossing = set()
    for span in spans:
        _check(span, text)
        first = row = bisect_right(ends, span.start)
        while row < len(pieces) and pieces[row][1] < span.end:
            near[row].append(span)
            row += 1
        if row > first + 1:
            crossing.add(span)
    cut = [
        Paragraph(number, start, end, cut_text(text, start, end, found))
        for (number, start, end), found in zip(pieces, near, strict=True)
    ]
    return tuple(_join(cut, crossing) if crossing else cut)


def _join(cut: Sequence[Paragraph], crossing: set[Span]) -> Iterator[Paragraph]:
    """Paragraphs that were cut one by one, so that spans ``crossing`` a boundary start in their first and end in their last."""
    first: dict[Span, tuple[int, int]] = {}
    last: dict[Span, tuple[int, int]] = {}
    for row, paragraph in enumerate(cut):
        for column, segment in enumerate(paragraph.segments):
            for span in crossing.intersection(segment.spans):
                first.setdefault(span, (row, column))
                last[span] = (row, column)
    for row, paragraph in enumerate(cut):
        segments = [
            replace(
                segment,
                starts=tuple([span for span in segment.starts if first.get(span, (row, column)) == (row, column)]),
                ends=tuple([span for span in segment.ends if last.get(span, (row, column)) == (row, column)]),
            )
            for column, segment in enumerate(paragraph.segments)
        ]
        yield replace(paragraph, segments=tuple(segments))
