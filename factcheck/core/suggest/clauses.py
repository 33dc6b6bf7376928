"""A sentence cut at its clauses, so that each piece says one thing: joints, relative clauses, participles, asides.

No grammar is parsed: a joint is a place where a comma or a conjunction meets a word that begins a clause, and where both
sides have a verb of their own. A piece without one goes to its neighbour. Linear in the sentence.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.core.suggest import vocabulary as lists
from factcheck.core.suggest.words import Sentence, is_past
from factcheck.core.text import Span

_DASHES = frozenset("\u2014\u2013")
_RELATIVES = lists.listed("which who whose whom where")
_OPENING_ADVERBS = lists.listed("however meanwhile still moreover instead therefore besides then overall today")
_ASIDE_OPENERS = lists.listed("a an the one its his her whose formerly now")
_LEADERS = lists.EITHER | lists.SUBORDINATORS | lists.listed("with including a an the one albeit its his her")
_FEWEST_WORDS = 3


def split_clauses(text: str, span: Span) -> list[Span]:
    """Return the pieces of a sentence in order, each a stretch without the signs and conjunctions around it.

    Every piece holds at least three words; a sentence that cannot be cut is one piece.
    """
    sentence = Sentence(text, span)
    cuts = [0, *_joints(sentence), len(sentence.words)]
    pieces = _joined(sentence, [(a, b) for a, b in pairwise(cuts) if a < b])
    return [found for first, last in pieces if (found := _trimmed(sentence, first, last)) is not None]


def _joints(sentence: Sentence) -> Iterator[int]:
    """Yield the places (of a word) where a new piece begins."""
    depth = 0
    lead = _after_according_to(sentence)
    for at in range(1, len(sentence.words)):
        raw, before = sentence.words[at].raw, sentence.low(at - 1)
        depth += (raw in "([") - (raw in ")]")
        if depth > 0:
            continue
        begins = at in lead or (
            (before == ";" or before in _DASHES or (before == ":" and sentence.has_verb(at, len(sentence.words))))
            or (before == "," and _opens_after_comma(sentence, at))
            or _opens_without_comma(sentence, at)
        )
        if begins:
            yield at


def _after_according_to(sentence: Sentence) -> frozenset[int]:
    """Where what is said begins after "According to X, the head of Y, …"; empty where a sentence does not open so."""
    if (sentence.low(0), sentence.low(1)) != ("according", "to"):
        return frozenset()
    for at in range(3, len(sentence.words)):
        if sentence.low(at - 1) == "," and not _is_aside(sentence, at) and sentence.has_verb(at, len(sentence.words)):
            return frozenset({at})
    return frozenset()


def _opens_after_comma(sentence: Sentence, at: int) -> bool:
    """Whether what follows a comma begins a piece of its own."""
    low = sentence.low(at)
    if low in lists.COORDINATORS:
        return _is_clause(sentence, at + 1) and not _in_list(sentence, at)
    return (
        low in _RELATIVES
        or (low in ("of", "all", "some", "both") and sentence.low(at + 1) in ("which", "whom"))
        or sentence.verbs[at]
        or low in lists.SUBORDINATORS
        or low == "albeit"
        or (low == "with" and _ing_near(sentence, at))
        or (low == "including" and _tells_more(sentence, at))
        or (_is_participle(sentence, at) and not _in_list(sentence, at))
        or _is_aside(sentence, at)
        or _after_lead(sentence, at)
    )


def _is_clause(sentence: Sentence, at: int) -> bool:
    """Whether a clause with a subject and a verb, or a verb alone, begins there."""
    if at < len(sentence.words) and (sentence.verbs[at] or _is_participle(sentence, at)):
        return True
    end = next((n for n in range(at, len(sentence.words)) if sentence.low(n) in (",", ";", ":")), len(sentence.words))
    return sentence.has_verb(at, end)


def _in_list(sentence: Sentence, at: int) -> bool:
    """Whether the comma before is one of a list: "red, green, and blue"."""
    end = next((n for n in range(at + 1, len(sentence.words)) if not sentence.words[n].is_word), len(sentence.words))
    if sentence.has_verb(at, end) or _is_participle(sentence, at) or _is_participle(sentence, at + 1):
        return False
    commas = [n for n in range(max(0, at - 8), at - 1) if sentence.low(n) == ","]
    return bool(commas) and not sentence.has_verb(commas[-1], at)


def _is_participle(sentence: Sentence, at: int) -> bool:
    """Whether "saying …", "founded by …" or "prompting …" stands there, not "building 4" or "King's"."""
    low, after = sentence.low(at), sentence.low(at + 1)
    if not sentence.low(at).isalpha() or (sentence.words[at].is_name and at):
        return False
    if low.endswith("ing") and len(low) > 5:  # noqa: PLR2004
        return low not in ("including", "during", "according", "regarding", "concerning", "something", "nothing", "anything",
                           "everything", "morning", "evening", "ceiling", "building", "meeting", "spring", "starting")  # fmt: skip
    return (
        low.endswith("ed")
        or low in ("born", "built", "known", "held", "made", "run", "led", "sold", "written", "bought")
    ) and (after in lists.PREPOSITIONS or after in lists.DETERMINERS or after.endswith("ing"))


def _ing_near(sentence: Sentence, at: int) -> bool:
    """Whether "with …" leads to a word in -ing or -ed within a few words: "with its app surging"."""
    near = sentence.words[at + 1 : at + 8]
    return any(word.low.endswith(("ing", "ed")) and len(word.low) > 5 for word in near)  # noqa: PLR2004


def _tells_more(sentence: Sentence, at: int) -> bool:
    """Whether "including …" has a figure or a date of its own."""
    stretch = sentence.text[sentence.words[at].start : sentence.words[-1].end]
    return bool(lists.TIME.search(stretch) or lists.MEASURED.search(stretch)) and "," not in stretch


def _is_aside(sentence: Sentence, at: int) -> bool:
    """Whether an aside after a name begins: "Ada Lune, the mayor of Orle, …", "High-Flyer, a hedge fund that …"."""
    low = sentence.low(at)
    if at < 2:  # noqa: PLR2004
        return False
    before = sentence.words[at - 2]
    closes = next((n for n in range(at, len(sentence.words)) if sentence.low(n) == ","), None)
    if low in ("a", "an") and closes is not None and closes + 1 < len(sentence.words) and sentence.verbs[closes + 1]:
        return not sentence.has_verb(at, closes)
    if _is_office(sentence, at, closes):
        return True
    if low not in _ASIDE_OPENERS or not (before.is_name or before.raw[0].isdigit() or before.raw in "\u201d\"'\u2019)"):
        return False
    end = next((n for n in range(at, len(sentence.words)) if sentence.low(n) in (",", ";")), len(sentence.words))
    verb = next((n for n in range(at, end) if sentence.verbs[n]), end)
    inner = next((n for n in range(at, end) if sentence.low(n) in ("that", "which", "who")), end)
    return end - at > 2 and inner <= verb  # noqa: PLR2004


def _is_office(sentence: Sentence, at: int, closes: int | None) -> bool:
    """Whether an office without an article stands after a name: "Helen Strand, operations director of Orle, says …"."""
    if not sentence.words[at - 2].is_name or not sentence.words[at].raw.isalpha() or closes is None:
        return False
    stretch = sentence.text[sentence.words[at].start : sentence.words[closes - 1].end]
    ends = closes + 1 >= len(sentence.words) or sentence.verbs[closes + 1]
    return ends and not sentence.has_verb(at, closes) and bool(lists.ROLE.search(stretch)) and len(stretch.split()) > 1


def _after_lead(sentence: Sentence, at: int) -> bool:
    """Whether a clause that came first ends at this comma: "While some disagree, the firm …", "Founded in 2015, it …"."""
    opener = _opener(sentence)
    commas = [n for n in range(at - 1) if sentence.low(n) == ","]
    if commas or opener is None or sentence.counts(opener, at) < _FEWEST_WORDS:
        return False
    led = sentence.low(opener)
    participle = _is_participle(sentence, opener) or (
        led in ("despite", "following", "after", "before", "by") and sentence.low(opener + 1).endswith("ing")
    )
    subordinate = led in lists.SUBORDINATORS and sentence.has_verb(opener, at) and at - opener > _FEWEST_WORDS + 1
    return (participle or subordinate) and sentence.has_verb(at, len(sentence.words))


def _opener(sentence: Sentence) -> int | None:
    """The first word that is not a sign or a conjunction."""
    for at, word in enumerate(sentence.words):
        if word.is_word and word.low not in lists.COORDINATORS and word.low != "however":
            return at
    return None


def _opens_without_comma(sentence: Sentence, at: int) -> bool:
    """Whether a piece begins here with no comma before: "and elicited …", "while it …", "that have racked up 2 million"."""
    low, after = sentence.low(at), at + 1
    if sentence.low(at - 1) in (",", ";", ":") or after >= len(sentence.words):
        return False
    if low in ("and", "but", "or", "yet"):
        if sentence.low(after).endswith("ly"):
            after = min(after + 1, len(sentence.words) - 1)
        follows = sentence.verbs[after] or _is_past(sentence, after) or _goes_on_alike(sentence, at, after)
        subject = sentence.low(after) in lists.PRONOUNS | lists.DETERMINERS or sentence.words[after].is_name
        goes_on = sentence.low(after).endswith("ing") and _is_participle(sentence, after)
        if follows or (goes_on and _had_participle(sentence, at)):
            return sentence.has_verb(0, at) and low != "or"
        return subject and low != "or" and _own_verb(sentence, after) and sentence.has_verb(0, at)
    if low in ("while", "whereas", "although", "though", "because", "despite", "albeit"):
        return sentence.has_verb(0, at) and (sentence.has_verb(at, len(sentence.words)) or low == "albeit")
    if low in ("that", "which", "who"):
        return _weighty_relative(sentence, at)
    return False


def _is_past(sentence: Sentence, at: int) -> bool:
    """Whether a word in -ed after a conjunction is a verb: something is done to something."""
    low, after = sentence.low(at), sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if after is None or not is_past(low):
        return False
    return after.low in lists.DETERMINERS | lists.PREPOSITIONS or after.is_name or not after.raw.isalpha()


def _goes_on_alike(sentence: Sentence, at: int, after: int) -> bool:
    """Whether a word that may be a plural is a verb like the one before: "it brakes and measures pressure"."""
    alike = any(sentence.verbs[n] and sentence.low(n) in lists.THIRD for n in range(at))
    object_ = sentence.low(after + 1)
    return alike and sentence.low(after) in lists.EITHER and object_.isalnum() and object_ not in lists.PREPOSITIONS


def _had_participle(sentence: Sentence, at: int) -> bool:
    """Whether a participle's clause runs here, so that "and prompting …" goes on from it and not from a noun."""
    return any(
        sentence.low(n).endswith("ing")
        and _is_participle(sentence, n)
        and sentence.low(n - 1) not in lists.PREPOSITIONS
        for n in range(max(1, at - 30), at - 2)
    )


def _own_verb(sentence: Sentence, at: int) -> bool:
    """Whether a subject of a few words and then its verb begin here: "and the council approved"."""
    for n in range(at, min(at + 7, len(sentence.words))):
        low = sentence.low(n)
        if sentence.verbs[n]:
            return n > at
        if not sentence.words[n].is_word or low in lists.COORDINATORS or low in ("that", "which", "who"):
            return False
    return False


def _weighty_relative(sentence: Sentence, at: int) -> bool:
    """Whether a relative clause without a comma says enough to stand alone: a verb, and a figure or a date."""
    if not sentence.verbs[min(at + 1, len(sentence.words) - 1)] or not sentence.words[at - 1].is_word:
        return False
    if sentence.verbs[at - 1] or sentence.low(at - 1) in lists.PREPOSITIONS:
        return False
    end = next((n for n in range(at, len(sentence.words)) if sentence.low(n) in (",", ";")), len(sentence.words))
    stretch = sentence.text[sentence.words[at].start : sentence.words[end - 1].end]
    lead = sentence.text[sentence.span.start : sentence.words[at].start]
    return bool(lists.MEASURED.search(stretch) or lists.TIME.search(stretch)) and bool(
        lists.NUMBER.search(lead) or sentence.has_verb(0, at)
    )


def _joined(sentence: Sentence, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put what cannot stand alone to its neighbour: a subject before its relative clause, a short tail."""
    found: list[tuple[int, int]] = []
    lead = _after_according_to(sentence)
    waiting: int | None = None
    for first, last in pieces:
        begin = first if waiting is None else waiting
        waiting = None
        stands = sentence.counts(begin, last) >= _FEWEST_WORDS and (
            sentence.has_verb(begin, last) or _leads(sentence, begin) or not found
        )
        if last in lead or (stands and not (last < len(sentence.words) and _lacks_verb(sentence, first, last))):
            found.append((begin, last))
        elif last < len(sentence.words) and (not found or stands):
            waiting = begin
        elif found:
            found[-1] = (found[-1][0], last)
        else:
            found.append((begin, last))
    return found


def _leads(sentence: Sentence, first: int) -> bool:
    """Whether the piece is a participle's, or an aside."""
    at = first
    while at < len(sentence.words) and (not sentence.words[at].is_word or sentence.low(at) in lists.COORDINATORS):
        at += 1
    if at >= len(sentence.words):
        return False
    low = sentence.low(at)
    return _is_participle(sentence, at) or is_past(low) or low in _LEADERS


def _lacks_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a piece is only a subject, whose clause goes on: "The bridge" before ", which …"."""
    return not sentence.has_verb(first, last) and first == 0 and not _leads_lead(sentence, first)


def _leads_lead(sentence: Sentence, first: int) -> bool:
    opener = _opener(sentence)
    return (
        opener is not None
        and first <= opener
        and (_is_participle(sentence, opener) or sentence.low(opener) in lists.SUBORDINATORS)
    )


def _trimmed(sentence: Sentence, first: int, last: int) -> Span | None:
    """The stretch of the words, without conjunctions before them and stops and open quotation marks around them."""
    words = sentence.words
    if words[first].low in _OPENING_ADVERBS and first + 1 < last and words[first + 1].low == ",":
        first += 2
    while first < last and (
        (not words[first].is_word and words[first].raw not in '\u201c"\u2018$€£¥([')
        or words[first].low in ("and", "but", "yet", "so", "or", "plus")
    ):
        first += 1
    while last > first and not words[last - 1].is_word and words[last - 1].raw not in '\u201d"\u2019%)]°':
        last -= 1
    if sum(word.is_word for word in words[first:last]) < _FEWEST_WORDS:
        return None
    return Span(words[first].start, words[last - 1].end)
