import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.quotes import CONTEXT, MAX_PLACES, STRETCH, TextQuote, find_quote, quote_at
from factcheck.core.text import Span, paragraphs
from factcheck.errors import BadInputError, QuoteAmbiguousError, QuoteNotFoundError

TEXT = (
    "The maker's R1 \u201creasoning\u201d model, released in January, has also impressed, performing as well as its rival's o1"
    " model on key benchmarks.\n"
    "The stock fell by 18% \u2014 more than ever. The model is cheap.\n"
    'Some say: wait ... and see. It was called "upending" and the cafe\u0301 closed.'
)  # fmt: skip
ANY_TEXT = st.text(max_size=200) | st.text(alphabet="ab .…\"'“”—-\n\u00a0\u0301é", max_size=80)


def exact(quote: str, **options: Span) -> str:
    found = find_quote(TEXT, quote, **options)
    assert TEXT[found.start : found.end] == found.exact
    return found.exact


def test_a_quote_carries_its_context() -> None:
    found = find_quote(TEXT, "stock fell")
    assert (found.prefix, found.suffix) == (
        TEXT[found.start - CONTEXT : found.start],
        TEXT[found.end : found.end + CONTEXT],
    )
    assert quote_at(TEXT, 0, 3) == TextQuote("The", "", TEXT[3:35], 0, 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, len(TEXT) + 1)])
def test_quote_at_refuses_what_is_no_stretch(start: int, end: int) -> None:
    with pytest.raises(BadInputError, match="no stretch"):
        quote_at(TEXT, start, end)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("stock fell by 18%", "stock fell by 18%"),
        ("  stock fell ", "stock fell"),
        ('R1 "reasoning" model', "R1 \u201creasoning\u201d model"),
        ("The maker\u2019s R1", "The maker's R1"),
        ("18% - more\nthan", "18% \u2014 more than"),
        ("18%\u00a0-- more", "18% \u2014 more"),
        ("the caf\u00e9 closed", "the cafe\u0301 closed"),
        ("\u201cstock fell\u201d", "stock fell"),
        ("'upending'", "upending"),
        ('"upending"', '"upending"'),
        ("performing\u2026benchmarks", "performing as well as its rival's o1 model on key benchmarks"),
        (
            "released ... performing [...] o1",
            "released in January, has also impressed, performing as well as its rival's o1",
        ),
        ("\u2026The stock\u2026", "The stock"),
        ("wait ... and see", "wait ... and see"),
        ("wait \u2026 and see", "wait ... and see"),
    ],
)
def test_what_people_type_finds_the_articles_own_characters(typed: str, kept: str) -> None:
    assert exact(typed) == kept


def test_the_literal_reading_of_an_ellipsis_wins() -> None:
    text = "It was a ... b in print. It was a long b."
    assert find_quote(text, "a ... b").start == text.index("a ... b")


def test_the_shortest_stretch_is_taken_and_two_are_ambiguous() -> None:
    assert find_quote("we go, we run home", "we…home").exact == "we run home"
    with pytest.raises(QuoteAmbiguousError) as caught:
        find_quote("we run home. we walk home.", "we…home")
    assert len(caught.value.places) == 2


def test_first_and_last_words_too_far_apart_are_no_quote() -> None:
    with pytest.raises(QuoteNotFoundError):
        find_quote("start " + "x" * STRETCH + " finish", "start…finish")
    assert find_quote("start " + "x" * (STRETCH - 20) + " finish", "start…finish").start == 0


def test_several_places_are_listed_as_a_reader_sees_them() -> None:
    with pytest.raises(QuoteAmbiguousError) as caught:
        find_quote(TEXT, "model")
    assert [place.partition(":")[0] for place in caught.value.places] == [
        "p1 sentence 1",
        "p1 sentence 1",
        "p2 sentence 2",
    ]
    shown = "p2 sentence 2: \u2026ll by 18% \u2014 more than ever. The [model] is cheap. Some say: wait ... an\u2026"
    assert caught.value.places[2] == shown
    assert exact("model", within=paragraphs(TEXT)[1]) == "model"


def test_a_place_at_word_boundaries_wins_over_one_inside_a_word() -> None:
    assert find_quote("starting the art of it", "art").start == 13
    assert find_quote("starting", "art").start == 2


def test_scripts_without_spaces_are_not_settled_by_boundaries() -> None:
    with pytest.raises(QuoteAmbiguousError):
        find_quote("在中国。中国", "中国")


def test_a_far_too_common_quote_is_refused_without_a_list() -> None:
    with pytest.raises(BadInputError, match=f"stands in {MAX_PLACES + 1} places") as caught:
        find_quote("yes " * (MAX_PLACES + 1), "yes")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "nearest", "difference"),
    [
        (
            "as its rival\u2019s o1-mini model on key",
            "as its rival's o1 model on key",
            "\u201co1-mini\u201d for \u201co1\u201d",
        ),
        ("The stock fell 18%", "The stock fell by 18%", "\u201cby\u201d left out"),
        ("The stock suddenly fell by 18%", "The stock fell by 18%", "\u201csuddenly\u201d added"),
        ("the model is cheap.", "The model is cheap.", "\u201cthe\u201d for \u201cThe\u201d"),
    ],
)
def test_a_missing_quote_shows_the_nearest_passage_and_what_differs(typed: str, nearest: str, difference: str) -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(TEXT, typed, where="article a1")
    assert caught.value.nearest.rstrip(".") == nearest.rstrip(".")
    assert caught.value.difference == difference
    assert "article a1" in str(caught.value)


def test_nothing_alike_shows_no_passage() -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(TEXT, "gardening zygote quux")
    assert (caught.value.nearest, caught.value.difference) == ("", "")


@pytest.mark.parametrize("typed", ["", "  \n\u00a0"])
def test_an_empty_quote_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError, match="empty"):
        find_quote(TEXT, typed)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_any_quote_is_found_exactly_or_refused_by_name(text: str, quote: str) -> None:
    try:
        found = find_quote(text, quote)
    except BadInputError:
        assert text.count(quote) != 1 or not quote.strip() or not text.strip()
        return
    assert text[found.start : found.end] == found.exact != ""


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_stretch_of_a_text_is_found_where_it_stands_or_called_ambiguous(data: st.DataObject) -> None:
    text = data.draw(ANY_TEXT.filter(str.strip))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if not quote.strip():
        return
    if text.count(quote) == 1:
        assert find_quote(text, quote).start == start
        return
    refusal: BadInputError | None = None
    try:
        assert find_quote(text, quote).exact == quote
    except BadInputError as error:
        refusal = error
    assert refusal is None or "places" in str(refusal)
