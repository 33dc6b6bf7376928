"""A terminal to run factcheck in: a pseudo-terminal with a screen behind it, typed at as a person types.

A key is what is pressed once; a paste (an address, the article's words) counts as one, as it is one gesture.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
ENTER, TAB, CLEAR, CTRL_C, CTRL_D = "\r", "\t", "\x15", "\x03", "\x04"
SECONDS = 90.0


class Terminal:
    """One program on a screen of ``columns``. ``keys`` counts what was pressed since the terminal was made."""

    def __init__(
        self, *command: object, desk: str, cwd: Path, columns: int = 100, rows: int = 40, **extra: str
    ) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("FACTCHECK_", "COLUMNS"))}
        environment = kept | {
            "PYTHONPATH": str(ROOT), "FACTCHECK_DB": desk, "FACTCHECK_PERSON": "ANA", "TERM": "xterm-256color",
            "XDG_STATE_HOME": str(cwd / "state"), "XDG_DATA_HOME": str(cwd / "data"), **extra,
        }  # fmt: skip
        arguments = list(map(str, command))
        self.screen = pyte.HistoryScreen(columns, rows, history=200_000)
        self.screen.write_process_input = self._answer  # reports of where the cursor is
        self.stream = pyte.ByteStream(self.screen)
        self.keys = 0
        self._answered = self._question = -1
        self.child = pexpect.spawn(
            arguments[0], arguments[1:], cwd=str(cwd), env=environment, dimensions=(rows, columns), timeout=SECONDS
        )
        self.child.delaybeforesend = None

    def _answer(self, data: str) -> None:
        self.child.send(data.encode())

    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the program wrote within ``seconds``; ``False`` where it wrote nothing or has ended."""
        try:
            self.stream.feed(self.child.read_nonblocking(65_536, timeout=seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True

    @property
    def text(self) -> str:
        """All that was ever on the screen, line by line, as it scrolled away and as it stands."""
        gone = ["".join(line[column].data for column in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in (*gone, *self.screen.display)).rstrip()

    @property
    def asked(self) -> str:
        """The lines below what was answered last, down to the cursor, without the breaks of a narrow screen."""
        top = max(0, self._answered + 1 - len(self.screen.history.top))
        return "".join(self.screen.display[top : self.screen.cursor.y + 1])

    def see(self, words: str, seconds: float = SECONDS) -> None:
        """Wait until ``words`` stand in the lines between the last answer and the cursor."""
        self._wait(lambda: self.asked, words, seconds)
        row = self.screen.cursor.y
        while row and squeezed(words) not in squeezed("".join(self.screen.display[row : self.screen.cursor.y + 1])):
            row -= 1
        self._question = len(self.screen.history.top) + row

    def shows(self, words: str, seconds: float = SECONDS) -> None:
        """Wait until ``words`` stand anywhere on the screen."""
        self._wait(lambda: "".join(self.screen.display), words, seconds)

    def _wait(self, part: Callable[[], str], words: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while True:
            while self.read():
                pass
            if squeezed(words) in squeezed(part()):
                return
            alive = self.child.isalive()
            if time.monotonic() > deadline or not (alive or self.read()):
                raise AssertionError(f"never saw {words!r} on:\n{self.text}")

    def _answer_here(self, enter: bool) -> None:
        if enter:  # the line may shrink when it is typed over, but its question stays where it is
            self._answered = max(self._answered, self._question)

    def type(self, text: str, *, enter: bool = True) -> None:
        """Press a key for each character, and Enter."""
        sent = text + (ENTER if enter else "")
        self.keys += len(sent)
        self._answer_here(enter)
        self.child.send(sent.encode())

    def paste(self, text: str, *, enter: bool = True) -> None:
        """Paste a text as terminals do, in one gesture, and press Enter."""
        self.keys += 1 + enter
        self._answer_here(enter)
        self.child.send(b"\x1b[200~" + text.encode() + b"\x1b[201~" + (b"\r" if enter else b""))

    def end(self, code: int = 0) -> str:
        """Wait until the program has ended with ``code``; returns all that was on the screen."""
        deadline = time.monotonic() + SECONDS
        while self.child.isalive() and time.monotonic() < deadline:
            self.read(0.05)
        while self.read():
            pass
        self.child.close()
        assert self.child.exitstatus == code, f"exit {self.child.exitstatus}, not {code}:\n{self.text}"
        return self.text


def squeezed(text: str) -> str:
    """A text without white space: a narrow screen breaks lines where it likes."""
    return "".join(text.split())
