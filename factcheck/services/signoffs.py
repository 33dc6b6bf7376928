"""Sign-offs as they stand, from the tables alone: whose they are, in which article, and whether they still match."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import canonical, fingerprint
from factcheck.models import Article, AttributionVia, Claim, Person, Signoff, Source
from factcheck.services.loading import PLACED, PLACES, SAYINGS, VERSIONS

_SIGNOFFS, _PEOPLE, _ARTICLES = Signoff.__table__, Person.__table__, Article.__table__
_VIAS, _SOURCES = AttributionVia.__table__, Source.__table__
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off as it stands: the article's number, who and when, and whether what was approved has changed since.

    ``bulk``: it was given together with others; ``own``: by the person who had set the status; ``because``: why the
    subject of a risky claim was not asked.
    """

    claim_id: int
    uid: str
    article: int
    by: str
    at: datetime
    stale: bool
    bulk: bool
    own: bool
    because: str | None = None

    def data(self) -> dict[str, Any]:
        """The sign-off as JSON data."""
        return {
            "article": f"a{self.article}",
            "by": self.by,
            "at": self.at,
            "stale": self.stale,
            "bulk": self.bulk,
            "own": self.own,
            "because": self.because,
        }


def signoff_fingerprint(claim: str | None, places: Iterable[Mapping[str, Any]]) -> str:
    """What a sign-off is bound to: the fingerprint of the settled status, and the article's own words and whose they are.

    ``places`` are the claim's places in the article's current version, in any order. Where in the text they stand does
    not count: a paragraph that moves stales nothing.
    """
    listed = sorted(places, key=canonical)
    return fingerprint({"claim": claim, "places": listed})


def signoffs_of(session: Session | Connection, claim_ids: Sequence[int] | None = None) -> dict[int, list[Signed]]:
    """The sign-offs that count, newest first, by the row id of the claim: the last of each person in each article.

    ``stale`` here is whether status or article say something else than what was signed. Whether the status itself is
    stale is for ``Tally.grounds_changed`` and ``statuses.is_stale``; a sign-off of such a claim is stale with it.
    """
    found: dict[int, list[Signed]] = {}
    for batch in _batches(claim_ids):
        rows = session.execute(_signed(batch)).all()
        if not rows:
            continue
        places = _places_of(session, {row.claim_id for row in rows})
        seen = set[tuple[int, int, int]]()
        for row in rows:
            if (row.claim_id, row.article_id, row.person_id) in seen:
                continue
            seen.add((row.claim_id, row.article_id, row.person_id))
            there = places[row.claim_id, row.article_id]
            now = signoff_fingerprint(row.claim_fingerprint, there) if there and row.claim_fingerprint else None
            signed = Signed(
                row.claim_id, row.uid, row.number, row.name, row.created_at, row.fingerprint != now, row.bulk, row.own,
                row.because,
            )  # fmt: skip
            found.setdefault(row.claim_id, []).append(signed)
    return found


def second_check(signed: Iterable[Signed], *, stale: bool, article: int | None = None) -> str | None:
    """Whether a claim has a second check, in all articles or the one of that number: ``current``, ``stale`` or ``None``.

    ``stale`` says whether the claim's own grounds have changed (``Tally.grounds_changed``, ``statuses.is_stale``).
    """
    there = [each for each in signed if article in (None, each.article)]
    if not there:
        return None
    return "stale" if stale or all(each.stale for each in there) else "current"


def _batches(ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    return [None] if ids is None else [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]


def _signed(ids: Sequence[int] | None) -> Any:
    claims = Claim.__table__
    query = (
        select(_SIGNOFFS, claims.c.fingerprint.label("claim_fingerprint"), _PEOPLE.c.name, _ARTICLES.c.number)
        .join_from(_SIGNOFFS, claims, claims.c.id == _SIGNOFFS.c.claim_id)
        .join(_PEOPLE, _PEOPLE.c.id == _SIGNOFFS.c.person_id)
        .join(_ARTICLES, _ARTICLES.c.id == _SIGNOFFS.c.article_id)
        .where(_ARTICLES.c.dropped.is_(False))
        .order_by(_SIGNOFFS.c.created_at.desc(), _SIGNOFFS.c.id.desc())
    )
    return query if ids is None else query.where(_SIGNOFFS.c.claim_id.in_(ids))


def place_parts(
    exact: str, said: Any, speaker: str | None, traced_to: str | None, via: Sequence[str]
) -> dict[str, Any]:
    """What counts of a place: the words, and who is made to say them; ``said`` is an attribution, model or row."""
    return {
        "exact": exact,
        "kind": said.kind,
        "speaker": speaker,
        "via": list(via),
        "cue": list(said.cue),
        "hedged": said.hedged,
        "level": said.level,
        "traced_to": traced_to,
    }


def _places_of(session: Session | Connection, claims: Iterable[int]) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """The same for many claims from the tables alone, by the row ids of claim and article."""
    speakers, traced = _SOURCES.alias("speakers"), _SOURCES.alias("traced")
    query = (
        select(
            *(PLACES.c.claim_id, VERSIONS.c.article_id, PLACES.c.exact, SAYINGS),
            *(speakers.c.uid.label("speaker_uid"), traced.c.uid.label("traced_uid")),
        )
        .select_from(
            PLACED.join(VERSIONS, VERSIONS.c.id == PLACES.c.version_id)
            .join(SAYINGS, SAYINGS.c.appearance_id == PLACES.c.id)
            .outerjoin(speakers, speakers.c.id == SAYINGS.c.speaker_id)
            .outerjoin(traced, traced.c.id == SAYINGS.c.traced_to_id)
        )
        .where(PLACES.c.claim_id.in_(list(claims)))
    )
    rows = session.execute(query).all()
    passed = (
        select(_VIAS.c.attribution_id, _SOURCES.c.uid)
        .join_from(_VIAS, _SOURCES, _SOURCES.c.id == _VIAS.c.source_id)
        .where(_VIAS.c.attribution_id.in_([row.id for row in rows]))
        .order_by(_VIAS.c.attribution_id, _VIAS.c.position)
    )
    vias: dict[int, list[str]] = defaultdict(list)
    for attribution, uid in session.execute(passed):
        vias[attribution].append(uid)
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        place = place_parts(row.exact, row, row.speaker_uid, row.traced_uid, vias[row.id])
        found[row.claim_id, row.article_id].append(place)
    return found
