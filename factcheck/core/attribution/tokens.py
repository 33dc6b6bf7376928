"""A paragraph as tokens, each with a tag: enough grammar to find who says what, and no more.

The tags: w a word, U one with a capital, D determiner, P pronoun, X auxiliary, N negation, R adverb, I preposition,
S subordinator, C conjunction, Q number, p the mark of a possessive, ( and ) quotation marks, [ and ] brackets, and
``. , ; : -`` for the stops of their kind; o for anything else.
"""

import re
from dataclasses import dataclass, field

from factcheck.core.attribution.lexicon import THIRD, people_nouns, verb_forms, word_classes, words_of
from factcheck.core.text import Span

_SHORT = (
    "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|St|Jr|Sr|Prof|Rev|Inc|Corp|Co|Ltd|No|vs|Messrs|Capt|Sgt|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    "|Calif|Fla|Mass|Conn|Ill|Pa|Va|Md|Mich|Minn|Wis|Ariz|Tex|Tenn|Ind|Ore|Wash|Okla|Kan|Ky|Ga|Ala|Miss|Mo|Neb|Nev|Colo|Del|Ark|La"
)
_CLITIC = r"(?:s|re|ve|ll|d|m|t)\b"
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{1,4}}(?=[\s,'\u2019])|(?:{_SHORT})\.|\w+?(?=n['\u2019]t\b)"
    rf"|[$\u20ac\u00a3]?\w++(?:[-.,&](?=\w)\w++)*(?:['\u2019](?!{_CLITIC})\w++)*"
    rf"|['\u2019](?:s|re|ve|ll|d|m)\b|n['\u2019]t\b|''|``|--+|\.\.+|[^\w\s]"
)
_MARKS = {
    ".": ".", "?": ".", "!": ".", ",": ",", ";": ";", ":": ":", "\u2014": "-", "\u2013": "-", "[": "[", "]": "]",
    "(": "[", ")": "]",
}  # fmt: skip
_NO_ADVERBS = frozenset(("family", "ally", "rally", "reply", "july", "early", "elderly", "daily", "weekly", "assembly"))
_PAST_IN_HEADLINES = frozenset(("said", "told", "asked", "announced"))
_HEADLINE = 0.6
_SHORTEST_HEADLINE = 4


@dataclass(slots=True)
class Tokens:
    """The tokens of a stretch of text, in parallel lists; ``inside`` tells which stand in quotation marks."""

    raw: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.raw)

    def tag(self, place: int) -> str:
        """The tag at a place, a stop where there is no token."""
        return self.tags[place] if 0 <= place < len(self.tags) else "."

    def word(self, place: int) -> str:
        """The word at a place in small letters, nothing where there is no token."""
        return self.low[place] if 0 <= place < len(self.low) else ""

    def span(self, first: int, last: int) -> Span:
        """The stretch of the text from one token to another, both included."""
        return Span(self.starts[first], self.ends[last])

    def glued(self, place: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < place < len(self.raw) and self.starts[place] == self.ends[place - 1]


def read(text: str, within: Span) -> Tokens:
    """Return the tokens of a paragraph."""
    found = Tokens()
    for match in _TOKEN.finditer(text, within.start, within.end):
        found.raw.append(match[0])
        found.starts.append(match.start())
        found.ends.append(match.end())
    found.low = [word.lower().replace("\u2019", "'") for word in found.raw]
    _tag(found)
    _tell_openers(found)
    _tell_possessives(found)
    _read_headline(found)
    open_ = False
    for tag in found.tags:
        open_ = tag == "(" or (open_ and tag != ")")
        found.inside.append(open_)
    return found


def _tag(found: Tokens) -> None:
    double = single = False
    for place, word in enumerate(found.raw):
        first = word[0]
        if first.isalnum() or first in "$\u20ac\u00a3" or found.low[place] in word_classes():
            found.tags.append(_word_tag(word, found.low[place]))
        elif first in '\u201c\u201d\u201e\u00ab\u00bb"' or word in {"''", "``"}:
            double = _opens(found, place, word, double)
            found.tags.append("(" if double else ")")
        elif first in "\u2018\u2019'":
            tag = _single_tag(found, place, single)
            single = tag == "(" or (single and tag != ")")
            found.tags.append(tag)
        elif word.startswith("--") or (first == "-" and not found.glued(place)):
            found.tags.append("-")
        else:
            found.tags.append(_MARKS.get(first, "o"))


def _word_tag(word: str, low: str) -> str:
    tag = word_classes().get(low)
    if tag:
        return tag
    if word[0].isalpha():
        if low.endswith("ly") and len(low) > len("only") and word[0].islower() and low not in _NO_ADVERBS:
            return "R"
        return "U" if word[0].isupper() and not low.endswith(("-based", "-born", "-backed", "-led")) else "w"
    return "Q" if word[0].isdigit() or word[0] in "$\u20ac\u00a3" else "o"


def _opens(found: Tokens, place: int, word: str, is_open: bool) -> bool:
    """Whether a double quotation mark opens: by its shape, by the space around it, else by turns."""
    glued, follows = found.glued(place), found.glued(place + 1)
    if word[0] in "\u201d\u00bb":
        return False
    if word == "``" or (follows and (not glued or word[0] in "\u201c\u201e\u00ab")):
        return True
    return not (glued or is_open)


def _single_tag(found: Tokens, place: int, is_open: bool) -> str:
    """A single mark opens a quotation, closes one, or makes a possessive of the word before it."""
    if found.raw[place] == "\u2018" or (not found.glued(place) and found.glued(place + 1)):
        return "("
    return ")" if is_open and found.glued(place) else "p"


def _tell_openers(found: Tokens) -> None:
    """A sentence's first word has a capital anyway: a noun for people or papers is no name for that."""
    for place, tag in enumerate(found.tags):
        if (
            tag == "U"
            and found.low[place] in people_nouns()
            and found.tag(place - 1) in ".()[]:"
            and found.tag(place + 1) != "U"
        ):
            found.tags[place] = "w"
        elif (
            tag == "U"
            and found.low[place] in words_of("time")
            and found.tag(place - 1) in ".()"
            and found.tag(place + 1) == "U"
        ):
            found.tags[place] = "R"


def _tell_possessives(found: Tokens) -> None:
    for place in range(1, len(found)):
        if found.low[place] == "'s" and found.tags[place - 1] in "Uw":
            verb_follows = found.tag(place + 1) in "DXN" or (
                found.tag(place + 1) == "I" and found.word(place + 1) not in {"near", "inside"}
            )
            if not verb_follows:
                found.tags[place] = "p"


def _read_headline(found: Tokens) -> None:
    """In a headline every word has a capital: its verbs are told by their form."""
    words = [word for word in found.raw if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < _SHORTEST_HEADLINE or found.tags[-1] in ".)" or capitals < _HEADLINE * len(words):
        return
    for place in range(1, len(found)):
        verb = THIRD in verb_forms().get(found.low[place], ()) or found.low[place] in _PAST_IN_HEADLINES
        if verb and found.tags[place] == "U" and found.tags[place - 1] in "Uw])":
            found.tags[place] = "w"
