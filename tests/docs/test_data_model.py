"""What the data model says of the history is enough for a stranger to recompute it."""

import re
import sqlite3
import subprocess
import sys

import pytest
from page_runner import CHECKOUT

pytestmark = pytest.mark.one_engine("sqlite")
PAGE = (CHECKOUT / "docs" / "data-model.md").read_text(encoding="utf-8")


@pytest.fixture
def recompute(tmp_path):
    """Run the page's program on a desk, away from the checkout, with nothing but Python."""
    (program,) = re.findall(r"^```python\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    script = tmp_path / "recompute.py"
    script.write_text(program, encoding="utf-8")

    def run(desk):
        return subprocess.run(
            [sys.executable, "-I", script, desk.address], check=False, capture_output=True, text=True, cwd=tmp_path
        )

    return run


def test_the_program_on_the_page_finds_the_head(example_desk, recompute):
    done = recompute(example_desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == example_desk.ok("db", "verify").splitlines()[-1]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE events SET person = '' WHERE seq = 300", "event 300 was altered"),
        ("UPDATE event_payloads SET body = replace(body, 'confirmed', 'refuted') WHERE seq = 340", "event 340"),
    ],
)
def test_it_finds_what_was_altered(example_desk, recompute, change, found):
    connection = sqlite3.connect(example_desk.address)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(change).rowcount == 1
    connection.commit()
    connection.close()
    done = recompute(example_desk)
    assert done.returncode == 1
    assert found in done.stderr


@pytest.mark.parametrize("stance", ["supports", "refutes"])
def test_the_example_of_independence_is_claim_40(example_desk, stance):
    items = example_desk.json("evidence", "list", "40")["data"]
    by_origin: dict[str, list[str]] = {}
    for item in items:
        if item["stance"] == stance:
            by_origin.setdefault(item["origin"], []).append(item["ref"])
    for origin, refs in by_origin.items():
        assert f"| {', '.join(refs)} | {stance} | {origin} |" in PAGE
