from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.figures import Quantity, difference, parse_quantity
from factcheck.core.words import Comparator
from factcheck.errors import BadInputError

RANK, R1, DOWNLOADS, FALL = (
    "rank in the charts",
    "derivative models of R1",
    "downloads of R1 derivatives",
    "percent fall",
)


@pytest.mark.parametrize(
    ("written", "low", "high", "unit", "comparator"),
    [
        ("18 %", "18", "18", "%", "="),
        ("16.9-17.0 %", "16.9", "17.0", "%", "="),
        ("$5.576M", "5576000", "5576000", "$", "="),
        ("US$1.5 bn", "1500000000", "1500000000", "$", "="),
        ("5.576 million US dollars", "5576000", "5576000", "$", "="),
        ("$5m to $6m", "5000000", "6000000", "$", "="),
        ("over 500", "500", "500", "", ">"),
        ("no fewer than 3 people", "3", "3", "people", ">="),
        ("≤ 4", "4", "4", "", "<="),
        ("fewer than 1,000", "1000", "1000", "", "<"),
        ("about 2.5 million", "2500000", "2500000", "", "about"),
        ("about 2000", "2000", "2000", "", "about"),
        ("2,000", "2000", "2000", "", "="),
        ("2000 downloads", "2000", "2000", "downloads", "="),
        ("2-3 million", "2000000", "3000000", "", "="),
        ("500 to 1 million", "500", "1000000", "", "="),
        ("between 3 and 5 percent", "3", "5", "%", "within"),
        ("18% fall", "18", "18", "% fall", "="),
        ("1,234.5 km", "1234.5", "1234.5", "km", "="),
        ("5 m", "5", "5", "m", "="),
        ("5k users", "5000", "5000", "users", "="),
        ("\u22125", "-5", "-5", "", "="),
        ("2015", "2015", "2015", "date", "="),
        ("in November 2023", "2023-11", "2023-11", "date", "="),
        ("2 November 2023", "2023-11-02", "2023-11-02", "date", "="),
        ("2024-03/2024-05", "2024-03", "2024-05", "date", "="),
        ("2015-2016", "2015", "2016", "date", "="),
        ("after 2015", "2015", "2015", "date", ">"),
    ],
)
def test_what_people_write_is_read(written: str, low: str, high: str, unit: str, comparator: str) -> None:
    assert parse_quantity(written) == Quantity(written, low, high, unit, Comparator(comparator))


@pytest.mark.parametrize(
    "written", ["", "x", "16,9 %", "1:3", "10^5", "3rd", "0.5e3", "٣", "9" * 70, "2025-13", "5-3", "12,34"]
)
def test_other_forms_are_refused(written: str) -> None:
    with pytest.raises(BadInputError):
        parse_quantity(written)


def quantity(low: str, unit: str, comparator: str = "=", high: str = "") -> Quantity:
    return Quantity("", low, high or low, unit, Comparator(comparator))


# The twelve figures of the worked example, by claim number.
EXAMPLE = [
    (3, quantity("1", RANK), quantity("1", "rank among free apps, United States"), "", None),
    (
        12,
        quantity("2015", "year"),
        quantity("2015", "year", high="2016"),
        "at one end of what was found (2015 to 2016)",
        None,
    ),
    (13, quantity("2023", "year"), quantity("2023-04", "date", high="2023-05"), "falls within", True),
    (24, quantity("2023-11", "date"), quantity("2023-11-02", "date"), "falls within", True),
    (25, quantity("2023-11", "date"), quantity("2023-11-29", "date"), "falls within", True),
    (26, quantity("2023-11", "date"), quantity("2023-11-29", "date"), "falls within", True),
    (27, quantity("2024-03", "date", "within", "2024-05"), quantity("2024-05-06", "date"), "falls within", True),
    (32, quantity("2024-12", "date"), quantity("2024-12-26", "date"), "falls within", True),
    (38, quantity("2025-01", "date"), quantity("2025-01-20", "date"), "falls within", True),
    (
        60,
        quantity("500", R1, ">"),
        quantity("550", f"{R1}, 27-29 January 2025", high="670"),
        "within what was claimed",
        True,
    ),
    (61, quantity("2500000", DOWNLOADS), quantity("2500000", f"{DOWNLOADS}, about 27 January 2025"), "the same", True),
    (
        66,
        quantity("18", FALL),
        quantity("16.9", f"{FALL}, close to close, 27 January 2025", high="17.0"),
        "1.0 to 1.1 percentage points above what was found",
        False,
    ),
]


@pytest.mark.parametrize(("number", "claimed", "found", "words", "agrees"), EXAMPLE)
def test_the_worked_example(number: int, claimed: Quantity, found: Quantity, words: str, agrees: bool | None) -> None:
    result = difference(claimed, found)
    assert (result.words, result.agrees) == (words, agrees), number


@pytest.mark.parametrize(
    ("claimed", "found", "words", "agrees"),
    [
        ("18 %", "16.9-17.0 %", "1.0 to 1.1 percentage points above what was found", False),
        ("18 %", "18.0%", "the same", True),
        ("$6M", "$5.2M-$5.5M", "$500,000 to $800,000 above what was found", False),
        ("500", "550 downloads", "50 downloads below what was found", False),
        ("600", "550-670", "within what was found (550 to 670)", None),
        ("1-5", "3-8", "overlaps what was found (3 to 8)", None),
        ("1-9", "3-8", "within what was claimed", True),
        ("5 km", "5 kg", "", None),
        ("2015", "5 km", "", None),
        ("about 2.5 million", "2,512,345", "about the same (2,512,345 was found)", True),
        ("about 500", "560", "60 below what was found", False),
        ("over 500", "450", "50 above what was found", False),
        ("over 500", "500", "the limit itself was found (500)", False),
        ("at least 500", "500", "within what was claimed", True),
        ("over 500", "450-550", "partly within what was claimed (450 to 550 was found)", None),
        ("under 500", "500-600", "the limit itself was found (500 to 600)", False),
        ("up to 500", "600", "100 below what was found", False),
        ("450", "over 500", "at least 50 below what was found", False),
        ("600", "over 500", "within what was found (over 500), which is less exact", None),
        ("over 500", "over 500", "the same", True),
        ("2023", "2024-05-06", "1 year before what was found", False),
        ("2024-05-01", "2024-05-06", "5 days before what was found", False),
        ("2024-08", "2024-03/2024-05", "3 to 5 months after what was found", False),
        ("2024-11-02", "2024-11", "within what was found (November 2024), which is less exact", None),
        ("before 2015", "2014-05", "within what was claimed", True),
    ],
)
def test_differences_are_said_calmly(claimed: str, found: str, words: str, agrees: bool | None) -> None:
    result = difference(parse_quantity(claimed), parse_quantity(found))
    assert (result.words, result.agrees) == (words, agrees)


def test_a_quantity_without_a_number_is_refused() -> None:
    with pytest.raises(BadInputError):
        difference(quantity("many", ""), quantity("3", ""))


DECIMALS = st.decimals(-(10**12), 10**12, places=3, allow_nan=False)


@given(DECIMALS, DECIMALS)
def test_numbers_are_exact_and_the_difference_adds_up(claimed: Decimal, found: Decimal) -> None:
    ours, theirs = parse_quantity(f"{claimed:f}"), parse_quantity(f"{found:,f}")
    assert (Decimal(ours.low), Decimal(theirs.high)) == (claimed, found)
    result = difference(ours, theirs)
    assert result.agrees is (claimed == found)
    if claimed != found:
        gap, side, _ = result.words.split(" ", 2)
        assert Decimal(gap.replace(",", "")) * (1 if side == "above" else -1) == claimed - found


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,-/ %$€MkKbn to over", max_size=25))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_and_compares_with_itself(text: str) -> None:
    try:
        read = parse_quantity(text)
    except BadInputError:
        return
    assert difference(read, read).agrees is True
