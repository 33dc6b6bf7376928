"""A sentence's words, and which of them are verbs, as far as lists and endings tell."""

import re
from dataclasses import dataclass
from functools import cached_property

from factcheck.core.suggest import vocabulary as lists
from factcheck.core.text import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:[.&'\u2019-][^\W_]+)*\.?(?<!\.)|\d[\d,.]*\d|\d|[^\w\s]", re.UNICODE)
_MOST_TOKENS = 400
_PLURALS = lists.listed("they we who that which i you people some many most others")
_AFTER_VERBS = lists.DETERMINERS | lists.PREPOSITIONS | {"it", "him", "her", "them", "that"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a sentence: as printed, in lower case, and where (code points, end exclusive)."""

    raw: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or digit."""
        return self.raw[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it is printed with a capital."""
        return self.raw[0].isupper()


def is_past(low: str) -> bool:
    """Whether a word has the ending of a past form and is not known for another."""
    return low.endswith("ed") and len(low) > len("need") and low not in lists.NOT_VERBS


class Sentence:
    """A sentence's words, and what they are as far as a list can tell."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.words = [
            Word(match[0], match[0].lower().replace("\u2019", "'"), *match.span())
            for match in _TOKEN.finditer(text, span.start, span.end)
        ][:_MOST_TOKENS]

    def low(self, at: int) -> str:
        """The word at a place, in lower case; empty outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    @cached_property
    def verbs(self) -> tuple[bool, ...]:
        """Whether each word is a finite verb, as far as a list and its neighbours tell."""
        found: list[bool] = []
        commas = 0
        for at in range(len(self.words)):
            commas += self.low(at) == ","
            # After an aside the first word in -ed is the verb still due: "The system, a small one, performed well".
            late = commas > 1 and self.low(at - 1) == "," and not any(found) and self.low(at).endswith("ed")
            found.append(late or self._is_verb(at))
        return tuple(found)

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands between two places."""
        return any(self.verbs[first:last])

    def counts(self, first: int, last: int) -> int:
        """How many words stand between two places."""
        return sum(word.is_word for word in self.words[first:last])

    def _is_verb(self, at: int) -> bool:
        low, before, after = self.low(at), self.low(at - 1), self.low(at + 1)
        if low in lists.AUXILIARIES:
            return low not in ("be", "been", "being", "may") or (low == "may" and self.words[at].raw == "may")
        if (self.words[at].is_name and at) or (before in lists.DETERMINERS and before != "that"):
            return False
        free = before not in lists.PREPOSITIONS
        if low in lists.THIRD and low not in lists.NOT_VERBS:
            return low not in lists.EITHER or self._follows_subject(at) or self._takes_object(at) or after == "to"
        return (
            (low in lists.IRREGULAR and (free or before == "than"))
            or (low in lists.BASES and (before in _PLURALS or (before.endswith("s") and after in _AFTER_VERBS)))
            or (is_past(low) and free and after != "by" and not self._is_attribute(at))
        )

    def _follows_subject(self, at: int) -> bool:
        before = self.words[at - 1] if at else None
        if before is None:
            return False
        return before.low in lists.PRONOUNS or (before.is_name and before.low not in lists.DETERMINERS)

    def _takes_object(self, at: int) -> bool:
        """Whether a word that may be a plural stands between a noun and what is done: "the firm prices its cars"."""
        before, after = self.low(at - 1), self.low(at + 1)
        return before.isalpha() and before not in lists.PREPOSITIONS | lists.COORDINATORS and after in lists.DETERMINERS

    def _is_attribute(self, at: int) -> bool:
        """Whether a word in -ed describes the noun after it: "two licensed shops", "a hotel, called Grand"."""
        before, after = self.low(at - 1), self.words[at + 1] if at + 1 < len(self.words) else None
        if before in ("", ",", "and", "more", "most", "newly", "so") or not self.words[at - 1].is_word:
            return True
        return bool(after and after.is_word and before in (lists.DETERMINERS | {"of"}) - {"that"})
