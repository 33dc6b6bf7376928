import pytest
from desks import add_evidence, refused

PAGE = "https://example.org/report"


def _items(desk, claims="1"):
    return desk.json("evidence", "list", claims)["data"]


@pytest.mark.parametrize(
    ("option", "stance"), [("--for", "supports"), ("--against", "refutes"), ("--context", "context")]
)
def test_stance_and_finding_come_in_one(claims, option, stance):
    assert claims.json("evidence", "add", "1", PAGE, option, "it says so")["data"] == ["1.1"]
    (item,) = _items(claims)
    assert (item["stance"], item["finding"], item["url"], item["read"]) == (stance, "it says so", PAGE, True)
    assert (item["origin"], item["method"]) == (None, "read")


def test_the_long_form_says_the_same(claims):
    claims.ok("evidence", "add", "1", PAGE, "--stance", "refutes", "--finding", "it says otherwise")
    assert [(item["stance"], item["finding"]) for item in _items(claims)] == [("refutes", "it says otherwise")]
    assert "go together" in refused(claims, 2, "evidence", "add", "1", PAGE, "--stance", "refutes")
    assert "go together" in refused(claims, 2, "evidence", "add", "1", PAGE, "--finding", "x", "--for", "y")


def test_everything_said_of_it_is_kept(claims):
    claims.ok(
        "evidence", "add", "1", PAGE, "--for", "@finding.txt", "--publisher", "Gazette", "--title", "The report", "--date", "2026-05-02",
        "--accessed", "2026-06-01", "--origin", "Water Office", "--origin-basis", "inferred", "--via", "Gazette", "--via", "Radio",
        "--locator", "page 3", "--quality", "primary", "--method", "recomputed", "--extent", "pages 1-9", "--new-source",
    ) if (claims.folder / "finding.txt").write_text("18.0 % in table $2\n") else None  # fmt: skip
    (item,) = _items(claims)
    expected = {
        "finding": "18.0 % in table $2", "title": "The report", "publisher": "Gazette", "date": "2026-05-02", "accessed": "2026-06-01",
        "origin": "Water Office", "via": ["Gazette", "Radio"], "locator": "page 3", "quality": "primary", "method": "recomputed",
        "extent": "pages 1-9",
    }  # fmt: skip
    assert {key: item[key] for key in expected} == expected
    document = claims.json("document", "show", item["document"])["data"]
    assert document["origin_basis"] == "inferred"


def test_one_item_serves_several_claims_and_a_known_address_its_document(claims):
    assert claims.json("evidence", "add", "1,3", PAGE, "--for", "says both")["data"] == ["1.1", "3.1"]
    claims.ok(
        "evidence", "add", "2", "HTTPS://Example.org:443/report#top", "--context", "says more", "--title", "The report"
    )
    assert claims.json("evidence", "add", "2", "--doc", "d1", "--for", "and this")["data"] == ["2.2"]
    assert {item["document"] for item in _items(claims, "1-3")} == {"d1"}
    (document,) = claims.json("document", "list")["data"]
    assert document["title"] == "The report"


def test_a_file_or_a_conversation_is_evidence_too(claims):
    (claims.folder / "letter.txt").write_text("Dear desk")
    claims.ok("evidence", "add", "1", "letter.txt", "--for", "the letter says so")
    claims.ok("evidence", "add", "1", "--called", "Ada Lune", "--against", "she denies it")
    letter, call = _items(claims)
    assert (letter["file_name"], letter["title"], letter["url"]) == ("letter.txt", "letter.txt", None)
    assert (call["called"], call["method"], call["url"]) == ("Ada Lune", "called", None)
    assert call["title"]


def test_what_nobody_read_is_listed_and_counts_for_nothing(claims):
    claims.ok("evidence", "add", "1", PAGE, "--for", "may say so", "--not-read")
    (item,) = _items(claims)
    assert (item["read"], item["method"]) == (False, None)
    assert "NOT READ, counts for nothing" in claims.ok("evidence", "list", "1")
    weight = claims.json("claim", "show", "1")["data"][0]["weights"]["supports"]
    assert (weight["items"], weight["unread"], weight["origins"]) == (0, 1, [])


def test_numbers_are_never_used_twice(claims):
    for finding in ("one", "two"):
        claims.ok("evidence", "add", "1", PAGE, "--for", finding)
    claims.ok("evidence", "drop", "1.2", "--because", "same page")
    assert claims.json("evidence", "add", "1", PAGE, "--for", "three")["data"] == ["1.3"]
    assert [item["ref"] for item in _items(claims)] == ["1.1", "1.3"]
    assert [item["ref"] for item in claims.json("evidence", "list", "1", "--dropped")["data"]] == ["1.1", "1.2", "1.3"]
    claims.ok("evidence", "restore", "1.2")
    assert [item["ref"] for item in _items(claims)] == ["1.1", "1.2", "1.3"]


def test_the_same_finding_of_the_same_document_is_taken_once(claims):
    add_evidence(claims)
    error = refused(claims, 5, "evidence", "add", "1,2", "https://example.org/gauge", "--for", "the gauge shows it")
    assert "1.1 says this already" in error


def test_edit_changes_what_is_given(claims):
    add_evidence(claims)
    claims.ok(
        "evidence", "edit", "1.1", "--against", "it does not", "--locator", "page 2", "--quality", "copy", "--origin", "Radio",
        "--via", "Gazette", "--not-read", "--new-source",
    )  # fmt: skip
    item = claims.json("evidence", "show", "1.1")["data"]
    assert (item["stance"], item["finding"], item["locator"], item["quality"]) == (
        "refutes",
        "it does not",
        "page 2",
        "copy",
    )
    assert (item["origin"], item["via"], item["read"]) == ("Radio", ["Gazette"], False)
    claims.ok("evidence", "edit", "1.1", "--read")
    assert claims.json("evidence", "show", "1.1")["data"]["read"] is True


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (2, ["add", "1", PAGE], "--for, --against, --context"),
        (2, ["add", "1", PAGE, "--for", "x", "--against", "y"], "only one"),
        (2, ["add", "1", "--for", "x"], "no document given"),
        (2, ["add", "1", PAGE, "--doc", "d1", "--for", "x"], "not both"),
        (2, ["edit", "1.1"], "nothing to change"),
        (2, ["edit", "1.1", "--for", "x", "--against", "y"], "only one"),
        (2, ["add", "1", PAGE, "--for", "x", "--origin-basis", "stated"], "--origin"),
        (3, ["add", "1", PAGE, "--for", "x", "--quality", "fine"], "one of:"),
        (3, ["add", "1", PAGE, "--for", "x", "--method", "guessed"], "one of:"),
        (3, ["add", "1", PAGE, "--stance", "proves", "--finding", "x"], "one of:"),
        (3, ["add", "1", PAGE, "--for", "x", "--date", "May"], "no date"),
        (3, ["add", "1", PAGE, "--for", "x", "--accessed", "2026-13"], "no date"),
        (3, ["add", "1", PAGE, "--for", "   "], "needs what it shows"),
        (3, ["show", "1"], "no evidence reference"),
        (4, ["add", "99", PAGE, "--for", "x"], "no claim 99"),
        (4, ["add", "1", "--doc", "d99", "--for", "x"], "no document 99"),
        (4, ["add", "1", PAGE, "--for", "x", "--origin", "Nobody"], "--new-source"),
        (4, ["add", "1", PAGE, "--for", "x", "--origin", "d99"], "no document 99"),
        (4, ["show", "1.9"], "no item 9"),
        (4, ["drop", "1.9"], "no item 9"),
        (5, ["restore", "1.1"], "not dropped"),
        (9, ["add", "1", "no such file.pdf", "--for", "x"], "no such file.pdf"),
    ],
)
def test_what_does_not_add_up_is_refused(claims, code, arguments, says):
    add_evidence(claims)
    assert says in refused(claims, code, "evidence", *arguments)
