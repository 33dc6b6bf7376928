"""Articles get proposals, and what was written before stays true, to the byte."""

import gzip
from pathlib import Path

from sqlalchemy import inspect

from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.place import parse_place
from factcheck.db.session import reading
from factcheck.services.images import images
from factcheck.services.verify import verify

OLD = Path(__file__).parents[1] / "data" / "desk-0001.db.gz"


def tables_of(place):
    with open_engine(place, write=False).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_an_old_desk_gets_the_table_and_its_articles_say_nothing_of_it(tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    place = parse_place(str(path))
    assert "proposals" not in tables_of(place)
    migrate.upgrade(place)
    assert "proposals" in tables_of(place)
    assert migrate.find_faults(place) == []
    with reading(place) as session:
        assert verify(session).faults == []
        articles = [image for _, image in images(session.connection(), "article")]
    assert articles
    assert not [image for image in articles if "proposals" in image]


def test_without_the_table_the_rows_are_missed(populated_place):
    """Going back loses them, and says so: the history still holds what was decided."""
    with reading(populated_place) as session:
        assert [image for _, image in images(session.connection(), "article") if "proposals" in image]
    migrate.downgrade(populated_place, "0006")
    migrate.upgrade(populated_place)
    with reading(populated_place) as session:
        faults = verify(session).faults
    assert any("article" in str(fault) for fault in faults)
