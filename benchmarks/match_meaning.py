"""Sentence vectors of a corpus and its queries for ``benchmarks/matching.py --semantic``, kept between runs."""

import hashlib
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.match_data import Corpus, Query
from factcheck.core.likeness_words import without_addresses
from factcheck.embedding import Embedder

Rows = NDArray[np.float32]

#: "— Name (@handle) February 25, 2016" and what follows: who posted it, which says nothing of what it means.
_TAIL = re.compile(r"\s+[\u2014-]\s[^\u2014]*\(@\w+\)\s+[A-Z][a-z]+ \d{1,2}, \d{4}\s*$")


class Meanings:
    """The vectors of all texts of a corpus, and of any query; a second run reads them from ``cache``."""

    def __init__(self, folder: Path | None, corpus: Corpus, cache: Path) -> None:
        self._embedder = Embedder(folder)
        self._cache = cache
        self.owners = np.array([key for key in corpus.statements for _ in corpus.texts(key)])
        self.rows = self._kept([text for key in corpus.statements for text in corpus.texts(key)])
        self._places: dict[int, list[int]] = {}
        for place, key in enumerate(self.owners.tolist()):
            self._places.setdefault(key, []).append(place)
        self._queries: dict[str, Rows] = {}
        self.seconds = 0.0

    def of_query(self, query: Query) -> Rows:
        """The vector of what a post says; the time of the model is added to ``seconds``."""
        if query.text not in self._queries:
            began = time.process_time()
            said = without_addresses(_TAIL.sub("", query.text))
            self._queries[query.text] = self._embedder.encode([said])[0]
            self.seconds += time.process_time() - began
        return self._queries[query.text]

    def near(self, query: Query, keys: Sequence[int]) -> list[float]:
        """For each claim the highest cosine of its texts with the query."""
        row = self.of_query(query)
        return [float((self.rows[self._places[key]] @ row).max()) for key in keys]

    def nearest(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """The claims nearest in meaning among all of them, and their cosines."""
        cosines = self.rows @ self.of_query(query)
        found: dict[int, float] = {}
        for place in np.argsort(-cosines)[: 3 * limit]:
            found.setdefault(int(self.owners[place]), float(cosines[place]))
        return list(found.items())[:limit]

    def _kept(self, texts: Sequence[str]) -> Rows:
        """The vectors of texts, from the cache where it has those of these very texts and this model."""
        name = hashlib.sha256("\0".join([self._embedder.model, *texts]).encode()).hexdigest()[:16]
        path = self._cache / f"vectors-{name}.npy"
        if path.exists():
            return np.asarray(np.load(path), dtype=np.float32)
        print(f"encoding {len(texts):,} texts once; they are kept in {path}")
        distinct = list(dict.fromkeys(texts))
        place = {text: at for at, text in enumerate(distinct)}
        rows = self._embedder.encode(distinct)[[place[text] for text in texts]]
        self._cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.npy")
        np.save(partial, rows)
        partial.replace(path)
        return rows
