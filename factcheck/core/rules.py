"""What a verification status needs before it may be set (docs/data-model.md, "a settled status")."""

from collections.abc import Iterable

from factcheck.core.words import Stance, Status, UnverifiableCode

_NEEDS: dict[Status, tuple[frozenset[Stance], str]] = {
    Status.CONFIRMED: (frozenset({Stance.SUPPORTS}), "an item that was read and supports it"),
    Status.REFUTED: (frozenset({Stance.REFUTES}), "an item that was read and refutes it"),
    Status.DISPUTED: (
        frozenset({Stance.REFUTES, Stance.CONTEXT}),
        "an item that was read and does more than support it (refutes or gives context)",
    ),
    Status.MIXED: (
        frozenset({Stance.REFUTES, Stance.CONTEXT}),
        "an item that was read and does more than support it (refutes or gives context)",
    ),
}


def find_lacks(
    status: Status, *, reason: str | None, code: UnverifiableCode | None, read: Iterable[Stance]
) -> list[str]:
    """What ``status`` lacks, each as a noun phrase; empty where it may stand.

    Args:
        status: The status to be set.
        reason: Why, in the desk's words.
        code: Why nothing can verify it; only for ``unverifiable``.
        read: The stances of the items that were read. Items that were not read count for nothing.
    """
    lacks: list[str] = []
    if status.settled and not (reason or "").strip():
        lacks.append("a reason (--because)")
    if status is Status.UNVERIFIABLE and code is None:
        lacks.append("a code: " + ", ".join(UnverifiableCode))
    if status in _NEEDS:
        wanted, words = _NEEDS[status]
        if not wanted & set(read):
            lacks.append(words)
    return lacks
