"""Turn the rows of a batch of articles into the report's frozen views: everything the desk knows, nothing withheld."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from factcheck.core.dates import bounds
from factcheck.core.figures import Quantity, difference, scale
from factcheck.core.independence import Weights
from factcheck.core.text import Span, coverage, word_count
from factcheck.core.words import Comparator, RelationKind, Stance
from factcheck.report import desk_views, views
from factcheck.services.report_batches import Batch
from factcheck.services.report_grounds import SETTLED, Grounds, SourceTree
from factcheck.services.report_history import Histories
from factcheck.services.report_places import Places
from factcheck.services.report_rows import ArticleRow, ClaimRow, FigureRow, ItemRow, PlaceRow

_EITHER_WAY = (RelationKind.RELATED.value, RelationKind.CONTRADICTS.value)


class Filler:
    """Makes the views of one batch of articles."""

    def __init__(self, batch: Batch, sources: SourceTree, people: Mapping[int, str], histories: Histories) -> None:
        self.batch = batch
        self.sources = sources
        self.people = people
        self.histories = histories
        self.grounds = Grounds(batch, sources)

    def articles(self) -> Iterator[desk_views.ArticleView]:
        """The articles of the batch in its order, each with all its claims; their sources are not told yet."""
        return (_ArticleFiller(self, row).article() for row in self.batch.articles)


class _ArticleFiller:
    """Makes the views of one article: knows its text, its parties, and which of the batch's claims stand in it."""

    def __init__(self, filler: Filler, row: ArticleRow) -> None:
        self.row = row
        self.batch, self.grounds, self.sources = filler.batch, filler.grounds, filler.sources
        self.people, self.histories = filler.people, filler.histories
        self.places = Places(row.text or "")
        # A dropped article takes its claims with it.
        self.placed = [] if row.dropped else filler.batch.places.get(row.version_id, [])
        self.published = filler.batch.published.get(row.id)
        self.published_until = _end_of(self.published[1]) if self.published else None

    def article(self) -> desk_views.ArticleView:
        """The article with its claims, but not yet with their sources."""
        row, text = self.row, self.places.text
        claims = tuple(self._claims())
        spans = [Span(place.start, place.end) for claim in claims for place in claim.places]
        published_version, published_on = self.published or (None, "")
        return desk_views.ArticleView(
            ref=f"a{row.number}",
            title=row.title or "",
            version=row.version,
            sha256=row.sha256,
            text=text,
            paragraphs=self.places.paragraphs,
            words=word_count(text),
            marked_share=coverage(text, spans),
            claims=claims,
            author=row.author or "",
            publisher=self.sources.rows[row.publisher_id].name if row.publisher_id is not None else "",
            published=row.published or "",
            url=row.url or "",
            language=row.language or "",
            upstream=self.sources.find_link(row.upstream_id),
            note=row.note or "",
            sentences=self.places.sentences,
            timeline=self.histories.timeline(self.batch.claims[key] for key in {each.claim_id for each in self.placed}),
            published_version=published_version,
            published_on=published_on,
        )

    def _claims(self) -> Iterator[views.ClaimView]:
        """The claims that were not dropped, in text order and then by number."""
        placed: dict[int, list[PlaceRow]] = {}
        for place in self.placed:
            placed.setdefault(place.claim_id, []).append(place)
        rows = [self.batch.claims[key] for key in placed]
        rows = [row for row in rows if not row.dropped]
        rows.sort(key=lambda row: (placed[row.id][0].start, placed[row.id][0].end, row.number))
        relations = self._relations(rows)
        return (self._claim(row, placed[row.id], relations.get(row.id, ())) for row in rows)

    def _claim(
        self, claim: ClaimRow, places: Sequence[PlaceRow], relations: Iterable[views.RelationView]
    ) -> views.ClaimView:
        batch, grounds, key = self.batch, self.grounds, claim.id
        items, figures = batch.items.get(key, ()), batch.figures.get(key, ())
        origins = [grounds.origin(item) for item in items]
        own = self._own(claim, places)
        since = self._since(claim)
        weights = grounds.weigh(items, origins, own) if items else None
        return views.ClaimView(
            number=claim.number,
            wording=claim.wording,
            status=claim.status,
            kind=claim.kind or "",
            priority=claim.priority,
            code=claim.status_code or "",
            reason=claim.status_reason or "",
            status_by=self.people[claim.status_by_id] if claim.status_by_id is not None else "",
            status_at=claim.status_at,
            stale=grounds.is_stale(claim, items, origins, figures, places),
            about=self.sources.find_link(claim.about_id),
            places=tuple([self._place(place) for place in places]),
            evidence=tuple(
                [
                    self._evidence(claim.number, item, origin, own, since)
                    for item, origin in zip(items, origins, strict=True)
                ]
            ),
            weights=self._weights(weights, items) if weights else (),
            figures=tuple([_figure(figure) for figure in figures]),
            queries=tuple(
                [
                    views.QueryView(each.now, each.proposed or "", each.reason or "", each.outcome)
                    for each in batch.queries.get(key, ())
                ]
            ),
            relations=tuple(relations),
            signoffs=self._signoffs(claim, items, origins, figures),
            notes=tuple(
                [
                    views.NoteView(note.text, self._person(note.created_by_id), note.created_at, note.internal)
                    for note in batch.notes.get(key, ())
                ]
            ),
            tags=tuple([row.tag for row in batch.tags.get(key, ())]),
            aliases=tuple([row.number for row in batch.aliases.get(key, ())]),
            risks=_listed(claim.risks),
            history=self.histories.of(claim),
            uid=claim.uid,
        )

    def _person(self, person_id: int | None) -> str:
        return "" if person_id is None else self.people[person_id]

    def _own(self, claim: ClaimRow, places: Sequence[PlaceRow]) -> set[str]:
        """The tops of the parties to the claim, whose word on it is their own."""
        parties = {claim.about_id, self.row.publisher_id, self.row.upstream_id}
        for place in places:
            parties.add(place.speaker_id)
            parties.add(place.traced_to_id)
        return {self.sources.tops[party] for party in parties if party is not None}

    def _since(self, claim: ClaimRow) -> datetime | None:
        """The instant after which evidence is newer than the settled status, or than the published version."""
        settled = claim.status_at if claim.status in SETTLED else None
        if settled is None or self.published_until is None:
            return settled or self.published_until
        return min(settled, self.published_until)

    def _place(self, place: PlaceRow) -> views.PlaceView:
        before, after = self.places.around(place.start, place.end)
        link = self.sources.find_link
        return views.PlaceView(
            start=place.start,
            end=place.end,
            before=before,
            quote=place.exact,
            after=after,
            location=self.places.location(place.start),
            says=views.SaysView(
                kind=place.kind,
                speaker=link(place.speaker_id),
                via=self._via(self.batch.said_via.get(place.said_id)),
                cues=_listed(place.cue),
                hedged=place.hedged,
                level=place.level,
                traced_to=link(place.traced_to_id),
            ),
        )

    def _via(self, source_ids: Sequence[int] | None) -> tuple[views.SourceLink, ...]:
        return tuple([self.sources.links[source_id] for source_id in source_ids]) if source_ids else ()

    def _evidence(
        self, number: int, item: ItemRow, origin: str | None, own: set[str], since: datetime | None
    ) -> views.EvidenceView:
        batch, grounds = self.batch, self.grounds
        document = batch.documents[item.document_id]
        circular = grounds.is_circular(document.uid, origin)
        top = grounds.top(origin) if origin and not circular else None
        partial = top in own
        return views.EvidenceView(
            ref=f"{number}.{item.item}",
            stance=item.stance,
            finding=item.finding,
            origin=grounds.link(origin) if origin else None,
            top=grounds.link(top) if top else None,
            origin_basis=(item.origin_basis or document.origin_basis or "") if origin else "",
            circular=circular,
            own_word=partial,
            against_own_interest=partial and item.stance == Stance.REFUTES.value,
            publisher=self.sources.find_link(document.publisher_id),
            via=self._via(batch.item_via.get(item.id) or batch.document_via.get(document.id)),
            title=document.title or "",
            title_basis=document.title_basis or "",
            url=document.url or "",
            file_name=document.file_name or "",
            archived_url=document.archived_url or "",
            author=document.author or "",
            date=document.date or "",
            date_text=document.date_text or "",
            locator=item.locator or "",
            quality=item.quality or "",
            method=item.method or ("read" if item.read else ""),
            called=item.called or "",
            accessed=item.accessed or "",
            read=item.read,
            extent=item.extent or "",
            retracted=document.retracted or "",
            confidential=document.confidential,
            newer=since is not None and item.created_at > since,
            by=self._person(item.created_by_id),
        )

    def _weights(self, weights: Weights, items: Iterable[ItemRow]) -> tuple[views.WeightView, ...]:
        """A view for each stance that has an item."""
        present = {item.stance for item in items}
        found = []
        for stance, weight in (
            (Stance.SUPPORTS, weights.supporting),
            (Stance.REFUTES, weights.against),
            (Stance.CONTEXT, weights.context),
        ):
            if stance not in present:
                continue
            parties = tuple([self.grounds.link(uid) for uid in weight.own_word])
            against = stance is Stance.REFUTES
            found.append(
                views.WeightView(
                    stance=stance.value,
                    items=weight.items,
                    unread=weight.unread,
                    origins=len(weight.origins) + weight.unknown,
                    independent=len(weight.independent),
                    own_word=() if against else parties,
                    against_own_interest=parties if against else (),
                    unknown=weight.unknown,
                )
            )
        return tuple(found)

    def _signoffs(
        self,
        claim: ClaimRow,
        items: Sequence[ItemRow],
        origins: Sequence[str | None],
        figures: Sequence[FigureRow],
    ) -> tuple[views.SignoffView, ...]:
        """The second checks of a claim in this article, newest first."""
        there = [each for each in self.batch.signoffs.get(claim.id, ()) if each.article == self.row.number]
        if not there:
            return ()
        changed = self.grounds.is_stale(claim, items, origins, figures)
        return tuple([views.SignoffView(each.by, each.at, changed or each.stale) for each in there])

    def _relations(self, claims: Sequence[ClaimRow]) -> dict[int, list[views.RelationView]]:
        """The relations between these claims, seen from either end, by number."""
        numbers = {claim.id: claim.number for claim in claims}
        found: dict[int, list[views.RelationView]] = {}
        for one, number in numbers.items():
            for relation in self.batch.relations.get(one, ()):
                kind, other = relation.kind, relation.other_id
                if other in numbers:
                    found.setdefault(one, []).append(views.RelationView(kind, numbers[other]))
                    inverse = views.RelationView(kind, number, inverse=kind not in _EITHER_WAY)
                    found.setdefault(other, []).append(inverse)
        return {key: sorted(each, key=lambda relation: relation.number) for key, each in found.items()}


def _figure(row: FigureRow) -> views.FigureView:
    claimed = Quantity(
        row.claimed, row.claimed_low, row.claimed_high, row.claimed_unit, Comparator(row.claimed_comparator)
    )
    if row.found is None:
        return views.FigureView(row.claimed)
    comparator = Comparator(row.found_comparator or Comparator.EQUAL)
    found = Quantity(row.found, row.found_low or "", row.found_high or "", row.found_unit or "", comparator)
    drawn = scale(claimed, found)
    shown = views.ScaleView(drawn.claimed, drawn.found, drawn.low, drawn.high) if drawn else None
    return views.FigureView(row.claimed, row.found, difference(claimed, found).words, shown)


def _listed(words: str) -> tuple[str, ...]:
    """A list of words as its table holds it."""
    return () if words in ("", "[]") else tuple(json.loads(words))


def _end_of(partial: str) -> datetime:
    """The last instant that a date may mean, in UTC."""
    return datetime.combine(bounds(partial)[1], time.max, UTC)
