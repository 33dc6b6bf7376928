"""Frozen dataclasses to and from plain JSON values, by their annotations; every refusal names the place and what belongs there.

A field's annotation says it all: ``str``, ``int``, ``bool``, a string enumeration, another record, ``X | None``,
``tuple[X, ...]``, and ``Annotated`` with a ``Form``, ``AtLeast`` or ``KeyOf``. A field equal to its default is not written.
"""

import functools
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints, runtime_checkable

from factcheck.exchange.forms import AtLeast, Form, KeyOf
from factcheck.exchange.strict_json import RepeatedFields, UnreadableError

Record = TypeVar("Record")
Reader = Callable[[Any], Any]

# Numbers beyond this change when a reader takes JSON numbers for doubles, as most do (RFC 8259, section 6).
LARGEST_WHOLE_NUMBER = 2**53 - 1
_SHOWN_CHARACTERS = 60
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@runtime_checkable
class Whole(Protocol):
    """A record whose fields must fit together: ``find_fault`` says what does not, or nothing."""

    def find_fault(self) -> str:
        """What is wrong with the record as a whole, or empty."""
        ...


def read_record(kind: Callable[..., Record], value: Any) -> Record:
    """Build a record of the class ``kind`` from a plain JSON object.

    Raises:
        UnreadableError: with its path: a field unknown, missing, repeated, of the wrong type or the wrong spelling.
    """
    if not isinstance(value, dict):
        raise UnreadableError(f"found {show(value)}, expected an object")
    if isinstance(value, RepeatedFields):
        raise UnreadableError(f"“{value.repeated}” is given twice")
    readers = _readers(kind)
    given = {}
    for name, item in value.items():
        if name not in readers:
            raise UnreadableError(f"unknown field “{_shorten(name)}”, expected {', '.join(readers)}")
        try:
            given[name] = readers[name](item)
        except UnreadableError as error:
            raise error.within(f".{name}") from None
    missing = [name for name in _required(kind) if name not in given]
    if missing:
        raise UnreadableError(f"“{missing[0]}” is missing")
    record = kind(**given)
    if isinstance(record, Whole) and (fault := record.find_fault()):
        raise UnreadableError(fault)
    return record


def write_record(record: Any) -> dict[str, Any]:
    """The record as a plain JSON object, fields in their documented order, those equal to their default left out."""
    values = ((field, getattr(record, field.name)) for field in fields(record))
    return {field.name: _write_value(value) for field, value in values if value != field.default}


def find_references(record: Any) -> Iterator[tuple[str, str, str]]:
    """Every key the record holds: its path within the record, the collection it points into, the key."""
    for name, (collection, nested) in _pointing_fields(record.__class__).items():
        value = getattr(record, name)
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            path = f".{name}[{index}]" if many else f".{name}"
            if collection and item:
                yield path, collection, item
            elif nested and item is not None:
                for inner, target, key in find_references(item):
                    yield path + inner, target, key


def _write_value(value: Any) -> Any:
    if is_dataclass(value):
        return write_record(value)
    if isinstance(value, tuple):
        return [_write_value(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


@functools.cache
def _readers(kind: Any) -> dict[str, Reader]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: _build_reader(hints[field.name]) for field in fields(kind)}


@functools.cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.default is MISSING)


@functools.cache
def _pointing_fields(kind: Any) -> dict[str, tuple[str, bool]]:
    """Per field that is a key or holds records: the collection pointed into (or empty), and whether it holds records."""
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        inner = _strip(hint)
        marks = get_args(inner)[1:] if get_origin(inner) is Annotated else ()
        collection = next((mark.collection for mark in marks if isinstance(mark, KeyOf)), "")
        if collection or is_dataclass(inner):
            found[name] = (collection, is_dataclass(inner))
    return found


def _strip(hint: Any) -> Any:
    """The annotation inside ``X | None`` or ``tuple[X, ...]``."""
    if get_origin(hint) in (types.UnionType, Union, tuple):
        return next(part for part in get_args(hint) if part not in (type(None), Ellipsis))
    return hint


def _build_reader(hint: Any) -> Reader:
    if get_origin(hint) is Annotated:
        return _build_marked_reader(*get_args(hint))
    if get_origin(hint) in (types.UnionType, Union):
        return _build_reader(_strip(hint))
    if get_origin(hint) is tuple:
        return _build_list_reader(_build_reader(_strip(hint)))
    if is_dataclass(hint) and isinstance(hint, type):
        return functools.partial(read_record, hint)
    if issubclass(hint, StrEnum):
        return functools.partial(_read_word, {word.value: word for word in hint})
    readers: dict[type, Reader] = {str: _read_text, int: _read_whole_number, bool: _read_truth}
    return readers[hint]


def _build_marked_reader(base: Any, *marks: Any) -> Reader:
    read_base = _build_reader(base)

    def read(value: Any) -> Any:
        taken = read_base(value)
        for mark in marks:
            if isinstance(mark, Form) and not mark.accepts(taken):
                raise UnreadableError(f"found {show(value)}, expected {mark.expected}")
            if isinstance(mark, AtLeast) and taken < mark.minimum:
                raise UnreadableError(f"found {show(value)}, expected {mark.minimum} or more")
        return taken

    return read


def _build_list_reader(read_item: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise UnreadableError(f"found {show(value)}, expected a list")
        items = []
        for index, item in enumerate(value):
            try:
                items.append(read_item(item))
            except UnreadableError as error:
                raise error.within(f"[{index}]") from None
        return tuple(items)

    return read


def _read_word(words: dict[str, StrEnum], value: Any) -> StrEnum:
    word = words.get(value) if isinstance(value, str) else None
    if word is None:
        raise UnreadableError(f"found {show(value)}, expected one of {', '.join(words)}")
    return word


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableError(f"found {show(value)}, expected text in quotation marks")
    if unstorable := _UNSTORABLE.search(value):
        raise UnreadableError(f"found the character U+{ord(unstorable[0]):04X}, expected text without it")
    return value


def _read_whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableError(f"found {show(value)}, expected a whole number")
    if abs(value) > LARGEST_WHOLE_NUMBER:
        raise UnreadableError(f"found {show(value)}, expected a smaller number")
    return value


def _read_truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError(f"found {show(value)}, expected true or false")
    return value


def show(value: Any) -> str:
    """The value as a refusal names it, shortened."""
    if value is None:
        return "null (leave the field out instead)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{_shorten(value)}”"
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return f"the number {_shorten(str(value))}"


def _shorten(text: str) -> str:
    clean = _UNSTORABLE.sub("�", text)
    return clean if len(clean) <= _SHOWN_CHARACTERS else f"{clean[:_SHOWN_CHARACTERS]}…"
