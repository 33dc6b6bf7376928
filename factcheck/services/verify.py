"""Proof that nothing was altered behind the desk's back: chain, replay, spelling, captures, versions and quotes.

Everything is read in batches and forgotten: what is in memory does not grow with the history.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import GENESIS, chain_hash, payload_digest
from factcheck.models import Event, EventPayload
from factcheck.services.prior_checks import check_priors
from factcheck.services.verify_bodies import check_captures, check_quotes, check_versions
from factcheck.services.verify_rows import check_orphans, check_rows, check_spelling
from factcheck.services.verify_values import UNREADABLE, reraise_unless_unreadable, said
from factcheck.services.work import header

_EVENTS, _PAYLOADS = cast("Table", Event.__table__), cast("Table", EventPayload.__table__)
_BATCH = 500
_MOST_LINES = 20


@dataclass(slots=True)
class Proof:
    """What a verification found: the faults, a sentence each, and what was redacted openly."""

    events: int = 0
    head: str = GENESIS
    faults: list[str] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)


def verify(session: Session) -> Proof:
    """Check the whole desk. Reads every event and every row.

    A value that no desk writes (a status that is no word, a date that is none) is a fault, never a crash.
    """
    proof = Proof()
    blanked: set[str] = set()
    try:
        blanked = _check_chain(session, proof)
    except UNREADABLE as error:
        reraise_unless_unreadable(error)
        proof.faults.append(f"the history cannot be read after event {proof.events}: {said(error)}")
        return proof
    for what, check in _CHECKS:
        try:
            proof.faults += check(session, blanked)
        except UNREADABLE as error:
            reraise_unless_unreadable(error)
            proof.faults.append(f"{what} cannot be read: {said(error)}")
    return proof


def _check_chain(session: Session, proof: Proof) -> set[str]:
    """Walk the chain of each desk. Gives back what was redacted: events as "desk/seq", versions and captures by uid."""
    query = (
        select(_EVENTS, _PAYLOADS.c.salt, _PAYLOADS.c.body)
        .outerjoin(_PAYLOADS, (_PAYLOADS.c.desk == _EVENTS.c.desk) & (_PAYLOADS.c.seq == _EVENTS.c.seq))
        .order_by(_EVENTS.c.desk, _EVENTS.c.seq)
    )
    blank: dict[str, str] = {}
    allowed: set[str] = set()
    desk, seq, previous = "", 0, GENESIS
    for event in session.execute(query, execution_options={"yield_per": _BATCH}):
        if event.desk != desk:
            desk, seq, previous = event.desk, 0, GENESIS
        name = f"event {event.seq}"
        if event.seq != seq + 1:
            proof.faults.append(f"{name}: event {seq + 1} is missing before it")
        # A row of the table has the fields of the model, at a fraction of the cost of an object.
        if event.previous != previous or event.hash != chain_hash(event.previous, header(cast("Event", event))):
            proof.faults.append(f"{name}: it was altered, or the one before it was")
        if event.body is None:
            blank[f"{event.desk}/{event.seq}"] = name
        elif event.payload_digest != payload_digest(event.salt, event.body):
            proof.faults.append(f"{name}: its payload was altered")
        elif event.command == "redact":
            allowed.update(json.loads(event.body).get("redacts", ()))
        seq, previous = event.seq, event.hash
        proof.events += 1
        proof.head = event.hash
    for key, name in blank.items():
        if key in allowed:
            proof.redacted.append(name)
        else:
            proof.faults.append(f"{name}: its payload is gone and no redaction says why")
    return allowed


def _check_file(session: Session) -> Iterator[str]:
    """On SQLite, that tables and indexes say the same: a query reads what it can from an index, not from the row."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        for line in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_LINES})").scalars():
            if line != "ok":
                yield f"the file: {' '.join(line.split())}"


def _without_redactions(check: Callable[[Session], Iterator[str]]) -> Callable[[Session, set[str]], Iterator[str]]:
    """A check that does not ask what was redacted."""

    def checked(session: Session, _blanked: set[str]) -> Iterator[str]:
        return check(session)

    return checked


_CHECKS: tuple[tuple[str, Callable[[Session, Any], Iterator[str]]], ...] = (
    ("the file", _without_redactions(_check_file)),
    ("rows", _without_redactions(check_rows)),
    ("parts", _without_redactions(check_orphans)),
    ("values", _without_redactions(check_spelling)),
    ("versions", check_versions),
    ("captures", check_captures),
    ("prior checks", check_priors),
    ("quotes", _without_redactions(check_quotes)),
)
