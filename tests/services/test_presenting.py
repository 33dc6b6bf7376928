from dataclasses import replace

import pytest

from factcheck.db.session import reading
from factcheck.report.audience import Audience
from factcheck.report.desk_views import Branding
from factcheck.services.articles import list_articles
from factcheck.services.presenting import Wanted, articles_shown


@pytest.mark.parametrize("audience", Audience)
def test_without_the_history_of_claims_all_else_is_told_as_with_it(example_place, audience):
    wanted = Wanted(audience, Branding())
    with reading(example_place) as session:
        found = list_articles(session)
        (whole,) = articles_shown(session, found, wanted)
        (without,) = articles_shown(session, found, wanted, history=False)
    assert any(claim.history for claim in whole.claims) is (audience is not Audience.PUBLIC)
    assert without == replace(whole, claims=tuple(replace(claim, history=()) for claim in whole.claims))
