"""Where an article's check stands, as people read it on a terminal."""

import textwrap
from collections import Counter
from typing import Any

from factcheck.cli.output import Line, Painted, plural, width
from factcheck.cli.running import today
from factcheck.core.waiting import waiting_text
from factcheck.services.standing import Standing

_BAR = 40
_CODES = {"opinion": "opinion", "prediction": "prediction"}


def standing_data(standing: Standing) -> dict[str, Any]:
    """The standing as JSON data: counts, and lists of claim numbers."""
    article, summary = standing.article, standing.summary
    return {
        "article": article.ref,
        "title": standing.title,
        "version": article.version,
        "words": article.words,
        "marked": round(article.marked_share * 100),
        "claims": summary.total,
        "clear": summary.clear,
        "groups": {group.key: [claim.number for claim in group.claims] for group in summary.groups},
        "codes": _codes(standing),
        "failing": standing.failing,
        "stated_flatly": standing.flat,
        "open": sorted(claim.number for claim in summary.still_open),
        "not_independent": list(summary.how_far.not_independent),
        "hidden": sorted(standing.hidden),
        "open_queries": sorted(change.claim.number for change in summary.changes if change.query),
        "second_checked": summary.how_far.second_checked,
        "waiting": [{"number": each.number, "whom": each.whom, "until": each.until} for each in standing.waits],
    }


def standing_lines(standing: Standing) -> list[Line]:
    """The standing in a dozen lines: the sentence, a bar a status with its numbers, what to do next."""
    article, total = standing.article, standing.summary.total
    head = f"{standing.title} · v{article.version} · {plural(article.words, 'word')}, {article.marked_share:.0%} marked"
    lines: list[Line] = [f"{head} · {plural(total, 'claim')}", _verdict(standing)]
    if not total:
        return [*lines, "Next: factcheck claim add 'WORDING' --quote 'WORDS…OF THE ARTICLE'"]
    for group in ("refuted", "mixed", "disputed", "stale"):
        if numbers := standing.numbers(group):
            lines += _bar_and_numbers(group, numbers, total)
    lacking = len(standing.summary.how_far.not_independent)
    remark = f"{lacking} not independent" if lacking else ""
    lines.append(_bar("confirmed", "confirmed", len(standing.numbers("confirmed")), total, remark))
    lines.append(_bar("open", "unverified", len(standing.numbers("open")), total, _open(standing)))
    lines += [f"{'':<18}{each.number} {waiting_text(each.whom, each.until, today())}" for each in standing.waits]
    codes = ", ".join(plural(count, _CODES.get(code, code)) for code, count in _codes(standing).items())
    lines.append(_bar("not checkable", "unverifiable", len(standing.numbers("unverifiable")), total, codes))
    return [*lines, "Next: " + _next(standing)]


def _verdict(standing: Standing) -> str:
    total, failing = standing.summary.total, len(standing.failing)
    if not total:
        return "NOT STARTED: no claims yet"
    parts = [f"{failing} {'does' if failing == 1 else 'do'} not hold as written"]
    parts.append(f"{len(standing.numbers('open'))} open")
    if stale := standing.numbers("stale"):
        parts.append(f"{len(stale)} stale")
    parts.append(f"{standing.summary.how_far.second_checked} of {total} second-checked")
    return f"{'CLEAR' if standing.summary.clear else 'NOT CLEAR'}: {', '.join(parts)}"


def _bar(name: str, word: str, count: int, total: int, remark: str) -> Line:
    """A line with a bar; above forty claims in it, it is drawn to scale, and any count above none shows."""
    length = count if total <= 2 * _BAR and count <= _BAR else max(1, round(_BAR * count / total)) if count else 0
    gap = " " * (_BAR - length + 2)
    return [f"{name:<13}{count:>3}  ", Painted("#" * length, word), (gap + remark).rstrip() if remark else ""]


def _bar_and_numbers(name: str, numbers: list[int], total: int) -> list[Line]:
    room = max(20, width() - 60)
    first, *rest = textwrap.wrap(_joined(numbers), room)
    return [_bar(name, name, len(numbers), total, first), *(" " * 60 + line for line in rest)]


def _joined(numbers: list[int]) -> str:
    return " ".join(map(str, numbers))


def _open(standing: Standing) -> str:
    """The open claims by their status."""
    claims = (claim for claim in standing.article.claims if not claim.stale and claim.number not in standing.hidden)
    found = {claim.number: claim.status for claim in claims}
    parts = [f"hidden until you have checked them {len(standing.hidden)}"] if standing.hidden else []
    for status, words in (("in-review", "in review"), ("unverified", "unverified")):
        numbers = sorted(number for number, each in found.items() if each == status)
        parts += [f"{words} {_joined(numbers)}"] if numbers else []
    return " · ".join(parts)


def _codes(standing: Standing) -> dict[str, int]:
    """How many claims are not checkable, and why."""
    group = set(standing.numbers("unverifiable"))
    return dict(sorted(Counter(claim.code for claim in standing.article.claims if claim.number in group).items()))


def _next(standing: Standing) -> str:
    if standing.numbers("stale"):
        return f"factcheck claim show {','.join(map(str, standing.numbers('stale')))}"
    if standing.numbers("open"):
        return "factcheck claim list --status unverified,in-review"
    if standing.summary.changes:
        return "factcheck query list --outcome open"
    return "factcheck report"
