"""Two readings of a passage: what states the same facts, and what does not."""

import pytest

from factcheck.core.facts import compare, read


def changes(was, now, lower=()):
    old, new = (read(text, 0, len(text), frozenset(lower)) for text in (was, now))
    return [str(each) for each in compare(old, new)]


SAME = [
    ("It rose by 18% last year", "It rose by 18 per cent last year"),
    ("It rose by 18% last year", "It rose by eighteen percent last year"),
    ("It cost $1.2 billion", "It cost $1,200 million"),
    ("a weight of 40 mg a day", "a weight of 40 milligrams a day"),
    ("a third of the voters", "one third of the voters"),
    ("It was twice as dear", "It was double the price"),
    ("two hundred and five miles", "205 miles"),
    ("on 4 August the court sat", "on August 4 the court sat"),
    ("They did not vote", "They didn't vote"),
    ("Nobody came to vote", "No one came to vote"),
    ("He refused to go", "He would not go"),
    ("The licence of the US was granted", "The license of the United States was granted"),
    ("minus nine degrees Celsius", "-9 \u00b0C"),
    ("at 38.7 km/h", "at 38.7 kilometres per hour"),
    ("in Thornmere the council cut jobs", "the council in Thornmere cut jobs"),
    ("Smith beat Jones", "Jones was beaten by Smith"),
    ("52% favor the ban and 39% oppose it", "39% oppose the ban and 52% favor it"),
    ("Nearly a third of people over 45 sought help", "Of people over 45, nearly a third sought help"),
]


@pytest.mark.parametrize(("was", "now"), SAME)
def test_the_same_facts_in_other_words_are_no_change(was, now):
    assert changes(was, now) == []


DIFFERENT = [
    ("It rose by 18% in May", "It rose by 26% in May", "number 18% -> 26%"),
    ("It rose by 18% in May", "It rose by 18 points in May", "number 18% -> 18 points"),
    ("3.2 million people", "2.3 million people", "number 3.2 million -> 2.3 million"),
    ("a cost of $90 a head", "a cost of \u20ac90 a head", "number $90 -> \u20ac90"),
    ("walked 5 miles home", "walked 5 kilometres home", "number 5 miles -> 5 kilometres"),
    ("growth had slowed", "growth had not slowed", "negation none -> not"),
    ("homes were insured", "homes were uninsured", "negation insured -> uninsured"),
    ("It sat on Tuesday", "It sat on Monday", "date Tuesday -> Monday"),
    ("closed in June", "closed in July", "date June -> July"),
    ("at 11.05 p.m. on", "at 11.05 a.m. on", "date p.m. -> a.m."),
    ("said Tomas Vried today", "said Timas Vried today", "name Tomas -> Timas"),
    ("All of them left", "Some of them left", "quantifier All -> Some"),
    ("more than 60 patients", "fewer than 60 patients", "comparator more than -> fewer than"),
    ("the governor, Ada Lune", "the deputy governor, Ada Lune", "rank none -> deputy"),
    ("its director, Ada Lune", "its managing director, Ada Lune", "title director -> director"),
    ("for the first time", "for the third time", "ordinal first -> third"),
    ("north of the river", "south of the river", "direction north -> south"),
    ("prices rose again", "prices fell again", "meaning rose -> fell"),
    ("the plan was approved", "the plan was rejected", "meaning approved -> rejected"),
    ("a balance of -4 points", "a balance of 4 points", "number -4 points -> 4 points"),
    ("He wrote 17 letters home", "He wrote 17 poems home", "unit letters -> poems"),
    ("He may resign soon", "He resigned soon", "modality may -> none"),
]


@pytest.mark.parametrize(("was", "now", "told"), DIFFERENT)
def test_a_fact_that_differs_is_told(was, now, told):
    assert told in changes(was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("from 410 to 465 staff", "from 465 to 410 staff"),
        ("a module of 64 gigabytes costs $310", "a module of 310 gigabytes costs $64"),
        ("52% favor the ban and 39% oppose it", "52% oppose the ban and 39% favor it"),
        ("Anna sued Berta in May", "Berta sued Anna in May"),
    ],
)
def test_values_in_each_others_place_are_a_change(was, now):
    assert changes(was, now)


def test_a_capital_that_begins_a_sentence_makes_no_name():
    assert changes("Markets fell in May", "In May markets fell", lower={"markets"}) == []
    assert changes("Orvo fell in May", "In May Amba fell", lower={"markets"}) == ["name Orvo -> Amba"]


@pytest.mark.parametrize("amount", ["9" * 5000, "9" * 50 + " billion billion", "0." + "0" * 5000 + "1"])
def test_a_number_that_nobody_counts_with_is_read_past(amount):
    assert changes(f"There were {amount} votes in May", f"There were {amount} votes in May") == []
