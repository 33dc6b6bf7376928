"""The rules without a verb of saying: "according to", nouns, stances, passives that name nobody, and hearsay."""

from collections.abc import Iterator

from factcheck.core.attribution.hits import Hit
from factcheck.core.attribution.lexicon import flagged, lines, words_of
from factcheck.core.attribution.phrases import Phrase, after, before
from factcheck.core.attribution.subjects import subject
from factcheck.core.attribution.tokens import Tokens

_LONGEST_SOURCE = 25
_LONGEST_LABEL = 7
_OWNERS = frozenset(("his", "her", "their"))


def other_hits(tokens: Tokens) -> Iterator[Hit]:
    """What these rules find in a paragraph, outside quotation marks."""
    yield from _colon(tokens)
    for place, word in enumerate(tokens.low):
        if tokens.inside[place]:
            continue
        if word == "according" and tokens.word(place + 1) == "to":
            yield from _according_to(tokens, place)
        elif word in flagged("cue-nouns") and tokens.tags[place] == "w":
            yield from _noun(tokens, place, flagged("cue-nouns")[word])
        elif word in lines("stances") and tokens.tags[place] == "w":
            yield from _stance(tokens, place)
        elif word in lines("hearsay"):
            yield Hit("hearsay", word, None, (place, place), distances=True)
        elif tokens.tags[place] in "wI" and word in _passive_words():
            yield from _passive(tokens, place)


def _according_to(tokens: Tokens, place: int) -> Iterator[Hit]:
    end = place + 3 if tokens.tag(place + 2) == "P" else _to_the_comma(tokens, place + 2)
    if end > place + 2:
        pronoun = end == place + 3 and tokens.tags[end - 1] == "P"
        kind = "name" if tokens.tags[end - 1] == "U" else "pronoun" if pronoun else "noun"
        yield Hit("according to", "according to", Phrase(place + 2, end - 1, kind, end - 1), (place, place + 1))


def _colon(tokens: Tokens) -> Iterator[Hit]:
    """``Ada Lune: “The dam held.”`` and the headline ``Lune: Dam Held``, at the start of a paragraph."""
    for place in range(1, min(len(tokens) - 1, _LONGEST_LABEL)):
        if tokens.tags[place] == ":":
            found = before(tokens, place - 1)
            headline = len(tokens) < _LONGEST_SOURCE and tokens.tags[-1] not in ".)"
            if found and found.first == 0 and found.kind == "name" and (tokens.tag(place + 1) == "(" or headline):
                yield Hit("colon", ":", found, (place, place), "quote")
            return


def _to_the_comma(tokens: Tokens, place: int) -> int:
    """The place after a source that a comma or a stop ends; where a verb comes first, after its noun phrase."""
    for here in range(place, min(len(tokens), place + _LONGEST_SOURCE)):
        if tokens.tags[here] in ",.;:()-":
            return here
        if (
            tokens.tags[here] == "X"
            and tokens.tag(here - 1) not in "SC"
            and tokens.word(here - 1) not in {"who", "which", "that"}
        ):
            break
    return after(tokens, place)


def _noun(tokens: Tokens, place: int, sides: frozenset[str]) -> Iterator[Hit]:
    """``Ada Lune's assertion that`` and ``criticism from Ada Lune``."""
    if "of" in sides:
        owner = place - 1
        while owner > 0 and tokens.tags[owner] == "w" and place - owner < 3:  # noqa: PLR2004
            owner -= 1
        if tokens.word(owner) in _OWNERS:
            yield Hit("noun", tokens.low[place], Phrase(owner, owner, "pronoun", owner), (place, place))
        elif tokens.tag(owner) == "p" and owner > 0:
            found = before(tokens, owner - 1)
            if found is not None:
                yield Hit("noun", tokens.low[place], Phrase(found.first, owner, found.kind, owner - 1), (place, place))
    if "from" in sides and tokens.word(place + 1) == "from":
        end = after(tokens, place + 2, whole=False)
        if end > place + 2:
            kind = "name" if tokens.tags[end - 1] == "U" else "noun"
            yield Hit("noun", tokens.low[place], Phrase(place + 2, end - 1, kind, end - 1), (place, place))


def _stance(tokens: Tokens, place: int) -> Iterator[Hit]:
    """``is worried about``."""
    here, is_ = place - 1, False
    while here >= 0 and place - here < 6 and tokens.tags[here] in "XRN":  # noqa: PLR2004
        is_ = is_ or tokens.low[here] in words_of("be")
        here -= 1
    found = subject(tokens, here) if is_ else None
    if found is not None and found.kind != "relative":
        yield Hit("stance", tokens.low[place], found, (here + 1, place), believed=True)


def _passive_words() -> frozenset[str]:
    return frozenset(line.split()[0] for line in lines("passives"))


def _passive(tokens: Tokens, place: int) -> Iterator[Hit]:
    """``has been described as``, ``is widely believed to``: somebody says so, and the sentence does not say who."""
    word = f"{tokens.low[place]} {tokens.word(place + 1)}"
    last = place + 1 if word in lines("passives") else place if tokens.low[place] in lines("passives") else -1
    here, is_ = place - 1, False
    while here >= 0 and place - here < 6 and tokens.tags[here] in "XRN":  # noqa: PLR2004
        is_ = is_ or tokens.low[here] in words_of("be")
        here -= 1
    if last < 0 or not is_:
        return
    yield Hit("passive", tokens.low[place], _agent(tokens, last), (here + 1, last), distances=tokens.low[last] != "as")


def _agent(tokens: Tokens, last: int) -> Phrase | None:
    """Who is named after "by" at the end of the sentence."""
    for here in range(last + 1, min(len(tokens) - 1, last + 15)):
        if tokens.tags[here] in ".;(":
            break
        if tokens.low[here] == "by" and tokens.tags[here + 1] in "UD":
            end = after(tokens, here + 1)
            if end > here + 1 and tokens.tag(end) == ".":
                return Phrase(here + 1, end - 1, "name" if tokens.tags[end - 1] == "U" else "noun", end - 1)
    return None
