import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_views import HOSTILE, hostile_report, small_report, two_articles

from factcheck.errors import BadInputError
from factcheck.report.site.codec import from_data, to_data
from factcheck.report.site.facets import folder_name, list_facets
from factcheck.report.site.gather import gather
from factcheck.report.site.rows import ArticleRow, ArticleRows, ClaimRow, SiteRows, SourceRow
from factcheck.report.site.tables import read_rows, write_csv, write_rows
from factcheck.report.wording import GROUPS

_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


def rows_of(built, report, audience="editor"):
    return read_rows(built(report, audience)["claims.json"])


@given(st.builds(ClaimRow, number=st.integers(1, 10**6), group=st.sampled_from(list(GROUPS))))
@settings(max_examples=100)
def test_a_row_comes_back_from_json_as_it_was(row):
    assert from_data(ClaimRow, json.loads(json.dumps(to_data(row)))) == row


@given(st.lists(st.builds(SourceRow), max_size=3), st.lists(st.builds(ArticleRow), max_size=3))
@settings(max_examples=50)
def test_a_file_of_rows_comes_back_as_it_was(sources, articles):
    rows = SiteRows({row.ref: row for row in articles}, {row.ref: row for row in sources}, {})
    assert read_rows("".join(write_rows(rows))) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"schema": "factcheck/site-claims/2"}',
        '{"schema": "factcheck/site-claims/1", "articles": [], "sources": [], "claims": [{"number": "1"}]}',
        '{"schema": "factcheck/site-claims/1", "articles": [], "sources": [], "claims": [{"number": 1}]}',
        '{"schema": "factcheck/site-claims/1", "articles": [{"nothing": 1}], "sources": [], "claims": []}',
        '{"schema": "factcheck/site-claims/1", "articles": 3, "sources": [], "claims": []}',
    ],
)
def test_a_damaged_file_of_rows_is_refused_in_words(text):
    with pytest.raises(BadInputError, match=r"claims\.json is not one of ours"):
        read_rows(text)


def test_a_claim_of_two_articles_is_one_row(built):
    rows = rows_of(built, two_articles())
    assert rows.claims.keys() == {1, 2, 3, 4, 5}
    assert all(claim.articles == ("a1", "a2") for claim in rows.claims.values())
    assert [ask.article for ask in rows.claims[1].asks] == ["a1", "a2"]
    assert rows.claims[2].items == rows_of(built, small_report()).claims[2].items


def test_merging_keeps_who_says_it_in_each_article():
    first = ClaimRow(1, "It is so.", "open", "unverified", "unverified", articles=("a1",), own_voice=True, says=("s1",))
    second = ClaimRow(1, "It is so.", "open", "unverified", "unverified", articles=("a2",), unnamed=True, says=("s2",))
    article = ArticleRow("a1", "One", (), "", "", "", "", clear=False, claims=1)
    rows = gather([ArticleRows(article, (), (first,)), ArticleRows(article, (), (second,))])
    assert rows.claims[1].says == ("s1", "s2")
    assert rows.claims[1].own_voice
    assert rows.claims[1].unnamed


def test_the_table_is_what_a_spreadsheet_reads(built):
    text = built(small_report())["claims.csv"]
    assert text.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["number"] for row in found] == ["1", "2", "3", "4", "5"]
    assert found[0]["says"] == ""
    assert found[1]["says"] == "Town of Hollow"
    assert found[2]["stale"] == "yes"
    assert found[3]["status_in_words"] == "not a matter of fact"


@pytest.mark.parametrize("live", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])
def test_no_cell_is_a_formula(live):
    claim = ClaimRow(1, live, "open", "unverified", "unverified", tags=(live,), reason=live)
    cells = list(csv.reader(io.StringIO("".join(write_csv(SiteRows({}, {}, {1: claim}))))))[1]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))] == []
    assert f"'{live}".replace("\t", "\u2409") in [cell.replace("\t", "\u2409") for cell in cells]


def test_hostile_text_stays_one_cell(built):
    found = list(csv.reader(io.StringIO(built(hostile_report())["claims.csv"])))
    assert {len(row) for row in found} == {len(found[0])}
    assert HOSTILE.replace("\x00", "\u2400") in [cell.removeprefix("'") for cell in found[1]]


@pytest.mark.parametrize("value", ["cost", "cost-of-training", "2024"])
def test_a_plain_tag_names_its_folder(value):
    assert folder_name(value) == value


@given(st.lists(_TEXT.filter(bool), max_size=6, unique=True))
@settings(max_examples=100)
def test_other_tags_get_folders_that_no_file_system_refuses_and_none_shares(values):
    names = [folder_name(value) for value in [*values, "con", "COM1", "a/b", "..", "Cost", "café"]]
    for name in names:
        assert name.isascii()
        assert len(name) <= 48
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-~")
        assert name.lower() not in ("con", "prn", "aux", "nul", "com1")
    assert len({name.lower() for name in names}) == len({*values, "con", "COM1", "a/b", "..", "Cost", "café"})


def test_lists_hold_every_claim_that_has_the_value_and_break_into_pages(built):
    rows = rows_of(built, small_report())
    found = {(each.facet, each.value): [claim.number for claim in each.claims] for each in list_facets(rows, GROUPS)}
    assert found["status", "stale"] == [3]
    assert found["kind", "opinion"] == [4]
    assert found["tag", "traffic"] == [1]
    assert found["source", "s1"] == [2]
    many = {number: ClaimRow(number, "c", "open", "unverified", "unverified") for number in range(1, 1202)}
    (listing,) = list_facets(SiteRows({}, {}, many), GROUPS)
    assert listing.pages == 3
    assert [len(listing.shown(page)) for page in (1, 2, 3)] == [500, 500, 201]
    assert [listing.path(page) for page in (1, 2)] == [
        "claims/by/status/open/index.html",
        "claims/by/status/open/2.html",
    ]
