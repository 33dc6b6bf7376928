"""Clean what a redaction leaves behind in the database's own files: the log, and pages that are free now."""

from contextlib import closing

from sqlalchemy import text

from factcheck.db.engine import open_engine
from factcheck.db.place import Place, open_sqlite


def purge(place: Place) -> None:
    """Rewrite the desk without its free pages, so that no deleted byte is left in its files.

    On SQLite the log is folded in and truncated and the file rewritten with ``secure_delete``; on PostgreSQL the
    tables are rewritten (its own write-ahead log and backups are the server's business; docs/postgresql.md).
    """
    if place.path is not None:
        with closing(open_sqlite(place.path, write=True)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for index in ("search_claims", "search_likeness"):
                connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with open_engine(place, write=True).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL"))
