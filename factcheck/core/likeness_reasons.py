"""Why two statements are alike, in words for people, and where one contradicts the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from factcheck.core.fact_tokens import Fact
from factcheck.core.facts import Reading as Facts
from factcheck.core.facts import read as read_facts
from factcheck.core.likeness_features import Rarity, Reading, covered, read
from factcheck.core.likeness_words import printed_terms, with_halves
from factcheck.core.opposites import OPPOSITES
from factcheck.core.text import normalise

_MOST_SHOWN = 5
_RARE = 0.5
#: Share of the words of each that the other must have before a number or a "not" sets them against each other.
_SAME_WORDS = 0.6
_MOSTLY = 0.8
#: Terms of a text that is about one thing.
_SENTENCE = 12
_NEAR_DAYS = 30
_CLOSE_MEANING = 0.6
#: Figures nearer than this are one figure, rounded.
_ROUNDED = Fraction(1, 100)
_DENIALS = frozenset({"not_", "never", "neither", "nor", "hardly", "longer", "deny", "refuse"})
_DENYING = frozenset(
    ["no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "hardli", "bare", "scarc", "deni", "refus"]
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets two statements of the same words against each other, as each prints it; empty where it has nothing.

    ``kind``: ``number``, ``date``, ``negation`` or ``opposite``.
    """

    kind: str
    asked: str
    other: str

    def __str__(self) -> str:
        """As a reason: ``other number: 18% / 26%``."""
        if self.kind == "negation":
            return f"only one says {self.asked or self.other}"
        told = "opposite words" if self.kind == "opposite" else f"other {self.kind}"
        return f"{told}: {self.asked} / {self.other}"


def difference(asked: str, other: str, rarity: Rarity) -> Difference | None:
    """What contradicts: another number or date, a negation or an opposite among the same words; ``None`` where nothing does.

    Statements about other names, or that share too few words, contradict nothing.
    """
    mine, theirs = read(asked), read(other)
    if min(_shared(mine, theirs, rarity), _shared(theirs, mine, rarity)) < _SAME_WORDS:
        return None
    one, two = _facts(asked), _facts(other)
    if _left(one, two, "name") and _left(two, one, "name"):
        return None
    return _other_number(one, two) or _other_date(one, two) or _negated(one, two) or _opposite(one, two)


def other_names(asked: str, other: str) -> tuple[str, str] | None:
    """The first name that each of two sentences has and the other has not, as printed; ``None`` where not both have one.

    A post or a passage names more than any claim does, and is not judged by that.
    """
    mine, theirs = read(asked), read(other)
    if len(mine.known) > _SENTENCE:
        return None
    lacking = theirs.names - mine.known, mine.names - theirs.known
    if not all(lacking):
        return None
    return _first_of(asked, lacking[1]), _first_of(other, lacking[0])


def _first_of(text: str, wanted: frozenset[str]) -> str:
    return next(word for word, found in printed_terms(text) if wanted.intersection(found))


def _shared(of: Reading, by: Reading, rarity: Rarity) -> float:
    """The share of the words of one text, numbers and negations apart, that the other has."""
    return covered(of.known - of.numbers - _DENYING, by.known, rarity)


@lru_cache(maxsize=5_000)
def _facts(text: str) -> Facts:
    plain = with_halves(normalise(text).text)
    return read_facts(plain, 0, len(plain))


def _left(one: Facts, other: Facts, kind: str) -> list[Fact]:
    """The facts of a kind that the other does not state; a name it has as a plain word is stated."""
    known = {fact.value for fact in other.facts if fact.kind == kind}
    if kind == "name":
        known |= {token.low for token in other.tokens}
    return [fact for fact in one.facts if fact.kind == kind and fact.value.lower() not in known | {""}]


def _other_number(one: Facts, two: Facts) -> Difference | None:
    for kind in ("number", "ordinal"):
        mine, theirs = _left(one, two, kind), _left(two, one, kind)
        mine, theirs = _unlike(mine, theirs), _unlike(theirs, mine)
        for was in mine:
            for now in theirs:
                if _comparable(_unit(was), _unit(now)):
                    return Difference("number", was.shown, now.shown)
    return None


def _unit(fact: Fact) -> str:
    return fact.value.partition(" ")[2]


def _comparable(one: str, other: str) -> bool:
    return one == other or not one or not other


def _unlike(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts that no other is a rounding of."""
    return [fact for fact in facts if not any(_rounds(fact, other) for other in others)]


def _rounds(fact: Fact, other: Fact) -> bool:
    one, two = _amount(fact), _amount(other)
    if one is None or two is None or _is_year(fact) or _is_year(other) or not _comparable(_unit(fact), _unit(other)):
        return fact.value == other.value
    return abs(one - two) <= _ROUNDED * max(abs(one), abs(two))


def _is_year(fact: Fact) -> bool:
    return fact.shown.isdigit() and len(fact.shown) == 4  # noqa: PLR2004


def _amount(fact: Fact) -> Fraction | None:
    try:
        return Fraction(fact.value.partition(" ")[0])
    except (ValueError, ZeroDivisionError):
        return None


def _other_date(one: Facts, two: Facts) -> Difference | None:
    mine, theirs = _left(one, two, "date"), _left(two, one, "date")
    return Difference("date", mine[0].shown, theirs[0].shown) if mine and theirs else None


def _negated(one: Facts, two: Facts) -> Difference | None:
    """A negation that one of them has; two in one sentence may take each other back, so only none against one counts."""
    mine, theirs = _denials(one), _denials(two)
    if bool(mine) == bool(theirs):
        return None
    return Difference("negation", mine[0] if mine else "", theirs[0] if theirs else "")


def _denials(facts: Facts) -> list[str]:
    return [fact.shown.lower() for fact in facts.facts if fact.kind == "negation" and fact.value in _DENIALS]


def _opposite(one: Facts, two: Facts) -> Difference | None:
    mine, theirs = {token.low for token in one.tokens}, {token.low for token in two.tokens}
    for was in sorted(mine - theirs):
        sides = {(place, not side) for place, side in OPPOSITES.get(was, ())}
        for now in sorted(theirs - mine):
            if sides & set(OPPOSITES.get(now, ())):
                return Difference("opposite", was, now)
    return None


def reasons(
    asked: str, other: str, texts: Sequence[str], days: tuple[date | None, date | None], rarity: Rarity,
    meaning: float | None = None,
) -> Iterator[str]:  # fmt: skip
    """What speaks for it that two statements are alike, the strongest first; ``texts`` are all those of the other."""
    mine = read(asked)
    known = frozenset[str]().union(*(read(text).known for text in texts))
    if mine.known == read(other).known:
        yield "the same words"
    shared = _printed(asked, mine.known & known, rarity)
    if words := [word for word, kind in shared if kind == "word"][:_MOST_SHOWN]:
        yield f"shares the rare words {', '.join(words)}"
    for kind, told in (("name", "same name"), ("number", "same number")):
        if words := [word for word, found in shared if found == kind][:_MOST_SHOWN]:
            yield f"{told}{'s' if len(words) > 1 else ''}: {', '.join(words)}"
    if mine.known != read(other).known and covered(read(other).known, mine.known, rarity) >= _MOSTLY:
        yield "nearly all of its words are in the text"
    if None not in days and abs(apart := (days[1] - days[0]).days) <= _NEAR_DAYS:  # type: ignore[operator]
        yield "the same day" if not apart else f"{abs(apart)} day{'s' if abs(apart) > 1 else ''} apart"
    if meaning is not None and meaning >= _CLOSE_MEANING:
        yield f"near in meaning ({meaning:.2f})"


def _printed(text: str, shared: frozenset[str], rarity: Rarity) -> list[tuple[str, str]]:
    """The words of a text whose terms are shared and rare, as printed, the rarest first, each ``word``, ``name`` or ``number``."""
    found: dict[str, tuple[float, str, str]] = {}
    named = not text.isupper()
    for place, (word, its_terms) in enumerate(printed_terms(text)):
        common = [term for term in its_terms if term in shared]
        if not common or not word[-1].isalnum():
            continue  # a percent sign alone is no word to show
        weight = max(map(rarity, common))
        kind = (
            "number"
            if word[0].isdigit() or common[0][0].isdigit()
            else "name"
            if place and word[0].isupper() and named
            else "word"
        )
        if weight >= _RARE or kind == "number":
            found.setdefault(common[0], (-weight, word, kind))
    return [(word, kind) for _, word, kind in sorted(found.values())]
