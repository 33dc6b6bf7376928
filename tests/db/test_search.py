import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from factcheck.db import search
from factcheck.db.engine import open_engine


@pytest.fixture
def index(place):
    """The search table of an empty desk, in a transaction that is rolled back; call it to index and to find."""
    with open_engine(place, write=True).connect() as connection, connection.begin() as transaction:
        yield Index(connection)
        transaction.rollback()


class Index:
    def __init__(self, connection):
        self.connection = connection

    def put(self, claim_id, *texts):
        search.put(self.connection, claim_id, texts)

    def find(self, query):
        statement = search.matching(self.connection.dialect.name, query)
        return None if statement is None else sorted(self.connection.execute(statement).scalars())


def test_eighteen_percent_is_not_eighteen_months(index):
    index.put(1, "The shares fell 18 % on Monday.")
    index.put(2, "It took 18 months.")
    index.put(3, "A fall of 18% was reported.")
    index.put(4, "Prices rose 18 percent.")
    index.put(5, "It cost $18.")
    assert index.find("18%") == [1, 3, 4]
    assert index.find("18 %") == [1, 3, 4]
    assert index.find("$18") == [5]
    assert index.find("18") == [1, 2, 3, 4, 5]


def test_a_number_finds_only_itself(index):
    index.put(1, "671 billion parameters")
    index.put(2, "67 parameters")
    index.put(3, "2.5 million downloads")
    assert index.find("67") == [2]
    assert index.find("2.5") == [3]
    assert index.find("2") == []


def test_a_word_finds_what_begins_with_it(index):
    index.put(1, "Downloads passed a million")
    index.put(2, "It was downloaded")
    index.put(3, "An upload")
    assert index.find("download") == [1, 2]
    assert index.find("DOWN") == [1, 2]


def test_all_words_must_be_there(index):
    index.put(1, "trained for six million dollars")
    index.put(2, "six people")
    assert index.find("six million") == [1]
    assert index.find("six absent") == []


def test_accents_and_scripts(index):
    index.put(1, "Élysée in Zürich")
    index.put(2, "深度求索发布了模型")
    assert index.find("elysee") == [1]
    assert index.find("zürich") == index.find("ZURICH") == [1]
    assert index.find("求索") == [2]


def test_putting_again_replaces(index):
    index.put(1, "first words")
    index.put(1, "second words")
    assert index.find("first") == []
    assert index.find("second") == [1]


def test_a_query_without_a_word_asks_for_nothing(index):
    assert index.find("") is None
    assert index.find(" … -- ' \" * ( ") is None


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "a OR b",
        "NEAR(a b)",
        "a*",
        "col:x",
        "a AND",
        "NOT a",
        "a & | b",
        "a:*",
        "'; DROP TABLE claims; --",
        "(",
        "a <-> b",
        "\\",
    ],
)
def test_operators_of_the_engines_are_only_text(index, query):
    index.put(1, "a or b near and not col x drop table claims")
    assert index.find(query) in (None, [1], [])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(body=st.text(max_size=80), query=st.text(max_size=40))
def test_any_text_is_a_safe_query_and_finds_itself(index, body, query):
    index.put(1, body)
    assert index.find(query) in (None, [], [1])
    assert index.find(body) in (None, [1])


def test_clear_empties(index):
    index.put(1, "words")
    search.clear(index.connection)
    assert index.find("words") == []
    assert index.connection.execute(text("SELECT count(*) FROM search_claims")).scalar_one() == 0


def test_short_words_find_only_themselves(index):
    index.put(1, "It is in May.")
    index.put(2, "The index of industry.")
    assert index.find("in") == [1]
    assert index.find("ind") == [2]
