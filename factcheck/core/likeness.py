"""How alike two statements are: the same claim, a related one, or none; with a score, and the reasons for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.core.likeness_differences import difference, hindrance
from factcheck.core.likeness_features import Rarity, Reading, features, read
from factcheck.core.likeness_reasons import reasons
from factcheck.core.likeness_weights import Weights, sure_numbers, weights
from factcheck.core.words import Band

#: The least score of two statements of the same words: no model need be asked.
_SAME_WORDS = 0.97


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to compare: its key in the index, its wording, its other texts (title, summary …), and its day.

    A text somebody asks for has key 0 and a wording alone. Give it a day only where its checks are expected soon after it,
    as those of a post are: an article may repeat what was checked years ago.
    """

    key: int
    wording: str
    others: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two statements have in common: ``score`` from 0 to 1, the band it falls in, and ``why``, in words for people.

    ``score`` estimates how likely it is that both are the same claim. ``contradicts``: the same words with another
    number or date, an opposite, or negated. Such a pair is never ``same``. ``why`` is empty in the band ``none``.
    """

    score: float
    band: Band
    contradicts: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate with the reading of its wording, the numbers of ``FEATURES``, and where they put it."""

    statement: Statement
    reading: Reading
    numbers: tuple[float, ...]
    order: float


def rank(
    asked: Statement, candidates: Sequence[Statement], rarity: Rarity, meaning: Sequence[float] | None = None
) -> list[tuple[Statement, Likeness]]:
    """The candidates with their likeness to ``asked``, likest first.

    ``rarity`` is ``Candidates.rarity`` of ``db/likeness.py``; ``meaning`` holds, for each candidate in turn, the cosine
    (-1 to 1) of its sentence embedding and that of ``asked``: the highest over the candidate's texts.
    """
    weighed = weights(meaning=meaning is not None)
    mine = read(asked.wording)
    rows = measure(asked, candidates, rarity, weighed, meaning)
    rows.sort(key=lambda row: row.reading.known != mine.known)
    numbers = sure_numbers(
        mine, [(row.reading, row.numbers) for row in rows], [row.order for row in rows], weighed.empty
    )
    found: list[tuple[Statement, Likeness]] = []
    highest = 1.0
    for row, sure in zip(rows, numbers, strict=True):
        same_words = bool(row.reading.known) and row.reading.known == mine.known
        # No candidate is surer than the one before it; two of the very same words are both sure.
        score = max(_SAME_WORDS, weighed.score(sure)) if same_words else min(highest, weighed.score(sure))
        highest = min(highest, score)
        found.append((row.statement, _likeness(asked, row, score, weighed, rarity, with_meaning=meaning is not None)))
    return found


def measure(
    asked: Statement,
    candidates: Sequence[Statement],
    rarity: Rarity,
    weighed: Weights,
    meaning: Sequence[float] | None = None,
) -> list[Measured]:
    """The candidates as numbers, in the order of the first model; equals stay as they come."""
    mine = read(asked.wording)
    rare = {term: rarity(term) for term in mine.known}
    rows = []
    for place, other in enumerate(candidates):
        texts = [read(text) for text in (other.wording, *other.others) if text]
        numbers = features(mine, rare, texts or [read("")], (asked.day, other.day), rarity)
        if meaning is not None:
            numbers = (*numbers, float(meaning[place]))
        rows.append(Measured(other, texts[0] if texts else read(""), numbers, weighed.ordered(numbers)))
    return sorted(rows, key=lambda row: -row.order)


def _likeness(
    asked: Statement, row: Measured, score: float, weighed: Weights, rarity: Rarity, *, with_meaning: bool
) -> Likeness:
    other = row.statement
    if score < weighed.related:
        return Likeness(score, Band.NONE, contradicts=False, why=())
    against = difference(asked.wording, other.wording, rarity)
    why = reasons(
        asked.wording,
        other.wording,
        (other.wording, *other.others),
        (asked.day, other.day),
        rarity,
        row.numbers[-1] if with_meaning else None,
    )
    hindered = str(against) if against else hindrance(asked.wording, other.wording, other.others, rarity)
    band = Band.SAME if score >= weighed.same and not hindered else Band.RELATED
    first = (hindered,) if hindered else ()
    return Likeness(score, band, against is not None, (*first, *why))


def compare(asked: Statement, other: Statement, rarity: Rarity, meaning: float | None = None) -> Likeness:
    """The likeness of one pair, as if ``other`` were the only candidate."""
    return rank(asked, [other], rarity, None if meaning is None else [meaning])[0][1]
