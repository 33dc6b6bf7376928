"""What an article's claims come to: groups, the plain sentence, what to change, what is open, how far the desk went."""

from dataclasses import dataclass

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.views import ClaimView, QueryView
from factcheck.report.wording import GROUP_WORDS, counted, read_in_part

FAILING = ("refuted", "mixed", "disputed")
"""The groups whose claims do not hold as written."""

_PRIORITIES = ("high", "medium", "", "low")
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
    priority = _PRIORITIES.index(claim.priority) if claim.priority in _PRIORITIES else len(_PRIORITIES)
    return priority, list(GROUP_WORDS).index(group_of(claim)), claim.number


def _group_claims(claims: tuple[ClaimView, ...]) -> tuple[Group, ...]:
    """The claims by group, with their parts of the bar; a part is never too thin to see."""
    sorted_out: dict[str, list[ClaimView]] = {key: [] for key in GROUP_WORDS}
    for claim in sorted(claims, key=lambda claim: claim.number):
        sorted_out[group_of(claim)].append(claim)
    filled = {key: members for key, members in sorted_out.items() if members}
    spare = _BAR_WIDTH - _BAR_LEAST * len(filled)
    groups, at, seen = [], 0, 0
    for index, (key, members) in enumerate(filled.items(), 1):
        seen += len(members)
        end = _BAR_LEAST * index + spare * seen // len(claims)
        groups.append(Group(key, GROUP_WORDS[key], tuple(members), at, end - at))
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


def _detail(counts: dict[str, int], total: int, flat: int, failing: int) -> str:
    """The counts as plain sentences: how many hold, how many do not, and how many nobody can say."""
    confirmed = counts.get("confirmed", 0)
    parts = f"{confirmed:,} {'is' if confirmed == 1 else 'are'} confirmed"
    if failing:
        parts += f" and {failing:,} {'does' if failing == 1 else 'do'} not hold as written"
        if flat and failing == 1:
            parts += ", though stated flatly"
        elif flat:
            whole = "all" if flat == failing else f"{flat:,}"
            parts += f"; {whole} of the {failing:,} {'is' if flat == 1 else 'are'} stated flatly"
    rest = [
        f"{counts[key]:,} {words[counts[key] != 1]}"
        for key, words in (
            ("stale", ("has changed since it was decided", "have changed since they were decided")),
            ("open", ("is still open", "are still open")),
            ("unverifiable", ("cannot be checked", "cannot be checked")),
        )
        if counts.get(key)
    ]
    second = f" {', '.join(rest[:-1])}{' and ' if rest[1:] else ''}{rest[-1]}." if rest else ""
    return f"Of {counted(total, 'claim')}, {parts}.{second}"


def summarise(article: ArticleView, report: ReportView) -> Summary:
    """Work out the first screen of ``article`` under the policy ``report`` carries."""
    claims = tuple(sorted(article.claims, key=lambda claim: claim.number))
    groups = _group_claims(claims)
    counts = {group.key: len(group.claims) for group in groups}
    failing = [claim for claim in claims if group_of(claim) in FAILING]
    asked, answered = [], []
    for claim in sorted(claims, key=_urgency):
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
    headline = "Clear to print, as far as this report goes." if clear else "Not clear to print."
    flat = sum(is_flat(claim) for claim in failing)
    return Summary(
        headline=headline if claims else "Nothing to say yet.",
        detail=_detail(counts, len(claims), flat, len(failing)) if claims else "No claim has been entered.",
        clear=clear,
        groups=groups,
        total=len(claims),
        changes=tuple(asked),
        answered=tuple(answered),
        still_open=tuple(claim for claim in sorted(claims, key=_urgency) if group_of(claim) in ("open", "stale")),
        how_far=how_far,
    )
