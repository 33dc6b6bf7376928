"""A text cut into paragraphs and sentences once, to say of many quotes where they stand and what is around them."""

from bisect import bisect_left, bisect_right

from factcheck.core.text import paragraphs, sentences


class Places:
    """The places of one text. Offsets count code points, end exclusive.

    ``paragraphs`` and ``sentences`` are the starts and ends of these, in order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = tuple((span.start, span.end) for span in paragraphs(text))
        self.sentences = tuple((span.start, span.end) for span in sentences(text))
        self._blocks = [start for start, _ in self.paragraphs]
        self._starts = [start for start, _ in self.sentences]
        self._ends = [end for _, end in self.sentences]
        self._first = [bisect_left(self._starts, block) for block in self._blocks] + [len(self._starts)]

    def location(self, start: int) -> str:
        """Where the offset ``start`` is: ``p5 sentence 3``; what ``core.text.locate`` says, without reading the text again."""
        if not self._blocks:
            return "p1 sentence 1"
        paragraph = max(1, bisect_right(self._blocks, start))
        first, after = self._first[paragraph - 1], self._first[paragraph]
        return f"p{paragraph} sentence {max(1, bisect_right(self._starts, start, first, after) - first)}"

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a quote in its sentence, or in the sentences that it runs through."""
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= after:
            return "", ""
        return self.text[min(self._starts[first], start) : start], self.text[end : max(self._ends[after - 1], end)]
