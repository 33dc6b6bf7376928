import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sample_views import HOSTILE, hostile_report, small_report, two_articles
from written import one_of_each_kind

sys.path.insert(0, str(Path(__file__).parents[1] / "report" / "site"))
from site_files import write

pytestmark = pytest.mark.browser

# The index has a test of its own.
INDEX = "claims/index.html"
REPORTS = {"small": small_report, "two articles": two_articles, "hostile": hostile_report}
_FOLLOW = """
const link = document.querySelector(arguments[0]);
link.click();
return link.href;
"""


@pytest.fixture(scope="module", params=REPORTS)
def kinds(request, tmp_path_factory):
    """A page of each kind, of a site for the editor and of the lawyer's risks."""
    report = REPORTS[request.param]()
    article = report.articles[0]
    risky = replace(article, claims=tuple(replace(claim, risks=("privacy",)) for claim in article.claims))
    folder = tmp_path_factory.mktemp("sites")
    found = one_of_each_kind(write(report, folder / "editor"))
    risks = write(replace(report, articles=(risky, *report.articles[1:])), folder / "lawyer", "lawyer")
    return {name: path for name, path in found.items() if name != INDEX} | {"risks": risks / "risks" / "index.html"}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_of_page_is_styled_refuses_nothing_and_does_not_stick_out(browser, kinds, width, dark):
    for name, path in kinds.items():
        browser.open(path, width=width, dark=dark)
        assert browser.console() == [], name
        assert browser.run("return document.documentElement.scrollWidth") <= width, name
        paper = browser.run("return getComputedStyle(document.documentElement).backgroundColor")
        assert paper == ("rgb(23, 24, 26)" if dark else "rgb(252, 251, 248)"), name
        assert browser.run("return document.title") != "owned", name
        assert browser.run("return document.querySelectorAll('img, iframe, [style]').length") == 0, name


def test_from_a_highlight_to_its_claim_and_back_and_on_to_a_source(browser, tmp_path):
    site = write(small_report(), tmp_path)
    browser.open(site / "articles" / "1" / "index.html")
    browser.run(_FOLLOW, ".passage[data-claim='1']")
    assert (
        browser.run("return document.querySelector('h1').textContent") == small_report().articles[0].claims[-1].wording
    )
    browser.run(_FOLLOW, ".place .quote")
    assert browser.run("return document.querySelector(':target').id") == "q-1"
    assert 0 <= browser.run("return document.querySelector(':target').getBoundingClientRect().top") < 900
    browser.run(_FOLLOW, ".claim-card a")
    browser.run(_FOLLOW, ".stance a.source")
    assert browser.run("return location.pathname").endswith("/sources/4/index.html")
    assert browser.console() == []


def test_the_claims_stand_beside_the_text_where_there_is_room_and_below_it_where_not(browser, tmp_path):
    site = write(small_report(), tmp_path)
    boxes = "return ['.paragraph > p', '.claim-cards'].map(one => document.querySelector(one).getBoundingClientRect())"
    browser.open(site / "articles" / "1" / "index.html", width=1280)
    text, cards = browser.run(boxes)
    assert cards["left"] >= text["right"]
    assert abs(cards["top"] - text["top"]) < 20
    browser.open(site / "articles" / "1" / "index.html", width=320)
    text, cards = browser.run(boxes)
    assert cards["top"] >= text["bottom"]


def test_a_landing_link_carries_the_words_of_the_quote(browser, tmp_path):
    site = write(small_report(), tmp_path)
    browser.open(site / "claims" / "4" / "index.html")
    landing = browser.run("return document.querySelector('.landing').href")
    assert landing == "https://weekly.example/bridge#:~:text=a%20joy%20to%20cross"


def test_hostile_text_is_read_as_it_was_entered(browser, tmp_path):
    site = write(hostile_report(), tmp_path)
    browser.open(site / "claims" / "1" / "index.html")
    assert browser.run("return document.querySelector('h1').textContent") == HOSTILE.replace("\x00", "\u2400")
