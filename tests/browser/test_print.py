import re
import shutil
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sample_views import small_report, two_articles
from test_accessibility import AXE, axe_source
from written import as_printed, long_report

from factcheck.report.pdf import write_pdf
from factcheck.report.write import write_report

pytestmark = pytest.mark.browser

PAPER_WIDTH = 665  # CSS pixels between the margins of an A4 page


@pytest.fixture
def printed(tmp_path):
    """Print a report; the text of each page as lines, running head and foot included."""
    if not shutil.which("chromium") and not shutil.which("google-chrome"):
        pytest.skip("no Chromium on this machine: apt-get install chromium")

    def print_report(report):
        page, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
        write_report(report, page)
        write_pdf(as_printed(page, report), pdf)
        return [each.extract_text() for each in PdfReader(pdf).pages]

    return print_report


def squeezed(text):
    return " ".join(text.split())


def test_every_page_says_for_whom_whose_which_version_and_where_it_is(printed):
    pages = printed(small_report())
    assert len(pages) >= 2
    for number, text in enumerate(pages, 1):
        assert "For the desk, not for publication" in text
        assert "Example desk" in text
        assert "version 2, 0123456789" in text
        assert f"{number} / {len(pages)}" in text


def test_a_page_for_the_public_carries_no_hash(printed):
    report = replace(small_report(), audience="public")
    report = replace(report, articles=(replace(report.articles[0], sha256=""),))
    for text in printed(report)[1:]:
        assert "For publication" in text
        assert "0123456789" not in text


def test_of_two_articles_each_begins_a_page_and_names_its_own_version(printed):
    report = two_articles()
    second = replace(report.articles[1], version=7, sha256="9" * 64)
    pages = printed(replace(report, articles=(report.articles[0], second)))
    footed = ["".join(re.findall(r"version (\d+), (?:0123456789|9{10})$", text, re.MULTILINE)) for text in pages]
    assert footed[0] == ""
    assert footed[1:] == sorted(footed[1:])
    assert set(footed[1:]) == {"2", "7"}


def test_what_is_folded_on_screen_is_read_on_paper_and_links_say_where_they_lead(printed):
    text = squeezed(" ".join(printed(small_report())))
    assert "The mayor said it on the record." in text
    assert "<https://weekly.example/bridge>" in text
    assert "Skip to the report" not in text


@pytest.mark.deep
def test_no_heading_is_cut_from_its_text_and_a_short_claim_stays_whole(printed):
    report = long_report()
    pages = [squeezed(text) for text in printed(report)]
    assert len(pages) > 8
    for claim in report.articles[0].claims:
        quote = " ".join(claim.places[0].quote.split()[:3])
        head = [number for number, text in enumerate(pages) if re.search(f"{claim.wording}.{{1,200}}?{quote}", text)]
        end = [number for number, text in enumerate(pages) if f"Reason {claim.number} ends." in text]
        assert head, f"the heading of claim {claim.number} is cut from its quote"
        if len(claim.reason) < 200:
            assert set(head) & set(end), f"claim {claim.number} is cut from its reason"
        if len(claim.evidence) == 1:
            finding = f"Finding {claim.evidence[0].ref}."
            assert any(finding in pages[number] for number in head), f"claim {claim.number} is short and cut"
    # What hangs in the gutter, a number and a status, comes after the rest of its page.
    lone = re.compile(r"(For|Against|Context)( \d+ (mixed|confirmed|in review|not a matter of fact).*)?$")
    assert [text[-200:] for text in pages if lone.search(text)] == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_goes_sideways_on_paper(browser, pages, direction):
    for name, path in pages.items():
        browser.open(path, width=PAPER_WIDTH)
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        browser.run(f"document.documentElement.dir = '{direction}'")
        assert browser.run("return document.documentElement.scrollWidth") <= PAPER_WIDTH, name
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.skipif(not AXE, reason="no axe-core: set FACTCHECK_AXE to its axe.min.js (npm pack axe-core)")
def test_a_screen_set_to_dark_still_prints_dark_on_white_that_reads_in_grey(browser, pages):
    for name, path in pages.items():
        browser.open(path, width=PAPER_WIDTH, dark=True)
        features = [{"name": "prefers-color-scheme", "value": "dark"}]
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
        assert browser.run("return getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        browser.run(axe_source())
        poor = browser.driver.execute_async_script(
            "axe.run(document, {runOnly: ['color-contrast']}).then(found => arguments[0]("
            "found.violations.flatMap(each => each.nodes.map(node => node.html.slice(0, 120)))))"
        )
        assert poor == [], name
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
