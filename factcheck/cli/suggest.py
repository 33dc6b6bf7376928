"""``factcheck suggest``: the claims an article makes, ranked with their reasons; a person enters them or turns them down."""

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Because, NewSource, read_bytes, text_of
from factcheck.cli.output import plural, shorten, width
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.core.suggest.proposals import Suggestion
    from factcheck.core.suggest.scorer import Scorer
    from factcheck.models import Article, Proposal
    from factcheck.services.suggesting import Entered, Listing
    from factcheck.services.work import Work

app = new_app("Propose the claims of an article, with reasons.", no_args_is_help=False)

_TOP = 20


@either(app, "suggest", "factcheck suggest 1 --top 10")
def suggest(
    settings: Settings,
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="Which article: 1 or a1.")] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="How many to list; 0 lists all.")] = _TOP,
    accept: Annotated[
        str | None, typer.Option("--accept", metavar="NUMBERS", help="Enter these as claims: 3 or 1,3-5.")
    ] = None,
    dismiss: Annotated[
        str | None, typer.Option("--dismiss", metavar="NUMBERS", help="Turn these down: not proposed again.")
    ] = None,
    because: Because = None,
    code: Annotated[
        str | None,
        typer.Option("--list", metavar="CODE", help="Refuse where the list is no longer the one with this code."),
    ] = None,
    decided: Annotated[bool, typer.Option("--decided", help="List what was decided before instead.")] = False,
    new_source: NewSource = False,
    scorer: Annotated[
        Path | None,
        typer.Option("--scorer", metavar="FILE", help="Weigh with a scorer of your own, beside the rules."),
    ] = None,
) -> Output:
    """Propose the claims that an article makes, most worth checking first, each with its reasons.

    Nothing is entered until a person says so: --accept enters proposals as unverified claims, --dismiss keeps them from
    coming back, and what was decided moves the order of later lists. A number stays a proposal's own as long as the
    text stays. Questions are never proposed, nor what a claim covers already.
    """
    if because is not None and dismiss is None:
        raise UsageError("--because says why proposals are turned down", hint="add --dismiss NUMBERS")
    if new_source and accept is None:
        raise UsageError("--new-source adds the speakers of what is entered", hint="add --accept NUMBERS")
    if decided and not (accept is None and dismiss is None):
        raise UsageError("--decided only lists", hint="leave --accept and --dismiss out")
    for option, numbers in (("--accept", accept), ("--dismiss", dismiss)):
        if numbers is not None and not numbers.strip():
            raise UsageError(f"{option} has no number", hint=f"give some: {option} 1,3-5")
    weigher = _scorer(scorer)
    if accept is None and dismiss is None:
        return read_desk(
            settings, lambda session: _listed(session, article, (weigher, scorer), top, code, decided=decided)
        )
    reason = text_of(because)

    def write(work: "Work") -> Output:
        return _decide(work, article, weigher, (accept, dismiss, reason, code), new_source=new_source)

    return write_desk(settings, "suggest", write)


def _scorer(file: Path | None) -> "Scorer | None":
    if file is None:
        return None
    from factcheck.core.suggest.scorer import MOST_BYTES, read_scorer

    return read_scorer(read_bytes(file, limit=MOST_BYTES), str(file))


def _listed(
    session: "Session",
    ref: str | None,
    weighed: "tuple[Scorer | None, Path | None]",
    top: int,
    code: str | None,
    *,
    decided: bool,
) -> Output:
    from factcheck.services.lookup import get_article
    from factcheck.services.suggesting import decisions, list_proposals, pick, speaker_of

    found = get_article(session, ref)
    if decided:
        return _decisions(found, decisions(session, found))
    scorer, file = weighed
    listing = list_proposals(session, found, scorer)
    pick(listing, (), code)
    shown = listing.proposals[: top or None]
    speaker, text = speaker_of(session), found.current.text
    rows = [_row(each, speaker(text, each)) for each in shown]
    data = {
        "article": f"a{found.number}",
        "version": found.current.number,
        "list": listing.code,
        "made_by": listing.made_by,
        "proposals": rows,
        "left": len(listing.proposals) - len(shown),
        "covered": listing.covered,
        "decided": listing.decided,
    }
    lines = [line for row in rows for line in _lines(row)]
    return Output("suggest", data, [*lines, *_footer(listing, shown, file)])


def _row(each: "Suggestion", said: tuple[str | None, bool]) -> dict[str, Any]:
    return {
        "number": each.number,
        "exact": each.exact,
        "start": each.start,
        "end": each.end,
        "kind": str(each.kind),
        "worth": round(100 * each.score),
        "band": each.band,
        "speaker": said[0],
        "guess": said[1],
        "why": list(each.why),
    }


def _lines(row: dict[str, Any]) -> list[str]:
    """A proposal in two lines: its number, band and words; then kind, speaker and reasons."""
    said = f", said by {row['speaker']}{' (a guess)' if row['guess'] else ''}" if row["speaker"] else ""
    reasons = f"{row['kind']}{said} · " + ("; ".join(row["why"]) or "no sign but a verb")
    return [
        f"{row['number']:>5}  {row['band']:<6}  {shorten(row['exact'], width() - 15)}",
        f"{'':15}{shorten(reasons, width() - 15)}",
    ]


def _footer(listing: "Listing", shown: "tuple[Suggestion, ...]", scorer: Path | None) -> list[str]:
    number = listing.article.number
    out = [(listing.covered, "covered by claims"), (listing.decided, "decided before")]
    left_out = ", ".join(f"{count} {what}" for count, what in out if count)
    lines = [
        f"a{number}: {len(shown)} of {plural(len(listing.proposals), 'proposal')}"
        + (f"; {left_out}" if left_out else "")
    ]
    if shown:
        picked = ",".join(str(each.number) for each in shown[:2])
        # The code is that of the list as it was weighed.
        by = f" --scorer {shlex.quote(str(scorer))}" if scorer else ""
        lines.append(f"enter some: factcheck suggest {number} --accept {picked} --list {listing.code}{by}")
    return lines


def _decisions(article: "Article", rows: "list[Proposal]") -> Output:
    from factcheck.services.suggesting import decision_data

    data = [decision_data(row) for row in rows]
    lines = []
    for each in data:
        became = f"claim {each['claim']}" if each["claim"] else each["reason"] or ""
        note = f"  · {became}" if became else ""
        lines.append(f"{each['decision']:<9}  {each['worth']:>3}  {shorten(each['exact'], width() - 30)}{note}")
    return Output("decided", data, lines or [f"a{article.number}: nothing was decided yet"])


def _decide(
    work: "Work",
    ref: str | None,
    scorer: "Scorer | None",
    said: tuple[str | None, str | None, str | None, str | None],
    *,
    new_source: bool,
) -> Output:
    from factcheck.services.lookup import get_article
    from factcheck.services.suggesting import accept, decision_data, decisions, dismiss, list_proposals, pick

    wanted, unwanted, because, code = said
    found = get_article(work.session, ref)
    listing = list_proposals(work.session, found, scorer)
    taken = pick(listing, _numbers(found, wanted), code, overrule=True)
    refused = pick(listing, _numbers(found, unwanted), code)
    if both := {each.number for each in taken} & {each.number for each in refused}:
        raise UsageError(f"{min(both)} is both to enter and to turn down", hint="name it once")
    entered = accept(work, listing, taken, new_sources=new_source)
    dismiss(work, listing, refused, because=because)
    work.session.flush()
    here = {(each.start, each.end) for each in (*taken, *refused)}
    rows = [row for row in decisions(work.session, found) if row.version_id == found.current.id]
    data = [decision_data(row) for row in rows if (row.start, row.end) in here]
    lines = [f"claim {each.claim.number} entered: {shorten(each.claim.wording, width() - 25)}" for each in entered]
    lines += [f"proposal {each.number} turned down: {shorten(each.exact, width() - 30)}" for each in refused]
    return Output("decided", data, lines, _talk(entered, new_source=new_source))


def _numbers(article: "Article", text: str | None) -> tuple[int, ...]:
    """The numbers of an option; proposals are counted from 1."""
    from factcheck.core.refs import parse_numbers

    if text is None:
        return ()
    if re.search(r"(?<!\w)0+(?!\w)", text):
        raise NotFoundError(
            f"a{article.number} has no proposal 0: they are counted from 1", hint=f"factcheck suggest {article.number}"
        )
    return parse_numbers(text)


def _talk(entered: "list[Entered]", *, new_source: bool) -> tuple[str, ...]:
    """Speakers the desk does not know, each with the command that names the source for a first claim."""
    unknown: dict[str, list[int]] = {}
    for each in entered:
        if each.said.unknown is not None and not new_source:
            unknown.setdefault(each.said.unknown, []).append(each.claim.number)
    return tuple(
        f"{', '.join(map(str, numbers))}: the sentence names {name}, unknown to the desk: "
        f"factcheck claim edit {numbers[0]} --by {shlex.quote(name)} --new-source"
        for name, numbers in unknown.items()
    )
