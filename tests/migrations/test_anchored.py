"""0002 to 0003: places say how they were found again, and every quote stands where it stood."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import select, text
from support.places import fixed_hands

from factcheck.core.words import Anchored
from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.db.triggers import expected_triggers, present_triggers
from factcheck.models import Appearance, Article, Version
from factcheck.services.images import images
from factcheck.services.revising import plan_revision, revise_article
from factcheck.services.verify import verify
from factcheck.services.work import start_work

#: A desk with rows in every table, written by the program whose last migration was 0001.
OLD = Path(__file__).parents[1] / "data" / "desk-0001.db.gz"
PLACES = 'SELECT id, uid, claim_id, version_id, exact, prefix, suffix, start, "end" FROM appearances ORDER BY id'


@pytest.fixture
def at_0002(tmp_path):
    """The desk of the first release as the second migration left it."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    place = parse_place(str(path))
    migrate.upgrade(place, "0002")
    return place


def rows_of(place, query):
    with open_engine(place, write=False).connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def columns_of(place, table):
    with open_engine(place, write=False).connect() as connection:
        return set(connection.execute(text(f"SELECT * FROM {table}")).keys())


def assert_anchored(place):
    """Every quote stands in its version's text, to the letter."""
    found = rows_of(
        place,
        'SELECT exact, start, "end", text FROM appearances JOIN version_texts USING (version_id)',
    )
    assert found
    for exact, start, end, whole in found:
        assert whole[start:end] == exact


def assert_whole(place):
    assert migrate.find_faults(place) == []
    with open_engine(place, write=False).connect() as connection:
        assert present_triggers(connection) == expected_triggers(connection.dialect.name)


def test_a_desk_of_0002_keeps_every_place_as_it_was(at_0002):
    before = rows_of(at_0002, PLACES)
    assert "anchored" not in columns_of(at_0002, "appearances")
    migrate.upgrade(at_0002, "0003")
    assert rows_of(at_0002, PLACES) == before
    assert set(rows_of(at_0002, "SELECT anchored FROM appearances")) == {(None,)}
    assert {bool(dropped) for (dropped,) in rows_of(at_0002, "SELECT dropped FROM versions")} == {False}
    assert_anchored(at_0002)


def test_at_head_it_proves_itself_and_its_images_say_nothing_new(at_0002):
    migrate.upgrade(at_0002)
    assert_whole(at_0002)
    with reading(at_0002) as session:
        assert verify(session).faults == []
        claims = [image for _, image in images(session.connection(), "claim")]
        articles = [image for _, image in images(session.connection(), "article")]
    assert not [place for image in claims for place in image["appearances"] if "anchored" in place]
    assert not [version for image in articles for version in image["versions"] if "dropped" in version]


def test_a_new_version_of_an_upgraded_desk_finds_its_places_again(at_0002):
    migrate.upgrade(at_0002)
    before = rows_of(at_0002, PLACES)
    with writing(at_0002) as session:
        work, _ = start_work(session, "article revise", "BEN", fixed_hands("revise"))
        article = session.scalars(select(Article)).one()
        whole = article.current.text
        revise_article(work, plan_revision(session, article, f"A line before.\n\n{whole}"))
        work.seal()
    with reading(at_0002) as session:
        assert verify(session).faults == []
        newest = session.scalars(select(Version).order_by(Version.number.desc())).first()
        again = session.scalars(select(Appearance).where(Appearance.version_id == newest.id)).all()
        assert {place.anchored for place in again} <= {Anchored.KEPT, Anchored.MOVED}
        assert len(again) == len(before)
    assert rows_of(at_0002, PLACES)[: len(before)] == before
    assert_anchored(at_0002)


def test_a_populated_desk_goes_back_and_forth_and_keeps_its_places(example_place):
    before = rows_of(example_place, PLACES)
    with reading(example_place) as session:
        head = verify(session).head
    migrate.downgrade(example_place, "0002")
    assert "anchored" not in columns_of(example_place, "appearances")
    assert rows_of(example_place, PLACES) == before
    assert_anchored(example_place)
    migrate.upgrade(example_place)
    assert rows_of(example_place, PLACES) == before
    assert_whole(example_place)
    with reading(example_place) as session:
        assert (verify(session).head, verify(session).faults) == (head, [])
