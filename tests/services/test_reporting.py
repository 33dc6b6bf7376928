"""What a report is told of a desk: the same as the services say of the models, in as many queries whatever it holds."""

from contextlib import contextmanager
from datetime import date

import pytest
from desks import add_claims, add_evidence, add_story, share_compiled_statements
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from factcheck.core.text import locate, sentences
from factcheck.core.words import Kind, Quality, Stance
from factcheck.db.session import reading, writing
from factcheck.models import Article, Claim, Document, Source, Version
from factcheck.services import report_batches
from factcheck.services.articles import list_articles
from factcheck.services.claims import appearances_in
from factcheck.services.history import claim_history
from factcheck.services.reporting import report_view, stream_articles
from factcheck.services.statuses import is_stale
from factcheck.services.weighing import Scales

share_compiled_statements()


def _view(place, **options):
    with reading(place) as session:
        return report_view(session, list_articles(session), **options)


def _claims(place, **options):
    return {claim.number: claim for claim in _view(place, **options).articles[0].claims}


@contextmanager
def _counted(session):
    """The statements that are sent while this is open."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    yield sent
    event.remove(session.connection(), "before_cursor_execute", note)


def _compare(session):
    """Each claim's view says what the services say of its model. Returns the numbers of the stale ones."""
    scales = Scales(session)
    stale = []
    for article in list_articles(session):
        (view,) = report_view(session, [article], include_confidential=True).articles
        for shown in view.claims:
            claim = session.scalars(select(Claim).where(Claim.number == shown.number)).one()
            assert shown.stale is is_stale(claim), claim.number
            weights = scales.weigh(claim, article)
            for weight in shown.weights:
                expected = weights.of(Stance(weight.stance))
                told = (weight.items, weight.unread, weight.independent, weight.unknown)
                assert told == (expected.items, expected.unread, len(expected.independent), expected.unknown)
                parties = weight.own_word + weight.against_own_interest
                assert [link.name for link in parties] == [scales.names[uid] for uid in expected.own_word]
            assert {weight.stance for weight in shown.weights} == {item.stance for item in claim.items}
            assert len(shown.places) == len(appearances_in(claim, article))
            _compare_places(view, shown)
            stale += [claim.number] if shown.stale else []
    return stale


def _compare_places(article, claim):
    for place in claim.places:
        paragraph, sentence = locate(article.text, place.start)
        assert place.location == f"p{paragraph} sentence {sentence}"
        around = article.text[place.start - len(place.before) : place.end + len(place.after)]
        assert around == place.before + place.quote + place.after
        through = [span for span in sentences(article.text) if span.start < place.end and span.end > place.start]
        assert around == article.text[through[0].start : through[-1].end]


def test_the_example_is_told_as_its_models_say(example_place):
    with reading(example_place) as session:
        assert _compare(session) == []


def test_a_desk_with_rows_in_every_table_is_told_as_its_models_say(populated_place):
    with reading(populated_place) as session:
        _compare(session)
        (article,) = report_view(session, list_articles(session)).articles
    tagged = next(claim for claim in article.claims if claim.tags)
    assert (tagged.tags, tagged.aliases) == (("numbers",), (900,))
    assert tagged.places[0].says.via
    assert any(claim.signoffs for claim in article.claims)
    assert any(item.via for claim in article.claims for item in claim.evidence)


EDITS = {
    "wording": lambda claim, _: setattr(claim, "wording", claim.wording + " So they say."),
    "kind": lambda claim, _: setattr(claim, "kind", Kind.EVENT if claim.kind is not Kind.EVENT else None),
    "finding": lambda claim, item: setattr(item, "finding", "Something else."),
    "unread": lambda claim, item: setattr(item, "read", not item.read),
    "dropped": lambda claim, item: setattr(item, "dropped", True),
    "quality": lambda claim, item: setattr(item, "quality", Quality.COPY),
    "retracted": lambda claim, item: setattr(item.document, "retracted", "by its author"),
    "no origin": lambda claim, item: _set_origin(item.document, None, None),
    "another origin": lambda claim, item: _set_origin(item.document, claim.about, None),
    "a document as origin": lambda claim, item: _set_origin(item, None, claim.evidence[-1].document),
    "no subject": lambda claim, _: setattr(claim, "about", None),
    "silence": lambda claim, _: setattr(claim.appearances[0].attribution, "speaker", None),
}


def _set_origin(thing, source, document):
    thing.origin_source, thing.origin_document = source, document


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 9), st.sampled_from(sorted(EDITS))), max_size=12))
def test_a_desk_edited_at_random_is_told_as_its_models_say(populated_place, edits):
    with writing(populated_place) as session:
        claims = session.scalars(select(Claim).order_by(Claim.number)).all()
        for which, item, name in edits:
            claim = claims[which % len(claims)]
            if claim.evidence:
                EDITS[name](claim, claim.evidence[item % len(claim.evidence)])
        session.flush()
        session.expire_all()
        _compare(session)
        session.rollback()


def test_origins_in_a_circle_still_make_a_report(example_place):
    with writing(example_place) as session:
        item = session.scalars(select(Claim).where(Claim.number == 40)).one().evidence[0]
        other = session.scalars(select(Document).where(Document.id != item.document_id)).first()
        for thing, above in ((item.document, other.id), (other, item.document_id), (item, None)):
            thing.origin_source_id, thing.origin_document_id = None, above
        session.flush()
        session.expire_all()
        _compare(session)
        session.rollback()


def test_as_many_queries_are_asked_for_six_claims_as_for_all(example_place, populated_place):
    counts = []
    for place in (example_place, populated_place):
        with reading(place) as session:
            articles = list_articles(session)
            with _counted(session) as sent:
                report_view(session, articles)
        counts.append(len(sent))
    # The documents behind documents are one query more where there are any, what sign-offs were given for two, and who
    # holds something else three.
    assert abs(counts[0] - counts[1]) <= 6
    assert max(counts) < 36


def test_articles_are_read_as_they_are_asked_for_and_forgotten(desk, monkeypatch):
    add_claims(desk)
    for number in (2, 3):
        add_story(desk, f"flood-{number}.txt", f"Flood {number}\n\nThe dam broke in June of year {number}, they say.\n")
        quote = ("--quote", f"The dam broke in June of year {number}", "--article", f"a{number}")
        desk.ok("claim", "add", f"The dam broke in June {number}.", *quote)
    with reading(desk.place) as session:
        articles = list_articles(session)
        together = report_view(session, articles).articles
        monkeypatch.setattr(report_batches, "_QUOTES", 1)
        known = len(session.identity_map)
        with _counted(session) as sent:
            found = stream_articles(session, articles)
            first = next(found)
            so_far = len(sent)
            rest = list(found)
        assert (first, *rest) == together
        assert len(sent) > so_far + 2 * 10
        assert len(session.identity_map) <= known + 1  # the desk
    assert [[claim.number for claim in article.claims] for article in together] == [[1, 2, 3], [4], [5]]


def test_an_article_that_was_dropped_has_no_claims_to_tell(desk):
    add_claims(desk)
    desk.ok("article", "drop", "a1")
    with reading(desk.place) as session:
        (view,) = report_view(session, session.scalars(select(Article)).all()).articles
    assert (view.claims, view.timeline, view.sources) == ((), (), ())


@pytest.fixture
def flood(desk, clock):
    """Claims 1 to 3; claim 1 was settled on an item a day after its entry, and got another item a day later."""
    add_claims(desk)
    clock.advance(days=1)
    add_evidence(desk)
    desk.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    clock.advance(days=1)
    desk.ok("evidence", "add", "1", "https://example.org/other", "--context", "more of it", person="BEN")
    return desk


def test_everything_is_filled_in_and_only_the_words_of_the_history_are_cut(flood):
    flood.ok("claim", "edit", "2", "--level", "background")
    flood.ok("note", "2", "met behind the harbour")
    flood.ok("evidence", "add", "2", "--called", "the harbour master", "--for", "she says so")
    told, kept = _view(flood.place, history=True), _view(flood.place, history=True, include_confidential=True)
    histories = []
    for view in (told, kept):
        claim = next(claim for claim in view.articles[0].claims if claim.number == 2)
        assert claim.places[0].says.speaker.name == "Ada Lune"
        assert [note.text for note in claim.notes] == ["met behind the harbour"]
        assert claim.evidence[0].called == "the harbour master"
        histories.append(" ".join(change for entry in claim.history for change in entry.changes))
    assert "she says so" in histories[0]
    assert not any(secret in histories[0] for secret in ("met behind", "harbour master", "Ada Lune"))
    assert all(secret in histories[1] for secret in ("met behind", "she says so"))


def test_what_came_after_the_status_is_newer_and_says_who_entered_it(flood):
    claim = _claims(flood.place)[1]
    assert [(item.ref, item.newer, item.by) for item in claim.evidence] == [("1.1", False, "ANA"), ("1.2", True, "BEN")]
    assert claim.stale
    flood.ok("status", "1", "in-review")
    flood.ok("evidence", "add", "1", "https://example.org/third", "--context", "still more")
    assert not any(item.newer for item in _claims(flood.place)[1].evidence)  # an open status was given for nothing


@pytest.mark.parametrize(
    ("published", "newer"), [("2026-11-25", [False, True]), ("2026-11-26", [False, False]), ("2026", [False, False])]
)
def test_what_came_after_the_day_of_publication_is_newer(flood, published, newer):
    flood.ok("status", "1", "in-review")
    with writing(flood.place) as session:
        session.scalars(select(Version)).one().published_on = published
        session.flush()
        article = report_view(session, list_articles(session)).articles[0]
        session.rollback()
    assert (article.published_version, article.published_on) == (1, published)
    assert [item.newer for item in article.claims[0].evidence] == newer


def test_the_timeline_counts_what_stood_at_the_end_of_each_day(flood, clock):
    clock.advance(days=2)
    flood.ok("claim", "drop", "3")
    flood.ok("status", "2", "in-review")
    flood.ok("note", "1", "nothing that counts")
    clock.advance(days=1)
    flood.ok("note", "2", "nor does this")
    days = _view(flood.place).articles[0].timeline
    assert [(day.day, day.counts) for day in days] == [
        (date(2026, 11, 24), (("unverified", 3),)),
        (date(2026, 11, 25), (("unverified", 2), ("confirmed", 1))),
        (date(2026, 11, 28), (("in-review", 1), ("confirmed", 1))),
    ]


def test_the_timeline_ends_with_the_statuses_of_the_claims(example_place):
    (article,) = _view(example_place).articles
    counts = dict(article.timeline[-1].counts)
    assert counts == {status: [claim.status for claim in article.claims].count(status) for status in counts}
    assert sum(counts.values()) == len(article.claims)


def test_the_history_is_that_of_the_claim_and_told_only_when_asked_for(flood):
    shown = _claims(flood.place, history=True)
    with reading(flood.place) as session:
        for number, claim in shown.items():
            model = session.scalars(select(Claim).where(Claim.number == number)).one()
            expected = [
                (entry.seq, entry.at, entry.person, entry.command, entry.why, entry.changes)
                for entry in claim_history(session, model)
            ]
            assert expected
            assert [
                (each.seq, each.at, each.by, each.command, each.why, each.changes) for each in claim.history
            ] == expected
            assert claim.uid == model.uid
    assert not any(claim.history for claim in _claims(flood.place).values())


def test_a_redacted_event_leaves_the_history_and_the_timeline_readable(flood):
    settled = next(each for each in _claims(flood.place, history=True)[1].history if each.command == "status")
    flood.ok("redact", settled.seq, "--because", "not ours to keep")
    (article,) = _view(flood.place, history=True).articles
    claim = article.claims[0]
    assert () in [entry.changes for entry in claim.history]
    assert sum(count for _, count in article.timeline[-1].counts) == 3


def test_confidential_sources_documents_and_risks_are_marked(flood):
    flood.ok("claim", "edit", "1", "--risk", "defamation")
    with writing(flood.place) as session:
        for source in session.scalars(select(Source).where(Source.name.in_(["City of Lune", "Water Office"]))):
            source.confidential = True
        session.scalars(select(Document).order_by(Document.id).limit(1)).one().confidential = True
        session.flush()
        (article,) = report_view(session, list_articles(session)).articles
        session.rollback()
    claim, other = article.claims[0], article.claims[1]
    assert claim.risks == ("defamation",)
    assert (claim.places[0].says.speaker.confidential, other.places[0].says.speaker.confidential) == (True, False)
    assert claim.evidence[0].origin.confidential
    assert [item.confidential for item in claim.evidence] == [True, False]


def test_figures_are_drawn_on_one_scale(flood):
    flood.ok("claim", "figure", "1", "--claimed", "18 %", "--found", "16.9-17.0 %")
    flood.ok("claim", "figure", "1", "--claimed", "5 days")
    drawn, undrawn = _claims(flood.place)[1].figures
    assert (drawn.scale.claimed, drawn.scale.found) == ((0.9, 0.9), (0.845, 0.85))
    assert (drawn.scale.low, drawn.scale.high) == ("0", "20 %")
    assert undrawn.scale is None


def test_the_sentences_cover_the_text_between_the_paragraphs(example_place):
    (article,) = _view(example_place).articles
    assert [article.text[start:end] for start, end in article.sentences] == [
        article.text[span.start : span.end] for span in sentences(article.text)
    ]
