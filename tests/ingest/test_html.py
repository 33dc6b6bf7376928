import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import BadInputError
from factcheck.ingest import Ingested, read_article

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>The story - Daily</title>
<meta property="og:title" content="The &amp; story"><meta name=author content="Ann Doe">
<meta property="article:published_time" content="2025-01-20T10:00:00Z">
<link rel=canonical href="https://daily.example/s"><meta property="og:site_name" content="Daily"></head>
<body><header><h1>Daily</h1><nav>Home</nav></header><main><article><header><h1>The &amp; <b>story</b></h1>Share</header>
<p>First   <a href=x>para</a><br>second line.</p><ul><li>One<li>Two</ul><blockquote><p>Quoted</p></blockquote>
<figure><img alt="unseen" src=x><figcaption>Caption</figcaption></figure><table><tr><td>A<td>B</table>
<aside>Advert</aside><aside role="doc-footnote">Note 1.</aside><script>var a = "<div>";</script>
<p hidden>secret</p><p style="display: none">secret</p><form>Sign up</form><div class="comments">Nice</div>
</article></main><footer>Imprint<div class="footnotes"><p>Note 2.</p></div></footer><!-- remark --></body></html>"""


def read(page: str) -> Ingested:
    return read_article(page.encode(), name="page.html")


def test_a_page_becomes_what_a_reader_came_for() -> None:
    assert read(PAGE).text.split("\n\n") == [
        "The & story", "First para\nsecond line.", "One", "Two", "Quoted", "Caption", "A", "B", "Note 1.", "Note 2.",
    ]  # fmt: skip


def test_what_the_page_states_about_itself() -> None:
    got = read(PAGE)
    assert (got.title, got.author, got.published) == ("The & story", "Ann Doe", "2025-01-20")
    assert (got.url, got.publisher, got.language) == ("https://daily.example/s", "Daily", "en-GB")
    assert (got.warnings, got.media_type) == ((), "text/html")


def test_many_articles_on_one_page_are_all_kept_and_the_headline_stays() -> None:
    got = read(
        "<title>Live blog</title><h1>Live</h1><main><article>Post one</article><article>Post two</article></main>"
    )
    assert got.text == "Live\n\nPost one\n\nPost two"
    assert got.title == "Live"


def test_a_page_that_is_one_form_and_a_page_that_is_only_frame_are_kept() -> None:
    assert read("<form><h1>T</h1><p>Words</p></form>").text == "T\n\nWords"
    got = read("<nav>Only this</nav>")
    assert got.text == "Only this"
    assert "everything in it was kept" in got.warnings[0]


def test_markup_in_text_stays_text() -> None:
    assert read("<p>&lt;script&gt; {{ x }} &#x202e;").text == "<script> {{ x }} \u202e"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("latin1", "cp1252"), ("Shift_JIS", "shift_jis"), ("utf-8", "utf-8")]
)
def test_the_declared_charset_is_used(charset: str, encoding: str) -> None:
    words = "“é”" if encoding == "cp1252" else "日本" if encoding == "shift_jis" else "Ж"
    data = f'<meta charset="{charset}"><p>{words}'.encode(encoding)
    assert read_article(data, name="a.htm").text == words


@pytest.mark.parametrize("charset", ["x-unknown", "rot13", "zip", "idna", "unicode_escape"])
def test_an_unknown_charset_is_refused(charset: str) -> None:
    with pytest.raises(BadInputError, match=f"charset “{charset}”"):
        read_article(f"<meta charset={charset}><p>x".encode(), name="a.html")


@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000 + "x", "<b a=1><p>x" * 40_000, "<p><i>x" * 40_000, "<br>" * 200_001, "<section><div>" * 50_000],
)
def test_pages_built_to_exhaust_a_parser_are_refused_at_once(page: str) -> None:
    started = time.process_time()
    with pytest.raises(BadInputError, match="elements"):
        read(page)
    assert time.process_time() - started < 5


def test_deep_but_honest_nesting_and_many_paragraphs_are_read() -> None:
    assert read("<div>" * 900 + "deep" + "</div>" * 900).text == "deep"
    assert read("<p>x" * 20_000).text.count("x") == 20_000


@given(st.lists(st.sampled_from(["<p>", "</p>", "<article>", "</article>", "<nav>", "<pre>", "<table><td>", "<b>", "<!--", "-->", "<title>",
                                 "<h1>", "<li>", "<form>", "x ", "\n", "&amp", "<svg>", "<template>", "<br>", "</div>", "<plaintext>"]), max_size=30))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_soup_is_read_or_refused(parts: list[str]) -> None:
    refusal: BadInputError | None = None
    try:
        got = read("".join(parts))
        assert got.text == got.text.strip() != ""
        assert "\n\n\n" not in got.text
    except BadInputError as error:
        refusal = error
    assert refusal is None or "no text" in str(refusal) or "empty" in str(refusal)
