import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.scale import EXAMPLE, NONE, Rating, parse_scale, write_scale
from factcheck.core.words import Status
from factcheck.errors import BadInputError

SETTLED = [status for status in Status if status.settled]


def test_words_and_points_by_status() -> None:
    assert parse_scale(EXAMPLE) == {
        Status.REFUTED: Rating("False", 1, 1, 5),
        Status.MIXED: Rating("Half true", 3, 1, 5),
        Status.CONFIRMED: Rating("True", 5, 1, 5),
    }


def test_a_word_may_go_without_a_point_and_have_figures_in_it() -> None:
    scale = parse_scale("unverifiable = Unproven,confirmed=2 50 shades  of true, refuted=1 No")
    assert scale[Status.UNVERIFIABLE] == Rating("Unproven")
    assert scale[Status.CONFIRMED] == Rating("50 shades of true", 2, 1, 2)
    assert write_scale(scale) == "unverifiable=Unproven, confirmed=2 50 shades of true, refuted=1 No"


@pytest.mark.parametrize("text", [NONE, " None ", ""])
def test_no_scale(text: str) -> None:
    assert parse_scale(text) == {}
    assert write_scale({}) == NONE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("true=5 True", "'true=5 True' is no part of a scale"),
        ("confirmed", "no part of a scale"),
        ("confirmed=5 True,", "'' is no part"),
        ("in-review=3 Wait", "in-review is no status that settles a claim"),
        ("confirmed=5", "confirmed needs a word"),
        (f"confirmed=5 {'x' * 41}", "at most 40 characters"),
        ("confirmed=5 a\x07b", "confirmed needs a word"),
        ("confirmed=5 True, confirmed=4 Right", "has confirmed twice"),
        ("disputed=3 Open, unverifiable=open", "calls two statuses 'open'"),
        ("refuted=5 False, confirmed=1 True", "gives refuted 5 and confirmed 1: the truer gets more"),
        ("refuted=1 False, mixed=4 Half, confirmed=4 True", "gives mixed 4 and confirmed 4"),
        ("refuted=3 False, mixed=Half, confirmed=3 True", "gives refuted 3 and confirmed 3"),
    ],
)
def test_what_is_no_scale(text: str, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem.replace("(", r"\(")):
        parse_scale(text)


@given(st.text(max_size=80))
def test_any_text_is_a_scale_or_refused(text: str) -> None:
    try:
        scale = parse_scale(text)
    except BadInputError:
        return
    assert parse_scale(write_scale(scale)) == scale


@given(st.dictionaries(st.sampled_from(SETTLED), st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8})?", fullmatch=True)))
def test_what_is_written_reads_back(labels: dict[Status, str]) -> None:
    if len({label.casefold() for label in labels.values()}) == len(labels):
        scale = {status: Rating(label) for status, label in labels.items()}
        assert parse_scale(write_scale(scale)) == scale
