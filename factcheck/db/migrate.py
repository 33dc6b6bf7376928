"""Create, upgrade and check desks: Alembic behind four functions, loaded only by the commands that need it."""

import os
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from alembic import command
from factcheck.db.engine import dialect_options, open_engine
from factcheck.db.place import Place, check_file
from factcheck.db.schema import APPLICATION_ID, HEAD
from factcheck.db.session import translated
from factcheck.db.triggers import create_triggers, expected_triggers, present_triggers
from factcheck.errors import DatabaseError, DiskError, RefusedError
from factcheck.resources import migrations_dir

#: Tables that Alembic does not compare (``db/engine.py``).
_DERIVED = ("search_claims", "search_likeness", "search_likeness_terms", "search_meanings")


def create(place: Place) -> None:
    """Make an empty desk at head; on SQLite a new file that only its owner can read, in WAL mode.

    Raises:
        RefusedError: something is there already.
        DiskError: the file cannot be made.
    """
    if place.path is not None:
        _new_file(place.path)
    try:
        with translated(place):
            _run(place, "head")
    except BaseException:
        if place.path is not None:
            place.path.unlink(missing_ok=True)
        raise


def upgrade(place: Place, revision: str = "head") -> None:
    """Bring the desk to ``revision``, all or nothing; triggers are made anew at the end."""
    if place.path is not None:
        check_file(place.path)
    with translated(place):
        _run(place, revision)


def downgrade(place: Place, revision: str) -> None:
    """Take the desk back to ``revision`` ("base" empties it). For tests and for leaving a bad release."""
    with translated(place):
        _run(place, revision, down=True)


def current(place: Place) -> str | None:
    """The revision the desk is at; ``None`` where it has none."""
    with translated(place), open_engine(place, write=False).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def find_faults(place: Place) -> list[str]:
    """What is wrong with the desk's schema, a sentence each: revision, tables, triggers, foreign keys, the file.

    Raises:
        DatabaseError: a server's database holds no desk at all.
    """
    faults: list[str] = []
    with translated(place), open_engine(place, write=False).connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None and "events" not in inspect(connection).get_table_names():
            raise DatabaseError(f"{place} is no desk of factcheck; it was not touched", hint="factcheck db init PATH")
        if revision != HEAD:
            faults.append(f"the schema is at revision {revision or 'none'}, this program expects {HEAD}")
        faults += [f"trigger {name} is missing" for name in _missing_triggers(connection)]
        faults += [f"table or column differs: {difference}" for difference in _differences(connection)]
        if connection.dialect.name == "sqlite":
            faults += [
                f"foreign key broken: {row[0]} row {row[1]} points to nothing in {row[2]}"
                for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
            ]
            check = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            faults += [f"the file is damaged: {line}" for line in check if line != "ok"]
    return faults


def _missing_triggers(connection: Connection) -> list[str]:
    return sorted(expected_triggers(connection.dialect.name) - present_triggers(connection))


def _differences(connection: Connection) -> list[str]:
    """Where the tables differ from the models, as Alembic's own comparison sees it."""
    from alembic.autogenerate import compare_metadata

    from factcheck.models import Base

    context = MigrationContext.configure(connection, opts=dialect_options(connection))
    found = [str(difference)[:200] for difference in compare_metadata(context, Base.metadata)]
    missing = {*_DERIVED}.difference(inspect(connection).get_table_names())
    return found + [f"{name} is missing: run factcheck db upgrade" for name in sorted(missing)]


def _new_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise RefusedError(f"{path} is there already and was not touched", hint="choose another name") from None
    except OSError as error:
        raise DiskError(f"cannot make {path}: {error.strerror}", hint="check that the folder exists") from None


def _run(place: Place, revision: str, *, down: bool = False) -> None:
    """Run migrations inside one transaction of our own.

    On SQLite foreign keys are off while tables are rebuilt (a batch migration would cascade) and are checked whole
    before the commit.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    engine = open_engine(place, write=True)
    with engine.connect() as connection:
        on_sqlite = connection.dialect.name == "sqlite"
        if on_sqlite:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            if (
                raw.execute("PRAGMA application_id").fetchone()[0] == 0
                and not raw.execute("SELECT 1 FROM sqlite_master").fetchone()
            ):
                raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
                raw.execute("PRAGMA journal_mode=WAL")
        else:
            _refuse_foreign(connection, place)
        with connection.begin():
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, revision)
            if revision != "base":
                create_triggers(connection)
            if on_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise DatabaseError(f"the migration would break {len(broken)} foreign keys; nothing was changed")


def _refuse_foreign(connection: Connection, place: Place) -> None:
    """Refuse a server database that holds somebody else's tables."""
    with connection.begin():
        tables = set(inspect(connection).get_table_names())
    if tables and "event_payloads" not in tables and tables != {"alembic_version"}:
        raise DatabaseError(
            f"{place} holds tables that are not factcheck's; it was not touched", hint="give an empty database"
        )


def is_empty(place: Place) -> bool:
    """Whether a server database has no tables yet, so that ``db init`` may fill it."""
    try:
        with translated(place), open_engine(place, write=False).connect() as connection:
            tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
            return not tables or not connection.execute(text("SELECT 1 FROM desks LIMIT 1")).first()
    except OperationalError:
        return False
