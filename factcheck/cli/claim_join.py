"""The commands of ``factcheck claim`` that move, split, merge and relate claims; ``cli/claim.py`` registers them."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ArticleRef, Because, text_of, word_of
from factcheck.cli.output import shorten
from factcheck.cli.running import Output
from factcheck.core.words import RelationKind
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.models import Claim
    from factcheck.services.joining import Merged
    from factcheck.services.work import Work

ClaimNumber = Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")]


def anchor(
    work: "Work",
    claim: ClaimNumber,
    quote: Annotated[
        str | None, typer.Option("--quote", help="The article's words; first…last are enough when unique.")
    ] = None,
    article: ArticleRef = None,
    paragraph: Annotated[
        str | None, typer.Option("--in", metavar="P", help="Look for the quote in this paragraph: p5.")
    ] = None,
    also: Annotated[bool, typer.Option("--also", help="The article makes the claim at this quote, too.")] = False,
    still: Annotated[
        bool, typer.Option("--still", help="It still stands where a new version words it otherwise: no --quote.")
    ] = False,
) -> Output:
    """Say at which words of the article a claim stands, instead of where it stood.

    Who says it is kept. In an article that did not make the claim yet, this adds it. --still says of a claim that is
    stale because a new version edited or changed its words that its status holds for the new words too.
    """
    from factcheck.core.refs import parse_paragraph
    from factcheck.services.claims import appearances_in, place_quote
    from factcheck.services.joining import anchor_claim, confirm_places
    from factcheck.services.lookup import get_article

    if still and (quote or paragraph or also):
        raise UsageError("--still names no other words", hint="leave out --quote, --in and --also")
    if not quote and not still:
        raise UsageError("--quote is missing", hint="put it in single quotes: shells eat $ and #")
    found = _claim(work, claim)
    articles = {place.version.article for place in appearances_in(found)}
    text = articles.pop() if article is None and len(articles) == 1 else get_article(work.session, article)
    if still:
        words = "; ".join(" ".join(each.exact.split()) for each in confirm_places(work, found, text))
        return Output("claims", _data(work, [found]), [f"claim {found.number} still stands at “{words}”"])
    place = place_quote(text, text_of(quote) or "", parse_paragraph(paragraph) if paragraph else None)
    anchor_claim(work, found, text, place, also=also)
    words = " ".join(place.exact.split())
    return Output(
        "claims", _data(work, [found]), [f"claim {found.number} stands{' also' if also else ''} at “{words}”"]
    )


def split(
    work: "Work",
    claim: ClaimNumber,
    wordings: Annotated[
        list[str] | None, typer.Argument(metavar="WORDING WORDING...", help="The wordings, the old claim's first.")
    ] = None,
    quotes: Annotated[
        list[str] | None,
        typer.Option("--quote", help="Narrower words of the article for each, in the same order; '' leaves them."),
    ] = None,
) -> Output:
    """Split a claim that says two things or more.

    The old claim keeps its number, its evidence and the first wording; a settled one is stale then. The others are new,
    stand where it stands, have no evidence, and are part of it.
    """
    from factcheck.services.joining import split_claim

    if not wordings or len(wordings) < 2:  # noqa: PLR2004
        raise UsageError("a split needs two wordings", hint="factcheck claim split 40 'first wording' 'second wording'")
    words = [text_of(each) or "" for each in wordings]
    found = split_claim(work, _claim(work, claim), words, [text_of(each) or "" for each in quotes or ()])
    lines = [f"{each.number:>5}  {shorten(each.wording, 90)}" for each in found]
    return Output("claims", _data(work, found), [f"claim {found[0].number} split into {len(found)}:", *lines])


def merge(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim that stays.")],
    others: Annotated[str, typer.Argument(metavar="CLAIMS", help="Those that go into it: 41 or 41,43.")],
    because: Because = None,
) -> Output:
    """Merge claims into one, which answers to all their numbers from then on.

    Evidence, places, queries, notes, tags, figures and relations come over; what is there already is not doubled. The
    status of the claim that stays is kept, and is stale where evidence came to it.
    """
    from factcheck.core.refs import parse_numbers
    from factcheck.services.joining import merge_claims
    from factcheck.services.lookup import get_claims
    from factcheck.services.statuses import is_stale

    found = _claim(work, claim)
    reason = text_of(because) or ""
    done = [merge_claims(work, found, other, why=reason) for other in get_claims(work.session, parse_numbers(others))]
    work.session.flush()
    stale = [f"its status is stale now: factcheck status {found.number}"] if is_stale(found) else []
    return Output("claims", _data(work, [found]), [*map(_merged, done), *stale])


def relate(
    work: "Work",
    claim: ClaimNumber,
    kind: Annotated[str, typer.Argument(metavar="HOW", help=", ".join(RelationKind) + ".")],
    other: Annotated[str, typer.Argument(metavar="CLAIM", help="The other claim's number.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take the relation away instead.")] = False,
) -> Output:
    """Say how a claim bears on another: 53 says 54 (53: that it was said, 54: that it is so)."""
    from factcheck.services.joining import relate_claims, unrelate_claims

    found, target = _claim(work, claim), _claim(work, other)
    how = word_of(RelationKind, kind, "relation")
    (unrelate_claims if remove else relate_claims)(work, found, how, target)
    line = f"{found.number} {how} {target.number}"
    return Output("claims", _data(work, [found, target]), [f"no longer: {line}" if remove else line])


def _claim(work: "Work", number: str) -> "Claim":
    """The one claim an argument names.

    Raises:
        UsageError: it names several.
    """
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claim

    numbers = parse_numbers(number)
    if len(numbers) > 1:
        raise UsageError(f"one claim at a time, not {len(numbers)}", hint="give one number")
    return get_claim(work.session, numbers[0])


def _merged(merged: "Merged") -> str:
    """What a merge did, in one line."""
    brought = ", ".join(f"{count} {name}" for name, count in merged.brought.items()) or "nothing new"
    left = f" ({merged.left} said what was there already)" if merged.left else ""
    return f"{merged.gone.number} merged into {merged.claim.number}: {brought}{left}"


def _data(work: "Work", claims: list["Claim"]) -> list[dict[str, object]]:
    from factcheck.services.claim_data import claim_data
    from factcheck.services.weighing import Scales

    work.seal()  # so that seq counts these changes too
    for claim in claims:
        work.session.refresh(claim)
    scales = Scales(work.session)
    return [claim_data(work.session, claim, scales) for claim in claims]
