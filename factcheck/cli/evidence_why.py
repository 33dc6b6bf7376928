"""``factcheck evidence why``; ``cli/evidence.py`` registers it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.output import Line, Painted, plural, shorten, width
from factcheck.cli.running import Output
from factcheck.core.words import Stance

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.core.independence import Weight
    from factcheck.services.origin_trees import Branch

_LEADS = {Stance.SUPPORTS: "for", Stance.REFUTES: "against", Stance.CONTEXT: "context"}
_MARKS = {
    "independent": "independent",
    "own-word": "own word of a party",
    "against-own-interest": "a party against its own interest",
    "unknown": "origin unknown: independent of nothing",
    "unread": "not read: counts for nothing",
    "circle": "CIRCULAR: it rests on itself and counts for nothing",
}


def why(
    session: "Session",
    claims: Annotated[str, typer.Argument(metavar="CLAIMS", help="One or several: 40 or 40,41.")],
) -> Output:
    """Show why evidence counts as it does: from each item up to the source it ultimately goes back to.

    Items that go back to the same source count once. A party's own word confirms nothing; against itself it counts.
    """
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claim_data import weight_data
    from factcheck.services.lookup import get_claims
    from factcheck.services.origin_trees import trace
    from factcheck.services.weighing import Scales

    scales = Scales(session)
    data, lines = [], list[Line]()
    for claim in get_claims(session, parse_numbers(claims)):
        branches, weights = trace(claim, scales), scales.weigh(claim)
        data.append(
            {
                "number": claim.number,
                "status": claim.status,
                "wording": claim.wording,
                "items": [_branch_data(branch) for branch in branches],
                "weights": {stance: weight_data(weights.of(stance), scales) for stance in Stance},
            }
        )
        lines += [f"{claim.number}  {shorten(claim.wording, width() - 8)}", ["  ", Painted(claim.status, claim.status)]]
        for stance in Stance:
            mine = [branch for branch in branches if branch.stance is stance]
            lines += _stance_lines(stance, mine, weights.of(stance)) if mine else []
        lines += [] if branches else [f"  no evidence yet: factcheck evidence add {claim.number} URL --for '…'"]
    return Output("why", data, lines)


def _stance_lines(stance: Stance, branches: "Sequence[Branch]", weight: "Weight") -> Iterator[Line]:
    """The items of one stance, gathered under the tops they go back to."""
    unread = f", {weight.unread} not read" if weight.unread else ""
    counts = f"{plural(weight.items, 'item')} read{unread}"
    if stance is not Stance.CONTEXT:
        counts += f", {plural(len(weight.independent), 'independent origin')}"
    yield f"  {_LEADS[stance]}: {counts}"
    tops: dict[tuple[str, str], list[Branch]] = {}
    for branch in branches:
        known = branch.mark not in ("unknown", "unread", "circle")
        tops.setdefault((branch.top.ref, branch.mark) if known else (branch.ref, branch.mark), []).append(branch)
    for place, ((_, mark), mine) in enumerate(tops.items(), 1):
        last = place == len(tops)
        head = f"{mine[0].top.name} ({mine[0].top.ref})" if mark not in ("unknown", "unread", "circle") else mine[0].ref
        more = ", whose text the article follows" if mine[0].upstream and mark == "own-word" else ""
        once = ", counts once" if len(mine) > 1 and mark == "independent" else ""
        yield f"  {'└' if last else '├'}─ {shorten(head, width() - 50)}: {_MARKS[mark]}{more}{once}"
        for number, branch in enumerate(mine, 1):
            joint = "└" if number == len(mine) else "├"
            yield shorten_way(f"  {' ' if last else '│'}  {joint}─ ", branch)


def shorten_way(lead: str, branch: "Branch") -> str:
    """An item with the steps from its document up, in one line."""
    names = [f"{step.ref} {shorten(step.name, 40)}" for step in branch.steps]
    withdrawn = " (RETRACTED)" if branch.retracted else ""
    return f"{lead}{branch.ref}  {names[0]}{withdrawn}" + "".join(f" <- {name}" for name in names[1:])


def _branch_data(branch: "Branch") -> dict[str, Any]:
    return {
        "ref": branch.ref,
        "stance": branch.stance,
        "finding": branch.finding,
        "mark": branch.mark,
        "steps": [{"ref": step.ref, "name": step.name} for step in branch.steps],
        "counts_with": branch.repeats,
        "upstream": branch.upstream,
        "retracted": branch.retracted,
    }
