"""How well matching finds the claim a text repeats, how well it says that there is none, and what it costs.

    python -m benchmarks.matching --corpus F.jsonl --queries F.tsv --qrels F.tsv [--semantic [FOLDER]]
    python -m benchmarks.matching --corpus F.jsonl --queries F.tsv --qrels F.tsv --scale 1000000
    python -m benchmarks.matching --corpus F.jsonl --train QUERIES.tsv QRELS.tsv [--semantic [FOLDER]]

The first prints every figure of this program and of peers on the same queries (peers: pip install bm25s). The second
measures CPU time among so many claims. The third learns the weights anew and writes the file the program ships.
"""

import argparse
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

from benchmarks.match_data import Corpus, Query, index_of, read_corpus, read_queries
from benchmarks.match_meaning import Meanings
from benchmarks.match_scale import measure_scale
from benchmarks.match_scores import Answer, area, average_precision, half, interval, recall_at, reciprocal_rank
from benchmarks.match_systems import Bare, Bm25s, Fuzzy, MeaningAlone, Ours, System
from benchmarks.match_training import collect, learn, save
from factcheck.core.likeness_features import read
from factcheck.core.words import Band

_WEIGHTS = Path(__file__).parents[1] / "factcheck" / "core" / "lists" / "likeness-weights.json"
_CACHE = Path.home() / ".cache" / "factcheck-benchmarks"


def main() -> None:
    """Read what is asked for and do it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="claims, one JSON object a line")
    parser.add_argument("--queries", type=Path, help="texts to match: id, text")
    parser.add_argument("--qrels", type=Path, help="which text belongs to which claim")
    parser.add_argument(
        "--semantic", nargs="?", const="", metavar="FOLDER", help="with the model of the extra, or this"
    )
    parser.add_argument(
        "--train", nargs=2, type=Path, metavar=("QUERIES", "QRELS"), help="learn the weights from these"
    )
    parser.add_argument("--scale", type=int, metavar="N", help="measure the time among so many claims")
    parser.add_argument("--cache", type=Path, default=_CACHE, help="where vectors are kept between runs")
    options = parser.parse_args()
    corpus = read_corpus(options.corpus)
    if options.train:
        train(corpus, read_queries(options.train[0], options.train[1], corpus), _meanings(options, corpus))
        return
    if not (options.queries and options.qrels):
        parser.error("give --queries and --qrels, or --train")
    queries = read_queries(options.queries, options.qrels, corpus)
    if options.scale:
        measure_scale(corpus, queries, options.scale)
        return
    report(corpus, queries, _meanings(options, corpus))


def _meanings(options: argparse.Namespace, corpus: Corpus) -> Meanings | None:
    if options.semantic is None:
        return None
    return Meanings(Path(options.semantic) if options.semantic else None, corpus, options.cache)


def train(corpus: Corpus, queries: Sequence[Query], meanings: Meanings | None) -> None:
    """Learn from these queries alone and write the weights."""
    connection = index_of(corpus)
    model, (dated, undated) = learn(collect(connection, corpus, queries, meanings))
    save(_WEIGHTS, {"with-meaning" if meanings else "words-alone": model})
    print(f"{len(queries)} queries; MAP@5 held out in five folds {dated:.3f}, without the day {undated:.3f}")
    print(f"written: {_WEIGHTS}")


def report(corpus: Corpus, queries: Sequence[Query], meanings: Meanings | None) -> None:
    """Print a line a system, what is said of claims that are not there, and the cost."""
    connection = index_of(corpus)
    bare = Bare(connection)
    ours = [Ours(connection, corpus), Ours(connection, corpus, dated=False)]
    systems: list[System] = [*ours, bare]
    if meanings:
        ours = [Ours(connection, corpus, meanings), Ours(connection, corpus, meanings, dated=False), *ours]
        systems = [*ours, MeaningAlone(meanings), bare]
    if find_spec("bm25s"):
        systems += [Bm25s(corpus, every=False), Bm25s(corpus, every=True)]
    systems.append(Fuzzy(corpus))
    print(f"n = {len(queries)} queries, {len(corpus.statements):,} claims\n")
    print(f"{'':44}{'MAP@1':>7}{'MAP@5':>7}  {'95 %':>14}{'MRR':>7}{'AUC':>7}{'R@P.9':>7}{'CPU ms':>9}")
    away = half(len(queries))
    for system in systems:
        began = time.process_time()
        answers = [system.ranked(query) for query in queries]
        spent = (time.process_time() - began) / len(queries) * 1000
        print_line(system.name, queries, answers, away, spent)
    for system in ours:
        print_bands(system, queries, away)
    print_cost(ours[-2], bare, queries)


def print_line(
    name: str, queries: Sequence[Query], answers: Sequence[list[tuple[int, float]]], away: set[int], spent: float
) -> None:
    """The figures of one system from its rankings; the claims of the queries ``away`` are left out for the last two."""
    ranked = [[key for key, _ in answer] for answer in answers]
    first = fmean(average_precision(keys, query.gold, 1) for keys, query in zip(ranked, queries, strict=True))
    fives = [average_precision(keys, query.gold, 5) for keys, query in zip(ranked, queries, strict=True)]
    low, high = interval(fives)
    mrr = fmean(reciprocal_rank(keys, query.gold) for keys, query in zip(ranked, queries, strict=True))
    told = []
    for place, (query, answer) in enumerate(zip(queries, answers, strict=True)):
        left = [(key, score) for key, score in answer if place not in away or key not in query.gold]
        key, score = left[0] if left else (0, 0.0)
        told.append(Answer(score, place not in away, place not in away and key in query.gold))
    print(
        f"{name:44}{first:7.3f}{fmean(fives):7.3f}  [{low:.3f}, {high:.3f}]{mrr:7.3f}"
        f"{area(told):7.3f}{recall_at(told):7.3f}{spent:9.2f}"
    )


def print_bands(system: Ours, queries: Sequence[Query], away: set[int]) -> None:
    """How often a stated "same" is right, and what is said where the claim is known and where it is not."""
    said = {True: dict.fromkeys(Band, 0), False: dict.fromkeys(Band, 0)}
    stated = right = 0
    for place, query in enumerate(queries):
        found = system.likeness(query, query.gold if place in away else ())
        said[place not in away][found[0][1].band if found else Band.NONE] += 1
        same = [key for key, likeness in found if likeness.band is Band.SAME]
        stated += len(same)
        right += sum(key in query.gold and place not in away for key in same)
    share = right / stated if stated else 0.0
    print(f'\n{system.name}: "same" stated {stated} times, right {right} ({share:.0%})')
    for known, told in (("known", said[True]), ("taken away", said[False])):
        print(
            f"  first answer where the claim is {known}: "
            + ", ".join(f"{band} {count}" for band, count in told.items())
        )


def print_cost(ours: Ours, bare: Bare, queries: Sequence[Query]) -> None:
    """CPU time of ours and of the bare query, asked in turn; ours has read no claim before, as in a command."""
    spent = bare.seconds = 0.0
    for query in queries:
        bare.ranked(query)
        read.cache_clear()
        began = time.process_time()
        ours.ranked(query)
        spent += time.process_time() - began
    each, alone = spent / len(queries) * 1000, bare.seconds / len(queries) * 1000
    print(f"\nCPU per query, in turn: {ours.name} {each:.2f} ms, bare FTS5 {alone:.2f} ms: {each / alone:.2f} times")


if __name__ == "__main__":
    main()
