"""Find the places of one version again in the next: kept, moved, normalised, edited, changed, ambiguous or gone.

The two texts are laid side by side sentence by sentence first. A quote whose sentences stand in both is read off there;
any other is looked for among the sentences that are new, by its exact words and then by most of its words. What is
found by most of its words is compared fact by fact (``core/facts.py``) before it is called edited.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import log

from factcheck.core.fact_tokens import stem
from factcheck.core.facts import Change, Reading, compare, read
from factcheck.core.reanchor_text import (
    LETTERS,
    SHORT_FUNCTION,
    WORD,
    Side,
    bears_fact,
    places_of,
    squeezed,
    stems_of,
    whole_words,
)
from factcheck.core.text import Span
from factcheck.core.words import Anchored

MIN_LIKENESS = 0.4
"""Least share of its words that a passage must have in common with the old one to be taken for it; 1 is all."""
_OWN_GAP = 0.15
_PAIR_GAIN = 0.1
_OWN_LENGTH = 0.1
_MOST_CANDIDATES = 12
_LEAST_PART = 0.34
_MOVABLE = ("name", "number", "date")
_APART = ',;:.!?()"'
_LOOSE = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a quote stands in the new text, in its code points: one span, several where it is ambiguous, none if gone.

    ``changes`` are the facts that differ where it is changed; ``likeness`` is 1 where no word differs.
    """

    how: Anchored
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    likeness: float


class Revision:
    """Two versions of an article side by side; ``find`` answers for one quote of the old one after another."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Side(old), Side(new)
        self.pairs: dict[int, int] = {}
        self.gaps: dict[int, tuple[int, int]] = {}
        taken: set[int] = set()
        matcher = SequenceMatcher(a=self.old.keys, b=self.new.keys, autojunk=len(self.old.keys) > 2_000)  # noqa: PLR2004
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                self.pairs.update(zip(range(a, b), range(c, d), strict=True))
                taken.update(range(c, d))
            else:
                self.gaps.update((place, (c, d)) for place in range(a, b))
        self.free = [place for place in range(len(self.new.spans)) if place not in taken]

    @cached_property
    def new_sentences(self) -> list[Span]:
        """The sentences of the new text, in its code points, that the old one does not have."""
        return [self.new.original(self.new.spans[place]) for place in self.free]

    def find(self, start: int, end: int) -> Finding:
        """Find the quote at code points ``start`` to ``end`` of the old text in the new one."""
        quote = self.old.to_norm(start, end)
        if quote.start >= quote.end:  # nothing but characters nobody sees
            return Finding(Anchored.GONE)
        first, last = self.old.touched(quote)
        return self._side_by_side(quote, first, last) or self._by_words(quote, first, last) or self._by_most(
            quote, first, last
        )  # fmt: skip

    def _side_by_side(self, quote: Span, first: int, last: int) -> Finding | None:
        """The quote where its sentences stand unchanged between the same neighbours."""
        places = [self.pairs.get(place) for place in range(first, last)]
        here = places[0]
        if here is None or places != list(range(here, here + len(places))):
            return None
        by = self.new.spans[here].start - self.old.spans[first].start
        there = Span(quote.start + by, quote.end + by)
        if self.new.norm.text[there.start : there.end] != self.old.norm.text[quote.start : quote.end]:
            return None
        steady = self.pairs.get(first - 1, -1) == here - 1 or self.pairs.get(last, -1) == here + len(places)
        if not steady and (others := [each for each in self._exact(quote) if self._is_free(each)]):
            return self._several([there, *others])
        return Finding(self._word_for(quote, there, Anchored.KEPT), (self.new.original(there),))

    def _word_for(self, quote: Span, there: Span, same: Anchored) -> Anchored:
        """``same`` where every character is the same; else only the typesetting differs."""
        old, new = self.old.original(quote), self.new.original(there)
        alike = self.old.text[old.start : old.end] == self.new.text[new.start : new.end]
        return same if alike or same is Anchored.MOVED else Anchored.NORMALISED

    def _several(self, places: Sequence[Span]) -> Finding:
        return Finding(Anchored.AMBIGUOUS, tuple(self.new.original(place) for place in sorted(set(places))))

    def _exact(self, quote: Span) -> list[Span]:
        return list(places_of(self.new.norm.text, self.old.norm.text[quote.start : quote.end]))

    def _is_free(self, place: Span) -> bool:
        first, last = self.new.touched(place)
        return any(each in self._free_set for each in range(first, last))

    @cached_property
    def _free_set(self) -> frozenset[int]:
        return frozenset(self.free)

    def _gap(self, first: int, last: int) -> tuple[int, int]:
        """The sentences of the new text that stand where these stood."""
        found = [self.gaps[place] for place in range(first, last) if place in self.gaps]
        return (min(a for a, _ in found), max(b for _, b in found)) if found else (0, 0)

    def _by_words(self, quote: Span, first: int, last: int) -> Finding | None:
        """The quote by its very words, among the sentences that are new."""
        found = self._exact(quote)
        free = [place for place in found if self._is_free(place)]
        if not free:
            return None
        gap = self._gap(first, last)
        here = [place for place in free if self._within(place, gap)]
        best = self._best(quote, first, last)
        if len(free) > 1:
            return self._several(free)
        (there,) = free
        touched = self.new.touched(there)
        if best is not None and not (best.first < touched[1] and touched[0] < best.last):
            # Most of what stood around the quote stands elsewhere now: these may be other words that happen to be alike.
            return self._by_most(quote, first, last)
        twins = len(list(places_of(self.old.norm.text, self.old.norm.text[quote.start : quote.end]))) > 1
        if twins and not here:
            return self._several(found)
        return Finding(
            self._word_for(quote, there, Anchored.KEPT if here else Anchored.MOVED), (self.new.original(there),)
        )

    def _within(self, place: Span, gap: tuple[int, int]) -> bool:
        first, last = self.new.touched(place)
        return gap[0] <= first and last <= gap[1]

    # By most of its words -------------------------------------------------------------------------------------------

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """For each word the new sentences that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for place in self.free:
            for word in self.new.bag(place):
                found[word].append(place)
        return found

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(stems_of(self.old.norm.text))

    def _weight(self, word: str) -> float:
        return 0.15 if word in SHORT_FUNCTION else 1 / (1 + log(1 + self._counts[word]))

    def _weights(self, bag: Counter[str]) -> float:
        return sum(self._weight(word) * count for word, count in bag.items())

    def _best(self, quote: Span, first: int, last: int) -> _Candidate | None:
        """The new sentence, or two or three in a row, that has most of the words of the quote and its sentences."""
        words = Counter(stems_of(self.old.norm.text[quote.start : quote.end]))
        around = self.old.stems(first, last)
        gap = self._gap(first, last)
        votes: Counter[int] = Counter()
        for word in around:
            if word not in SHORT_FUNCTION:
                for place in self._index.get(word, ()):
                    votes[place] += 1
        near = {place for place, _ in votes.most_common(_MOST_CANDIDATES)}
        near |= {place for place in range(*gap) if place in votes}
        # Of a quote of several sentences some may stand unchanged.
        own = {self.pairs[place] for place in range(first, last) if place in self.pairs}
        near |= own
        best: _Candidate | None = None
        for place in sorted(near):
            for length in range(1, last - first + 2):
                if any(each not in self._free_set and each not in own for each in range(place, place + length)):
                    break
                likeness = self._likeness(words, around, place, place + length)
                inside = gap[0] <= place and place + length <= gap[1]
                likeness += _OWN_GAP if inside else 0
                gain = _PAIR_GAIN if length > last - first else -_OWN_LENGTH if length == last - first > 1 else 0
                if best is None or likeness > best.likeness + gain:
                    best = _Candidate(place, place + length, likeness)
        return best if best is not None and best.likeness >= MIN_LIKENESS else None

    def _likeness(self, words: Counter[str], around: Counter[str], first: int, last: int) -> float:
        there = self.new.stems(first, last)
        recall = self._weights(words & there) / (self._weights(words) or 1)
        dice = 2 * self._weights(around & there) / ((self._weights(around) + self._weights(there)) or 1)
        return (recall + dice) / 2

    def _by_most(self, quote: Span, first: int, last: int) -> Finding:
        """The quote in the passage that has most of its words: edited where every fact is the same, else changed."""
        best = self._best(quote, first, last)
        if best is None:
            twins = self._exact(quote)
            return self._several(twins) if twins else Finding(Anchored.GONE, likeness=0.0)
        around = Span(self.old.spans[first].start, self.old.spans[last - 1].end)
        target = Span(self.new.spans[best.first].start, self.new.spans[best.last - 1].end)
        outside = self._outside(quote, around)
        there = target
        if any(word not in SHORT_FUNCTION for word in outside):
            there = self._window(quote, outside, target, _LOOSE)
        there = self._ended(quote, there)
        if squeezed(self.old.norm.text[quote.start : quote.end]) == squeezed(
            self.new.norm.text[there.start : there.end]
        ):
            return Finding(Anchored.NORMALISED, (self.new.original(there),))
        changes = self._changes(quote, there, around, target)
        if changes:
            # Words at the edges may belong to what was around the quote, and not to it.
            outside = outside + self._beside(first, last)
            tight = self._ended(quote, self._window(quote, outside, target, 0.0))
            stands = tight != there and self._has_edges(quote, tight) and self._stands_apart(tight, outside, target)
            if stands and not self._changes(quote, tight, around, target, self._around(first, last)):
                there, changes = tight, ()
        changes = changes or tuple(self._missing(quote, there, first, last))
        how = Anchored.CHANGED if changes else Anchored.EDITED
        return Finding(how, (self.new.original(there),), changes, min(1.0, best.likeness))

    def _missing(self, quote: Span, there: Span, first: int, last: int) -> Iterator[Change]:
        """Sentences of a quote of several that the passage has next to nothing of."""
        found = Counter(stems_of(self.new.norm.text[there.start : there.end]))
        for span in self.old.spans[first:last] if last - first > 1 else ():
            if span.start >= quote.end or span.end <= quote.start:
                continue
            part = Span(max(span.start, quote.start), min(span.end, quote.end))
            text = self.old.norm.text[part.start : part.end]
            words = Counter(word for word in stems_of(text) if word not in SHORT_FUNCTION)
            if words and (words & found).total() <= words.total() * _LEAST_PART:
                yield Change("sentence", text, "")

    def _around(self, first: int, last: int) -> Span:
        """The sentences of a quote with those before and after them: what a passage may have run together with it."""
        spans = self.old.spans
        return Span(spans[max(0, first - 1)].start, spans[min(len(spans), last + 1) - 1].end)

    def _has_edges(self, quote: Span, there: Span) -> bool:
        """Whether the passage has the first and the last word of the quote that matter."""
        words = [word for word in stems_of(self.old.norm.text[quote.start : quote.end]) if word not in SHORT_FUNCTION]
        found = set(stems_of(self.new.norm.text[there.start : there.end]))
        return not words or (words[0] in found and words[-1] in found)

    def _ended(self, quote: Span, there: Span) -> Span:
        """The passage without the stop or comma after it, where the quote ends without one."""
        end = there.end
        if self.old.norm.text[quote.end - 1] not in ".,;:!?":
            while end > there.start + 1 and self.new.norm.text[end - 1] in ".,;:!?" and not self._is_point(end - 1):
                end -= 1
        elif self.new.norm.text[end : end + 1] == "." and self._is_point(end):
            end += 1
        return Span(there.start, end)

    def _is_point(self, at: int) -> bool:
        """Whether a point belongs to an abbreviation such as "a.m."."""
        return re.search(r"(?:\b\w\.)+\w\.$", self.new.norm.text[max(0, at - 8) : at + 1]) is not None

    def _changes(
        self, quote: Span, there: Span, around: Span, target: Span, wide: Span | None = None
    ) -> tuple[Change, ...]:
        """What differs; ``wide`` takes in the sentences beside, whose names and numbers may have come to this one."""
        changes = compare(self._read_old(quote), self._read_new(there))
        if changes:
            return changes
        outside = [self._read_old(Span(around.start, quote.start)), self._read_old(Span(quote.end, around.end))]
        beyond = [self._read_new(Span(target.start, there.start)), self._read_new(Span(there.end, target.end))]
        known: set[tuple[str, str]] = set()
        if wide is not None:
            known = {(fact.kind, fact.value) for fact in self._read_old(wide).facts if fact.kind in _MOVABLE}
        return tuple(_come_in(outside, beyond, known))

    def _read_old(self, span: Span) -> Reading:
        return read(self._plain_old, span.start, span.end, self._lower)

    def _read_new(self, span: Span) -> Reading:
        return read(self._plain_new, span.start, span.end, self._lower)

    @cached_property
    def _plain_old(self) -> str:
        return self.old.plain

    @cached_property
    def _plain_new(self) -> str:
        return self.new.plain

    @cached_property
    def _lower(self) -> frozenset[str]:
        """Words, and what is left of them without endings, that the texts have in lower case and never as a name."""
        small: set[str] = set()
        names: set[str] = set()
        for side in (self.old, self.new):
            small.update(re.findall(r"(?<![\w'])[^\W\d_A-Z][^\W\d_]*", side.norm.text))
            names.update(match.lower() for match in re.findall(r"(?<=[a-z,] )[A-Z][^\W\d_]*", side.plain))
        small -= names
        return frozenset(small | {stem(word) for word in small} - names)

    def _outside(self, quote: Span, around: Span) -> Counter[str]:
        """The words around a quote."""
        text = self.old.norm.text
        return Counter(stems_of(text[around.start : quote.start] + " " + text[quote.end : around.end]))

    def _beside(self, first: int, last: int) -> Counter[str]:
        """The words of the sentences before and after those of a quote, but none that would turn what they stand beside."""
        spans, text = self.old.spans, self.old.norm.text
        listed = [spans[place] for place in (first - 1, last) if 0 <= place < len(spans)]
        words = (word for span in listed for word in WORD.findall(text[span.start : span.end]))
        return Counter(word.lower()[:LETTERS] for word in words if not bears_fact(word))

    def _stands_apart(self, there: Span, outside: Counter[str], target: Span) -> bool:
        """Whether the words next to a passage are those that stood around the quote, or a comma or stop keeps them off."""
        new = self.new.norm.text
        before = re.search(r"([^\W_]+)([^\w]*)$", new[target.start : there.start])
        after = re.match(r"([^\w]*)([^\W_]+)", new[there.end : target.end])
        for word, between in (
            (before[1], before[2]) if before else ("", ""),
            (after[2], after[1]) if after else ("", ""),
        ):
            known = outside[word.lower()[:LETTERS]] and not bears_fact(word)
            if word and not known and not any(character in _APART for character in between):
                return False
        return True

    def _window(self, quote: Span, outside: Counter[str], target: Span, unknown: float) -> Span:
        """The stretch of ``target`` that answers to the quote: the most words of it, and the fewest of what was around.

        ``unknown`` is what a word counts that was in neither: above 0 it is taken in.
        """
        new = self.new.norm.text
        inside = Counter(stems_of(self.old.norm.text[quote.start : quote.end]))
        best, total, begin = (0.0, target.start, target.end), 0.0, target.start
        for match in WORD.finditer(new, target.start, target.end):
            word = match[0].lower()[:LETTERS]
            score = unknown
            if inside[word] and not outside[word]:
                score = self._weight(word)
            elif outside[word] and not inside[word]:
                score = -self._weight(word)
            if total <= 0:
                total, begin = 0.0, match.start()
            total += score
            if total > best[0]:
                best = (total, begin, match.end())
        return whole_words(new, Span(best[1], best[2]), target)


def _come_in(old: Sequence[Reading], new: Sequence[Reading], known: AbstractSet[tuple[str, str]]) -> Iterator[Change]:
    """Facts that came in around the quote and took the place of none: they may belong to it."""
    was = Counter((fact.kind, fact.value) for reading in old for fact in reading.facts)
    now = Counter(
        (fact.kind, fact.value) for reading in new for fact in reading.facts if (fact.kind, fact.value) not in known
    )
    gone, come = (
        Counter(kind for kind, _ in (was - now).elements()),
        Counter(kind for kind, _ in (now - was).elements()),
    )
    for kind in come - gone:
        shown = next(
            fact.shown for r in new for fact in r.facts if fact.kind == kind and (kind, fact.value) in now - was
        )
        yield Change(kind, "", shown)
