"""The pages of a site that are made of its rows alone: overview, sources, lists, queries and risks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.core.notices import CorrectionNotice
from factcheck.report.language import Language
from factcheck.report.links import SiteLinks
from factcheck.report.site.charts import stack
from factcheck.report.site.facets import FACETS, Listing
from factcheck.report.site.pages import (
    ArticleCard,
    Ask,
    ClaimsBy,
    CorrectionsPage,
    ListingPage,
    OverviewPage,
    QueriesPage,
    RisksPage,
    Service,
    SourceLine,
    SourcePage,
    SourcesPage,
    VoiceBar,
    VoiceChart,
)
from factcheck.report.site.rows import ArticleRow, ClaimRow, SiteRows, SourceRow
from factcheck.report.summary import RANKS
from factcheck.report.wording import GROUPS, Words

MOST_VOICES = 15
"""How many voices the overview draws; the list of sources has all."""


class Index:
    """The rows of a site from the side of its sources: who says, passes on, stands behind and serves."""

    def __init__(self, rows: SiteRows) -> None:
        self.rows = rows
        self.claims: dict[str, dict[str, list[ClaimRow]]] = {
            how: defaultdict(list) for how in ("says", "passes-on", "traced")
        }
        self.services: dict[str, dict[int, Service]] = defaultdict(dict)
        self.parts: dict[str, list[SourceRow]] = defaultdict(list)
        for claim in rows.claims.values():
            for how, refs in (("says", claim.says), ("passes-on", claim.passes_on), ("traced", claim.traced)):
                for ref in refs:
                    self.claims[how][ref].append(claim)
            self._serve(claim)
        for source in rows.sources.values():
            if source.part_of:
                self.parts[source.part_of].append(source)

    def _serve(self, claim: ClaimRow) -> None:
        behind: dict[str, list[int]] = defaultdict(list)
        shown: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(claim.items):
            if item.origin:
                behind[item.origin].append(at)
            if item.publisher and item.publisher != item.origin:
                shown[item.publisher].append(at)
        for ref in dict.fromkeys([*behind, *shown]):
            self.services[ref][claim.number] = Service(
                claim,
                tuple(claim.items[at] for at in behind.get(ref, ())),
                tuple(claim.items[at] for at in shown.get(ref, ())),
            )

    def own(self, ref: str) -> list[ClaimRow]:
        """The claims a source says, passes on or was found behind, each once."""
        found = {claim.number: claim for book in self.claims.values() for claim in book.get(ref, ())}
        return list(found.values())


def count_groups(claims: Iterable[ClaimRow]) -> dict[str, int]:
    """How many of ``claims`` each group has, worst first, groups with none included."""
    counts = dict.fromkeys(GROUPS, 0)
    for claim in claims:
        counts[claim.group] += 1
    return counts


def overview_page(rows: SiteRows, index: Index, listings: Sequence[Listing]) -> OverviewPage:
    """The first page."""
    by_article: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in rows.claims.values():
        for ref in claim.articles:
            by_article[ref].append(claim)
    return OverviewPage(
        cards=tuple(ArticleCard(row, stack(count_groups(by_article[row.ref]))) for row in rows.articles.values()),
        total=len(rows.claims),
        bars=stack(count_groups(rows.claims.values())),
        chart=_chart(rows, index),
        listings=tuple(
            (facet, found)
            for facet in FACETS
            if facet != "source" and (found := tuple(each for each in listings if each.facet == facet))
        ),
    )


def _chart(rows: SiteRows, index: Index) -> VoiceChart | None:
    voices: list[tuple[SourceRow | None, bool, list[ClaimRow]]] = [
        (rows.sources.get(ref), False, claims) for ref, claims in index.claims["says"].items()
    ]
    voices.sort(key=lambda voice: (-len(voice[2]), voice[0].name.casefold() if voice[0] else ""))
    left = max(0, len(voices) - MOST_VOICES)
    own = [claim for claim in rows.claims.values() if claim.own_voice]
    unnamed = [claim for claim in rows.claims.values() if claim.unnamed]
    shown = [(None, True, own), *voices[:MOST_VOICES], (None, False, unnamed)]
    most = max(len(claims) for _, _, claims in shown)
    bars = tuple(
        VoiceBar(source, is_own, len(claims), stack(count_groups(claims), whole=most))
        for source, is_own, claims in shown
        if claims
    )
    groups = tuple(group for group in GROUPS if any(bar.key == group for voice in bars for bar in voice.bars))
    return VoiceChart(groups, bars, left) if bars else None


def source_page(source: SourceRow, index: Index) -> SourcePage:
    """The page of a source."""
    found = []
    numbers: dict[int, str] = {}
    for how, book in index.claims.items():
        if claims := book.get(source.ref):
            found.append(ClaimsBy(how, tuple(claims), stack(count_groups(claims))))
            numbers.update({claim.number: claim.group for claim in claims})
    services = tuple(index.services[source.ref].values()) if source.ref in index.services else ()
    numbers.update({service.claim.number: service.claim.group for service in services})
    named = {part.ref for part in index.parts.get(source.ref, ())} | {source.part_of} - {""}
    return SourcePage(
        source=source,
        parts=tuple(index.parts.get(source.ref, ())),
        claims=tuple(found),
        services=services,
        links=SiteLinks("../../", numbers, frozenset(named & index.rows.sources.keys())),
    )


def sources_page(index: Index) -> SourcesPage:
    """The list of all sources."""
    lines = []
    for source in index.rows.sources.values():
        own = index.own(source.ref)
        served = len(index.services[source.ref]) if source.ref in index.services else 0
        lines.append(SourceLine(source, len(own), stack(count_groups(own)), served))
    return SourcesPage(
        speakers=tuple(sorted((line for line in lines if line.said), key=lambda line: -line.said)),
        witnesses=tuple(sorted((line for line in lines if not line.said), key=lambda line: -line.claims)),
    )


def listing_page(listing: Listing, page: int, sources: Mapping[str, SourceRow]) -> ListingPage:
    """A page of a list."""
    claims = listing.shown(page)
    ref = listing.value if listing.facet == "source" else ""
    return ListingPage(
        facet=listing.facet,
        value=listing.value,
        total=len(listing.claims),
        page=page,
        pages=listing.pages,
        claims=claims,
        source=sources.get(ref),
        links=SiteLinks("../../../../", {claim.number: claim.group for claim in claims}, frozenset({ref} - {""})),
    )


def queries_page(rows: SiteRows, words: Words) -> QueriesPage:
    """What is to be asked of the writers."""
    asked: dict[str, list[Ask]] = {ref: [] for ref in rows.articles}
    for claim in rows.claims.values():
        for ask in claim.asks:
            if ask.outcome == "open" and ask.article in asked:
                asked[ask.article].append(Ask(claim, ask))
    articles = tuple(
        (rows.articles[ref], tuple(sorted(found, key=lambda each: (each.ask.start, each.claim.number))))
        for ref, found in asked.items()
        if found
    )
    groups = {each.claim.number: each.claim.group for _, found in articles for each in found}
    return QueriesPage(articles, _plain(articles, words), SiteLinks("../", groups, frozenset()))


def _plain(articles: Iterable[tuple[ArticleRow, Sequence[Ask]]], words: Words) -> str:
    """The queries as text for a message: one paragraph each."""
    language = words.language
    parts = []
    for article, found in articles:
        parts.append(article.title)
        parts += [_plain_ask(ask, words, language) for ask in found]
    return "\n\n".join(parts)


def _plain_ask(asked: Ask, words: Words, language: Language) -> str:
    ask = asked.ask
    lines = [
        language.gettext("%(number)s, %(place)s:", number=asked.claim.number, place=words.location(ask.location)),
        language.gettext("  now: “%(text)s”", text=ask.now),
    ]
    if ask.proposed:
        lines.append(language.gettext("  proposed: “%(text)s”", text=ask.proposed))
    lines.append(language.gettext("  why: %(text)s", text=ask.reason or asked.claim.reason or asked.claim.word))
    return "\n".join(lines)


def corrections_page(rows: SiteRows, corrections: Iterable[CorrectionNotice]) -> CorrectionsPage:
    """What was corrected in the articles of the site; ``corrections`` come the newest first."""
    found: dict[str, list[CorrectionNotice]] = {}
    for notice in corrections:
        if notice.article in rows.articles:
            found.setdefault(notice.article, []).append(notice)
    articles = tuple((rows.articles[ref], tuple(notices)) for ref, notices in found.items())
    numbers = {notice.claim for notices in found.values() for notice in notices}
    groups = {number: rows.claims[number].group for number in sorted(numbers & rows.claims.keys())}
    return CorrectionsPage(articles, SiteLinks("../", groups, frozenset()))


def at_risk(claims: Iterable[ClaimRow]) -> tuple[ClaimRow, ...]:
    """Those of the claims that are at risk, the worst group first, by number in it."""
    return tuple(sorted((each for each in claims if each.risks), key=lambda each: (RANKS[each.group], each.number)))


def risks_page(rows: SiteRows) -> RisksPage:
    """The claims at risk."""
    claims = at_risk(rows.claims.values())
    named = {ref for claim in claims for ref in claim.says + claim.passes_on + claim.traced}
    groups = {claim.number: claim.group for claim in claims}
    return RisksPage(claims, SiteLinks("../", groups, frozenset(named & rows.sources.keys())))
