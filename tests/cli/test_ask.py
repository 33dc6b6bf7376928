import pytest
from desks import refused

from factcheck.db.session import reading
from factcheck.services.lookup import get_claim
from factcheck.services.replies import Heard, subject_asked

QUESTION = ("--person", "Jo Press", "--channel", "e-mail", "--question", "18 or 17 %?")
EXPORTS = (
    ["export", "-o", "set.json"],
    ["export", "--include-confidential", "-o", "all.json"],
    ["report", "-o", "report.html"],
)


def _asks(desk, *arguments):
    return [(each["ref"], each["reply"]) for each in desk.json("ask", *arguments)["data"]]


def _heard(desk, number=1):
    with reading(desk.place) as session:
        found = subject_asked(session, get_claim(session, number))
    return found.heard, found.ref


def test_a_question_is_kept_and_answered(claims, clock):
    printed = claims.json("ask", "1", *QUESTION, "--contact", "jo@x.org", "--deadline", "2026-12-03")
    assert printed["schema"] == "factcheck/asks/1"
    (asked,) = printed["data"]
    assert (asked["ref"], asked["reply"], asked["asked_on"], asked["deadline"]) == (
        "1.1", "waiting", "2026-11-24", "2026-12-03",
    )  # fmt: skip
    clock.advance(days=2)
    claims.ok("ask", "1.1", "--answer", "17 %, we are sorry")
    (answered,) = claims.json("ask", "1.1")["data"]
    assert (answered["reply"], answered["answer"], answered["answered_on"]) == (
        "answered", "17 %, we are sorry", "2026-11-26",
    )  # fmt: skip
    assert claims.ok("ask", "1.1").splitlines() == [
        "1.1 ANSWERED  Jo Press (e-mail)",
        "     at jo@x.org (stays at the desk)",
        "     asked on 2026-11-24: “18 or 17 %?”",
        "     answered on 2026-11-26: “17 %, we are sorry”",
    ]


def test_no_answer_is_said_and_a_late_one_takes_its_place(claims):
    claims.ok("ask", "1", *QUESTION, "--on", "2026-11-20")
    claims.ok("ask", "1.1", "--no-answer", "--on", "2026-11-22")
    assert "no answer by 2026-11-22" in claims.ok("ask", "1")
    assert _asks(claims, "--reply", "no-answer") == [("1.1", "no-answer")]
    claims.ok("ask", "1.1", "--answer", "17 %")
    assert _asks(claims) == [("1.1", "answered")]
    told = claims.ok("history", "1", "--json")
    assert "question put added: 1. 18 or 17 %?" in told
    assert "reply: “waiting” -> “no-answer”" in told


def test_the_claim_shows_it_without_the_contact(claims):
    claims.ok("ask", "1", *QUESTION, "--contact", "jo@x.org", "--deadline", "2026-11-30")
    assert "ASKED Jo Press (e-mail): no answer yet, wanted by 2026-11-30" in claims.ok("claim", "show", "1")
    for arguments in (["claim", "show", "1"], ["ask", "1"]):
        assert "jo@x.org" not in claims.ok(*arguments, "--json")


def test_neither_report_nor_export_holds_contact_question_or_answer(claims):
    claims.ok("ask", "1", *QUESTION, "--contact", "jo@x.org")
    claims.ok("ask", "1.1", "--answer", "it was seventeen")
    for arguments in EXPORTS:
        claims.ok(*arguments)
        text = (claims.folder / arguments[-1]).read_text(encoding="utf-8")
        assert "jo@x.org" not in text, arguments


def test_a_whole_desk_is_not_exported_with_questions_unless_asked(claims):
    claims.ok("ask", "2", *QUESTION, "--contact", "jo@x.org")
    assert "1 question put to somebody" in refused(claims, 5, "export", "--desk", "-o", "desk.jsonl")
    claims.ok("undo")
    assert refused(claims, 5, "export", "--desk", "-o", "desk.jsonl")


def test_numbers_are_not_used_again(claims):
    claims.ok("ask", "1", *QUESTION)
    claims.ok("undo")
    assert _asks(claims) == []
    claims.ok("ask", "1", *QUESTION)
    assert _asks(claims) == [("1.2", "waiting")]
    assert "no question 1" in refused(claims, 4, "ask", "1.1", "--no-answer")


def test_the_subject_is_heard_only_through_who_answers_for_it(claims):
    assert _heard(claims) == (Heard.NO_SUBJECT, "")
    claims.ok("claim", "edit", "1", "--about", "City of Lune", "--risk", "defamation")
    assert _heard(claims) == (Heard.NOT_ASKED, "")
    assert "City of Lune was not asked" in claims.ok("claim", "show", "1")
    result = claims.run("ask", "1", *QUESTION)
    assert "not a right of reply of City of Lune" in result.stderr
    assert _heard(claims) == (Heard.NOT_ASKED, "")
    claims.ok("source", "add", "Press office", "--part-of", "City of Lune")
    result = claims.run("ask", "1", *QUESTION, "--party", "Press office")
    assert "right of reply" not in result.stderr
    assert _heard(claims) == (Heard.WAITING, "1.2")
    claims.ok("ask", "1.2", "--no-answer")
    assert _heard(claims) == (Heard.NO_ANSWER, "1.2")
    claims.ok("ask", "1", "--person", "City of Lune", "--channel", "letter", "--question", "And now?")
    assert _heard(claims) == (Heard.NO_ANSWER, "1.2")
    claims.ok("ask", "1.3", "--answer", "17 %")
    assert _heard(claims) == (Heard.ANSWERED, "1.3")
    assert "City of Lune was asked and answered (1.3)" in claims.ok("claim", "show", "1")
    claims.ok("undo")
    assert _heard(claims) == (Heard.NO_ANSWER, "1.2")


def test_the_larger_body_does_not_answer_for_the_person(claims):
    claims.ok("source", "edit", "Ada Lune", "--part-of", "City of Lune")
    claims.ok("claim", "edit", "2", "--about", "Ada Lune")
    claims.ok("ask", "2", *QUESTION, "--party", "City of Lune")
    assert _heard(claims, 2) == (Heard.NOT_ASKED, "")


def test_a_deadline_that_passed_is_on_the_agenda_until_it_is_answered(claims, clock):
    claims.ok("ask", "2", *QUESTION, "--deadline", "2026-11-26")
    claims.ok("ask", "2", *QUESTION)
    clock.advance(days=2)
    assert "deadline" not in {task["need"] for task in claims.json("next", "--all")["data"]}
    clock.advance(days=1)
    (task,) = [each for each in claims.json("next", "--all")["data"] if each["need"] == "deadline"]
    assert (task["claim"], task["command"]) == (2, "factcheck ask 2.1 --no-answer")
    assert "Jo Press by 2026-11-26" in task["why"]
    assert "1 day past" in claims.ok("claim", "show", "2")
    claims.ok(*task["command"].split()[1:])
    assert "deadline" not in {task["need"] for task in claims.json("next", "--all")["data"]}


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (2, ["1", "--person", "Jo"], "--channel and --question"),
        (2, ["--person", "Jo", "--channel", "letter", "--question", "x"], "takes a claim"),
        (3, ["1", "--person", "Jo", "--channel", "fax", "--question", "x"], "'fax' is no channel"),
        (3, ["1", "--person", "Jo", "--channel", "letter", "--question", " "], "the question is missing"),
        (3, ["1", *QUESTION, "--deadline", "soon"], "is no date"),
        (3, ["1", *QUESTION, "--deadline", "2026-11-23"], "lies before 2026-11-24"),
        (3, ["1", *QUESTION, "--on", "2026-11-27"], "has not come yet"),
        (3, ["1", *QUESTION, "--on", "2026-11"], "the day on which"),
        (4, ["1", *QUESTION, "--party", "Nobody known"], "Nobody known"),
        (4, ["9", *QUESTION], "no claim 9"),
        (4, ["1.1", "--no-answer"], "has no question 1"),
        (2, ["1.1", "--no-answer", "--answer", "x"], "one question"),
        (2, ["--answer", "x"], "one question"),
        (3, ["1", "--answer", "x"], "is no evidence reference"),
        (3, ["--reply", "maybe"], "is no reply"),
    ],
)
def test_what_asks_nobody_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "ask", *arguments)


def test_an_answer_comes_after_the_question(claims):
    claims.ok("ask", "1", *QUESTION)
    assert "lies before 2026-11-24" in refused(claims, 3, "ask", "1.1", "--answer", "x", "--on", "2026-11-23")
    claims.ok("claim", "drop", "1")
    assert "was dropped" in refused(claims, 5, "ask", "1.1", "--no-answer")
    assert _asks(claims) == []


def test_a_contact_can_be_redacted(claims):
    claims.ok("ask", "1", *QUESTION, "--contact", "jo@x.example")
    claims.ok("redact", "1.ask1.contact", "--because", "Jo asked us to")
    assert "jo@x.example" not in claims.ok("ask", "1.1", "--json") + claims.ok("log", "--json")
    assert claims.json("ask", "1.1")["data"][0]["contact"] == "[redacted]"
