"""What the evidence of some articles goes back to, how much it weighs, and whether a tick still stands on what it ticked."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence

from factcheck.core.fingerprint import claim_fingerprint, evidence_parts
from factcheck.core.independence import Item, Weights, find_circle, top, weigh
from factcheck.core.words import Stance, Status
from factcheck.report.desk_views import SourceView
from factcheck.report.views import SourceLink
from factcheck.services.report_batches import Batch
from factcheck.services.report_rows import ClaimRow, DocumentRow, FigureRow, ItemRow, PlaceRow, SourceRow
from factcheck.services.statuses import is_place_stale

SETTLED = frozenset(status.value for status in Status if status.settled)
_STANCES = {stance.value: stance for stance in Stance}


class SourceTree:
    """The desk's sources: links to them, what each is part of, and by row id the uid of what it ultimately belongs to."""

    def __init__(self, sources: Mapping[int, SourceRow]) -> None:
        self.rows = sources
        self.links = {row.id: SourceLink(f"s{row.number}", row.name, row.confidential) for row in sources.values()}
        self.by_uid = {row.uid: self.links[row.id] for row in sources.values()}
        self.by_ref = {self.links[row.id].ref: row for row in sources.values()}
        self._views: dict[int, SourceView] = {}
        self.parent = {row.uid: sources[row.part_of_id].uid for row in sources.values() if row.part_of_id is not None}
        self.tops = {row.id: top(row.uid, self.parent) for row in sources.values()}

    def view(self, row: SourceRow) -> SourceView:
        """What the report tells of a source."""
        if row.id not in self._views:
            self._views[row.id] = SourceView(
                ref=f"s{row.number}",
                name=row.name,
                kind=row.kind or "",
                part_of=self.find_link(row.part_of_id),
                description=row.description or "",
                confidential=row.confidential,
            )
        return self._views[row.id]

    def find_link(self, source_id: int | None) -> SourceLink | None:
        """The link to a source, or ``None`` where there is none."""
        return None if source_id is None else self.links[source_id]


class Grounds:
    """The grounds of the claims of one batch, by the uids of sources and documents."""

    def __init__(self, batch: Batch, sources: SourceTree) -> None:
        self.batch = batch
        self.sources = sources
        documents = batch.origins.values()
        self.links = {row.uid: _document_link(row) for row in documents}
        above = {row.uid: uid for row in documents if (uid := self._derives_from(row)) is not None}
        self.parent = ChainMap(above, sources.parent)
        self.tops: dict[str, str] = {}
        self.publishers = {row.uid: self._publisher(row) for row in (*documents, *batch.documents.values())}
        self.circular: dict[tuple[str, str], bool] = {}

    def _publisher(self, row: DocumentRow) -> str | None:
        return None if row.publisher_id is None else self.sources.rows[row.publisher_id].uid

    def _derives_from(self, row: ItemRow | DocumentRow) -> str | None:
        if row.origin_source_id is not None:
            return self.sources.rows[row.origin_source_id].uid
        return None if row.origin_document_id is None else self.batch.origins[row.origin_document_id].uid

    def origin(self, item: ItemRow) -> str | None:
        """The uid of the source or document a finding derives from: its own origin, else its document's."""
        return self._derives_from(item) or self._derives_from(self.batch.documents[item.document_id])

    def top(self, uid: str) -> str:
        """The uid of what a source or document ultimately belongs to."""
        if uid not in self.tops:
            self.tops[uid] = top(uid, self.parent)
        return self.tops[uid]

    def is_circular(self, document: str, origin: str | None) -> bool:
        """Whether a finding in a document that derives from ``origin`` rests on itself."""
        if origin is None:
            return False
        if (document, origin) not in self.circular:
            circle = find_circle(document, origin, parent=self.parent, publishers=self.publishers)
            self.circular[document, origin] = bool(circle)
        return self.circular[document, origin]

    def link(self, uid: str) -> SourceLink:
        """A link to a source, or what names a document."""
        return self.sources.by_uid.get(uid) or self.links[uid]

    def weigh(self, items: Sequence[ItemRow], origins: Sequence[str | None], own: Collection[str]) -> Weights:
        """The weights of items with these origins; ``own`` are the tops of the parties to the claim."""
        listed = [
            Item(
                _STANCES[item.stance],
                item.read,
                self.top(origin) if origin else None,
                self.is_circular(self.batch.documents[item.document_id].uid, origin),
            )
            for item, origin in zip(items, origins, strict=True)
        ]
        return weigh(listed, parent={}, own=own)

    def is_stale(
        self,
        claim: ClaimRow,
        items: Sequence[ItemRow],
        origins: Sequence[str | None],
        figures: Sequence[FigureRow],
        places: Sequence[PlaceRow] = (),
    ) -> bool:
        """Whether what a settled status was given for has changed since: what ``statuses.is_stale_in`` says of the model.

        ``places`` are those in the article that is told of.
        """
        if claim.status not in SETTLED:
            return False
        if any(
            is_place_stale(place.anchored, place.created_at, settled=True, status_at=claim.status_at)
            for place in places
        ):
            return True
        documents = self.batch.documents
        return claim.fingerprint != claim_fingerprint(
            claim,
            figures=[row.parts for row in figures],
            evidence=[
                evidence_parts(
                    item,
                    document=documents[item.document_id].uid,
                    origin=origin,
                    retracted=documents[item.document_id].retracted,
                    capture=self.batch.captures.get(item.capture_id),
                )
                for item, origin in zip(items, origins, strict=True)
            ],
        )


def _document_link(row: DocumentRow) -> SourceLink:
    return SourceLink(f"d{row.number}", row.title or row.url or "a document", row.confidential)
