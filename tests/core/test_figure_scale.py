"""Where a claimed figure and a found one lie on one scale that does not flatter the difference."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.figures import DATE, Quantity, Scale, parse_quantity, scale
from factcheck.core.words import Comparator
from factcheck.errors import BadInputError

NUMBERS = st.decimals(-(10**15), 10**15, places=3)
DAYS = st.dates().map(str)
LIMITS = (Comparator.MORE, Comparator.AT_LEAST, Comparator.LESS, Comparator.AT_MOST)


def _scale(claimed, found):
    return scale(parse_quantity(claimed), parse_quantity(found))


@pytest.mark.parametrize(
    ("claimed", "found", "expected"),
    [
        ("18 %", "16.9-17.0 %", Scale((0.9, 0.9), (0.845, 0.85), "0", "20 %")),
        ("over 500", "300", Scale((500 / 600, 1.0), (0.5, 0.5), "0", "600")),
        ("under 500", "600", Scale((0.0, 500 / 600), (1.0, 1.0), "0", "600")),
        ("$5m to $6m", "$4m", Scale((5 / 6, 1.0), (4 / 6, 4 / 6), "0", "$6,000,000")),
        ("12 km", "8 km", Scale((1.0, 1.0), (8 / 12, 8 / 12), "0", "12 km")),
        ("4 seats in the council", "2", Scale((1.0, 1.0), (0.5, 0.5), "0", "4")),
        ("-5", "3", Scale((0.0, 0.0), (1.0, 1.0), "-5", "3")),
        ("-5", "-20", Scale((0.75, 0.75), (0.0, 0.0), "-20", "0")),
        ("0", "0", Scale((0.0, 0.0), (0.0, 0.0), "0", "1")),
        ("less than 0", "0", Scale((0.0, 1.0), (1.0, 1.0), "-0.1", "0")),
        ("2,000", "2,010", Scale((1 / 3, 1 / 3), (2 / 3, 2 / 3), "1,990", "2,020")),
        ("-5000", "-5001", Scale((2 / 3, 2 / 3), (1 / 3, 1 / 3), "-5,002", "-4,999")),
        ("2024-03-01", "2024-03-05", Scale((1 / 6, 1 / 6), (5 / 6, 5 / 6), "2024-02-29", "2024-03-06")),
    ],
)
def test_both_lie_where_they_should(claimed, found, expected):
    assert _scale(claimed, found) == expected


def test_years_are_as_wide_as_they_are_and_a_limit_goes_on():
    years = _scale("2015", "2013")
    assert (years.low, years.high) == ("2012", "2016")
    assert years.found[0] == pytest.approx(1 / 5, abs=0.01)
    assert years.claimed == (pytest.approx(3 / 5, abs=0.01), pytest.approx(4 / 5, abs=0.01))
    after = _scale("after 2015", "2013")
    assert after.claimed == (pytest.approx(4 / 5, abs=0.01), 1.0)
    assert _scale("before 2015", "2016").claimed[0] == 0


@pytest.mark.parametrize(("claimed", "found"), [("5 km", "5 kg"), ("2015", "18 %"), ("$5", "5 %")])
def test_different_units_share_no_scale(claimed, found):
    assert _scale(claimed, found) is None


def test_nothing_found_has_no_scale():
    assert scale(parse_quantity("18 %"), None) is None


def test_a_quantity_without_a_number_is_refused():
    with pytest.raises(BadInputError):
        scale(parse_quantity("18"), Quantity("?", "", "", "", Comparator.EQUAL))


@st.composite
def _quantities(draw, values, unit):
    low, high = sorted((draw(values), draw(values)))
    comparator = draw(st.sampled_from(Comparator))
    return Quantity("as written", str(low), str(high if draw(st.booleans()) else low), unit, comparator)


def _shown(quantity):
    """The ends that are drawn: of a limit only the one from which it goes on."""
    if quantity.comparator in (Comparator.MORE, Comparator.AT_MOST):
        return [quantity.high]
    return [quantity.low] if quantity.comparator in LIMITS else [quantity.low, quantity.high]


def _check(drawn):
    for start, end in (drawn.claimed, drawn.found):
        assert 0 <= start <= end <= 1
    assert drawn.low != drawn.high


@pytest.mark.deep
@given(_quantities(NUMBERS, ""), _quantities(NUMBERS, ""))
def test_numbers_stay_on_the_scale_in_their_order(claimed, found):
    drawn = scale(claimed, found)
    _check(drawn)
    low, high = (Decimal(end.replace(",", "")) for end in (drawn.low, drawn.high))
    for quantity, span in ((claimed, drawn.claimed), (found, drawn.found)):
        assert all(low <= Decimal(edge) <= high for edge in _shown(quantity))
        if quantity.comparator not in LIMITS:
            expected = [float((Decimal(edge) - low) / (high - low)) for edge in (quantity.low, quantity.high)]
            assert span == (pytest.approx(expected[0]), pytest.approx(expected[1]))
    if low > 0 or high < 0:  # only where a scale from 0 would show one place
        edges = [Decimal(edge) for each in (claimed, found) for edge in _shown(each)]
        assert (max(edges) - min(edges)) * 50 < min(map(abs, edges))


@given(_quantities(DAYS, DATE), _quantities(DAYS, DATE))
def test_days_stay_on_the_scale(claimed, found):
    drawn = scale(claimed, found)
    _check(drawn)
    assert all(drawn.low <= edge <= drawn.high for each in (claimed, found) for edge in _shown(each))
