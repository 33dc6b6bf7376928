"""The lists a site has of its claims without any script: by status, kind, priority, tag, risk and source."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.report.site.rows import ClaimRow, SiteRows

PER_PAGE = 500
"""How many claims a page of a list shows."""

FACETS = ("status", "kind", "priority", "tag", "risk", "source")
"""What lists are made by, in the order they are offered."""

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# Windows keeps these names to itself, whatever follows the dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_PRIORITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Listing:
    """The claims that share a value.

    Attributes:
        facet: "status", "kind", "priority", "tag", "risk" or "source".
        value: The value: a group's key, a kind, a tag, a source's reference.
        folder: Its folder in ``claims/by/<facet>/``.
        claims: The claims in order of number.
    """

    facet: str
    value: str
    folder: str
    claims: tuple[ClaimRow, ...]

    @property
    def pages(self) -> int:
        """On how many pages they are shown."""
        return max(1, -(-len(self.claims) // PER_PAGE))

    def path(self, page: int = 1) -> str:
        """The path of a page of the list inside the site; the first is the folder's index."""
        return f"claims/by/{self.facet}/{self.folder}/{'index' if page == 1 else page}.html"

    def shown(self, page: int) -> tuple[ClaimRow, ...]:
        """The claims on a page."""
        return self.claims[(page - 1) * PER_PAGE : page * PER_PAGE]


def folder_name(value: str) -> str:
    """A folder's name for ``value`` that every file system takes, and that no other value gets.

    Plain lower-case words stay as they are; everything else becomes what is left of it and, after a tilde, eight
    digits of its hash.
    """
    if _SAFE.fullmatch(value) and not _RESERVED.fullmatch(value):
        return value
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug or 'tag'}~{digest}"


def list_facets(rows: SiteRows, groups: Iterable[str]) -> tuple[Listing, ...]:
    """Every list the site has: facets in their order; groups worst first, sources by name, other values by themselves.

    Args:
        rows: The site's rows.
        groups: The keys of the groups, in the order to show them.
    """
    found: dict[str, dict[str, list[ClaimRow]]] = {facet: {} for facet in FACETS}
    found["status"] = {group: [] for group in groups}
    found["priority"] = {priority: [] for priority in _PRIORITIES}
    found["source"] = {ref: [] for ref in rows.sources}
    for claim in rows.claims.values():
        for facet, value in _values(claim):
            found[facet].setdefault(value, []).append(claim)
    for facet in ("kind", "tag", "risk"):
        found[facet] = dict(sorted(found[facet].items()))
    return tuple(
        Listing(facet, value, value[1:] if facet == "source" else folder_name(value), tuple(claims))
        for facet, values in found.items()
        for value, claims in values.items()
        if claims
    )


def _values(claim: ClaimRow) -> Iterator[tuple[str, str]]:
    """Each list the claim is in: facet and value."""
    yield "status", claim.group
    for facet, value in (("kind", claim.kind), ("priority", claim.priority)):
        if value:
            yield facet, value
    for tag in dict.fromkeys(claim.tags):
        yield "tag", tag
    for risk in dict.fromkeys(claim.risks):
        yield "risk", risk
    for ref in dict.fromkeys(claim.says + claim.passes_on + claim.traced):
        yield "source", ref
