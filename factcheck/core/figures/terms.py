"""Whether two quantities count the same, and both of them in the terms of the first."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from factcheck.core.figures.quantity import Quantity, exact, exact_text, is_date, unit_words
from factcheck.core.figures.tables import word_set
from factcheck.core.words import Comparator

TIMES = "times"
"""The unit of a multiple: "doubled" is 2 times."""
_OUT_OF = re.compile(r"\b(?:in|out of|of every)\b|[/\u00bc-\u00be\u2150-\u215e]")
_SHORT = {"ft": "foot", "m": "metre", "km": "kilometre", "mi": "mile"}
_TURNED = {
    Comparator.MORE: Comparator.LESS, Comparator.LESS: Comparator.MORE,
    Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST,
}  # fmt: skip
#: Words that say by themselves which way something went; "more" and "less" do not, as in "more than".
_UP = word_set(
    """
    up rose risen rises rising rise increased increase increases grew grown growth gained gain gains climbed jumped soared
    surged
    """
)
_DOWN = word_set(
    """
    down fell fallen falls falling fall decreased decrease decreases dropped drop drops declined decline declines lost shrank
    slumped plunged cut cuts reduced reduction reductions
    """
)
#: Words of what came out in the end; which way it went is told by the others where one of them stands there too.
_EARNED = word_set("profit profits surplus surpluses")
_LOST = word_set("loss losses deficit deficits")
_RISES = _UP | word_set(
    "more higher increases increasing growth grow grown gains up larger bigger greater jump climb surge extra"
)
_FALLS = _DOWN | word_set(
    "less fewer lower decreases declines drops smaller cut cuts reduction reduced shrunk slid sank plunge loss slump"
)
_TAILS = word_set("of in at on per for from to by with among between after before since a an out over under")


def _measures(**tables: str) -> Mapping[str, tuple[str, Fraction]]:
    """``length="m=1 km=1000"`` by form: what is measured, and how many of the base unit one is."""
    return {
        form: (what, Fraction(size))
        for what, table in tables.items()
        for forms, _, size in (entry.partition("=") for entry in table.split())
        for form in forms.split("|")
    }


#: Exact by definition (International System of Units; international yard and pound of 1959), forms as printed.
_MEASURES = _measures(
    length="""
        mm|millimetre|millimeter=1/1000 cm|centimetre|centimeter=1/100 m|metre|meter=1
        km|kilometre|kilometer=1000 inch|inche|in=0.0254 foot|feet|ft=0.3048 yard=0.9144 mile=1609.344
    """,
    time="""
        millisecond|ms=1/1000 second|sec=1 minute|min=60 hour|hr=3600 day=86400 week=604800
        fortnight=1209600
    """,
    span="""
        month=1 year|yr=12 decade=120 century|centurie=1200
    """,
    mass="""
        mg|milligram=1/1000000 g|gram|gramme=1/1000 kg|kilo|kilogram|kilogramme=1 tonne=1000
        kilotonne=1000000 megatonne=1000000000 ounce|oz=0.028349523125 pound|lb=0.45359237 stone=6.35029318
    """,
    area="""
        square-metre|square-meter|m\u00b2|m2|sqm=1 hectare|ha=10000 square-kilometre|square-kilometer|km\u00b2|km2=1000000
        acre=4046.8564224 square-foot|square-feet=0.09290304 square-mile=2589988.110336
    """,
    volume="""
        ml|millilitre|milliliter=1/1000 litre|liter=1
    """,
    power="""
        watt|w=1 kilowatt|kw=1000 megawatt|mw=1000000 gigawatt|gw=1000000000
    """,
    energy="""
        kwh|kilowatt-hour=1 mwh|megawatt-hour=1000 gwh|gigawatt-hour=1000000 twh|terawatt-hour=1000000000
    """,
    speed="""
        km/h|kph|kmh=1 mph=1.609344 m/s=3.6 knot=1.852
        km-an-hour|km-per-hour|kilometres-per-hour|kilometers-per-hour|kilometres-an-hour|kilometers-an-hour=1
        miles-per-hour|miles-an-hour=1.609344 metres-per-second|meters-per-second=3.6
    """,
    points="""
        percentage-point=1 basis-point=1/100
    """,
    data="""
        kb|kilobyte=1 mb|megabyte=1000 gb|gigabyte=1000000 tb|terabyte=1000000000
    """,
    count="""
        pair=2 dozen=12
    """,
)


def in_terms_of(claimed: Quantity, found: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return both quantities in one unit, the claim's own where it can be; ``None`` where they do not count the same.

    "%" and "% fall" are one, as are units up to a first comma; kilometres and miles, a share in words ("two thirds") and a
    percentage, a multiple ("doubled") and a change in per cent are turned into each other. Percentage points and
    percentages are not one, nor are two currencies.
    """
    if is_date(claimed) or is_date(found):
        return (claimed, found) if is_date(claimed) and is_date(found) else None
    ours, theirs = unit_words(claimed.unit), unit_words(found.unit)
    if TIMES in ours[:1] or TIMES in theirs[:1]:
        return _multiples(claimed, found, ours, theirs)
    if ("%" in ours[:1]) is not ("%" in theirs[:1]):
        return _shares(claimed, found, ours, theirs)
    scale, other_scale = _thermometer(ours), _thermometer(theirs)
    if scale and other_scale and scale != other_scale:
        return _heat(claimed, found, to_celsius=scale == "celsius")
    claimed, found, ours, theirs = _millions(claimed, found, ours, theirs)
    one, two = measure(ours), measure(theirs)
    if one and two and one != two:
        turned = _scaled(found, two[1] / one[1], unit=claimed.unit) if one[0] == two[0] else None
        return (claimed, turned) if turned else None
    return (claimed, found) if _same_words(ours, theirs) else None


def with_directions(claimed: Quantity, found: Quantity) -> tuple[Quantity, Quantity]:
    """Return both quantities, a fall as a negative number where the other rose or is negative: "up 3%" is not "down 3%"."""
    ours, theirs = _direction(claimed), _direction(found)
    signed = (
        ours * theirs < 0 or (ours < 0 and found.low.startswith("-")) or (theirs < 0 and claimed.low.startswith("-"))
    )
    if not signed or is_date(claimed) or is_date(found):
        return claimed, found
    return (_fallen(claimed) if ours < 0 else claimed), (_fallen(found) if theirs < 0 else found)


def _fallen(quantity: Quantity) -> Quantity:
    turned = None if quantity.low.startswith("-") else _scaled(quantity, Fraction(-1), unit=quantity.unit)
    if turned is None:
        return quantity
    how = _TURNED.get(turned.comparator, turned.comparator)
    return replace(turned, low=turned.high, high=turned.low, comparator=how)


def _direction(quantity: Quantity) -> int:
    """Whether the words around a number say that something rose (1) or fell (-1).

    Those before the number first, the nearest of them; then those after it. What stands behind "in" is only what it was
    that rose or fell: "a fall in profits of 3%".
    """
    words = [each.strip(",.;()") for each in quantity.as_written.lower().replace("up to", "").split()]
    at = next((at for at, word in enumerate(words) if any(each.isdigit() for each in word)), len(words))
    before = [word for place, word in enumerate(words[:at]) if "in" not in words[max(0, place - 2) : place]]
    near = [*reversed(before), *words[at + 1 :], *unit_words(quantity.unit)]
    for up, down in ((_UP, _DOWN), (_EARNED, _LOST)):
        told = next((word for word in near if word in up or word in down), "")
        if told:
            return 1 if told in up else -1
    return 0


def _thermometer(words: list[str]) -> str:
    """The scale of a temperature: "°C", "degrees Celsius"; empty where it is none or not said."""
    last = words[-1].removeprefix("\u00b0") if words else ""
    shown = words[:1] != words[-1:] or words[-1:] != [last] or last in ("c", "f")
    return {
        "c": "celsius",
        "celsius": "celsius",
        "centigrade": "celsius",
        "f": "fahrenheit",
        "fahrenheit": "fahrenheit",
    }.get(last if shown else "", "")


def _heat(claimed: Quantity, found: Quantity, *, to_celsius: bool) -> tuple[Quantity, Quantity] | None:
    low, high = exact(found.low), exact(found.high)
    if low is None or high is None:
        return None
    ends = [(each - 32) * Fraction(5, 9) if to_celsius else each * Fraction(9, 5) + 32 for each in (low, high)]
    return claimed, replace(found, low=exact_text(ends[0]), high=exact_text(ends[1]), unit=claimed.unit)


def _millions(
    claimed: Quantity, found: Quantity, ours: list[str], theirs: list[str]
) -> tuple[Quantity, Quantity, list[str], list[str]]:
    """The "m" of "2.5m" is metres by itself, and millions beside a quantity that is no length."""
    if ours[:1] == ["m"] and not measure(theirs):
        claimed, ours = _scaled(claimed, Fraction(10**6), unit=" ".join(ours[1:])) or claimed, ours[1:]
    elif theirs[:1] == ["m"] and not measure(ours):
        found, theirs = _scaled(found, Fraction(10**6), unit=" ".join(theirs[1:])) or found, theirs[1:]
    return claimed, found, ours, theirs


def _same_words(ours: list[str], theirs: list[str]) -> bool:
    shared = min(len(ours), len(theirs))
    if ours[:shared] == theirs[:shared]:
        return True
    (head, tail), (other, other_tail) = _head(ours), _head(theirs)
    return head == other != "" and not (tail and other_tail)


def _head(words: list[str]) -> tuple[str, bool]:
    """The noun that is counted ("models" of "derivative models of R1"), singular, and whether more follows it."""
    end = next((at for at, word in enumerate(words) if word in _TAILS), len(words))
    return (singular(words[end - 1]) if end else ""), end < len(words)


def singular(noun: str) -> str:
    """A noun without the ending of its plural, as far as the spelling tells."""
    known = {"people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot"}.get(noun)
    if known:
        return known
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) and len(noun) > 2 else noun  # noqa: PLR2004


def measure(words: list[str]) -> tuple[str, Fraction] | None:
    """What a unit measures and how much of its base unit one is; ``None`` where it is no measure known here."""
    if words[:1] in (["square"], ["sq"]) and len(words) > 1:
        words = [f"square-{_SHORT.get(words[1], words[1])}"]
    elif words[1:2] in (["per"], ["an"], ["points"], ["point"]):
        words = ["-".join(words[:3])]
    if not words:
        return None
    return _MEASURES.get(words[0]) or _MEASURES.get(singular(words[0]))


def _shares(claimed: Quantity, found: Quantity, ours: list[str], theirs: list[str]) -> tuple[Quantity, Quantity] | None:
    """A share of one, as a fraction or as a number below one, and a percentage: both as percentages."""
    share, words, percent = (found, theirs, claimed) if ours[:1] == ["%"] else (claimed, ours, found)
    if not (is_share(share) or (not words and _is_part(share))):
        return None if words else (claimed, found)
    turned = _scaled(share, Fraction(100), unit="%")
    if turned is None:
        return None
    return (percent, turned) if share is found else (turned, percent)


def is_share(quantity: Quantity) -> bool:
    """Whether a quantity is a part of a whole said in words or as a fraction: "two thirds", "one in five", "half"."""
    return _is_part(quantity) and ("/" in quantity.low or says_share(quantity.as_written))


def says_share(written: str) -> bool:
    """Whether the words are those of a share: without digits, or with "in" or "out of" between two."""
    return not any(each.isdigit() for each in written) or _OUT_OF.search(written) is not None


def _is_part(quantity: Quantity) -> bool:
    low, high = exact(quantity.low), exact(quantity.high)
    return low is not None and high is not None and 0 < low <= high <= 1


def _multiples(
    claimed: Quantity, found: Quantity, ours: list[str], theirs: list[str]
) -> tuple[Quantity, Quantity] | None:
    """A multiple and a change in per cent: both as multiples."""
    if ours[:1] == theirs[:1]:
        return claimed, found
    other, words = (found, theirs) if ours[:1] == [TIMES] else (claimed, ours)
    if words[:1] != ["%"]:
        return (claimed, found) if not words else None
    sign = -1 if _FALLS & {*words, *other.as_written.lower().split()} else 1
    if sign > 0 and not _RISES & {*words, *other.as_written.lower().split()}:
        return None
    low, high = exact(other.low), exact(other.high)
    if low is None or high is None:
        return None
    ends = sorted(1 + sign * end / 100 for end in (low, high))
    turned = replace(
        other, low=exact_text(ends[0]), high=exact_text(ends[1]), unit=TIMES,
        comparator=_TURNED.get(other.comparator, other.comparator) if sign < 0 else other.comparator,
    )  # fmt: skip
    return (claimed, turned) if other is found else (turned, found)


def _scaled(quantity: Quantity, factor: Fraction, *, unit: str) -> Quantity | None:
    low, high = exact(quantity.low), exact(quantity.high)
    if low is None or high is None:
        return None
    return replace(quantity, low=exact_text(low * factor), high=exact_text(high * factor), unit=unit)
