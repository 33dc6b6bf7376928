"""The claims of a site as data beside its pages: ``claims.json``, from which a later run also starts, and ``claims.csv``."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.errors import BadInputError
from factcheck.report.safety import show_controls
from factcheck.report.site.codec import expect_schema, from_data, to_data
from factcheck.report.site.rows import ArticleRow, ClaimRow, SiteRows, SourceRow

SCHEMA = "factcheck/site-claims/1"
COLUMNS = (
    "number", "claim", "status", "status_in_words", "stale", "kind", "priority", "tags", "risks", "articles", "says",
    "passes_on", "traced_to", "evidence", "evidence_read", "reason",
)  # fmt: skip
"""The columns of ``claims.csv``."""

# What a spreadsheet takes for the beginning of a formula.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_rows(rows: SiteRows) -> Iterator[str]:
    """``claims.json`` in pieces: one row on each line, so that two runs can be compared."""
    yield f'{{"schema": {json.dumps(SCHEMA)}'
    for name, found in (("articles", rows.articles), ("sources", rows.sources), ("claims", rows.claims)):
        yield f',\n"{name}": ['
        for at, row in enumerate(found.values()):
            yield (",\n" if at else "\n") + _line(to_data(row))
        yield "\n]"
    yield "}\n"


def _line(data: Any) -> str:
    # A lone surrogate cannot be written as UTF-8, and JSON can write it as an escape.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text if text.isprintable() or _encodes(text) else json.dumps(data, separators=(",", ":"))


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_rows(text: str) -> SiteRows:
    """The rows that ``write_rows`` wrote.

    Raises:
        BadInputError: ``text`` is not what it writes.
    """
    try:
        data = json.loads(text)
        expect_schema(data, SCHEMA)
        articles = [from_data(ArticleRow, each) for each in data["articles"]]
        sources = [from_data(SourceRow, each) for each in data["sources"]]
        claims = [from_data(ClaimRow, each) for each in data["claims"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInputError(f"claims.json is not one of ours: {error}") from error
    return SiteRows(
        {row.ref: row for row in articles}, {row.ref: row for row in sources}, {row.number: row for row in claims}
    )


def write_csv(rows: SiteRows) -> Iterator[str]:
    """``claims.csv`` in pieces, with a byte order mark because spreadsheets guess the encoding without one."""
    yield "\ufeff"
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in (COLUMNS, *(_cells(claim, rows) for claim in rows.claims.values())):
        line.seek(0)
        line.truncate()
        writer.writerow([_dead(cell) for cell in row])
        yield line.getvalue()


def _cells(claim: ClaimRow, rows: SiteRows) -> tuple[str, ...]:
    return (
        str(claim.number),
        claim.wording,
        claim.status,
        claim.word,
        "yes" if claim.stale else "",
        claim.kind,
        claim.priority,
        "; ".join(claim.tags),
        "; ".join(claim.risks),
        "; ".join(rows.articles[ref].title for ref in claim.articles if ref in rows.articles),
        _names(claim.says, rows),
        _names(claim.passes_on, rows),
        _names(claim.traced, rows),
        str(len(claim.items)),
        str(sum(item.read for item in claim.items)),
        claim.reason,
    )


def _names(refs: Iterable[str], rows: SiteRows) -> str:
    return "; ".join(rows.sources[ref].name for ref in refs if ref in rows.sources)


def _dead(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = str(show_controls(cell))
    return f"'{shown}" if shown.lstrip(" ").startswith(_LIVE) else shown
