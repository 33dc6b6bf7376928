"""Every quantity of a text, with its place: amounts, shares, multiples, ranges and dates, by rules of our own (rules/1).

Why none of the libraries for numbers and dates is used: docs/adr/0015-figures.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.core import fact_words as lists
from factcheck.core.figures import tables
from factcheck.core.figures.amounts import Amount, Amounts
from factcheck.core.figures.dated import Calendar
from factcheck.core.figures.numbers import Row
from factcheck.core.figures.plurals import is_plural
from factcheck.core.figures.quantity import DATE, Quantity, exact_text
from factcheck.core.figures.tokens import tokens
from factcheck.core.words import Comparator

_COMPARED = tables.word_set("percent cent times points fold higher lower")
_FEW = 12
_LASTING = tables.word_set("for lasted lasts lasting last took takes taking take by with of to at waited after since")
_STRETCHES = tables.word_set(
    """
    days weeks months years decades hours minutes nights weekends floors storeys stories sites rounds legs sessions stages
    phases instalments installments seasons games matches episodes generations volumes pages acts
    """
)
_EARLIER = {
    Comparator.MORE: Comparator.LESS, Comparator.LESS: Comparator.MORE,
    Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands: code points ``start`` to ``end``, the words of comparator, number and measure.

    ``relative``: it is a date that only the article's own date settles ("last spring"). Where that is not known, the
    quantity is not ``resolved``: its ends are empty.
    """

    start: int
    end: int
    quantity: Quantity
    relative: bool = False

    @property
    def resolved(self) -> bool:
        """Whether its ends are known."""
        return bool(self.quantity.low)


def find_quantities(text: str, as_of: date | None = None) -> list[Found]:
    """Return the quantities of ``text`` in order; none overlap.

    ``as_of`` is the day on which the text was published: "last spring", "on Tuesday" and "in March" are resolved against
    it. What only looks like a quantity is left out: "H800", "Covid-19", "Room 12", "one of", times of day, the third man.
    """
    return list(_Finder(text, as_of).found())


class _Finder:
    def __init__(self, text: str, as_of: date | None) -> None:
        self.text = text
        self.row = Row(tokens(text))
        self.calendar = Calendar(self.row, as_of)
        self.amounts = Amounts(self.row)

    def found(self) -> Iterator[Found]:
        at, count = 0, len(self.row.tokens)
        while at < count:
            step = max(at + 1, self.calendar.past_impossible(at))
            if step == at + 1 and self._may_begin(at):
                for each, after in self._from(at):
                    yield each
                    step = max(step, after)
            at = step

    def _may_begin(self, at: int) -> bool:
        token = self.row.tokens[at]
        return token.kind in ("number", "fraction", "currency", "dash", "sign") or token.low in _BEGINNINGS

    def _from(self, at: int) -> list[tuple[Found, int]]:
        """What begins at a token: one quantity, or two where a change or a score is told; nothing else."""
        comparator, place = self._comparator(at, dates=True)
        if self.calendar.past_impossible(place) > place:
            return []
        dated = self._dated(at, place, comparator)
        if dated:
            return [dated]
        comparator, place = self._comparator(at, dates=False)
        amounts = self.amounts.read(place)
        if amounts and place == at + 1 and self._spans(at, amounts[0]):
            return [self._counted(place, amounts[0], None)]
        return [self._counted(at, amount, comparator) for amount in amounts]

    def _bounds_date(self, at: int, place: int) -> bool:
        """Whether the words before a date are of those that bound one: "since", "by the end of", "between"."""
        return self.row.low(at) == "between" or any(
            self.row.phrase(at, length) in tables.BEFORE_DATES for length in range(1, place - at + 1)
        )

    def _spans(self, at: int, amount: Amount) -> bool:
        """Whether "over" tells through what something goes: "over two floors", "over three days", but "for over three days"."""
        row = self.row
        told = row.kind(at + 1) == "word" or is_plural(row.low(at - 1))  # "46 witnesses over 11 days"
        if row.low(at) != "over" or not told or amount.low > _FEW or row.low(at - 1) in _LASTING:
            return False
        return amount.unit.lower() in _STRETCHES

    def _comparator(self, at: int, *, dates: bool) -> tuple[Comparator | None, int]:
        """The comparator that begins at a token, and the token after it; the longest wins."""
        for length in range(tables.LONGEST, 0, -1):
            words = self.row.phrase(at, length)
            found = tables.BEFORE.get(words) or (tables.BEFORE_DATES.get(words) if dates else None)
            if words in tables.BARE_ONLY and not self._counts(at + length):
                continue
            if found is not None and not (dates and words[-1] == "than" and self._compares(at, words)):
                place = at + length
                if words in (("c",), ("approx",), ("ca",)) and self.row.low(place) == ".":
                    place += 1
                for skipped in (
                    ("the", "end", "of"),
                    ("end", "of"),
                    ("an", "estimated"),
                    ("a", "total", "of"),
                    ("exactly",),
                    ("another",),
                ):
                    if self.row.phrase(place, len(skipped)) == skipped:
                        return found, place + len(skipped)
                return found, place
        return None, at

    def _counts(self, at: int) -> bool:
        """Whether a number in digits stands at a token, or behind the point of an abbreviation."""
        row = self.row
        return (row.kind(at + 1) if row.low(at) == "." else row.kind(at)) in ("number", "currency")

    def _compares(self, at: int, words: tuple[str, ...]) -> bool:
        """Whether "than" compares two amounts and no dates: "12 per cent lower than a year ago"."""
        plain = words[-2] in ("more", "less", "later", "earlier", "fewer")
        return not plain or self.row.kind(at - 1) in ("number", "percent") or self.row.low(at - 1) in _COMPARED

    def _dated(self, at: int, place: int, comparator: Comparator | None) -> tuple[Found, int] | None:
        if self.row.low(place) == "between":
            place += 1
        read = self.calendar.read(place)
        if read is None:
            return None
        moment, after = read
        ago = self.row.low(after - 1) == "ago"
        if place > at and comparator is not Comparator.ABOUT and not ago and not self._bounds_date(at, place):
            at, comparator = place, None  # "over the summer"
        if not moment.resolved:
            quantity = Quantity(self._text(at, after), "", "", DATE, Comparator.EQUAL)
            return Found(self._start(at), self._end(after), quantity, relative=True), after
        how = comparator
        if how is None or (how is Comparator.AT_LEAST and self.row.low(at) == "from" and moment.low != moment.high):
            how = Comparator.EQUAL if moment.low == moment.high else Comparator.WITHIN
        if comparator is not None and ago:
            how = _EARLIER.get(how, how)  # "more than 20 years ago" is before that year
        quantity = Quantity(self._text(at, after), moment.low, moment.high, DATE, how)
        return Found(self._start(at), self._end(after), quantity, relative=moment.relative), after

    def _counted(self, at: int, amount: Amount, comparator: Comparator | None) -> tuple[Found, int]:
        how = amount.comparator or comparator or (Comparator.EQUAL if amount.low == amount.high else Comparator.WITHIN)
        begins = at if amount.leads else amount.start
        written = self._text(begins, amount.end)
        quantity = Quantity(written, exact_text(amount.low), exact_text(amount.high), amount.unit, how)
        return Found(self._start(begins), self._end(amount.end), quantity), amount.after

    def _start(self, at: int) -> int:
        return self.row.tokens[at].start

    def _end(self, after: int) -> int:
        return self.row.tokens[after - 1].end

    def _text(self, at: int, after: int) -> str:
        return " ".join(self.text[self._start(at) : self._end(after)].split())


def _beginnings() -> frozenset[str]:
    """The words with which a quantity may begin: no other word is looked at twice."""
    words = {phrase[0] for phrase in (*tables.BEFORE, *tables.BEFORE_DATES)}
    for table in (lists.ONES, lists.TENS, lists.MONTHS, lists.WEEKDAYS, lists.ORDINALS):
        words.update(table)
    for more in (tables.PLURALS, tables.MULTIPLES, tables.HALVES, tables.SOMETIMES, tables.CODES):
        words.update(more)
    return frozenset(words) | tables.word_set(
        """
        a an the half dozen minus negative between from hundred thousand million billion early mid late middle midway
        spring summer autumn fall winter fiscal fy q h today tonight yesterday tomorrow last this next past previous coming
        """
    )


_BEGINNINGS = _beginnings()
