"""Who did not say it, or only perhaps: a name there is proposed as a guess, never for sure."""

import pytest

from factcheck.core.attribution import Resolved, find_attributions, propose

QUOTE = "the dam held"


def proposed(text, quote=QUOTE):
    start = text.rindex(quote)
    return propose(text, start, start + len(quote))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lune never said the dam held.",
        "Ada Lune did not say the dam held.",
        "Neither Bo Reed nor Ada Lune said the dam held.",
        "Ada Lune left without saying that the dam held.",
        "Ada Lune denied that the dam held.",
        "Ada Lune rejected claims that the dam held.",
        "Ada Lune disputed that the dam held.",
        "If Ada Lune said the dam held, she was wrong.",
        "Had Ada Lune said the dam held, we would know.",
        "It is unclear whether Ada Lune said the dam held.",
        "Contrary to what Ada Lune said, the dam held.",
        "It is untrue that Ada Lune said the dam held.",
        "There were rumours that Ada Lune said the dam held.",
        "Bo Reed denied that Ada Lune said the dam held.",
        "Ada Lune accused Reed of claiming the dam held.",
        "Ada Lune quoted Bo Reed as saying the dam held.",
        "Ada Lune criticised Bo Reed for saying that the dam held.",
    ],
)
def test_who_did_not_say_it_for_sure_is_a_guess(text):
    found = proposed(text)
    assert (found.speaker, found.resolved) == ("Ada Lune", Resolved.GUESS)
    assert "guess: Ada Lune" in found.fired


@pytest.mark.parametrize(
    "text",
    [
        "Bo Reed did not come. Ada Lune said the dam held.",
        "Ada Lune, who never left, said the dam held.",
        "Asked if it broke, Ada Lune said the dam held.",
        "Ada Lune said that, if it rained, the dam held.",
        "It is not known when it broke, but Ada Lune said the dam held.",
    ],
)
def test_a_denial_of_something_else_leaves_the_name_sure(text):
    found = proposed(text)
    assert (found.speaker, found.resolved) == ("Ada Lune", Resolved.NAMED)


def test_the_acts_found_keep_their_speaker_and_tell_that_it_is_open():
    (denied,) = find_attributions("Ada Lune denied that the dam held.")
    assert (denied.speaker, denied.resolved, denied.open) == ("Ada Lune", Resolved.NAMED, True)
    (said,) = find_attributions("Ada Lune said that the dam held.")
    assert not said.open


def test_an_act_that_the_quote_tells_of_is_not_its_cue():
    text = "Ann Harrow said the dam held, and that the council had offered to pay."
    found = proposed(text, "that the council had offered to pay")
    assert (found.speaker, found.resolved, found.cue) == ("Ann Harrow", Resolved.NAMED, ("said",))
    assert proposed(text, "the council had offered to pay").cue == ("said",)
    unnamed = text.replace("Ann Harrow", "Harrow")
    assert proposed(unnamed, "that the council had offered to pay").heard == "Harrow said"


def test_a_quote_with_a_named_speaker_of_its_own_keeps_that_speaker():
    found = proposed("Ada Lune told Reuters that Bo Reed had said the dam held.", "Bo Reed had said the dam held")
    assert (found.speaker, found.via) == ("Bo Reed", ("Ada Lune",))
