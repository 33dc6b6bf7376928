"""Who says a quote, as the desk keeps it: a name that stands there, and never a guess by itself."""

import pytest

TEXT = "The dam\n\nAda Lune said the dam held.\n\nShe added that it was painted.\n"


@pytest.fixture
def dam(desk):
    """A desk with a short article."""
    (desk.folder / "dam.txt").write_text(TEXT, encoding="utf-8")
    desk.ok("article", "add", "dam.txt")
    return desk


def mark(desk, quote):
    name = "marked.txt"
    text = desk.ok("mark", "1", "--print")
    assert text.count(quote) == 1
    (desk.folder / name).write_text(text.replace(quote, f"[[{quote}]]"), encoding="utf-8")
    desk.ok("mark", "1", "--from", name, "--new-source")
    return desk.json("claim", "show", 1)["data"][0]["appearances"][0]["attribution"]


def test_a_name_that_stands_there_is_entered(dam):
    said = mark(dam, "the dam held")
    assert (said["speaker"], said["kind"], said["cue"]) == ("Ada Lune", "second-hand", ["said"])


def test_a_guess_is_left_to_a_person_and_its_words_are_kept(dam):
    said = mark(dam, "it was painted")
    assert (said["speaker"], said["kind"], said["cue"]) == (None, "unattributed", ["She added that"])


def test_claim_add_proposes_the_guess_with_its_words(dam):
    result = dam.run("claim", "add", "The dam was painted.", "--quote", "it was painted")
    assert (
        "the sentence says “She added”, a guess: factcheck claim edit 1 --by 'Ada Lune' --new-source" in result.stderr
    )


def test_a_denial_is_left_to_a_person(desk):
    (desk.folder / "dam.txt").write_text("The dam\n\nAda Lune never said the dam held.\n", encoding="utf-8")
    desk.ok("article", "add", "dam.txt")
    said = mark(desk, "the dam held")
    assert (said["speaker"], said["kind"], said["cue"]) == (None, "unattributed", ["Ada Lune never said"])
