"""The veil hides by table: what nobody decided may be seen is not, and other sessions see all."""

import pytest
from sqlalchemy import func, select, text
from support.places import fixed_hands

from factcheck.core.words import Status
from factcheck.db.session import reading, writing
from factcheck.errors import FactcheckError
from factcheck.models import Check, Claim, EventPayload, Person
from factcheck.services import veil
from factcheck.services.images import parts, roots
from factcheck.services.work import start_work


@pytest.fixture
def hidden(populated_place):
    """The place, and the row ids of all its claims, each to be checked blind by BO, who wrote nothing there."""
    with writing(populated_place) as session:
        work, _ = start_work(session, "review", "BO", fixed_hands("veil"))
        ids = list(session.scalars(select(Claim.id)))
        for row_id in ids:
            session.add(
                Check(
                    uid=work.new_uid(), claim_id=row_id, person_id=work.person.id, status=Status.UNVERIFIED, blind=True,
                    created_at=work.at,
                )
            )  # fmt: skip
            work.touch_row("claim", row_id)
        work.seal()
    return populated_place, ids


def _counts(session):
    return {part.name: session.scalar(select(func.count()).select_from(part)) for part, _ in parts(roots()["claim"])}


def test_every_part_of_a_claim_is_shown_by_decision_covered_or_gone(hidden):
    place, ids = hidden
    with reading(place) as session:
        before = _counts(session)
        full = {name for name, count in before.items() if count}
    with reading(place) as session:
        found = veil.draw_veil(session, " BO ")
        assert sorted(found.claims) == sorted(ids)
        after = _counts(session)
        kept = veil._SHOWN | set(veil._COVERS)
        assert {name: after[name] for name in kept & set(after)} == {name: before[name] for name in kept & set(before)}
        gone = set(before) - kept
        assert {"notes", "signoffs", "author_queries", "checks"} <= gone & full
        assert kept - {"claims"} <= full
        assert {name: count for name, count in after.items() if name in gone and count} == {"checks": len(ids)}


def test_columns_and_payloads_are_covered_for_one_session_only(hidden):
    place, _ = hidden
    for person, covered in (("BO", True), ("ANA", False), (None, False)):
        with reading(place) as session:
            assert (veil.draw_veil(session, person) is not None) is covered
            statuses = set(session.scalars(select(Claim.status)))
            assert (statuses == {Status.UNVERIFIED}) is covered
            bodies = session.scalar(select(func.count()).where(EventPayload.body.is_(None)))
            assert (bodies > 0) is covered


@pytest.mark.one_engine("sqlite")
def test_the_reader_still_changes_nothing(hidden):
    def change():
        with reading(hidden[0]) as session:
            veil.draw_veil(session, "BO")
            session.execute(text("UPDATE main.claims SET wording = 'x'"))

    with pytest.raises(FactcheckError, match="cannot write"):
        change()


def test_who_signed_in_another_name_meets_no_veil_in_a_file(hidden):
    place, _ = hidden
    with reading(place) as session:
        assert veil.find_veil(session, "SOMEBODY ELSE") is None
        assert session.scalar(select(Person.id).where(Person.name == "BO")) is not None
