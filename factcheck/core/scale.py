"""A publishing scale: the words, and the points where it has any, that a desk prints for its statuses.

It is written on one line, ``refuted=1 False, mixed=3 Half true, confirmed=5 True``. The standard term is a rating
(schema.org ``reviewRating``: ``ratingValue`` between ``worstRating`` and ``bestRating``, ``alternateName``).
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from factcheck.core.words import Status
from factcheck.errors import BadInputError

#: What stands for "no scale".
NONE = "none"
EXAMPLE = "refuted=1 False, mixed=3 Half true, confirmed=5 True"
_PART = re.compile(r"([a-z-]+)\s*=\s*(?:([0-9]{1,3})(?:\s+|$))?(.*)", re.DOTALL)
_LONGEST = 40
#: What may not be worth more than what comes after it: points say how true a thing is.
_ASCENDING = (Status.REFUTED, Status.MIXED, Status.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Rating:
    """A status as a point on a scale: the word printed, and the point between worst and best where it has one."""

    label: str
    point: int | None = None
    worst: int | None = None
    best: int | None = None


def parse_scale(text: str) -> dict[Status, Rating]:
    """A scale as it is written; empty for ``none``. ``worst`` and ``best`` are the least and the most of its points.

    Raises:
        BadInputError: a part is not ``status=point word``, a status is not one that settles or stands twice, two
            statuses have one word (a reader must see which it is), or a refuted claim gets more than a confirmed one.
    """
    if text.strip().lower() in ("", NONE):
        return {}
    found: dict[Status, tuple[str, int | None]] = {}
    for part in text.split(","):
        status, label, point = _parse_part(part.strip())
        if status in found:
            raise _bad(f"the scale has {status} twice")
        if label.casefold() in {each.casefold() for each, _ in found.values()}:
            raise _bad(f"the scale calls two statuses '{label}', and a reader must see which it is")
        found[status] = (label, point)
    points = [point for _, point in found.values() if point is not None]
    ladder = [(each, found[each][1]) for each in _ASCENDING if each in found and found[each][1] is not None]
    for (low, less), (high, more) in pairwise(ladder):
        if less is not None and more is not None and less >= more:
            raise _bad(f"the scale gives {low} {less} and {high} {more}: the truer gets more")
    worst, best = (min(points), max(points)) if points else (None, None)
    return {
        status: Rating(label, point, worst, best) if point is not None else Rating(label)
        for status, (label, point) in found.items()
    }


def write_scale(scale: dict[Status, Rating]) -> str:
    """A scale as it is kept: statuses in the order given, one space where several stood."""
    parts = (
        f"{status}={each.label}" if each.point is None else f"{status}={each.point} {each.label}"
        for status, each in scale.items()
    )
    return ", ".join(parts) or NONE


def _parse_part(part: str) -> tuple[Status, str, int | None]:
    match = _PART.fullmatch(part)
    if match is None or match[1] not in set(Status):
        raise _bad(f"'{part}' is no part of a scale")
    status, label = Status(match[1]), " ".join(match[3].split())
    if not status.settled:
        raise _bad(f"{status} is no status that settles a claim, and is not rated")
    if not label or len(label) > _LONGEST or not label.isprintable():
        raise _bad(f"{status} needs a word of at most {_LONGEST} characters")
    return status, label, int(match[2]) if match[2] else None


def _bad(problem: str) -> BadInputError:
    return BadInputError(problem, hint=f"write it like '{EXAMPLE}', or {NONE}")
