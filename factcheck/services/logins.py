"""Who is at a server: a person is bound to the login under which they first sign off, and works under no other then."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factcheck.errors import RefusedError
from factcheck.models import Person
from factcheck.services.policies import get_policy
from factcheck.services.work import Work


def login_of(session: Session) -> str | None:
    """The login of this session on a server; ``None`` in a file, where nobody logs in."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    # Not current_user: SET ROLE changes that one.
    return str(session.execute(text("SELECT session_user")).scalar_one())


def login_that_counts(session: Session) -> str | None:
    """The login of this session where the desk's policy goes by logins at all."""
    login = login_of(session)
    return login if login and get_policy(session, "logins") != "free" else None


def hold_login(work: Work, *, always: bool = False) -> None:
    """Bind the person of this work to the login they use, or refuse one that is not theirs; in a file do nothing.

    The desk's policy ``logins`` says what it holds for: ``always`` marks what only ``all`` covers.

    Raises:
        RefusedError: the person has another login, or the login is another person's.
    """
    login = login_of(work.session)
    if login is None or work.person is None:
        return
    covers = get_policy(work.session, "logins")
    if covers == "free" or (always and covers != "all"):
        return
    person = work.person
    if person.login is None:
        owner = work.session.scalar(select(Person.name).where(Person.login == login, Person.id != person.id))
        if owner is not None:
            raise RefusedError(
                f"the login {login} is {owner}'s, and {person.name} has none yet",
                hint=f"log in to the server as {person.name}, or work as {owner}: --as '{owner}'",
            )
        person.login = login
        work.touch(person, f"first work under the login {login}")
    elif person.login != login:
        raise RefusedError(
            f"{person.name} works under the login {person.login}, and this is {login}",
            hint="log in to the server as yourself; factcheck person list shows whose login is whose",
        )
