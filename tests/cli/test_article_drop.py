import pytest
from desks import add_story, refused

SECOND = "A second story.\n\nThe river rose by 18 % in May, it says too.\n"


@pytest.fixture
def two(claims):
    """The story with its three claims, and a second article that makes claim 4."""
    add_story(claims, "second.txt", SECOND)
    claims.ok("claim", "add", "It says so too.", "--quote", "it says too", "--article", "2", "--kind", "quote")
    return claims


def listed(desk, *options):
    return [each["number"] for each in desk.json("claim", "list", *options)["data"]]


def test_a_dropped_article_leaves_lists_reports_and_exports_with_its_claims(two):
    two.ok("query", "4", "--because", "Who says so?")
    two.ok("query", "1", "--because", "By whose gauge?")
    assert "a2 dropped; back with: factcheck article restore 2" in two.ok(
        "article", "drop", "2", "--because", "not ours"
    )
    assert [each["ref"] for each in two.json("article", "list")["data"]] == ["a1"]
    assert listed(two) == [1, 2, 3]
    assert [each["claim"] for each in two.json("query", "list")["data"]] == [1]
    exported = two.json("export")["data"]
    assert (exported["articles"], exported["claims"]) == (1, 3)
    two.ok("report", "-o", "report.html")
    assert "It says so too." not in (two.folder / "report.html").read_text(encoding="utf-8")
    assert "a2" not in two.ok("status")


def test_nothing_is_done_with_it_until_it_is_back(two):
    two.ok("article", "drop", "a2")
    for words in (
        ("report", "2"), ("export", "2"), ("article", "text", "2"), ("article", "edit", "2", "--title", "x"),
        ("claim", "list", "--article", "2"), ("claim", "add", "x", "--quote", "second", "--article", "2"),
    ):  # fmt: skip
        assert "article 2 was dropped" in refused(two, 5, *words)
    assert "dropped already" in refused(two, 5, "article", "drop", "2")
    assert two.json("article", "show", "2")["data"]["dropped"] is True
    assert two.json("article", "show")["data"]["ref"] == "a1"


def test_restored_it_is_as_it_was(two):
    before = two.json("article", "show", "2"), two.json("claim", "list"), two.json("export")
    two.ok("article", "drop", "2")
    assert two.ok("article", "restore", "2").strip() == "a2 is back"
    assert (two.json("article", "show", "2"), two.json("claim", "list"), two.json("export")) == before
    assert "article 2 is not dropped" in refused(two, 5, "article", "restore", "2")
    assert "no article 9" in refused(two, 4, "article", "drop", "9")


def test_the_reason_is_in_the_log_and_undo_takes_it_back(two):
    two.ok("article", "drop", "2", "--because", "not ours to check")
    assert "not ours to check" in two.ok("log", "--limit", "1")
    two.ok("undo")
    assert listed(two) == [1, 2, 3, 4]


def test_a_dropped_claim_of_a_dropped_article_is_still_among_the_dropped(two):
    two.ok("claim", "drop", "4")
    two.ok("article", "drop", "2")
    assert listed(two, "--dropped") == [4]


def test_the_same_text_can_be_added_anew(two):
    two.ok("article", "drop", "2")
    assert two.json("article", "add", "second.txt")["data"]["ref"] == "a3"
