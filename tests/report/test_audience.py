"""What an audience may not see is not in its view: no field is public unless somebody said so."""

import types
import typing
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sample_views import AT, ENGINEER, GAZETTE, TOWN, small_article, small_report

from factcheck.report import desk_views, views
from factcheck.report.audience import UNNAMED, WITHHELD, Audience, article_for, claim_for, for_audience, source_for
from factcheck.report.audience_fields import DESK, EVERYBODY, FIELDS, blanks, group_of_field
from factcheck.report.desk_views import ReportView, SourceView
from factcheck.report.sources import list_sources
from factcheck.report.views import EvidenceView, NoteView, SaysView, SourceLink
from factcheck.report.wording import get_words

VIEWS = [
    each
    for module in (views, desk_views)
    for each in vars(module).values()
    if is_dataclass(each) and each.__module__ == module.__name__
]
SECRET = SourceLink("s9", "HERON", confidential=True)
NOBODY = SourceLink("", WITHHELD)


def texts(value):
    """Every text in a view, those of the views in it included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def told(view):
    return "\n".join(texts(view))


def filled(kind, name="", *, confidential=False):
    """A value of a type, with "Class.field" in every text, and every view in it filled."""
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        made = {
            each.name: filled(hints[each.name], f"{kind.__name__}.{each.name}", confidential=confidential)
            for each in fields(kind)
        }
        return kind(**made)  # fmt: skip
    if typing.get_origin(kind) is tuple:
        inner = [each for each in typing.get_args(kind) if each is not Ellipsis]
        return tuple(filled(each, name, confidential=confidential) for each in inner)
    if typing.get_origin(kind) is types.UnionType:
        return filled(next(each for each in typing.get_args(kind) if each is not type(None)), name, confidential=confidential)  # fmt: skip
    # Not internal, so that the note itself is there to be looked at.
    plain = {
        str: name,
        int: 7,
        float: 0.5,
        bool: confidential and name.endswith("confidential"),
        datetime: AT,
        date: AT.date(),
    }
    return plain[kind]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_of_every_view_is_for_somebody(view):
    named = [name for names in FIELDS[view].values() for name in names.split()]
    assert sorted(named) == sorted(field.name for field in fields(view)), "say in audience_fields who may see it"


def test_a_field_nobody_spoke_of_is_for_the_desk_alone():
    assert group_of_field(views.ClaimView, "brand_new") == DESK
    assert group_of_field(int, "real") == DESK


def test_the_public_gets_the_fields_that_are_for_everybody_and_no_other():
    report = replace(filled(ReportView), language="en")
    found = set(texts(for_audience(report, Audience.PUBLIC)))
    open_fields = {f"{view.__name__}.{name}" for view in VIEWS for name in FIELDS[view].get(EVERYBODY, "").split()}
    every = {f"{view.__name__}.{field.name}" for view in VIEWS for field in fields(view)}
    kept = found & every
    assert kept <= open_fields
    # What was not kept is worked out (references, days) or belongs to who is withheld here by his level.
    assert {each.partition(".")[2] for each in open_fields & set(texts(report)) - kept} == {
        "ref", "accessed", "audience", "name", "kind", "description",
    }  # fmt: skip


def test_no_name_of_a_confidential_source_or_document_is_left():
    report = filled(ReportView, confidential=True)
    report = replace(report, language="en", articles=tuple(_on_record(each) for each in report.articles))
    shown = for_audience(report, Audience.PUBLIC)
    found = set(texts(shown))
    names = {"SourceLink.name", "SourceView.name", "SourceView.description"}
    assert names <= set(texts(report))
    assert not names & found
    gone = "title url file_name archived_url author date_text title_basis retracted publisher".split()  # noqa: SIM905
    assert not {f"EvidenceView.{name}" for name in gone} & found
    assert "EvidenceView.finding" in found
    assert {WITHHELD, UNNAMED} <= found
    assert shown.articles[0].sources == ()


def _on_record(article):
    return replace(
        article,
        claims=tuple(
            replace(
                claim,
                places=tuple(replace(each, says=replace(each.says, level="on-record")) for each in claim.places),
            )
            for claim in article.claims
        ),
    )


def test_the_desk_gets_what_it_always_got():
    report = small_report()
    article = for_audience(report, Audience.EDITOR).articles[0]
    claim = article.claims[-1]
    assert (claim.status_by, claim.status_at, claim.signoffs[0].by) == ("Ada Birk", AT, "Bo Lind")
    assert claim.queries == small_article().claims[-1].queries
    assert article.sha256 == small_article().sha256
    assert claim.places[0].says == SaysView(
        "second-hand", NOBODY, (), ("the town says",), hedged=True, level="background"
    )
    assert not claim.notes
    assert not article.note
    assert "J. Roe" not in told(article)
    asked = for_audience(report, Audience.EDITOR, include_confidential=True)
    assert asked == replace(report, audience="editor")


def test_the_lawyer_also_gets_who_entered_which_item():
    claim = small_article().claims[-1]
    claim = replace(claim, evidence=tuple(replace(each, by="Ada Birk") for each in claim.evidence))
    assert {each.by for each in claim_for(claim, Audience.LAWYER).evidence} == {"Ada Birk"}
    assert {each.by for each in claim_for(claim, Audience.EDITOR).evidence} == {""}


def test_nothing_opens_what_the_public_may_not_see():
    report = small_report()
    closed = for_audience(report, Audience.PUBLIC)
    assert for_audience(report, Audience.PUBLIC, include_confidential=True) == closed
    for gone in ("Ada Birk", "Bo Lind", "J. Roe", "Ask the archive", "Filed late", report.articles[0].sha256):
        assert gone in told(report)
        assert gone not in told(closed)
    assert closed.history_seq is None
    assert [len(claim.signoffs) for claim in closed.articles[0].claims] == [
        len(claim.signoffs) for claim in report.articles[0].claims
    ]


def test_a_note_is_internal_unless_somebody_said_otherwise():
    claim = replace(
        small_article().claims[0],
        notes=(NoteView("for us", "ANA", AT), NoteView("for all", "ANA", AT, internal=False)),
    )
    (shown,) = claim_for(claim, Audience.PUBLIC).notes
    assert shown == NoteView("for all", "", None, internal=False)
    assert [each.by for each in claim_for(claim, Audience.EDITOR).notes] == ["ANA"]
    assert len(claim_for(claim, Audience.LAWYER, include_confidential=True).notes) == 2


def test_evidence_is_numbered_without_gaps_and_what_is_worked_out_follows():
    article = small_article()
    claim = article.claims[-1]
    kept = replace(claim, evidence=tuple(each for each in claim.evidence if each.ref != "1.1"))
    article = article_for(replace(article, claims=(kept,)), Audience.PUBLIC)
    assert [each.ref for each in article.claims[0].evidence] == ["1.1", "1.2", "1.3"]
    items = {entry.source.ref: entry.items for entry in list_sources(article, get_words("en"))}
    assert items == {"s1": (), "s2": ("1.1",), "s3": ("1.3",)}
    assert [each.ref for each in claim_for(kept, Audience.LAWYER).evidence] == ["1.2", "1.3", "1.4"]


def test_two_confidential_sources_cannot_be_told_apart_or_counted():
    other = SourceLink("s8", "CRANE", confidential=True)
    claim = small_article().claims[-1]
    says = SaysView("second-hand", SECRET, (SECRET, other, GAZETTE, other))
    item = EvidenceView("1.1", "supports", "It is so.", SECRET, other, publisher=other, via=(SECRET, other))
    claim = replace(
        claim,
        about=other,
        places=(replace(claim.places[0], says=says),),
        evidence=(item,),
        weights=(views.WeightView("supports", 3, 0, 3, 1, own_word=(SECRET, TOWN, other)),),
    )
    shown = claim_for(claim, Audience.PUBLIC)
    assert shown.about == NOBODY
    assert shown.places[0].says == SaysView("second-hand", NOBODY, (NOBODY, GAZETTE, NOBODY))
    assert (shown.evidence[0].origin, shown.evidence[0].top, shown.evidence[0].via) == (NOBODY, NOBODY, (NOBODY,))
    assert shown.weights[0].own_word == (NOBODY, TOWN)
    assert (shown.weights[0].items, shown.weights[0].origins) == (3, 3)
    assert claim_for(claim, Audience.EDITOR).about == other


def test_sources_that_nothing_names_any_more_are_gone():
    article = small_article()
    sources = (
        *(each for each in article.sources if each.ref != "s4"),
        SourceView("s5", "Ada Lune", "person", SourceLink("s6", "Town hall")),
        SourceView("s6", "Town hall", "organisation", SECRET),
        SourceView("s9", "HERON", "person", confidential=True),
    )
    claim = article.claims[-1]
    off = SaysView("first-hand", SourceLink("s5", "Ada Lune"), level="off-record")
    article = replace(
        article, sources=sources, claims=(replace(claim, places=(replace(claim.places[0], says=off),)),), upstream=None
    )
    assert {each.ref for each in article_for(article, Audience.EDITOR).sources} == {"s1", "s2", "s3", "s4"} & {
        each.ref for each in sources
    }
    on = replace(article, claims=(replace(claim, about=SourceLink("s5", "Ada Lune")),))
    shown = article_for(on, Audience.PUBLIC).sources
    assert {each.ref for each in shown} == {"s1", "s2", "s3", "s5", "s6"}
    assert next(each for each in shown if each.ref == "s6").part_of == NOBODY
    assert source_for(sources[-1], Audience.PUBLIC) is None
    assert source_for(sources[-1], Audience.LAWYER) is sources[-1]


def test_own_word_does_not_say_who_spoke_off_the_record():
    claim = small_article().claims[-1]
    off = SaysView("first-hand", ENGINEER, level="off-record")
    item = EvidenceView("1.1", "supports", "The engineer's column.", ENGINEER, own_word=True)
    weight = views.WeightView("supports", 1, 0, 1, 0, own_word=(ENGINEER,))
    claim = replace(
        claim, places=(replace(claim.places[0], says=off),), evidence=(item,), weights=(weight,), about=TOWN
    )
    shown = claim_for(claim, Audience.PUBLIC)
    assert shown.evidence[0] == replace(item, own_word=False)
    assert shown.weights[0] == replace(weight, own_word=(NOBODY,))
    about = claim_for(replace(claim, about=ENGINEER), Audience.PUBLIC)
    assert (about.evidence[0], about.weights[0]) == (item, weight)


def test_a_party_known_from_a_confidential_document_alone_is_not_named():
    claim = small_article().claims[-1]
    item = EvidenceView(
        "1.1", "supports", "The memo says so.", TOWN, own_word=True, confidential=True, retracted="by R. Roe"
    )
    weight = views.WeightView("supports", 1, 0, 1, 0, own_word=(TOWN,))
    shown = claim_for(replace(claim, evidence=(item,), weights=(weight,)), Audience.PUBLIC)
    assert shown.weights[0] == replace(weight, own_word=(NOBODY,))
    assert shown.evidence[0].title == UNNAMED
    assert "Roe" not in told(shown.evidence[0])
    other = replace(item, ref="1.2", confidential=False)
    shown = claim_for(replace(claim, evidence=(item, other), weights=(weight,)), Audience.PUBLIC)
    assert shown.weights[0].own_word == (TOWN,)


def test_the_public_learns_the_day_and_no_hour():
    at = datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    assert for_audience(replace(small_report(), as_of=at), Audience.PUBLIC).as_of == datetime(2026, 3, 1, tzinfo=UTC)
    item = EvidenceView("1.1", "context", "Looked at.", accessed="2026-03-01T17:45:00Z")
    claim = replace(small_article().claims[0], evidence=(item,))
    assert claim_for(claim, Audience.PUBLIC).evidence[0].accessed == "2026-03-01"
    assert claim_for(claim, Audience.EDITOR).evidence[0].accessed == item.accessed


def test_what_stands_for_a_name_is_said_in_the_language_of_the_report():
    claim = replace(small_article().claims[0], about=SECRET)
    assert claim_for(claim, Audience.PUBLIC, language="en").about == NOBODY
    report = replace(small_report(), language="fr", articles=(replace(small_article(), claims=(claim,)),))
    assert for_audience(report, Audience.PUBLIC).articles[0].claims[0].about.ref == ""


def test_what_is_empty_already_is_left_alone():
    assert blanks(small_article().claims[1], "editor") == {}
    assert blanks(TOWN, "public") == {}
