"""Noun phrases to the left and to the right of a place, and the noun that heads one."""

from dataclasses import dataclass

from factcheck.core.attribution.lexicon import ING, PAST, finite_forms, people_nouns, verb_forms, words_of
from factcheck.core.attribution.names import run
from factcheck.core.attribution.tokens import Tokens

_LONGEST_LEFT = 15
_LONGEST_RIGHT = 60
_LONGEST_BRACKET = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase from token ``first`` to ``last``; without what is set off by commas it ends at ``head``.

    ``kind`` is name, noun, pronoun, alone ("some"), relative ("which") or aside (what commas set off, with its noun).
    """

    first: int
    last: int
    kind: str
    head: int

    def is_relative(self, tokens: Tokens) -> bool:
        """Whether it stands for a noun before it."""
        return self.kind == "relative" or tokens.low[self.first] in {"who", "which", "that"}


def before(tokens: Tokens, place: int) -> Phrase | None:
    """Return the noun phrase that ends at a token."""
    tag, word = tokens.tag(place), tokens.word(place)
    if place < 0:
        return None
    if tag == "P" or word in words_of("stands-alone"):
        return Phrase(place, place, "pronoun" if tag == "P" else "alone", place)
    if word in {"that", "which"}:
        return Phrase(place, place, "relative", place) if place and tokens.tag(place - 1) in "wU,Q])" else None
    if tag in "UpQ" or (tag == "w" and word not in words_of("never-noun")):
        return Phrase(_first_of(tokens, place), place, "name" if tag == "U" else "noun", place)
    return _bracketed(tokens, place) if tag == "]" else None


def _bracketed(tokens: Tokens, place: int) -> Phrase | None:
    for opening in range(place - 1, max(-1, place - _LONGEST_BRACKET), -1):
        if tokens.tags[opening] == "[":
            inner = before(tokens, opening - 1) if tokens.tag(opening - 1) != "]" else None
            return inner and Phrase(inner.first, place, inner.kind, inner.head)
    return None


def _first_of(tokens: Tokens, last: int) -> int:
    """Where a noun phrase begins, word by word to the left."""
    first = last
    for _ in range(_LONGEST_LEFT):
        step = _step_left(tokens, first)
        if step == first:
            break
        first = step
        if tokens.tags[first] == "D":
            hung = _hangs(tokens, first)
            if hung == first:
                break
            first = hung
    return first + 1 if first < last and tokens.tags[first] == "p" else first


def _step_left(tokens: Tokens, first: int) -> int:
    """The next place to the left that belongs to the phrase, or the same place."""
    tag = tokens.tag(first - 1)
    if first == 0:
        return first
    if tag in "UQp":
        return first - 1
    if tag == "w":
        return first if _is_verb(tokens, first - 1) else first - 1
    if tag == "D":
        return _determiners(tokens, first)
    if tag in "IC" and first > 1 and tokens.tag(first - 2) in "wUQ":
        return first - 2 if _joins(tokens, first) else first
    return first


def _determiners(tokens: Tokens, first: int) -> int:
    """The first of the determiners before a noun; a "that" that opens a clause is none."""
    opens = tokens.tags[first] != "w" or tokens.word(first - 2) in verb_forms()
    if tokens.low[first - 1] == "that" and opens:
        return first
    first -= 1
    while first and tokens.tags[first - 1] in "DQ" and tokens.low[first - 1] != "that":
        first -= 1
    return first


def _joins(tokens: Tokens, first: int) -> bool:
    """Whether a preposition or "and" before a phrase ties it to the noun before that, and no verb stands there."""
    link, other = tokens.low[first - 1], tokens.low[first - 2]
    if tokens.tags[first - 1] == "C":
        verb = tokens.tags[first - 2] == "w" and PAST in verb_forms().get(other, ())
        return link in {"and", "or", "&"} and not verb
    verb = other in words_of("never-noun") or (_can_be_verb(other) and link != "of")
    ties = link in words_of("hangs-on") and tokens.tags[first] in "UQwp" and tokens.tags[first - 2] != "Q"
    return ties and not verb


def _hangs(tokens: Tokens, first: int) -> int:
    """Where the noun is on which "of the town" hangs, or the same place."""
    if (
        tokens.tag(first - 1) == "I"
        and tokens.word(first - 1) in words_of("hangs-on") | {"to"}
        and tokens.tag(first - 2) in "wU"
    ):
        return first if first < 2 or _can_be_verb(tokens.low[first - 2]) else first - 2  # noqa: PLR2004
    return first


def _can_be_verb(word: str) -> bool:
    return word in verb_forms() and word not in words_of("tied")


def _is_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word in small letters is no part of the noun phrase after it."""
    word = tokens.low[place]
    if word in words_of("never-noun") or word in finite_forms() or tokens.tag(place + 1) == "D":
        return True
    forms = verb_forms().get(word)
    if not forms:
        return False
    if word.endswith("ed") and tokens.tag(place - 1) not in "Dp":
        return True
    finite = forms - {"ing", "participle"}
    return bool(finite) and tokens.tag(place + 1) == "U" and tokens.tag(place - 1) not in "DpUw"


def after(tokens: Tokens, place: int, *, whole: bool = True) -> int:
    """Return the place after the noun phrase that begins at a token; participles belong to it where it is ``whole``."""
    here = place
    end = min(len(tokens), place + _LONGEST_RIGHT)
    while here < end:
        step = _step_right(tokens, here, place, whole)
        if step == here:
            break
        here = step
    return min(here, len(tokens))


def _acts(word: str) -> bool:
    """Whether a word is a verb's past or -ing form, or another finite form."""
    return bool(verb_forms().get(word, frozenset()) & {PAST, ING}) or word in finite_forms()


def clause_follows(tokens: Tokens, place: int) -> bool:
    """Whether a noun phrase and a finite verb stand at a token: "the dam broke"."""
    end = after(tokens, place, whole=False)
    if tokens.tag(end) == "X":
        return True
    word = tokens.word(end)
    return tokens.tag(end) == "w" and end > place and (PAST in verb_forms().get(word, ()) or word in finite_forms())


def _step_right(tokens: Tokens, here: int, start: int, whole: bool) -> int:
    tag, word, following = tokens.tags[here], tokens.low[here], tokens.tag(here + 1)
    if tag in "UDQwp":
        stops = tag == "w" and here > start and not whole and _acts(word) and tokens.tag(here - 1) not in "Dp"
        other = (
            tag == "D"
            and here > start
            and tokens.tags[here - 1] in "wU"
            and tokens.low[here - 1] not in words_of("stands-alone")
        )
        return here if stops or other else here + 1
    if here == start:
        return here
    if tag == "I" and word in words_of("hangs-on") and following in "UDQw":
        return here + 1
    if tag == "C" and word in {"and", "&"} and following in "UDQw" and tokens.tag(here + 2) != "X":
        return here + 1
    if tag == "[":
        for closing in range(here, min(len(tokens), here + _LONGEST_BRACKET)):
            if tokens.tags[closing] == "]":
                return closing + 1
    return here


def core(tokens: Tokens, phrase: Phrase) -> int:
    """The last token of a phrase's first noun: "spokesman" of "a spokesman for Ada Lune", "people" of "people close to it"."""
    known, here = -1, phrase.first
    while here <= phrase.head:
        tag = tokens.tags[here]
        if known >= 0 and (tag in "[I" or (tag == "C" and tokens.tags[known] == "w")):
            break
        if tag == "U":
            here = known = min(run(tokens, here), phrase.head)
        elif tag == "w" and tokens.low[here] in people_nouns():
            known = here
        here += 1
    if known < 0:
        known = phrase.head
        while known > phrase.first and tokens.tags[known] in "]p":
            known -= 1
        return known
    while known < phrase.head and tokens.tags[known + 1] == "w" and "U" in tokens.tags[phrase.first : known + 1]:
        known += 1
    return known
