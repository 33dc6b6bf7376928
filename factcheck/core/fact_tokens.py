"""A passage as the facts it states: numbers with their units, dates, names, negations and the other words that carry one.

Passages are taken from normalised text (``core/text.normalise``): one kind of quotation mark, dash and space.
"""

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from factcheck.core import fact_words as lists

_TOKEN = re.compile(
    r"(?P<number>(?<![\d.,])\d{1,3}(?:[, ]\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:[.:,]\d+)*|[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<currency>(?:(?:US|A|C|NZ|HK)(?=\$))?[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd])"
    r"|(?P<mark>%|\u00b0 ?[CF]\b|\u00b0)"
    r"|(?P<minus>(?<![\w)%\"'])-(?=[\d$\u20ac\u00a3]))"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*)"
)
_FRACTIONS = {"\u00bd": "1/2", "\u2153": "1/3", "\u2154": "2/3", "\u00bc": "1/4", "\u00be": "3/4", "\u2155": "1/5"}
_STOPS = ".!?:;\n"
_OPENERS = "\"'([ \t"
_IRREGULAR = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can", "ain't": "is"}
_LONGEST = 4
_BREAK = re.compile(r"[,;:()\"]| - ")
_JOINTS = frozenset({"and", "but", "while", "whereas", "although"})
_PER = {"h": "hour", "s": "second", "d": "day", "y": "year"}
_LONGEST_BITS = 200  # about 60 digits; Python refuses to write numbers of more than 4,300
_EVER = ("not_",)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: in lower case, as printed, and where. ``initial``: a capital may only begin a sentence."""

    low: str
    raw: str
    kind: str
    start: int
    end: int
    initial: bool = False
    clause: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its kind ("number", "name" …), what it stands for, its words as printed, and its tokens."""

    kind: str
    value: str
    shown: str
    first: int
    last: int
    initial: bool = False


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of a normalised text; contracted negations are told apart ("didn't": "did", "n't")."""
    found: list[Token] = []
    clause, last = 0, start
    for match in _TOKEN.finditer(text, start, end):
        kind, raw, at = match.lastgroup or "", match[0], match.start()
        if found and (_BREAK.search(text, last, at) or raw in _JOINTS):
            clause += 1
        last = match.end()
        if kind != "word":
            found.append(
                Token(
                    raw.lower().replace(" ", "") if kind != "number" else raw, raw, kind, at, match.end(), clause=clause
                )
            )
            continue
        initial = raw[0].isupper() and _begins(text, at)
        low = raw.lower()
        if low.endswith("n't") or low == "cannot":
            verb = _IRREGULAR.get(low, low[:-3])
            printed = verb if raw.islower() else verb.capitalize()
            found.append(Token(verb, printed, kind, at, match.end(), initial, clause))
            found.append(Token("n't", "not", kind, at, match.end(), clause=clause))
            continue
        for ending in ("'s", "'"):
            if low.endswith(ending):
                low, raw = low.removesuffix(ending), raw[: -len(ending)]
        if low in _PER and text[at - 1 : at] == "/":
            low = _PER[low]
        found.append(Token(low, raw, kind, at, match.end(), initial, clause))
    return found


def _begins(text: str, at: int) -> bool:
    """Whether a word there begins a sentence, a quotation or a line."""
    place = at - 1
    while place >= 0 and text[place] in _OPENERS:
        if text[place] in "\"'":
            return True
        place -= 1
    return place < 0 or text[place] in _STOPS


def stem(word: str) -> str:
    """A word without the ending that only its place in the sentence or a spelling gives it."""
    for british, american in (("our", "or"), ("tre", "ter"), ("isation", "ization"), ("ence", "ense"), ("ogue", "og")):
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word[: -len(british)] + american
    word = word.replace("is" if word.endswith(("ise", "ised", "ises", "ising")) else "\0", "iz")
    for ending in ("ing", "ed", "es", "s", "e", "ly"):
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word  # noqa: PLR2004


class _Reader:
    """Reads facts from tokens, from left to right."""

    def __init__(self, listed: list[Token], lower: AbstractSet[str]) -> None:
        self.tokens = listed
        self.lower = lower

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def facts(self) -> Iterator[Fact]:
        at = 0
        readers: tuple[Callable[[int], tuple[list[tuple[str, str]], int] | None], ...] = (
            self._comparator, self._number, self._ordinal, self._phrase, self._date, self._word,
        )  # fmt: skip
        while at < len(self.tokens):
            for read in readers:
                found = read(at)
                if found is not None:
                    facts, last = found
                    shown = " ".join(token.raw for token in self.tokens[at:last])
                    shown = re.sub(r"([$\u20ac\u00a3\u00a5-]) (?=\S)|(?<=\d) (?=%)", r"\1", shown)
                    initial = self.tokens[at].initial
                    yield from (Fact(kind, value, shown, at, last, initial) for kind, value in facts)
                    at = last
                    break
            else:
                at += 1

    def _comparator(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        for length in range(_LONGEST, 1, -1):
            phrase = " ".join(self.low(at + each) for each in range(length)).replace("n't", "not")
            if phrase in lists.COMPARATORS and (phrase != "close to" or self._starts_number(at + 2)):
                return [("comparator", lists.COMPARATORS[phrase])], at + length
        if self.low(at) in lists.BEFORE_NUMBER and self._starts_number(at + 1):
            return [("comparator", lists.BEFORE_NUMBER[self.low(at)])], at + 1
        return None

    def _starts_number(self, at: int) -> bool:
        if self.kind(at) in ("number", "currency", "minus"):
            return True
        low = self.low(at)
        return low in lists.ONES or low in lists.TENS or low in lists.PARTS or low in lists.LOTS or (
            low in ("a", "an") and (self.low(at + 1) in lists.PARTS or self.low(at + 1) in lists.SCALES or
                                    self.low(at + 1) == "dozen")
        )  # fmt: skip

    def _number(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        if self.low(at) in lists.TIMES:
            return [("number", lists.TIMES[self.low(at)])], at + 1
        if self.low(at) in lists.LOTS:
            return [("number", self.low(at))], at + 1
        place, sign, unit = at, "", ""
        while self.kind(place) in ("minus", "currency") or self.low(place) in ("minus", "negative"):
            if self.kind(place) == "currency":
                unit = lists.CURRENCIES[self.low(place)]
            else:
                sign = "-"
            place += 1
        value, after = self._value(place, money=bool(unit))
        if value is None:
            return None
        more, after = self._unit(after)
        value = f"{sign}{value} {unit} {more}".strip()
        return [("number", " ".join(value.split()))], after

    def _value(self, at: int, *, money: bool) -> tuple[str | None, int]:
        amount: Fraction | None = None
        if self.kind(at) == "number":
            raw = self.low(at)
            if raw in _FRACTIONS:
                return _FRACTIONS[raw], at + 1
            if raw.count(":") or raw.count(".") > 1 or re.fullmatch(r"\d+(?:,\d{1,2}|,\d{4,})+", raw):
                return raw, at + 1
            adjacent = at + 1 < len(self.tokens) and self.tokens[at + 1].start == self.tokens[at].end
            if adjacent and self.low(at + 1) in ("st", "nd", "rd", "th"):
                return None, at
            if adjacent and self.low(at + 1) == "s":
                return f"{raw}s", at + 2
            amount, at = Fraction(Decimal(raw.replace(",", "").replace(" ", ""))), at + 1
        else:
            amount, at = self._in_words(at)
        if amount is None:
            return None, at
        while (low := self.low(at)) in lists.SCALES or (money and low in ("m", "b")):
            amount, at = amount * 10 ** lists.SCALES.get(low, 6 if low == "m" else 9), at + 1
        if self.low(at) in lists.PARTS and amount.denominator == 1 and self.low(at) not in ("second", "seconds"):
            amount, at = amount / lists.PARTS[self.low(at)], at + 1
        long = amount.numerator.bit_length() + amount.denominator.bit_length() > _LONGEST_BITS
        return (None, at) if long else (str(amount), at)

    def _in_words(self, at: int) -> tuple[Fraction | None, int]:
        low, following = self.low(at), self.low(at + 1)
        if low == "half":
            return Fraction(1, 2), at + 2 if following in ("a", "an") and self.low(at + 2) in lists.SCALES else at + 1
        if low == "dozen":
            return Fraction(12), at + 1
        if low in ("a", "an"):
            if following in lists.PARTS and self.low(at + 2) not in ("time", "party", "person", "year"):
                return Fraction(1, lists.PARTS[following]), at + 2
            if following == "dozen":
                return Fraction(12), at + 2
            return (Fraction(1), at + 1) if following in lists.SCALES and following != "k" else (None, at)
        return self._counted(at)

    def _counted(self, at: int) -> tuple[Fraction | None, int]:
        """A whole number in words, up to the hundreds."""
        total, start = 0, at
        while True:
            low = self.low(at)
            if low in lists.TENS:
                total += lists.TENS[low]
                at += 1
                if 1 <= lists.ONES.get(self.low(at), 0) <= 9:  # noqa: PLR2004
                    total += lists.ONES[self.low(at)]
                    at += 1
            elif low in lists.ONES:
                total += lists.ONES[low]
                at += 1
            if self.low(at) == "hundred" and at > start and total:
                total, at = total * 100, at + 1
                if self.low(at) == "and" and (self.low(at + 1) in lists.ONES or self.low(at + 1) in lists.TENS):
                    at += 1
                if self.low(at) in lists.ONES or self.low(at) in lists.TENS:
                    continue
            return (Fraction(total), at) if at > start else (None, at)

    def _unit(self, at: int) -> tuple[str, int]:
        """The unit of a number just read: up to two words of it ("percentage points", "square metres")."""
        if self.low(at) == "per" and self.low(at + 1) == "cent":
            return "percent", at + 2
        names: list[str] = []
        for _ in range(2):
            low, raw = self.low(at), self.tokens[at].raw if at < len(self.tokens) else ""
            if low in lists.CURRENCIES and self.kind(at) == "word" and not names:
                return lists.CURRENCIES[low], at + 1
            if low not in lists.UNITS or (low in lists.SHORT_UNITS and raw.istitle() and len(raw) > 1):
                break
            names.append(lists.UNITS[low])
            at += 1
            if f"{names[-1]}h" in lists.UNITS and lists.UNITS.get(self.low(at)) == "hour":
                names[-1], at = f"{names[-1]}h", at + 1
            if names[-1] not in ("percentage", "basis", "square", "cubic", "degree"):
                break
        if names in (["degree", "celsius"], ["degree", "fahrenheit"]):
            names = names[1:]
        return " ".join(names), at

    def _ordinal(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        low = self.low(at)
        if low in lists.ORDINALS:
            return [("ordinal", str(lists.ORDINALS[low]))], at + 1
        if low in lists.TENS and self.low(at + 1) in lists.ORDINALS:
            return [("ordinal", str(lists.TENS[low] + lists.ORDINALS[self.low(at + 1)]))], at + 2
        if self.kind(at) == "number" and self.low(at + 1) in ("st", "nd", "rd", "th"):
            return [("ordinal", low)], at + 2
        return None

    def _phrase(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        """Two words or three that mean one thing, and words that mean nothing where they stand."""
        low, following = self.low(at), self.low(at + 1)
        if low == "no" and following in ("one", "longer"):
            return [("negation", "not_" if following == "one" else "longer")], at + 2
        if low in ("not", "n't") and (following == "one" or (following, self.low(at + 2)) == ("a", "single")):
            return [("negation", "not_")], at + (2 if following == "one" else 3)
        if low.startswith(("declin", "fail", "refus")) and following == "to":
            return [("negation", "not_")], at + 1
        if f"{lists.UNITS.get(low)}h" in lists.UNITS and lists.UNITS.get(following) == "hour":
            return [("unit", f"{lists.UNITS[low]}h")], at + 2
        if (low, following) == ("per", "cent"):
            return [("unit", "percent")], at + 2
        return ([], at + 1) if self._is_idle(at) else None

    def _is_idle(self, at: int) -> bool:
        """Whether a word states nothing here: "could not" is a negation, "of all" and "the last" count nothing."""
        low, before, following = self.low(at), self.low(at - 1), self.low(at + 1)
        if low in lists.MODALS:
            return following in ("not", "n't")
        if low == "all":
            return before in ("of", "in") or following in ("year", "day", "along")
        return (low == "yet" and self.tokens[at].initial) or (low == "last" and before == "the")

    def _date(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        token, low = self.tokens[at], self.low(at)
        if not token.raw[0].isupper():
            return None
        if low in lists.WEEKDAYS:
            return [("date", lists.WEEKDAYS[low])], at + 1
        # At the start of a sentence "May" and "March" are months only before a number.
        plain = low not in ("may", "march", "mar") or not token.initial or self.kind(at + 1) == "number"
        return ([("date", lists.MONTHS[low])], at + 1) if low in lists.MONTHS and plain else None

    def _word(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        token, low = self.tokens[at], self.low(at)
        for kind, table in _TABLES:
            if low in table and (kind != "unit" or low not in lists.SHORT_UNITS):
                return [(kind, table[low])], at + 1
        if low in lists.CURRENCIES and token.kind == "word":
            return [("unit", lists.CURRENCIES[low])], at + 1
        return self._title(at) or (self._name(at) if token.kind == "word" and token.raw != low else None)

    def _title(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        """An office with the word that says which: "managing director" is another than "director"."""
        low, before = self.low(at), self.tokens[at - 1] if at else None
        if low not in lists.TITLES and low.removesuffix("s") in lists.TITLES:
            low = low.removesuffix("s")
        if low not in lists.TITLES:
            return None
        if (
            before is None
            or before.clause != self.tokens[at].clause
            or before.kind != "word"
            or before.low in lists.FUNCTION
            or not before.raw.islower()
        ):
            return [("title", low)], at + 1
        return [("title", f"{before.low} {low}")], at + 1

    def _name(self, at: int) -> tuple[list[tuple[str, str]], int] | None:
        """A word with a capital that does not merely begin a sentence."""
        token = self.tokens[at]
        low = token.low
        ordinary = low in lists.COMMON or low in self.lower or stem(low) in self.lower
        if low == "i" or (token.initial and ordinary):
            return None
        bare = low.replace(".", "")
        return [("name", lists.SHORT_NAMES.get(bare, bare))], at + 1


_TABLES = (
    ("negation", lists.NEGATIONS),
    ("quantifier", lists.QUANTIFIERS),
    ("unit", lists.UNITS),
    ("date", lists.TIME_WORDS),
    ("modality", lists.MODALS),
    ("direction", lists.PLACES),
    ("rank", lists.RANKS),
)


def read_facts(listed: list[Token], lower: AbstractSet[str] = frozenset()) -> list[Fact]:
    """The facts that tokens state, in their order.

    ``lower`` are words that the text has in lower case too: at the start of a sentence their capital is no name's.
    """
    facts = list(_Reader(listed, lower).facts())
    near = {place for fact in facts if fact.kind == "name" for place in range(fact.first - 4, fact.last + 4)}
    facts = [
        fact
        for fact in facts
        if fact.kind != "title" or fact.value.split()[-1] not in lists.TRADES or fact.first in near
    ]
    if any(token.low == "ever" for token in listed):
        facts = [replace(fact, value="never") if fact.value in _EVER else fact for fact in facts]
    return facts
