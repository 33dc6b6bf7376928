import os
from functools import cache
from pathlib import Path

import pytest
from written import one_of_each_kind

pytestmark = pytest.mark.browser

AXE = os.environ.get("FACTCHECK_AXE", "")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN_AXE = """
const [tags, done] = arguments;
axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}}).then(found => {
  const list = results => results.flatMap(({id, nodes}) => nodes.map(node => {
    const element = document.querySelector(node.target[0]);
    return {rule: id, why: [...node.any, ...node.all, ...node.none][0]?.data?.messageKey ?? '', html: node.html.slice(0, 160),
      hidden: !!element.closest('[aria-hidden=true]'), inText: !!element.closest('.article-text sup'),
      scrolled: !!element.closest('.wide-table'),
      summary: node.failureSummary};
  }));
  done({violations: list(found.violations), incomplete: list(found.incomplete), passes: found.passes.length});
}, error => done({violations: [String(error)], incomplete: [], passes: 0}));
"""
_FOCUSED = """
const element = document.activeElement, style = getComputedStyle(element), boxes = [...element.getClientRects()];
const reached = boxes.some(box => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].some(([x, y]) => {
  const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
  return top && (element.contains(top) || top.contains(element)); }));
const all = [...document.querySelectorAll('*')];
return {index: element === document.body ? -1 : all.indexOf(element), html: element.outerHTML.slice(0, 120),
  outline: style.outlineStyle, width: parseFloat(style.outlineWidth), reached};
"""
_REACHABLE = """
const all = [...document.querySelectorAll('*')];
return all.filter(element => element.matches('a[href], summary, button, input, select, textarea, [tabindex]')
  && element.checkVisibility() && !element.disabled && element.tabIndex >= 0).map(element => all.indexOf(element));
"""
_SIDEWAYS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CLIPPED = """
return [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  return style.overflow !== 'visible' && !element.matches('.hidden, .skip, .hidden *, svg, svg *, textarea, select, input')
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    && !['auto', 'scroll'].includes(style.overflowX);
}).map(element => element.outerHTML.slice(0, 120));
"""
# The distances of WCAG 2.2, 1.4.12, as a reader's own stylesheet sets them.
_SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }'
  + 'p { margin-block-end: 2em !important; }');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"""
_UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@cache
def axe_source():
    return Path(AXE).read_text(encoding="utf-8")


def explained(found):
    """Whether we have looked, and know why axe is wrong or could not decide."""
    match found["rule"], found["why"]:
        # A lone sign without words, hidden from readers that speak; its colour is measured in test_report_page.
        case "color-contrast", "nonBmp":
            return found["hidden"]
        # A claim's number in the running text is as high as its line: the exception of 2.5.8 for what stands in a
        # sentence. Only where claims share a passage is it a link beside the passage's own.
        case "target-size", _:
            return found["inText"]
        # Cells of a wide table that are scrolled out of sight within it; seen ones have the same colours.
        case "color-contrast", "elmPartiallyObscured":
            return found["scrolled"]
    return False


@pytest.mark.deep
@pytest.mark.skipif(not AXE, reason="no axe-core: set FACTCHECK_AXE to its axe.min.js (npm pack axe-core)")
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser, pages, width, dark, direction):
    browser.driver.set_script_timeout(120)
    found = {}
    for name, path in pages.items():
        browser.open(path, width=width, dark=dark)
        browser.run(f"document.documentElement.dir = '{direction}'")
        browser.run(_UNFOLD)
        browser.run(axe_source())
        result = browser.driver.execute_async_script(_RUN_AXE, _TAGS)
        assert result["passes"] > 20
        points = result["violations"] + result["incomplete"]
        found |= {(name, each["rule"], each["html"]): each["summary"] for each in points if not explained(each)}
    assert found == {}


def test_axe_would_have_found_something(browser, pages, tmp_path):
    if not AXE:
        pytest.skip("no axe-core: set FACTCHECK_AXE to its axe.min.js (npm pack axe-core)")
    bad = tmp_path / "bad.html"
    bad.write_text('<!DOCTYPE html><title>x</title><p style="color: #999">pale</p><img src="data:,"><a href="/"></a>')
    browser.open(bad)
    browser.run(axe_source())
    result = browser.driver.execute_async_script(_RUN_AXE, _TAGS)
    assert {"color-contrast", "image-alt", "link-name", "html-has-lang"} <= {
        each["rule"] for each in result["violations"]
    }


def walk(browser, key, steps, *, back=False):
    """Press ``key`` that many times, with Shift to go ``back``; what had the focus after each."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    found = []
    for _ in range(steps):
        press = ActionChains(browser.driver, duration=0)
        press = press.key_down(Keys.SHIFT).send_keys(key).key_up(Keys.SHIFT) if back else press.send_keys(key)
        press.perform()
        found.append(browser.run(_FOCUSED))
    return found


@pytest.mark.deep
@pytest.mark.parametrize(("width", "height"), [(1280, 700), (320, 560), (320, 225)], ids=["desk", "phone", "zoom-400"])
def test_the_keyboard_goes_through_the_page_as_it_is_read_and_always_sees_where_it_is(browser, pages, width, height):
    from selenium.webdriver.common.keys import Keys

    browser.open(pages["one article"], width=width, height=height)
    browser.run(_UNFOLD)
    order = browser.run(_REACHABLE)
    assert len(order) > 40
    there = walk(browser, Keys.TAB, len(order))
    assert [each["index"] for each in there] == order
    back = walk(browser, Keys.TAB, len(order) - 1, back=True)
    assert [each["index"] for each in back] == order[-2::-1]
    assert [each for each in there + back if each["outline"] == "none" or each["width"] < 2] == []
    assert [each["html"] for each in there + back if not each["reached"]] == []


def test_no_page_has_an_order_of_its_own(browser, pages):
    for path in pages.values():
        browser.open(path)
        assert (
            browser.run("return [...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length") == 0
        )


def test_the_skip_link_leads_past_the_head_of_every_page(browser, pages):
    from selenium.webdriver.common.keys import Keys

    for name, path in pages.items():
        browser.open(path)
        (first,) = walk(browser, Keys.TAB, 1)
        assert 'class="skip"' in first["html"], name
        walk(browser, Keys.ENTER, 1)
        walk(browser, Keys.TAB, 1)
        assert browser.run("return !!document.activeElement.closest('main, main ~ *')"), name


@pytest.mark.parametrize("key", ["ENTER", "SPACE"])
def test_evidence_is_unfolded_by_the_keyboard(browser, pages, key):
    from selenium.webdriver.common.keys import Keys

    browser.open(pages["one article"])
    summary = "document.querySelector('details:not([open]) > summary')"
    browser.run(f"const found = {summary}; found.id = 'found'; found.focus()")
    walk(browser, getattr(Keys, key), 1)
    assert browser.run("return document.getElementById('found').parentElement.open")
    assert browser.run("return document.activeElement.id") == "found"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("height", [800, 225])
def test_nothing_goes_sideways_at_320_pixels(browser, pages, direction, height):
    for name, path in pages.items():
        browser.open(path, width=320, height=height)
        browser.run(f"document.documentElement.dir = '{direction}'")
        browser.run(_UNFOLD)
        assert browser.run(_SIDEWAYS) <= 0, name


@pytest.mark.parametrize("width", [320, 1280])
def test_text_set_wider_apart_is_neither_cut_nor_sideways(browser, pages, width):
    for name, path in pages.items():
        browser.open(path, width=width)
        browser.run(_UNFOLD)
        before = browser.run("return document.body.getBoundingClientRect().height")
        browser.run(_SPACED)
        assert browser.run("return document.body.getBoundingClientRect().height") > before
        assert browser.run(_SIDEWAYS) <= 0, name
        assert browser.run(_CLIPPED) == [], name


def test_at_400_percent_nothing_stays_over_the_text(browser, pages):
    for name, path in pages.items():
        browser.open(path, width=320, height=225)
        stuck = browser.run(
            "return [...document.querySelectorAll('body *')].filter(e => ['sticky', 'fixed'].includes("
            "getComputedStyle(e).position) && !e.matches('.skip')).map(e => e.outerHTML.slice(0, 80))"
        )
        assert stuck == [], name


def test_forced_colours_keep_the_parts_of_a_bar_the_marks_and_the_focus(browser, pages):
    from selenium.webdriver.common.keys import Keys

    browser.open(pages["one article"])
    features = [{"name": "forced-colors", "value": "active"}, {"name": "prefers-color-scheme", "value": "dark"}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    assert browser.run("return matchMedia('(forced-colors: active)').matches")
    ground = browser.run("return getComputedStyle(document.documentElement).backgroundColor")
    bars = browser.run("return [...document.querySelectorAll('.bar rect')].map(e => getComputedStyle(e).stroke)")
    assert bars
    assert not {"none", ground} & set(bars)
    marks = browser.run("return [...document.querySelectorAll('svg.mark')].map(e => getComputedStyle(e).color)")
    assert marks
    assert ground not in marks
    lines = browser.run(
        "return [...document.querySelectorAll('.passage:is(.refuted, .mixed, .disputed, .stale, .open, .confirmed)')]"
        ".map(e => getComputedStyle(e)).map(style => style.textDecorationLine + ' ' + style.textDecorationStyle)"
    )
    assert all(line.startswith("underline ") for line in lines)
    assert len(set(lines)) > 1
    (first,) = walk(browser, Keys.TAB, 1)
    assert first["outline"] == "solid"


def test_of_a_site_one_page_of_each_kind_is_looked_at(tmp_path):
    for address in [
        "index",
        "claims/1/index",
        "claims/2/index",
        "claims/by/tag/a-1/index",
        "claims/by/tag/a-1/2",
        "claims/index",
    ]:
        path = tmp_path / f"{address}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x" * len(address))
    assert sorted(one_of_each_kind(tmp_path)) == [
        "claims/N/index.html", "claims/by/tag/…/N.html", "claims/by/tag/…/index.html", "claims/index.html", "index.html",
    ]  # fmt: skip
