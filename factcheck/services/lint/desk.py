"""Rules on the desk's order: ticks that no longer hold, second checks, the right of reply, names that are secret."""

import re
from collections.abc import Iterator

from factcheck.core.heard import Contact, was_asked
from factcheck.core.text import Span
from factcheck.core.words import Level, Method
from factcheck.services.lint.facts import ClaimFacts, Facts
from factcheck.services.lint.rules import Hit, Rule, Severity, on_claims, on_desk


@on_claims(
    Rule(
        "FC401",
        "stale",
        Severity.ERROR,
        "What a settled status was given for has changed since.",
        "Claim 12 was confirmed, and its wording was changed afterwards.",
        "The status was set anew for the new wording.",
        instead=("FC107",),
    )
)
def stale(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Stale ticks."""
    if claim.stale:
        yield Hit(
            f"is {claim.status}, and what that was given for has changed since",
            f"factcheck history {claim.number}, then factcheck status {claim.number} {claim.status} --because '…'",
            claim,
        )


@on_claims(
    Rule(
        "FC402",
        "second-check-missing",
        Severity.ERROR,
        "The desk requires a second check, and a settled claim has none that is current.",
        "policy second-check is required, and nobody signed claim 12 off.",
        "factcheck signoff 12 --as BEN",
    )
)
def second_check_missing(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Settled claims without a current sign-off, where one is required."""
    if facts.policy.get("second-check") != "required" or not claim.settled or claim.second == "current":
        return
    what = "the sign-off no longer holds" if claim.second == "stale" else "nobody has signed it off"
    yield Hit(f"is {claim.status}, and {what}", f"factcheck signoff {claim.number} --as NAME", claim)


@on_claims(
    Rule(
        "FC403",
        "subject-not-asked",
        Severity.WARNING,
        "A claim that carries a legal risk, whose subject nobody asked.",
        "“The mayor took money” is marked as defamation, and nobody asked the mayor.",
        "factcheck ask 12 --person 'Ada Lune' --channel e-mail --question '…' --deadline 2026-12-03",
    )
)
def subject_not_asked(facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Risky claims without a question to whom they are about."""
    if not claim.risks or (claim.about is not None and _was_asked(facts, claim, claim.about)):
        return
    risks = ", ".join(claim.risks)
    if claim.about is None:
        message = f"carries a risk of {risks}, and nobody says whom it is about"
        yield Hit(message, f"factcheck claim edit {claim.number} --about NAME", claim)
        return
    ask = f"factcheck ask {claim.number} --person NAME --channel e-mail --question '…'"
    yield Hit(f"carries a risk of {risks}, and {facts.name(claim.about)} was not asked", ask, claim)


def _was_asked(facts: Facts, claim: ClaimFacts, about: str) -> bool:
    """Whether the subject was asked, by the rule that sign-offs go by (``services/replies.py``)."""
    contacts = [
        Contact(item.called, item.origin, item.document.publisher)
        for item in claim.items
        if item.method in (Method.CALLED, Method.E_MAILED)
    ]
    names = facts.sources[about].names
    return was_asked(about, names, asked=claim.asked, contacts=contacts, parent=facts.parent)


@on_desk(
    Rule(
        "FC404",
        "secret-named",
        Severity.ERROR,
        "A confidential source is named where others can read it: in an article, a wording, a reason or a finding.",
        "HERON is confidential, and a finding says “HERON showed us the letter”.",
        "The finding says “a person who works there showed us the letter”.",
    )
)
def secret_named(facts: Facts) -> Iterator[Hit]:
    """Code names, aliases and real names of confidential sources in prose, and such sources on the record."""
    for source in facts.sources.values():
        if not source.confidential:
            continue
        # Where the real name is not at hand the code name and the other names are looked for.
        names = [*source.names, *([facts.real_names[source.uid]] if source.uid in facts.real_names else [])]
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)
        for article in facts.articles:
            for match in pattern.finditer(article.text):
                where = (article, Span(*match.span()))
                said = f"the article names s{source.number}, who is confidential"
                yield Hit(said, f"factcheck mark {article.number}, then factcheck query", where=where)
        for claim in facts.claims:
            yield from _named_in(claim, source.number, pattern)
            if any(place.speaker == source.uid and place.level is Level.ON_RECORD for place in claim.places):
                yield Hit(
                    f"s{source.number} is confidential and speaks here on the record",
                    f"factcheck claim edit {claim.number} --level background",
                    claim,
                )


def _named_in(claim: ClaimFacts, number: int, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Where a claim's own words name the source; the message does not say the name again."""
    edit = f"factcheck claim edit {claim.number} --wording '…'"
    if pattern.search(claim.wording):
        yield Hit(f"the wording names s{number}, who is confidential", edit, claim)
    if pattern.search(claim.reason):
        settle = f"factcheck status {claim.number} {claim.status} --because '…'"
        yield Hit(f"the reason names s{number}, who is confidential", settle, claim)
    if any(pattern.search(note) for note in claim.notes):
        yield Hit(f"a note for readers names s{number}, who is confidential", "factcheck redact -h", claim)
    for item in claim.items:
        if pattern.search(item.finding):
            change = f"factcheck evidence edit {item.ref} --finding '…'"
            yield Hit(f"the finding of {item.ref} names s{number}, who is confidential", change, claim, item.ref)
