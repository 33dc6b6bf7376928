import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.core.marks import Mark, read_marks, write_marks
from factcheck.errors import BadInputError

TEXT = "The river rose by 18 % in May, the city says.\nThe bridge did not hold.\n"


def spans(edited, original=TEXT):
    return [(original[mark.start : mark.end], mark.claim) for mark in read_marks(edited, original)]


def test_brackets_are_facts_and_numbers_are_claims():
    edited = TEXT.replace("rose by 18 %", "[[rose by 18 %]]").replace("The bridge did", "[[40:The bridge]] did")
    assert spans(edited) == [("rose by 18 %", None), ("The bridge", 40)]


def test_an_unmarked_text_has_no_marks():
    assert read_marks(TEXT, TEXT) == ()


def test_one_fact_may_hold_another():
    edited = TEXT.replace("The river rose by 18 % in May", "[[The river [[7:rose by [[18 %]]]] in May]]")
    assert spans(edited) == [("The river rose by 18 % in May", None), ("rose by 18 %", 7), ("18 %", None)]


def test_facts_that_cross_are_closed_by_name():
    edited = TEXT.replace("river rose by 18 % in May", "[[a:river rose [[b:by 18 %:a]] in May]]")
    assert spans(edited) == [("river rose by 18 %", None), ("by 18 % in May", None)]
    edited = TEXT.replace("river rose by 18 % in May", "[[40:river rose [[by 18 %:40]] in May]]")
    assert spans(edited) == [("river rose by 18 %", 40), ("by 18 % in May", None)]


def test_letters_may_be_given_where_nothing_crosses():
    edited = TEXT.replace("rose by 18 %", "[[a:rose by [[b:18 %]]]]").replace("did not hold", "[[a:did not hold]]")
    assert spans(edited) == [("rose by 18 %", None), ("18 %", None), ("did not hold", None)]


@pytest.mark.parametrize(
    ("original", "edited", "marked"),
    [
        ("He was there [1].", "[[He was there [1]]].", "He was there [1]"),
        ("He was [sic] there.", "He [[was [sic]]] there.", "was [sic]"),
        ("It is [here].", "It is [[[here]]].", "[here]"),
        ("A [[link]] here.", r"A [[\[[link\]] here]].", "[[link]] here"),
        ("They won 3:2 at home.", r"They [[won [[3\:2]]]] at home.", "won 3:2"),
        ("It left at 10:40.", "[[It left at 10:40]].", "It left at 10:40"),
        (r"In C:\Windows it is.", r"In [[C\:\Windows]] it is.", r"C:\Windows"),
    ],
)
def test_the_articles_own_signs_may_stand_in_and_around_facts(original, edited, marked):
    assert spans(edited, original)[0][0] == marked


def test_a_score_that_reads_as_a_number_is_refused_and_the_way_out_named():
    with pytest.raises(BadInputError, match="was “They won 3:2") as caught:
        read_marks("They won [[3:2 at home]].", "They won 3:2 at home.")
    assert "brackets" in caught.value.hint


def test_line_ends_and_a_byte_order_mark_of_an_editor_are_no_change():
    edited = "\ufeff" + TEXT.replace("18 %", "[[18 %]]").replace("\n", "\r\n").rstrip("\r\n")
    assert spans(edited) == [("18 %", None)]
    assert spans(TEXT.rstrip("\n") + "\n\n\n") == []


@pytest.mark.parametrize(
    ("edited", "says"),
    [
        (TEXT.replace("18 %", "19 %"), "line 1: was “The river rose by 18 % in May, the city says.”, is “The river rose by 19 %"),
        (TEXT.replace("did not hold", "held"), "line 2: was “The bridge did"),
        (TEXT + "A new line.\n", "line 3: added: “A new line.”"),
        (TEXT.split("\n")[1], "line 1: taken away: “The river rose by 18 % in May, the city says.”"),
        (TEXT.replace("\nThe", "\n\nThe"), "line 2: added: “”"),
        ("", "was “The river"),
        ("\n".join(f"line {n}" for n in range(9)), "and more"),
        ("\n".join(f"line {n}" for n in range(3000)), "line 1: was “The river"),
    ],
)  # fmt: skip
def test_a_changed_text_is_refused_with_the_first_differences(edited, says):
    with pytest.raises(BadInputError) as caught:
        read_marks(edited, TEXT)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("edited", "says"),
    [
        (TEXT.replace("bridge", "[[bridge"), "line 2: “[[bridge did not hold.…” is never closed"),
        (TEXT.replace("bridge", "bridge]]"), "line 2: “]] did not hold.…” closes nothing"),
        (TEXT.replace("bridge", "[[]]bridge"), "line 2: “[[]]bridge did not hold.…” holds no words"),
        (TEXT.replace(" bridge", "[[a: ]]bridge"), "holds no words"),
    ],
)
def test_brackets_that_do_not_match_are_named(edited, says):
    with pytest.raises(BadInputError) as caught:
        read_marks(edited, TEXT)
    assert says in str(caught.value)


def test_written_marks_are_what_a_person_would_type():
    marks = [Mark(4, 22), Mark(10, 22, 40), Mark(15, 29, 41), Mark(18, 20)]
    assert write_marks(TEXT, marks).startswith("The [[a:river [[40:rose [[41:by [[18]] %:40]]:a]] in May]], ")
    assert write_marks("See [[1]].", []) == r"See \[\[1\]\]."
    assert write_marks("See [1].", [Mark(4, 7)]) == r"See [[\[1\]]]."
    assert write_marks("x 3:2", [Mark(2, 5)]) == r"x [[3\:2]]"


def test_a_mark_outside_the_text_is_refused():
    with pytest.raises(BadInputError, match="no stretch"):
        write_marks("short", [Mark(2, 9)])


@st.composite
def marked_texts(draw):
    text = draw(st.text(st.sampled_from("ab1 2\\[]:\n40é"), min_size=1, max_size=24))
    size = len(text)
    marks = []
    for start, length, claim, label in draw(
        st.lists(
            st.tuples(
                st.integers(0, size - 1),
                st.integers(1, size),
                st.none() | st.sampled_from([1, 2, 40]),
                st.sampled_from(["", "a", "b", "40", "c7"]),
            ),
            max_size=5,
        )
    ):
        end = min(size, start + length)
        if text[start:end].strip() and text[start:end].rstrip("\n") == text[start:end]:
            marks.append(Mark(start, end, claim, label))
    return text, marks


@pytest.mark.deep
@given(marked_texts())
@example((":a:b", [Mark(0, 2), Mark(1, 4, 1), Mark(1, 2)]))
@settings(max_examples=200)
def test_marks_written_are_read_back(case):
    text, marks = case
    back = read_marks(write_marks(text, marks), text)
    assert sorted((m.start, m.end, m.claim or 0) for m in back) == sorted((m.start, m.end, m.claim or 0) for m in marks)


@given(st.text(st.sampled_from("ab1\\[]: \n"), max_size=30), st.text(max_size=30))
@settings(max_examples=100)
def test_whatever_is_typed_is_read_or_refused(edited, original):
    for text in (edited, original):
        try:
            marks = read_marks(text, original)
        except BadInputError:
            continue
        assert all(original[mark.start : mark.end].strip() for mark in marks)
