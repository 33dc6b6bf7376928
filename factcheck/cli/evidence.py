"""``factcheck evidence``: say what a document shows for or against a claim."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.capturing import AllowPrivate, MaxMb
from factcheck.cli.evidence_check import check
from factcheck.cli.evidence_why import why
from factcheck.cli.options import Because, IfUnchanged, NewSource, Reopen, one_of, origin_of, text_of, word_of
from factcheck.cli.output import shorten
from factcheck.cli.running import Output, either, reading_as, reads, write_desk, writes
from factcheck.config import Settings
from factcheck.core.words import Method, Quality, Stance, TitleBasis
from factcheck.errors import DiskError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.ingest.capture import Seen
    from factcheck.models import Document, Evidence
    from factcheck.services.documents import DocumentFields
    from factcheck.services.work import Work

app = new_app(
    "Say what a document shows for or against a claim.",
    example="factcheck evidence add 12 https://example.org/accounts --for 'Accounts show 2x'",
    name="evidence",
)

For = Annotated[
    str | None,
    typer.Option("--for", metavar="FINDING", help="It supports the claim: what it shows, in the desk's words."),
]
Against = Annotated[str | None, typer.Option("--against", metavar="FINDING", help="It refutes the claim.")]
Context = Annotated[str | None, typer.Option("--context", metavar="FINDING", help="It gives context.")]
StanceOf = Annotated[str | None, typer.Option("--stance", help="Long form: " + ", ".join(Stance) + ", with --finding.")]
Finding = Annotated[str | None, typer.Option("--finding", metavar="TEXT", help="With --stance: what it shows.")]
Locator = Annotated[str | None, typer.Option("--locator", help="Where in it: 'page 12', '14:05'.")]
QualityOf = Annotated[str | None, typer.Option("--quality", help=", ".join(Quality) + ".")]
MethodOf = Annotated[str | None, typer.Option("--method", help=", ".join(Method) + ".")]
Called = Annotated[
    str | None,
    typer.Option("--called", metavar="NAME", help="Whom the desk called or wrote to; no URL is needed then."),
]
Extent = Annotated[str | None, typer.Option("--extent", help="How far it was read: 'whole file', 'pages 3-9'.")]
Accessed = Annotated[str | None, typer.Option("--accessed", metavar="DATE", help="When the desk looked.")]
Origin = Annotated[str | None, typer.Option("--origin", metavar="SOURCE|d5", help="Who is ultimately behind it.")]
Basis = Annotated[str | None, typer.Option("--origin-basis", help="How the desk knows: stated or inferred.")]
Via = Annotated[
    list[str] | None, typer.Option("--via", metavar="SOURCE", help="An outlet it passed through; may be repeated.")
]


@either(
    app,
    "add",
    "factcheck evidence add 40 https://arxiv.org/abs/2501.12948 --against 'o1 leads on 6 of 11 rows' --locator 'page 14'",
    guide="factcheck.cli.guide_evidence:evidence_add",
    editor="finding",
)
def add(
    settings: Settings,
    claims: Annotated[str | None, typer.Argument(metavar="[CLAIMS]", help="One or several: 40 or 40,41.")] = None,
    document: Annotated[
        str | None, typer.Argument(metavar="[URL|FILE]", help="What was looked at; a known address is recognised.")
    ] = None,
    doc: Annotated[str | None, typer.Option("--doc", metavar="d5", help="A document the desk knows.")] = None,
    for_: For = None,
    against: Against = None,
    context: Context = None,
    stance: StanceOf = None,
    finding: Finding = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="SOURCE", help="Who put it up.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it was published.")] = None,
    accessed: Accessed = None,
    origin: Origin = None,
    origin_basis: Basis = None,
    via: Via = None,
    locator: Locator = None,
    quality: QualityOf = None,
    method: MethodOf = None,
    called: Called = None,
    not_read: Annotated[
        bool, typer.Option("--not-read", help="Nobody read it yet: it is listed and counts for nothing.")
    ] = False,
    extent: Extent = None,
    set: Annotated[
        str | None, typer.Option("--set", metavar="STATUS", help="Settle the claims with it: confirmed, mixed, …")
    ] = None,
    because: Because = None,
    capture: Annotated[
        bool, typer.Option("--capture", help="Keep a copy: fetch the page now, or take the file in, and rest on that.")
    ] = False,
    allow_private: AllowPrivate = False,
    max_mb: MaxMb = None,
    new_source: NewSource = False,
) -> Output:
    """Add an item of evidence to one claim or several: what a document shows, for, against or as context.

    With --set and --because the claims are settled in the same go. At a terminal, what is missing is asked for, one item
    after another. --editor writes the finding, and goes with --stance.
    """
    if claims is None:
        raise UsageError(
            "no claim is named",
            hint="factcheck evidence add 40 URL --for '…': a shell takes #40 for a comment, so leave # out",
        )
    if because is not None and set is None:
        raise UsageError("--because says why a claim is settled", hint="add --set confirmed, or another status")
    shows, words = _stance(for_, against, context, stance, finding)
    words = text_of(words) or ""
    if not capture and (allow_private or max_mb is not None):
        raise UsageError("--allow-private and --max-mb are for keeping a copy", hint="add --capture")
    seen = _seen(settings, document, doc, allow_private=allow_private, max_mb=max_mb) if capture else None

    def body(work: "Work") -> Output:
        from factcheck.core.refs import parse_numbers
        from factcheck.services.documents import DocumentFields
        from factcheck.services.evidence import EvidenceFields, add_evidence
        from factcheck.services.lookup import get_claims
        from factcheck.services.sources import find_or_add

        found = get_claims(work.session, parse_numbers(claims))
        source = origin_of(work, origin, origin_basis, new_source=new_source)
        vias = [each for name in via or () if (each := find_or_add(work, name, new=new_source))]
        shown = seen.title if seen and not title else None
        target, known = _document(
            work, document, doc, called,
            DocumentFields(
                title=title or shown, title_basis=TitleBasis.SHOWN if shown else None, date=date, origin=source,
                publisher=find_or_add(work, publisher, new=new_source), vias=vias or None,
            ),
        )  # fmt: skip
        given = EvidenceFields(
            stance=shows, finding=words, locator=locator, called=called, extent=extent, accessed=accessed,
            quality=word_of(Quality, quality, "quality"), read=not not_read,
            method=word_of(Method, method, "method") or (Method.CALLED if called else None if not_read else Method.READ),
            origin=source if known else None, vias=(vias or None) if known else None,
        )  # fmt: skip
        items = [add_evidence(work, claim, target, given) for claim in found]
        return _added(work, items, seen, new="known" if known else "new", status=set, because=because)

    return write_desk(settings, "evidence add", body)


def _seen(
    settings: Settings, target: str | None, doc: str | None, *, allow_private: bool, max_mb: int | None
) -> "Seen":
    """What is at the document's address now, or in its file."""
    from factcheck.cli.capturing import see
    from factcheck.services.lookup import get_document

    settings.person_or_refuse()
    if doc is not None:
        with reading_as(settings) as session:
            target = get_document(session, doc).url
    if not target or target.lower().startswith("mailto:"):
        raise UsageError("there is nothing to keep a copy of", hint="--capture goes with a URL, a FILE, or --doc d5")
    return see(target, allow_private=allow_private, max_mb=max_mb)


def _added(
    work: "Work", items: "list[Evidence]", seen: "Seen | None", *, new: str, status: str | None, because: str | None
) -> Output:
    """What was added, in words. What was seen is kept first and the items rest on it; with a status they settle the claims."""
    from factcheck.cli.capturing import kept_for
    from factcheck.cli.settling import settle
    from factcheck.services.evidence import ref
    from factcheck.services.statuses import origin_uid

    refs = [ref(item) for item in items]
    kept, talk = kept_for(work, items, seen) if seen else ([], ())
    lines = [f"{', '.join(refs)} {items[0].stance}, from d{items[0].document.number} ({new})", *kept]
    if items[0].read and all(origin_uid(item) is None for item in items):
        lines.append(
            f"its origin is unknown, so it is independent of nothing; name it: factcheck evidence edit {refs[0]} --origin NAME"
        )
    if status is None:
        return Output("refs", refs, lines, talk=talk)
    work.session.flush()
    settled = settle(work, [item.claim for item in items], status, because=because)
    return Output("refs", refs, [*lines, *settled.lines], talk=(*talk, *settled.talk), ask=settled.ask)


def _stance(
    for_: str | None, against: str | None, context: str | None, stance: str | None, finding: str | None
) -> tuple[Stance, str]:
    if stance or finding:
        if not (stance and finding) or for_ or against or context:
            raise UsageError(
                "--stance and --finding go together, and alone", hint="or: --for '…', --against '…', --context '…'"
            )
        return word_of(Stance, stance, "stance"), finding
    name, words = one_of("what it shows", for_=for_, against=against, context=context)
    return {"for_": Stance.SUPPORTS, "against": Stance.REFUTES, "context": Stance.CONTEXT}[name], words


def _document(
    work: "Work", target: str | None, doc: str | None, called: str | None, given: "DocumentFields"
) -> "tuple[Document, bool]":
    """The document meant, and whether the desk knew it. What is said of a known document is added where it is silent."""
    from factcheck.services import documents
    from factcheck.services.lookup import get_document

    if sum(value is not None for value in (target, doc)) > 1:
        raise UsageError("give a URL or file, or --doc, not both", hint="factcheck evidence add -h")
    if doc is not None:
        return get_document(work.session, doc), True
    if target is None:
        if not called:
            raise UsageError("no document given", hint="a URL, a FILE, --doc d5, or --called NAME for a conversation")
        return documents.add_document(work, given=replace(given, title=given.title or "A conversation")), False
    if "://" not in target and not target.lower().startswith(("mailto:", "javascript:", "data:")):
        path = Path(target)
        if not _is_file(path):
            raise DiskError(
                f"there is no file {shorten(target, 200)}, and it is no address",
                hint="give http… or the name of a file",
            )
        return documents.add_document(
            work, file_name=path.name, given=replace(given, title=given.title or path.name)
        ), False
    known = documents.reuse_document(work, target)
    if known is None:
        return documents.add_document(work, url=target, given=given), False
    silent = documents.DocumentFields(
        title=None if known.title else given.title,
        publisher=None if known.publisher else given.publisher,
        date=None if known.date else given.date,
    )
    if documents.changes_anything(silent):
        documents.edit_document(work, known, silent)
    return known, True


def _is_file(path: Path) -> bool:
    """Whether a file is there; a text too long to be a name of one is none."""
    try:
        return path.is_file()
    except OSError:
        return False


@reads(app, "list", "factcheck evidence list 40")
def list_(
    session: "Session",
    claims: Annotated[str, typer.Argument(metavar="CLAIMS", help="One or several: 40 or 40,41.")],
    dropped: Annotated[bool, typer.Option("--dropped", help="Also those that were dropped.")] = False,
) -> Output:
    """List what bears on claims."""
    from factcheck.cli.claim_text import evidence_lines
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claim_data import evidence_data
    from factcheck.services.lookup import get_claims
    from factcheck.services.weighing import Scales

    scales = Scales(session)
    found = get_claims(session, parse_numbers(claims))
    data = [evidence_data(item, scales) for claim in found for item in (claim.evidence if dropped else claim.items)]
    lines = [line for item in data for line in evidence_lines(item)]
    return Output("evidence", data, lines or ["no evidence yet: factcheck evidence add " + claims + " URL --for '…'"])


@reads(app, "show", "factcheck evidence show 40.3")
def show(
    session: "Session", item: Annotated[str, typer.Argument(metavar="ITEM", help="40.3 is the third item of claim 40.")]
) -> Output:
    """Show an item whole, with its document."""
    from factcheck.cli.output import columns
    from factcheck.services.claim_data import evidence_data
    from factcheck.services.documents import document_data
    from factcheck.services.lookup import get_evidence
    from factcheck.services.weighing import Scales

    found = get_evidence(session, item)
    data = evidence_data(found, Scales(session)) | {"document": document_data(found.document)}
    rows = [[key, str(value)] for key, value in data.items() if key != "document" and value not in (None, "", [])]
    rows += [[f"document {key}", str(value)] for key, value in data["document"].items() if value not in (None, "", [])]
    return Output("item", data, columns(rows))


@writes(app, "edit", "factcheck evidence edit 40.3 --locator 'page 14'", editor="finding")
def edit(
    work: "Work",
    item: Annotated[str, typer.Argument(metavar="ITEM", help="40.3 is the third item of claim 40.")],
    for_: For = None,
    against: Against = None,
    context: Context = None,
    stance: StanceOf = None,
    finding: Finding = None,
    locator: Locator = None,
    quality: QualityOf = None,
    method: MethodOf = None,
    called: Called = None,
    extent: Extent = None,
    accessed: Accessed = None,
    origin: Origin = None,
    origin_basis: Basis = None,
    via: Via = None,
    read: Annotated[bool | None, typer.Option("--read/--not-read", help="Whether somebody read it.")] = None,
    capture: Annotated[
        str | None, typer.Option("--capture", metavar="d5.2", help="The copy it rests on; d5 is the newest.")
    ] = None,
    new_source: NewSource = False,
    reopen: Reopen = False,
    if_unchanged: IfUnchanged = None,
) -> Output:
    """Change an item. A settled claim becomes stale, or is refused where its status could not stand."""
    from factcheck.services.evidence import EvidenceFields, edit_evidence, ref
    from factcheck.services.lookup import get_evidence
    from factcheck.services.sources import find_or_add
    from factcheck.services.statuses import is_stale
    from factcheck.services.unchanged import refuse_changed

    target = get_evidence(work.session, item)
    refuse_changed(work.session, [target.claim], if_unchanged)
    short = {Stance.SUPPORTS: for_, Stance.REFUTES: against, Stance.CONTEXT: context}
    chosen = [(shows, words) for shows, words in short.items() if words is not None]
    if len(chosen) > 1:
        raise UsageError("give only one of --for, --against, --context", hint="factcheck evidence edit -h")
    shows, words = chosen[0] if chosen else (word_of(Stance, stance, "stance"), finding)
    given = EvidenceFields(
        stance=shows, finding=text_of(words), locator=locator, called=called, extent=extent, accessed=accessed, read=read,
        quality=word_of(Quality, quality, "quality"), method=word_of(Method, method, "method"),
        origin=origin_of(work, origin, origin_basis, new_source=new_source),
        vias=None if via is None else [each for name in via if (each := find_or_add(work, name, new=new_source))],
    )  # fmt: skip
    if given == EvidenceFields() and capture is None:
        raise UsageError("nothing to change", hint="give an option: factcheck evidence edit -h")
    evidence = edit_evidence(work, target, given, reopen=reopen)
    if capture is not None:
        from factcheck.services.capturing import get_capture, rest_on

        rest_on(work, evidence, get_capture(work.session, capture)[1])
    work.session.flush()
    stale = f"; claim {evidence.claim.number} is stale now" if is_stale(evidence.claim) else ""
    return Output("refs", [ref(evidence)], [f"{ref(evidence)} changed{stale}"])


@writes(app, "drop", "factcheck evidence drop 40.3 --because 'same page as 40.1'", editor="because")
def drop(
    work: "Work",
    item: Annotated[str, typer.Argument(metavar="ITEM", help="40.3 is the third item of claim 40.")],
    because: Because = None,
    reopen: Reopen = False,
) -> Output:
    """Take an item out. Its number stays taken and it can be restored."""
    from factcheck.services.evidence import drop_evidence, ref
    from factcheck.services.lookup import get_evidence

    evidence = drop_evidence(work, get_evidence(work.session, item), why=text_of(because) or "", reopen=reopen)
    return Output("refs", [ref(evidence)], [f"{ref(evidence)} dropped; back with: factcheck evidence restore {item}"])


@writes(app, "restore", "factcheck evidence restore 40.3")
def restore(
    work: "Work", item: Annotated[str, typer.Argument(metavar="ITEM", help="40.3 is the third item of claim 40.")]
) -> Output:
    """Bring a dropped item back as it was."""
    from factcheck.services.evidence import ref, restore_evidence
    from factcheck.services.lookup import get_evidence

    evidence = restore_evidence(work, get_evidence(work.session, item))
    return Output("refs", [ref(evidence)], [f"{ref(evidence)} restored"])


either(app, "check", "factcheck evidence check a1 --online")(check)
reads(app, "why", "factcheck evidence why 40")(why)
