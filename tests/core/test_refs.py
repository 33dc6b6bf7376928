import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.refs import MAX_NUMBERS, parse_item, parse_numbers, parse_paragraph, parse_ref
from factcheck.errors import BadInputError


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12", (12,)),
        ("#12", (12,)),
        ("12,14-18", (12, 14, 15, 16, 17, 18)),
        ("12,14-16 #3 12", (12, 14, 15, 16, 3)),
        (" 5 - 6 ; #8\u2013#9,", (5, 6, 8, 9)),
        ("7-7", (7,)),
    ],
)
def test_numbers_keep_their_order_and_come_once(typed: str, numbers: tuple[int, ...]) -> None:
    assert parse_numbers(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "piece"),
    [("12,x", "x"), ("18-14", "18-14"), ("0", "0"), ("1-2-3", "1-2-3"), ("40.3", "40.3"), ("1,٣", "٣")],
)
def test_the_bad_piece_is_named(typed: str, piece: str) -> None:
    with pytest.raises(BadInputError, match=rf"“{piece}”"):
        parse_numbers(typed)


def test_too_many_and_none_are_refused() -> None:
    assert len(parse_numbers(f"1-{MAX_NUMBERS}")) == MAX_NUMBERS
    for typed in (f"1-{MAX_NUMBERS + 1}", "1-999999999", f"1-{MAX_NUMBERS},{MAX_NUMBERS + 1}"):
        with pytest.raises(BadInputError, match="more than"):
            parse_numbers(typed)
    with pytest.raises(BadInputError, match="no claim number"):
        parse_numbers(" , ")


def test_items_letters_and_paragraphs() -> None:
    assert parse_item("40.3") == parse_item(" #40.3 ") == (40, 3)
    assert parse_ref("a1", letter="a") == parse_ref("A1", letter="a") == parse_ref("1", letter="a") == 1
    assert parse_paragraph("p5") == parse_paragraph("5") == 5


@pytest.mark.parametrize("typed", ["", "40", "40.", ".3", "40.0", "40.3.1", "a.b", "9999999999.1"])
def test_what_is_no_item_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError, match="evidence reference"):
        parse_item(typed)


@pytest.mark.parametrize("typed", ["", "s1", "a", "a0", "a1b", "aa1", "-1", "1.5"])
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError, match="a1"):
        parse_ref(typed, letter="a")


@given(st.lists(st.integers(1, 999_999_999), min_size=1, max_size=30))
def test_numbers_written_out_are_read_back(numbers: list[int]) -> None:
    assert parse_numbers(",".join(map(str, numbers))) == tuple(dict.fromkeys(numbers))


@given(st.text(max_size=40) | st.text(alphabet="0123456789#-, .ap", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_numbers, parse_item, parse_paragraph):
        refusal: BadInputError | None = None
        try:
            assert parse(text)
        except BadInputError as error:
            refusal = error
        assert refusal is None or refusal.hint
