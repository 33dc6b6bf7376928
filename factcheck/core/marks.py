r"""An article with its facts bracketed, as a checker marks them with a pencil: written for an editor, and read back.

``[[…]]`` is a new fact and ``[[40:…]]`` the quote of claim 40. ``]]`` closes what was opened last. Where facts overlap
without one holding the other they carry letters and the first to end is closed by name: ``[[a: … [[b: … :a]] … ]]``.
A claim in several overlapping places carries both, ``[[40b:…]]``. What the article itself has of these signs stands
behind a backslash: ``\[``, ``\]``, ``\:``, ``\\``.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from factcheck.core.text import clean
from factcheck.core.visible import visible
from factcheck.errors import BadInputError

_LABEL = "[0-9]{1,9}(?:[A-Za-z][0-9]{0,3})?|[A-Za-z][0-9]{0,3}"
_SIGN = re.compile(rf"\\(?P<escaped>[\\\[\]:])|\[\[(?:(?P<open>{_LABEL}):)?|:(?P<close>{_LABEL})\]\]|(?P<ends>\]+)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_SHOWN = 3
_AROUND = 30
_MOST_COMPARED = 2_000
_HOW = (
    r"only brackets may be added, moved or taken away; where they hold or meet the article's own signs, write "
    r"\[[ for [[, \]] for ]] and [[3\:2 won]] for a fact that begins with 3:2"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracketed stretch of the article: code points, end exclusive.

    ``claim`` is the number in its label, ``None`` for a new fact; ``label`` is as typed: "", "a", "40" or "40b".
    """

    start: int
    end: int
    claim: int | None = None
    label: str = ""


def write_marks(text: str, marks: Sequence[Mark]) -> str:
    """Return ``text`` with the marks as brackets: ``read_marks`` gives the same stretches and claims back.

    A label is kept where it tells a mark from the others, and given where marks cross. Raises BadInputError for a mark
    that is no stretch of the text.
    """
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise BadInputError(f"characters {mark.start} to {mark.end} are no stretch of the text")
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    labels = _labels(ordered)
    pieces: list[str] = []
    position, before = 0, ""
    for place, token in _tokens(ordered, labels):
        pieces += [_escaped(text[position:place], before, token), token]
        position, before = place, token
    pieces.append(_escaped(text[position:], before, ""))
    return "".join(pieces)


def _labels(ordered: Sequence[Mark]) -> list[str]:
    """Return a label for each mark: its claim's number, with a letter where that is not enough; else a letter."""
    crossing = _crossing(ordered)
    of_claims = {ordered[index].claim for index in crossing} - {None}
    taken: set[str] = set()
    labels = []
    for index, mark in enumerate(ordered):
        stem = "" if mark.claim is None else str(mark.claim)
        wish = stem or (mark.label if re.fullmatch("[A-Za-z][0-9]{0,3}", mark.label) else "")
        must_differ = index in crossing or mark.claim in of_claims or (mark.claim is None and wish)
        if must_differ and (not wish or wish in taken):
            wish = next(label for label in _endless_labels(stem) if label not in taken)
        taken.add(wish)
        labels.append(wish)
    return labels


def _endless_labels(stem: str) -> Iterator[str]:
    for number in count():
        for letter in _LETTERS:
            yield f"{stem}{letter}{number or ''}"


def _crossing(ordered: Sequence[Mark]) -> set[int]:
    """Return which of the marks cross another: each holds one end of the other."""
    found: set[int] = set()
    still_open: list[int] = []
    for index, mark in enumerate(ordered):
        still_open = [other for other in still_open if ordered[other].end > mark.start]
        crossed = [other for other in still_open if ordered[other].start < mark.start and ordered[other].end < mark.end]
        found.update(crossed, [index] if crossed else [])
        still_open.append(index)
    return found


def _tokens(ordered: Sequence[Mark], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the brackets with their places, in order; at one place what ends comes before what begins."""
    stack: list[int] = []
    for index, mark in enumerate(ordered):
        yield from _closing(ordered, labels, stack, mark.start)
        yield mark.start, f"[[{labels[index]}:" if labels[index] else "[["
        stack.append(index)
    yield from _closing(ordered, labels, stack, max((mark.end for mark in ordered), default=0))


def _closing(ordered: Sequence[Mark], labels: Sequence[str], stack: list[int], until: int) -> Iterator[tuple[int, str]]:
    for place in sorted({ordered[index].end for index in stack if ordered[index].end <= until}):
        for index in [index for index in reversed(stack) if ordered[index].end == place]:
            yield place, "]]" if index == stack[-1] else f":{labels[index]}]]"
            stack.remove(index)


def _escaped(text: str, before: str, after: str) -> str:
    """Return a stretch of the article with a backslash before what would read as a sign between these brackets."""
    special = list(re.finditer(r"[\\\[\]:]", text))
    if not special:
        return text
    pieces: list[str] = []
    position = 0
    for match in special:
        at, sign = match.start(), match[0]
        left = text[at - 1] if at else before[-1:]
        right = text[at + 1] if at + 1 < len(text) else after[:1]
        if sign == "\\":
            needed = bool(right) and right in "\\[]:"
        elif sign == ":":
            opens = before == "[[" and re.fullmatch(_LABEL, text[:at])
            needed = bool(opens or (after == "]]" and re.fullmatch(_LABEL, text[at + 1 :])))
        else:
            needed = sign in (left, right)
        pieces += [text[position:at], "\\" if needed else ""]
        position = at
    return "".join((*pieces, text[position:]))


def read_marks(edited: str, original: str) -> tuple[Mark, ...]:
    """Return the marks of ``edited``, sorted; their offsets count in ``original``, the text without brackets.

    Line ends may be CRLF and final line ends may differ. Raises BadInputError, naming the line, for a bracket that does
    not close or closes nothing or holds nothing, and with the first differences where the text is not ``original``.
    """
    text, marks = _read(clean(edited))
    if text.rstrip("\n") != original.rstrip("\n"):
        shown = "\n  ".join(_differences(original.rstrip("\n").split("\n"), text.rstrip("\n").split("\n")))
        raise BadInputError(f"the article's text was changed\n  {shown}", hint=_HOW)
    most = len(original.rstrip("\n"))
    within = (Mark(mark.start, min(mark.end, most), mark.claim, mark.label) for mark in marks)
    return tuple(sorted(within, key=lambda mark: (mark.start, mark.end)))


def _read(edited: str) -> tuple[str, list[Mark]]:
    """Return the text without its brackets, and the marks."""
    reader = _Reader(edited)
    position = 0
    while match := _SIGN.search(edited, position):
        reader.keep(edited[position : match.start()])
        position = match.end()
        if match["escaped"]:
            reader.keep(match["escaped"])
        elif match["close"]:
            if not reader.close_named(match["close"]):
                reader.keep(":")
                position = match.start() + 1
        elif match["ends"]:
            # [[see [1]]]: of an odd number the first is the article's own.
            reader.keep("]" * (len(match["ends"]) % 2))
            for _ in range(len(match["ends"]) // 2):
                reader.close(len(reader.open) - 1, match.start())
        else:
            reader.open.append((match["open"] or "", reader.size, match.start()))
    reader.keep(edited[position:])
    if reader.open:
        _, _, at = reader.open[0]
        raise BadInputError(f"{_where(edited, at)} is never closed", hint="close it with ]]")
    return "".join(reader.pieces), reader.marks


class _Reader:
    """The text read so far, its marks, and the brackets still open: label, offset in the text, offset in the edited.

    ``size`` is the length of the text, ``inked`` without the white space at its end.
    """

    def __init__(self, edited: str) -> None:
        self.edited = edited
        self.pieces: list[str] = []
        self.size = 0
        self.inked = 0
        self.open: list[tuple[str, int, int]] = []
        self.marks: list[Mark] = []

    def keep(self, text: str) -> None:
        """Add a stretch of the article."""
        self.pieces.append(text)
        if words := len(text.rstrip()):
            self.inked = self.size + words
        self.size += len(text)

    def close_named(self, label: str) -> bool:
        """Close the last bracket open under this label; false where there is none."""
        found = [index for index, (name, _, _) in enumerate(self.open) if name == label]
        if found:
            self.close(found[-1], self.open[found[-1]][2])
        return bool(found)

    def close(self, index: int, at: int) -> None:
        """Close an open bracket; ``at`` is where the closing one stands, for the sentence where there is none."""
        if index < 0:
            raise BadInputError(f"{_where(self.edited, at)} closes nothing", hint=_HOW)
        label, start, opened = self.open.pop(index)
        digits = re.match("[0-9]+", label)
        if self.inked <= start:
            raise BadInputError(f"{_where(self.edited, opened)} holds no words", hint="take the empty brackets out")
        self.marks.append(Mark(start, self.size, int(digits[0]) if digits else None, label))


def _where(edited: str, at: int) -> str:
    line = edited.count("\n", 0, at) + 1
    words = edited[at : at + _AROUND].split("\n", maxsplit=1)[0]
    return f"line {line}: “{visible(words)}{'…' if len(edited) > at + len(words) else ''}”"


def _differences(was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """Yield the first differing lines, each with the words around where they part."""
    first = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    was, now = was[first:], now[first:]
    if len(was) + len(now) > _MOST_COMPARED:
        pairs = [(0, min(1, len(was)), 0, min(1, len(now)))]
    else:
        matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
        pairs = [(a, b, c, d) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    shown = 0
    for a_start, a_end, b_start, b_end in pairs:
        for index in range(max(a_end - a_start, b_end - b_start)):
            if shown == _MOST_SHOWN:
                yield "and more"
                return
            old = was[a_start + index] if a_start + index < a_end else None
            new = now[b_start + index] if b_start + index < b_end else None
            yield f"line {first + b_start + index + 1}: {_pair(old, new)}"
            shown += 1


def _pair(old: str | None, new: str | None) -> str:
    """Return what a line was and is, cut to where the two part."""
    if old is None or new is None:
        line, word = (new or "", "added") if old is None else (old, "taken away")
        return f"{word}: “{visible(line[: 2 * _AROUND])}{'…' if len(line) > 2 * _AROUND else ''}”"
    parts = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, parts - _AROUND)

    def window(line: str) -> str:
        lead, tail = "…" if start else "", "…" if len(line) > parts + _AROUND else ""
        return f"“{lead}{visible(line[start : parts + _AROUND])}{tail}”"

    return f"was {window(old)}, is {window(new)}"
