"""``factcheck db``: create, upgrade, check, verify, back up and restore desks."""

import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Semantic, model_folder
from factcheck.cli.output import plural, progress
from factcheck.cli.running import Output, plain, writes
from factcheck.config import Settings
from factcheck.errors import DatabaseError, ExitCode, IntegrityError

if TYPE_CHECKING:
    from factcheck.db.place import Place
    from factcheck.services.work import Work

app = new_app("Create, upgrade, check, verify and back up desks.", example="factcheck db init my.db", name="db")

#: Events from which on a proof says what it took; of fewer it is done at once.
_LONG = 1000


@plain(app, "init", "factcheck db init my.db")
def init(
    settings: Settings,
    desk: Annotated[
        str | None, typer.Argument(metavar="[DESK]", help="A new file, or an empty PostgreSQL database.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="What to call the desk; else its file's name.")] = None,
) -> Output:
    """Create a desk: a new file that only you can read, or the tables in an empty PostgreSQL database."""
    from factcheck.cli.new_desk import made_lines, make_desk
    from factcheck.db.place import parse_place

    data = make_desk(parse_place(desk or settings.desk), name)
    return Output("desk", data, made_lines(data))


@plain(app, "upgrade", "factcheck db upgrade")
def upgrade(settings: Settings) -> Output:
    """Bring a desk written by an older factcheck up to this one, all or nothing. Back it up first."""
    from factcheck.db import migrate
    from factcheck.db.place import parse_place
    from factcheck.db.schema import HEAD

    place = parse_place(settings.desk)
    before = _revision(settings)
    if before == HEAD:
        return Output("revision", {"revision": HEAD, "changed": False}, [f"{place} is at {HEAD} already"])
    _refuse_newer(place, before)
    migrate.upgrade(place)
    return Output("revision", {"revision": HEAD, "changed": True}, [f"{place} is at {HEAD} now, it was at {before}"])


@plain(app, "current", "factcheck db current")
def current(settings: Settings) -> Output:
    """Show the revision of the desk's schema and the one this program expects."""
    from factcheck.db.schema import HEAD

    revision = _revision(settings)
    return Output(
        "revision",
        {"revision": revision, "expected": HEAD},
        [f"{settings.desk}: revision {revision}, this program's is {HEAD}"],
    )


def _revision(settings: Settings) -> str | None:
    from factcheck.db import migrate
    from factcheck.db.place import check_file, parse_place

    place = parse_place(settings.desk)
    if place.path is not None:
        check_file(place.path)
    return migrate.current(place)


def _refuse_newer(place: "Place", revision: str | None) -> None:
    """Refuse a desk at a revision this program does not know."""
    from factcheck.db.schema import REVISIONS

    if revision is not None and revision not in REVISIONS:
        raise DatabaseError(
            f"{place} was written by a newer factcheck (revision {revision}); it was not touched",
            hint="install that version: pip install -U factcheck-desk",
        )


@plain(app, "check", "factcheck db check")
def check(settings: Settings) -> Output:
    """Check the desk's schema: tables, triggers, foreign keys, and on SQLite the file itself. Exit 1 lists what is wrong."""
    from factcheck.db import migrate
    from factcheck.db.place import check_file, parse_place

    place = parse_place(settings.desk)
    if place.path is not None:
        check_file(place.path)
    _refuse_newer(place, migrate.current(place))
    faults = migrate.find_faults(place)
    lines = faults or [f"{place} is whole: schema, triggers and foreign keys"]
    return Output("faults", faults, lines, exit_code=ExitCode.POINTS if faults else ExitCode.OK)


@plain(app, "verify", "factcheck db verify")
def verify(settings: Settings) -> Output:
    """Prove that nothing was altered behind the desk's back: chain, replay, texts, captures and quotes. Exit 8 if it was."""
    from factcheck.db.place import parse_place
    from factcheck.db.session import reading
    from factcheck.services.verify import verify as prove

    # The rows as they are, for whoever asks: what is hidden from a blind checker would look altered.
    with reading(parse_place(settings.desk)) as session:
        begun = time.perf_counter()
        proof = prove(session)
        seconds, peak = time.perf_counter() - begun, _peak_bytes()
    if proof.faults:
        raise IntegrityError(
            f"{plural(len(proof.faults), 'thing')} altered outside the desk:\n  " + "\n  ".join(proof.faults[:100]),
            hint="compare with a backup; docs/integrity.md says what this proves",
        )
    redacted = f"; {plural(len(proof.redacted), 'payload')} redacted" if proof.redacted else ""
    data = {
        "events": proof.events,
        "head": proof.head,
        "redacted": proof.redacted,
        "milliseconds": round(seconds * 1000),
        "peak_bytes": peak,
    }
    took = f"{proof.events:,} events in {seconds:.1f} s, {peak / 1e6:.0f} MB at most"
    return Output(
        "proof",
        data,
        [
            f"{plural(proof.events, 'event')}, unbroken; rows, texts and quotes equal them{redacted}",
            f"head {proof.head}",
        ],
        talk=(took,) if proof.events >= _LONG else (),
    )


def _peak_bytes() -> int:
    """The most memory this process has had so far, in bytes."""
    import resource

    try:
        # What the system counts for a process begins with what its parent had; this does not.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


@writes(app, "reindex", "factcheck db reindex")
def reindex(work: "Work", semantic: Semantic = None) -> Output:
    """Build the search indexes anew: what find and match look things up in.

    With --semantic, also keep what a model makes of every claim and prior check, so that match --semantic is quick; a
    text is read by the model once, and only what is new is read next time.
    """
    from factcheck.services.indexing import reindex as build
    from factcheck.services.indexing import texts_compared
    from factcheck.services.prior_reading import count_compared

    count = build(work.session)
    data = {"claims": count, "prior_checks": count_compared(work.session)[1], "read_by_model": 0}
    lines = [f"{plural(count, 'claim')} indexed"]
    if data["prior_checks"]:
        lines.append(f"{plural(data['prior_checks'], 'prior check')} indexed")
    if semantic is not None:
        from factcheck.embedding import Embedder
        from factcheck.services.meaning import keep_meanings

        texts = texts_compared(work.session)
        embedder = Embedder(model_folder(semantic))
        data["read_by_model"] = keep_meanings(work.session, embedder, texts, tell=progress("reading texts"))
        lines.append(f"{plural(data['read_by_model'], 'text')} read by the model")
    return Output("reindexed", data, lines)


@plain(app, "backup", "factcheck db backup my-2026-11-24.db")
def backup(
    settings: Settings, target: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]
) -> Output:
    """Copy a desk's file as it stands at one instant, also while others write. A server has pg_dump for this."""
    from factcheck.db.backup import backup as copy
    from factcheck.db.place import parse_place

    size = copy(parse_place(settings.desk), target)
    return Output(
        "backup", {"file": str(target), "bytes": size}, [f"{settings.desk} copied to {target} ({size:,} bytes)"]
    )


@plain(app, "restore", "factcheck db restore my-2026-11-24.db my.db")
def restore(
    settings: Settings,
    backup_: Annotated[
        Path, typer.Argument(metavar="BACKUP", help="A copy that db backup made, or a whole desk that export wrote.")
    ],
    desk: Annotated[
        str | None, typer.Argument(metavar="[DESK]", help="The new desk; there must be nothing at that place yet.")
    ] = None,
) -> Output:
    """Make a new desk of a backup or of a whole desk's export, proved first; nothing is left where the proof fails."""
    from factcheck.db.place import parse_place
    from factcheck.services.backups import restore_desk

    place = parse_place(desk or settings.desk)
    made, proof = restore_desk(backup_, place)
    data = {"desk": str(place), "name": made.name, "uid": made.uid}
    return Output(
        "desk",
        data,
        [
            f"{place} is the desk “{made.name}” again: {plural(proof.events, 'event')}, unbroken",
            f"export FACTCHECK_DB={shlex.quote(str(place))}",
        ],
    )
