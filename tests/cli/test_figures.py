"""``factcheck figures``: what an article counts, what covers it, and where it is given differently."""

import json
import re
from pathlib import Path

import pytest
from desks import add_story

CHECKOUT = Path(__file__).parents[2]
PLAN = (
    "Homes for Lune\n\n"
    "Lune will build 500 new homes by the river, the council said on Tuesday. It costs about $14.2 million, two thirds of it lent.\n\n"
    "Last spring one in five cellars flooded. Under the plan, 450 new homes would rise by the river, the council shows.\n"
)


@pytest.fixture
def plan(desk):
    """A desk with the plan of Lune, published on a day, and one claim on it."""
    add_story(desk, "plan.txt", PLAN)
    desk.ok("article", "edit", "1", "--published", "2025-01-28")
    desk.ok("claim", "add", "Lune will build 500 new homes.", "--quote", "Lune will build 500 new homes")
    return desk


def test_every_figure_is_listed_as_written_and_as_it_is_read(plan):
    data = plan.json("figures")["data"]
    assert (data["article"], data["as_published"]) == ("a1", "2025-01-28")
    rows = [(each["exact"], each["low"], each["high"], each["unit"], each["comparator"]) for each in data["figures"]]
    assert rows == [
        ("500", "500", "500", "homes", "="),
        ("Tuesday", "2025-01-28", "2025-01-28", "date", "="),
        ("about $14.2 million", "14200000", "14200000", "$", "about"),
        ("two thirds", "2/3", "2/3", "", "="),
        ("Last spring", "2024-03", "2024-05", "date", "within"),
        ("one in five", "0.2", "0.2", "cellars", "="),
        ("450", "450", "450", "homes", "="),
    ]
    assert all(PLAN[each["start"] : each["end"]] == each["exact"] for each in data["figures"])
    assert [each["claims"] for each in data["figures"]] == [[1], [], [], [], [], [], []]
    lines = plan.ok("figures", "1").splitlines()
    assert lines[0].split() == ["p2.1", "500", "500", "homes", "1"]
    assert "about $14,200,000" in lines[3]
    assert "March 2024 to May 2024" in lines[5]
    assert lines[-1] == "7 figures, 6 in no claim, 2 given differently elsewhere"


def test_where_a_figure_is_given_differently_is_shown_at_both_places(plan):
    one, other = plan.json("figures", "1", "--differing")["data"]["figures"]
    assert (one["exact"], other["exact"]) == ("500", "450")
    (there,) = one["elsewhere"]
    assert (there["article"], there["exact"], there["paragraph"], there["sentence"]) == ("a1", "450", 3, 2)
    assert there["difference"] == "50 homes above what is given there"
    assert other["elsewhere"][0]["difference"] == "50 homes below what is given there"
    assert "      but \u201c450\u201d in a1 p3.2: 50 homes above what is given there" in plan.ok("figures", "1")


def test_another_article_of_the_desk_is_compared_too(plan):
    add_story(plan, "later.txt", "The homes\n\nThe council said 600 new homes would rise by the river in Lune.\n")
    places = [each["elsewhere"] for each in plan.json("figures", "2")["data"]["figures"]]
    assert [[(each["article"], each["exact"]) for each in place] for place in places] == [
        [("a1", "500"), ("a1", "450")]
    ]


def test_without_the_day_of_publication_relative_dates_ask_for_it(plan):
    plan.ok("article", "edit", "1", "--published", "2025-01")
    data = plan.json("figures", "1")["data"]
    assert data["as_published"] is None
    assert [each["exact"] for each in data["figures"] if each["low"] is None] == ["Tuesday", "Last spring"]
    printed = plan.ok("figures", "1")
    assert "needs the article's date" in printed
    assert "factcheck article edit 1 --published DATE" in printed
    given = plan.json("figures", "1", "--as-published", "2024-05-01")["data"]["figures"]
    assert [each["low"] for each in given if each["relative"]] == ["2024-04-30", "2023-03"]


def test_a_day_that_is_none_is_refused(plan):
    refused = plan.run("figures", "1", "--as-published", "2025-01")
    assert refused.exit_code == 3
    assert "is no day" in refused.stderr


def test_only_what_no_claim_covers_on_demand(plan):
    assert "500" not in [each["exact"] for each in plan.json("figures", "1", "--uncovered")["data"]["figures"]]


def test_an_article_without_figures_says_so(desk):
    add_story(desk, "none.txt", "Nothing is counted here.\n")
    assert desk.ok("figures").splitlines() == ["no figures"]


def test_a_claim_takes_a_figure_in_the_words_of_the_article(plan):
    printed = plan.ok("claim", "figure", "1", "--claimed", "two thirds of homes", "--found", "62 %")
    assert "percentage points above what was found" in printed
    refused = plan.run("claim", "figure", "1", "--claimed", "last spring")
    assert refused.exit_code == 3
    assert "needs the article's date" in refused.stderr


def test_a_share_travels_in_a_claim_set_and_the_desk_verifies(plan):
    plan.ok("claim", "figure", "1", "--claimed", "two thirds", "--found", "62 %")
    exported = json.loads(plan.ok("export"))
    (figure,) = exported["claims"][0]["figures"]
    assert (figure["claimed"]["low"], figure["claimed"]["high"]) == ("2/3", "2/3")
    schema = json.loads((CHECKOUT / "docs" / "schemas" / "claim-set.schema.json").read_text(encoding="utf-8"))
    assert re.fullmatch(schema["$defs"]["amount"]["pattern"], "2/3")
    assert not plan.proof().faults
    (plan.folder / "set.json").write_text(json.dumps(exported), encoding="utf-8")
    plan.ok("claim", "figure", "1", "--figure", "1", "--claimed", "half", "--found", "62 %")
    plan.ok("db", "init", "other.db")
    plan.ok("import", "set.json", "--db", "other.db")
    claim = json.loads(plan.ok("claim", "show", "1", "--json", "--db", "other.db"))["data"][0]
    assert claim["figures"][0]["claimed_low"] == "2/3"
    assert claim["figures"][0]["difference"] == "4.667 percentage points above what was found"
