# ruff: noqa: RUF001 - dashes and signs are what is looked for
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.passages import find_passages, mark_hits
from factcheck.core.search import token_spans, tokens

TEXT = (
    "The river rose by 18 % in May. It had risen for 18 months, by 1.18%, they say.\n\n"
    "Downloads of “the model” cost $5.6M. C++ won – with −3 °C outside."
)


def _found(query):
    """The sentences found, with what was looked for in brackets."""
    marked = []
    for passage in (mark_hits(TEXT, each, query) for each in find_passages(TEXT, query)):
        pieces, at = [], passage.start
        for hit in passage.hits:
            pieces += [TEXT[at : hit.start], "[", TEXT[hit.start : hit.end], "]"]
            at = hit.end
        marked.append("".join([*pieces, TEXT[at : passage.end]]))
    return marked


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("18 %", "The river rose by [18 %] in May."),
        ("18%", "The river rose by [18 %] in May."),
        ("18 per cent", "The river rose by [18 %] in May."),
        ("1.18%", "It had risen for 18 months, by [1.18%], they say."),
        ("$5.6", "Downloads of “the model” cost [$5.6]M."),
        ("C++", "[C++] won – with −3 °C outside."),
        ('"the model" COST', "Downloads of [“the model” cost] $5.6M."),
        ("won - with", "C++ [won – with] −3 °C outside."),
        ("download", "[Downloads] of “the model” cost $5.6M."),
        ("–", "C++ won [–] with [−]3 °C outside."),
        ("May river", "The [river] rose by 18 % in [May]."),
        ("in May. It had", "The river rose by 18 % [in May. It had] risen for 18 months, by 1.18%, they say."),
    ],
)
def test_the_sentence_comes_first_and_its_words_are_marked(query, first):
    assert _found(query)[0] == first


def test_a_number_with_a_sign_is_not_another_number():
    assert [sentence for sentence in _found("18%") if "months" in sentence] == []
    assert len(_found("18")) == 2


@pytest.mark.parametrize("query", ["elephant", "", "  ", "€", "19%", "ver"])
def test_what_is_not_there_is_not_found(query):
    assert _found(query) == []


def test_most_words_come_first():
    assert [each.words for each in find_passages(TEXT, "the river of models cost")] == [3, 2, 1]


def test_short_words_do_not_stand_for_longer_ones():
    assert _found("mo") == []
    assert _found("mon") == ["It had risen for 18 [months], by 1.18%, they say."]


@settings(max_examples=150)
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_question_of_any_text_stays_inside_its_sentences(text, query):
    for passage in find_passages(text, query):
        marked = mark_hits(text, passage, query)
        assert 0 <= marked.start < marked.end <= len(text)
        assert all(marked.start <= hit.start < hit.end <= marked.end for hit in marked.hits)
        assert list(marked.hits) == sorted(set(marked.hits))


@settings(max_examples=150)
@given(st.text(alphabet="aéßﬁ中文18,.% $€\u0301Øκ\n", max_size=40))
def test_the_spans_of_tokens_hold_those_tokens(text):
    for token, start, end in token_spans(text):
        assert token in list(tokens(text[start:end]))
