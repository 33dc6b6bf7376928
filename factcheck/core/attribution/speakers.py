"""Whose words they are: the full name behind a phrase, a short name, an office, "the company" or a pronoun."""

from dataclasses import dataclass, field

from factcheck.core.attribution.found import Resolved
from factcheck.core.attribution.hits import Hit
from factcheck.core.attribution.lexicon import lines, noun_list, people_nouns, words_of
from factcheck.core.attribution.names import Names, is_body, is_title, run, written
from factcheck.core.attribution.phrases import Phrase, before, core
from factcheck.core.attribution.tokens import Tokens
from factcheck.core.words import AttributionKind

_SINGLE = frozenset(("he", "she", "his", "her"))
_MAKES = frozenset(("by", "from"))
_SPEAKS_FOR = frozenset(("for", "at", "of"))
_WOMAN = frozenset(("she", "her"))
NOBODY = (None, Resolved.NOBODY)


@dataclass(slots=True)
class Speakers:
    """Resolves the sources of an article in order; it remembers who spoke last."""

    names: Names
    spoke: list[tuple[int, str]] = field(default_factory=list)
    women: dict[str, bool] = field(default_factory=dict)

    def resolve(self, tokens: Tokens, hit: Hit, *, inner: bool) -> tuple[str | None, Resolved, AttributionKind]:
        """The speaker of a hit, how the name was found, and the kind of attribution.

        Who speaks only in another's words (``inner``) is not whom a later pronoun stands for.
        """
        source = hit.source
        if source is None:
            kind = AttributionKind.UNATTRIBUTED if hit.rule == "hearsay" else AttributionKind.ANONYMOUS
            return None, Resolved.NOBODY, kind
        name, how = self._name(tokens, source)
        if name is not None:
            if source.kind != "pronoun" and not is_body(name) and " " in name and hit.rule in {"said", "inverted"}:
                self.names.people.add(name)
            if not inner:
                self.spoke.append((tokens.starts[source.first], name))
            return name, how, AttributionKind.SECOND_HAND
        kind = _kind(tokens, source)
        if (
            (kind is AttributionKind.ANONYMOUS or _is_one(tokens, source))
            and not inner
            and tokens.tags[source.first] == "D"
            and source.kind != "alone"
        ):
            self.spoke.append((tokens.starts[source.first], ""))
        return None, how, kind

    def _name(self, tokens: Tokens, source: Phrase) -> tuple[str | None, Resolved]:
        place = tokens.starts[source.first]
        if source.is_relative(tokens):
            noun = before(tokens, source.first - (2 if tokens.tag(source.first - 1) == "," else 1))
            return self._name(tokens, noun) if noun and not noun.is_relative(tokens) else NOBODY
        if source.kind == "pronoun":
            return self._pronoun(tokens.low[source.first], place)
        if source.kind == "alone":
            return NOBODY
        head = core(tokens, source)
        if tokens.tags[head] == "U":
            return self._unless_place(tokens, source.first, _begins(tokens, source.first, head))
        described = self._described(tokens, source, head)
        if described == NOBODY and source.kind == "aside":
            return self._set_off(tokens, source)
        return described

    def _unless_place(self, tokens: Tokens, first: int, begins: int) -> tuple[str | None, Resolved]:
        """A phrase that ends in a name, which may only tell where something is: "a study in Lune"."""
        name = run(tokens, begins)
        link = begins - 2 if tokens.tag(begins - 1) == "D" else begins - 1
        placed = tokens.word(link) in {"in", "at", "near"} and not is_body(written(tokens, begins, name))
        return NOBODY if placed else self._named(tokens, first, name)

    def _set_off(self, tokens: Tokens, source: Phrase) -> tuple[str | None, Resolved]:
        """``a colleague, the geologist Ada Lune,``: the name stands in what commas set off."""
        for here in range(source.head + 1, source.last):
            if tokens.tags[here] == "U":
                last = run(tokens, here)
                return self._named(tokens, here, last) if here < last and last + 1 == source.last else NOBODY
        return NOBODY

    def _named(self, tokens: Tokens, first: int, head: int) -> tuple[str | None, Resolved]:
        """A phrase that ends in a name: its full form."""
        begins = _begins(tokens, first, head)
        while begins < head and is_title(tokens, begins):
            begins += 1
        name, place = written(tokens, begins, head), tokens.starts[begins]
        full = self.names.full(name, place)
        if full is not None:
            return full, Resolved.GUESS if self.names.doubtful(name, full) else Resolved.SHORT
        sure = begins < head or not _opens_sentence(tokens, begins) or self._again(name) or is_body(name)
        return (name, Resolved.NAMED) if sure else NOBODY

    def _again(self, name: str) -> bool:
        """Whether a capital at the start of a sentence is a name's: inner capitals, or the word inside another name."""
        return any(letter.isupper() for letter in name[1:]) or name.casefold() in self.names.single

    def _described(self, tokens: Tokens, source: Phrase, head: int) -> tuple[str | None, Resolved]:
        """A phrase that ends in a common noun: a paper by a named body, a named body's own noun, an office, "the company"."""
        noun, place = tokens.low[head], tokens.starts[source.first]
        if noun in noun_list("saying-documents"):
            maker = self._maker(tokens, source, head, _MAKES)
            return maker or NOBODY
        if noun.startswith("spokes"):
            maker = self._maker(tokens, source, head, _SPEAKS_FOR)
            return (maker[0], Resolved.GUESS) if maker else NOBODY
        if tokens.tags[source.first] == "D" and head == source.first + 1:
            holder = self.names.holder(noun, place)
            if holder is not None:
                return holder, Resolved.GUESS
            body = self.names.body(place, self.spoke) if noun in noun_list("collectives") else None
            return (body, Resolved.GUESS) if body else NOBODY
        named = [here for here in range(source.first, head) if tokens.tags[here] == "U"]
        bodies = noun_list("collectives") | words_of("administers")
        if named and noun in bodies and "p" not in tokens.tags[source.first : head]:
            return written(tokens, named[0], head), Resolved.NAMED
        return NOBODY

    def _maker(
        self, tokens: Tokens, source: Phrase, head: int, links: frozenset[str]
    ) -> tuple[str | None, Resolved] | None:
        """Whom a phrase names after "by" or "for": "a survey of tenants by the Pine Trust", "a spokesman for the company"."""
        link = next((here for here in range(head + 1, source.last) if tokens.low[here] in links), None)
        if link is None:
            return None
        for here in range(link + 1, source.last + 1):
            if tokens.tags[here] == "U":
                name, how = self._named(tokens, here, min(run(tokens, here), source.last))
                place = tokens.low[link] == "from" and how is Resolved.NAMED and name and " " not in name
                return (name, Resolved.GUESS) if place and not is_body(name or "") else (name, how)
            if tokens.low[here] in noun_list("collectives") and here == link + 2:
                body = self.names.body(tokens.starts[here], self.spoke)
                return (body, Resolved.GUESS) if body else None
        return None

    def _pronoun(self, word: str, place: int) -> tuple[str | None, Resolved]:
        """He and she: the last person who spoke or with whom a sentence began. It: the last body."""
        if word == "it":
            body = self.names.body(place, self.spoke)
            return (body, Resolved.GUESS) if body else NOBODY
        if word not in _SINGLE:
            return NOBODY
        woman = word in _WOMAN
        person = self.names.person(place, self.spoke, {name for name, known in self.women.items() if known != woman})
        if person:
            self.women.setdefault(person, woman)
        return (person, Resolved.GUESS) if person else NOBODY


def _begins(tokens: Tokens, first: int, head: int) -> int:
    """Where the name that ends a phrase begins."""
    here = first
    while here < head:
        if tokens.tags[here] == "U":
            last = run(tokens, here)
            if last >= head:
                return here
            here = last
        here += 1
    return head


def _opens_sentence(tokens: Tokens, place: int) -> bool:
    return tokens.tag(place - 1) in ".()" or place == 0


def _kind(tokens: Tokens, source: Phrase) -> AttributionKind:
    """Anonymous where people speak without a name; second-hand where a document does, or somebody whom it could only be."""
    if source.kind == "alone" or tokens.low[source.first] == "they":
        return AttributionKind.ANONYMOUS
    if source.kind in {"pronoun", "relative"}:
        return AttributionKind.UNATTRIBUTED
    head = core(tokens, source)
    if tokens.low[head] in noun_list("saying-documents"):
        return AttributionKind.SECOND_HAND
    if _is_one(tokens, source):
        return AttributionKind.SECOND_HAND
    known = tokens.low[head] in people_nouns()
    quantity = tokens.low[source.first] in words_of("counts")
    return AttributionKind.ANONYMOUS if known or quantity else AttributionKind.UNATTRIBUTED


def _is_one(tokens: Tokens, source: Phrase) -> bool:
    """Whether a phrase without a name tells one person from all others: "the president", "Ada Lune's lawyer"."""
    if source.kind in {"alone", "pronoun", "relative"}:
        return False
    head = core(tokens, source)
    noun = tokens.low[head]
    if noun not in noun_list("speaking-nouns") or noun.endswith("s") or f"{noun}s" in lines("anonymous"):
        return False
    if "p" in tokens.tags[source.first : head]:
        return "U" in tokens.tags[source.first : head]
    office = noun.capitalize() in lines("titles")
    of_name = tokens.word(head + 1) == "of" and "U" in tokens.tags[head + 2 : source.last + 1]
    return tokens.low[source.first] == "the" and (office or of_name)
