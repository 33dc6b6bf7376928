"""What the desk asks of its own work is set with a reason, kept in the history, and taken back like the rest."""

import pytest
from desks import add_evidence, refused


def _policy(desk, key):
    (found,) = desk.json("policy", "show", key)["data"]
    return found["value"], found["by_desk"]


def test_defaults_hold_until_the_desk_says_otherwise(desk):
    shown = desk.json("policy", "show")["data"]
    assert {each["key"]: each["value"] for each in shown} == {
        "independent-origins": "0",
        "second-check": "optional",
        "own-signoff": "refused",
        "blind-check": "optional",
        "right-of-reply": "required",
        "print-dissent": "no",
        "scale": "none",
        "logins": "sign-off",
    }
    assert not any(each["by_desk"] for each in shown)
    assert "independent-origins  0" in desk.ok("policy", "show")


def test_a_rule_is_set_changed_and_set_back(desk):
    assert desk.ok("policy", "set", "independent-origins", "2", "--because", "house rule") == "independent-origins: 2\n"
    desk.ok("policy", "set", "independent-origins", "3", "--because", "since May")
    assert _policy(desk, "independent-origins") == ("3", True)
    desk.ok("policy", "set", "independent-origins", "default", "--because", "too strict")
    assert _policy(desk, "independent-origins") == ("0", False)


def test_a_change_is_told_with_its_reason_and_undone(desk):
    desk.ok("policy", "set", "second-check", "required", "--because", "two see everything")
    log = desk.ok("log", "--limit", "1")
    assert "policy added: second-check" in log
    assert "because two see everything" in log
    desk.ok("undo")
    assert _policy(desk, "second-check") == ("optional", False)


@pytest.mark.parametrize(
    ("code", "arguments", "sentence"),
    [
        (2, ("second-check", "required"), "needs a reason"),
        (3, ("second-check", "always", "--because", "x"), "'always' is no value of second-check"),
        (3, ("independent-origins", "many", "--because", "x"), "a number from 0 to 9"),
        (4, ("colour", "red", "--because", "x"), "the desk has no policy 'colour'"),
    ],
)
def test_what_cannot_be_set(desk, code, arguments, sentence):
    assert sentence in refused(desk, code, "policy", "set", *arguments)


SCALE = "refuted=1 False,  mixed=3 Half true, confirmed=5 True"


def test_a_publishing_scale_is_kept_shown_and_put_beside_the_status(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    assert claims.json("claim", "show", "1")["data"][0]["rating"] is None
    claims.ok("policy", "set", "scale", SCALE, "--because", "the paper's own")
    assert _policy(claims, "scale") == ("refuted=1 False, mixed=3 Half true, confirmed=5 True", True)
    (data,) = claims.json("claim", "show", "1")["data"]
    assert data["rating"] == {"label": "True", "point": 5, "worst": 1, "best": 5}
    assert data["status"] == "confirmed"
    shown = claims.ok("claim", "show", "1,2")
    assert shown.count("rated") == 1
    assert "· rated True (5 of 5)" in shown
    claims.ok("policy", "set", "scale", "default", "--because", "no more")
    assert "rated" not in claims.ok("claim", "show", "1")


@pytest.mark.parametrize("scale", ["certain=5 True", "refuted=5 False, confirmed=1 True", "confirmed=5 "])
def test_what_is_no_scale_is_refused(desk, scale):
    said = refused(desk, 3, "policy", "set", "scale", scale, "--because", "x")
    assert "write it like 'refuted=1 False, mixed=3 Half true, confirmed=5 True'" in said
    assert _policy(desk, "scale") == ("none", False)


def test_a_rating_is_hidden_with_the_status(claims):
    add_evidence(claims)
    claims.ok("policy", "set", "logins", "free", "--because", "one login for all")
    claims.ok("policy", "set", "scale", SCALE, "--because", "the paper's own")
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    claims.ok("review", "1", "--blind", person="CY")
    assert claims.json("claim", "show", "1", person="CY")["data"][0]["rating"] is None
