"""A process of its own that takes a PDF's lines out of it, so that no file can hold up or exhaust the command.

Reads the file from standard input, prints one JSON object: ``pages`` (a list of lines of ``[text, x, y, size]`` for
each), ``title`` and ``author``; or ``refused`` and a word (``encrypted``, ``damaged``, ``pages``, ``text``). Run by
``pdf``.
"""

import contextlib
import io
import json
import logging
import resource
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

MEMORY = 2 * 1024**3
"""Most address space taken, in bytes; a limit where the system keeps it."""
MAX_CHARACTERS = 20_000_000
"""Most text taken out of a file, in code points."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

Line = tuple[str, float, float, float]


def main(arguments: list[str]) -> None:
    """Read, extract, print; ``arguments`` are the most pages and the most seconds of processor time."""
    pages, seconds = (int(argument) for argument in arguments)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    logging.disable()
    sys.stdout.write(json.dumps(extract(sys.stdin.buffer.read(), pages)))


def extract(data: bytes, most: int) -> dict[str, Any]:
    """Return what the process prints for the PDF ``data`` with at most ``most`` pages."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return {"refused": "encrypted"}
        if len(reader.pages) > most:
            return {"refused": "pages"}
        pages: list[list[Line]] = []
        room = MAX_CHARACTERS
        for page in reader.pages:
            pages.append(lines_of(page))
            room -= sum(len(line[0]) for line in pages[-1])
            if room < 0:
                return {"refused": "text"}
        found: dict[str, Any] = {"pages": pages, "title": "", "author": ""}
        about = reader.metadata
        if about is not None:
            found |= {"title": str(about.title or ""), "author": str(about.author or "")}
    # A file may break a reader in any way at all; which one is nobody's business but pypdf's.
    except (PyPdfError, MemoryError, RecursionError, ArithmeticError, LookupError, OSError, TypeError, ValueError):
        return {"refused": "damaged"}
    except (AttributeError, AssertionError, NotImplementedError):
        return {"refused": "damaged"}
    return found


def lines_of(page: "PageObject") -> list[Line]:
    """Return a page's lines in the order of its content: text, start (points on the page), size of its letters."""
    lines: list[Line] = []
    text = ""
    start = (0.0, 0.0, 0.0)

    def end() -> None:
        nonlocal text
        line = " ".join(text.translate(_LIGATURES).split())
        if line:
            lines.append((line, *start))
        text = ""

    def visit(piece: str, matrix: list[float], inner: list[float], _font: object, size: float) -> None:
        nonlocal text, start
        for number, part in enumerate(piece.split("\n")):
            if number:
                end()
            if part.strip() and not text.strip():
                start = _placed(matrix, inner, size)
            text += part

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _placed(matrix: list[float], inner: list[float], size: float) -> tuple[float, float, float]:
    """Return x, y and letter size on the page: the text's own matrix within that of what it stands in."""
    x = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
    y = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
    scale = (abs(inner[2] * matrix[1] + inner[3] * matrix[3])) or 1.0
    return round(float(x), 1), round(float(y), 1), round(float(size) * scale, 1)


if __name__ == "__main__":
    main(sys.argv[1:])
