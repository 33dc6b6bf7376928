"""The page on what hashes prove does what it shows, and names what it does not prove."""

import pytest
from page_runner import CHECKOUT, blocks, problems, run_page

PAGE = CHECKOUT / "docs" / "integrity.md"


@pytest.mark.deep
def test_the_page_does_what_it_shows(tmp_path):
    assert not (found := problems(run_page(PAGE, tmp_path))), "\n\n".join(found)


def test_only_what_needs_an_authority_is_not_run():
    left_out = [body for kind, body, run in blocks(PAGE) if kind == "console" and not run]
    assert len(left_out) == 1
    assert "--timestamp" in left_out[0]
