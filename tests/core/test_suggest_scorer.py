"""A scorer of the user's own: read strictly, and the same features in training and in use."""

import json
import math

import pytest

from factcheck.core.suggest.features import RARITY_BLOCKS, counts_of, shape, signs_in, vector
from factcheck.core.suggest.proposals import list_code, suggest
from factcheck.core.suggest.scorer import FORMAT, all_of, read_scorer
from factcheck.errors import BadInputError

HELD = {
    "format": FORMAT,
    "name": "mills",
    "stages": [{"bias": -1, "weights": {"w": {"bakery": 2.0}, "d": {"number": 0.5, "bias": 0.25}}}],
    "rarities": {"w": {"bakery": 1.5, "opened": 1.0}},
}


def scorer(**changes):
    return read_scorer(json.dumps(HELD | changes).encode(), "mills.json")


def test_a_sentence_weighs_the_sum_of_its_features():
    length = math.sqrt(1.5**2 + 1.0**2)
    assert scorer().sum("A bakery opened.") == pytest.approx(-1 + 0.25 + 1.3 * 2.0 * 1.5 / length)
    assert scorer().sum("A shop closed with 12 people.") == pytest.approx(-1 + 0.25 + 0.5)


def test_it_has_half_of_the_say_and_changes_the_code_of_the_list():
    text = "A bakery opened in Orle."
    mine = scorer()
    (plain,), (weighed,) = suggest(text), suggest(text, mine)
    assert weighed.total == pytest.approx((plain.total + mine.sum(weighed.exact)) / 2)
    assert list_code(text) != list_code(text, mine)
    assert mine.name.startswith("mills/")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"format": "factcheck-scorer/2"}).encode(),
        json.dumps(HELD | {"stages": []}).encode(),
        json.dumps(HELD | {"stages": {"bias": 1}}).encode(),
        json.dumps(HELD | {"stages": ["much"]}).encode(),
        json.dumps(HELD | {"stages": [{"bias": "much", "weights": {}}]}).encode(),
        json.dumps(HELD | {"stages": [{"bias": True, "weights": {}}]}).encode(),
        json.dumps(HELD | {"stages": [{"bias": 1e300, "weights": {}}]}).encode(),
        json.dumps(HELD | {"stages": [{"bias": 0, "weights": []}]}).encode(),
        json.dumps(HELD | {"stages": [{"bias": 0, "weights": {"w": [1]}}]}).encode(),
        json.dumps(HELD).replace("2.0", "9" * 401).encode(),
        json.dumps(HELD).replace("2.0", "NaN").encode(),
        json.dumps(HELD).replace("2.0", "Infinity").encode(),
    ],
)
def test_what_is_no_scorer_is_refused_by_name(data):
    with pytest.raises(BadInputError, match=r"mills\.json"):
        read_scorer(data, "mills.json")


def test_the_shape_keeps_function_words_and_leaves_the_topic_out():
    told = "We've lost 700,000 jobs in Ohio since 2008, 5% of all."
    assert shape(told) == ["we've", "PAST", "NUM6", "Ws", "in", "NAME", "since", "YEAR", "NUMP1", "of", "all"]


def test_signs_are_those_that_are_there():
    told = signs_in("I think we should cut it.")
    assert {"wishes", "i", "we"} <= told.keys()
    assert not {"number", "year", "percent"} & told.keys()


def test_each_block_of_words_has_its_length_however_long_the_sentence():
    sentence = "The mill closed in March and the mill opened again."
    rarities = {block: dict.fromkeys(counts_of(sentence)[block], 1.0) for block in RARITY_BLOCKS}
    for block, length in zip(RARITY_BLOCKS, (1.3, 1.0, 1.3), strict=True):
        values = vector(sentence, rarities)[block].values()
        assert math.sqrt(sum(value**2 for value in values)) == pytest.approx(length)


def test_two_questions_are_both_to_be_answered_yes():
    stage = HELD["stages"][0]
    sure = {"bias": 40, "weights": {}}
    text = "A bakery opened."
    assert scorer(stages=[stage, sure]).sum(text) == pytest.approx(scorer().sum(text))
    assert scorer(stages=[stage, stage]).sum(text) < scorer().sum(text)


def test_the_odds_of_all_are_those_of_the_product():
    chances = (0.9, 0.4)
    odds = all_of([math.log(chance / (1 - chance)) for chance in chances])
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(0.36)
    assert all(math.isfinite(all_of([one, other])) for one in (-900.0, 900.0) for other in (-900.0, 900.0))
