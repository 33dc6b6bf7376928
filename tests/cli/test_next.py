import shlex

import pytest
from desks import add_evidence, add_story, refused


def _next(desk, *arguments):
    return desk.json("next", *arguments)["data"]


def test_one_thing_its_reason_and_its_command(claims):
    (task,) = _next(claims)
    assert (task["claim"], task["need"], task["priority"]) == (1, "urgent", "high")
    assert task["command"] == "factcheck evidence add 1 URL --for 'WHAT IT SHOWS'"
    assert claims.ok("next").splitlines() == [
        "1 unverified  The river rose 18 % in May.",
        "   high priority, unverified, and no evidence read yet",
        "   factcheck evidence add 1 URL --for 'WHAT IT SHOWS'",
        "after this 2 more things: factcheck next --all",
    ]


def test_all_lists_everything_in_order(claims):
    assert [task["claim"] for task in _next(claims, "--all")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("stances", "word"), [(["--for"], "confirmed"), (["--against"], "refuted"), (["--for", "--against"], "mixed")]
)
def test_what_the_evidence_shows_is_proposed(claims, stances, word):
    for place, stance in enumerate(stances):
        add_evidence(claims, 1, stance=stance, page=f"https://example.org/{place}")
    assert _next(claims)[0]["command"] == f"factcheck status 1 {word} --because WHY"


def _run(desk, command):
    words = shlex.split(command)
    assert words[0] == "factcheck"
    return desk.ok(*words[1:])


def test_the_commands_for_what_needs_no_words_of_ones_own_do_it(claims):
    for number in (1, 2, 3):
        add_evidence(claims, number, page=f"https://example.org/{number}")
        claims.ok("status", number, "confirmed", "--because", "@@home: it's $5")
    claims.ok("claim", "edit", "1", "--wording", "The river rose by 18 % in May.")
    claims.ok("evidence", "add", "2", "https://example.org/more", "--for", "more", "--not-read")
    claims.ok("query", "3", "--change", "1912", "--now", "1911")
    claims.ok("query", "3", "--change", "1913", "--now", "1911")
    needs = []
    for _ in range(8):
        (task,) = _next(claims)
        if task["need"] == "report":
            break
        needs.append((task["need"], task["claim"]))
        _run(claims, task["command"])
    # The unread item made claim 2 stale when it came, and reading it does again.
    assert needs == [("query", 3), ("query", 3), ("stale", 1), ("stale", 2), ("unread", 2), ("stale", 2)]
    assert claims.json("claim", "show", "1")["data"][0]["reason"] == "@home: it's $5"


def test_waiting_is_prolonged_by_a_week(claims, clock):
    for number in (1, 3):
        claims.ok("status", number, "in-review", "--waiting", "writer")
    claims.ok("status", "2", "in-review", "--waiting", "source", "--until", "2026-11-26")
    assert _next(claims)[0]["need"] == "report"
    clock.advance(days=4)
    (task,) = _next(claims)
    assert task["why"] == "waiting for the source until 26 Nov, 2 days past: ask again, or settle it without"
    assert task["command"] == "factcheck status 2 in-review --waiting source --until 2026-12-05"


def test_a_desk_that_is_empty_is_told_how_to_start(desk):
    assert _next(desk)[0]["command"] == "factcheck article add FILE"
    add_story(desk)
    assert "factcheck claim add 'WORDING' --quote" in desk.ok("next")


def test_one_article_at_a_time(claims):
    add_story(claims, "other.txt", "Another story says nothing.")
    claims.ok("claim", "add", "Nothing.", "--quote", "nothing", "--article", "2")
    assert [task["claim"] for task in _next(claims, "a2", "--all")] == [4]
    assert "no article 9" in refused(claims, 4, "next", "a9")
