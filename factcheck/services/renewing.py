"""What a sign-off covered then and what it would cover now, as the differences between the two, in words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.errors import RefusedError
from factcheck.models import Article, Claim, Event, EventPayload
from factcheck.services.history import describe, names_of
from factcheck.services.images import images
from factcheck.services.signoffs import Signed, signoffs_of

Image = Mapping[str, Any]

#: What of a claim a sign-off covers; tags, notes, priority and the like are nobody's to approve.
_CLAIM = ("wording", "kind", "status", "status_code", "status_reason", "figures")
_ITEM = (
    "uid",
    "item",
    "stance",
    "finding",
    "locator",
    "quality",
    "read",
    "document",
    "origin_source",
    "origin_document",
)
_DOCUMENT = ("origin_source", "origin_document", "retracted")
_PLACE = ("exact", "attributions")


def last_signoff(session: Session, claim: Claim, article: Article, person: str) -> Signed:
    """The person's last sign-off of a claim in an article, or where they gave none, anybody's.

    Raises:
        RefusedError: nobody signed it off there.
    """
    there = [each for each in signoffs_of(session, [claim.id]).get(claim.id, ()) if each.article == article.number]
    for each in (*(each for each in there if each.by == person), *there):
        return each
    raise RefusedError(
        f"{claim.number} was never signed off in article {article.number}: there is nothing to renew",
        hint=f"factcheck signoff {claim.number} --article {article.number}",
    )


def differences_since(session: Session, claim: Claim, article: Article, signed: Signed) -> list[str] | None:
    """What a sign-off covers that has changed since it was given, a phrase each; ``None`` where that was redacted."""
    then = _then(session, claim, signed)
    if then is None:
        return None
    seq, before = then
    connection = session.connection()
    ((_, now),) = images(connection, "claim", [claim.id])
    names = names_of(session)
    versions = {version.uid: version.number for version in article.versions}
    found = list(describe(_covered(before, versions), _covered(now, versions), names))
    documents = {item.document.id: item.document for item in claim.items}
    for row_id, image in images(connection, "document", list(documents)):
        old = _document_at(session, image["uid"], seq)
        if old is not None:
            changes = describe(_kept(old, _DOCUMENT), _kept(image, _DOCUMENT), names)
            found += [f"document d{documents[row_id].number}: {change}" for change in changes]
    return found


def _then(session: Session, claim: Claim, signed: Signed) -> tuple[int, Image] | None:
    """The event with which a sign-off came, by its number, and the image of the claim in it."""
    for seq, image in _images_from(session, claim.uid, Event.at >= signed.at, Event.seq):
        if image is None:
            return None
        if any(row["uid"] == signed.uid for row in image.get("signoffs", ())):
            return seq, image
    return None


def _document_at(session: Session, uid: str, seq: int) -> Image | None:
    """A document as it was at an event, as far as that was not redacted."""
    return next((image for _, image in _images_from(session, uid, Event.seq <= seq, Event.seq.desc())), None)


def _images_from(session: Session, uid: str, within: Any, order: Any) -> Iterator[tuple[int, Image | None]]:
    query = (
        select(Event.seq, EventPayload.body)
        .outerjoin(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
        .where(Event.subject == uid, within)
        .order_by(order)
    )
    for seq, body in session.execute(query):
        yield seq, json.loads(body)["after"] if body else None


def _covered(image: Image, versions: Mapping[str, int]) -> Image:
    """The part of a claim's image that a sign-off in an article covers; ``versions`` are that article's, numbered."""
    places = [place for place in image["appearances"] if place["version"] in versions]
    newest = max((versions[place["version"]] for place in places), default=None)
    return _kept(image, _CLAIM) | {
        "evidence": [_kept(item, _ITEM) for item in image["evidence"] if not item["dropped"]],
        # Known by their words: the same words at another place, or in the next version, are the same to a reader.
        "appearances": [
            _kept(place, _PLACE) | {"uid": place["exact"]} for place in places if versions[place["version"]] == newest
        ],
    }


def _kept(image: Image, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: image[name] for name in names if name in image}
