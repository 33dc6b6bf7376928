"""What an article's claims come to: groups, the plain sentence, what to change, what is open, how far the desk went."""

from dataclasses import dataclass

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.language import NN_, Language
from factcheck.report.views import ClaimView, QueryView
from factcheck.report.wording import GROUPS, Words, get_words, read_in_part

FAILING = ("refuted", "mixed", "disputed")
"""The groups whose claims do not hold as written."""

RANKS = {key: rank for rank, key in enumerate(GROUPS)}
"""How bad each group is, the worst first."""

_PRIORITIES = {key: rank for rank, key in enumerate(("high", "medium", "", "low"))}
_BAR_WIDTH = 1000
_BAR_LEAST = 6


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one status.

    Attributes:
        key: "refuted", "mixed", "disputed", "stale", "open", "confirmed" or "unverifiable".
        word: What it is called on the page.
        claims: Its claims by number.
        bar_start: Where its part of the bar begins, in thousandths of the bar.
        bar_width: How wide that part is, in thousandths.
    """

    key: str
    word: str
    claims: tuple[ClaimView, ...]
    bar_start: int
    bar_width: int


@dataclass(frozen=True, slots=True)
class Change:
    """A claim about which something is to be asked of the writer.

    Attributes:
        claim: The claim.
        group: The key of its group.
        query: The newest query, or None while nothing is asked.
    """

    claim: ClaimView
    group: str
    query: QueryView | None


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the checking went, in counts; numbers are claim numbers in order.

    Attributes:
        items: Items of evidence.
        read: Items that were read, wholly or in part.
        in_part: Items read in part, by the desk's own note.
        unread: Items that were not read.
        addresses: Different addresses, files and calls behind the items.
        inferred: Items whose origin is inferred, not stated.
        unknown_origin: Items read whose origin is not established.
        copies: Items read only as a copy.
        retracted: References of items whose document was withdrawn.
        without_evidence: Claims with no item that was read.
        not_independent: Confirmed claims that no independent origin supports.
        below_policy: Confirmed claims with fewer independent origins than the desk's policy asks.
        second_checked: Claims with a second check that still matches.
    """

    items: int
    read: int
    in_part: int
    unread: int
    addresses: int
    inferred: int
    unknown_origin: int
    copies: int
    retracted: tuple[str, ...]
    without_evidence: tuple[int, ...]
    not_independent: tuple[int, ...]
    below_policy: tuple[int, ...]
    second_checked: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the first screen says about an article.

    Attributes:
        headline: "Not clear to print." or what else holds.
        detail: The counts as one or two plain sentences.
        clear: Whether nothing stands in the way by the desk's own rules.
        groups: The groups that have a claim, worst first.
        total: The number of claims.
        changes: What to change before printing: what does not hold or is asked, unanswered; high priority first.
        answered: What does not hold, and the writer has answered.
        still_open: Claims not decided, or decided on something that has changed; high priority first.
        how_far: How far the checking went.
    """

    headline: str
    detail: str
    clear: bool
    groups: tuple[Group, ...]
    total: int
    changes: tuple[Change, ...]
    answered: tuple[Change, ...]
    still_open: tuple[ClaimView, ...]
    how_far: HowFar


def group_of(claim: ClaimView) -> str:
    """The key of the group ``claim`` belongs to; a stale one is never in the group of its status."""
    if claim.stale:
        return "stale"
    return "open" if claim.status in ("unverified", "in-review") else claim.status


def is_flat(claim: ClaimView) -> bool:
    """Whether the article states the claim somewhere in its own voice and without a hedge."""
    return any(place.says.kind == "unattributed" and not place.says.hedged for place in claim.places)


def independent_support(claim: ClaimView) -> int:
    """How many independent origins support ``claim``."""
    return sum(weight.independent for weight in claim.weights if weight.stance == "supports")


def _urgency(claim: ClaimView) -> tuple[int, int, int]:
    return _PRIORITIES.get(claim.priority, len(_PRIORITIES)), RANKS[group_of(claim)], claim.number


def _group_claims(claims: tuple[ClaimView, ...], words: Words) -> tuple[Group, ...]:
    """The claims by group, with their parts of the bar; a part is never too thin to see."""
    sorted_out: dict[str, list[ClaimView]] = {key: [] for key in GROUPS}
    for claim in sorted(claims, key=lambda claim: claim.number):
        sorted_out[group_of(claim)].append(claim)
    filled = {key: members for key, members in sorted_out.items() if members}
    spare = _BAR_WIDTH - _BAR_LEAST * len(filled)
    groups, at, seen = [], 0, 0
    for index, (key, members) in enumerate(filled.items(), 1):
        seen += len(members)
        end = _BAR_LEAST * index + spare * seen // len(claims)
        groups.append(Group(key, words.group(key, len(members)), tuple(members), at, end - at))
        at = end
    return tuple(groups)


def _measure(claims: tuple[ClaimView, ...], independent_required: int) -> HowFar:
    items = [item for claim in claims for item in claim.evidence]
    read = [item for item in items if item.read]
    confirmed = [claim for claim in claims if group_of(claim) == "confirmed"]
    return HowFar(
        items=len(items),
        read=len(read),
        in_part=sum(read_in_part(item) for item in items),
        unread=len(items) - len(read),
        addresses=len({item.url or item.file_name or item.called for item in items} - {""}),
        inferred=sum(item.origin_basis == "inferred" for item in items),
        unknown_origin=sum(item.origin is None for item in read),
        copies=sum(item.quality == "copy" for item in read),
        retracted=tuple(item.ref for item in items if item.retracted),
        without_evidence=tuple(claim.number for claim in claims if not any(item.read for item in claim.evidence)),
        not_independent=tuple(claim.number for claim in confirmed if not independent_support(claim)),
        below_policy=tuple(claim.number for claim in confirmed if independent_support(claim) < independent_required),
        second_checked=sum(any(not signoff.stale for signoff in claim.signoffs) for claim in claims),
    )


def _headline(language: Language, total: int, *, clear: bool) -> str:
    if not total:
        return language.gettext("Nothing to say yet.")
    if clear:
        return language.gettext("Clear to print, as far as this report goes.")
    return language.gettext("Not clear to print.")


def _detail(language: Language, counts: dict[str, int], total: int, flat: int) -> str:
    """The counts as plain sentences: how many hold, how many do not, and how many nobody can say."""
    if not total:
        return language.gettext("No claim has been entered.")
    confirmed = counts.get("confirmed", 0)
    clauses = language.ngettext("%(num)s is confirmed", "%(num)s are confirmed", confirmed)
    failing = sum(counts.get(group, 0) for group in FAILING)
    if failing:
        clauses = language.gettext("%(one)s and %(two)s", one=clauses, two=_failing(language, failing, flat))
    first = language.ngettext(
        "Of %(num)s claim, %(clauses)s.", "Of %(num)s claims, %(clauses)s.", total, clauses=clauses
    )
    rest = [
        language.ngettext(one, many, counts[key])
        for key, (one, many) in (
            (
                "stale",
                NN_("%(num)s has changed since it was decided", "%(num)s have changed since they were decided"),
            ),
            ("open", NN_("%(num)s is still open", "%(num)s are still open")),
            ("unverifiable", NN_("%(num)s cannot be checked", "%(num)s cannot be checked")),
        )
        if counts.get(key)
    ]
    if not rest:
        return first
    last = language.gettext("%(one)s and %(two)s", one=language.row(rest[:-1]), two=rest[-1]) if rest[1:] else rest[0]
    return language.gettext("%(first_sentence)s %(second_clauses)s.", first_sentence=first, second_clauses=last)


def _failing(language: Language, failing: int, flat: int) -> str:
    """How many claims do not hold, and how many of them the article states flatly."""
    if flat and failing == 1:
        return language.gettext("1 does not hold as written, though stated flatly")
    clause = language.ngettext("%(num)s does not hold as written", "%(num)s do not hold as written", failing)
    if not flat:
        return clause
    if flat == failing:
        stated = language.ngettext("all of the %(num)s is stated flatly", "all of the %(num)s are stated flatly", flat)
    else:
        stated = language.ngettext(
            "%(num)s of the %(total)s is stated flatly",
            "%(num)s of the %(total)s are stated flatly",
            flat,
            total=failing,
        )
    return language.gettext("%(one)s; %(two)s", one=clause, two=stated)


def summarise(article: ArticleView, report: ReportView) -> Summary:
    """Work out the first screen of ``article`` under the policy ``report`` carries."""
    claims = tuple(sorted(article.claims, key=lambda claim: claim.number))
    words = get_words(report.language)
    groups = _group_claims(claims, words)
    counts = {group.key: len(group.claims) for group in groups}
    failing = [claim for claim in claims if group_of(claim) in FAILING]
    asked, answered = [], []
    urgent = sorted(claims, key=_urgency)
    for claim in urgent:
        query = claim.queries[-1] if claim.queries else None
        change = Change(claim, group_of(claim), query)
        if query and query.outcome != "open":
            answered.append(change)
        elif query or change.group in FAILING:
            asked.append(change)
    how_far = _measure(claims, report.independent_required)
    unchecked = report.second_check_required and how_far.second_checked < len(claims)
    clear = bool(claims) and not (
        asked or counts.get("open") or counts.get("stale") or how_far.below_policy or unchecked
    )
    flat = sum(is_flat(claim) for claim in failing)
    return Summary(
        headline=_headline(words.language, len(claims), clear=clear),
        detail=_detail(words.language, counts, len(claims), flat),
        clear=clear,
        groups=groups,
        total=len(claims),
        changes=tuple(asked),
        answered=tuple(answered),
        still_open=tuple(claim for claim in urgent if group_of(claim) in ("open", "stale")),
        how_far=how_far,
    )
