"""The page on matching does what it shows, and its table of languages is what the benchmark prints today."""

import pytest
from page_runner import CHECKOUT, problems, run_page

from benchmarks import matched_languages
from factcheck.core.words import Band
from factcheck.db.session import reading
from factcheck.embedding import Embedder
from factcheck.services.matching import match_all
from factcheck.services.meaning import Meanings

PAGE = CHECKOUT / "docs" / "match.md"


@pytest.mark.deep
def test_the_commands_of_the_page_print_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path / "reader")
    assert len(ran) > 15
    assert not (found := problems(ran)), "\n\n".join(found)


def test_the_table_of_languages_is_what_is_measured(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["matched_languages"])
    matched_languages.main()
    rows = capsys.readouterr().out.splitlines()
    shown = PAGE.read_text(encoding="utf-8").replace("**", "").splitlines()
    assert len(rows) == 3
    assert [row for row in rows if row not in shown] == []


@pytest.mark.deep
@pytest.mark.parametrize("semantic", [False, True], ids=["words", "meanings"])
def test_what_the_page_says_of_the_worked_example_is_so_today(example_place, semantic):
    with reading(example_place) as session:
        pairs = match_all(session, meanings=Meanings(session, Embedder()) if semantic else None)
    same = [(pair.first.number, pair.second.number) for pair in pairs if pair.likeness.band is Band.SAME]
    assert same == []
