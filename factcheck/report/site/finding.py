"""What claims can be chosen by in the browser: the facets of the search form, and the values each claim has of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from factcheck.report.language import N_, P_
from factcheck.report.safety import show_controls
from factcheck.report.site.facets import Listing
from factcheck.report.site.rows import ClaimRow, SiteRows
from factcheck.report.wording import Words, capital

FACETS = {
    "status": P_("facet", "Status"),
    "priority": P_("facet", "Priority"),
    "kind": P_("facet", "Kind"),
    "risk": P_("facet", "Risk"),
    "source": P_("facet", "Source"),
    "tag": P_("facet", "Tag"),
    "article": P_("facet", "Article"),
}
"""What claims can be chosen by, in the order of the form, and what each is called."""

ANY = {"source": N_("Any source"), "tag": N_("Any tag"), "article": N_("Any article")}
"""The facets that have many values, of which one is chosen at a time, and what choosing none is called."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet.

    Attributes:
        value: The value as the page's address has it: a group's key, a kind, a source's reference.
        label: What the reader sees.
        count: How many claims have it.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that claims can be chosen by.

    Attributes:
        key: "status", "priority", "kind", "risk", "source", "tag" or "article".
        label: What the reader sees.
        any: What choosing none is called, where one value is chosen from many; empty where several can be chosen.
        choices: Its values.
    """

    key: str
    label: str
    any: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """The search form over the claims of a page.

    Attributes:
        total: How many claims there are.
        facets: What they can be chosen by; a facet of which every claim has the same value is left out.
    """

    total: int
    facets: tuple[Facet, ...]


def make_finder(rows: SiteRows, listings: Iterable[Listing], words: Words) -> Finder:
    """The search form for the claims of a site, or of a single file.

    Args:
        rows: The claims, sources and articles.
        listings: The lists of claims by value (``facets.list_facets``): they say which values there are.
        words: The fixed words.
    """
    found: dict[str, list[tuple[str, int]]] = {key: [] for key in FACETS}
    for listing in listings:
        found[listing.facet].append((listing.value, len(listing.claims)))
    if len(rows.articles) > 1:
        found["article"] = [(article.ref, article.claims) for article in rows.articles.values()]
    facets = [
        Facet(
            key=key,
            label=words.language.pgettext("facet", label),
            any=words.language.gettext(ANY[key]) if key in ANY else "",
            choices=tuple(
                Choice(value, name_value(key, value, count, rows, words), count) for value, count in found[key]
            ),
        )
        for key, label in FACETS.items()
    ]
    total = len(rows.claims)
    return Finder(
        total,
        tuple(
            facet for facet in facets if len(facet.choices) > 1 or any(choice.count < total for choice in facet.choices)
        ),
    )


def name_value(facet: str, value: str, count: int, rows: SiteRows, words: Words) -> str:
    """What the reader sees for a value that ``count`` claims have."""
    match facet:
        case "status":
            name = words.group(value, count)
        case "priority":
            name = words.priority(value)
        case "kind":
            name = words.kind(value)
        case "risk":
            name = words.risk(value)
        case "source" if value in rows.sources:
            return rows.sources[value].name
        case "article":
            return rows.articles[value].title
        case _:
            return value
    return capital(name)


def values_of(claim: ClaimRow) -> Mapping[str, tuple[str, ...]]:
    """The values a claim has of every facet, in the order of the facets."""
    return {
        "status": (claim.group,),
        "priority": (claim.priority,) if claim.priority else (),
        "kind": (claim.kind,) if claim.kind else (),
        "risk": tuple(dict.fromkeys(claim.risks)),
        "source": tuple(dict.fromkeys(claim.says + claim.passes_on + claim.traced)),
        "tag": tuple(dict.fromkeys(claim.tags)),
        "article": claim.articles,
    }


def claim_attributes(claim: ClaimRow) -> Markup:
    """The attributes by which the script finds a claim that stands in the page, with a space before each.

    Returns:
        ``data-claim="40" data-status="refuted" data-source="s1 s2"``: values URL-encoded, so that none holds a space.
    """
    pairs = [f' data-claim="{claim.number}"']
    pairs += [f' data-{key}="{" ".join(map(_quoted, values))}"' for key, values in values_of(claim).items() if values]
    return Markup("".join(pairs))  # noqa: S704 - numbers, our own keys, and what _quoted lets through


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """``value`` URL-encoded, which leaves no character that an attribute could not hold."""
    return quote(str(show_controls(value)), safe="")
