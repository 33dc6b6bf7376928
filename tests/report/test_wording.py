from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.words import (
    Method,
    Outcome,
    Quality,
    RelationKind,
    SourceKind,
    Stance,
    Status,
    TitleBasis,
    UnverifiableCode,
)
from factcheck.report import wording
from factcheck.report.summary import group_of
from factcheck.report.views import ClaimView, EvidenceView, RelationView, SaysView


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (ClaimView(1, "x", "confirmed"), "confirmed"),
        (ClaimView(1, "x", "confirmed", "attribution-claim"), "confirmed: it was said"),
        (ClaimView(1, "x", "confirmed", "event", relations=(RelationView("says", 2),)), "confirmed: it was said"),
        (ClaimView(1, "x", "confirmed", "event", relations=(RelationView("says", 2, inverse=True),)), "confirmed"),
        (ClaimView(1, "x", "refuted", "attribution-claim"), "refuted"),
        (ClaimView(1, "x", "unverifiable", code="opinion"), "not a matter of fact"),
        (ClaimView(1, "x", "unverifiable"), "not checkable"),
        (ClaimView(1, "x", "in-review"), "in review"),
    ],
)
def test_the_status_says_no_more_than_was_checked(claim, word):
    assert wording.status_word(claim) == word


def test_every_fixed_word_of_the_desk_has_its_word_on_the_page():
    assert {group_of(ClaimView(1, "x", status)) for status in Status} | {"stale"} == set(wording.GROUP_WORDS)
    assert set(wording.GROUP_MEANINGS) == set(wording.GROUP_WORDS)
    assert set(wording.CODE_WORDS) == set(UnverifiableCode)
    assert set(wording.STANCE_WORDS) == set(Stance)
    assert set(wording.QUALITY_WORDS) == set(Quality)
    assert set(wording.METHOD_WORDS) == set(Method) - {"read"}
    assert set(wording.OUTCOME_WORDS) == set(Outcome)
    assert set(wording.TITLE_BASIS_WORDS) == set(TitleBasis) - {"shown"}
    assert set(wording.SOURCE_KIND_WORDS) == {kind for kind in SourceKind if "-" in kind}
    assert set(wording._RELATION_WORDS) == {(kind, inverse) for kind in RelationKind for inverse in (False, True)}


def test_an_unattributed_claim_is_in_the_articles_own_voice():
    assert wording.voice(SaysView("unattributed")) == "the article's own voice"


@pytest.mark.parametrize(
    ("extent", "read", "in_part"),
    [("whole file", True, False), ("", True, False), ("first 80 lines", True, True), ("first 80 lines", False, False)],
)
def test_an_item_is_read_in_part_only_by_its_own_note(extent, read, in_part):
    assert wording.read_in_part(EvidenceView("1.1", "supports", "x", extent=extent, read=read)) is in_part


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-01-28", "28 January 2025"),
        ("2025-01", "January 2025"),
        ("2025", "2025"),
        ("2025-13-01", "2025-13-01"),
        ("", ""),
        ("early 2025", "early 2025"),
        ("2025-01-28T10:00:00Z", "28 January 2025"),
        (datetime(2025, 1, 28, tzinfo=UTC), "28 January 2025"),
    ],
)
def test_dates_read_as_prose(value, shown):
    assert wording.day(value) == shown


@given(st.text())
def test_any_text_may_stand_where_a_date_is_expected(text):
    assert isinstance(wording.day(text), str)


def test_counts_and_lists_are_english():
    assert [wording.counted(n, "item") for n in (0, 1, 2000)] == ["0 items", "1 item", "2,000 items"]
    assert [wording.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
