import re
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report" / "site"))
from index_pages import WORDINGS, sample_rows, write_index

from factcheck.core.search import tokens
from factcheck.report.assets import script_and_hash, stylesheet
from factcheck.report.render import environment
from factcheck.report.site.facets import list_facets
from factcheck.report.site.finding import claim_attributes, make_finder, values_of
from factcheck.report.wording import GROUPS, get_words

pytestmark = pytest.mark.browser

_SHOWN = "return [...document.querySelectorAll('.claim-rows .number')].map(part => Number(part.textContent))"
_COUNT = "return document.querySelector('[data-part=count]').textContent"
_CONTROLS = ".finder input, .finder select, .finder summary, .finder button, .turning button"


@pytest.fixture
def index(browser, tmp_path):
    """Opens an index at a choice; what it knows of claims is ``index.rows``."""

    def open_index(fragment="", *, count=71, rows=None, language="en", **window):
        open_index.rows = rows or sample_rows(count)
        path = write_index(open_index.rows, Path(tempfile.mkdtemp(dir=tmp_path)), language)
        browser.open(path, **window)
        if fragment:
            browser.run("location.hash = arguments[0]", fragment)
            browser.driver.refresh()
        return browser

    return open_index


def having(rows, **chosen):
    """Numbers of the claims that have any of the values chosen of every facet."""
    return [
        number
        for number, claim in rows.claims.items()
        if all(set(values) & set(values_of(claim)[key]) for key, values in chosen.items())
    ]


def type_into(page, text):
    from selenium.webdriver.common.by import By

    box = page.driver.find_element(By.CSS_SELECTOR, "input[name=q]")
    box.clear()
    box.send_keys(text)
    return box


def pick(page, facet, value):
    """Choose a value with its control, as a reader does."""
    page.run("document.querySelector('.choices').open = true")
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    control = page.driver.find_element(By.CSS_SELECTOR, f".finder [name={facet}]")
    if control.tag_name == "select":
        Select(control).select_by_value(value)
    else:
        page.driver.find_element(By.CSS_SELECTOR, f"[name={facet}][value={value}]").click()


def text_of(address):
    return address.partition("#")[2]


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("status", "refuted"), ("status", "unverifiable"), ("priority", "low"), ("kind", "quote"), ("risk", "defamation"),
        ("source", "s3"), ("tag", "a,b & c"), ("article", "a2"),
    ],
)  # fmt: skip
def test_each_control_leaves_the_claims_that_have_the_value(index, facet, value):
    page = index()
    pick(page, facet, value)
    expected = having(index.rows, **{facet: [value]})
    assert page.run(_SHOWN) == expected
    assert 0 < len(expected) < 71
    assert page.run(_COUNT) == f"{len(expected)} of 71 claims"
    assert text_of(page.driver.current_url).startswith(f"{facet}=")
    page.driver.refresh()
    assert page.run(_SHOWN) == expected
    assert page.console() == []


def test_values_of_one_facet_add_up_and_facets_narrow_down(index):
    page = index()
    for facet, value in (("status", "refuted"), ("status", "mixed"), ("priority", "high")):
        pick(page, facet, value)
    assert page.run(_SHOWN) == having(index.rows, status=["refuted", "mixed"], priority=["high"])
    assert text_of(page.driver.current_url) == "status=refuted,mixed&priority=high"


@pytest.mark.parametrize(
    "query",
    [
        "cost", "COST", "cos", "the cost", "cost the", "zoe", "Zoë angstrom", "zoe\u0308", "strasse", "Straße", "langer",
        "5.6", "18 %", "“at the", "ost", "water board", "asa holm", "training", "nothing like it", "  ", "...",
    ],
)  # fmt: skip
def test_words_are_found_as_their_beginnings_without_case_and_accents(index, query):
    page = index()
    type_into(page, query)
    # Told apart from the script: letters and digits, folded as the desk's own search folds them.
    wanted = re.findall(r"[^\W_]+", " ".join(_folded(query)))

    def fits(claim):
        names = [index.rows.sources[ref].name for ref in values_of(claim)["source"]]
        words = re.findall(r"[^\W_]+", " ".join(_folded(" | ".join([claim.wording, *names, *claim.tags]))))
        return all(any(word.startswith(want) for word in words) for want in wanted)

    expected = [number for number, claim in index.rows.claims.items() if fits(claim)]
    assert page.run(_SHOWN) == expected
    assert page.run("return document.querySelector('[data-part=none]').hidden") is bool(expected)


def _folded(text):
    from factcheck.core.search import _fold

    return _fold(text).split()


def test_the_fold_of_the_search_is_the_one_the_desk_uses():
    assert list(tokens("Zoë Straße")) == _folded("Zoë Straße")


def test_a_number_leads_to_its_claim(index):
    from selenium.webdriver.common.keys import Keys

    page = index()
    type_into(page, "#12")
    assert page.run(_SHOWN) == [12]
    box = type_into(page, "5")
    assert page.run(_SHOWN)[0] == 5
    assert {number for number in page.run(_SHOWN) if number != 5} == {
        number for number, claim in index.rows.claims.items() if "5.6" in claim.wording and number != 5
    }
    box.send_keys(Keys.ENTER)
    assert page.driver.current_url.endswith("/claims/5/index.html")


def test_enter_on_words_stays_where_it_is(index):
    from selenium.webdriver.common.keys import Keys

    page = index()
    type_into(page, "cost" + Keys.ENTER)
    assert text_of(page.driver.current_url) == "q=cost"
    assert page.console() == []


def test_a_link_opens_with_the_choice_made(index):
    page = index("status=refuted,mixed&q=cost+of&source=s3&nonsense=1&priority=%E0%A4%A&broken")
    assert page.run("return [...document.querySelectorAll('.finder :checked')].map(field => field.value)") == [
        "refuted", "mixed", "s3", "", "",
    ]  # fmt: skip
    assert page.run("return document.querySelector('[name=q]').value") == "cost of"
    assert set(page.run(_SHOWN)) <= set(having(index.rows, status=["refuted", "mixed"], source=["s3"]))
    assert page.console() == []


def test_back_and_forward_walk_through_the_choices(index):
    page = index()
    pick(page, "status", "refuted")
    pick(page, "priority", "high")
    type_into(page, "cost")
    both, one = having(index.rows, status=["refuted"], priority=["high"]), having(index.rows, status=["refuted"])
    page.driver.back()
    assert page.run(_SHOWN) == one
    assert page.run("return document.querySelectorAll('.finder input:checked').length") == 1
    page.driver.back()
    assert page.run(_COUNT) == "71 of 71 claims"
    page.driver.forward()
    page.driver.forward()
    assert text_of(page.driver.current_url) == "status=refuted&priority=high&q=cost"
    assert set(page.run(_SHOWN)) < set(both)


def test_everything_can_be_shown_again(index):
    page = index("status=refuted&q=cost&source=s1")
    assert page.run("return getComputedStyle(document.querySelector('[data-part=clear]')).display") != "none"
    page.run("document.querySelector('[data-part=clear]').click()")
    assert page.run(_COUNT) == "71 of 71 claims"
    assert "#" not in page.driver.current_url
    assert page.run("return document.activeElement.name") == "q"


def test_the_skip_link_keeps_the_choice(index):
    page = index("status=refuted")
    page.run("document.querySelector('a.skip').click()")
    assert page.run(_SHOWN) == having(index.rows, status=["refuted"])


def test_many_claims_come_a_hundred_at_a_time(index):
    page = index(count=371)
    numbers = list(index.rows.claims)
    assert page.run(_SHOWN) == numbers[:100]
    span = "return document.querySelector('[data-part=span]').textContent"
    assert page.run(span) == "1 to 100"
    assert page.run("return document.querySelector('[data-part=previous]').disabled")
    for _ in range(3):
        page.run("document.querySelector('[data-part=next]').click()")
    assert page.run(_SHOWN) == numbers[300:]
    assert page.run(span) == "301 to 371"
    assert page.run("return document.querySelector('[data-part=next]').disabled")
    assert page.run("return document.activeElement.dataset.part") == "list"
    assert text_of(page.driver.current_url) == "page=4"
    pick(page, "status", "refuted")
    assert text_of(page.driver.current_url) == "status=refuted"
    assert page.run("return document.querySelector('[data-part=pages]').hidden")


def test_a_page_that_is_no_more_opens_the_last(index):
    page = index("page=99", count=371)
    assert len(page.run(_SHOWN)) == 71
    assert len(index("page=-3", count=371).run(_SHOWN)) == 100


def test_the_script_writes_the_rows_that_the_page_came_with(index):
    rows = "return [...document.querySelectorAll('.claim-rows li')].map(row => row.outerHTML)"
    page = index()
    written = page.run(rows)
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.driver.refresh()
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert written == page.run(rows)


def test_everything_is_readable_with_scripts_off(browser, index):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = index(count=501)
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert page.run(_SHOWN) == list(index.rows.claims)[:500]
    assert page.run("return document.querySelector('.finder').hidden")
    said = page.run("return document.querySelector('[data-part=without]').innerText")
    assert said == "These are the first 500 claims of 501; the lists below have them all."
    lists = page.run("return [...document.querySelectorAll('.facets a')].map(link => link.getAttribute('href'))")
    assert "../claims/by/status/refuted/index.html" in lists
    assert page.console() == []


def test_the_keyboard_alone_finds_a_claim(index):
    from selenium.webdriver.common.keys import Keys

    page = index()
    page.run("document.querySelector('.site-nav li:last-child a').focus()")

    def press(key):
        page.driver.switch_to.active_element.send_keys(key)
        return page.run("const at = document.activeElement; return [at.tagName, at.name || '', at.value || '']")

    assert press(Keys.TAB) == ["INPUT", "q", ""]
    press("cost")
    assert press(Keys.TAB)[0] == "BUTTON"
    assert press(Keys.TAB)[0] == "SUMMARY"
    assert press(Keys.TAB) == ["INPUT", "status", "refuted"]
    press(Keys.SPACE)
    assert set(page.run(_SHOWN)) < set(having(index.rows, status=["refuted"]))
    for _ in range(40):
        if press(Keys.TAB)[0] == "A":
            break
    link = page.run("return document.activeElement.getAttribute('href')")
    assert link == f"../claims/{page.run(_SHOWN)[0]}/index.html"
    assert page.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_every_control_has_a_name_and_room_to_hit(index):
    page = index("q=e", count=371, width=320)
    page.run("document.querySelector('.choices').open = true")
    assert page.run(
        f"return [...document.querySelectorAll('{_CONTROLS}')].filter(control => control.getClientRects().length &&"
        " !(control.labels?.length || control.textContent.trim())).length"
    ) == 0  # fmt: skip
    small = page.run(
        f"return [...document.querySelectorAll('{_CONTROLS}')].map(control => control.closest('label') ?? control)"
        ".filter(part => part.getClientRects().length && part.getBoundingClientRect().height < 24).map(part => part.outerHTML)"
    )
    assert small == []
    assert page.run("return document.querySelector('[data-part=count]').getAttribute('role')") == "status"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_sticks_out_and_the_page_is_written_its_own_way(index, width, language):
    page = index("status=refuted", language=language, width=width)
    page.run("document.querySelector('.choices').open = true")
    assert page.run("return document.documentElement.scrollWidth") <= width
    assert page.run("return getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    assert page.run("return document.querySelector('.row-wording').dir") == "auto"
    assert page.run(_SHOWN) == having(index.rows, status=["refuted"])
    assert page.console() == []


def test_hostile_text_is_shown_as_text_and_nothing_executes(index):
    hostile = (
        "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> {{7*7}} <!--"
    )
    rows = sample_rows(5, wording=hostile)
    page = index("q=owned", rows=rows)
    assert page.run("return document.querySelector('.row-wording').textContent") == hostile
    assert page.run(_COUNT) == "5 of 5 claims"
    assert page.run("return document.querySelectorAll('img, main script:not([type])').length") == 0
    assert "owned" not in page.run("return document.title")
    assert page.console() == []


def test_the_policy_stops_other_scripts_and_markup_from_text(index):
    page = index()
    page.run(
        "const s = document.createElement('script'); const text = 'document.title = \"owned\"';"
        "try { s.textContent = text; } catch {} document.head.append(s);"
        "try { document.body.innerHTML = '<b>owned</b>'; } catch {}"
    )
    assert page.run("return document.title") != "owned"
    assert page.run("return document.querySelectorAll('.claim-rows li').length") == 71
    assert any("Trusted" in line for line in page.console())


@pytest.mark.parametrize("dark", [False, True])
def test_the_form_stands_out_from_what_is_behind_it(index, dark):
    from test_report_page import _CONTRAST

    page = index("status=refuted", count=371, dark=dark)
    assert page.run(_CONTRAST) == []


@pytest.fixture
def standing(browser, tmp_path):
    """A page that holds its claims itself, as the single file does, with the form over them."""

    def open_page(fragment=""):
        rows = sample_rows(14)
        script, digest = script_and_hash()
        template = environment("en").from_string(
            '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
            " content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '{{ digest }}'\"><title>Claims</title>"
            "<style>{{ css | safe }}</style>{% include 'partials/_finder.html.j2' %}"
            "{% for group in groups %}<section data-group>{% for claim in claims if claim.group == group %}"
            '<article class="claim" id="claim-{{ claim.number }}"{{ attributes(claim) }}><h2>{{ claim.wording }}</h2></article>'
            "{% endfor %}</section>{% endfor %}<script>{{ script }}</script>"
        )
        finder = make_finder(rows, list_facets(rows, GROUPS), get_words("en"))
        values = {"finder": finder, "groups": list(GROUPS), "claims": list(rows.claims.values()), "css": stylesheet()}
        path = tmp_path / "report.html"
        text = template.render(**values, attributes=claim_attributes, script=script, digest=digest)
        path.write_text(text, encoding="utf-8")
        browser.open(path)
        if fragment:
            browser.run("location.hash = arguments[0]", fragment)
            browser.driver.refresh()
        open_page.rows = rows
        return browser

    return open_page


_STANDING = "return [...document.querySelectorAll('article:not([hidden])')].map(part => Number(part.dataset.claim)).sort((a, b) => a - b)"


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("status", "mixed"),
        ("priority", "low"),
        ("kind", "event"),
        ("source", "s3"),
        ("tag", "a,b & c"),
        ("article", "a2"),
    ],
)
def test_claims_in_the_page_are_shown_and_hidden_where_they_stand(standing, facet, value):
    page = standing()
    pick(page, facet, value)
    expected = having(standing.rows, **{facet: [value]})
    assert page.run(_STANDING) == expected
    assert page.run(_COUNT) == f"{len(expected)} of 14 claims"
    groups = page.run("return document.querySelectorAll('[data-group]:not([hidden])').length")
    assert groups == len({standing.rows.claims[number].group for number in expected})
    assert page.console() == []


def test_a_link_to_a_claim_that_is_hidden_shows_it(standing):
    page = standing("status=refuted&q=training")
    assert page.run(_STANDING) == [1]
    page.run("location.hash = 'claim-2'; return new Promise(done => setTimeout(done, 50))")
    assert page.run(_STANDING) == list(standing.rows.claims)
    assert page.run("return document.querySelector('[name=q]').value") == ""
    page.driver.back()
    assert page.run(_STANDING) == [1]


def test_words_are_found_in_claims_in_the_page(standing):
    page = standing()
    type_into(page, "strasse")
    expected = [number for number, claim in standing.rows.claims.items() if claim.wording == WORDINGS[4]]
    assert page.run(_STANDING) == expected
