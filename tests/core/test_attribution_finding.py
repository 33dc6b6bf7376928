"""Every act of saying in a text: who, by which words, what, and how sure."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.attribution import Resolved, find_attributions, propose
from factcheck.core.words import AttributionKind

SECOND, ANONYMOUS, OWN = AttributionKind.SECOND_HAND, AttributionKind.ANONYMOUS, AttributionKind.UNATTRIBUTED


def parts(text, spans):
    return [text[span.start : span.end] for span in spans]


def only(text):
    (found,) = find_attributions(text)
    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The dam held,” said Ada Lune.", "Ada Lune", "said", ["“The dam held,”"]),
        ('"The dam held," Ada Lune said.', "Ada Lune", "said", ['"The dam held,"']),
        ("''The dam held,'' Ada Lune said.", "Ada Lune", "said", ["''The dam held,''"]),
        ("\u2018The dam held,\u2019 Ada Lune said.", "Ada Lune", "said", ["\u2018The dam held,\u2019"]),
        ("«The dam held,» Ada Lune said.", "Ada Lune", "said", ["«The dam held,»"]),
        ("„The dam held,” Ada Lune said.", "Ada Lune", "said", ["„The dam held,”"]),
        ("Ada Lune said: “The dam held.”", "Ada Lune", "said", ["“The dam held.”"]),
        ("Ada Lune: “The dam held.”", "Ada Lune", ":", ["“The dam held.”"]),
        ("Lune Mayor: Dam Will Hold", "Lune Mayor", ":", ["Dam Will Hold"]),
        ("“It held,” she said. “It will hold. Always.”", "she", "said", ["“It held,”", "“It will hold. Always.”"]),
        ("“It held. It will hold,” Ada Lune said.", "Ada Lune", "said", ["“It held. It will hold,”"]),
        ("“It held,” Ada Lune said, “and it will hold.”", "Ada Lune", "said", ["“It held,”", "“and it will hold.”"]),
        ("The dam, Ada Lune said, held.", "Ada Lune", "said", ["The dam", "held"]),
        ("The dam, according to Reuters, held.", "Reuters", "according to", ["The dam", "held"]),
        ("Ada Lune, who built the dam, said that it held.", "Ada Lune", "said", ["that it held"]),
        ("Ada Lune, 40, a baker, said that it held.", "Ada Lune, 40, a baker,", "said", ["that it held"]),
        ("Sen. Ada Lune (R-Ky.) said on Tuesday the dam held.", "Sen. Ada Lune (R-Ky.)", "said", ["on Tuesday the dam held"]),
        ("Ada Lune on Tuesday denied that it held.", "Ada Lune", "denied", ["that it held"]),
        ("The plan was first reported by Reuters.", "Reuters", "was first reported by", ["The plan"]),
        ("Ada Lune told the council that the dam held.", "Ada Lune", "told", ["that the dam held"]),
        ("A survey of 300 tenants shows that most walk.", "A survey of 300 tenants", "shows", ["that most walk"]),
        ("Lune Mayor Says Dam Will Hold For Years", "Lune Mayor", "Says", ["Dam Will Hold For Years"]),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_found_in_every_position(text, source, cue, content):
    found = only(text)
    assert parts(text, [found.source]) == [source]
    assert parts(text, found.cue) == [cue]
    assert parts(text, found.content) == content
    assert found.fired[0].split(": ", 1)[0] == found.rule


def test_a_quotation_that_runs_over_paragraphs_is_one_act():
    text = "Ada Lune said: “The dam held.\n\n“It will hold.\n\n“Always.”\n\nNobody else spoke."
    found = only(text)
    assert parts(text, found.content) == ["“The dam held.", "“It will hold.", "“Always.”"]


def test_words_inside_a_quotation_are_nobody_elses():
    assert len(find_attributions("“He said it held and they think so,” Ada Lune said.")) == 1


def test_one_speaker_with_two_verbs_is_found_twice_and_each_has_its_own_words():
    text = "Ada Lune said the dam held and added that it would be painted."
    first, second = find_attributions(text)
    assert parts(text, first.content) == ["the dam held"]
    assert parts(text, second.content) == ["that it would be painted"]
    assert first.source == second.source


def test_a_participle_takes_the_subject_of_its_sentence():
    text = "Ada Lune turned down the plan, saying that it cost too much."
    assert [found.speaker for found in find_attributions(text)] == ["Ada Lune"]


@pytest.mark.parametrize(
    ("text", "speaker", "resolved"),
    [
        ("Ada Lune spoke for long. Lune said it held.", "Ada Lune", Resolved.SHORT),
        ("Ada Lune built it. Ada said it held.", "Ada Lune", Resolved.SHORT),
        ("The Pine Coast Agency fined them. The PCA said it was fair.", "Pine Coast Agency", Resolved.SHORT),
        ("Ada Lune said no. She added that it held.", "Ada Lune", Resolved.GUESS),
        ("Bo Reed, the mayor, left. The mayor said that it held.", "Bo Reed", Resolved.GUESS),
        ("DeepSeek sells a model. The company claims that it pays.", "DeepSeek", Resolved.GUESS),
        ("A spokeswoman for Pine Trust said it held.", "Pine Trust", Resolved.GUESS),
        ("A report by the Pine Trust shows that it held.", "Pine Trust", Resolved.NAMED),
        ("Ada Lune, who lost, said that it held.", "Ada Lune", Resolved.NAMED),
        ("Mr. Reed argued with Ada Lune, who said that it held.", "Ada Lune", Resolved.NAMED),
        ("A colleague, the geologist Ada Lune, said it held.", "Ada Lune", Resolved.NAMED),
        ("Ada Lune of Pine Trust said it held.", "Ada Lune", Resolved.NAMED),
        ("The Bank of Lune said it held.", "Bank of Lune", Resolved.NAMED),
        ("DeepSeek sells. It made DeepSeek Coder. DeepSeek said that it pays.", "DeepSeek", Resolved.NAMED),
        ("Ada Lune said that Bo Reed had warned them. She said it held.", "Ada Lune", Resolved.GUESS),
        ("Ada Lune said no. A minister said yes. He said it held.", None, Resolved.NOBODY),
        ("They said it held.", None, Resolved.NOBODY),
        ("Ada Lune's aide said it held.", None, Resolved.NOBODY),
        ("Mary Jones and her brother Tom Jones left. Mrs Jones said it held.", "Tom Jones", Resolved.GUESS),
        ("Mary Jones met Mary Reed, a baker, there. Mary said it held.", "Mary Reed", Resolved.GUESS),
        ("Tom Jones left the Jones Trust. Jones said it held.", "Jones Trust", Resolved.GUESS),
        ("Mr Kahn left. His wife, Dr Eva Kahn, stayed. Mr Kahn said it held.", "Eva Kahn", Resolved.GUESS),
        ("Ada Lune left. Ada B. Lune came. Lune said it held.", "Ada B. Lune", Resolved.SHORT),
        ("According to reports in Madrid, it held.", None, Resolved.NOBODY),
        ("A study in Germany found that it held.", None, Resolved.NOBODY),
        ("Court papers in Texas say that it held.", None, Resolved.NOBODY),
        ("A letter from Madrid says that it held.", "Madrid", Resolved.GUESS),
        ("A letter from Ada Lune says that it held.", "Ada Lune", Resolved.NAMED),
    ],
)  # fmt: skip
def test_the_full_name_is_found_and_a_guess_is_called_one(text, speaker, resolved):
    found = find_attributions(text)[-1]
    assert (found.speaker, found.resolved) == (speaker, resolved)
    assert resolved not in {Resolved.SHORT, Resolved.GUESS} or f"{resolved}: {speaker}" in found.fired


def test_he_is_not_she_once_a_pronoun_stood_for_a_name():
    text = "Ada Lune said no. She said it held. Bo Reed said yes. He said it broke. She added that it held."
    assert [found.speaker for found in find_attributions(text)][-2:] == ["Bo Reed", "Ada Lune"]


def test_a_chain_tells_who_passed_it_on():
    outer, inner = find_attributions("Ada Lune told Reuters that Bo Reed had said the dam held.")
    assert (outer.speaker, outer.via) == ("Ada Lune", ())
    assert (inner.speaker, inner.via) == ("Bo Reed", ("Ada Lune",))


@pytest.mark.parametrize(
    ("text", "said", "hedged"),
    [
        ("Ada Lune said it held.", True, False),
        ("Ada Lune claimed it held.", True, True),
        ("Ada Lune hopes it held.", False, True),
        ("Ada Lune opposed the plan.", False, False),
        ("Ada Lune was critical of the plan.", False, False),
    ],
)
def test_words_are_told_from_wishes_and_stances(text, said, hedged):
    found = only(text)
    assert (found.said, found.believed, found.hedged) == (said, not said, hedged)


def test_a_stance_is_no_statement_that_a_quote_could_be():
    text = "Ada Lune opposed the plan of the town."
    assert only(text).speaker == "Ada Lune"
    assert propose(text, text.index("the plan"), len(text)).speaker is None


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Some experts say that it held.", ANONYMOUS, "said"),
        ("Two people close to the talks said it held.", ANONYMOUS, "said"),
        ("The plan has been criticised as a gift.", ANONYMOUS, "passive"),
        ("The dam reportedly held.", OWN, "hearsay"),
        ("Court records show that it held.", SECOND, "said"),
        ("Ada Lune's lawyer said that it held.", SECOND, "said"),
        ("The wife of Bo Reed said that it held.", SECOND, "said"),
        ("The president said that it held.", SECOND, "said"),
        ("The official said that it held.", ANONYMOUS, "said"),
        ("A minister said that it held.", ANONYMOUS, "said"),
    ],
)
def test_the_kind_says_who_is_unnamed_and_what_is_hearsay(text, kind, rule):
    found = only(text)
    assert (found.speaker, found.kind, found.rule) == (None, kind, rule)


@pytest.mark.parametrize(
    "text",
    [
        "The dam held.",
        "Trump claims were wrong.",
        "He had questions.",
        "The plan was said.",
        "CORRECTION:",
        "The plan: it held.",
        "",
        "“",
        "\n\n",
    ],
)
def test_nothing_is_found_where_nobody_says_anything(text):
    assert find_attributions(text) == []


@given(st.lists(st.sampled_from(["Ada", "Lune", "said", "“", "”", '"', "'", ",", ".", "that", "by", "who", "(", ")", "\n\n", ":", ";",
                                 "he", "according", "to", "the", "dam", "held", "described", "as", "n't", "\u2019s", "and"]), max_size=40))  # fmt: skip
@settings(max_examples=150)
def test_all_places_lie_in_the_text_and_content_never_holds_its_cue(words):
    text = " ".join(words)
    for found in find_attributions(text):
        spans = [*found.cue, *found.content, *([found.source] if found.source else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert found.cue
        assert all(part.end <= cue.start or cue.end <= part.start for part in found.content for cue in found.cue)


@pytest.mark.deep
@pytest.mark.parametrize(
    "unit", ["said ", ", said Ada ", "he said that ", "Ada , who ", '" ', "described as by Ada ", "“He said.\n\n"]
)
def test_time_grows_with_the_text_and_not_with_its_square(unit):
    spent = []
    for length in (50_000, 200_000):
        started = time.process_time()
        find_attributions((unit * (length // len(unit) + 1))[:length])
        spent.append(time.process_time() - started)
    assert spent[1] < 8 * spent[0] + 0.2
