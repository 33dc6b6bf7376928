"""The index of all claims: the first of them as a plain list, and all of them as data that the page's script finds in."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from factcheck.report.links import SiteLinks
from factcheck.report.safety import show_controls
from factcheck.report.site.facets import PER_PAGE, Listing
from factcheck.report.site.finding import FACETS, Facet, Finder, make_finder, name_value, values_of
from factcheck.report.site.rows import ClaimRow, SiteRows
from factcheck.report.wording import Words

MOST_LISTS = 100
"""How many lists of one facet the index links to; of sources there may be thousands, and they have a page of their own."""

# What could end the element, begin a comment in it, or end a line of script.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A claim as the index lists it.

    Attributes:
        number: Its number.
        wording: The claim in the desk's words, on one line.
        group: The key of its group.
        word: Its status as the reader sees it.
        facts: Who says it, its kind and its priority, as far as known.
    """

    number: int
    wording: str
    group: str
    word: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list of claims that is there without any script.

    Attributes:
        label: The value its claims share, as the reader sees it.
        path: Its path inside the site.
        count: How many claims it has.
    """

    label: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The index of all claims.

    Attributes:
        finder: The search form.
        rows: The first claims by number, for readers without script.
        lists: What each facet is called, and its lists; a facet with very many has none here.
        links: Where everything is, as seen from this page.
        data: All claims as JSON, to stand in a script element.
    """

    template: ClassVar[str] = "pages/index.html.j2"
    finder: Finder
    rows: tuple[IndexRow, ...]
    lists: tuple[tuple[str, tuple[ListLink, ...]], ...]
    links: SiteLinks
    data: Markup


def index_page(rows: SiteRows, listings: Sequence[Listing], words: Words) -> IndexPage:
    """The index of all claims of a site.

    Args:
        rows: The site's rows.
        listings: Every list the site has.
        words: The fixed words.
    """
    first = list(rows.claims.values())[:PER_PAGE]
    finder = make_finder(rows, listings, words)
    return IndexPage(
        finder=finder,
        rows=tuple(_row(claim, rows, words) for claim in first),
        lists=tuple(_lists(rows, listings, words)),
        links=SiteLinks("../", {claim.number: claim.group for claim in first}, frozenset(rows.sources)),
        data=as_script_data(index_data(rows, finder.facets, words)),
    )


def _row(claim: ClaimRow, rows: SiteRows, words: Words) -> IndexRow:
    return IndexRow(claim.number, one_line(claim.wording), claim.group, claim.word, _facts(claim, rows, words))


def _facts(claim: ClaimRow, rows: SiteRows, words: Words) -> tuple[str, ...]:
    """What the list prints of a claim after its status."""
    names = [rows.sources[ref].name for ref in claim.says if ref in rows.sources]
    return tuple(fact for fact in (*names, words.kind(claim.kind), words.priority(claim.priority)) if fact)


def _lists(rows: SiteRows, listings: Iterable[Listing], words: Words) -> Iterable[tuple[str, tuple[ListLink, ...]]]:
    found: dict[str, list[ListLink]] = {key: [] for key in FACETS}
    for listing in listings:
        label = name_value(listing.facet, listing.value, len(listing.claims), rows, words)
        found[listing.facet].append(ListLink(label, listing.path(), len(listing.claims)))
    for key, links in found.items():
        if 0 < len(links) <= MOST_LISTS:
            yield words.language.pgettext("facet", FACETS[key]), tuple(links)


def index_data(rows: SiteRows, facets: Iterable[Facet], words: Words) -> dict[str, Any]:
    """All claims as the script reads them: a column for each property, so that a hundred thousand are read at once.

    Returns:
        ``gaps``: how far each claim's number is from the one before. ``wording``: each claim on one line. ``groups``:
        the groups as ``values``, and ``of`` with the position of each claim's among them. ``words`` and ``facts``: the
        same for its status in words, and for its speakers, kind and priority as the list prints them. ``facets``: by
        key the ``values`` and ``labels`` of what claims are chosen by, and ``of``. In ``of`` stands a position, or a
        list of positions where a claim has none or several.
    """
    claims = list(rows.claims.values())
    numbers = [claim.number for claim in claims]
    return {
        "gaps": [number - before for before, number in zip([0, *numbers], numbers, strict=False)],
        "wording": [one_line(claim.wording) for claim in claims],
        "groups": _column(claims, lambda claim: (claim.group,)),
        "words": _column(claims, lambda claim: (claim.word,)),
        "facts": _column(claims, lambda claim: _facts(claim, rows, words)),
        "facets": {facet.key: _facet_column(facet, claims) for facet in facets},
    }


def _facet_column(facet: Facet, claims: Sequence[ClaimRow]) -> dict[str, Any]:
    places = {choice.value: place for place, choice in enumerate(facet.choices)}
    return {
        "values": [_shown(choice.value) for choice in facet.choices],
        "labels": [_shown(choice.label) for choice in facet.choices],
        "of": [_cell([places[value] for value in values_of(claim)[facet.key] if value in places]) for claim in claims],
    }


def _column(claims: Iterable[ClaimRow], texts: Callable[[ClaimRow], tuple[str, ...]]) -> dict[str, Any]:
    places: dict[str, int] = {}
    cells = [_cell([places.setdefault(text, len(places)) for text in texts(claim)]) for claim in claims]
    return {"values": [_shown(text) for text in places], "of": cells}


def _cell(places: list[int]) -> int | list[int]:
    return places[0] if len(places) == 1 else places


def one_line(text: str) -> str:
    """``text`` with control characters shown and every run of spaces and line ends as one space."""
    return " ".join(_shown(text).split())


def _shown(text: str) -> str:
    return str(show_controls(text))


def as_script_data(value: Any) -> Markup:
    """``value`` as JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(text)  # noqa: S704 - all that HTML could read is escaped as JSON escapes it
