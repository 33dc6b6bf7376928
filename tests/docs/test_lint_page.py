"""docs/lint.md: its commands run as shown, its table is the rules', and its judgements are of what lint finds today."""

import importlib.util
import re
import tomllib

import pytest
from page_runner import CHECKOUT, blocks, problems, run_page

from factcheck.db.session import reading
from factcheck.services.lint.running import lint, list_rules

PAGE = CHECKOUT / "docs" / "lint.md"


def judged() -> dict[str, str]:
    """The judgement of each point in the page's last table."""
    section = PAGE.read_text(encoding="utf-8").partition("## Every point on the worked example, judged")[2]
    rows = re.findall(r"^\| (FC\d{3} [^|]+?) \| ([^|]+) \| (yes|no) \| ([^|]+) \|$", section, re.MULTILINE)
    assert len(rows) == section.count("\n| FC"), "a row that cannot be read"
    return {key: agree for key, _, agree, _ in rows}


def test_every_point_on_the_worked_example_is_judged_and_four_in_five_are_agreed_with(example_place):
    with reading(example_place) as session:
        found = [point.key for point in lint(session).points]
    table = judged()
    assert sorted(table) == sorted(found)
    agreed = sum(agree == "yes" for agree in table.values())
    assert agreed >= 0.8 * len(found)
    share = f"Agreed: {agreed} of {len(found)}, or {100 * agreed / len(found):.0f} %."
    assert share in PAGE.read_text(encoding="utf-8")


def test_the_table_is_of_the_rules():
    spec = importlib.util.spec_from_file_location("lint_rules", CHECKOUT / "docs" / "lint_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = PAGE.read_text(encoding="utf-8")
    assert text == module.page_with_table(text), "python docs/lint_rules.py"


def test_every_rule_says_what_it_finds_and_shows_both_ways():
    rules = list_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"FC[1-4][0-9]{2}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.told.endswith(".")
        assert rule.bad != rule.good
        assert rule.bad
        assert rule.good


@pytest.mark.deep
def test_the_page_does_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path)
    assert not (found := problems(ran)), "\n\n".join(found)


@pytest.mark.parametrize("index", [0, 1])
def test_the_pipelines_install_this_package_and_use_options_there_are(index):
    """No reader of YAML is at hand: what matters is the package's name and the options."""
    body = [body for kind, body, _ in blocks(PAGE) if kind == "yaml"][index]
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] in body
    assert "\t" not in body
    (line,) = [line for line in body.splitlines() if "factcheck lint -" in line]
    options = set(re.findall(r"--[a-z-]+", line))
    assert options <= {"--fail-on", "--sarif", "--db"}
