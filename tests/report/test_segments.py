import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.report.segments import Span, cut_paragraphs, cut_text


@st.composite
def marked_texts(draw):
    """A text, its paragraphs (with or without gaps) and spans that nest, cross and coincide."""
    text = draw(st.text(alphabet="ab \n\u0301\u202e\U0001f642", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    bounds = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    pairs = draw(st.lists(edges, max_size=8))
    return text, bounds, [Span(start, end, number) for number, (start, end) in enumerate(pairs, 1)]


@given(marked_texts())
@settings(max_examples=200, deadline=None)
def test_segments_join_to_the_text_and_carry_exactly_the_spans_over_them(marked):
    text, _, spans = marked
    at = 0
    segments = cut_text(text, 0, len(text), spans)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        end = at + len(segment.text)
        for offset in range(at, end):
            assert set(segment.spans) == {span for span in spans if span.start <= offset < span.end}
        assert set(segment.starts) == {span for span in spans if span.start == at}
        assert set(segment.ends) == {span for span in spans if span.end == end}
        at = end


@given(marked_texts())
@settings(max_examples=200, deadline=None)
def test_paragraphs_lose_no_text_and_every_span_starts_and_ends_once(marked):
    text, bounds, spans = marked
    paragraphs = cut_paragraphs(text, bounds, spans)
    shown = [False] * len(text)
    for paragraph in paragraphs:
        joined = "".join(segment.text for segment in paragraph.segments)
        assert joined == text[paragraph.start : paragraph.end]
        for offset in range(paragraph.start, paragraph.end):
            assert not shown[offset]
            shown[offset] = True
    assert all(seen or character.isspace() for seen, character in zip(shown, text, strict=True))
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    visible = [span for span in spans if any(shown[span.start : span.end])]
    assert sorted(span.number for segment in segments for span in segment.starts) == [span.number for span in visible]
    assert sorted(span.number for segment in segments for span in segment.ends) == [span.number for span in visible]


def test_the_innermost_span_is_last():
    (outer, inner) = Span(0, 10, 1), Span(2, 5, 2)
    segments = cut_text("0123456789", 0, 10, [inner, outer])
    assert [segment.spans for segment in segments] == [(outer,), (outer, inner), (outer,)]


def test_paragraph_numbers_follow_the_desk_and_text_between_them_has_none():
    paragraphs = cut_paragraphs("one\n---\ntwo", ((0, 3), (8, 11)), [])
    assert [(paragraph.number, paragraph.start) for paragraph in paragraphs] == [(1, 0), (0, 3), (2, 8)]


@pytest.mark.parametrize("span", [Span(2, 2, 1), Span(3, 2, 1), Span(0, 5, 1), Span(-1, 2, 1)])
def test_a_span_that_is_empty_or_leaves_the_text_is_an_error(span):
    with pytest.raises(ValueError, match="claim 1 quotes"):
        cut_text("abcd", 0, 4, [span])


@pytest.mark.parametrize("bounds", [((0, 5),), ((2, 4), (3, 4)), ((3, 2),)])
def test_paragraphs_that_do_not_fit_the_text_are_an_error(bounds):
    with pytest.raises(ValueError, match="paragraph"):
        cut_paragraphs("abcd", bounds, [])
