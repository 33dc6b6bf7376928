"""Settle claims from the words of a command line: for ``status``, and for ``evidence add --set``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factcheck.cli.options import text_of, word_of
from factcheck.cli.running import today

if TYPE_CHECKING:
    from factcheck.models import Claim
    from factcheck.services.overturning import Ruling
    from factcheck.services.work import Work


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling came to: JSON data, lines for people, a warning for stderr, and what a person says yes to first."""

    data: list[dict[str, Any]]
    lines: list[str]
    talk: tuple[str, ...]
    ask: tuple[str, ...] = ()


def settle(
    work: "Work",
    claims: "Sequence[Claim]",
    word: str,
    *,
    because: str | None = None,
    code: str | None = None,
    waiting: str | None = None,
    until: str | None = None,
) -> Settled:
    """Give claims the status that ``word`` names, with the reason, code and waiting as typed.

    Raises:
        RefusedError: naming for each claim what the status lacks.
        BadInputError: a word is none of those there are.
    """
    from factcheck.core.waiting import waiting_text
    from factcheck.core.words import UnverifiableCode, Waiting
    from factcheck.services.overturning import rulings_against
    from factcheck.services.statuses import parse_status, set_status
    from factcheck.services.weighing import Scales

    new, implied = parse_status(word)
    reason = text_of(because)
    given = word_of(UnverifiableCode, code, "code") or implied
    overturned = rulings_against(claims, new, given, work.person)
    before = {claim.number: claim.status for claim in claims}
    whom = word_of(Waiting, waiting, "party to wait for")
    set_status(work, claims, new, code=given, reason=reason, waiting=whom, until=until)
    data = [
        {
            "number": claim.number,
            "before": before[claim.number],
            "status": claim.status,
            "code": claim.status_code,
            "reason": claim.status_reason,
            "waiting": claim.waiting,
            "waiting_until": claim.waiting_until,
        }
        for claim in claims
    ]
    more = f" ({given})" if given else f", {waiting_text(whom, until, today())}" if whom else ""
    lines = [f"{each['number']}: {each['before']} -> {each['status']}{more}" for each in data]
    scales = Scales(work.session)
    alone = [str(claim.number) for claim in claims if scales.lacks_independence(claim)]
    talk = (f"confirmed on no independent origin: {', '.join(alone)}",) if alone else ()
    return Settled(data, lines, talk, tuple(overturns_text(number, ruling) for number, ruling in overturned))


def overturns_text(number: int, ruling: "Ruling") -> str:
    """Whose settled status this sets aside, from when and for what reason."""
    when = f" on {ruling.at:%Y-%m-%d}" if ruling.at else ""
    return f"{number}: overturns {ruling.by or 'somebody'}, who{when} settled it as {ruling.code or ruling.status}: {ruling.reason}"
