"""What the desk must not give away is gathered from rows, history and the file of names; a report with it is refused."""

import json
from contextlib import contextmanager

import pytest
from desks import add_claims, add_evidence
from sqlalchemy import select
from support.places import fixed_hands

from factcheck.db.session import reading, writing
from factcheck.errors import DiskError, RefusedError
from factcheck.models import Document, Note, Source
from factcheck.names import Names
from factcheck.report.audience import Audience, for_audience
from factcheck.report.disclosure import Secret, SecretKind
from factcheck.services.articles import list_articles
from factcheck.services.desks import get_desk
from factcheck.services.disclosing import refuse_disclosures, secrets_of, without_confidential
from factcheck.services.images import images
from factcheck.services.reporting import report_view
from factcheck.services.work import start_work

REAL = "Ines Rothschild"
CODE = "HERON"


@pytest.fixture
def names(desk, monkeypatch):
    """Where this test's real names are kept."""
    monkeypatch.setenv("FACTCHECK_NAMES", str(desk.folder / "names.json"))
    return Names(str(desk.folder / "names.json"))


@pytest.fixture
def claims(desk, clock, names):
    """The story with its claims, and HERON on the desk."""
    add_claims(desk)
    desk.ok("source", "add", CODE, "--confidential", "--alias", "the gauge keeper", stdin=REAL + "\n")
    return desk


@contextmanager
def behind(desk, clock):
    """Change rows as a command of a later release would, with its event."""
    with writing(desk.place) as session:
        work, _ = start_work(session, "source edit", "ANA", fixed_hands("late", clock))
        yield work
        work.seal()


def gathered(desk, names):
    with reading(desk.place) as session:
        return secrets_of(session, names)


def refusal(desk, names):
    """What a report for the public is refused for, or nothing."""
    with reading(desk.place) as session:
        whole = report_view(session, list_articles(session), include_confidential=True)
        public = for_audience(whole, Audience.PUBLIC)
        try:
            refuse_disclosures(public, secrets_of(session, names), desk=whole)
        except RefusedError as error:
            refused = error
        else:
            return []
    assert refused.exit_code == 5
    assert refused.hint
    return str(refused).splitlines()


def test_a_desk_without_secrets_has_none_and_needs_no_names(desk, names):
    add_claims(desk)
    assert not names.at_hand()
    assert gathered(desk, names) == ()
    assert refusal(desk, names) == []


def test_a_confidential_source_has_a_real_name_a_code_name_and_aliases(claims, names):
    of = "HERON (s3)"
    assert gathered(claims, names) == (
        Secret(SecretKind.REAL_NAME, REAL, of),
        Secret(SecretKind.CODE_NAME, CODE, of),
        Secret(SecretKind.ALIAS, "the gauge keeper", of),
    )
    claims.ok("undo")
    assert {each.text for each in gathered(claims, names)} == {REAL, CODE, "the gauge keeper"}


def test_a_report_that_gives_nothing_away_passes(claims, names):
    claims.ok("claim", "edit", "1", "--by", CODE)
    assert refusal(claims, names) == []


def test_every_place_that_gives_a_name_away_is_listed(claims, names):
    add_evidence(claims)
    add_evidence(claims, page="https://example.org/staff/ines%2Drothschild")
    claims.ok("evidence", "drop", "1.1")
    claims.ok("claim", "edit", "2", "--wording", "Nobody was hurt, says the Gauge keeper.")
    claims.ok("evidence", "edit", "1.2", "--finding", "Ms Rothschild\u2019s log, from heron")
    told = refusal(claims, names)
    assert told[0].startswith("not written")
    assert sorted(told[1:]) == [
        "  claim 1, evidence 2, address: the real name of HERON (s3)",
        "  claim 1, evidence 2, finding: the code name of HERON (s3)",
        "  claim 2, wording: an alias of HERON (s3)",
    ]
    claims.ok("evidence", "edit", "1.2", "--finding", "Ms Rothschild\u2019s log")
    assert "  claim 1, evidence 2, finding: a part of the real name of HERON (s3)" in refusal(claims, names)
    assert REAL not in "\n".join(told)


def test_an_open_name_of_the_past_is_a_real_name_once_the_source_is_confidential(claims, names, clock):
    claims.ok("source", "add", "Olga Novotny", "--alias", "O. N. of the harbour")
    with behind(claims, clock) as work:
        source = work.session.scalars(select(Source).where(Source.name == "Olga Novotny")).one()
        source.name, source.confidential, uid = "CRANE", True, source.uid
        work.touch(source)
        names.keep(get_desk(work.session).uid, uid, "Olga Novotna")
    found = {(each.kind, each.text) for each in gathered(claims, names) if each.of == "CRANE (s4)"}
    assert found == {
        (SecretKind.REAL_NAME, "Olga Novotna"),
        (SecretKind.REAL_NAME, "Olga Novotny"),
        (SecretKind.CODE_NAME, "CRANE"),
        (SecretKind.ALIAS, "O. N. of the harbour"),
    }


def test_what_was_merged_into_a_source_is_as_confidential_as_that(claims, names, clock):
    claims.ok("source", "add", "Olga Novotny")
    claims.ok("source", "add", "The woman in the red boat")
    claims.ok("source", "merge", "Olga Novotny", "The woman in the red boat")
    with behind(claims, clock) as work:
        source = work.session.scalars(select(Source).where(Source.name == "Olga Novotny")).one()
        source.name, source.confidential, source.aliases = "CRANE", True, []
        work.touch(source)
        names.keep(get_desk(work.session).uid, source.uid, "Olga Novotny")
    assert Secret(SecretKind.REAL_NAME, "The woman in the red boat", "s5") in gathered(claims, names)
    claims.ok("claim", "edit", "3", "--wording", "The bridge is of 1911, says the woman in the red boat.")
    assert refusal(claims, names)[1:] == [
        "  claim 3, wording: an alias of CRANE (s4)",
        "  claim 3, wording: the real name of s5",
    ]


def test_without_the_names_a_desk_with_confidential_sources_writes_nothing_for_the_public(claims, names):
    elsewhere = Names(str(claims.folder / "elsewhere.json"))
    (line,) = refusal(claims, elsewhere)
    assert "1 confidential source" in line
    assert "elsewhere.json cannot be read" in line
    with pytest.raises(RefusedError) as caught:
        gathered(claims, elsewhere)
    assert "FACTCHECK_NAMES" in caught.value.hint
    claims.ok("source", "add", "CRANE", "--confidential", stdin="Olga Novotny\n")
    path = claims.folder / "names.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    (uids,) = known.values()
    uids.pop(next(uid for uid, name in uids.items() if name == REAL))
    path.write_text(json.dumps(known), encoding="utf-8")
    (line,) = refusal(claims, names)
    assert "does not know the real name of s3" in line
    path.chmod(0o644)
    with pytest.raises(DiskError):
        gathered(claims, names)


def test_all_names_are_found_at_once(claims, names):
    (desk_uid,) = json.loads((claims.folder / "names.json").read_text(encoding="utf-8"))
    with reading(claims.place) as session:
        uid = session.scalars(select(Source.uid).where(Source.confidential)).one()
    assert names.find_all(desk_uid, [uid, "another"]) == {uid: REAL}
    assert names.find_all("another desk", [uid]) == {}


def test_a_confidential_document_is_known_by_its_file_title_and_address(claims, names, clock):
    add_evidence(claims, page="https://example.org/leaks/memo-12")
    claims.ok("document", "edit", "d1", "--title", "Minutes of the gauge board")
    with behind(claims, clock) as work:
        document = work.session.scalars(select(Document)).one()
        document.confidential, document.file_name, document.archived_url = (
            True,
            "gauge-memo.pdf",
            "https://archive.org/x1",
        )
        work.touch(document)
    assert [(each.kind, each.text) for each in gathered(claims, names) if each.of == "d1"] == [
        (SecretKind.FILE_NAME, "gauge-memo.pdf"),
        (SecretKind.FILE_NAME, "gauge-memo"),
        (SecretKind.TITLE, "Minutes of the gauge board"),
        (SecretKind.ADDRESS, "example.org/leaks/memo-12"),
        (SecretKind.ADDRESS, "archive.org/x1"),
    ]
    assert refusal(claims, names) == []
    claims.ok("evidence", "edit", "1.1", "--finding", "the gauge_memo has it: HTTP://example.org/leaks/memo-12?page=2")
    assert refusal(claims, names)[1:] == [
        "  claim 1, evidence 1, finding: the file name of d1",
        "  claim 1, evidence 1, finding: the address of d1",
    ]


def test_a_word_that_is_the_title_of_a_document_is_no_secret(claims, names, clock):
    add_evidence(claims)
    claims.ok("document", "edit", "d1", "--title", "Minutes")
    with behind(claims, clock) as work:
        document = work.session.scalars(select(Document)).one()
        document.confidential = True
        work.touch(document)
    assert SecretKind.TITLE not in {each.kind for each in gathered(claims, names)}


def test_who_spoke_on_background_is_looked_for_in_the_words_of_that_claim(claims, names):
    claims.ok("claim", "edit", "2", "--level", "background")
    assert [each for each in gathered(claims, names) if each.kind is SecretKind.SPEAKER] == [
        Secret(SecretKind.SPEAKER, "Ada Lune", "claim 2", claim=2)
    ]
    assert refusal(claims, names) == [], "the article itself names the mayor"
    add_evidence(claims, claim=2)
    claims.ok("evidence", "edit", "2.1", "--finding", "Ada Lune told us on the telephone.")
    claims.ok("claim", "edit", "1", "--wording", "Ada Lune said the river rose 18 % in May.")
    (line,) = refusal(claims, names)[1:]
    assert line == "  claim 2, evidence 1, finding: the name of who spoke off the record or on background of claim 2"


def _images(desk):
    """The after-image of claim 2 today."""
    with reading(desk.place) as session:
        return next(image for _, image in images(session.connection(), "claim") if image["number"] == 2)


def test_the_history_a_report_tells_is_without_what_is_confidential_today(claims, names, clock):
    add_evidence(claims, claim=2)
    claims.ok("evidence", "edit", "2.1", "--method", "called", "--called", "the clerk")
    claims.ok("note", "2", "met behind the harbour")
    with behind(claims, clock) as work:
        note = work.session.scalars(select(Note)).one()
        note.internal = False
        work.session.flush()
    before = _images(claims)
    with reading(claims.place) as session:
        lune = session.scalars(select(Source.uid).where(Source.name == "Ada Lune")).one()
    assert all(word in json.dumps(before) for word in ("the clerk", "behind the harbour", lune))
    open_then = without_confidential(before, before)
    assert "behind the harbour" in json.dumps(open_then)
    assert lune in json.dumps(open_then)
    assert "the clerk" not in json.dumps(open_then)
    claims.ok("claim", "edit", "2", "--level", "off-record")
    with behind(claims, clock) as work:
        work.session.scalars(select(Note)).one().internal = True
    shown = json.dumps(without_confidential(before, _images(claims)))
    assert lune not in shown
    assert "behind the harbour" not in shown
    assert without_confidential({"uid": "a", "note": "filed late", "title": "T"}, {}) == {"uid": "a", "note": None, "title": "T"}  # fmt: skip
