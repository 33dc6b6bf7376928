"""The labelled pairs of ``benchmarks/matching.py``: published claims, texts to match with them, and who belongs to whom.

The formats are those of CheckThat! (claim retrieval, English); the files are the user's own, none is shipped.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from factcheck.core.likeness import Statement
from factcheck.db import likeness as index

#: "— Name (@handle) February 25, 2016": how a post of these sets ends.
_POSTED = re.compile(r"([A-Z][a-z]+ \d{1,2}, \d{4})\s*$")


@dataclass(frozen=True)
class Query:
    """A text to match, its day where it tells one, and the keys of the claims it belongs to.

    ``said`` is the text without the day at its end, which is no number of what it says; peers are asked the whole.
    """

    id: str
    text: str
    said: str
    day: date | None
    gold: frozenset[int]

    def statement(self, *, dated: bool = True) -> Statement:
        """As what ``rank`` is asked."""
        return Statement(0, self.said, day=self.day if dated else None)


@dataclass(frozen=True)
class Corpus:
    """Published claims by key (1, 2 …), and the key of each of the file's ids."""

    statements: dict[int, Statement]
    keys: dict[str, int]

    def texts(self, key: int) -> tuple[str, ...]:
        """The wording and the other texts of a claim."""
        statement = self.statements[key]
        return (statement.wording, *statement.others)


def read_corpus(path: Path) -> Corpus:
    """Read a file of one JSON object a line: ``vclaim_id``, ``vclaim``, ``title``, and where given ``subtitle``, ``date``."""
    statements: dict[int, Statement] = {}
    keys: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for key, line in enumerate(lines, 1):
            row = json.loads(line)
            others = tuple(row[name] for name in ("title", "subtitle") if row.get(name))
            statements[key] = Statement(key, row["vclaim"], others, _day(row.get("date") or "", "%d %B %Y"))
            keys[str(row["vclaim_id"])] = key
    return Corpus(statements, keys)


def read_queries(queries: Path, qrels: Path, corpus: Corpus) -> list[Query]:
    """Read the texts that belong to a claim of the corpus, with or without a first line of headings.

    ``qrels`` has three columns (text, claim, relevance) or the four of TREC (text, 0, claim, relevance).
    """
    gold: dict[str, set[int]] = {}
    for row in _rows(qrels):
        if row[-1].strip() == "1" and row[-2] in corpus.keys:
            gold.setdefault(row[0], set()).add(corpus.keys[row[-2]])
    found = []
    for name, text in (row[:2] for row in _rows(queries)):
        if name in gold:
            posted = _POSTED.search(text)
            day = _day(posted[1], "%B %d, %Y") if posted else None
            said = text[: posted.start()] if posted and day else text
            found.append(Query(name, text, said, day, frozenset(gold[name])))
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) > 1:
                yield row


def _day(text: str, shape: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), shape).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def index_of(corpus: Corpus) -> Connection:
    """The corpus in an index of SQLite in memory, as a desk's own."""
    connection = create_engine("sqlite://", poolclass=StaticPool).connect()
    index.create_index(connection)
    index.put_new(connection, ((key, corpus.texts(key)) for key in corpus.statements))
    connection.commit()
    return connection
