import json

import pytest
from desks import STORY, add_story, refused


def _add(desk, *arguments):
    return desk.json("claim", "add", *arguments)["data"]


def test_wording_and_quote_are_enough(story):
    claim = _add(story, "The river rose 18 %.", "--quote", "rose by 18 % in May")
    (place,) = claim["appearances"]
    assert (claim["number"], claim["status"], claim["kind"], claim["priority"]) == (1, "unverified", None, "medium")
    assert place["attribution"]["kind"] == "unattributed"
    assert place["attribution"]["speaker"] is None
    assert (place["paragraph"], place["sentence"]) == (2, 1)
    assert STORY[place["start"] : place["end"]] == place["exact"] == "rose by 18 % in May"


def test_everything_said_with_it_is_kept(story):
    claim = _add(
        story, "Nobody was hurt.", "--quote", "Nobody was hurt", "--by", "Ada Lune", "--via", "City of Lune", "--via",
        "News Agency", "--cue", "said", "--hedged", "--traced-to", "Police", "--said", "first-hand", "--level", "background",
        "--about", "Town", "--kind", "quote", "--priority", "high", "--tag", "people", "--tag", "may", "--new-source",
    )  # fmt: skip
    said = claim["appearances"][0]["attribution"]
    assert said == {
        "kind": "first-hand", "speaker": "Ada Lune", "via": ["City of Lune", "News Agency"], "cue": ["said"],
        "hedged": True, "level": "background", "traced_to": "Police",
    }  # fmt: skip
    assert (claim["about"], claim["kind"], claim["priority"], claim["tags"]) == (
        "Town",
        "quote",
        "high",
        ["may", "people"],
    )


def test_a_named_speaker_is_second_hand_unless_said_otherwise(story):
    claim = _add(story, "Nobody was hurt.", "--quote", "Nobody was hurt", "--by", "Ada Lune", "--new-source")
    assert claim["appearances"][0]["attribution"]["kind"] == "second-hand"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("rose by…in May", "rose by 18 % in May"),
        ("rose by ... in May", "rose by 18 % in May"),
        ("“Nobody...Lune", "“Nobody was hurt,” said Mayor Ada Lune"),
        ('"Nobody was hurt," said', "“Nobody was hurt,” said"),
        ("town's bridge - built", "town\u2019s bridge — built"),
        ("  rose   by\t18 % ", "rose by 18 %"),
    ],
)
def test_what_people_type_finds_the_articles_own_characters(story, typed, stored):
    assert _add(story, "x", "--quote", typed)["appearances"][0]["exact"] == stored


def test_an_ambiguous_quote_lists_its_places(story):
    error = refused(story, 3, "claim", "add", "It rose.", "--quote", "The river rose")
    assert "stands in 2 places" in error
    assert "p2 sentence 1: " in error
    assert "p2 sentence 3: " in error
    assert "--in p5" in error


def test_in_narrows_the_search_to_a_paragraph(story):
    assert _add(story, "May", "--quote", "May", "--in", "p1")["appearances"][0]["paragraph"] == 1
    assert "p9" in refused(story, 4, "claim", "add", "x", "--quote", "May", "--in", "p9")
    assert "not in p3" in refused(story, 3, "claim", "add", "x", "--quote", "rose by 18 %", "--in", "p3")


def test_a_missing_quote_shows_the_nearest_passage_and_the_difference(story):
    error = refused(story, 3, "claim", "add", "It rose.", "--quote", "rose by 28 % in May")
    assert "nearest passage: “rose by 18 % in May”" in error
    assert "“28” for “18”" in error


def test_an_unknown_source_needs_a_word(story):
    story.ok("source", "add", "Ada Lune")
    error = refused(story, 4, "claim", "add", "x", "--quote", "Nobody was hurt", "--by", "Ada Luna")
    assert "'Ada Luna'" in error
    assert "'Ada Lune'" in error
    assert "--new-source" in error


def test_several_articles_need_to_be_told_apart(story):
    add_story(story, "other.txt", "Another story says nothing.")
    assert "several articles" in refused(story, 2, "claim", "add", "x", "--quote", "nothing")
    assert _add(story, "x", "--quote", "nothing", "--article", "a2")["appearances"][0]["article"] == "a2"
    assert "no article 3" in refused(story, 4, "claim", "add", "x", "--quote", "nothing", "--article", "3")


def test_without_an_article_there_is_nothing_to_claim(desk):
    assert "no article yet" in refused(desk, 4, "claim", "add", "x", "--quote", "y")


def test_the_same_claim_is_entered_once(claims):
    again = ("claim", "add", "Nobody was hurt.", "--quote", "Nobody was hurt")
    assert "claim 2 says this" in refused(claims, 5, *again)


@pytest.mark.parametrize(
    "arguments",
    [("claim", "add", "x"), ("claim", "add", "--quote", "May"), ("claim", "add"), ("claim", "add", "x", "--nonsense")],
)
def test_half_a_command_is_a_usage_error(story, arguments):
    refused(story, 2, *arguments)


@pytest.mark.parametrize(
    "option", [("--kind", "rumour"), ("--priority", "urgent"), ("--said", "maybe"), ("--level", "secret")]
)
def test_a_word_outside_the_list_is_refused_with_the_list(story, option):
    error = refused(story, 3, "claim", "add", "x", "--quote", "Nobody was hurt", *option)
    assert f"'{option[1]}'" in error
    assert "one of:" in error


def test_wordings_come_from_files_and_standard_input_too(story):
    (story.folder / "wording.txt").write_text("It cost $2.5 million.\n", encoding="utf-8")
    assert _add(story, "@wording.txt", "--quote", "2.5 million")["wording"] == "It cost $2.5 million."
    piped = story.json("claim", "add", "-", "--quote", "1911", stdin="Built in `1911`.\n")["data"]
    assert piped["wording"] == "Built in `1911`."
    assert _add(story, "@@home", "--quote", "June")["wording"] == "@home"
    assert "no such file" in refused(story, 9, "claim", "add", "@missing.txt", "--quote", "June").lower()


def _lines(*claims):
    header = {"schema": "factcheck/claim-set/1"}
    return "\n".join(json.dumps(line) for line in (header, *({"type": "claim", **each} for each in claims)))


def test_many_claims_come_from_one_file(story):
    story.ok("source", "add", "Ada Lune")
    (story.folder / "more.jsonl").write_text(
        _lines(
            {"key": "hurt", "wording": "Nobody was hurt.", "appearances": [
                {"exact": "Nobody was hurt", "attribution": {"kind": "first-hand", "speaker": "Ada Lune"}}]},
            {"wording": "She said so.", "appearances": [{"exact": "said Mayor"}], "relations": [{"kind": "says", "claim": "hurt"}]},
        )
    )  # fmt: skip
    assert story.json("claim", "add", "--from", "more.jsonl")["data"] == [1, 2]
    first, second = story.json("claim", "show", "1,2")["data"]
    assert first["appearances"][0]["attribution"]["speaker"] == "Ada Lune"
    assert second["relations"] == [{"kind": "says", "claim": 1, "inverse": False}]


def test_claims_of_a_file_may_bear_on_claims_of_the_desk(claims):
    entry = {
        "wording": "It rose.",
        "appearances": [{"exact": "rose again"}],
        "relations": [{"kind": "related", "claim": "1"}],
    }
    (claims.folder / "more.jsonl").write_text(_lines(entry))
    claims.ok("claim", "add", "--from", "more.jsonl")
    assert claims.json("claim", "show", "4")["data"][0]["relations"][0]["claim"] == 1
    entry |= {"wording": "It rose, too.", "relations": [{"kind": "related", "claim": "77"}]}
    (claims.folder / "more.jsonl").write_text(_lines(entry))
    assert "no claim 77" in refused(claims, 5, "claim", "add", "--from", "more.jsonl")


def test_a_file_of_claims_comes_whole_or_not_at_all(story):
    good = {"wording": "Nobody was hurt.", "appearances": [{"exact": "Nobody was hurt"}]}
    (story.folder / "more.jsonl").write_text(
        _lines(
            good,
            {"wording": "Not there.", "appearances": [{"exact": "a flood of tears"}]},
            {"wording": "Ambiguous.", "appearances": [{"exact": "The river rose"}]},
        )
    )
    error = refused(story, 5, "claim", "add", "--from", "more.jsonl")
    assert "2 claims were refused" in error
    assert "a flood of tears" in error
    assert "2 places" in error


@pytest.mark.parametrize("option", [("--tag", "x"), ("--by", "City"), ("--in", "p2"), ("--quote", "May")])
def test_a_file_brings_all_that_a_claim_has(story, option):
    (story.folder / "more.jsonl").write_text(_lines())
    assert "--from" in refused(story, 2, "claim", "add", "--from", "more.jsonl", *option)
