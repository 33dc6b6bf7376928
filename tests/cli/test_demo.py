"""``factcheck demo`` puts the second version of its article beside the desk, and replaces nobody's file with it."""

import pytest

from factcheck.resources import examples_dir


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_the_second_version_is_beside_the_desk(no_desk):
    assert "A second version of the article: try/article-v2.txt" in no_desk.ok("demo", "try")
    second = no_desk.folder / "try" / "article-v2.txt"
    assert second.read_bytes() == (examples_dir() / "deepseek" / "article-v2.txt").read_bytes()
    second.write_text("A version of my own.", encoding="utf-8")
    no_desk.ok("demo", "try", "--again")
    assert second.read_text(encoding="utf-8") == "A version of my own."
