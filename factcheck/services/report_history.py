"""The history of the claims of a batch, told event by event and as how many stood where at the end of each day."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from factcheck.core.words import Status
from factcheck.models import Claim, Event, EventPayload
from factcheck.report.desk_views import DayView
from factcheck.report.views import HistoryView
from factcheck.services.disclosing import without_confidential
from factcheck.services.history import describe
from factcheck.services.report_batches import CLAIM_IDS
from factcheck.services.report_rows import ClaimRow

_EVENTS, _PAYLOADS, _CLAIMS = Event.__table__, EventPayload.__table__, Claim.__table__
_MANY = 500


class _EventRow(NamedTuple):
    """An event of a claim, without what it carries."""

    subject: str
    desk: str
    seq: int
    at: datetime
    person: str
    command: str


class Histories:
    """The events of the claims of some versions, by the claim's uid.

    ``names`` gives what a uid is called; without it only the timelines are told, for which fewer payloads are read.
    What is internal or off the record is left out of what is told unless ``include_confidential``.
    """

    def __init__(
        self,
        connection: Connection,
        versions: Sequence[int],
        names: Mapping[str, str] | None,
        *,
        include_confidential: bool = False,
    ) -> None:
        self.names = names
        self.include_confidential = include_confidential
        self.events: dict[str, list[_EventRow]] = defaultdict(list)
        for row in map(_EventRow._make, connection.execute(_of_versions(), {"versions": versions}).all()):
            self.events[row.subject].append(row)
        # What a claim's last event says is what its row says.
        wanted = [row for rows in self.events.values() for row in (rows if names is not None else rows[:-1])]
        self.payloads = dict(_payloads(connection, wanted))

    def of(self, claim: ClaimRow) -> tuple[HistoryView, ...]:
        """What happened to a claim, oldest first; nothing where no names are known."""
        if self.names is None:
            return ()
        return tuple(self._told(self.events.get(claim.uid, ()), self.names))

    def _told(self, events: Sequence[_EventRow], names: Mapping[str, str]) -> Iterator[HistoryView]:
        told = [self.payloads.get((row.desk, row.seq), {}) for row in events]
        today: Mapping[str, Any] = next((payload["after"] for payload in reversed(told) if "after" in payload), {})
        before = None
        for row, payload in zip(events, told, strict=True):
            after = payload.get("after")
            if after is not None and not self.include_confidential:
                after = without_confidential(after, today)
            changes = () if after is None else tuple(describe(before, after, names))
            yield HistoryView(row.seq, row.at, names.get(row.person, ""), row.command, payload.get("why", ""), changes)
            before = after or before

    def timeline(self, claims: Iterable[ClaimRow]) -> tuple[DayView, ...]:
        """How many of these claims had each status at the end of each day on which that changed (UTC), oldest first.

        A claim counts as unverified from its entry until an event says otherwise, and not at all once it was dropped.
        What a redacted event changed is not known, and so left out.
        """
        steps: dict[date, list[tuple[str, str | None]]] = defaultdict(list)
        for claim in claims:
            for day, status in self._steps(claim):
                steps[day].append((claim.uid, status))
        now: dict[str, str | None] = {}
        counts: Counter[str | None] = Counter()
        days: list[DayView] = []
        for day in sorted(steps):
            for uid, status in steps[day]:
                if uid in now:
                    counts[now[uid]] -= 1
                counts[status] += 1
                now[uid] = status
            shown = tuple((status.value, counts[status.value]) for status in Status if counts[status.value])
            if shown != (days[-1].counts if days else ()):
                days.append(DayView(day, shown))
        return tuple(days)

    def _steps(self, claim: ClaimRow) -> Iterator[tuple[date, str | None]]:
        """The days on which something happened to a claim, each with the status after it, ``None`` for dropped."""
        events = self.events.get(claim.uid, ())
        yield claim.created_at.date(), Status.UNVERIFIED.value
        for row in events[:-1]:
            after = self.payloads.get((row.desk, row.seq), {}).get("after")
            if after is not None:
                yield row.at.date(), None if after["dropped"] else after["status"]
        last = events[-1].at if events else claim.status_at or claim.created_at
        yield last.date(), None if claim.dropped else claim.status


def _payloads(connection: Connection, events: Sequence[_EventRow]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    """What events carry, by desk and number; nothing of those that were redacted."""
    for start in range(0, len(events), _MANY):
        numbers = [row.seq for row in events[start : start + _MANY]]
        query = select(_PAYLOADS.c.desk, _PAYLOADS.c.seq, _PAYLOADS.c.body).where(_PAYLOADS.c.seq.in_(numbers))
        for desk, seq, body in connection.execute(query.where(_PAYLOADS.c.body.is_not(None))):
            yield (desk, seq), json.loads(body)


@cache
def _of_versions() -> Any:
    ours = select(_CLAIMS.c.uid).where(_CLAIMS.c.id.in_(CLAIM_IDS))
    columns = [_EVENTS.c[name] for name in _EventRow._fields]
    return select(*columns).where(_EVENTS.c.subject.in_(ours)).order_by(_EVENTS.c.subject, _EVENTS.c.seq)
