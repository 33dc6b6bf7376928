"""Read the marked texts of the set of changes: plain text, quotes with their harmless rewordings, values with their kind."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "changes"
_TOKEN = re.compile(r"\{(\w+)(~?):([^={}]*)((?:=[^{}]*)?)\}|[\[\]]")

KIND_OF_CODE = {
    "n": "number", "w": "number-word", "p": "percent", "u": "unit", "c": "currency", "d": "date", "m": "month",
    "y": "year", "k": "weekday", "t": "time", "N": "name", "O": "organisation", "P": "place", "T": "title",
    "x": "negation", "xc": "negation", "xp": "negation", "q": "quantifier", "r": "range", "M": "magnitude",
    "s": "sign", "f": "fraction", "o": "ordinal", "C": "comparator", "D": "direction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A fact in a text: its place in code points, kind, the other values given by hand, and whether two may be swapped."""

    start: int
    end: int
    exact: str
    kind: str
    others: tuple[str, ...]
    swappable: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a text: its place in code points, the numbers of its first and last sentence, its rewordings."""

    start: int
    end: int
    exact: str
    sentences: tuple[int, int]
    rewordings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Text:
    """A text without its marks; places are code points, end exclusive; the first paragraph is the headline."""

    file: str
    split: str
    plain: str
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    values: tuple[Value, ...]

    @cached_property
    def break_(self) -> str:
        """What stands between two paragraphs."""
        return "\n\n" if "\n\n" in self.plain else "\n"

    def values_of(self, quote: Quote) -> list[Value]:
        """The values inside a quote."""
        return [each for each in self.values if quote.start <= each.start and each.end <= quote.end]

    def has_twin(self, quote: Quote) -> bool:
        """Whether the words of the quote stand at a second place."""
        return self.plain.count(quote.exact) > 1


class _Reader:
    """Collects one text line by line."""

    def __init__(self, break_: str) -> None:
        self.break_ = break_
        self.plain = ""
        self.sentences: list[tuple[int, int]] = []
        self.paragraphs: list[tuple[int, int]] = []
        self.quotes: list[tuple[int, int, int, int, list[tuple[str, str]]]] = []
        self.values: list[Value] = []
        self.opened: tuple[int, int] | None = None
        self.sentence = self.paragraph = -1

    def line(self, line: str) -> None:
        """Take one line: a sentence or a part of one, the rewording of the quote before it, or the end of a paragraph."""
        if line.startswith("> "):
            what, wording = line[2:].split(": ", 1)
            self.quotes[-1][4].append((what, wording))
        elif not line:
            if self.paragraph >= 0:
                self.paragraphs.append((self.paragraph, len(self.plain)))
            self.paragraph = -1
        else:
            self._words(line.removesuffix("\\").rstrip(), more=line.endswith("\\"))

    def _words(self, words: str, *, more: bool) -> None:
        continued = self.sentence >= 0
        if self.paragraph < 0:
            self.plain += self.break_ if self.plain else ""
            self.paragraph = len(self.plain)
        elif not (continued and words[0] in ",.;:"):
            self.plain += " "
        if not continued:
            self.sentence = len(self.plain)
        place = 0
        for mark in _TOKEN.finditer(words):
            self.plain += words[place : mark.start()]
            place = mark.end()
            self._mark(mark)
        self.plain += words[place:]
        if not more:
            self.sentences.append((self.sentence, len(self.plain)))
            self.sentence = -1

    def _mark(self, mark: re.Match[str]) -> None:
        here = len(self.plain)
        if mark.group() == "[":
            self.opened = (here, len(self.sentences))
        elif mark.group() == "]":
            assert self.opened is not None
            self.quotes.append((self.opened[0], here, self.opened[1], len(self.sentences), []))
            self.opened = None
        else:
            code, swappable, exact, others = mark.groups()
            self.plain += exact
            alternatives = tuple(others[1:].split("|")) if others else ()
            kind = KIND_OF_CODE[code]
            self.values.append(Value(here, len(self.plain), exact, kind, alternatives, bool(swappable)))


def read_text(path: Path) -> Text:
    """The text marked in a file. Raises AssertionError where it is not the text it says it follows."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    settings = dict(line.split(": ", 1) for line in head.splitlines())
    file = settings.get("text", path.name)
    reader = _Reader("\n" if "text" in settings else "\n\n")
    for line in [*body.splitlines(), ""]:
        reader.line(line.rstrip())
    if "text" in settings:
        assert reader.plain == (FOLDER / file).read_text(encoding="utf-8"), file
    quotes = tuple(
        Quote(start, end, reader.plain[start:end], (first, last), tuple(rewordings))
        for start, end, first, last, rewordings in reader.quotes
    )
    places = tuple(reader.sentences), tuple(reader.paragraphs)
    return Text(file, settings["split"], reader.plain, *places, quotes, tuple(reader.values))


def read_texts() -> list[Text]:
    """Every marked text, by file name."""
    return [read_text(path) for path in sorted((FOLDER / "marked").glob("*.txt"))]
