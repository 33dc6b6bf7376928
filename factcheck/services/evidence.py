"""Evidence: what a document shows for or against a claim."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.canonical import instant
from factcheck.core.dates import parse_date, parse_instant
from factcheck.core.fields import check_text
from factcheck.core.words import Method, Quality, Stance
from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Claim, Document, Evidence, EvidenceVia, Source
from factcheck.services.claims import refuse_dropped
from factcheck.services.documents import Origin, set_origin
from factcheck.services.statuses import uphold
from factcheck.services.work import Work


@dataclass(frozen=True, slots=True)
class EvidenceFields:
    """What a person may say of an item; ``None`` leaves it as it is."""

    stance: Stance | None = None
    finding: str | None = None
    locator: str | None = None
    method: Method | None = None
    called: str | None = None
    quality: Quality | None = None
    read: bool | None = None
    extent: str | None = None
    accessed: str | None = None
    origin: Origin | None = None
    vias: Sequence[Source] | None = None


def add_evidence(
    work: Work, claim: Claim, document: Document, given: EvidenceFields, *, item: int | None = None
) -> Evidence:
    """Add an item to a claim. Its number is the next of that claim, never one used before.

    Raises:
        BadInputError: stance or finding is missing.
        RefusedError: the claim was dropped, or has this very item already.
    """
    refuse_dropped(claim)
    if given.stance is None or not (given.finding or "").strip():
        raise BadInputError("an item needs what it shows", hint='--for "…", --against "…" or --context "…"')
    for known in claim.items:
        if (
            known.document is document
            and known.stance is given.stance
            and known.finding == (given.finding or "").strip()
        ):
            raise RefusedError(
                f"{claim.number}.{known.item} says this already", hint=f"factcheck evidence list {claim.number}"
            )
    following = max((each.item for each in claim.evidence), default=0) + 1
    if item is not None and item < following:
        raise RefusedError(
            f"{claim.number}.{item} is taken or was", hint=f"the next item is {claim.number}.{following}"
        )
    evidence = Evidence(
        uid=work.new_uid(),
        item=item or following,
        document=document,
        read=True,
        created_by_id=work.person.id if work.person else None,
        created_at=work.at,
    )
    with work.session.no_autoflush:
        _fill(work, evidence, given)
        claim.evidence.append(evidence)
    work.touch(claim)
    return evidence


def edit_evidence(work: Work, evidence: Evidence, given: EvidenceFields, *, reopen: bool = False) -> Evidence:
    """Change what is given and leave the rest.

    Raises:
        RefusedError: the claim's status could not stand after it, unless ``reopen``.
    """
    refuse_dropped(evidence.claim)
    _refuse_dropped_item(evidence)
    _fill(work, evidence, given)
    uphold(work, evidence.claim, reopen=reopen)
    work.touch(evidence.claim)
    return evidence


def drop_evidence(work: Work, evidence: Evidence, *, why: str = "", reopen: bool = False) -> Evidence:
    """Take an item out; its number stays taken and it can be restored.

    Raises:
        RefusedError: the claim's status could not stand without it, unless ``reopen``.
    """
    _refuse_dropped_item(evidence)
    evidence.dropped = True
    uphold(work, evidence.claim, reopen=reopen)
    work.touch(evidence.claim, why)
    return evidence


def restore_evidence(work: Work, evidence: Evidence) -> Evidence:
    """Bring a dropped item back as it was."""
    if not evidence.dropped:
        raise RefusedError(f"{ref(evidence)} is not dropped", hint=f"factcheck evidence show {ref(evidence)}")
    evidence.dropped = False
    work.touch(evidence.claim)
    return evidence


def ref(evidence: Evidence) -> str:
    """An item as people name it: ``40.3``."""
    return f"{evidence.claim.number}.{evidence.item}"


def _refuse_dropped_item(evidence: Evidence) -> None:
    if evidence.dropped:
        raise RefusedError(f"{ref(evidence)} was dropped", hint=f"factcheck evidence restore {ref(evidence)}")


def _fill(work: Work, evidence: Evidence, given: EvidenceFields) -> None:
    for name in ("finding", "locator", "called", "extent"):
        value = getattr(given, name)
        if value is not None:
            check_text(value, f"the {name}")
            setattr(evidence, name, value.strip() or None)
    if not evidence.finding:
        raise BadInputError("the finding is empty", hint="say what the document shows")
    for name in ("stance", "method", "quality", "read"):
        if (value := getattr(given, name)) is not None:
            setattr(evidence, name, value)
    if given.accessed is not None:
        evidence.accessed = _moment(given.accessed)
    if given.origin is not None:
        set_origin(evidence, given.origin)
    if given.vias is not None:
        evidence.vias.clear()
        work.session.flush()
        evidence.vias += [EvidenceVia(position=place, source=via) for place, via in enumerate(given.vias, 1)]


def _moment(text: str) -> str | None:
    """A day, or a UTC instant where a time is given; an empty text takes it away."""
    if not text:
        return None
    return instant(parse_instant(text)) if "T" in text else parse_date(text)
