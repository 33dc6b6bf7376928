"""What the reader of a report sees for each of the desk's fixed words, in the report's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.report.differences import say_difference
from factcheck.report.language import N_, NN_, P_, Language, get_language
from factcheck.report.views import ClaimView, DissentView, EvidenceView, RelationView, SaysView

GROUPS = {
    "refuted": NN_("refuted", "refuted"),
    "mixed": NN_("mixed", "mixed"),
    "disputed": NN_("disputed", "disputed"),
    "stale": NN_("stale", "stale"),
    "open": NN_("open", "open"),
    "confirmed": NN_("confirmed", "confirmed"),
    "unverifiable": NN_("not checkable", "not checkable"),
}
"""The groups a report sorts claims into, worst first, and what one claim and several claims of each are called."""

MEANINGS = {
    "refuted": N_("The evidence shows it wrong."),
    "mixed": N_("Part right, part wrong; the reason says which part."),
    "disputed": N_("Credible sources disagree and nothing settles it."),
    "stale": N_(
        "Decided once, but something it was decided on has changed since. It counts as nothing until looked at again."
    ),
    "open": N_("Not decided yet."),
    "confirmed": N_("The evidence bears it out."),
    "unverifiable": N_("Beyond any public source: a judgement, a forecast, or something nobody shows."),
}

STATUSES = {
    "unverified": N_("unverified"),
    "in-review": N_("in review"),
    "confirmed": N_("confirmed"),
    "disputed": N_("disputed"),
    "refuted": N_("refuted"),
    "mixed": N_("mixed"),
    "unverifiable": N_("not checkable"),
}

CODES = {
    "opinion": N_("not a matter of fact"),
    "prediction": N_("a prediction"),
    "no-public-source": N_("no public source"),
    "source-declined": N_("the source declined"),
    "out-of-scope": N_("out of scope"),
}

STANCES = {
    "supports": P_("evidence", "for"),
    "refutes": P_("evidence", "against"),
    "context": P_("evidence", "context"),
}

QUALITIES = {
    "primary": P_("evidence", "primary"),
    "self-reported": P_("evidence", "self-reported"),
    "secondary": P_("evidence", "secondary"),
    "copy": P_("evidence", "a copy"),
}

METHODS = {
    "read": P_("evidence", "read"),
    "called": P_("evidence", "by telephone"),
    "e-mailed": P_("evidence", "by e-mail"),
    "saw": P_("evidence", "seen in person"),
    "recomputed": P_("evidence", "recomputed"),
}

OUTCOMES = {
    "open": P_("query", "open"),
    "changed": P_("query", "changed"),
    "stet": P_("query", "let stand"),
    "on-author": P_("query", "stands on the author's word"),
    "cut": P_("query", "cut"),
}

SOURCE_KINDS = {
    "person": P_("source", "person"),
    "organisation": P_("source", "organisation"),
    "publication": P_("source", "publication"),
    "dataset": P_("source", "dataset"),
    "anonymous-group": P_("source", "anonymous group"),
}

TITLE_BASES = {
    "from-address": N_("title taken from the address"),
    "described": N_("title described, not shown"),
    "recalled": N_("title recalled, not checked"),
}

KINDS = {
    "statistic": P_("claim", "statistic"),
    "quote": P_("claim", "quote"),
    "event": P_("claim", "event"),
    "comparison": P_("claim", "comparison"),
    "causal": P_("claim", "causal"),
    "attribution-claim": P_("claim", "attribution claim"),
    "identity": P_("claim", "identity"),
    "superlative": P_("claim", "superlative"),
    "prediction": P_("claim", "prediction"),
    "opinion": P_("claim", "opinion"),
}

PRIORITIES = {"high": N_("high priority"), "medium": N_("medium priority"), "low": N_("low priority")}

RISKS = {"defamation": P_("risk", "defamation"), "privacy": P_("risk", "privacy")}

AUDIENCES = {
    "editor": N_("For the desk, not for publication"),
    "lawyer": N_("For the lawyer, not for publication"),
    "public": N_("For publication"),
}
"""For whom a page is: at its head, and on every page of paper."""

ASKED = {
    "no-subject": P_("subject asked", "nobody has said whom it is about"),
    "not-asked": P_("subject asked", "not asked"),
    "waiting": P_("subject asked", "asked, no answer yet"),
    "no-answer": P_("subject asked", "asked, and gave no answer"),
    "answered": P_("subject asked", "asked, and answered"),
}

LEVELS = {
    "on-record": P_("speaker", "on record"),
    "background": P_("speaker", "background"),
    "off-record": P_("speaker", "off record"),
}

ATTRIBUTIONS = {
    "first-hand": P_("speaker", "first hand"),
    "second-hand": P_("speaker", "second hand"),
    "anonymous": P_("speaker", "anonymous"),
    "unattributed": P_("speaker", "unattributed"),
}

VOICES = {
    "unattributed": N_("the article's own voice"),
    "anonymous": N_("somebody the article does not name"),
}

CORRECTIONS = {
    "error": P_("notice", "Correction"),
    "clarification": P_("notice", "Clarification"),
    "update": P_("notice", "Update"),
}

RELATIONS = {
    ("duplicate-of", False): P_("before a number", "the same as"),
    ("duplicate-of", True): P_("before a number", "the same as"),
    ("part-of", False): P_("before a number", "part of"),
    ("part-of", True): P_("before a number", "has the part"),
    ("says", False): P_("before a number", "whether what was said is so:"),
    ("says", True): P_("before a number", "that it was said:"),
    ("depends-on", False): P_("before a number", "depends on"),
    ("depends-on", True): P_("before a number", "needed by"),
    ("related", False): "",
    ("related", True): "",
    ("contradicts", False): P_("before a number", "contradicts"),
    ("contradicts", True): P_("before a number", "contradicted by"),
}

_WHOLE = re.compile(r"\s*(whole|all|full|complete|entire)\b", re.IGNORECASE)
_PLACE = re.compile(r"p(\d+) sentence (\d+)")


@dataclass(frozen=True, slots=True)
class Words:
    """The desk's fixed words in one language. A word the desk does not know comes back as it is.

    Attributes:
        language: The language.
    """

    language: Language

    def _say(self, table: Mapping[str, str], word: str, context: str = "") -> str:
        message = table.get(word)
        if message is None:
            return word
        return self.language.pgettext(context, message) if context else self.language.gettext(message)

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the groups, worst first."""
        return tuple(GROUPS)

    def group(self, key: str, count: int = 1) -> str:
        """What ``count`` claims of a group are called: "refuted", "not checkable"."""
        return self.language.ngettext(*GROUPS[key], count) if key in GROUPS else key

    def meaning(self, key: str) -> str:
        """What a group means, a sentence."""
        return self._say(MEANINGS, key)

    def status(self, claim: ClaimView) -> str:
        """The status of ``claim`` as the reader sees it; never a bare word where that would say more than was checked."""
        if claim.status == "confirmed" and is_said_claim(claim):
            return self.language.gettext("confirmed: it was said")
        if claim.status == "unverifiable" and claim.code in CODES:
            return self.code(claim.code)
        return self.bare_status(claim.status)

    def dissent(self, dissent: DissentView) -> str:
        """The status somebody else would give: "mixed", "not a matter of fact"."""
        known = dissent.status == "unverifiable" and dissent.code in CODES
        return self.code(dissent.code) if known else self.bare_status(dissent.status)

    def bare_status(self, word: str) -> str:
        """A status without its claim, as a chart names it: "in review"."""
        return self._say(STATUSES, word)

    def code(self, word: str) -> str:
        """Why a claim is unverifiable: "not a matter of fact"."""
        return self._say(CODES, word)

    def kind(self, word: str) -> str:
        """The kind of a claim: "attribution claim"."""
        return self._say(KINDS, word, "claim")

    def priority(self, word: str) -> str:
        """The priority of a claim: "high priority"."""
        return self._say(PRIORITIES, word)

    def risk(self, word: str) -> str:
        """What may go wrong in law: "defamation"."""
        return self._say(RISKS, word, "risk")

    def audience(self, word: str) -> str:
        """For whom a page is: "For publication"."""
        return self._say(AUDIENCES, word)

    def asked(self, word: str) -> str:
        """Whether the subject of a claim was asked: "asked, and answered"."""
        return self._say(ASKED, word, "subject asked")

    def stance(self, word: str) -> str:
        """How evidence bears on a claim: "for", "against", "context"."""
        return self._say(STANCES, word, "evidence")

    def quality(self, word: str) -> str:
        """How near a document is to what it reports: "primary"."""
        return self._say(QUALITIES, word, "evidence")

    def method(self, word: str) -> str:
        """How the desk looked at an item: "by telephone"."""
        return self._say(METHODS, word, "evidence")

    def title_basis(self, word: str) -> str:
        """How the desk knows a title, or empty where the document shows it."""
        return self._say(TITLE_BASES, word) if word in TITLE_BASES else ""

    def outcome(self, word: str) -> str:
        """What became of a query: "let stand"."""
        return self._say(OUTCOMES, word, "query")

    def source_kind(self, word: str) -> str:
        """What a source is: "anonymous group"."""
        return self._say(SOURCE_KINDS, word, "source")

    def attribution(self, word: str) -> str:
        """How near a speaker is to what it says: "second hand"."""
        return self._say(ATTRIBUTIONS, word, "speaker")

    def level(self, word: str) -> str:
        """On what terms a speaker spoke: "off record"."""
        return self._say(LEVELS, word, "speaker")

    def voice(self, says: SaysView) -> str:
        """Who says it, where no speaker is named: the article's own voice, or somebody the article does not name."""
        return self.language.gettext(VOICES.get(says.kind) or N_("a speaker not entered"))

    def relation(self, relation: RelationView) -> str:
        """What to print before the number of a related claim; empty where the number says enough."""
        message = RELATIONS.get((relation.kind, relation.inverse))
        if not message:
            return relation.kind if message is None else ""
        return self.language.pgettext("before a number", message)

    def correction(self, word: str) -> str:
        """What a notice to readers is called: "Correction"."""
        return self._say(CORRECTIONS, word, "notice")

    def difference(self, text: str) -> str:
        """How far a figure claimed is from the one found: "1.0 percentage points above what was found"."""
        return say_difference(text, self.language)

    def location(self, text: str) -> str:
        """Where a quote stands: "p5 sentence 3"."""
        match = _PLACE.fullmatch(text)
        if not match:
            return text
        return self.language.gettext("p%(paragraph)s sentence %(sentence)s", paragraph=match[1], sentence=match[2])


def is_said_claim(claim: ClaimView) -> bool:
    """Whether the claim is only that something was said: an attribution claim, or one with a ``says`` relation."""
    says = any(relation.kind == "says" and not relation.inverse for relation in claim.relations)
    return claim.kind == "attribution-claim" or says


def read_in_part(item: EvidenceView) -> bool:
    """Whether an item was read, but by its own note not to the end ("whole file" was; "first 80 lines" was not)."""
    return item.read and bool(item.extent) and not _WHOLE.match(item.extent)


def capital(text: str) -> str:
    """``text`` with its first letter a capital and nothing else changed: a German noun keeps its own."""
    return text[:1].upper() + text[1:]


def get_words(tag: str) -> Words:
    """The words of the language with a BCP 47 tag.

    Raises:
        BadInputError: The report has no catalogue for it.
    """
    return Words(get_language(tag))
