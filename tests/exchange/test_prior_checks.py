"""Prior checks from files: our own lines, ClaimReview in every wrapping, and whatever a stranger sends."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import BadInputError
from factcheck.exchange.prior_checks import MAXIMUM, PriorRow, read_prior_checks

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The bridge was built in 1911",
    "headline": "How old is the bridge?",
    "author": {"@type": "Organization", "name": "Lune Facts"},
    "datePublished": "2024-05-01T10:00:00+01:00",
    "url": "https://example.org/bridge",
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}
ROW = PriorRow(
    "The bridge was built in 1911",
    title="How old is the bridge?",
    publisher="Lune Facts",
    url="https://example.org/bridge",
    date="2024-05-01",
    rating="False",
)


def read(value):
    return read_prior_checks(json.dumps(value).encode(), name="file")


def test_our_own_lines():
    lines = [
        {"claim": " It  rained ", "title": "Rain", "summary": "It did.", "publisher": "Facts", "rating": 4},
        {"claim": "It snowed", "date": "26 May 2015", "url": "http://example.org/"},
    ]
    found = read_prior_checks("\n\n".join(map(json.dumps, lines)).encode(), name="file")
    assert found.rows == (
        PriorRow("It rained", title="Rain", summary="It did.", publisher="Facts", rating="4"),
        PriorRow("It snowed", date="2015-05-26", url="http://example.org/"),
    )
    assert (found.skipped, dict(found.left_out)) == ((), {})


@pytest.mark.parametrize(
    "wrapped",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        REVIEW | {"@type": ["Review", "ClaimReview"], "author": [REVIEW["author"]]},
        {"claims": [{"text": REVIEW["claimReviewed"], "claimReview": [
            {"publisher": {"name": "Lune Facts", "site": "x.org"}, "url": REVIEW["url"], "title": REVIEW["headline"],
             "reviewDate": "2024-05-01T09:00:00Z", "textualRating": "False"}]}]},
    ],
)  # fmt: skip
def test_a_claim_review_in_any_wrapping(wrapped):
    assert read(wrapped).rows == (ROW,)


def test_a_rating_without_words_is_its_points():
    assert read(REVIEW | {"reviewRating": {"ratingValue": "1", "bestRating": "5"}}).rows[0].rating == "1 of 5"
    assert read(REVIEW | {"reviewRating": {"ratingValue": 1.5}}).rows[0].rating == "1.5"


@pytest.mark.parametrize("value", [{"a": 1}, ["1"], True, None, ""])
def test_what_is_neither_text_nor_number_is_no_rating(value):
    assert read(REVIEW | {"reviewRating": {"ratingValue": value, "bestRating": 5}}).rows[0].rating is None
    assert read(REVIEW | {"reviewRating": {"ratingValue": 2, "bestRating": value}}).rows[0].rating == "2"


def test_a_line_ends_at_a_line_feed_alone():
    text = "".join(f'{{"claim": "{word}\u2028two\x85three"}}\r\n' for word in ("one", "two"))
    found = read_prior_checks(text.encode(), name="file")
    assert (len(found.rows), found.skipped) == (2, ())


@pytest.mark.parametrize("text", ['{"claim": "one"}\n' + "x\n" * 10_001, "[" + "1," * 10_001 + '{"claim": "one"}]'])
def test_a_file_of_another_kind_is_given_up_before_it_fills_the_memory(text):
    with pytest.raises(BadInputError, match="more than 10,000 lines or objects"):
        read_prior_checks(text.encode(), name="file")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2024", "2024"), ("2024-05-01 10:00", "2024-05-01"), ("May 5, 2020", "2020-05-05"), ("5 Sept 2020", "2020-09-05"),
     ("2024-13-40", "2024"), ("31 Foo 2020", None), ("yesterday", None),
     ("1432600000000", None), ("20200501", None), ("2024-05-011", "2024-05")],
)  # fmt: skip
def test_dates_as_far_as_they_can_be_read(written, kept):
    found = read({"claim": "x", "date": written})
    assert found.rows[0].date == kept
    assert dict(found.left_out) == ({} if kept else {"date": 1})


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "example.org/x", "https://user:secret@example.org/", "http://"]
)
def test_a_link_that_nobody_may_print_is_left_out_and_counted(link):
    found = read({"claim": "x", "url": link})
    assert (found.rows, dict(found.left_out)) == ((PriorRow("x"),), {"url": 1})


def test_the_same_check_twice_is_taken_once():
    assert len(read([REVIEW, REVIEW]).rows) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [('{"claim": ""}', "names no claim"), ('{"claim": "a", "claim": "b"}', "stands twice"), ("[1]", "no object"),
     ('{"claim": ["a"]}', "names no claim"), ('{"claim": "a", "title": {}}', "“title” is no text"), ("{", "not JSON"),
     ('{"title": "a"}', "neither"), ('{"claim": "\\ud800"}', "half a character"), ('{"claim": NaN}', "NaN"),
     ('{"claim": "' + "x" * 20_001 + '"}', "limit"), ("[" * 60 + "]" * 60, "nested"),
     ('{"claim": ' + "9" * 5000 + "}", "thousands of digits")],
    ids=range(12),
)  # fmt: skip
def test_a_bad_line_is_listed_with_its_place_and_the_others_are_taken(line, why):
    found = read_prior_checks(f'{{"claim": "one"}}\n{line}\n{{"claim": "two"}}\n'.encode(), name="file")
    assert [row.claim for row in found.rows] == ["one", "two"]
    (said,) = found.skipped
    assert said.startswith("line 2")
    assert why in said


@pytest.mark.parametrize("data", [b"", b"  \n", b"[]", b"{}", b"\xff\xfe", b"claim", b'{"@type": "WebPage"}', b"null"])
def test_a_file_without_a_prior_check_is_refused(data):
    with pytest.raises(BadInputError, match="file "):
        read_prior_checks(data, name="file")


@pytest.mark.deep
def test_a_file_without_end_is_refused():
    lines = "".join(f'{{"claim": "{number}"}}\n' for number in range(MAXIMUM + 1))
    with pytest.raises(BadInputError, match="more than 200,000"):
        read_prior_checks(lines.encode(), name="file")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda each: st.lists(each, max_size=3)
    | st.dictionaries(
        st.sampled_from(["claim", "claimReviewed", "@type", "@graph", "item", "claims", "claimReview", "text", "url", "date",
                         "reviewRating", "author", "rating", "title", "datePublished"]), each, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(JSON | st.just(REVIEW))
def test_any_value_is_taken_or_refused_in_a_sentence(value):
    with suppress(BadInputError):
        assert all(row.claim for row in read(value).rows)


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_in_a_sentence(data):
    with suppress(BadInputError):
        assert read_prior_checks(data, name="file").rows
