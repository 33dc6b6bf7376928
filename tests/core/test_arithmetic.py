import time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.arithmetic import find_wrong

RIGHT = [
    "26 % = 13/50",
    "0.33 = 1/3",
    "1/3 = 33 %",
    "12 + 30 = 42",
    "2 + 3 \u00d7 4 = 14",
    "1/3 ≈ 0.3",
    "from 5 to 7, up 40 %",
    "rose 40 % from 5 to 7",
    "from 5 to 7, up more than 30 %",
    "The fund drops from 3.2 million crowns to 1.9 million, 41 % less than before",
    "fell from $142.62 to between $118.42 and $118.58 depending on the report, a drop of 16.9-17.0%",
    "the river rose from 5.1 to 7.2 metres, an increase of 40 %",
    "half of 30 is 15",
    "two thirds of 99 are 66",
    "18 % of 50 is 9",
    "13 of 50 children (26 %)",
    "26% (13 of 50)",
    "13 out of 50, or about 25 per cent",
    "doubled from 3 to 6",
    "nearly doubled from 3 to 5.7",
    "2.5 million, about five times the originals' 540,000",
    # No sums, or none that can be read.
    "from 2019 to 2023, up 40 %",
    "from 5 to 7 May, up 40 %",
    "from 5 to 7, up 2 percentage points",
    "1/7 and 1/70",
    "21 of 22 rows (MMLU 88.5 against 88.6)",
    "0/0 = 3",
    "5 of 0 (3 %)",
    "from 0 to 5, up 40 %",
    "",
]
WRONG = [
    ("27 % = 13/50", "27 % = 13/50", "26 %"),
    ("So 12 + 30 = 43.", "12 + 30 = 43", "42"),
    ("It went from 5 to 7, up 41 %.", "from 5 to 7, up 41 %", "40 % up"),
    ("It fell from 7 to 5, down 40 %.", "from 7 to 5, down 40 %", "28.57 % down"),
    ("It rose by 50 % from 5 to 7.", "rose by 50 % from 5 to 7", "40 % up"),
    ("From 5 to 7, up more than 45 %", "From 5 to 7, up more than 45 %", "40 % up"),
    ("half of 30 is 20", "half of 30 is 20", "15"),
    ("18 % of 50 is 12", "18 % of 50 is 12", "9"),
    ("13 of 50 children (28 %)", "13 of 50 children (28 %", "26 %"),
    ("doubled from 3 to 9", "doubled from 3 to 9", "3 times as much"),
    ("2.5 million, about eight times the originals' 540,000",) * 2 + ("4.63 times",),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_cannot_be_read_is_left_alone(text):
    assert find_wrong(text) == []


@pytest.mark.parametrize(("text", "said", "computed"), WRONG)
def test_what_does_not_come_out_is_computed_again(text, said, computed):
    (found,) = find_wrong(text)
    assert (found.said, found.computed) == (said, computed)
    assert text[found.start : found.end] == said


def _percent(part: int, whole: int, places: int) -> str:
    exact = Decimal(part) * 100 / Decimal(whole)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


AMOUNTS = st.integers(1, 10**9)


@given(AMOUNTS, AMOUNTS, st.integers(0, 3))
def test_a_share_that_was_rounded_rightly_is_never_called_wrong(part, whole, places):
    said = _percent(part, whole, places)
    assert not find_wrong(f"{part:,} of {whole:,} ({said} %)")
    assert not find_wrong(f"{said} % = {part}/{whole}")


@given(AMOUNTS, AMOUNTS, st.integers(0, 3), st.integers(1, 1000))
def test_a_share_that_is_off_by_one_of_its_last_digit_is_always_found(part, whole, places, off):
    said = Decimal(_percent(part, whole, places)) + Decimal(off).scaleb(-places)
    assert [each.said for each in find_wrong(f"{said} % = {part}/{whole}")] == [f"{said} % = {part}/{whole}"]
    assert find_wrong(f"{part:,} of {whole:,} ({said} %)")


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_a_change_is_read_in_both_directions(before, after):
    change = Decimal(after - before) * 100 / Decimal(before)
    word = "up" if change >= 0 else "down"
    said = abs(change).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert not find_wrong(f"from ${before} to ${after}, {word} {said} %")
    assert find_wrong(f"from ${before} to ${after}, {word} {said + 1} %")


@given(st.text("0123456789.,%/+=\u00d7- $offrmtuphalfis ()", max_size=80))
def test_no_text_breaks_it(text):
    for each in find_wrong(text):
        assert 0 <= each.start < each.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["9", "1,", "from 1 to ", "5 of ", "5 + ", "half of ", "1 % of 2 is ", "up ", " - 1", "a "]
)
def test_a_hostile_text_takes_no_time(piece):
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    find_wrong(text)
    assert time.process_time() - start < 5
