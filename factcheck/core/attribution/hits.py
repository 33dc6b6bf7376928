"""What a rule finds in a paragraph's tokens: a cue, whose words they are, and how the cue goes on."""

from dataclasses import dataclass

from factcheck.core.attribution.lexicon import words_of
from factcheck.core.attribution.phrases import Phrase, clause_follows
from factcheck.core.attribution.tokens import Tokens

#: How a verb goes on, by the word after it; the others go by the word's tag.
_BY_WORD = {
    "that": "that", "to": "to", "it": "that", "you": "that", "there": "that",
    **dict.fromkeys(("how", "why", "what", "whether", "if", "when", "where", "who", "whom"), "that"),
    **dict.fromkeys(("him", "her", "them", "me", "us", "himself", "herself", "themselves"), "np"),
    **dict.fromkeys(("about", "for", "on", "of", "with", "against", "as", "at"), ""),
}  # fmt: skip
_BY_TAG = {
    ".": "end", ",": "end", ";": "end", ")": "end", "-": "end", "C": "end", "S": "end", ":": "quote", "(": "quote",
    "P": "that", "I": "adjunct", "X": "aux", "N": "to", "D": "np", "Q": "np", "U": "np", "w": "np",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at tokens ``cue`` (first and last) that gives what it speaks for to ``source``; nobody where a passive names none.

    ``rule`` is said, inverted, according to, by, colon, noun, stance, passive or hearsay; ``construction`` how the cue goes on;
    ``word`` the verb's base form or the noun.
    """

    rule: str
    word: str
    source: Phrase | None
    cue: tuple[int, int]
    construction: str = ""
    believed: bool = False
    distances: bool = False

    @property
    def states(self) -> bool:
        """Whether what is said can stand as a statement: words that were said, or a clause that is believed."""
        return not self.believed or self.construction in {"that", "clause", "quote"}


def construction(tokens: Tokens, place: int) -> str:
    """How a verb goes on from the token at ``place``: that, clause, quote, end, np, to, ing, aux, adjunct or a preposition."""
    while tokens.tag(place) == "R" or tokens.word(place) in words_of("particle"):
        place += 1
    word, tag = tokens.word(place), tokens.tag(place)
    if tag == "," and tokens.tag(place + 1) == "(":
        return "quote"
    if tag not in ".,;:()-" and word in _BY_WORD:
        return _BY_WORD[word] or word
    if tag == "w" and word.endswith("ing"):
        return "ing"
    found = _BY_TAG.get(tag, "np")
    return "clause" if found == "np" and clause_follows(tokens, place) else found
