import pytest
from desks import add_story, refused

from factcheck.db.session import reading
from factcheck.services.correcting import list_corrections
from factcheck.services.lookup import get_article

WORDS = ("--wrong", "by 18 %", "--right", "by 17 %", "--kind", "error")


def _notices(desk, *articles):
    with reading(desk.place) as session:
        wanted = [get_article(session, each) for each in articles]
        return [(each.ref, each.wrong, each.on) for each in list_corrections(session, wanted or None)]


def test_a_correction_is_kept_listed_and_shown(claims):
    printed = claims.json("correct", "1", *WORDS, "--link", "https://example.org/c", "--on", "2026-11-23")
    assert printed["schema"] == "factcheck/corrections/1"
    (made,) = printed["data"]
    assert {key: made[key] for key in ("ref", "article", "version", "kind", "wrong", "right", "link", "on")} == {
        "ref": "1.1", "article": "a1", "version": 1, "kind": "error", "wrong": "by 18 %", "right": "by 17 %",
        "link": "https://example.org/c", "on": "2026-11-23",
    }  # fmt: skip
    listed = claims.ok("correct", "--list", "a1").splitlines()
    assert listed == [
        "1.1 ERROR  2026-11-23  a1 version 1",
        "     “by 18 %” -> “by 17 %”",
        "     notice: https://example.org/c",
        "1 correction",
    ]
    assert claims.ok("correct", "1.1").splitlines()[:3] == listed[:3]
    assert "CORRECTED 2026-11-23 (error): “by 18 %” -> “by 17 %”" in claims.ok("claim", "show", "1")
    assert "correction added: 1. by 17 %" in claims.ok("history", "1")


def test_it_changes_neither_status_nor_text(claims):
    before = claims.json("claim", "show", "1")["data"][0]
    claims.ok("correct", "1", *WORDS)
    after = claims.json("claim", "show", "1")["data"][0]
    assert {key for key in before if before[key] != after[key]} == {"seq", "corrections"}


def test_other_quotation_marks_and_spaces_find_the_words_of_the_text(claims):
    claims.ok("correct", "2", "--wrong", '"Nobody  was hurt,"', "--right", "One man was hurt,", "--kind", "update")
    assert claims.json("correct")["data"][0]["wrong"] == "“Nobody was hurt,”"


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["1", "--wrong", "by 19 %", "--right", "x", "--kind", "error"], "nearest passage: “by 18 %”"),
        (3, ["1", "--wrong", "The river rose", "--right", "x", "--kind", "error"], "stands in 2 places"),
        (3, ["1", "--wrong", "by 18 %", "--right", "by 18 %", "--kind", "error"], "those that were wrong"),
        (3, ["1", "--wrong", "by 18 %", "--right", " ", "--kind", "error"], "what is right is missing"),
        (3, ["1", *WORDS[:5], "slip"], "is no kind"),
        (3, ["1", *WORDS, "--link", "javascript:alert(1)"], "cannot be linked to"),
        (3, ["1", *WORDS, "--on", "2027-01-01"], "has not come yet"),
        (4, ["1", *WORDS, "--version", "2"], "has no version 2"),
        (4, ["1", *WORDS, "--in", "p9"], "no p9"),
        (4, ["1", *WORDS, "--article", "a7"], "no article 7"),
        (2, ["1", "--wrong", "by 18 %"], "--right and --kind"),
        (2, ["1", "--link", "https://example.org"], "--wrong and --right and --kind"),
        (2, ["--list", *WORDS], "only lists"),
        (2, ["1", "--withdraw"], "--withdraw and the correction"),
        (4, ["1.1", "--link", "https://example.org"], "no correction 1"),
    ],
)
def test_what_corrects_nothing_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "correct", *arguments)


def test_words_that_stand_twice_are_told_apart_by_their_paragraph(claims):
    claims.ok("correct", "1", "--wrong", "The town", "--right", "The city", "--kind", "error", "--in", "p3")
    assert _notices(claims) == [("1.1", "The town", "2026-11-24")]


def test_a_claim_of_two_articles_wants_to_know_which(claims):
    add_story(claims, "again.txt", "It was said again: the river rose by 18 % in May.")
    claims.ok("claim", "anchor", "1", "--quote", "rose by 18 % in May", "--article", "a2")
    assert "2 articles make claim 1" in refused(claims, 2, "correct", "1", *WORDS)
    claims.ok("correct", "1", *WORDS, "--article", "a2")
    assert "does not stand in article 2" in refused(claims, 5, "correct", "2", *WORDS, "--article", "a2")
    claims.ok("correct", "1", *WORDS, "--article", "a1", "--on", "2026-11-20")
    assert _notices(claims) == [("1.1", "by 18 %", "2026-11-24"), ("1.2", "by 18 %", "2026-11-20")]
    assert _notices(claims, "a1") == [("1.2", "by 18 %", "2026-11-20")]
    assert [each["ref"] for each in claims.json("correct", "--list", "a2")["data"]] == ["1.1"]


def test_the_notice_comes_later_and_a_correction_can_be_withdrawn(claims):
    claims.ok("correct", "1", *WORDS)
    claims.ok("correct", "1.1", "--link", "https://example.org/c")
    assert claims.json("correct", "1")["data"][0]["link"] == "https://example.org/c"
    assert "withdrawn is missing" in refused(claims, 3, "correct", "1.1", "--withdraw")
    claims.ok("correct", "1.1", "--withdraw", "--because", "the gauge was right")
    assert _notices(claims) == []
    claims.ok("correct", "1", *WORDS)
    assert [ref for ref, _, _ in _notices(claims)] == ["1.2"]


def test_a_merge_brings_corrections_over_under_the_same_id(claims):
    claims.ok("correct", "1", *WORDS)
    with reading(claims.place) as session:
        (before,) = list_corrections(session)
    claims.ok("correct", "3", "--wrong", "1911", "--right", "1912", "--kind", "error")
    claims.ok("claim", "merge", "3", "1", "--because", "the same")
    with reading(claims.place) as session:
        after = {each.ref: each for each in list_corrections(session)}
    assert set(after) == {"3.1", "3.2"}
    assert after["3.2"].id == before.id
    claims.ok("undo")
    assert [ref for ref, _, _ in _notices(claims)] == ["3.1", "1.1"]


def test_history_as_of_publication_tells_what_was_known_then(claims, clock):
    assert "when article 1 was published" in refused(claims, 5, "history", "1", "--as-of", "publication")
    claims.ok("article", "edit", "1", "--published", "2026-11-24")
    claims.ok("note", "1", "asked the office")
    clock.advance(days=3)
    claims.ok("correct", "1", *WORDS)
    commands = [entry["command"] for entry in claims.json("history", "1")["data"]]
    assert commands == ["claim add", "note", "correct"]
    for as_of in ("publication", "2026-11-24", "2026-11-26T10:00"):
        assert [each["command"] for each in claims.json("history", "1", "--as-of", as_of)["data"]] == commands[:2]
    assert claims.ok("history", "1", "--as-of", "2026-11-01") == "the desk did not have claim 1 by 2026-11-01\n"
    assert "no date and no time" in refused(claims, 3, "history", "1", "--as-of", "then")
