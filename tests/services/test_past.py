"""The desk as it was is what it was then, and says nothing that is kept close today."""

import json
import random
import shlex
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from desks import add_claims, add_evidence
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from support.places import fixed_hands

from factcheck.core.words import Level
from factcheck.db.session import reading, writing
from factcheck.errors import BadInputError
from factcheck.models import Claim, Document, Event, EventPayload, Source, Version
from factcheck.services.articles import list_articles
from factcheck.services.exporting import export_claim_set
from factcheck.services.images import images, roots
from factcheck.services.past import parse_as_of, past_desk
from factcheck.services.withholding import former_names
from factcheck.services.work import start_work

STEPS = [
    shlex.split(line)
    for line in (
        "claim edit 1 --wording 'It rose.' --by 'Radio Lune' --new-source --risk privacy",
        "claim split 1 'The river rose in May.' 'It rose by 18 %.'",
        "claim relate 2 contradicts 3",
        "claim relate 2 related 1",
        "claim figure 1 --claimed '18 %' --found '16.9-17.0 %'",
        "claim anchor 2 --quote 'Nobody was hurt,'",
        "evidence add 1-3 https://example.org/new --against 'not so' --origin Harbour --new-source",
        "claim merge 1 4 --because 'one sentence'",
        "evidence drop 1.1",
        "status 2 refuted --because 'the harbour says so'",
        "query 2 --change 'was hurt'",
        "query 2 --outcome changed",
        "note 1 'says “ünïcode” \\ and \u2028 more' --public",
        "claim tag 1 flood",
        "undo",
        "source edit 'Ada Lune' --name 'A. Lune' --alias 'The Mayor'",
        "source merge s1 s2",
        "article edit 1 --title 'The flood'",
        "claim edit 1 --no-risk privacy",
        "claim drop 3",
        "article drop a1",
        "undo",
    )
]


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


def _state(session):
    """Every aggregate by kind and row id."""
    connection = session.connection()
    return {kind: dict(images(connection, kind)) for kind in roots()}


def _now(desk):
    """The instant of the last event, and what the desk is."""
    with reading(desk.place) as session:
        return session.scalar(select(func.max(Event.at))), _state(session)


@contextmanager
def _past(desk, at):
    with reading(desk.place) as session, past_desk(session, at) as past:
        yield past


@contextmanager
def _change(desk, command="source edit"):
    """Change rows as a later command may, with their history."""
    with writing(desk.place) as session:
        at = session.scalar(select(func.max(Event.at))) + timedelta(seconds=1)
        work, _ = start_work(session, command, "ANA", fixed_hands(f"change at {at}"))
        work.at = at
        yield work
        work.seal()


def _get(session, model, **named):
    return session.scalars(select(model).filter_by(**named)).one()


def _remembered(desk, script):
    """What the desk was after each command of a script that was not refused; a third of it at least must go."""
    found = [_now(desk)]
    found += [_now(desk) for step in script if desk.run(*step).exit_code == 0]
    assert len(found) > len(script) / 3
    return found


def _assert_all_as_it_was(desk, remembered):
    for at, state in remembered:
        with _past(desk, at) as past:
            assert _state(past) == state, f"at {at}"
            assert past.scalar(select(func.max(Event.at))) == at


@pytest.mark.deep
def test_after_every_command_the_desk_is_what_it_was(claims):
    add_evidence(claims)
    remembered = _remembered(claims, STEPS)
    assert len(remembered) == len(STEPS) + 1
    _assert_all_as_it_was(claims, remembered)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(4))
def test_in_any_order_too(claims, seed):
    script = random.Random(seed).sample(STEPS, len(STEPS))
    _assert_all_as_it_was(claims, _remembered(claims, script))


def test_a_populated_desk_comes_over_whole(populated_place):
    with reading(populated_place) as session, past_desk(session, datetime(2100, 1, 1, tzinfo=UTC)) as past:
        assert _state(past) == _state(session)
        assert past.scalar(select(Version)).text == session.scalar(select(Version)).text
        for model in (Event, EventPayload):
            rows = [
                [tuple(row) for row in each.execute(select(model.__table__).order_by(model.seq))]
                for each in (session, past)
            ]
            assert rows[0] == rows[1]
        exported = [export_claim_set(each, list_articles(each), include_confidential=True) for each in (session, past)]
        assert exported[0] == exported[1]


def test_it_cannot_be_written_and_leaves_the_desk_alone(claims):
    with _past(claims, _now(claims)[0]) as past:
        past.scalars(select(Claim)).first().wording = "another"
        with pytest.raises(OperationalError, match="readonly"):
            past.flush()
    assert _now(claims)[1]["claim"][1]["wording"] == "The river rose 18 % in May."


def test_before_its_history_there_is_no_desk(claims):
    with (
        pytest.raises(BadInputError, match=r"no history by 2026-11-01T23:59 UTC") as caught,
        _past(claims, parse_as_of("2026-11-01")),
    ):
        pytest.fail("there was a desk")
    assert caught.value.hint == "it begins on 2026-11-22 at 09:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24", datetime(2026, 11, 24, 23, 59, 59, 999999, UTC)),
        (" 2024-02 ", datetime(2024, 2, 29, 23, 59, 59, 999999, UTC)),
        ("2026", datetime(2026, 12, 31, 23, 59, 59, 999999, UTC)),
        ("2026-11-24T10:00", datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
        ("2026-11-24 10:00:30+02:00", datetime(2026, 11, 24, 8, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_date_means_the_end_of_it(text, moment):
    assert parse_as_of(text) == moment


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "2026-13", "24.11.2026", "2026-11-24T25:00"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadInputError, match="no date and no time"):
        parse_as_of(text)


def _told(desk, at):
    """All that the desk as it was can say: rows and history."""
    with _past(desk, at) as past:
        payloads = [body for body in past.scalars(select(EventPayload.body)) if body]
        return json.dumps(_state(past), ensure_ascii=False) + "".join(payloads)


def _sources(desk, at):
    with _past(desk, at) as past:
        return {f"s{image['number']}": image for image in _state(past)["source"].values()}


def test_a_source_that_is_confidential_today_stands_under_its_code_name(claims):
    claims.ok("source", "add", "The Ward")
    claims.ok("source", "edit", "Ada Lune", "--alias", "The Mayor", "--description", "mayor", "--part-of", "The Ward")
    then, _ = _now(claims)
    assert "The Mayor" in _told(claims, then)
    with _change(claims) as work:
        source = _get(work.session, Source, name="Ada Lune")
        source.name, source.confidential, source.description = "OWL", True, "somebody at the town hall"
        source.aliases, source.part_of_id = [], None
        work.touch(source)
    found = _sources(claims, then)["s2"]
    assert (found["name"], found["confidential"], found["source_aliases"], found["part_of"]) == ("OWL", True, [], None)
    assert found["description"] == "somebody at the town hall"
    for name in ('"Ada Lune"', "The Mayor", '"mayor"'):
        assert name not in _told(claims, then)
    with reading(claims.place) as session:
        assert former_names(session) == {found["uid"]: {"OWL", "Ada Lune", "The Mayor"}}


def test_a_code_name_that_another_source_had_then_does_not_join_the_two(claims):
    then, _ = _now(claims)
    claims.ok("source", "edit", "Ada Lune", "--name", "A. Lune")
    with _change(claims) as work:
        source = _get(work.session, Source, name="City of Lune")
        source.name, source.confidential = "Ada Lune", True
        work.touch(source)
    assert {ref: each["name"] for ref, each in _sources(claims, then).items()} == {
        "s1": "Ada Lune (s1)",
        "s2": "Ada Lune",
    }


def test_a_source_merged_into_one_that_is_confidential_today_is_not_named(claims):
    claims.ok("source", "add", "Lune, A.")
    then, _ = _now(claims)
    claims.ok("source", "merge", "s2", "s3")
    with _change(claims) as work:
        source = _get(work.session, Source, number=2)
        source.name, source.confidential, source.aliases = "OWL", True, []
        work.touch(source)
    found = _sources(claims, then)
    assert [(found[ref]["name"], found[ref]["confidential"]) for ref in ("s2", "s3")] == [
        ("OWL", True),
        ("OWL (s3)", True),
    ]
    assert not found["s3"]["dropped"]
    assert "Lune, A." not in _told(claims, then)


def test_what_was_confidential_then_stays_so(claims):
    with _change(claims) as work:
        source = _get(work.session, Source, name="Ada Lune")
        source.name, source.confidential = "OWL", True
        work.touch(source)
    then, _ = _now(claims)
    with _change(claims) as work:
        source = _get(work.session, Source, name="OWL")
        source.name, source.confidential = "Ada Lune", False
        work.touch(source)
    found = _sources(claims, then)["s2"]
    assert (found["name"], found["confidential"]) == ("OWL", True)


def test_a_document_that_became_confidential_stands_under_what_names_it_today(claims):
    add_evidence(claims, page="https://example.org/ada-lune")
    claims.ok("document", "edit", "d1", "--title", "Talk with Ada Lune", "--author", "Ada Lune")
    then, _ = _now(claims)
    with _change(claims) as work:
        document = _get(work.session, Document, number=1)
        document.title, document.author, document.url, document.confidential = "A talk", None, None, True
        document.canonical_url = document.host = None
        work.touch(document)
    with _past(claims, then) as past:
        found = _get(past, Document, number=1)
        assert (found.title, found.author, found.url, found.confidential) == ("A talk", None, None, True)
    assert "Talk with" not in _told(claims, then)
    assert "ada-lune" not in _told(claims, then)


def test_a_note_that_is_internal_today_is_internal(claims):
    claims.ok("note", 1, "he drinks", "--public")
    claims.ok("note", 1, "the gauge is new", "--public")
    then, _ = _now(claims)
    with _change(claims) as work:
        claim = _get(work.session, Claim, number=1)
        claim.notes[0].internal = True
        work.touch(claim)
    with _past(claims, then) as past:
        assert {note.text: note.internal for note in _get(past, Claim, number=1).notes} == {
            "he drinks": True,
            "the gauge is new": False,
        }


def _level(desk, at, number):
    with _past(desk, at) as past:
        (level,) = {each.attribution.level for each in _get(past, Claim, number=number).appearances}
        return level


def _levels_told(desk, at, number):
    """Every level that the history up to an instant tells of a claim."""
    with _past(desk, at) as past:
        told = select(EventPayload.body).join(Event, Event.seq == EventPayload.seq).where(Event.subject_kind == "claim")
        found = [json.loads(body)["after"] for body in past.scalars(told)]
    places = [place for image in found if image["number"] == number for place in image["appearances"]]
    return {said["level"] for place in places for said in place["attributions"]}


@pytest.mark.parametrize("level", ["background", "off-record"])
def test_who_is_off_the_record_today_was_never_on_it(claims, level):
    then, _ = _now(claims)
    claims.ok("claim", "edit", 2, "--level", level)
    assert (_level(claims, then, 2), _level(claims, then, 1)) == (Level(level), Level.ON_RECORD)
    assert (_levels_told(claims, then, 2), _levels_told(claims, then, 1)) == ({level}, {"on-record"})


def test_that_holds_where_the_quote_has_moved_since(claims):
    then, _ = _now(claims)
    claims.ok("claim", "anchor", 2, "--quote", "Nobody was hurt,")
    claims.ok("claim", "edit", 2, "--level", "off-record")
    assert _level(claims, then, 2) is Level.OFF_RECORD


def test_and_where_another_claim_has_come_to_stand_at_the_words(claims):
    then, _ = _now(claims)
    claims.ok("claim", "merge", 1, 2, "--because", "one thing")
    claims.ok("claim", "edit", 1, "--level", "off-record")
    assert _level(claims, then, 2) is Level.OFF_RECORD


def test_who_was_off_the_record_then_stays_so(claims):
    claims.ok("claim", "edit", 2, "--level", "off-record")
    then, _ = _now(claims)
    claims.ok("claim", "edit", 2, "--level", "on-record")
    assert _level(claims, then, 2) is Level.OFF_RECORD


def test_a_redacted_value_is_blank_in_what_came_next(claims):
    """The redaction's own image is the state it found, blanked: nothing else of the past is lost."""
    claims.ok("note", 1, "call 0170 555 1234")
    then, before = _now(claims)
    claims.ok("redact", "1.note1.text", "--because", "a number")
    claims.ok("claim", "edit", 1, "--priority", "low")
    _, state = then, before
    state["claim"][1]["notes"][0]["text"] = "[redacted]"
    with _past(claims, then) as past:
        assert _state(past)["claim"] == state["claim"]
    assert "0170" not in _told(claims, then)


def test_where_more_came_between_the_last_image_that_may_be_seen_stands(claims):
    _, before = _now(claims)
    claims.ok("note", 1, "call 0170 555 1234")
    then, _ = _now(claims)
    claims.ok("claim", "edit", 1, "--priority", "low")
    claims.ok("redact", "1.note1.text", "--because", "a number")
    with _past(claims, then) as past:
        assert _state(past)["claim"] == before["claim"]


def test_what_was_redacted_from_its_first_word_on_is_still_there_to_refer_to(claims):
    then, _ = _now(claims)
    claims.ok("source", "edit", "City of Lune", "--description", "a town")
    claims.ok("redact", "s1.name", "--because", "a promise")
    with _past(claims, then) as past:
        speaker = _get(past, Claim, number=1).appearances[0].attribution.speaker
        assert speaker.name.startswith("[redacted]")
    assert "City of Lune" not in _told(claims, then)


def test_a_redacted_text_is_blank(claims):
    then, _ = _now(claims)
    claims.ok("redact", "a1.text", "--because", "a promise")
    with _past(claims, then) as past:
        assert past.scalar(select(Version)).text == ""
