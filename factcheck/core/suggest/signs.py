"""The signs by which a clause is worth checking, each with the words that gave it, and the kind of claim they make."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.suggest import vocabulary as lists
from factcheck.core.words import Kind


class Sign(StrEnum):
    """What a rule saw in a clause."""

    NUMBER = "number"
    MEASURE = "measure"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"
    CAUSE = "cause"
    TIME = "time"
    NAME = "name"
    EVENT = "event"
    ROLE = "role"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    OPINION = "opinion"
    PREDICTION = "prediction"
    FEELING = "feeling"
    CONDITION = "condition"
    HABIT = "habit"


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign, the words that gave it, and how often it was seen."""

    sign: Sign
    words: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.sign}: {self.words}"


_PATTERNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (Sign.MEASURE, lists.MEASURED),
    (Sign.SUPERLATIVE, lists.SUPERLATIVE),
    (Sign.COMPARISON, lists.COMPARISON),
    (Sign.CAUSE, lists.CAUSE),
    (Sign.TIME, lists.TIME),
    (Sign.EVENT, lists.EVENT),
    (Sign.ROLE, lists.ROLE),
    (Sign.ATTRIBUTION, lists.ATTRIBUTION),
    (Sign.OPINION, lists.OPINION),
    (Sign.PREDICTION, lists.PREDICTION),
    (Sign.FEELING, re.compile(r"\b(?:I|I'm|I've|my|me|we|we're|our|us|you|your)\b")),
    (Sign.CONDITION, re.compile(r"^(?:if|unless|whether|let|imagine|suppose|please)\b", re.IGNORECASE)),
)
_NAME = re.compile(r"[^\W\d_a-z][\w&.'\u2019-]*(?:\s+(?:of\s+(?:the\s+)?)?[^\W\d_a-z][\w&.'\u2019-]*)*")
_NO_NAMES = lists.CALENDAR | lists.listed(
    "i the a an it he she they we you this that these those there in on at by for from with as if when while after before"
    " although though despite since and but so yet or not no his her its their our my your what who how why where which"
    " one two three some many most few all both each every another other however meanwhile still also now then here"
    " may according about over under nearly almost more less only even just"
)
_QUOTED = re.compile(
    r"[\u201c\u00ab\u201e][^\u201d\u00bb]+[\u201d\u00bb]?|(?<![\w\"])\"[^\"]+\"?|(?<!\w)[\u2018'](?=\w)[^\u2018\u2019']{12,}[\u2019'](?!\w)"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MARKS = re.compile(r"[\u201c\"\u2018\u00ab]\w")
_MOST_WORDS = 3


def signs_of(clause: str, *, begins: bool, names: Iterable[str] = ()) -> tuple[Seen, ...]:
    """Return the signs in a clause, each once, with its first words.

    ``begins`` says that it opens its sentence, so that its first capital proves no name; ``names`` are words that carry
    one elsewhere in the article inside a sentence.
    """
    found: list[Seen] = []
    idle = [match.span() for match in lists.UNCOUNTED.finditer(clause)]
    numbers = [
        match[0].strip()
        for match in lists.NUMBER.finditer(clause)
        if not _is_date(clause, match) and not any(start <= match.start() < end for start, end in idle)
    ]
    if numbers:
        found.append(Seen(Sign.NUMBER, _listed(numbers), len(numbers)))
    named = names_in(clause, begins=begins, known=names)
    if named:
        found.append(Seen(Sign.NAME, _listed(named), len(named)))
    for sign, pattern in _PATTERNS:
        words = [match[0] for match in pattern.finditer(clause)]
        if words and not (sign is Sign.MEASURE and not numbers):
            found.append(Seen(sign, _listed(words), len(words)))
    quoted = [match[0] for match in _QUOTED.finditer(clause) if len(match[0].split()) >= _MOST_WORDS]
    if quoted:
        found.append(Seen(Sign.QUOTATION, " ".join(quoted[0].split()[:4]) + "…", len(quoted)))
    return tuple(found)


def _is_date(clause: str, match: re.Match[str]) -> bool:
    """Whether a number is a year or the day of a month: the sign is then one of time."""
    number = match[0].strip()
    if _YEAR.fullmatch(number.rstrip(",.")):
        return True
    around = clause[max(0, match.start() - 12) : match.end() + 12]
    return bool(
        re.search(rf"{re.escape(number)}\s+(?:{lists.MONTHS})|(?:{lists.MONTHS})\s+{re.escape(number)}\b", around)
    )


def names_in(clause: str, *, begins: bool, known: Iterable[str] = ()) -> list[str]:
    """Return the names in a clause: runs of words with a capital, the first of a sentence only where it is known."""
    found: dict[str, None] = {}
    known = frozenset(known)
    for match in _NAME.finditer(clause):
        words = match[0].strip(".'\u2019").split()
        while words and words[0].lower() in _NO_NAMES:
            words = words[1:]
        if not words:
            continue
        first = begins and not clause[: match.start()].strip("\u201c\"\u2018' ") and len(words) == len(match[0].split())
        if first and len(words) == 1 and _bare(words[0]) not in known and not re.search(r"\w[A-Z]|\d", words[0]):
            continue
        name = _bare(" ".join(words))
        if name.lower() not in _NO_NAMES:
            found[name] = None
    return list(found)


def _bare(name: str) -> str:
    return re.sub(r"['\u2019]s?$", "", name).rstrip(".,")


def _listed(words: Sequence[str]) -> str:
    """The first few of the words, each once."""
    once = list(dict.fromkeys(" ".join(word.split()) for word in words))
    return ", ".join(once[:_MOST_WORDS]) + (", …" if len(once) > _MOST_WORDS else "")


def kind_of(clause: str, signs: Sequence[Seen], *, aside: bool) -> Kind:
    """Return the kind of claim that a clause makes, by its signs and its verbs; what says nothing else is an event."""
    has = {seen.sign for seen in signs}
    counted, quoted = Sign.NUMBER in has, Sign.QUOTATION in has
    order = (
        (Kind.QUOTE, quoted and (not counted or Sign.ATTRIBUTION in has)),
        (Kind.QUOTE, bool(lists.DUBBED.search(clause) and _MARKS.search(clause))),
        (Kind.SUPERLATIVE, Sign.SUPERLATIVE in has and (not counted or Sign.MEASURE not in has)),
        (Kind.COMPARISON, bool(lists.CONTRAST.search(clause))),
        (Kind.CAUSAL, bool(lists.STRONG_CAUSE.search(clause))),
        (Kind.STATISTIC, counted),
        (Kind.ATTRIBUTION_CLAIM, bool(lists.DENIAL.search(clause))),
        (Kind.IDENTITY, aside or bool(lists.IDENTITY.search(clause) or lists.WITH_OFFICE.search(clause))),
        (Kind.PREDICTION, Sign.PREDICTION in has),
        (Kind.OPINION, Sign.OPINION in has and not {Sign.EVENT, Sign.COMPARISON} & has),
        (Kind.CAUSAL, Sign.CAUSE in has),
        (Kind.COMPARISON, Sign.COMPARISON in has),
    )
    return next((kind for kind, holds in order if holds), Kind.EVENT)
