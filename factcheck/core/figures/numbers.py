"""Numbers in prose: in digits, in words, with a scale, as a share or as a multiple, each as an exact fraction."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.tokens import Token
from factcheck.core.words import Comparator

_GLUED_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12}
_CHARACTERS = {"\u00bd": "1/2", "\u2153": "1/3", "\u2154": "2/3", "\u00bc": "1/4", "\u00be": "3/4", "\u2155": "1/5", "\u2156": "2/5",
               "\u2157": "3/5", "\u2158": "4/5", "\u2159": "1/6", "\u215a": "5/6", "\u215b": "1/8", "\u215c": "3/8", "\u215d": "5/8",
               "\u215e": "7/8"}  # fmt: skip
_DIGITS = 40  # more are no number that anybody counts with
_SCALES = {word: power for word, power in lists.SCALES.items() if word != "k"}
_SMALL = 1000
_PARTS_MORE: dict[tuple[str, ...], Fraction] = {
    ("and", "a", "half"): Fraction(1, 2),
    ("and", "one", "half"): Fraction(1, 2),
    ("and", "a", "quarter"): Fraction(1, 4),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its value, the token after it, and how it was written.

    ``share``: a part of a whole ("two thirds"). ``scaled``: with a scale word or letter. ``in_words``: without digits.
    ``comparator``: what the words say by themselves ("dozens", "a couple"). ``noun``: what is counted, where it stands inside
    ("one child in ten").
    """

    value: Fraction
    after: int
    share: bool = False
    scaled: bool = False
    in_words: bool = False
    comparator: Comparator | None = None
    noun: str = ""


class Row:
    """Tokens that answer for any place, before the first and after the last too."""

    def __init__(self, listed: Sequence[Token]) -> None:
        self.tokens = listed

    def kind(self, at: int) -> str:
        """The kind of a token; empty where there is none."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def low(self, at: int) -> str:
        """A token in lower case; empty where there is none."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def raw(self, at: int) -> str:
        """A token as printed; empty where there is none."""
        return self.tokens[at].raw if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].glued

    def phrase(self, at: int, length: int) -> tuple[str, ...]:
        """So many tokens in lower case."""
        return tuple(self.low(place) for place in range(at, at + length))


def read_number(row: Row, at: int, *, money: bool = False) -> Number | None:
    """The number that begins at a token; ``None`` where none does. ``money``: a currency's sign stands before it."""
    kind = row.kind(at)
    if kind in ("number", "fraction"):
        return (None if money else _in_every(row, at)) or _in_digits(row, at, money=money)
    if kind != "word":
        return None
    return _part_of_whole(row, at) or _in_words(row, at)


def _in_digits(row: Row, at: int, *, money: bool) -> Number | None:
    raw = row.low(at)
    if len(raw) > _DIGITS:
        return None
    if row.kind(at) == "fraction":
        value, after = Fraction(_CHARACTERS.get(raw, "0")), at + 1
        return Number(value, after, share=True) if value else None
    value, after = _with_part(row, Fraction(raw.translate(dict.fromkeys(map(ord, ", \u00a0\u202f\u2009")))), at + 1)
    share = False
    if row.low(after) == "/" and row.glued(after) and row.kind(after + 1) == "number" and row.glued(after + 1):
        part = _slashed(row, value, after + 1)
        if part is None:
            return None
        value, after, share = part.value, part.after, True
    scale = _scale(row, after, money=money)
    if scale:
        more = _PARTS_MORE.get(row.phrase(scale[1], 3), Fraction(0))  # "3 million and a half"
        return Number((value + more) * 10 ** scale[0], scale[1] + (3 if more else 0), scaled=True)
    return Number(value, after, share=share)


def _with_part(row: Row, value: Fraction, after: int) -> tuple[Fraction, int]:
    """A whole number and what is added to it: "5\u00bd", "4 1/2", "2-1/2", "3 and a half"."""
    if row.kind(after) == "fraction" and row.low(after) in _CHARACTERS:
        return value + Fraction(_CHARACTERS[row.low(after)]), after + 1
    if row.phrase(after, 3) == ("and", "a", "half"):
        return value + Fraction(1, 2), after + 3
    place = after + 1 if row.kind(after) == "dash" and row.glued(after) and row.glued(after + 1) else after
    slashed = (
        row.kind(place) == "number" and row.low(place + 1) == "/" and row.glued(place + 1) and row.low(place).isdigit()
    )
    if slashed and value.denominator == 1 and row.kind(place + 2) == "number" and len(row.low(place)) <= 2:  # noqa: PLR2004
        part = _slashed(row, Fraction(row.low(place)), place + 2)
        if part is not None:
            return value + part.value, part.after
    return value, after


def _slashed(row: Row, value: Fraction, at: int) -> Number | None:
    """As in "3/4", a share; "12/5" and "24/7" are a date or a saying."""
    below = row.low(at)
    if not below.isdigit() or len(below) > 3 or not value < int(below) <= 100 or row.low(at + 1) == "/":  # noqa: PLR2004
        return None
    return Number(value / int(below), at + 1, share=True)


def _scale(row: Row, at: int, *, money: bool) -> tuple[int, int] | None:
    """The powers of ten of a scale, and the token after it: "million", "hundred thousand", the "M" of "5.576M"."""
    low, raw = row.low(at), row.raw(at)
    if row.glued(at) and row.kind(at) == "word" and low in _GLUED_SCALES:
        if raw in ("m", "t", "b") and not money and not _many_follow(row, at + 1):
            return None  # metres and tonnes, where neither money nor people are meant
        return (_GLUED_SCALES[low], at + 1) if money or low != "t" else None
    hyphen = row.kind(at) == "dash" and row.low(at + 1) in _SCALES and row.glued(at + 1)
    place = at + 1 if hyphen else at
    power = 0
    while row.low(place) in _SCALES or (money and not power and row.low(place) in ("m", "b")):
        power += _SCALES.get(row.low(place), 6 if row.low(place) == "m" else 9)
        place += 1
    return (power, place) if power else None


def _many_follow(row: Row, at: int) -> bool:
    """Whether a plural follows, as in "3m people"; "100m sprint" and "50m pools" are rarer than "50m users"."""
    low = row.low(at)
    return low in tables.MANY or (low.endswith("s") and low not in tables.SINGULAR_S and low not in tables.STOPS)


def _part_of_whole(row: Row, at: int) -> Number | None:
    """A share in words: "half", "a third", "two-thirds", "one in five", "nine out of ten", "half a million"."""
    low, before = row.low(at), row.low(at - 1)
    if low == "half":
        return _half(row, at, before)
    if low in ("a", "one") and row.low(_hyphened(row, at)) in tables.PARTS:
        place = _hyphened(row, at)
        return _single_part(row, place)
    top = lists.ONES.get(low, 0)
    place = _hyphened(row, at)
    if top > 1 and row.low(place) in tables.PARTS and row.low(place).endswith("s"):
        return Number(Fraction(top, tables.PARTS[row.low(place)]), place + 1, share=True, in_words=True)
    return _in_every(row, at)


def _hyphened(row: Row, at: int) -> int:
    """The place after a token, past a hyphen: of "thirds" in "two-thirds"."""
    return at + 2 if row.kind(at + 1) == "dash" and row.glued(at + 1) else at + 1


def _half(row: Row, at: int, before: str) -> Number | None:
    after = row.low(at + 1)
    if row.phrase(at + 2, 3) == ("a", "-", "dozen") and row.kind(at + 1) == "dash":
        return Number(Fraction(6), at + 5, in_words=True)
    if before in tables.BEFORE_HALF or row.kind(at + 1) == "dash" or after in tables.AFTER_HALF:
        return None
    if after in ("a", "an"):
        if row.low(at + 2) == "dozen":
            return Number(Fraction(6), at + 3, in_words=True)
        if row.low(at + 2) in _SCALES:
            return Number(Fraction(10 ** _SCALES[row.low(at + 2)], 2), at + 3, scaled=True, in_words=True)
        if lists.UNITS.get(row.low(at + 2)):
            return Number(Fraction(1, 2), at + 2, in_words=True)
    return Number(Fraction(1, 2), at + 1, share=True, in_words=True)


def _single_part(row: Row, at: int) -> Number | None:
    """As in "a third", "one quarter": a share only where the words after it show one, or where nothing follows."""
    part, after = row.low(at), row.low(at + 1)
    if part.endswith("s") or part == "second":
        return None
    shown = after in tables.AFTER_SHARE or after in (".", ",", ";", ")", "") or row.kind(at + 1) in ("sign", "")
    if row.phrase(at + 1, 2) in (("of", "a"), ("of", "an")) and row.low(at + 3) in _SCALES:
        value = Fraction(10 ** _SCALES[row.low(at + 3)], tables.PARTS[part])
        return Number(value, at + 4, scaled=True, in_words=True)
    return Number(Fraction(1, tables.PARTS[part]), at + 1, share=True, in_words=True) if shown else None


def _in_every(row: Row, at: int) -> Number | None:
    """As in "one in five", "1 in 4", "nine out of ten", "one of every three", "one child in ten"."""
    top, place = _small(row, at)
    if not top:
        return None
    noun = ""
    if (
        top == 1
        and row.kind(place) == "word"
        and row.low(place) not in ("in", "out", "of")
        and row.low(place + 1) in ("in", "out")
    ):
        noun, place = row.raw(place), place + 1
    for words in (("in", "every"), ("out", "of", "every"), ("out", "of"), ("of", "every"), ("-", "in", "-"), ("in",)):
        if row.phrase(place, len(words)) == words:
            below, after = _small(row, place + len(words))
            if top < below and not _measures_time(row, after) and not (words == ("in",) and _is_year(row, place + 1)):
                return Number(Fraction(top, below), after, share=True, in_words=True, noun=noun)
            return None
    return None


def _is_year(row: Row, at: int) -> bool:
    return len(row.low(at)) == 4 and row.low(at).isdigit()  # noqa: PLR2004


def _measures_time(row: Row, at: int) -> bool:
    return row.low(at) in ("years", "months", "weeks", "days", "hours", "minutes", "seconds", "months'", "decades")


def _small(row: Row, at: int) -> tuple[int, int]:
    """A whole number in digits or words and the token after it; 0 where none is."""
    if row.kind(at) == "number":
        raw = row.low(at).replace(",", "")
        return (int(raw), at + 1) if raw.isdigit() and len(raw) < 8 else (0, at)  # noqa: PLR2004
    value, after = counted(row, at)
    return (value, after) if value and after > at else (0, at)


def _in_words(row: Row, at: int) -> Number | None:
    return _vague(row, at) if row.low(at) in tables.PLURALS else _by_group(row, at) or _written_out(row, at)


def _by_group(row: Row, at: int) -> Number | None:
    """As in "a dozen", "a score of them", "a couple of hundred"."""
    low, after = row.low(at), row.low(at + 1)
    if low in ("a", "one") and after == "dozen":
        return Number(Fraction(12), at + 2, in_words=True)
    if low == "dozen" and row.low(at - 1) not in ("few", "several", "per"):
        return Number(Fraction(12), at + 1, in_words=True)
    if (low, after, row.low(at + 2)) == ("a", "score", "of"):
        return Number(Fraction(20), at + 2, in_words=True)
    if (low, after) != ("a", "couple"):
        return None
    place = at + 3 if row.low(at + 2) == "of" and row.low(at + 3) in ("dozen", *_SCALES) else at + 2
    scale = 12 if row.low(place) == "dozen" else 10 ** _SCALES.get(row.low(place), 0)
    if scale == 1 and row.low(at + 2) != "of":
        return None
    after_it = place + 1 if scale > 1 else at + 2
    return Number(Fraction(2 * scale), after_it, scaled=scale > 1, in_words=True, comparator=Comparator.ABOUT)


def _written_out(row: Row, at: int) -> Number | None:
    """As in "twenty-five", "two and a half million", "two point five", "two dozen"."""
    value, after = counted(row, at)
    if after == at:
        return None
    amount = Fraction(value)
    if row.low(after) == "point" and row.low(after + 1) in lists.ONES:
        amount, after = _decimals(row, amount, after + 1)
    elif row.phrase(after, 3) in _PARTS_MORE:
        scale = row.low(after - 1) if row.low(after - 1) != "hundred" else ""
        amount += _PARTS_MORE[row.phrase(after, 3)] * 10 ** _SCALES.get(scale, 0)  # "a million and a half"
        after += 3
    elif row.low(after) == "and" and row.kind(after + 2) == "dash":
        part = _part_of_whole(row, after + 1)  # "two and three-quarters per cent"
        if part is not None and part.share and row.low(part.after) != "of":
            amount, after = amount + part.value, part.after
    if row.low(after) == "dozen" or (row.low(after) == "score" and row.low(after + 1) != "of"):
        return Number(amount * (12 if row.low(after) == "dozen" else 20), after + 1, in_words=True)
    scaled = value >= _SMALL
    while row.low(after) in _SCALES:
        amount, after, scaled = amount * 10 ** _SCALES[row.low(after)], after + 1, True
    return Number(amount, after, scaled=scaled, in_words=True)


def _decimals(row: Row, amount: Fraction, at: int) -> tuple[Fraction, int]:
    place = Fraction(1, 10)
    while lists.ONES.get(row.low(at), 10) < 10:  # noqa: PLR2004
        amount, place, at = amount + place * lists.ONES[row.low(at)], place / 10, at + 1
    return amount, at


def _vague(row: Row, at: int) -> Number | None:
    """As in "dozens", "tens of thousands": at least two of them."""
    value, after = Fraction(tables.PLURALS[row.low(at)]), at + 1
    if row.low(at) in ("scores", "tens") and row.low(after) != "of":
        return None
    before = row.low(at - 1)
    if before in lists.ONES or before in ("many", "several", "few", "the", "high", "low", "mid"):
        return None
    while row.low(after) == "of" and row.low(after + 1) in tables.PLURALS:
        value, after = value * tables.PLURALS[row.low(after + 1)] / 2, after + 2
    return Number(value, after, scaled=True, in_words=True, comparator=Comparator.AT_LEAST)


def counted(row: Row, at: int) -> tuple[int, int]:
    """A whole number in words up to the millions and the token after it, which is ``at`` where none begins there."""
    total, group, start = 0, 0, at
    if row.low(at) in ("a", "an") and row.low(at + 1) in ("hundred", "thousand", "million", "billion", "trillion"):
        group, at = 1, at + 1
    while True:
        value, after = _below_hundred(row, at)
        if after > at:
            group, at = group + value, after
        elif at == start:
            return 0, start
        low = row.low(at)
        if low == "hundred" and 0 < group < 100:  # noqa: PLR2004
            group, at = group * 100, at + 1
        elif low in ("thousand", "million", "billion") and group:
            total, group, at = total + group * 10 ** _SCALES[low], 0, at + 1
        else:
            return total + group, at
        joined = at + 1 if row.low(at) == "and" else at
        if _below_hundred(row, joined)[1] == joined:
            return (
                (total + group, at)
                if row.low(at) not in ("thousand", "million", "billion")
                else _close(row, total, group, at)
            )
        at = joined


def _close(row: Row, total: int, group: int, at: int) -> tuple[int, int]:
    """As in "two hundred thousand": the scale takes the hundreds with it."""
    return total + group * 10 ** _SCALES[row.low(at)], at + 1


def _below_hundred(row: Row, at: int) -> tuple[int, int]:
    low = row.low(at)
    if low in lists.TENS:
        place = _hyphened(row, at)
        if 1 <= lists.ONES.get(row.low(place), 0) <= 9:  # noqa: PLR2004
            return lists.TENS[low] + lists.ONES[row.low(place)], place + 1
        return lists.TENS[low], at + 1
    return (lists.ONES[low], at + 1) if low in lists.ONES else (0, at)
