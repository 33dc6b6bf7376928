"""What a desk enters and what it turns down, as a small push up or down for proposals with the same signs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.core.suggest.proposals import Suggestion
from factcheck.core.suggest.signs import Seen, Sign

#: Added to what is counted and to what was due, so that a few decisions move little.
_PRIOR = 3.0
#: The push of one sign, and of all together, at most.
_MOST, _MOST_TOGETHER = 0.7, 1.2
#: Decisions of a sign before it counts.
_FEWEST = 5
#: A push as small as this is not worth a word.
_TOLD = 0.15


@dataclass(frozen=True, slots=True)
class Habits:
    """By sign how often it was accepted and how often shown at all, and the push that comes of it."""

    taken: Mapping[Sign, tuple[int, int]]
    pushes: Mapping[Sign, float]

    def shift(self, each: Suggestion) -> Suggestion:
        """Return the proposal with its weight moved by its signs, and one more reason where the desk's habit counts."""
        found = {seen.sign: self.pushes.get(seen.sign, 0.0) for seen in each.signs}
        push = max(-_MOST_TOGETHER, min(_MOST_TOGETHER, sum(found.values())))
        if not push:
            return each
        sign = max(found, key=lambda one: abs(found[one]))
        signs: Sequence[Seen] = each.signs
        if abs(push) >= _TOLD:
            accepted, shown = self.taken[sign]
            signs = (*signs, Seen(Sign.HABIT, f"this desk took {accepted} of {shown} with {sign}"))
        return replace(each, total=each.total + push, signs=tuple(signs))


def learn(decided: Iterable[tuple[bool, Sequence[str]]]) -> Habits:
    """Return the habits in these decisions: whether a proposal was accepted, and its reasons as they were shown.

    A sign's push is how often it was accepted and turned down against how often that was due at the desk's own rate, as
    the difference of two logs: nought where it fared like all others, and where fewer than five were decided.
    """
    accepted: Counter[Sign] = Counter()
    shown: Counter[Sign] = Counter()
    yes = every = 0
    for taken, why in decided:
        yes, every = yes + taken, every + 1
        signs = {Sign(word) for reason in why if (word := reason.partition(":")[0]) in _SIGNS}
        shown.update(signs)
        accepted.update(signs if taken else ())
    pushes = {}
    for sign, count in shown.items():
        if count < _FEWEST:
            continue
        due = count * yes / every
        more = math.log((accepted[sign] + _PRIOR) / (due + _PRIOR))
        less = math.log((count - accepted[sign] + _PRIOR) / (count - due + _PRIOR))
        pushes[sign] = max(-_MOST, min(_MOST, more - less))
    return Habits({sign: (accepted[sign], shown[sign]) for sign in shown}, pushes)


_SIGNS = frozenset(sign.value for sign in Sign if sign is not Sign.HABIT)
