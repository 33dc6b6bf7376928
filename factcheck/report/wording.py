"""What the reader of a report sees for each of the desk's fixed words, and how numbers and dates are written."""

import re
from collections.abc import Sequence
from datetime import datetime

from factcheck.report.views import ClaimView, EvidenceView, RelationView, SaysView

GROUP_WORDS = {
    "refuted": "refuted",
    "mixed": "mixed",
    "disputed": "disputed",
    "stale": "stale",
    "open": "open",
    "confirmed": "confirmed",
    "unverifiable": "not checkable",
}
"""The groups a report sorts claims into, worst first, and what each is called."""

GROUP_MEANINGS = {
    "refuted": "The evidence shows it wrong.",
    "mixed": "Part right, part wrong; the reason says which part.",
    "disputed": "Credible sources disagree and nothing settles it.",
    "stale": "Decided once, but something it was decided on has changed since. It counts as nothing until looked at again.",
    "open": "Not decided yet.",
    "confirmed": "The evidence bears it out.",
    "unverifiable": "Beyond any public source: a judgement, a forecast, or something nobody shows.",
}

CODE_WORDS = {
    "opinion": "not a matter of fact",
    "prediction": "a prediction",
    "no-public-source": "no public source",
    "source-declined": "the source declined",
    "out-of-scope": "out of scope",
}

STANCE_WORDS = {"supports": "for", "refutes": "against", "context": "context"}

QUALITY_WORDS = {
    "primary": "primary",
    "self-reported": "self-reported",
    "secondary": "secondary",
    "copy": "a copy",
}

METHOD_WORDS = {"called": "by telephone", "e-mailed": "by e-mail", "saw": "seen in person", "recomputed": "recomputed"}

OUTCOME_WORDS = {
    "open": "open",
    "changed": "changed",
    "stet": "let stand",
    "on-author": "stands on the author's word",
    "cut": "cut",
}

SOURCE_KIND_WORDS = {"anonymous-group": "anonymous group"}

TITLE_BASIS_WORDS = {
    "from-address": "title taken from the address",
    "described": "title described, not shown",
    "recalled": "title recalled, not checked",
}

_RELATION_WORDS = {
    ("duplicate-of", False): "the same as",
    ("duplicate-of", True): "the same as",
    ("part-of", False): "part of",
    ("part-of", True): "has the part",
    ("says", False): "whether what was said is so:",
    ("says", True): "that it was said:",
    ("depends-on", False): "depends on",
    ("depends-on", True): "needed by",
    ("related", False): "",
    ("related", True): "",
    ("contradicts", False): "contradicts",
    ("contradicts", True): "contradicted by",
}

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_WHOLE = re.compile(r"\s*(whole|all|full|complete|entire)\b", re.IGNORECASE)
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_said_claim(claim: ClaimView) -> bool:
    """Whether the claim is only that something was said: an attribution claim, or one with a ``says`` relation."""
    says = any(relation.kind == "says" and not relation.inverse for relation in claim.relations)
    return claim.kind == "attribution-claim" or says


def status_word(claim: ClaimView) -> str:
    """The status of ``claim`` as the reader sees it; never a bare word where that would say more than was checked."""
    if claim.status == "confirmed" and is_said_claim(claim):
        return "confirmed: it was said"
    if claim.status == "unverifiable":
        return CODE_WORDS.get(claim.code, "not checkable")
    return claim.status.replace("-", " ")


def voice(says: SaysView) -> str:
    """Who says it, where no speaker is named: the article's own voice, or somebody the article does not name."""
    return {"unattributed": "the article's own voice", "anonymous": "somebody the article does not name"}.get(
        says.kind, "a speaker not entered"
    )


def relation_words(relation: RelationView) -> str:
    """What to print before the number of a related claim."""
    return _RELATION_WORDS.get((relation.kind, relation.inverse), relation.kind)


def read_in_part(item: EvidenceView) -> bool:
    """Whether an item was read, but by its own note not to the end ("whole file" was; "first 80 lines" was not)."""
    return item.read and bool(item.extent) and not _WHOLE.match(item.extent)


def counted(number: int, one: str, many: str = "") -> str:
    """``number`` with its noun: "1 item", "2 items", "2,000 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def day(value: str | datetime) -> str:
    """A date as prose: "28 January 2025", "January 2025", "2025"; text that is no date comes back as it is."""
    text = value.date().isoformat() if isinstance(value, datetime) else value
    match = _PARTIAL_DATE.fullmatch(text[:10])
    if not match or (match[2] and not 1 <= int(match[2]) <= len(_MONTHS)):
        return text
    return " ".join(
        part
        for part in (str(int(match[3])) if match[3] else "", _MONTHS[int(match[2]) - 1] if match[2] else "", match[1])
        if part
    )


def moment(value: datetime) -> str:
    """An instant as prose, with its zone: "28 January 2025, 14:05 UTC"."""
    return f"{day(value)}, {value:%H:%M} {value.tzname() or 'UTC'}"
