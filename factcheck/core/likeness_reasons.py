"""Why two statements are alike, in words for people."""

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.core.likeness_differences import other_quantity
from factcheck.core.likeness_features import Rarity, covered, read
from factcheck.core.likeness_words import printed_terms

_MOST_SHOWN = 5
_RARE = 0.5
_MOSTLY = 0.8
_NEAR_DAYS = 30
_CLOSE_MEANING = 0.6


def reasons(
    asked: str, other: str, texts: Sequence[str], days: tuple[date | None, date | None], rarity: Rarity,
    meaning: float | None = None,
) -> Iterator[str]:  # fmt: skip
    """What speaks for it that two statements are alike, the strongest first; ``texts`` are all those of the other."""
    mine, same_words = read(asked), read(asked).known == read(other).known
    known = frozenset[str]().union(*(read(text).known for text in texts))
    if same_words and not other_quantity(asked, other):
        yield "the same words"
    shared = _printed(asked, mine.known & known, rarity)
    if words := [word for word, kind in shared if kind == "word"][:_MOST_SHOWN]:
        yield f"shares the rare words {', '.join(words)}"
    for kind, told in (("name", "same name"), ("number", "same number")):
        if words := [word for word, found in shared if found == kind][:_MOST_SHOWN]:
            yield f"{told}{'s' if len(words) > 1 else ''}: {', '.join(words)}"
    if not same_words and covered(read(other).known, mine.known, rarity) >= _MOSTLY:
        yield "nearly all of its words are in the text"
    if None not in days and abs(apart := (days[1] - days[0]).days) <= _NEAR_DAYS:  # type: ignore[operator]
        yield "the same day" if not apart else f"{abs(apart)} day{'s' if abs(apart) > 1 else ''} apart"
    if meaning is not None and meaning >= _CLOSE_MEANING:
        yield f"near in meaning ({meaning:.2f})"


def _printed(text: str, shared: frozenset[str], rarity: Rarity) -> list[tuple[str, str]]:
    """The words of a text whose terms are shared and rare, as printed, the rarest first, each ``word``, ``name`` or ``number``."""
    found: dict[str, tuple[float, str, str]] = {}
    named = not text.isupper()
    for place, (word, its_terms) in enumerate(printed_terms(text)):
        common = [term for term in its_terms if term in shared]
        if not common or not word[-1].isalnum():
            continue  # a percent sign alone is no word to show
        weight = max(map(rarity, common))
        kind = (
            "number"
            if word[0].isdigit() or common[0][0].isdigit()
            else "name"
            if place and word[0].isupper() and named
            else "word"
        )
        if weight >= _RARE or kind == "number":
            found.setdefault(common[0], (-weight, word, kind))
    return [(word, kind) for _, word, kind in sorted(found.values())]
