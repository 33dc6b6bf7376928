"""Full-text search over claims behind one interface: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold one derived row a claim, made of the tokens of ``core/search.py`` and written by services; ``db reindex``
rebuilds them. They are no part of the history.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Select, column, select, table, text
from sqlalchemy.sql import func

from factcheck.core.search import finds_longer, query_tokens, tokens

_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_claims USING fts5(body, tokenize='unicode61 remove_diacritics 0', detail='full')",
    ),
    "postgresql": (
        "CREATE TABLE search_claims (claim_id BIGINT PRIMARY KEY, body tsvector NOT NULL)",
        "CREATE INDEX ix_search_claims_body ON search_claims USING gin (body)",
    ),
}


#: Characters of one claim that are indexed; PostgreSQL refuses a tsvector of 1 MB, which four times as many bytes fit.
_LONGEST = 250_000


def create_search(connection: Connection) -> None:
    """Make the empty search table; migrations call this."""
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop_search(connection: Connection) -> None:
    """Take the search table away."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_claims")


def put(connection: Connection, claim_id: int, texts: Iterable[str]) -> None:
    """Index ``texts`` as what the claim says, replacing what stood there."""
    body = " ".join(token for part in texts for token in tokens(part))[:_LONGEST]
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM search_claims WHERE rowid = :id"), {"id": claim_id})
        insert = "INSERT INTO search_claims (rowid, body) VALUES (:id, :body)"
    else:
        insert = (
            "INSERT INTO search_claims (claim_id, body) VALUES (:id, to_tsvector('simple', :body)) "
            "ON CONFLICT (claim_id) DO UPDATE SET body = excluded.body"
        )
    connection.execute(text(insert), {"id": claim_id, "body": body})


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text("DELETE FROM search_claims"))


_COVER = {
    "sqlite": (
        "CREATE VIRTUAL TABLE temp.covered_search USING fts5(body, tokenize='unicode61 remove_diacritics 0')",
        "INSERT INTO covered_search (rowid, body) VALUES (:id, :body)",
        # The hidden column named like the table is what MATCH asks; through it SQLite reaches both indexes.
        (
            "CREATE TEMP VIEW search_claims AS SELECT rowid, body, search_claims FROM main.search_claims"
            " WHERE rowid NOT IN (SELECT id FROM covered_claims) UNION ALL SELECT rowid, body, covered_search"
            " FROM temp.covered_search"
        ),
    ),
    "postgresql": (
        "CREATE TEMP TABLE covered_search (claim_id BIGINT PRIMARY KEY, body tsvector NOT NULL) ON COMMIT DROP",
        "INSERT INTO covered_search (claim_id, body) VALUES (:id, to_tsvector('simple', :body))",
        (
            "CREATE TEMP VIEW search_claims AS SELECT claim_id, body FROM {schema}.search_claims"
            " WHERE claim_id NOT IN (SELECT id FROM covered_claims) UNION ALL SELECT claim_id, body FROM covered_search"
        ),
    ),
}


def cover(connection: Connection, schema: str, texts: Mapping[int, Iterable[str]]) -> None:
    """Let this connection find these claims by these texts alone (``services/veil.py``; it made ``covered_claims``)."""
    create, insert, view = _COVER[connection.dialect.name]
    connection.exec_driver_sql(create)
    rows = [
        {"id": row_id, "body": " ".join(token for part in parts for token in tokens(part))[:_LONGEST]}
        for row_id, parts in texts.items()
    ]
    connection.execute(text(insert), rows)
    connection.exec_driver_sql(view.format(schema=schema))


def matching(dialect: str, query: str) -> Select[int] | None:
    """A subquery of the ids of claims that hold all words of ``query``; ``None`` where it has no word to look for.

    A word of three letters or more finds those that begin with it (``download`` finds downloads), the rest only itself.
    """
    wanted = query_tokens(query)
    return holding(dialect, wanted) if wanted else None


def holding(dialect: str, wanted: Iterable[str]) -> Select[int]:
    """A subquery of the ids of claims that hold all of the tokens ``wanted``, of which there is at least one."""
    if dialect == "sqlite":
        match = " ".join(f'"{token}"' + ("*" if finds_longer(token) else "") for token in wanted)
        found = table("search_claims", column("rowid"))
        return select(found.c.rowid).where(text("search_claims MATCH :fts").bindparams(fts=match))
    match = " & ".join(token + (":*" if finds_longer(token) else "") for token in wanted)
    found = table("search_claims", column("claim_id"), column("body"))
    return select(found.c.claim_id).where(found.c.body.op("@@")(func.to_tsquery("simple", match)))
