"""How the sources of an article fared: what each says, passes on or stands behind, and where it serves as evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.report.desk_views import ArticleView, SourceView
from factcheck.report.summary import group_of
from factcheck.report.views import ClaimView, SourceLink
from factcheck.report.wording import GROUPS, Words


@dataclass(frozen=True, slots=True)
class Tally:
    """Claims of one group.

    Attributes:
        group: The group's key.
        word: What it is called.
        numbers: The claims' numbers in order.
    """

    group: str
    word: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How the claims of one voice of the article fared.

    Attributes:
        source: Who speaks; None for the article's own voice and for people it does not name.
        name: What to call a voice that is no source.
        total: How many claims.
        tallies: The claims by group, worst first.
    """

    source: SourceLink | None
    name: str
    total: int
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source with what its claims came to.

    Attributes:
        source: The source.
        says: Claims the article has it say.
        passes_on: Claims it passes on for others.
        traced: Claims the desk traced to it.
        items: References of items of evidence that go back to it.
        published: References of items seen on its pages that go back to somebody else.
    """

    source: SourceView
    says: tuple[Tally, ...]
    passes_on: tuple[Tally, ...]
    traced: tuple[Tally, ...]
    items: tuple[str, ...]
    published: tuple[str, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """Numbers of the claims on which it serves as evidence, in order."""
        return tuple(sorted({int(ref.partition(".")[0]) for ref in self.items + self.published}))

    @property
    def speaks(self) -> bool:
        """Whether a claim of the article is its, by any of the three ways."""
        return bool(self.says or self.passes_on or self.traced)


def tally(claims: Iterable[ClaimView], words: Words) -> tuple[Tally, ...]:
    """``claims`` by group, worst first."""
    numbers: dict[str, set[int]] = {key: set() for key in GROUPS}
    for claim in claims:
        numbers[group_of(claim)].add(claim.number)
    return tuple(
        Tally(key, words.group(key, len(found)), tuple(sorted(found))) for key, found in numbers.items() if found
    )


def list_voices(article: ArticleView, words: Words) -> tuple[Voice, ...]:
    """The voices of ``article``: its own first, then who speaks in it, the most talkative first."""
    speakers: dict[str, SourceLink] = {}
    spoken: dict[str, list[ClaimView]] = {}
    own: list[ClaimView] = []
    unnamed: list[ClaimView] = []
    for claim in article.claims:
        said = {place.says.speaker.ref: place.says.speaker for place in claim.places if place.says.speaker}
        speakers.update(said)
        for ref in said:
            spoken.setdefault(ref, []).append(claim)
        silent = {place.says.kind for place in claim.places if not place.says.speaker}
        if "unattributed" in silent:
            own.append(claim)
        if silent - {"unattributed"}:
            unnamed.append(claim)
    named = [Voice(link, "", len(spoken[ref]), tally(spoken[ref], words)) for ref, link in speakers.items()]
    named.sort(key=lambda voice: (-voice.total, voice.source.name if voice.source else ""))
    language = words.language
    first = [Voice(None, language.gettext("The article's own voice"), len(own), tally(own, words))] if own else []
    last = (
        [Voice(None, language.gettext("Speakers the article does not name"), len(unnamed), tally(unnamed, words))]
        if unnamed
        else []
    )
    return tuple(first + named + last)


def list_sources(article: ArticleView, words: Words) -> tuple[SourceEntry, ...]:
    """Every source of ``article`` with its claims and items, the one with most to do first."""
    says: dict[str, list[ClaimView]] = {}
    passes_on: dict[str, list[ClaimView]] = {}
    traced: dict[str, list[ClaimView]] = {}
    items: dict[str, list[str]] = {}
    published: dict[str, list[str]] = {}
    for claim in sorted(article.claims, key=lambda claim: claim.number):
        for place in claim.places:
            for book, links in (
                (says, (place.says.speaker,)),
                (passes_on, place.says.via),
                (traced, (place.says.traced_to,)),
            ):
                for link in links:
                    if link:
                        book.setdefault(link.ref, []).append(claim)
        for item in claim.evidence:
            if item.origin:
                items.setdefault(item.origin.ref, []).append(item.ref)
            if item.publisher and item.publisher != item.origin:
                published.setdefault(item.publisher.ref, []).append(item.ref)
    entries = [
        SourceEntry(
            source,
            tally(says.get(source.ref, ()), words),
            tally(passes_on.get(source.ref, ()), words),
            tally(traced.get(source.ref, ()), words),
            tuple(items.get(source.ref, ())),
            tuple(published.get(source.ref, ())),
        )
        for source in article.sources
    ]
    return tuple(
        sorted(entries, key=lambda entry: (-len(entry.items), -len(entry.published), entry.source.name.casefold()))
    )
