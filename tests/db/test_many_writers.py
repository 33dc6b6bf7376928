"""Eight people adding at once, each in a process of their own: nobody is refused, nothing is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from support import processes

from factcheck.db.session import reading
from factcheck.models import Claim, Event, Note, Person
from factcheck.services.verify import verify

pytestmark = pytest.mark.deep

WRITERS = 8
ARTICLE = "The model cost six million dollars to train.\n\nShares fell by 18 percent.\n"


@pytest.fixture
def busy_desk(desk):
    article = desk.folder / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    desk.ok("article", "add", article)
    desk.ok("claim", "add", "The model cost $6m to train", "--quote", "six million dollars")
    return desk


def add_at_once(desk, each, arguments_of):
    """Let ``WRITERS`` threads run ``each`` commands one after the other. Returns what went wrong."""

    def write(writer):
        person = f"P{writer}"
        results = [
            processes.run(*arguments_of(writer, turn), desk=desk.address, person=person, cwd=desk.folder)
            for turn in range(each)
        ]
        return [result.stderr for result in results if result.returncode]

    with ThreadPoolExecutor(WRITERS) as pool:
        return [problem for problems in pool.map(write, range(WRITERS)) for problem in problems]


def claim_of(writer, turn):
    return ("claim", "add", f"Claim {turn} of writer {writer}", "--quote", "Shares fell by 18 percent")


def note_of(writer, turn):
    return ("note", "1", f"note {turn} of writer {writer}")


def check_claims(desk, each):
    with reading(desk.place) as session:
        numbers = session.scalars(select(Claim.number)).all()
        wordings = session.scalars(select(Claim.wording)).all()
        people = session.scalars(select(Person.name)).all()
        proof = verify(session)
        seqs = session.scalars(select(Event.seq).order_by(Event.seq)).all()
    assert sorted(numbers) == list(range(1, WRITERS * each + 2))
    assert len(set(wordings)) == WRITERS * each + 1
    assert Counter(people) == Counter(["ANA", *(f"P{writer}" for writer in range(WRITERS))])
    assert seqs == list(range(1, len(seqs) + 1))
    assert not proof.faults


@pytest.mark.parametrize("each", [1, pytest.param(5, marks=pytest.mark.deep)])
def test_eight_processes_enter_claims_at_once(busy_desk, each):
    assert add_at_once(busy_desk, each, claim_of) == []
    check_claims(busy_desk, each)


@pytest.mark.deep
def test_eight_processes_write_on_the_same_claim_at_once(busy_desk):
    assert add_at_once(busy_desk, 5, note_of) == []
    with reading(busy_desk.place) as session:
        assert len(set(session.scalars(select(Note.text)))) == WRITERS * 5
        assert not verify(session).faults
