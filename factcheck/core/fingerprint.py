"""What a tick was given for, as one digest: DESIGN §5, "a tick knows what it ticked"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factcheck.core.canonical import fingerprint

#: The columns of a figure that count, in this order.
FIGURE_PARTS = (
    "claimed_low", "claimed_high", "claimed_unit", "claimed_comparator",
    "found_low", "found_high", "found_unit", "found_comparator",
)  # fmt: skip


def claim_fingerprint(
    claim: Any, *, figures: Sequence[Sequence[str | None]], evidence: Iterable[Mapping[str, Any]]
) -> str:
    """The digest of a claim as it stands, a model or a row with its columns: SHA-256 in hexadecimal.

    ``figures`` hold the ``FIGURE_PARTS`` of each figure in order of position, ``evidence`` an ``evidence_parts`` for
    each item that was not dropped, in any order. Fixed words may be enums or their text: the digest is the same.
    """
    return fingerprint(
        {
            "wording": claim.wording,
            "kind": claim.kind,
            "figures": [list(parts) for parts in figures],
            "status": claim.status,
            "code": claim.status_code,
            "reason": claim.status_reason,
            "evidence": sorted(evidence, key=lambda parts: str(parts["uid"])),
        }
    )


def evidence_parts(
    item: Any, *, document: str, origin: str | None, retracted: str | None, capture: str | None
) -> dict[str, Any]:
    """What counts of an item of evidence: a model or a row with its columns.

    ``document`` and ``origin`` are uids, ``capture`` a SHA-256: integer ids differ between desks.
    """
    return {
        "uid": item.uid,
        "stance": item.stance,
        "finding": item.finding,
        "locator": item.locator,
        "quality": item.quality,
        "read": item.read,
        "document": document,
        "origin": origin,
        "retracted": retracted,
        "capture": capture,
    }
