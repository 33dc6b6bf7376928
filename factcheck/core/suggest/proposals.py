"""The claims an article makes, each a quote to anchor with its kind, its score and the reasons; none from a question.

A proposal's number is its place among all the clauses of the text, so that it stays the same while others are taken,
turned down or weighed anew.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck.core.suggest import vocabulary as lists
from factcheck.core.suggest.clauses import split_clauses
from factcheck.core.suggest.scorer import Scorer
from factcheck.core.suggest.signs import Seen, Sign, kind_of, names_in, signs_of
from factcheck.core.suggest.words import Sentence
from factcheck.core.suggest.worth import VERSION, band, squeeze, weigh
from factcheck.core.text import Span, paragraphs, sentences
from factcheck.core.words import Kind

_SAID = frozenset(lists.SAID.split("|"))
_WITH_THAT = lists.listed("found finds showed shows says suggests denies denied agreed agrees assured") | _SAID
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)"
_SUBJECT = (
    rf"(?:{_PRONOUN}|(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Ss]ome|[Mm]any|[Oo]ne)(?:\s+[\w'\u2019-]+){{1,4}}?"
    r"|[A-Z][\w.'\u2019&-]*(?:\s+[A-Z][\w.'\u2019&-]*){0,4})"
)
_WHEN = r"(?:\s+(?:on|in|at|last|this|of|from|yesterday|after)\b[^,]*)?"
_CLOSING = r"[\u201d\"\u2019,]"
_CLOSERS = ',\u201d"\u2019 '
_ONLY_SAID = re.compile(
    rf"{_CLOSING}*\s*(?:(?:{lists.SAID})\s+{_SUBJECT}|{_SUBJECT}\s+(?:\w+ly\s+)?(?:{lists.SAID})){_WHEN}[.,]?"
)
_TAIL = re.compile(
    rf"{_CLOSING}\s*(?:(?:{lists.SAID})\s+{_SUBJECT}|(?:{_SUBJECT}|[a-z]+s)\s+(?:{lists.SAID})|according\s+to\s+[^,]+|[^,]+\brecords\s+show){_WHEN}$"
)
_ASKS = "?\u061f\uff1f"
#: A question in quotation marks, one that ends in them, and one without; the bound keeps runs of quotation marks linear.
_ASKED = re.compile(
    rf"(?:[\u201c\"\u00ab]|(?<!\w)[\u2018'])[^\u201c\u201d\"\u00ab\u00bb]{{0,400}}?[{_ASKS}]!?[\u201d\"\u2019'\u00bb]"
    rf"|\A[^\u201c\u201d\"\u00ab\u00bb]{{0,400}}?[{_ASKS}]!?[\u201d\"\u00bb]"
)
_ASKED_PLAINLY = re.compile(rf"[{_ASKS}](?=\s)")
_ASKED_BEFORE = re.compile(r"\u061f\s+")
#: "He wondered how many …", "asked the council whether …".
_WONDERED = re.compile(
    r"\b(?:wonder(?:s|ed|ing)?|ask(?:s|ed|ing)?)\s+(?:(?:how|who|when|where|which)\b"
    r"|(?!for\b|to\b)(?:[\w'\u2019-]+\s+){0,4}?(?:whether|if|how\s+(?:many|much)|why|what)\b)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_HEADING_WORDS = 16
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim that the article seems to make: ``text[start:end] == exact`` in code points.

    ``total`` is what its signs weigh together, ``score`` the same between 0 and 1. ``why`` says each sign with its words.
    """

    number: int
    start: int
    end: int
    exact: str
    kind: Kind
    total: float
    signs: tuple[Seen, ...]

    @property
    def score(self) -> float:
        """How much it is worth checking, 0 to 1."""
        return squeeze(self.total)

    @property
    def band(self) -> str:
        """The score in a word: ``high``, ``medium`` or ``low``."""
        return band(self.score)

    @property
    def why(self) -> tuple[str, ...]:
        """The signs, each with the words that gave it."""
        return tuple(str(seen) for seen in self.signs)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def suggest(text: str, scorer: Scorer | None = None) -> list[Suggestion]:
    """Return what the article seems to claim, in the order of the text; the rules weigh it, or a scorer does.

    Linear in the text but for one look at its names. Questions give nothing.
    """
    known = frozenset(_names(text))
    found: list[Suggestion] = []
    for piece in _pieces(text):
        exact = text[piece.span.start : piece.span.end]
        signs = signs_of(exact, begins=piece.begins, names=known)
        if piece.said and not any(seen.sign is Sign.ATTRIBUTION for seen in signs):
            signs = (*signs, Seen(Sign.ATTRIBUTION, piece.said))
        total = weigh(signs, words=len(exact.split()), heading=piece.heading)
        if scorer is not None:
            total = scorer.weigh(exact, ruled=total)
        kind = kind_of(exact, signs, aside=piece.aside)
        found.append(Suggestion(len(found) + 1, piece.span.start, piece.span.end, exact, kind, total, signs))
    return found


def ranked(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the suggestions, the most worth first; equals in the order of the text."""
    return sorted(found, key=lambda each: (-round(each.total, 6), each.start))


def uncovered(found: Iterable[Suggestion], taken: Iterable[Span]) -> list[Suggestion]:
    """Return the suggestions that no span covers: they share less than half of the shorter of the two with each."""
    spans = sorted(taken)
    return [each for each in found if not any(covers(span, each.span) for span in spans if span.start < each.end)]


def covers(one: Span, other: Span) -> bool:
    """Return whether two stretches share at least half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _SAME * max(1, min(one.end - one.start, other.end - other.start))


def list_code(text: str, scorer: Scorer | None = None) -> str:
    """Return the code of the list of an article's proposals: another text, or other rules, give another one."""
    made_by = VERSION if scorer is None else scorer.name
    return hashlib.sha256(f"{made_by}\0{text}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause in its sentence: whether it opens it, is an aside or a heading, and the words that say who says it."""

    span: Span
    sentence: Span
    begins: bool
    aside: bool = False
    heading: bool = False
    said: str = ""


def _pieces(text: str) -> Iterator[_Piece]:
    for block in paragraphs(text):
        for sentence in sentences(text, block):
            words = text[sentence.start : sentence.end]
            if set(_ASKS) & set(words[-3:]):
                continue
            # An Arabic question mark ends no sentence of core/text.py: what follows it stands for itself.
            if ended := list(_ASKED_BEFORE.finditer(words)):
                sentence = Span(sentence.start + ended[-1].end(), sentence.end)  # noqa: PLW2901
                words = text[sentence.start : sentence.end]
            asked = _asked(words, sentence.start)
            heading = sentence == block and words[-1:].isalnum() and len(words.split()) <= _HEADING_WORDS
            clauses = split_clauses(text, sentence)
            alone = [
                text[span.start : span.end] for span in clauses if _ONLY_SAID.fullmatch(text[span.start : span.end])
            ]
            said = " ".join(alone[0].split()).strip(_CLOSERS) if alone else ""
            for clause in clauses:
                if any(clause.start < question.end and question.start < clause.end for question in asked):
                    continue
                piece = _Piece(clause, sentence, clause.start - sentence.start <= 1, heading=heading, said=said)
                if (kept := _without_said(text, piece)) is not None:
                    yield kept


def _asked(words: str, offset: int) -> list[Span]:
    """Where a sentence that begins at ``offset`` asks inside, in somebody's words or in its own."""
    found = [match.span() for pattern in (_ASKED, _WONDERED) for match in pattern.finditer(words)]
    found += [(0, match.end()) for match in _ASKED_PLAINLY.finditer(words)][-1:]
    return [Span(offset + start, offset + end) for start, end in found]


def _without_said(text: str, piece: _Piece) -> _Piece | None:
    """Take "X said that", ", said X" and "according to X" off a clause; ``None`` where nothing else is left."""
    start, end = piece.span.start, piece.span.end
    words = text[start:end]
    if _ONLY_SAID.fullmatch(words):
        return None
    if re.match(r"[Aa]ccording to\s", words):
        named = replace(piece, span=Span(start + len("according to "), end), begins=False, aside=True)
        return _fitting(text, named) if "," in words else None
    piece = _after_said(text, piece)
    start = piece.span.start
    aside = piece.aside or (
        bool(re.match(r"(?:an?|the|one of|its|his|her|formerly)\s", words)) and start > piece.sentence.start + 1
    )
    said = piece.said
    if tail := _TAIL.search(text[start:end]):
        said, end = tail[0], start + tail.start() + (tail[0][0] != ",")
    said = " ".join(said.split()).strip(',\u201d"\u2019 ')
    return _fitting(text, replace(piece, span=Span(start, end), aside=aside, said=said))


def _after_said(text: str, piece: _Piece) -> _Piece:
    """The clause from after "X said that" or "said" on, where what follows can be said."""
    sentence = Sentence(text, piece.span)
    first = next((at for at, is_verb in enumerate(sentence.verbs) if is_verb), None)
    if first is None or first + 1 >= len(sentence.words):
        return piece
    that = next(
        (at for at in range(first + 1, min(first + 6, len(sentence.words))) if sentence.low(at) == "that"), None
    )
    low = sentence.low(first)
    if low in _WITH_THAT and that is not None and that + 1 < len(sentence.words):
        after = that + 1
    elif low in _SAID and (
        sentence.has_verb(first + 2, len(sentence.words)) or sentence.words[first + 1].raw in '\u201c"\u2018'
    ):
        after = first + 1
        if sentence.low(after) in lists.PREPOSITIONS | {"by", ","}:
            return piece
    elif low in _SAID and first == 0:
        # "said Lucille Banning, 71": who it is, to be looked up too.
        return replace(piece, span=Span(sentence.words[1].start, piece.span.end), begins=False, aside=True)
    else:
        return piece
    said = text[piece.span.start : sentence.words[after].start]
    return replace(piece, span=Span(sentence.words[after].start, piece.span.end), begins=False, said=said)


def _fitting(text: str, piece: _Piece) -> _Piece | None:
    """The piece without spaces and commas around it, or ``None`` where too little is left."""
    words = text[piece.span.start : piece.span.end]
    start = piece.span.start + len(words) - len(words.lstrip(" \n,:;"))
    end = piece.span.end - (len(words) - len(words.rstrip(" \n,:;")))
    if start >= end or len(text[start:end].split()) < _FEWEST_WORDS:
        return None
    return replace(piece, span=Span(start, end))


def _names(text: str) -> Iterator[str]:
    """The single words of names that stand inside sentences."""
    for sentence in sentences(text):
        for name in names_in(text[sentence.start : sentence.end], begins=True):
            yield from name.split()
            yield name
