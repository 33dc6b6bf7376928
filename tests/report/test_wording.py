import pytest

from factcheck.core import words as core
from factcheck.report import wording
from factcheck.report.language import LANGUAGES
from factcheck.report.summary import group_of
from factcheck.report.views import ClaimView, EvidenceView, RelationView, SaysView
from factcheck.report.wording import capital, get_words, read_in_part

EN = get_words("en")


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (ClaimView(1, "x", "confirmed"), "confirmed"),
        (ClaimView(1, "x", "confirmed", "attribution-claim"), "confirmed: it was said"),
        (ClaimView(1, "x", "confirmed", "event", relations=(RelationView("says", 2),)), "confirmed: it was said"),
        (ClaimView(1, "x", "confirmed", "event", relations=(RelationView("says", 2, inverse=True),)), "confirmed"),
        (ClaimView(1, "x", "refuted", "attribution-claim"), "refuted"),
        (ClaimView(1, "x", "unverifiable", code="opinion"), "not a matter of fact"),
        (ClaimView(1, "x", "unverifiable"), "not checkable"),
        (ClaimView(1, "x", "unverifiable", code="a new one"), "not checkable"),
        (ClaimView(1, "x", "in-review"), "in review"),
    ],
)
def test_the_status_says_no_more_than_was_checked(claim, word):
    assert EN.status(claim) == word


def test_every_fixed_word_of_the_desk_has_its_word_on_the_page():
    assert {group_of(ClaimView(1, "x", status)) for status in core.Status} | {"stale"} == set(wording.GROUPS)
    assert set(wording.MEANINGS) == set(wording.GROUPS)
    assert set(wording.STATUSES) == set(core.Status)
    assert set(wording.CODES) == set(core.UnverifiableCode)
    assert set(wording.STANCES) == set(core.Stance)
    assert set(wording.QUALITIES) == set(core.Quality)
    assert set(wording.METHODS) == set(core.Method)
    assert set(wording.OUTCOMES) == set(core.Outcome)
    assert set(wording.TITLE_BASES) == set(core.TitleBasis) - {"shown"}
    assert set(wording.SOURCE_KINDS) == set(core.SourceKind)
    assert set(wording.KINDS) == set(core.Kind)
    assert set(wording.PRIORITIES) == set(core.Priority)
    assert set(wording.LEVELS) == set(core.Level)
    assert set(wording.ATTRIBUTIONS) == set(core.AttributionKind)
    assert set(wording.RELATIONS) == {(kind, inverse) for kind in core.RelationKind for inverse in (False, True)}


def test_an_unattributed_claim_is_in_the_articles_own_voice():
    assert EN.voice(SaysView("unattributed")) == "the article's own voice"
    assert EN.voice(SaysView("first-hand")) == "a speaker not entered"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_word_the_desk_does_not_know_comes_back_as_it_is_and_cannot_break_a_message(tag):
    words, odd = get_words(tag), "%(x)s 100% {0} {{ 7 }}"
    said = [
        getattr(words, name)(odd) for name in ("kind", "priority", "stance", "quality", "method", "outcome", "risk")
    ]
    said += [words.group(odd), words.meaning(odd), words.bare_status(odd), words.location(odd)]
    assert [*said, words.relation(RelationView(odd, 1))] == [odd] * 12
    assert words.title_basis(odd) == ""
    assert words.relation(RelationView("related", 1)) == ""


def test_a_place_keeps_its_numbers_in_every_language():
    assert EN.location("p5 sentence 3") == "p5 sentence 3"
    for tag in LANGUAGES:
        shown = get_words(tag).location("p1005 sentence 3")
        assert "1005" in shown
        assert "3" in shown


@pytest.mark.parametrize(
    ("extent", "read", "in_part"),
    [("whole file", True, False), ("", True, False), ("first 80 lines", True, True), ("first 80 lines", False, False)],
)
def test_an_item_is_read_in_part_only_by_its_own_note(extent, read, in_part):
    assert read_in_part(EvidenceView("1.1", "supports", "x", extent=extent, read=read)) is in_part


def test_a_capital_changes_the_first_letter_and_no_other():
    assert [capital(text) for text in ("", "im Wort des Autors", "été")] == ["", "Im Wort des Autors", "Été"]
