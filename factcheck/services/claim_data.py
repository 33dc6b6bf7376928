"""One claim with everything the desk knows of it, as JSON data; the text views are drawn from it too."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.figures import Quantity, difference
from factcheck.core.independence import Weight
from factcheck.core.text import locate
from factcheck.core.words import Comparator, Stance
from factcheck.models import (
    Appearance,
    Ask,
    Claim,
    Complaint,
    Correction,
    Evidence,
    Figure,
    Relation,
    Source,
    Void,
)
from factcheck.services.answering import parts_of
from factcheck.services.claims import appearances_in
from factcheck.services.complaints import complaint_data
from factcheck.services.correcting import correction_data
from factcheck.services.dissenting import Judgement, checks_of
from factcheck.services.policies import find_rating
from factcheck.services.replies import ask_data, subject_asked
from factcheck.services.signoffs import signoffs_of
from factcheck.services.statuses import is_stale, is_stale_in, origin_uid
from factcheck.services.unchanged import last_event
from factcheck.services.veil import is_veiled
from factcheck.services.voiding import void_data
from factcheck.services.weighing import Scales


def claim_data(session: Session, claim: Claim, scales: Scales) -> dict[str, Any]:
    """The claim whole. Texts are as stored; scores and counts are whole numbers."""
    weights = scales.weigh(claim)
    stale, changed = is_stale_in(claim), is_stale(claim)
    signed = signoffs_of(session, [claim.id]).get(claim.id, [])
    return {
        "number": claim.number,
        "uid": claim.uid,
        "seq": last_event(session, claim),
        "wording": claim.wording,
        "kind": claim.kind,
        "priority": claim.priority,
        "about": source_name(claim.about),
        "status": claim.status,
        "code": claim.status_code,
        "rating": _rating(session, claim),
        "reason": claim.status_reason,
        "status_by": claim.status_by.name if claim.status_by else None,
        "status_at": claim.status_at,
        "waiting": claim.waiting,
        "waiting_until": claim.waiting_until,
        "stale": stale,
        "blind": is_veiled(claim, claim.id),
        "dropped": claim.dropped,
        "second_checks": sum(not (changed or each.stale) for each in signed),
        "signoffs": [each.data() | {"stale": changed or each.stale} for each in signed],
        "checks": [_check_data(each) for each in checks_of(session, claim)],
        "appearances": [appearance_data(each) for each in appearances_in(claim)],
        "evidence": [evidence_data(item, scales) for item in claim.items],
        "weights": {stance.value: weight_data(weights.of(stance), scales) for stance in Stance},
        "figures": [figure_data(figure) for figure in claim.figures],
        "queries": [
            {
                "item": each.item,
                "now": each.now,
                "proposed": each.proposed,
                "reason": each.reason,
                "outcome": each.outcome,
            }
            for each in claim.queries
        ],
        "notes": [{"text": note.text, "internal": note.internal} for note in claim.notes if not note.dropped],
        "tags": [each.tag for each in claim.tags],
        "risks": list(claim.risks),
        "relations": relations_of(session, claim),
        "aliases": [alias.number for alias in claim.aliases],
        "subject_asked": _subject_asked(session, claim),
        "asks": [ask_data(claim, each, contact=False) for each in parts_of(session, Ask, claim)],
        "corrections": [correction_data(claim, each) for each in parts_of(session, Correction, claim)],
        "complaints": [complaint_data(claim, each, contact=False) for each in parts_of(session, Complaint, claim)],
        "voids": [void_data(claim, each) for each in parts_of(session, Void, claim)],
    }


def _rating(session: Session, claim: Claim) -> dict[str, Any] | None:
    """The status on the desk's publishing scale; ``None`` where that has none for it, or the reader may not see it."""
    rating = None if is_veiled(claim, claim.id) else find_rating(session, claim)
    return asdict(rating) if rating else None


def _subject_asked(session: Session, claim: Claim) -> dict[str, Any] | None:
    """Whether whom a risky claim is about was asked; ``None`` where nothing is at risk, or the reader may not see it."""
    if not claim.risks or is_veiled(claim, claim.id):
        return None
    asked = subject_asked(session, claim)
    return {"heard": asked.heard, "subject": asked.subject, "ref": asked.ref or None, "text": asked.text}


def _check_data(check: Judgement) -> dict[str, Any]:
    return {
        "by": check.by,
        "at": check.at,
        "status": check.status,
        "code": check.code,
        "reason": check.reason,
        "blind": check.blind,
        "differs": check.differs,
    }


def source_name(source: Source | None) -> str | None:
    """A source's name, or ``None``."""
    return source.name if source else None


def appearance_data(appearance: Appearance) -> dict[str, Any]:
    """Where a claim appears and who says it there."""
    said = appearance.attribution
    paragraph, sentence = locate(appearance.version.text, appearance.start)
    return {
        "article": f"a{appearance.version.article.number}",
        "version": appearance.version.number,
        "paragraph": paragraph,
        "sentence": sentence,
        "exact": appearance.exact,
        "prefix": appearance.prefix,
        "suffix": appearance.suffix,
        "start": appearance.start,
        "end": appearance.end,
        "anchored": appearance.anchored,
        "attribution": {
            "kind": said.kind,
            "speaker": source_name(said.speaker),
            "via": [via.source.name for via in said.vias],
            "cue": list(said.cue),
            "hedged": said.hedged,
            "level": said.level,
            "traced_to": source_name(said.traced_to),
        },
    }


def evidence_data(item: Evidence, scales: Scales | None = None) -> dict[str, Any]:
    """An item of evidence with its document."""
    document = item.document
    origin = origin_uid(item)
    return {
        "ref": f"{item.claim.number}.{item.item}",
        "uid": item.uid,
        "stance": item.stance,
        "finding": item.finding,
        "document": f"d{document.number}",
        "title": document.title,
        "url": document.url,
        "file_name": document.file_name,
        "publisher": source_name(document.publisher),
        "date": document.date,
        "locator": item.locator,
        "quality": item.quality,
        "method": item.method,
        "called": item.called,
        "read": item.read,
        "extent": item.extent,
        "accessed": item.accessed,
        "origin": scales.names.get(origin) if scales and origin else None,
        "via": [via.source.name for via in item.vias or document.vias],
        "dropped": item.dropped,
        "blind": is_veiled(item, item.claim_id),
    }


def weight_data(weight: Weight, scales: Scales) -> dict[str, Any]:
    """A weight with names for its uids."""
    return {
        "items": weight.items,
        "unread": weight.unread,
        "origins": [scales.names[uid] for uid in weight.origins],
        "independent": [scales.names[uid] for uid in weight.independent],
        "own_word": [scales.names[uid] for uid in weight.own_word],
        "unknown": weight.unknown,
        "circular": weight.circular,
    }


def quantities(figure: Figure) -> tuple[Quantity, Quantity | None]:
    """A figure's quantities, claimed and found."""
    claimed = Quantity(
        figure.claimed, figure.claimed_low, figure.claimed_high, figure.claimed_unit, figure.claimed_comparator
    )
    if figure.found is None:
        return claimed, None
    found = Quantity(
        figure.found,
        figure.found_low or "",
        figure.found_high or "",
        figure.found_unit or "",
        figure.found_comparator or Comparator.EQUAL,
    )
    return claimed, found


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure with the difference computed."""
    claimed, found = quantities(figure)
    compared = difference(claimed, found) if found else None
    return {
        "position": figure.position,
        "claimed": figure.claimed,
        "claimed_low": figure.claimed_low,
        "claimed_high": figure.claimed_high,
        "claimed_unit": figure.claimed_unit,
        "claimed_comparator": figure.claimed_comparator,
        "found": figure.found,
        "found_low": figure.found_low,
        "found_high": figure.found_high,
        "found_unit": figure.found_unit,
        "found_comparator": figure.found_comparator,
        "difference": compared.words if compared else "",
        "agrees": compared.agrees if compared else None,
    }


def relations_of(session: Session, claim: Claim) -> list[dict[str, Any]]:
    """The claims this one bears on, and those that bear on it (``inverse``), in order of number; no dropped ones."""
    forth = (
        select(Relation.kind, Claim.number)
        .join(Claim, Claim.id == Relation.other_id)
        .where(Relation.claim_id == claim.id, Claim.dropped.is_(False))
    )
    back = (
        select(Relation.kind, Claim.number)
        .join(Claim, Claim.id == Relation.claim_id)
        .where(Relation.other_id == claim.id, Claim.dropped.is_(False))
    )
    found = [{"kind": kind, "claim": number, "inverse": False} for kind, number in session.execute(forth)]
    found += [{"kind": kind, "claim": number, "inverse": True} for kind, number in session.execute(back)]
    return sorted(found, key=lambda each: (each["claim"], each["kind"]))
