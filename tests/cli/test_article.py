import pytest
from desks import STORY, add_story, refused


def test_only_a_file_is_needed(desk):
    (desk.folder / "flood.txt").write_text(STORY, encoding="utf-8")
    article = desk.json("article", "add", "flood.txt")["data"]
    assert (article["ref"], article["title"], article["version"], article["claims"]) == ("a1", None, 1, 0)
    assert article["paragraphs"] == 3
    assert article["upstream"] is None


def test_what_is_said_of_it_is_kept(desk):
    (desk.folder / "flood.txt").write_text(STORY, encoding="utf-8")
    article = desk.json(
        "article", "add", "flood.txt", "--title", "The flood", "--url", "https://example.org/flood", "--publisher", "Gazette",
        "--author", "B. Reporter", "--published", "2026-05", "--language", "en", "--upstream", "News Agency", "--new-source",
    )["data"]  # fmt: skip
    names = {each["ref"]: each["name"] for each in desk.json("source", "list")["data"]}
    assert (article["title"], article["author"], article["published"]) == ("The flood", "B. Reporter", "2026-05")
    assert (article["url"], article["language"]) == ("https://example.org/flood", "en")
    assert names[article["publisher"]] == "Gazette"
    assert names[article["upstream"]] == "News Agency"


def test_markdown_and_html_say_who_they_are(desk):
    (desk.folder / "a.md").write_text("---\ntitle: From Markdown\nauthor: M. Down\n---\nThe first story.\n")
    (desk.folder / "b.html").write_text(
        "<html lang=en><title>x</title><article><h1>From a page</h1><p>The second story.</p>"
        "<figure><figcaption>A caption.</figcaption></figure></article></html>"
    )
    first, second = (desk.json("article", "add", name)["data"] for name in ("a.md", "b.html"))
    assert (first["title"], first["author"]) == ("From Markdown", "M. Down")
    assert (second["title"], second["language"]) == ("From a page", "en")
    assert "A caption." in desk.ok("article", "text", "a2")


def test_standard_input_is_read_for_a_dash(desk):
    assert "a1" in desk.ok("article", "add", "-", stdin=STORY.encode())
    assert "18 % in May" in desk.ok("article", "text")


def test_the_same_text_is_taken_once_unless_asked(story):
    (story.folder / "copy.txt").write_text(STORY, encoding="utf-8")
    assert "article 1 already" in refused(story, 5, "article", "add", "copy.txt")
    assert story.json("article", "add", "copy.txt", "--again")["data"]["ref"] == "a2"


def test_list_and_show_name_every_article(story):
    add_story(story, "other.txt", "Another story altogether.")
    story.ok("article", "edit", "2", "--title", "The other")
    listed = story.ok("article", "list").splitlines()
    assert [line.split()[0] for line in listed] == ["a1", "a2"]
    assert "The other" in listed[1]
    assert "The other" in story.ok("article", "show", "a2")
    assert refused(story, 2, "article", "show").count("several articles") == 1
    assert "no article 9" in refused(story, 4, "article", "show", "9")


def test_text_numbers_paragraphs_and_marks_claims(claims):
    text = claims.ok("article", "text", "1")
    assert text.startswith("p1   The flood of May\n")
    assert "[1: rose by 18 % in May]" in text
    assert "[3: bridge — built in 1911]" in text
    paragraphs = claims.json("article", "text")["data"]
    assert [each["claims"] for each in paragraphs] == [[], [1, 2], [3]]
    assert all(STORY[each["start"] : each["end"]] == each["text"] for each in paragraphs)


def test_edit_changes_what_is_given_and_an_empty_text_takes_it_away(story):
    story.ok("article", "edit", "1", "--title", "Flood", "--author", "B. Reporter", "--note", "ask for the print date")
    story.ok("article", "edit", "1", "--author", "")
    article = story.json("article", "show")["data"]
    assert (article["title"], article["author"], article["note"]) == ("Flood", None, "ask for the print date")
    assert "nothing to change" in refused(story, 2, "article", "edit", "1")


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--published", "2026-02-30", "no date"),
        ("--published", "yesterday", "no date"),
        ("--url", "javascript:alert(1)", "javascript"),
        ("--url", "example.org", "no scheme"),
    ],
)
def test_an_impossible_value_is_refused_by_name(story, option, value, says):
    assert says in refused(story, 3, "article", "edit", "1", option, value)


def test_an_unknown_publisher_is_named_with_its_neighbours(story):
    story.ok("source", "add", "The Gazette")
    error = refused(story, 4, "article", "edit", "1", "--publisher", "The Gazete")
    assert "'The Gazette'" in error
    assert "--new-source" in error
