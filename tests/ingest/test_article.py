import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import BadInputError
from factcheck.ingest import MAX_ARTICLE_BYTES, Ingested, read_article


def read(text: str, name: str = "a.txt", encoding: str = "utf-8") -> Ingested:
    return read_article(text.encode(encoding), name=name)


def test_plain_text_keeps_its_own_characters() -> None:
    assert read("\ufeffOne \u00a0“two”\r\nthree\r").text == "One \u00a0“two”\nthree\n"
    assert read("x") == Ingested("x", None, None, None, None, None, None, (), "text/plain")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    assert read("Grüße, 世界", encoding=encoding).text == "Grüße, 世界"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf \n", "holds no text"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....word/document.xml", r"a Word document \(docx\)"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"plain\x00text", r"byte 5 is NUL"),
        (b"caf\xe9 au lait", r"not UTF-8 at byte 3 \(0xE9\)"),
        (b"\xff\xfea\x00b", r"not UTF-16 at byte"),
        ("a\ud800".encode("utf-8", "surrogatepass"), "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why) as caught:
        read_article(data, name="a.txt")
    assert str(caught.value).startswith("a.txt ")
    assert caught.value.hint


def test_the_limit_is_named() -> None:
    with pytest.raises(BadInputError, match="20,971,521 bytes, more than the 20,971,520"):
        read_article(b"x" * (MAX_ARTICLE_BYTES + 1), name="a.txt")


def test_a_stream_is_read_by_what_it_looks_like() -> None:
    assert read("<!-- x --> <!DOCTYPE html><p>Hi", "-").media_type == "text/html"
    assert read("# Head\n\nBody", "-").title == "Head"
    assert read("---\ntitle: Head\n---\nBody", "-").text == "Body"
    assert read("# Head", "a.txt").media_type == "text/plain"
    assert "name it .html" in read("<html><p>Hi").warnings[0]


def test_lost_letters_are_reported() -> None:
    assert "1 replacement characters" in read("caf\ufffd").warnings[0]


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=150, deadline=None)
def test_any_bytes_under_any_name_are_read_or_refused(data: bytes) -> None:
    for name in ("a.txt", "a.md", "a.html", "-"):
        refusal: BadInputError | None = None
        try:
            got = read_article(data, name=name)
            assert got.text.strip()
            assert "\r" not in got.text
        except BadInputError as error:
            refusal = error
        assert refusal is None or refusal.hint
