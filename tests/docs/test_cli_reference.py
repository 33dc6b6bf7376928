"""The generated pages follow the code, and fail the check when they do not."""

import importlib.util
import subprocess
import sys

import pytest
from page_runner import CHECKOUT

from factcheck.models import Base

SCRIPT = CHECKOUT / "docs" / "generate.py"


@pytest.fixture(scope="module")
def generate():
    sys.path.insert(0, str(SCRIPT.parent))  # as for a script: it imports its neighbour
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pages_elsewhere(generate, tmp_path, monkeypatch):
    """A copy of the pages, which a test may spoil."""
    for name in ("cli.md", "data-model.md", "templates.md"):
        (tmp_path / name).write_bytes((CHECKOUT / "docs" / name).read_bytes())
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    return tmp_path


def test_the_pages_are_up_to_date():
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_there_with_an_example(generate):
    text = (CHECKOUT / "docs" / "cli.md").read_text(encoding="utf-8")
    typed = [name for name, _ in generate.commands()]
    assert len(typed) > 40
    for name in typed:
        section = text.split(f"# factcheck {name}\n")[1].split("\n#")[0]
        example = section.split("Example:\n\n```text\n")[1].split("\n```")[0]
        assert example.startswith("factcheck "), name
        assert f" {name.rsplit(maxsplit=1)[-1]}" in example or name == "query ask", example


@pytest.mark.parametrize(
    ("page", "there", "spoilt"),
    [
        ("cli.md", "--quote", "--cite"),
        ("data-model.md", "| `wording` |", "| `words` |"),
        ("templates.md", "`stance`", "`side`"),
    ],
)
def test_a_stale_page_is_found_and_written_anew(generate, pages_elsewhere, capsys, page, there, spoilt):
    path = pages_elsewhere / page
    good = path.read_text(encoding="utf-8")
    assert there in good
    path.write_text(good.replace(there, spoilt), encoding="utf-8")
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == f"{page} is stale: make docs\n"
    assert generate.main([]) == 0
    assert path.read_text(encoding="utf-8") == good
    assert generate.main(["--check"]) == 0


def test_prose_around_the_tables_is_kept(generate, pages_elsewhere):
    path = pages_elsewhere / "data-model.md"
    path.write_text("Mine.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert generate.main(["--check"]) == 0


def test_a_lost_marker_is_an_error(generate, pages_elsewhere):
    path = pages_elsewhere / "data-model.md"
    path.write_text(path.read_text(encoding="utf-8").replace(generate.END, ""), encoding="utf-8")
    with pytest.raises(ValueError, match="lost the marker"):
        generate.main(["--check"])


def test_every_table_and_column_is_there():
    text = (CHECKOUT / "docs" / "data-model.md").read_text(encoding="utf-8")
    for table in Base.metadata.tables.values():
        section = text.split(f"\n#### `{table.name}`\n")[1].split("\n#")[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in section, f"{table.name}.{column.name}"
