"""What a later migration will do on SQLite, tried on a populated desk: rebuild a table that history hangs on.

Rebuilding drops a table's triggers, and with foreign keys on it would cascade into every row that points to it.
"""

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.schema import HEAD
from factcheck.db.session import reading
from factcheck.db.triggers import expected_triggers, present_triggers
from factcheck.models import Base
from factcheck.services.verify import verify

NEXT = '''"""A migration of the tests."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{head}"


def upgrade():
{upgrade}


def downgrade():
{downgrade}
'''
REBUILD = """
    for name in ("events", "version_texts", "claims", "versions"):
        with op.batch_alter_table(name, recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as batch:
            batch.add_column(sa.Column("remark", sa.Text()))
"""
UNDO = """
    for name in ("events", "version_texts", "claims", "versions"):
        with op.batch_alter_table(name) as batch:
            batch.drop_column("remark")
"""


@pytest.fixture
def next_migration(tmp_path, monkeypatch):
    """Put a migration after the real ones, in a copy of the script folder."""
    real = migrate.migrations_dir()

    def add(upgrade, downgrade="    pass"):
        folder = tmp_path / "alembic"
        (folder / "versions").mkdir(parents=True)
        for source in (real / "env.py", *(real / "versions").glob("*.py")):
            (folder / source.relative_to(real)).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        script = NEXT.format(revision="test", head=HEAD, upgrade=upgrade, downgrade=downgrade)
        Path(folder / "versions" / "test.py").write_text(script, encoding="utf-8")
        monkeypatch.setattr(migrate, "migrations_dir", lambda: folder)

    return add


def counts_of(place):
    with open_engine(place, write=False).connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def triggers_of(place):
    with open_engine(place, write=False).connect() as connection:
        return present_triggers(connection), expected_triggers(connection.dialect.name)


def columns_of(place, table):
    with open_engine(place, write=False).connect() as connection:
        return set(connection.execute(text(f"SELECT * FROM {table}")).keys())


def test_rebuilt_tables_keep_rows_triggers_and_history(populated_place, next_migration):
    before = counts_of(populated_place)
    next_migration(REBUILD, UNDO)
    migrate.upgrade(populated_place)
    assert "remark" in columns_of(populated_place, "claims")
    assert counts_of(populated_place) == before
    present, expected = triggers_of(populated_place)
    assert present == expected
    migrate.downgrade(populated_place, HEAD)
    assert "remark" not in columns_of(populated_place, "claims")
    assert counts_of(populated_place) == before
    assert triggers_of(populated_place)[0] == expected
    with reading(populated_place) as session:
        assert not verify(session).faults
    assert migrate.find_faults(populated_place) == []


def test_a_rebuild_drops_the_triggers_where_nobody_brings_them_back(populated_place, next_migration, monkeypatch):
    """Why every run of migrations ends with create_triggers. PostgreSQL alters in place and loses none."""
    monkeypatch.setattr(migrate, "create_triggers", lambda connection: None)
    next_migration(REBUILD, UNDO)
    migrate.upgrade(populated_place)
    present, expected = triggers_of(populated_place)
    lost = {name for name in expected - present if name.startswith(("events_", "version_texts_"))}
    assert lost == (set() if populated_place.path is None else expected - present)
    assert len(expected - present) == (0 if populated_place.path is None else 6)


def test_a_migration_that_breaks_a_foreign_key_is_taken_back(populated_place, next_migration):
    before = counts_of(populated_place)
    next_migration('    op.execute("DELETE FROM claims WHERE number = 40")')
    with pytest.raises(Exception, match=r"foreign key"):
        migrate.upgrade(populated_place)
    assert counts_of(populated_place) == before
    assert migrate.current(populated_place) == HEAD


def test_a_migration_that_fails_half_way_is_taken_back(populated_place, next_migration):
    before = counts_of(populated_place)
    next_migration(REBUILD + '\n    raise ValueError("half way")')
    with pytest.raises(ValueError, match="half way"):
        migrate.upgrade(populated_place)
    assert counts_of(populated_place) == before
    assert "remark" not in columns_of(populated_place, "events")
    present, expected = triggers_of(populated_place)
    assert present == expected
