"""A report laid out for its templates: anchors that are unique in the page, claims in order, evidence by origin."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck.core.fragments import text_fragment
from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.language import Language, get_language
from factcheck.report.links import FileLinks, Links, item_anchor, quote_anchor
from factcheck.report.segments import Paragraph, Segment, Span, cut_paragraphs
from factcheck.report.sources import SourceEntry, Voice, list_sources, list_voices
from factcheck.report.summary import FAILING, RANKS, Summary, group_of, summarise
from factcheck.report.views import ClaimView, EvidenceView, PlaceView, SourceLink, WeightView
from factcheck.report.wording import Words, get_words


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

    @property
    def against_own_interest(self) -> bool:
        """Whether a party speaks against itself in one of the items."""
        return any(item.against_own_interest for item in self.items)

    @property
    def circular(self) -> bool:
        """Whether the items rest on themselves in the end."""
        return any(item.circular for item in self.items)

    @property
    def own_word(self) -> bool:
        """Whether one of the items is a party's own word."""
        return any(item.own_word for item in self.items)


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
        landing: The address of this very sentence in the published article, or empty.
    """

    place: PlaceView
    anchor: str
    landing: str


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

    @property
    def weighed(self) -> tuple[StanceBlock, ...]:
        """The evidence without what was entered after the status was set."""
        return _entered(self.stances, newer=False)

    @property
    def newer(self) -> tuple[StanceBlock, ...]:
        """The evidence that was entered after the status was set, and is not among what it was given for."""
        return _entered(self.stances, newer=True)

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
        if len(segment.spans) == 1:
            return segment.spans[0]
        return min(segment.spans, key=lambda span: (RANKS[self.entries[span.number].group], span.end - span.start))

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


def weigh(weight: WeightView, language: Language) -> str:
    """How much the read items of one stance weigh: "5 items, 3 origins, 2 independent"; context is only counted."""
    if not weight.items:
        return language.gettext("none read")
    if weight.stance == "context":
        return language.ngettext("%(num)s read", "%(num)s read", weight.items)
    parts = [
        language.ngettext("%(num)s item", "%(num)s items", weight.items),
        language.ngettext("%(num)s origin", "%(num)s origins", weight.origins),
    ]
    if weight.independent:
        parts.append(language.ngettext("%(num)s independent", "%(num)s independent", weight.independent))
    # A party that speaks against itself is not discounted, so "none independent" would mislead.
    elif not weight.against_own_interest:
        parts.append(language.gettext("none independent"))
    return language.row(parts)


def _unread(weight: WeightView, language: Language) -> str:
    if not weight.unread:
        return ""
    return language.ngettext(
        "%(num)s not read, counts for nothing", "%(num)s not read, count for nothing", weight.unread
    )


def group_by_origin(items: Iterable[EvidenceView]) -> tuple[OriginBlock, ...]:
    """Items by the top of their origin in order of first mention, unread ones last; unknown origins stay apart."""
    blocks: dict[tuple[bool, str], list[EvidenceView]] = {}
    for item in items:
        top = _stands_behind(item)
        # What has no reference is withheld or unknown, and then nobody may tell whether two are the same.
        key = top.ref if top and top.ref else f"item {item.ref}"
        blocks.setdefault((not item.read, key), []).append(item)
    ordered = sorted(blocks.items(), key=lambda pair: pair[0][0])
    return tuple(OriginBlock(_stands_behind(found[0]), tuple(found), not unread) for (unread, _), found in ordered)


def _stands_behind(item: EvidenceView) -> SourceLink | None:
    """The origin an item is shown under; nobody for one that rests on itself."""
    return None if item.circular else item.top or item.origin


def _entered(blocks: tuple[StanceBlock, ...], *, newer: bool) -> tuple[StanceBlock, ...]:
    """The blocks with only those of their items that were, or were not, entered after the status was set."""
    if not any(item.newer for block in blocks for origin in block.origins for item in origin.items):
        return () if newer else blocks
    found = []
    for block in blocks:
        items = [item for origin in block.origins for item in origin.items if item.newer is newer]
        if items:
            found.append(replace(block, origins=group_by_origin(items)))
    return tuple(found)


def _stances(claim: ClaimView, words: Words) -> tuple[StanceBlock, ...]:
    """The evidence of ``claim`` by stance; what decided against it leads where it does not hold."""
    if not claim.evidence:
        return ()
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
                    words.stance(stance),
                    weigh(weight, words.language),
                    _unread(weight, words.language),
                    weight.against_own_interest,
                    group_by_origin(items),
                )
            )
    return tuple(blocks)


def _entry(claim: ClaimView, article: ArticleView, prefix: str, words: Words) -> ClaimEntry:
    anchors = [quote_anchor(claim.number, index, prefix) for index in range(1, len(claim.places) + 1)]
    group = group_of(claim)
    return ClaimEntry(
        claim=claim,
        anchor=f"{prefix}claim-{claim.number}",
        group=group,
        word=words.status(claim),
        places=tuple(
            PlaceEntry(place, anchor, text_fragment(article.url, place.quote, place.before, place.after))
            for place, anchor in zip(claim.places, anchors, strict=True)
        ),
        stances=_stances(claim, words),
        unfolded=group not in ("confirmed", "unverifiable"),
    )


def called(article: ArticleView, language: Language) -> str:
    """What to call an article: its title, what the desk calls it, or its reference."""
    return (
        article.title
        or article.standing_title
        or language.gettext("Article %(article)s (untitled)", article=article.ref)
    )


def lay_out(report: ReportView) -> tuple[ArticlePage, ...]:
    """Every article of ``report`` laid out; ids stay unique when several articles share claims and sources.

    Raises:
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    words = get_words(report.language)
    pages: list[ArticlePage] = []
    seen_claims: set[int] = set()
    seen_sources: set[str] = set()
    for index, article in enumerate(report.articles):
        own = f"{article.ref}-"
        summary = summarise(article, report)
        entries = {
            claim.number: _entry(claim, article, own if claim.number in seen_claims else "", words)
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
        sources = list_sources(article, words)
        pages.append(
            ArticlePage(
                article=article,
                title=called(article, words.language),
                prefix=own if index else "",
                summary=summary,
                groups=tuple(
                    (group.key, tuple(entries[claim.number] for claim in group.claims)) for group in summary.groups
                ),
                entries=entries,
                paragraphs=cut_paragraphs(article.text, article.paragraphs, spans),
                voices=list_voices(article, words),
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
    language = get_language(report.language)
    if len(report.articles) == 1:
        return called(report.articles[0], language)
    return language.ngettext(
        "%(num)s article checked: %(titles)s",
        "%(num)s articles checked: %(titles)s",
        len(report.articles),
        titles=language.listed([called(article, language) for article in report.articles[:3]]),
    )
