import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.attribution import propose
from factcheck.core.words import AttributionKind
from factcheck.resources import examples_dir

LISTS = sorted(
    each.name[: -len(".txt")]
    for each in files("factcheck.core").joinpath("lists").iterdir()
    if each.name.endswith(".txt")
)
SECOND, ANONYMOUS, OWN = AttributionKind.SECOND_HAND, AttributionKind.ANONYMOUS, AttributionKind.UNATTRIBUTED


def of(text, quote):
    start = text.index(quote)
    return propose(text, start, start + len(quote))


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue", "hedged"),
    [
        ("According to Ada Lune, the dam held.", "the dam held", "Ada Lune", "According to", True),
        ("According to Ada Lune, the mayor of Lune, the dam held.", "the dam held", "Ada Lune", "According to", True),
        ("The dam held, according to Mayor Ada Lune.", "The dam held", "Ada Lune", "according to", True),
        ("The dam, according to Reuters, held.", "held", "Reuters", "according to", True),
        ("Ada Lune said the dam held.", "the dam held", "Ada Lune", "said", False),
        ("Ada Lune claims that the dam held.", "the dam held", "Ada Lune", "claims", True),
        ("Ada Lune told the council that the dam held.", "the dam held", "Ada Lune", "told", False),
        ("Ada Lune, the mayor, said the dam held.", "the dam held", "Ada Lune", "said", False),
        ("The New York Times reported that prices fell.", "prices fell", "New York Times", "reported", False),
        ("“The dam held,” said Mayor Ada Lune.", "The dam held", "Ada Lune", "said", False),
        ('"The dam held," Ada Lune said on Monday.', "The dam held", "Ada Lune", "said", False),
        ("“It held,” Ada Lune said, “and it will hold.”", "it will hold", "Ada Lune", "said", False),
        ("DeepSeek said it would pay.", "it would pay", "DeepSeek", "said", False),
        ("The plan was described as a threat by Sam Altman.", "a threat", "Sam Altman", "was described as", True),
        (
            "Some experts doubt the figures of DeepSeek, but the company claims that it pays.",
            "it pays", "DeepSeek", "the company claims that", True,
        ),
    ],
)  # fmt: skip
def test_a_named_speaker_is_found_with_the_words_that_say_so(text, quote, speaker, cue, hedged):
    found = of(text, quote)
    assert (found.speaker, found.kind, found.cue[0], found.hedged) == (speaker, SECOND, cue, hedged)
    assert found.fired


@pytest.mark.parametrize(
    ("text", "quote", "cue"),
    [
        ("Experts believe the damage was small.", "the damage was small", "Experts believe"),
        ("Some experts have disputed the figures.", "Some experts have disputed the figures", "Some experts have disputed"),
        ("Many say the town is safe.", "the town is safe", "Many say"),
        ("Its price has been described as low.", "Its price has been described as low", "has been described as"),
        ("The house is widely believed to be haunted.", "haunted", "is widely believed to"),
        ("According to people familiar with it, the deal fell through.", "the deal fell through", "According to people familiar with it"),
    ],
)  # fmt: skip
def test_nobody_named_is_anonymous_and_hedged(text, quote, cue):
    found = of(text, quote)
    assert (found.speaker, found.kind, found.hedged, found.cue) == (None, ANONYMOUS, True, (cue,))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The dam held. Ada Lune said so.", "The dam held"),
        ("According to Ada Lune, the mayor of Lune, the dam held.", "the mayor of Lune"),
        ("Ada Lune's spokesman said the dam held.", "the dam held"),
        ("According to Lune data, the dam held.", "the dam held"),
        ("Developers said the tool was slow.", "the tool was slow"),
        ("Ada Lune argued the law was weak, but the council passed it.", "the council passed it"),
        ("DeepSeek added features in May.", "features in May"),
        ("Trump claims were wrong.", "were wrong"),
        ("They maintain their lead in May.", "their lead in May"),
        ("Its model is unclear, but its price has been described as low.", "Its model is unclear"),
        ("The law was said by Ada Lune to be weak.", "The law was"),
    ],
)
def test_what_is_not_sure_names_nobody(text, quote):
    assert of(text, quote).speaker is None


def test_without_a_cue_it_is_the_articles_own_voice():
    assert of("The dam held in May.", "The dam held in May") == propose("x", 0, 1)
    assert of("The dam held in May.", "held").kind is OWN


def test_hedges_count_inside_the_quote_only_and_may_is_no_month():
    text = "It may rain, and the dam held in May."
    assert of(text, "It may rain").cue == ("may",)
    assert of(text, "It may rain").hedged
    assert not of(text, "the dam held in May").hedged


def test_on_the_worked_example_the_rules_stay_as_good_as_measured():
    folder = examples_dir() / "deepseek"
    claim_set = json.loads((folder / "claims.json").read_bytes())
    text = (folder / "article.txt").read_text(encoding="utf-8")
    people = {each["key"]: each["name"] for each in claim_set["sources"] if each.get("kind") != "anonymous-group"}
    counts = dict.fromkeys(("named", "right", "wanted", "hedged", "hedged right", "hedged wanted"), 0)
    for claim in claim_set["claims"]:
        for place in claim["appearances"]:
            found = propose(text, place["start"], place["end"])
            said = place["attribution"]
            counts["named"] += found.speaker is not None
            counts["wanted"] += said.get("speaker") in people
            counts["right"] += found.speaker is not None and found.speaker == people.get(said.get("speaker"))
            counts["hedged"] += found.hedged
            counts["hedged wanted"] += said.get("hedged", False)
            counts["hedged right"] += found.hedged and said.get("hedged", False)
    assert counts == {
        "named": 5, "right": 5, "wanted": 8, "hedged": 17, "hedged right": 16, "hedged wanted": 16,
    }  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_its_source_and_holds_each_line_once(name):
    lines = files("factcheck.core").joinpath("lists", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# source: ")
    assert len(set(entries)) == len(entries) >= (4 if name == "hearsay" else 10)


@given(st.text(st.sampled_from("Aa. ,“”\n"), max_size=20), st.data())
@settings(max_examples=100)
def test_any_place_of_any_text_gets_an_answer(noise, data):
    text = f"{noise} Ada Lune said that {noise}, according to B. {noise}"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = propose(text, start, end)
    assert found.speaker is None or found.speaker in " ".join(text.split())
    assert all(words in text for words in found.cue)
