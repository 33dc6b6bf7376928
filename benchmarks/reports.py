"""Writing a report beside its floor: CPU time and peak memory of each in a process of its own, interleaved.

The floor streams the same bytes of the claims, from one raw sqlite3 query through a bare Jinja2 template with autoescape
on (``report_floor``); that the bytes are the same is checked first. It reads no column that these bytes do not show. Ours
is what ``factcheck report`` does for the editor: it fills the views as they are asked for, cuts them for the audience, lays
them out and writes the numbered parts. What else these hold (opening, text, sources), and whatever is read to find it
(fingerprints, timelines, notes), is in our time and not in the floor's. Run it with
``python -m benchmarks.reports --claims 1000 10000``. The exit code is 1 where a target is missed.
"""

import argparse
import gc
import itertools
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.report_desk import CLAIMS, build_desk
from benchmarks.report_floor import claims_of, make_template, write_floor
from factcheck.db.place import parse_place
from factcheck.db.session import reading
from factcheck.report.audience import Audience
from factcheck.report.desk_views import Branding
from factcheck.report.file import file_page
from factcheck.report.parts import MOST_CLAIMS, write_articles
from factcheck.report.render import render_report
from factcheck.services.articles import list_articles
from factcheck.services.presenting import Wanted, file_articles, frame_of

WANTED = Wanted(Audience.EDITOR, Branding())

TIME, MEMORY, GROWTH = 1.5, 1.3, 1.5
"""Times the floor's CPU; peak memory of the largest desk to the second largest; time a claim, largest to smallest."""


@dataclass(slots=True)
class Row:
    """One way of writing one desk's report."""

    way: str
    claims: int
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def each(self) -> float:
        """CPU seconds a claim, of the least disturbed run."""
        return min(self.seconds) / self.claims


def _ours(desk: Path, out: Path) -> None:
    with reading(parse_place(str(desk))) as session:
        found = list_articles(session)
        shown = file_articles(session, found, WANTED)
        write_articles(frame_of(session, found, WANTED), shown, out, force=True)


def _filler(desk: Path, out: Path) -> None:
    with reading(parse_place(str(desk))) as session:
        shown = file_articles(session, list_articles(session), WANTED)
        out.write_text(str(sum(len(article.claims) for article in shown)))


def _floor(desk: Path, out: Path) -> None:
    source = desk.with_name("floor.j2").read_text(encoding="utf-8")
    with out.open("w", encoding="utf-8") as file:
        file.writelines(write_floor(desk, source))


WAYS = {"floor": _floor, "our filler alone": _filler, "ours, every part": _ours}


SHARES = "shares"


def child(way: str, desk: Path) -> None:
    """Do it once, and print CPU seconds and peak kilobytes of this process."""
    out = desk.with_suffix(f".{list(WAYS).index(way)}.html")
    start = time.process_time()
    WAYS[way](desk, out)
    used = time.process_time() - start
    print(json.dumps([used, _peak()]))


def _peak() -> int:
    """Peak kilobytes of this process. Where Linux tells it, not by getrusage: that begins with what the parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def check(desk: Path) -> float:
    """Refuse to measure what is not the same. Returns the bytes a claim.

    Raises:
        SystemExit: the floor's bytes of a claim are not our page's.
    """
    out = desk.with_suffix(".html")
    _ours(desk, out)
    ours: dict[int, str] = {}
    for page in out.parent.glob(f"{out.stem}*.html"):
        ours |= claims_of(page.read_text(encoding="utf-8"))
    floor = claims_of("".join(write_floor(desk, desk.with_name("floor.j2").read_text(encoding="utf-8"))))
    for number, html in ours.items():
        if floor.get(number) != html:
            sys.exit(f"claim {number} differs:\n{html}\n--- the floor's\n{floor.get(number)}")
    return sum(len(html.encode()) for html in ours.values()) / len(ours)


def shares(desk: Path) -> str:
    """What ``tell_shares`` tells, in a process of its own, where no template has been compiled yet."""
    command = [sys.executable, "-m", "benchmarks.reports", "--child", SHARES, str(desk)]
    return str(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def tell_shares(desk: Path) -> str:
    """How the time of a part is spent, besides what is done once: the filler, the layout, the templates."""
    # As ``write_articles`` does; a search for garbage would count for whatever happens to be running.
    gc.disable()
    with reading(parse_place(str(desk))) as session:
        found = list_articles(session)[: MOST_CLAIMS // CLAIMS]
        frame = frame_of(session, found, WANTED)
        first = tuple(file_articles(session, found[:1], WANTED))
        start = time.process_time()
        sum(map(len, render_report(replace(frame, articles=first))))
        marks = [time.process_time()]
        once = marks[0] - start
        view = replace(frame, articles=tuple(file_articles(session, found, WANTED)))
        marks.append(time.process_time())
        file_page(view)
        marks.append(time.process_time())
        sum(map(len, render_report(view)))
        marks.append(time.process_time())
    filler, layout, both = (after - before for before, after in itertools.pairwise(marks))
    parts = {"filler": filler, "layout": layout, "templates": both - layout}
    told = ", ".join(f"{name} {part / (filler + both):.0%}" for name, part in parts.items())
    return f"{told}; {once:.2f} s once, mostly to compile the templates"


def report(rows: list[Row]) -> int:
    """Print the table. Returns the exit code."""
    by = {(row.way, row.claims): row for row in rows}
    missed = 0
    print(f"{'':22}{'claims':>8}{'smallest':>10}{'largest':>9}{'a claim':>9}{'peak':>9}   to the floor (target {TIME})")
    for row in rows:
        ratio = row.each / by["floor", row.claims].each
        missed += row.way.startswith("ours") and ratio > TIME
        cells = f"{min(row.seconds):>8.2f} s{max(row.seconds):>7.2f} s{1e6 * row.each:>6.0f} µs{min(row.peaks) / 1024:>6.0f} MB"
        print(f"{row.way:22}{row.claims:>8}{cells}   {ratio:.2f}")
    sizes = sorted({row.claims for row in rows})
    for way in WAYS:
        peaks = [min(by[way, size].peaks) for size in sizes[-2:]]
        growth, memory = by[way, sizes[-1]].each / by[way, sizes[0]].each, peaks[-1] / peaks[0]
        missed += way.startswith("ours") and (growth > GROWTH or memory > MEMORY)
        print(
            f"{way}: {growth:.2f} times the time a claim (target {GROWTH}), {memory:.2f} times the memory (target {MEMORY})"
        )
    return 1 if missed else 0


def main() -> int:
    """Build the desks, check the floor, measure all in turn. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure writing a report against raw rows and a bare template.")
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000], help="hundreds of claims a desk")
    parser.add_argument("--runs", type=int, default=7, help="how often each is run")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child and given.child[0] == SHARES:
        print(json.dumps(tell_shares(Path(given.child[1]))))
        return 0
    if given.child:
        child(given.child[0], Path(given.child[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        desks = {claims: Path(folder) / f"{claims}.db" for claims in given.claims}
        for claims, desk in desks.items():
            build_desk(desk, claims)
        smallest = desks[min(desks)]
        smallest.with_name("floor.j2").write_text(make_template(parse_place(str(smallest))), encoding="utf-8")
        size = check(smallest)
        rows = [Row(way, claims) for claims in sorted(desks) for way in WAYS]
        for _ in range(given.runs):
            for row in rows:
                command = [sys.executable, "-m", "benchmarks.reports", "--child", row.way, str(desks[row.claims])]
                used, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                row.seconds.append(used)
                row.peaks.append(peak)
        print(
            f"CPU time of {given.runs} interleaved runs, {size:,.0f} bytes of HTML a claim; ours is {shares(desks[max(desks)])}"
        )
    packages = ", ".join(f"{name} {version(name)}" for name in ("sqlalchemy", "jinja2"))
    print(f"Python {platform.python_version()}, {packages}, {platform.machine()}")
    return report(rows)


if __name__ == "__main__":
    sys.exit(main())
