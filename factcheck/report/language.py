"""The language a report is written in: its messages, plurals, dates, numbers and lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from factcheck.errors import BadInputError

# Babel costs 20 ms: it is imported where a date or a large number is written, not by every command.
if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = {"en": "en_GB", "es": "es", "fr": "fr", "de": "de", "pt": "pt", "ar": "ar", "zh": "zh_Hans"}
"""Each language a report can be written in, and whose habits its dates, numbers and lists follow."""

CATALOGUES = Path(__file__).parent / "locale"
"""Where the translations are, ``es.po`` and so on; English is in the code itself."""

_IDENTITIES = frozenset({"number", "version", "entry"})
_GROUPED_FROM = 1000
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def N_(message: str) -> str:  # noqa: N802 - the name gettext's own manual gives it
    """Mark ``message`` for translation where it stands; it is translated where it is used."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message with a plural for translation."""
    return one, many


def P_(context: str, message: str) -> str:  # noqa: N802
    """Mark ``message`` for translation in a context, where the word alone could mean two things."""
    del context
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the report; made by ``get_language``.

    A placeholder of a message is written ``%(name)s``. A whole number put in its place is a count, and written as the
    language writes counts, unless the placeholder is called ``number``, ``version`` or ``entry``: those are identities.

    Attributes:
        tag: Its BCP 47 tag: "en".
        catalogue: Its messages.
    """

    tag: str
    catalogue: NullTranslations = field(repr=False, compare=False)

    @property
    def direction(self) -> str:
        """Which way it is written: "ltr" or "rtl"."""
        return _locale(self.tag).text_direction

    def gettext(self, message: str, **values: object) -> str:
        """``message`` in this language, with ``values`` in its placeholders."""
        return self.catalogue.gettext(message) % (self.written(values) if values else ())

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """The message for ``num`` things, with ``num`` and ``values`` in its placeholders."""
        return self.catalogue.ngettext(one, many, num) % self.written({"num": num, **values})

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """``message`` in this language as it is said in ``context``."""
        return self.catalogue.pgettext(context, message) % (self.written(values) if values else ())

    def written(self, values: dict[str, object]) -> dict[str, object]:
        """``values`` with every count as this language writes it."""
        counts = [name for name, value in values.items() if type(value) is int and name not in _IDENTITIES]
        return {**values, **{name: self.number(cast("int", values[name])) for name in counts}} if counts else values

    def day(self, value: str | date) -> str:
        """A date as prose: "28 January 2025", "January 2025", "2025"; text that is no date comes back as it is.

        Args:
            value: A date, an instant (its date in UTC), or ISO text as far as known, of which a time is cut off.
        """
        if isinstance(value, datetime):
            value = _in_utc(value).date()
        return _day(self.tag, value if isinstance(value, str) else value.isoformat())

    def moment(self, value: datetime) -> str:
        """An instant as prose, in UTC: "28 January 2025, 14:05 UTC"."""
        value = _in_utc(value)
        return self.gettext("%(day)s, %(time)s UTC", day=self.day(value), time=f"{value:%H:%M}")

    def number(self, value: int) -> str:
        """A count as the language writes it: "2,000"."""
        return str(value) if 0 <= value < _GROUPED_FROM else _number(self.tag, value)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole percent: "57%"."""
        return _percent(self.tag, round(share * 100))

    def row(self, parts: Iterable[str]) -> str:
        """Parts of a line one after the other, without an "and": "5 items, 3 origins"."""
        return self.gettext(", ").join(parts)

    def listed(self, words: Sequence[str]) -> str:
        """Words as a sentence lists them: "a, b and c"."""
        if len(words) < 2:  # noqa: PLR2004
            return words[0] if words else ""
        from babel.lists import format_list

        return format_list(words, locale=_locale(self.tag))


def get_language(tag: str) -> Language:
    """The language for a BCP 47 tag; "es-MX" falls back to "es".

    Raises:
        BadInputError: The report has no catalogue for it.
    """
    base = re.split("[-_]", tag.strip().casefold(), maxsplit=1)[0]
    if base not in LANGUAGES:
        raise BadInputError(
            f"the report does not speak {tag!r}", hint=f"its languages are {', '.join(sorted(LANGUAGES))}"
        )
    return _language(base)


@cache
def _language(tag: str) -> Language:
    if tag == "en":
        return Language(tag, NullTranslations())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{tag}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=LANGUAGES[tag]))
    compiled.seek(0)
    return Language(tag, GNUTranslations(compiled))


@cache
def _locale(tag: str) -> "Locale":
    from babel import Locale

    return Locale.parse(LANGUAGES[tag])


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC) if value.tzinfo else value


# A report prints the same days over and over, and Babel takes 20 microseconds for each.
@lru_cache(maxsize=4096)
def _day(tag: str, text: str) -> str:
    match = _PARTIAL_DATE.fullmatch(text[:10])
    try:
        value = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        value = None
    if not match or not value:
        return text
    from babel.dates import format_date, format_skeleton

    if match[3]:
        return format_date(value, "long", locale=_locale(tag))
    return format_skeleton("yMMMM" if match[2] else "y", value, locale=_locale(tag))


@lru_cache(maxsize=4096)
def _number(tag: str, value: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(tag))


@cache
def _percent(tag: str, hundredths: int) -> str:
    from babel.numbers import format_percent

    return format_percent(hundredths / 100, locale=_locale(tag))
