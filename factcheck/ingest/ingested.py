"""What reading an article gives: its text, and what the file says about itself."""

from dataclasses import dataclass

from factcheck.core.dates import parse_date
from factcheck.core.links import check_link
from factcheck.core.visible import visible
from factcheck.errors import BadInputError

_LONGEST_FIELD = 500


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article as read: the text (LF line ends) and what the file states; ``None`` where it states nothing usable.

    ``published`` is a date as far as known (2025, 2025-01, 2025-01-20); ``warnings`` are sentences for the user about
    what was left out or could not be used; ``media_type`` is text/plain, text/markdown, text/html, or that of PDF or docx.
    """

    text: str
    title: str | None
    language: str | None
    author: str | None
    published: str | None
    url: str | None
    publisher: str | None
    warnings: tuple[str, ...]
    media_type: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says about itself, word for word and not yet checked; empty where it says nothing."""

    title: str = ""
    language: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    publisher: str = ""

    def checked(self, text: str, media_type: str, warnings: list[str]) -> Ingested:
        """Return the article with the fields that hold up; what does not is left out, with a sentence in ``warnings``."""
        published = _line(self.published)
        try:
            day = parse_date(published.partition("T")[0].partition(" ")[0]) if published else None
        except BadInputError:
            day = None
            warnings = [*warnings, f"the file's date “{published}” was not understood: give --published"]
        url = _line(self.url)
        try:
            link = check_link(url) if url else None
        except BadInputError as error:
            link = None
            warnings = [*warnings, f"the file's own address was left out: {error}"]
        return Ingested(
            text=text,
            title=_line(self.title) or None,
            language=_line(self.language) or None,
            author=_line(self.author) or None,
            published=day,
            url=link,
            publisher=_line(self.publisher) or None,
            warnings=tuple(warnings),
            media_type=media_type,
        )


def _line(value: str) -> str:
    return visible(" ".join(value.split()))[:_LONGEST_FIELD].rstrip()
