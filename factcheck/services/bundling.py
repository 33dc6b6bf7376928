"""What goes into a bundle: the report as its reader may see it, the claims as data, captured pages where asked for, and a page that explains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck import __version__
from factcheck.core.canonical import canonical, instant
from factcheck.core.links import check_link
from factcheck.errors import RefusedError
from factcheck.exchange.bundle import Seal
from factcheck.exchange.claimset import write_json
from factcheck.exchange.timestamp import QUERY_TYPE, REPLY_TYPE, accept_reply, make_query, require_library
from factcheck.ingest.posting import post
from factcheck.models import Appearance, Article, Capture, CaptureBody, Claim, Document, Event, Evidence, Version
from factcheck.report.audience import Audience
from factcheck.report.desk_views import Branding
from factcheck.report.render import render_report
from factcheck.report.site.gather import rows_of_report
from factcheck.report.site.tables import write_rows
from factcheck.services.desks import get_desk
from factcheck.services.exporting import export_claim_set
from factcheck.services.presenting import Wanted, file_report

_README = """This is a bundle of factcheck: a report on articles under check, sealed.

report.html    the report; any browser shows it
claims.json    the same as data
captures/      pages as the desk saw them, if they were asked for; captures.json says which is which
manifest.json  every file with its size and its SHA-256, and where the desk's history stood
timestamp.tsr  the answer of a timestamp authority (RFC 3161) to the manifest, if one was asked

Check it:      factcheck verify FILE.zip
By hand:       unzip it, run sha256sum on each file, and compare with manifest.json

If it holds, every file is as it was when the bundle was made. The SHA-256 of manifest.json stands for all of it: two
bundles with the same one are the same. Compare it with one you were given by another way.

It does not show that what the report says is true, who made the bundle, or when. A timestamp shows that the manifest was
there at that time.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bundle is to be.

    Attributes:
        articles: The articles it is about.
        captures: Whether the pages that the desk captured go in.
        include_confidential: Also internal notes, contacts, who spoke off the record, and confidential captures.
        audience: Whom it is for. For the public it holds neither captures nor what is confidential.
    """

    articles: Sequence[Article]
    captures: bool = False
    include_confidential: bool = False
    audience: Audience = Audience.EDITOR

    @property
    def wanted(self) -> Wanted:
        """The report of the bundle."""
        return Wanted(self.audience, Branding(), include_confidential=self.include_confidential)


def make_seal(session: Session, plan: Plan) -> Seal:
    """What the manifest says of the desk and its history."""
    desk = get_desk(session)
    last = session.scalars(select(Event).where(Event.desk == desk.uid).order_by(Event.seq.desc()).limit(1)).one()
    return Seal(
        tool=f"factcheck {__version__}",
        desk=desk.uid,
        name=desk.name,
        seq=last.seq,
        hash=last.hash,
        # When the desk worked is not for the public: there the day is enough.
        at=instant(last.at) if plan.audience is not Audience.PUBLIC else last.at.date().isoformat(),
        articles=tuple(f"a{article.number}" for article in plan.articles),
        captures=plan.captures,
        confidential=plan.include_confidential,
        audience=plan.audience.value,
    )


def collect_members(session: Session, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The files of a bundle but for its manifest, in order, one in memory at a time.

    For the public, whoever calls this has asked ``presenting.refuse_secrets`` first.

    Raises:
        RefusedError: captures are asked for, some are of confidential documents, and nobody asked for that by name.
    """
    pages = _captures(session, plan) if plan.captures else []
    return _members(session, plan, pages)


def _members(session: Session, plan: Plan, pages: Sequence[tuple[Capture, Document]]) -> Iterator[tuple[str, bytes]]:
    yield "readme.txt", _README.encode()
    report = file_report(session, plan.articles, plan.wanted)
    yield "report.html", "".join(render_report(report)).encode()
    if plan.audience is Audience.PUBLIC:
        yield "claims.json", "".join(write_rows(rows_of_report(report))).encode()
    else:
        claim_set = export_claim_set(session, plan.articles, include_confidential=plan.include_confidential)
        yield "claims.json", write_json(claim_set).encode()
    if not plan.captures:
        return
    listed: list[dict[str, Any]] = []
    written: set[str] = set()
    for capture, document in pages:
        body = session.scalar(select(CaptureBody.body).where(CaptureBody.capture_id == capture.id))
        path = f"captures/{capture.sha256}"
        listed.append(_description(capture, document, None if body is None else path))
        if body is not None and path not in written:
            written.add(path)
            yield path, body
    yield "captures.json", canonical({"schema": "factcheck/captures/1", "captures": listed}).encode()


def _captures(session: Session, plan: Plan) -> list[tuple[Capture, Document]]:
    """The captures of the documents that the claims of these articles cite, in order of document and time."""
    cited = (
        select(Evidence.document_id)
        .join(Claim, Claim.id == Evidence.claim_id)
        .join(Appearance, Appearance.claim_id == Claim.id)
        .join(Version, Version.id == Appearance.version_id)
        .where(
            Version.article_id.in_([article.id for article in plan.articles]),
            Claim.dropped.is_(False),
            Evidence.dropped.is_(False),
        )
    )
    query = (
        select(Capture, Document)
        .join(Document, Document.id == Capture.document_id)
        .where(Document.id.in_(cited), Document.dropped.is_(False))
        .order_by(Document.number, Capture.captured_at, Capture.uid)
    )
    found = [(capture, document) for capture, document in session.execute(query)]
    secret = sorted({document.number for _, document in found if _is_confidential(document)})
    if secret and not plan.include_confidential:
        names = ", ".join(f"d{number}" for number in secret)
        raise RefusedError(
            f"the bundle would carry captures of what is confidential: {names}",
            hint="add --include-confidential if that is meant, or leave --full out",
        )
    return found


def _is_confidential(document: Document) -> bool:
    """Whether a document, or who is behind it, is confidential."""
    behind = (document.publisher, document.work, document.origin_source)
    return document.confidential or any(source is not None and source.confidential for source in behind)


def _description(capture: Capture, document: Document, path: str | None) -> dict[str, Any]:
    """A capture as ``captures.json`` tells it; without a path where its bytes were redacted."""
    return {
        "document": document.uid,
        "number": document.number,
        "url": document.url,
        "title": document.title,
        "captured_at": instant(capture.captured_at),
        "media_type": capture.media_type,
        "sha256": capture.sha256,
        "size": capture.size,
        "path": path,
    }


def ask_timestamp(url: str, manifest: bytes, *, allow_private: bool = False) -> bytes:
    """The answer of the timestamp authority at ``url`` to a manifest; it is sent the manifest's SHA-256 and nothing else.

    Raises:
        UsageError: the extra is not installed.
        BadInputError: ``url`` is no web address.
        NetworkError: the authority cannot be reached, or gives no timestamp for this manifest.
    """
    require_library()
    query = make_query(manifest)
    reply = post(check_link(url), query.as_bytes(), send=QUERY_TYPE, accept=REPLY_TYPE, allow_private=allow_private)
    return accept_reply(reply, query, manifest, url)
