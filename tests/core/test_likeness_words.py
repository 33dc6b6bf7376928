import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.spelling import in_words

from factcheck.core.likeness_words import printed_terms, terms, without_addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two million people", "2,000,000 people"),
        ("2.5 million downloads", "2,500,000 downloads"),
        ("two and a half million downloads", "2,500,000 downloads"),
        ("$5.576M", "$5,576,000"),
        ("a million jobs", "1,000,000 jobs"),
        ("18%", "18 percent"),
        ("the tenth attempt", "the 10th attempt"),
        ("a five per cent rise", "a 5 per cent rise"),
        ("the colour of the theatre", "the color of the theater"),
        ("they organised the labour defence", "they organized the labor defense"),
        ("a grey catalogue of programmes", "a gray catalog of programs"),
        ("analysing travellers", "analyzing travelers"),
        ("Élysée and Zürich", "Elysee and Zurich"),
        ("NVIDIA'S SHARES FELL", "Nvidia\u2019s shares fell"),
        ("downloaded", "downloads"),
        ("the office\ufb01ce", "the officefice"),
    ],
)
def test_what_is_the_same_however_it_is_written(one, other):
    assert terms(one) == terms(other)
    assert terms(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("18", "81"), ("2.5 million", "25 million"), ("1.5", "15"), ("hour", "horror"), ("four", "for"), ("1st", "2nd")],
)
def test_what_is_not_the_same(one, other):
    assert terms(one) != terms(other)


@given(st.integers(0, 999), st.sampled_from(["", " thousand", " million", " billion"]))
def test_numbers_in_words_are_their_digits(number, scale):
    if scale and not number:
        return
    zeros = {"": 0, " thousand": 3, " million": 6, " billion": 9}[scale]
    assert terms(f"exactly {in_words(number)}{scale} euros")[-2:] == [str(number * 10**zeros), "eur"]


def test_two_numbers_in_a_row_stay_two():
    assert terms("nineteen, ninety") == ["19", "90"]
    assert terms("three and four") == ["3", "4"]
    assert terms("one two") == ["1", "2"]


def test_a_hashtag_is_the_words_it_is_run_together_from():
    assert terms("#ClimateStrike @BrianOBrien") == [
        *terms("climatestrike climate strike"), *terms("brianobrien Brian O Brien"),
    ]  # fmt: skip


def test_words_that_only_hold_a_sentence_together_are_left_out():
    assert terms("It is said that the and of") == []
    assert terms("") == terms("\u2026 \u2014 !") == []
    assert "not" in terms("It did not fall")


def test_addresses_say_nothing():
    assert without_addresses("See https://example.org/a?b=c now") == "See   now"
    assert terms("https://t.co/AbCd fell") == terms("fell")


def test_a_number_of_several_words_is_one_printed_word():
    assert ("two hundred and six thousand", ("206000",)) in printed_terms("cost two hundred and six thousand pounds")


def test_scripts_without_spaces_go_letter_by_letter():
    assert terms("深度求索") == ["深", "度", "求", "索"]


@given(st.text(max_size=200))
def test_terms_are_letters_and_digits_of_any_text(text):
    for term in terms(text):
        assert term
        assert term.isalnum()
        assert len(term) <= 61


@given(st.text(max_size=200))
def test_terms_do_not_depend_on_the_form_of_unicode(text):
    import unicodedata

    assert terms(unicodedata.normalize("NFD", text)) == terms(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["#_", "@__", "#_ and @__", "a @___ of"])
def test_a_tag_of_underscores_alone_has_no_term(text):
    assert terms(text) == []
