"""Sentences cut at their clauses, the signs in them, their kinds and scores: each rule on sentences of its own."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.suggest.clauses import split_clauses
from factcheck.core.suggest.habits import learn
from factcheck.core.suggest.proposals import covers, list_code, ranked, suggest, uncovered
from factcheck.core.suggest.signs import Sign
from factcheck.core.text import Span, sentences
from factcheck.core.words import Kind


def pieces(sentence):
    return [sentence[span.start : span.end] for span in split_clauses(sentence, Span(0, len(sentence)))]


def only(text):
    (found,) = suggest(text)
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The dam broke in 1911.", ["The dam broke in 1911"]),
        (
            "The firm lost $4 million last year, and it dismissed 300 people.",
            ["The firm lost $4 million last year", "it dismissed 300 people"],
        ),
        (
            "Founded in 1998 by two brothers, Orle Mills employs 412 people.",
            ["Founded in 1998 by two brothers", "Orle Mills employs 412 people"],
        ),
        (
            "The bridge, which opened in 1911, carries 4,000 cars a day.",
            ["The bridge, which opened in 1911", "carries 4,000 cars a day"],
        ),
        (
            "While some doctors disagree with her, the ministry has approved the drug.",
            ["While some doctors disagree with her", "the ministry has approved the drug"],
        ),
        (
            "The storm flooded the town, forcing 200 families from their homes.",
            ["The storm flooded the town", "forcing 200 families from their homes"],
        ),
        (
            "The price rose by 18% and prompted a reply from the mayor.",
            ["The price rose by 18%", "prompted a reply from the mayor"],
        ),
        (
            "The shop sells red, green, and blue paint.",
            ["The shop sells red, green, and blue paint"],
        ),
        (
            "They left Orle Bank, a lender that had failed twice.",
            ["They left Orle Bank", "a lender that had failed twice"],
        ),
        ("The council met; nobody spoke of the flood.", ["The council met", "nobody spoke of the flood"]),
    ],
)
def test_a_compound_sentence_is_cut_at_its_clauses(sentence, expected):
    assert pieces(sentence) == expected


@given(st.text(alphabet="ab ,.;—“”\"'that and which was 7éÀ中\n", max_size=200))
def test_pieces_are_stretches_in_order_without_overlap(text):
    for sentence in sentences(text):
        found = split_clauses(text, sentence)
        assert all(sentence.start <= span.start < span.end <= sentence.end for span in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=300))
def test_every_proposal_is_an_exact_quote_with_a_number_of_its_own(text):
    found = suggest(text)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    for each in found:
        assert text[each.start : each.end] == each.exact
        assert each.exact.strip()
        assert 0 <= each.score <= 1


def test_questions_are_never_proposed():
    text = "Did the firm lose $4 million in 2023? “Who paid 40% of it?” he asked. The firm lost $4 million in 2023."
    assert [each.exact for each in suggest(text)] == ["The firm lost $4 million in 2023"]


@pytest.mark.parametrize(
    "question",
    [
        "The mayor asked “who paid 40% of it?” at the council.",
        "“If 40% of it is lost, who pays?” he asked the council.",
        "He wondered how many of the 300 people had left.",
        "Ada Lune asked the council whether 40% of it was lost.",
        "هل خسرت الشركة 4 ملايين في العام؟",
        "\u5e02\u957f 2023 \u4ed8\u4e86 40% \u5417\uff1f",
        "Did it lose 40% of its staff? he wrote to the council.",
    ],
)
def test_a_question_inside_a_sentence_is_none_either(question):
    text = f"{question} The firm's mill lost $4 million in 2023."
    assert [each.exact for each in suggest(text)] == ["The firm's mill lost $4 million in 2023"]


def test_what_stands_beside_a_question_is_proposed():
    text = "The firm's mill lost $4 million in 2023, and the mayor asked “who paid 40% of it?” at the council."
    assert [each.exact for each in suggest(text)] == ["The firm's mill lost $4 million in 2023"]
    assert only("The firm asked for what it was owed in 2023, $4 million.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Unemployment in the county fell by 12% last year.", Kind.STATISTIC),
        ("It is the oldest bridge in the county.", Kind.SUPERLATIVE),
        ("The closure led to a shortage of flour in Orle.", Kind.CAUSAL),
        ("The new model is cheaper than its rivals.", Kind.COMPARISON),
        ("The council will vote on the plan again.", Kind.PREDICTION),
        ("The building is beautiful and charming.", Kind.OPINION),
        ("Orle Mills opened a bakery in March.", Kind.EVENT),
        ("She called the plan “a gift to the rich and to nobody else”.", Kind.QUOTE),
    ],
)
def test_the_kind_follows_from_the_signs(text, kind):
    assert only(text).kind is kind


def test_the_month_of_may_is_no_forecast():
    assert [each.kind for each in suggest("The bridge in Orle was closed in May 2021.")] == [Kind.EVENT]
    assert [each.kind for each in suggest("The bridge in Orle may close in June.")] == [Kind.PREDICTION]


def test_the_reasons_name_the_words_that_gave_them():
    told = "; ".join(only("On Friday Orle Mills cut a record 300 jobs.").why)
    for expected in ("number: 300", "name: Orle Mills", "time: Friday", "superlative: record"):
        assert expected in told


def test_what_is_said_is_proposed_without_who_says_it():
    text = "The mayor said that the bridge would cost $5 million. The town lost 300 people, said Ada Lune."
    assert [each.exact for each in suggest(text)] == [
        "the bridge would cost $5 million",
        "The town lost 300 people",
    ]
    assert all(any(seen.sign is Sign.ATTRIBUTION for seen in each.signs) for each in suggest(text))


def test_figures_stand_before_colour():
    text = (
        "The light was soft that morning. Orle Mills cut 300 jobs in March. I think the place is lovely. "
        "The mill was the largest employer in the county until 2019."
    )
    order = [each.exact for each in ranked(suggest(text))]
    assert order[0].startswith(("Orle Mills cut", "The mill was"))
    assert order[-1] in ("I think the place is lovely", "The light was soft that morning")
    assert {each.band for each in suggest(text)} == {"high", "medium", "low"} or len(order) == 4


def test_a_claim_covers_what_shares_half_of_the_shorter():
    text = "The firm lost $4 million last year, and it dismissed 300 people."
    first, second = suggest(text)
    assert uncovered([first, second], [Span(13, 23)]) == [second]
    assert uncovered([first, second], []) == [first, second]
    assert uncovered([first, second], [Span(0, len(text))]) == []
    assert not covers(Span(0, 10), Span(6, 16))


def test_another_text_gives_another_code():
    assert list_code("One text.") == list_code("One text.")
    assert list_code("One text.") != list_code("Another text.")


def test_what_a_desk_takes_and_leaves_moves_the_order():
    text = "Orle Mills opened a bakery. The new oven is cheaper than the old one."
    plain = {each.number: each.total for each in suggest(text)}
    took = [(True, ("comparison: than",))] * 6 + [(False, ("name: Orle Mills",))] * 6
    shifted = {each.number: each for each in map(learn(took).shift, suggest(text))}
    assert shifted[1].total < plain[1]
    assert shifted[2].total > plain[2]
    assert "habit: this desk took 6 of 6 with comparison" in shifted[2].why
    assert "habit: this desk took 0 of 6 with name" in shifted[1].why


def test_without_decisions_nothing_moves():
    found = only("Orle Mills opened a bakery.")
    assert learn([]).shift(found) == found


def test_a_few_decisions_move_little_and_those_all_of_one_kind_nothing():
    found = only("Orle Mills opened a bakery.")
    assert learn([(True, found.why)] * 9).shift(found) == found
    moved = learn([(True, found.why), (False, ("number: 3",))] * 5).shift(found)
    assert 0 < moved.total - found.total < 1.2
    assert learn([(True, found.why), (False, ("number: 3",))] * 4).shift(found) == found


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "and " * 40_000,
        ", which was" * 15_000,
        "“" * 60_000,
        "A " * 80_000,
        "1,000 " * 30_000,
        " '" * 40_000,
        "asked a " * 20_000,
    ],
    ids=["word", "and", "which", "quotes", "capitals", "numbers", "single quotes", "asked"],
)
@pytest.mark.deep
def test_hostile_texts_take_time_like_their_length(text):
    begun = time.process_time()
    suggest(text)
    assert time.process_time() - begun < 20
