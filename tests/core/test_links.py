import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.links import MAX_LINK, canonical_url, check_link, host
from factcheck.errors import BadInputError


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "mailto:desk@example.org?subject=x",
        "https://[::1]/a",
        "HTTPS://é.example/ü",
    ],
)
def test_links_people_may_follow_are_kept_as_given(url: str) -> None:
    assert check_link(f" {url}\n") == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)", "scheme “javascript”"),
        ("JaVaScRiPt:alert(1)", "scheme “JaVaScRiPt”"),
        ("data:text/html,x", "scheme “data”"),
        ("file:///etc/passwd", "scheme “file”"),
        ("java\nscript:x", "white space"),
        ("https://example.org/a b", "white space"),
        ("https://example.org/\u202egpj", r"\\u202e"),
        ("https://example.org\\@evil.example", "backslash"),
        ("https://bank.example@evil.example/", "user name"),
        ("https://user:secret@example.org/", "user name"),
        ("example.org/a", "no scheme"),
        ("//example.org", "no scheme"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://[::1", "no host"),
        ("https://example.org:99999/", "no host"),
        ("mailto:nobody", "mail address"),
        ("", "no scheme"),
        ("https://example.org/" + "a" * MAX_LINK, "bytes long"),
    ],
)
def test_other_links_are_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(BadInputError, match=why) as caught:
        check_link(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://Example.ORG:443", "https://example.org/"),
        ("http://example.org:80/A?b=2&utm_source=x&a=1&fbclid=9#top", "http://example.org/A?b=2&a=1"),
        ("https://example.org/?gclid=1", "https://example.org/"),
        ("https://example.org:8443/a/", "https://example.org:8443/a/"),
        ("https://[::1]:443/a", "https://[::1]/a"),
        ("https://example.org/?q=%C3%A9+x", "https://example.org/?q=%C3%A9+x"),
        ("MAILTO:Desk@Example.org", "mailto:Desk@example.org"),
    ],
)
def test_a_known_address_is_recognised(url: str, same: str) -> None:
    assert canonical_url(url) == same


def test_host() -> None:
    assert host("https://WWW.Example.org:8080/a") == "www.example.org"
    assert host("mailto:a@Example.org?subject=b@c") == "example.org"


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z.:@\[\]]{0,12}[/?#&=a-z_%:]{0,30}", fullmatch=True))
def test_any_text_is_a_safe_link_or_refused(text: str) -> None:
    try:
        known = canonical_url(text)
    except BadInputError:
        return
    assert known.startswith(("http://", "https://", "mailto:"))
    assert canonical_url(known) == known
    assert host(text)
