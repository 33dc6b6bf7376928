"""Finds a name in a text however it is written: case, accents, white space, unseen characters, entities, addresses."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

PART_LEAST = 4
"""Letters a part of a name must have to give its owner away."""

#: Letters within an address, as in "profjanedoe", must be this many to be a name and not chance.
_BURIED_LEAST = 6
#: How often escapes may lie in one another: "%254Aane" is two.
_ROUNDS = 4
#: Names of more words than this are looked for in their own order only.
_TURNED_MOST = 5

_SPELLED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "þ": "th", "ð": "dh", "ñ": "ny",
}  # fmt: skip
_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h", "ŧ": "t"}
#: Letters that show nothing, and a sign that is a blank.
_BLANK = {"\u115f": "", "\u1160": "", "\u3164": "", "\uffa0": "", "\u2800": " "}

_TAG = re.compile(r"<[^<>]{0,200}>")
_WORD = re.compile(r"[^\W_]+")
#: Words of names that are also words of any text: alone they say nothing of anybody.
COMMON = frozenset(
    _WORD.findall(
        "with from will that this then than they them there their these those when what where which while have been into over "
        "more most some such very were your about after also before both each even first here just last like many much must "
        "next only other same should since under until upon well would della delle dello dalla saint sankt junior senior "
        "january february march april june july august september october november december monday tuesday wednesday thursday "
        "friday saturday sunday doctor professor mister miss lady lord"
    )
)

_WIDE = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")
_MARK_OF_ADDRESS = re.compile(r"[/_@\\:#=&?%.+\-]")
#: Scripts that write no spaces between words: a name in them has no edges to look for.
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# Between two words of a name: anything that is no letter or figure, or nothing; and one initial of another name.
_BETWEEN = r"[\W_]*(?:(?<![^\W_])[^\W\d_](?![^\W_])[\W_]*)?"
_BETWEEN_IN_ADDRESS = r"[\W_\d]*"


class _Fold(dict[int, str]):
    """Characters as they are compared, made when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        kept = "".join(_PLAIN.get(each, each) for each in folded if not _is_unseen(each))
        self[code] = _BLANK.get(character, kept)
        return self[code]


_FOLD = _Fold()


def _is_unseen(character: str) -> bool:
    """Whether it is a mark on another letter, or shows nothing."""
    category = unicodedata.category(character)
    return category in ("Mn", "Me", "Cf") or (category == "Cc" and not character.isspace())


def fold(text: str) -> str:
    """``text`` as names are compared: no case, no accents, no compatibility forms, nothing unseen."""
    if not text.isascii():
        text = _WIDE.sub(lambda match: match[0].translate(_FOLD), text)
    return _CONTROL.sub("", text).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(fold(text)))


def readings(text: str) -> tuple[str, ...]:
    """``text``, and what it becomes when entities, percent escapes and tags in it are undone."""
    found = [text]
    if "&" in text or "%" in text:
        current = text
        for _ in range(_ROUNDS):
            undone = unquote(html.unescape(current), errors="replace")
            if undone == current:
                break
            found.append(undone)
            current = undone
    if "<" in found[-1]:
        found += [_TAG.sub(" ", found[-1]), _TAG.sub("", found[-1])]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Name:
    """A name prepared for the search; made by ``prepare_name``.

    Attributes:
        keys: The longest word of each spelling, folded: where none of them stands, the name does not.
        pattern: The whole name in running text, folded.
        address: The whole name within an address, folded.
        words: Its words, folded.
        family: Those of them that come last.
        parts: Those of them that give their owner away alone; none for a name of one word.
    """

    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    address: re.Pattern[str]
    words: frozenset[str]
    family: frozenset[str]
    parts: frozenset[str]


@cache
def prepare_name(text: str) -> Name | None:
    """Prepare a name for ``holds_name`` and ``find_part``; None where it has no letter or figure."""
    spellings = dict.fromkeys(
        tuple(_WORD.findall(each)) for each in (fold(text), fold(_spelled_out(text)), _drawn_together(fold(text)))
    )
    first = next(iter(spellings))
    if not first:
        return None
    orders = [order for words in spellings for order in _orders(words)]
    buried = len(first) > 1 and sum(map(len, first)) >= _BURIED_LEAST
    return Name(
        keys=tuple(dict.fromkeys(max(words, key=len) for words in spellings)),
        pattern=re.compile("|".join(_before(order) + _joined(order, _BETWEEN) + _after(order) for order in orders)),
        address=re.compile(
            "|".join(
                _joined(order, _BETWEEN_IN_ADDRESS)
                if buried
                else _before(order) + _joined(order, _BETWEEN_IN_ADDRESS) + _edge_after(order)
                for order in orders
            )
        ),
        words=frozenset(word for words in spellings for word in words),
        family=frozenset(words[-1] for words in spellings),
        parts=_telling_parts(text) if len(first) > 1 else frozenset(),
    )


def _spelled_out(text: str) -> str:
    """Umlauts and their like as two letters: "Mueller" for "Müller"."""
    return "".join(_SPELLED.get(each, each) for each in unicodedata.normalize("NFC", text).lower())


def _drawn_together(folded: str) -> str:
    """Two letters as the umlaut they may stand for, folded: "muller" for "mueller"."""
    return re.sub("([aou])e", r"\1", folded)


def _telling_parts(text: str) -> frozenset[str]:
    """Words of a name that are long enough, no common words, and capitalised where any of its words is."""
    words = _WORD.findall(_without_unseen(unicodedata.normalize("NFC", text)))
    named = [word for word in words if word[:1].isupper()] or words
    spelled = {fold(each) for word in named for each in (word, _spelled_out(word))}
    return frozenset(word for word in spelled if len(word) >= PART_LEAST and word not in COMMON)


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, and turned, so that the last ones come first: "Doe, Jane", "de Vries, Jan"."""
    for index in range(len(words) if len(words) <= _TURNED_MOST else 1):
        yield words[index:] + words[:index]


def _joined(words: tuple[str, ...], between: str) -> str:
    return between.join(map(re.escape, words))


def _before(words: tuple[str, ...]) -> str:
    """What may not stand before a name: a letter, or a figure before a figure."""
    if _NO_SPACES.match(words[0]):
        return ""
    return r"(?<![^\W_])" if words[0][0].isdigit() else r"(?<![^\W\d_])"


def _edge_after(words: tuple[str, ...]) -> str:
    if _NO_SPACES.match(words[-1][-1]):
        return ""
    return r"(?![^\W_])" if words[-1][-1].isdigit() else r"(?![^\W\d_])"


def _after(words: tuple[str, ...]) -> str:
    """What may follow a name within the word: two letters of any declension after a whole name, else a plural."""
    edge = _edge_after(words)
    if not edge or words[-1][-1].isdigit():
        return edge
    ending = r"[^\W\d_]{0,2}" if len(words) > 1 and len(words[-1]) >= PART_LEAST else r"(?:e?s)?"
    return ending + edge


def holds_name(name: Name, folded: str) -> bool:
    """Whether the whole name stands in a text that ``fold`` has made comparable."""
    if not any(key in folded for key in name.keys):
        return False
    if name.pattern.search(folded):
        return True
    return any(name.address.search(token) for token in folded.split() if _MARK_OF_ADDRESS.search(token))


def find_part(name: Name, text: str, folded: str, innocent: frozenset[str]) -> str | None:
    """A word of the name that stands alone and capitalised in ``text``, folded; None where none does.

    A given name right before another capitalised word is somebody else's. ``innocent`` are folded words that may stand
    because they are words of names the reader may know. ``folded`` is ``fold(text)``.
    """
    wanted = {part for part in name.parts if part in folded and part not in innocent}
    if not wanted:
        return None
    shown = _without_unseen(text)
    found: list[re.Match[str] | None] = [*_WORD.finditer(shown), None]
    for match, after in pairwise(found):
        if match is None or not match[0][:1].isupper():
            continue
        word = next((part for part in wanted if fold(match[0]) in (part, part + "s", part + "es")), None)
        if word and (word in name.family or after is None or not _is_another(match, after, name)):
            return word
    return None


def _without_unseen(text: str) -> str:
    """Text without marks and what shows nothing, its letters as they were."""
    text = unicodedata.normalize("NFC", text)
    return text if text.isascii() else "".join(each for each in text if not _is_unseen(each))


def _is_another(match: re.Match[str], after: re.Match[str], name: Name) -> bool:
    """Whether the next word makes this another person: capitalised, right behind, and not of this name."""
    gap = match.string[match.end() : after.start()]
    return not gap.strip() and after[0][:1].isupper() and fold(after[0]) not in name.words
