"""Today's confidentiality laid over after-images of the past: what is kept close now was not always.

The rules: a source that is confidential today stands under today's code name, with today's aliases, description and
owner; so does one that was merged into such a source. A document that became confidential stands under today's title
and address. A note that is internal today is internal. A speaker who is off the record or on background today is so,
whichever row says it: that of the same place, or a later one of the same claim in the same article, or at the same
words. What was kept close then stays so.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.canonical import canonical
from factcheck.core.words import Level
from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Document,
    Event,
    EventPayload,
    Note,
    Source,
    Version,
)
from factcheck.services.images import Image, images

_MERGED = re.compile(r" \(merged into s([0-9]+)\)$")
_OPENNESS = list(Level)  # from on the record to off it
#: What names a document. Its canonical address only recognises it when one is entered, and must be its alone.
_NAMING = (
    "url", "file_name", "title", "title_basis", "publisher", "author", "date", "date_text", "host", "archived_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a desk keeps close today: images of sources and documents by uid, notes, and levels below the record.

    ``places`` are levels by appearance; ``later`` by claim and article, and by version and span, of what came later.
    """

    sources: Mapping[str, Image]
    documents: Mapping[str, Image]
    notes: frozenset[str]
    places: Mapping[str, Level] = field(default_factory=dict)
    later: Mapping[tuple[object, ...], Level] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    def apply(self, kind: str, image: Image) -> Image:
        """The image as it may be seen today; the very same object where nothing of it is withheld."""
        uid = image["uid"]
        if kind == "source" and uid in self.sources:
            return self.sources[uid] | {"dropped": image["dropped"]}
        if kind == "document" and uid in self.documents and not image["confidential"]:
            now = self.documents[uid]
            return image | {name: now[name] for name in _NAMING} | {"canonical_url": None, "confidential": True}
        return self._claim(image) if kind == "claim" else image

    def apply_to_body(self, kind: str, subject: str, body: str) -> str:
        """An event's payload as it may be seen today."""
        wanted = {"source": subject in self.sources, "document": subject in self.documents}
        closed = self.places or self.later or (self.notes and '"internal":false' in body)
        if not wanted.get(kind, kind == "claim" and closed):
            return body
        payload = json.loads(body)
        image = self.apply(kind, payload["after"])
        return body if image is payload["after"] else canonical(payload | {"after": image})

    def _claim(self, image: Image) -> Image:
        notes = [note | {"internal": note["internal"] or note["uid"] in self.notes} for note in image["notes"]]
        places = [self._place(image["uid"], place) for place in image["appearances"]]
        if notes == image["notes"] and places == image["appearances"]:
            return image
        return image | {"notes": notes, "appearances": places}

    def _place(self, claim: str, place: Image) -> Image:
        version = place["version"]
        levels = [
            self.places.get(place["uid"]),
            self.later.get((claim, self.articles.get(version))),
            self.later.get((version, place["start"], place["end"])),
        ]
        known = [level for level in levels if level is not None]
        said = [each | {"level": _closest([*known, Level(each["level"])]).value} for each in place["attributions"]]
        return place | {"attributions": said}


def _closest(levels: Iterable[Level]) -> Level:
    """The level that tells least."""
    return max(levels, key=_OPENNESS.index)


def withheld_today(session: Session, at: datetime) -> Withheld:
    """What the desk keeps close now, for a look at what it was at ``at``."""
    connection = session.connection()
    papers = session.scalars(select(Document.id).where(Document.confidential.is_(True))).all()
    places: dict[str, Level] = {}
    later: dict[tuple[object, ...], Level] = {}
    query = (
        select(
            Claim.uid, Article.uid, Version.uid, Appearance.uid, Appearance.start, Appearance.end,
            Appearance.created_at, Attribution.level,
        )
        .join(Appearance, Appearance.claim_id == Claim.id)
        .join(Attribution)
        .join(Version, Version.id == Appearance.version_id)
        .join(Article)
        .where(Attribution.level != Level.ON_RECORD)
    )  # fmt: skip
    for claim, article, version, place, start, end, made, level in session.execute(query):
        places[place] = level
        if made > at:
            for key in ((claim, article), (version, start, end)):
                later[key] = _closest([level, later.get(key, level)])
    articles = session.execute(select(Version.uid, Article.uid).join(Article)).all() if later else []
    return Withheld(
        sources=_sources(session),
        documents={image["uid"]: image for _, image in images(connection, "document", papers)},
        notes=frozenset(session.scalars(select(Note.uid).where(Note.internal.is_(True)))),
        places=places,
        later=later,
        articles=dict(articles),
    )


def _sources(session: Session) -> dict[str, Image]:
    """What stands for confidential sources, and for those that were merged into one, by uid."""
    heirs = _heirs(session)
    now = dict(images(session.connection(), "source", sorted({*heirs, *heirs.values()})))
    found = {}
    for row_id, heir in heirs.items():
        image, kept = now[row_id], now[heir]
        if image["confidential"]:
            found[image["uid"]] = image | {"name": _MERGED.sub("", image["name"])}
        else:
            close = {
                "kind": kept["kind"],
                "description": None,
                "part_of": None,
                "source_aliases": [],
                "confidential": True,
            }
            found[image["uid"]] = image | close | {"name": f"{kept['name']} (s{image['number']})"}
    return found


def _heirs(session: Session) -> dict[int, int]:
    """The row ids of confidential sources, each with its own, and of those merged into one, each with that one's."""
    rows = session.execute(select(Source.id, Source.number, Source.name, Source.confidential, Source.dropped)).all()
    by_number = {row.number: row for row in rows}
    found = {}
    for row in rows:
        heir, seen = row, {row.number}
        while not heir.confidential and heir.dropped and (merged := _MERGED.search(heir.name)):
            after = by_number.get(int(merged[1]))
            if after is None or after.number in seen:
                break
            seen.add(after.number)
            heir = after
        if heir.confidential:
            found[row.id] = heir.id
    return found


def former_names(session: Session) -> dict[str, frozenset[str]]:
    """Every name and alias that the history can still tell of a source withheld today, by uid, today's own included.

    Prose may hold any of them: whoever guards a text that goes out looks for these besides the names outside the desk.
    """
    withheld = _sources(session)
    found: dict[str, set[str]] = {
        uid: {image["name"], *(alias["name"] for alias in image["source_aliases"])} for uid, image in withheld.items()
    }
    uids = sorted(found)
    for start in range(0, len(uids), 500):
        query = (
            select(Event.subject, EventPayload.body)
            .join(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
            .where(Event.subject.in_(uids[start : start + 500]), EventPayload.body.is_not(None))
        )
        for uid, body in session.execute(query):
            image = json.loads(body or "")["after"]
            found[uid] |= {_MERGED.sub("", image["name"]), *(alias["name"] for alias in image["source_aliases"])}
    return {uid: frozenset(names) for uid, names in found.items()}
