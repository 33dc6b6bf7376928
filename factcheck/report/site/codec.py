"""Frozen dataclasses as plain JSON data and back: what equals its default is left out, what does not fit is refused."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def to_data(value: Any) -> Any:
    """``value`` as JSON can hold it: a dataclass as an object of the fields that differ from their defaults."""
    if isinstance(value, tuple):
        return [to_data(part) for part in value]
    if not is_dataclass(value):
        return value
    kind: Any = type(value)
    return {name: to_data(part) for name, default in _shape(kind) if (part := getattr(value, name)) != default}


def from_data(kind: type[_T], data: Any) -> _T:
    """The dataclass ``kind`` that ``to_data`` made ``data`` of.

    Raises:
        ValueError: ``data`` has another shape.
    """
    if not isinstance(data, dict):
        raise ValueError(f"expected an object for {kind.__name__}")  # noqa: TRY004 - one error for all of a file's faults
    known: Any = kind
    hints = _hints(known)
    if unknown := data.keys() - hints.keys():
        raise ValueError(f"{kind.__name__} has no {min(unknown)}")
    try:
        return kind(**{name: _value(hints[name], value) for name, value in data.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error


def expect_schema(data: Any, schema: str) -> None:
    """Nothing where ``data`` says that it is of ``schema``.

    Raises:
        ValueError: It says otherwise, or nothing.
    """
    found = data.get("schema") if isinstance(data, dict) else None
    if found != schema:
        raise ValueError(f"its schema is {found}, not {schema}")


def _value(hint: Any, data: Any) -> Any:
    if is_dataclass(hint):
        return from_data(hint, data)  # type: ignore[arg-type]
    if isinstance(hint, UnionType):
        if data is None:
            return None
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
        return _value(hint, data)
    if get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise ValueError("expected a list")
        parts = get_args(hint)
        if parts[1:] == (...,):
            return tuple([_value(parts[0], part) for part in data])
        return tuple([_value(part, value) for part, value in zip(parts, data, strict=True)])
    # True is an int to Python, and is none in a file.
    if type(data) is not hint:
        raise ValueError(f"expected {hint.__name__}, found {type(data).__name__}")
    return data


@cache
def _shape(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Name and default of every field; a field without a default differs from everything."""
    return tuple((field.name, field.default if field.default is not MISSING else MISSING) for field in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
