"""Compare a desk with the claims of the worked example that were entered on it, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.db.place import parse_place
from factcheck.db.session import reading
from factcheck.models import Claim, Evidence
from factcheck.services.lookup import get_claim
from factcheck.services.statuses import is_stale

Record = Mapping[str, Any]


def differences(example: Record, claims: Sequence[Record], desk: Path) -> list[str]:
    """Every field of the claims that the desk has otherwise, as ``claim 40 wording: … is not …``.

    ``entered`` is a claim's number on the desk, ``items`` its evidence as far as it was entered. Not compared is what
    guided entry does not ask for: cues, whom a statement was traced to, what it is about, figures, notes, relations.
    """
    names = {each["key"]: each["name"] for each in example["sources"]}
    documents = {each["key"]: each for each in example["documents"]}
    found = []
    with reading(parse_place(str(desk))) as session:
        for record in claims:
            claim = get_claim(session, record["entered"])
            pairs = [*_of_claim(record, claim, names)]
            if len(record["items"]) == len(claim.items):
                for item, entered in zip(record["items"], claim.items, strict=True):
                    pairs += _of_item(item, entered, names, documents)
            else:
                pairs.append(("items", len(record["items"]), len(claim.items)))
            found += [
                f"claim {record['number']} {field}: {has!r} is not {wanted!r}"
                for field, wanted, has in pairs
                if wanted != has
            ]
    return found


def _of_claim(record: Record, claim: Claim, names: Mapping[str, str]) -> Iterator[tuple[str, Any, Any]]:
    """Fields of a claim: name, as the example has it, as the desk has it."""
    spot, (place,) = record["appearances"][0], claim.appearances
    said, attribution, status = spot["attribution"], place.attribution, record["status"]
    yield "wording", record["wording"], claim.wording
    yield "quote", (spot["exact"], spot["start"], spot["end"]), (place.exact, place.start, place.end)
    yield "speaker", names.get(said.get("speaker", "")), attribution.speaker.name if attribution.speaker else None
    yield "hedged", said.get("hedged", False), attribution.hedged
    if "speaker" not in said:
        yield "kind of attribution", said["kind"], attribution.kind
    yield "kind", record["kind"], claim.kind
    yield "priority", record["priority"], claim.priority
    yield "status", (status["value"], status.get("code")), (claim.status, claim.status_code)
    yield "reason", status.get("reason"), claim.status_reason
    yield "stale", False, is_stale(claim)
    queries = [(each["now"], each["proposed"], each["reason"]) for each in record.get("queries", ())]
    yield "queries", queries, [(each.now, each.proposed, each.reason) for each in claim.queries]


def _of_item(
    record: Record, item: Evidence, names: Mapping[str, str], documents: Mapping[str, Record]
) -> Iterator[tuple[str, Any, Any]]:
    """Fields of an item of evidence and its document."""
    page, document = documents[record["document"]], item.document
    for field in ("stance", "finding", "quality", "locator", "extent"):
        yield f".{record['item']} {field}", record.get(field), getattr(item, field)
    yield f".{record['item']} read", record.get("read", True), item.read
    holder = record if "origin" in record else page
    wanted = (names[holder["origin"]["source"]], holder["origin_basis"]) if "origin" in holder else (None, None)
    has = item if item.origin_source else document
    yield f".{record['item']} origin", wanted, (has.origin_source.name if has.origin_source else None, has.origin_basis)
    for field in ("url", "title", "date"):
        yield f".{record['item']} {field}", page.get(field), getattr(document, field)
    publisher = document.publisher.name if document.publisher else None
    yield f".{record['item']} publisher", names[page["publisher"]], publisher
