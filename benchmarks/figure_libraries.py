"""Libraries that read numbers or dates from prose, each behind one function: text and date in, values with places out.

None is a dependency: what is installed is measured (``pip install quantulum3 text2num dateparser parsedatetime ctparse``).
"""

import contextlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from importlib import import_module
from typing import Any

Reader = Callable[[str, date | None], "list[Read]"]


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read, and where: numbers as text, a date as the ISO text of its day or as fine as it was given."""

    start: int
    end: int
    low: str
    high: str

    def gives(self, expect: dict[str, Any]) -> bool:
        """Whether both ends are those of a label; of a date given to the day, only as fine as the label is."""
        if expect["unit"] == "date":
            low, high = self.low, self.high
            if not expect["low"]:
                return not low  # without the day of publication nobody can tell
            return low.startswith(expect["low"]) and (high or low).startswith(expect["high"])
        try:
            near = [
                abs(Fraction(one) - Fraction(other)) <= abs(Fraction(other)) / 10**6
                for one, other in ((self.low, expect["low"]), (self.high, expect["high"]))
            ]
        except ValueError:
            return False
        return all(near)


def _quantulum3() -> Reader:
    parser = import_module("quantulum3.parser")

    def read(text: str, _published: date | None) -> list[Read]:
        found = []
        with contextlib.suppress(Exception):  # it raises on some texts; those count as not read
            for each in parser.parse(text):
                low = each.value - (each.uncertainty or 0)
                high = each.value + (each.uncertainty or 0)
                start, end = each.span
                found.append(Read(start, end, repr(float(low)), repr(float(high))))
        return found

    return read


def _text2num() -> Reader:
    alpha2digit = import_module("text_to_num").alpha2digit

    def read(text: str, _published: date | None) -> list[Read]:
        """It rewrites the whole text, so a number's place is where its digits stand in the words left around them."""
        try:
            turned = alpha2digit(text, "en")
        except Exception:  # noqa: BLE001 - it raises on some texts; those count as not read
            return []
        found, at = [], 0
        for match in re.finditer(r"\d+(?:\.\d+)?", turned):
            after = turned[match.end() : match.end() + 6]
            end = text.find(after, at) if after.strip() else len(text)
            end = len(text) if end < 0 else end
            found.append(Read(max(at, end - len(match[0]) - 12), end, match[0], match[0]))
            at = max(at, end - 1)
        return found

    return read


def _dateparser() -> Reader:
    search_dates = import_module("dateparser.search").search_dates

    def read(text: str, published: date | None) -> list[Read]:
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
        if published:
            settings["RELATIVE_BASE"] = datetime(published.year, published.month, published.day)  # noqa: DTZ001
        found, at = [], 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            at = start + len(words)
            found.append(Read(start, at, when.date().isoformat(), when.date().isoformat()))
        return found

    return read


def _parsedatetime() -> Reader:
    calendar = import_module("parsedatetime").Calendar()

    def read(text: str, published: date | None) -> list[Read]:
        base = datetime(published.year, published.month, published.day) if published else None  # noqa: DTZ001
        found = []
        with contextlib.suppress(Exception):  # it raises on some texts; those count as not read
            for when, _kind, start, end, _words in calendar.nlp(text, base) or []:
                found.append(Read(start, end, when.date().isoformat(), when.date().isoformat()))
        return found

    return read


def _ctparse() -> Reader:
    ctparse = import_module("ctparse").ctparse

    logging.disable(logging.WARNING)

    def read(text: str, published: date | None) -> list[Read]:
        """It reads one date of a text; an interval has two ends."""
        base = datetime(published.year, published.month, published.day) if published else None  # noqa: DTZ001
        production = ctparse(text, ts=base, timeout=1)
        resolved = getattr(production, "resolution", None)
        if resolved is None:
            return []
        first, last = getattr(resolved, "t_from", resolved), getattr(resolved, "t_to", resolved)
        return [Read(resolved.mstart, resolved.mend, _partial(first), _partial(last))]

    return read


def _partial(moment: Any) -> str:
    parts = [getattr(moment, name, None) for name in ("year", "month", "day")]
    known = [f"{part:04}" if place == 0 else f"{part:02}" for place, part in enumerate(parts) if part]
    return "-".join(known)


#: Name, what reads with it, and the module whose loading is timed.
LIBRARIES: tuple[tuple[str, Callable[[], Reader], str], ...] = (
    ("quantulum3", _quantulum3, "quantulum3.parser"),
    ("text2num", _text2num, "text_to_num"),
    ("dateparser", _dateparser, "dateparser.search"),
    ("parsedatetime", _parsedatetime, "parsedatetime"),
    ("ctparse", _ctparse, "ctparse"),
)
