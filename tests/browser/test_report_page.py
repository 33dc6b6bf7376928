from dataclasses import replace

import pytest
from sample_views import HOSTILE, empty_report, hostile_report, small_article, small_report, two_articles

from factcheck.report.write import write_report

pytestmark = pytest.mark.browser

_LONG = "x" * 1_000_000
REPORTS = {
    "small": small_report,
    "hostile": hostile_report,
    "two articles": two_articles,
    "empty": empty_report,
    "a word without end": lambda: replace(
        small_report(), articles=(replace(small_article(), title=_LONG, note=_LONG),)
    ),
    "words without end": lambda: hostile_report("wordswithoutend" * 60),
    "right to left": lambda: hostile_report("\u05de\u05d0\u05de\u05e8 \u202e(1, 2) \u05d1\u05d3\u05d9\u05e7\u05d4"),
}
# WCAG 2.x relative luminance and contrast, over colours as the browser resolved them.
_CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const behind = element => { const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, over) =>
    under.map((value, i) => i === 3 ? 255 : value + (over[i] - value) * over[3] / 255), [255, 255, 255, 255]); };
const poor = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement, style = getComputedStyle(element);
  if (!walker.currentNode.data.trim() || !element.getClientRects().length || element.closest('.hidden, .skip')) continue;
  const [a, b] = [light(rgba(style.color)), light(behind(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) poor.push([walker.currentNode.data.slice(0, 40), style.color]);
}
return poor;
"""


@pytest.fixture
def opened(browser, tmp_path):
    def open_report(name, **window):
        path = tmp_path / "report.html"
        write_report(REPORTS[name](), path)
        browser.open(path, **window)
        return browser

    return open_report


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_refused_nothing_executes_and_nothing_sticks_out(opened, name, width):
    page = opened(name, width=width)
    assert page.console() == []
    assert page.run("return document.title").endswith("fact check")
    assert page.run("return document.documentElement.scrollWidth") <= width
    assert page.run("return document.querySelectorAll('img, iframe, [style]').length") == 0
    assert page.run("return document.querySelectorAll('script').length") == 1


def test_the_policy_stops_a_script_that_got_in_after_all(opened):
    page = opened("small")
    page.run(
        "const s = document.createElement('script'); s.append('document.title = \"owned\"');"
        "document.head.append(s); document.body.setAttribute('style', 'color: red');"
    )
    assert page.run("return document.title") != "owned"
    assert page.run("return getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    console = " ".join(page.console())
    assert "script" in console
    assert "style-src" in console


def test_text_cannot_become_a_script_or_markup_through_the_page_itself(opened):
    page = opened("small")
    for sink in ("document.body.innerHTML = text", "document.createElement('script').textContent = text"):
        script = f"const text = '<b>x</b>'; try {{ {sink}; return 'let through' }} catch {{ return 'refused' }}"
        assert page.run(script) == "refused", sink


def test_hostile_text_is_read_as_it_was_entered(opened):
    page = opened("hostile")
    wording = page.run("return document.querySelector('#claim-1 .wording').textContent")
    assert wording == HOSTILE.replace("\x00", "\u2400")


@pytest.mark.parametrize("name", ["small", "two articles"])
def test_every_link_inside_the_page_leads_somewhere_visible(opened, name):
    page = opened(name)
    lost = page.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].filter(link => {"
        " const target = document.getElementById(link.hash.slice(1));"
        " return !target || !(target.getClientRects().length || target.closest('details')); }).map(link => link.hash)"
    )
    assert lost == []


def test_a_highlight_leads_to_its_claim_and_back(opened):
    page = opened("small")
    page.run("document.querySelector('a.passage[href=\"#claim-1\"]').click()")
    assert page.run("return document.querySelector(':target').id") == "claim-1"
    page.run("document.querySelector('#claim-1 .quote').click()")
    assert page.run("return document.querySelector(':target').id") == "q-1"
    top = page.run("return document.querySelector(':target + .passage, .passage:target').getBoundingClientRect().top")
    assert 0 <= top < 900


def test_a_link_to_folded_evidence_unfolds_it(opened):
    page = opened("small")
    assert not page.run("return document.querySelector('#claim-2 details').open")
    page.run("document.querySelector('.sources a[href=\"#evidence-2-1\"]').click()")
    assert page.run("return document.querySelector('#claim-2 details').open")


def test_the_article_reads_as_written_apart_from_the_numbers(opened):
    page = opened("small")
    text = page.run(
        "const copy = document.querySelector('.article-text').cloneNode(true);"
        "copy.querySelectorAll('sup, .margin, .place-number').forEach(part => part.remove());"
        "return [...copy.querySelectorAll('p')].map(part => part.textContent).join('\\n')"
    )
    assert text == small_article().text


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_what_is_behind_it(opened, dark):
    page = opened("small", dark=dark)
    page.run("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.run(_CONTRAST) == []
    ground = page.run("return getComputedStyle(document.documentElement).backgroundColor")
    assert (ground == "rgb(23, 24, 26)") is dark


def test_the_keyboard_reaches_the_report_first_and_sees_where_it_is(opened):
    from selenium.webdriver.common.keys import Keys

    page = opened("small")
    page.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert page.run("return document.activeElement.className") == "skip"
    assert page.run("return document.activeElement.getBoundingClientRect().height") >= 24
    page.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert page.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_links_that_stand_alone_are_large_enough_to_hit(opened):
    page = opened("small", width=320)
    small = page.run(
        "return [...document.querySelectorAll('.parts a, .legend a, .margin a, .gutter .number')]"
        ".filter(link => link.getBoundingClientRect().height < 24).map(link => link.textContent)"
    )
    assert small == []
