"""A desk of as many claims as a benchmark asks for: valid rows written in bulk, with a fixed clock and counted ids."""

from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, insert

from factcheck.core.canonical import sha256
from factcheck.core.fingerprint import claim_fingerprint, evidence_parts
from factcheck.core.ids import counted_uids
from factcheck.core.quotes import quote_at
from factcheck.core.words import AttributionKind, Kind, OriginBasis, Priority, Quality, SourceKind, Stance, Status
from factcheck.db import migrate
from factcheck.db.place import Place, parse_place
from factcheck.db.session import writing
from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    Base,
    Claim,
    Document,
    Evidence,
    Source,
    Version,
    VersionText,
)
from factcheck.services.desks import create_desk
from factcheck.services.work import Hands

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLAIMS = 100
"""Claims of an article; each stands in a paragraph of its own."""
_SOURCES = 4
"""Sources of an article; none is another article's, so that their anchors in a page need no prefix."""
_STANCES = {Status.CONFIRMED: Stance.SUPPORTS, Status.REFUTED: Stance.REFUTES, Status.DISPUTED: Stance.REFUTES}
_STATUSES = (Status.CONFIRMED,) * 5 + (Status.REFUTED, Status.DISPUTED, Status.CONFIRMED, Status.UNVERIFIED, Status.IN_REVIEW)  # fmt: skip

Row = dict[str, Any]


def build_desk(path: Path, claims: int) -> Place:
    """Make a desk at ``path`` with ``claims`` claims, a hundred an article. Each that is settled has an item of evidence."""
    place = parse_place(str(path))
    migrate.create(place)
    hands = Hands(clock=lambda: START, new_uid=counted_uids(START, "bench"), new_salt=lambda: "salt")
    with writing(place) as session:
        create_desk(session, "A large desk", hands)
        writer = _Writer(session.connection(), hands)
        for article in range(1, claims // CLAIMS + 1):
            writer.article(article)
    return place


class _Writer:
    """Collects the rows of an article and writes them, a statement for each table."""

    def __init__(self, connection: Connection, hands: Hands) -> None:
        self.connection = connection
        self.hands = hands
        self.rows: dict[type[Base], list[Row]] = {}
        self.source_uids: dict[int, str] = {}

    def _add(self, model: type[Base], **columns: Any) -> Row:
        """One more row, with the uid and the times that its table asks for."""
        known = model.__table__.c
        made: Row = {"uid": self.hands.new_uid()} if "uid" in known else {}
        made |= {"created_at": START} if "created_at" in known else {}
        self.rows.setdefault(model, []).append(made | columns)
        return self.rows[model][-1]

    def _flush(self) -> None:
        for model, rows in self.rows.items():
            self.connection.execute(insert(model), rows)
        self.rows.clear()

    def _sources(self, article: int) -> None:
        """The sources of an article, of which one is part of another."""
        for number in range(article * _SOURCES - _SOURCES + 1, article * _SOURCES + 1):
            kind, above = SourceKind.ORGANISATION, None if number % _SOURCES else number - 1
            made = self._add(
                Source, id=number, number=number, name=f"Water Board {number}", kind=kind, part_of_id=above
            )
            self.source_uids[number] = made["uid"]

    def article(self, number: int) -> None:
        """An article with its text, claims and evidence."""
        quotes = [f"the river rose {90 + place} cm at gauge {place} of district {number}" for place in range(CLAIMS)]
        text = "".join(f"In the spring {quote}, which nobody expected.\n\n" for quote in quotes)
        title = f"The flood in district {number}"
        self._sources(number)
        self._add(Article, id=number, number=number, title=title, language="en", publisher_id=number * _SOURCES)
        self._add(Version, id=number, article_id=number, number=1, sha256=sha256(text))
        self._add(VersionText, version_id=number, text=text)
        at = 0
        for place, (quote, status) in enumerate(zip(quotes, cycle(_STATUSES), strict=False), 1):
            at = text.index(quote, at)
            self._claim((number - 1) * CLAIMS + place, status, text, at, at + len(quote))
            self._appearance((number - 1) * CLAIMS + place, number, text, at, at + len(quote))
        self._flush()
        self.source_uids.clear()

    @staticmethod
    def _source(claim: int, step: int) -> int:
        """One of the sources of the claim's article."""
        return (claim - 1) // CLAIMS * _SOURCES + claim * step % _SOURCES + 1

    def _claim(self, number: int, status: Status, text: str, start: int, end: int) -> None:
        columns: Row = {"wording": f"T{text[start + 1 : end]}.", "kind": Kind.STATISTIC, "status": status}
        columns["status_reason"] = "The agency's own table of that day says so." if status.settled else None
        claim = self._add(
            Claim,
            id=number,
            number=number,
            priority=Priority.MEDIUM,
            about_id=self._source(number, 3),
            status_at=None if status is Status.UNVERIFIED else START,
            fingerprint=None,
            **columns,
        )
        if status.settled:
            claim["fingerprint"] = claim_fingerprint(
                SimpleNamespace(**columns, status_code=None),
                figures=[],
                evidence=[self._evidence(number, _STANCES[status])],
            )

    def _appearance(self, number: int, article: int, text: str, start: int, end: int) -> None:
        quote = quote_at(text, start, end)
        words = {name: getattr(quote, name) for name in ("exact", "prefix", "suffix", "start", "end")}
        self._add(Appearance, id=number, claim_id=number, version_id=article, **words)
        said = AttributionKind.FIRST_HAND if number % 2 else AttributionKind.UNATTRIBUTED
        speaker = self._source(number, 1) if number % 2 else None
        self._add(Attribution, id=number, appearance_id=number, kind=said, speaker_id=speaker)

    def _evidence(self, number: int, stance: Stance) -> dict[str, Any]:
        """An item with its document; returns what counts of it."""
        origin = self._source(number, 2)
        document = self._add(
            Document,
            id=number,
            number=number,
            url=f"https://agency.example/tables/{number}",
            title=f"Table of gauge {number}",
            publisher_id=origin,
            date="2026-04-02",
            origin_source_id=origin,
            origin_basis=OriginBasis.STATED,
        )
        item = self._add(
            Evidence,
            id=number,
            claim_id=number,
            item=1,
            document_id=number,
            stance=stance,
            finding=f"The table has {number % 97} cm for that day.",
            locator="table 4",
            quality=Quality.PRIMARY,
            accessed="2026-11-20",
            read=True,
        )
        return evidence_parts(
            SimpleNamespace(**item),
            document=document["uid"],
            origin=self.source_uids[origin],
            retracted=None,
            capture=None,
        )
