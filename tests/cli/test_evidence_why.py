from desks import add_evidence, refused


def _items(desk, claims="1"):
    (found,) = desk.json("evidence", "why", claims)["data"]
    return found, {item["ref"]: item for item in found["items"]}


def _add(desk, stance, page, origin, *more, claim=1):
    desk.ok("evidence", "add", claim, f"https://{page}.example/", stance, f"{page} shows it", "--origin", origin, "--new-source", *more)  # fmt: skip


def test_each_item_is_followed_up_to_whom_it_goes_back_to(claims):
    claims.ok("source", "add", "Lune Group")
    claims.ok("source", "edit", "City of Lune", "--part-of", "Lune Group")
    claims.ok("source", "add", "Wire")
    claims.ok("article", "edit", "1", "--upstream", "Wire")
    _add(claims, "--for", "gauge", "Water Office")
    claims.ok("document", "edit", "d1", "--title", "Gauge")
    _add(claims, "--for", "copy", "d1")
    _add(claims, "--for", "city", "City of Lune")
    _add(claims, "--for", "wire", "Wire")
    _add(claims, "--against", "admits", "Lune Group")
    claims.ok("evidence", "add", "1", "https://x.example/", "--context", "somebody says so")
    _add(claims, "--context", "unread", "Radio", "--not-read")
    found, items = _items(claims)
    assert [item["ref"] for item in found["items"]] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]
    assert {ref: item["mark"] for ref, item in items.items()} == {
        "1.1": "independent",
        "1.2": "independent",
        "1.3": "own-word",
        "1.4": "own-word",
        "1.5": "against-own-interest",
        "1.6": "unknown",
        "1.7": "unread",
    }
    assert [step["ref"] for step in items["1.2"]["steps"]] == ["d2", "d1", "s5"]
    assert [step["name"] for step in items["1.3"]["steps"]][1:] == ["City of Lune", "Lune Group"]
    assert items["1.2"]["counts_with"] == "1.1"
    assert [ref for ref, item in items.items() if item["upstream"]] == ["1.4"]
    assert found["weights"]["supports"]["independent"] == ["Water Office"]
    assert found["weights"]["refutes"]["independent"] == ["Lune Group"]


def test_people_see_the_tree(claims):
    add_evidence(claims)
    claims.ok("document", "edit", "d1", "--title", "Gauge", "--retracted", "broken")
    _add(claims, "--for", "copy", "d1")
    claims.ok("document", "edit", "d2", "--title", "Copy")
    claims.ok("evidence", "add", "1", "https://x.example/", "--against", "somebody says no")
    assert claims.ok("evidence", "why", "1").splitlines() == [
        "1  The river rose 18 % in May.",
        "  unverified",
        "  for: 2 items read, 1 independent origin",
        "  └─ Water Office (s3): independent, counts once",
        "     ├─ 1.1  d1 Gauge (RETRACTED) <- s3 Water Office",
        "     └─ 1.2  d2 Copy <- d1 Gauge <- s3 Water Office",
        "  against: 1 item read, 0 independent origins",
        "  └─ 1.3: origin unknown: independent of nothing",
        "     └─ 1.3  d3 https://x.example/",
    ]


def test_a_circle_is_drawn_and_does_not_count_as_independent(claims):
    claims.ok("document", "add", "https://paper.example/", "--title", "Paper of May", "--publisher", "Paper", "--origin", "Almanac", "--new-source")  # fmt: skip
    claims.ok("evidence", "add", "1", "https://almanac.example/", "--for", "so it is", "--title", "Almanac page", "--publisher", "Almanac", "--origin", "d1")  # fmt: skip
    found, items = _items(claims)
    assert items["1.1"]["mark"] == "circle"
    assert [step["name"] for step in items["1.1"]["steps"]] == ["Almanac page", "Paper of May", "Almanac"]
    assert "1.1: CIRCULAR: it rests on itself" in claims.ok("evidence", "why", "1")
    weight = found["weights"]["supports"]
    assert (weight["items"], weight["origins"], weight["independent"], weight["circular"]) == (1, [], [], 1)
    assert "FOR 1 item, 0 independent, 1 circular" in claims.ok("claim", "show", "1")
    (row, *_) = claims.json("claim", "list")["data"]
    assert row["independent"] == 0


def test_beside_a_circle_an_honest_item_of_the_same_source_counts(claims):
    claims.ok("document", "add", "https://paper.example/", "--title", "Paper of May", "--publisher", "Paper", "--origin", "Almanac", "--new-source")  # fmt: skip
    claims.ok("evidence", "add", "1", "https://almanac.example/", "--for", "so it is", "--title", "Almanac page", "--publisher", "Almanac", "--origin", "d1")  # fmt: skip
    claims.ok(
        "evidence", "add", "1", "https://almanac.example/1911", "--for", "the first edition", "--origin", "Almanac"
    )
    found, items = _items(claims)
    assert {ref: (item["mark"], item["counts_with"]) for ref, item in items.items()} == {
        "1.1": ("circle", None),
        "1.2": ("independent", None),
    }
    weight = found["weights"]["supports"]
    assert (weight["independent"], weight["circular"]) == (["Almanac"], 1)


def test_the_text_the_article_follows_is_no_independent_support(claims):
    """The article's own upstream as evidence for it: that is the party's own word, however often it is printed."""
    claims.ok("article", "edit", "1", "--upstream", "Wire", "--new-source")
    claims.ok("evidence", "add", "1", "https://wire.example/", "--for", "18 %", "--origin", "Wire")
    claims.ok("evidence", "add", "1", "https://paper.example/", "--for", "18 %, says Wire", "--origin", "Wire")
    found, items = _items(claims)
    assert {item["mark"] for item in items.values()} == {"own-word"}
    assert found["weights"]["supports"]["independent"] == []


def test_without_evidence_it_says_how_to_add_some(claims):
    assert "factcheck evidence add 2 URL" in claims.ok("evidence", "why", "1,2")
    assert "no claim 9" in refused(claims, 4, "evidence", "why", "9")
