"""Pages whose commands a reader follows: each runs as printed and prints what is shown."""

import ast
import re
import zipfile

import pytest
from page_runner import CHECKOUT, blocks, commands_of, matches, problems, run_page

README, TUTORIAL = CHECKOUT / "README.md", CHECKOUT / "docs" / "tutorial.md"
DESK_WORK = CHECKOUT / "docs" / "desk-work.md"
PAGES = [README, TUTORIAL, DESK_WORK]
KINDS = {"console", "text", "json"}


def write_word_file(path):
    """The file that a page says came by mail: one sentence with a tracked change."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    changed = '<w:ins w:id="1" w:author="Jo"><w:r><w:t xml:space="preserve"> in June</w:t></w:r></w:ins>'
    text = f"<w:p><w:r><w:t>The pier will close</w:t></w:r>{changed}<w:r><w:t>.</w:t></w:r></w:p>"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        relation = f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/>'
        file.writestr("_rels/.rels", f'<Relationships xmlns="{relations}">{relation}</Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body>{text}</w:body></w:document>')


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(README, id="README"),
        pytest.param(TUTORIAL, id="tutorial", marks=pytest.mark.deep),
        pytest.param(DESK_WORK, id="desk-work", marks=pytest.mark.deep),
    ],
)
def test_the_page_does_what_it_shows(page, tmp_path):
    write_word_file(tmp_path / "pier.docx")
    ran = run_page(page, tmp_path)
    assert not (found := problems(ran)), "\n\n".join(found)


def test_a_reader_of_the_readme_alone_uses_each_step_of_the_work():
    typed = " ".join(command.text for command in commands_of(README))
    for step in ("article add", "claim add", "evidence add", "--set disputed", "query 2", "report"):
        assert f"{step}" in typed, step


def test_the_shortest_way_is_the_one_that_is_measured():
    """benchmarks/first_report.py times these commands, from a wheel in place of the name."""
    source = (CHECKOUT / "benchmarks" / "first_report.py").read_text(encoding="utf-8")
    values = {
        node.targets[0].id if isinstance(node, ast.Assign) else node.target.id: node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    }
    settled = ast.literal_eval(values["_SETTLED"])
    measured = [
        settled if isinstance(each.elts[0], ast.Name) else ast.literal_eval(each.elts[0])
        for each in values["COMMANDS"].elts
    ]
    (block,) = [body for kind, body, _ in blocks(README) if kind == "text" and body.startswith("pip install")]
    shown = re.sub(r" \\\n\s+", " ", block).splitlines()
    assert [line.replace("factcheck-desk", "{wheel}") for line in shown] == measured


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_block_escapes_by_its_kind(page):
    assert {kind for kind, _, _ in blocks(page)} <= KINDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_only_make_pip_and_git_are_not_run(page):
    for kind, body, run in blocks(page):
        if kind == "console" and not run:
            typed = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            assert all(re.match(r"(make|pip|git|cd|createdb|xdg-open) ?", line) for line in typed), typed


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a b", "a b", True),
        ("a b", "a c", False),
        ("a …", "a anything at all", True),
        ("a …", "b anything at all", False),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nd", True),
        ("a\n…\nd", "a\nb\nc", False),
        ("id … of", "id 01a2 of", True),
        ("a", "a\nb", False),
    ],
)
def test_what_an_ellipsis_stands_for(shown, printed, same):
    assert matches(shown, printed) is same
