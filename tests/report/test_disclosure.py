"""A secret that still stands in a view for the public is told by its place, in people's words, and never repeated."""

from dataclasses import fields, is_dataclass, replace

import pytest
from sample_views import AT, small_article, small_report

from factcheck.report.audience import Audience, for_audience
from factcheck.report.disclosure import Disclosure, Secret, SecretKind, find_names
from factcheck.report.views import NoteView

REAL = Secret(SecretKind.REAL_NAME, "Ines Rothschild", "HERON (s9)")


def places(report, *secrets, desk=None):
    return [each.place for each in find_names(report, secrets or (REAL,), desk=desk)]


def with_claim(number, **changes):
    """The small report with one claim changed."""
    article = small_article()
    claims = tuple(replace(each, **changes) if each.number == number else each for each in article.claims)
    return replace(small_report(), articles=(replace(article, claims=claims),))


def with_item(number, index, **changes):
    claim = next(each for each in small_article().claims if each.number == number)
    items = list(claim.evidence)
    items[index] = replace(items[index], **changes)
    return with_claim(number, evidence=tuple(items))


def test_a_report_without_the_name_gives_nothing_away():
    assert find_names(small_report(), [REAL]) == ()
    assert find_names(small_report(), []) == ()


def put_everywhere(value, text):
    """One copy of a view for each text in it, with that text replaced."""
    for field in fields(value):
        old = getattr(value, field.name)
        if isinstance(old, str):
            yield replace(value, **{field.name: text})
        elif is_dataclass(old):
            yield from (replace(value, **{field.name: each}) for each in put_everywhere(old, text))
        elif isinstance(old, tuple):
            for index, part in enumerate(old):
                inside = put_everywhere(part, text) if is_dataclass(part) else ()
                for each in [text] if isinstance(part, str) else inside:
                    yield replace(value, **{field.name: (*old[:index], each, *old[index + 1 :])})


def test_every_text_of_a_report_is_searched():
    public = for_audience(with_claim(1, notes=(NoteView("n", "", None, internal=False),)), Audience.PUBLIC)
    spoiled = list(put_everywhere(public, "by &#73;nes_Rothschild"))
    assert len(spoiled) > 200
    assert all(len(find_names(each, [REAL])) == 1 for each in spoiled)


@pytest.mark.parametrize(
    ("report", "place"),
    [
        (with_claim(2, wording="Ines Rothschild says so."), "claim 2, wording"),
        (with_claim(2, reason="Told by INES ROTHSCHILD."), "claim 2, reason"),
        (with_claim(1, tags=("water", "ines-rothschild")), "claim 1, tag 2"),
        (with_item(1, 2, finding="Inés Rothschild\u2019s list"), "claim 1, evidence 3, finding"),
        (with_item(1, 0, url="https://example.org/ines%2Drothschild"), "claim 1, evidence 1, address"),
        (with_item(1, 3, file_name="ines_rothschild.pdf"), "claim 1, evidence 4, file name"),
        (with_claim(1, notes=(NoteView("from Rothschild, Ines", "", AT),)), "claim 1, note 1, text"),
        (replace(small_report(), desk_name="Ines Rothschild & Co"), "name of the desk"),
        (replace(small_report(), articles=(replace(small_article(), title="Ines Rothschild"),)), "article a1, title"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_place_is_told_in_peoples_words(report, place):
    (found,) = find_names(report, [REAL])
    assert found == Disclosure(place, SecretKind.REAL_NAME, "HERON (s9)")
    assert found.sentence == f"{place}: the real name of HERON (s9)"


def test_links_and_places_in_the_text_are_told_too():
    article = small_article()
    source = replace(article.sources[0], description="Ines Rothschild keeps it")
    claim = article.claims[-1]
    says = replace(
        claim.places[0].says, speaker=replace(claim.about, name="Ines Rothschild"), cues=("a", "Ines Rothschild")
    )
    claim = replace(claim, places=(replace(claim.places[0], quote="Ines Rothschild", says=says),))
    report = replace(small_report(), articles=(replace(article, claims=(claim,), sources=(source,)),))
    assert places(report) == [
        "claim 1, place 1, quote",
        "claim 1, place 1, speaker",
        "claim 1, place 1, cue 2",
        "source s3, description",
    ]


def test_an_item_is_told_by_the_number_the_desk_knows():
    desk = with_item(1, 2, finding="Ines Rothschild")
    article = desk.articles[0]
    claim = next(each for each in article.claims if each.number == 1)
    desk = replace(desk, articles=(replace(article, claims=(replace(claim, evidence=claim.evidence[1:]),)),))
    public = for_audience(desk, Audience.PUBLIC)
    assert places(public) == ["claim 1, evidence 2, finding"]
    assert places(public, desk=desk) == ["claim 1, evidence 3, finding"]


def test_a_surname_alone_gives_its_owner_away_but_not_where_another_bears_it():
    report = with_claim(2, reason="Rothschild told us.")
    (found,) = find_names(report, [REAL])
    assert found.sentence == "claim 2, reason: a part of the real name of HERON (s9)"
    article = report.articles[0]
    known = replace(article.sources[0], name="Rothschild Bank")
    assert places(replace(report, articles=(replace(article, sources=(known,)),))) == []
    hidden = replace(known, confidential=True)
    assert "claim 2, reason" in places(replace(report, articles=(replace(article, sources=(hidden,)),)))
    code = Secret(SecretKind.CODE_NAME, "GREEN HERON", "s9")
    assert places(with_claim(2, reason="A Heron flew."), code) == []


def test_a_whole_name_is_not_told_again_as_its_parts():
    report = with_claim(2, reason="Ines Rothschild told us. Rothschild was sure.")
    assert [each.part for each in find_names(report, [REAL])] == [False]


def test_who_spoke_off_the_record_may_be_named_anywhere_but_in_what_we_wrote_of_that_claim():
    secret = Secret(SecretKind.SPEAKER, "Ada Lune", "claim 2", claim=2)
    assert places(with_claim(2, reason="Ada Lune confirms it."), secret) == ["claim 2, reason"]
    assert places(with_claim(2, wording="Ada Lune says so."), secret) == ["claim 2, wording"]
    assert places(with_item(2, 0, finding="Ada Lune did."), secret) == ["claim 2, evidence 1, finding"]
    assert places(with_item(2, 0, title="Ada Lune"), secret) == []
    assert places(with_claim(1, reason="Ada Lune confirms it."), secret) == []
    assert places(with_claim(2, reason="Lune confirms it."), secret) == []


def test_one_claim_in_two_articles_is_told_once():
    report = with_claim(2, reason="Ines Rothschild")
    twice = replace(report, articles=(report.articles[0], replace(report.articles[0], ref="a2")))
    assert places(twice) == ["claim 2, reason"]


def test_a_long_report_is_searched_to_its_end():
    report = with_claim(2, reason="word " * 60_000)
    article = replace(report.articles[0], text="word " * 60_000 + "Ines Rothschild")
    assert places(replace(report, articles=(article,))) == ["article a1, text"]
