"""``factcheck status``: where the desk or a claim stands, or settle claims."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import ArticleRef, Because, IfUnchanged
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app("Show where the desk or a claim stands, or settle claims.", no_args_is_help=False)


@either(
    app,
    "status",
    "factcheck status 12,14-18 confirmed --because 'Two filings give the date'",
    guide="factcheck.cli.guide_status:status",
    editor="because",
)
def status(
    settings: Settings,
    claims: Annotated[
        str | None, typer.Argument(metavar="[CLAIMS]", help="Numbers: 12 or 12,14-18. None: the desk's standing.")
    ] = None,
    word: Annotated[
        str | None,
        typer.Argument(
            metavar="[STATUS]",
            help="confirmed, refuted, mixed, disputed, unverifiable, in-review, unverified; or opinion, prediction, "
            "no-public-source, source-declined, out-of-scope for unverifiable.",
        ),
    ] = None,
    because: Because = None,
    code: Annotated[str | None, typer.Option("--code", help="Why it is unverifiable.")] = None,
    waiting: Annotated[
        str | None, typer.Option("--waiting", metavar="WHOM", help="Whom in-review waits for: source, reply or writer.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="With --waiting: until which day, as 2026-12-03.")
    ] = None,
    article: ArticleRef = None,
    if_unchanged: IfUnchanged = None,
) -> Output:
    """Show where the desk stands, or claims; with a STATUS, settle them.

    confirmed needs an item read that supports, refuted one that refutes, mixed (part right, part wrong) and disputed
    (credible sources disagree and nothing settles it) one that does more than support; unverifiable needs a code.
    in-review may wait for somebody; any status set anew ends the waiting. Where it sets aside what somebody else has
    settled, theirs is shown first and at a terminal you are asked. At a terminal, choose in place of a STATUS
    shows what each means and would lack now, and a reason that is missing is asked for, with one proposed.
    """
    if claims is None:
        return read_desk(settings, lambda session: standing_output(session, article))
    if word is None:
        if because or code or waiting or until or if_unchanged is not None:
            raise UsageError(
                "--because, --code, --waiting, --until and --if-unchanged go with a status",
                hint=f"factcheck status {claims} confirmed --because '…'",
            )
        return read_desk(settings, lambda session: _show(session, claims))
    given = {"because": because, "code": code, "waiting": waiting, "until": until}
    return write_desk(settings, "status", lambda work: _settle(work, claims, word, if_unchanged, given))


def standing_output(session: "Session", article: str | None = None) -> Output:
    """Where the desk stands, or one of its articles."""
    from factcheck.cli.standing_text import standing_data, standing_lines
    from factcheck.services.articles import list_articles
    from factcheck.services.lookup import get_article
    from factcheck.services.standing import stand

    articles = [get_article(session, article)] if article else list_articles(session)
    found = stand(session, articles) if articles else []
    lines = [line for each in found for line in (*standing_lines(each), "")][:-1]
    return Output(
        "standing", [standing_data(each) for each in found], lines or ["no article yet: factcheck article add FILE"]
    )


def _show(session: "Session", claims: str) -> Output:
    from factcheck.cli.claim_text import claim_lines
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claim_data import claim_data
    from factcheck.services.lookup import get_claims
    from factcheck.services.weighing import Scales

    scales = Scales(session)
    data = [claim_data(session, claim, scales) for claim in get_claims(session, parse_numbers(claims))]
    return Output("claims", data, [line for each in data for line in claim_lines(each)])


def _settle(work: "Work", claims: str, word: str, if_unchanged: int | None, given: "dict[str, str | None]") -> Output:
    from factcheck.cli.settling import settle
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claims
    from factcheck.services.unchanged import refuse_changed

    found = get_claims(work.session, parse_numbers(claims))
    refuse_changed(work.session, found, if_unchanged)
    settled = settle(work, found, word, **given)
    return Output("statuses", settled.data, settled.lines, talk=settled.talk, ask=settled.ask)
