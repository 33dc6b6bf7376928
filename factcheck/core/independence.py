"""How much a claim's evidence weighs: items that go back to one origin count once, and a party's own word is marked.

Everything is keyed by text (uids on a desk). ``parent`` joins a document to its origin and a source to what it is
part of; names are looked up by the caller.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from factcheck.core.words import Stance


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item: its stance, whether it was read, and its document's origin (``None``: unknown).

    ``circle``: it rests on itself (``find_circle``).
    """

    stance: Stance
    read: bool
    origin: str | None
    circle: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """What the items of one stance come to.

    ``items`` were read, ``unread`` were not and count for nothing else. ``origins`` are the tops of those read, in
    order of appearance; ``own_word`` those of them that are a party to the claim. ``independent`` are the origins that
    count: all but the own word, and against the claim also the own word, which then speaks against its own interest.
    ``unknown`` items were read but their origin is not known: they are items, of no origin, independent of nothing.
    ``circular`` items were read and rest on themselves: nobody stands at the end of their way, so they have no origin.
    """

    items: int
    unread: int
    origins: tuple[str, ...]
    independent: tuple[str, ...]
    own_word: tuple[str, ...]
    unknown: int
    circular: int = 0


_NOTHING = Weight(items=0, unread=0, origins=(), independent=(), own_word=(), unknown=0)


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
    ours = [item for item in items if item.stance is stance]
    if not ours:
        return _NOTHING
    read = [item for item in ours if item.read]
    open_ended = [item for item in read if not (item.circle or _ends_in_circle(item.origin, parent))]
    origins = tuple(dict.fromkeys(top(item.origin, parent) for item in open_ended if item.origin is not None))
    counts_own = stance is Stance.REFUTES
    return Weight(
        items=len(read),
        unread=len(ours) - len(read),
        origins=origins,
        independent=tuple(origin for origin in origins if counts_own or origin not in own_tops),
        own_word=tuple(origin for origin in origins if origin in own_tops),
        unknown=sum(item.origin is None for item in open_ended),
        circular=len(read) - len(open_ended),
    )


def _ends_in_circle(key: str | None, parent: Mapping[str, str | None]) -> bool:
    """Whether the way up from ``key`` never ends."""
    return key is not None and parent.get(chain(key, parent)[-1]) is not None


def chain(key: str, parent: Mapping[str, str | None]) -> tuple[str, ...]:
    """The way from ``key`` to its top, ``key`` first. In a circle it ends where it would come by for the second time."""
    path: dict[str, None] = {}
    current: str | None = key
    while current is not None and current not in path:
        path[current] = None
        current = parent.get(current)
    return tuple(path)


def find_circle(
    document: str,
    origin: str | None,
    *,
    parent: Mapping[str, str | None],
    publishers: Mapping[str, str | None],
) -> tuple[str, ...]:
    """How a finding in ``document`` rests on itself: the way round, beginning and ending with the same key; else empty.

    ``origin`` is what the finding derives from. A circle is closed where the way up comes back to a document it was
    at, or, after somebody else's document, to whoever published the first one: a page that cites a newspaper which has
    it from the page. ``publishers`` leads from a document to the source that put it up.
    """
    if origin is None:
        return ()
    path = [document]
    first = _party(document, parent, publishers)
    elsewhere = False
    current: str | None = origin
    while current is not None:
        if current in path:
            return (*path[path.index(current) :], current)
        path.append(current)
        party = _party(current, parent, publishers)
        if elsewhere and first is not None and party == first:
            return tuple(path)
        elsewhere = elsewhere or party not in (None, first)
        current = parent.get(current)
    return ()


def _party(key: str, parent: Mapping[str, str | None], publishers: Mapping[str, str | None]) -> str | None:
    """The top of a source or of whoever published a document; ``None`` where nobody is named."""
    publisher = publishers.get(key) if key in publishers else key
    return top(publisher, parent) if publisher is not None else None
