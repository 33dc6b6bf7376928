"""Counts at the end of a test run: tests per engine, skips that are not allowed, golden files nobody asked for."""

import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

ENGINES = ("sqlite", "postgresql")


class Tally:
    """A pytest plugin that counts outcomes per engine and fails the session where a promise is broken."""

    def __init__(self, config: pytest.Config, golden: Path, *, both: bool) -> None:
        self.config = config
        self.golden = golden
        self.both = both
        self.engine_of: dict[str, str] = {}
        self.passed: Counter[str] = Counter()
        self.skipped: list[str] = []
        self.golden_used: set[Path] = set()
        self.complaints: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Remember which test runs on which engine, and let ``-m both_engines`` find them."""
        for item in items:
            call = getattr(item, "callspec", None)
            if call is None or "engine_name" not in call.params:
                continue
            if item.get_closest_marker("one_engine") is None:
                item.add_marker("both_engines")
                self.engine_of[item.nodeid] = call.params["engine_name"]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Say which engine a test ran on, and give skips of one reason one place, so that they print as one line."""
        report = yield
        if item.nodeid in self.engine_of:
            report.user_properties.append(("engine", self.engine_of[item.nodeid]))
        if report.skipped and isinstance(report.longrepr, tuple) and "no PostgreSQL" in report.longrepr[2]:
            report.longrepr = ("tests on postgresql", None, report.longrepr[2])
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what passed on which engine, and what was skipped."""
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.skipped.append(f"{report.nodeid}: {reason}")
        elif report.when == "call" and report.passed:
            self.passed.update(engine for key, engine in report.user_properties if key == "engine")

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Fail a session that passed its tests but not its promises. A worker process hands in what it saw."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["golden"] = [str(path) for path in self.golden_used]
            return
        passed = [self.passed[engine] for engine in ENGINES]
        if self.both and passed[0] != passed[1]:
            self.complaints.append("the number of tests passed differs between the engines")
        if os.environ.get("FACTCHECK_NO_SKIPS") == "1" and self.skipped:
            self.complaints.append(
                f"{len(self.skipped)} skipped where no skip is allowed: " + "; ".join(self.skipped[:20])
            )
        if os.environ.get("CI") == "true" and _whole_suite(self.config):
            there = {path for path in self.golden.rglob("*") if path.is_file()}
            stale = sorted(str(path.relative_to(self.golden)) for path in there - self.golden_used)
            if stale:
                self.complaints.append("golden files no test asks for: " + ", ".join(stale))
        if self.complaints and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take in what a worker process saw."""
        self.golden_used.update(Path(name) for name in getattr(node, "workeroutput", {}).get("golden", ()))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Print the counts and the complaints."""
        if self.passed:
            counts = ", ".join(f"engine {engine}: {self.passed[engine]} passed" for engine in ENGINES)
            terminalreporter.write_line(counts)
        for complaint in self.complaints:
            terminalreporter.write_line(f"FAILED: {complaint}", red=True)


def _whole_suite(config: pytest.Config) -> bool:
    """Whether nothing was left out by -k, -m or a path."""
    option = config.option
    return not (option.keyword or option.markexpr or config.args_source is pytest.Config.ArgsSource.ARGS)
