"""Make a desk of a backup, proved whole before it stands where it was asked for."""

from pathlib import Path

from sqlalchemy.orm import Session

from factcheck.db import migrate
from factcheck.db.backup import backup, emerging
from factcheck.db.engine import open_engine
from factcheck.db.place import Place, parse_place
from factcheck.db.session import reading, translated
from factcheck.errors import DatabaseError, DiskError, IntegrityError
from factcheck.models import Desk
from factcheck.services.desks import get_desk
from factcheck.services.verify import Proof, verify

_SHOWN = 20


def looks_like_archive(source: Path) -> bool:
    """Whether a file is a whole desk as lines; raises DiskError where it cannot be read."""
    from factcheck.services import archive

    try:
        with source.open("rb") as file:
            return archive.looks_like_archive(file.read(4_096))
    except OSError as error:
        raise DiskError(f"cannot read {source}: {error.strerror}", hint="check the name and its permissions") from None


def restore_desk(source: Path, place: Place) -> tuple[Desk, Proof]:
    """Make the desk in ``source``, a backup's file or a whole desk as lines, the desk at ``place``. Returns it, proved.

    Raises:
        DatabaseError: a backup is no desk, or one of another revision, or its schema is not whole.
        IntegrityError: something in it was altered behind the desk's back.
        BadInputError: a line of a whole desk is not what it is made of.
        RefusedError: there is something at ``place`` already.
        UsageError: a backup's file is to become a desk on a server.
        DiskError: the source cannot be read, or the place not written.

    In every case nothing is left behind.
    """
    if looks_like_archive(source):
        return _from_archive(source, place)
    original = parse_place(f"sqlite:///{source}")
    # What is wrong with it is said of the backup itself, before anything is copied.
    with reading(original):
        pass
    faults = migrate.find_faults(original)
    if faults:
        raise IntegrityError(
            f"{source} is not whole, and no desk was made of it:\n  " + "\n  ".join(faults[:_SHOWN]),
            hint="take another backup",
        )
    with emerging(place) as fresh:
        assert fresh.path is not None
        backup(original, fresh.path)
        return _proved(fresh, source)


def _proved(place: Place, source: Path) -> tuple[Desk, Proof]:
    with reading(place) as session:
        proof = verify(session)
        if proof.faults:
            raise IntegrityError(
                f"{source} was altered, and no desk was made of it:\n  " + "\n  ".join(proof.faults[:_SHOWN]),
                hint="take another backup",
            )
        desk = get_desk(session)
        session.expunge(desk)
        return desk, proof


def _from_archive(source: Path, place: Place) -> tuple[Desk, Proof]:
    """Fill a new desk from lines: a file that appears when it is whole, or an empty database on a server."""
    if place.path is not None:
        with emerging(place) as fresh:
            migrate.create(fresh)
            return _filled(source, fresh)
    if not migrate.is_empty(place):
        raise DatabaseError(f"{place} holds something already and was not touched", hint="give an empty database")
    migrate.create(place)
    try:
        return _filled(source, place)
    except BaseException:
        migrate.downgrade(place, "base")
        raise


def _filled(source: Path, place: Place) -> tuple[Desk, Proof]:
    from factcheck.services.archive import restore_archive

    with (
        source.open("rb") as lines,
        translated(place),
        open_engine(place, write=True).connect() as connection,
        Session(connection, join_transaction_mode="control_fully", expire_on_commit=False) as session,
    ):
        restore_archive(session, lines, name=source.name)
        session.commit()
    return _proved(place, source)
