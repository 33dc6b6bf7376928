"""Bytes from a stranger to JSON values, within limits: size, nesting, repeated fields, and numbers that are not JSON."""

import json
from collections import Counter
from typing import Any, NoReturn

MAXIMUM_BYTES = 100_000_000
MAXIMUM_NESTING = 50
BYTE_ORDER_MARK = "\ufeff"


class UnreadableError(ValueError):
    """The value cannot be taken. ``steps`` is its path from the outside in, as in ``.claims``, ``[3]``, ``.kind``."""

    def __init__(self, sentence: str, *, line: int = 0) -> None:
        super().__init__(sentence)
        self.line = line
        self.steps: list[str] = []

    def within(self, step: str) -> "UnreadableError":
        """Put one step in front of the path, on the way out."""
        self.steps.insert(0, step)
        return self

    @property
    def path(self) -> str:
        """The path as a reader writes it: ``claims[3].kind``."""
        return "".join(self.steps).removeprefix(".")


class RepeatedFields(dict[str, Any]):
    """An object in which a field stands twice; kept as a value so that the refusal can name its place."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = Counter(name for name, _ in pairs)
        self.repeated = names.most_common(1)[0][0]


def decode_text(data: bytes) -> str:
    """UTF-8 bytes, with or without a byte order mark, to text.

    Raises:
        UnreadableError: more than ``MAXIMUM_BYTES``, not UTF-8, or nothing but white space.
    """
    if len(data) > MAXIMUM_BYTES:
        raise UnreadableError(f"{len(data):,} bytes are too many; expected at most {MAXIMUM_BYTES:,}")
    try:
        text = data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"byte {error.start} is not UTF-8 text; expected UTF-8", line=line) from None
    if not text.strip():
        raise UnreadableError("the file is empty; expected a claim set")
    return text


def parse_json(text: str, *, first_line: int = 1) -> Any:
    """One JSON value. ``first_line`` is the number of the text's first line in its file.

    Objects with a repeated field come back as ``RepeatedFields``.

    Raises:
        UnreadableError: no JSON, ``NaN`` or ``Infinity``, a number of thousands of digits, or nested too deeply.
    """
    too_deep = f"nested more than {MAXIMUM_NESTING} deep; expected at most {MAXIMUM_NESTING}"
    try:
        value = json.loads(text, object_pairs_hook=_build_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        sentence = f"not JSON at column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
        raise UnreadableError(sentence, line=first_line + error.lineno - 1) from None
    except RecursionError:
        raise UnreadableError(too_deep, line=first_line) from None
    except UnreadableError:
        raise
    except ValueError:
        raise UnreadableError("a number has thousands of digits; expected text", line=first_line) from None
    if _is_deeper_than(value, MAXIMUM_NESTING):
        raise UnreadableError(too_deep, line=first_line)
    return value


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else RepeatedFields(pairs)


def _refuse_constant(word: str) -> NoReturn:
    raise UnreadableError(f"{word} is not JSON; expected text or a whole number")


def _is_deeper_than(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit + 1):
        containers = [item for item in level if isinstance(item, (dict, list))]
        if not containers:
            return False
        level = [child for item in containers for child in (item.values() if isinstance(item, dict) else item)]
    return True
