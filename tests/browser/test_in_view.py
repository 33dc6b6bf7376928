from dataclasses import replace

import pytest
from sample_views import place, small_article, small_report

from factcheck.report.assets import stylesheet
from factcheck.report.site.layout import article_page, lay_out_article
from factcheck.report.site.render import STYLESHEET, Renderer
from factcheck.report.views import ClaimView

pytestmark = pytest.mark.browser

_LINES = [
    f"On day {day} the river stood at {day * 3} cm. Nothing else was written down that day." for day in range(1, 41)
]
_MARKED = "return [...document.querySelectorAll('.in-view')].map(part => part.dataset.claim)"


def long_article():
    """An article of forty paragraphs with a claim in each, longer than any screen."""
    text = "\n".join(_LINES)
    starts = [text.index(line) for line in _LINES]
    claims = tuple(
        ClaimView(day, f"The river stood at {day * 3} cm.", "unverified", places=(place(f"stood at {day * 3} cm", "", text=text, nth=start),))
        for day, start in enumerate(starts, 1)
    )  # fmt: skip
    paragraphs = tuple((start, start + len(line)) for start, line in zip(starts, _LINES, strict=True))
    return replace(small_article(), text=text, claims=claims, paragraphs=paragraphs, sentences=())


@pytest.fixture
def article(browser, tmp_path):
    def open_article(view, **window):
        renderer = Renderer(small_report(), articles=(view.ref,))
        page = article_page(lay_out_article(view, small_report()))
        path = tmp_path / "articles" / "1" / "index.html"
        for file, text in (
            (path, renderer.render("articles/1/index.html", page)),
            (tmp_path / STYLESHEET, stylesheet()),
        ):
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
        browser.open(path, **window)
        return browser

    return open_article


def settle(page):
    """Wait for the watcher, which tells of a scroll after the next frame."""
    page.run(
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_the_claim_on_the_reading_line_is_marked_in_text_and_cards(article, width):
    page = article(long_article(), width=width)
    for number in (10, 30):
        page.run(
            "document.documentElement.style.scrollBehavior = 'auto';"
            "const top = document.querySelector(`p [data-claim='${arguments[0]}']`).getBoundingClientRect().top;"
            "scrollBy(0, top - innerHeight * 0.3)",
            number,
        )
        settle(page)
        marked = page.run(_MARKED)
        assert marked.count(str(number)) == 2
        assert len(set(marked)) <= 4
        assert str(number + 10) not in marked
    assert page.console() == []


def test_the_claim_under_the_pointer_or_the_focus_is_marked_instead(article):
    page = article(long_article())
    page.run("document.querySelector(\"p [data-claim='3']\").focus()")
    assert page.run(_MARKED) == ["3", "3"]
    page.run("document.querySelector('#card-5').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))")
    assert page.run(_MARKED) == ["5", "5"]


@pytest.mark.parametrize("number", [1, 2])
def test_each_of_overlapping_claims_can_be_marked(article, number):
    page = article(small_article())
    page.run("document.querySelector(`p [data-claim~='${arguments[0]}']`).focus()", number)
    assert str(number) in page.run(_MARKED)
    assert page.run(f"return document.querySelectorAll('#card-{number}.in-view').length") == 1
