"""Choosing by number or beginning, offering what is known, and who is asked at all."""

import pytest
from desks import refused, unchanged
from hypothesis import given
from hypothesis import strategies as some

from factcheck.cli.asking import matching, pick
from factcheck.cli.guide import literal
from factcheck.cli.options import text_of
from factcheck.errors import BadInputError

STATUSES = ["confirmed", "disputed", "refuted", "mixed", "unverifiable", "in-review", "unverified"]


@pytest.mark.parametrize(
    ("typed", "word"),
    [("confirmed", "confirmed"), ("C", "confirmed"), (" mi ", "mixed"), ("1", "confirmed"), ("7", "unverified"),
     ("in review", "in-review"), ("IN_R", "in-review"), ("unverifia", "unverifiable")],
)  # fmt: skip
def test_enough_of_a_word_or_its_number_chooses_it(typed, word):
    assert pick(typed, STATUSES) == word


@pytest.mark.parametrize("typed", ["", "x", "0", "8", "²", "-1", "unv", "confirmed!"])
def test_what_could_be_none_or_several_is_refused(typed):
    with pytest.raises(BadInputError):
        pick(typed, STATUSES)


def test_a_word_wins_over_a_longer_one_that_begins_with_it():
    assert pick("in", ["in", "in-review"]) == "in"


@given(some.text(), some.lists(some.text(min_size=1), min_size=1, unique=True))
def test_whatever_is_typed_gives_one_of_the_words_or_is_refused(typed, words):
    try:
        assert pick(typed, words) in words
    except BadInputError as error:
        assert error.hint  # noqa: PT017


def test_what_begins_as_typed_comes_before_what_holds_it():
    known = [("d1", "Water gauge"), ("d2", "Gazette"), ("gauge", "")]
    assert matching(known, "gauge") == [("gauge", ""), ("d1", "Water gauge")]
    assert matching(known, "ga") == [("gauge", ""), ("d1", "Water gauge"), ("d2", "Gazette")]
    assert matching(known, "x") == []


@given(some.text().filter(lambda text: text != "-"))
def test_a_typed_text_is_never_taken_for_the_name_of_a_file(text):
    assert text_of(literal(text)) == text


@pytest.mark.parametrize(
    "arguments",
    [("claim", "add"), ("claim", "add", "x"), ("evidence", "add"), ("evidence", "add", "1"), ("source", "add"),
     ("evidence", "add", "1", "https://example.org"), ("note", "1"), ("note", "1", "x", "--editor")],
)  # fmt: skip
@pytest.mark.one_engine("sqlite")
def test_where_nobody_can_be_asked_it_is_a_usage_error(claims, arguments):
    assert "hint: " in refused(claims, 2, *arguments, stdin="answers nobody asked for\n" * 20)


@pytest.mark.one_engine("sqlite")
def test_a_status_is_no_question_to_a_pipe(claims):
    assert "lacks a reason (--because)" in refused(claims, 5, "status", "1", "confirmed")
    assert "is not a status" in refused(claims, 3, "status", "1", "?")


@pytest.mark.one_engine("sqlite")
def test_a_word_that_a_shell_ate_is_said(claims):
    with unchanged(claims):
        result = claims.run("claim", "show")
        assert result.exit_code == 2
        assert "leave # out" in result.stderr
    # What a shell makes of "it cost $5.576M" and of "in $".
    eaten = claims.run("note", "1", "it cost .576M")
    assert "“it cost .576M” may have lost what a shell takes for its own" in eaten.stderr
    assert "may have lost" in claims.run("note", "1", "in $").stderr
    assert "may have lost" not in claims.run("note", "1", "it cost $5.576M, or 0.5 M. 7 said so").stderr
