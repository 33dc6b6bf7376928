import re
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_views import small_article, small_report

from factcheck.report.desk_views import DayView
from factcheck.report.site.charts import HEIGHT, WIDTH, cover, draw_timeline, stack
from factcheck.report.site.layout import lay_out_article
from factcheck.report.wording import GROUPS

AT = datetime(2026, 3, 2, tzinfo=UTC)


@given(st.dictionaries(st.sampled_from(list(GROUPS)), st.integers(0, 10**6)))
@settings(max_examples=100)
def test_a_bar_is_full_and_every_part_of_it_can_be_seen(counts):
    bars = stack(counts)
    assert [bar.count for bar in bars] == [count for count in counts.values() if count]
    assert all(bar.width >= 6 for bar in bars)
    assert [bar.start for bar in bars[1:]] == [bar.start + bar.width for bar in bars[:-1]]
    assert not bars or bars[-1].start + bars[-1].width == WIDTH


def test_a_bar_against_a_larger_whole_is_as_long_as_its_share():
    (bar,) = stack({"confirmed": 10}, whole=40)
    assert bar.width == WIDTH // 4


def cover_of(article):
    return cover(lay_out_article(article, small_report()))


def test_coverage_counts_sentences_and_text_and_names_the_holes():
    text = "One two three. Four five six. Seven eight nine. Ten eleven."
    bounds = ((0, 14), (15, 29), (30, 47), (48, 59))
    article = small_article()
    two, open_ = article.claims[0], article.claims[3]
    where = two.places[0]
    claims = (
        replace(two, places=(replace(where, start=4, end=7, quote="two"),)),
        replace(open_, places=(replace(where, start=26, end=35, quote="six. Seve"),)),
    )
    found = cover_of(replace(article, text=text, paragraphs=((0, 29), (30, 59)), sentences=bounds, claims=claims))
    assert (found.settled, found.open, found.none) == (1, 2, 1)
    assert [round(share * 56) for share in found.shares] == [14, 31, 11]
    assert [(hole.paragraph, hole.text) for hole in found.holes] == [(2, "Ten eleven.")]
    assert [strip.state for strip in found.strips] == ["settled", "open", "none"]
    assert sum(strip.width for strip in found.strips) == WIDTH


def test_nothing_is_drawn_where_sentences_are_not_known():
    assert cover_of(replace(small_article(), sentences=())) is None


def test_a_timeline_steps_at_its_days_and_stacks_what_is_decided_below():
    days = (
        DayView(date(2026, 1, 1), (("unverified", 3), ("in-review", 1))),
        DayView(date(2026, 1, 11), (("unverified", 2), ("confirmed", 2))),
        DayView(date(2026, 1, 21), (("refuted", 1), ("confirmed", 3))),
    )
    line = draw_timeline(days, tuple(GROUPS))
    assert line.groups == ("confirmed", "refuted", "open")
    assert line.most == 4
    assert line.days[0] == (date(2026, 1, 1), (0, 0, 4))
    points = [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+)", line.areas[0])]
    assert {x for x, _ in points} == {0, 480, 960, WIDTH}
    assert min(y for _, y in points) == HEIGHT // 4
    assert max(y for _, y in points) == HEIGHT


def test_there_is_no_timeline_of_nothing():
    assert draw_timeline((), tuple(GROUPS)) is None
    assert draw_timeline((DayView(AT.date(), ()),), tuple(GROUPS)) is None
