"""What can go wrong, in one tree: every class carries its exit code, builds its sentence from facts, and hints the way out."""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The exit codes of every command; docs/exit-codes.md explains each."""

    OK = 0
    POINTS = 1
    USAGE = 2
    BAD_INPUT = 3
    NOT_FOUND = 4
    REFUSED = 5
    DATABASE = 6
    NETWORK = 7
    INTEGRITY = 8
    DISK = 9
    INTERNAL = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class FactcheckError(Exception):
    """Any failure we can name. ``str(error)`` is the sentence; ``hint`` is what to do next, or empty."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(FactcheckError):
    """The command line does not add up: an option is missing or two exclude each other."""

    exit_code = ExitCode.USAGE


class BadInputError(FactcheckError):
    """What was given cannot be taken as it is: a file, a value, a link, a date."""

    exit_code = ExitCode.BAD_INPUT


class QuoteNotFoundError(BadInputError):
    """A quote is not in the article. Carries the nearest passage, as far as there is one."""

    def __init__(self, quote: str, *, where: str, nearest: str = "", difference: str = "") -> None:
        parts = [f"the quote “{quote}” is not in {where}"]
        if nearest:
            parts.append(f"nearest passage: “{nearest}”")
        if difference:
            parts.append(f"difference: {difference}")
        super().__init__("\n  ".join(parts), hint="copy the words from the article: factcheck article text")
        self.nearest = nearest
        self.difference = difference


class QuoteAmbiguousError(BadInputError):
    """A quote stands in several places of the article. Carries the places as a reader sees them."""

    def __init__(self, quote: str, places: Sequence[str]) -> None:
        super().__init__(
            "\n  ".join([f"the quote “{quote}” stands in {len(places)} places:", *places]),
            hint="give more of its words, or say where with --in p5",
        )
        self.places = tuple(places)


class NotFoundError(FactcheckError):
    """What a reference names is not on this desk."""

    exit_code = ExitCode.NOT_FOUND


class RefusedError(FactcheckError):
    """The desk's rules forbid it, or it conflicts with what is there."""

    exit_code = ExitCode.REFUSED


class DatabaseError(FactcheckError):
    """The desk cannot be opened: unreachable, not ours, newer than this program, or behind it."""

    exit_code = ExitCode.DATABASE


class NetworkError(FactcheckError):
    """Something the user asked to fetch could not be fetched."""

    exit_code = ExitCode.NETWORK


class IntegrityError(FactcheckError):
    """The history and the rows disagree: something was altered behind the desk's back."""

    exit_code = ExitCode.INTEGRITY


class DiskError(FactcheckError):
    """A file cannot be read or written: permissions, a full disk, a folder in its place."""

    exit_code = ExitCode.DISK
