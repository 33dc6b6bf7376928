"""The subject of a verb: before it, past a time, or before what commas set off."""

from factcheck.core.attribution.lexicon import PAST, verb_forms, words_of
from factcheck.core.attribution.phrases import Phrase, after, before
from factcheck.core.attribution.tokens import Tokens

_LONGEST_ASIDE = 40
_LONGEST_OPENING = 60
_PARTY = ("r-", "d-", "i-")  # a member's party and state: "R-Ky."


def subject(tokens: Tokens, place: int, clause: int = 0) -> Phrase | None:
    """Return the subject that ends at a token or before it, past adverbs and times; ``clause`` is where the clause begins."""
    selves = {"himself", "herself", "themselves", "itself", "too"}
    while place >= 0 and (tokens.tags[place] == "R" or tokens.low[place] in selves):
        place -= 1
    place = _past_time(tokens, place)
    if place < 0:
        return None
    if tokens.tags[place] in ",-":
        return _opening_aside(tokens, place, clause) or _aside(tokens, place)
    return before(tokens, place)


def _past_time(tokens: Tokens, place: int) -> int:
    """The place before "on Tuesday night" or "last week", or the same place."""
    times = words_of("time")
    word = tokens.word(place)
    if word not in times and tokens.tag(place) != "Q":
        return place
    here = place
    while here >= 0 and (
        tokens.low[here] in times
        or tokens.tags[here] in "QD"
        or tokens.low[here] in {"last", "this", "late", "early", "next", "past"}
    ):
        here -= 1
    if tokens.word(here) in {"on", "in", "at", "since", "during"}:
        return here - 1
    alone = word in {"yesterday", "today"} or (word in times and word.endswith("day"))
    return here if alone or place - here > 1 else place


def _opening_aside(tokens: Tokens, place: int, clause: int) -> Phrase | None:
    """``Ada Lune, who runs the mine, said``: a name that opens the clause, and what commas set off from it."""
    first = clause
    while first < place and (tokens.tags[first] in "C)" or tokens.low[first] in {"meanwhile", "still", "however"}):
        first += 1
    if tokens.tags[place] != "," or place - first > _LONGEST_OPENING or tokens.tag(first) not in "UDw":
        return None
    comma = after(tokens, first)
    if not first < comma < place - 1 or tokens.tags[comma] != "," or "U" not in tokens.tags[first:comma]:
        return None
    opens = tokens.low[comma + 1]
    describes = opens in {"who", "which", "whose", "a", "an", "the", "of", "now", "then", "speaking", "his", "her"}
    if not (describes or tokens.tags[comma + 1] == "Q" or opens.startswith(_PARTY)):
        return None
    if any(tag in ".;:()" for tag in tokens.tags[comma:place]):
        return None
    return Phrase(first, comma - 1 if opens in words_of("aside-apart") else place, "aside", comma - 1)


def _aside(tokens: Tokens, place: int) -> Phrase | None:
    """The noun phrase before the comma or dash that opens what the mark at ``place`` closes."""
    mark, best = tokens.tags[place], None
    for here in range(place - 1, max(-1, place - _LONGEST_ASIDE), -1):
        if tokens.tags[here] in ".;:)(":
            break
        if tokens.tags[here] != mark:
            continue
        noun = _set_off(tokens, here)
        if noun is None:
            continue
        best = Phrase(
            noun.first, noun.last if tokens.low[here + 1] in words_of("aside-apart") else place, "aside", noun.last
        )
        if not _describes_another(tokens, noun, here, mark):
            break
    return best


def _set_off(tokens: Tokens, mark: int) -> Phrase | None:
    """The noun phrase before a mark, where what follows the mark can describe it."""
    word = tokens.word(mark - 1)
    if tokens.tag(mark - 1) == "w" and word.endswith("ed") and PAST in verb_forms().get(word, ()):
        return None
    noun = before(tokens, mark - 1)
    if noun is None or noun.kind not in {"name", "noun", "pronoun"}:
        return None
    return noun if tokens.tag(mark + 1) in "DUQwIR" or tokens.word(mark + 1) in words_of("aside-opens") else None


def _describes_another(tokens: Tokens, noun: Phrase, mark_at: int, mark: str) -> bool:
    """Whether a noun phrase is itself set off from a name: "Ada Lune, a baker, 40, said"."""
    if tokens.tag(noun.first - 1) != mark or noun.first < 2:  # noqa: PLR2004
        return False
    one_name = noun.first == noun.last and noun.kind == "name" and tokens.tag(mark_at + 1) != "D"
    if not (tokens.tags[noun.first] in "DQ" or tokens.low[noun.first].startswith(_PARTY) or one_name):
        return False
    outer = before(tokens, noun.first - 2)
    return outer is not None and outer.kind == "name"
