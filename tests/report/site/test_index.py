import html
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from index_pages import sample_rows, write_index

from factcheck.report.assets import script_and_hash
from factcheck.report.site.facets import list_facets
from factcheck.report.site.finding import claim_attributes, make_finder, values_of
from factcheck.report.site.index import as_script_data, index_data, index_page, one_line
from factcheck.report.site.rows import SiteRows
from factcheck.report.wording import GROUPS, get_words

WORDS = get_words("en")


def page_of(rows):
    return index_page(rows, list_facets(rows, GROUPS), WORDS)


def column(data, at):
    cell = data["of"][at]
    return [data["values"][place] for place in (cell if isinstance(cell, list) else [cell])]


def test_every_claim_is_read_back_from_the_columns():
    rows = sample_rows(71)
    facets = page_of(rows).finder.facets
    data = json.loads(as_script_data(index_data(rows, facets, WORDS)))
    number = 0
    assert [facet.key for facet in facets] == list(data["facets"])
    for at, claim in enumerate(rows.claims.values()):
        number += data["gaps"][at]
        assert number == claim.number
        assert data["wording"][at] == claim.wording
        assert column(data["groups"], at) == [claim.group]
        assert column(data["words"], at) == [claim.word]
        for key, values in values_of(claim).items():
            assert column(data["facets"][key], at) == list(values), (key, number)
    assert len(data["wording"]) == 71


@given(st.recursive(st.text() | st.none(), lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts)))
def test_nothing_in_the_data_can_end_the_element_or_a_line(value):
    text = as_script_data(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@given(st.text())
def test_a_wording_stands_on_one_line(text):
    assert len(one_line(text).splitlines()) <= 1 or "\n" not in one_line(text)
    assert one_line(text) == one_line(one_line(text))


def test_hostile_wording_and_names_reach_the_page_as_text_only(tmp_path):
    hostile = "</script><script>document.title='owned'</script><!--\u2028<img src=x onerror=alert(1)>\x00\ud800"
    rows = sample_rows(3, wording=hostile)
    rows = replace(rows, sources={ref: replace(row, name=hostile) for ref, row in rows.sources.items()})
    text = write_index(rows, tmp_path).read_text(encoding="utf-8")
    assert text.count("<script") == text.count("</script>") == 2
    assert "<img" not in text
    found = re.search(r'<script type="application/json" id="claims">(.*?)</script>', text, re.DOTALL)
    assert found
    shown = hostile.replace("\x00", "\u2400").replace("\ud800", "\ufffd").replace("\u2028", " ")
    assert json.loads(found[1])["wording"] == [shown] * 3


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\x00" not in text))
def test_attributes_hold_any_tag(tag):
    claim = replace(next(iter(sample_rows(1).claims.values())), tags=(tag, "b c"))
    attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', claim_attributes(claim)))
    assert attributes["data-claim"] == "1"
    assert [unquote(html.unescape(part)) for part in attributes["data-tag"].split(" ")][-1] == "b c"
    assert set(attributes) <= {"data-claim", *(f"data-{key}" for key in values_of(claim))}


def test_choices_count_the_claims_that_have_them():
    rows = sample_rows(71)
    finder = page_of(rows).finder
    assert finder.total == 71
    for facet in finder.facets:
        for choice in facet.choices:
            having = [claim for claim in rows.claims.values() if choice.value in values_of(claim)[facet.key]]
            assert choice.count == len(having) or facet.key == "article"
    assert [choice.label for choice in finder.facets[0].choices][-1] == "Not checkable"


def test_what_all_claims_share_is_no_choice():
    rows = sample_rows(7)
    claims = {n: replace(claim, priority="high", kind="quote", risks=()) for n, claim in rows.claims.items()}
    keys = [facet.key for facet in page_of(replace(rows, claims=claims)).finder.facets]
    assert "priority" not in keys
    assert "kind" not in keys
    assert "risk" not in keys
    assert "status" in keys


def test_a_source_that_only_a_claim_knows_is_still_a_choice():
    rows = replace(sample_rows(5), sources={})
    finder = make_finder(rows, list_facets(rows, GROUPS), WORDS)
    (source,) = [facet for facet in finder.facets if facet.key == "source"]
    assert {choice.label for choice in source.choices} <= {"s1", "s2", "s3", "s4", "s5"}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (500, 500), (501, 500)])
def test_the_page_without_script_holds_the_first_500_and_says_so(tmp_path, count, shown):
    rows = sample_rows(count)
    text = write_index(rows, tmp_path).read_text(encoding="utf-8")
    without_template = re.sub(r"<template.*?</template>", "", text, flags=re.DOTALL)
    assert without_template.count('class="row-wording"') == shown
    assert ("the first 500 claims of 501" in text) is (count > shown)
    if count:
        assert 'href="../claims/by/status/refuted/index.html"' in text


def test_an_empty_desk_has_an_index_without_a_form(tmp_path):
    text = write_index(SiteRows({}, {}, {}), tmp_path).read_text(encoding="utf-8")
    assert "<form" not in text
    assert "0 claims" in text


def test_the_script_stays_inside_its_element_and_holds_no_way_to_make_markup():
    script, digest = script_and_hash()
    assert re.fullmatch(r"sha256-[A-Za-z0-9+/]{43}=", digest)
    assert not re.search(
        r"</script|<!--|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|import\(", script
    )
