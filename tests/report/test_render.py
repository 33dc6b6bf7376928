import base64
import hashlib
import re
from dataclasses import fields, is_dataclass, replace

import pytest
from html_check import Page
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_views import HOSTILE, empty_report, hostile_report, small_article, small_report, two_articles

from factcheck.report import page as page_module
from factcheck.report import segments, sources, summary, views
from factcheck.report.assets import script_and_hash
from factcheck.report.language import get_language
from factcheck.report.page import group_by_origin, lay_out, weigh
from factcheck.report.render import render_report
from factcheck.report.views import EvidenceView, SourceLink, WeightView
from factcheck.resources import templates_dir

# The index of a site has both: the claims as data, and the one script, which the page's policy names by its hash.
SCRIPTS = {"<script>", '<script type="application/json" id="claims">'}
REPORTS = {"small": small_report, "hostile": hostile_report, "two-articles": two_articles, "empty": empty_report}


def render(view):
    return "".join(render_report(view))


def without_style(page: str) -> str:
    """The page without its stylesheet and that one's hash: a change of looks is seen in the browser, not in four copies."""
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1>…</\1>", page, flags=re.DOTALL)
    return re.sub(r"'sha256-[A-Za-z0-9+/=]+'", "'sha256-…'", page)


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_the_golden_one(name, golden):
    golden(f"report/{name}.html", without_style(render(REPORTS[name]())))


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_sound(name):
    page = Page(render(REPORTS[name]()))
    assert len(page.ids) == len(set(page.ids))
    inner = [href[1:] for href in page.hrefs if href.startswith("#")]
    assert inner
    assert set(inner) <= set(page.ids)
    outward = [href for href in page.hrefs if not href.startswith("#")]
    assert all(href.startswith(("http://", "https://", "mailto:", "data:image/svg+xml,")) for href in outward)
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert not page.tags & {"img", "iframe", "object", "base"}
    assert page.scripts == [script_and_hash()[0]]
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}


def test_hostile_text_in_every_field_is_only_text():
    html = render(hostile_report())
    shown = HOSTILE.replace("\x00", "\u2400")
    text = "".join(Page(html).text)
    assert text.count(shown) > 80
    assert "\x00" not in html


def test_a_word_of_a_megabyte_is_shown_whole():
    word = "x" * 1_000_000
    article = replace(small_article(), title=word)
    assert render(replace(small_report(), articles=(article,))).count(word) >= 2


@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_text_in_every_field_gives_a_sound_page(text):
    page = Page(render(hostile_report(text)))
    assert len(page.ids) == len(set(page.ids))
    assert page.scripts == [script_and_hash()[0]]


def test_the_policy_allows_exactly_the_styles_and_the_script_in_the_page():
    html = render(small_report())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    hashes = []
    for kind in ("style", "script"):
        inlined = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inlined]
        hashes.append(" ".join(f"'sha256-{digest}'" for digest in digests))
        assert html.count(f"<{kind}") == len(inlined)
    assert policy[1] == (
        f"default-src 'none'; style-src {hashes[0]}; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {hashes[1]}; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def test_the_page_is_streamed_in_the_same_bytes_each_time():
    pieces = list(render_report(small_report()))
    assert len(pieces) > 3
    assert "".join(pieces) == render(small_report())


def test_claim_and_highlight_are_linked_both_ways_also_where_quotes_overlap():
    html = render(small_report())
    for number in (1, 2, 3, 4, 5):
        assert html.count(f'id="claim-{number}"') == 1
        assert html.count(f'id="q-{number}"') == 1
        text_part = html.split('id="text"', 1)[1]
        assert f'href="#claim-{number}"' in text_part
        assert f'href="#q-{number}"' in html
    assert 'id="q-3-2"' in html


def test_a_claim_that_two_articles_make_has_its_plain_address_once():
    html = render(two_articles())
    assert html.count('id="claim-1"') == 1
    assert html.count('id="a2-claim-1"') == 1
    assert html.count('id="a2-q-1"') == 1


def test_worst_first_and_every_status_in_words():
    entries = [key for key, _ in lay_out(small_report())[0].groups]
    assert entries == ["mixed", "stale", "open", "confirmed", "unverifiable"]
    html = render(small_report())
    for words in ("confirmed: it was said", "not a matter of fact", "the article&#39;s own voice"):
        assert words in html
    assert "appearance" not in html.split("</style>")[1]


def test_a_claim_that_does_not_hold_and_has_no_query_says_so():
    assert "no query yet" not in render(small_report())
    article = small_article()
    claims = tuple(replace(claim, queries=()) for claim in article.claims)
    assert "no query yet" in render(replace(small_report(), articles=(replace(article, claims=claims),)))


def test_an_unread_item_says_that_it_counts_for_nothing():
    claim = render(small_report()).split('id="claim-1"')[1].split("</article>")[0]
    assert "1 not read, counts for nothing" in claim
    assert claim.index("not read, counts for nothing</span>") < claim.index("Recalled, not read.")


def test_an_address_nobody_should_follow_is_shown_as_text():
    html = render(small_report())
    assert "Traffic count 1998 (javascript:alert(1))" in html
    assert 'href="javascript' not in html


def test_outbound_links_tell_the_other_side_nothing():
    html = render(small_report())
    assert re.findall(r"<a [^>]*href=\"http[^>]*>", html)
    for tag in re.findall(r"<a [^>]*href=\"http[^>]*>", html):
        assert 'rel="noopener noreferrer"' in tag


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        (WeightView("supports", 5, 0, 3, 2), "5 items, 3 origins, 2 independent"),
        (WeightView("supports", 1, 0, 1, 0), "1 item, 1 origin, none independent"),
        (WeightView("refutes", 3, 0, 1, 0, against_own_interest=(SourceLink("s1", "X"),)), "3 items, 1 origin"),
        (WeightView("context", 3, 1, 2, 1), "3 read"),
        (WeightView("supports", 0, 2, 0, 0), "none read"),
    ],
)
def test_the_weight_of_evidence_in_words(weight, text):
    assert weigh(weight, get_language("en")) == text


def test_items_of_one_origin_stand_together_and_unknown_origins_apart():
    top = SourceLink("s1", "Lab")
    items = [
        EvidenceView("1.1", "supports", "a", SourceLink("s2", "Head of lab"), top),
        EvidenceView("1.2", "supports", "b"),
        EvidenceView("1.3", "supports", "c", top),
        EvidenceView("1.4", "supports", "d"),
        EvidenceView("1.5", "supports", "e", top, read=False),
    ]
    blocks = group_by_origin(items)
    assert [[item.ref for item in block.items] for block in blocks] == [["1.1", "1.3"], ["1.2"], ["1.4"], ["1.5"]]
    assert [block.top for block in blocks] == [top, None, None, top]
    assert [block.read for block in blocks] == [True, True, True, False]


def test_every_field_a_template_sees_is_described():
    for module in (views, page_module, segments, sources, summary):
        for value in vars(module).values():
            if isinstance(value, type) and is_dataclass(value):
                for field in fields(value):
                    assert re.search(rf"^ {{8}}{field.name}: \S", value.__doc__, re.MULTILINE), (value, field.name)


def test_templates_load_nothing_from_elsewhere():
    for path in templates_dir().rglob("*"):
        if path.suffix in (".j2", ".css"):
            text = path.read_text(encoding="utf-8")
            assert set(re.findall(r"<script[^>]*>", text)) <= SCRIPTS
            assert " style=" not in text
            assert "url(" not in text
            assert "@import" not in text
            assert "|safe" not in text.replace(" ", "")
