"""Meanings: what a model made of a text is kept in the desk, so that it reads each text once."""

import numpy as np
import pytest

from factcheck.db import meanings
from factcheck.db.session import reading, writing
from factcheck.services.indexing import reindex
from factcheck.services.meaning import Meanings, keep_meanings


class Counting:
    """A model whose vector of a text says how many of each vowel it has; it counts the texts it reads."""

    model = "m" * 64

    def __init__(self):
        self.read = []

    def encode(self, texts):
        self.read += texts
        rows = [[text.count(vowel) for vowel in "aeiou"] for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32).reshape(len(texts), 5)


class Other(Counting):
    """Another model."""

    model = "o" * 64


def silent(_done, _total):
    """Nobody watches."""


def test_the_highest_cosine_of_each_group_of_texts(place):
    with reading(place) as session:
        near = Meanings(session, Counting()).cosines("aaa", [["a", "e"], ["ae"], ["e", "i"], []])
    assert near == pytest.approx([1, 0.5**0.5, 0, 0])


def test_a_text_is_read_once_in_a_command_and_not_at_all_where_it_is_kept(place):
    model = Counting()
    with reading(place) as session:
        asked = Meanings(session, model)
        first = asked.cosines("ae", [["a"], ["e", "a"]])
        assert (asked.cosines("ae", [["a"], ["e", "a"]]), sorted(model.read)) == (first, ["a", "ae", "e"])
    with writing(place) as session:
        assert keep_meanings(session, Counting(), ["a", "e", "a"], tell=silent) == 2
    model.read.clear()
    with reading(place) as session:
        assert Meanings(session, model).cosines("ae", [["a"], ["e", "a"]]) == first
    assert model.read == ["ae"]


def test_what_is_new_is_read_and_the_rest_is_not(place):
    model = Counting()
    with writing(place) as session:
        keep_meanings(session, model, ["a", "e"], tell=silent)
        assert keep_meanings(session, model, ["a", "e", "i"], tell=silent) == 1
        assert keep_meanings(session, Other(), ["a"], tell=silent) == 1
    assert model.read == ["a", "e", "i"]


def test_a_rebuilt_index_forgets_texts_that_are_gone(example_place):
    with writing(example_place) as session:
        first = next(iter(session.connection().exec_driver_sql("SELECT wording FROM claims ORDER BY id LIMIT 1")))[0]
        keep_meanings(session, Counting(), [first, "a text of nobody"], tell=silent)
        reindex(session)
        kept = session.connection().execute(meanings.MEANINGS.select()).all()
    assert len(kept) == 1


def test_who_watches_is_told_how_far_it_is(place):
    told = []
    with writing(place) as session:
        keep_meanings(session, Counting(), [f"a{number}" for number in range(450)], tell=lambda *far: told.append(far))
    assert told == [(200, 450), (400, 450), (450, 450)]
