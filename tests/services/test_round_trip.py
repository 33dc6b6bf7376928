"""What goes out and in again is the same; what cannot go in leaves the desk as it was."""

import json
import re
from contextlib import contextmanager
from itertools import count

import pytest
from claim_sets import claim_sets
from desks import share_compiled_statements
from hypothesis import HealthCheck, given, settings
from support.places import EXAMPLE
from valid_sets import comparable, valid_sets

from factcheck.db.session import reading, writing
from factcheck.errors import FactcheckError
from factcheck.exchange.claimset import read_claim_set, write_json
from factcheck.services.articles import list_articles
from factcheck.services.exporting import export_claim_set
from factcheck.services.importing import import_claim_set
from factcheck.services.verify import verify
from factcheck.services.work import Hands, start_work

pytestmark = pytest.mark.deep

share_compiled_statements()
QUIET = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
]


@pytest.fixture
def fresh(engine_name, places_of, tmp_path):
    """A maker of empty desks, as many as a property has examples."""
    numbers = count()

    @contextmanager
    def make():
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        with places_of(engine_name).copy("desk", folder) as place:
            yield place

    return make


def _bring(place, claim_set, read_file=lambda name: (EXAMPLE / name).read_bytes()):
    with writing(place) as session:
        work, _ = start_work(session, "import", "ANA", Hands())
        import_claim_set(work, claim_set, read_file=read_file)
        work.seal()


def _take(place, *, confidential=True):
    with reading(place) as session:
        proof = verify(session)
        assert not proof.faults
        return export_claim_set(session, list_articles(session), include_confidential=confidential)


@settings(max_examples=25, deadline=None, suppress_health_check=QUIET)
@given(original=valid_sets())
def test_what_is_imported_is_what_is_exported(fresh, original):
    with fresh() as place:
        _bring(place, original)
        exported = _take(place)
    assert comparable(exported) == comparable(original)
    assert read_claim_set(write_json(exported).encode(), name="export") == exported


@settings(max_examples=25, deadline=None, suppress_health_check=QUIET)
@given(anything=claim_sets())
def test_any_set_is_taken_in_whole_or_refused_without_a_trace(fresh, anything):
    with fresh() as place:
        before = _state(place)
        try:
            _bring(place, anything, read_file=lambda name: f"The text in {name}.".encode())
        except FactcheckError:
            assert _state(place) == before
        else:
            assert len(_take(place).claims) == len(anything.claims)


def _state(place):
    with reading(place) as session:
        proof = verify(session)
        assert not proof.faults
        return proof.events, proof.head


def _without_uids(text):
    """Identities by the order in which they first appear."""
    seen = {}
    return re.sub(
        r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", lambda match: seen.setdefault(match[0], f"uid {len(seen)}"), text
    )


@pytest.mark.deep
def test_the_example_comes_back_byte_for_byte(fresh):
    with fresh() as place:
        original = read_claim_set((EXAMPLE / "claims.json").read_bytes(), name="claims.json")
        _bring(place, original)
        once = write_json(_take(place))
    with fresh() as place:
        _bring(place, read_claim_set(once.encode(), name="once"))
        again = write_json(_take(place))
    assert _without_uids(again) == _without_uids(once)
    assert len(json.loads(once)["claims"]) == 71
    assert sum(len(claim.get("evidence", ())) for claim in json.loads(once)["claims"]) == 201
