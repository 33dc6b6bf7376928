"""The claim set: articles, claims, sources and documents as one file of our own format, read and written; no history."""

import json
from collections.abc import Iterator
from typing import Any

from factcheck.errors import BadInputError
from factcheck.exchange.claimset_values import (
    ClaimSet,
    SetAppearance,
    SetArticle,
    SetAttribution,
    SetClaim,
    SetDocument,
    SetEvidence,
    SetFigure,
    SetNote,
    SetOrigin,
    SetQuantity,
    SetQuery,
    SetRelation,
    SetSource,
    SetStatus,
    SetVersion,
)
from factcheck.exchange.records import find_references, read_record, show, write_record
from factcheck.exchange.strict_json import RepeatedFields, UnreadableError, decode_text, parse_json

__all__ = [
    "SCHEMA",
    "ClaimSet",
    "SetAppearance",
    "SetArticle",
    "SetAttribution",
    "SetClaim",
    "SetDocument",
    "SetEvidence",
    "SetFigure",
    "SetNote",
    "SetOrigin",
    "SetQuantity",
    "SetQuery",
    "SetRelation",
    "SetSource",
    "SetStatus",
    "SetVersion",
    "read_claim_set",
    "write_json",
    "write_jsonl",
]

SCHEMA = "factcheck/claim-set/1"

# What a line of the JSON Lines shape may be, in the order of writing: its type, and where it belongs in the set.
_LINE_TYPES = {
    "source": ("sources", SetSource),
    "document": ("documents", SetDocument),
    "article": ("articles", SetArticle),
    "claim": ("claims", SetClaim),
}


def read_claim_set(data: bytes, *, name: str, complete: bool = True) -> ClaimSet:
    """A claim set from the bytes of a file in either shape: one JSON object, or JSON Lines under a header line.

    ``name`` stands in the messages. With ``complete=False`` a reference may point outside the set, to a desk's own.

    Raises:
        BadInputError: naming file, line or path, what was found and what was expected. Nothing is taken in part.
    """
    try:
        text = decode_text(data)
        claim_set = _read_lines(text) if _has_lines(text) else _read_object(text)
        _check_keys(claim_set, complete=complete)
        _check_numbers(claim_set)
    except UnreadableError as error:
        place = ", ".join(part for part in (name, f"line {error.line}" if error.line else "", error.path) if part)
        hint = f"a claim set is JSON or JSON Lines that begins with “schema”: “{SCHEMA}”; factcheck export writes one"
        raise BadInputError(f"{place}: {error}", hint=hint) from None
    return claim_set


def write_json(claim_set: ClaimSet) -> str:
    """The set as one indented JSON object, fields in documented order, absent ones left out, with a final newline."""
    return json.dumps({"schema": SCHEMA, **write_record(claim_set)}, ensure_ascii=False, indent=2) + "\n"


def write_jsonl(claim_set: ClaimSet) -> Iterator[str]:
    """The set as lines, each with its newline: the header, then sources, documents, articles and claims."""
    yield _write_line({"schema": SCHEMA})
    for line_type, (collection, _) in _LINE_TYPES.items():
        for record in getattr(claim_set, collection):
            yield _write_line({"type": line_type, **write_record(record)})


def _write_line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _has_lines(text: str) -> bool:
    """Whether the first line is an object of its own and others follow: an indented object never looks like that."""
    first, _, rest = text.lstrip().partition("\n")
    try:
        return bool(rest.strip()) and isinstance(parse_json(first), dict)
    except UnreadableError:
        return False


def _pop_schema(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or "schema" not in value:
        raise UnreadableError(f"expected an object with “schema”: “{SCHEMA}”")
    if value["schema"] != SCHEMA:
        raise UnreadableError(f"found {show(value['schema'])}, expected “{SCHEMA}”").within(".schema")
    del value["schema"]
    return value


def _check_header(value: Any) -> None:
    if _pop_schema(value) or isinstance(value, RepeatedFields):
        raise UnreadableError("expected nothing but “schema”, once, in the first line")


def _read_object(text: str) -> ClaimSet:
    return read_record(ClaimSet, _pop_schema(parse_json(text)))


def _read_lines(text: str) -> ClaimSet:
    found: dict[str, list[Any]] = {collection: [] for collection, _ in _LINE_TYPES.values()}
    started = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = parse_json(line)
            if started:
                collection, kind = _pop_type(value)
                found[collection].append(read_record(kind, value))
            else:
                _check_header(value)
                started = True
        except UnreadableError as error:
            error.line = number
            raise
    return ClaimSet(**{collection: tuple(records) for collection, records in found.items()})


def _pop_type(value: Any) -> tuple[str, type]:
    line_type = value.pop("type", None) if isinstance(value, dict) else None
    if not isinstance(line_type, str) or line_type not in _LINE_TYPES:
        raise UnreadableError(f"expected an object with “type”: one of {', '.join(_LINE_TYPES)}")
    return _LINE_TYPES[line_type]


def _check_keys(claim_set: ClaimSet, *, complete: bool) -> None:
    """Refuse a key given twice, and a reference to a key that the set does not hold."""
    keys: dict[str, set[str]] = {}
    for collection, _ in _LINE_TYPES.values():
        known = keys[collection] = set()
        for index, record in enumerate(getattr(claim_set, collection)):
            if record.key and record.key in known:
                raise UnreadableError(f"“{record.key}” is taken by an earlier one").within(f"{collection}[{index}].key")
            known.add(record.key)
    if complete:
        for path, collection, key in find_references(claim_set):
            if key not in keys[collection]:
                raise UnreadableError(f"“{key}” is not the key of any of the set's {collection}").within(path)


def _check_numbers(claim_set: ClaimSet) -> None:
    """Refuse a claim number that two claims hold, be it as their number or as an alias."""
    taken: set[int] = set()
    for index, claim in enumerate(claim_set.claims):
        for number in (*(() if claim.number is None else (claim.number,)), *claim.aliases):
            if number in taken:
                raise UnreadableError(f"claim number {number} is given twice").within(f"claims[{index}]")
            taken.add(number)
