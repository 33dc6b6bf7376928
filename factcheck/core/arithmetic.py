"""Sums in prose, computed again with decimals: "26 % = 13/50", "from 5 to 7, up 40 %", "half of 30 is 15".

A number stands for all that rounds to it, so that what was rounded on the way is not called wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, DecimalException, localcontext

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "twenty": 20,
}  # fmt: skip
_SHARES = {
    "half": (1, 2), "one half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3),
    "a quarter": (1, 4), "one quarter": (1, 4), "three quarters": (3, 4), "a fifth": (1, 5), "one fifth": (1, 5),
    "two fifths": (2, 5), "a tenth": (1, 10), "one tenth": (1, 10),
}  # fmt: skip
_MULTIPLES = {"doubled": "2", "tripled": "3", "trebled": "3", "quadrupled": "4", "halved": "0.5"}
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_LONGEST = 40
_LOOSE = r"about|around|roughly|approximately|some|nearly|almost|circa|close to|just (?:over|under)"
_MORE, _LESS = r"over|more than|above|at least", r"under|less than|below|up to|at most"
_HOW = rf"(?P<{{0}}how>{_LOOSE}|{_MORE}|{_LESS})?\s*"
_NUMBER = (
    r"(?<![\w.,])[$\u20ac\u00a3]?(?P<{0}>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,8}}(?:\.[0-9]{{1,24}})?|[0-9]{{1,24}}(?:\.[0-9]{{1,24}})?)(?![0-9])"
    r"(?:\s*(?P<{0}scale>thousand|million|billion|trillion|mn|bn|tn|[km])\b)?"
)
_RANGE = _NUMBER + r"(?:\s*(?:[-\u2010-\u2015]|to|and)\s*[$\u20ac\u00a3]?(?P<{0}to>[0-9][0-9,]{{0,24}}(?:\.[0-9]+)?))?"
_PERCENT = _HOW + _RANGE + r"\s*(?:%|per\s?cent\b)(?!\s*(?:-|points?\b))"
_RISES = r"up|ris\w*|rose|risen|increas\w*|grew|grow\w*|gain\w*|climb\w*|jump\w*|more(?! than)|higher|surg\w*"
_FALLS = r"down|f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|cuts?|less(?! than)|lower|lost|loss|shr[iau]nk\w*|plung\w*|slump\w*|tumbl\w*"
_GAP = r"[^.;\n%]{0,40}?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that does not come out: where it stands (code points), what it says, and what it comes to."""

    start: int
    end: int
    said: str
    computed: str


@dataclass(frozen=True, slots=True)
class _Amount:
    """All the values a number as written may stand for, both ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: "_Amount") -> bool:
        return self.low <= other.high and other.low <= self.high


def find_wrong(text: str) -> list[Sum]:
    """The sums of ``text`` that do not come out, in the order in which they stand. What cannot be read is left alone."""
    found: dict[tuple[int, int], Sum] = {}
    with localcontext(prec=60):
        for pattern, check in _FORMS:
            for match in pattern.finditer(text):
                try:
                    computed = check(match)
                except (DecimalException, ZeroDivisionError, KeyError):
                    continue
                if computed:
                    found.setdefault(match.span(), Sum(*match.span(), " ".join(match[0].split()), computed))
    return sorted(found.values(), key=lambda each: each.start)


def _amount(match: re.Match[str], name: str, *, exact: bool = True) -> _Amount:
    """A number as written; without decimals and scale it is ``exact``, else it stands for what rounds to it."""
    text = match[name].replace(",", "")
    if len(text) > _LONGEST:
        raise DecimalException
    groups = match.re.groupindex
    scale = _SCALES[(match[f"{name}scale"] or "").lower()] if f"{name}scale" in groups and match[f"{name}scale"] else 0
    far = (match[f"{name}to"] or "").replace(",", "") if f"{name}to" in groups else ""
    low, high = Decimal(text), Decimal(far or text)
    if exact and not scale and "." not in text + far:
        return _Amount(low, max(low, high))
    half = min(Decimal((0, (5,), _exponent(each) - 1)) for each in (low, high))
    return _Amount((low - half).scaleb(scale), (max(low, high) + half).scaleb(scale))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _stated(match: re.Match[str], name: str) -> _Amount:
    """What is said to come out: it stands for what rounds to it, wider where the words say that it is not exact."""
    amount, how = _amount(match, name, exact=False), (match[f"{name}how"] or "").lower()
    if re.fullmatch(_MORE, how):
        return _Amount(amount.low, Decimal("Infinity"))
    if re.fullmatch(_LESS, how):
        return _Amount(Decimal("-Infinity"), amount.high)
    return _widened(amount) if how else amount


def _widened(amount: _Amount) -> _Amount:
    """A tenth to both sides: "about 40" is still true of 44."""
    room = (abs(amount.low) + abs(amount.high)) / 20
    return _Amount(amount.low - room, amount.high + room)


def _quotient(part: _Amount, whole: _Amount) -> _Amount:
    ends = [a / b for a in (part.low, part.high) for b in (whole.low, whole.high)]
    return _Amount(min(ends), max(ends))


def _times(amount: _Amount, factor: Decimal | int) -> _Amount:
    return _Amount(amount.low * factor, amount.high * factor)


def _shown(amount: _Amount, unit: str = "") -> str:
    """The middle of what was computed, to four significant digits."""
    middle = (amount.low + amount.high) / 2
    places = max(0, 3 - middle.adjusted()) if middle else 0
    text = f"{middle:,.{min(places, 6)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text + unit


def _share(match: re.Match[str]) -> str:
    """``13 of 50 (26 %)``, ``26 % (13 of 50)``, ``13 of 50, or 26 %``."""
    computed = _times(_quotient(_amount(match, "part"), _amount(match, "whole")), 100)
    return "" if computed.meets(_stated(match, "said")) else _shown(computed, " %")


def _change(match: re.Match[str]) -> str:
    """``from 5 to 7, up 40 %`` and ``rose 40 % from 5 to 7``."""
    before, after = _amount(match, "before"), _amount(match, "after")
    if _counts_days(match) or not before.low:
        return ""
    ratio = _quotient(after, before)
    change = _Amount((ratio.low - 1) * 100, (ratio.high - 1) * 100)
    words = match["way"].lower()
    falls = re.fullmatch(_FALLS, words) is not None
    computed = _Amount(-change.high, -change.low) if falls else change
    return "" if computed.meets(_stated(match, "said")) else _shown(computed, " % down" if falls else " % up")


def _counts_days(match: re.Match[str]) -> bool:
    """Whether "from 2019 to 2023" or "from 5 to 7 May" names dates and no amounts."""
    years = all(
        re.fullmatch(r"[12][0-9]{3}", match[name]) and not match[f"{name}scale"] for name in ("before", "after")
    )
    money = re.search(r"[$\u20ac\u00a3]", match[0]) is not None
    follows = match.string[match.end("after") : match.end("after") + 5]
    return (years and not money) or re.match(rf"\s{_MONTH}", follows) is not None


def _multiple(match: re.Match[str]) -> str:
    """``doubled from 3 to 6``."""
    if _counts_days(match):
        return ""
    ratio = _quotient(_amount(match, "after"), _amount(match, "before"))
    wanted = Decimal(_MULTIPLES[match["multiple"].lower()])
    how = (match["how"] or "").lower()
    said = _Amount(wanted * Decimal("0.95"), wanted * Decimal("1.05"))
    if how in ("more than", "over"):
        said = _Amount(wanted, Decimal("Infinity"))
    elif how:
        said = _widened(_widened(said))
    return "" if ratio.meets(said) else f"{_shown(ratio)} times as much"


def _part(match: re.Match[str]) -> str:
    """``half of 30 is 15``, ``18 % of 50 is 9``."""
    whole, said = _amount(match, "whole"), _stated(match, "said")
    if match["share"]:
        top, bottom = _SHARES[re.sub(r"[\s-]+", " ", match["share"].lower())]
        computed = _Amount(whole.low * top / bottom, whole.high * top / bottom)
    else:
        share = _amount(match, "per", exact=False)
        computed = _Amount(whole.low * share.low / 100, whole.high * share.high / 100)
    return "" if computed.meets(said) else _shown(computed)


def _ratio(match: re.Match[str]) -> str:
    """``2.5 million, about five times the 540,000 of before``."""
    computed = _quotient(_amount(match, "part"), _amount(match, "whole"))
    count = match["times"].lower()
    number = Decimal(_WORDS.get(count, 0) or count)
    half = Decimal((0, (5,), _exponent(number) - 1))
    said = _Amount(number - half, number + half)
    how = (match["how"] or "").lower()
    if re.fullmatch(_MORE, how):
        said = _Amount(number, Decimal("Infinity"))
    elif re.fullmatch(_LESS, how):
        said = _Amount(Decimal(0), number)
    elif how:
        said = _widened(said)
    return "" if computed.meets(said) else f"{_shown(computed)} times"


def _equation(match: re.Match[str]) -> str:
    """``26 % = 13/50``, ``12 + 30 = 42``: either side may be the result."""
    parts = re.split(r"\s*(\+|\s[-\u2212\u2013]\s|[\u00d7x*]|/|\u00f7)\s*", match["sum"].strip())
    numbers = [Decimal(re.sub(r"[,$\u20ac\u00a3\s]", "", part)) for part in parts[::2]]
    signs = [sign.strip() for sign in parts[1::2]]
    terms = [numbers[0]]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in ("/", "\u00f7"):
            terms[-1] /= number
        elif sign in ("\u00d7", "x", "*"):
            terms[-1] *= number
        else:
            terms.append(number if sign == "+" else -number)
    total = sum(terms, Decimal(0))
    computed = _Amount(total, total)
    if match["percent"]:
        computed = _times(computed, 100)
    said = _amount(match, "said", exact=False)
    said = _widened(said) if match["sign"] == "\u2248" else said
    return "" if computed.meets(said) else _shown(computed, " %" if match["percent"] else "")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _forms() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    part, whole, percent = _NUMBER.format("part"), _NUMBER.format("whole"), _PERCENT.format("said")
    of = r"\s+(?:\w+\s+)?(?:out )?of\s+(?:the\s+|all\s+|a total of\s+)?"
    joined = r"(?:\s+[\w\u2019'-]+){0,3}?\s*(?:[,(:=]|\s[\u2013\u2014])\s*(?:or|that is|i\.e\.|=)?,?\s*"
    yield _compiled(part + of + whole + joined + percent), _share
    yield _compiled(percent + r"\s*\(\s*(?:=\s*)?" + part + r"(?:" + of + r"|\s*/\s*)" + whole), _share
    spread = (
        r"\bfrom\s+"
        + _NUMBER.format("before")
        + r"(?:\s+[\w]+){0,3}?\s+to\s+(?:between\s+)?"
        + _RANGE.format("after")
        + r"(?!\s*(?:%|per\s?cent))"
    )
    way = rf"\b(?P<way>{_RISES}|{_FALLS})\b"
    yield _compiled(spread + _GAP + way + r"[^.;\n%0-9]{0,25}?" + percent), _change
    yield _compiled(way + r"(?:\s+(?:by|of))?\s+" + percent + r"[,:]?\s+(?:\w+\s+){0,3}?" + spread), _change
    multiple = rf"(?P<how>more than|over|nearly|almost|roughly|about)?\s*\b(?P<multiple>{'|'.join(_MULTIPLES)})\b"
    yield _compiled(multiple + r"(?:\s+\w+){0,3}?\s+" + spread), _multiple
    shares = "|".join(share.replace(" ", r"[\s-]+") for share in sorted(_SHARES, key=len, reverse=True))
    share = rf"(?:\b(?P<share>{shares})|{_RANGE.format('per')}\s*(?:%|per\s?cent))"
    comes = r"(?:\s+[a-z]+)?\s*(?:\b(?:is|are|makes|equals|comes to)\b|=)\s*"
    result = _HOW.format("said") + _RANGE.format("said") + r"(?!\s*(?:%|per\s?cent))"
    yield _compiled(share + r"\s+of\s+(?:the\s+|all\s+)?" + whole + comes + result), _part
    times = rf"(?P<how>{_LOOSE}|{_MORE}|{_LESS})?\s*\b(?P<times>[0-9]+(?:\.[0-9]+)?|{'|'.join(_WORDS)})\s+times\s+"
    to = r"(?:the\s+|as (?:much|many) as\s+)?(?:[a-z\u2019']+\s+){0,2}?"
    yield _compiled(part + r"\s*,?\s*(?:or\s+|is\s+|are\s+|which is\s+)?" + times + to + whole), _ratio
    plain = r"[$\u20ac\u00a3]?[0-9][0-9,]{0,24}(?:\.[0-9]{1,24})?"
    sign = r"(?P<sign>=|\u2248)\s*"
    terms = rf"(?<![\w.,/])(?P<sum>{plain}(?:(?:\s*[+\u00d7*/\u00f7]\s*|\s+[-\u2212\u2013x]\s+){plain}){{1,9}})"
    yield _compiled(terms + r"\s*" + sign + _NUMBER.format("said") + r"\s*(?P<percent>%|per\s?cent\b)?"), _equation
    yield (
        _compiled(_NUMBER.format("said") + r"\s*(?P<percent>%|per\s?cent\b)?\s*" + sign + terms + r"(?![\w./%])"),
        _equation,
    )


_FORMS = tuple(_forms())
