"""Lines as they stand on printed pages, made into paragraphs: what a PDF has instead of a text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from math import ceil


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, where it starts (points, ``y`` growing upwards) and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class Flowed:
    """The paragraphs; the words joined or left with their hyphen at a line's end, as printed; running heads dropped."""

    blocks: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    heads: int = 0


_GAP = 1.2
"""How many times the usual distance of lines makes a paragraph; typesetters stretch lines of one by less."""
_SHORT = 0.7
"""A line shorter than this share of the page's long ones (90th percentile) did not end for lack of room."""
_ROOM = 0.9
"""A sentence's last line that had room for the next word within this share of a long line ends its paragraph."""
_HYPHENATES = 0.03
"""From this share of lines ending in a hyphen on, words are being broken: unbroken text has under one in a hundred."""
_REPEATED = 3
_BROKEN = re.compile(r"(?P<before>[-\u2010]?)(?P<left>[^\W\d_]+)(?P<mark>[-\u2010\u00ad])$")
_TIGHT = re.compile(r"\S[-/\u2010\u2014]$")
_REST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:\u2026][\"'\u2019\u201d\u00bb)\]]*(?:\[?\d{1,3}\]?)?$")
_ITEM = re.compile(r"(?:[\u2022\u25cf\u25aa\u25e6\u2013*-]|\(?\d{1,3}[.)])\s")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-\u2013\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-\u2013\s]*", re.IGNORECASE)
# What only ever ends a word, and what is mostly the first half of a compound.
_ENDINGS = re.compile(
    r"(?:t|s|at|it|i[sz]at)?ions?|ments?|ings?|ness|i?t(?:y|ies)|[ai]bl[ey]|[ae]nces?|[ae]ncy|i[sz]e[sd]?|[ou]*sly|ously|tive(?:ly)?|tures?"
)
_FIRST_HALVES = frozenset(
    ["all", "anti", "cross", "ex", "far", "first", "full", "half", "high", "ill", "large", "late", "left", "long", "low",
     "mid", "multi", "near", "non", "one", "open", "part", "post", "pre", "pro", "right", "second", "self", "semi",
     "short", "small", "so", "third", "three", "two", "vice", "well", "zero"]
)  # fmt: skip


def flow(pages: Sequence[Sequence[Line]]) -> Flowed:
    """Return the paragraphs of the pages' lines, which are in reading order.

    A wider gap, an indent, other letters, a list mark, or a line that ended early begins a new one; a sentence may run
    over the end of a page or column. A word broken at a line's end is joined where the text itself shows that it is
    one, or where the text breaks words throughout; otherwise its hyphen stays. Lines that come back at the head or foot
    of most pages, and page numbers there, are dropped.
    """
    done = Flowed()
    bodies = _without_heads(pages, done)
    hyphens = _Hyphens([line.text for page in bodies for line in page], done)
    last: Line | None = None
    before = _Shape([])
    block: list[str] = []
    for page in bodies:
        shape = _Shape(page)
        for line in page:
            if last is not None and shape.continues(last, line, before):
                block[-1] = hyphens.before(block[-1], line.text)
            else:
                done.blocks += ["".join(block)] if block else []
                block = []
            block.append(line.text)
            last, before = line, shape
    done.blocks += ["".join(block)] if block else []
    return done


def _without_heads(pages: Sequence[Sequence[Line]], done: Flowed) -> list[list[Line]]:
    edges = Counter(
        re.sub(r"\d+", "#", line.text)
        for page in pages
        for line in {id(e): e for e in (*page[:1], *page[-1:])}.values()
    )
    bodies = []
    for page in pages:
        body = list(page)
        for at in (0, -1):
            if len(body) > 1 and _is_head(body[at].text, edges, len(pages)):
                del body[at]
                done.heads += 1
        bodies.append(body)
    return bodies


def _is_head(text: str, edges: Counter[str], pages: int) -> bool:
    if _PAGE_NUMBER.fullmatch(text):
        return True
    times = edges[re.sub(r"\d+", "#", text)]
    return times >= _REPEATED and 2 * times > pages


class _Shape:
    """How the lines of one page stand: the distance between them, how long they get."""

    def __init__(self, lines: Sequence[Line]) -> None:
        gaps = [round(a.y - b.y, 1) for a, b in pairwise(lines) if a.size == b.size and a.y > b.y]
        # The commonest, and of several the narrowest: paragraphs of one line have the gap of paragraphs.
        common = Counter(gaps).most_common()
        self.leading = min((gap for gap, times in common if times == common[0][1]), default=0.0)
        lengths = sorted(len(line.text) for line in lines)
        self.long = lengths[ceil(0.9 * (len(lengths) - 1))] if lengths else 0
        self.is_known = len(lengths) >= _REPEATED
        self.margins = Counter(round(line.x) for line in lines)

    def continues(self, last: Line, line: Line, before: "_Shape") -> bool:
        """Whether ``line`` goes on with the paragraph of the ``last`` line, which stands on a page shaped as ``before``."""
        tall = max(last.size, line.size)
        if abs(last.size - line.size) > 0.1 * tall or _ITEM.match(line.text):
            return False
        ended = bool(_ENDS.search(last.text))
        gap = last.y - line.y
        if gap <= 0 or (self.leading and gap > 4 * self.leading):  # another page or column
            return line.text[:1].islower() or (before.is_known and not (ended or before.is_short(last)))
        if self.leading and gap > _GAP * self.leading:
            return False
        indent = line.x - last.x
        if 0.5 * tall < indent < 6 * tall and self.margins[round(line.x)] < self.margins[round(last.x)]:
            return bool(_ITEM.match(last.text))  # what hangs under a list mark goes on with it
        had_room = len(last.text) + 1 + len(line.text.split(" ", 1)[0]) < _ROOM * self.long
        return not ((ended and had_room) or (self.is_short(last) and line.text[:1].isupper()))

    def is_short(self, line: Line) -> bool:
        """Whether a line ended long before the others do."""
        return len(line.text) < _SHORT * self.long


class _Hyphens:
    """Decides about hyphens at line ends by what the whole text shows of its words."""

    def __init__(self, lines: Sequence[str], done: Flowed) -> None:
        self.done = done
        self.words: set[str] = set()
        pairs: list[tuple[str, str]] = []
        goes_on = False
        for line, following in zip_longest(lines, lines[1:], fillvalue=""):
            # Neither half of a broken word is a word.
            rest = _REST.match(line) if goes_on else None
            broken = _BROKEN.search(line)
            goes_on = broken is not None
            whole = line[rest.end() if rest else 0 : broken.start("left") if broken else None]
            self.words.update(word.lower() for word in _WORD.findall(whole))
            if broken and following[:1].islower() and (right := _REST.match(following)):
                pairs.append((broken["left"].lower(), right[0]))
        shown = sum(left + right in self.words for left, right in pairs)
        compounds = sum(f"{left}-{right}" in self.words for left, right in pairs)
        self.hyphenates = len(pairs) > _HYPHENATES * max(len(lines), 1) or shown > max(1, compounds)

    def before(self, end: str, line: str) -> str:
        """Return the ``end`` of a paragraph so far as it stands before its next line: with a space, or joined to it."""
        broken, rest = _BROKEN.search(end), _REST.match(line)
        if not broken or not rest:
            return end if _TIGHT.search(end) else f"{end} "
        left, mark = broken["left"], broken["mark"]
        if mark == "\u00ad":
            return end[:-1]
        printed = f"{left}{mark}{rest[0]}"
        if not broken["before"] and line[0].islower() and self._is_one(left.lower(), rest[0]):
            self.done.joined.append(printed)
            return end[:-1]
        self.done.kept.append(printed)
        return end

    def _is_one(self, left: str, rest: str) -> bool:
        if left + rest in self.words:
            return True
        if f"{left}-{rest}" in self.words or left in _FIRST_HALVES:
            return False
        if _ENDINGS.fullmatch(rest):
            return True
        return self.hyphenates and not (left in self.words and rest in self.words)
