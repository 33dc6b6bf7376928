"""What was checked before: the same claim, one that contradicts it, a related one, or nothing like it."""

import json

import pytest
from desks import refused

from factcheck.errors import BadInputError

WHALE = {
    "claim": "A whale swam up the river Lune", "title": "Whale in the Lune?", "publisher": "Lune Facts",
    "date": "2024-05-01", "rating": "False", "url": "https://example.org/whale",
}  # fmt: skip


def add(desk, wording, quote="The river rose again in June", *options):
    return desk.run("claim", "add", wording, "--quote", quote, "--said", "anonymous", *options)


def found(desk, *asked):
    """Kind of likeness and number of each claim that match finds, in order."""
    data = desk.json("match", *asked)["data"]["matches"]
    return [
        ("contradicts" if each["contradicts"] else each["band"], (each["claim"] or each["prior"]).get("number"))
        for each in data
    ]


def pairs(desk, *options):
    data = desk.json("match", "--all", *options)["data"]
    return {kind: [tuple(claim["number"] for claim in pair["claims"]) for pair in some] for kind, some in data.items()}


@pytest.fixture
def priors(claims):
    (claims.folder / "whale.jsonl").write_text(json.dumps(WHALE) + "\n", encoding="utf-8")
    claims.ok("prior", "add", "whale.jsonl")
    return claims


@pytest.mark.parametrize(
    "asked", ["The river rose 18 % in May.", "In May the river rose by 18 percent", "THE RIVER ROSÉ 18% in may"]
)
def test_a_statement_the_desk_has_checked_is_the_same_claim(claims, asked):
    assert found(claims, asked)[0] == ("same", 1)


@pytest.mark.parametrize("asked", ["The river rose 26 % in May.", "The river did not rise 18 % in May."])
def test_another_number_or_a_denial_contradicts_and_is_never_the_same(claims, asked):
    assert found(claims, asked)[0] == ("contradicts", 1)


def test_a_statement_like_no_other_finds_nothing_and_says_so(claims):
    assert claims.ok("match", "Penguins live in Antarctica") == "nothing like it among 3 claims\n"
    assert claims.ok("match", "!!!").startswith("nothing like it")


def test_the_words_come_from_a_file_too(claims):
    (claims.folder / "said.txt").write_text("Nobody was hurt.", encoding="utf-8")
    assert found(claims, "@said.txt") == [("same", 2)]


def test_a_claim_is_asked_about_by_its_number_and_is_not_found_itself(claims):
    add(claims, "The flood rose 18 % in May, the river did.")
    assert ("same", 4) in found(claims, "1") or ("related", 4) in found(claims, "1")
    assert 1 not in [number for _, number in found(claims, "1")]


def test_each_answer_says_why(claims):
    printed = claims.ok("match", "The river rose 26 % in May.")
    assert printed.splitlines()[0].startswith("contradicts    1  ")
    assert "other number: 26% / 18%" in printed


def test_prior_checks_are_found_with_who_found_what(priors):
    printed = priors.ok("match", "a whale swam up the river Lune")
    assert printed.splitlines()[0].startswith("same claim")
    assert "prior 1.1: A whale swam up the river Lune" in printed
    assert "Lune Facts · 2024-05-01 · False" in printed
    assert "https://example.org/whale" in printed


def test_within_an_article_only_its_claims_are_compared(priors):
    (priors.folder / "other.txt").write_text("The whale\n\nA whale swam up the river Lune.", encoding="utf-8")
    priors.ok("article", "add", "other.txt")
    add(priors, "A whale swam up the Lune", "A whale swam", "--article", "2")
    assert found(priors, "A whale swam up the river Lune", "--article", "1") == []
    assert found(priors, "A whale swam up the river Lune", "--article", "2") == [("same", 4)]
    priors.ok("article", "drop", "2")
    assert {kind for kind, number in found(priors, "A whale swam up the Lune") if number} == set()


def test_entering_a_claim_warns_of_what_it_repeats_and_contradicts_without_stopping(claims):
    said = add(claims, "In May the river rose 18 %").stderr
    assert "looks like 1: “The river rose 18 % in May.”" in said
    assert "factcheck match 4 says why" in said
    assert "seems to contradict 1" in add(claims, "The river rose 26 % in May").stderr
    assert len(claims.json("claim", "list")["data"]) == 5


def test_entering_a_claim_tells_what_others_have_checked(priors):
    said = add(priors, "A whale swam up the river Lune").stderr
    assert "checked before by Lune Facts, 2024-05-01: “A whale swam up the river Lune” (False)" in said


def test_a_claim_is_entered_even_where_no_advice_can_be_given(claims, monkeypatch):
    def fail(_session, _claim):
        raise BadInputError("the index is of another kind")

    monkeypatch.setattr("factcheck.services.matching.doubles_of", fail)
    said = add(claims, "In May the river rose 18 %").stderr
    assert "whether it repeats another claim is not known: the index is of another kind" in said
    assert len(claims.json("claim", "list")["data"]) == 4


@pytest.mark.parametrize("asked", [("1,2",), ("1", "2"), ("1-3",), ("#1, #2",)], ids=str)
def test_several_numbers_are_no_statement(claims, asked):
    assert "one claim at a time" in refused(claims, 2, "match", *asked)


def test_what_an_article_has_is_what_is_counted(priors):
    (priors.folder / "other.txt").write_text("The whale\n\nA whale swam up the river Lune.", encoding="utf-8")
    priors.ok("article", "add", "other.txt")
    add(priors, "A whale swam up the Lune", "A whale swam", "--article", "2")
    assert priors.ok("match", "Penguins", "--article", "2") == "nothing like it among 1 claim\n"
    assert priors.ok("match", "Penguins") == "nothing like it among 4 claims and 1 prior check\n"
    priors.ok("article", "drop", "2")
    assert priors.ok("match", "Penguins") == "nothing like it among 3 claims and 1 prior check\n"


def test_a_first_claim_and_one_like_no_other_are_entered_without_a_word(story):
    assert "looks like" not in add(story, "The river rose again in June").stderr
    assert "looks like" not in add(story, "The bridge is of 1911", "built in 1911").stderr


def test_all_pairs_are_proposed_for_merging_and_contradictions_are_shown_as_such(claims):
    add(claims, "In May the river rose 18 %")
    add(claims, "The bridge was built in 1921.")
    assert pairs(claims) == {"same": [(1, 4)], "contradicts": [(3, 5)], "related": []}
    printed = claims.ok("match", "--all")
    assert "factcheck claim merge 1 4" in printed
    assert "factcheck claim relate 3 contradicts 5" in printed
    claims.ok("claim", "merge", "1", "4")
    claims.ok("claim", "relate", "3", "contradicts", "5")
    assert pairs(claims) == {"same": [], "contradicts": [], "related": []}


def test_a_relation_takes_a_claim_out_of_the_answer_and_that_is_said(claims):
    add(claims, "In May the river rose 18 %")
    claims.ok("claim", "relate", "1", "related", "4")
    assert "left out, for a relation joins them already: 4" in claims.ok("match", "1")
    claims.ok("claim", "relate", "1", "related", "4", "--remove")
    assert found(claims, "1")[0] == ("same", 4)


def test_the_claims_of_one_sentence_raise_no_alarm(claims):
    said = add(claims, "The bridge did not hold.", "bridge — built in 1911 — did not hold").stderr
    assert "contradict" not in said
    assert pairs(claims) == {"same": [], "contradicts": [], "related": []}


def test_what_is_dropped_edited_or_undone_is_found_as_it_stands_now(claims):
    claims.ok("claim", "edit", "3", "--wording", "The tower was painted green.")
    assert found(claims, "The tower was painted green") == [("same", 3)]
    claims.ok("undo")
    assert found(claims, "The bridge was built in 1911") == [("same", 3)]
    claims.ok("claim", "drop", "3")
    assert found(claims, "The bridge was built in 1911") == []
    claims.ok("claim", "restore", "3")
    assert found(claims, "The bridge was built in 1911") == [("same", 3)]


def test_a_rebuilt_index_answers_as_before(priors):
    asked = "A whale swam up the river Lune in May"
    before = priors.json("match", asked)
    assert priors.ok("db", "reindex").splitlines() == ["3 claims indexed", "1 prior check indexed"]
    assert priors.json("match", asked) == before


def test_a_model_adds_what_it_means_and_reads_each_text_once(claims):
    add(claims, "In May the river rose 18 %")
    printed = claims.ok("match", "1", "--semantic", "default")
    assert printed.splitlines()[1].startswith("same claim")
    assert "near in meaning" in printed
    assert "near in meaning" not in claims.ok("match", "1")
    for read in (4, 0):
        assert claims.json("db", "reindex", "--semantic", "default")["data"]["read_by_model"] == read
    assert claims.ok("match", "1", "--semantic", "default") == printed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("",), 2), (("1", "--all"), 2), (("x", "--related"), 2), (("99",), 4), (("x", "--article", "7"), 4),
     (("x", "--semantic", "nowhere"), 3)],
    ids=range(7),
)  # fmt: skip
def test_what_cannot_be_asked_is_said(claims, arguments, code):
    assert refused(claims, code, "match", *arguments)


def test_whoever_checks_blind_sees_no_status_here_either(claims):
    claims.ok(
        "evidence", "add", "1", "https://example.org/a", "--for", "so", "--set", "confirmed", "--because", "it shows",
        person="BEN",
    )  # fmt: skip
    assert _first_status(claims) == "confirmed"
    claims.ok("review", "1", "--blind")
    assert _first_status(claims) == "unverified"


def _first_status(desk):
    return desk.json("match", "The river rose 18 % in May")["data"]["matches"][0]["claim"]["status"]
