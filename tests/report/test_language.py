import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from gettext import NullTranslations

import pytest
from html_check import Page
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_views import hostile_report, small_report, two_articles

from factcheck.errors import BadInputError
from factcheck.report import language as language_module
from factcheck.report.assets import script_and_hash
from factcheck.report.language import LANGUAGES, Language, get_language
from factcheck.report.render import environment, render_report

EN = get_language("en")


@pytest.mark.parametrize(
    ("tag", "base"),
    [("en", "en"), ("zh-CN", "zh"), ("zh-Hans", "zh"), ("pt-BR", "pt"), ("es-MX", "es"), ("FR_ca", "fr")],
)
def test_a_tag_falls_back_to_its_language(tag, base):
    assert get_language(tag).tag == base


@pytest.mark.parametrize("tag", ["", "nl", "english", "-", "../es", "e s"])
def test_a_language_without_a_catalogue_is_refused_with_those_there_are(tag):
    with pytest.raises(BadInputError) as caught:
        get_language(tag)
    assert caught.value.hint == "its languages are ar, de, en, es, fr, pt, zh"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-01-28", "28 January 2025"),
        ("2025-01", "January 2025"),
        ("2025", "2025"),
        ("2025-13-01", "2025-13-01"),
        ("2025-02-30", "2025-02-30"),
        ("0000", "0000"),
        ("", ""),
        ("early 2025", "early 2025"),
        ("2025-01-28T10:00:00Z", "28 January 2025"),
        (date(2025, 1, 28), "28 January 2025"),
        (datetime(2025, 1, 28, tzinfo=UTC), "28 January 2025"),
        (datetime(2025, 1, 29, 1, tzinfo=timezone(timedelta(hours=2))), "28 January 2025"),
    ],
)
def test_dates_read_as_prose(value, shown):
    assert EN.day(value) == shown


@pytest.mark.parametrize(
    ("tag", "day", "month", "year"),
    [
        ("es", "28 de enero de 2025", "enero de 2025", "2025"),
        ("fr", "28 janvier 2025", "janvier 2025", "2025"),
        ("de", "28. Januar 2025", "Januar 2025", "2025"),
        ("pt", "28 de janeiro de 2025", "janeiro de 2025", "2025"),
        ("ar", "28 يناير 2025", "يناير 2025", "2025"),
        ("zh", "2025年1月28日", "2025年1月", "2025年"),
    ],
)
def test_dates_read_as_prose_in_each_language(tag, day, month, year):
    language = get_language(tag)
    assert [language.day(text) for text in ("2025-01-28", "2025-01", "2025")] == [day, month, year]


@given(st.text())
def test_any_text_may_stand_where_a_date_is_expected(text):
    assert isinstance(EN.day(text), str)


def test_an_instant_is_told_in_utc():
    at = datetime(2025, 1, 28, 1, 5, tzinfo=timezone(timedelta(hours=2)))
    assert EN.moment(at) == "27 January 2025, 23:05 UTC"
    assert all("23:05" in get_language(tag).moment(at) for tag in LANGUAGES)


def test_counts_shares_and_lists_are_english():
    assert [EN.ngettext("%(num)s item", "%(num)s items", n) for n in (0, 1, 2000)] == [
        "0 items",
        "1 item",
        "2,000 items",
    ]
    assert [EN.percent(share) for share in (0, 0.574, 0.995, 1)] == ["0%", "57%", "100%", "100%"]
    lists = [EN.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])]
    assert lists == ["", "a", "a and b", "a, b and c"]


def test_a_number_in_a_message_is_a_count_unless_it_is_an_identity():
    assert EN.gettext("%(count)s of them", count=1234) == "1,234 of them"
    assert EN.gettext("claim %(number)s, version %(version)s", number=1234, version=2000) == "claim 1234, version 2000"
    assert get_language("de").gettext("%(count)s", count=1234567) == "1.234.567"


def test_arabic_is_written_from_the_right_and_all_else_from_the_left():
    assert {tag for tag in LANGUAGES if get_language(tag).direction == "rtl"} == {"ar"}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_plural_has_a_form_for_every_number(tag):
    language = get_language(tag)
    said = {n: language.ngettext("%(num)s claim", "%(num)s claims", n) for n in (*range(121), 1000, 1_000_001)}
    assert all(said.values())
    assert len({re.sub(r"[\d.,\s]+", "", text) for text in said.values()}) >= {"ar": 4, "zh": 1}.get(tag, 2)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("view", [small_report, two_articles, hostile_report])
def test_the_page_is_sound_in_every_language(tag, view):
    html = "".join(render_report(replace(view(), language=tag)))
    page = Page(html)
    assert f'<html lang="{tag}" dir="{get_language(tag).direction}">' in html
    assert len(page.ids) == len(set(page.ids))
    assert not page.tags & {"img", "iframe", "object", "base"}
    assert page.scripts == [script_and_hash()[0]]
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    assert not re.search(r"%\(\w+\)", "".join(page.text)), "a placeholder that nothing was put into"
    assert "\x00" not in html


class Blank(NullTranslations):
    """A language in which every message of the report is blank but for its placeholders, to see what is none."""

    def gettext(self, message):
        return re.sub(r"(%\(\w+\)s)|\w", lambda match: match[1] or "", message)

    def ngettext(self, one, many, num):
        return self.gettext(one if num == 1 else many)

    def pgettext(self, context, message):
        return self.gettext(message)


@pytest.fixture
def blank(monkeypatch):
    environment.cache_clear()
    monkeypatch.setattr(language_module, "_language", lambda tag: Language(tag, Blank()))
    yield
    environment.cache_clear()


def words_of(value):
    """The words of every string in a view; of dates too, as the page writes them."""
    if isinstance(value, str):
        return set(re.findall(r"[^\W\d_]{3,}", value))
    if isinstance(value, (list, tuple)):
        return set().union(*map(words_of, value))
    return (
        set().union(*(words_of(getattr(value, field.name)) for field in fields(value)))
        if is_dataclass(value)
        else set()
    )


@pytest.mark.parametrize("view", [small_report, two_articles])
def test_the_page_has_no_word_that_cannot_be_translated(blank, view):
    html = re.sub(r"<style>.*?</style>", "", "".join(render_report(view())), flags=re.DOTALL)
    shown = [*Page(html).text, *re.findall(r' (?:aria-label|title|alt)="([^"]*)"', html)]
    months = {EN.day(f"2026-{month:02}").split()[0] for month in range(1, 13)}
    found = words_of([re.sub(r"\b[0-9a-f]{10,64}\b", "", text) for text in shown])
    assert found - words_of(view()) - months - {"SHA"} == set()


def test_what_the_report_did_not_write_keeps_its_own_language():
    html = "".join(render_report(replace(small_report(), language="ar")))
    assert re.search(r'<h4 class="wording" id="claim-1-name" lang="en" dir="auto">', html)
    assert re.search(r'<p class="finding" lang="en" dir="auto">', html)


def say(source, tag="en", **values):
    return environment(tag).from_string(source).render(**values)


HOSTILE = "<b>\x00%(x)s 100% {{ 7 }}\ud800\"'&"
SHOWN = "&lt;b&gt;\u2400%(x)s 100% {{ 7 }}\ufffd&#34;&#39;&amp;"


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ('{{ _("by %(name)s", name=value) }}', 1),
        ('{{ gettext("by %(name)s", name=value) }}', 1),
        ('{{ pgettext("evidence", "by %(name)s", name=value) }}', 1),
        ('{{ ngettext("%(num)s by %(name)s", "%(num)s by %(name)s", 1, name=value) }}', 1),
        ('{{ npgettext("evidence", "%(num)s by %(name)s", "%(num)s by %(name)s", 1, name=value) }}', 1),
        ("{% trans name=value %}by {{ name }}{% endtrans %}", 1),
        ("{% trans name=value, n=2 %}by {{ name }}{% pluralize n %}both by {{ name }}{% endtrans %}", 1),
        ('{% set inner %}<i>{{ value }}</i>{% endset %}{{ _("by %(name)s", name=inner) }}', 1),
        ("{{ [value, value] | row }}{{ [value, value] | listed }}", 4),
    ],
)
def test_a_value_in_a_message_is_escaped_once_and_its_control_characters_are_shown(source, times):
    made = say(source, value=HOSTILE)
    assert made.count(SHOWN) == times
    assert "\x00" not in made
    made.encode()


@given(st.text(alphabet=st.characters(exclude_categories=())))
@settings(max_examples=50, deadline=None)
def test_any_value_in_a_message_is_what_it_is_outside_of_one(value):
    assert say('{{ _("%(value)s", value=value) }}', value=value) == say("{{ value }}", value=value)


def test_a_message_itself_is_text_and_never_markup():
    assert say('{{ _("<b>a</b> & 100%% of %(count)s", count=1000) }}') == "&lt;b&gt;a&lt;/b&gt; &amp; 100% of 1,000"


def test_a_users_template_goes_before_ours(tmp_path):
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "_footer.html.j2").write_text("<footer>{{ _('Sources') }}</footer>", encoding="utf-8")
    made = environment("fr", (tmp_path,)).get_template("partials/_footer.html.j2").render()
    assert made == f"<footer>{get_language('fr').gettext('Sources')}</footer>"
    assert environment("fr", (tmp_path,)) is environment("fr", (tmp_path,))


def test_a_message_without_values_is_put_in_once_and_still_escaped(monkeypatch):
    made = environment("fr")
    assert "gettext" not in made.compile('{{ _("Sources") }}{{ _(", ") }}', raw=True)
    catalogue = get_language("fr").catalogue
    monkeypatch.setattr(catalogue, "gettext", lambda message: f"<i>{message}</i> 100%%")
    assert say('{{ _("Sources") }}', "fr") == "&lt;i&gt;Sources&lt;/i&gt; 100%"
    assert say('{% set name = _("Sources") %}{{ _("by %(name)s", name=name) }}', "fr") == (
        "&lt;i&gt;by &lt;i&gt;Sources&lt;/i&gt; 100%&lt;/i&gt; 100%"
    )
    assert say("{{ _(name) }}", "fr", name="Sources") == "&lt;i&gt;Sources&lt;/i&gt; 100%"
