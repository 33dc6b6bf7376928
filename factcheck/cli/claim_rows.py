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
_LEGEND = "* hedged   ! query open   NAMED statuses need action"


def table_lines(rows: Sequence[Row], tallies: Mapping[int, Tally], *, wide: bool) -> list[Line]:
    """The claims in aligned columns, and below them whom claims wait for; ``tallies`` go by row id."""
    if not rows:
        return []
    table, widths, room = _fitted(rows, tallies)
    if not wide and room < widths[_CLAIM]:
        table, widths, room = _fitted(rows, tallies, longest_name=_LONGEST_NAME)
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
    rows: Sequence[Row], tallies: Mapping[int, Tally], *, longest_name: int = 10_000
) -> tuple[list[list[str]], list[int], int]:
    """The table with its header, the width of each column, and the room the terminal leaves for the wording."""
    table = [list(_HEADER), *(_cells(row, tallies[row.id], longest_name) for row in rows)]
    widths = [max(len(cells[place]) for cells in table) for place in range(len(_HEADER))]
    return table, widths, width() - sum(widths) + widths[_CLAIM] - sum(map(len, _GAPS))


def _cells(row: Row, tally: Tally, longest_name: int) -> list[str]:
    weights = tally.weights
    marks = "".join(mark for mark, shown in ((" !", row.query_open), (" ~", _waits_now(row))) if shown)
    return [
        str(row.number),
        _status(row, tally) + marks,
        row.priority.replace("medium", "med"),
        str(weights.supporting.items),
        str(weights.against.items),
        str(len(weights.supporting.independent)),
        " ".join(row.wording.split()),
        shorten(row.said_by or "article", longest_name) + ("*" if row.hedged else ""),
    ]


def _word(row: Row, tally: Tally) -> str:
    """The word whose colour a status has."""
    return "stale" if tally.stale else row.status


def _status(row: Row, tally: Tally) -> str:
    """The status as a word, in capitals where somebody has to act."""
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


def legend(count: str) -> list[Line]:
    """The last line: how many claims, and what the marks mean; on narrow terminals in several."""
    text = f"{count}   {_LEGEND}   Ind = independent origins for"
    if len(text) <= width():
        return [text]
    return [count, *textwrap.wrap(f"{_LEGEND}   Ind = independent origins for", width())]


def plain_line(row: Row, tally: Tally, paragraph: int) -> str:
    """A claim as fields between tabs; marks are ``*`` hedged, ``!`` query open, ``~`` waiting."""
    marks = "".join(mark for mark, shown in (("*", row.hedged), ("!", row.query_open), ("~", _waits_now(row))) if shown)
    fields = [
        str(row.number),
        "stale" if tally.stale else (row.code or row.status) if row.status == "unverifiable" else row.status,
        row.priority,
        str(tally.weights.supporting.items),
        str(tally.weights.against.items),
        str(len(tally.weights.supporting.independent)),
        f"a{row.article}" if row.article else "",
        f"p{paragraph}" if paragraph else "",
        marks,
        row.said_by or "article",
        row.wording,
    ]
    return "\t".join(" ".join(field.split()) for field in fields)
