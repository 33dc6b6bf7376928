from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.independence import chain, find_circle, top


def _circle(document, origin, parent, **publishers):
    return find_circle(document, origin, parent=parent, publishers={"page": None, "paper": None, **publishers})


def test_a_document_that_rests_on_its_own_source_is_no_circle():
    parent = {"page": "wiki", "wiki": None}
    assert _circle("page", "wiki", parent, page="wiki") == ()
    assert _circle("page", None, parent, page="wiki") == ()


def test_a_newspaper_that_has_it_from_the_page_that_cites_it_is_one():
    parent = {"page": "paper", "paper": "wiki", "wiki": None, "press": None}
    assert _circle("page", "paper", parent, page="wiki", paper="press") == ("page", "paper", "wiki")


def test_so_is_a_way_back_through_the_same_house():
    parent = {"page": "paper", "paper": "other", "other": None, "wiki": "house", "house": None, "press": None}
    way = _circle("page", "paper", parent, page="wiki", paper="press", other="house")
    assert way == ("page", "paper", "other")


def test_two_documents_of_one_house_are_none():
    parent = {"page": "paper", "paper": "wiki", "wiki": None}
    assert _circle("page", "paper", parent, page="wiki", paper="wiki") == ()
    assert _circle("page", "paper", parent, page="wiki") == ()


def test_two_documents_that_rest_on_each_other_are_one_whoever_put_them_up():
    parent = {"page": "paper", "paper": "page"}
    assert _circle("page", "paper", parent) == ("page", "paper", "page")


KEYS = st.sampled_from("abcdefgh")
PARENTS = st.dictionaries(KEYS, st.none() | KEYS)


@given(KEYS, PARENTS)
def test_a_chain_ends_at_the_top_or_goes_round_once(key, parent):
    way = chain(key, parent)
    assert way[0] == key
    assert len(set(way)) == len(way)
    above = parent.get(way[-1])
    assert above in way if above is not None else way[-1] == top(key, parent)


@given(KEYS, PARENTS, st.dictionaries(KEYS, st.none() | KEYS))
def test_a_circle_comes_back_to_where_it_was_or_to_whose_it_was(document, parent, publishers):
    way = find_circle(document, parent.get(document), parent=parent, publishers=publishers)
    if way:
        for below, above in pairwise(way):
            assert parent.get(below) == above
        owner = publishers.get(document)
        closes = way[-1] in way[:-1]
        assert closes or (owner is not None and way[0] == document)
