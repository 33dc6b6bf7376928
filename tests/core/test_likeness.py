from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.spelling import in_words

from factcheck.core.likeness import Statement, compare, rank
from factcheck.core.likeness_features import FEATURES, read
from factcheck.core.likeness_weights import SURE, sure_numbers, weights
from factcheck.core.words import Band

DESK = [
    "The harbour of Tallinn closed for eleven days after the storm in March.",
    "Marta Kask, the mayor, sold 18% of the port's land in 2019.",
    "Ferries carried 2.5 million passengers between the two capitals.",
    "The port employs 340 dockers.",
    "A new terminal will open next to the old grain store.",
    "Unions called the sale of the land illegal.",
]


def rarity(term):
    """As on a desk of these six claims, roughly."""
    held = sum(term in read(text).known for text in DESK)
    return 1.0 if held <= 1 else 0.5


def like(asked, other, **options):
    return compare(Statement(0, asked, **options), Statement(1, other), rarity)


@pytest.mark.parametrize("wording", DESK)
def test_a_claim_is_the_same_as_itself_and_like_no_other(wording):
    ranked = rank(Statement(0, wording), [Statement(key, text) for key, text in enumerate(DESK, 1)], rarity)
    (first, likeness), *others = ranked
    assert first.wording == wording
    assert (likeness.band, likeness.contradicts) == (Band.SAME, False)
    assert likeness.why[0] == "the same words"
    assert all(other.band is not Band.SAME for _, other in others)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Eighteen percent of the port's land was sold by the mayor, Marta Kask, in 2019", DESK[1]),
        ("Two and a half million passengers were carried by ferries between both capitals", DESK[2]),
        ("The storm in March closed Tallinn harbor for 11 days", DESK[0]),
        ("340 dockers are employed by the port", DESK[3]),
    ],
)
def test_other_words_for_the_same_claim(asked, other):
    likeness = like(asked, other)
    assert likeness.band is Band.SAME, likeness
    assert not likeness.contradicts


@pytest.mark.parametrize(
    ("asked", "other", "reason"),
    [
        ("The port employs 430 dockers.", DESK[3], "other number: 430 / 340"),
        ("Marta Kask, the mayor, sold 26% of the port's land in 2019.", DESK[1], "other number: 26% / 18%"),
        ("Marta Kask, the mayor, sold 18% of the port's land in 2021.", DESK[1], "other number: 2021 / 2019"),
        ("The harbour of Tallinn closed for eleven days after the storm in May.", DESK[0], "other date: May / March"),
        ("The harbour of Tallinn did not close for eleven days after the storm in March.", DESK[0], "only one says not"),
        ("Ferries never carried 2.5 million passengers between the two capitals.", DESK[2], "only one says never"),
        ("Ferries carried 3 million passengers between the two capitals.", DESK[2], "other number: 3 million / 2.5 million"),
        ("The harbour of Tallinn opened for eleven days after the storm in March.", DESK[0], "opposite words: opened / closed"),
    ],
)  # fmt: skip
def test_the_same_words_with_another_number_or_negated_contradict(asked, other, reason):
    for likeness in (like(asked, other), like(other, asked)):
        assert likeness.contradicts
        assert likeness.band is Band.RELATED
    assert like(asked, other).why[0] == reason


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("About 2,490,000 passengers went by ferry between the two capitals", DESK[2]),
        ("The port employs dockers.", DESK[3]),
        ("The port does not lack dockers and employs 340.", "The port does not lack dockers."),
    ],
)
def test_rounded_numbers_and_numbers_that_one_leaves_out_contradict_nothing(asked, other):
    assert not like(asked, other).contradicts


def test_a_sentence_about_another_name_is_not_the_same():
    likeness = like("The harbour of Riga closed for eleven days after the storm in March.", DESK[0])
    assert likeness.band is not Band.SAME
    assert not likeness.contradicts
    assert likeness.why[0] == "other name: Riga / Tallinn"


@pytest.mark.parametrize(
    ("asked", "other", "reason"),
    [
        ("Ford's share price fell by 18%", "Nvidia's share price fell by 18%", "other name: Ford / Nvidia"),
        ("Ford's share price fell by 18%", "Nvidia's share price fell by 28%", "other name: Ford / Nvidia"),
        ("Inflation rose", "Inflation fell", "opposite words: rose / fell"),
        ("The vaccine is safe", "The vaccine is unsafe", "opposite words: safe / unsafe"),
        ("Sales doubled", "Sales halved", "other number: doubled / halved"),
        ("Shares fell by $18", "Shares fell by 18%", "other unit: $18 / 18%"),
        ("Shares fell by 18 points", "Shares fell by 18%", "other unit: 18 points / 18%"),
        ("The bridge is 300 m long", "The bridge is 300 km long", "other unit: 300 m / 300 km"),
        ("Apple bought Google", "Google bought Apple", "other order: Apple \u2026 Google"),
        ("The price rose from $5 to $10", "The price rose from $10 to $5", "other order: $5 \u2026 $10"),
        ("All doctors agree", "Some doctors agree", "other quantity: All / Some"),
        ("The moon is made of cheese", "Cheese", "too few words in common"),
    ],
)
def test_what_keeps_alike_statements_from_being_the_same_is_told_first(asked, other, reason):
    likeness = like(asked, other)
    assert (likeness.band, likeness.contradicts, likeness.why[0]) == (Band.RELATED, False, reason)
    assert like(other, asked).band is Band.RELATED


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Apple bought Google", "Google was bought by Apple"),
        ("Apple and Google merged", "Google and Apple merged"),
        ("The fund paid US$18 for each share", "The fund paid $18 for each share"),
        ("All the doctors of the ward agree", "Every doctor of the ward agrees"),
        ("Nearly 300 dockers struck in Riga", "About 300 dockers struck in Riga"),
    ],
)
def test_another_order_or_spelling_of_the_same_is_the_same(asked, other):
    assert like(asked, other).band is like(other, asked).band is Band.SAME


@pytest.mark.parametrize(
    ("asked", "other", "contradicts"),
    [("2,013", "2,015", True), ("2,010", "2,013", False), ("2.49 million", "2.5 million", False), ("2,010", "2,015", True),
     ("302", "300", False), ("340", "300", True), ("-300", "300", True)],
)  # fmt: skip
def test_a_number_is_the_same_only_where_the_other_is_rounded_to_it(asked, other, contradicts):
    one, two = (f"The storm killed {number} sheep on the island" for number in (asked, other))
    assert (like(one, two).contradicts, like(two, one).contradicts) == (contradicts, contradicts)


def test_a_title_that_shares_enough_is_enough():
    asked, wording = (
        "The moon is cheese",
        "Cheese of a wholly other and rather longer kind would fill the lunar interior",
    )
    alone, titled = Statement(1, wording), Statement(1, wording, ("Is the moon cheese?",))
    assert compare(Statement(0, asked), alone, rarity).band is not Band.SAME
    assert compare(Statement(0, asked), titled, rarity).band is Band.SAME


def test_opposites_are_known_whatever_their_endings():
    assert like("Coffee reduces the risk of cancer", "Coffee increases the risk of cancer").contradicts


def test_a_post_is_not_the_same_as_a_claim_of_another_name_and_another_number():
    post = "Unions of dockers say the port of Riga lost 430 dockers, half its crews, since storms closed its grain terminal"
    claim = "The port of Tallinn lost 340 dockers since storms closed its grain terminal"
    assert like(post, claim).band is not Band.SAME
    assert like(post.replace("Riga", "Tallinn").replace("430", "340"), claim).band is Band.SAME


@pytest.mark.parametrize(
    "asked", ["Bananas are yellow.", "The parliament of Peru voted on a budget", "", "the and of", "\u2026"]
)
def test_nothing_like_it(asked):
    for _, likeness in rank(Statement(0, asked), [Statement(key, text) for key, text in enumerate(DESK, 1)], rarity):
        assert likeness.band is Band.NONE
        assert not likeness.why


def test_the_reasons_name_words_names_numbers_and_days():
    asked = Statement(0, "Ferries took 2.5 million passengers to Tallinn", day=date(2020, 5, 3))
    other = Statement(1, "Ferries carried 2.5 million passengers", ("Passengers of Tallinn",), date(2020, 5, 1))
    why = compare(asked, other, rarity, 0.8).why
    assert why == (
        "shares the rare words Ferries, passengers",
        "same name: Tallinn",
        "same number: 2.5 million",
        "2 days apart",
        "near in meaning (0.80)",
    )


def test_two_claims_that_say_the_same_do_not_put_each_other_in_doubt():
    asked = Statement(0, "Passengers of ferries between the capitals: 2.5 million")
    lone = rank(asked, [Statement(1, DESK[2])], rarity)
    twins = rank(asked, [Statement(1, DESK[2]), Statement(2, DESK[2].replace("carried", "have carried"))], rarity)
    assert {likeness.band for _, likeness in twins} == {lone[0][1].band}
    assert [round(likeness.score, 6) for _, likeness in twins] == [round(lone[0][1].score, 6)] * 2


def test_meaning_counts_where_it_is_known():
    asked = "Dockers: there are 340 of them at the harbour"
    near, far = (compare(Statement(0, asked), Statement(1, DESK[3]), rarity, cosine) for cosine in (0.9, 0.1))
    assert near.score > far.score


def test_a_near_day_counts():
    other = Statement(1, "The ferry sank off the island", day=date(2020, 3, 2))
    near, far = (
        compare(Statement(0, "A ferry went down near the island", day=day), other, rarity)
        for day in (date(2020, 3, 1), date(2011, 3, 1))
    )
    assert near.score > far.score


chunks = st.lists(
    st.sampled_from(
        ["the mayor", "sold", "18% of the land", "Marta Kask", "in 2019", "2.5 million passengers", "the labour theatre",
         "organised", "an Élysée", "a storm in March", "two hundred jobs", "did not open"]
    ),
    min_size=3, max_size=8, unique=True,
)  # fmt: skip


@given(chunks, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_change_the_band_of_identical_content(parts, random):
    shuffled = parts.copy()
    random.shuffle(shuffled)
    assert like(" ".join(parts), " ".join(shuffled)).band is Band.SAME


@given(chunks)
def test_case_accents_and_spelling_do_not_change_the_band_of_identical_content(parts):
    text = " ".join(parts)
    american = text.replace("labour theatre", "labor theater").replace("organised", "organized")
    for other in (text.upper(), text.lower(), text.replace("É", "E").replace("é", "e"), american, american.title()):
        assert like(text, other).band is Band.SAME
        assert like(other, text).band is Band.SAME


@given(st.integers(2, 999), st.sampled_from(["million", "thousand"]), st.sampled_from(DESK))
def test_numbers_in_words_do_not_change_the_band_of_identical_content(number, scale, claim):
    zeros = "000" if scale == "thousand" else "000000"
    said, written = f"{in_words(number)} {scale} euros: {claim}", f"{number}{zeros} euros: {claim}"
    likeness = like(said, written)
    assert (likeness.band, likeness.contradicts) == (Band.SAME, False)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=6), st.text(max_size=80))
def test_scores_fall_from_first_to_last_for_any_text(texts, asked):
    ranked = rank(Statement(0, asked), [Statement(key, text) for key, text in enumerate(texts, 1)], lambda _: 1.0)
    assert sorted(statement.key for statement, _ in ranked) == list(range(1, len(texts) + 1))
    assert all(0 <= likeness.score <= 1 for _, likeness in ranked)
    assert all(one.score >= other.score for (_, one), (_, other) in pairwise(ranked))


@pytest.mark.parametrize("meaning", [False, True])
def test_the_weights_shipped_are_those_of_the_numbers_measured(meaning):
    held = weights(meaning=meaning)
    assert len(held.order) == len(FEATURES) + meaning
    assert len(held.sure) == len(SURE) + meaning
    assert 0 < held.related < held.same < 1


def test_how_far_ahead_a_candidate_is_is_told_among_those_that_say_something_else():
    one, twin, other = read(DESK[2]), read(DESK[2] + " Indeed."), read(DESK[3])
    numbers = (0.0,) * len(FEATURES)
    rows = [(one, numbers), (twin, numbers), (other, numbers)]
    ahead = [row[SURE.index("ahead")] for row in sure_numbers(read("x"), rows, [9.0, 8.5, 7.0], 6.0)]
    assert ahead == [2.0, 1.5, 0.0]
