"""Whether the subject of a claim was asked: by a question of the desk's, or when it called or wrote for evidence.

Everything is keyed by text (uids on a desk), as in ``independence``; ``parent`` joins a source to what it is part of.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from factcheck.core.independence import chain


@dataclass(frozen=True, slots=True)
class Contact:
    """An item of evidence that was called or e-mailed for: whom the desk says it asked, and whose word the item is."""

    called: str | None
    origin: str | None
    publisher: str | None


def answers_for(party: str | None, subject: str, parent: Mapping[str, str | None]) -> bool:
    """Whether a source is the subject, or part of it, however far down."""
    return party is not None and subject in chain(party, parent)


def was_asked(
    subject: str,
    names: Collection[str],
    *,
    asked: Iterable[str],
    contacts: Iterable[Contact],
    parent: Mapping[str, str | None],
) -> bool:
    """Whether the subject was asked, itself or through who answers for it.

    ``names`` are those of the subject, ``asked`` the sources for whom those answer to whom a question was put. Whoever
    else was asked does not count: a question to a witness is not the subject's right of reply.
    """
    known = {name.casefold() for name in names}
    return any(answers_for(party, subject, parent) for party in asked) or any(
        (each.called or "").casefold() in known
        or answers_for(each.origin, subject, parent)
        or answers_for(each.publisher, subject, parent)
        for each in contacts
    )
