import pytest
from desks import refused


def _queries(desk, *arguments):
    return [(each["claim"], each["item"], each["outcome"]) for each in desk.json("query", "list", *arguments)["data"]]


def test_a_query_holds_the_words_as_they_are_and_as_proposed(claims):
    query = claims.json("query", "1", "--change", "by 17 %", "--now", "by 18 %", "--because", "the gauge says 17")[
        "data"
    ]
    asked = {key: query[key] for key in ("claim", "item", "now", "proposed", "reason", "outcome")}
    assert asked == {
        "claim": 1, "item": 1, "now": "by 18 %", "proposed": "by 17 %", "reason": "the gauge says 17", "outcome": "open",
    }  # fmt: skip
    listed = claims.ok("query", "list")
    assert "by 18 %" in listed
    assert "-> “by 17 %”" in listed


def test_without_now_it_is_the_whole_quote(claims):
    assert claims.json("query", "ask", "1", "--because", "who says so?")["data"]["now"] == "rose by 18 % in May"


@pytest.mark.parametrize("outcome", ["changed", "stet", "on-author", "cut"])
def test_each_outcome_closes_the_query_and_leaves_the_status(claims, outcome):
    claims.ok("query", "1", "--change", "rose by 17 % in May")
    claims.ok("query", "1", "--outcome", outcome, "--because", "on the phone")
    assert _queries(claims) == [(1, 1, outcome)]
    assert _queries(claims, "--outcome", "open") == []
    assert claims.json("claim", "show", "1")["data"][0]["status"] == "unverified"
    claims.ok("query", "1", "--outcome", "open", "--item", "1")
    assert _queries(claims, "--outcome", "open") == [(1, 1, "open")]


def test_several_queries_of_a_claim_are_told_apart(claims):
    for words in ("one", "two"):
        claims.ok("query", "1", "--change", words)
    claims.ok("query", "2", "--change", "three")
    assert _queries(claims) == [(1, 1, "open"), (1, 2, "open"), (2, 1, "open")]
    assert _queries(claims, "1") == [(1, 1, "open"), (1, 2, "open")]
    assert "2 open queries" in refused(claims, 5, "query", "1", "--outcome", "cut")
    claims.ok("query", "1", "--outcome", "cut", "--item", "2")
    assert _queries(claims, "--outcome", "cut") == [(1, 2, "cut")]


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["1", "--change", "x", "--now", "by 19 %"], "not in the article"),
        (3, ["1"], "words to propose or a reason"),
        (3, ["1", "--outcome", "maybe"], "one of:"),
        (2, ["1", "--outcome", "cut", "--change", "x"], "--outcome"),
        (4, ["99", "--change", "x"], "no claim 99"),
        (4, ["1", "--outcome", "cut", "--item", "9"], "no query 9"),
        (5, ["1", "--outcome", "cut"], "no open query"),
    ],
)
def test_what_asks_nothing_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "query", *arguments)


def test_queries_of_dropped_claims_are_not_asked(claims):
    claims.ok("query", "1", "--change", "x")
    claims.ok("claim", "drop", "1")
    assert claims.ok("query", "list") == "no queries\n"
    assert "was dropped" in refused(claims, 5, "query", "1", "--outcome", "cut")
