"""A written report as a PDF file: printed in private, marked as ours, put in its place whole."""

import tempfile
from html.parser import HTMLParser
from pathlib import Path

from factcheck.errors import DiskError, UsageError
from factcheck.report.printers import Printer, find_printer
from factcheck.report.render import GENERATOR
from factcheck.report.write import guard, write_whole_bytes

_HEAD_CHARACTERS = 8192


class _Head(HTMLParser):
    """Reads the title and the generator of a page from its beginning."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.generator, self._in_title = "", "", False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        found = dict(attrs)
        if tag == "meta" and found.get("name") == "generator":
            self.generator = found.get("content") or ""

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def _is_ours(path: Path) -> bool:
    """Whether the file at ``path`` is a PDF file that says it was made by us."""
    from pypdf import PdfReader

    try:
        with path.open("rb") as file:
            said = PdfReader(file).metadata
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - a file that is no PDF, or a broken one, fails its reader in any way
        return False
    return said is not None and (said.creator or "").startswith(GENERATOR)


def write_pdf(html: Path, pdf: Path, *, force: bool = False, printer: Printer | None = None) -> str:
    """Print the report at ``html`` to ``pdf``, whole or not at all.

    Args:
        html: A page that ``write_report`` wrote.
        pdf: The file; its folder must exist.
        force: Whether a file that is not ours may be replaced.
        printer: What prints it; found on this machine where none is given.

    Returns:
        The name of what printed it.

    Raises:
        UsageError: Nothing on this machine can print.
        RefusedError: A file without our mark is there, and ``force`` is not given.
        DiskError: A file cannot be read or written, or the printing failed.
    """
    printer = printer or find_printer()
    if printer is None:
        raise UsageError(
            "a PDF file needs Chromium, Chrome or Edge, or the library WeasyPrint, and none of them is here",
            hint="apt-get install chromium, or pip install 'factcheck-desk[pdf]', or print the report from any browser",
        )
    try:
        guard(pdf, _is_ours, force=force)
        with html.open(encoding="utf-8") as file:
            head = _Head(file.read(_HEAD_CHARACTERS))
        with tempfile.TemporaryDirectory(prefix="factcheck-", ignore_cleanup_errors=True) as folder:
            printed = Path(folder) / "report.pdf"
            printer.print_page(html, printed)
            _mark(printed, head, printer)
            write_whole_bytes([printed.read_bytes()], pdf)
    except OSError as error:
        raise DiskError(
            f"cannot write {pdf}: {error.strerror or error}", hint="choose another place with -o PATH"
        ) from error
    return printer.name


def _mark(printed: Path, head: _Head, printer: Printer) -> None:
    """Add who wrote the report to the end of the file, and leave all before it as it was printed.

    Raises:
        DiskError: What was printed is not the page: a browser prints its own message where it may not read a file.
    """
    from pypdf import DocumentInformation, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        writer = PdfWriter(printed, incremental=True)
        said = writer.metadata or DocumentInformation()
        if " ".join((said.title or "").split()) != " ".join(head.title.split()):
            raise DiskError(
                f"{printer.name} printed something else than the report",
                hint="it may not read that folder: write the report to another one, or use another browser",
            )
        if not (said.creator or "").startswith(GENERATOR):
            writer.add_metadata({"/Creator": head.generator or GENERATOR})
            writer.write(printed)
    except PyPdfError as error:
        raise DiskError(f"{printer.name} made no PDF file that can be read", hint="use another browser") from error
