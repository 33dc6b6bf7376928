"""How a claimed quantity stands to what was found, in words and in the claim's own terms."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from factcheck.core.dates import bounds
from factcheck.core.figures.exactness import room, step
from factcheck.core.figures.quantity import (
    CURRENCIES,
    PRECISION,
    Quantity,
    amount_text,
    edges,
    is_date,
    quantity_text,
    reach,
    unit_words,
)
from factcheck.core.figures.terms import in_terms_of, with_directions
from factcheck.core.words import Comparator

_SINCE = ("since", "from", "starting", "beginning")


@dataclass(frozen=True, slots=True)
class Difference:
    """How a claimed quantity stands to what was found, in words, and whether it agrees (``None``: that is not settled)."""

    words: str
    agrees: bool | None


def difference(claimed: Quantity, found: Quantity) -> Difference:
    """Return how ``claimed`` stands to ``found``: equal, within, at one end, or how far above or below (after or before).

    Empty words and ``None`` where the units differ: "%" and "% fall" compare, as does a unit up to its first comma.
    A value agrees where what was found rounds to it at the places it is written with ("2.5 million" and 2,480,000), and
    words that say it is not exact give it more room (``exactness.py``). Raises BadInputError where a quantity holds no
    decimal text or date.
    """
    with localcontext(prec=PRECISION):
        terms = in_terms_of(*with_directions(claimed, found))
        if terms is None:
            return Difference("", None)
        turned = terms[1].unit != found.unit
        claimed, found = (_from_its_start(each) for each in terms)
        if claimed.comparator is found.comparator and edges(claimed) == edges(found):
            return Difference("the same", agrees=True)
        if claimed.comparator in (Comparator.EQUAL, Comparator.ABOUT, Comparator.WITHIN):
            return _against_value(claimed, found, turned=turned)
        return _against_limit(claimed, found)


def _from_its_start(quantity: Quantity) -> Quantity:
    """As in "since 2019" tells when something began: it is compared as that date."""
    begins = (
        is_date(quantity)
        and quantity.comparator is Comparator.AT_LEAST
        and quantity.as_written.lower().startswith(_SINCE)
    )
    return (
        replace(quantity, comparator=Comparator.EQUAL if quantity.low == quantity.high else Comparator.WITHIN)
        if begins
        else quantity
    )


def _against_value(claimed: Quantity, found: Quantity, *, turned: bool) -> Difference:
    (low, high), (found_low, found_high) = edges(claimed), reach(found)
    if (low, high) == (found_low, found_high):
        return Difference("the same", agrees=True)
    if low <= found_low and found_high <= high:
        return Difference("falls within" if is_date(claimed) else "within what was claimed", agrees=True)
    if low == high in _limits_not_meant(found):
        return Difference(f"the limit itself was found ({quantity_text(found)})", agrees=False)
    near = None if is_date(claimed) else _near(claimed, found, turned=turned)
    if near is not None:
        return near
    if found_low <= low and high <= found_high:
        return _inside_found(claimed, found)
    overlaps = low <= found_high and found_low <= high
    words = f"overlaps what was found ({quantity_text(found)})" if overlaps else _distance(claimed, found)
    return Difference(words, agrees=None if overlaps else False)


def _near(claimed: Quantity, found: Quantity, *, turned: bool) -> Difference | None:
    """Whether one is the other, less exactly; ``turned``: they come from two measures, in which no number is as round."""
    if _holds(claimed, *reach(found)):
        return Difference(f"about the same ({quantity_text(found)} was found)", agrees=True)
    if step(found) > step(claimed) and _holds(found, *edges(claimed)):
        if turned:
            return Difference(f"about the same ({quantity_text(found)} was found)", agrees=True)
        return Difference(f"within what was found ({quantity_text(found)}), which is less exact", agrees=None)
    return None


def _holds(wide: Quantity, low: Decimal, high: Decimal) -> bool:
    """Whether a quantity, as exactly as it is written, stands for all from ``low`` to ``high``."""
    from_, to = room(wide)
    return from_ <= low and high <= to


def _limits_not_meant(found: Quantity) -> tuple[Decimal, ...]:
    """The number that "over 500" and "under 500" do not mean; none for any other quantity."""
    return edges(found)[:1] if found.comparator in (Comparator.MORE, Comparator.LESS) else ()


def _is_open(found: Quantity) -> bool:
    return not all(end.is_finite() for end in reach(found))


def _inside_found(claimed: Quantity, found: Quantity) -> Difference:
    (low, high), (found_low, found_high) = edges(claimed), reach(found)
    if found.low == found.high or _is_open(found):
        return Difference(f"within what was found ({quantity_text(found)}), which is less exact", agrees=None)
    if low == found_low or high == found_high:
        return Difference(f"at one end of what was found ({quantity_text(found)})", agrees=None)
    return Difference(f"within what was found ({quantity_text(found)})", agrees=None)


def _against_limit(claimed: Quantity, found: Quantity) -> Difference:
    (low, high), (found_low, found_high) = edges(claimed), reach(found)
    inside, outside = {
        Comparator.MORE: (found_low > high, found_high <= high),
        Comparator.AT_LEAST: (found_low >= low, found_high < low),
        Comparator.LESS: (found_high < low, found_low >= low),
        Comparator.AT_MOST: (found_high <= high, found_low > high),
    }[claimed.comparator]
    outside = outside or (found_low in _limits_not_meant(found) and found_low == high) or (
        found_high in _limits_not_meant(found) and found_high == low
    )  # fmt: skip
    if inside:
        near = room(claimed)
        if is_date(claimed) or (near[0] <= found_low and found_high <= near[1]):
            return Difference("within what was claimed", agrees=True)
        return Difference(_distance(claimed, found), agrees=False)
    if not outside:
        return Difference(f"partly within what was claimed ({quantity_text(found)} was found)", agrees=None)
    if found_low <= high and low <= found_high:
        return Difference(f"the limit itself was found ({quantity_text(found)})", agrees=False)
    return Difference(_distance(claimed, found), agrees=False)


def _distance(claimed: Quantity, found: Quantity) -> str:
    """Return how far ``claimed`` lies from ``found``, which it does not meet, from the nearest to the farthest ends."""
    if is_date(claimed):
        return _time_between(claimed, found)
    (low, high), (found_low, found_high) = edges(claimed), reach(found)
    near, far, side = (
        (low - found_high, high - found_low, "above")
        if low > found_high
        else (found_low - high, found_high - low, "below")
    )
    numbers = (
        f"{amount_text(near)}"
        if near == far
        else f"{amount_text(near)} to {amount_text(far)}"
        if far.is_finite()
        else f"at least {amount_text(near)}"
    )
    unit = unit_words(claimed.unit or found.unit)
    if unit[:1] == ["%"]:
        numbers += " percentage points"
    elif unit and unit[0] in CURRENCIES:
        numbers = re.sub(r"(?=\b[0-9,.]+)(?<![0-9,.])", unit[0], numbers)
    elif len(unit) == 1:
        numbers += f" {unit[0]}"
    return f"{numbers} {side} what was found"


def _time_between(claimed: Quantity, found: Quantity) -> str:
    length = min(len(text) for text in (claimed.low, claimed.high, found.low, found.high))
    unit, places = {4: ("year", (1, 0, 0)), 7: ("month", (12, 1, 0))}.get(length, ("day", (0, 0, 1)))

    def count(partial: str, end: int) -> int:
        day = bounds(partial)[end]
        return day.toordinal() if places[2] else day.year * places[0] + day.month * places[1]

    side = "after" if edges(claimed)[0] > edges(found)[1] else "before"
    ends = [count(claimed.low, 0) - count(found.high, 1), count(claimed.high, 1) - count(found.low, 0)]
    near, far = sorted(max(1, abs(end)) for end in ends)
    numbers = f"{near:,}" if near == far else f"{near:,} to {far:,}"
    return f"{numbers} {unit}{'' if far == 1 else 's'} {side} what was found"
