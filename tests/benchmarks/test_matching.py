"""The benchmark of matching on a corpus of our own: its files, its figures, and that it runs from end to end."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks import match_systems
from benchmarks.match_data import read_corpus, read_queries
from benchmarks.match_scores import Answer, area, average_precision, half, interval, recall_at, reciprocal_rank
from factcheck.services import matching

CLAIMS = [
    ("c1", "A whale swam up the river to the capital.", "Whale in the River?", "A photograph of June shows it.", "3 June 2021"),
    ("c2", "The bridge was closed for forty days.", "Bridge Closure", None, "1 May 2020"),
    ("c3", "Every school in Norland was given a telescope.", "Telescopes for Schools", "", ""),
]  # fmt: skip
POSTS = [
    ("q1", "There is a WHALE in the river!! https://t.co/x \u2014 Ann Lee (@annlee) June 2, 2021", "c1"),
    ("q2", "They closed the bridge for 40 days \u2014 Bo (@bo) May 3, 2020", "c2"),
    ("q3", "a telescope for every school", "c3"),
    ("q4", "whales, whales", "c1"),
]


@pytest.fixture
def files(tmp_path):
    """A corpus, posts with a line of headings, and who belongs to whom in both known shapes."""
    names = ("vclaim_id", "vclaim", "title", "subtitle", "date")
    corpus, queries, three, four = (tmp_path / name for name in ("c.jsonl", "q.tsv", "three.tsv", "four.tsv"))
    corpus.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in CLAIMS))
    queries.write_text("query_id\ttext\n" + "".join(f"{name}\t{text}\n" for name, text, _ in POSTS))
    three.write_text("query_id\tvclaim_id\trelevance\n" + "".join(f"{name}\t{claim}\t1\n" for name, _, claim in POSTS))
    four.write_text("".join(f"{name}\t0\t{claim}\t1\n" for name, _, claim in POSTS))
    return corpus, queries, three, four


def test_files_are_read_in_both_shapes(files):
    corpus = read_corpus(files[0])
    assert corpus.texts(1) == ("A whale swam up the river to the capital.", "Whale in the River?", CLAIMS[0][3])
    assert corpus.texts(3) == ("Every school in Norland was given a telescope.", "Telescopes for Schools")
    assert [corpus.statements[key].day for key in (1, 2, 3)] == [date(2021, 6, 3), date(2020, 5, 1), None]
    first, second = (read_queries(files[1], qrels, corpus) for qrels in files[2:])
    assert first == second
    assert [(query.day, query.gold) for query in first] == [
        (date(2021, 6, 2), {1}), (date(2020, 5, 3), {2}), (None, {3}), (None, {1}),
    ]  # fmt: skip
    assert first[1].said == "They closed the bridge for 40 days \u2014 Bo (@bo) "


def test_precision_is_that_of_the_official_scorer():
    assert average_precision([5, 7, 9], {7}, 1) == 0
    assert average_precision([5, 7, 9], {7}, 5) == 0.5
    assert average_precision([5, 7, 9], {5, 9}, 5) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([5, 7, 9], {9}, 2) == 0
    assert reciprocal_rank([5, 7, 9], {9}) == pytest.approx(1 / 3)
    assert reciprocal_rank([], {9}) == 0


def test_telling_that_there_is_none():
    known, unknown = [Answer(0.9, known=True, right=True), Answer(0.3, known=True, right=False)], []
    unknown = [Answer(0.5, known=False, right=False), Answer(0.1, known=False, right=False)]
    assert area(known + unknown) == 0.75
    assert area([Answer(0.5, known=True, right=True), Answer(0.5, known=False, right=False)]) == 0.5
    assert recall_at(known + unknown) == 0.5
    assert recall_at([*unknown, Answer(0.2, known=True, right=True)]) == 0
    assert len(half(199)) == 99
    assert half(10) == half(10) != half(10, seed=2)


def test_an_interval_holds_the_mean():
    low, high = interval([0.0, 1.0] * 50)
    assert 0.38 < low < 0.5 < high < 0.62
    assert interval([1.0] * 9) == (1.0, 1.0)


def test_the_command_prints_every_figure(files):
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.matching", "--corpus", files[0], "--queries", files[1], "--qrels", files[3]],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "n = 4 queries, 3 claims" in ran.stdout
    ours = next(line for line in ran.stdout.splitlines() if line.startswith("factcheck, words alone  "))
    assert ours.split()[3:5] == ["1.000", "1.000"]
    for name in ("bare FTS5", "rapidfuzz", '"same" stated', "CPU per query"):
        assert name in ran.stdout


def test_the_benchmark_compares_as_many_candidates_as_the_program():
    assert match_systems.DEPTH == matching.CANDIDATES == 30  # fifty cost more than three bare queries
