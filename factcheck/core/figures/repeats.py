"""The same figure given differently in two places: the same thing counted of the same subject, with another number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.core import fact_words as lists
from factcheck.core.dates import bounds
from factcheck.core.fact_tokens import stem
from factcheck.core.figures import tables
from factcheck.core.figures.comparing import difference
from factcheck.core.figures.finding import Found, find_quantities
from factcheck.core.figures.quantity import CURRENCIES, Quantity, is_date, unit_words
from factcheck.core.figures.terms import TIMES, measure, singular
from factcheck.core.figures.tokens import Token, tokens
from factcheck.core.text import Span, sentences

_SHORTEST = 3
_SHARED = 2  # words of the subject, besides the noun that is counted
_SHARED_BARE = 3  # where nothing is counted by name: money, per cent, hours
_ALIKE = 0.5  # of the words of the shorter sentence
_ADJECTIVES = 4
_COMMON = 100  # mentions: a word that more have tells no subject apart
#: Words that say nothing of what a sentence is about.
_EMPTY = tables.word_set("told said says added asked about some also still only just under over more than will would")
#: Words that tell two things of a kind apart: which in a row, which part of a country, which season.
_CONTRASTS = frozenset(lists.ORDINALS) | tables.word_set(
    """
    last final north northern south southern east eastern west western northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern central upper lower spring summer autumn winter
    """
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure of an article in its sentence; ``beside`` are those of the sentence that count the same, itself among them."""

    article: int
    found: Found
    sentence: Span
    counted: str
    subject: frozenset[str]
    names: frozenset[str]
    contrasts: frozenset[str]
    dates: frozenset[tuple[date, date]]
    adjectives: frozenset[str]
    beside: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two mentions of one figure that do not agree, the earlier first: how the first stands to the second, and back."""

    one: Mention
    other: Mention
    words: str
    back: str


def read_mentions(article: int, text: str, as_of: date | None = None) -> list[Mention]:
    """Return the figures of an article that could be given once more: all but dates, multiples and what counts nothing."""
    found = find_quantities(text, as_of)
    mentions: list[Mention] = []
    at = 0
    for sentence in sentences(text):
        inside = []
        while at < len(found) and found[at].start < sentence.end:
            inside.append(found[at])
            at += 1
        told = [each for each in inside if not is_date(each.quantity)]
        if told:
            mentions += _of_sentence(article, text, sentence, inside)
    return mentions


def find_differing(mentions: Sequence[Mention]) -> list[Differing]:
    """Return the pairs of mentions, of one article or of two, that give one figure differently.

    Both count the same noun, share words of their subject, and differ however the comparison is turned. Sentences with
    different names, dates, ordinals or seasons, and figures of one sentence, are taken to be of different things.
    """
    return sorted(
        _differing(_candidates(mentions)),
        key=lambda each: (each.one.article, each.one.found.start, each.other.found.start),
    )


def _candidates(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs that count the same and share enough words: found by their words, so that a desk of any size is read in one go."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(mentions):
        shared: Counter[int] = Counter()
        for word in each.subject:
            before = places[each.counted, word]
            if len(before) <= _COMMON:
                shared.update(before)
            before.append(number)
        yield from ((mentions[other], each) for other, count in shared.items() if count >= _SHARED)


def _differing(pairs: Iterable[tuple[Mention, Mention]]) -> Iterator[Differing]:
    for one, other in pairs:
        if _same_subject(one, other) and not _is_repeated(one, other):
            there = difference(one.found.quantity, other.found.quantity)
            back = difference(other.found.quantity, one.found.quantity)
            if there.agrees is False and back.agrees is False:
                yield Differing(one, other, _of_places(there.words), _of_places(back.words))


def _is_repeated(one: Mention, other: Mention) -> bool:
    """Whether one of the sentences gives the other's figure as well: "from 7.2 to 4.8" twice is told alike twice."""
    here, there = one.found.quantity, other.found.quantity
    return any(difference(each, here).agrees for each in other.beside) or any(
        difference(each, there).agrees for each in one.beside
    )


def _of_places(words: str) -> str:
    """A difference in the words for two places of a text: neither of them was found by a checker."""
    return words.replace("what was found", "what is given there").replace(" was found)", " there)")


def _same_subject(one: Mention, other: Mention) -> bool:
    """Whether two sentences tell of the same thing, as far as their words show it."""
    if one.article == other.article and one.sentence == other.sentence:
        return False
    apart = (
        (one.names - other.names and other.names - one.names)
        or (one.contrasts - other.contrasts and other.contrasts - one.contrasts)
        or (one.dates and other.dates and not _meet(one.dates, other.dates))
    )
    if apart or one.adjectives != other.adjectives:
        return False
    shared = one.subject & other.subject
    named = bool(one.counted) and not one.counted.startswith(("%", *CURRENCIES)) and measure([one.counted]) is None
    enough = _SHARED if named else _SHARED_BARE
    return len(shared) >= enough and len(shared) >= _ALIKE * min(len(one.subject), len(other.subject))


def _meet(one: frozenset[tuple[date, date]], other: frozenset[tuple[date, date]]) -> bool:
    """Whether a stretch of time of one sentence shares a day with one of another."""
    return any(here[0] <= there[1] and there[0] <= here[1] for here in one for there in other)


def _of_sentence(article: int, text: str, sentence: Span, inside: Sequence[Found]) -> Iterator[Mention]:
    listed = tokens(text, sentence.start, sentence.end)
    words = [each for each in listed if each.kind == "word" and not _is_inside(each, inside)]
    names = frozenset(
        _bare(each.low) for each in words if each.raw[:1].isupper() and not (each.initial and each.low in lists.COMMON)
    )
    subject = frozenset(stem(_bare(each.low)) for each in words if _carries(each))
    contrasts = frozenset(each.low for each in listed if each.low in _CONTRASTS)
    dates = frozenset(
        (bounds(each.quantity.low)[0], bounds(each.quantity.high)[1])
        for each in inside
        if is_date(each.quantity) and each.resolved
    )
    counted = {each: _counted(each) for each in inside}
    for each, noun in counted.items():
        if noun:
            beside = tuple(other.quantity for other, what in counted.items() if what == noun)
            adjectives = frozenset(_adjectives(listed, each, noun))
            yield Mention(
                article, each, sentence, noun, subject - {stem(noun)}, names, contrasts, dates, adjectives, beside
            )


def _counted(found: Found) -> str:
    """What a figure counts, singular; empty where two figures of it could not be told to be one: dates, multiples, bare numbers."""
    words = unit_words(found.quantity.unit)
    if is_date(found.quantity) or not words or words[0] in (TIMES, "minute", "second"):
        return ""
    return words[0] if words[0] == "%" or words[0] in CURRENCIES else singular(words[-1])


def _adjectives(listed: Sequence[Token], found: Found, counted: str) -> Iterator[str]:
    """The words between a number and its noun: "new" of "500 new homes" tells another thing than "500 homes"."""
    after = [each for each in listed if each.start >= found.end][:_ADJECTIVES]
    noun = next((at for at, each in enumerate(after) if singular(_bare(each.low)) == counted), 0)
    for each in after[:noun]:
        if each.kind == "word" and each.low not in tables.STOPS:
            yield stem(each.low)


def _carries(token: Token) -> bool:
    return len(token.low) >= _SHORTEST and token.low not in lists.FUNCTION and token.low not in _EMPTY


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("'")


def _is_inside(token: Token, inside: Sequence[Found]) -> bool:
    return any(each.start <= token.start < each.end for each in inside)
