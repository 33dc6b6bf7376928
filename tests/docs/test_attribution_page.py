"""docs/attribution.md: its commands run as shown."""

import pytest
from page_runner import CHECKOUT, problems, run_page


@pytest.mark.deep
def test_the_page_does_what_it_shows(tmp_path):
    ran = run_page(CHECKOUT / "docs" / "attribution.md", tmp_path)
    assert not (found := problems(ran)), "\n\n".join(found)
