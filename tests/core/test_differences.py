"""What differs between two readings, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.differences import marked, word_difference


def test_words_are_kept_whole_and_typesetting_is_no_difference():
    assert marked(word_difference("rose by 18% in May", "rose by 26% in May")) == "rose by [-18-]{+26+}% in May"
    assert [each.same for each in word_difference("“Yes” \u2013 5", '"Yes" - 5')] == [True]


def test_two_changes_with_a_space_between_are_one():
    assert marked(word_difference("a big dog ran", "a small cat ran")) == "a [-big dog-]{+small cat+} ran"


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_is_lost_of_either(was, now):
    stretches = word_difference(was, now)
    assert "".join(each.was for each in stretches) == was
    assert "".join(each.now for each in stretches) == now
