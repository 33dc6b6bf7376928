import json

import pytest
from desks import STORY, add_evidence, refused


def _read(desk, *arguments):
    return json.loads(desk.ok("export", *arguments))


def test_export_writes_a_claim_set_to_standard_output_or_a_file(claims):
    add_evidence(claims)
    printed = _read(claims)
    assert printed["schema"] == "factcheck/claim-set/1"
    assert [claim["number"] for claim in printed["claims"]] == [1, 2, 3]
    assert claims.json("export", "-o", "out.json")["data"]["claims"] == 3
    assert json.loads((claims.folder / "out.json").read_text(encoding="utf-8")) == printed
    lines = claims.ok("export", "--lines").splitlines()
    assert json.loads(lines[0]) == {"schema": "factcheck/claim-set/1"}
    assert [json.loads(line)["type"] for line in lines[1:]].count("claim") == 3
    assert claims.json("export")["data"]["claim_set"]["claims"] == printed["claims"]


def test_export_never_replaces_a_file_unless_told(claims):
    (claims.folder / "mine.json").write_text("mine")
    assert "mine.json is there already" in refused(claims, 5, "export", "-o", "mine.json")
    assert (claims.folder / "mine.json").read_text() == "mine"
    claims.ok("export", "-o", "mine.json", "--force")
    assert json.loads((claims.folder / "mine.json").read_text(encoding="utf-8"))["claims"]
    refused(claims, 9, "export", "-o", "no such folder/x.json")


def test_one_article_is_exported_with_what_its_claims_need(claims):
    (claims.folder / "other.txt").write_text("Another story says nothing.")
    claims.ok("article", "add", "other.txt")
    claims.ok("claim", "add", "Nothing.", "--quote", "nothing", "--article", "2", "--by", "Radio", "--new-source")
    part = _read(claims, "2")
    assert [source["name"] for source in part["sources"]] == ["Radio"]
    assert [claim["wording"] for claim in part["claims"]] == ["Nothing."]
    assert len(part["articles"]) == 1
    assert "no article 7" in refused(claims, 4, "export", "7")


def test_what_is_internal_or_off_the_record_stays_in_unless_asked_for_by_name(claims):
    claims.ok("note", "1", "SECRET NOTE")
    claims.ok("note", "1", "open note", "--public")
    for number, level in ((1, "background"), (2, "off-record")):
        claims.ok(
            "claim", "edit", number, "--by", f"HIDDEN SPEAKER {number}", "--via", f"HIDDEN ROUTE {number}", "--traced-to",
            f"HIDDEN TRACE {number}", "--level", level, "--new-source",
        )  # fmt: skip
    claims.ok("claim", "edit", "3", "--by", "OPEN SPEAKER", "--new-source")
    claims.ok("report")
    page = (claims.folder / "report-editor.html").read_text(encoding="utf-8")
    for text in (claims.ok("export"), claims.ok("export", "--lines"), page):
        assert "SECRET NOTE" not in text
        assert "HIDDEN" not in text
        assert "open note" in text
        assert "OPEN SPEAKER" in text
    whole = claims.ok("export", "--include-confidential")
    for secret in ("SECRET NOTE", "HIDDEN SPEAKER 1", "HIDDEN ROUTE 2", "HIDDEN TRACE 2"):
        assert secret in whole


def _set(**parts):
    return json.dumps({"schema": "factcheck/claim-set/1", **parts})


ARTICLE = {"key": "a", "versions": [{"text": STORY}]}
PAGE = {"key": "d", "url": "https://example.org/gauge"}
QUOTE = [{"article": "a", "exact": "Nobody was hurt"}]


def test_import_takes_a_whole_set_in(desk):
    claim = {
        "number": 7, "wording": "Nobody was hurt.", "appearances": QUOTE, "kind": "quote",
        "evidence": [{"item": 2, "document": "d", "stance": "supports", "finding": "the log says so"}],
        "status": {"value": "confirmed", "reason": "the log"}, "queries": [{"now": "Nobody", "proposed": "No one"}],
    }  # fmt: skip
    (desk.folder / "set.json").write_text(_set(articles=[ARTICLE], documents=[PAGE], claims=[claim]))
    done = desk.json("import", "set.json")["data"]
    assert (done["articles"], done["claims"], done["renumbered"]) == (["a1"], [7], {})
    taken = desk.json("claim", "show", "7")["data"][0]
    assert (taken["status"], taken["stale"], taken["status_by"]) == ("confirmed", False, "ANA")
    assert taken["evidence"][0]["ref"] == "7.2"
    assert [entry["command"] for entry in desk.json("history", "7")["data"]] == ["import"] * 3


def test_import_recognises_what_is_there_and_finds_free_numbers(claims):
    add_evidence(claims)
    claim = {
        "number": 2, "wording": "The mayor says nobody was hurt.", "appearances": QUOTE,
        "evidence": [{"document": "d", "stance": "context", "finding": "x"}],
    }  # fmt: skip
    (claims.folder / "set.json").write_text(
        _set(articles=[ARTICLE], documents=[PAGE], claims=[claim], sources=[{"key": "x", "name": "ada lune"}])
    )
    result = claims.run("import", "set.json")
    assert "claim 2 of the set is claim 4 here" in result.stdout
    assert len(claims.json("article", "list")["data"]) == 1
    assert len(claims.json("document", "list")["data"]) == 1
    assert len(claims.json("source", "list")["data"]) == 3
    assert claims.json("evidence", "list", "4")["data"][0]["document"] == "d1"


def test_numbers_stay_whatever_their_order_and_aliases(desk):
    def claim(wording, **rest):
        return {"wording": wording, "appearances": QUOTE, **rest}

    claims = [claim("a", number=5), claim("b"), claim("c", number=3, aliases=[9]), claim("d", number=7)]
    (desk.folder / "set.json").write_text(_set(articles=[ARTICLE], claims=claims))
    assert desk.json("import", "set.json")["data"]["claims"] == [5, 10, 3, 7]
    assert [each["wording"] for each in desk.json("claim", "show", "3,9,5")["data"]] == ["c", "a"]
    claims = [claim("e", number=2, aliases=[4]), claim("f", number=11, aliases=[1, 12])]
    (desk.folder / "set.json").write_text(_set(articles=[ARTICLE], claims=claims))
    done = desk.json("import", "set.json")["data"]
    assert (done["claims"], done["renumbered"]) == ([13, 11], {"2": 13})
    assert desk.json("claim", "show", "11")["data"][0]["aliases"] == [12]


@pytest.mark.parametrize(
    ("quantity", "says"),
    [
        ({"as_written": "rather a lot"}, "no quantity"),
        ({"as_written": "18 %", "low": "20", "high": "18"}, "runs backwards"),
        ({"as_written": "May", "low": "2026-05"}, "without a number"),
        ({"as_written": "18", "low": "18", "unit": "date"}, "no date"),
    ],
)
def test_a_figure_that_cannot_be_compared_is_refused(desk, quantity, says):
    claim = {"number": 1, "wording": "x", "appearances": QUOTE, "figures": [{"claimed": quantity}]}
    (desk.folder / "set.json").write_text(_set(articles=[ARTICLE], claims=[claim]))
    assert says in refused(desk, 5, "import", "set.json")


def test_import_lists_all_that_the_rules_refuse_and_takes_nothing_in(desk):
    def claim(number, **rest):
        return {"number": number, "wording": f"Claim {number}.", "appearances": QUOTE, **rest}

    (desk.folder / "set.json").write_text(
        _set(
            articles=[ARTICLE],
            claims=[
                claim(1),
                claim(2, status={"value": "confirmed", "reason": "x"}),
                claim(3, status={"value": "unverifiable", "reason": "x"}),
                claim(4, status={"value": "unverifiable", "code": "opinion"}),
                claim(5, status={"value": "in-review", "code": "opinion"}),
            ],
        )
    )
    error = refused(desk, 5, "import", "set.json")
    assert "4 claims were refused, so nothing was taken in" in error
    for part in (
        "claim 2: 2 cannot be confirmed: it lacks an item that was read and supports it",
        "claim 3: 3 cannot be unverifiable: it lacks a code",
        "claim 4: 4 cannot be unverifiable: it lacks a reason",
        "claim 5: only unverifiable has a code",
    ):
        assert part in error
    assert desk.json("article", "list")["data"] == []


@pytest.mark.parametrize(
    ("parts", "code", "says"),
    [
        ({"claims": [{"wording": "x", "about": "nobody"}]}, 3, "claims[0].about: “nobody” is not the key"),
        ({"claims": [{"wording": "x", "relations": [{"kind": "says", "claim": "y"}]}]}, 3, "“y” is not the key"),
        ({"claims": [{"wording": "x", "kind": "rumour"}]}, 3, "claims[0].kind"),
        ({"claims": [{"wording": "x", "status": {"value": "true"}}]}, 3, "claims[0].status.value"),
        ({"claims": [{"wording": "x", "weight": 3}]}, 3, "weight"),
        ({"claims": [{"wording": "x"}]}, 5, "it appears nowhere"),
        ({"claims": [{"wording": "x", "number": 1, "aliases": [1]}]}, 3, "given twice"),
        ({"claims": [{"wording": "x", "number": 2**40, "appearances": QUOTE}], "articles": [ARTICLE]}, 5, "number"),
        ({"articles": [ARTICLE | {"versions": [{"text": "x", "sha256": "0" * 64}]}]}, 3, "SHA-256"),
        ({"articles": [ARTICLE | {"versions": [{"file": "../flood.txt"}]}]}, 3, "../flood.txt"),
        ({"articles": [ARTICLE | {"versions": [{"file": "/etc/passwd"}]}]}, 3, "/etc/passwd"),
        ({"articles": [ARTICLE | {"versions": [{"file": "missing.txt"}]}]}, 9, "missing.txt"),
        ({"articles": [ARTICLE | {"versions": []}]}, 3, "no text"),
        ({"documents": [{"key": "d", "url": "javascript:alert(1)"}]}, 3, "documents[0].url"),
        ({"sources": [{"key": "a", "name": "A", "part_of": "b"}, {"key": "b", "name": "B", "part_of": "a"}]}, 5, "part of"),
    ],
)  # fmt: skip
def test_a_set_that_does_not_hold_together_is_refused(desk, parts, code, says):
    (desk.folder / "set.json").write_text(_set(**parts))
    assert says in refused(desk, code, "import", "set.json")


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"\xff\xfe", b"[]", b'{"schema": "other/1"}', b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"[" * 100_000],
)
def test_a_file_that_is_no_set_is_refused(desk, content):
    (desk.folder / "set.json").write_bytes(content)
    assert "set.json" in refused(desk, 3, "import", "set.json")


def test_a_link_beside_the_set_may_not_lead_out_of_its_folder(desk):
    (desk.folder / "sets").mkdir()
    (desk.folder / "secret.txt").write_text("a secret")
    (desk.folder / "sets" / "link.txt").symlink_to("../secret.txt")
    (desk.folder / "sets" / "set.json").write_text(_set(articles=[ARTICLE | {"versions": [{"file": "link.txt"}]}]))
    assert "not beside" in refused(desk, 9, "import", "sets/set.json")


def test_a_set_comes_from_standard_input_too(desk):
    assert desk.json("import", "-", stdin=_set(sources=[{"key": "x", "name": "Radio"}]))["data"]["sources"] == 1
