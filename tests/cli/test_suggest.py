"""``factcheck suggest``: what is proposed, entered, turned down, kept and learnt from; and ``mark --suggest``."""

import pytest
from desks import STORY, add_claims, add_story, refused


@pytest.fixture
def story(desk):
    """A desk with the story and no claims."""
    add_story(desk)
    return desk


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


def listed(desk, *options):
    return desk.json("suggest", "1", "--top", "0", *options)["data"]


def number_of(desk, words):
    (found,) = [each["number"] for each in listed(desk)["proposals"] if words in each["exact"]]
    return found


def test_each_proposal_has_its_quote_kind_speaker_and_reasons(story):
    data = listed(story)
    for each in data["proposals"]:
        assert STORY[each["start"] : each["end"]] == each["exact"]
    (rose,) = [each for each in data["proposals"] if "18 %" in each["exact"]]
    assert (rose["kind"], rose["band"]) == ("statistic", "high")
    assert any(why.startswith("number: 18") for why in rose["why"])
    (hurt,) = [each for each in data["proposals"] if "hurt" in each["exact"]]
    assert hurt["speaker"] == "Ada Lune"
    scores = [each["worth"] for each in data["proposals"]]
    assert scores == sorted(scores, reverse=True)


def test_listing_changes_nothing_and_top_cuts(story):
    before = story.proof().events
    printed = story.ok("suggest", "--top", "1")
    assert "a1: 1 of " in printed
    assert "factcheck suggest 1 --accept" in printed
    assert story.json("suggest", "--top", "1")["data"]["left"] == len(listed(story)["proposals"]) - 1
    assert story.proof().events == before


def test_what_a_claim_covers_is_left_out(claims):
    data = listed(claims)
    assert data["covered"] >= 2
    assert not [each for each in data["proposals"] if "18 %" in each["exact"] or "hurt" in each["exact"]]


def test_accepted_proposals_are_unverified_claims_with_their_attribution(story):
    rose, hurt = number_of(story, "18 %"), number_of(story, "hurt")
    result = story.run("suggest", "1", "--accept", f"{hurt},{rose}")
    assert "claim 1 entered: The river rose by 18 % in May" in result.stdout
    assert "the sentence names Ada Lune, unknown to the desk: factcheck claim edit 2 --by 'Ada Lune'" in result.stderr
    first, second = story.json("claim", "show", "1,2")["data"]
    assert (first["kind"], first["status"]) == ("statistic", "unverified")
    assert second["wording"].startswith("“Nobody was hurt")
    assert not {rose, hurt} & {each["number"] for each in listed(story)["proposals"]}


def test_new_source_adds_the_speaker(story):
    story.ok("suggest", "1", "--accept", number_of(story, "hurt"), "--new-source")
    assert "Ada Lune" in story.ok("claim", "show", "1")


def test_a_number_stays_a_proposals_own(story):
    before = {each["number"]: each["exact"] for each in listed(story)["proposals"]}
    story.ok("suggest", "1", "--accept", number_of(story, "18 %"))
    for each in listed(story)["proposals"]:
        assert before[each["number"]] == each["exact"]


def test_what_was_turned_down_is_kept_and_not_proposed_again(story):
    june = number_of(story, "in June")
    printed = story.ok("suggest", "1", "--dismiss", june, "--because", "said above")
    assert f"proposal {june} turned down: The river rose again in June" in printed
    assert listed(story)["decided"] == 1
    (kept,) = story.json("suggest", "1", "--decided")["data"]
    assert (kept["decision"], kept["reason"], kept["claim"]) == ("dismissed", "said above", None)
    (story.folder / "flood-2.txt").write_text(STORY + "\nThe town has 800 houses.\n", encoding="utf-8")
    story.ok("article", "revise", "1", "flood-2.txt", "--because", "longer")
    again = [each["exact"] for each in listed(story)["proposals"]]
    assert "The river rose again in June" not in again
    assert "The town has 800 houses" in again


def test_the_history_says_what_was_proposed_and_who_decided(story):
    rose, june = number_of(story, "18 %"), number_of(story, "in June")
    story.ok("suggest", "1", "--accept", rose, "--dismiss", june)
    told = story.ok("log")
    assert "proposal added: The river rose by 18 % in May (accepted)" in told
    assert "proposal added: The river rose again in June (dismissed)" in told
    assert f"proposed as {rose} of a1 by rules/1, and accepted" in story.ok("history", "1")


def test_undo_takes_claims_and_decisions_back(story):
    before = listed(story)
    story.ok("suggest", "1", "--accept", number_of(story, "18 %"), "--dismiss", number_of(story, "in June"))
    story.ok("undo")
    assert listed(story) == before
    assert story.json("claim", "list")["data"] == []
    assert "nothing was decided yet" in story.ok("suggest", "--decided")


def test_what_was_decided_moves_the_order(story):
    months = ("January", "April", "July", "October", "December")
    text = "\n\n".join(f"The dam opened in {month}. It is cheaper than a bridge." for month in months)
    add_story(story, "dam.txt", text)
    add_story(story, "mill.txt", "A new story\n\nThe mill opened in May.\n")

    def habits():
        (found,) = [each for each in story.json("suggest", "3")["data"]["proposals"] if "mill" in each["exact"]]
        return [reason for reason in found["why"] if reason.startswith("habit: ")]

    story.ok("suggest", "2", "--accept", "1,3,5,7", "--dismiss", "2")
    assert not habits()
    story.ok("suggest", "2", "--accept", "9")
    assert habits() == ["habit: this desk took 5 of 5 with time"]


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (4, ["--accept", "99"], "a1 has no proposal 99"),
        (4, ["--accept", "0"], "no proposal 0"),
        (2, ["--accept", ""], "--accept has no number"),
        (2, ["--dismiss", " "], "--dismiss has no number"),
        (3, ["--accept", "x"], "“x”"),
        (2, ["--because", "so"], "--because"),
        (2, ["--decided", "--accept", "1"], "--decided"),
        (2, ["--new-source"], "--new-source"),
        (2, ["--accept", "2", "--dismiss", "2"], "both"),
        (5, ["--accept", "2", "--list", "00000000"], "the list of a1 is"),
        (9, ["--scorer", "missing.json"], "missing.json"),
    ],
)
def test_bad_input_is_one_clear_sentence(story, code, arguments, said):
    assert said in refused(story, code, "suggest", "1", *arguments)


def test_a_proposal_is_decided_once(story):
    rose = number_of(story, "18 %")
    story.ok("suggest", "1", "--accept", rose)
    assert f"proposal {rose} is a claim already" in refused(story, 5, "suggest", "1", "--accept", rose)


def test_a_dropped_claim_is_proposed_again(story):
    rose = number_of(story, "18 %")
    story.ok("suggest", "1", "--accept", rose)
    story.ok("claim", "drop", "1", "--because", "twice")
    assert number_of(story, "18 %") == rose
    story.ok("suggest", "1", "--accept", rose)
    assert [each["claim"] for each in story.json("suggest", "--decided")["data"]] == [2]


def test_entering_overrules_an_earlier_no(story):
    june = number_of(story, "in June")
    story.ok("suggest", "1", "--dismiss", june, "--because", "said above")
    (story.folder / "flood-2.txt").write_text(STORY + "\nThe town has 800 houses.\n", encoding="utf-8")
    story.ok("article", "revise", "1", "flood-2.txt", "--because", "longer")
    (kept,) = story.json("suggest", "1", "--accept", str(june))["data"]
    assert (kept["decision"], kept["version"], kept["claim"]) == ("accepted", 2, 1)
    (kept,) = story.json("suggest", "--decided")["data"]
    assert kept["decision"] == "accepted"
    story.ok("undo")
    (kept,) = story.json("suggest", "--decided")["data"]
    assert (kept["decision"], kept["reason"]) == ("dismissed", "said above")


def test_a_guessed_speaker_is_marked(desk):
    add_story(desk, "loaf.txt", "“We lost 40 loaves in May,” she said. Ada Lune said the mill lost 12 people.\n")
    told = {each["exact"]: (each["speaker"], each["guess"]) for each in listed(desk)["proposals"]}
    assert ("Ada Lune", False) in told.values()
    add_story(desk, "more.txt", "Ada Lune runs the mill in Orle. “We lost 40 loaves in May,” she said.\n")
    data = desk.json("suggest", "2", "--top", "0")["data"]["proposals"]
    assert ("Ada Lune", True) in [(each["speaker"], each["guess"]) for each in data]
    assert "said by Ada Lune (a guess)" in desk.ok("suggest", "2")


def test_the_code_of_a_list_holds_until_the_text_changes(story):
    code = listed(story)["list"]
    story.ok("suggest", "1", "--accept", number_of(story, "18 %"), "--list", code)
    (story.folder / "flood-2.txt").write_text(STORY + "\nThe town has 800 houses.\n", encoding="utf-8")
    story.ok("article", "revise", "1", "flood-2.txt", "--because", "longer")
    june = number_of(story, "in June")
    assert "the list of a1 is" in refused(story, 5, "suggest", "1", "--dismiss", june, "--list", code)


def test_a_scorer_of_ones_own_weighs_too(story):
    (story.folder / "mine.json").write_text(
        '{"format": "factcheck-scorer/1", "name": "mine", "stages": [{"bias": 0, "weights": {"w": {"hurt": 40}}}],'
        ' "rarities": {"w": {"hurt": 1}}}'
    )
    data = listed(story, "--scorer", "mine.json")
    assert data["made_by"].startswith("mine/")
    assert "hurt" in data["proposals"][0]["exact"]
    assert data["list"] != listed(story)["list"]
    told = story.ok("suggest", "1", "--scorer", "mine.json")
    assert f"--list {data['list']} --scorer mine.json" in told
    (story.folder / "bad.json").write_text("{}")
    assert "bad.json is no scorer" in refused(story, 3, "suggest", "1", "--scorer", "bad.json")


def marked(desk, *pairs):
    """The text with proposals in brackets, changed by replacements that must each hit once."""
    text = desk.ok("mark", "1", "--print", "--suggest")
    for old, new in pairs:
        assert text.count(old) == 1, text
        text = text.replace(old, new)
    (desk.folder / "marked.txt").write_text(text, encoding="utf-8")
    return text


def test_mark_suggest_brackets_the_proposals_and_keeps_what_became_of_them(story):
    text = marked(story, ("[[The river rose again in June]]", "The river rose again in June"))
    assert "[[The river rose by 18 % in May]]" in text
    printed = story.ok("mark", "1", "--from", "marked.txt", "--suggest")
    assert "turned down" not in printed
    decided = {each["exact"]: each for each in story.json("suggest", "--decided")["data"]}
    assert "The river rose again in June" not in decided
    rose = decided["The river rose by 18 % in May"]
    assert rose["decision"] == "accepted"
    (claim,) = story.json("claim", "show", rose["claim"])["data"]
    assert (claim["wording"], claim["kind"]) == ("The river rose by 18 % in May", "statistic")


def test_a_bracket_that_was_moved_is_accepted_as_moved(story):
    marked(story, ("[[The river rose by 18 % in May]]", "The river [[rose by 18 % in May]]"))
    story.ok("mark", "1", "--from", "marked.txt", "--suggest")
    assert "rose by 18 % in May" in [each["wording"] for each in story.json("claim", "list")["data"]]
    decided = {each["exact"]: each["decision"] for each in story.json("suggest", "--decided")["data"]}
    assert decided["The river rose by 18 % in May"] == "accepted"


def test_a_file_that_was_handed_out_without_proposals_turns_none_down(story):
    text = story.ok("mark", "1", "--print").replace("rose by 18 % in May", "[[rose by 18 % in May]]")
    (story.folder / "plain.txt").write_text(text, encoding="utf-8")
    story.ok("mark", "1", "--from", "plain.txt", "--suggest")
    assert [each["decision"] for each in story.json("suggest", "--decided")["data"]] == ["accepted"]
    before = story.proof().events
    (story.folder / "same.txt").write_text(story.ok("mark", "1", "--print"), encoding="utf-8")
    assert "no bracket was changed" in story.ok("mark", "1", "--from", "same.txt", "--suggest")
    assert story.proof().events == before


def test_claims_keep_their_brackets_beside_proposals(claims):
    text = marked(claims)
    assert "[[1:rose by 18 % in May]]" in text
    claims.ok("mark", "1", "--from", "marked.txt", "--suggest")
    assert {1, 2, 3} <= {each["number"] for each in claims.json("claim", "list")["data"]}
