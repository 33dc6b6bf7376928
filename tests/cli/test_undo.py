"""Whatever a command did, undo takes it back by new events, and what it made is dropped."""

import pytest
from desks import add_evidence, refused
from support.places import EXAMPLE

from factcheck.core.canonical import canonical
from factcheck.db.session import reading
from factcheck.services.images import images, roots

#: Every way of writing, on a desk that has something of everything (``crowded``).
COMMANDS = {
    "article add": ("article", "add", "other.txt"),
    "article drop": ("article", "drop", "a1"),
    "claim add": ("claim", "add", "The river rose in June.", "--quote", "river rose again in June", "--by", "Hydrologists", "--new-source"),
    "claim edit": ("claim", "edit", "1", "--wording", "It rose.", "--by", "Ada Lune", "--via", "Radio Lune", "--new-source", "--kind", "event"),
    "claim anchor": ("claim", "anchor", "1", "--quote", "rose again in June"),
    "claim split": ("claim", "split", "1", "The river rose in May.", "It rose by 18 %."),
    "claim merge": ("claim", "merge", "1", "2", "--because", "one sentence"),
    "claim merge back": ("claim", "merge", "2", "1"),
    "claim relate": ("claim", "relate", "2", "contradicts", "3"),
    "claim drop": ("claim", "drop", "1-3", "--because", "not now"),
    "claim restore": ("claim", "restore", "4"),
    "claim tag": ("claim", "tag", "1", "june", "--remove", "water"),
    "claim figure": ("claim", "figure", "1", "--claimed", "18 %", "--found", "16.9-17.0 %"),
    "evidence add": ("evidence", "add", "1-3", "https://example.org/new", "--against", "not so", "--origin", "Radio Lune", "--new-source"),
    "evidence add --set": ("evidence", "add", "2", "https://example.org/new", "--for", "so", "--set", "confirmed", "--because", "seen"),
    "evidence edit": ("evidence", "edit", "1.1", "--for", "seen anew", "--origin", "Ada Lune", "--via", "City of Lune"),
    "evidence drop": ("evidence", "drop", "1.2"),
    "evidence restore": ("evidence", "restore", "1.3"),
    "status": ("status", "1-3", "in-review", "--waiting", "reply", "--until", "2026-12-03"),
    "query ask": ("query", "2", "--change", "was hurt", "--because", "two were"),
    "note": ("note", "3", "ask the town"),
    "source add": ("source", "add", "Radio", "--alias", "The Radio"),
    "source edit": ("source", "edit", "Ada Lune", "--name", "A. Lune", "--part-of", "City of Lune", "--alias", "The Mayor"),
    "source merge": ("source", "merge", "City of Lune", "Ada Lune"),
    "document add": ("document", "add", "https://example.org/more", "--title", "More"),
    "document edit": ("document", "edit", "d1", "--title", "The gauge", "--origin", "City of Lune"),
    "import": ("import", str(EXAMPLE / "claims.json")),
}  # fmt: skip

#: What runs whenever tests run; the others with the deep ones.
_QUICK = {"claim merge", "source merge", "evidence add --set"}
_ALL = [pytest.param(name, marks=() if name in _QUICK else pytest.mark.deep) for name in COMMANDS]


@pytest.fixture
def crowded(claims):
    """Three claims and a dropped one, evidence of which one item is dropped, a figure, a query, a note, a relation."""
    add_evidence(claims)
    add_evidence(claims, page="https://example.org/second")
    add_evidence(claims, page="https://example.org/third", stance="--against")
    claims.ok("evidence", "drop", "1.3")
    add_evidence(claims, 2, page="https://example.org/gauge")
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    claims.ok("claim", "figure", "1", "--claimed", "18 %", "--found", "18 %")
    claims.ok("query", "1", "--change", "by 17 %")
    claims.ok("note", "2", "ask the hospital")
    claims.ok("claim", "relate", "1", "related", "2")
    claims.ok("claim", "add", "The town has a bridge.", "--quote", "town\u2019s bridge")
    claims.ok("claim", "drop", "4")
    (claims.folder / "other.txt").write_text("Another story, of another town.", encoding="utf-8")
    return claims


def held(desk):
    """The image of every aggregate, by kind and uid."""
    with reading(desk.place) as session:
        connection = session.connection()
        return {(kind, image["uid"]): image for kind in roots() for _, image in images(connection, kind)}


def _without(image, before):
    """An image without the rows that were dropped and were not there before: what a command made and undo took back."""
    kept = {}
    for name, value in image.items():
        old = before.get(name)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            known = {row["uid"]: row for row in old if "uid" in row}
            rows = [row for row in value if not (row.get("dropped") and row["uid"] not in known)]
            value = [_without(row, known.get(row.get("uid"), {})) if row.get("uid") in known else row for row in rows]  # noqa: PLW2901
            value.sort(key=canonical)
        kept[name] = value
    return kept


def assert_taken_back(before, after):
    """All that was there is as it was, and nothing that is new is on show."""
    for key, image in before.items():
        assert _without(after[key], image) == image, key
    for key in after.keys() - before.keys():
        assert key[0] == "person" or after[key]["dropped"] is True, key


@pytest.mark.parametrize("name", _ALL)
def test_whatever_a_command_did_is_taken_back(crowded, name):
    before, count = held(crowded), crowded.proof().events
    crowded.ok(*COMMANDS[name])
    during, events = held(crowded), crowded.proof().events
    assert during != before
    taken = crowded.json("undo")["data"]
    assert name.startswith(taken["command"])
    assert taken["changes"]
    assert crowded.proof().events == events + taken["events"]
    assert events > count
    assert_taken_back(before, held(crowded))
    left = crowded.json("undo", "--list", "--limit", "1")["data"][0]
    assert left["command"] == "claim drop"
    assert left["run"] != taken["run"]


@pytest.mark.deep
def test_one_after_the_other_until_nothing_is_left(crowded):
    first = [key for key in held(crowded) if key[0] in ("desk", "person")]
    for name in ("claim merge", "source merge", "note"):
        crowded.ok(*COMMANDS[name])
    runs = crowded.json("undo", "--list", "--limit", "100")["data"]
    assert [run["command"] for run in runs[:3]] == ["note", "source merge", "claim merge"]
    for run in runs:
        assert crowded.json("undo")["data"]["run"] == run["run"]
    assert crowded.json("undo", "--list")["data"] == []
    assert "nothing to take back" in refused(crowded, 5, "undo")
    after = held(crowded)
    assert all(image["dropped"] for key, image in after.items() if key not in first and key[0] != "person")
    assert crowded.json("claim", "list")["data"] == []
    assert crowded.json("article", "list")["data"] == []


def test_what_undo_dropped_keeps_its_number(claims):
    claims.ok("claim", "add", "It rose in June.", "--quote", "rose again in June")
    claims.ok("undo")
    claims.ok("claim", "add", "It rose again.", "--quote", "rose again in June")
    assert {row["number"] for row in claims.json("claim", "list")["data"]} == {1, 2, 3, 5}
    add_evidence(claims)
    claims.ok("undo")
    add_evidence(claims)
    assert [item["ref"] for item in claims.json("evidence", "list", "1")["data"]] == ["1.2"]


def test_the_list_says_what_would_go_and_changes_nothing(claims):
    claims.ok("claim", "edit", "1", "--priority", "low", person="BEN")
    claims.ok("source", "add", "Radio")
    events = claims.proof().events
    told = claims.ok("undo", "--list")
    assert told.index("source add") < told.index("claim edit")
    for part in ("ANA", "BEN", "source 3: entered: Radio", "claim 1: priority: “high” -> “low”"):
        assert part in told
    assert len(claims.json("undo", "--list", "--limit", "1")["data"]) == 1
    assert claims.proof().events == events


def test_a_newcomer_who_changed_nothing_is_not_in_the_way(claims):
    claims.ok("note", "1", "x")
    claims.ok("claim", "edit", "1", "--priority", "high", person="BEN")
    assert claims.json("undo")["data"]["command"] == "note"
    assert claims.json("undo")["data"]["command"] == "claim add"


def test_an_empty_desk_has_nothing_to_take_back(desk):
    assert "nothing to take back" in refused(desk, 5, "undo")
    assert desk.ok("undo", "--list") == "nothing to take back\n"


def test_what_was_redacted_is_not_taken_back(claims):
    claims.ok("note", "1", "Ines Roth told us")
    claims.ok("claim", "tag", "1", "june")
    claims.ok("redact", "1.note1.text", "--because", "she asked not to be named")
    runs = claims.json("undo", "--list")["data"]
    assert "redact" not in [run["command"] for run in runs]
    assert runs[0]["command"] == "claim tag"
    error = refused(claims, 5, "undo")
    assert "redacted" in error
    assert "Ines" not in error
