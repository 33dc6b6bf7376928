"""Whether two readings of a passage state the same facts, and if not, which differ.

When in doubt they differ: a checker who looks once too often loses a minute, one who is not told prints an error.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from factcheck.core import fact_words as lists
from factcheck.core.fact_tokens import Fact, Token, read_facts, stem, tokens
from factcheck.core.opposites import OPPOSITE_STARTS, OPPOSITES

_COUNTED = frozenset({"number", "ordinal", "negation", "quantifier", "comparator"})
_ORDERED = ("number", "ordinal", "date", "name")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "but",
        "or",
        "its",
        "it",
        "his",
        "her",
        "their",
        "that",
        "which",
        "who",
        "was",
        "were",
        "is",
        "are",
        "be",
        "had",
        "has",
        "have",
    ]
)
_LINKS = frozenset(
    ["in", "on", "at", "by", "to", "for", "from", "with", "until", "since", "before", "after", "between"]
)
_NEAR = 4
_SHORTEST = 6
_CLEARLY = 1.0
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "by", "of"])
_AGENT = ("er", "or", "ist", "man", "woman", "ian", "ant", "ent", "eer", "ess")


_Sides = tuple[dict[str, float], dict[str, float]]
_Row = list[tuple[str, tuple[int, int], str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs: its kind, how it was and how it is now, as printed; empty where there was or is none."""

    kind: str
    was: str
    now: str

    def __str__(self) -> str:
        """As one reads it: ``number 18% -> 26%``."""
        return f"{self.kind} {self.was or 'none'} -> {self.now or 'none'}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as tokens and facts."""

    tokens: list[Token]
    facts: list[Fact]

    @property
    def plain(self) -> list[str]:
        """The stems of its tokens."""
        return [_stem(token.low) for token in self.tokens]


_stem = lru_cache(maxsize=20_000)(stem)


def read(text: str, start: int, end: int, lower: AbstractSet[str] = frozenset()) -> Reading:
    """Read a stretch of a normalised text; ``lower`` are the words the texts have in lower case too."""
    listed = tokens(text, start, end)
    return Reading(listed, read_facts(listed, lower))


def compare(old: Reading, new: Reading) -> tuple[Change, ...]:
    """What differs between two readings of the same passage; empty where every fact is the same."""
    changes = list(_by_kind(old, new))
    if changes:
        return tuple(changes)
    return tuple(_exchanged(old, new)) or tuple(_other_words(old, new))


def _by_kind(old: Reading, new: Reading) -> Iterable[Change]:
    spelt_old, short_new = _spelt_out(old, new)
    spelt_new, short_old = _spelt_out(new, old)
    was_all = [fact for fact in old.facts if fact.first not in spelt_old | short_old]
    now_all = [fact for fact in new.facts if fact.first not in spelt_new | short_new]
    for kind in dict.fromkeys(fact.kind for fact in (*was_all, *now_all)):
        mine = [fact for fact in was_all if fact.kind == kind]
        theirs = [fact for fact in now_all if fact.kind == kind]
        was, now = _rest(mine, theirs), _rest(theirs, mine)
        if kind not in _COUNTED and not (was and now):
            # How often a name or a day is told may change, as long as none takes another's place.
            was, now = _unknown(was, theirs), _unknown(now, mine)
        if kind == "name":
            was, now = _without_endings(was, new), _without_endings(now, old)
        if was or now:
            yield Change(kind, " ".join(fact.shown for fact in was), " ".join(fact.shown for fact in now))


def _rest(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts that the others do not have as often."""
    left = Counter(fact.value for fact in others)
    rest = []
    for fact in facts:
        if left[fact.value]:
            left[fact.value] -= 1
        else:
            rest.append(fact)
    return rest


def _unknown(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    known = {fact.value for fact in others}
    return [fact for fact in facts if fact.value not in known]


def _spelt_out(one: Reading, other: Reading) -> tuple[set[int], set[int]]:
    """The tokens of one reading that the other has as initials ("United States", "US"), and those initials' tokens."""
    places = [place for place, token in enumerate(one.tokens) if token.low not in ("of", "the", "and", "for")]
    initials = "".join(one.tokens[place].low[0] for place in places)
    spelt: set[int] = set()
    shorts: set[int] = set()
    mine = {token.low.replace(".", "") for token in one.tokens}
    for place, token in enumerate(other.tokens):
        bare = token.raw.replace(".", "")
        if not (bare.isupper() and bare.isalpha() and 1 < len(bare) <= 6) or bare.lower() in mine:  # noqa: PLR2004
            continue
        at = initials.find(bare.lower())
        if at >= 0:
            spelt.update(places[at : at + len(bare)])
            shorts.add(place)
    return spelt, shorts


def _without_endings(names: list[Fact], other: Reading) -> list[Fact]:
    """Names without what only a capital at the start of a sentence made one: "Cutting" where the other has "cut"."""
    begun = {_stem(token.low) for token in other.tokens if token.raw.islower()}
    return [fact for fact in names if not (fact.initial and _stem(fact.value) in begun)]


def _exchanged(old: Reading, new: Reading) -> Iterable[Change]:
    """Facts that stand in each other's place: the same values in another order, beside other words than before."""
    for kind in _ORDERED:
        mine, theirs = _sequence(old, kind), _sequence(new, kind)
        if len(mine) < 2:  # noqa: PLR2004
            continue
        places = {value: place for place, (value, _, _) in enumerate(theirs)}
        near_old, near_new = _beside(old, mine), _beside(new, theirs)
        for i, (value, _, shown) in enumerate(mine):
            for other, _, other_shown in mine[i + 1 :]:
                if value == other or value not in places or other not in places:
                    continue
                straight = _alike(near_old[value], near_new[value]) + _alike(near_old[other], near_new[other])
                crossed = _alike(near_old[value], near_new[other]) + _alike(near_old[other], near_new[value])
                if places[value] < places[other]:
                    if crossed > straight + _CLEARLY:
                        # In the old order, but each beside what belonged to the other.
                        yield Change(kind, f"{shown} \u2026 {other_shown}", f"{other_shown} \u2026 {shown}")
                        return
                elif crossed >= straight and not _made_passive(old, new, value, other, mine, theirs):
                    yield Change(kind, f"{shown} \u2026 {other_shown}", f"{other_shown} \u2026 {shown}")
                    return


def _made_passive(old: Reading, new: Reading, doer: str, other: str, mine: _Row, theirs: _Row) -> bool:
    """Whether the first of two names now follows "by" and did not before: "A beat B" and "B was beaten by A"."""

    def follows_by(reading: Reading, row: _Row, wanted: str) -> bool:
        return any(
            value == wanted and any(token.low == "by" for token in reading.tokens[max(0, first - 2) : first])
            for value, (first, _), _ in row
        )

    return not follows_by(old, mine, doer) and not follows_by(old, mine, other) and follows_by(new, theirs, doer)


def _sequence(reading: Reading, kind: str) -> _Row:
    """Facts of a kind in order, names of several words as one."""
    found: _Row = []
    for fact in reading.facts:
        if fact.kind != kind:
            continue
        if kind == "name" and found and found[-1][1][1] == fact.first:
            value, (first, _), shown = found.pop()
            found.append((f"{value} {fact.value}", (first, fact.last), f"{shown} {fact.shown}"))
        else:
            found.append((fact.value, (fact.first, fact.last), fact.shown))
    return found


def _beside(reading: Reading, sequence: _Row) -> dict[str, _Sides]:
    """For each fact the words that matter before and after it, up to the next fact of its kind."""
    plain = reading.plain
    taken = {place for _, (first, last), _ in sequence for place in range(first, last)}
    found: dict[str, _Sides] = {}
    for value, (first, last), _ in sequence:
        before: dict[str, float] = {}
        after: dict[str, float] = {}
        for side, edge, steps in (
            (before, first, range(first - 1, -1, -1)),
            (after, last - 1, range(last, len(plain))),
        ):
            for place in steps:
                apart = reading.tokens[place].clause != reading.tokens[edge].clause
                if place in taken or len(side) >= _NEAR or apart:
                    break
                if plain[place] not in _SMALL:
                    weight = 0.4 if plain[place] in _LINKS else 1.0
                    side.setdefault(plain[place], weight / (1 + len(side)))
        found[value] = (before, after)
    return found


def _alike(one: _Sides, two: _Sides) -> float:
    """How much two surroundings share: the nearer a word, and on the same side, the more it counts."""
    same_side = sum(min(a[word], b[word]) for a, b in zip(one, two, strict=True) for word in a.keys() & b.keys())
    all_one, all_two = {**one[0], **one[1]}, {**two[0], **two[1]}
    return same_side + 0.5 * sum(min(all_one[word], all_two[word]) for word in all_one.keys() & all_two.keys())


def _other_words(old: Reading, new: Reading) -> Iterable[Change]:
    """Opposites, prefixes that turn a word round, and words changed where a number or a name rests on them."""
    gone, come = _left_over(old, new), _left_over(new, old)
    for was in gone:
        for now in come:
            sides = {(place, not side) for place, side in OPPOSITES.get(was, ())}
            if sides & set(OPPOSITES.get(now, ())) or _opposite_starts(was, now):
                yield Change("meaning", was, now)
            elif _turned(was, now) or _turned(now, was):
                yield Change("negation", was, now)
    yield from _leaning(old, new)


def _left_over(one: Reading, other: Reading) -> list[str]:
    """The words of one reading that the other does not have as often, whatever their endings."""
    left = Counter(_stem(token.low) for token in other.tokens)
    rest = []
    for token in one.tokens:
        left[_stem(token.low)] -= 1
        if left[_stem(token.low)] < 0:
            rest.append(token.low)
    return rest


def _opposite_starts(was: str, now: str) -> bool:
    if min(len(was), len(now)) < _SHORTEST:
        return False
    return any(
        (was.startswith(a) and now.startswith(b) and was.removeprefix(a) == now.removeprefix(b))
        or (was.startswith(b) and now.startswith(a) and was.removeprefix(b) == now.removeprefix(a))
        for a, b in OPPOSITE_STARTS
    )


def _turned(longer: str, shorter: str) -> bool:
    """Whether a prefix or an ending turns one word into the other: "uninsured" and "insured"."""
    if any(longer == prefix + shorter for prefix in lists.PREFIXES) and len(shorter) > 2:  # noqa: PLR2004
        return True
    return any(
        longer.endswith(a) and shorter.endswith(b) and longer.removesuffix(a) == shorter.removesuffix(b)
        for a, b in lists.SUFFIX_PAIRS
    )


def _leaning(old: Reading, new: Reading) -> Iterable[Change]:
    """Words that stand right after a number or right before a name, where they were replaced one for one."""
    counted = {fact.last for fact in old.facts if _counts(old, fact)}
    matcher = SequenceMatcher(a=old.plain, b=new.plain, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "replace":
            continue
        was, now = old.tokens[a].low, new.tokens[c].low
        shown = " ".join(token.raw for token in old.tokens[a:b]), " ".join(token.raw for token in new.tokens[c:d])
        small = was in lists.FUNCTION or now in lists.FUNCTION or was[:4] == now[:4]
        if a in counted and not small and not any({was, now} <= group for group in lists.SAME_COUNTED):
            yield Change("unit", *shown)
        elif b - a == d - c == 1 and was.isalpha() and old.tokens[a].raw.islower():
            names = {fact.first for fact in old.facts if fact.kind == "name"}
            ends = {fact.last for fact in old.facts if fact.kind == "name"}
            told = b in names and (a == 0 or old.tokens[a - 1].low in _DETERMINERS)
            if told or ((b in names or a in ends) and _is_role(was) and _is_role(now)):
                yield Change("title", *shown)


def _counts(reading: Reading, fact: Fact) -> bool:
    """Whether a number counts what follows it: it has no unit yet, is no year, no part of a name, and no comma follows."""
    if fact.kind != "number" or " " in fact.value or (fact.shown.isdigit() and 1000 <= int(fact.shown) <= 2100):  # noqa: PLR2004
        return False
    first, last = reading.tokens[fact.first], reading.tokens[fact.last - 1]
    attached = fact.first > 0 and reading.tokens[fact.first - 1].end == first.start
    return not attached and fact.last < len(reading.tokens) and reading.tokens[fact.last].clause == last.clause


def _is_role(word: str) -> bool:
    return word.endswith(_AGENT) and word not in lists.FUNCTION
