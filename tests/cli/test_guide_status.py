"""The reason proposed for a status: what decides it, by origin."""

import pytest

from factcheck.cli.guide_status import CODES, STATUSES, Shown, proposed_reason
from factcheck.core.words import Stance, Status, UnverifiableCode

OFFICE = Shown(Stance.SUPPORTS, True, "It rose by 0.7 m.", "Water Office")
AGAIN = Shown(Stance.SUPPORTS, True, "A second page says so.", "Water Office")
UNREAD = Shown(Stance.SUPPORTS, False, "A book.", "Library")
AGAINST = Shown(Stance.REFUTES, True, "Only 17 %; see table 2.", "Old Bridge Gauge")
NAMELESS = Shown(Stance.CONTEXT, True, "Gauges were moved in 2024", "")


@pytest.mark.parametrize(
    ("status", "items", "reason"),
    [
        (Status.CONFIRMED, [OFFICE, AGAINST], "Water Office: It rose by 0.7 m."),
        (Status.CONFIRMED, [OFFICE, AGAIN, UNREAD], "Water Office: It rose by 0.7 m."),
        (Status.REFUTED, [OFFICE, AGAINST], "Old Bridge Gauge: Only 17 %; see table 2."),
        (Status.MIXED, [OFFICE, AGAINST], "For: Water Office: It rose by 0.7 m. Against: Old Bridge Gauge: Only 17 %; see table 2."),
        (Status.DISPUTED, [NAMELESS], "Gauges were moved in 2024."),
        (Status.CONFIRMED, [UNREAD], ""),
        (Status.UNVERIFIABLE, [OFFICE], ""),
        (Status.IN_REVIEW, [OFFICE], ""),
    ],
)  # fmt: skip
def test_the_reason_says_what_decides_it(status, items, reason):
    assert proposed_reason(status, items) == reason


def test_a_long_list_is_cut_to_three_origins():
    items = [Shown(Stance.SUPPORTS, True, f"finding {number}", f"Origin {number}") for number in range(9)]
    assert proposed_reason(Status.CONFIRMED, items).count("Origin") == 3


def test_every_word_has_its_definition():
    assert set(STATUSES) == set(Status)
    assert set(CODES) == set(UnverifiableCode)
