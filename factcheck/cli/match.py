"""``factcheck match``: what was checked before, on this desk and by others."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import ArticleRef, Semantic, model_folder, text_of
from factcheck.cli.output import progress
from factcheck.cli.running import Output, reads
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.meaning import Meanings

app = new_app("Find what was checked before: the same claim, or one like it.", no_args_is_help=False)

_NUMBER = re.compile(r"#?[0-9]{1,9}")
_NUMBERS = re.compile(r"#?[0-9]{1,9}(\s*[-,;\s]\s*#?[0-9]{1,9})+")


@reads(app, "match", "factcheck match 'DeepSeek spent $5.6 million on training'")
def match(
    session: "Session",
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS|CLAIM]...", help="A statement, or a claim's number; - or @file read it."),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Compare the desk's claims with each other.")] = False,
    related: Annotated[bool, typer.Option("--related", help="With --all, list what is merely related, too.")] = False,
    article: ArticleRef = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many; 0 means all.")] = 10,
    semantic: Semantic = None,
) -> Output:
    """Say whether this desk, or another whose checks it has, checked this before: the same claim, a related one, or none.

    Each answer says why: rare words and names in common, the same or another number, a negation. The same words with
    another number contradict each other; they are shown as that, and never as the same claim.
    """
    from factcheck.cli.match_text import match_output, pairs_output
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_article, get_claim
    from factcheck.services.matching import joined_to, match_all, match_claim, match_text
    from factcheck.services.prior_reading import count_compared

    query = (text_of(words[0]) if words and len(words) == 1 else " ".join(words or ())) or ""
    if all == bool(query.strip()):
        raise UsageError(
            "give a statement or a claim's number, or --all" if not all else "--all compares all claims: no words",
            hint="factcheck match 12",
        )
    if _NUMBERS.fullmatch(query.strip()):
        raise UsageError("match asks about one claim at a time", hint="factcheck match 12, or factcheck match --all")
    if related and not all:
        raise UsageError("--related goes with --all", hint="factcheck match --all --related")
    within = get_article(session, article) if article else None
    meanings = meanings_of(session, semantic)
    if all:
        pairs = match_all(session, article=within, meanings=meanings, tell=progress("comparing claims"))
        return pairs_output(pairs, related=related, limit=limit)
    compared = count_compared(session, article=within)
    if not _NUMBER.fullmatch(query.strip()):
        return match_output(match_text(session, query, article=within, meanings=meanings), compared, limit, query=query)
    claim = get_claim(session, parse_numbers(query)[0])
    found = match_claim(session, claim, article=within, meanings=meanings)
    return match_output(found, compared, limit, claim=(claim.number, claim.wording), joined=joined_to(session, claim))


def meanings_of(session: "Session", folder: str | None) -> "Meanings | None":
    """What compares meanings, where a model was named."""
    if folder is None:
        return None
    from factcheck.embedding import Embedder
    from factcheck.services.meaning import Meanings

    return Meanings(session, Embedder(model_folder(folder)))
