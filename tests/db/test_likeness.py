import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from factcheck.core.likeness import Statement, rank
from factcheck.core.likeness_words import terms
from factcheck.core.words import Band
from factcheck.db import likeness
from factcheck.db.engine import open_engine

CLAIMS = {
    1: ("The harbour of Tallinn closed for eleven days.", "Storm shuts a harbour"),
    2: ("Marta Kask sold 18% of the port's land.",),
    3: ("Ferries carried 2.5 million passengers.", "Ferries between the capitals", "A year of ferries"),
    4: ("The port employs 340 dockers.",),
    5: ("A new terminal of the port will open.",),
}


@pytest.fixture
def connection(place):
    """An empty index of a desk, in a transaction that is rolled back."""
    with open_engine(place, write=True).connect() as opened, opened.begin() as transaction:
        likeness.clear(opened)
        yield opened
        transaction.rollback()


@pytest.fixture
def index(connection):
    """The index with the claims above in it."""
    likeness.put_new(connection, CLAIMS.items())
    return connection


def counts(connection):
    """How many statements hold each term, as the index keeps it."""
    return dict(connection.execute(text("SELECT term, statements FROM search_likeness_terms")).fetchall())


def keys(connection, asked, **options):
    return likeness.candidates(connection, asked, **options).keys


def test_the_rarest_shared_words_come_first(index):
    assert keys(index, "dockers of the port")[0] == 4
    assert set(keys(index, "dockers of the port")) == {2, 4, 5}
    assert keys(index, "harbor closed in TALLINN") == (1,)
    assert keys(index, "a storm") == (1,)
    assert keys(index, "two and a half million") == (3,)
    assert keys(index, "nothing of it here: zebra") == ()
    assert keys(index, "") == keys(index, "the and of") == ()


def test_the_limit_keeps_the_likeliest(index):
    assert keys(index, "port port dockers", limit=1) == (4,)


def test_scores_fall(index):
    scores = likeness.candidates(index, "the port sold land to dockers").scores
    assert list(scores) == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_candidates_found_otherwise_are_added(index):
    found = likeness.candidates(index, "dockers", also=[1, 4, 99])
    assert found.keys == (4, 1)
    assert found.scores[1] == 0
    assert found.rarity("port") < found.rarity("tallinn") == 1


def test_rarity_is_on_one_scale(index):
    rarity = likeness.candidates(index, "port").rarity
    assert rarity("port") < 0.5
    assert rarity("docker") == rarity("zebra") == 1.0
    many = likeness.Rarity(1_000_000, {"port": 600_000, "docker": 1, "land": 1_000})
    assert many("port") < 0.1 < many("land") < many("docker") == 1.0
    assert likeness.Rarity(0, {})("port") == 1.0


def test_putting_again_replaces_and_the_counts_follow(index):
    before = counts(index)
    likeness.put(index, 4, ("The port employs 400 welders.",))
    assert keys(index, "dockers") == ()
    assert keys(index, "welders") == (4,)
    assert "docker" not in counts(index)
    likeness.put(index, 4, CLAIMS[4])
    assert counts(index) == before


def test_removing_leaves_nothing_behind(index):
    for key in CLAIMS:
        likeness.remove(index, key)
        likeness.remove(index, key)
    assert counts(index) == {}
    assert keys(index, "port") == ()


def test_clearing_and_making_anew(index):
    likeness.clear(index)
    assert counts(index) == {}
    likeness.drop_index(index)
    likeness.create_index(index)
    likeness.put(index, 7, ("A ferry sank.",))
    assert keys(index, "ferry") == (7,)
    assert counts(index)[""] == 1


def test_the_tables_are_left_out_of_the_model(index):
    names = {name for name in inspect(index).get_table_names() if name.startswith("search_likeness")}
    assert names >= {"search_likeness", "search_likeness_terms"}


def test_counts_are_those_of_the_statements(index):
    held = [{term for part in fields for term in terms(part)} for fields in CLAIMS.values()]
    wanted = {term: sum(term in each for each in held) for term in set().union(*held)}
    assert counts(index) == wanted | {"": len(CLAIMS)}


def test_candidates_are_ranked_with_their_rarity(index):
    asked = "Ferries between the capitals carried 2,500,000 passengers"
    found = likeness.candidates(index, asked)
    statements = [Statement(key, CLAIMS[key][0], CLAIMS[key][1:]) for key in found.keys]
    (first, how), *_ = rank(Statement(0, asked), statements, found.rarity)
    assert (first.key, how.band) == (3, Band.SAME)


def test_a_long_text_asks_for_its_rarest_words_only(index):
    likeness.put_new(index, ((key, (f"common word{key}",)) for key in range(100, 200)))
    asked = likeness.candidates(index, " ".join(f"word{key}" for key in range(100, 200)) + " common port")
    assert 4 <= len(asked.terms) <= 25
    assert "common" not in asked.terms


@given(text_=st.text(max_size=200), asked=st.text(max_size=100))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_taken_and_found_by_itself(connection, text_, asked):
    likeness.put(connection, 9, (text_,))
    likeness.candidates(connection, asked)
    assert keys(connection, text_) == ((9,) if terms(text_) else ())
