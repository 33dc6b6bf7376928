"""What any field of the desk may hold: text without NUL or half characters, and not without end."""

import re

from factcheck.errors import BadInputError

MAX_NAME = 600
"""Longest name, tag or cue in characters: what an index of PostgreSQL takes (2,704 bytes) in any script."""
MAX_TEXT = 20_000
"""Longest wording, finding, reason or note in characters: ten pages."""
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def check_text(text: str, what: str, *, most: int = MAX_TEXT) -> str:
    """Return ``text`` where every database of ours can keep it.

    Raises:
        BadInputError: it holds NUL or a lone surrogate, or more than ``most`` characters. ``what`` names the field.
    """
    if len(text) > most:
        raise BadInputError(f"{what} has {len(text):,} characters; the limit is {most:,}", hint="shorten it")
    found = _UNUSABLE.search(text)
    if found:
        kind = "a NUL" if found[0] == "\0" else "half a character"
        raise BadInputError(f"{what} has {kind} at {found.start()}", hint="take it out")
    return text


def one_line(text: str, what: str, *, most: int = MAX_NAME) -> str:
    """Return ``text`` with runs of white space as one space.

    Raises:
        BadInputError: nothing is left, or ``check_text`` refuses it.
    """
    text = " ".join(check_text(text, what, most=most).split())
    if not text:
        raise BadInputError(f"{what} is empty", hint="type it in quotes")
    return text
