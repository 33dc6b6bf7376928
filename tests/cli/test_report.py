from desks import add_evidence, refused


def test_the_report_is_one_file_here_unless_said_otherwise(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge")
    data = claims.json("report")["data"]
    page = (claims.folder / "report.html").read_text(encoding="utf-8")
    assert data["file"] == "report.html"
    assert (data["articles"], data["claims"], data["bytes"]) == (["a1"], 3, len(page.encode()))
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
    assert "is a folder" in refused(story, 9, "report", "-o", ".")
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
    page = (claims.folder / "report.html").read_text(encoding="utf-8")
    assert "https://example.org/gauge" in page
    assert "https://example.org/dropped" not in page
    assert "built in 1911." not in page.replace("built in 1911</mark>", "")
