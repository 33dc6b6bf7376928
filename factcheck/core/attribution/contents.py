"""What a cue speaks for: the clause after it, the clause or quotation before it, or both where it stands between."""

from factcheck.core.attribution.hits import Hit
from factcheck.core.attribution.tokens import Tokens

_TURNS = frozenset(("but", "while", "whereas", "yet", "although", "though"))
_LEADS = frozenset(("but", "and", "yet", "however", "still"))
_HEARER = 9
_LONGEST_DESCRIPTION = 40
_DESCRIBES = frozenset(("the", "a", "an", "one", "who", "which", "its", "his", "her"))

Part = tuple[int, int]
"""First and last token of a piece of content."""


class Sentences:
    """The sentences of a paragraph's tokens; a quotation that runs over several belongs to the one that gives it."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._first: list[int] = []
        self._last: list[int] = []
        first = 0
        for place in range(len(tokens)):
            self._first.append(first)
            if self._ends(place):
                self._last.extend([place] * (place + 1 - first))
                first = place + 1
        self._last.extend([len(tokens) - 1] * (len(tokens) - first))
        self._clause: list[int] = []
        for place in range(len(tokens)):
            self._clause.append(self._opens_clause(place))
        self._turn = [len(tokens)] * (len(tokens) + 1)
        self._closing = [len(tokens)] * (len(tokens) + 1)
        for place in range(len(tokens) - 1, -1, -1):
            self._turn[place] = place if self._turns(place) else self._turn[place + 1]
            self._closing[place] = place if tokens.tags[place] == ")" else self._closing[place + 1]

    def _opens_clause(self, place: int) -> int:
        """Where the clause of a token begins, from the tokens before it."""
        tokens, first = self.tokens, self._first[place]
        if place == first:
            return first
        if tokens.tags[place - 1] == ";" and not tokens.inside[place - 1]:
            return place
        if (
            place > first + 1
            and tokens.low[place - 1] in _TURNS
            and tokens.tags[place - 2] == ","
            and not tokens.inside[place - 2]
        ):
            return place
        return self._clause[place - 1]

    def _turns(self, place: int) -> bool:
        """Whether the clause before a token ends there."""
        tokens = self.tokens
        if tokens.inside[place]:
            return False
        following = tokens.word(place + 1)
        turn = tokens.tags[place] == "," and (following in _TURNS or following == "according")
        return turn or tokens.tags[place] in ";-"

    def _ends(self, place: int) -> bool:
        tokens = self.tokens
        if tokens.tags[place] == ".":
            return not tokens.inside[place] and tokens.tag(place + 1) != ")"
        closes = tokens.tags[place] == ")" and tokens.tag(place - 1) == "."
        return (
            closes and place + 1 < len(tokens) and (tokens.raw[place + 1][0].isupper() or tokens.tags[place + 1] == "(")
        )

    def bounds(self, place: int) -> Part:
        """First and last token of the sentence of a token."""
        return self._first[place], self._last[place]

    def clause_start(self, place: int) -> int:
        """Where the clause of a token begins: its sentence, or after a semicolon or ", but"."""
        return self._clause[place]

    def clause_end(self, place: int, stops: frozenset[int]) -> int:
        """The last token of the clause that goes on from a token; ``stops`` are where another cue takes over."""
        if place >= len(self.tokens):
            return len(self.tokens) - 1
        turn = self._turn[place + 1 if self.tokens.tags[place] == "-" else place]
        return min(self._last[place], turn - 1, min((stop for stop in stops if stop >= place), default=turn) - 1)

    def closing(self, place: int) -> int:
        """Where the next quotation mark that closes stands; past the end where none does."""
        return self._closing[place]


def content(sentences: Sentences, hit: Hit, stops: frozenset[int]) -> list[Part]:
    """Return the pieces of what a hit speaks for, in order, without the comma before the cue and the stop at the end."""
    parts = _by_rule(sentences, hit, stops)
    trimmed = [_trim(sentences.tokens, part) for part in parts]
    return [part for part in trimmed if part[0] <= part[1]]


def _by_rule(sentences: Sentences, hit: Hit, stops: frozenset[int]) -> list[Part]:
    if hit.rule == "according to":
        return _according_to(sentences, hit)
    if hit.rule in {"by", "passive", "hearsay"}:
        return _clause_around(sentences, hit, stops)
    if _stands_after(sentences, hit):
        return _before_and_after(sentences, hit)
    first = _past_hearer(sentences.tokens, hit)
    if first >= len(sentences.tokens) or sentences.bounds(first)[0] > hit.cue[1]:
        return []
    return [
        (first, sentences.clause_end(first, stops)),
        *_quotation_next(sentences, sentences.clause_end(first, stops)),
    ]


def _clause_around(sentences: Sentences, hit: Hit, stops: frozenset[int]) -> list[Part]:
    """What a passive is about and what it says of it: the clause before the cue, and what follows up to the speaker."""
    last = sentences.clause_end(hit.cue[1] + 1, stops) if hit.cue[1] + 1 < len(sentences.tokens) else hit.cue[1]
    after = (hit.cue[1] + 1, last)
    if hit.source is not None:
        follows = hit.source.first == hit.cue[1] + 1
        after = (hit.source.last + 1, last) if follows else (hit.cue[1] + 1, hit.source.first - 2)
    return [(sentences.clause_start(hit.cue[0]), hit.cue[0] - 1), after]


def _stands_after(sentences: Sentences, hit: Hit) -> bool:
    """Whether speaker and verb come after what is said, or in the middle of it."""
    tokens = sentences.tokens
    first = min(hit.cue[0], hit.source.first) if hit.source else hit.cue[0]
    if first <= sentences.bounds(first)[0] or tokens.tag(first - 1) not in ",)-":
        return False
    if hit.construction == "end" or (tokens.tag(first - 1) == ")" and hit.construction != "that"):
        return True
    if hit.construction not in {"adjunct", "on", "at", "np", "with"} or (
        hit.construction == "np" and hit.word != "tell"
    ):
        return False
    end = sentences.bounds(hit.cue[1])[1]
    if end - hit.cue[1] > _HEARER + 1:
        return False
    told = tokens.low[hit.cue[1] + 1 : end]
    return "that" not in told and "(" not in tokens.tags[hit.cue[1] : end]


def _before_and_after(sentences: Sentences, hit: Hit) -> list[Part]:
    tokens = sentences.tokens
    source = hit.source or None
    first, last = hit.cue
    if source is not None:
        first, last = min(first, source.first), max(last, source.last)
    before = (sentences.clause_start(first), first - 1)
    end = sentences.bounds(hit.cue[0])[1]
    following = [here for here in range(last + 1, min(end, last + _HEARER) + 1) if tokens.tags[here] in ",("]
    quoted = tokens.tag(first - 1) == ")" or tokens.tag(first - 2) == ")"
    if following and (tokens.tags[following[0]] == "(" or tokens.tag(following[0] + 1) == "("):
        return [before, (following[0], end), *_quotation_next(sentences, end)]
    if following and not quoted and following[0] == last + 1:
        return [before, (following[0], end)]
    return [before, *(_quotation_next(sentences, end) if quoted else [])]


def _quotation_next(sentences: Sentences, last: int) -> list[Part]:
    """The quotation that stands as the next sentence of its own: it goes on where the one before it ended."""
    tokens = sentences.tokens
    if tokens.tag(last + 1) != "(" or tokens.tag(last) not in ".)":
        return []
    here = sentences.closing(last + 1)
    if here == len(tokens):
        return [(last + 1, here - 1)]
    ends = tokens.tag(here - 1) == "." or (tokens.tag(here - 1) == "," and here + 1 == len(tokens))
    return [(last + 1, here)] if ends else []


def _past_hearer(tokens: Tokens, hit: Hit) -> int:
    """Where what is said begins after the cue, past the one who is told: "told the council that"."""
    start = hit.cue[1] + 1
    if hit.construction not in {"np", "to", "adjunct", "on", "for", "at", "with"}:
        return start
    for here in range(start, min(len(tokens), start + _HEARER)):
        if tokens.low[here] == "that" and here > start and tokens.tags[here - 1] in "UwPDQ":
            return here
        if tokens.tags[here] == "(" and tokens.tag(here - 1) in ",:":
            return here
        if tokens.tags[here] in ".;":
            break
    return start


def _according_to(sentences: Sentences, hit: Hit) -> list[Part]:
    """``According to Ada Lune, …``, ``…, according to Ada Lune`` and in the middle."""
    tokens = sentences.tokens
    assert hit.source is not None
    first, end = sentences.bounds(hit.cue[0])
    lead = first
    while lead < hit.cue[0] and (tokens.low[lead] in _LEADS or tokens.tags[lead] in "(,"):
        lead += 1
    start = hit.source.last + 1
    if lead == hit.cue[0]:
        return [(_past_descriptions(tokens, start, end), end)]
    before = (sentences.clause_start(hit.cue[0]), hit.cue[0] - 1)
    goes_on = tokens.tag(start) == "," and tokens.word(start + 1) not in {"and", "but", "or", "which", "who"} | _TURNS
    return [before, (start, sentences.clause_end(start, frozenset()))] if goes_on else [before]


def _past_descriptions(tokens: Tokens, place: int, end: int) -> int:
    """Where the content begins after a source and what commas set off to describe it."""
    while tokens.tag(place) == "," and tokens.word(place + 1) in _DESCRIBES:
        near = range(place + 1, min(end, place + _LONGEST_DESCRIPTION) + 1)
        closing = next((here for here in near if tokens.tags[here] == ","), None)
        if closing is None or any(tokens.tags[here] == "X" for here in range(place, closing)):
            break
        if tokens.word(place + 1) not in {"who", "which"} and any(
            tokens.low[here].endswith("ed") for here in range(place + 1, closing)
        ):
            break
        place = closing
    return place


def _trim(tokens: Tokens, part: Part) -> Part:
    first, last = part
    while first <= last and tokens.tags[first] in ",:;-.":
        first += 1
    while last >= first and tokens.tags[last] in ",;:-":
        last -= 1
    if last > first and tokens.tags[last] == "." and not tokens.inside[last]:
        last -= 1
    return first, last
