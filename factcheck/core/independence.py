"""How much a claim's evidence weighs: items that go back to one origin count once, and a party's own word is marked.

Everything is keyed by text (uids on a desk). ``parent`` joins a document to its origin and a source to what it is
part of; names are looked up by the caller.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from factcheck.core.words import Stance


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item: its stance, whether it was read, and its document's origin (``None``: unknown)."""

    stance: Stance
    read: bool
    origin: str | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What the items of one stance come to.

    ``items`` were read, ``unread`` were not and count for nothing else. ``origins`` are the tops of those read, in
    order of appearance; ``own_word`` those of them that are a party to the claim. ``independent`` are the origins that
    count: all but the own word, and against the claim also the own word, which then speaks against its own interest.
    ``unknown`` items were read but their origin is not known: they are items, of no origin, independent of nothing.
    """

    items: int
    unread: int
    origins: tuple[str, ...]
    independent: tuple[str, ...]
    own_word: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a claim's evidence by stance; ``against.own_word`` are parties against their own interest."""

    supporting: Weight
    against: Weight
    context: Weight

    def of(self, stance: Stance) -> Weight:
        """Return the weight of one stance."""
        return {Stance.SUPPORTS: self.supporting, Stance.REFUTES: self.against, Stance.CONTEXT: self.context}[stance]


def top(key: str, parent: Mapping[str, str | None]) -> str:
    """Return what ``key`` ultimately belongs to: ``parent`` followed until there is none.

    In a circle the smallest key of the circle is the top, so that every way into it gives the same one: a desk with a
    mistake in it must still print a report, and its members do come from one another.
    """
    path: dict[str, None] = {}
    current = key
    while current not in path:
        path[current] = None
        above = parent.get(current)
        if above is None:
            return current
        current = above
    circle = list(path)
    return min(circle[circle.index(current) :])


def weigh(items: Iterable[Item], *, parent: Mapping[str, str | None], own: Collection[str]) -> Weights:
    """Return the weight of a claim's evidence for, against and as context.

    ``own``: keys of the speaker, of whom it was traced to, of what the claim is about, of the article and of its
    upstream; their tops are own word.
    """
    listed = list(items)
    own_tops = {top(key, parent) for key in own}
    return Weights(
        supporting=_weight(listed, Stance.SUPPORTS, parent, own_tops),
        against=_weight(listed, Stance.REFUTES, parent, own_tops),
        context=_weight(listed, Stance.CONTEXT, parent, own_tops),
    )


def _weight(items: list[Item], stance: Stance, parent: Mapping[str, str | None], own_tops: set[str]) -> Weight:
    read = [item for item in items if item.stance is stance and item.read]
    origins = tuple(dict.fromkeys(top(item.origin, parent) for item in read if item.origin is not None))
    counts_own = stance is Stance.REFUTES
    return Weight(
        items=len(read),
        unread=sum(item.stance is stance and not item.read for item in items),
        origins=origins,
        independent=tuple(origin for origin in origins if counts_own or origin not in own_tops),
        own_word=tuple(origin for origin in origins if origin in own_tops),
        unknown=sum(item.origin is None for item in read),
    )
