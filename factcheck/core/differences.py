"""Two readings of a passage laid over each other, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.core.text import normalise

_PIECE = re.compile(r"\s+|[^\W_]+(?:[.,'\u2019-][^\W_]+)*|.", re.DOTALL)
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that both have (``was`` equals ``now`` but for typesetting), or what one has for the other's words."""

    was: str
    now: str
    same: bool


def word_difference(was: str, now: str) -> tuple[Stretch, ...]:
    """What became of ``was``: the stretches in order, words kept whole. Very long texts come as one stretch each."""
    old, new = _PIECE.findall(was), _PIECE.findall(now)
    if len(old) > _MOST or len(new) > _MOST:
        return (Stretch(was, now, was == now),)
    matcher = SequenceMatcher(a=[_alike(piece) for piece in old], b=[_alike(piece) for piece in new], autojunk=False)
    found: list[Stretch] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        stretch = Stretch("".join(old[a:b]), "".join(new[c:d]), kind == "equal")
        # A lone space between two changes would only chop what is one change to a reader.
        if len(found) > 1 and not stretch.same and found[-1].same and not found[-1].now.strip():
            gap, before = found.pop(), found.pop()
            stretch = Stretch(before.was + gap.was + stretch.was, before.now + gap.now + stretch.now, same=False)
        found.append(stretch)
    return tuple(found)


def _alike(piece: str) -> str:
    return " " if piece.isspace() else normalise(piece).text


def marked(stretches: tuple[Stretch, ...]) -> str:
    """The difference in one line: ``rose by [-18 %-]{+26 %+} in May``."""
    parts = [
        each.now if each.same else (f"[-{each.was}-]" if each.was else "") + (f"{{+{each.now}+}}" if each.now else "")
        for each in stretches
    ]
    return " ".join("".join(parts).split())
