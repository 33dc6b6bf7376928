"""Where a typed quote stands, as the line under it and the desk will both have it."""

import pytest
from desks import STORY
from hypothesis import given, settings
from hypothesis import strategies as some

from factcheck.cli.guide import LIVE, place, place_line, quote_toolbar
from factcheck.errors import BadInputError


def test_a_quote_that_stands_once_needs_no_paragraph():
    quote, named = place(STORY, "rose by…in May", None)
    assert (quote.exact, named) == ("rose by 18 % in May", None)
    assert place_line(STORY, quote).startswith("p2 sentence 1: ")


def test_a_quote_in_several_places_is_taken_where_one_is_at_work():
    with pytest.raises(BadInputError) as error:
        place(STORY, "May", None)
    assert "in p5" in error.value.hint
    assert place(STORY, "May", 1)[1] == 1
    assert place(STORY, "May", 2)[0].exact == "May"
    with pytest.raises(BadInputError, match="2 places"):
        place(STORY, "The river rose", 2)
    with pytest.raises(BadInputError, match="2 places"):
        place(STORY, "The river rose", 3)


def test_a_paragraph_can_be_named_behind_the_words():
    assert place(STORY, "May in p1", 2)[0].start == STORY.index("May")
    with pytest.raises(BadInputError, match="no p9"):
        place(STORY, "May in p9", None)
    # Words of the article that look like it are words of the article.
    text = "It is printed in p3 of the annex.\n\nIt is printed."
    assert place(text, "printed in p3", None) == (place(text, "printed in p3 of", None)[0].__class__(
        exact="printed in p3", prefix="It is ", suffix=" of the annex.\n\nIt is printed.", start=6, end=19,
    ), None)  # fmt: skip


@given(
    some.text(alphabet=STORY, max_size=40) | some.integers(0, len(STORY)).map(lambda start: STORY[start : start + 30])
)
@settings(max_examples=150)
def test_whatever_is_typed_has_a_line_under_it_or_is_somewhere(typed):
    toolbar = quote_toolbar(STORY, 2)
    said = toolbar(typed)
    assert said.strip()
    try:
        quote, paragraph = place(STORY, typed, 2)
    except BadInputError:
        return
    assert STORY[quote.start : quote.end] == quote.exact
    assert said.startswith(place_line(STORY, quote)) or not typed.strip()
    assert place(STORY, typed, paragraph) == (quote, paragraph)


def test_a_book_is_not_searched_at_every_key():
    assert quote_toolbar("x" * (LIVE + 1), None) is None
