"""Whom a sentence makes say a thing: "according to X", "X said", "has been described as", and what hedges it.

Each rule finds cues in a sentence, each with the stretch of text it speaks for; a quote takes the nearest cue that
speaks for it. A rule that is not sure names nobody. The word lists are files in ``core/lists``, with their sources.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from factcheck.core.text import Span, paragraphs, sentences
from factcheck.core.words import AttributionKind

_UP = "".join(letter for letter in map(chr, range(0x41, 0x530)) if letter.isupper())
_WORD = rf"(?:[{_UP}]\.|[{_UP}][\w&-]*+(?:['\u2019](?!s\b)\w++)*+(?:\.\w++)*+)"
_LINK = r"(?:of the|of|for|de|van|von|der|den|da|di|del|la|le|bin|al)"
_NAME = rf"(?:{_WORD}(?:\s+(?:{_LINK}\s+)?{_WORD}){{0,6}})(?!['\u2019\w])"
_APPOSITION = r"(?:,\s[^,;:.“”\"]{1,80},)?"
_COMMON = r"(?:the|an?|its|his|her|their|our)\s+(?:[\w-]+\s+){0,3}?[\w-]+"
_QUANTITY = (
    r"(?:some|many|several|most|few|a few|a number of|other|various|unnamed|anonymous|industry|independent|leading)"
)
_AUXILIARY = r"(?:(?:has|have|had)\s+)?(?:(?:also|later|repeatedly|publicly|once|now|often|\w+ly)\s+)?"
_TIME = r"(?:\s+(?:(?:on|in|at|last|this)\s[^,.;“”\"]{1,40}|yesterday|today|\w+ly))?"
_QUOTED = r"\s*[,:]?\s*[\"“\u2018«„]|\s*:\s"
_CLAUSE_START = re.compile(
    r";\s+|,\s+(?:but|while|whereas|yet|although|though|and|or|so)\s+|\s[\u2013—]\s", re.IGNORECASE
)
_CLAUSE_END = re.compile(r";\s+|,\s+(?:but|while|whereas|yet|although|though)\s+|\s[\u2013—]\s", re.IGNORECASE)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|\w{2,}ed)\b")
_LONGEST = 5_000
_ORGANISATION = re.compile(
    r"[Tt]he (?:company|firm|agency|group|organi[sz]ation|start-?up|lab|university|bank|ministry)\b"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who seems to say a quote. ``speaker`` is a name as the article has it, ``None`` where nobody is named for sure.

    ``cue`` holds the words that say so or hedge, ``heard`` the cue with its speaker ("Ada Lune said"), ``fired`` each
    rule that spoke with its words.
    """

    speaker: str | None = None
    cue: tuple[str, ...] = ()
    hedged: bool = False
    kind: AttributionKind = AttributionKind.UNATTRIBUTED
    fired: tuple[str, ...] = ()
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a rule found: its words at ``span``, the stretch they speak for, and whom they name.

    ``heard`` are its words together with the speaker's: "Ada Lune said".
    """

    rule: str
    words: str
    heard: str
    span: Span
    content: Span
    speaker: str | None
    kind: AttributionKind
    hedged: bool

    def speaks_for(self, quote: Span) -> bool:
        """Whether the quote lies in what the cue introduces, or holds the cue itself."""
        if quote.start <= self.span.start and quote.end >= self.span.end:
            return True
        shared = min(quote.end, self.content.end) - max(quote.start, self.content.start)
        return quote.start >= self.content.start - 1 and shared > (quote.end - quote.start) / 2


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in its article; rules search ``text`` between its offsets."""

    text: str
    span: Span

    def find(self, pattern: str, flags: int = 0) -> Iterator[re.Match[str]]:
        return re.compile(pattern, flags).finditer(self.text, self.span.start, self.span.end)

    def clause(self, place: int) -> Span:
        """The clause around a place, by conjunctions after a comma, semicolons and dashes."""
        start, end = self.span.start, self.span.end
        for match in _CLAUSE_START.finditer(self.text, start, place):
            start = match.end()
        found = _CLAUSE_END.search(self.text, place, end)
        return Span(start, found.start() if found else end)


def propose(text: str, start: int, end: int) -> Proposal:
    """Return who says the quote at ``start`` to ``end`` (code points) of the article ``text``, as far as its sentence tells.

    Nothing is remembered from other sentences, and nothing is proposed where no rule fires: the article's own voice.
    """
    sentence = _sentence(text, start)
    quote = Span(start, min(end, sentence.span.end) if start < sentence.span.end else end)
    cues = [cue for rule in _RULES for cue in rule(sentence) if cue.speaks_for(quote)]
    hedges = [match[0] for match in re.finditer(_any_of("hedges"), text[start:end])]
    fired = (*(f"{cue.rule}: {cue.heard}" for cue in cues), *(f"hedge: {word}" for word in hedges))
    if not cues:
        return Proposal(cue=tuple(hedges), hedged=bool(hedges), fired=fired)
    best = max(cues, key=lambda cue: (cue.content.start, cue.speaker is not None))
    speaker = " ".join(best.speaker.split()) if best.speaker else None  # a name may be broken over a line
    return Proposal(speaker, (best.words, *hedges), best.hedged or bool(hedges), best.kind, fired, best.heard)


def _sentence(text: str, start: int) -> _Sentence:
    for block in paragraphs(text):
        if block.start <= start < block.end:
            for span in sentences(text, block):
                if start < span.end:
                    # A text without stops is no sentence; the rules look back and forth in one.
                    near = Span(max(span.start, start - _LONGEST), min(span.end, start + _LONGEST))
                    return _Sentence(text, near)
    return _Sentence(text, Span(start, start))


def _according_to(sentence: _Sentence) -> Iterator[Cue]:
    """``According to Clem Delangue, …`` and ``…, according to Clem Delangue``."""
    for match in sentence.find(r"\b[Aa]ccording to\s+(?P<source>[^,;:“”\"()]{1,120}?)(?=[,;:“”\"()]|\.?\s*$|\.\s)"):
        speaker, kind = _who(sentence, match["source"], match.start("source"))
        lead = sentence.text[sentence.span.start : match.start()]
        if re.fullmatch(r"[\"“\u2018]?(?:But |And |Yet |However, |Still, )?", lead):
            content = Span(_after_apposition(sentence, match.end()), sentence.span.end)
        else:
            clause = sentence.clause(match.start())
            goes_on = re.match(r",\s+(?!and\b|but\b|or\b|which\b|who\b)", sentence.text[match.end() :])
            content = Span(clause.start, clause.end if goes_on else match.start())
        words = match[0] if speaker is None else "According to" if match[0][0] == "A" else "according to"
        span = Span(match.start(), match.start() + len("according to"))
        yield Cue("according to", words, match[0], span, content, speaker, kind, hedged=True)


def _after_apposition(sentence: _Sentence, place: int) -> int:
    """Return where the content begins after a source and what is set off by commas to describe it."""
    while sentence.text[place : place + 1] == ",":
        begins = place + 2
        ends = sentence.text.find(",", begins, sentence.span.end)
        part = sentence.text[begins:ends]
        if ends < 0 or _VERBAL.search(part) or not re.match(r"(?:the|an?|one of|who|which|its|his|her)\b", part):
            return begins
        place = ends
    return place


def _said(sentence: _Sentence) -> Iterator[Cue]:
    """``X said that …``, ``…, X said`` and ``…, said X``: a reporting verb with its subject."""
    for match in sentence.find(rf"\b(?:{'|'.join(_verbs())})\b"):
        yield from _said_after(sentence, match)
        yield from _said_before(sentence, match)


def _said_before(sentence: _Sentence, verb: re.Match[str]) -> Iterator[Cue]:
    """The subject stands before the verb."""
    text, end = sentence.text, sentence.span.end
    lead = text[sentence.span.start : verb.start()]
    if re.search(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", lead):
        return
    for pattern in (
        _NAME + _APPOSITION,
        rf"(?i:\b(?:{_people()}))",
        rf"(?i:\b{_COMMON})",
        r"\b[Hh]e|\b[Ss]he|\b[Tt]hey",
    ):
        subject = re.search(rf"(?P<who>{pattern})\s+(?P<aux>{_AUXILIARY})$", lead)
        if subject:
            break
    else:
        return
    begins = sentence.span.start + subject.start("who")
    before, after = text[sentence.span.start : begins].rstrip(), text[verb.end() : end]
    comes_last = before.endswith((",", "”", '"', "\u2019", "»")) and re.match(rf"{_TIME}\s*(?:[.,]|$)", after)
    if not comes_last and not _opens_content(verb[0], subject["aux"], after):
        return
    speaker, kind = _who(sentence, subject["who"], begins)
    if verb[0] in _bases() and kind is not AttributionKind.ANONYMOUS and subject["who"].lower() != "they":
        return
    span = Span(begins, verb.end())
    content = Span(span.start, sentence.clause(verb.end()).end)
    if comes_last:
        more = re.match(rf"{_TIME}\s*,\s*[\"“]", after)
        content = Span(sentence.clause(begins).start, end if more else begins)
    that = " that" if re.match(r"\s+that\b", after) else ""
    words = verb[0] if speaker and speaker in subject["who"] else text[begins : verb.end()] + that
    hedged = _verbs()[verb[0]].distances or kind is AttributionKind.ANONYMOUS
    yield Cue("said", words, sentence.text[span.start : span.end], span, content, speaker, kind, hedged=hedged)


def _opens_content(verb: str, auxiliary: str, after: str) -> bool:
    """Return whether what follows the verb is what is said: "that", a quotation, or for some verbs anything."""
    known = _verbs()[verb]
    if re.match(rf"(?:{_QUOTED}|\s+that\b)", after):
        return True
    if known.hearer and re.match(r"\s+(?:[\w.-]+\s+){1,4}that\b", after):
        return True
    if re.match(r"\s+(?:by|of)\b|\s*[,.;]|\s*$", after):
        return False
    if known.noun and known.third == verb and not auxiliary:
        return bool(re.match(r"\s+to\s", after))
    return known.free


def _said_after(sentence: _Sentence, verb: re.Match[str]) -> Iterator[Cue]:
    """The subject stands after the verb, and what is said before it, up to a comma or a closing quotation mark."""
    before = sentence.text[sentence.span.start : verb.start()].rstrip()
    if verb[0] in _bases() or not before.endswith((",", "”", '"', "\u2019", "»", "?", "!")):
        return
    after = sentence.text[verb.end() : sentence.span.end]
    subject = re.match(rf"\s+(?P<who>(?:the\s+)?{_NAME}|(?i:{_people()})\b|{_COMMON}(?=[,.;]|\s*$))", after)
    if not subject:
        return
    begins = verb.end() + subject.start("who")
    speaker, kind = _who(sentence, subject["who"], begins)
    span = Span(verb.start(), verb.end() + subject.end())
    more = re.match(rf"{_APPOSITION}{_TIME}\s*[,.]?\s*[\"“]", after[subject.end() :])
    content = Span(sentence.clause(verb.start()).start, sentence.span.end if more else verb.start())
    hedged = _verbs()[verb[0]].distances or kind is AttributionKind.ANONYMOUS
    words = verb[0] if speaker else sentence.text[span.start : span.end]
    yield Cue("said", words, sentence.text[span.start : span.end], span, content, speaker, kind, hedged=hedged)


def _passive(sentence: _Sentence) -> Iterator[Cue]:
    """``has been described as``, ``is believed to``: somebody says so, and the sentence does not say who."""
    be = r"\b(?:(?:has|have|had)\s+been|is|are|was|were)\s+(?:(?:also|often|widely|now|\w+ly)\s+)?"
    for match in sentence.find(be + _any_of("passives")):
        clause = sentence.clause(match.start())
        by = re.search(rf"\bby\s+(?P<who>{_NAME})\s*\.?$", sentence.text[match.end() : clause.end])
        speaker, kind = None, AttributionKind.ANONYMOUS
        if by:
            speaker, kind = _who(sentence, by["who"], match.end() + by.start("who"))
        yield Cue("passive", match[0], match[0], Span(*match.span()), clause, speaker, kind, hedged=True)


#: The rules, each a function from a sentence to the cues it finds.
_RULES: tuple[Callable[[_Sentence], Iterator[Cue]], ...] = (_according_to, _said, _passive)


def _who(sentence: _Sentence, phrase: str, at: int) -> tuple[str | None, AttributionKind]:
    """Return the speaker a phrase names, and the kind of attribution; nobody where the phrase is not surely a name."""
    titles = "|".join(re.escape(title) for title in _lines("titles"))
    found = re.fullmatch(rf"(?:[Tt]he\s+)?(?:(?:{titles})\s+)*(?P<name>{_NAME}){_APPOSITION}", phrase)
    if found and _is_name(sentence, found["name"], at + found.start("name")):
        return found["name"], AttributionKind.SECOND_HAND
    if re.match(rf"(?i:(?:\w+\s+){{0,2}}{_people()}\b)", phrase):
        return None, AttributionKind.ANONYMOUS
    if _ORGANISATION.fullmatch(phrase):
        names = {
            match[0] for match in sentence.find(_NAME) if match.start() < at and match.start() > sentence.span.start
        }
        if len(names) == 1:
            return names.pop(), AttributionKind.SECOND_HAND
    return None, AttributionKind.UNATTRIBUTED


def _is_name(sentence: _Sentence, name: str, at: int) -> bool:
    """Return whether a capital is a name's and not only a sentence's first: a second capital, or the word again inside one."""
    if at > sentence.span.start + 1 or re.search(rf"\s[{_UP}]|\w[{_UP}]", name):
        return True
    return bool(re.search(rf"(?<=[\w,] ){re.escape(name)}\b", sentence.text))


@dataclass(frozen=True, slots=True)
class _Verb:
    """A reporting verb: its third person, and what the list says of it."""

    third: str
    distances: bool
    noun: bool
    free: bool
    hearer: bool


@cache
def _verbs() -> dict[str, _Verb]:
    found = {}
    for line in _lines("said-verbs"):
        forms, _, flags = line.partition("|")
        base, third, past, participle = forms.split()
        verb = _Verb(third, "distances" in flags, "noun" in flags, "free" in flags, "hearer" in flags)
        found.update(dict.fromkeys((base, third, past, participle), verb))
    return found


@cache
def _bases() -> frozenset[str]:
    return frozenset(line.split()[0] for line in _lines("said-verbs"))


@cache
def _people() -> str:
    """A pattern for people without a name: "experts", "some experts", "many"."""
    return rf"(?:{_QUANTITY}\s+)?{_any_of('anonymous')}|\b(?:some|many|others)\b"


@cache
def _any_of(name: str) -> str:
    """A pattern for any line of a list, the longest first, at word boundaries."""
    longest_first = sorted(_lines(name), key=len, reverse=True)
    return r"\b(?:" + "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in longest_first) + r")\b"


@cache
def _lines(name: str) -> tuple[str, ...]:
    """The entries of ``core/lists/NAME.txt``; lines with # say where they are from."""
    text = files("factcheck.core").joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
