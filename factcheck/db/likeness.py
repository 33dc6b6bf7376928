"""Candidates for a match: the statements that share the rarest words of a text, on SQLite (FTS5) and PostgreSQL.

One derived row a statement, made of the terms of ``core/likeness_words.py`` and written by services; ``db reindex``
rebuilds them. They are no part of the history. A second table counts how many statements hold each term, so that what
is rare is known without reading the index. Writers are one at a time on both engines, so the counts cannot race.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from math import log

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.types import ARRAY, Text

from factcheck.core.likeness_words import terms

_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_likeness USING fts5(body, tokenize='unicode61 remove_diacritics 0')",
        "CREATE TABLE search_likeness_terms (term TEXT PRIMARY KEY, statements INTEGER NOT NULL) WITHOUT ROWID",
    ),
    "postgresql": (
        "CREATE TABLE search_likeness (key BIGINT PRIMARY KEY, body tsvector NOT NULL)",
        "CREATE INDEX ix_search_likeness_body ON search_likeness USING gin (body)",
        "CREATE TABLE search_likeness_terms (term TEXT PRIMARY KEY, statements BIGINT NOT NULL)",
    ),
}
#: The row of ``search_likeness_terms`` that counts all statements; no term is empty.
_ALL = ""
#: Terms of one statement that are indexed: a long summary says no more than its beginning.
_LONGEST = 2_000
#: Statements a question may reach through its rarest terms: what asking costs grows with it, what it finds hardly does.
_REACH = 40_000
#: Terms a question has at least and at most, whatever they reach.
_FEWEST, _MOST = 4, 25
_BATCH = 2_000
_COUNT = (
    "INSERT INTO search_likeness_terms (term, statements) VALUES (:term, :more)"
    " ON CONFLICT (term) DO UPDATE SET statements = search_likeness_terms.statements + excluded.statements"
)


class Rarity:
    """How rare a term is among the statements: 1 for one that is in none or one of them, near 0 for one in all.

    The logarithm of the share of statements without it (Robertson's probabilistic weight, as BM25 has it), as a part of
    the most it can be, so that a desk of seventy claims and one of a million are on one scale.
    """

    def __init__(self, statements: int, held_by: Mapping[str, int]) -> None:
        self._statements = statements
        self._held_by = held_by
        self._of: dict[str, float] = {}

    def __call__(self, term: str) -> float:
        """From 0 to 1; a term the index does not hold is as rare as can be."""
        found = self._of.get(term)
        if found is None:
            found = self._of[term] = _weight(self._statements, self._held_by.get(term, 0))
        return found


@lru_cache(maxsize=10_000)
def _weight(statements: int, held: int) -> float:
    if not statements or held <= 1:
        return 1.0
    held = min(held, statements)
    return log(1 + (statements - held + 0.5) / (held + 0.5)) / log(1 + (statements - 0.5) / 1.5)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Keys of statements, likeliest first, the engine's score of each (higher is likelier), and how rare a term is.

    Scores of the two engines are on different scales; they order, and say nothing else. ``terms`` are those asked for.
    """

    keys: tuple[int, ...]
    scores: tuple[float, ...]
    rarity: Rarity
    terms: tuple[str, ...] = field(default=())


def create_index(connection: Connection) -> None:
    """Make the empty index; migrations call this."""
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop_index(connection: Connection) -> None:
    """Take the index away."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_likeness")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_likeness_terms")


def put(connection: Connection, key: int, fields: Sequence[str]) -> None:
    """Index ``fields`` (wording first, then title, summary …) under ``key``, replacing what stood there.

    Nothing is written where the same stands there: most changes to a claim leave its words as they are.
    """
    found = _terms(fields)
    held = _held(connection, key)
    if held is not None and (held == found if connection.dialect.name == "sqlite" else set(held) == set(found)):
        return
    remove(connection, key)
    put_new(connection, [(key, fields)])


def _held(connection: Connection, key: int) -> list[str] | None:
    """The terms that stand under a key; on PostgreSQL each once and in an order of its own. None where none is."""
    if connection.dialect.name == "sqlite":
        body = connection.execute(text("SELECT body FROM search_likeness WHERE rowid = :key"), {"key": key}).scalar()
        return None if body is None else body.split()
    row = "SELECT tsvector_to_array(body) FROM search_likeness WHERE key = :key"
    return connection.execute(text(row), {"key": key}).scalar()


def put_new(connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Index many statements whose keys are not in the index yet; what an import and ``db reindex`` call."""
    waiting = iter(rows)
    sqlite = connection.dialect.name == "sqlite"
    insert = text(
        "INSERT INTO search_likeness (rowid, body) VALUES (:key, :body)"
        if sqlite
        else "INSERT INTO search_likeness (key, body)"
        " VALUES (:key, array_to_tsvector(ARRAY(SELECT json_array_elements_text(CAST(:body AS json)))))"
    )
    while batch := [(key, _terms(fields)) for key, fields in islice(waiting, _BATCH)]:
        connection.execute(
            insert, [{"key": key, "body": " ".join(found) if sqlite else json.dumps(found)} for key, found in batch]
        )
        counts = Counter(term for _, found in batch for term in set(found))
        counts[_ALL] = len(batch)
        connection.execute(text(_COUNT), [{"term": term, "more": more} for term, more in sorted(counts.items())])


def _terms(fields: Sequence[str]) -> list[str]:
    return [term for part in fields for term in terms(part)][:_LONGEST]


def remove(connection: Connection, key: int) -> None:
    """Take a statement out of the index; one that is not there is no error."""
    held = _held(connection, key)
    if held is None:
        return
    key_column = "rowid" if connection.dialect.name == "sqlite" else "key"
    connection.execute(text(f"DELETE FROM search_likeness WHERE {key_column} = :key"), {"key": key})
    fewer = "UPDATE search_likeness_terms SET statements = statements - 1 WHERE term = :term"
    gone = [{"term": term} for term in sorted({*held, _ALL})]
    connection.execute(text(fewer), gone)
    # A word nobody says any more is not to be found in the file.
    connection.execute(text("DELETE FROM search_likeness_terms WHERE term = :term AND statements <= 0"), gone)


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql("DELETE FROM search_likeness")
    connection.exec_driver_sql("DELETE FROM search_likeness_terms")


def candidates(connection: Connection, asked: str, limit: int = 30, also: Iterable[int] = ()) -> Candidates:
    """The statements, at most ``limit``, that share the most of the rarest terms of ``asked``.

    ``also`` are keys of further candidates, found by their meaning; those not among the first are added with score 0.
    """
    wanted = list(dict.fromkeys(terms(asked)))
    held_by = _held_by(connection, wanted)
    statements = held_by.pop(_ALL, 0)
    chosen = _rarest(held_by)
    find = _found_on_sqlite if connection.dialect.name == "sqlite" else _found_on_postgresql
    rows = find(connection, chosen, Rarity(statements, held_by), limit) if chosen else []
    if more := sorted(set(also) - {key for key, _, _ in rows}):
        rows += _named(connection, more)
    others = {term for _, _, held in rows for term in held} - held_by.keys()
    rarity = Rarity(statements, held_by | _held_by(connection, others))
    return Candidates(tuple(key for key, _, _ in rows), tuple(score for _, score, _ in rows), rarity, tuple(chosen))


def _named(connection: Connection, keys: Sequence[int]) -> "list[_Row]":
    """The statements of these keys that are in the index."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(
            "SELECT rowid, body FROM search_likeness WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(keys),),
        )
        return [(key, 0.0, body.split()) for key, body in found]
    found = connection.execute(
        text("SELECT key, tsvector_to_array(body) FROM search_likeness WHERE key = ANY(:keys) ORDER BY key"),
        {"keys": list(keys)},
    )
    return [(key, 0.0, held) for key, held in found]


def _held_by(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """How many statements hold each of the terms that any holds; under the empty term, how many there are."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(
            "SELECT term, statements FROM search_likeness_terms WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps([_ALL, *wanted]),),
        )
    else:
        found = connection.execute(
            text("SELECT term, statements FROM search_likeness_terms WHERE term = ANY(:wanted)").bindparams(
                bindparam("wanted", [_ALL, *wanted], ARRAY(Text))
            )
        )
    return dict(found.fetchall())


def _rarest(held_by: Mapping[str, int]) -> list[str]:
    """The rarest terms, as many as together reach no more statements than a question may."""
    chosen: list[str] = []
    reached = 0
    for term, held in sorted(held_by.items(), key=lambda item: (item[1], item[0])):
        reached += held
        if len(chosen) == _MOST or (len(chosen) >= _FEWEST and reached > _REACH):
            break
        chosen.append(term)
    return chosen


_Row = tuple[int, float, Sequence[str]]


def _found_on_sqlite(connection: Connection, chosen: Sequence[str], _rarity: Rarity, limit: int) -> list[_Row]:
    rows = connection.exec_driver_sql(
        "SELECT found.rowid, -found.score, body FROM (SELECT rowid, rank AS score FROM search_likeness"
        " WHERE search_likeness MATCH ? ORDER BY rank LIMIT ?) AS found"
        " JOIN search_likeness AS held ON held.rowid = found.rowid ORDER BY found.score, found.rowid",
        (" OR ".join(f'"{term}"' for term in chosen), limit),
    )
    return [(key, score, body.split()) for key, score, body in rows]


def _found_on_postgresql(connection: Connection, chosen: Sequence[str], rarity: Rarity, limit: int) -> list[_Row]:
    """PostgreSQL's own rank knows nothing of how rare a word is: the shared terms are weighed here."""
    places = range(len(chosen))
    score = " + ".join(
        f"CASE WHEN body @@ CAST(:term{at} AS tsquery) THEN {rarity(chosen[at]):.6f} ELSE 0 END" for at in places
    )
    statement = text(
        f"SELECT key, {score} AS score, tsvector_to_array(body) FROM search_likeness"
        " WHERE body @@ CAST(:any AS tsquery) ORDER BY score DESC, key LIMIT :limit"
    )
    quoted = [f"'{term}'" for term in chosen]
    values = {f"term{at}": quoted[at] for at in places} | {"any": " | ".join(quoted), "limit": limit}
    return [(key, float(score), held) for key, score, held in connection.execute(statement, values)]
