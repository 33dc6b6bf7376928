"""Quantities in prose: where they stand, what they say, and what only looks like one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.figures import check_quantity, difference, parse_quantity
from factcheck.core.figures.finding import Found, find_quantities
from factcheck.core.figures.quantity import exact_text, number
from factcheck.core.figures.repeats import find_differing, read_mentions
from factcheck.errors import BadInputError

DAY = date(2025, 3, 12)  # a Wednesday


def told(found: Found) -> tuple[str, ...]:
    """What a quantity says, in one row."""
    quantity = found.quantity
    ends = quantity.low if quantity.low == quantity.high else f"{quantity.low}..{quantity.high}"
    return quantity.as_written, ends, quantity.unit, quantity.comparator.value


def read(text: str, as_of: date | None = DAY) -> list[tuple[str, ...]]:
    """What all quantities of a text say."""
    return [told(each) for each in find_quantities(text, as_of)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They planted over 500 young trees.", ("over 500", "500", "trees", ">")),
        ("It had 2.5 million readers.", ("2.5 million", "2500000", "readers", "=")),
        ("Shares fell by 18%.", ("18%", "18", "%", "=")),
        ("Two thirds of voters stayed away.", ("Two thirds", "2/3", "voters", "=")),
        ("one in five shops shut", ("one in five", "0.2", "shops", "=")),
        ("About 1 in 8 pupils walk.", ("About 1 in 8", "0.125", "pupils", "about")),
        ("one child in ten reads", ("one child in ten", "0.1", "child", "=")),
        ("a dozen eggs", ("a dozen", "12", "eggs", "=")),
        ("Profits more than doubled.", ("more than doubled", "2", "times", ">")),
        ("It cost $5.576M.", ("$5.576M", "5576000", "$", "=")),
        ("a fare of 85p", ("85p", "0.85", "£", "=")),
        ("wait 3-4 days", ("3-4 days", "3..4", "days", "within")),
        ("some 2-3 million euros", ("some 2-3 million euros", "2000000..3000000", "€", "about")),
        ("£5m to £6m", ("£5m to £6m", "5000000..6000000", "£", "within")),
        ("between a third and a quarter of it", ("between a third and a quarter", "0.25..1/3", "", "within")),
        ("a crowd of 20-25,000", ("20-25,000", "20000..25000", "", "within")),
        ("up 0.4 percentage points", ("0.4 percentage points", "0.4", "percentage points", "=")),
        ("two hundred and fifty thousand homes", ("two hundred and fifty thousand", "250000", "homes", "=")),
        ("one and a half hours", ("one and a half hours", "1.5", "hours", "=")),
        ("a 47-year-old man", ("47-year-old", "47", "years", "=")),
        ("500 people or more came", ("500 people or more", "500", "people", ">=")),
        ("a dose of 12 ± 2 mg", ("12 ± 2 mg", "10..14", "mg", "within")),
        ("in 2 hours 31 minutes", ("2 hours 31 minutes", "151", "minutes", "=")),
        ("tens of thousands of fans", ("tens of thousands", "20000", "fans", ">=")),
        ("two of the sector\u2019s dozen start-ups", ("two", "2", "start-ups", "=")),
        ("a fall of minus 4C", ("minus 4C", "-4", "°C", "=")),
        ("60 miles per hour", ("60 miles per hour", "60", "miles per hour", "=")),
        ("will build 500 new homes", ("500", "500", "homes", "=")),
        ("City Approves 500 New Homes on River Site", ("500", "500", "Homes", "=")),
        ("46 witnesses over 11 days", ("46", "46", "witnesses", "=")),
        ("a year and a half of work", ("a year and a half", "1.5", "years", "=")),
        ("the 18-to-24-year-olds", ("18-to-24-year-olds", "18..24", "years", "within")),
        ("worth a million and a half", ("a million and a half", "1500000", "", "=")),
        ("£3 million and a half", ("£3 million and a half", "3500000", "£", "=")),
        ("25 000 people came", ("25 000", "25000", "people", "=")),
        ("a run of 25 000m", ("25 000m", "25000", "m", "=")),
        ("220 police officers", ("220", "220", "officers", "=")),
        ("220 police came", ("220", "220", "police", "=")),
        ("12 cattle farmers", ("12", "12", "farmers", "=")),
        ("5 data centres", ("5", "5", "centres", "=")),
        ("the number of loans fell to 1.2 million", ("1.2 million", "1200000", "loans", "=")),
    ],
)
def test_amounts_are_read(text: str, expected: tuple[str, ...]) -> None:
    assert read(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in November 2023", ("November 2023", "2023-11", "date", "=")),
        ("on May 3, 2024", ("May 3, 2024", "2024-05-03", "date", "=")),
        ("on 3-5 May 2024", ("3-5 May 2024", "2024-05-03..2024-05-05", "date", "within")),
        ("since 2019", ("since 2019", "2019", "date", ">=")),
        ("by the end of 2030", ("by the end of 2030", "2030", "date", "<=")),
        ("before 2010", ("before 2010", "2010", "date", "<")),
        ("the late 1990s", ("the late 1990s", "1997..1999", "date", "within")),
        ("the 19th century", ("the 19th century", "1801..1900", "date", "within")),
        ("the third quarter of 2024", ("the third quarter of 2024", "2024-07..2024-09", "date", "within")),
        ("in 2023-24", ("2023-24", "2023..2024", "date", "within")),
        ("from April to September 2023", ("from April to September 2023", "2023-04..2023-09", "date", "within")),
        ("last spring", ("last spring", "2024-03..2024-05", "date", "within")),
        ("last winter", ("last winter", "2024-12..2025-02", "date", "within")),
        ("in early March", ("early March", "2025-03-01..2025-03-10", "date", "within")),
        ("three years ago", ("three years ago", "2022", "date", "=")),
        ("more than 20 years ago", ("more than 20 years ago", "2005", "date", "<")),
        ("two weeks ago", ("two weeks ago", "2025-02-24..2025-03-02", "date", "within")),
        ("last week", ("last week", "2025-03-03..2025-03-09", "date", "within")),
        ("he said on Tuesday", ("Tuesday", "2025-03-11", "date", "=")),
        ("it will open on Tuesday", ("Tuesday", "2025-03-18", "date", "=")),
        ("it rained in May", ("May", "2024-05", "date", "=")),
        ("It will shut in May.", ("May", "2025-05", "date", "=")),
        ("on Friday 14 March", ("Friday 14 March", "2025-03-14", "date", "=")),
        ("signed on Nov. 3 last year", ("Nov. 3 last year", "2024-11-03", "date", "=")),
    ],
)
def test_dates_are_read_against_the_day_of_publication(text: str, expected: tuple[str, ...]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", ["last spring", "three years ago", "on Tuesday", "in November", "yesterday"])
def test_without_that_day_a_relative_date_is_marked(text: str) -> None:
    (found,) = find_quantities(text)
    assert found.relative
    assert not found.resolved
    assert (found.quantity.low, found.quantity.high, found.quantity.unit) == ("", "", "date")
    with pytest.raises(BadInputError, match="needs the article's date"):
        parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "H800 chips", "GPT-4o", "Covid-19", "in Room 12", "on Route 66", "version 3.11.4", "under Section 230", "a Boeing 747",
        "call 020 7946 0321", "3,5 %", "\u20ac1,2 million", "31 June 2023", "by 31 June 2023", "June 31, 2023", "29 February 2023", "at 9:30 a.m.", "SW1A 1AA", "10 Downing Street", "No. 10", "one of them", "the third man", "second-hand",
        "the second floor", "24/7", "the G7", "CO2", "3-D", "5G phones", "she may fall", "a half-hearted go", "on day one", "the 747s", "Euro 2024", "a Boeing 787-9", "the 42 bus", "the Companies Act 2006", "a quarter to nine",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert read(f"It was {text} again.") == []


def test_a_change_is_two_figures_and_so_is_a_score() -> None:
    assert [each[:2] for each in read("It rose from 12% to 18%.")] == [("12%", "12"), ("18%", "18")]
    assert [each[1] for each in read("The council voted 6-1 on it.")] == ["6", "1"]
    assert [each[1] for each in read("The match ended 1-3.")] == ["1", "3"]


def test_a_part_of_a_percentage_is_one_figure() -> None:
    assert read("It was half of 1% of the sum.") == [("half of 1%", "0.5", "%", "=")]


def test_a_leap_day_is_the_last_there_was() -> None:
    assert read("They met on 29 February.")[0][1] == "2024-02-29"
    assert read("They met on 29 February.", date(1903, 6, 1))[0][1] == "1896-02-29"


@pytest.mark.parametrize("text", ["on Tuesday next week", "Monday last week", "a week on Friday", "Friday week"])
def test_a_weekday_of_another_week_is_left_open(text: str) -> None:
    (found,) = find_quantities(f"It was {text}.", DAY)
    assert (found.relative, found.resolved) == (True, False)


def test_over_is_a_limit_or_a_stretch() -> None:
    assert read("It has over two million users.")[0][3] == ">"
    assert read("It was built over two years.")[0] == ("two years", "2", "years", "=")
    assert read("It lasted for over two years.")[0] == ("over two years", "2", "years", ">")


@pytest.mark.parametrize(
    ("claimed", "found", "agrees"),
    [
        ("one in three", "35%", False), ("a quarter", "24.8%", True), ("roughly two thirds", "64%", True),
        ("doubled", "up 98%", True), ("doubled", "rose 60%", False), ("halved", "fell 51%", True), ("tripled", "3.1 times", True),
        ("2.5 million", "2,480,000", True), ("2.5 million", "2.43 million", False), ("18 %", "17.6 %", True),
        ("$5.576 million", "$5.6 million", None), ("about 9,400", "8,900", False), ("nearly 500", "512", False),
        ("nearly 500", "489", True), ("just over 40%", "48%", False), ("25 basis points", "0.25 percentage points", True),
        ("0.4 percentage points", "0.4%", None), ("26.2 miles", "42.195 km", True), ("1,200 sq ft", "111 sq m", True),
        ("12\u00b0C", "12\u00b0F", False), ("100\u00b0F", "38\u00b0C", True), ("9 mm Hg", "9 mm", None), ("up 3%", "down 3%", False),
        ("up to 30%", "fell 5%", True), ("at least 300", "fewer than 300", False), ("500", "over 500", False), ("85p", "£0.85", True),
        ("loss of £3m", "profit of £3m", False), ("a cut of 3%", "a rise of 3%", False), ("3% fall", "a rise of 3%", False),
        ("fall in profits of 3%", "rise in profits of 3%", False), ("cut of 3%", "fell 3%", True), ("loss of £3m", "-£3m", True),
        ("fell by a third", "rose by a third", False), ("18% decline", "18%", True), ("profit of £3m", "£3m", True),
        ("3/4", "75 %", True), ("1/3", "33%", True), ("1/3", "2", False), ("a million and a half", "1.5 million", True),
        ("since 2019", "2021", False), ("2018-19", "2018", True), ("a decade", "10 years", True),
        ("45 minutes", "three quarters of an hour", True), ("20-odd", "23", True), ("two hours", "120 minutes", True),
    ],
)  # fmt: skip
def test_a_claim_is_compared_in_its_own_terms(claimed: str, found: str, agrees: bool | None) -> None:
    result = difference(parse_quantity(claimed, DAY), parse_quantity(found, DAY))
    assert result.agrees is agrees, result


def test_a_difference_is_told_in_the_unit_of_the_claim() -> None:
    assert difference(parse_quantity("10 miles"), parse_quantity("20 km")).words == "2.427 miles below what was found"
    assert difference(parse_quantity("half"), parse_quantity("44%")).words == "6 percentage points above what was found"
    assert difference(parse_quantity("up 3%"), parse_quantity("down 3%")).words == (
        "6 percentage points above what was found"
    )


@given(st.fractions(max_denominator=10**6))
def test_a_number_as_text_is_the_number(value: Fraction) -> None:
    text = exact_text(value)
    assert Fraction(text) == value
    assert ("/" in text) is (Fraction(number(text)) != value)


WORDS = """over about 500 2.5 million % 18 two thirds one in five a dozen last spring $ \u20ac \u00a3 3-4 days 1,200 sq ft ago 2019 May 3 , . - \u2013 to
and from between Tuesday 1990s mid- early quarter of 2024 H800 Room 12 \u00bd \u00b1 99999999999999999999999 00 5m bn twice half m\u00b2 \u00b0C \u2019 \u201c"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60), st.dates() | st.none())
@settings(max_examples=300)
def test_in_any_text_what_is_found_stands_there_and_can_be_compared(text: str, as_of: date | None) -> None:
    last = 0
    for each in find_quantities(text, as_of):
        assert last <= each.start < each.end <= len(text)
        last = each.end
        assert each.quantity.as_written == " ".join(text[each.start : each.end].split())
        assert each.resolved is bool(each.quantity.high)
        if each.resolved:
            assert difference(check_quantity(each.quantity), each.quantity).agrees is True


def test_long_runs_of_letters_are_read_in_linear_time() -> None:
    assert read("a" * 200_000 + " 5 homes") == [("5", "5", "homes", "=")]


@pytest.mark.deep
def test_the_longest_digits_end() -> None:
    assert read("9" * 10_000 + " people, " + "9" * 10_000 + "th, the " + "9" * 10_000 + "s") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Lune will build 500 new homes by the river, the council said. Under the plan, 450 new homes would rise by the river.",
            ["50 homes above what is given there"],
        ),
        ("The bridge cost $14.2 million to build. Many say the bridge cost $12.4 million to build.", ["$1,800,000 above what is given there"]),
        ("About 500 people attended the march in Lund. Some 480 people attended the march in Lund.", []),
        ("In 2019 the shop sold 300 bikes. In 2020 the shop sold 400 bikes.", []),
        ("Turnout in Leeds was 41% of all voters. Turnout in York was 52% of all voters.", []),
        ("The firm has 30 full-time drivers in its depot. The firm has 45 part-time drivers in its depot.", []),
        ("In March 2023 the shop sold 300 bikes. In May 2023 the shop sold 400 bikes.", []),
        ("The first phase has 500 homes by the river. The second phase has 450 homes by the river.", []),
        ("The northern depot stored 500 bikes by the river. The southern depot stored 450 bikes by the river.", []),
        ("The winter market drew 500 stalls to the river. The summer market drew 450 stalls to the river.", []),
        ("The town has 300 pupils and 12 teachers in two schools. The town spent 12 months on it.", []),
    ],
)  # fmt: skip
def test_a_figure_given_differently_is_seen_and_no_other(text: str, words: list[str]) -> None:
    assert [each.words for each in find_differing(read_mentions(1, text, DAY))] == words


def test_two_articles_are_compared_as_well() -> None:
    one = read_mentions(1, "The trial enrolled 1,248 patients in all hospitals.", DAY)
    two = read_mentions(2, "Of the 1,284 patients enrolled in the trial, half were women.", DAY)
    (pair,) = find_differing([*two, *one])
    assert (pair.one.article, pair.other.article) in ((1, 2), (2, 1))


def test_an_article_that_repeats_another_word_for_word_differs_in_nothing() -> None:
    text = "Days with pain fell from 7.2 days to 4.8 days a month in the trial. The trial cost $3 million in all, or $4 million with tax."
    assert find_differing([*read_mentions(1, text, DAY), *read_mentions(2, text, DAY)]) == []
