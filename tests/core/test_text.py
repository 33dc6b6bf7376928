import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.quotes import find_quote
from factcheck.core.text import (
    Span,
    clean,
    coverage,
    locate,
    normalise,
    paragraphs,
    sentences,
    word_count,
    words,
)
from factcheck.core.visible import visible
from factcheck.errors import BadInputError

ANY_TEXT = st.text(max_size=300) | st.text(
    alphabet="aB1 .!?…\"'“”()[]-—\n\r\t\u00a0\u00ad\u200b\u0301。é", max_size=120
)


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_clean_changes_line_ends_and_the_leading_mark_only() -> None:
    assert clean("\ufeffa\r\nb\rc\n“d” \u00a0e\ufeff") == "a\nb\nc\n“d” \u00a0e\ufeff"


@pytest.mark.parametrize(("text", "what"), [("a\nb\x00", "NUL"), ("a\r\n\ud800", r"U\+D800")])
def test_clean_refuses_what_no_file_holds_and_names_the_line(text: str, what: str) -> None:
    with pytest.raises(BadInputError, match=rf"line 2 holds .*{what}"):
        clean(text)


def test_lines_are_paragraphs_where_there_are_no_blank_lines() -> None:
    assert cut("\n One. \nTwo.\n\n", paragraphs("\n One. \nTwo.\n\n")) == ["One.", "Two."]


def test_blank_lines_separate_paragraphs_that_may_hold_line_breaks() -> None:
    text = "One\nstill one.\n \t\nTwo.\n\n\nThree."
    assert cut(text, paragraphs(text)) == ["One\nstill one.", "Two.", "Three."]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Smith went to Washington, D.C.", "He met J. K. Rowling on Jan. 5 at 3 p.m.", '"Why?" he asked.'],
        ["(It rained.)", "She said no.", "See No. 5 for it.", "Then he left."],
        ["It cost $2.5 million.", "“Really.”", "“Yes.”[2]", "The U.S. Senate met."],
        ["Plan B.", "Then… and more…", "Well!", "What?!", "No stop at the end"],
        ["1. First of all.", "2. The second."],
        ['It was called "disruptive."', "The company grew.", "OpenAI's GPT-4o.", "End."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts)
    assert cut(text, sentences(text)) == parts


def test_sentences_end_at_cjk_stops_without_spaces() -> None:
    text = "你好。再见\uff01“好。”"
    assert cut(text, sentences(text)) == ["你好。", "再见\uff01", "“好。”"]


def test_no_sentence_crosses_a_paragraph_and_within_limits_them() -> None:
    text = "A headline\nOne here. Two here.\nThree."
    assert cut(text, sentences(text)) == ["A headline", "One here.", "Two here.", "Three."]
    assert cut(text, sentences(text, paragraphs(text)[1])) == ["One here.", "Two here."]


@given(ANY_TEXT, st.integers(0, 300), st.integers(0, 300))
def test_the_sentences_within_a_stretch_are_those_of_each_paragraph_s_part(text: str, start: int, end: int) -> None:
    each = [
        sentences(text, Span(max(block.start, start), min(block.end, end)))
        for block in paragraphs(text)
        if max(block.start, start) < min(block.end, end)
    ]
    assert sentences(text, Span(start, end)) == tuple(span for found in each for span in found)
    assert tuple(span for block in paragraphs(text) for span in sentences(text, block)) == sentences(text)


def test_words_keep_inner_marks_and_drop_outer_ones() -> None:
    text = "“GPT-4o” cost 2.5 — the company's, text- and image…"
    assert cut(text, words(text)) == ["GPT-4o", "cost", "2.5", "the", "company's", "text", "and", "image"]
    assert word_count("It fell by 18% (a lot), said Ann.") == 8
    assert word_count("你好 world") == 3


def test_locate_counts_paragraphs_and_their_sentences_from_one() -> None:
    text = "One. Two.\nThree. Four. Five."
    assert [locate(text, text.index(word)) for word in ("One", "Two", "Three", "Five")] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 3),
    ]
    assert locate("", 0) == (1, 1)


def test_coverage_counts_each_touched_word_once() -> None:
    text = "one two three four"
    assert coverage(text, []) == 0
    assert coverage(text, [Span(0, 7), Span(4, 9), Span(5, 5)]) == 0.75
    assert coverage("", [Span(0, 0)]) == 0


def test_normalise_makes_other_marks_comparable() -> None:
    assert normalise("“cafe\u0301” —\u00a0 it\u00ad\u2019s… x\u200b").text == '"caf\u00e9" - it\'s... x'


def test_a_match_in_normalised_text_gives_the_original_characters() -> None:
    text = "He said \u201cno\u00a0\u00a0 way\u201d \u2014 cafe\u0301!"
    plain = normalise(text)
    start = plain.text.index('"no way"')
    span = plain.original(start, start + len('"no way"'))
    assert text[span.start : span.end] == "\u201cno\u00a0\u00a0 way\u201d"
    span = plain.original(len(plain.text) - 2, len(plain.text) - 1)
    assert text[span.start : span.end] == "e\u0301"


@given(ANY_TEXT)
def test_the_map_of_normalise_is_ordered_and_each_stretch_normalises_to_its_character(text: str) -> None:
    plain = normalise(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert list(plain.starts) == sorted(plain.starts)
    assert list(plain.ends) == sorted(plain.ends)
    for index, character in enumerate(plain.text):
        span = plain.original(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert character in normalise(text[span.start : span.end]).text


@given(st.text(alphabet="aeoAE\u0301\u0308\u00e9\u00c5\u212b\uac00\u1100\u1161\u11a8 ", max_size=40))
def test_normalise_does_not_see_how_characters_are_composed(text: str) -> None:
    composed, split = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert normalise(composed).text == normalise(split).text == normalise(text).text


@given(ANY_TEXT)
@settings(max_examples=200)
def test_any_text_is_cut_into_ordered_parts_that_lose_no_word(text: str) -> None:
    try:
        text = clean(text)
    except BadInputError:
        assert "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text)
        return
    assert clean(text) == text.removeprefix("\ufeff")
    blocks, parts = paragraphs(text), sentences(text)
    for spans in (blocks, parts, words(text)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(a.start < a.end and text[a.start : a.end].strip() == text[a.start : a.end] for a in spans)
    kept = "".join(text.split())
    assert "".join("".join(cut(text, blocks)).split()) == "".join("".join(cut(text, parts)).split()) == kept
    for number, block in enumerate(blocks, 1):
        assert locate(text, block.start) == (number, 1)
    assert 0 <= coverage(text, parts) <= 1
    assert not words(text) or coverage(text, blocks) == 1


def test_visible_shows_what_hides() -> None:
    assert visible("a\u202eb\x1b[31m\u200b\U000e0041\ud800\n") == r"a\u202eb\x1b[31m\u200b\U000e0041\ud800\n"
    assert visible("a\tb\n\x07", newlines=True) == "a\tb\n\\x07"
    assert visible("é 👩\u200d🚀 “x”") == "é 👩\u200d🚀 “x”"


def test_the_worked_example_has_627_words_91_percent_of_them_marked() -> None:
    folder = Path(__file__).parents[2] / "examples" / "deepseek"
    text = (folder / "article.txt").read_text(encoding="utf-8")
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))["claims"]
    quotes = [appearance for claim in claims for appearance in claim["appearances"]]
    assert word_count(text) == len(text.split()) == 627
    assert [len(sentences(text, block)) for block in paragraphs(text)] == [2, 3, 3, 4, 3, 3, 3, 3, 4]
    assert f"{coverage(text, [Span(quote['start'], quote['end']) for quote in quotes]):.0%}" == "91%"
    for quote in quotes:
        found = find_quote(text, quote["exact"])
        assert (found.start, found.end) == (quote["start"], quote["end"])
