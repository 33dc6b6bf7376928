import pytest
from desks import state
from terminal import CLEAR, CTRL_C, CTRL_D


def answer(terminal, question, text="", **options):
    terminal.see(question)
    terminal.type(text, **options)


def enter_claim(terminal, quote, *, label="quote, the article's words:", wording="", kind="", priority=""):
    """A fact in the article's own voice, or by whom the sentence names."""
    terminal.see(label)
    terminal.paste(quote)
    answer(terminal, "wording, in the desk's words:", wording and CLEAR + wording)
    answer(terminal, "said by")
    answer(terminal, "hedged")
    answer(terminal, "kind (", kind)
    answer(terminal, "priority", priority)
    answer(terminal, "save, or again")


def test_enter_takes_every_default_and_ends(story, at):
    terminal = at(story, "claim", "add")
    enter_claim(terminal, "rose by 18 % in May", wording="The river rose 18 % in May.", kind="st", priority="h")
    enter_claim(terminal, "bridge — built in 1911", label="next fact in p2, Enter to end:")
    answer(terminal, "next fact in p3, Enter to end:")
    assert "claim 2 entered" in terminal.end()
    first, second = story.json("claim", "show", "1,2")["data"]
    assert (first["wording"], first["kind"], first["priority"]) == ("The river rose 18 % in May.", "statistic", "high")
    assert (second["wording"], second["kind"], second["priority"]) == ("bridge — built in 1911", None, "medium")
    said = second["appearances"][0]["attribution"]
    assert (said["kind"], said["speaker"], said["hedged"], said["cue"]) == ("unattributed", None, False, [])
    assert terminal.text.count(f"desk {story.place} · as ANA") == 1


@pytest.mark.deep
def test_the_line_under_a_quote_says_where_it_stands_or_what_differs(story, at):
    terminal = at(story, "claim", "add", columns=60)
    answer(terminal, "quote", "rose by 28 % in May", enter=False)
    terminal.shows("nearest passage: “rose by 18 % in May”")
    terminal.shows("difference: “28” for “18”")
    terminal.type("")
    terminal.shows("is not in the article")
    terminal.type(CLEAR + "rose by 18", enter=False)
    terminal.shows("p2 sentence 1: The flood of May The river [rose by 18]")
    terminal.type(CTRL_C, enter=False)
    terminal.end(130)


@pytest.mark.deep
def test_who_says_it_is_proposed_and_a_new_name_is_asked_about(story, at):
    terminal = at(story, "claim", "add")
    answer(terminal, "quote", "Nobody was hurt")
    answer(terminal, "wording")
    answer(terminal, "said by [Ada Lune]")
    answer(terminal, "“Ada Lune” is new to the desk: add it")
    answer(terminal, "hedged: does the article keep its distance (y/n) [n]")
    answer(terminal, "kind (", "quote")
    answer(terminal, "priority")
    terminal.shows("said by Ada Lune (“said”) · quote · medium")
    answer(terminal, "save, or again")
    answer(terminal, "next fact", "damage came to 2.5 million euros")
    answer(terminal, "wording")
    answer(terminal, "said by [somebody unnamed]")
    answer(terminal, "hedged: does the article keep its distance (y/n) [y]")
    answer(terminal, "kind (", "1")
    answer(terminal, "priority", "?")
    terminal.shows("a mistake would do harm: check first")
    answer(terminal, "priority", "lo")
    answer(terminal, "save, or again")
    answer(terminal, "next fact")
    terminal.end()
    mayor, experts = (each["appearances"][0]["attribution"] for each in story.json("claim", "show", "1,2")["data"])
    assert (mayor["speaker"], mayor["kind"], mayor["cue"], mayor["hedged"]) == (
        "Ada Lune",
        "second-hand",
        ["said"],
        False,
    )
    assert (experts["speaker"], experts["kind"], experts["hedged"]) == (None, "anonymous", True)
    assert story.json("claim", "show", "2")["data"][0]["kind"] == "statistic"


@pytest.mark.deep
def test_a_slip_of_the_pen_is_no_second_source(claims, at):
    terminal = at(claims, "claim", "add", "--quote", "The river rose again in June")
    answer(terminal, "wording")
    answer(terminal, "said by", "Ada Luna")
    terminal.shows("the desk has Ada Lune")
    answer(terminal, "add it (y/n) [n]")
    answer(terminal, "said by", "\x7fe")
    answer(terminal, "hedged")
    answer(terminal, "kind (")
    answer(terminal, "priority")
    answer(terminal, "save, or again")
    answer(terminal, "next fact")
    terminal.end()
    assert claims.json("claim", "show", "4")["data"][0]["appearances"][0]["attribution"]["speaker"] == "Ada Lune"
    assert len(claims.json("source", "list")["data"]) == 2


@pytest.mark.deep
def test_a_refusal_keeps_the_answers(claims, at):
    terminal = at(claims, "claim", "add", "--article", "1")
    answer(terminal, "quote", "Nobody was hurt")
    answer(terminal, "wording", ".")
    answer(terminal, "said by [Ada Lune]")
    answer(terminal, "hedged")
    answer(terminal, "kind (", "quote")
    answer(terminal, "priority", "high")
    answer(terminal, "save, or again")
    terminal.shows("claim 2 says this at this quote already")
    answer(terminal, "quote, the article's words: Nobody was hurt")
    answer(terminal, "wording, in the desk's words: Nobody was hurt.", CLEAR + "No one was hurt.")
    answer(terminal, "said by [Ada Lune]")
    answer(terminal, "hedged")
    answer(terminal, "kind (Enter: none) (? explains) [quote]")
    answer(terminal, "priority (high, medium, low; ? explains) [high]")
    answer(terminal, "save, or again", "again")
    answer(terminal, "quote, the article's words: Nobody was hurt")
    answer(terminal, "wording, in the desk's words: No one was hurt.")
    for question in ("said by", "hedged", "kind", "priority", "save"):
        answer(terminal, question)
    answer(terminal, "next fact")
    terminal.end()
    (made,) = claims.json("claim", "show", "4")["data"]
    assert (made["wording"], made["kind"], made["priority"]) == ("No one was hurt.", "quote", "high")


@pytest.mark.deep
def test_a_quote_in_several_places_is_said_where(story, at):
    terminal = at(story, "claim", "add", "It rose again.")
    answer(terminal, "quote", "The river")
    terminal.shows("say where: … in p5")
    answer(terminal, "quote", CLEAR + "May in p1")
    terminal.shows("p1 sentence 1: The flood of [May]")
    terminal.type(CTRL_C, enter=False)
    terminal.end(130)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_leaving_in_the_middle_writes_nothing(story, at, key):
    before = state(story)[:2]
    terminal = at(story, "claim", "add")
    answer(terminal, "quote", "Nobody was hurt")
    terminal.see("wording")
    terminal.type(CLEAR + key, enter=False)
    assert "what was not saved is not on the desk" in terminal.end(130)
    assert state(story)[:2] == before


@pytest.mark.deep
def test_nobody_types_for_nothing(story, at):
    assert "who is working?" in at(story, "claim", "add", FACTCHECK_PERSON="").end(2)
    assert "is no kind of claim" in at(story, "claim", "add", "--kind", "rumour").end(3)
    assert "no source is called" in at(story, "claim", "add", "--by", "Nobody").end(4)


@pytest.mark.deep
def test_what_is_complete_is_never_asked_about(story, at):
    terminal = at(story, "claim", "add", "It rose.", "--quote", "rose by 18 % in May")
    assert "claim 1 entered" in terminal.end()
    assert "said by" not in terminal.text


@pytest.mark.deep
@pytest.mark.parametrize("setting", [{"FACTCHECK_PLAIN": "1"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}], ids=str)
def test_plain_terminals_are_asked_too(story, at, setting):
    terminal = at(story, "claim", "add", "It rose.", columns=60, **setting)
    answer(terminal, "quote", "rose by 28 % in May")
    terminal.shows("difference: “28” for “18”")
    answer(terminal, "quote", CLEAR + "rose by 18 % in May")
    for question in ("said by", "hedged", "kind", "priority", "save", "next fact"):
        answer(terminal, question)
    assert "claim 1 entered" in terminal.end()


@pytest.mark.deep
def test_a_terminal_that_cannot_move_its_cursor_is_not_asked(story, at):
    assert "the wording is missing" in at(story, "claim", "add", TERM="dumb").end(2)


@pytest.mark.deep
def test_what_an_article_hides_is_shown_on_the_terminal(story, at):
    (story.folder / "evil.txt").write_text("The price\u202e fell \x1b[31mtoday.", encoding="utf-8")
    story.ok("article", "add", "evil.txt")
    terminal = at(story, "claim", "add", "--article", "2")
    answer(terminal, "quote", "The price…today")
    terminal.see("wording, in the desk's words: The price\ufffd fell \ufffd[31mtoday")
    terminal.shows("\\u202e")
    assert "\x1b[31mtoday" not in terminal.text
    terminal.type(CTRL_C, enter=False)
    terminal.end(130)
