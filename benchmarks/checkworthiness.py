"""How well a scorer learnt from labelled sentences finds those worth checking, beside a hand rule and a plain model.

    python -m benchmarks.checkworthiness --train F [F ...] --test F [F ...] [--semantic [FOLDER]] [--save FILE]
    python -m benchmarks.checkworthiness --train F --by-date

Files are JSON lists of ``{"Verdict", "Text"}`` or CSV with these columns; Verdict 1 is worth checking. Several files are
folds: the first --train goes with the first --test. ``--by-date`` trains on what was said before 2012 and tests on what was
said since (CSV with File_id). Where a file has three labels (-1 no fact, 0 a fact of no weight, 1 worth checking) the
scorer learns two questions. A training sentence whose very words are in the test is left out. What was chosen
was chosen on debates before 2004 against 2004-2008, and on the first fold.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.suggesting import hand_rule
from benchmarks.worth_data import Labelled, by_date, read, without_shared
from benchmarks.worth_training import plain_model, save, train, with_meaning

DRAWS = 1_000
#: Sentences read at once; of like length, so that little is filled up.
BATCH = 256
Split = tuple[list[Labelled], list[Labelled]]


def f1(worth: Sequence[bool], said: Sequence[bool]) -> float:
    """F1 of the sentences worth checking."""
    right = sum(one and other for one, other in zip(worth, said, strict=True))
    return 2 * right / max(1, sum(worth) + sum(said))


def f1_macro(worth: Sequence[bool], weights: Sequence[float]) -> float:
    """The mean of F1 of both classes, cut at 0."""
    said = [weight > 0 for weight in weights]
    return (f1(worth, said) + f1([not one for one in worth], [not one for one in said])) / 2


def average_precision(worth: Sequence[bool], weights: Sequence[float]) -> float:
    """Average precision; sentences of one weight share their place."""
    order = sorted(range(len(worth)), key=lambda at: -weights[at])
    total, found, seen, before = 0.0, 0, 0, 0
    for place, at in enumerate(order):
        found, seen = found + worth[at], seen + 1
        if place + 1 == len(order) or weights[order[place + 1]] != weights[at]:
            total += (found - before) * found / seen
            before = found
    return total / max(1, found)


Measure = Callable[[Sequence[bool], Sequence[float]], float]


def interval(measure: Measure, worth: Sequence[bool], weights: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a measure, from draws of sentences with replacement under a fixed seed."""
    draw = random.Random(7)
    values = []
    for _ in range(DRAWS):
        chosen = draw.choices(range(len(worth)), k=len(worth))
        values.append(measure([worth[at] for at in chosen], [weights[at] for at in chosen]))
    values.sort()
    return values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS)]


Results = dict[str, list[list[float]]]


def run(
    splits: Sequence[Split], embed: Callable[[list[str]], Any] | None, keep: Path | None
) -> tuple[Results, dict[str, float]]:
    """Weigh every test sentence with each model. Returns weights by model and fold, and µs of CPU a sentence."""
    found: Results = {"hand rule": [], "TF-IDF word 1-2 + LR": [], "scorer": []}
    cost: dict[str, float] = {}
    for learnt, tested in splits:
        texts, worth = [each.text for each in learnt], [each.worth for each in learnt]
        new = [each.text for each in tested]
        found["hand rule"].append([hand_rule(text) - 2.0 for text in new])
        found["TF-IDF word 1-2 + LR"].append(plain_model(texts, worth, new))
        trained = train(learnt)
        began = time.process_time()
        found["scorer"].append([trained.scorer.sum(text) for text in new])
        cost["scorer"] = (time.process_time() - began) / len(new) * 1e6
        if embed is not None:
            began = time.process_time()
            meanings = embed(new)
            # Later folds hold sentences read before.
            cost.setdefault("scorer + sentence vector", cost["scorer"] + (time.process_time() - began) / len(new) * 1e6)
            found.setdefault("scorer + sentence vector", []).append(
                with_meaning(trained, learnt, embed(texts), new, meanings)
            )
        if keep is not None:
            save(trained.scorer, keep, keep.stem)
            print(f"saved {keep}: {keep.stat().st_size:,} bytes")
            keep = None
    return found, cost


def remembering(encode: Callable[[list[str]], Any]) -> Callable[[list[str]], Any]:
    """The same encoder, which reads each sentence once however many folds hold it."""
    known: dict[str, Any] = {}

    def look_up(texts: list[str]) -> Any:
        new = sorted({text for text in texts if text not in known}, key=len)
        for at in range(0, len(new), BATCH):
            known.update(zip(new[at : at + BATCH], encode(new[at : at + BATCH]), strict=True))
        return import_module("numpy").stack([known[text] for text in texts])

    return look_up


def report(splits: Sequence[Split], found: Results, cost: dict[str, float]) -> None:
    """Print a line for each model: the mean over folds, and the interval over all their sentences together."""
    truth = [[each.worth for each in tested] for _, tested in splits]
    counts = ", ".join(f"{len(learnt):,} -> {len(tested):,}" for learnt, tested in splits)
    worthy = sum(map(sum, truth))
    print(f"train -> test: {counts}; {worthy:,} of {sum(map(len, truth)):,} worth checking")
    print(f"{'':28} F1-macro [95 %]         F1     AP [95 %]               CPU a sentence")
    everything = [value for part in truth for value in part]
    for name, folds in found.items():
        together = [value for part in folds for value in part]
        macro = sum(map(f1_macro, truth, folds)) / len(folds)
        plain = sum(f1(worth, [w > 0 for w in weights]) for worth, weights in zip(truth, folds, strict=True)) / len(
            folds
        )
        precision = sum(map(average_precision, truth, folds)) / len(folds)
        low, high = interval(f1_macro, everything, together)
        least, most = interval(average_precision, everything, together)
        spent = f"{cost[name]:,.0f} µs" if name in cost else ""
        print(
            f"{name:28} {macro:.3f} [{low:.3f}-{high:.3f}]  {plain:.3f}  {precision:.3f} [{least:.3f}-{most:.3f}]  {spent}"
        )


def main(arguments: Sequence[str]) -> None:
    """Read, train, weigh, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.checkworthiness", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--train", nargs="+", type=Path, required=True)
    parser.add_argument("--test", nargs="+", type=Path, default=[])
    parser.add_argument("--by-date", action="store_true", help="train before 2012, test since")
    parser.add_argument(
        "--semantic", nargs="?", const="", help="add a sentence's vector; a model folder, or the extra's own"
    )
    parser.add_argument("--save", type=Path, help="write the (first) scorer for factcheck suggest --scorer")
    given = parser.parse_args(arguments)
    splits: list[Split] = []
    if given.by_date:
        for path, other in zip(given.train, given.test or given.train, strict=True):
            splits.append((by_date(read(path))[0], by_date(read(other))[1]))
    elif len(given.train) != len(given.test):
        parser.error("give as many --test files as --train files")
    else:
        splits = [(read(one), read(other)) for one, other in zip(given.train, given.test, strict=True)]
    splits = [(without_shared(learnt, tested), tested) for learnt, tested in splits]
    embed = None
    if given.semantic is not None:
        from factcheck.embedding import Embedder

        embed = remembering(Embedder(Path(given.semantic) if given.semantic else None).encode)
    report(splits, *run(splits, embed, given.save))


if __name__ == "__main__":
    main(sys.argv[1:])
