import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_views import HOSTILE, small_report, two_articles

from factcheck.report.desk_views import Branding
from factcheck.report.language import get_language
from factcheck.report.paper import css_string, page_style

ENGLISH = get_language("en")


def read_css_string(text):
    """What a browser reads a double-quoted CSS string as (CSS Syntax 3, escapes of six digits only)."""
    assert text[0] == text[-1] == '"'
    inner = text[1:-1]
    assert not re.search(r'["\n\r\f<>]', inner)
    assert not re.search(r"\\(?![0-9a-f]{6})", inner)
    return re.sub(r"\\([0-9a-f]{6})", lambda match: chr(int(match[1], 16)), inner)


def boxes(css):
    return dict(re.findall(r"@(\w+-\w+) \{ content: (.*?);", css.partition("@page :first")[0]))


def footed(footer, **changes):
    return page_style(replace(small_report(), branding=Branding(footer=footer), **changes), ENGLISH)


def test_every_page_says_for_whom_whose_which_version_and_where_it_is():
    assert boxes(footed("Checked twice.")) == {
        "top-left": '"For the desk, not for publication"',
        "top-right": '"Example desk"',
        "bottom-left": '"Checked twice." " · " "version 2, 0123456789"',
        "bottom-right": 'counter(page) " / " counter(pages)',
    }


def test_the_house_stands_in_the_place_of_the_desk():
    css = page_style(replace(small_report(), branding=Branding(name="The Weekly")), ENGLISH)
    assert '"The Weekly"' in css
    assert "Example desk" not in css


@pytest.mark.parametrize(
    ("audience", "words", "hashed"),
    [("editor", "For the desk, ", True), ("lawyer", "For the lawyer, ", True), ("public", "For publication", False)],
)
def test_the_public_sees_no_hash(audience, words, hashed):
    css = footed("", audience=audience)
    assert f'"{words}' in css
    assert ("0123456789" in css) is hashed


def test_a_version_whose_hash_the_view_withholds_is_not_named():
    report = small_report()
    css = page_style(replace(report, articles=(replace(report.articles[0], sha256=""),)), ENGLISH)
    assert boxes(css)["bottom-left"] == "none"


def test_of_several_articles_each_page_names_the_version_of_its_own():
    report = two_articles()
    second = replace(report.articles[1], version=7, sha256="f" * 64)
    css = page_style(replace(report, articles=(report.articles[0], second)), ENGLISH)
    assert boxes(css)["bottom-left"] == "none"
    assert re.search(r'@page a1 \{ @bottom-left \{ content: "version 2, 0123456789"', css)
    assert re.search(r'@page a2 \{ @bottom-left \{ content: "version 7, ffffffffff"', css)
    assert "#a2.report { page: a2; }" in css


def test_a_page_written_from_right_to_left_has_its_boxes_the_other_way_round():
    class Mirrored:
        direction = "rtl"
        gettext = staticmethod(ENGLISH.gettext)

    found = boxes(page_style(small_report(), Mirrored()))
    assert found["top-right"].startswith('"For the desk')
    assert found["bottom-left"].startswith("counter(page)")


@pytest.mark.parametrize(
    "text", [HOSTILE, 'a"; } body { display: none', "</style><script>", "a\nb\\", "\\", "*/", "\ud800"]
)
def test_a_hostile_footer_stays_inside_its_string(text):
    css = footed(text)
    assert "<" not in css
    assert css.count("{") == css.count("}") == footed("x").count("}")
    assert boxes(css)["bottom-right"].startswith("counter(page)")
    css.encode()


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_a_css_string_reads_as_the_text_on_one_line_without_turns(text):
    read = read_css_string(css_string(text))
    wanted = re.sub(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    assert len(read) <= len(wanted)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", read)
    if wanted.isprintable():
        assert read == " ".join(wanted.split())


def test_a_text_without_end_is_cut():
    assert read_css_string(css_string("x" * 1_000_000)) == "x" * 89 + "…"


def test_the_paper_is_a4_unless_letter_is_asked_for():
    assert "size: A4;" in footed("")
    assert "size: letter;" in page_style(small_report(), ENGLISH, size="letter")
