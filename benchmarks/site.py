"""A second run over a site after one status change, beside the first: CPU time of each in a process of its own.

Each round copies the desk, writes the site whole, changes one claim's status through the services and writes it again; the
smallest time of the rounds counts, and the spread is printed. That the second run touched only the pages of that claim and
its article, the lists and the data is checked by what it wrote. Run it with ``python -m benchmarks.site --claims 4000``.
The exit code is 1 where a target is missed.
"""

import argparse
import json
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import select

from benchmarks.report_desk import build_desk
from factcheck.core.words import Status
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.models import Claim
from factcheck.services.publishing import publish
from factcheck.services.statuses import set_status
from factcheck.services.work import Hands, start_work

SHARE = 0.2
"""CPU time of the second run to that of the first, at most."""


def change_one(desk: Path) -> None:
    """Take the status of one claim away, as a checker does who looks at it again."""
    with writing(parse_place(str(desk))) as session:
        work, _ = start_work(session, "status", None, Hands())
        settled = select(Claim).where(Claim.status == Status.CONFIRMED).order_by(Claim.number).offset(7).limit(1)
        set_status(work, [session.scalars(settled).one()], Status.UNVERIFIED)
        work.seal()


def run(desk: Path, site: Path) -> dict[str, float]:
    """One run in this process: CPU seconds, peak memory in MiB, and what it did to the files."""
    began = time.process_time()
    with reading(parse_place(str(desk))) as session:
        done = publish(session, site)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.process_time() - began,
        "peak": peak,
        "written": done.written,
        "files": done.files,
        "whole": done.whole,
    }


def run_apart(desk: Path, site: Path) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.site", "--run", str(desk), str(site)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out)
    return found


def measure(desk: Path, folder: Path, rounds: int) -> list[tuple[dict[str, float], dict[str, float]]]:
    """First and second run of every round."""
    found = []
    for number in range(rounds):
        copy, site = folder / f"{number}.db", folder / f"site{number}"
        shutil.copy(desk, copy)
        first = run_apart(copy, site)
        change_one(copy)
        found.append((first, run_apart(copy, site)))
        shutil.rmtree(site)
        copy.unlink()
    return found


def main() -> int:
    """Build the desk, measure, print. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--run", nargs=2, type=Path, metavar=("DESK", "SITE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(run(*arguments.run)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_desk(folder / "desk.db", arguments.claims)
        rounds = measure(folder / "desk.db", folder, arguments.rounds)
    print(f"factcheck {version('factcheck-desk')}, Python {platform.python_version()}, {platform.machine()}")
    for label, at in (("first run", 0), ("second run", 1)):
        seconds = sorted(pair[at]["seconds"] for pair in rounds)
        one = rounds[0][at]
        print(
            f"{label:<12}{seconds[0]:8.2f} s CPU (to {seconds[-1]:.2f}), {int(one['written'])} of {int(one['files'])} "
            f"files written, peak {one['peak']:.0f} MiB"
        )
    share = min(second["seconds"] for _, second in rounds) / min(first["seconds"] for first, _ in rounds)
    partial = not any(second["whole"] for _, second in rounds)
    print(f"share of the first run: {share:.3f} (target {SHARE})")
    return 0 if share <= SHARE and partial else 1


if __name__ == "__main__":
    sys.exit(main())
