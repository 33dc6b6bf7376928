"""A correction as readers are told of it: what the corrections page of a report and its feeds are drawn from."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from factcheck.core.canonical import instant


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """A correction of a published text. Everything in it may be published.

    Attributes:
        id: A ``urn:uuid:…`` that stays the same for good, and tells nothing of the desk.
        ref: ``66.1``, the first correction of claim 66.
        claim: The claim's number.
        article: ``a1``.
        title: The article's title; empty where it has none.
        url: Where the article stands; empty where the desk does not know.
        version: The number of the version whose words were wrong.
        paragraph: Where in it, counted from 1.
        kind: "error" for wrong words, "clarification" for words that misled, "update" for facts that changed since.
        wrong: The words as they stood.
        right: The words in their place.
        link: The published notice; empty where there is none.
        on: The day of the correction, as ``2026-12-03``.
        at: When the desk entered it, aware; None where its readers may not know that.
    """

    id: str
    ref: str
    claim: int
    article: str
    title: str
    url: str
    version: int
    paragraph: int
    kind: str
    wrong: str
    right: str
    link: str
    on: str
    at: datetime | None


def feed_id(desk_uid: str) -> str:
    """The lasting id of a desk's feed of corrections. It does not show the desk's uid, which holds a time."""
    return uuid.uuid5(uuid.UUID(desk_uid), "corrections").urn


def notice_id(version_uid: str, at: datetime, start: int) -> str:
    """The lasting id of a correction: of a version's words at ``start``, entered ``at`` an instant.

    It is made of what stays where a claim is merged into another. It does not show the version's uid, which holds a time.
    """
    return uuid.uuid5(uuid.UUID(version_uid), f"correction {instant(at)} {start}").urn
