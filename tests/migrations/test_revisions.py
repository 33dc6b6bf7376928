import ast
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.schema import HEAD, REVISIONS
from factcheck.errors import DatabaseError
from factcheck.resources import migrations_dir

ROOT = Path(__file__).parents[2]
#: What migrations may import: modules that make derived tables and triggers.
HELPERS = ("likeness", "meanings", "search", "triggers")
SCRIPTS = sorted((ROOT / "alembic" / "versions").glob("*.py"))


def script_directory():
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head_and_the_program_knows_it():
    assert script_directory().get_heads() == [HEAD]


def test_the_program_knows_all_revisions_in_order():
    known = [script.revision for script in script_directory().walk_revisions("base", "heads")]
    assert tuple(reversed(known)) == REVISIONS


def test_the_folder_does_not_shadow_the_library():
    assert not (ROOT / "alembic" / "__init__.py").exists()
    import alembic

    assert Path(alembic.__file__).parent != ROOT / "alembic"


def imported_modules(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_migrations_never_import_what_changes_after_them(script):
    """A migration that imports the models does something else on the day the models change."""
    names = [name for name in imported_modules(script.read_text(encoding="utf-8")) if name.startswith("factcheck")]
    allowed = tuple(f"factcheck.db.{helper}" for helper in HELPERS)
    assert not [name for name in names if not name.startswith(allowed)]


@pytest.mark.parametrize("helper", HELPERS)
def test_the_helpers_of_migrations_do_not_import_the_models_either(helper):
    source = (ROOT / "factcheck" / "db" / f"{helper}.py").read_text(encoding="utf-8")
    assert not [
        name for name in imported_modules(source) if name.startswith(("factcheck.models", "factcheck.services"))
    ]


def test_the_models_are_what_the_migrations_make(place):
    """What ``alembic check`` says, on both engines: nothing to add, drop or change."""
    with open_engine(place, write=False).connect() as connection:
        assert migrate._differences(connection) == []


def test_a_fresh_desk_has_no_faults(place):
    assert migrate.find_faults(place) == []


def test_a_database_without_a_desk_is_not_called_a_faulty_one(nothing):
    if nothing.path is not None:
        sqlite3.connect(nothing.path).close()
    with pytest.raises(DatabaseError, match="no desk"):
        migrate.find_faults(nothing)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("DROP TRIGGER events_no_update{on}", "trigger events_no_update is missing"),
        ("ALTER TABLE notes ADD COLUMN mood TEXT", "mood"),
        ("DROP INDEX ix_notes_claim_id", "ix_notes_claim_id"),
        ("DROP TABLE search_claims", "search_claims is missing"),
        ("UPDATE alembic_version SET version_num = '0000'", "revision 0000"),
    ],
)
def test_find_faults_names_what_is_not_whole(place, damage, fault):
    on = " ON events" if place.path is None else ""
    with open_engine(place, write=True).begin() as connection:
        connection.exec_driver_sql(damage.format(on=on))
    assert [sentence for sentence in migrate.find_faults(place) if fault in sentence]
