"""Labelled sentences for ``benchmarks.checkworthiness``: read from the files the user has, and split by date."""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

#: The label of a sentence that is worth checking, against all others.
WORTH = "1"
#: In files with three labels, that of a sentence that states no fact; 0 is then a fact of no weight.
NO_FACT = "-1"
FIRST_TEST_YEAR = 2012


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, whether it is worth checking, whether it states a fact at all, and the year it was said.

    ``factual`` and ``year`` are ``None`` where the file does not tell.
    """

    text: str
    worth: bool
    factual: bool | None = None
    year: int | None = None


def read(path: Path) -> list[Labelled]:
    """Return the sentences of a JSON list or a CSV file with the columns Text, Verdict and perhaps File_id."""
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8"))
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    verdicts = [str(row["Verdict"]).strip() for row in rows]
    three = NO_FACT in verdicts
    return [
        Labelled(row["Text"], verdict == WORTH, verdict != NO_FACT if three else None, _year(row.get("File_id")))
        for row, verdict in zip(rows, verdicts, strict=True)
    ]


def _year(name: str | None) -> int | None:
    found = re.match(r"(\d{4})-", name or "")
    return int(found[1]) if found else None


def without_shared(train: list[Labelled], test: list[Labelled]) -> list[Labelled]:
    """Return the training sentences whose very words are not in the test."""
    seen = {_bare(each.text) for each in test}
    return [each for each in train if _bare(each.text) not in seen]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def by_date(rows: list[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Return what was said before the first test year, and since."""
    return (
        [row for row in rows if row.year is not None and row.year < FIRST_TEST_YEAR],
        [row for row in rows if row.year is not None and row.year >= FIRST_TEST_YEAR],
    )
