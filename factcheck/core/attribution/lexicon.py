"""The word lists of ``core/lists`` as lookups: classes of words, verbs with their forms, and how a verb that reports goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Forms of a verb: the base, the third person, the past, the participle where it is another word, and the one in -ing.
BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that reports: its base form, how it must go on, and what the list says of it.

    ``takes`` are the constructions it counts with (``any``: all but those in ``never``); ``believed`` is an opinion, a wish,
    a stance or an act; ``distances`` keeps away from the truth of what is said.
    """

    base: str
    takes: frozenset[str]
    never: frozenset[str]
    believed: bool = False
    distances: bool = False

    def goes_on(self, construction: str, *, known: bool) -> bool:
        """Whether the verb reports in this construction; a subject that is no ``known`` kind of speaker wants a clause."""
        if "any" in self.takes:
            return construction not in self.never if known else construction in {"that", "quote"}
        return known and ("that" if construction == "clause" else construction) in self.takes

    @property
    def always(self) -> bool:
        """Whether it reports however it goes on."""
        return "any" in self.takes


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of ``core/lists/NAME.txt``; lines with # say where they are from."""
    text = files("factcheck.core").joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one class of ``function-words.txt``."""
    for line in lines("function-words"):
        title, _, words = line.partition(": ")
        if title == name:
            return frozenset(words.split())
    raise KeyError(name)


@cache
def word_classes() -> dict[str, str]:
    """The tag of each function word (the tags are told in ``tokens``)."""
    order = (
        ("R", "adverb"), ("N", "negation"), ("C", "conjunction"), ("I", "preposition"), ("S", "subordinator"),
        ("D", "determiner"), ("X", "auxiliary"), ("P", "pronoun"),
    )  # fmt: skip
    return {word: tag for tag, name in order for word in words_of(name)}


@cache
def cue_verbs() -> dict[str, tuple[CueVerb, frozenset[str]]]:
    """Every form of every verb that reports, with the verb and which forms of it the word may be."""
    found: dict[str, tuple[CueVerb, frozenset[str]]] = {}
    for line in lines("cue-verbs"):
        parts = [part.strip() for part in line.split("|")]
        takes = parts[1].split() if len(parts) > 1 else ["any"]
        known = parts[2].split() if len(parts) > 2 else []  # noqa: PLR2004
        verb = CueVerb(
            parts[0].split()[0],
            frozenset(word for word in takes if word[0] != "-"),
            frozenset(word[1:] for word in takes if word[0] == "-"),
            "believed" in known,
            "distances" in known,
        )
        for form, name in forms(parts[0]):
            found[form] = (verb, found.get(form, (verb, frozenset()))[1] | {name})
    return found


@cache
def verb_forms() -> dict[str, frozenset[str]]:
    """Which forms a word may be of any verb on the lists, reporting or not."""
    found = {word: names for word, (_, names) in cue_verbs().items()}
    for line in lines("other-verbs"):
        for form, name in forms(line):
            found[form] = found.get(form, frozenset()) | {name}
    return found


@cache
def finite_forms() -> frozenset[str]:
    """Common finite forms, besides those in -ed."""
    return frozenset(lines("finite-forms"))


@cache
def noun_list(name: str) -> frozenset[str]:
    """A list of nouns in the singular, with their plurals."""
    nouns = set(lines(name))
    nouns |= {f"{noun}s" for noun in nouns} | {f"{noun[:-1]}ies" for noun in nouns if noun.endswith("y")}
    return frozenset(nouns)


@cache
def people_nouns() -> frozenset[str]:
    """Nouns for people, bodies and documents that say things, singular and plural."""
    return noun_list("speaking-nouns") | noun_list("saying-documents") | noun_list("anonymous")


@cache
def flagged(name: str) -> dict[str, frozenset[str]]:
    """A list whose lines are ``word | flags``."""
    parts = (line.partition("|") for line in lines(name))
    return {word.strip(): frozenset(flags.split()) for word, _, flags in parts}


def forms(entry: str) -> Iterator[tuple[str, str]]:
    """Yield each form of a verb with its name, from its base or from base, past and participle: ("says", "third")."""
    base, *irregular = entry.split()
    soft = base.endswith("y") and base[-2] not in _VOWELS
    yield base, BASE
    yield (
        base[:-1] + "ies" if soft else base + ("es" if base.endswith(("s", "x", "ch", "sh", "z", "go")) else "s"),
        THIRD,
    )
    past = irregular[0] if irregular else base[:-1] + "ied" if soft else base + ("d" if base.endswith("e") else "ed")
    yield past, PAST
    if irregular and irregular[1] != past:
        yield irregular[1], PARTICIPLE
    doubled = past == base + base[-1] + "ed" or base in {
        "put",
        "set",
        "let",
        "hit",
        "bet",
        "get",
        "run",
        "begin",
        "forget",
        "win",
    }
    if doubled:
        yield base + base[-1] + "ing", ING
    else:
        yield (base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye")) else base) + "ing", ING
