"""Column types that mean the same on SQLite and PostgreSQL."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

W = TypeVar("W", bound=StrEnum)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored as UTC. SQLite drops offsets silently, so naive values are refused here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"naive instant {value!r}: every time of the desk is aware"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[W], Generic[W]):
    """One word of a fixed list, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuse a word that is not on the list."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> W | None:
        """Give back the word as its enum."""
        return None if value is None else self.words(value)


class WordList(TypeDecorator[tuple[W, ...]], Generic[W]):
    """Some words of a fixed list, in the list's order and each once, stored as a JSON array in TEXT."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Refuse a word that is not on the list."""
        given = {self.words(each) for each in value or ()}
        return json.dumps([each.value for each in self.words if each in given], separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[W, ...]:
        """Give back the words as their enum."""
        return tuple(self.words(each) for each in json.loads(value)) if value else ()


class TextList(TypeDecorator[tuple[str, ...]]):
    """A short list of texts, stored as a JSON array in TEXT so that its bytes never change."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Store a compact JSON array."""
        return json.dumps(list(value or ()), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Give back a tuple."""
        return tuple(json.loads(value)) if value else ()
