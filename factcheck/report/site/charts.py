"""What a page draws, worked out in whole units of its drawing; each drawing's numbers also stand in a table beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.report.desk_views import ArticleView, DayView
from factcheck.report.page import ArticlePage

WIDTH = 1000
"""How wide every drawing is."""

HEIGHT = 240
"""How high the drawing of a timeline is."""

_LEAST = 6
_LAST_DAY = 40
_UNDECIDED = ("stale", "open")
_OPEN_STATUSES = frozenset({"unverified", "in-review"})


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a stacked bar.

    Attributes:
        key: The group it stands for.
        count: How many claims.
        start: Where it begins.
        width: How wide it is.
    """

    key: str
    count: int
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A sentence, or a run of sentences alike, in the strip that shows how far the claims cover the article.

    Attributes:
        state: "settled", "open" or "none".
        start: Where it begins.
        width: How wide it is.
    """

    state: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A sentence that carries no claim.

    Attributes:
        paragraph: The number of its paragraph; 0 outside of all.
        text: Its words.
    """

    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the claims cover the article.

    Attributes:
        sentences: How many sentences it has.
        settled: How many carry claims that are all decided.
        open: How many carry a claim that is not.
        none: How many carry no claim.
        shares: The share of the text in each, 0 to 1: settled, open, none.
        strips: The drawing, from the article's beginning to its end.
        holes: The sentences without a claim.
    """

    sentences: int
    settled: int
    open: int
    none: int
    shares: tuple[float, float, float]
    strips: tuple[Strip, ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """How the claims stood day by day.

    Attributes:
        groups: The groups that ever had a claim, as the areas lie on each other: what is decided, then what is not.
        areas: The outline of each group's area, as the path of an SVG.
        days: Each day on which something changed, and how many claims each of ``groups`` had at its end.
        most: The largest number of claims on any day: the height of the drawing.
    """

    groups: tuple[str, ...]
    areas: tuple[str, ...]
    days: tuple[tuple[date, tuple[int, ...]], ...]
    most: int


def stack(counts: Mapping[str, int], *, whole: int = 0) -> tuple[Bar, ...]:
    """A stacked bar of ``counts``; no part is too thin to be seen.

    Args:
        counts: How many each group has, in the order to draw them; those with none are left out.
        whole: What the full width stands for; the sum of ``counts`` where it is 0.
    """
    filled = {key: count for key, count in counts.items() if count}
    total = sum(filled.values())
    if not total:
        return ()
    width = max(round(WIDTH * total / max(whole, total)), _LEAST * len(filled))
    spare = width - _LEAST * len(filled)
    bars, at, seen = [], 0, 0
    for index, (key, count) in enumerate(filled.items(), 1):
        seen += count
        end = _LEAST * index + spare * seen // total
        bars.append(Bar(key, count, at, end - at))
        at = end
    return tuple(bars)


def cover(page: ArticlePage) -> Coverage | None:
    """How far the claims cover the article of ``page``; None where its sentences are not known."""
    article = page.article
    if not article.sentences:
        return None
    spans = sorted(
        (place.start, place.end, page.entries[claim.number].group in _UNDECIDED)
        for claim in article.claims
        for place in claim.places
    )
    states = list(_states(article.sentences, spans))
    lengths = {"settled": 0, "open": 0, "none": 0}
    for (start, end), state in zip(article.sentences, states, strict=True):
        lengths[state] += end - start
    total = sum(lengths.values()) or 1
    return Coverage(
        sentences=len(states),
        settled=states.count("settled"),
        open=states.count("open"),
        none=states.count("none"),
        shares=(lengths["settled"] / total, lengths["open"] / total, lengths["none"] / total),
        strips=_strips(article.sentences, states),
        holes=tuple(
            Hole(_paragraph_at(article, start), article.text[start:end])
            for (start, end), state in zip(article.sentences, states, strict=True)
            if state == "none"
        ),
    )


def _states(sentences: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, bool]]) -> Iterable[str]:
    """What each sentence carries; both are in order of their start, so each span is looked at where it may matter."""
    near: list[tuple[int, int, bool]] = []
    following = iter(spans)
    upcoming = next(following, None)
    for start, end in sentences:
        while upcoming and upcoming[0] < end:
            near.append(upcoming)
            upcoming = next(following, None)
        near = [span for span in near if span[1] > start]
        yield "none" if not near else "open" if any(undecided for _, _, undecided in near) else "settled"


def _strips(sentences: Sequence[tuple[int, int]], states: Sequence[str]) -> tuple[Strip, ...]:
    """The sentences side by side by their length, runs of the same state joined."""
    total = sum(end - start for start, end in sentences) or 1
    strips: list[Strip] = []
    seen = 0
    for (start, end), state in zip(sentences, states, strict=True):
        left = round(WIDTH * seen / total)
        seen += end - start
        right = round(WIDTH * seen / total)
        if strips and strips[-1].state == state:
            strips[-1] = Strip(state, strips[-1].start, right - strips[-1].start)
        else:
            strips.append(Strip(state, left, right - left))
    return tuple(strips)


def _paragraph_at(article: ArticleView, offset: int) -> int:
    return next((number for number, (start, end) in enumerate(article.paragraphs, 1) if start <= offset < end), 0)


def draw_timeline(days: Sequence[DayView], groups: Sequence[str]) -> Timeline | None:
    """The timeline of ``days``, oldest first; None where there are not two days to compare.

    Args:
        days: How the claims stood at the end of each day on which that changed.
        groups: All groups, worst first.
    """
    told = [(each.day, _grouped(each.counts)) for each in days]
    decided = [group for group in reversed(groups) if group not in _UNDECIDED]
    present = tuple(group for group in (*decided, *_UNDECIDED) if any(counts.get(group) for _, counts in told))
    if not present or len(told) == 1:
        return None
    most = max(sum(counts.values()) for _, counts in told)
    first, last = told[0][0], told[-1][0]
    length = max((last - first).days, 1)
    lefts = [round((WIDTH - _LAST_DAY) * (day - first).days / length) for day, _ in told]
    floors = [0] * len(told)
    areas = []
    for group in present:
        tops = [floor + counts.get(group, 0) for floor, (_, counts) in zip(floors, told, strict=True)]
        areas.append(_area(lefts, floors, tops, most))
        floors = tops
    rows = tuple((day, tuple(counts.get(group, 0) for group in present)) for day, counts in told)
    return Timeline(present, tuple(areas), rows, most)


def _grouped(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for status, count in counts:
        group = "open" if status in _OPEN_STATUSES else status
        found[group] = found.get(group, 0) + count
    return found


def _area(lefts: Sequence[int], floors: Sequence[int], tops: Sequence[int], most: int) -> str:
    """The outline of steps: along the tops from left to right, and back along the floors."""
    rights = [*lefts[1:], WIDTH]
    there = [
        point for left, right, top in zip(lefts, rights, tops, strict=True) for point in ((left, top), (right, top))
    ]
    back = [
        point
        for left, right, floor in zip(lefts, rights, floors, strict=True)
        for point in ((left, floor), (right, floor))
    ]
    points = there + back[::-1]
    return "M" + "L".join(f"{x} {round(HEIGHT * (1 - y / most))}" for x, y in points) + "z"
