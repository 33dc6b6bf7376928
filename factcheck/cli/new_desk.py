"""Make a desk: for ``db init``, and for a first article at a terminal."""

import shlex
import sys
from typing import TYPE_CHECKING, Any

import typer

from factcheck.cli.output import print_line

if TYPE_CHECKING:
    from factcheck.config import Settings
    from factcheck.db.place import Place


def make_desk(place: "Place", name: str | None = None) -> dict[str, Any]:
    """Create a desk at ``place`` and give its JSON data; without ``name`` it is called as its file.

    Raises:
        DatabaseError: an address on a server holds something already.
        RefusedError: the file is there already.
    """
    from sqlalchemy.orm import Session

    from factcheck.cli import running
    from factcheck.core.fields import one_line
    from factcheck.db import migrate
    from factcheck.db.engine import open_engine
    from factcheck.errors import DatabaseError
    from factcheck.services.desks import create_desk
    from factcheck.services.work import Hands

    file_name = place.path.stem if place.path else place.url.rsplit("/", 1)[-1].split("?")[0]
    title = one_line(name or file_name or "desk", "the desk's name")
    if place.path is None and not migrate.is_empty(place):
        raise DatabaseError(f"{place} holds something already and was not touched", hint="give an empty database")
    migrate.create(place)
    with (
        open_engine(place, write=True).connect() as connection,
        Session(connection, join_transaction_mode="control_fully", expire_on_commit=False) as session,
    ):
        made = create_desk(session, title, running.fixed_hands or Hands())
        session.commit()
    return {"desk": str(place), "name": made.name, "uid": made.uid}


def made_lines(data: dict[str, Any]) -> list[str]:
    """What to say of a desk that was made, and how to keep working at it."""
    hidden = ":***@" in data["desk"]
    use = "the address you gave, with its password" if hidden else shlex.quote(data["desk"])
    return [f"{data['desk']} is a new desk, “{data['name']}”", f"export FACTCHECK_DB={use}"]


def offer_desk(settings: "Settings") -> None:
    """Where there is no desk, ask a person at a terminal whether to make one there; never ask anybody else.

    A no leaves the usual refusal to what comes next.
    """
    from factcheck.db.place import parse_place

    place = parse_place(settings.desk)
    if place.path is None or place.path.exists() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    print_line(f"there is no desk at {place} yet", file=sys.stderr)
    if typer.confirm("Create it?", default=True, err=True):
        for line in made_lines(make_desk(place)):
            print_line(line, file=sys.stderr)
