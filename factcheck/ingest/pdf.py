"""PDF files to article text: the printed lines read by another process, joined to paragraphs here."""

import json
import re
import subprocess
import sys
from typing import Any

from factcheck.core.visible import visible
from factcheck.errors import BadInputError
from factcheck.ingest.flow import Flowed, Line, flow
from factcheck.ingest.ingested import Stated

MAX_PAGES = 1_000
MAX_SECONDS = 30
_TEXT_INSTEAD = "save the article as text or HTML and add that file"
_REFUSALS = {
    "encrypted": ("is a PDF file locked with a password", "save a copy without one: qpdf --decrypt IN.pdf OUT.pdf"),
    "pages": (f"is a PDF file of more than {MAX_PAGES:,} pages", "add the pages with the article alone"),
    "text": ("is a PDF file with more text than is taken for an article", "add the pages with the article alone"),
    "damaged": ("is a PDF file that cannot be read: it is damaged, or built to exhaust a reader", _TEXT_INSTEAD),
}
# What programs write into the title when nobody gave one.
_NO_TITLE = re.compile(r"microsoft word\s*-.*|untitled.*|.*\.(?:docx?|odt|rtf|indd|tex|pdf|html?)", re.IGNORECASE)
_SHOWN = 3


def read_pdf(data: bytes, *, name: str) -> tuple[str, Stated, list[str]]:
    """Return the text of a PDF in the order of its content, page by page, what it states of itself, and warnings.

    The warnings name pages without text, words joined and hyphens left at line ends, and running heads left out.

    Raises BadInputError for a file that is locked, damaged, longer than ``MAX_PAGES``, without any text, or not read
    within ``MAX_SECONDS``.
    """
    found = _extracted(data, name)
    pages = [[Line(*line) for line in page] for page in found["pages"]]
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if len(empty) == len(pages):
        raise BadInputError(
            f"{visible(name)} is a PDF file without text: its {_plural(len(pages), 'page')} may be scanned",
            hint="recognise the text first: ocrmypdf IN.pdf OUT.pdf",
        )
    flowed = flow(pages)
    title = "" if _NO_TITLE.fullmatch(found["title"].strip()) else found["title"]
    return "\n\n".join(flowed.blocks), Stated(title=title, author=found["author"]), _warnings(empty, flowed)


def _extracted(data: bytes, name: str) -> dict[str, Any]:
    """Run the other process; raises BadInputError where it refuses, dies or takes too long."""
    # -P: a folder called factcheck where the user happens to work is not this package.
    command = [sys.executable, "-P", "-m", "factcheck.ingest.pdf_pages", str(MAX_PAGES), str(MAX_SECONDS)]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise BadInputError(
            f"{visible(name)} is a PDF file that takes longer than {MAX_SECONDS} s to read", hint=_TEXT_INSTEAD
        ) from None
    found: dict[str, Any] = json.loads(run.stdout) if run.returncode == 0 else {"refused": "damaged"}
    if "refused" in found:
        sentence, hint = _REFUSALS[found["refused"]]
        raise BadInputError(f"{visible(name)} {sentence}", hint=hint)
    return found


def _warnings(empty: list[int], flowed: Flowed) -> list[str]:
    warnings = []
    if empty:
        which = ", ".join(str(number) for number in empty[:10]) + (", …" if len(empty) > 10 else "")  # noqa: PLR2004
        warnings.append(f"{'page' if len(empty) == 1 else 'pages'} {which} without text: scanned, or a picture")
    if flowed.joined:
        warnings.append(f"joined at line ends, look at them: {_some(flowed.joined)}")
    if flowed.kept:
        warnings.append(f"hyphens kept at line ends, look at them: {_some(flowed.kept)}")
    if flowed.heads:
        warnings.append(
            f"{_plural(flowed.heads, 'page number or running head', 'page numbers and running heads')} left out"
        )
    return warnings


def _some(words: list[str]) -> str:
    kinds = list(dict.fromkeys(words))
    more = f" and {len(kinds) - _SHOWN:,} more" if len(kinds) > _SHOWN else ""
    return ", ".join(visible(word) for word in kinds[:_SHOWN]) + more


def _plural(count: int, word: str, words: str = "") -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {words or word + 's'}"
