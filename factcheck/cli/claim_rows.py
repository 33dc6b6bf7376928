"""The table of ``factcheck claim list``: one line a claim, as wide as the terminal, or plain for scripts."""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.cli.output import Line, Painted, shorten, width
from factcheck.cli.running import today
from factcheck.core.waiting import days_past, waiting_text
from factcheck.services.listing import Row
from factcheck.services.tallies import Tally

_HEADER = ("#", "status", "pri", "for", "agn", "Ind", "claim", "said by")
_GAPS = ("  ", "  ", "  ", " ", " ", "  ", "  ", "")
_RIGHT = frozenset({0, 3, 4, 5})
_STATUS, _CLAIM, _SAID = 1, 6, 7
_LONGEST_NAME = 21
_NARROWEST_CLAIM = 24
_BLIND = "hidden"
_SECOND = {"current": "+", "stale": "-"}
_SECOND_LEGEND = "   + second-checked   - second check stale"
_LEGEND = "* hedged   ! query open   NAMED statuses need action"


def table_lines(
    rows: Sequence[Row], tallies: Mapping[int, Tally], seconds: Mapping[int, str], *, wide: bool
) -> list[Line]:
    """The claims in aligned columns, and below them whom claims wait for.

    ``tallies`` and ``seconds``, the second checks (``current`` or ``stale``), go by row id.
    """
    if not rows:
        return []
    table, widths, room = _fitted(rows, tallies, seconds)
    if not wide and room < widths[_CLAIM]:
        table, widths, room = _fitted(rows, tallies, seconds, longest_name=_LONGEST_NAME)
        widths[_CLAIM] = min(widths[_CLAIM], max(_NARROWEST_CLAIM, room))
    lines: list[Line] = []
    several = len({row.article for row in rows}) > 1
    words = ["", *(_word(row, tallies[row.id]) for row in rows)]
    before = [0, *(row.article for row in rows)]
    for cells, word, (last, article) in zip(table, words, pairwise([0, *before]), strict=True):
        if several and article != last:
            lines.append(f"a{article}" if article else "in no current text")
        cells[_CLAIM] = shorten(cells[_CLAIM], widths[_CLAIM])
        padded = [
            cell.rjust(size) if place in _RIGHT else cell.ljust(size)
            for place, (cell, size) in enumerate(zip(cells, widths, strict=True))
        ]
        text = [cell + gap for cell, gap in zip(padded, _GAPS, strict=True)]
        tail = "".join(text[_STATUS + 1 :]).rstrip()
        blank = text[_STATUS][len(cells[_STATUS]) :]
        lines.append([text[0], Painted(cells[_STATUS], word) if word else cells[_STATUS], blank + tail])
    return [*lines, *_waits(rows)]


def _fitted(
    rows: Sequence[Row], tallies: Mapping[int, Tally], seconds: Mapping[int, str], *, longest_name: int = 10_000
) -> tuple[list[list[str]], list[int], int]:
    """The table with its header, the width of each column, and the room the terminal leaves for the wording."""
    table = [list(_HEADER), *(_cells(row, tallies[row.id], seconds.get(row.id), longest_name) for row in rows)]
    widths = [max(len(cells[place]) for cells in table) for place in range(len(_HEADER))]
    return table, widths, width() - sum(widths) + widths[_CLAIM] - sum(map(len, _GAPS))


def _cells(row: Row, tally: Tally, second: str | None, longest_name: int) -> list[str]:
    weights = tally.weights
    counts = [weights.supporting.items, weights.against.items, len(weights.supporting.independent)]
    marks = "".join(f" {mark}" for mark in _marks(row, second) if mark != "*")
    return [
        str(row.number),
        _status(row, tally) + marks,
        row.priority.replace("medium", "med"),
        *("?" if row.blind else str(count) for count in counts),
        " ".join(row.wording.split()),
        shorten(row.said_by or "article", longest_name) + ("*" if row.hedged else ""),
    ]


def _marks(row: Row, second: str | None) -> str:
    """The marks of a claim: ``*`` hedged, ``!`` query open, ``~`` waiting, ``+`` second-checked, ``-`` no longer."""
    marks = (("*", row.hedged), ("!", row.query_open), ("~", _waits_now(row)))
    return "".join(mark for mark, shown in marks if shown) + (_SECOND[second] if second else "")


def _word(row: Row, tally: Tally) -> str:
    """The word whose colour a status has."""
    if row.blind:
        return ""
    return "stale" if tally.stale else row.status


def _status(row: Row, tally: Tally) -> str:
    """The status as a word, in capitals where somebody has to act."""
    if row.blind:
        return _BLIND
    if tally.stale:
        return "STALE"
    word = (row.code or row.status) if row.status == "unverifiable" else row.status
    late = _waits_now(row) and days_past(row.waiting_until, today())
    return word.upper() if row.status.holds is False or late else word


def _waits_now(row: Row) -> bool:
    return row.waiting is not None


def _waits(rows: Sequence[Row]) -> list[Line]:
    """Whom each claim waits for."""
    return [
        f"~ {row.number} {waiting_text(row.waiting, row.waiting_until, today())}"
        for row in rows
        if row.waiting is not None
    ]


def legend(count: str, seconds: Mapping[int, str]) -> list[Line]:
    """The last line: how many claims, and what the marks mean; on narrow terminals in several."""
    marks = f"{_LEGEND}{_SECOND_LEGEND if seconds else ''}   Ind = independent origins for"
    text = f"{count}   {marks}"
    if len(text) <= width():
        return [text]
    return [count, *textwrap.wrap(marks, width())]


def plain_line(row: Row, tally: Tally, paragraph: int, second: str | None) -> str:
    """A claim as fields between tabs; where it is hidden from the reader, its counts are empty."""
    weights = tally.weights
    counts = [weights.supporting.items, weights.against.items, len(weights.supporting.independent)]
    word = (row.code or row.status) if row.status == "unverifiable" else row.status
    fields = [
        str(row.number),
        _BLIND if row.blind else "stale" if tally.stale else word,
        row.priority,
        *("" if row.blind else str(count) for count in counts),
        f"a{row.article}" if row.article else "",
        f"p{paragraph}" if paragraph else "",
        _marks(row, second),
        row.said_by or "article",
        row.wording,
    ]
    return "\t".join(" ".join(field.split()) for field in fields)
