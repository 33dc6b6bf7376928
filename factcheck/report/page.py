"""A report laid out for its templates: anchors that are unique in the page, claims in order, evidence by origin."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.links import FileLinks, Links, item_anchor, quote_anchor
from factcheck.report.segments import Paragraph, Segment, Span, cut_paragraphs
from factcheck.report.sources import SourceEntry, Voice, list_sources, list_voices
from factcheck.report.summary import FAILING, Summary, group_of, summarise
from factcheck.report.views import ClaimView, EvidenceView, PlaceView, SourceLink, WeightView
from factcheck.report.wording import GROUP_WORDS, STANCE_WORDS, counted, listed, status_word


@dataclass(frozen=True, slots=True)
class OriginBlock:
    """Items of one stance that go back to the same origin at the top, so that they count once.

    Attributes:
        top: That origin; None where nobody has established it.
        items: The items; all read, or all not read.
        read: Whether they were.
    """

    top: SourceLink | None
    items: tuple[EvidenceView, ...]
    read: bool


@dataclass(frozen=True, slots=True)
class StanceBlock:
    """The evidence of one stance on one claim.

    Attributes:
        stance: "supports", "refutes" or "context".
        word: "for", "against" or "context".
        weight: How much it weighs: "5 items, 3 origins, 2 independent".
        unread: How many more were not read, in words; empty for none.
        against_own_interest: Parties that speak against themselves.
        origins: The items by origin, unread ones last.
    """

    stance: str
    word: str
    weight: str
    unread: str
    against_own_interest: tuple[SourceLink, ...]
    origins: tuple[OriginBlock, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of a claim and the anchor of its highlight.

    Attributes:
        place: The place.
        anchor: The id of the highlight: "q-40".
    """

    place: PlaceView
    anchor: str


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as the page shows it.

    Attributes:
        claim: The claim.
        anchor: Its id: "claim-40"; later articles that make the same claim carry their reference before it.
        group: The key of its group.
        word: Its status in words.
        places: Where the article makes it.
        stances: Its evidence: what supports a claim that holds, what refutes one that does not, comes first.
        unfolded: Whether its evidence is open when the page opens.
    """

    claim: ClaimView
    anchor: str
    group: str
    word: str
    places: tuple[PlaceEntry, ...]
    stances: tuple[StanceBlock, ...]
    unfolded: bool

    def item_anchor(self, ref: str) -> str:
        """The id of the item of evidence with this reference."""
        return item_anchor(self.anchor, ref.rpartition(".")[2])


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as the page shows it.

    Attributes:
        article: The article.
        title: What it is called, also where it has no title.
        prefix: What its section ids start with: empty for the first article of a report.
        summary: Its first screen.
        groups: Key and claims of every group that has any, worst first.
        entries: Its claims by number.
        paragraphs: Its text with the highlights cut.
        voices: How the claims of each voice fared, the article's own first.
        speakers: Sources the article lets speak, who say, pass on or were found behind a claim.
        witnesses: Sources that only serve in evidence.
        source_anchors: The id of each source in the page, by its reference.
        links: Where everything is, as seen from this page.
    """

    article: ArticleView
    title: str
    prefix: str
    summary: Summary
    groups: tuple[tuple[str, tuple[ClaimEntry, ...]], ...]
    entries: dict[int, ClaimEntry]
    paragraphs: tuple[Paragraph, ...]
    voices: tuple[Voice, ...]
    speakers: tuple[SourceEntry, ...]
    witnesses: tuple[SourceEntry, ...]
    source_anchors: dict[str, str]
    links: Links

    def lead(self, segment: Segment) -> Span:
        """The span a marked segment looks like and links to: of the worst group, the innermost among equals."""
        ranks = list(GROUP_WORDS)
        return min(
            segment.spans, key=lambda span: (ranks.index(self.entries[span.number].group), span.end - span.start)
        )

    def doubtful(self, paragraph: Paragraph) -> tuple[ClaimEntry, ...]:
        """The claims that start in ``paragraph`` and do not hold or are not decided, by number."""
        numbers = {span.number for segment in paragraph.segments for span in segment.starts}
        return tuple(
            self.entries[number]
            for number in sorted(numbers)
            if self.entries[number].group not in ("confirmed", "unverifiable")
        )

    def quote_anchor(self, span: Span) -> str:
        """The id of the highlight of ``span``."""
        return self.entries[span.number].places[span.place - 1].anchor


def weigh(weight: WeightView) -> str:
    """How much the read items of one stance weigh: "5 items, 3 origins, 2 independent"; context is only counted."""
    if weight.stance == "context" or not weight.items:
        return f"{weight.items or 'none'} read"
    parts = [counted(weight.items, "item"), counted(weight.origins, "origin")]
    # A party that speaks against itself is not discounted, so "none independent" would mislead.
    if weight.independent or not weight.against_own_interest:
        parts.append(f"{weight.independent or 'none'} independent")
    return ", ".join(parts)


def group_by_origin(items: Iterable[EvidenceView]) -> tuple[OriginBlock, ...]:
    """Items by the top of their origin in order of first mention, unread ones last; unknown origins stay apart."""
    blocks: dict[tuple[bool, str], list[EvidenceView]] = {}
    for item in items:
        top = item.top or item.origin
        blocks.setdefault((not item.read, top.ref if top else f"item {item.ref}"), []).append(item)
    ordered = sorted(blocks.items(), key=lambda pair: pair[0][0])
    return tuple(
        OriginBlock(found[0].top or found[0].origin, tuple(found), not unread) for (unread, _), found in ordered
    )


def _stances(claim: ClaimView) -> tuple[StanceBlock, ...]:
    """The evidence of ``claim`` by stance; what decided against it leads where it does not hold."""
    order = ["supports", "refutes", "context"]
    if group_of(claim) in FAILING:
        order = ["refutes", "supports", "context"]
    blocks = []
    for stance in order:
        items = [item for item in claim.evidence if item.stance == stance]
        weight = next((weight for weight in claim.weights if weight.stance == stance), None)
        if items and weight:
            blocks.append(
                StanceBlock(
                    stance,
                    STANCE_WORDS[stance],
                    weigh(weight),
                    f"{weight.unread} not read, {'counts' if weight.unread == 1 else 'count'} for nothing"
                    * bool(weight.unread),
                    weight.against_own_interest,
                    group_by_origin(items),
                )
            )
    return tuple(blocks)


def _entry(claim: ClaimView, prefix: str) -> ClaimEntry:
    anchors = [quote_anchor(claim.number, index, prefix) for index in range(1, len(claim.places) + 1)]
    group = group_of(claim)
    return ClaimEntry(
        claim=claim,
        anchor=f"{prefix}claim-{claim.number}",
        group=group,
        word=status_word(claim),
        places=tuple(PlaceEntry(place, anchor) for place, anchor in zip(claim.places, anchors, strict=True)),
        stances=_stances(claim),
        unfolded=group not in ("confirmed", "unverifiable"),
    )


def _called(article: ArticleView) -> str:
    return article.title or article.standing_title or f"Article {article.ref} (untitled)"


def lay_out(report: ReportView) -> tuple[ArticlePage, ...]:
    """Every article of ``report`` laid out; ids stay unique when several articles share claims and sources.

    Raises:
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    pages: list[ArticlePage] = []
    seen_claims: set[int] = set()
    seen_sources: set[str] = set()
    for index, article in enumerate(report.articles):
        own = f"{article.ref}-"
        summary = summarise(article, report)
        entries = {
            claim.number: _entry(claim, own if claim.number in seen_claims else "")
            for group in summary.groups
            for claim in group.claims
        }
        spans = [
            Span(place.start, place.end, claim.number, number)
            for claim in article.claims
            for number, place in enumerate(claim.places, 1)
        ]
        anchors = {
            source.ref: f"{own if source.ref in seen_sources else ''}source-{source.ref}" for source in article.sources
        }
        sources = list_sources(article)
        pages.append(
            ArticlePage(
                article=article,
                title=_called(article),
                prefix=own if index else "",
                summary=summary,
                groups=tuple(
                    (group.key, tuple(entries[claim.number] for claim in group.claims)) for group in summary.groups
                ),
                entries=entries,
                paragraphs=cut_paragraphs(article.text, article.paragraphs, spans),
                voices=list_voices(article),
                speakers=tuple(entry for entry in sources if entry.speaks),
                witnesses=tuple(entry for entry in sources if not entry.speaks),
                source_anchors=anchors,
                links=_file_links(entries, anchors),
            )
        )
        seen_claims.update(entries)
        seen_sources.update(anchors)
    return tuple(pages)


def _file_links(entries: dict[int, ClaimEntry], sources: dict[str, str]) -> FileLinks:
    return FileLinks(
        claims={number: (f"#{entry.anchor}", entry.group) for number, entry in entries.items()},
        quotes={
            (number, index): f"#{found.anchor}"
            for number, entry in entries.items()
            for index, found in enumerate(entry.places, 1)
        },
        sources={ref: f"#{anchor}" for ref, anchor in sources.items()},
    )


def page_title(report: ReportView) -> str:
    """What the whole page is called: the article's title, or how many articles it holds."""
    if len(report.articles) == 1:
        return _called(report.articles[0])
    return f"{counted(len(report.articles), 'article')} checked: {listed([_called(article) for article in report.articles[:3]])}"
