"""0001 to 0002: claims get risks, and what was written before stays true, to the byte."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import select, text
from support.places import fixed_hands

from factcheck.core.words import Risk
from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.db.triggers import expected_triggers, present_triggers
from factcheck.errors import DatabaseError
from factcheck.models import Claim
from factcheck.services.claims import ClaimChanges, edit_claim
from factcheck.services.images import images
from factcheck.services.statuses import is_stale
from factcheck.services.verify import verify
from factcheck.services.work import start_work

#: A desk with rows in every table, written by the program whose last migration was 0001.
OLD = Path(__file__).parents[1] / "data" / "desk-0001.db.gz"
OLD_HEAD = "f0c5a84265b66fb59524231ece0a54a370d45a513f918995c48b7df09c7d8745"


@pytest.fixture
def old_place(tmp_path):
    """The desk of the first release, in a file of its own."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return parse_place(str(path))


def proof_of(place):
    with reading(place) as session:
        return verify(session)


def assert_whole(place):
    assert migrate.find_faults(place) == []
    with open_engine(place, write=False).connect() as connection:
        assert present_triggers(connection) == expected_triggers(connection.dialect.name)


def test_a_desk_of_the_first_release_is_upgraded_and_still_proves_itself(old_place):
    with pytest.raises(DatabaseError, match="is at revision 0001"):
        proof_of(old_place)
    migrate.upgrade(old_place)
    proof = proof_of(old_place)
    assert (proof.faults, proof.events, proof.head) == ([], 100, OLD_HEAD)
    assert_whole(old_place)
    with reading(old_place) as session:
        assert {claim.risks for claim in session.scalars(select(Claim))} == {()}
        assert not [image for _, image in images(session.connection(), "claim") if "risks" in image]


def test_a_populated_desk_goes_back_and_forth(example_place):
    before = proof_of(example_place)
    migrate.downgrade(example_place, "0001")
    with open_engine(example_place, write=False).connect() as connection:
        assert "risks" not in connection.execute(text("SELECT * FROM claims")).keys()  # noqa: SIM118 - not a mapping
    migrate.upgrade(example_place)
    assert (proof_of(example_place).head, proof_of(example_place).faults) == (before.head, [])
    assert_whole(example_place)


def test_a_claim_of_an_upgraded_desk_takes_a_risk_and_gives_it_back(old_place):
    migrate.upgrade(old_place)
    with reading(old_place) as session:
        before = {image["uid"]: image for _, image in images(session.connection(), "claim")}
    for command, changes in (
        ("one", ClaimChanges(risks=[Risk.PRIVACY])),
        ("two", ClaimChanges(no_risks=[Risk.PRIVACY])),
    ):
        with writing(old_place) as session:
            work, _ = start_work(session, "claim edit", "BEN", fixed_hands(command))
            claim = session.scalars(select(Claim).where(Claim.number == 40)).one()
            assert claim.status.settled
            fingerprint = claim.fingerprint
            edit_claim(work, claim, changes)
            assert work.seal() == 1
            assert (claim.fingerprint, is_stale(claim)) == (fingerprint, False)
        assert proof_of(old_place).faults == []
    with reading(old_place) as session:
        assert {image["uid"]: image for _, image in images(session.connection(), "claim")} == before
