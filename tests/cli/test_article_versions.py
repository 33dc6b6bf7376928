"""A new version of an article: every claim found again, and what no longer holds there told and counted."""

import pytest
from desks import STORY, add_evidence, add_story, refused, unchanged

SECOND = (
    "The flood of May\n\n"
    "The river rose by 26 % in May, the city says. “Nobody was hurt,” said Mayor Ada Lune. The river rose again in June.\n\n"
    'The town\'s bridge - built in 1911 - did not hold. Experts believe the damage came to 2.5 million euros. "All is well."\n'
)


@pytest.fixture
def settled(claims):
    """Claim 1 confirmed on one item; 4 is made of the damage and 5 of what is cut."""
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    claims.ok("claim", "add", "The damage is 2.5 million.", "--quote", "damage came to 2.5 million euros")
    claims.ok("claim", "add", "It rose again.", "--quote", "The river rose again in June")
    return claims


def revise(desk, text, *options, name="second.txt"):
    (desk.folder / name).write_text(text, encoding="utf-8")
    return desk.json("article", "revise", "1", desk.folder / name, *options)["data"]


def claim(desk, number="1"):
    return desk.json("claim", "show", number)["data"][0]


def how(data):
    return {each["claim"]: each["how"] for each in data["claims"]}


def listed(desk, *options):
    return [each["number"] for each in desk.json("claim", "list", *options)["data"]]


def test_each_claim_is_told_and_what_was_checked_comes_first(settled):
    data = revise(settled, SECOND.replace(" “Nobody was hurt,” said Mayor Ada Lune.", ""))
    assert how(data) == {1: "changed", 2: "gone", 3: "moved", 4: "kept", 5: "kept"}
    assert (data["version"], data["touched"], data["unchecked"]) == (2, [1], ['"All is well."'])
    assert data["claims"][0]["changes"] == [{"kind": "number", "was": "18%", "now": "26%"}]
    assert data["claims"][0]["difference"] == "rose by [-18-]{+26+} % in May"
    place = claim(settled)["appearances"][0]
    assert (place["version"], place["exact"], place["anchored"]) == (2, "rose by 26 % in May", "changed")
    assert place["attribution"]["speaker"] == "City of Lune"


def test_the_first_line_is_the_sum(settled):
    (settled.folder / "second.txt").write_text(SECOND, encoding="utf-8")
    lines = settled.ok("article", "revise", "1", settled.folder / "second.txt").splitlines()
    assert lines[:2] == ["a1 version 2", "1 checked fact touched, 1 new sentence unchecked"]
    assert any("number 18% -> 26% STALE" in line for line in lines)
    assert any(line.split() == ["kept", "3", "claims:", "2,", "4,", "5"] for line in lines)


def test_a_dry_run_tells_the_same_and_stores_nothing(settled):
    (settled.folder / "second.txt").write_text(SECOND, encoding="utf-8")
    with unchanged(settled):
        told = revise(settled, SECOND, "--dry-run")
    stored = revise(settled, SECOND)
    assert (told.pop("stored"), stored.pop("stored")) == (False, True)
    assert told == stored


def test_a_changed_fact_makes_the_status_stale_in_that_article_alone(settled):
    add_story(settled, "other.txt", "Elsewhere it says the river rose by 18 % in May.\n")
    settled.ok("claim", "anchor", "1", "--quote", "rose by 18 % in May", "--article", "2")
    assert claim(settled)["stale"] is False
    revise(settled, SECOND)
    assert claim(settled)["stale"] is True
    rows = {a: settled.json("claim", "list", "--article", a)["data"][0]["stale"] for a in ("1", "2")}
    assert rows == {"1": True, "2": False}
    groups = [each["groups"].get("stale", []) for each in settled.json("status")["data"]]
    assert groups == [[1], []]
    assert settled.json("next", "1", "--all")["data"][-1]["need"] != "report"
    assert "stale" in [each["need"] for each in settled.json("next", "1", "--all")["data"]]
    assert "stale" not in [each["need"] for each in settled.json("next", "2", "--all")["data"]]


@pytest.mark.parametrize(
    "words",
    [("claim", "anchor", "1", "--still", "--article", "1"), ("status", "1", "confirmed", "--because", "looked again")],
)
def test_it_holds_again_when_a_checker_says_so(settled, words):
    revise(settled, SECOND)
    settled.ok(*words)
    assert claim(settled)["stale"] is False
    assert settled.json("status")["data"][0]["groups"].get("stale", []) == []


def test_nothing_waits_where_nothing_was_changed(settled):
    assert "nothing of claim 1 waits to be looked at" in refused(settled, 5, "claim", "anchor", "1", "--still")
    assert "--still names no other words" in refused(settled, 2, "claim", "anchor", "1", "--still", "--quote", "x")


def test_what_only_moved_or_is_typeset_otherwise_stales_nothing(settled):
    revise(settled, SECOND.replace("26 %", "18 %").replace("“Nobody was hurt,”", '"Nobody was hurt,"'))
    assert claim(settled)["stale"] is False
    assert settled.json("status")["data"][0]["groups"].get("stale", []) == []


def test_other_words_for_the_same_facts_are_edited_and_stale_until_confirmed(settled):
    data = revise(settled, SECOND.replace("rose by 26 % in May", "went up by 18 per cent in May"))
    assert data["claims"][0]["how"] == "edited"
    assert data["claims"][0]["changes"] == []
    assert claim(settled)["stale"] is True


def test_what_is_gone_is_on_a_list_of_its_own_and_can_be_placed_again(settled):
    revise(settled, SECOND.replace(" “Nobody was hurt,” said Mayor Ada Lune.", ""))
    assert sorted(listed(settled)) == sorted(listed(settled, "--article", "1")) == [1, 3, 4, 5]
    assert listed(settled, "--gone") == listed(settled, "--gone", "--article", "1") == [2]
    assert "claim list --gone" in settled.ok("next")
    assert claim(settled, "2")["appearances"] == []
    settled.ok("claim", "anchor", "2", "--quote", "All is well", "--article", "1")
    assert claim(settled, "2")["appearances"][0]["attribution"]["speaker"] == "Ada Lune"
    assert listed(settled, "--gone") == []


def test_words_that_stand_twice_now_are_left_to_the_checker(settled):
    again = "The river rose again in June."
    twice = f"{again}\n\n" + SECOND.replace(f" {again}", "") + f"\n{again}\n"
    data = revise(settled, twice)
    (found,) = (each for each in data["claims"] if each["claim"] == 5)
    assert (found["how"], found["now"]) == ("ambiguous", [again.removesuffix(".")] * 2)
    assert listed(settled, "--gone") == [5]
    settled.ok("claim", "anchor", "5", "--quote", again.removesuffix("."), "--in", "p1", "--article", "1")
    assert listed(settled, "--gone") == []


def test_a_query_whose_words_were_taken_is_marked_changed_and_its_claim_is_in_review(settled):
    settled.ok("query", "1", "--change", "rose by 26 % in May", "--because", "the gauge")
    data = revise(settled, SECOND)
    assert data["claims"][0]["queries"] == [1]
    found = claim(settled)
    assert (found["status"], found["stale"], found["queries"][0]["outcome"]) == ("in-review", False, "changed")


def test_a_query_that_was_not_heeded_stays_open(settled):
    settled.ok("query", "1", "--change", "rose by 17 % in May")
    assert revise(settled, SECOND)["claims"][0]["queries"] == []
    assert claim(settled)["queries"][0]["outcome"] == "open"


def test_undo_takes_the_version_back_and_its_number_is_not_used_again(settled):
    before = claim(settled)
    revise(settled, SECOND)
    settled.ok("undo")
    after = claim(settled)
    assert (after["appearances"], after["stale"], after["status"]) == (before["appearances"], False, "confirmed")
    assert settled.json("article", "show", "1")["data"]["version"] == 1
    assert revise(settled, SECOND)["version"] == 3
    settled.ok("report", "-o", "report.html")
    assert "26 %" in (settled.folder / "report.html").read_text(encoding="utf-8")


def test_the_report_says_stale_where_the_text_changed(settled):
    settled.ok("report", "-o", "before.html")
    revise(settled, SECOND)
    settled.ok("report", "-o", "after.html")
    before, after = (
        (settled.folder / f"{name}.html").read_text(encoding="utf-8").lower() for name in ("before", "after")
    )
    assert after.count("stale") > before.count("stale")


def test_the_same_text_is_no_new_version(settled):
    (settled.folder / "again.txt").write_text(STORY, encoding="utf-8")
    said = refused(settled, 5, "article", "revise", "1", settled.folder / "again.txt")
    assert "is version 1 of article 1 already" in said
    (settled.folder / "empty.txt").write_text("\n", encoding="utf-8")
    refused(settled, 3, "article", "revise", "1", settled.folder / "empty.txt")


def test_versions_are_listed_compared_and_one_is_published(settled):
    assert "has one version only" in refused(settled, 5, "article", "diff", "1")
    revise(settled, SECOND)
    data = settled.json("article", "diff", "1")["data"]
    assert [(each["was"], each["now"], each["claims"]) for each in data["paragraphs"]] == [
        (2, 2, [1, 2, 5]),
        (3, 3, [3, 4]),
    ]
    assert "rose by [-18-]{+26+} % in May" in settled.ok("article", "diff", "1", "--from", "1", "--to", "2")
    settled.ok("article", "publish", "1", "--version", "2", "--on", "2026-11-24")
    settled.ok("article", "publish", "1", "--version", "1", "--on", "2026-11")
    rows = settled.json("article", "version", "1")["data"]
    assert [(each["version"], each["published_on"], each["claims"]) for each in rows] == [
        (1, "2026-11", 5),
        (2, None, 5),
    ]
    shown = settled.json("article", "show", "1")["data"]
    assert (shown["published_version"], shown["published_on"]) == (1, "2026-11")
    assert "has no version 9" in refused(settled, 4, "article", "diff", "1", "--to", "9")
    refused(settled, 3, "article", "publish", "1", "--on", "soon")


def test_a_sign_off_for_the_old_words_is_stale_and_none_is_given_for_doubtful_ones(settled):
    settled.ok("signoff", "1", "--as", "BEN")
    revise(settled, SECOND)
    assert claim(settled)["signoffs"][0]["stale"] is True
    assert "is stale" in refused(settled, 5, "signoff", "1", "--as", "BEN")
