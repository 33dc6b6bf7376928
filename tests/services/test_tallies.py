import pytest
from sqlalchemy import select

from factcheck.db.session import reading, writing
from factcheck.models import Article, Claim, Source
from factcheck.services.statuses import is_stale
from factcheck.services.tallies import tally_claims
from factcheck.services.weighing import Scales


def _compare(place, *, change=None):
    """Tallies from tables equal what whole claims give. Returns the numbers of the stale ones."""
    with writing(place) if change else reading(place) as session:
        if change:
            change(session)
            session.flush()
        scales, article = Scales(session), session.scalars(select(Article)).first()
        claims = session.scalars(select(Claim).order_by(Claim.number)).all()
        tallies = tally_claims(session, [claim.id for claim in claims])
        within = tally_claims(session, [claim.id for claim in claims], article.id)
        for claim in claims:
            assert tallies[claim.id].weights == scales.weigh(claim), claim.number
            assert within[claim.id].weights == scales.weigh(claim, article), claim.number
            assert tallies[claim.id].stale == within[claim.id].stale == is_stale(claim), claim.number
        stale = [claim.number for claim in claims if tallies[claim.id].stale]
        session.rollback()
        return stale


def test_the_example_weighs_the_same_from_the_tables(example_place):
    assert _compare(example_place) == []


def test_a_desk_with_rows_in_every_table_weighs_the_same(populated_place):
    _compare(populated_place)


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    ("what", "name", "value", "stale"),
    [
        ("claim", "wording", "Other words.", True),
        ("claim", "kind", None, True),
        ("claim", "status_reason", "Another reason.", True),
        ("item", "finding", "It shows something else.", True),
        ("item", "read", False, True),
        ("item", "dropped", True, True),
        ("document", "retracted", "by its author", True),
        ("figure", "found_low", "99", True),
        ("claim", "priority", "low", False),
        ("claim", "about_id", None, False),
    ],
)
def test_what_makes_a_claim_stale_shows_in_the_tables(example_place, what, name, value, stale):
    def change(session):
        claim = session.scalars(select(Claim).where(Claim.number == 66)).one()
        item = claim.evidence[0]
        setattr(
            {"claim": claim, "item": item, "document": item.document, "figure": claim.figures[0]}[what], name, value
        )

    assert (66 in _compare(example_place, change=change)) is stale


@pytest.mark.one_engine("sqlite")
def test_an_origin_changed_moves_independence(example_place):
    def change(session):
        paper = session.scalars(select(Claim).where(Claim.number == 40)).one().evidence[0].document
        paper.origin_source, paper.origin_document = session.scalars(select(Source)).first(), None

    _compare(example_place, change=change)


def test_no_claims_have_no_tallies(place):
    with reading(place) as session:
        assert tally_claims(session, []) == {}
