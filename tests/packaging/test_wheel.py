"""The wheel, installed alone in a fresh environment and used outside the checkout, does what the checkout does."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.deep

ROOT = Path(__file__).parents[2]
ARTICLE = "Example Town has doubled its library budget.\n\nThe mayor said so on Monday.\n"


def run(*command, cwd, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "PYTHON", "PIP_"))}
    environment = {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, f"{command}: {result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the sdist and the wheel made from that sdist, and the folder with the wheel made directly."""
    from_sdist, direct = tmp_path_factory.mktemp("from-sdist"), tmp_path_factory.mktemp("direct")
    run(sys.executable, "-m", "build", "--outdir", from_sdist, ROOT, cwd=from_sdist)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", direct, ROOT, cwd=direct)
    return from_sdist, direct


def only(folder, pattern):
    (found,) = folder.glob(pattern)
    return found


def contents_of(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The bin folder of an environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", only(built[0], "*.whl"), cwd=folder)
    return folder / "bin"


@pytest.fixture
def factcheck(installed, tmp_path):
    """Run the installed program in an empty folder."""
    folder = tmp_path / "empty"
    folder.mkdir()

    def call(*arguments, desk="my.db"):
        return run(installed / "factcheck", *arguments, cwd=folder, FACTCHECK_DB=desk, FACTCHECK_PERSON="ANA")

    call.folder = folder
    return call


def test_the_wheel_from_the_sdist_equals_the_wheel_from_the_checkout(built):
    assert contents_of(only(built[0], "*.whl")) == contents_of(only(built[1], "*.whl"))


def test_the_wheel_holds_what_the_program_needs_and_nothing_else(built):
    names = contents_of(only(built[0], "*.whl")).keys()
    for needed in (
        "factcheck/cli/__init__.py",
        "factcheck/_data/templates/base.html.j2",
        "factcheck/_data/templates/assets/report.css",
        "factcheck/_data/alembic/env.py",
        "factcheck/_data/alembic/versions/0001_the_desk.py",
        "factcheck/_data/alembic/versions/0002_risks.py",
        "factcheck/_data/examples/deepseek/claims.json",
        "factcheck/_data/examples/deepseek/article.txt",
        "factcheck/_data/examples/deepseek/article-v2.txt",
    ):
        assert needed in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"factcheck"}
    assert not [name for name in names if name.endswith((".db", ".pyc")) or "__pycache__" in name or "/tests/" in name]
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert [name for name in names if name.endswith(".dist-info/licenses/NOTICE")]


def test_every_file_of_the_package_is_in_the_wheel(built):
    names = contents_of(only(built[0], "*.whl")).keys()
    inside = {"templates": "factcheck/_data/templates", "alembic": "factcheck/_data/alembic", "factcheck": "factcheck"}
    for folder, place in inside.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{place}/{path.relative_to(ROOT / folder)}" in names


def test_the_sdist_holds_no_desk_and_no_tests(built):
    with tarfile.open(only(built[0], "*.tar.gz")) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames() if "/" in name]
    assert {"pyproject.toml", "README.md", "LICENSE", "NOTICE", "factcheck/__init__.py"} <= set(names)
    assert not [name for name in names if name.endswith(".db") or name.startswith("tests/")]


def test_it_does_everything_outside_a_checkout(factcheck):
    assert factcheck("--version").startswith("factcheck ")
    factcheck("db", "init", "my.db")
    (factcheck.folder / "story.txt").write_text(ARTICLE, encoding="utf-8")
    factcheck("article", "add", "story.txt", "--title", "Library")
    factcheck(
        "claim", "add", "The library budget was doubled", "--quote", "doubled its library budget", "--kind", "statistic"
    )
    factcheck("evidence", "add", "1", "https://example.org/accounts", "--for", "Accounts show 2.0 times")
    factcheck("status", "1", "confirmed", "--because", "The accounts show it")
    factcheck("note", "1", "ask for last year's accounts")
    factcheck("query", "1", "--change", "has doubled its library budget since 2024", "--because", "says since when")
    assert "doubled" in factcheck("claim", "list", "--search", "library")
    assert "confirmed" in factcheck("status")
    factcheck("report", "-o", "report.html")
    assert "budget was doubled" in (factcheck.folder / "report.html").read_text(encoding="utf-8")
    factcheck("export", "-o", "set.json")
    factcheck("db", "init", "second.db")
    factcheck("import", "set.json", desk="second.db")
    exported = json.loads(factcheck("claim", "list", "--json", desk="second.db"))
    assert len(exported["data"]) == 1
    factcheck("db", "verify")
    factcheck("db", "verify", desk="second.db")
    assert "whole" in factcheck("db", "check")


def test_the_demo_runs_from_the_wheel(factcheck):
    factcheck("demo", "demo")
    assert "71 claims" in factcheck("status", desk="demo/claims.db")
    assert (factcheck.folder / "demo" / "report.html").stat().st_size > 100_000
    factcheck("db", "verify", desk="demo/claims.db")


def test_help_works_without_the_driver_for_postgresql(installed, tmp_path):
    probe = "import importlib.util, sys; sys.exit(importlib.util.find_spec('psycopg') is not None)"
    run(installed / "python", "-c", probe, cwd=tmp_path)
    result = subprocess.run(
        [installed / "factcheck", "claim", "list", "--db", "postgresql://h/d"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 6
    assert "pip install 'factcheck-desk[postgres]'" in result.stderr
