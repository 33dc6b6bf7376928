import pytest
from desks import add_claims, add_evidence, add_story, refused, state

pytestmark = pytest.mark.deep


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


def _show(desk, number):
    return desk.json("claim", "show", number)["data"][0]


def _places(desk, number):
    """What a claim stands at and who says it there, in text order, article by article."""
    found = sorted(_show(desk, number)["appearances"], key=lambda each: (each["article"], each["start"]))
    return [(each["exact"], each["attribution"]["speaker"]) for each in found]


def _table(desk):
    """All that the claims say, but for the number of their last event."""
    return [{**each, "seq": None} for each in desk.json("claim", "show", "1-3")["data"]]


@pytest.fixture
def worked(claims):
    """Three claims: 1 with evidence, a query, a note and a figure, 2 with an item, a note, tags and a figure."""
    add_evidence(claims, 1)
    claims.ok("claim", "figure", 1, "--claimed", "18 %")
    claims.ok("note", 1, "ask for the gauge's log")
    claims.ok("query", 1, "--change", "rose by a sixth", "--because", "the gauge")
    claims.ok("status", 1, "confirmed", "--because", "the gauge shows it")
    add_evidence(claims, 2)
    add_evidence(claims, 2, stance="--against", page="https://example.org/ward")
    claims.ok("claim", "tag", 2, "people", "water")
    claims.ok("claim", "figure", 2, "--claimed", "0 people")
    claims.ok("note", 2, "the ward has a list")
    claims.ok("query", 2, "--change", "Few were hurt", "--because", "the ward's list")
    return claims


def test_anchor_moves_a_claim_and_keeps_who_says_it(claims):
    before = _show(claims, 1)["appearances"][0]
    assert "“The river rose by 18 %”" in claims.ok("claim", "anchor", 1, "--quote", "The river rose by 18 %")
    (place,) = _show(claims, 1)["appearances"]
    assert place["exact"] == "The river rose by 18 %"
    assert place["attribution"] == before["attribution"]


def test_the_place_a_claim_left_lives_on_in_its_history(claims):
    claims.ok("claim", "anchor", 1, "--quote", "The river rose by 18 %")
    told = [change for entry in claims.json("history", 1)["data"] for change in entry["changes"] if "removed" in change]
    assert len(told) == 1
    assert told[0].endswith("removed: rose by 18 % in May")
    claims.ok("undo")
    assert [each["exact"] for each in _show(claims, 1)["appearances"]] == ["rose by 18 % in May"]


def test_anchor_adds_a_place_where_asked_and_in_another_article(claims):
    claims.ok("claim", "anchor", 1, "--quote", "The river rose again", "--also")
    add_story(claims, "other.txt", "The gauge read 18 % more, Ada Lune said.")
    claims.ok("claim", "anchor", 1, "--quote", "read 18 % more", "--article", "a2")
    assert _places(claims, 1) == [
        ("rose by 18 % in May", "City of Lune"), ("The river rose again", "City of Lune"), ("read 18 % more", "Ada Lune"),
    ]  # fmt: skip
    assert "2 places" in refused(claims, 5, "claim", "anchor", 1, "--quote", "June", "--article", "a1")


def test_anchor_refuses_what_changes_nothing_and_what_is_not_there(claims):
    assert "already" in refused(claims, 5, "claim", "anchor", 1, "--quote", "rose by 18 % in May")
    assert "nearest passage" in refused(claims, 3, "claim", "anchor", 1, "--quote", "rose by 19 % in May")
    assert "not in p3" in refused(claims, 3, "claim", "anchor", 1, "--quote", "The river", "--in", "p3")
    assert "--quote is missing" in refused(claims, 2, "claim", "anchor", 1)
    claims.ok("claim", "drop", 1)
    assert "was dropped" in refused(claims, 5, "claim", "anchor", 1, "--quote", "The river rose again")


def test_split_leaves_number_and_evidence_with_the_first_wording(worked):
    data = worked.json("claim", "split", 1, "The river rose.", "It was in May.", "By 18 %.", "--quote", "rose", "--quote", "",
                       "--quote", "18 %")["data"]  # fmt: skip
    first, second, third = data
    assert [(each["number"], each["wording"]) for each in data] == [
        (1, "The river rose."), (4, "It was in May."), (5, "By 18 %."),
    ]  # fmt: skip
    assert [[place["exact"] for place in each["appearances"]] for each in data] == [
        ["rose"], ["rose by 18 % in May"], ["18 %"],
    ]  # fmt: skip
    assert [len(each["evidence"]) for each in data] == [1, 0, 0]
    assert (first["status"], first["stale"], second["status"]) == ("confirmed", True, "unverified")
    assert third["appearances"][0]["attribution"] == first["appearances"][0]["attribution"]
    assert (third["kind"], third["priority"], third["tags"]) == (first["kind"], first["priority"], first["tags"])
    assert third["relations"] == [{"kind": "part-of", "claim": 1, "inverse": False}]


def test_a_quote_of_a_split_may_stand_elsewhere_in_the_article(claims):
    claims.ok(
        "claim", "split", 1, "The river rose.", "It rose in June.", "--quote", "", "--quote", "rose again in June"
    )
    assert _show(claims, 4)["appearances"][0]["exact"] == "rose again in June"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["only one"], 2, "two wordings"),
        (["the same", "the  same"], 3, "all different"),
        (["one", "two", "--quote", "a", "--quote", "b", "--quote", "c"], 3, "3 quotes"),
        (["one", "two", "--quote", "rose by 19 % in May"], 3, "nearest passage"),
        (["one", " "], 3, "empty"),
    ],
)
def test_a_split_that_does_not_add_up_is_refused(claims, arguments, code, says):
    assert says in refused(claims, code, "claim", "split", 1, *arguments)


def test_merge_brings_everything_over_once(worked):
    worked.ok("claim", "relate", 3, "depends-on", 2)
    worked.ok("claim", "relate", 2, "related", 3)
    line = worked.ok("claim", "merge", 1, 2, "--because", "one sentence")
    assert "2 merged into 1: 1 items of evidence, 1 places, 1 queries, 1 notes, 1 tags, 1 figures" in line
    assert "(1 said what was there already)" in line
    claim = _show(worked, 1)
    assert [(item["ref"], item["stance"]) for item in claim["evidence"]] == [("1.1", "supports"), ("1.2", "refutes")]
    assert _places(worked, 1) == [("rose by 18 % in May", "City of Lune"), ("Nobody was hurt", "Ada Lune")]
    assert [(each["item"], each["proposed"]) for each in claim["queries"]] == [
        (1, "rose by a sixth"),
        (2, "Few were hurt"),
    ]
    assert {each["text"] for each in claim["notes"]} == {"ask for the gauge's log", "the ward has a list"}
    assert claim["tags"] == ["people", "water"]
    assert [each["claimed"] for each in claim["figures"]] == ["18 %", "0 people"]
    assert (claim["status"], claim["stale"], claim["aliases"]) == ("confirmed", True, [2])
    kinds = [(each["kind"], each["claim"], each["inverse"]) for each in claim["relations"]]
    assert kinds == [("depends-on", 3, True), ("related", 3, False)]


def test_a_merged_number_lives_on(worked):
    worked.ok("claim", "merge", 1, 2)
    assert _show(worked, 2)["number"] == 1
    assert [each["number"] for each in worked.json("claim", "list")["data"]] == [1, 3]
    worked.ok("note", 2, "under the old number")
    assert "under the old number" in [each["text"] for each in _show(worked, 1)["notes"]]
    worked.ok("claim", "merge", 3, 1)
    assert (_show(worked, 1)["number"], _show(worked, 2)["number"]) == (3, 3)
    assert _show(worked, 3)["aliases"] == [1, 2]
    worked.ok("claim", "add", "A new one.", "--quote", "in June")
    assert _show(worked, 4)["wording"] == "A new one."


def test_a_relation_between_merged_claims_is_over(claims):
    claims.ok("claim", "relate", 1, "part-of", 2)
    claims.ok("claim", "relate", 2, "contradicts", 1)
    claims.ok("claim", "merge", 1, 2)
    assert [each for each in _show(claims, 1)["relations"] if not each["inverse"]] == []


def test_a_merge_without_evidence_stales_nothing(worked):
    worked.ok("claim", "merge", 1, 3)
    assert not _show(worked, 1)["stale"]


def test_a_merge_of_one_claim_or_a_dropped_one_is_refused(claims):
    assert "with itself" in refused(claims, 5, "claim", "merge", 1, 1)
    claims.ok("claim", "merge", 1, 2)
    assert "with itself" in refused(claims, 5, "claim", "merge", 1, 2)
    claims.ok("claim", "drop", 3)
    assert "was dropped" in refused(claims, 5, "claim", "merge", 1, 3)
    assert "one claim at a time" in refused(claims, 2, "claim", "merge", "1,2", 3)


def test_relate_is_held_once_and_can_be_taken_back(claims):
    assert "1 says 2" in claims.ok("claim", "relate", 1, "says", 2)
    assert _show(claims, 2)["relations"] == [{"kind": "says", "claim": 1, "inverse": True}]
    assert "1 says 2 already" in refused(claims, 5, "claim", "relate", 1, "says", 2)
    assert "1 says 2 already" in refused(claims, 5, "claim", "relate", 2, "says", 1)
    assert "bear on itself" in refused(claims, 5, "claim", "relate", 1, "related", 1)
    assert "one of:" in refused(claims, 3, "claim", "relate", 1, "echoes", 2)
    claims.ok("claim", "relate", 1, "says", 2, "--remove")
    assert _show(claims, 2)["relations"] == []
    assert "is not says" in refused(claims, 4, "claim", "relate", 1, "says", 2, "--remove")


@pytest.mark.deep
@pytest.mark.parametrize(
    "arguments",
    [
        ("anchor", 1, "--quote", "The river rose by 18 %"),
        ("anchor", 1, "--quote", "The river rose again", "--also"),
        ("split", 1, "The river rose.", "It was in May.", "--quote", "rose", "--quote", "in May"),
        ("merge", 1, 2),
        ("merge", 2, "1,3"),
        ("relate", 1, "says", 3),
    ],
)
def test_undo_puts_every_claim_back(worked, arguments):
    worked.ok("claim", "relate", 3, "depends-on", 2)
    worked.ok("claim", "relate", 2, "part-of", 1)
    before, listed = _table(worked), worked.json("claim", "list")["data"]
    worked.ok("claim", *arguments)
    assert _table(worked) != before
    worked.ok("undo")
    after = _table(worked)
    # An undo drops an item it cannot unmake; a claim shows what is not dropped.
    assert after == before
    assert worked.json("claim", "list")["data"] == listed


def test_undo_of_a_second_merge_gives_the_first_ones_number_back(claims):
    claims.ok("claim", "merge", 1, 2)
    claims.ok("claim", "merge", 3, 1)
    claims.ok("undo")
    assert (_show(claims, 2)["number"], _show(claims, 3)["number"]) == (1, 3)
    claims.ok("undo")
    assert _show(claims, 2)["number"] == 2


def test_a_refused_join_changes_nothing(worked):
    before = state(worked)
    worked.run("claim", "merge", 1, "2,99")
    assert state(worked) == before
