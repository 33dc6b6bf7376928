"""Printing for people: every text made safe for a terminal, colour only on a terminal and never alone."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

import typer

from factcheck.core.visible import visible

COLOURS = {
    "refuted": "red",
    "mixed": "yellow",
    "disputed": "magenta",
    "confirmed": "green",
    "unverified": "cyan",
    "in-review": "cyan",
    "unverifiable": "bright_black",
    "stale": "yellow",
}


@dataclass(frozen=True, slots=True)
class Painted:
    """A piece of a line with the colour of a status word."""

    text: str
    word: str
    bold: bool = False


Piece = str | Painted
Line = str | Sequence[Piece]


def print_line(line: Line, *, file: IO[str] | None = None) -> None:
    """Print one line; control characters and direction overrides in it are shown, not obeyed."""
    out = file or sys.stdout
    pieces: Iterable[Piece] = [line] if isinstance(line, str) else line
    coloured = _coloured(out)
    text = "".join(_piece(piece, coloured=coloured) for piece in pieces)
    print(text, file=out)


def json_safe(text: str) -> str:
    """JSON text with control, direction and unseen characters as its own escapes: the same JSON, safe on a terminal."""
    unseen = {ord(char): json.dumps(char)[1:-1] for char in set(text) if visible(char, newlines=True) != char}
    return text.translate(unseen) if unseen else text


def _piece(piece: Piece, *, coloured: bool) -> str:
    if isinstance(piece, str):
        return visible(piece, newlines=True)
    text = visible(piece.text, newlines=True)
    return typer.style(text, fg=COLOURS.get(piece.word), bold=piece.bold) if coloured else text


def _coloured(out: IO[str]) -> bool:
    """Colour on a terminal, unless NO_COLOR or a dumb terminal says no (no-color.org: only when not empty)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or out.isatty()


def width() -> int:
    """Columns of the terminal; 100 where there is none."""
    import shutil

    return max(60, shutil.get_terminal_size((100, 24)).columns)


def shorten(text: str, size: int) -> str:
    """``text`` in one line of at most ``size`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def columns(rows: Sequence[Sequence[str]], *, gap: int = 2) -> list[str]:
    """Rows as lines with aligned columns; the last column is left as it is."""
    if not rows:
        return []
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        (" " * gap).join([*(cell.ljust(size) for cell, size in zip(row[:-1], widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]


def plural(count: int, word: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count} {word if count == 1 else many or word + 's'}"


def progress(what: str) -> Callable[[int, int], None]:
    """A counter on a terminal's stderr, ``taking in claims 12 of 71``; silent where stderr is no terminal."""
    shown = sys.stderr.isatty()

    def step(done: int, total: int) -> None:
        if shown:
            end = "\r\x1b[K" if done >= total else ""
            print(f"\r{what} {done} of {total}{end}", end="", file=sys.stderr, flush=True)

    return step
