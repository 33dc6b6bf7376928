"""A small story with its claims, entered as a checker would, and what "nothing changed" means."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from sqlalchemy import Engine
from support.places import BUILDERS, START, FixedClock, fixed_hands
from support.running import Desk

from factcheck.cli import running
from factcheck.db import engine as engines
from factcheck.db.place import Place, open_sqlite

STORY = (
    "The flood of May\n\n"
    "The river rose by 18 % in May, the city says. “Nobody was hurt,” said Mayor Ada Lune. The river rose again in June.\n\n"
    "Experts believe the damage came to 2.5 million euros. The town\u2019s bridge — built in 1911 — did not hold.\n"
)


def add_story(desk: Desk, name: str = "flood.txt", text: str = STORY) -> None:
    """Put the story on the desk; its claims are the test's business."""
    (desk.folder / name).write_text(text, encoding="utf-8")
    desk.ok("article", "add", desk.folder / name)


def add_claims(desk: Desk) -> None:
    """The story with three claims: 1 by the city, 2 by the mayor, 3 in the article's own voice."""
    add_story(desk)
    desk.ok(
        "claim", "add", "The river rose 18 % in May.", "--quote", "rose by 18 % in May", "--by", "City of Lune",
        "--cue", "the city says", "--kind", "statistic", "--priority", "high", "--tag", "water", "--new-source",
    )  # fmt: skip
    desk.ok("claim", "add", "Nobody was hurt.", "--quote", "Nobody was hurt", "--by", "Ada Lune", "--new-source")
    desk.ok("claim", "add", "The bridge was built in 1911.", "--quote", "bridge — built in 1911", "--kind", "event")


def add_evidence(desk: Desk, claim: int = 1, *, stance: str = "--for", page: str = "https://example.org/gauge") -> None:
    """One item that was read, from the office that keeps the gauge."""
    desk.ok(
        "evidence", "add", claim, page, stance, "the gauge shows it", "--origin", "Water Office", "--new-source"
    )  # fmt: skip


def state(desk: Desk) -> tuple[int, str]:
    """How many events, and the last one's hash; the desk is proved on the way."""
    proof = desk.proof()
    assert not proof.faults
    return proof.events, proof.head


def _trace(desk: Desk) -> object:
    """On SQLite the bytes of the desk and of what stands beside it; on a server what its proof says."""
    path = desk.place.path
    if path is None:
        return state(desk)
    return {each.name: each.read_bytes() for each in path.parent.glob(path.name + "*")}


@contextmanager
def unchanged(desk: Desk) -> Iterator[None]:
    """The desk is the same afterwards, to the byte."""
    before = _trace(desk)
    yield
    assert _trace(desk) == before, "the desk was changed"


def refused(desk: Desk, code: int, *arguments: object, **options) -> str:
    """Run a command that must leave with ``code``, a sentence and no change. Returns its stderr."""
    with unchanged(desk):
        result = desk.run(*arguments, **options)
        assert result.exit_code == code, f"exit {result.exit_code}: {result.stderr or result.stdout}"
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert "something broke" not in result.stderr
    return result.stderr


def _built(fill: Callable[[Desk], None]) -> Callable[[Place], None]:
    """A template's builder out of what fills an empty desk: each is built once a session, then copied."""

    def build(place: Place) -> None:
        BUILDERS["desk"](place)
        hands = fixed_hands("story", FixedClock(START - timedelta(days=1)))
        with TemporaryDirectory() as folder, mock.patch.object(running, "fixed_hands", hands):
            fill(Desk(place, Path(folder)))
        if place.path:
            # A reader was the last to leave, and readers cannot tidy up after a writer.
            with closing(open_sqlite(place.path, write=True)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return build


BUILDERS["story"] = _built(add_story)
BUILDERS["claims"] = _built(add_claims)


@contextmanager
def desk_from(places, template: str, folder: Path) -> Iterator[Desk]:
    """A copy of a template to run commands on, with an empty working folder beside it."""
    work = folder / "work"
    work.mkdir()
    with places.copy(template, folder) as place:
        yield Desk(place, work)


def share_compiled_statements() -> None:
    """Let every command of this session reuse what an earlier one compiled: less than half the time, measured."""
    create, first = engines.create_engine, {}
    if create.__name__ == "create_sharing":
        return

    def create_sharing(url: str, **options) -> Engine:
        made = create(url, **options)
        like = first.setdefault((made.dialect.name, options.get("isolation_level")), made)
        made.dialect = made.pool._dialect = like.dialect
        made._compiled_cache = like._compiled_cache
        return made

    engines.create_engine = create_sharing


share_compiled_statements()
