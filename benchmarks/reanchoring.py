"""How well quotes are found again in a changed text: ``python -m benchmarks.reanchoring --split test``.

Runs the detector over the labelled set in ``data/changes`` (its SOURCE.txt says what is in it), prints what became of
each label, the three numbers that are promised, and the time a claim takes on a long article beside rapidfuzz alone.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.core.reanchor import Finding, Revision
from factcheck.core.words import Anchored

DATA = Path(__file__).resolve().parent / "data" / "changes"
PASSED = (Anchored.KEPT, Anchored.MOVED, Anchored.NORMALISED, Anchored.EDITED)
UNHARMED = ("kept", "moved", "normalised", "ambiguous")
FOUND = (Anchored.KEPT, Anchored.MOVED, Anchored.NORMALISED, Anchored.AMBIGUOUS)
LONG = 200_000


def cases(split: str) -> Iterator[dict[str, Any]]:
    """The cases of a split, each with its old text and its new one."""
    texts: dict[str, str] = {}
    with (DATA / "changes.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["split"] != split:
                continue
            name = case["text"]
            texts.setdefault(name, (DATA / name).read_text(encoding="utf-8"))
            old = new = texts[name]
            for start, end, words in sorted(case["edits"], reverse=True):
                new = new[:start] + words + new[end:]
            yield case | {"old": old, "new": new}


def judge(split: str, show: int) -> None:
    """Print the table of outcomes and the three numbers; ``show`` is how many failures of each kind to print."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    failures: dict[str, list[tuple[dict[str, Any], Finding]]] = defaultdict(list)
    for case in cases(split):
        finding = Revision(case["old"], case["new"]).find(case["start"], case["end"])
        label = case["label"]
        table[label][finding.how] += 1
        if label in ("changed", "meaning") and finding.how in PASSED:
            failures[f"{label} passed"].append((case, finding))
        elif label == "reworded" and finding.how in (Anchored.CHANGED, Anchored.GONE):
            failures[f"reworded {finding.how}"].append((case, finding))
        elif label in UNHARMED and finding.how not in FOUND:
            failures["unharmed lost"].append((case, finding))
    words = [each.value for each in Anchored]
    print(f"split {split}: {sum(sum(each.values()) for each in table.values())} cases")
    print(f"{'label':<12}{'n':>6}" + "".join(f"{word:>12}" for word in words))
    for label, counts in table.items():
        print(f"{label:<12}{sum(counts.values()):>6}" + "".join(f"{counts[word]:>12}" for word in words))
    for kind in ("changed", "meaning"):
        print(f"{kind} facts passed as unharmed: {len(failures[f'{kind} passed'])} of {sum(table[kind].values())}")
    reworded = sum(table["reworded"].values()) or 1
    called, gone = table["reworded"][Anchored.CHANGED], table["reworded"][Anchored.GONE]
    print(f"harmless rewordings called changed: {called} of {reworded} ({called / reworded:.1%}); called gone: {gone}")
    unharmed = sum(sum(table[label].values()) for label in UNHARMED)
    print(f"unharmed quotes not found: {len(failures['unharmed lost'])} of {unharmed}")
    for kind, failed in failures.items():
        for case, finding in failed[:show]:
            was = case["old"][case["start"] : case["end"]]
            now = " | ".join(case["new"][span.start : span.end] for span in finding.spans)
            print(f"\n{kind} #{case['id']} {case['what']} {case.get('facts', '')} {case.get('with', '')} {finding.how}")
            print(f"  {was}\n  {now}\n  {'; '.join(map(str, finding.changes))}  {finding.likeness:.2f}")


def clock() -> None:
    """Print the CPU time a claim takes on a text of 200 KB, and what rapidfuzz alone takes for the same claims."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    old, new, quotes = _long_pair()
    start = time.process_time()
    revision = Revision(old, new)
    for span in quotes:
        revision.find(*span)
    ours = (time.process_time() - start) / len(quotes)
    start = time.process_time()
    for begin, end in quotes:
        partial_ratio_alignment(old[begin:end], new)
    theirs = (time.process_time() - start) / len(quotes)
    print(f"{len(new):,} characters, {len(quotes)} claims: {ours * 1000:.2f} ms a claim, rapidfuzz alone "
          f"{theirs * 1000:.2f} ms: {ours / theirs:.1f} times")  # fmt: skip


def _long_pair() -> tuple[str, str, list[tuple[int, int]]]:
    """A long article made of texts of the split ``dev`` with a number before each, and the same with one quote in three edited.

    A claim to about 800 characters; a desk's own density is higher (the worked example has one to 57).
    """
    listed = [case for case in cases("dev") if case["label"] in ("kept", "changed", "reworded", "moved")]
    quotes_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for case in listed:
        if (case["start"], case["end"]) not in quotes_of[case["text"]]:
            quotes_of[case["text"]].append((case["start"], case["end"]))
    olds: list[str] = []
    news: list[str] = []
    quotes: list[tuple[int, int]] = []
    length = 0
    for count, case in enumerate(listed):
        mark = f"Part {count} of the long read follows here. "
        others = [span for span in quotes_of[case["text"]] if span != (case["start"], case["end"])]
        for start, end in [(case["start"], case["end"]), *others[count % 7 : count % 7 + 2]]:
            quotes.append((length + len(mark) + start, length + len(mark) + end))
        olds.append(mark + case["old"] + "\n\n")
        news.append(mark + case["new"] + "\n\n")
        length += len(olds[-1])
        if length >= LONG:
            break
    return "".join(olds), "".join(news), quotes


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--show", type=int, default=0, help="failures to print of each kind")
    parser.add_argument("--clock", action="store_true", help="only measure the time")
    given = parser.parse_args()
    if not given.clock:
        judge(given.split, given.show)
    clock()


if __name__ == "__main__":
    main()
