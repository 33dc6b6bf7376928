"""Where an article's check stands, as people read it on a terminal."""

import textwrap
from typing import Any

from factcheck.cli.output import Line, Painted, plural, width
from factcheck.core.words import Status, UnverifiableCode
from factcheck.services.standing import Standing

_ORDER = (Status.REFUTED, Status.MIXED, Status.DISPUTED, Status.CONFIRMED)
_BAR = 40


def standing_data(standing: Standing) -> dict[str, Any]:
    """The standing as JSON data: lists of claim numbers."""
    return {
        "article": f"a{standing.article.number}",
        "title": standing.title,
        "version": standing.version,
        "words": standing.words,
        "marked": round(standing.marked * 100),
        "claims": standing.total,
        "clear": standing.clear,
        "by_status": {status.value: standing.by_status.get(status, []) for status in Status},
        "by_code": {code.value: standing.by_code[code] for code in UnverifiableCode if code in standing.by_code},
        "failing": standing.failing,
        "stated_flatly": standing.flat,
        "open": standing.unsettled,
        "stale": standing.stale,
        "not_independent": standing.not_independent,
        "open_queries": standing.open_queries,
        "second_checked": standing.second_checked,
    }


def standing_lines(standing: Standing) -> list[Line]:
    """The standing in a dozen lines: the sentence, a bar a status with its numbers, what to do next."""
    head = f"{standing.title} · v{standing.version} · {plural(standing.words, 'word')}, {standing.marked:.0%} marked"
    lines: list[Line] = [f"{head} · {plural(standing.total, 'claim')}", _verdict(standing)]
    if not standing.total:
        return [*lines, "Next: factcheck claim add 'WORDING' --quote 'WORDS…OF THE ARTICLE'"]
    for status in _ORDER:
        numbers = standing.by_status.get(status, [])
        if status is Status.CONFIRMED:
            lacking = len(standing.not_independent)
            remark = f"{lacking} not independent" if lacking else ""
            lines.append(_bar(status.value, status.value, len(numbers), standing.total, remark))
        elif numbers:
            lines += _bar_and_numbers(status.value, numbers, standing.total)
    waiting = [(Status.IN_REVIEW, "in review"), (Status.UNVERIFIED, "unverified")]
    parts = [
        f"{word} {_joined(standing.by_status[status])}" for status, word in waiting if standing.by_status.get(status)
    ]
    parts += [f"stale {_joined(standing.stale)}"] if standing.stale else []
    lines.append(_bar("open", "unverified", len(standing.unsettled), standing.total, " · ".join(parts)))
    lines.append(
        _bar(
            "not checkable",
            "unverifiable",
            len(standing.by_status.get(Status.UNVERIFIABLE, [])),
            standing.total,
            _codes(standing),
        )
    )
    lines.append("Next: " + _next(standing))
    return lines


def _verdict(standing: Standing) -> str:
    if not standing.total:
        return "NOT STARTED: no claims yet"
    word = "CLEAR" if standing.clear else "NOT CLEAR"
    failing = len(standing.failing)
    parts = [f"{failing} {'does' if failing == 1 else 'do'} not hold as written", f"{len(standing.unsettled)} open"]
    if standing.stale:
        parts.append(f"{len(standing.stale)} stale")
    parts.append(f"{len(standing.second_checked)} of {standing.total} second-checked")
    return f"{word}: {', '.join(parts)}"


def _bar(name: str, word: str, count: int, total: int, remark: str) -> Line:
    """A line with a bar; above forty claims it is drawn to scale, and any count above none shows."""
    length = count if total <= 2 * _BAR and count <= _BAR else max(1, round(_BAR * count / total)) if count else 0
    gap = " " * (_BAR - length + 2)
    return [f"{name:<13}{count:>3}  ", Painted("#" * length, word), (gap + remark).rstrip() if remark else ""]


def _bar_and_numbers(name: str, numbers: list[int], total: int) -> list[Line]:
    room = max(20, width() - 60)
    first, *rest = textwrap.wrap(_joined(numbers), room)
    return [_bar(name, name, len(numbers), total, first), *(" " * 60 + line for line in rest)]


def _joined(numbers: list[int]) -> str:
    return " ".join(map(str, numbers))


def _codes(standing: Standing) -> str:
    words = {UnverifiableCode.OPINION: "opinion", UnverifiableCode.PREDICTION: "prediction"}
    return ", ".join(
        plural(len(numbers), words.get(code, code.value)) if code in words else f"{len(numbers)} {code}"
        for code, numbers in standing.by_code.items()
    )


def _next(standing: Standing) -> str:
    if set(standing.unsettled) - set(standing.stale):
        return "factcheck claim list --status unverified,in-review"
    if standing.stale:
        return f"factcheck status {','.join(map(str, standing.stale))}"
    if standing.failing:
        return "factcheck query list"
    return "factcheck report"
