"""``factcheck review``: look at claims a second time, one by one or by number, blind or not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import ArticleRef, Because, text_of, word_of
from factcheck.cli.output import Line, plural
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Claim
    from factcheck.services.work import Work

app = new_app("Look at claims a second time, one by one, blind or not.", no_args_is_help=False)

#: What answers for claims; everything else goes by article.
ANSWERS = ("agree", "differ", "check", "query")


@either(
    app, "review", "factcheck review 1 --blind --as ANA", guide="factcheck.cli.guide_review:review", editor="because"
)
def review(
    settings: Settings,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[ARTICLE|CLAIMS]", help="An article: 1 or a1. With an answer, claims: 12 or 12,14-18."),
    ] = None,
    agree: Annotated[bool, typer.Option("--agree", help="It is as the desk says: sign it off.")] = False,
    differ: Annotated[
        str | None, typer.Option("--differ", metavar="STATUS", help="You hold it to be something else; say why.")
    ] = None,
    check: Annotated[
        str | None, typer.Option("--check", metavar="STATUS", help="What you hold it to be, where you check blind.")
    ] = None,
    query: Annotated[
        str | None, typer.Option("--query", metavar="WORDS", help="Ask the writer to put these words instead.")
    ] = None,
    because: Because = None,
    code: Annotated[str | None, typer.Option("--code", help="Why you hold it to be unverifiable.")] = None,
    article: ArticleRef = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Check the article's claims blind: what the desk holds of them is hidden.")
    ] = False,
    stop: Annotated[
        bool, typer.Option("--stop", help="Give up what you were to check blind and have not yet.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How far blind checks agree with the desk, and who differs.")
    ] = False,
) -> Output:
    """Look at settled claims a second time. At a terminal they are served one by one; what is done is not served again.

    To agree is to sign off. To differ records what you hold, and changes no status. With --blind, status, reasons, stances,
    findings, queries and notes of the claims are hidden from you in every command until your own check of them is in.
    """
    given = {"agree": agree or None, "differ": differ, "check": check, "query": query}
    answers = [name for name in ANSWERS if given[name] is not None]
    modes = [name for name, on in (("blind", blind), ("stop", stop), ("agreement", agreement)) if on]
    if len(answers) + len(modes) > 1:
        named = " and ".join(f"--{name}" for name in (*answers, *modes))
        raise UsageError(f"{named} do not go together", hint="give one of them")
    if answers:
        if what is None:
            raise UsageError("which claims?", hint=f"factcheck review 12 --{answers[0]} …")
        answer = answers[0], given[answers[0]]
        return write_desk(settings, "review", lambda work: _answer(work, what, answer, because, code, article))
    if because or code:
        raise UsageError("--because and --code go with --differ, --check or --query", hint="factcheck review -h")
    if agreement:
        from factcheck.cli.agreement_text import agreement_output

        return read_desk(settings, lambda session: agreement_output(session, what or article))
    if blind or stop:
        return write_desk(settings, "review", lambda work: _blind(work, what or article, stop=stop))
    return read_desk(settings, lambda session: _queue(session, settings, what or article))


def _answer(
    work: "Work", claims: str, answer: tuple[str, Any], because: str | None, code: str | None, article: str | None
) -> Output:
    """Record one answer for some claims."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.checking import find_asked
    from factcheck.services.lookup import get_article, get_claims

    word, value = answer
    found = get_claims(work.session, parse_numbers(claims))
    assert work.person is not None
    blind = [each for each in found if find_asked(work.session, each, work.person) is not None]
    if blind and word in ("agree", "differ"):
        raise RefusedError(
            f"{blind[0].number} is yours to check blind: say what you hold it to be",
            hint=f"factcheck review {blind[0].number} --check STATUS --because 'WHY'",
        )
    if len(blind) < len(found) and word == "check":
        other = next(each for each in found if each not in blind)
        raise RefusedError(
            f"{other.number} is not yours to check blind: agree or differ",
            hint=f"factcheck review {other.number} --agree, or --differ STATUS --because 'WHY'",
        )
    if word == "agree":
        from factcheck.services.signing import sign_off

        new = sign_off(work, found, get_article(work.session, article), text_of(because))
        data = [{"number": each.number, "answer": "agree" if each in new else "already"} for each in found]
        return Output("reviewed", data, [_line(each) for each in data])
    if word == "query":
        from factcheck.services.queries import ask_writer

        for each in found:
            ask_writer(work, each, text_of(value), reason=text_of(because))
        data = [{"number": each.number, "answer": "query"} for each in found]
        return Output("reviewed", data, [_line(each) for each in data])
    return _judge(work, found, value, because, code, blind=word == "check")


def _judge(
    work: "Work", claims: "Sequence[Claim]", word: str, because: str | None, code: str | None, *, blind: bool
) -> Output:
    """Record what the person holds the claims to be; after a blind check the desk's side is told."""
    from factcheck.core.words import UnverifiableCode
    from factcheck.services.checking import record_check
    from factcheck.services.statuses import parse_status

    status, implied = parse_status(word)
    given = word_of(UnverifiableCode, code, "code") or implied
    reason = text_of(because)
    data = []
    for claim in claims:
        check = record_check(work, claim, status, code=given, reason=reason)
        data.append(
            {
                "number": claim.number,
                "answer": "check" if blind else "differ",
                "status": check.status,
                "code": check.code,
                "desk": claim.status,
                "desk_code": claim.status_code,
            }
        )
    return Output("reviewed", data, [_line(each) for each in data])


def _line(data: dict[str, Any]) -> str:
    number = data["number"]
    match data["answer"]:
        case "agree":
            return f"{number}: signed off"
        case "already":
            return f"{number}: was signed off already"
        case "query":
            return f"{number}: the writer is asked"
    held, desk = data["code"] or data["status"], data["desk_code"] or data["desk"]
    if held == desk:
        return f"{number}: you hold it {held}, and so does the desk; sign it off: factcheck signoff {number}"
    return f"{number}: you hold it {held}, the desk {desk}; the status stays as it is"


def _blind(work: "Work", ref: str | None, *, stop: bool) -> Output:
    """Have the claims of an article checked blind, or give up what is left of that."""
    from sqlalchemy import select

    from factcheck.models import Claim
    from factcheck.services.checking import ask_blind, give_up_blind
    from factcheck.services.loading import select_claims
    from factcheck.services.lookup import get_article

    article = get_article(work.session, ref)
    ids = list(dict.fromkeys(work.session.scalars(select_claims(work.session, article=article))))
    by_id = {claim.id: claim for claim in work.session.scalars(select(Claim).where(Claim.id.in_(ids)))}
    claims = [by_id[row_id] for row_id in ids]
    done = give_up_blind(work, claims) if stop else ask_blind(work, claims)
    numbers = [claim.number for claim in done]
    count = plural(len(done), "claim")
    said = f"given up: {count}" if stop else f"{count} of {len(claims)} to be checked blind"
    lines: list[Line] = [said + (f": {', '.join(map(str, numbers))}" if numbers else "")]
    if not stop:
        lines.append("left out: what is not settled, and what you have settled, signed off or checked yourself")
    return Output("numbers", numbers, lines)


def _queue(session: "Session", settings: Settings, ref: str | None) -> Output:
    """The claims that wait for the person's second look."""
    from sqlalchemy import select

    from factcheck.models import Claim
    from factcheck.services.checking import to_review
    from factcheck.services.lookup import get_article

    numbers = to_review(session, get_article(session, ref), settings.person_or_refuse())
    query = select(Claim.number, Claim.wording).where(Claim.number.in_(numbers))
    wordings: dict[int, str] = dict(session.execute(query).all())
    data = [{"number": number, "wording": wordings[number]} for number in numbers]
    lines = [f"{number}  {' '.join(wordings[number].split())}" for number in numbers]
    return Output(
        "reviews", data, [*lines, f"{plural(len(data), 'claim')} to look at" if data else "nothing to look at"]
    )
