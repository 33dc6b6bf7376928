"""The people of a desk: their part in it, and the login they are bound to on a server."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import one_line
from factcheck.core.words import Role
from factcheck.errors import NotFoundError, RefusedError, UsageError
from factcheck.models import Person
from factcheck.services.work import Work


def list_people(session: Session) -> Sequence[Person]:
    """Everybody who ever changed something on the desk, by name."""
    return session.scalars(select(Person).order_by(Person.name)).all()


def edit_person(work: Work, name: str, *, role: Role | None, login: str | None) -> Person:
    """Change a person's part, or their login; an empty login takes it away.

    Raises:
        UsageError: nothing is to change.
        NotFoundError: nobody has that name.
        RefusedError: the login is another person's.
    """
    if role is None and login is None:
        raise UsageError("nothing to change", hint="give --role or --login")
    named = " ".join(name.split())
    person = work.session.scalar(select(Person).where(Person.name == named))
    if person is None:
        known = ", ".join(each.name for each in list_people(work.session))
        raise NotFoundError(f"nobody at this desk is called '{name}'", hint=f"there are {known}" if known else "")
    if role is not None:
        person.role = role
    if login is not None:
        wanted = one_line(login, "the login") if login.strip() else None
        owner = work.session.scalar(select(Person.name).where(Person.login == wanted, Person.id != person.id))
        if wanted and owner is not None:
            raise RefusedError(
                f"the login {wanted} is {owner}'s",
                hint=f"take it away first: factcheck person edit '{owner}' --login ''",
            )
        person.login = wanted
    work.touch(person)
    return person
