import posixpath
import re
from dataclasses import replace
from datetime import date

import pytest
from html_check import Page
from sample_views import HOSTILE, empty_report, hostile_report, small_article, small_report, two_articles

from factcheck.report.desk_views import DayView
from factcheck.report.views import FigureView, HistoryView, ScaleView

REPORTS = {"small": small_report, "hostile": hostile_report, "two articles": two_articles, "empty": empty_report}
AUDIENCES = ("editor", "lawyer", "public")
# The index has form controls, which the strict reader does not know; it has tests of its own.
INDEX = "claims/index.html"


def full_report():
    """The small report with everything a site can draw."""
    article = small_article()
    first = article.claims[-1]
    happened = HistoryView(7, first.status_at, "Ada Birk", "status", "A look at the form.", ("status: open -> mixed",))
    told = replace(
        first,
        history=(happened,),
        risks=("defamation",),
        places=tuple(replace(place, says=replace(place.says, level="on-record")) for place in first.places),
        figures=(FigureView("4,000", "1,020", "2,980 less", ScaleView((0.8, 0.8), (0.2, 0.21), "0", "5,000")),),
        evidence=(*first.evidence[:-1], replace(first.evidence[-1], newer=True, by="Bo Lind")),
    )
    end = article.text.index("\n")
    article = replace(
        article,
        claims=(*article.claims[:-1], told),
        sentences=((0, end), (end + 1, end + 60), (end + 61, len(article.text))),
        timeline=(
            DayView(date(2026, 2, 1), (("unverified", 5),)),
            DayView(date(2026, 2, 9), (("unverified", 1), ("confirmed", 3), ("mixed", 1))),
        ),
    )
    return replace(small_report(), articles=(article,))


REPORTS["full"] = full_report


def read(files):
    return {path: Page(text) for path, text in files.items() if path.endswith(".html") and path != INDEX}


def text_of(html):
    return re.sub(r"\s+", " ", "".join(Page(html).text))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_page_is_sound_and_every_link_leads_somewhere(built, name, audience):
    files = built(REPORTS[name](), audience)
    pages = read(files)
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), path
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}, path
        for href in page.hrefs:
            if not re.match(r"https?:|mailto:|data:image/svg", href):
                target, _, anchor = href.partition("#")
                found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
                assert found in files, (path, href)
                assert not anchor or found == INDEX or anchor in pages[found].ids, (path, href)


def test_hostile_text_is_only_text_on_every_page(built):
    files = built(hostile_report())
    shown = HOSTILE.replace("\x00", "\u2400")
    for path, page in read(files).items():
        assert shown in "".join(page.text), path
        assert "\x00" not in files[path]
        assert "img" not in page.tags


@pytest.mark.parametrize("name", ["small", "full"])
def test_the_same_report_gives_the_same_bytes(built, name):
    assert built(REPORTS[name]()) == built(REPORTS[name]())


def test_no_page_but_those_that_say_so_tells_a_time_of_the_whole_site(built):
    files = built(replace(small_report(), articles=(small_article(),)))
    later = built(replace(small_report(), as_of=small_report().as_of.replace(year=2031), history_seq=99))
    assert {path for path, text in files.items() if later[path] != text} == {"index.html", "queries/index.html"}


def test_a_claim_page_shows_the_chain_the_figures_and_the_history(built):
    html = built(full_report())["claims/1/index.html"]
    text = text_of(html)
    chain = text[text.index("traced to") : text.index("Figures")]
    assert [
        chain.index(name) for name in ("Town engineer", "Town of Hollow", "Valley Gazette", "A bridge and")
    ] == sorted(chain.index(name) for name in ("Town engineer", "Town of Hollow", "Valley Gazette", "A bridge and"))
    assert '<rect class="claimed" x="793"' in html
    assert "A look at the form." in text
    assert "status: open -> mixed" in text
    assert "https://weekly.example/bridge#:~:text=4%2C000%20lorries%20a%20day%20in%201998" in html


def test_evidence_entered_after_the_status_is_set_apart(built):
    text = text_of(built(full_report())["claims/1/index.html"])
    apart = text.index("Entered after the status was set")
    assert text.index("The lorry lane closed") < apart < text.index("Recalled, not read.")


def test_a_claim_of_two_articles_has_one_page_with_both(built):
    files = built(two_articles())
    text = text_of(files["claims/2/index.html"])
    assert text.count("The copy") >= 2
    assert '"articles":["a1","a2"]' in files["claims.json"]
    assert 'href="../../articles/2/index.html#q-2"' in files["claims/2/index.html"]


def test_a_related_claim_the_report_does_not_have_is_named_without_a_link(built):
    html = built(small_report())["claims/1/index.html"]
    assert '<span class="number">99</span>' in html
    assert "claims/99/" not in html


def test_an_article_page_says_what_the_claims_cover_and_how_it_went_day_by_day(built):
    text = text_of(built(full_report())["articles/1/index.html"])
    assert re.search(r"every claim decided ?1", text)
    assert re.search(r"a claim still open ?2", text)
    assert "Every sentence carries a claim." in text
    assert "1 February 2026" in text
    assert "9 February 2026" in text


def test_the_editor_gets_queries_and_the_lawyer_risks_and_the_public_neither(built):
    found = {audience: built(full_report(), audience) for audience in AUDIENCES}
    assert "queries/index.html" in found["editor"]
    assert "risks/index.html" in found["lawyer"]
    assert not {path for path in found["public"] if path.startswith(("queries", "risks", "claims/by/risk"))}
    assert "4,000 vehicles" in found["editor"]["queries/index.html"]
    risks = text_of(found["lawyer"]["risks/index.html"])
    assert "defamation" in risks
    assert "not recorded" in risks
    assert "first table only" in risks


def test_the_public_site_holds_nothing_of_the_desks_own(built):
    everything = "\n".join(built(full_report(), "public").values())
    for private in (
        "Ada Birk", "Bo Lind", "0123456789", "A look at the form", "Ask the archive", "defamation",
        "Filed late", "J. Roe", "not for publication", "only a quarter were lorries",
    ):  # fmt: skip
        assert private not in everything, private


def test_a_printed_page_says_for_whom_and_which_version(built):
    page = built(small_report(), "lawyer")["claims/2/index.html"]
    assert "For the lawyer, not for publication" in page
    assert "@page" in page
    assert page.count("0123456789") >= 2
