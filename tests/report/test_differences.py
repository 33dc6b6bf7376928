import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.figures import difference, parse_quantity
from factcheck.report.differences import say_difference
from factcheck.report.language import LANGUAGES, get_language

ENGLISH = re.compile(
    r"\b(the|same|falls|within|what|was|found|claimed|which|less|exact|one end|overlaps|about|partly|limit|itself|above|below"
    r"|after|before|percentage points|at least|at most|over|under|to|days?|months?|years?|January|March|December)\b"
)
NUMBERS = st.integers(1, 9_999).map(str)
RANGES = st.tuples(st.integers(1, 500), st.integers(501, 9_999)).map(lambda ends: f"{ends[0]}-{ends[1]}")
DATES = st.dates().filter(lambda day: 1900 < day.year < 2100).map(str)
PLAIN = st.one_of(
    st.tuples(st.sampled_from(["", "about ", "over ", "under ", "at least ", "at most "]), NUMBERS).map("".join), RANGES
)


@given(
    st.one_of(
        st.tuples(PLAIN, PLAIN),
        st.tuples(PLAIN, PLAIN).map(lambda pair: (pair[0] + " %", pair[1] + " %")),
        st.tuples(DATES, DATES),
        st.tuples(DATES.map(lambda day: day[:7]), DATES),
        st.tuples(DATES.map(lambda day: day[:4]), DATES.map(lambda day: day[:4])),
    )
)
@settings(max_examples=100, deadline=None)
def test_every_difference_is_said_in_every_language_with_all_its_numbers(pair):
    words = difference(*map(parse_quantity, pair)).words
    for tag in LANGUAGES:
        said = say_difference(words, get_language(tag))
        assert said == words if tag == "en" else not ENGLISH.search(said.replace("falls within", "")), (words, said)
        numbers = re.findall(r"\d[\d,.]*", words)
        assert all(number in said or number in ("1", "2") or "-" in pair[0] for number in numbers), (words, said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the same", "identique"),
        ("1.0 to 1.1 percentage points above what was found", "1.0 à 1.1 points de plus que ce qui a été trouvé"),
        ("1 day before what was found", "1 jour avant ce qui a été trouvé"),
        ("3 to 5 years after what was found", "3 à 5 ans après ce qui a été trouvé"),
        ("within what was found (28 January 2025)", "compris dans ce qui a été trouvé (28 janvier 2025)"),
        ("at least 1,200 below what was found", "au moins 1,200 de moins que ce qui a été trouvé"),
    ],
)
def test_a_difference_in_french(words, said):
    assert say_difference(words, get_language("fr")) == said


@pytest.mark.parametrize("text", ["", "anything else", "%(found)s 100% {0}", "the same\n"])
def test_other_words_come_back_as_they_are(text):
    assert say_difference(text, get_language("de")) == text
