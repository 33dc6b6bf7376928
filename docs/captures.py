"""Record terminal sessions with factcheck as pictures for the documentation.

``python docs/captures.py`` writes docs/images/captures/*.svg. It needs bash, pexpect and pyte. Every session is played
in a terminal of its own, on the worked example or on the article that docs/desk-work.md works on.
"""
# ruff: noqa: INP001

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import pexpect  # type: ignore[import-untyped,unused-ignore]
import pyte
from pyte.screens import Char

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images" / "captures"
PAGE = ROOT / "docs" / "desk-work.md"
COLUMNS, SECONDS = 100, 60.0
WIDTH, HEIGHT, MARGIN = 8, 18, 12  # of a character, and around all of them, in pixels
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
PAPER, INK = "#16191d", "#d7dadf"
COLOURS = {
    "default": INK, "black": "#8b929c", "red": "#ff8a80", "green": "#9bd67c", "brown": "#e5c15b", "blue": "#82b1ff",
    "magenta": "#e29bea", "cyan": "#7fd6d6", "white": INK, "brightblack": "#8b929c", "brightred": "#ff8a80",
}  # fmt: skip
# A stand-in for an editor: it shows the copy, waits for Enter, and saves what a person would have typed.
EDITOR = '#!/bin/sh\nclear\ncat marked.txt > "$1"\ncat "$1"\nprintf "\\n[saved: Enter leaves]"\nread -r key\nclear\n'


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown of a terminal: the rows of characters, and what was played, for those who cannot see it."""

    title: str
    rows: list[list[Char]]

    def svg(self) -> str:
        """The picture as SVG: text that can be searched and copied, and no fonts or scripts."""
        width, height = COLUMNS * WIDTH + 2 * MARGIN, len(self.rows) * HEIGHT + 2 * MARGIN
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}">',
            f"<title>{escape(self.title)}</title>",
            f'<rect width="{width}" height="{height}" rx="6" fill="{PAPER}"/>',
            f'<g font-family="{FONTS}" font-size="13">',
        ]
        for number, row in enumerate(self.rows):
            lines += self._line(row, MARGIN + number * HEIGHT + 13)
        return "\n".join([*lines, "</g>", "</svg>", ""])

    def _line(self, row: list[Char], y: int) -> Iterator[str]:
        """Each stretch of one look at its own place: renderers fold spaces, and have fonts of other widths."""
        column = 0
        for (colour, bold), run in groupby(row, key=lambda char: (char.fg, char.bold)):
            text = "".join(char.data for char in run)
            weight = ' font-weight="bold"' if bold else ""
            for part in re.finditer(r"\S+(?: \S+)*", text):
                x, wide = MARGIN + (column + part.start()) * WIDTH, len(part.group()) * WIDTH
                yield (
                    f'<text x="{x}" y="{y}" fill="{_colour(colour)}"{weight} textLength="{wide}" '
                    f'lengthAdjust="spacingAndGlyphs">{escape(part.group(), quote=False)}</text>'
                )
            column += len(text)


class Screen(pyte.Screen):
    """A screen that answers a program's questions, as for where the cursor is."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], object]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        """Send the answer back."""
        self._answer(data)


class Session:
    """A shell in a terminal, in ``folder``, that a person types at.

    Raises:
        TimeoutError: what was waited for did not come within SECONDS.
    """

    def __init__(self, folder: Path, *, rows: int = 40, **environment: str) -> None:
        self.screen = Screen(COLUMNS, rows, lambda data: self.child.send(data.encode()))
        self.stream = pyte.ByteStream(self.screen)
        settings = {
            "PATH": f"{folder / '.tools'}:/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder),
            "LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC", "PS1": "$ ", "EDITOR": str(folder / "editor"),
        }  # fmt: skip
        self.child = pexpect.spawn(
            shutil.which("bash") or "bash", ["--norc", "--noprofile", "--noediting"], cwd=str(folder),
            env=settings | environment, dimensions=(rows, COLUMNS), timeout=SECONDS,
        )  # fmt: skip
        self.child.delaybeforesend = None
        self.wait(lambda: self._last() == "$")

    def _last(self) -> str:
        return self.screen.display[self.screen.cursor.y].rstrip()

    def wait(self, done: Callable[[], bool]) -> None:
        """Take in what the shell writes until it is ``done`` and silent."""
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(65_536, timeout=0.3))
            except pexpect.TIMEOUT:
                if done():
                    return
            if time.monotonic() > deadline:
                raise TimeoutError("\n".join(self.screen.display).rstrip())

    def run(self, command: str) -> None:
        """Type a command and wait for the prompt after it."""
        self.child.send(command + "\r")
        self.wait(lambda: self._last() == "$")

    def answer(self, text: str, until: str) -> None:
        """Type ``text`` and Enter, and wait until ``until`` stands on the line of the cursor or just above it."""
        self.child.send(text + "\r")
        self.see(until)

    def see(self, words: str) -> None:
        """Wait until ``words`` stand anywhere on the screen."""
        self.wait(lambda: words in "\n".join(self.screen.display))

    def picture(self, title: str) -> Picture:
        """The screen as it stands, down to its last line, without the prompt that waits there."""
        rows = [[self.screen.buffer[line][column] for column in range(COLUMNS)] for line in range(self.screen.lines)]
        while rows and "".join(char.data for char in rows[-1]).strip() in {"", "$"}:
            rows.pop()
        return Picture(title, rows)


def main(target: Path = TARGET) -> None:
    """Play every session and write its picture to ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in played(Path(folder)):
            (target / f"{name}.svg").write_text(picture.svg(), encoding="utf-8")
            sys.stdout.write(f"{name}.svg  {len(picture.rows)} lines\n")


def played(folder: Path) -> Iterator[tuple[str, Picture]]:
    """The sessions, in ``folder``: a name for each, and what is on the screen at its end."""
    prepare(folder)
    for name, command in (
        ("standing", "factcheck"), ("list", "factcheck claim list --in p5"), ("next", "factcheck next"),
    ):  # fmt: skip
        session = Session(folder, FACTCHECK_DB="claims.db")
        session.run(command)
        yield name, session.picture(f"{command}, on the worked example")
        session.child.close(force=True)
    session = Session(folder, FACTCHECK_DB="bay.db", FACTCHECK_PERSON="Ines Roth")
    for command in ("factcheck db init bay.db", "factcheck article add budget.txt", "clear"):
        session.run(command)
    yield from marked(session)
    session.run("clear")
    yield "guided", guided(session)
    session.child.close(force=True)
    session = Session(folder, rows=5, FACTCHECK_DB="bay.db", FACTCHECK_PERSON="Ines Roth")
    session.answer("factcheck claim add", "quote, the article's words")
    session.child.send("fair drew 20,000 visitors")
    session.see("nearest passage")
    yield "guided-quote", session.picture("factcheck claim add: a quote that is not in the article, while it is typed")
    session.child.close(force=True)


def marked(session: Session) -> Iterator[tuple[str, Picture]]:
    """The article in the editor with its facts in brackets, and what the desk makes of them."""
    session.answer("factcheck mark 1", "[saved: Enter leaves]")
    yield "mark-editor", session.picture("The article in the editor, with its facts in brackets")
    session.answer("", "add as sources?")
    session.run("y")
    yield "mark", session.picture("factcheck mark 1, after the editor: claims, and who says them")


def guided(session: Session) -> Picture:
    """A fact entered by answering questions, up to the one that saves it."""
    session.answer("factcheck claim add", "quote, the article's words")
    for text, until in (
        ("Libraries are spared", "wording, in the desk's words"), ("\x15No library will close.", "said by"),
        ("", "hedged"), ("", "kind ("), ("prediction", "priority"), ("", "save, or again"),
    ):  # fmt: skip
        session.answer(text, until)
    return session.picture("factcheck claim add: every answer, and the question that saves them")


def prepare(folder: Path) -> None:
    """Put the worked example, the article of the page, its marked copy, and the two programs into ``folder``."""
    shutil.copy(ROOT / "claims.db", folder)
    (folder / "claims.db").chmod(0o600)
    saved = re.compile(r"^\$ cat > (\S+) <<'END'\n(.*?\n)END$", re.MULTILINE | re.DOTALL)
    texts = dict(saved.findall(PAGE.read_text(encoding="utf-8")))
    for name in ("budget.txt", "marked.txt"):
        (folder / name).write_text(texts[name], encoding="utf-8")
    program = folder / ".tools" / "factcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    (folder / "editor").write_text(EDITOR, encoding="utf-8")
    for path in (program, folder / "editor"):
        path.chmod(0o755)


def _colour(name: str) -> str:
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    return COLOURS.get(name, INK)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
