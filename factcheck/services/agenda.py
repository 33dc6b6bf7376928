"""What is left to do on a desk, the most useful first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.waiting import days_past
from factcheck.core.words import ComplaintOutcome, Outcome, Priority, Reply, Status
from factcheck.models import Article, Ask, AuthorQuery, Complaint
from factcheck.services.listing import Row, list_rows
from factcheck.services.loading import CLAIMS, ITEMS, PAGES, select_claims
from factcheck.services.tallies import Tally, tally_claims

_QUERIES, _ASKS, _COMPLAINTS = AuthorQuery.__table__, Ask.__table__, Complaint.__table__
_BATCH = 500


class Need(StrEnum):
    """Why a claim is on the agenda, in the order in which to do things."""

    CHECK = "check"
    COMPLAINT = "complaint"
    URGENT = "urgent"
    QUERY = "query"
    STALE = "stale"
    UNREAD = "unread"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    UNASKED = "unasked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about a claim.

    ``item`` is the number of the query, item of evidence, question or complaint it is about, 0 where it is about none;
    ``subject`` is what the query proposes (or asks), the address of the document to read, whose answer was wanted by
    when, what the complaint says, or the reason of the status.
    """

    need: Need
    row: Row
    tally: Tally
    item: int = 0
    subject: str = ""


def agenda(session: Session, today: date, article: Article | None = None) -> list[Task]:
    """Everything left to do, of one article or the whole desk, in the order in which to do it.

    What the reader is to check blind comes first, and nothing else is said of it. Open complaints come next, and
    high priority that nobody has settled; then queries the writer has not answered, stale claims, evidence nobody has
    read, questions to people outside whose deadline has passed, claims that waited past their day, claims that do not
    hold and of which the writer has not been told; then the rest that is open. Within each of these high priority comes first, and then the order of the text.
    """
    rows = list_rows(session, select_claims(session, article=article))
    ids = [row.id for row in rows]
    tallies = tally_claims(session, ids, article.id if article else None)
    look = _Look(session, ids, today)
    finders: dict[Need, Callable[[Row, Tally], Iterable[Task]]] = {
        Need.CHECK: look.check,
        Need.COMPLAINT: look.complaints,
        Need.URGENT: look.urgent,
        Need.QUERY: look.queries,
        Need.STALE: look.stale,
        Need.UNREAD: look.unread,
        Need.DEADLINE: look.deadlines,
        Need.OVERDUE: look.overdue,
        Need.UNASKED: look.unasked,
        Need.OPEN: look.open,
    }
    ordered = sorted(rows, key=lambda row: list(Priority).index(row.priority))
    return [
        task
        for need, find in finders.items()
        for row in ordered
        if row.blind is (need is Need.CHECK)
        for task in find(row, tallies[row.id])
    ]


class _Look:
    """Looks at claims one need at a time; reads what it must know of them in three queries a batch."""

    def __init__(self, session: Session, ids: Sequence[int], today: date) -> None:
        self.today = today
        self.asked: dict[int, list[Any]] = {}
        self.not_read: dict[int, list[Any]] = {}
        self.unanswered: dict[int, list[Any]] = {}
        self.complained: dict[int, list[Any]] = {}
        self.reasons: dict[int, str] = {}
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            for query in session.execute(
                select(_QUERIES).where(_QUERIES.c.claim_id.in_(batch)).order_by(_QUERIES.c.item)
            ):
                self.asked.setdefault(query.claim_id, []).append(query)
            unread = (
                select(ITEMS.c.claim_id, ITEMS.c.item, PAGES.c.url, PAGES.c.file_name, PAGES.c.title)
                .join_from(ITEMS, PAGES, PAGES.c.id == ITEMS.c.document_id)
                .where(ITEMS.c.claim_id.in_(batch), ITEMS.c.read.is_(False), ITEMS.c.dropped.is_(False))
                .order_by(ITEMS.c.item)
            )
            for item in session.execute(unread):
                self.not_read.setdefault(item.claim_id, []).append(item)
            self._read_outside(session, batch)
            reasons = select(CLAIMS.c.id, CLAIMS.c.status_reason).where(CLAIMS.c.id.in_(batch))
            self.reasons.update((row_id, reason or "") for row_id, reason in session.execute(reasons))

    def _read_outside(self, session: Session, batch: Sequence[int]) -> None:
        """What was asked of people outside and not answered, and what they complain of."""
        asks = select(_ASKS).where(_ASKS.c.claim_id.in_(batch), _ASKS.c.reply == Reply.WAITING)
        for ask in session.execute(asks.where(_ASKS.c.dropped.is_(False)).order_by(_ASKS.c.item)):
            self.unanswered.setdefault(ask.claim_id, []).append(ask)
        open_ones = select(_COMPLAINTS).where(
            _COMPLAINTS.c.claim_id.in_(batch), _COMPLAINTS.c.outcome == ComplaintOutcome.OPEN
        )
        for each in session.execute(open_ones.where(_COMPLAINTS.c.dropped.is_(False)).order_by(_COMPLAINTS.c.item)):
            self.complained.setdefault(each.claim_id, []).append(each)

    @staticmethod
    def check(row: Row, tally: Tally) -> Iterator[Task]:
        """To be checked blind."""
        yield Task(Need.CHECK, row, tally)

    def urgent(self, row: Row, tally: Tally) -> Iterator[Task]:
        """High priority, not settled, and not waiting for anybody."""
        if row.priority is Priority.HIGH and self._open(row):
            yield Task(Need.URGENT, row, tally)

    def queries(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Queries without an outcome."""
        for query in self.asked.get(row.id, ()):
            if query.outcome is Outcome.OPEN:
                yield Task(Need.QUERY, row, tally, query.item, query.proposed or query.reason or "")

    def stale(self, row: Row, tally: Tally) -> Iterator[Task]:
        """A status whose grounds have changed."""
        if tally.stale:
            yield Task(Need.STALE, row, tally, subject=self.reasons[row.id])

    def unread(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Evidence listed that nobody has read."""
        for item in self.not_read.get(row.id, ()):
            yield Task(Need.UNREAD, row, tally, item.item, item.url or item.file_name or item.title or "")

    def complaints(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Complaints that nobody has closed."""
        for each in self.complained.get(row.id, ()):
            yield Task(Need.COMPLAINT, row, tally, each.item, each.text)

    def deadlines(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Questions to people outside whose deadline has passed without an answer."""
        for ask in self.unanswered.get(row.id, ()):
            if days_past(ask.deadline, self.today):
                yield Task(Need.DEADLINE, row, tally, ask.item, f"{ask.person} by {ask.deadline}")

    def overdue(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Waited past its day."""
        if row.waiting is not None and days_past(row.waiting_until, self.today):
            yield Task(Need.OVERDUE, row, tally)

    def unasked(self, row: Row, tally: Tally) -> Iterator[Task]:
        """Does not hold as written, and the writer was never told."""
        if row.status.holds is False and not tally.stale and row.id not in self.asked:
            yield Task(Need.UNASKED, row, tally, subject=self.reasons[row.id])

    def open(self, row: Row, tally: Tally) -> Iterator[Task]:
        """The rest that is not settled and waits for nobody."""
        if row.priority is not Priority.HIGH and self._open(row):
            yield Task(Need.OPEN, row, tally)

    @staticmethod
    def _open(row: Row) -> bool:
        return row.status in (Status.UNVERIFIED, Status.IN_REVIEW) and row.waiting is None
