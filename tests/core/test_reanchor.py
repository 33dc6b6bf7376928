"""Quotes of one version found again in the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.reanchor import Revision

OLD = (
    "The river rose by 18% in May, the city said. Nobody was hurt. Smith, 58, saw it all.\n\n"
    "The bridge, built in 1911, did not hold. It cost 12 people their homes.\n\n"
    "The mayor spoke on Tuesday night. The school opens again in autumn."
)


def find(quote, new, old=OLD):
    start = old.index(quote)
    finding = Revision(old, new).find(start, start + len(quote))
    return finding.how, [new[span.start : span.end] for span in finding.spans]


def test_a_quote_stays_where_it_stood_whatever_happens_around_it():
    new = OLD.replace("The mayor spoke", "In the end the mayor spoke").replace("Nobody was hurt. ", "")
    assert find("built in 1911", new) == ("kept", ["built in 1911"])
    assert find("rose by 18% in May", new.replace("the city said", "the council said")) == (
        "kept",
        ["rose by 18% in May"],
    )


def test_a_sentence_that_stands_elsewhere_has_moved():
    new = "The mayor spoke on Tuesday night.\n\n" + OLD.replace("The mayor spoke on Tuesday night. ", "")
    assert find("spoke on Tuesday night", new) == ("moved", ["spoke on Tuesday night"])


@pytest.mark.parametrize(
    ("was", "now"),
    [("by 18% in", "by 18 % in"), ("by 18% in", "by\n18% in"), ("built in 1911,", "built in\u00a01911,")],
)
def test_other_spaces_and_marks_only_normalise(was, now):
    new = OLD.replace(was, now)
    assert find("rose by 18% in May" if "18" in was else "built in 1911", new)[0] == "normalised"


def test_other_words_for_the_same_facts_are_edited():
    new = OLD.replace("did not hold", "didn't hold")
    assert find("The bridge, built in 1911, did not hold", new) == (
        "edited",
        ["The bridge, built in 1911, didn't hold"],
    )


@pytest.mark.parametrize(
    ("quote", "was", "now"),
    [
        ("rose by 18% in May", "18%", "26%"),
        ("12 people", "12 people", "112 people"),
        ("Smith, 58", "58", "58,000"),
        ("built in 1911", "1911", "1911-12"),
        ("did not hold", "did not hold", "did hold"),
        ("spoke on Tuesday night", "Tuesday", "Monday"),
    ],
)
def test_a_changed_fact_is_never_passed(quote, was, now):
    assert find(quote, OLD.replace(was, now))[0] == "changed"


def test_the_unchanged_twin_of_a_changed_quote_does_not_hide_it():
    old = OLD + "\n\nAt a glance: the river rose by 18% in May. More inside."
    how, _ = find("rose by 18% in May", old.replace("18%", "19%", 1), old)
    assert how in ("changed", "ambiguous")


def test_a_sentence_taken_out_is_gone_and_one_that_stands_twice_ambiguous():
    sentence = "The mayor spoke on Tuesday night. "
    assert find("spoke on Tuesday night", OLD.replace(sentence, "")) == ("gone", [])
    twice = sentence + OLD.replace(sentence, "") + " " + sentence
    assert find("spoke on Tuesday night", twice) == ("ambiguous", ["spoke on Tuesday night"] * 2)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 40), st.integers(1, 20))
def test_whatever_the_texts_the_spans_lie_in_the_new_one(old, new, start, length):
    start = min(start, max(0, len(old) - 1))
    end = min(len(old), start + length)
    if start >= end or not old[start:end].strip():
        return
    finding = Revision(old, new).find(start, end)
    assert all(0 <= span.start < span.end <= len(new) for span in finding.spans)
    assert (len(finding.spans) == 0) == (finding.how == "gone")
    if finding.how in ("kept", "moved") and len(finding.spans) == 1:
        (span,) = finding.spans
        assert finding.how == "moved" or new[span.start : span.end] == old[start:end]


@given(st.text(alphabet="ab .\n1", min_size=1, max_size=80))
def test_in_the_same_text_every_word_is_kept(text):
    for start in range(len(text)):
        if text[start].isalnum():
            assert Revision(text, text).find(start, start + 1).how in ("kept", "ambiguous")
            return
