"""A terminal of one's own: a program on a pseudo-terminal, typed at and read."""

import os
import pty
import re
import select
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][0-9A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>]|\r")


class Terminal:
    """What the program printed so far, without control sequences, in ``screen``."""

    def __init__(self, descriptor: int, pid: int) -> None:
        self._descriptor, self._pid = descriptor, pid
        self._raw = b""

    @property
    def screen(self) -> str:
        return _CONTROL.sub("", self._raw.decode("utf-8", errors="replace"))

    def type(self, keys: str) -> None:
        """Press keys; the Tab key is ``\\t``, Enter ``\\n``."""
        os.write(self._descriptor, keys.encode())

    def wait_for(self, words: str, *, after: int = 0, seconds: float = 20) -> str:
        """Read until ``words`` stand in what was printed ``after`` so many characters. Returns the whole screen."""
        end = time.monotonic() + seconds
        while words not in self.screen[after:]:
            left = end - time.monotonic()
            assert left > 0, f"“{words}” did not come:\n{self.screen}"
            self._read(left)
        return self.screen

    def end(self, *, seconds: float = 20) -> int:
        """Read to the end of the program. Returns its exit code."""
        end = time.monotonic() + seconds
        while self._read(max(0.0, end - time.monotonic())):
            assert time.monotonic() < end, f"it did not end:\n{self.screen}"
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self, seconds: float) -> bool:
        """Read what there is, waiting for it so long; false at the end of the program's output."""
        if select.select([self._descriptor], [], [], seconds)[0]:
            try:
                data = os.read(self._descriptor, 65_536)
            except OSError:  # Linux says so when the other side is closed
                return False
            self._raw += data
            return bool(data)
        return True


@contextmanager
def terminal(
    command: Sequence[str], environment: Mapping[str, str], *, cwd: Path, columns: int = 100
) -> Iterator[Terminal]:
    """Run a program on a terminal; whatever happens, it is gone afterwards."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.execvpe(command[0], list(command), {**environment, "TERM": "xterm", "COLUMNS": str(columns)})
    try:
        yield Terminal(descriptor, pid)
    finally:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass  # it ended by itself, and the test took its exit code
        os.close(descriptor)
