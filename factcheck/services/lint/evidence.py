"""Rules on evidence: what a status stands on, and whose word that is."""

from collections.abc import Iterator

from factcheck.core.rules import find_lacks
from factcheck.core.words import Kind, Priority, Quality, Stance, Status, UnverifiableCode
from factcheck.services.lint.facts import ClaimFacts, Facts, ItemFacts
from factcheck.services.lint.rules import Hit, Rule, Severity, on_claims
from factcheck.services.lint.telling import is_mentioned, tells_own_word
from factcheck.services.retracting import OUTDATED

#: Claims that somebody said something: that party's own word is what shows it.
_SAID = frozenset({Kind.QUOTE, Kind.ATTRIBUTION_CLAIM})
#: Codes that say the desk looked and found nothing, which is to be seen.
_LOOKED = frozenset({UnverifiableCode.NO_PUBLIC_SOURCE, UnverifiableCode.SOURCE_DECLINED})

#: Independent origins from which on a confirmed claim does not hang on one.
_ENOUGH = 2


@on_claims(
    Rule(
        "FC101",
        "settled-without-evidence",
        Severity.ERROR,
        "A settled claim has no evidence that its status can stand on.",
        "Claim 12 is unverifiable (no-public-source), and no item says where the desk looked.",
        "Claim 12 has 12.1, the register that was searched, as context.",
    )
)
def settled_without_evidence(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """A status whose rule is not kept, or a search without a trace."""
    if not claim.settled:
        return
    read = [item.stance for item in claim.read()]
    lacks = find_lacks(claim.status, reason=claim.reason, code=claim.code, read=read)
    add = f"factcheck evidence add {claim.number}"
    if lacks:
        yield Hit(f"is {claim.status} and lacks {' and '.join(lacks)}", add, claim)
    elif claim.code in _LOOKED and not read:
        yield Hit(f"is unverifiable ({claim.code}), and no item says where the desk looked", add, claim)


@on_claims(
    Rule(
        "FC102",
        "own-word",
        Severity.WARNING,
        "A claim is confirmed on the word of parties to it alone, without a record of theirs (quality primary) among it.",
        "“Our prices are the lowest” is confirmed, and all that supports it is the shop's own advertisement.",
        "A survey by somebody else supports it too, or the claim is worded as what the shop says.",
    )
)
def own_word(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Only own word supports it. What is claimed to be said is shown by those who say it, an act by its record."""
    weight = claim.weights.supporting
    if not _needs_others(claim) or tells_own_word(claim.wording):
        return
    if any(item.quality is Quality.PRIMARY for item in claim.read(Stance.SUPPORTS)):
        return
    if weight.own_word and not weight.independent and not weight.unknown:
        names = ", ".join(facts.name(uid) for uid in weight.own_word)
        yield Hit(
            f"is confirmed on the word of parties to it alone ({names})",
            f"factcheck evidence why {claim.number}",
            claim,
        )


@on_claims(
    Rule(
        "FC103",
        "one-origin",
        Severity.WARNING,
        "A confirmed claim rests on fewer independent origins than the desk asks for; of high priority it needs two.",
        "A high-priority death toll is confirmed by two newspapers that both have it from one agency.",
        "The hospital's own count supports it beside the agency.",
    )
)
def one_origin(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Too few independent origins, though some."""
    asked = int(facts.policy.get("independent-origins", "0"))
    needed = max(asked, _ENOUGH if claim.priority is Priority.HIGH else 0)
    found = len(claim.weights.supporting.independent)
    if not _needs_others(claim) or not 0 < found < needed:
        return
    only = ", ".join(facts.name(uid) for uid in claim.weights.supporting.independent)
    what = "1 independent origin" if found == 1 else f"{found} independent origins"
    yield Hit(f"rests on {what} ({only}), {needed} are asked for", f"factcheck evidence why {claim.number}", claim)


@on_claims(
    Rule(
        "FC104",
        "origin-unknown",
        Severity.WARNING,
        "Nobody said where any of the evidence that a status stands on comes from.",
        "Claim 12 is confirmed by one page, and who is behind that page is not known.",
        "The page names its agency, and 12.1 has it as its origin.",
    )
)
def origin_unknown(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """All items of the deciding stance are of unknown origin."""
    stance = {Status.CONFIRMED: Stance.SUPPORTS, Status.REFUTED: Stance.REFUTES}.get(claim.status)
    if stance is None:
        return
    weight = claim.weights.of(stance)
    if weight.unknown and not weight.origins:
        first = next(item.ref for item in claim.read(stance))
        yield Hit(
            f"is {claim.status} on evidence of unknown origin alone",
            f"factcheck evidence edit {first} --origin NAME",
            claim,
        )


@on_claims(
    Rule(
        "FC105",
        "refuting-unanswered",
        Severity.ERROR,
        "A claim is confirmed although an item that was read refutes it, and the reason does not say why that does not count.",
        "Claim 12 is confirmed: “The register says 2015.” Item 12.4, a contract of 2016, refutes it.",
        "“The register says 2015; the contract of 2016 (12.4) is of the subsidiary.”",
    )
)
def refuting_unanswered(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """A refuting item that the reason is silent about."""
    if claim.status is not Status.CONFIRMED:
        return
    for item in claim.read(Stance.REFUTES):
        if not is_mentioned(facts, claim, item):
            yield Hit(
                f"is confirmed, and the reason does not answer {item.ref}, which refutes it ({item.document.title})",
                f"factcheck status {claim.number} confirmed --because '…'",
                claim,
                item.ref,
            )


@on_claims(
    Rule(
        "FC106",
        "unread-leaned-on",
        Severity.WARNING,
        "The reason of a settled claim leans on an item that nobody read.",
        "Claim 12 is confirmed “by the register and the court's ruling”, and 12.2, the ruling, was not read.",
        "The ruling was read, or the reason does without it.",
    )
)
def unread_leaned_on(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """The reason names what is behind an unread item and behind no read one."""
    if not claim.settled:
        return
    read = [item for item in claim.items if item.read]
    for item in claim.items:
        if not item.read and _is_named(facts, claim, item, read):
            yield Hit(
                f"the reason leans on {item.ref}, which nobody read ({item.document.title})",
                f"factcheck evidence edit {item.ref} --read",
                claim,
                item.ref,
            )


def _is_named(facts: Facts, claim: ClaimFacts, item: ItemFacts, read: list[ItemFacts]) -> bool:
    """Whether the reason names an item by its reference, or by a name that no read item has."""
    if item.ref in claim.reason:
        return True
    names = {facts.name(uid) for uid in (item.document.publisher, item.origin) if uid}
    others = {facts.name(uid) for each in read for uid in (each.document.publisher, each.origin, *each.chain) if uid}
    parties = {facts.name(uid) for uid in claim.own}
    findings = " ".join(each.finding for each in read)
    return any(name in claim.reason and name not in findings for name in names - others - parties)


@on_claims(
    Rule(
        "FC107",
        "newer-evidence",
        Severity.WARNING,
        "Evidence came in after the claim was settled, and nobody looked at the status again.",
        "Claim 12 was confirmed on Monday; 12.3 was added on Tuesday.",
        "The status was set anew on Tuesday, and its reason weighs 12.3.",
    )
)
def newer_evidence(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Items that are younger than the status."""
    if not claim.settled or claim.status_at is None:
        return
    newer = [item.ref for item in claim.items if item.created_at > claim.status_at]
    if newer:
        are = "is" if len(newer) == 1 else "are"
        yield Hit(
            f"{', '.join(newer)} {are} newer than the status {claim.status}",
            f"factcheck status {claim.number} {claim.status} --because '…'",
            claim,
        )


@on_claims(
    Rule(
        "FC108",
        "retracted",
        Severity.ERROR,
        "A settled claim rests on a document that was retracted or is outdated.",
        "Claim 12 is confirmed by d5, which its journal withdrew.",
        "factcheck document retract d5 reopened claim 12, and it was settled again without d5.",
    )
)
def retracted(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Read items whose document no longer stands."""
    if not claim.settled:
        return
    for item in claim.read(Stance.SUPPORTS, Stance.REFUTES):
        if item.document.retracted:
            why = item.document.retracted
            what = f"is {why}" if why.startswith(OUTDATED) else f"was retracted: {why}"
            yield Hit(
                f"rests on d{item.document.number}, which {what}",
                f"factcheck document retract d{item.document.number} --because '…' reopens what rests on it",
                claim,
                item.ref,
            )


@on_claims(
    Rule(
        "FC109",
        "circular",
        Severity.ERROR,
        "An item of evidence rests on itself: A has it from B, and B from A.",
        "A page cites a newspaper for the date; the newspaper has it from that page.",
        "The item was dropped, or its origin corrected to whoever had the date first.",
    )
)
def circular(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Items whose way to the top leads back to them."""
    for item in claim.read():
        if item.circle:
            way = " <- ".join(facts.name(uid) for uid in item.circle)
            yield Hit(f"{item.ref} rests on itself: {way}", f"factcheck evidence why {claim.number}", claim, item.ref)


@on_claims(
    Rule(
        "FC110",
        "article-for-itself",
        Severity.NOTE,
        "A confirmed claim has fewer than two independent origins, and the article itself or the text it follows among its "
        "support: whoever counts items is misled.",
        "The article follows an agency's story, and the agency's story is evidence for it.",
        "The item is context, and what the agency saw is the evidence.",
        instead=("FC102",),
    )
)
def article_for_itself(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Supporting items whose top is the article's publisher or upstream, where few others support the claim."""
    if not _needs_others(claim) or len(claim.weights.supporting.independent) >= _ENOUGH:
        return
    there = {place.article for place in claim.places}
    parties = [
        uid for article in facts.articles if article.number in there for uid in (article.publisher, article.upstream)
    ]
    tops = {facts.top(uid) for uid in parties if uid}
    items = [item for item in claim.read(Stance.SUPPORTS) if item.origin and facts.top(item.origin) in tops]
    if items:
        refs = ", ".join(item.ref for item in items)
        name = facts.name(facts.top(items[0].origin or ""))
        yield Hit(
            f"{refs} {'goes' if len(items) == 1 else 'go'} back to {name}, whose text this is, and cannot support it",
            f"factcheck evidence edit {items[0].ref} --stance context --finding '…'",
            claim,
        )


def _needs_others(claim: ClaimFacts) -> bool:
    """Whether it takes others to confirm the claim, and it is confirmed; that somebody said so takes only them."""
    return claim.status is Status.CONFIRMED and claim.kind not in _SAID and not claim.said
