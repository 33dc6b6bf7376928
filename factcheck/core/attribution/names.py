"""The names of an article: full ones, short forms of them, who is a person and who a body, and offices they hold."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from factcheck.core.attribution.lexicon import lines, noun_list, words_of
from factcheck.core.attribution.tokens import Tokens

_LONGEST_NAME = 8
_NEAR = 12
_MOST = 50  # names that share a word


@dataclass(slots=True)
class Names:
    """Every full name of an article by its last and first word, with the places where each stands."""

    at: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    bodies: list[tuple[int, str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    opened: list[tuple[int, str]] = field(default_factory=list)
    single: set[str] = field(default_factory=set)
    alone: dict[str, int] = field(default_factory=dict)
    titled: dict[str, int] = field(default_factory=dict)

    def note(self, tokens: Tokens) -> None:
        """Take in the names of a paragraph, with the offices that stand before them and after them."""
        place = 0
        while place < len(tokens):
            if tokens.tags[place] != "U":
                place += 1
                continue
            last = run(tokens, place)
            self._note(tokens, place, last)
            place = last + 1

    def _note(self, tokens: Tokens, first: int, last: int) -> None:
        title = first
        while first < last and is_title(tokens, first):
            first += 1
        name = written(tokens, first, last)
        at = tokens.starts[first]
        if first == last:
            self.alone.setdefault(name.casefold(), at)
            if title < first:
                self.titled.setdefault(name.casefold(), at)
            if tokens.tag(first - 1) not in ".()":
                self.single.add(name.casefold())
            self._note_opening(tokens, title, at, name)
            if any(letter.isupper() for letter in name[1:]):
                self.bodies.append((at, name))
            return
        for word in (tokens.low[first], tokens.low[last], initials(name)):
            if name not in self.by_word[word] and len(self.by_word[word]) < _MOST:
                self.by_word[word].append(name)
        self.single |= {word.casefold() for word in name.split()}
        self.at[name].append(at)
        self._note_opening(tokens, title, at, name)
        role = tokens.low[first - 1] if first and tokens.tags[first - 1] == "w" else ""
        if is_body(name):
            self.bodies.append((at, name))
        elif title < first or role in noun_list("speaking-nouns"):
            self.people.add(name)
        for office in {role, *(tokens.low[here] for here in range(title, first))} - {""}:
            self.offices[office].append((at, name))
        self._note_apposition(tokens, name, last)

    def _note_opening(self, tokens: Tokens, title: int, at: int, name: str) -> None:
        """Remember the name with which a sentence begins, "But" or an office before it left aside."""
        here = title - 1
        while here >= 0 and tokens.tags[here] in "CDSw" and title - here < _LONGEST_NAME:
            here -= 1
        if tokens.tag(here) in ".)" and not is_body(name):
            self.opened.append((at, name))

    def person(self, place: int, spoke: list[tuple[int, str]], others: set[str]) -> str | None:
        """The likeliest person for a pronoun: who spoke last or with whom a sentence began last, before a place.

        ``others`` are out of the question, for another pronoun stands for them; somebody without a name who spoke last is
        nobody we could name.
        """
        best: tuple[int, str] | None = None
        end = bisect_left(self.opened, (place, ""))
        for at, name in reversed(self.opened[max(0, end - _NEAR) : end]):
            full = self.full(name, at) or name
            if full not in others and (full in self.people or " " in full):
                best = (at, full)
                break
        for at, name in reversed(spoke[-_NEAR:]):
            if at < place and (not name or name in self.people - others):
                best = max(best or (at, name), (at, name))
                break
        return (best[1] or None) if best else None

    def _note_apposition(self, tokens: Tokens, name: str, last: int) -> None:
        """``Ada Lune, the mayor of Lune`` and ``Ada Lune, 40,``."""
        if tokens.tag(last + 1) != ",":
            return
        if tokens.tag(last + 2) == "Q" and tokens.tag(last + 3) == "," and len(tokens.low[last + 2]) <= len("100"):
            self.people.add(name)
        here = last + 2
        while tokens.tag(here) in "DwUp" and here < last + _LONGEST_NAME:
            if tokens.low[here] in noun_list("speaking-nouns") and not is_body(name):
                self.offices[tokens.low[here]].append((tokens.starts[last], name))
                self.people.add(name)
            here += 1

    def full(self, short: str, place: int) -> str | None:
        """The full name for a short one: the nearest before a place of the text, else the first after it."""
        return min(self._known(short), key=lambda name: self._distance(name, place), default=None)

    def doubtful(self, short: str, full: str) -> bool:
        """Whether a short name may stand for somebody else: two people share it, or "Mr" and it came before the full name."""
        words, own = short.casefold().split(), full.casefold().split()
        shared = False
        for name in self._known(short):
            other = name.casefold().split()
            same = other[-1] == words[-1] or other[0] == own[0] == words[0]
            shared = shared or (same and not (is_body(name) or is_part(other, own) or is_part(own, other)))
        titled = self.titled.get(words[-1]) if len(words) == 1 else None
        return shared or (titled is not None and titled < self.at[full][0])

    def _known(self, short: str) -> list[str]:
        words = short.casefold().split()
        found = dict.fromkeys(name for word in (words[-1], words[0]) for name in self.by_word.get(word, ()))
        return [name for name in found if self._shortens(words, name)]

    def _shortens(self, words: list[str], name: str) -> bool:
        """Whether words can stand for a name: a person's last or first, initials, or what came after the name first stood."""
        full = name.casefold().split()
        if len(full) <= len(words) or (len(words) > 1 and not is_part(words, full)):
            return False
        if len(words) > 1 or words[0] != full[0] or name in self.people:
            return True
        return self.at[name][0] < self.alone.get(words[0], 0)

    def _distance(self, name: str, place: int) -> tuple[bool, int]:
        places = self.at[name]
        index = bisect_left(places, place)
        return (False, place - places[index - 1]) if index else (True, places[0] - place)

    def holder(self, office: str, place: int) -> str | None:
        """Who holds an office: the last one before a place whom the article gives it."""
        held = self.offices.get(office, [])
        index = bisect_left(held, (place, ""))
        return held[index - 1][1] if index else None

    def body(self, place: int, spoke: list[tuple[int, str]]) -> str | None:
        """The nearest organisation before a place: by its name, or by having spoken without being a person."""
        index = bisect_left(self.bodies, (place, ""))
        best = self.bodies[index - 1] if index else None
        for at, name in reversed(spoke[-_NEAR:]):
            if at < place and name and " " not in name and name not in self.people:
                best = max(best or (at, name), (at, name))
                break
        return best[1] if best else None


def run(tokens: Tokens, first: int) -> int:
    """The last token of the name that begins at a token."""
    last = first
    while last - first < _LONGEST_NAME:
        step = _further(tokens, first, last)
        if step == last:
            break
        last = step
    return last


def _further(tokens: Tokens, first: int, last: int) -> int:
    """The next token that belongs to a name, or the same."""
    word = tokens.word(last + 1)
    if tokens.tag(last + 1) == "U":
        return last + 1
    if tokens.tag(last + 2) == "U" and (
        word in words_of("name-link") or tokens.raw[last + 1 : last + 2] in (["'"], ["\u2019"])
    ):
        return last + 2
    if word in {"of", "for"} and (
        first == last or any(each in noun_list("collectives") for each in tokens.low[first : last + 1])
    ):
        following = last + 3 if tokens.word(last + 2) == "the" else last + 2
        return following if tokens.tag(following) == "U" else last
    if word == "and" and tokens.tag(last + 2) == "U":
        end = last + 2
        while tokens.tag(end + 1) in "Up" and end - last < _LONGEST_NAME:
            end += 1
        return end if tokens.low[end] in noun_list("collectives") else last
    return last


def written(tokens: Tokens, first: int, last: int) -> str:
    """The words of a name as they stand, with single spaces."""
    spaces = ("" if place == first or tokens.glued(place) else " " for place in range(first, last + 1))
    return "".join(space + word for space, word in zip(spaces, tokens.raw[first : last + 1], strict=True))


def is_title(tokens: Tokens, place: int) -> bool:
    """Whether a word is a title or office that stands before a name."""
    return tokens.raw[place] in _titles()


def is_body(name: str) -> bool:
    """Whether a name is an organisation's, by a word in it or by being all capitals."""
    words = name.casefold().split()
    return name.isupper() or any(word.strip(".") in noun_list("collectives") for word in words) or "&" in words


def is_part(short: list[str], full: list[str]) -> bool:
    """Whether the words of a short name stand in the full one, in order."""
    rest = iter(full)
    return all(word in rest for word in short)


def initials(name: str) -> str:
    """``pca`` for "Pacific Coast Agency"."""
    return "".join(word[0] for word in name.split() if word[0].isupper()).casefold()


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for line in lines("titles") for word in line.split())
