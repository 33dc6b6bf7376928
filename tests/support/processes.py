"""Run factcheck as its users do: in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def command_of(*arguments: object) -> list[str]:
    """The command line of ``factcheck ARGUMENTS`` under this Python."""
    return [sys.executable, "-m", "factcheck", *map(str, arguments)]


def environment_of(desk: str = "", person: str = "ANA") -> dict[str, str]:
    """The environment of a user at work on ``desk``; nothing of the test run's own settings leaks in."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FACTCHECK_")}
    return {**kept, "PYTHONPATH": str(ROOT), "FACTCHECK_DB": desk, "FACTCHECK_PERSON": person, "NO_COLOR": "1"}


def run(*arguments: object, desk: str = "", person: str = "ANA", cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, in ``cwd``, with nothing on its standard input."""
    return subprocess.run(
        command_of(*arguments),
        cwd=cwd,
        env=environment_of(desk, person),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
