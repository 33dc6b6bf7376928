"""What other desks published of a claim, from a file: JSON Lines of our own fields, or ClaimReview objects of any shape.

ClaimReview objects are taken alone, in arrays, in the ``@graph`` of JSON-LD, in feeds (``dataFeedElement``, ``item``) and
as the Google Fact Check Tools API gives them (``claims``). A line or object that cannot be taken is listed and skipped.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from factcheck.core.dates import MONTHS, parse_date
from factcheck.core.fields import MAX_NAME, MAX_TEXT, one_line
from factcheck.core.links import check_link
from factcheck.errors import BadInputError
from factcheck.exchange.strict_json import RepeatedFields, UnreadableError, decode_text, parse_json

#: Most prior checks of one file.
MAXIMUM = 200_000
#: Most that is skipped: a file with more is of another kind.
_MOST_SKIPPED = 10_000
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([A-Z][a-z]{2,8})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})")
#: Fields of objects that hold others.
_HOLDERS = ("@graph", "dataFeedElement", "item", "itemListElement", "claims", "mainEntity")


@dataclass(frozen=True, slots=True)
class PriorRow:
    """One prior check: the claim in its publisher's words, and what was said of it. Texts are one line or ``None``."""

    claim: str
    title: str | None = None
    summary: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    rating: str | None = None


@dataclass(frozen=True, slots=True)
class PriorFile:
    """What a file gave: its prior checks in order, each once, and why some were skipped, a sentence each.

    ``left_out`` counts links that nobody may print and dates that could not be read: the rest of a check is taken.
    """

    rows: tuple[PriorRow, ...]
    skipped: tuple[str, ...]
    left_out: Mapping[str, int]


def read_prior_checks(data: bytes, *, name: str) -> PriorFile:
    """The prior checks of a file.

    Raises:
        BadInputError: the file is no text, nothing in it is a prior check, or too much is none.
    """
    try:
        text = decode_text(data) if data.strip() else ""
    except UnreadableError as error:
        raise BadInputError(f"{name} cannot be taken: {error}", hint="give a file in UTF-8") from None
    rows: dict[PriorRow, None] = {}
    skipped: list[str] = []
    left_out: Counter[str] = Counter()
    for place, given in _objects(text, skipped):
        try:
            row, lacking = _row(given)
            if row not in rows:
                left_out.update(lacking)
            rows[row] = None
        except BadInputError as error:
            _skip(skipped, f"{place}: {error}")
        if len(rows) > MAXIMUM:
            raise BadInputError(f"{name} has more than {MAXIMUM:,} prior checks", hint="split it")
    if not rows:
        reason = f": {skipped[0]}" if skipped else ""
        raise BadInputError(
            f"{name} has no prior check{reason}", hint='give JSON Lines like {"claim": "…"}, or ClaimReview objects'
        )
    return PriorFile(tuple(rows), tuple(skipped), left_out)


def _skip(skipped: list[str], reason: str) -> None:
    """List one more that cannot be taken.

    Raises:
        BadInputError: there are too many.
    """
    if len(skipped) >= _MOST_SKIPPED:
        raise BadInputError(
            f"more than {_MOST_SKIPPED:,} lines or objects of the file cannot be taken, the first of them: {skipped[0]}",
            hint="give a file of prior checks",
        )
    skipped.append(reason)


def _objects(text: str, skipped: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each object that may be a prior check, with its place in the file."""
    try:
        whole = parse_json(text)
    except UnreadableError as error:
        if "\n" not in text.strip():
            _skip(skipped, str(error))
            return
    else:
        yield from _held(whole, "", skipped)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = parse_json(line, first_line=number)
        except UnreadableError as error:
            _skip(skipped, f"{place}: {error}")
        else:
            yield from _held(value, place, skipped)


def _held(value: Any, place: str, skipped: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The prior checks inside a value, in order."""
    if isinstance(value, list):
        for count, each in enumerate(value, 1):
            yield from _held(each, f"{place}, item {count}".removeprefix(", "), skipped)
        return
    where = place or "the object"
    if isinstance(value, RepeatedFields):
        _skip(skipped, f"{where}: the field “{value.repeated}” stands twice")
    elif not isinstance(value, Mapping):
        _skip(skipped, f"{where}: it is no object")
    elif _is_review(value) or "claim" in value:
        yield where, value
    elif isinstance(value.get("claimReview"), list):
        for count, review in enumerate(value["claimReview"], 1):
            if isinstance(review, Mapping):
                yield f"{where}, review {count}", {"claimReviewed": value.get("text"), **review}
    elif holders := [name for name in _HOLDERS if isinstance(value.get(name), list | Mapping)]:
        for name in holders:
            yield from _held(value[name], f"{place}, {name}".removeprefix(", "), skipped)
    elif "@type" not in value:
        # A page's other structured data (its breadcrumbs, its publisher) is no news; an object of no type is.
        _skip(skipped, f"{where}: it has neither “claim” nor “claimReviewed”")


def _is_review(value: Mapping[str, Any]) -> bool:
    kind = value.get("@type")
    return "claimReviewed" in value or "ClaimReview" in (kind if isinstance(kind, list) else [kind])


def _row(given: Mapping[str, Any]) -> tuple[PriorRow, list[str]]:
    """One prior check, and the fields that had to be left out of it.

    Raises:
        BadInputError: it has no claim, or a field that the desk cannot keep.
    """
    own = "claim" in given and not _is_review(given)
    values = {each.name: given.get(each.name) for each in fields(PriorRow)} if own else _of_review(given)
    if not isinstance(values["claim"], str) or not values["claim"].strip():
        raise BadInputError("it names no claim")
    kept = {name: _kept(name, value) for name, value in values.items()}
    return PriorRow(**kept), [name for name in ("url", "date") if values[name] and not kept[name]]  # type: ignore[arg-type]


def _kept(name: str, value: Any) -> str | None:
    """A field as the desk keeps it, or ``None`` where there is nothing to keep."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if text is not None and not isinstance(text, str):
        raise BadInputError(f"“{name}” is no text")
    if text is None or not text.strip():
        return None
    if name == "date":
        return _date(text)
    if name == "url":
        try:
            return check_link(text)
        except BadInputError:
            return None
    return one_line(text, f"the {name}", most=MAX_NAME if name == "publisher" else MAX_TEXT)


def _of_review(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a ClaimReview, or of a review in the Google API's words."""
    rating = _first(given.get("reviewRating"))
    value, best = _points(rating.get("ratingValue")), _points(rating.get("bestRating"))
    points = f"{value} of {best}" if value and best else value
    publisher = _first(given.get("publisher"))
    return {
        "claim": given.get("claimReviewed"),
        "title": _text(given, "headline", "name", "title"),
        "summary": _text(given, "description", "reviewBody"),
        "publisher": _text(_first(given.get("author")), "name") or _text(publisher, "name", "site"),
        "url": given.get("url") if isinstance(given.get("url"), str) else _text(_first(given.get("url")), "@id", "url"),
        "date": _text(given, "datePublished", "reviewDate"),
        "rating": _text(rating, "alternateName", "name") or _text(given, "textualRating") or points,
    }


def _first(value: Any) -> Mapping[str, Any]:
    """An object, or the first of several; a bare text is a name."""
    each = value[0] if isinstance(value, list) and value else value
    if isinstance(each, str):
        return {"name": each}
    return each if isinstance(each, Mapping) else {}


def _text(given: Mapping[str, Any], *names: str) -> str | None:
    """The first of these fields that is a text and not empty."""
    return next((value for name in names if isinstance(value := given.get(name), str) and value.strip()), None)


def _points(value: Any) -> str | None:
    """A text or a number as text; anything else is no rating."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _date(text: str) -> str | None:
    """A day as far as it can be read: ISO 8601, or like 26 May 2015; ``None`` for any other text."""
    text = " ".join(text.split())
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1))):
        if match := pattern.fullmatch(text):
            year, month, day = (match.groups()[place] for place in order)
            names = [each for each in MONTHS if each.startswith(month)]
            text = f"{year}-{MONTHS.index(names[0]) + 1:02}-{int(day):02}" if names else ""
    for end in (10, 7, 4):
        if text[end : end + 1].isdigit():
            continue  # seconds since 1970 are no year
        try:
            return parse_date(text[:end])
        except BadInputError:
            continue
    return None
