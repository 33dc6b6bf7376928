"""``factcheck person``: who works at the desk, and under which login."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import word_of
from factcheck.cli.output import columns
from factcheck.cli.running import Output, reads, writes
from factcheck.core.words import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Person
    from factcheck.services.work import Work

app = new_app(
    "List who works at the desk, and say who is who.",
    example="factcheck person edit CY --role second",
    name="person",
)


@reads(app, "list", "factcheck person list")
def list_(session: "Session") -> Output:
    """List who works at the desk: their part, and the login they are bound to on a server."""
    from factcheck.services.people import list_people

    found = list_people(session)
    lines = columns([(each.name, each.role, each.login or "") for each in found])
    return Output(
        "people", [_data(each) for each in found], lines or ["nobody yet: the first change brings its person"]
    )


@writes(app, "edit", "factcheck person edit CY --role second --login cy")
def edit(
    work: "Work",
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whom.")],
    role: Annotated[str | None, typer.Option("--role", help="checker, second or editor.")] = None,
    login: Annotated[
        str | None, typer.Option("--login", metavar="LOGIN", help="Their login on the server; '' takes it away.")
    ] = None,
) -> Output:
    """Change a person's part at the desk, or the login they are bound to on a server."""
    from factcheck.services.people import edit_person

    found = edit_person(work, name, role=word_of(Role, role, "part at the desk"), login=login)
    under = f", under the login {found.login}" if found.login else ""
    return Output("people", [_data(found)], [f"{found.name}: {found.role}{under}"])


def _data(person: "Person") -> dict[str, Any]:
    return {"name": person.name, "role": person.role, "login": person.login}
