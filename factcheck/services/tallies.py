"""What the evidence of many claims comes to, and which of their ticks are stale, from the tables alone.

A list of claims must start quickly: making mapped classes would cost it more than everything it prints.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fingerprint import FIGURE_PARTS, claim_fingerprint, evidence_parts
from factcheck.core.independence import Item, Weights, weigh
from factcheck.models import Article, Capture, Figure
from factcheck.services.loading import CLAIMS, ITEMS, PLACED, PLACES, SAYINGS, VERSIONS
from factcheck.services.origins import Origins, read_origins
from factcheck.services.statuses import DOUBTFUL, is_place_stale

_ARTICLES, _FIGURES, _CAPTURES = Article.__table__, Figure.__table__, Capture.__table__
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """The weights of a claim's evidence, and whether what its settled status was given for has changed since.

    ``grounds_changed`` is whether the claim's own grounds have, which counts in every article that makes it.
    """

    weights: Weights
    stale: bool
    grounds_changed: bool = False


def tally_claims(session: Session, ids: Sequence[int], article_id: int | None = None) -> dict[int, Tally]:
    """The tally of each claim by its row id; own word is that of one article where ``article_id`` is given."""
    found: dict[int, Tally] = {}
    origins = read_origins(session) if ids else None
    for start in range(0, len(ids), _BATCH):
        assert origins is not None
        found.update(_Batch(session, ids[start : start + _BATCH], article_id, origins).tallies())
    return found


class _Batch:
    """Some claims with all that their tallies need: five queries."""

    def __init__(self, session: Session, ids: Sequence[int], article_id: int | None, origins: Origins) -> None:
        self.origins = origins
        wanted = (
            "id",
            "about_id",
            "wording",
            "kind",
            "status",
            "status_code",
            "status_reason",
            "status_at",
            "fingerprint",
        )
        self.claims = session.execute(select(*(CLAIMS.c[name] for name in wanted)).where(CLAIMS.c.id.in_(ids))).all()
        self.items = _grouped(session, select(ITEMS).where(ITEMS.c.claim_id.in_(ids), ITEMS.c.dropped.is_(False)))
        self.parties = _grouped(session, _parties(ids, article_id))
        self.doubtful = _grouped(session, _doubtful(ids, article_id))
        settled = [claim.id for claim in self.claims if claim.status.settled]
        figures = select(_FIGURES).where(_FIGURES.c.claim_id.in_(settled)).order_by(_FIGURES.c.position)
        self.figures = _grouped(session, figures)
        captured = {item.capture_id for items in self.items.values() for item in items} - {None}
        hashes = select(_CAPTURES.c.id, _CAPTURES.c.sha256).where(_CAPTURES.c.id.in_(captured))
        self.captures: dict[int | None, str] = dict(session.execute(hashes).all()) if captured else {}

    def tallies(self) -> Iterator[tuple[int, Tally]]:
        """Each claim's row id and tally."""
        for claim in self.claims:
            items = self.items.get(claim.id, [])
            own = {self.origins.source_uids[party] for party in self._parties_of(claim)}
            listed = [self._item(item) for item in items]
            weights = weigh(listed, parent=self.origins.parent, own=own)
            settled = claim.status.settled
            changed = settled and claim.fingerprint != self._fingerprint(claim, items)
            yield claim.id, Tally(weights, changed or (settled and self._is_reworded(claim)), changed)

    def _is_reworded(self, claim: Any) -> bool:
        """Whether an article words a settled claim otherwise than when it was settled (``statuses.is_stale_in``)."""
        return any(
            is_place_stale(place.anchored, place.created_at, settled=True, status_at=claim.status_at)
            for place in self.doubtful.get(claim.id, ())
        )

    def _parties_of(self, claim: Any) -> set[int]:
        """The row ids of the sources whose word on the claim is their own."""
        named = {party for row in self.parties.get(claim.id, []) for party in row[1:]} | {claim.about_id}
        return {party for party in named if party is not None}

    def _item(self, item: Any) -> Item:
        document, origin = self.origins.document_uids[item.document_id], self._origin(item)
        return Item(item.stance, item.read, origin, bool(self.origins.circle(document, origin)))

    def _origin(self, item: Any) -> str | None:
        """The uid a finding derives from: its own origin, else its document's."""
        own = self.origins.origin(item.origin_source_id, item.origin_document_id)
        return own or self.origins.parent[self.origins.document_uids[item.document_id]]

    def _fingerprint(self, claim: Any, items: Sequence[Any]) -> str:
        return claim_fingerprint(
            claim,
            figures=[[getattr(row, part) for part in FIGURE_PARTS] for row in self.figures.get(claim.id, [])],
            evidence=[
                evidence_parts(
                    item,
                    document=self.origins.document_uids[item.document_id],
                    origin=self._origin(item),
                    retracted=self.origins.retracted[item.document_id],
                    capture=self.captures.get(item.capture_id),
                )
                for item in items
            ],
        )


def _grouped(session: Session, query: Any) -> dict[int, list[Any]]:
    """The rows of a query by their ``claim_id``."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[row.claim_id].append(row)
    return found


def _doubtful(ids: Sequence[int], article_id: int | None) -> Any:
    """The places of the current versions, or of one article's, at which a status may have to be looked at again."""
    query = (
        select(PLACES.c.claim_id, PLACES.c.anchored, PLACES.c.created_at)
        .select_from(PLACED.join(VERSIONS, VERSIONS.c.id == PLACES.c.version_id))
        .where(CLAIMS.c.id.in_(ids), PLACES.c.anchored.in_(DOUBTFUL))
    )
    return query if article_id is None else query.where(VERSIONS.c.article_id == article_id)


def _parties(ids: Sequence[int], article_id: int | None) -> Any:
    """Who speaks in its own cause on each claim, as row ids of sources: speaker, traced to, publisher, upstream."""
    query = (
        select(
            CLAIMS.c.id.label("claim_id"),
            *(SAYINGS.c.speaker_id, SAYINGS.c.traced_to_id, _ARTICLES.c.publisher_id, _ARTICLES.c.upstream_id),
        )
        .select_from(
            PLACED.join(SAYINGS, SAYINGS.c.appearance_id == PLACES.c.id)
            .join(VERSIONS, VERSIONS.c.id == PLACES.c.version_id)
            .join(_ARTICLES, _ARTICLES.c.id == VERSIONS.c.article_id)
        )
        .where(CLAIMS.c.id.in_(ids))
    )
    return query if article_id is None else query.where(_ARTICLES.c.id == article_id)
