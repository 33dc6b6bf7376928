"""What can put a page on paper on this machine: an installed browser of Chromium's family, else the library WeasyPrint."""

import importlib
import importlib.util
import logging
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from factcheck.errors import DiskError

MAX_SECONDS = 600
"""How long a browser may take over one report."""

_BROWSERS = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# The page asks for nothing by its own policy. These keep the browser itself, and a house's own template, from asking.
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
# WeasyPrint does not style drawings from the page's stylesheet and breaks a grid's rows badly; the words stay.
_FOR_WEASYPRINT = """
.bar, .mark, .sprite { display: none; }
.paragraph { display: block; }
.paragraph .margin, .paragraph .margin ul, .paragraph .margin li, .paragraph .margin a { display: inline; }
.paragraph .margin li + li::before { content: " · "; }
"""


class Printer(Protocol):
    """Something that prints a page to a PDF file."""

    @property
    def name(self) -> str:
        """What a user calls it."""
        ...

    def print_page(self, page: Path, pdf: Path) -> None:
        """Print the HTML file ``page`` to the new file ``pdf``.

        Raises:
            DiskError: It did not come to an end, or made no file.
        """
        ...


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser of Chromium's family, run without a window, a network or the user's profile.

    Attributes:
        program: Its program file.
    """

    program: str

    @property
    def name(self) -> str:
        """See ``Printer``."""
        return Path(self.program).name

    def print_page(self, page: Path, pdf: Path) -> None:
        """See ``Printer``."""
        with tempfile.TemporaryDirectory(prefix="factcheck-", ignore_cleanup_errors=True) as profile:
            command = [self.program, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
            # As root, in a container mostly, the browser refuses to start inside its sandbox.
            command += ["--no-sandbox"] if os.geteuid() == 0 else []
            code = _run([*command, page.resolve().as_uri()])
        if code != 0 or not pdf.is_file():
            raise DiskError(
                f"{self.name} did not print the report" + (f" (it ended with {code})" if code else ""),
                hint=f"try it by hand: {self.name} --headless --print-to-pdf={pdf.name} {page}",
            )


def _run(command: list[str]) -> int:
    """The exit code of a browser, which is stopped with all its processes after ``MAX_SECONDS`` or when we are."""
    with subprocess.Popen(  # noqa: S603 - a program found on this machine, and no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        try:
            return running.wait(MAX_SECONDS)
        except subprocess.TimeoutExpired:
            raise DiskError(
                f"the report was not printed within {MAX_SECONDS} s", hint="print it from the browser, or in parts"
            ) from None
        finally:
            if running.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(running.pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class WeasyPrint:
    """The library WeasyPrint: no drawings and no coloured grounds, the same words in the same order."""

    library: Any

    @property
    def name(self) -> str:
        """See ``Printer``."""
        return "WeasyPrint"

    def print_page(self, page: Path, pdf: Path) -> None:
        """See ``Printer``."""
        # It warns of every property it does not know.
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        nothing = self.library.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        html = self.library.HTML(string=page.read_text(encoding="utf-8"), base_url="about:blank", url_fetcher=nothing)
        html.write_pdf(pdf, stylesheets=[self.library.CSS(string=_FOR_WEASYPRINT)], pdf_tags=True)


def find_printer() -> Printer | None:
    """What prints on this machine: a browser first, then WeasyPrint; None where there is neither."""
    for browser in _BROWSERS:
        program = shutil.which(browser)
        if program:
            return Browser(program)
    if importlib.util.find_spec("weasyprint"):
        # The package is there without the text library Pango, which pip cannot bring.
        with suppress(OSError):
            return WeasyPrint(importlib.import_module("weasyprint"))
    return None
