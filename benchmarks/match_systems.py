"""What ``benchmarks/matching.py`` compares: our matching, a bare query of its index, and peers that pip installs."""

import time
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any, Protocol

from sqlalchemy import Connection

from benchmarks.match_data import Corpus, Query
from benchmarks.match_meaning import Meanings
from factcheck.core.likeness import Likeness, rank
from factcheck.db.likeness import candidates
from factcheck.services.matching import CANDIDATES

#: Claims compared for one question, as the program does.
DEPTH = CANDIDATES
#: Claims nearest in meaning among all of them that are compared too.
NEAREST = 20
_BARE = "SELECT rowid, -rank FROM search_likeness WHERE search_likeness MATCH ? ORDER BY rank LIMIT ?"


class System(Protocol):
    """A way to rank claims."""

    name: str

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first."""
        ...


class Ours:
    """The index and ``rank``, as the program runs them."""

    def __init__(
        self, connection: Connection, corpus: Corpus, meanings: Meanings | None = None, *, dated: bool = True
    ) -> None:
        self.name = "factcheck, " + ("with the model" if meanings else "words alone")
        self.name += "" if dated else ", without the day"
        self._connection, self._corpus, self._meanings, self._dated = connection, corpus, meanings, dated

    def likeness(self, query: Query, without: Collection[int] = ()) -> list[tuple[int, Likeness]]:
        """The claims with their likeness, as if those of ``without`` were not there."""
        also = [key for key, _ in self._meanings.nearest(query, NEAREST)] if self._meanings else []
        asked = candidates(self._connection, query.said, DEPTH, also)
        keys = [key for key in asked.keys if key not in without]
        near = self._meanings.near(query, keys) if self._meanings else None
        statements = [self._corpus.statements[key] for key in keys]
        found = rank(query.statement(dated=self._dated), statements, asked.rarity, near)
        return [(statement.key, likeness) for statement, likeness in found]

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first."""
        return [(key, likeness.score) for key, likeness in self.likeness(query)]


class Bare:
    """One FTS5 query of the same rarest terms, on the driver's own connection; finding the terms is not in its time."""

    name = "bare FTS5, the same terms"

    def __init__(self, connection: Connection) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._connection = connection
        self.seconds = 0.0

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first; the time of the query alone is added to ``seconds``."""
        terms = candidates(self._connection, query.said, 1).terms
        return self.asked(terms)

    def asked(self, terms: Sequence[str]) -> list[tuple[int, float]]:
        """What the index alone answers to terms."""
        if not terms:
            return []
        match = " OR ".join(f'"{term}"' for term in terms)
        began = time.process_time()
        found: list[tuple[int, float]] = self._driver.execute(_BARE, (match, DEPTH)).fetchall()
        self.seconds += time.process_time() - began
        return found


class Bm25s:
    """bm25s with the Snowball stemmer and English stop words over title and claim; with all three texts if asked."""

    def __init__(self, corpus: Corpus, *, every: bool) -> None:
        bm25s: Any = import_module("bm25s")  # it ships no types
        self.name = "bm25s + stemmer, " + ("title, subtitle and claim" if every else "title and claim")
        self._bm25s, self._stemmer = bm25s, import_module("Stemmer").Stemmer("english")
        self._keys = list(corpus.statements)
        texts = [" ".join(corpus.texts(key) if every else corpus.texts(key)[:2]) for key in self._keys]
        self._index = bm25s.BM25()
        self._index.index(self._tokens(texts), show_progress=False)

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first."""
        places, scores = self._index.retrieve(
            self._tokens([query.text]), k=min(DEPTH, len(self._keys)), show_progress=False
        )
        return [(self._keys[place], float(score)) for place, score in zip(places[0], scores[0], strict=True)]


class Fuzzy:
    """rapidfuzz's token_set_ratio with title and claim."""

    name = "rapidfuzz token_set_ratio"

    def __init__(self, corpus: Corpus) -> None:
        self._texts = {key: " ".join(corpus.texts(key)[:2]).lower() for key in corpus.statements}

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first."""
        from rapidfuzz import fuzz, process

        found = process.extract(query.text.lower(), self._texts, scorer=fuzz.token_set_ratio, limit=DEPTH)
        return [(key, score) for _, score, key in found]


class MeaningAlone:
    """The nearest claims by the model, compared with every text of every claim."""

    name = "the model alone"

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Claims and scores, best first."""
        return self._meanings.nearest(query, DEPTH)
