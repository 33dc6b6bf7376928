"""Alembic's entry: the program passes its connection; ``alembic`` on the command line opens FACTCHECK_DB itself."""

import os

from sqlalchemy import Connection

from alembic import context
from factcheck.db.engine import dialect_options, open_engine
from factcheck.db.place import parse_place
from factcheck.models import Base


def run(connection: Connection) -> None:
    """Run the migrations inside the connection's transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, **dialect_options(connection))
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_engine(parse_place(os.environ["FACTCHECK_DB"]), write=True).begin() as opened:
        run(opened)
