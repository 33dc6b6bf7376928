"""Start-up of factcheck beside the smallest programs of the same kind: CPU time, interleaved, the smallest of many runs.

Run it with ``make bench``. CPU time (user and system, of the child alone) hardly moves with what else the machine
does; the smallest run is the one least disturbed; interleaving spreads a disturbance over all rows. The exit code is 1
where a target is missed. docs/benchmarks.md keeps what came out.
"""

import argparse
import compileall
import os
import platform
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = Path(__file__).resolve().parent / "peers"
TARGET = 1.3


@dataclass(slots=True)
class Row:
    """One program with its arguments; ``peer`` names the row it is compared with."""

    name: str
    command: list[str]
    exit_code: int = 0
    peer: str = ""
    seconds: list[float] = field(default_factory=list)

    @property
    def smallest(self) -> float:
        """CPU seconds of the least disturbed run."""
        return min(self.seconds)


def rows() -> list[Row]:
    """What is measured."""
    python, script = sys.executable, str(Path(sys.executable).with_name("factcheck"))
    bare, one = [python, str(PEERS / "bare.py")], [python, str(PEERS / "one_select.py")]
    desk = str(ROOT / "claims.db")
    return [
        Row("python -c pass", [python, "-c", "pass"]),
        Row("bare typer program --help", [*bare, "--help"]),
        Row("factcheck --help", [script, "--help"], peer="bare typer program --help"),
        Row("bare typer program, a command", [*bare, "hello"]),
        Row("factcheck --version", [script, "--version"], peer="bare typer program, a command"),
        Row("bare typer program, usage error", [*bare, "hallo"], 2),
        Row("factcheck, usage error", [script, "clam"], 2, peer="bare typer program, usage error"),
        Row("typer + ORM, one SELECT", [*one, "claims", desk]),
        Row("factcheck claim list", [script, "claim", "list", "--db", desk], peer="typer + ORM, one SELECT"),
    ]


def measure(row: Row) -> None:
    """Run a row once and add its CPU seconds.

    Raises:
        SystemExit: it ended with another exit code than it should.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(
        row.command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != row.exit_code:
        sys.exit(f"{row.name}: exit {child.returncode}, {row.exit_code} expected")
    row.seconds.append(usage.ru_utime + usage.ru_stime)


def report(measured: list[Row]) -> int:
    """Print the table. Returns the exit code."""
    by_name = {row.name: row for row in measured}
    missed = 0
    print(f"{'':34}{'smallest':>10}{'median':>10}{'largest':>10}   ratio (target {TARGET})")
    for row in measured:
        ordered = sorted(row.seconds)
        numbers = (ordered[0], ordered[len(ordered) // 2], ordered[-1])
        cells = "".join(f"{1000 * value:>7.0f} ms" for value in numbers)
        ratio = ""
        if row.peer:
            value = row.smallest / by_name[row.peer].smallest
            missed += value > TARGET
            ratio = f"   {value:.2f}{' MISSED' if value > TARGET else ''}"
        print(f"{row.name:34}{cells}{ratio}")
    return 1 if missed else 0


def main() -> int:
    """Measure all rows in turn, as often as asked. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure factcheck's start-up against bare programs.")
    parser.add_argument("--runs", type=int, default=15, help="how often each is run")
    runs = parser.parse_args().runs
    for folder in (ROOT / "factcheck", PEERS):
        compileall.compile_dir(folder, quiet=1)
    measured = rows()
    for row in measured:
        measure(row)  # the first run warms the disk's cache and is not counted
        row.seconds.clear()
    for _ in range(runs):
        for row in measured:
            measure(row)
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "sqlalchemy"))
    print(f"CPU time of {runs} interleaved runs; Python {platform.python_version()}, {packages}, {platform.machine()}")
    return report(measured)


if __name__ == "__main__":
    sys.exit(main())
