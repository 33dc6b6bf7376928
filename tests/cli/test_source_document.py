import pytest
from desks import add_evidence, refused


def _source(desk, name):
    return desk.json("source", "show", name)["data"]


def test_a_source_keeps_what_is_said_of_it(desk):
    desk.ok("source", "add", "City of Lune", "--kind", "organisation")
    desk.ok(
        "source", "add", "Water Office", "--kind", "organisation", "--part-of", "City of Lune", "--description", "keeps the gauge",
        "--alias", "Wasseramt", "--alias", "WO",
    )  # fmt: skip
    for name in ("Water Office", "water office", "wasseramt", "s2", "S2"):
        found = _source(desk, name)
        assert (found["ref"], found["part_of"], found["description"]) == ("s2", "s1", "keeps the gauge")
    assert sorted(found["aliases"]) == ["WO", "Wasseramt"]
    assert [each["ref"] for each in desk.json("source", "list", "--search", "wasser")["data"]] == ["s2"]
    assert "City of Lune" in desk.ok("source", "list")


def test_edit_changes_what_is_given(desk):
    desk.ok("source", "add", "City")
    desk.ok("source", "add", "Office", "--part-of", "City")
    desk.ok("source", "edit", "Office", "--name", "Water Office", "--kind", "dataset", "--alias", "WO", "--no-part-of")
    found = _source(desk, "s2")
    assert (found["name"], found["kind"], found["aliases"], found["part_of"]) == (
        "Water Office",
        "dataset",
        ["WO"],
        None,
    )
    refused(desk, 2, "source", "edit", "s2")


def test_nothing_is_part_of_itself_however_long_the_way(desk):
    for name, above in (("a", None), ("b", "a"), ("c", "b")):
        desk.ok("source", "add", name, *(["--part-of", above] if above else []))
    for inner in ("a", "b", "c"):
        assert "cannot be part of" in refused(desk, 5, "source", "edit", "a", "--part-of", inner)


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (5, ["add", "ada lune"], "s1 is called"),
        (5, ["add", "Mayor Lune"], "s1 is called"),
        (5, ["add", "New", "--alias", "Ada Lune"], "s1 is called"),
        (5, ["edit", "Radio", "--name", "Ada Lune"], "s1 is called"),
        (5, ["edit", "Radio", "--alias", "Mayor Lune"], "s1 is called"),
        (4, ["show", "Ada Luna"], "'Ada Lune'"),
        (4, ["show", "s99"], "s99"),
        (4, ["show", "s²"], "s²"),
        (4, ["show", "s" + "9" * 40], "no source"),
        (4, ["add", "New", "--part-of", "Nobody"], "Nobody"),
        (3, ["add", "New", "--kind", "planet"], "one of:"),
        (3, ["add", "  "], "empty"),
    ],
)
def test_what_names_nothing_or_two_things_is_refused(desk, code, arguments, says):
    desk.ok("source", "add", "Ada Lune", "--alias", "Mayor Lune")
    desk.ok("source", "add", "Radio")
    assert says in refused(desk, code, "source", *arguments)


def test_show_names_the_claims_a_source_says_or_stands_behind(claims):
    add_evidence(claims, 3)
    assert _source(claims, "Ada Lune")["claims"] == [2]
    assert _source(claims, "Water Office")["claims"] == [3]


def test_a_document_keeps_what_is_said_of_it(desk):
    desk.ok("document", "add", "https://example.org/first")
    document = desk.json(
        "document", "add", "https://EXAMPLE.org/report?utm_source=x", "--title", "The report", "--title-basis", "shown", "--publisher",
        "Gazette", "--author", "B. Reporter", "--date", "2026-05", "--date-text", "the first week of May", "--work", "Agency wire",
        "--origin", "d1", "--origin-basis", "inferred", "--via", "Radio", "--archived-url", "https://archive.example/1", "--new-source",
    )["data"]  # fmt: skip
    expected = {
        "ref": "d2", "url": "https://EXAMPLE.org/report?utm_source=x", "title": "The report", "title_basis": "shown",
        "author": "B. Reporter", "date": "2026-05", "date_text": "the first week of May", "origin": "d1",
        "origin_basis": "inferred", "host": "example.org", "archived_url": "https://archive.example/1",
    }  # fmt: skip
    assert {key: document[key] for key in expected} == expected
    assert "d2 is this address already" in refused(desk, 5, "document", "add", "http" + "s://example.org/report")
    desk.ok(
        "document",
        "edit",
        "d2",
        "--title",
        "The annual report",
        "--retracted",
        "withdrawn in June",
        "--origin",
        "Agency wire",
    )
    changed = desk.json("document", "show", "2")["data"]
    assert (changed["title"], changed["retracted"], changed["origin"][:1]) == (
        "The annual report",
        "withdrawn in June",
        "s",
    )
    assert [each["ref"] for each in desk.json("document", "list", "--search", "annual")["data"]] == ["d2"]


def test_show_names_what_rests_on_a_document(claims):
    add_evidence(claims, "1,3")
    assert claims.json("document", "show", "d1")["data"]["evidence"] == ["1.1", "3.1"]


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (2, ["add"], "an address or a title"),
        (2, ["edit", "d1"], "nothing to change"),
        (3, ["add", "javascript:alert(1)"], "javascript"),
        (3, ["add", "data:text/html,x"], "data"),
        (3, ["add", "ftp://example.org/x"], "ftp"),
        (3, ["edit", "d1", "--archived-url", "file:///etc/passwd"], "file"),
        (3, ["edit", "d1", "--date", "2026-02-30"], "no date"),
        (3, ["edit", "d1", "--title-basis", "felt"], "one of:"),
        (3, ["show", "report"], "no reference"),
        (4, ["show", "d99"], "no document 99"),
        (4, ["edit", "d1", "--publisher", "Nobody"], "--new-source"),
        (5, ["edit", "d1", "--url", "https://example.org/b"], "d2 is this address"),
        (5, ["edit", "d1", "--origin", "d1"], "cannot come from itself"),
        (5, ["edit", "d1", "--origin", "d2"], "cannot come from itself"),
    ],
)
def test_a_document_that_cannot_be_is_refused(desk, code, arguments, says):
    desk.ok("document", "add", "https://example.org/a")
    desk.ok("document", "add", "https://example.org/b", "--origin", "d1")
    assert says in refused(desk, code, "document", *arguments)
