"""The rule of the verbs: who says, denies, hopes, in every position a verb and its subject can take."""

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.core.attribution.hits import Hit, construction
from factcheck.core.attribution.lexicon import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    THIRD,
    CueVerb,
    cue_verbs,
    finite_forms,
    people_nouns,
    verb_forms,
    words_of,
)
from factcheck.core.attribution.phrases import Phrase, after, core
from factcheck.core.attribution.subjects import subject
from factcheck.core.attribution.tokens import Tokens

_LONGEST_GROUP = 12
_HAVE = frozenset(("has", "have", "had", "having", "'ve", "'s", "'d"))
_BEFORE_ING = frozenset(("by", "after", "before", "while", "when", "without"))


@dataclass(frozen=True, slots=True)
class _Group:
    """The verb group that ends at a verb: the place before it, and what stands in it."""

    before: int
    passive: bool
    infinitive: bool
    helped: bool
    modal: bool


class VerbRule:
    """One reading of a paragraph from left to right, which remembers the subject of the clause and the last speaker."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.clause = 0
        self.main: Phrase | None = None
        self.speaker: Phrase | None = None

    def hits(self) -> Iterator[Hit]:
        """What the verbs of the paragraph tell, outside quotation marks."""
        for place in range(len(self.tokens)):
            self._turn(place)
            tag, word = self.tokens.tags[place], self.tokens.low[place]
            if tag == "X" and word not in {"be", "been", "being", "having"} and self.tokens.tag(place - 1) not in "XR":
                self._note(subject(self.tokens, place - 1, self.clause))
            if tag != "w":
                continue
            known = cue_verbs().get(word)
            if known is not None:
                for hit in self._cue(place, *known):
                    if not self.tokens.inside[place]:
                        yield hit
            elif self._is_finite(place):
                self._note(subject(self.tokens, place - 1, self.clause))

    def _turn(self, place: int) -> None:
        """Forget what a sentence that ended had for subjects."""
        tokens = self.tokens
        ends = tokens.tags[place] == ";" or (tokens.tags[place] == "." and tokens.tag(place + 1) != ")")
        opens = (
            place and tokens.tags[place - 1] == ")" and tokens.tag(place - 2) == "." and tokens.raw[place][0].isupper()
        )
        if ends or opens:
            self.main = self.speaker = None
            self.clause = place + 1 if ends else place

    def _is_finite(self, place: int) -> bool:
        word = self.tokens.low[place]
        past = word.endswith("ed") and len(word) > len("need")
        return (past or word in finite_forms() or word in verb_forms()) and self.tokens.tag(place - 1) not in ".DpICX"

    def _note(self, found: Phrase | None) -> None:
        """Remember the subject of the clause, unless it belongs to a clause inside it."""
        if found is None or found.is_relative(self.tokens):
            return
        lead = self.tokens.tag(found.first - 1)
        if self.main is None or lead == "-" or (lead == "C" and self.tokens.tag(found.first - 2) == ","):
            self.main = found

    def _cue(self, place: int, verb: CueVerb, forms: frozenset[str]) -> Iterator[Hit]:
        group = self._group(place)
        turned = None
        if forms & {PAST, THIRD} and not group.helped and self.tokens.tag(place - 1) in ",)" and place:
            turned = self._inverted(place, verb)
            if turned is not None:
                yield turned
        if PAST in forms or PARTICIPLE in forms:
            by = self._by(place, verb)
            if by is not None:
                yield by
        found = self._subject(place, forms, group)
        if found is None or (turned is not None and found.kind == "aside"):
            return
        how = construction(self.tokens, place + 1)
        active = verb.always and ING not in forms
        if active and found.kind in {"name", "pronoun", "aside"} and not found.is_relative(self.tokens):
            self.speaker = found
        elif ING not in forms:
            self._note(found)
        noun = forms == {THIRD} and how == "aux"  # "Lune's claims were wrong"
        if not noun and self._agrees(found, forms, group) and verb.goes_on(how, known=_can_speak(self.tokens, found)):
            yield Hit("said", verb.base, found, (place, place), how, verb.believed, verb.distances)

    def _group(self, place: int) -> _Group:
        """The helpers before a verb: "has also", "did not", "is", "went on to"."""
        tokens, here = self.tokens, place - 1
        passive = infinitive = helped = had = modal = denied = False
        while here >= 0 and place - here < _LONGEST_GROUP:
            tag, word = tokens.tags[here], tokens.low[here]
            if tag == "X":
                helped = True
                passive = passive or (not had and word in words_of("be"))
                had = had or word in _HAVE
                modal = modal or word in words_of("modal")
            elif word == "to" and here == place - 1:
                infinitive = True
            elif tag not in "NR":
                break
            denied = denied or tag == "N"
            here -= 1
        return _Group(here, passive, infinitive, helped, modal and not denied)

    def _subject(self, place: int, forms: frozenset[str], group: _Group) -> Phrase | None:
        last = self.speaker or self.main
        if ING in forms:
            if group.passive:
                return subject(self.tokens, group.before, self.clause)
            lead, word = self.tokens.tag(place - 1), self.tokens.word(place - 1)
            return last if lead in ",-CR" or word in _BEFORE_ING else None
        if group.infinitive or (group.passive and forms & {PAST, PARTICIPLE}):
            return None
        found = subject(self.tokens, group.before, self.clause)
        goes_on = self.tokens.tag(group.before) in "C," and group.before >= 0
        bare = forms == {BASE} and not group.helped
        return last if found is None and goes_on and not (bare and self.tokens.tag(group.before) == "C") else found

    def _agrees(self, found: Phrase, forms: frozenset[str], group: _Group) -> bool:
        """Whether subject and verb can go together: number, no modal, and nobody whom no article quotes."""
        tokens = self.tokens
        if found.first == found.last and tokens.low[found.first] in words_of("never-quoted"):
            return False
        if ING in forms:
            return True
        if group.modal or (forms == {PARTICIPLE} and not group.helped) or (forms == {THIRD} and group.helped):
            return False
        plural = _is_plural(tokens, found)
        if forms == {BASE} and not group.helped:
            return plural
        return not (forms == {THIRD} and found.kind == "noun" and plural)

    def _inverted(self, place: int, verb: CueVerb) -> Hit | None:
        """``“…,” said Ada Lune`` and ``…, said Ada Lune.``: the subject after the verb."""
        tokens = self.tokens
        quoted = tokens.tags[place - 1] == ")"
        if not verb.always or tokens.tag(place + 1) not in "UDwPQ":
            return None
        end = place + 2 if tokens.tag(place + 1) == "P" else after(tokens, place + 1, whole=False)
        ends = end >= len(tokens) or tokens.tags[end] in ".,[("
        if not quoted and not (
            ends and tokens.tags[place + 1] in "UD" and verb.base in {"say", "add", "write", "report"}
        ):
            return None
        head = end - 1
        last = _apposition(tokens, end)
        kind = "name" if tokens.tags[head] == "U" else "pronoun" if tokens.tags[head] == "P" else "noun"
        return Hit(
            "inverted",
            verb.base,
            Phrase(place + 1, last, kind, head),
            (place, place),
            "end",
            verb.believed,
            verb.distances,
        )

    def _by(self, place: int, verb: CueVerb) -> Hit | None:
        """``was first reported by Reuters``: the speaker after "by"."""
        tokens = self.tokens
        if "by" not in verb.takes or tokens.word(place + 1) != "by":
            return None
        single = tokens.tag(place + 2) == "P" or tokens.word(place + 2) in {"him", "her", "them"}
        end = place + 3 if single else after(tokens, place + 2, whole=False)
        if end <= place + 2 or tokens.inside[place]:
            return None
        kind = "name" if tokens.tags[end - 1] == "U" else "pronoun" if single else "noun"
        first = self._group(place).before + 1
        return Hit(
            "by",
            verb.base,
            Phrase(place + 2, end - 1, kind, end - 1),
            (first, place + 1),
            "by",
            verb.believed,
            verb.distances,
        )


def _apposition(tokens: Tokens, end: int) -> int:
    """Where a speaker ends who is described after a comma: "said Ada Lune, 40, who runs the mine"."""
    follows = tokens.tag(end + 1) in "DQ" or tokens.word(end + 1) in {"who", "whose", "a", "an", "the"}
    if tokens.tag(end) != "," or not follows:
        return end - 1
    here = end
    while here < len(tokens) and tokens.tags[here] not in ".;:()-":
        here += 1
    return here - 1 if here < len(tokens) and tokens.tags[here] in ".;" else end - 1


def _is_plural(tokens: Tokens, found: Phrase) -> bool:
    word = tokens.low[core(tokens, found)]
    return (
        word in words_of("plural")
        or (word.endswith("s") and not word.endswith("ss"))
        or "and" in tokens.low[found.first : found.last]
    )


def _can_speak(tokens: Tokens, found: Phrase) -> bool:
    """Whether a subject is of a kind that says things: a name, a pronoun, or a noun of the lists."""
    if found.kind in {"name", "aside"}:
        return True
    if found.kind == "pronoun":
        return not found.is_relative(tokens)
    if found.kind == "alone":
        return tokens.low[found.head] in words_of("crowd")
    return found.kind == "noun" and tokens.low[core(tokens, found)] in people_nouns()
