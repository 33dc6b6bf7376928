from dataclasses import replace

import pytest
from sample_views import AT, small_article, small_report

from factcheck.report.desk_views import ReportView
from factcheck.report.summary import group_of, summarise
from factcheck.report.views import ClaimView, PlaceView, QueryView, SaysView, SignoffView, WeightView


def claim(number, status, *, hedged=False, **more):
    where = PlaceView(0, 3, "", "The", "", "p1 sentence 1", SaysView("unattributed", hedged=hedged))
    return ClaimView(number, f"Claim {number}.", status, places=(where,), **more)


def summary_of(claims, **policy):
    article = replace(small_article(), claims=tuple(claims))
    return summarise(article, ReportView("desk", AT, "0", (article,), **policy))


def test_the_sentence_counts_what_holds_what_does_not_and_what_is_flat():
    claims = [claim(n, "confirmed") for n in range(1, 40)]
    claims += [claim(n, "mixed", hedged=n < 44) for n in range(40, 52)]
    claims += [claim(n, "disputed") for n in range(52, 57)] + [claim(57, "refuted")]
    claims += [claim(n, "in-review") for n in range(58, 63)] + [claim(n, "unverifiable") for n in range(63, 72)]
    summary = summary_of(claims)
    assert summary.headline == "Not clear to print."
    assert summary.detail == (
        "Of 71 claims, 39 are confirmed and 18 do not hold as written; 14 of the 18 are stated flatly. "
        "5 are still open and 9 cannot be checked."
    )
    assert [(group.key, len(group.claims)) for group in summary.groups] == [
        ("refuted", 1), ("mixed", 12), ("disputed", 5), ("open", 5), ("confirmed", 39), ("unverifiable", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "detail"),
    [
        ([], "No claim has been entered."),
        ([claim(1, "confirmed")], "Of 1 claim, 1 is confirmed."),
        ([claim(1, "refuted")], "Of 1 claim, 0 are confirmed and 1 does not hold as written, though stated flatly."),
        ([claim(1, "refuted", hedged=True)], "Of 1 claim, 0 are confirmed and 1 does not hold as written."),
        (
            [claim(1, "refuted"), claim(2, "mixed")],
            "Of 2 claims, 0 are confirmed and 2 do not hold as written; all of the 2 are stated flatly.",
        ),
        (
            [claim(1, "confirmed", stale=True), claim(2, "unverified"), claim(3, "unverifiable")],
            "Of 3 claims, 0 are confirmed. 1 has changed since it was decided, 1 is still open and 1 cannot be checked.",
        ),
    ],
)
def test_the_sentence_is_english_for_few_claims(claims, detail):
    assert summary_of(claims).detail == detail


def test_a_stale_claim_never_counts_under_its_status():
    assert group_of(claim(1, "confirmed", stale=True)) == "stale"
    assert group_of(claim(1, "refuted", stale=True)) == "stale"


def test_the_bar_is_full_and_no_part_vanishes():
    groups = summary_of([claim(1, "refuted")] + [claim(n, "confirmed") for n in range(2, 3000)]).groups
    assert [group.bar_width >= 6 for group in groups] == [True, True]
    assert groups[0].bar_start == 0
    assert groups[-1].bar_start + groups[-1].bar_width == 1000
    assert groups[1].bar_start == groups[0].bar_width


def test_changes_come_by_priority_then_status_then_number():
    claims = [
        claim(1, "disputed", priority="high"),
        claim(2, "mixed", priority="high"),
        claim(3, "refuted", priority="low"),
        claim(4, "refuted", priority="high"),
        claim(5, "mixed", priority="medium"),
        claim(6, "mixed", priority="high"),
    ]
    assert [change.claim.number for change in summary_of(claims).changes] == [4, 2, 6, 1, 5, 3]


def test_an_open_query_is_asked_even_where_the_claim_holds_and_an_answered_one_is_not_asked_again():
    ask = QueryView("a", "b", "c", "open")
    claims = [
        claim(1, "confirmed", queries=(ask,)),
        claim(2, "mixed", queries=(ask, replace(ask, outcome="stet"))),
        claim(3, "confirmed"),
    ]
    summary = summary_of(claims)
    assert [change.claim.number for change in summary.changes] == [1]
    assert [change.claim.number for change in summary.answered] == [2]
    assert not summary.clear


def test_clear_needs_everything_decided_answered_and_second_checked_where_policy_says():
    held = claim(1, "confirmed", weights=(WeightView("supports", 1, 0, 1, 1),))
    assert summary_of([held]).clear
    assert summary_of([held]).headline.startswith("Clear to print")
    assert not summary_of([held], second_check_required=True).clear
    assert not summary_of(
        [replace(held, signoffs=(SignoffView("Bo", AT, stale=True),))], second_check_required=True
    ).clear
    assert summary_of([replace(held, signoffs=(SignoffView("Bo", AT),))], second_check_required=True).clear
    assert not summary_of([held], independent_required=2).clear
    assert not summary_of([held, claim(2, "unverified")]).clear
    assert not summary_of([]).clear


def test_how_far_we_went_counts_items_by_how_they_were_read():
    far = summarise(small_article(), small_report()).how_far
    assert (far.items, far.read, far.in_part, far.unread) == (6, 5, 2, 1)
    assert (far.inferred, far.unknown_origin, far.copies, far.retracted) == (1, 1, 0, ("1.3",))
    assert (far.without_evidence, far.not_independent, far.below_policy) == ((4, 5), (), (2,))
    assert far.second_checked == 1
