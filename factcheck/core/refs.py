"""References as people type them: claims ``12,14-18``, evidence ``40.3``, articles ``a1``, paragraphs ``p5``."""

import re

from factcheck.errors import BadInputError

MAX_NUMBERS = 10_000
"""Most claims one command may name."""
MAX_NUMBER = 999_999_999
"""Largest number of anything: nine digits fit a database integer."""
_NUMBER = r"[0-9]{1,9}"
_PIECE = re.compile(rf"#?({_NUMBER})(?:-#?({_NUMBER}))?")
_SPACED_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


def parse_numbers(text: str) -> tuple[int, ...]:
    """Return the claim numbers of ``12,14-18 #3`` in the order given, each once.

    Raises BadInputError naming the piece that is no number or range, or where there are none or too many.
    """
    numbers: dict[int, None] = {}
    for piece in re.split(r"[,;\s]+", _SPACED_DASH.sub("-", text.strip())):
        if not piece:
            continue
        match = _PIECE.fullmatch(piece)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last:
            raise BadInputError(f"“{piece}” is no claim number or range", hint="write numbers like 12,14-18")
        if last - first + len(numbers) >= MAX_NUMBERS:
            raise BadInputError(f"“{text.strip()}” names more than {MAX_NUMBERS:,} claims", hint="name fewer at once")
        numbers.update(dict.fromkeys(range(first, last + 1)))
    if not numbers:
        raise BadInputError("no claim number given", hint="write numbers like 12,14-18")
    return tuple(numbers)


def parse_item(text: str) -> tuple[int, int]:
    """Return (claim number, item number) of an evidence reference like ``40.3``; raises BadInputError for anything else."""
    match = re.fullmatch(rf"#?({_NUMBER})\.({_NUMBER})", text.strip())
    if not match or not int(match[1]) or not int(match[2]):
        raise BadInputError(
            f"“{text}” is no evidence reference",
            hint="write the claim, a point and the item: 40.3 is the third of claim 40",
        )
    return int(match[1]), int(match[2])


def parse_ref(text: str, *, letter: str) -> int:
    """Return the number of a reference like ``a1``, with or without its ``letter``; raises BadInputError for anything else."""
    match = re.fullmatch(rf"[#{letter.lower()}{letter.upper()}]?({_NUMBER})", text.strip())
    if not match or not int(match[1]):
        raise BadInputError(f"“{text}” is no reference of the form {letter}1", hint=f"write {letter}1 or just 1")
    return int(match[1])


def parse_paragraph(text: str) -> int:
    """Return the paragraph number of ``p5`` or ``5``, counted from 1; raises BadInputError for anything else."""
    return parse_ref(text, letter="p")
