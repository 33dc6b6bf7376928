import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.safety import find_href, host_of, language_tag, show_controls


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&c=%20#d", "http://example.org", "mailto:desk@example.org", "HTTPS://EXAMPLE.ORG/"],
)
def test_ordinary_addresses_may_be_followed(address):
    assert find_href(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//example.org", "/etc/passwd", "a",
        "", "https:", "https://", "mailto:", "http://[::1", "https://example.org/\\x", "https://a b", "https:\x00//a",
    ],
)  # fmt: skip
def test_anything_else_is_text(address):
    assert find_href(address) is None
    assert host_of(address) == ""


@given(st.text())
def test_no_text_becomes_a_link_to_another_scheme(text):
    href = find_href(text)
    assert href is None or href.lower().startswith(("http://", "https://", "mailto:"))


def test_the_host_shown_is_the_one_the_browser_goes_to():
    assert host_of("https://bank.example@evil.example/") == "evil.example"


def test_control_characters_are_shown_and_line_breaks_kept():
    assert show_controls("a\x00b\x1bc\x7fd\x9fe\n\t\ud800") == "a\u2400b\u241bc\u2421d\ufffde\n\t\ufffd"
    assert show_controls(7) == 7


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_shown_can_always_be_written_as_utf8_without_nul(text):
    shown = show_controls(text)
    assert "\x00" not in shown
    assert len(shown) == len(text)
    shown.encode()


@pytest.mark.parametrize(
    ("text", "tag"), [("en", "en"), ("zh-Hant-TW", "zh-Hant-TW"), ("", ""), ("en us", ""), ('"><b', "")]
)
def test_only_what_looks_like_a_language_tag_becomes_one(text, tag):
    assert language_tag(text) == tag
