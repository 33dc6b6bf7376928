"""``factcheck find``: where words stand, in articles and in claims."""

import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import text_of
from factcheck.cli.output import Line, Painted, plural, shorten, width
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.finding import Found, FoundClaim, FoundPassage

app = new_app("Find words in articles and claims.", no_args_is_help=False)

_AROUND = 60


@reads(app, "find", "factcheck find 'Nvidia fell by 18%'")
def find(
    session: "Session",
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="A reader's sentence, some words, '18%'; - or @file read it."),
    ],
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many of each; 0 means all.")] = 10,
) -> Output:
    """Find words in the articles and in all the desk says of its claims. Numbers are found with their signs: 18%, $5.6M.

    Where nothing has all the words, what has most of them is shown, and it says so.
    """
    from factcheck.services.finding import find as find_in

    query = text_of(words[0]) if len(words) == 1 else " ".join(words)
    found = find_in(session, query or "")
    data = {
        "query": query,
        "words": len(found.words),
        "passages": [_passage_data(each) for each in found.passages],
        "claims": [_claim_data(each) for each in found.claims],
    }
    return Output("found", data, _lines(found, limit))


def _passage_data(found: "FoundPassage") -> dict[str, Any]:
    passage = found.passage
    return {
        "article": f"a{found.article}",
        "paragraph": found.paragraph,
        "sentence": found.sentence,
        "start": passage.start,
        "end": passage.end,
        "text": found.body[passage.start : passage.end],
        "hits": [[hit.start, hit.end] for hit in passage.hits],
        "words": passage.words,
        "as_written": passage.literal,
        "claims": list(found.claims),
    }


def _claim_data(found: "FoundClaim") -> dict[str, Any]:
    row = found.row
    return {
        "number": row.number,
        "status": row.status,
        "code": row.code,
        "stale": found.tally.stale,
        "blind": row.blind,
        "wording": row.wording,
        "words": found.words,
    }


def _lines(found: "Found", limit: int) -> list[Line]:
    most = limit or None
    words = len(found.words)
    have = found.passages[0].passage.words if found.passages else 0
    lines = _remark("sentence", len(found.passages), words, have)
    lines += [line for each in found.passages[:most] for line in _passage_lines(each)]
    lines += _rest("sentence", len(found.passages), limit)
    lines += _remark("claim", len(found.claims), words, found.claims[0].words if found.claims else 0)
    lines += [_claim_line(each) for each in found.claims[:most]]
    return lines + _rest("claim", len(found.claims), limit)


def _remark(what: str, count: int, words: int, have: int) -> list[Line]:
    """Say where nothing was found, or not all of it."""
    if not count:
        return [f"no {what} has " + ("this" if words < 2 else f"half of these {words} words")]  # noqa: PLR2004
    return [f"no {what} has all {words} words; with {have} of them:"] if have < words else []


def _rest(what: str, count: int, limit: int) -> list[Line]:
    return [f"… and {plural(count - limit, f'more {what}')}: --limit 0"] if limit and count > limit else []


def _passage_lines(found: "FoundPassage") -> list[Line]:
    claims = f"  claim {', '.join(map(str, found.claims))}" if found.claims else "  no claim"
    head = f"a{found.article} p{found.paragraph} sentence {found.sentence}{claims}"
    return [head, *("   " + line for line in textwrap.wrap(_marked(found), width() - 3))]


def _marked(found: "FoundPassage") -> str:
    """The passage with what was found in brackets, and not much more of a long sentence than that."""
    body, passage = found.body, found.passage
    hits = passage.hits
    start = max(passage.start, hits[0].start - _AROUND) if hits else passage.start
    end = min(passage.end, hits[-1].end + _AROUND) if hits else passage.end
    start = passage.start if start - passage.start < _AROUND else start
    end = passage.end if passage.end - end < _AROUND else end
    pieces, at = [], start
    for hit in hits:
        pieces += [body[at : hit.start], "[", body[hit.start : hit.end], "]"]
        at = hit.end
    text = "".join([*pieces, body[at:end]])
    return ("…" if start > passage.start else "") + " ".join(text.split()) + ("…" if end < passage.end else "")


def _claim_line(found: "FoundClaim") -> Line:
    row = found.row
    status = (row.code or row.status) if row.status == "unverifiable" else row.status
    name, word = ("STALE", "stale") if found.tally.stale else ("hidden", "") if row.blind else (status, row.status)
    if row.status.holds is False:
        name = name.upper()
    number = f"{row.number:>3}"
    return [number, "  ", Painted(name, word), "  " + shorten(row.wording, width() - len(number) - len(name) - 4)]
