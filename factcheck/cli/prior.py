"""``factcheck prior``: keep what other desks published of claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Because, read_bytes, text_of
from factcheck.cli.output import columns, plural, shorten, width
from factcheck.cli.running import Output, reads, writes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.exchange.prior_checks import PriorFile
    from factcheck.models import PriorSet
    from factcheck.services.work import Work

app = new_app(
    "Keep what other desks published of claims.", example="factcheck prior add factchecks.jsonl", name="prior"
)

_LIMIT = 100_000_000
_SHOWN = 10
SetNumber = Annotated[str, typer.Argument(metavar="SET", help="Its number: factcheck prior list.")]


@writes(app, "add", "factcheck prior add factchecks.jsonl")
def add(
    work: "Work",
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|-", help='JSON Lines with a "claim" each, or ClaimReview objects (JSON, JSON-LD, feeds).'
        ),
    ],
) -> Output:
    """Take in the prior checks of a file, so that match finds them. They are one set, which can be dropped again.

    A line of our own has "claim" and what there is of "title", "summary", "publisher", "url", "date" and "rating". What
    cannot be taken is listed and skipped; what a set of the desk has already is not taken twice.
    """
    from factcheck.exchange.prior_checks import read_prior_checks
    from factcheck.services.prior_checks import add_set

    name = "standard input" if str(file) == "-" else file.name
    read = read_prior_checks(read_bytes(file, limit=_LIMIT), name=name)
    taken = add_set(work, read.rows, name=name)
    work.seal()
    data = _set_data(taken.set) | {
        "known": taken.known, "skipped": list(read.skipped), "left_out": {name: read.left_out.get(name, 0) for name in ("url", "date")},
    }  # fmt: skip
    lines = [f"set {taken.set.number}: took in {plural(taken.set.count, 'prior check')} of {name}"]
    if taken.known:
        lines.append(f"{taken.known:,} were on the desk already")
    return Output("prior-set", data, [*lines, *_remarks(read), "next: factcheck match 'WORDS'"])


def _remarks(read: "PriorFile") -> list[str]:
    """What was not taken, in lines."""
    words = {"url": ("link", "no report may carry"), "date": ("date", "could not be read")}
    lines = [
        f"{plural(count, words[name][0])} left out that {words[name][1]}"
        for name, count in sorted(read.left_out.items())
    ]
    if read.skipped:
        lines.append(f"{len(read.skipped):,} skipped:")
        lines += [f"  {reason}" for reason in read.skipped[:_SHOWN]]
        if len(read.skipped) > _SHOWN:
            lines.append(f"  … and {len(read.skipped) - _SHOWN:,} more: --json lists all")
    return lines


def _set_data(found: "PriorSet") -> dict[str, object]:
    return {
        "number": found.number,
        "name": found.name,
        "count": found.count,
        "digest": found.digest,
        "created_at": found.created_at,
    }


@reads(app, "list", "factcheck prior list")
def list_(
    session: "Session",
    dropped: Annotated[bool, typer.Option("--dropped", help="Those that were dropped instead.")] = False,
) -> Output:
    """List the sets of prior checks."""
    from factcheck.services.prior_checks import list_sets

    found = list_sets(session, dropped=dropped)
    rows = [
        [str(each.number), f"{each.created_at:%Y-%m-%d}", plural(each.count, "prior check"), shorten(each.name, 60)]
        for each in found
    ]
    lines = columns(rows) or ["no prior checks yet: factcheck prior add FILE" if not dropped else "none was dropped"]
    return Output("prior-sets", [_set_data(each) for each in found], lines)


@reads(app, "show", "factcheck prior show 1.203")
def show(
    session: "Session", check: Annotated[str, typer.Argument(metavar="CHECK", help="Its set and place: 1.203.")]
) -> Output:
    """Show one prior check: what was claimed, who published what of it, and when."""
    import textwrap

    from factcheck.services.prior_checks import get_check
    from factcheck.services.prior_reading import check_data

    found, row = get_check(session, check)
    data = check_data(found.number, row) | {"set": found.name, "redacted": row.redacted}
    lines = [f"{data['ref']}  {data['claim'] or '(redacted)'}"]
    for name in ("rating", "publisher", "date", "title", "summary", "url"):
        if data[name]:
            lines += textwrap.wrap(f"{name}: {data[name]}", width() - 2, initial_indent="  ", subsequent_indent="    ")
    return Output("prior-check", data, lines)


@writes(app, "drop", "factcheck prior drop 1 --because 'an older dump of set 2'", editor="because")
def drop(work: "Work", set: SetNumber, because: Because = None) -> Output:
    """Match against a set no longer. Its prior checks stay in the desk and can be restored."""
    from factcheck.services.prior_checks import drop_set, get_set

    found = get_set(work.session, set)
    drop_set(work, found, why=text_of(because) or "")
    return Output(
        "numbers", [found.number], [f"dropped set {found.number}; back with: factcheck prior restore {found.number}"]
    )


@writes(app, "restore", "factcheck prior restore 1")
def restore(work: "Work", set: SetNumber) -> Output:
    """Match against a dropped set again."""
    from factcheck.services.prior_checks import get_set, restore_set

    found = get_set(work.session, set)
    restore_set(work, found)
    return Output("numbers", [found.number], [f"restored set {found.number}"])
