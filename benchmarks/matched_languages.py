"""How well matching does in other languages: ``python -m benchmarks.matched_languages [--semantic FOLDER|default]``.

Six claims a language, each on a desk of these six, asked four ways (data/languages/claims.json, written for this). Small: it
shows what works at all, and has no interval. The table of docs/match.md is its output.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from factcheck.db import migrate
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.embedding import Embedder
from factcheck.exchange.prior_checks import PriorRow
from factcheck.services.desks import create_desk
from factcheck.services.matching import match_text
from factcheck.services.meaning import Meanings
from factcheck.services.prior_checks import add_set
from factcheck.services.work import Hands, start_work

_DATA = Path(__file__).parent / "data" / "languages" / "claims.json"
_WAYS = ("word for word", "other words", "contrary", "other matter")


def answers(rows: list[list[str]], folder: Path, embedder: Embedder | None) -> dict[str, Counter[str]]:
    """What matching answers to each way of asking, counted, on a desk of the first sentence of each row."""
    place = parse_place(str(folder / "desk.db"))
    migrate.create(place)
    with writing(place) as session:
        create_desk(session, "languages", Hands())
        work, _ = start_work(session, "prior add", "a benchmark", Hands())
        add_set(work, [PriorRow(row[0]) for row in rows], name="rows")
        work.seal()
    found: dict[str, Counter[str]] = {way: Counter() for way in _WAYS}
    with reading(place) as session:
        meanings = Meanings(session, embedder) if embedder else None
        for row in rows:
            for way, asked in zip(_WAYS, row, strict=True):
                found[way][_answer(match_text(session, asked, meanings=meanings), row[0])] += 1
    return found


def _answer(matches: list[Any], right: str) -> str:
    """The first answer; one about another claim of the desk is marked."""
    if not matches:
        return "nothing"
    first = matches[0]
    said = "contradicts" if first.likeness.contradicts else str(first.likeness.band)
    return said if first.found["claim"] == right else f"{said} (another claim)"


def main() -> None:
    """Print a row for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--semantic", metavar="FOLDER", help="a model's folder, or 'default'")
    folder = parser.parse_args().semantic
    embedder = None if folder is None else Embedder(None if folder == "default" else Path(folder))
    for language, rows in json.loads(_DATA.read_text(encoding="utf-8"))["languages"].items():
        with tempfile.TemporaryDirectory() as scratch:
            found = answers(rows, Path(scratch), embedder)
        cells = [", ".join(f"{said} {count}" for said, count in found[way].most_common()) for way in _WAYS]
        print(f"| {language} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
