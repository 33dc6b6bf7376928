"""The page on asking, correcting and answering: its commands run as printed and print what is shown."""

import pytest
from page_runner import CHECKOUT, blocks, problems, run_page

PAGE = CHECKOUT / "docs" / "answering.md"


@pytest.mark.deep
def test_the_page_does_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path)
    assert not (found := problems(ran)), "\n\n".join(found)


def test_every_block_is_run():
    assert {(kind, run) for kind, _, run in blocks(PAGE)} == {("console", True)}
