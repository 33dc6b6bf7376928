"""Lint reads a desk of any size with the same number of questions to the database, and changes nothing."""

from contextlib import contextmanager

from sqlalchemy import event, select

from factcheck.core.points import Severity
from factcheck.core.words import Status
from factcheck.db.session import reading, writing
from factcheck.models import Claim, Document
from factcheck.services.lint.running import lint


@contextmanager
def counted(session):
    """How many statements the block sends."""
    sent = []
    engine = session.get_bind()

    def note(*statement):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_the_number_of_queries_does_not_grow_with_the_claims(example_place):
    counts = []
    for numbers in (3, 71):
        with writing(example_place) as session:
            for claim in session.scalars(select(Claim).where(Claim.number > numbers)):
                claim.dropped = True
            session.flush()
            with counted(session) as sent:
                assert lint(session).claims == numbers
            counts.append(len(sent))
            session.rollback()
    assert counts[0] == counts[1] < 40


def test_a_status_whose_rule_is_not_kept_is_an_error(example_place):
    """The services never let it come so far; an older program or a hand in the database may have."""
    with writing(example_place) as session:
        claim = session.scalars(select(Claim).where(Claim.number == 37)).one()
        claim.status, claim.status_reason = Status.REFUTED, None
        session.flush()
        found = [point for point in lint(session).points if point.claim == 37 and point.rule.code == "FC101"]
        session.rollback()
    (point,) = found
    assert point.severity is Severity.ERROR
    assert "lacks a reason (--because) and an item that was read and refutes it" in point.message


def test_a_text_that_was_redacted_has_places_but_no_words(example_place):
    with writing(example_place) as session:
        article = session.scalars(select(Claim).where(Claim.number == 44)).one().appearances[0].version
        article.body.text = None
        session.flush()
        points = lint(session).points
        session.rollback()
    assert {point.rule.code for point in points} >= {"FC102", "FC204"}
    assert all(point.place.exact == "" for point in points if point.place)


def test_two_documents_that_rest_on_each_other_are_found(example_place):
    """The commands refuse it; two desks that meet may bring it about."""
    with writing(example_place) as session:
        first = session.scalars(select(Document).where(Document.number == 47)).one()
        second = session.scalars(select(Document).where(Document.number == 48)).one()
        for document, above in ((first, second), (second, first)):
            document.origin_source, document.origin_document = None, above
            session.flush()
        items = {point.item for point in lint(session).points if point.rule.code == "FC109"}
        session.rollback()
    assert {"40.1", "40.3"} <= items


def test_reading_needs_no_right_to_write(example_place):
    with reading(example_place) as session:
        assert lint(session).points
