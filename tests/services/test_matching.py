"""Two claims are the same only where each finds the other, and contradict each other either way round."""

import pytest
from sqlalchemy import select

from factcheck.core.likeness import Likeness
from factcheck.core.words import Band
from factcheck.db.session import reading
from factcheck.models import Claim
from factcheck.services import matching

SAME = Likeness(0.95, Band.SAME, contradicts=False, why=("one way",))
RELATED = Likeness(0.4, Band.RELATED, contradicts=False, why=("the other way",))
AGAINST = Likeness(0.3, Band.RELATED, contradicts=True, why=("other number",))
NOTHING = Likeness(0.1, Band.NONE, contradicts=False, why=())


@pytest.fixture
def answers(monkeypatch, example_place):
    """Lets claim 9 find claim 12 as it is told, and the other way round; they name the same firm in two sentences."""
    told = {}
    with reading(example_place) as session:
        ids = dict(session.execute(select(Claim.number, Claim.id)).all())
    numbers = {row_id: number for number, row_id in ids.items()}

    def rank(asked, candidates, _rarity, _meaning=None):
        return [(each, told.get((numbers.get(asked.key), numbers.get(each.key)), NOTHING)) for each in candidates]

    monkeypatch.setattr(matching, "rank", rank)

    def ask(there, back):
        told.clear()
        told.update({(9, 12): there, (12, 9): back})
        with reading(example_place) as session:
            claim = session.scalars(select(Claim).where(Claim.number == 9)).one()
            one = [(each.found.number, each.likeness) for each in matching.match_claim(session, claim)]
            pairs = [(each.first.number, each.second.number, each.likeness) for each in matching.match_all(session)]
        assert [likeness for _, likeness in one] == [likeness for _, _, likeness in pairs]
        assert {(9, number) for number, _ in one} == {(first, second) for first, second, _ in pairs}
        return one[0][1] if one else None

    return ask


@pytest.mark.parametrize(
    ("there", "back", "told"),
    [(SAME, SAME, SAME), (SAME, RELATED, RELATED), (RELATED, SAME, RELATED), (RELATED, NOTHING, None), (SAME, NOTHING, None),
     (AGAINST, RELATED, AGAINST), (RELATED, AGAINST, AGAINST), (AGAINST, NOTHING, AGAINST), (NOTHING, NOTHING, None)],
    ids=range(9),
)  # fmt: skip
def test_what_two_claims_are_to_each_other_is_what_both_find(answers, there, back, told):
    assert answers(there, back) == told


def test_a_small_desk_has_all_its_claims_at_hand_for_a_model_and_a_large_one_none(example_place):
    with reading(example_place) as session:
        statements = matching.Statements(session)
        assert len(statements.all_claims(71)) == 71
        assert matching.Statements(session).all_claims(70) == []
