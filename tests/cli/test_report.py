import json
from xml.etree import ElementTree as ET

from desks import STORY, add_evidence, refused


def test_the_report_is_one_file_here_unless_said_otherwise(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    data = claims.json("report")["data"]
    page = (claims.folder / "report-editor.html").read_text(encoding="utf-8")
    assert (data["file"], data["audience"], data["language"]) == ("report-editor.html", "editor", "en")
    assert (data["articles"], data["claims"], data["files"]) == (["a1"], 3, 1)
    assert data["bytes"] == len(page.encode())
    for part in ('id="claim-1"', 'id="claim-3"', "The river rose 18 % in May.", "Water Office", "not for publication"):
        assert part in page
    claims.ok("report", "1", "-o", "other.html")
    assert (claims.folder / "other.html").read_text(encoding="utf-8") == page


def test_it_replaces_its_own_and_never_another_file_unless_told(claims):
    claims.ok("report")
    claims.ok("note", "1", "for all", "--public")
    claims.ok("report")
    (claims.folder / "mine.html").write_text("<p>mine")
    assert "was not written by factcheck" in refused(claims, 5, "report", "-o", "mine.html")
    assert (claims.folder / "mine.html").read_text() == "<p>mine"
    claims.ok("report", "-o", "mine.html", "--force")
    assert "for all" in (claims.folder / "mine.html").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_is_refused(story):
    assert "no article 9" in refused(story, 4, "report", "9")
    assert "is no audience" in refused(story, 2, "report", "--for", "everybody")
    assert "never for the public" in refused(story, 2, "report", "--for", "public", "--include-confidential")
    assert "not printed" in refused(story, 2, "report", "--pdf", "-o", "site/")
    assert "xx" in refused(story, 3, "report", "--language", "xx")
    refused(story, 9, "report", "-o", "no such folder/report.html")
    assert [each.name for each in story.folder.iterdir()] == []


def test_a_desk_without_an_article_has_nothing_to_report(desk):
    assert "no article" in refused(desk, 4, "report")


def test_dropped_claims_and_items_are_not_in_it(claims):
    add_evidence(claims)
    add_evidence(claims, 2, page="https://example.org/dropped")
    claims.ok("evidence", "drop", "2.1")
    claims.ok("claim", "drop", "3")
    claims.ok("report")
    page = (claims.folder / "report-editor.html").read_text(encoding="utf-8")
    assert "https://example.org/gauge" in page
    assert "https://example.org/dropped" not in page
    assert "built in 1911." not in page.replace("built in 1911</mark>", "")


def test_a_folder_gets_a_site_and_a_second_run_writes_what_changed(claims):
    first = claims.json("report", "-o", "site/")["data"]
    assert first["file"] == "site/index.html"
    assert first["written"] == first["files"] > 10
    assert claims.json("report", "-o", "site")["data"]["written"] == 0
    claims.ok("status", "1", "in-review")
    again = claims.json("report", "-o", "site/")["data"]
    assert 0 < again["written"] < first["files"]
    assert "in review" in (claims.folder / "site" / "claims" / "1" / "index.html").read_text(encoding="utf-8")
    assert "in review" not in (claims.folder / "site" / "claims" / "2" / "index.html").read_text(encoding="utf-8")


def test_the_name_we_choose_says_for_whom_and_as_of_when(claims, clock):
    claims.ok("report", "--for", "lawyer")
    claims.ok("report", "--for", "public", "--as-of", "2030-01-01")
    names = {each.name for each in claims.folder.iterdir() if each.suffix == ".html"}
    assert names == {"report-lawyer.html", "report-public-as-of-2030-01-01.html"}
    lawyer = (claims.folder / "report-lawyer.html").read_text(encoding="utf-8")
    assert "For the lawyer, not for publication" in lawyer


def test_the_same_moment_gives_the_same_bytes_whatever_changed_since(claims, clock):
    add_evidence(claims)
    claims.ok("claim", "edit", "2", "--risk", "defamation")
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    then = clock.now.isoformat()
    for shape in ("-editor.html", "-lawyer.html", "-public.html"):
        claims.ok("report", "--for", shape[1:-5], "-o", f"before{shape}")
    claims.ok("report", "-o", "before/")
    clock.advance(days=2)
    claims.ok("claim", "edit", "1", "--wording", "The river fell.")
    claims.ok("status", "1", "in-review")
    claims.ok("evidence", "add", "1", "https://example.org/late", "--against", "it fell")
    claims.ok("claim", "drop", "3")
    claims.ok("source", "edit", "s1", "--name", "Another Name")
    claims.ok("article", "edit", "1", "--title", "Another title")
    claims.ok("query", "2", "--change", "something else")
    for shape in ("-editor.html", "-lawyer.html", "-public.html"):
        claims.ok("report", "--for", shape[1:-5], "--as-of", then, "-o", f"after{shape}")
        assert (claims.folder / f"after{shape}").read_bytes() == (claims.folder / f"before{shape}").read_bytes()
    claims.ok("report", "--as-of", then, "-o", "after/")
    before, after = (
        {path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*.html"))}
        for root in (claims.folder / "before", claims.folder / "after")
    )
    assert before == after


def test_a_report_for_the_public_is_refused_while_a_confidential_name_stands_in_it(claims, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "names.json"))
    claims.ok("source", "add", "HERON", "--confidential", stdin="Petra Lindholm\n")
    claims.ok("claim", "edit", "2", "--wording", "P\u00e9tra  L\u00edndholm says the river fell.")
    said = refused(claims, 5, "report", "--for", "public", "-o", "public.html")
    assert "claim 2" in said
    assert "Lindholm" not in said
    assert not (claims.folder / "public.html").exists()
    refused(claims, 5, "report", "--for", "public", "-o", "public/")
    assert not (claims.folder / "public").exists()
    claims.ok("claim", "edit", "2", "--wording", "The river fell.")
    claims.ok("report", "--for", "public", "-o", "public.html")
    (claims.folder / "names.json").unlink()
    assert "not at hand" in refused(claims, 5, "report", "--for", "public", "-o", "public.html")


def test_the_reports_own_words_are_in_the_language_asked_for(claims):
    claims.ok("report", "--language", "ar", "-o", "ar.html")
    page = (claims.folder / "ar.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert "The river rose 18 % in May." in page


def test_a_house_makes_the_report_its_own(claims):
    (claims.folder / "looks" / "partials").mkdir(parents=True)
    (claims.folder / "looks" / "partials" / "_footer.html.j2").write_text(
        "<footer>ours, {{ report.desk_name }}</footer>"
    )
    settings = '[report]\nname = "The Daily Example"\naccent = "#123456"\ntemplates = "looks"\naudience = "lawyer"\n'
    (claims.folder / "factcheck.toml").write_text(settings)
    claims.ok("report")
    page = (claims.folder / "report-lawyer.html").read_text(encoding="utf-8")
    assert "The Daily Example" in page
    assert "--link: #123456" in page
    assert "<footer>ours, " in page


def test_a_report_with_more_claims_than_a_browser_likes_becomes_parts(claims, monkeypatch):
    monkeypatch.setattr("factcheck.report.parts.MOST_CLAIMS", 3)
    (claims.folder / "second.txt").write_text("The bridge opened in 1911. It has two towers.")
    claims.ok("article", "add", "second.txt", "--title", "Second")
    claims.ok("claim", "add", "It has two towers.", "--quote", "It has two towers", "--article", "2")
    data = claims.json("report", "-o", "long.html")["data"]
    assert (data["files"], data["claims"]) == (3, 4)
    first = (claims.folder / "long.html").read_text(encoding="utf-8")
    assert 'href="long.part-2.html#a2"' in first
    assert 'id="claim-4"' in (claims.folder / "long.part-2.html").read_text(encoding="utf-8")
    claims.ok("report", "1", "-o", "long.html")
    assert sorted(each.name for each in claims.folder.glob("long*.html")) == ["long.html"]


def test_the_lawyer_sees_who_overruled_whom_and_whether_the_subject_was_asked(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    claims.ok("claim", "edit", "1", "--risk", "defamation", "--about", "Water Office", "--new-source")
    claims.ok("report", "--for", "lawyer", "-o", "before.html")
    before = (claims.folder / "before.html").read_text(encoding="utf-8")
    assert "not asked" in before
    assert "set aside" not in before
    claims.ok("status", "1", "in-review", "--because", "a second look", person="BEN")
    claims.ok("report", "--for", "lawyer", "-o", "after.html")
    after = (claims.folder / "after.html").read_text(encoding="utf-8")
    assert "BEN</bdi> set aside confirmed by <bdi>ANA" in after
    claims.ok("report", "-o", "editor.html")
    assert "set aside" not in (claims.folder / "editor.html").read_text(encoding="utf-8")


def test_what_was_corrected_is_told_to_readers_with_feeds(claims):
    claims.ok("report", "-o", "site/")
    assert not (claims.folder / "site" / "corrections").exists()
    claims.ok("article", "publish", "1", "--version", "1", "--on", "2026-05-20")
    claims.ok("report", "-o", "site/")
    page = claims.folder / "site" / "corrections" / "index.html"
    assert "Nothing has been corrected." in page.read_text(encoding="utf-8")
    assert json.loads((claims.folder / "site" / "corrections.json").read_text(encoding="utf-8"))["items"] == []
    claims.ok("correct", "1", "--wrong", "18 %", "--right", "17 %", "--kind", "error", "--on", "2026-05-22")
    claims.ok("complaint", "add", "1", "--from", "reader", "--text", "It was 17.", "--name", "Pat Doe")
    (claims.folder / "factcheck.toml").write_text('[report]\naddress = "https://daily.example/checks"\n')
    claims.ok("report", "--for", "public", "--language", "fr", "-o", "public/")
    folder = claims.folder / "public"
    shown = (folder / "corrections" / "index.html").read_text(encoding="utf-8")
    assert all(words in shown for words in (">18 %</q>", ">17 %</q>", "Rectificatif"))
    assert "Rectificatifs" in (folder / "articles" / "1" / "index.html").read_text(encoding="utf-8")
    feed = ET.fromstring((folder / "corrections.atom").read_text(encoding="utf-8"))
    assert {each.get("href") for each in feed.findall("{*}link")} == {
        "https://daily.example/checks/corrections.atom",
        "https://daily.example/checks/corrections/index.html",
    }
    # When the desk worked is not for the public: the day of the correction is.
    assert feed.findtext("{*}entry/{*}updated") == "2026-05-22T00:00:00Z"
    assert not any(b"Pat Doe" in each.read_bytes() for each in folder.rglob("*") if each.is_file())
    claims.ok("report", "--for", "public", "-o", "public.html")
    assert ">17 %</q>" in (claims.folder / "public.html").read_text(encoding="utf-8")


def test_a_name_in_a_correction_is_found_before_the_public_reads_it(claims, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "names.json"))
    claims.ok("source", "add", "HERON", "--confidential", stdin="Petra Lindholm\n")
    claims.ok("correct", "1", "--wrong", "18 %", "--right", "17 %, Petra Lindholm says", "--kind", "error")
    said = refused(claims, 5, "report", "--for", "public", "-o", "public.html")
    assert "correction 1.1, right" in said
    assert "Lindholm" not in said


def test_who_holds_something_else_is_told_inside_the_house_and_outside_where_the_desk_says_so(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    claims.ok("review", "1", "--differ", "mixed", "--because", "the gauge is old", person="BEN")
    claims.ok("report", "-o", "editor.html")
    told = "A second checker holds: <b><bdi>mixed</bdi></b>."
    editor = (claims.folder / "editor.html").read_text(encoding="utf-8")
    assert all(words in editor for words in (told, "the gauge is old", "BEN</bdi>"))
    claims.ok("report", "--for", "public", "-o", "before.html")
    assert "A second checker holds" not in (claims.folder / "before.html").read_text(encoding="utf-8")
    claims.ok("policy", "set", "print-dissent", "yes", "--because", "our readers may know")
    claims.ok("report", "--for", "public", "-o", "after.html")
    after = (claims.folder / "after.html").read_text(encoding="utf-8")
    assert told in after
    assert "BEN" not in after
    claims.ok("report", "-o", "site/")
    assert told in (claims.folder / "site" / "claims" / "1" / "index.html").read_text(encoding="utf-8")


def test_a_correction_is_told_and_withdrawn_also_where_its_claim_is_gone_from_the_text(claims):
    claims.ok("article", "publish", "1", "--version", "1", "--on", "2026-05-20")
    (claims.folder / "second.txt").write_text(STORY.replace("The river rose by 18 % in May, the city says. ", ""), encoding="utf-8")  # fmt: skip
    claims.ok("article", "revise", "1", "second.txt")
    claims.ok("report", "-o", "site/")
    page = claims.folder / "site" / "articles" / "1" / "index.html"
    claims.ok("correct", "1", "--wrong", "18 %", "--right", "17 %", "--kind", "error")
    claims.ok("report", "-o", "site/")
    assert ">17 %</q>" in page.read_text(encoding="utf-8")
    claims.ok("correct", "1.1", "--withdraw", "--because", "it was right")
    claims.ok("report", "-o", "site/")
    assert ">17 %</q>" not in page.read_text(encoding="utf-8")
    claims.ok("report", "-o", "fresh/")
    for file in (claims.folder / "fresh").rglob("*.html"):
        beside = claims.folder / "site" / file.relative_to(claims.folder / "fresh")
        assert beside.read_bytes() == file.read_bytes()


def test_who_spoke_on_background_is_not_named_in_a_correction_for_the_public(claims):
    claims.ok(
        "claim", "add", "The bridge held until noon.", "--quote", "did not hold", "--by", "Maria Keller", "--new-source",
        "--level", "background", "--said", "anonymous",
    )  # fmt: skip
    claims.ok("correct", "4", "--wrong", "did not hold", "--right", "held, as Maria Keller told us", "--kind", "error")
    said = refused(claims, 5, "report", "--for", "public", "-o", "public.html")
    assert "correction 4.1, right" in said


def test_a_dissent_from_other_words_is_not_told_of_these(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    claims.ok("review", "1", "--differ", "refuted", "--because", "it was June", person="BEN")
    claims.ok("claim", "edit", "1", "--wording", "The river rose 18 % in spring.")
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    claims.ok("report", "-o", "editor.html")
    assert "A second checker holds" not in (claims.folder / "editor.html").read_text(encoding="utf-8")


def test_what_rests_on_itself_has_no_origin_in_the_report_either(claims):
    claims.ok("document", "add", "https://paper.example/", "--title", "Paper of May", "--publisher", "Paper", "--origin", "Almanac", "--new-source")  # fmt: skip
    claims.ok("evidence", "add", "1", "https://almanac.example/", "--for", "so it is", "--title", "Almanac page", "--publisher", "Almanac", "--origin", "d1")  # fmt: skip
    claims.ok("report", "-o", "editor.html")
    assert "rests on itself, so it has no origin" in (claims.folder / "editor.html").read_text(encoding="utf-8")
