"""The rows that a report is made of, as plain tuples: one class a table, with the columns that a report tells of.

Fixed words are text in all of them, lists of words the JSON text that the table holds: nothing is made of a value
that the report would only turn back into text.
"""

from datetime import datetime
from typing import NamedTuple


class ArticleRow(NamedTuple):
    """An article in its newest version, with the version that was published where one was."""

    id: int
    version_id: int
    number: int
    title: str | None
    url: str | None
    publisher_id: int | None
    author: str | None
    published: str | None
    language: str | None
    upstream_id: int | None
    note: str | None
    dropped: bool
    version: int
    sha256: str
    text: str | None


class ClaimRow(NamedTuple):
    """A claim."""

    id: int
    uid: str
    number: int
    wording: str
    kind: str | None
    priority: str
    about_id: int | None
    status: str
    status_code: str | None
    status_reason: str | None
    status_by_id: int | None
    status_at: datetime | None
    fingerprint: str | None
    risks: str
    dropped: bool
    created_at: datetime


class PlaceRow(NamedTuple):
    """Where a claim stands in a version, and who says it there; ``said_id`` is the attribution's row id."""

    version_id: int
    claim_id: int
    start: int
    end: int
    exact: str
    said_id: int
    kind: str
    speaker_id: int | None
    cue: str
    hedged: bool
    level: str
    traced_to_id: int | None
    anchored: str | None
    created_at: datetime


class ItemRow(NamedTuple):
    """An item of evidence that was not dropped."""

    claim_id: int
    id: int
    uid: str
    item: int
    document_id: int
    stance: str
    finding: str
    locator: str | None
    method: str | None
    called: str | None
    quality: str | None
    read: bool
    extent: str | None
    accessed: str | None
    origin_source_id: int | None
    origin_document_id: int | None
    origin_basis: str | None
    capture_id: int | None
    created_by_id: int | None
    created_at: datetime


class DocumentRow(NamedTuple):
    """A document."""

    id: int
    uid: str
    number: int
    url: str | None
    file_name: str | None
    title: str | None
    title_basis: str | None
    publisher_id: int | None
    author: str | None
    date: str | None
    date_text: str | None
    origin_source_id: int | None
    origin_document_id: int | None
    origin_basis: str | None
    archived_url: str | None
    retracted: str | None
    confidential: bool


class SourceRow(NamedTuple):
    """A source."""

    id: int
    uid: str
    number: int
    name: str
    kind: str | None
    description: str | None
    part_of_id: int | None
    confidential: bool


class FigureRow(NamedTuple):
    """A figure."""

    claim_id: int
    claimed: str
    found: str | None
    claimed_low: str
    claimed_high: str
    claimed_unit: str
    claimed_comparator: str
    found_low: str | None
    found_high: str | None
    found_unit: str | None
    found_comparator: str | None

    @property
    def parts(self) -> tuple[str | None, ...]:
        """What a fingerprint holds of it: ``core.fingerprint.FIGURE_PARTS``."""
        return (
            *(self.claimed_low, self.claimed_high, self.claimed_unit, self.claimed_comparator),
            *(self.found_low, self.found_high, self.found_unit, self.found_comparator),
        )


class QueryRow(NamedTuple):
    """A query to the writer."""

    claim_id: int
    now: str
    proposed: str | None
    reason: str | None
    outcome: str


class NoteRow(NamedTuple):
    """A note that was not dropped."""

    claim_id: int
    text: str
    internal: bool
    created_by_id: int | None
    created_at: datetime


class RelationRow(NamedTuple):
    """A relation from one claim to another."""

    claim_id: int
    kind: str
    other_id: int


class TagRow(NamedTuple):
    """A tag of a claim."""

    claim_id: int
    tag: str


class AliasRow(NamedTuple):
    """A number that a claim also answers to."""

    claim_id: int
    number: int
