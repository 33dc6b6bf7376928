"""What a report for the public may not say: gathered from the desk, its history and the file of real names."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.words import Level
from factcheck.errors import RefusedError
from factcheck.models import Appearance, Attribution, Claim, Document, Event, EventPayload, Source
from factcheck.names import Names
from factcheck.report.desk_views import ReportView
from factcheck.report.disclosure import Secret, SecretKind, find_names
from factcheck.services.desks import get_desk
from factcheck.services.redacting import BLANK
from factcheck.services.withholding import former_names

_MERGED = re.compile(r" \(merged into s\d+\)$")
#: What stands for such a source in a report of the past: "HERON (s9)".
_STANDS_FOR = re.compile(r" \(s\d+\)$")
_SCHEME = re.compile(r"^\w+:/*")
#: A title, and a file's name without its ending, say which document it is only where they are more than one word.
_TELLING = re.compile(r"[^\W_]+[\W_]+[^\W_]+|[^\W\d_]+\d|\d[^\W\d_]")
_WAY_OUT = 'say where the real names are kept: FACTCHECK_NAMES=FILE, or names = "FILE" in factcheck.toml'


def secrets_of(session: Session, names: Names) -> tuple[Secret, ...]:
    """Everything a report for the public may not hold, in order of number: sources, documents, then claims.

    A source that is confidential today was perhaps named openly once: those names are in the history, and count as
    real ones.

    Raises:
        RefusedError: the desk has confidential sources and the real name of one is not at hand.
    """
    return (*_of_sources(session, names), *_of_documents(session), *_of_speakers(session))


def refuse_disclosures(report: ReportView, secrets: Iterable[Secret], *, desk: ReportView | None = None) -> None:
    """Let a report for the public pass only where it gives nothing away.

    Args:
        report: The report as the public would get it.
        secrets: What ``secrets_of`` gathered.
        desk: The same report as the editor sees it, so that places are told by the desk's own numbers.

    Raises:
        RefusedError: listing every place where a secret still stands.
    """
    found = find_names(report, secrets, desk=desk)
    if found:
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        raise RefusedError(
            "\n  ".join([f"not written: it would give away a secret in {places}:", *(each.sentence for each in found)]),
            hint="write those texts without it (factcheck claim edit, evidence edit, source edit, correct --withdraw), then ask again",
        )


def _of_sources(session: Session, names: Names) -> Iterator[Secret]:
    sources = session.scalars(select(Source).where(Source.confidential).order_by(Source.number)).all()
    if not sources:
        return
    count = "1 confidential source" if len(sources) == 1 else f"{len(sources)} confidential sources"
    if not names.at_hand():
        raise RefusedError(
            f"this desk has {count}, and the real names are not at hand: {names.place} cannot be read, so nobody can tell "
            "whether one still stands in the report",
            hint=_WAY_OUT,
        )
    real = names.find_all(get_desk(session).uid, [source.uid for source in sources])
    missing = [f"s{source.number}" for source in sources if source.uid not in real]
    if missing:
        raise RefusedError(
            f"{names.place} does not know the real name of {', '.join(missing)}, so nobody can tell whether it still stands "
            "in the report",
            hint=_WAY_OUT,
        )
    images = _images_of(session, [source.uid for source in sources])
    for source in sources:
        yield from _of_source(source, real[source.uid], images.get(source.uid, []))
    yield from _of_merged(session, set(real))


def _of_merged(session: Session, known: set[str]) -> Iterator[Secret]:
    """Names of sources that were merged into a confidential one, and are as confidential as that since."""
    former = {uid: names for uid, names in former_names(session).items() if uid not in known}
    numbers = dict(session.execute(select(Source.uid, Source.number).where(Source.uid.in_(former))).all())
    for uid, names in sorted(former.items(), key=lambda item: numbers[item[0]]):
        for text in sorted(names):
            if not _STANDS_FOR.search(text) and not text.startswith(BLANK):
                yield Secret(SecretKind.REAL_NAME, text, f"s{numbers[uid]}")


def _of_source(source: Source, real: str, images: list[dict[str, Any]]) -> Iterator[Secret]:
    """Names of one confidential source: the real one, what it was called openly, its aliases, its code name."""
    code = _MERGED.sub("", source.name)
    of = f"{code} (s{source.number})"
    open_names = [image["name"] for image in images if not image.get("confidential")]
    aliases = [alias.name for alias in source.aliases]
    aliases += [alias["name"] for image in images for alias in image.get("source_aliases", ())]
    seen: set[str] = set()
    for kind, texts in (
        (SecretKind.REAL_NAME, [real, *open_names]),
        (SecretKind.CODE_NAME, [code]),
        (SecretKind.ALIAS, aliases),
    ):
        for text in texts:
            if text not in seen and not text.startswith(BLANK):
                seen.add(text)
                yield Secret(kind, text, of)


def _images_of(session: Session, uids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Every after-image the history still holds of these aggregates, oldest first, by uid."""
    query = (
        select(Event.subject, EventPayload.body)
        .join(EventPayload, (EventPayload.desk == Event.desk) & (EventPayload.seq == Event.seq))
        .where(Event.subject.in_(uids), EventPayload.body.is_not(None))
        .order_by(Event.seq)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for subject, body in session.execute(query):
        found.setdefault(subject, []).append(json.loads(body or "{}")["after"])
    return found


def _of_documents(session: Session) -> Iterator[Secret]:
    documents = session.scalars(select(Document).where(Document.confidential).order_by(Document.number))
    for document in documents:
        for kind, text in dict.fromkeys(_of_document(document)):
            if not text.startswith(BLANK):
                yield Secret(kind, text, f"d{document.number}")


def _of_document(document: Document) -> Iterator[tuple[SecretKind, str]]:
    """What says which document it is. A file is also known by its name without the ending, an address without scheme."""
    if document.file_name:
        yield SecretKind.FILE_NAME, document.file_name
        stem = document.file_name.rpartition(".")[0]
        if _TELLING.search(stem):
            yield SecretKind.FILE_NAME, stem
    if document.title and _TELLING.search(document.title):
        yield SecretKind.TITLE, document.title
    for address in (document.url, document.archived_url):
        if address:
            yield SecretKind.ADDRESS, _SCHEME.sub("", address).rstrip("/")


def _of_speakers(session: Session) -> Iterator[Secret]:
    """Who spoke off the record or on background, for the claim of that statement alone: elsewhere the name may stand."""
    query = (
        select(Claim.number, Attribution)
        .join(Appearance, Appearance.claim_id == Claim.id)
        .join(Attribution, Attribution.appearance_id == Appearance.id)
        .where(Attribution.level != Level.ON_RECORD, Claim.dropped.is_(False))
        .order_by(Claim.number, Attribution.id)
    )
    for number, said in session.execute(query):
        for source in dict.fromkeys((said.speaker, said.traced_to)):
            if source is not None and not source.confidential:
                for text in (source.name, *(alias.name for alias in source.aliases)):
                    yield Secret(SecretKind.SPEAKER, text, f"claim {number}", number)


def without_confidential(image: Mapping[str, Any], today: Mapping[str, Any]) -> dict[str, Any]:
    """An after-image of a claim or an article as a report's history may tell it that was not asked for what is internal.

    Without internal notes, whom the desk called, who spoke off the record or on background, and the article's note. What
    is so today counts as having been so always. Filter both images before ``history.describe`` compares them.

    Args:
        image: The after-image then.
        today: The latest one of the same claim or article.
    """
    internal = {note["uid"] for each in (image, today) for note in each.get("notes", ()) if note["internal"]}
    withheld = {
        place["uid"]
        for each in (image, today)
        for place in each.get("appearances", ())
        if any(said["level"] != Level.ON_RECORD for said in place["attributions"])
    }
    shown = dict(image)
    if "appearances" in image:
        shown["notes"] = [note for note in image["notes"] if note["uid"] not in internal]
        shown["evidence"] = [{**item, "called": None} for item in image["evidence"]]
        shown["appearances"] = [
            {**place, "attributions": []} if place["uid"] in withheld else place for place in image["appearances"]
        ]
    elif "note" in image:
        shown["note"] = None
    return shown
