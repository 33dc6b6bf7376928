"""The page on suggest does what it shows."""

import pytest
from page_runner import CHECKOUT, problems, run_page

PAGE = CHECKOUT / "docs" / "suggest.md"


@pytest.mark.deep
def test_the_commands_of_the_page_print_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path / "reader")
    assert len(ran) > 5
    assert not (found := problems(ran)), "\n\n".join(found)
