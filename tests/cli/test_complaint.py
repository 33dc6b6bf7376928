import pytest
from desks import refused

ADD = ("complaint", "add", "1", "--from", "reader", "--text", "It was 17 %, not 18.")


def _complaints(desk, *arguments):
    return [(each["ref"], each["outcome"]) for each in desk.json("complaint", "list", *arguments)["data"]]


def test_a_complaint_is_kept_and_who_complains_stays_inside(claims):
    printed = claims.json(*ADD, "--received", "2026-11-22", "--name", "Pat Doe", "--contact", "pat@x.org")
    assert printed["schema"] == "factcheck/complaints/1"
    assert (printed["data"][0]["ref"], printed["data"][0]["received"]) == ("1.1", "2026-11-22")
    assert claims.ok("complaint", "show", "1.1").splitlines() == [
        "1.1 OPEN  from a reader, received 2026-11-22",
        "     Pat Doe · pat@x.org (stays at the desk)",
        "     It was 17 %, not 18.",
    ]
    assert "COMPLAINT open: It was 17 %, not 18." in claims.ok("claim", "show", "1")
    claims.ok("export", "--include-confidential", "-o", "set.json")
    claims.ok("report", "-o", "report.html")
    for text in (
        claims.ok("claim", "show", "1", "--json"),
        claims.ok("complaint", "list", "--json"),
        claims.ok("history", "1", "--json"),
        (claims.folder / "set.json").read_text(encoding="utf-8"),
        (claims.folder / "report.html").read_text(encoding="utf-8"),
    ):
        assert "Pat Doe" not in text
        assert "pat@x.org" not in text


def test_it_is_on_the_agenda_first_until_it_is_closed(claims):
    claims.ok("complaint", "add", "3", "--from", "author", "--text", "1911 is right.")
    task = claims.json("next")["data"][0]
    assert (task["need"], task["claim"]) == ("complaint", 3)
    assert task["command"] == "factcheck complaint close 3.1 --stands --because WHY"
    claims.ok(*task["command"].split()[1:])
    assert claims.json("next")["data"][0]["need"] == "urgent"


def test_it_stands_for_a_reason_or_was_corrected(claims):
    claims.ok(*ADD)
    claims.ok(*ADD)
    assert "why it stands is missing" in refused(claims, 3, "complaint", "close", "1.1", "--stands")
    claims.ok("complaint", "close", "1.1", "--stands", "--because", "the gauge says 18")
    assert "nothing of claim 1 was corrected" in refused(claims, 5, "complaint", "close", "1.2", "--corrected")
    claims.ok("correct", "1", "--wrong", "18 %", "--right", "17 %", "--kind", "error")
    claims.ok("complaint", "close", "1.2", "--corrected")
    assert _complaints(claims) == [("1.1", "stands"), ("1.2", "corrected")]
    assert "because the gauge says 18" in claims.ok("complaint", "list", "--outcome", "stands")
    assert "closed already: stands" in refused(claims, 5, "complaint", "close", "1.1", "--corrected")
    claims.ok("complaint", "close", "1.1", "--open", "--because", "a new letter came")
    assert _complaints(claims, "--outcome", "open") == [("1.1", "open")]
    assert claims.json("complaint", "show", "1.1")["data"][0]["reason"] is None
    assert "a new letter came" in claims.ok("history", "1")


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        (3, ["add", "1", "--from", "lawyer", "--text", "x"], "is no sender"),
        (3, ["add", "1", "--from", "reader", "--text", " "], "says is missing"),
        (3, ["add", "1", "--from", "reader"], "says is missing"),
        (3, ["add", "1", "--from", "reader", "--text", "x", "--received", "2027-01-01"], "has not come yet"),
        (4, ["add", "9", "--from", "reader", "--text", "x"], "no claim 9"),
        (4, ["close", "1.1", "--stands", "--because", "x"], "no complaint 1"),
        (2, ["close", "1.1"], "give one of"),
        (2, ["close", "1.1", "--stands", "--corrected"], "only one of"),
        (4, ["show", "1.1"], "no complaint 1"),
        (3, ["list", "--outcome", "lost"], "is no outcome"),
    ],
)
def test_what_is_no_complaint_is_refused(claims, code, arguments, says):
    assert says in refused(claims, code, "complaint", *arguments)


def test_undo_takes_it_back_and_its_number_is_spent(claims):
    claims.ok(*ADD)
    claims.ok("undo")
    assert _complaints(claims) == []
    claims.ok(*ADD)
    assert _complaints(claims) == [("1.2", "open")]
