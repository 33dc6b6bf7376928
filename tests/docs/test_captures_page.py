"""The page about copies of pages: its commands print what it shows."""

import pytest
from page_runner import CHECKOUT, problems, run_page

PAGE = CHECKOUT / "docs" / "captures.md"


@pytest.mark.deep
def test_the_page_prints_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path / "reader")
    found = [problem for problem in problems(ran) if "evidence check" not in problem.splitlines()[0]]
    assert found == []
    (check,) = [each for each in ran if each.command.text == "factcheck evidence check"]
    assert check.exit_code == 1
    assert check.printed.splitlines() == list(check.command.shown)
