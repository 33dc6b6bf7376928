"""The desk's claims as a claim set: no history, and by default nothing internal or off the record."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.words import Comparator, Level, Status
from factcheck.exchange import claimset as sets
from factcheck.models import Article, Attribution, Claim, Document, Evidence, Figure, Relation, Source
from factcheck.services.loading import whole
from factcheck.services.statuses import is_stale


def export_claim_set(
    session: Session, articles: Sequence[Article], *, include_confidential: bool = False
) -> sets.ClaimSet:
    """What the desk holds on these articles, with uids as keys, in order of number.

    Without ``include_confidential`` internal notes and risks are left out, and a speaker who is off the record or on background
    is not named (DESIGN §5).
    """
    exporter = _Exporter(session, include_confidential=include_confidential)
    return exporter.claim_set(articles)


class _Exporter:
    """Builds a set and remembers which sources and documents it names."""

    def __init__(self, session: Session, *, include_confidential: bool) -> None:
        self.session = session
        self.open = include_confidential
        self.sources: dict[str, Source] = {}
        self.documents: dict[str, Document] = {}

    def claim_set(self, articles: Sequence[Article]) -> sets.ClaimSet:
        """The whole set. Claims first, because they decide what else is in it."""
        wanted = {version.id for article in articles for version in article.versions}
        query = select(Claim).options(*whole()).order_by(Claim.number)
        claims = [
            claim
            for claim in self.session.scalars(query).unique()
            if any(place.version_id in wanted for place in claim.appearances)
        ]
        uids = {claim.id: claim.uid for claim in claims}
        written = tuple(self._claim(claim, uids, wanted) for claim in claims)
        texts = tuple(self._article(article) for article in articles)
        pages = self._all_documents()
        return sets.ClaimSet(sources=self._all_sources(), documents=pages, articles=texts, claims=written)

    def _all_documents(self) -> tuple[sets.SetDocument, ...]:
        done: dict[str, sets.SetDocument] = {}
        while missing := [each for uid, each in self.documents.items() if uid not in done]:
            for document in missing:
                done[document.uid] = self._document(document)
        return tuple(done[each.uid] for each in sorted(self.documents.values(), key=lambda each: each.number))

    def _all_sources(self) -> tuple[sets.SetSource, ...]:
        for source in list(self.sources.values()):
            above = source.part_of
            while above is not None:
                self.sources[above.uid] = above
                above = above.part_of
        return tuple(
            sets.SetSource(
                key=source.uid,
                name=source.name,
                kind=source.kind,
                description=source.description or "",
                aliases=tuple(alias.name for alias in source.aliases),
                part_of=source.part_of.uid if source.part_of else "",
                confidential=source.confidential,
            )
            for source in sorted(self.sources.values(), key=lambda each: each.number)
        )

    def _key(self, source: Source | None) -> str:
        if source is None:
            return ""
        self.sources[source.uid] = source
        return source.uid

    def _keys(self, vias: Iterable) -> tuple[str, ...]:  # type: ignore[type-arg]
        return tuple(self._key(via.source) for via in vias)

    def _origin(self, thing: Document | Evidence) -> sets.SetOrigin | None:
        if thing.origin_source is not None:
            return sets.SetOrigin(source=self._key(thing.origin_source))
        if thing.origin_document is not None:
            self.documents[thing.origin_document.uid] = thing.origin_document
            return sets.SetOrigin(document=thing.origin_document.uid)
        return None

    def _document(self, document: Document) -> sets.SetDocument:
        return sets.SetDocument(
            key=document.uid,
            url=document.url or "",
            file_name=document.file_name or "",
            title=document.title or "",
            title_basis=document.title_basis,
            publisher=self._key(document.publisher),
            author=document.author or "",
            date=document.date or "",
            date_text=document.date_text or "",
            work=self._key(document.work),
            origin=self._origin(document),
            origin_basis=document.origin_basis,
            via=self._keys(document.vias),
            host=document.host or "",
            archived_url=document.archived_url or "",
            retracted=document.retracted or "",
        )

    def _article(self, article: Article) -> sets.SetArticle:
        return sets.SetArticle(
            key=article.uid,
            title=article.title or "",
            url=article.url or "",
            publisher=self._key(article.publisher),
            author=article.author or "",
            published=article.published or "",
            language=article.language or "",
            upstream=self._key(article.upstream),
            note=(article.note or "") if self.open else "",
            versions=tuple(
                sets.SetVersion(
                    number=version.number,
                    text=version.text,
                    sha256=version.sha256,
                    published_on=version.published_on or "",
                )
                for version in article.versions
            ),
        )

    def _claim(self, claim: Claim, uids: dict[int, str], wanted: set[int]) -> sets.SetClaim:
        status = None
        if claim.status is not Status.UNVERIFIED or claim.status_reason:
            status = sets.SetStatus(claim.status, claim.status_code, claim.status_reason or "", is_stale(claim))
        return sets.SetClaim(
            key=claim.uid,
            number=claim.number,
            wording=claim.wording,
            kind=claim.kind,
            priority=claim.priority,
            about=self._key(claim.about),
            tags=tuple(each.tag for each in claim.tags),
            appearances=tuple(
                sets.SetAppearance(
                    article=each.version.article.uid, version=each.version.number, exact=each.exact, prefix=each.prefix,
                    suffix=each.suffix, start=each.start, end=each.end, attribution=self._attribution(each.attribution),
                )
                for each in claim.appearances
                if each.version_id in wanted
            ),
            evidence=tuple(self._evidence(item) for item in claim.items),
            figures=tuple(_figure(figure) for figure in claim.figures),
            status=status,
            queries=tuple(
                sets.SetQuery(each.now, each.proposed or "", each.reason or "", each.outcome) for each in claim.queries
            ),
            notes=tuple(
                sets.SetNote(note.text, note.internal)
                for note in claim.notes
                if not note.dropped and (self.open or not note.internal)
            ),
            relations=tuple(self._relations(claim.relations, uids)),
            aliases=tuple(alias.number for alias in claim.aliases),
            risks=claim.risks if self.open else (),
            dropped=claim.dropped,
        )  # fmt: skip

    def _relations(self, relations: Iterable[Relation], uids: dict[int, str]) -> Iterable[sets.SetRelation]:
        for relation in relations:
            if relation.other_id in uids:
                yield sets.SetRelation(relation.kind, uids[relation.other_id])

    def _attribution(self, said: Attribution) -> sets.SetAttribution:
        named = self.open or said.level is Level.ON_RECORD
        return sets.SetAttribution(
            kind=said.kind,
            speaker=self._key(said.speaker) if named else "",
            via=self._keys(said.vias) if named else (),
            cue=said.cue,
            hedged=said.hedged,
            level=said.level,
            traced_to=self._key(said.traced_to) if named else "",
        )

    def _evidence(self, item: Evidence) -> sets.SetEvidence:
        self.documents[item.document.uid] = item.document
        return sets.SetEvidence(
            item=item.item,
            document=item.document.uid,
            stance=item.stance,
            finding=item.finding,
            locator=item.locator or "",
            method=item.method,
            quality=item.quality,
            read=item.read,
            extent=item.extent or "",
            accessed=item.accessed or "",
            called=(item.called or "") if self.open else "",
            origin=self._origin(item),
            origin_basis=item.origin_basis,
            via=self._keys(item.vias),
        )


def _figure(figure: Figure) -> sets.SetFigure:
    claimed = sets.SetQuantity(
        figure.claimed, figure.claimed_low, figure.claimed_high, figure.claimed_unit, figure.claimed_comparator
    )
    if figure.found is None:
        return sets.SetFigure(claimed, None)
    found = sets.SetQuantity(
        figure.found,
        figure.found_low or "",
        figure.found_high or "",
        figure.found_unit or "",
        figure.found_comparator or Comparator.EQUAL,
    )
    return sets.SetFigure(claimed, found)
