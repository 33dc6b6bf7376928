"""How well quantities are read and compared: ``python -m benchmarks.figures [--data F] [--pairs F]``.

Each file is in the form that ``data/figures/SOURCE.txt`` describes. Prints n, the share that is right with its 95 % bootstrap
interval, the time a text takes, and the libraries that are installed beside them on the same lines.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.figure_libraries import LIBRARIES, Read
from factcheck.core import fact_words
from factcheck.core.figures import difference, parse_quantity
from factcheck.core.figures.finding import Found, find_quantities
from factcheck.core.figures.terms import singular
from factcheck.errors import BadInputError

DATA = Path(__file__).resolve().parent / "data" / "figures"
DRAWS = 1000

Line = dict[str, Any]


def load(path: Path) -> list[Line]:
    """The lines of a file of labels."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_of(line: Line) -> date | None:
    """The day on which the text of a line was published."""
    return date.fromisoformat(line["as_of"]) if line["as_of"] else None


def interval(marks: Sequence[bool]) -> str:
    """The share of marks that are right, with the 95 % interval of a bootstrap (1,000 draws, one seed)."""
    rng = random.Random(20250128)
    draws = sorted(sum(rng.choices(marks, k=len(marks))) / len(marks) for _ in range(DRAWS))
    low, high = draws[int(DRAWS * 0.025)], draws[int(DRAWS * 0.975) - 1]
    return f"{sum(marks) / len(marks):.3f} ({low:.3f}-{high:.3f}, n {len(marks)})"


def unit_key(unit: str) -> str:
    """A unit by its head: singular, a measure and its abbreviation as one."""
    words = [fact_words.UNITS.get(word, singular(word)) for word in unit.lower().replace("°", "degree ").split()]
    if words[:1] in (["square"], ["cubic"], ["percentage"], ["basis"]) or not words:
        return " ".join(words)
    return words[0] if words[0] in ("degree", "%", "percent") else words[-1]


def same_number(one: str, other: str) -> bool:
    """Whether two ends are the same number, or the same date as text."""
    try:
        return Fraction(one) == Fraction(other)
    except ValueError:
        return one == other


def is_right(line: Line, found: Sequence[Found]) -> bool:
    """Whether an expression was found and read as labelled; a trap is right where nothing overlaps it."""
    over = [each for each in found if each.start < line["end"] and line["start"] < each.end]
    expect = line["expect"]
    if expect is None:
        return not over
    return any(
        each.quantity.comparator.value == expect["comparator"]
        and unit_key(each.quantity.unit) == unit_key(expect["unit"])
        and _same(expect["low"], each.quantity.low, expect["unit"])
        and _same(expect["high"], each.quantity.high, expect["unit"])
        for each in over
    )


def _same(one: str, other: str, unit: str) -> bool:
    return one == other if unit == "date" else same_number(one, other)


def judge_reading(lines: Sequence[Line], show: int) -> None:
    """Print how many expressions are read right, how many traps are passed, and the time."""
    cache: dict[tuple[str, str | None], list[Found]] = {}
    spent = 0.0
    for line in lines:
        key = (line["text"], line["as_of"])
        if key not in cache:
            begun = time.process_time()
            cache[key] = find_quantities(line["text"], as_of(line))
            spent += time.process_time() - begun
    marks = [(line, is_right(line, cache[line["text"], line["as_of"]])) for line in lines]
    for line, right in marks:
        if not right and show > 0:
            show -= 1
            over = [
                each.quantity
                for each in cache[line["text"], line["as_of"]]
                if each.start < line["end"] and line["start"] < each.end
            ]
            print(f"  {line['exact']!r} in {line['text']!r}\n    wanted {line['expect']}\n    read   {over}")
    print(f"parsed right   {interval([right for line, right in marks if line['expect']])}")
    print(f"traps passed   {interval([right for line, right in marks if not line['expect']])}")
    print(f"all lines      {interval([right for _, right in marks])}")
    print(f"CPU            {spent / len(cache) * 1e6:.0f} us a text ({len(cache)} texts)")


def compared(line: Line) -> bool | str | None:
    """What the desk says of a pair; a text that it can't read is told in words."""
    try:
        claimed, found = (parse_quantity(line[side], as_of(line)) for side in ("claimed", "found"))
    except BadInputError as refused:
        return None if "needs the article's date" in str(refused) else f"refused: {refused}"
    return difference(claimed, found).agrees


def judge_pairs(pairs: Sequence[Line], show: int) -> None:
    """Print how many pairs are compared as labelled, and which kinds of mistakes there are."""
    begun = time.process_time()
    results = [(pair, compared(pair)) for pair in pairs]
    spent = time.process_time() - begun
    for pair, said in results:
        if said is not pair["agrees"] and show > 0:
            show -= 1
            print(f"  {pair['claimed']!r} / {pair['found']!r} is {pair['agrees']} ({pair['note']}); read {said}")
    mistakes = Counter(
        f"{pair['agrees']} read as {said if not isinstance(said, str) else 'unreadable'}"
        for pair, said in results
        if said is not pair["agrees"]
    )
    print(f"compared right {interval([said is pair['agrees'] for pair, said in results])}  {dict(mistakes) or ''}")
    print(f"CPU            {spent / len(pairs) * 1e6:.0f} us a pair")


def load_time(module: str) -> float:
    """Milliseconds of CPU that a module takes to load in a fresh interpreter."""
    script = f"import time; t = time.process_time(); import {module}; print(time.process_time() - t)"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)
    return float(ran.stdout.split()[-1]) * 1000


def judge_library(
    name: str, loader: Callable[[], Callable[[str, date | None], list[Read]]], module: str, lines: list[Line]
) -> None:
    """Print how a library does on the values alone: units, comparators and fineness of dates are not asked of it."""
    try:
        read = loader()
    except ImportError as missing:
        print(f"{name:<16} not installed ({missing.name or missing})")
        return
    cost, begun = load_time(module), time.process_time()
    marks: list[tuple[bool, bool]] = []
    for line in lines:
        over = [
            each for each in read(line["text"], as_of(line)) if each.start < line["end"] and line["start"] < each.end
        ]
        expect = line["expect"]
        marks.append((bool(expect), any(each.gives(expect) for each in over) if expect else not over))
    spent = (time.process_time() - begun) / len(lines)
    dates = [right for (wanted, right), line in zip(marks, lines, strict=True) if wanted and _is_date(line)]
    numbers = [right for (wanted, right), line in zip(marks, lines, strict=True) if wanted and not _is_date(line)]
    traps = [right for wanted, right in marks if not wanted]
    shown = [f"{sum(each)}/{len(each)}" for each in (numbers, dates, traps)]
    print(f"{name:<16}{shown[0]:>12}{shown[1]:>10}{shown[2]:>9}{spent * 1e6:>12.0f}{cost:>12.0f}")


def _is_date(line: Line) -> bool:
    return line["expect"] is not None and line["expect"]["unit"] == "date"


def _ours() -> Callable[[str, date | None], list[Read]]:
    def read(text: str, published: date | None) -> list[Read]:
        return [
            Read(each.start, each.end, each.quantity.low, each.quantity.high)
            for each in find_quantities(text, published)
        ]

    return read


def main() -> None:
    """Judge the reading, the comparing, and the libraries."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=DATA / "dev.jsonl")
    parser.add_argument("--pairs", type=Path, default=DATA / "pairs-dev.jsonl")
    parser.add_argument("--show", type=int, default=0, help="how many mistakes of each kind to print")
    chosen = parser.parse_args()
    lines = load(chosen.data)
    judge_reading(lines, chosen.show)
    judge_pairs(load(chosen.pairs), chosen.show)
    print(f"\n{'values alone':<16}{'numbers':>12}{'dates':>10}{'traps':>9}{'us a text':>12}{'ms to load':>12}")
    for name, loader, module in (("factcheck", _ours, "factcheck.core.figures.finding"), *LIBRARIES):
        judge_library(name, loader, module, lines)


if __name__ == "__main__":
    main()
