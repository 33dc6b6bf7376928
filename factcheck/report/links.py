"""Where a report keeps each thing: one implementation for a single file, one for a site of many pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Links(Protocol):
    """Addresses inside a report as seen from one page of it; ``None`` where the report has no such place."""

    def claim(self, number: int) -> str | None:
        """The claim's own place."""
        ...

    def group(self, number: int) -> str:
        """The key of the group the claim is shown in, or empty."""
        ...

    def item(self, ref: str) -> str | None:
        """An item of evidence by its reference, such as "40.3"."""
        ...

    def quote(self, number: int, place: int = 1) -> str | None:
        """The highlight of a claim in the article's text; ``place`` counts from 1."""
        ...

    def source(self, ref: str) -> str | None:
        """A source by its reference, such as "s7"."""
        ...


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Links inside one file, or from one numbered part of a report to another.

    Attributes:
        claims: Address and group of each claim.
        quotes: Address of each highlight, by claim and place.
        sources: Address of each source, by its reference.
    """

    claims: Mapping[int, tuple[str, str]]
    quotes: Mapping[tuple[int, int], str]
    sources: Mapping[str, str]

    def claim(self, number: int) -> str | None:
        """See ``Links``."""
        return self.claims[number][0] if number in self.claims else None

    def group(self, number: int) -> str:
        """See ``Links``."""
        return self.claims[number][1] if number in self.claims else ""

    def item(self, ref: str) -> str | None:
        """See ``Links``."""
        number, _, item = ref.partition(".")
        place = self.claim(int(number))
        return f"{item_anchor(place, item)}" if place else None

    def quote(self, number: int, place: int = 1) -> str | None:
        """See ``Links``."""
        return self.quotes.get((number, place))

    def source(self, ref: str) -> str | None:
        """See ``Links``."""
        return self.sources.get(ref)


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Links from a page of a site to its others, all relative, so that the site can lie anywhere.

    Attributes:
        root: The way from the page to the site's folder: "../../", or empty for its first page.
        groups: The group of each claim that has a page.
        sources: References of the sources that have a page.
        article: Reference of the article whose text ``quote`` leads into: "a1".
    """

    root: str
    groups: Mapping[int, str]
    sources: frozenset[str]
    article: str = ""

    def claim(self, number: int) -> str | None:
        """See ``Links``."""
        return f"{self.root}claims/{number}/index.html" if number in self.groups else None

    def group(self, number: int) -> str:
        """See ``Links``."""
        return self.groups.get(number, "")

    def item(self, ref: str) -> str | None:
        """See ``Links``."""
        number, _, item = ref.partition(".")
        page = self.claim(int(number))
        return f"{page}#{item_anchor(f'claim-{number}', item)}" if page else None

    def quote(self, number: int, place: int = 1) -> str | None:
        """See ``Links``."""
        if number not in self.groups or not self.article:
            return None
        return f"{self.root}articles/{self.article[1:]}/index.html#{quote_anchor(number, place)}"

    def source(self, ref: str) -> str | None:
        """See ``Links``."""
        return f"{self.root}sources/{ref[1:]}/index.html" if ref in self.sources else None


def quote_anchor(number: int, place: int = 1, prefix: str = "") -> str:
    """The id of a claim's highlight in the text: "q-40", and "q-40-2" for its second place."""
    return f"{prefix}q-{number}" + (f"-{place}" if place > 1 else "")


def item_anchor(claim_anchor: str, item: str) -> str:
    """The id of an item of evidence, from its claim's id or address: "claim-40" and "3" give "evidence-40-3"."""
    return f"{claim_anchor.replace('claim-', 'evidence-')}-{item}"
