import shutil
import socket
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from sample_views import hostile_report, small_report

from factcheck.errors import DiskError, ExitCode, RefusedError, UsageError
from factcheck.report import printers
from factcheck.report.pdf import write_pdf
from factcheck.report.printers import Browser, WeasyPrint, find_printer
from factcheck.report.write import write_report

pytestmark = pytest.mark.deep

TITLE = "A bridge and its lorries · fact check"


class Press:
    """Prints one empty page that says it has the title it is told."""

    name = "press"

    def __init__(self, title=TITLE):
        self.title = title

    def print_page(self, page, pdf):
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_metadata({"/Title": self.title, "/Producer": "press"})
        writer.write(pdf)


class Jammed(Press):
    def print_page(self, page, pdf):
        pdf.write_bytes(b"%PDF-1.4 and then nothing")


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "report.html"
    write_report(small_report(), path)
    return path


@pytest.fixture
def pdf(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "report.pdf"


def names(path):
    return [each.name for each in path.parent.iterdir()]


def foreign(path):
    Press("Somebody's").print_page(None, path)
    return path.read_bytes()


def test_a_printed_report_says_who_wrote_it_and_may_be_written_again(page, pdf):
    assert write_pdf(page, pdf, printer=Press()) == "press"
    said = PdfReader(pdf).metadata
    assert (said.title, said.creator, said.producer) == (TITLE, "factcheck-desk 0.1.0", "press")
    write_pdf(page, pdf, printer=Press())
    assert names(pdf) == ["report.pdf"]


def test_a_file_that_is_not_ours_is_kept_unless_forced(page, pdf):
    before = foreign(pdf)
    with pytest.raises(RefusedError, match="not written by factcheck"):
        write_pdf(page, pdf, printer=Press())
    assert pdf.read_bytes() == before
    write_pdf(page, pdf, force=True, printer=Press())
    assert PdfReader(pdf).metadata.title == TITLE


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-", b"factcheck-desk", b"%PDF-1.7\n/Creator (factcheck-desk 1)\n%%EOF\n"]
)
def test_what_is_no_pdf_file_is_not_ours(page, pdf, content):
    pdf.write_bytes(content)
    with pytest.raises(RefusedError):
        write_pdf(page, pdf, printer=Press())
    assert pdf.read_bytes() == content


def test_a_folder_is_a_disk_error(page, pdf):
    with pytest.raises(DiskError, match="is a folder"):
        write_pdf(page, pdf.parent, force=True, printer=Press())
    with pytest.raises(DiskError, match="No such file"):
        write_pdf(page, pdf.parent / "missing" / "report.pdf", printer=Press())


@pytest.mark.parametrize(
    ("printer", "sentence"),
    [(Press("file:///report.html"), "something else"), (Jammed(), "no PDF file that can be read")],
)
def test_a_failed_printing_leaves_the_old_file(page, pdf, printer, sentence):
    write_pdf(page, pdf, printer=Press())
    before = pdf.read_bytes()
    with pytest.raises(DiskError, match=sentence):
        write_pdf(page, pdf, printer=printer)
    assert pdf.read_bytes() == before
    assert names(pdf) == ["report.pdf"]


def test_a_machine_that_cannot_print_is_told_both_ways(page, pdf, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(printers.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"Chromium.*WeasyPrint") as caught:
        write_pdf(page, pdf)
    assert caught.value.exit_code == ExitCode.USAGE
    assert "chromium" in caught.value.hint
    assert "factcheck-desk[pdf]" in caught.value.hint
    assert names(pdf) == []


def script(folder, name, body):
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return program


def test_a_browser_is_preferred_to_the_library(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_printer().name == "WeasyPrint"
    program = script(tmp_path, "chromium", "exit 0")
    assert find_printer() == Browser(str(program))


@pytest.mark.parametrize("body", ["exit 3", "exit 0"])
def test_a_browser_that_prints_nothing_is_named(page, pdf, tmp_path, body):
    browser = Browser(str(script(tmp_path, "chromium", body)))
    with pytest.raises(DiskError, match="chromium did not print the report") as caught:
        write_pdf(page, pdf, printer=browser)
    assert "--print-to-pdf" in caught.value.hint


def test_a_browser_that_hangs_is_stopped_with_all_it_started(page, pdf, tmp_path, monkeypatch):
    monkeypatch.setattr(printers, "MAX_SECONDS", 0.5)
    noted = tmp_path / "children"
    browser = Browser(str(script(tmp_path, "chromium", f"sleep 60 & echo $! > {noted}; sleep 60")))
    with pytest.raises(DiskError, match="not printed within"):
        write_pdf(page, pdf, printer=browser)
    state = Path(f"/proc/{noted.read_text().strip()}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.02)
    else:
        pytest.fail("the browser's child still runs")


def test_the_library_prints_the_words_with_title_language_and_structure(page, pdf):
    weasyprint = pytest.importorskip("weasyprint", reason="weasyprint is not installed")
    write_pdf(page, pdf, printer=WeasyPrint(weasyprint))
    read = PdfReader(pdf)
    assert (read.metadata.title, read.metadata.creator) == (TITLE, "factcheck-desk 0.1.0")
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.outline[0].title == "A bridge and its lorries"
    assert "The count is of all vehicles" in " ".join(each.extract_text() for each in read.pages)
    write_pdf(page, pdf, printer=WeasyPrint(weasyprint))


@pytest.fixture
def chromium():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return Browser(program)


@pytest.mark.browser
def test_a_browser_prints_a_tagged_file_with_title_language_and_bookmarks(page, pdf, chromium):
    assert write_pdf(page, pdf, printer=chromium) == Path(chromium.program).name
    read = PdfReader(pdf)
    assert (read.metadata.title, read.metadata.creator) == (TITLE, "factcheck-desk 0.1.0")
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.outline[0].title == "A bridge and its lorries"
    write_pdf(page, pdf, printer=chromium)


@pytest.mark.browser
def test_a_hostile_title_is_still_recognised(tmp_path, pdf, chromium):
    page = tmp_path / "report.html"
    write_report(hostile_report(), page)
    write_pdf(page, pdf, printer=chromium)
    assert PdfReader(pdf).metadata.creator.startswith("factcheck-desk ")


@pytest.mark.browser
def test_a_page_that_asks_for_something_gets_nothing(tmp_path, pdf, chromium, monkeypatch):
    # A request that got out would wait for an answer.
    monkeypatch.setattr(printers, "MAX_SECONDS", 60)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        page = tmp_path / "page.html"
        page.write_text(
            f'<!DOCTYPE html><title>asks</title><img src="http://127.0.0.1:{port}/a"><img src="http://localhost:{port}/b">'
            f'<link rel="stylesheet" href="http://127.0.0.1:{port}/c">'
        )
        write_pdf(page, pdf, printer=chromium)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.browser
def test_nothing_of_the_browser_is_left_behind(page, pdf, chromium, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    write_pdf(page, pdf, printer=chromium)
    assert list(scratch.iterdir()) == []
