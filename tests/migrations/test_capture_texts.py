"""0004 to 0005: the texts taken from captures get digests, and what was written before stays true, to the byte."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from support.places import fixed_hands
from support.vandal import is_found, open_vandal, tried

from factcheck.core.canonical import sha256
from factcheck.db import migrate
from factcheck.db.engine import open_engine
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.db.triggers import expected_triggers, present_triggers
from factcheck.models import Capture, CaptureBody, Document, Event
from factcheck.report.audience import Audience
from factcheck.report.desk_views import Branding
from factcheck.services.articles import list_articles
from factcheck.services.past import past_desk
from factcheck.services.presenting import Wanted, file_report
from factcheck.services.redacting import redact_capture
from factcheck.services.verify import verify
from factcheck.services.work import start_work

#: A desk with rows in every table, written by the program whose last migration was 0001.
OLD = Path(__file__).parents[1] / "data" / "desk-0001.db.gz"


@pytest.fixture
def old_place(tmp_path):
    """The desk of the first release, brought up to this one."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    place = parse_place(str(path))
    migrate.upgrade(place)
    return place


def proof_of(place):
    with reading(place) as session:
        return verify(session)


def captured(session):
    """Each capture's digest of its text, and the text."""
    query = select(Capture.text_sha256, CaptureBody.text).join(CaptureBody, CaptureBody.capture_id == Capture.id)
    return [tuple(row) for row in session.execute(query)]


def test_texts_that_were_there_get_their_digests(old_place):
    with reading(old_place) as session:
        found = captured(session)
    assert found
    assert found == [(sha256(words), words) for _, words in found]
    assert proof_of(old_place).faults == []


def test_a_text_of_an_old_desk_that_is_edited_is_found(old_place):
    with open_vandal(old_place) as session:
        for statement in ("UPDATE capture_bodies SET text = 'x' || text", "UPDATE captures SET text_sha256 = NULL"):
            with tried(session):
                assert session.execute(text(statement)).rowcount == 1
                assert is_found(session)


def test_the_next_event_of_the_document_tells_the_digest(old_place):
    """From then on whoever edits the text and its digest together is found too."""
    forged = {"text": "forged", "text_sha256": sha256("forged")}
    for found in (False, True):
        with open_vandal(old_place) as session, tried(session):
            session.execute(update(CaptureBody).values(text=forged["text"]))
            session.execute(update(Capture).values(text_sha256=forged["text_sha256"]))
            assert is_found(session) == found
        with writing(old_place) as session:
            work, _ = start_work(session, "document edit", "BEN", fixed_hands("next"))
            document = session.get_one(Document, session.scalars(select(Capture.document_id)).one())
            document.title = "Another title"
            work.touch(document)
            work.seal()
        assert proof_of(old_place).faults == []


def test_an_old_capture_is_redacted_and_still_verifies(old_place):
    with writing(old_place) as session:
        work, _ = start_work(session, "redact", "BEN", fixed_hands("redact"))
        document = session.get_one(Document, session.scalars(select(Capture.document_id)).one())
        redact_capture(work, f"d{document.number}.1", why="private")
    assert proof_of(old_place).faults == []


def test_a_populated_desk_goes_back_and_forth(populated_place):
    before = proof_of(populated_place)
    with reading(populated_place) as session:
        texts = captured(session)
    migrate.downgrade(populated_place, "0004")
    with open_engine(populated_place, write=False).connect() as connection:
        assert "text_sha256" not in connection.execute(text("SELECT * FROM captures")).keys()  # noqa: SIM118
    migrate.upgrade(populated_place)
    after = proof_of(populated_place)
    # What later migrations brought is gone with them, and missed.
    assert not [fault for fault in after.faults if fault.startswith(("capture", "document", "claim"))]
    assert after.head == before.head
    with reading(populated_place) as session:
        assert captured(session) == texts
    assert migrate.find_faults(populated_place) == []
    with open_engine(populated_place, write=False).connect() as connection:
        assert present_triggers(connection) == expected_triggers(connection.dialect.name)


def test_the_past_of_an_old_desk_is_told(old_place, tmp_path):
    with reading(old_place) as session:
        at = session.scalars(select(Event.at).order_by(Event.seq.desc()).limit(1)).one()
        with past_desk(session, at) as then:
            assert list(then.scalars(select(Capture.text_sha256))) == [None]
            report = file_report(then, list_articles(then), Wanted(Audience.LAWYER, Branding()))
    assert report.articles
