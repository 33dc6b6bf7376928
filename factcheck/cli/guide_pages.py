"""The documents of a desk as a guide knows them: found by address or number, with what was last said of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.asking import Suggestion
from factcheck.core.links import canonical_url, check_link, host
from factcheck.errors import BadInputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: An address without its scheme; a name with a dot alone is rather a file that is not there.
_SITE = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}/\S*|www\.\S+")
_CALLED = re.compile(r"called\s+(?P<name>\S.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the desk. ``origin`` is a source's name or ``d5``, empty where it is unknown."""

    ref: str
    address: str
    title: str
    publisher: str
    origin: str

    @property
    def name(self) -> str:
        """``d5 The title``."""
        return f"{self.ref} {self.title or self.address}".strip()


@dataclass(frozen=True, slots=True)
class Target:
    """What a person looked at: a document the desk knows, or an address, a file, or somebody who was called."""

    page: Page | None = None
    address: str | None = None
    called: str | None = None

    @property
    def name(self) -> str:
        """As a line under the prompt says it."""
        if self.page is not None:
            return f"{self.page.name} (known)"
        return f"new: {self.address}" if self.address else f"a conversation with {self.called}"


@dataclass(frozen=True, slots=True)
class Pages:
    """All documents of a desk."""

    listed: Sequence[Page]

    @classmethod
    def of(cls, session: "Session") -> "Pages":
        """Those that were not dropped, in one query."""
        from sqlalchemy import select
        from sqlalchemy.orm import aliased

        from factcheck.models import Document, Source

        publisher, origin, above = aliased(Source), aliased(Source), aliased(Document)
        rows = session.execute(
            select(
                Document.number, Document.url, Document.file_name, Document.title,
                publisher.name.label("publisher"), origin.name.label("origin"), above.number.label("above"),
            )
            .outerjoin(publisher, publisher.id == Document.publisher_id)
            .outerjoin(origin, origin.id == Document.origin_source_id)
            .outerjoin(above, above.id == Document.origin_document_id)
            .where(Document.dropped.is_(False))
            .order_by(Document.number)
        )  # fmt: skip
        return cls(
            [
                Page(
                    f"d{row.number}",
                    row.url or row.file_name or "",
                    row.title or "",
                    row.publisher or "",
                    row.origin or (f"d{row.above}" if row.above else ""),
                )
                for row in rows
            ]
        )

    @property
    def suggestions(self) -> list[Suggestion]:
        """Each document by its number, with title and address; the newest first."""
        return [(page.ref, f"{page.title} {page.address}".strip()) for page in reversed(self.listed)]

    def get(self, ref: str) -> Page:
        """The document ``d5``.

        Raises:
            BadInputError: there is none.
        """
        for page in self.listed:
            if page.ref == ref.lower():
                return page
        raise BadInputError(f"there is no document {ref}", hint="type an address, or look: factcheck document list")

    def target(self, typed: str) -> Target:
        """What a typed text names: ``d5``, an address (known or new), a file, or ``called NAME``.

        Raises:
            BadInputError: it is none of these.
        """
        typed = typed.strip()
        if re.fullmatch(r"[dD][0-9]{1,9}", typed):
            return Target(page=self.get(typed))
        called = _CALLED.fullmatch(typed)
        if called:
            return Target(called=" ".join(called["name"].split()))
        if not _is_file(typed):
            typed = f"https://{typed}" if _SITE.fullmatch(typed) else typed
            if "://" not in typed and not typed.startswith("mailto:"):
                raise BadInputError(
                    f"“{typed}” is no address, no file and no d5", hint="for a conversation: called NAME"
                )
            address = canonical_url(check_link(typed))
            for page in self.listed:
                if "://" in page.address and canonical_url(page.address) == address:
                    return Target(page=page)
        return Target(address=typed)

    def again(self, typed: str) -> Target:
        """The document that an item entered before this one made or used.

        A file or a conversation is told by its name, and is the newest document that has it.
        """
        target = self.target(typed)
        name = Path(target.address).name if target.address else ""
        for page in reversed(self.listed):
            if target.page is None and (page.address == name if name else not page.address):
                return Target(page=page)
        return target

    def publisher_of_host(self, address: str) -> str:
        """Who put up the newest document of the same host, or nobody."""
        site = host(address) if "://" in address else ""
        named = (
            page.publisher
            for page in reversed(self.listed)
            if site and page.publisher and "://" in page.address and host(page.address) == site
        )
        return next(named, "")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except OSError:  # too long to be a name
        return False
