import pytest
from desks import add_claims, add_evidence, add_story, refused


@pytest.fixture
def sorted_claims(claims):
    """Claim 1 confirmed with evidence, 2 in review, 3 open with a tag, 4 dropped."""
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge says so")
    claims.ok("status", "2", "in-review")
    claims.ok("claim", "tag", "3", "stone")
    claims.ok("claim", "add", "It rose again.", "--quote", "rose again in June", "--about", "City of Lune")
    claims.ok("claim", "drop", "4", "--because", "said twice")
    return claims


def _numbers(desk, *arguments):
    return [row["number"] for row in desk.json("claim", "list", *arguments)["data"]]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ([], [1, 2, 3]),
        (["--status", "confirmed"], [1]),
        (["--status", "confirmed,in-review"], [1, 2]),
        (["--status", "open"], [2, 3]),
        (["--status", "settled"], [1]),
        (["--kind", "event"], [3]),
        (["--kind", "event", "--kind", "statistic"], [1, 3]),
        (["--priority", "high"], [1]),
        (["--tag", "water"], [1]),
        (["--tag", "water", "--tag", "stone"], []),
        (["--no-evidence"], [2, 3]),
        (["--in", "p2"], [1, 2]),
        (["--article", "1", "--in", "p3"], [3]),
        (["--source", "Ada Lune"], [2]),
        (["--source", "water office"], [1]),
        (["--search", "18%"], [1]),
        (["--search", "1911 built"], [3]),
        (["--search", "gauge"], [1]),
        (["--search", "!!!"], []),
        (["--dropped"], [4]),
        (["--limit", "2"], [1, 2]),
        (["--limit", "2", "--skip", "2"], [3]),
        (["--skip", "9"], []),
        (["--status", "open", "--search", "hurt"], [2]),
    ],
)
def test_each_filter_keeps_what_it_names(sorted_claims, filters, numbers):
    assert _numbers(sorted_claims, *filters) == numbers


def test_claims_stand_in_text_order(story):
    story.ok("claim", "add", "The bridge did not hold.", "--quote", "did not hold")
    story.ok("claim", "add", "The river rose.", "--quote", "rose by 18 %")
    assert _numbers(story) == [2, 1]


def test_the_list_shows_what_needs_action(sorted_claims):
    add_evidence(sorted_claims, 3, stance="--against")
    sorted_claims.ok("status", "3", "refuted", "--because", "the stone says 1912")
    sorted_claims.ok("query", "3", "--change", "built in 1912", "--now", "built in 1911")
    sorted_claims.ok("claim", "edit", "2", "--hedged")
    rows = {row["number"]: row for row in sorted_claims.json("claim", "list")["data"]}
    assert [rows[number]["status"] for number in (1, 2, 3)] == ["confirmed", "in-review", "refuted"]
    assert [rows[number]["query_open"] for number in (1, 2, 3)] == [False, False, True]
    lines = sorted_claims.ok("claim", "list").splitlines()
    first, second, third = (next(line for line in lines if line.startswith(f"{number} ")) for number in (1, 2, 3))
    assert "confirmed" in first
    assert "Ada Lune*" in second
    assert "REFUTED !" in third


def test_the_columns_are_those_of_a_checkers_sheet(sorted_claims):
    add_evidence(sorted_claims, 1, stance="--against", page="https://example.org/city")
    sorted_claims.ok("status", "1", "mixed", "--because", "the city reads another gauge")
    assert sorted_claims.ok("claim", "list").splitlines() == [
        "#  status      pri   for agn Ind  claim                          said by",
        "1  MIXED       high    1   1   1  The river rose 18 % in May.    City of Lune",
        "2  in-review   med     0   0   0  Nobody was hurt.               Ada Lune",
        "3  unverified  med     0   0   0  The bridge was built in 1911.  article",
        "3 claims   * hedged   ! query open   NAMED statuses need action   Ind = independent origins for",
    ]


def test_the_count_tells_how_many_there_are_besides(sorted_claims):
    assert "2 claims in p2 (3 in all)" in sorted_claims.ok("claim", "list", "--in", "p2")
    assert "no claims (3 in all)" in sorted_claims.ok("claim", "list", "--search", "elephant")
    assert "1 claim of 2 (3 in all); go on with --skip 1" in sorted_claims.ok(
        "claim", "list", "--status", "open", "--limit", "1"
    )


def test_what_a_tick_was_given_for_has_changed_so_it_is_no_tick(sorted_claims):
    sorted_claims.ok("claim", "edit", "1", "--wording", "The river rose by 18 % in May.")
    assert "1  STALE " in sorted_claims.ok("claim", "list")
    assert "1\tstale\t" in sorted_claims.ok("claim", "list", "--plain")
    row = sorted_claims.json("claim", "list")["data"][0]
    assert (row["status"], row["stale"]) == ("confirmed", True)


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal_unless_asked(example_desk, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    printed = example_desk.ok("claim", "list", "--status", "confirmed,mixed")
    # Below 90 columns the wording gives way first, and keeps 24 characters.
    assert max(map(len, printed.splitlines())) <= max(columns, 90)
    assert ("…" in printed) is (columns < 200)
    wide = example_desk.ok("claim", "list", "--status", "confirmed,mixed", "--wide")
    assert "…" not in wide
    assert max(map(len, wide.splitlines())) > 140


def test_plain_is_for_scripts(sorted_claims, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    sorted_claims.ok("query", "2", "--because", "who counted?")
    sorted_claims.ok("claim", "edit", "2", "--hedged")
    fields = [line.split("\t") for line in sorted_claims.ok("claim", "list", "--plain").splitlines()]
    assert fields == [
        ["1", "confirmed", "high", "1", "0", "1", "a1", "p2", "", "City of Lune", "The river rose 18 % in May."],
        ["2", "in-review", "medium", "0", "0", "0", "a1", "p2", "*!", "Ada Lune", "Nobody was hurt."],
        ["3", "unverified", "medium", "0", "0", "0", "a1", "p3", "", "article", "The bridge was built in 1911."],
    ]
    assert sorted_claims.ok("claim", "list", "--plain", "--search", "elephant") == ""


def test_paging_says_how_to_go_on(sorted_claims):
    assert "go on with --skip 2" in sorted_claims.ok("claim", "list", "--limit", "2")
    assert "--skip" not in sorted_claims.ok("claim", "list", "--skip", "1")
    assert "no claims" in sorted_claims.ok("claim", "list", "--search", "elephant")


def test_several_articles_are_listed_one_after_the_other(claims):
    add_story(claims, "other.txt", "Another story says nothing.")
    claims.ok("claim", "add", "Nothing.", "--quote", "nothing", "--article", "2")
    assert _numbers(claims) == [1, 2, 3, 4]
    assert _numbers(claims, "--article", "2") == [4]
    assert {row["article"] for row in claims.json("claim", "list")["data"]} == {"a1", "a2"}
    assert "a2" in claims.ok("claim", "list")


@pytest.mark.parametrize(
    ("code", "filters", "says"),
    [
        (3, ["--status", "done"], "one of:"),
        (3, ["--kind", "rumour"], "one of:"),
        (3, ["--in", "p9"], "no p9"),
        (4, ["--source", "Nobody At All"], "Nobody At All"),
        (4, ["--article", "7"], "no article 7"),
        (2, ["--limit", "-1"], "--limit"),
        (2, ["--limit", "many"], "--limit"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(claims, code, filters, says):
    assert says in refused(claims, code, "claim", "list", *filters)


def test_any_text_is_a_safe_search(desk):
    add_claims(desk)
    for text in (
        '"',
        "a AND",
        "NOT",
        "x*",
        "(",
        "a OR (b",
        "'; DROP TABLE claims",
        "☃",
        "\t",
        "a" * 3_000,
        "w " * 2_000,
    ):
        desk.ok("claim", "list", "--search", text)
