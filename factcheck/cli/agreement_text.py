"""``factcheck review --agreement``: how far blind checks agree with the desk, as people read it and as data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factcheck.cli.output import Line, plural
from factcheck.cli.running import Output
from factcheck.core.agreement import FEWEST_PAIRS, agreement, decimal, kappa

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.dissenting import Judgement, Pair


def agreement_output(session: "Session", ref: str | None) -> Output:
    """Agreement over the blind checks of an article, kappa where there are enough, and who holds something else."""
    from factcheck.services.dissenting import blind_pairs, find_dissents
    from factcheck.services.lookup import get_article

    article = get_article(session, ref)
    pairs, unknown = blind_pairs(session, article)
    dissents = find_dissents(session, article)
    data = {
        "article": f"a{article.number}",
        **_measures(pairs),
        "unknown": unknown,
        "dissents": [_dissent_data(each) for each in dissents],
    }
    return Output("agreement", data, [*_lines(data), *_dissent_lines(dissents)])


def _measures(pairs: "Sequence[Pair]") -> dict[str, Any]:
    """The counts, and the measures as decimal text."""
    judged = [(str(pair.desk), str(pair.check)) for pair in pairs]
    share, corrected = agreement(judged), kappa(judged)
    return {
        "pairs": len(judged),
        "agree": sum(desk == check for desk, check in judged),
        "agreement": None if share is None else decimal(share),
        "kappa": None if corrected is None else decimal(corrected),
        "differ": [
            {"number": pair.number, "by": pair.by, "desk": pair.desk, "check": pair.check}
            for pair in pairs
            if pair.desk != pair.check
        ],
    }


def _lines(data: dict[str, Any]) -> list[Line]:
    if not data["pairs"]:
        lines: list[Line] = [f"no blind check of {data['article']} is in yet: factcheck review --blind"]
    else:
        share = f"{data['agree']} of {plural(data['pairs'], 'blind check')} agreed with the desk ({data['agreement']})"
        lines = [share + f"; {_kappa(data)}"]
    for each in data["differ"]:
        lines.append(f"{each['number']}: the desk held it {each['desk']}, {each['by']} found it {each['check']}")
    if data["unknown"]:
        count = plural(data["unknown"], "check")
        lines.append(f"not counted: {count} of which the history does not say any more what the desk held then")
    return lines


def _kappa(data: dict[str, Any]) -> str:
    if data["kappa"] is not None:
        return f"kappa {data['kappa']} (Cohen, 1960)"
    if data["pairs"] < FEWEST_PAIRS:
        return f"kappa is given from {FEWEST_PAIRS} on"
    return "kappa has no value where only one status was ever given"


def _dissent_data(dissent: "Judgement") -> dict[str, Any]:
    return {
        "number": dissent.number,
        "by": dissent.by,
        "at": dissent.at,
        "status": dissent.status,
        "code": dissent.code,
        "reason": dissent.reason,
        "blind": dissent.blind,
        "desk": dissent.desk,
        "desk_code": dissent.desk_code,
    }


def _dissent_lines(dissents: "Sequence[Judgement]") -> list[Line]:
    """Who holds something else than the desk does now."""
    return [
        f"{each.number} DISSENT: {each.by} holds it {each.code or each.status}, the desk {each.desk_code or each.desk}: "
        f"{each.reason}"
        for each in dissents
    ]
