"""Fill the report's frozen views from the desk: everything is asked for here, so that a template can ask for nothing."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck import __version__
from factcheck.core.figures import difference
from factcheck.core.text import Span, coverage, locate, paragraphs, sentences, word_count
from factcheck.core.words import Level, RelationKind, Stance
from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Event,
    Evidence,
    Figure,
    Person,
    Relation,
    Signoff,
    Source,
)
from factcheck.report import desk_views, views
from factcheck.services.claim_data import quantities
from factcheck.services.claims import appearances_in
from factcheck.services.desks import get_desk
from factcheck.services.loading import claims_of
from factcheck.services.statuses import is_stale, origin_uid
from factcheck.services.weighing import Scales

#: What stands for a speaker who spoke off the record or for background only (DESIGN §5).
WITHHELD = "a source known to the desk"


def report_view(
    session: Session, articles: Sequence[Article], *, include_confidential: bool = False
) -> desk_views.ReportView:
    """Everything the editor's report shows of these articles, as of the last event of the history.

    Internal notes, whom the desk called, and who spoke off the record or on background are left out unless asked for.
    """
    desk = get_desk(session)
    seq, at = session.execute(select(func.max(Event.seq), func.max(Event.at)).where(Event.desk == desk.uid)).one()
    filler = _Filler(session, include_confidential=include_confidential)
    return desk_views.ReportView(
        desk_name=desk.name,
        as_of=at,
        tool_version=__version__,
        articles=tuple(filler.article(article, desk.name) for article in articles),
        history_seq=seq,
    )


class _Filler:
    """Fills views; knows the desk's sources, and collects which of them one article's views name."""

    def __init__(self, session: Session, *, include_confidential: bool) -> None:
        self.session = session
        self.all = include_confidential
        self.scales = Scales(session)
        self.sources = {source.uid: source for source in session.scalars(select(Source))}
        self.people = {person.id: person.name for person in session.scalars(select(Person))}
        self.named: dict[str, Source] = {}

    def article(self, article: Article, desk_name: str) -> desk_views.ArticleView:
        """An article with all its claims."""
        self.named = {}
        text = article.current.text
        claims = claims_of(self.session, article)
        relations = self._relations(claims)
        signoffs = self._signoffs(article)
        shown = tuple(
            self._claim(claim, article, relations.get(claim.id, ()), signoffs.get(claim.id, ())) for claim in claims
        )
        spans = [Span(place.start, place.end) for claim in shown for place in claim.places]
        upstream = self._link(article.upstream)
        named = sorted(self._with_owners(), key=lambda source: source.name.casefold())
        return desk_views.ArticleView(
            ref=f"a{article.number}",
            title=article.title or "",
            version=article.current.number,
            sha256=article.current.sha256,
            text=text,
            paragraphs=tuple((span.start, span.end) for span in paragraphs(text)),
            words=word_count(text),
            marked_share=coverage(text, spans),
            claims=shown,
            sources=tuple(self._source(source) for source in named),
            author=article.author or "",
            publisher=article.publisher.name if article.publisher else "",
            published=article.published or "",
            url=article.url or "",
            language=article.language or "",
            upstream=upstream,
            note=(article.note or "") if self.all else "",
            standing_title="" if article.title else desk_name,
        )

    def _claim(
        self, claim: Claim, article: Article, relations: Iterable[views.RelationView], signoffs: Iterable[Signoff]
    ) -> views.ClaimView:
        own = {self.scales.top(uid) for uid in self.scales.own(claim, article)}
        return views.ClaimView(
            number=claim.number,
            wording=claim.wording,
            status=claim.status.value,
            kind=claim.kind.value if claim.kind else "",
            priority=claim.priority.value,
            code=claim.status_code.value if claim.status_code else "",
            reason=claim.status_reason or "",
            status_by=claim.status_by.name if claim.status_by else "",
            status_at=claim.status_at,
            stale=is_stale(claim),
            about=self._link(claim.about),
            places=tuple(self._place(each) for each in appearances_in(claim, article)),
            evidence=tuple(self._evidence(item, own) for item in claim.items),
            weights=self._weights(claim, article),
            figures=tuple(_figure(each) for each in claim.figures),
            queries=tuple(
                views.QueryView(each.now, each.proposed or "", each.reason or "", each.outcome.value)
                for each in claim.queries
            ),
            relations=tuple(relations),
            signoffs=tuple(
                views.SignoffView(self.people[each.person_id], each.created_at)
                for each in sorted(signoffs, key=lambda each: each.created_at, reverse=True)
            ),
            notes=tuple(
                views.NoteView(note.text, self.people.get(note.created_by_id or 0, ""), note.created_at)
                for note in claim.notes
                if not note.dropped and (self.all or not note.internal)
            ),
            tags=tuple(each.tag for each in claim.tags),
            aliases=tuple(alias.number for alias in claim.aliases),
        )

    def _place(self, appearance: Appearance) -> views.PlaceView:
        """A quote in its sentence, or in the sentences it runs through."""
        text = appearance.version.text
        paragraph, sentence = locate(text, appearance.start)
        around = [span for span in sentences(text) if span.start < appearance.end and span.end > appearance.start]
        start = min((span.start for span in around), default=appearance.start)
        end = max((span.end for span in around), default=appearance.end)
        return views.PlaceView(
            start=appearance.start,
            end=appearance.end,
            before=text[min(start, appearance.start) : appearance.start],
            quote=appearance.exact,
            after=text[appearance.end : max(end, appearance.end)],
            location=f"p{paragraph} sentence {sentence}",
            says=self._says(appearance.attribution),
        )

    def _says(self, said: Attribution) -> views.SaysView:
        """Who says it; a speaker off the record or for background stays unnamed."""
        open_ = self.all or said.level is Level.ON_RECORD
        speaker = self._link(said.speaker) if open_ else views.SourceLink("", WITHHELD)
        return views.SaysView(
            kind=said.kind.value,
            speaker=speaker,
            via=tuple(link for via in said.vias if open_ and (link := self._link(via.source))),
            cues=said.cue,
            hedged=said.hedged,
            level=said.level.value,
            traced_to=self._link(said.traced_to) if open_ else None,
        )

    def _evidence(self, item: Evidence, own: set[str]) -> views.EvidenceView:
        document = item.document
        origin = origin_uid(item)
        top = self.scales.top(origin) if origin else None
        partial = top in own
        return views.EvidenceView(
            ref=f"{item.claim.number}.{item.item}",
            stance=item.stance.value,
            finding=item.finding,
            origin=self._uid_link(origin),
            top=self._uid_link(top),
            origin_basis=(item.origin_basis or document.origin_basis or "") if origin else "",
            own_word=partial,
            against_own_interest=partial and item.stance is Stance.REFUTES,
            publisher=self._link(document.publisher),
            via=tuple(link for via in item.vias or document.vias if (link := self._link(via.source))),
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
            called=(item.called or "") if self.all else "",
            accessed=item.accessed or "",
            read=item.read,
            extent=item.extent or "",
            retracted=document.retracted or "",
        )

    def _weights(self, claim: Claim, article: Article) -> tuple[views.WeightView, ...]:
        weights = self.scales.weigh(claim, article)
        present = {item.stance for item in claim.items}
        found = []
        for stance in Stance:
            weight = weights.of(stance)
            parties = tuple(link for uid in weight.own_word if (link := self._uid_link(uid)))
            against = stance is Stance.REFUTES
            if stance in present:
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

    def _relations(self, claims: Sequence[Claim]) -> dict[int, list[views.RelationView]]:
        """The relations between shown claims, seen from either end."""
        numbers = {claim.id: claim.number for claim in claims}
        found: dict[int, list[views.RelationView]] = {}
        for relation in self.session.scalars(select(Relation).order_by(Relation.id)):
            one, other = relation.claim_id, relation.other_id
            if one not in numbers or other not in numbers:
                continue
            symmetric = relation.kind in (RelationKind.RELATED, RelationKind.CONTRADICTS)
            found.setdefault(one, []).append(views.RelationView(relation.kind.value, numbers[other]))
            found.setdefault(other, []).append(
                views.RelationView(relation.kind.value, numbers[one], inverse=not symmetric)
            )
        return {key: sorted(each, key=lambda relation: relation.number) for key, each in found.items()}

    def _signoffs(self, article: Article) -> dict[int, list[Signoff]]:
        found: dict[int, list[Signoff]] = {}
        for signoff in self.session.scalars(select(Signoff).where(Signoff.article_id == article.id)):
            found.setdefault(signoff.claim_id, []).append(signoff)
        return found

    def _link(self, source: Source | None) -> views.SourceLink | None:
        if source is None:
            return None
        self.named[source.uid] = source
        return views.SourceLink(f"s{source.number}", source.name)

    def _uid_link(self, uid: str | None) -> views.SourceLink | None:
        """A link to what a uid names: a source, or a document by its title."""
        if uid is None:
            return None
        if uid in self.sources:
            return self._link(self.sources[uid])
        return views.SourceLink("", self.scales.names[uid])

    def _with_owners(self) -> list[Source]:
        """The sources named, and what they are part of."""
        found = dict(self.named)
        for source in list(found.values()):
            above = source.part_of
            while above is not None and above.uid not in found:
                found[above.uid] = above
                above = above.part_of
        return list(found.values())

    def _source(self, source: Source) -> desk_views.SourceView:
        return desk_views.SourceView(
            ref=f"s{source.number}",
            name=source.name,
            kind=source.kind.value if source.kind else "",
            part_of=views.SourceLink(f"s{source.part_of.number}", source.part_of.name) if source.part_of else None,
            description=source.description or "",
            confidential=source.confidential,
        )


def _figure(figure: Figure) -> views.FigureView:
    claimed, found = quantities(figure)
    return views.FigureView(
        claimed=claimed.as_written,
        found=found.as_written if found else "",
        difference=difference(claimed, found).words if found else "",
    )
