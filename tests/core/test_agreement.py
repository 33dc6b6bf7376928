"""Agreement and Cohen's kappa against values worked out by hand, and against another way to compute them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.agreement import FEWEST_PAIRS, agreement, decimal, kappa


def _pairs(**counts):
    """``yes_no=5``: five pairs of which the first side said yes and the second no."""
    return [tuple(key.split("_")) for key, count in counts.items() for _ in range(count)]


#: By hand: po = 35/50, pe = (25*30 + 25*20)/50^2 = 1/2, so (7/10 - 1/2)/(1/2) = 2/5.
TWO_WORDS = _pairs(yes_yes=20, yes_no=5, no_yes=10, no_no=15)
#: By hand: rows a 10, b 8, c 7; columns a 9, b 10, c 6; po = 17/25, pe = (90 + 80 + 42)/625, so
#: kappa = (425 - 212)/(625 - 212) = 213/413.
THREE_WORDS = _pairs(a_a=7, a_b=2, a_c=1, b_a=1, b_b=6, b_c=1, c_a=1, c_b=2, c_c=4)


def test_by_hand_with_two_words():
    assert agreement(TWO_WORDS) == Fraction(7, 10)
    assert kappa(TWO_WORDS) == Fraction(2, 5)


def test_by_hand_with_three_words():
    assert agreement(THREE_WORDS) == Fraction(17, 25)
    assert kappa(THREE_WORDS) == Fraction(213, 413)
    assert decimal(kappa(THREE_WORDS)) == "0.52"


def test_disagreeing_always_is_as_far_below_chance_as_agreeing_is_above():
    assert kappa(_pairs(yes_no=10, no_yes=10)) == -1
    assert kappa(_pairs(yes_yes=10, no_no=10)) == 1


def test_kappa_waits_for_twenty_pairs_and_agreement_for_one():
    few = _pairs(yes_yes=10, yes_no=4, no_no=5)
    assert len(few) == FEWEST_PAIRS - 1
    assert kappa(few) is None
    assert agreement(few) == Fraction(15, 19)
    assert kappa([*few, ("no", "no")]) == Fraction(9, 15)
    assert agreement([]) is None


def test_one_word_alone_has_no_kappa():
    assert kappa(_pairs(yes_yes=30)) is None
    assert agreement(_pairs(yes_yes=30)) == 1


words = st.sampled_from(["confirmed", "refuted", "mixed", "disputed"])


@given(st.lists(st.tuples(words, words), min_size=20, max_size=60))
def test_it_is_what_counting_every_crossing_of_the_two_sides_gives(pairs):
    """Chance, computed as the share of agreeing pairs among all ways to pair one answer of each side."""
    crossed = [first == second for first, _ in pairs for _, second in pairs]
    chance = Fraction(sum(crossed), len(crossed))
    observed = Fraction(sum(first == second for first, second in pairs), len(pairs))
    found = kappa(pairs)
    assert (found is None) == (chance == 1)
    if found is not None:
        assert found == 1 - (1 - observed) / (1 - chance)
        assert found == kappa([(second, first) for first, second in pairs])
        assert -1 <= found <= 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0.00"),
        (Fraction(1), "1.00"),
        (Fraction(2, 3), "0.67"),
        (Fraction(-1, 3), "-0.33"),
        (Fraction(-1, 1000), "0.00"),
        (Fraction(1, 200), "0.00"),
        (Fraction(3, 200), "0.02"),
    ],
)
def test_two_decimals(value, text):
    assert decimal(value) == text
