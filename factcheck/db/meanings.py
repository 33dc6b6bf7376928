"""Vectors of texts that a model has read, kept so that it reads each once: a derived table, no part of the history.

A vector is known by the SHA-256 of its text and that of its model. ``services/meaning.py`` fills and prunes the table.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, Text, delete, insert, select

#: Named like the other derived tables, which Alembic does not compare.
MEANINGS = Table(
    "search_meanings",
    MetaData(),
    Column("model", Text, primary_key=True),
    Column("text_sha256", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
_BATCH = 500


def create_cache(connection: Connection) -> None:
    """Make the empty table; migrations call this."""
    MEANINGS.create(connection)


def drop_cache(connection: Connection) -> None:
    """Take the table away."""
    MEANINGS.drop(connection, checkfirst=True)


def read(connection: Connection, model: str, digests: Sequence[str]) -> dict[str, bytes]:
    """The vectors that are there of these texts, by the digest of the text."""
    found: dict[str, bytes] = {}
    for start in range(0, len(digests), _BATCH):
        here = MEANINGS.c.text_sha256.in_(digests[start : start + _BATCH])
        query = select(MEANINGS.c.text_sha256, MEANINGS.c.vector).where(MEANINGS.c.model == model, here)
        found.update({digest: bytes(vector) for digest, vector in connection.execute(query)})
    return found


def write(connection: Connection, model: str, vectors: Mapping[str, bytes]) -> None:
    """Keep vectors of texts that have none yet."""
    rows = [{"model": model, "text_sha256": digest, "vector": vector} for digest, vector in vectors.items()]
    if rows:
        connection.execute(insert(MEANINGS), rows)


def prune(connection: Connection, kept: Iterable[str]) -> int:
    """Forget the vectors of texts whose digest is not among ``kept``. Returns how many texts that were."""
    there = set(connection.scalars(select(MEANINGS.c.text_sha256).distinct()))
    gone = sorted(there.difference(kept))
    for start in range(0, len(gone), _BATCH):
        connection.execute(delete(MEANINGS).where(MEANINGS.c.text_sha256.in_(gone[start : start + _BATCH])))
    return len(gone)
