"""One claim with everything the desk knows of it, as JSON data; the text views are drawn from it too."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.figures import Quantity, difference
from factcheck.core.independence import Weight
from factcheck.core.text import locate
from factcheck.core.words import Comparator, Stance
from factcheck.models import Appearance, Claim, Evidence, Figure, Relation, Signoff, Source
from factcheck.services.claims import appearances_in
from factcheck.services.statuses import is_stale, origin_uid
from factcheck.services.unchanged import last_event
from factcheck.services.weighing import Scales


def claim_data(session: Session, claim: Claim, scales: Scales) -> dict[str, Any]:
    """The claim whole. Texts are as stored; scores and counts are whole numbers."""
    weights = scales.weigh(claim)
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
        "reason": claim.status_reason,
        "status_by": claim.status_by.name if claim.status_by else None,
        "status_at": claim.status_at,
        "waiting": claim.waiting,
        "waiting_until": claim.waiting_until,
        "stale": is_stale(claim),
        "dropped": claim.dropped,
        "second_checks": len(session.scalars(select(Signoff.id).where(Signoff.claim_id == claim.id)).all()),
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
        "relations": relations_of(session, claim),
        "aliases": [alias.number for alias in claim.aliases],
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
