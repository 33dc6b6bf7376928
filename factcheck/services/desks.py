"""Make a desk, and mark one as an example."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import one_line
from factcheck.errors import RefusedError
from factcheck.models import Desk
from factcheck.services.work import Hands, Work


def create_desk(session: Session, name: str, hands: Hands) -> Desk:
    """Write the desk's own row into an empty desk, and the first event of its history.

    Raises:
        RefusedError: the database holds a desk already.
    """
    if session.scalar(select(Desk)) is not None:
        raise RefusedError("this database is a desk already and was not touched", hint="factcheck db current")
    at = hands.clock()
    desk = Desk(uid=hands.new_uid(), name=one_line(name, "the desk's name"), created_at=at)
    session.add(desk)
    work = Work(session, "db init", None, at, hands)
    work.touch(desk)
    work.seal()
    return desk


def get_desk(session: Session) -> Desk:
    """The desk."""
    return session.scalars(select(Desk)).one()


def mark_example(work: Work) -> None:
    """Make the desk an example: from the next command on it refuses writes."""
    desk = get_desk(work.session)
    desk.example = True
    work.touch(desk)
