"""Claims get asks, corrections, complaints and voids, and what was written before stays true, to the byte."""

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
TABLES = {"asks", "corrections", "complaints", "voids"}


def tables_of(place):
    with open_engine(place, write=False).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_an_old_desk_gets_the_tables_and_its_claims_say_nothing_of_them(tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    place = parse_place(str(path))
    assert not tables_of(place) & TABLES
    migrate.upgrade(place)
    assert tables_of(place) >= TABLES
    assert migrate.find_faults(place) == []
    with reading(place) as session:
        assert verify(session).faults == []
        claims = [image for _, image in images(session.connection(), "claim")]
    assert claims
    assert not [image for image in claims if image.keys() & TABLES]


def test_an_image_names_only_the_tables_it_has_rows_of(populated_place):
    with reading(populated_place) as session:
        claims = [image for _, image in images(session.connection(), "claim")]
    named = [image.keys() & TABLES for image in claims if image.keys() & TABLES]
    assert named == [TABLES]


def test_without_their_tables_the_rows_are_missed(populated_place):
    """Going back loses them, and says so: the history still holds what they were."""
    migrate.downgrade(populated_place, "0002")
    assert not tables_of(populated_place) & TABLES
    migrate.upgrade(populated_place)
    with reading(populated_place) as session:
        faults = verify(session).faults
    # Prior sets and proposals, which came after, are missed as well.
    assert [fault for fault in faults if fault.startswith("claim")] == ["claim 12: its rows differ from its last event"]
    assert any(fault.startswith("prior set") for fault in faults)
