from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.fragments import text_fragment

PAGE = "https://weekly.example/bridge"


def terms(url):
    return [unquote(term) for term in url.split(":~:text=")[1].split(",")]


def test_a_quote_is_given_as_it_stands():
    found = text_fragment(PAGE, "carried 4,000 lorries a day")
    assert found == f"{PAGE}#:~:text=carried%204%2C000%20lorries%20a%20day"


def test_hyphens_commas_and_ampersands_cannot_be_read_as_syntax():
    found = text_fragment(PAGE, "a well-known, R&D-heavy firm")
    assert found.split("text=")[1] == "a%20well%2Dknown%2C%20R%26D%2Dheavy%20firm"


def test_an_id_in_the_address_is_kept_and_an_older_directive_is_not():
    assert text_fragment(f"{PAGE}#part", "one two three four").startswith(f"{PAGE}#part:~:text=")
    assert text_fragment(f"{PAGE}#:~:text=old", "one two three four") == f"{PAGE}#:~:text=one%20two%20three%20four"


def test_a_short_quote_gets_the_words_around_it():
    found = text_fragment(PAGE, "18 %", "The share price fell by ", " on Monday, they say.")
    assert terms(found) == ["price fell by-", "18 %", "-on Monday, they"]


def test_words_of_another_line_are_no_context():
    found = text_fragment(PAGE, "18 %", "The headline\nfell ", "\nThe next paragraph")
    assert terms(found) == ["fell-", "18 %"]


def test_a_quote_that_cuts_a_word_is_widened_to_it():
    found = text_fragment(PAGE, "ridge carried lorries dai", "The Hollow B", "ly, the town says")
    assert terms(found) == ["Bridge carried lorries daily"]


def test_a_long_quote_and_one_over_two_lines_are_given_by_their_ends():
    words = [f"word{number}" for number in range(60)]
    assert terms(text_fragment(PAGE, " ".join(words))) == [" ".join(words[:6]), " ".join(words[-6:])]
    assert terms(text_fragment(PAGE, "end of one\n\nbeginning of two")) == ["end of one", "beginning of two"]


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "javascript:alert(1)", "file:///etc/passwd", "http://[bad"])
def test_only_web_pages_are_linked_into(url):
    assert text_fragment(url, "one two three four") == ""


@pytest.mark.parametrize("exact", ["", "  \n "])
def test_nothing_to_land_on_gives_no_link(exact):
    assert text_fragment(PAGE, exact, "before ", " after") == ""


@given(st.text(), st.text(), st.text())
@settings(max_examples=100)
def test_whatever_the_words_the_fragment_is_made_of_plain_signs(exact, prefix, suffix):
    found = text_fragment(PAGE, exact, prefix, suffix)
    assert found == "" if not exact.split() else found.startswith(f"{PAGE}#:~:text=")
    assert found.isascii()
    assert not set(found.partition("text=")[2]) & set(' "<>\\^`{|}#&')


@given(st.lists(st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True), min_size=4, max_size=20))
@settings(max_examples=50)
def test_whole_words_come_back_as_they_were(words):
    assert terms(text_fragment(PAGE, "  ".join(words), "Before ", " after.")) == [" ".join(words)]
