"""The triggers that keep history append-only, on both engines, made and checked in one place.

Batch migrations on SQLite rebuild tables and lose their triggers, so every migration run ends with ``create_triggers``.
Nothing here imports the models: migrations use it.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

#: Table, its key columns, and what a redaction may set ("" = nothing may ever change).
_GUARDED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("events", ("desk", "seq"), ""),
    ("event_payloads", ("desk", "seq"), "NEW.body IS NULL AND NEW.salt = ''"),
    ("version_texts", ("version_id",), "NEW.text IS NULL"),
    ("capture_bodies", ("capture_id",), "NEW.body IS NULL AND NEW.text IS NULL"),
)

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION factcheck_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME; END $$
"""


def expected_triggers(dialect: str) -> frozenset[str]:
    """The names of the triggers a whole desk has on ``dialect``."""
    kinds = ("update", "delete", "replace") if dialect == "sqlite" else ("update", "delete", "truncate")
    return frozenset(f"{table}_no_{kind}" for table, _, _ in _GUARDED for kind in kinds)


def present_triggers(connection: Connection) -> frozenset[str]:
    """The names of our triggers that the desk has now."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace"
        )
    return frozenset(connection.execute(text(query)).scalars())


def create_triggers(connection: Connection) -> None:
    """Make every trigger anew, whatever is there."""
    statements = _sqlite() if connection.dialect.name == "sqlite" else _postgresql()
    for statement in statements:
        # Without parameters psycopg leaves the % of RAISE alone.
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def drop_triggers(connection: Connection) -> None:
    """Take the triggers away, before the tables they guard are dropped."""
    for table, _, _ in _GUARDED:
        for name in sorted(expected_triggers(connection.dialect.name)):
            if name.startswith(f"{table}_no_"):
                on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS factcheck_append_only()")


def _sqlite() -> Iterable[str]:
    for table, key, redaction in _GUARDED:
        same = " AND ".join(f"NEW.{column} = OLD.{column}" for column in key)
        there = " AND ".join(f"{column} = NEW.{column}" for column in key)
        unless = f"WHEN NOT ({same} AND {redaction}) " if redaction else ""
        refuse = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        yield f"DROP TRIGGER IF EXISTS {table}_no_update"
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {unless}{refuse}"
        yield f"DROP TRIGGER IF EXISTS {table}_no_delete"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
        yield f"DROP TRIGGER IF EXISTS {table}_no_replace"
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there}) {refuse}"
        )


def _postgresql() -> Iterable[str]:
    yield _PG_FUNCTION
    for table, key, redaction in _GUARDED:
        same = " AND ".join(f"NEW.{column} = OLD.{column}" for column in key)
        unless = f" WHEN (NOT ({same} AND {redaction}))" if redaction else ""
        call = "EXECUTE FUNCTION factcheck_append_only()"
        for kind, scope in (("update", f"ROW{unless}"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            yield f"DROP TRIGGER IF EXISTS {table}_no_{kind} ON {table}"
            yield (f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table} FOR EACH {scope} {call}")
