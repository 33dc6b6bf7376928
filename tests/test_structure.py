"""What holds the code together: lazy loading, import arrows, exit codes explained, files of a readable size."""

import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import processes

from factcheck import errors
from factcheck.cli.table import COMMANDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "factcheck"
HEAVY = {
    "Stemmer", "alembic", "asyncio", "babel", "httpx", "jinja2", "numpy", "onnxruntime", "prompt_toolkit", "psycopg", "pydantic", "rapidfuzz", "rich", "selectolax", "sqlalchemy", "tokenizers",
}  # fmt: skip
ERRORS = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, errors.FactcheckError) and each is not errors.FactcheckError
]


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.word)
def test_the_table_and_the_modules_say_the_same_of_each_command(entry):
    module = importlib.import_module(entry.module)
    assert module.app.info.help.splitlines()[0] == entry.help


def test_every_command_module_is_in_the_table():
    with_app = {
        f"factcheck.cli.{path.stem}"
        for path in (PACKAGE / "cli").glob("*.py")
        if path.stem != "__init__" and re.search(r"^app = new_app\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert with_app == {entry.module for entry in COMMANDS}


def commands_of(command, path=()):
    """Every command and group below ``command``, by the words that reach it."""
    yield path, command
    if hasattr(command, "list_commands"):
        for word in command.list_commands(None):
            yield from commands_of(command.get_command(None, word), (*path, word))


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.word)
def test_every_command_has_help_with_an_example(entry):
    from typer.main import get_command

    for path, command in commands_of(get_command(importlib.import_module(entry.module).app), (entry.word,)):
        words = " ".join(path)
        assert command.help, words
        if not hasattr(command, "list_commands"):
            assert f"Example:\n  factcheck {entry.word}" in command.help, f"{words}: no example"
            assert {"--json", "--db"} <= {option for each in command.params for option in each.opts}, words
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.name == "help", (
                f"{words}: {parameter.name} is not explained"
            )


def loaded_by(*arguments):
    """The top-level modules that are loaded when ``factcheck ARGUMENTS`` ends."""
    script = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr))\n"
        f"sys.argv = ['factcheck', *{list(arguments)!r}]\n"
        "from factcheck.cli import main\n"
        "main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=processes.environment_of(), capture_output=True, text=True, check=False
    )
    return result.returncode, set(json.loads(result.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["claims"], 2),
        (["claim", "--help"], 0),
        (["claim", "add", "--help"], 0),
        (["claim", "add", "--bogus"], 2),
        (["status", "-h"], 0),
        (["demo", "-h"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_help_version_and_usage_errors_load_nothing_heavy(arguments, code):
    returned, modules = loaded_by(*arguments)
    assert returned == code
    assert "typer" in modules
    assert not modules & HEAVY


def test_a_list_loads_neither_templates_nor_migrations():
    returned, modules = loaded_by("claim", "list", "--db", str(ROOT / "claims.db"))
    assert returned == 0
    assert "sqlalchemy" in modules
    assert not modules & (HEAVY - {"sqlalchemy", "asyncio"})


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_says_what_it_is_and_has_an_exit_code_of_its_own(error):
    assert inspect.getdoc(error) != inspect.getdoc(errors.FactcheckError)
    assert error.exit_code in errors.ExitCode
    assert error.exit_code is not errors.ExitCode.INTERNAL


@pytest.mark.parametrize("code", errors.ExitCode, ids=lambda code: code.name)
def test_every_exit_code_is_explained(code):
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    rows = {int(row[1]): row[2] for row in re.finditer(r"^\| (\d+) \| (.+) \|$", page, re.MULTILINE)}
    assert rows[code]
    assert set(rows) == set(errors.ExitCode)


def test_arrows_only_point_down():
    tool = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


SOURCES = [path for folder in ("factcheck", "alembic", "examples", "templates") for path in (ROOT / folder).rglob("*")]


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.suffix in (".py", ".j2")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_file_is_too_long_to_read(path):
    limit = 600 if path.parent.name == "versions" else 400  # a migration writes down whole tables
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
