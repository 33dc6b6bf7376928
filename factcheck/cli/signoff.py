"""``factcheck signoff``: the second person's approval of claims in an article."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import ArticleRef, IfUnchanged, text_of
from factcheck.cli.running import Output, writes

if TYPE_CHECKING:
    from factcheck.models import Article, Claim
    from factcheck.services.work import Work

#: What to do about claims that were skipped.
_WAY_OUT = "put the question to them (factcheck ask -h), or sign each off alone and say --because"

app = new_app("Sign claims off as the second person.")


@writes(app, "signoff", "factcheck signoff 12,14-18 --article a1 --as ANA")
def signoff(
    work: "Work",
    claims: Annotated[str, typer.Argument(metavar="CLAIMS", help="Numbers: 12 or 12,14-18.")],
    article: ArticleRef = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="Show only what changed since the last sign-off, and sign that off.")
    ] = False,
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="TEXT", help="Why nobody asked the subject of a risky claim; kept with it."),
    ] = None,
    if_unchanged: IfUnchanged = None,
) -> Output:
    """Sign claims off in an article: you looked, and the status stands as the desk says it.

    It takes another person than set the status, and is bound to wording, figures, evidence, status, reason and the
    article's own words: what no longer matches is shown as stale. Several at once are recorded as signed in bulk. With
    --renew the differences come first, and at a terminal you are asked. A claim with a risk whose subject was not asked
    is refused, and skipped where there are others, unless --because says why.
    """
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_article, get_claims
    from factcheck.services.signing import not_signed, sign_off, unheard
    from factcheck.services.unchanged import refuse_changed

    found = get_claims(work.session, parse_numbers(claims))
    refuse_changed(work.session, found, if_unchanged)
    where, why = get_article(work.session, article), text_of(because)
    skipped = unheard(work, not_signed(work, found, where)) if len(found) > 1 and not why else {}
    if len(skipped) == len(found):
        skipped = {}  # nothing is left to sign: they are refused like a single one
    left_out = [claim for claim in found if claim.number in skipped]
    found = [claim for claim in found if claim.number not in skipped]
    told = _differences(work, found, where) if renew else {}
    new = sign_off(work, found, where, why)
    data = [_data(work, claim, where, new, told.get(claim.number)) for claim in found]
    asked = [line for each in data if not each["already"] for line in _difference_lines(each)]
    bulk = f" (recorded as signed in bulk: {len(new)} at once)" if len(new) > 1 else ""
    lines = [_line(each) for each in data]
    lines[-1] += bulk
    if not skipped:
        return Output("signoffs", data, lines, ask=tuple(asked))
    data += [_skipped(work, claim, where, skipped[claim.number]) for claim in left_out]
    lines += [f"{number}: not signed off: {problem}" for number, problem in skipped.items()]
    return Output("signoffs", data, lines, (_WAY_OUT,), ask=tuple(asked))


def _differences(work: "Work", claims: "list[Claim]", article: "Article") -> dict[int, list[str] | None]:
    """What changed of each claim since its last sign-off."""
    from factcheck.services.renewing import differences_since, last_signoff

    assert work.person is not None
    found = {}
    for claim in claims:
        signed = last_signoff(work.session, claim, article, work.person.name)
        found[claim.number] = differences_since(work.session, claim, article, signed)
    return found


def _data(
    work: "Work", claim: "Claim", article: "Article", new: "list[Claim]", changes: list[str] | None
) -> dict[str, Any]:
    assert work.person is not None
    return {
        "number": claim.number,
        "article": f"a{article.number}",
        "by": work.person.name,
        "status": claim.status,
        "code": claim.status_code,
        "already": claim not in new,
        "bulk": claim in new and len(new) > 1,
        "own": claim.status_by_id == work.person.id,
        "changes": changes,
        "skipped": None,
    }


def _skipped(work: "Work", claim: "Claim", article: "Article", problem: str) -> dict[str, Any]:
    return _data(work, claim, article, [], None) | {"already": False, "skipped": problem}


def _difference_lines(data: dict[str, Any]) -> list[str]:
    """What changed since the last sign-off; nothing where nobody asked for it."""
    if data["changes"] is None:
        return []
    changes = data["changes"] or ["nothing that a sign-off covers"]
    return [f"{data['number']} since the last sign-off: {changes[0]}", *(f"     {change}" for change in changes[1:])]


def _line(data: dict[str, Any]) -> str:
    own = ", by the person who set the status" if data["own"] else ""
    done = "was signed off already" if data["already"] else "signed off"
    return f"{data['number']}: {data['code'] or data['status']}, {done} in {data['article']} by {data['by']}{own}"
