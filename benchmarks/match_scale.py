"""What matching costs among many claims: ``python -m benchmarks.matching --scale N``."""

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import fmean, quantiles

from sqlalchemy import create_engine

from benchmarks.match_data import Corpus, Query
from benchmarks.match_systems import DEPTH, Bare
from factcheck.core.likeness import Statement, rank
from factcheck.core.likeness_features import read
from factcheck.db import likeness as index


class Recombined:
    """As many claims as one likes, made of the corpus: the beginning of one text goes on with the end of another."""

    def __init__(self, corpus: Corpus) -> None:
        self._real = list(corpus.statements.values())

    def statement(self, key: int) -> Statement:
        """The claim of that key: those of the corpus first, then made ones, the same on every run."""
        if key <= len(self._real):
            return self._real[key - 1]
        drawn = random.Random(key)
        one, other = drawn.choices(self._real, k=2)
        others = tuple(_joined(mine, theirs, drawn) for mine, theirs in zip(one.others, other.others, strict=False))
        day = one.day + timedelta(days=drawn.randrange(-400, 400)) if one.day else None
        return replace(one, key=key, wording=_joined(one.wording, other.wording, drawn), others=others, day=day)


def _joined(one: str, other: str, drawn: random.Random) -> str:
    mine, theirs = one.split(), other.split()
    return " ".join(mine[: drawn.randint(1, max(1, len(mine)))] + theirs[drawn.randint(0, len(theirs)) :])


def measure_scale(corpus: Corpus, queries: Sequence[Query], count: int) -> None:
    """Index ``count`` claims in a file, ask for every query in turn with the bare query, and print the times."""
    made = Recombined(corpus)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scale.db"
        connection = create_engine(f"sqlite:///{path}").connect()
        index.create_index(connection)
        began = time.process_time()
        index.put_new(connection, ((key, _texts(made.statement(key))) for key in range(1, count + 1)))
        connection.commit()
        print(f"{count:,} claims indexed in {time.process_time() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        bare = Bare(connection)
        ours: list[float] = []
        alone: list[float] = []
        for query in queries:
            asked = index.candidates(connection, query.said, DEPTH)  # warms the pages both of them read
            statements = {key: made.statement(key) for key in asked.keys}
            bare.seconds = 0.0
            bare.asked(asked.terms)
            alone.append(bare.seconds * 1000)
            read.cache_clear()
            began = time.process_time()
            asked = index.candidates(connection, query.said, DEPTH)
            rank(query.statement(), [statements[key] for key in asked.keys], asked.rarity)
            ours.append((time.process_time() - began) * 1000)
        connection.close()
    for name, times in (("bare FTS5, the same terms", alone), ("factcheck, words alone", ours)):
        median, most = quantiles(times, n=20)[9], quantiles(times, n=20)[18]
        print(f"{name:30} CPU ms per query: mean {fmean(times):.2f}, median {median:.2f}, 95 % below {most:.2f}")
    print(f"factcheck to bare: {fmean(ours) / fmean(alone):.2f} times")


def _texts(statement: Statement) -> tuple[str, ...]:
    return (statement.wording, *statement.others)
