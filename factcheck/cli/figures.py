"""``factcheck figures``: every quantity of an article, what covers it, and where it is given differently."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.output import Line, columns, plural, shorten
from factcheck.cli.running import Output, reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.figuring import ArticleFigure

app = new_app("List the figures of an article, and where they differ.", no_args_is_help=False)

_EXACT = 40


@reads(app, "figures", "factcheck figures 1 --differing")
def figures(
    session: "Session",
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="1 or a1; needed where there are several.")
    ] = None,
    differing: Annotated[
        bool, typer.Option("--differing", help="Only those that are given differently in another place.")
    ] = False,
    uncovered: Annotated[bool, typer.Option("--uncovered", help="Only those that no claim covers.")] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-published", metavar="DATE", help="Resolve 'last spring' against this day, not the desk's."),
    ] = None,
) -> Output:
    """List every quantity of an article: as written, as a number or date, and the claims that cover it.

    Amounts, shares, multiples, ranges and dates are read. "Last spring" and the like are resolved against the day on which
    the article was published, and marked where the desk does not know it. Where the same thing is counted with another
    number, in this article or in another of the desk, both places are shown.
    """
    from factcheck.services.figuring import list_figures, published_day
    from factcheck.services.lookup import get_article

    found = get_article(session, article)
    day = _day(as_of) if as_of else published_day(found)
    listed = list_figures(session, found, day)
    shown = [each for each in listed if not (differing and not each.elsewhere) and not (uncovered and each.claims)]
    data = {
        "article": f"a{found.number}",
        "as_published": day.isoformat() if day else None,
        "figures": [_data(each) for each in shown],
    }
    return Output("figures", data, [*_lines(shown), *_sum(found.number, listed)])


def _day(text: str) -> date:
    from factcheck.core.dates import bounds
    from factcheck.errors import BadInputError

    first, last = bounds(text.strip())
    if first != last:
        raise BadInputError(f"“{text}” is no day", hint="write it whole: --as-published 2025-01-28")
    return first


def _lines(listed: "Sequence[ArticleFigure]") -> Iterator[Line]:
    rows = []
    for each in listed:
        claims = ", ".join(str(number) for number in each.claims) or "-"
        rows.append([f"p{each.paragraph}.{each.sentence}", shorten(each.exact, _EXACT), _value(each), claims])
    for each, line in zip(listed, columns(rows), strict=True):
        yield line
        for place in each.elsewhere:
            yield f"      but “{place.exact}” in a{place.article} p{place.paragraph}.{place.sentence}: {place.words}"


def _value(figure: "ArticleFigure") -> str:
    """A figure as the desk reads it: "over 500 models", "about $14,200,000", "March 2024 to May 2024"."""
    import re

    from factcheck.core.figures.quantity import CURRENCIES, DATE, quantity_text

    quantity = figure.found.quantity
    if not figure.found.resolved:
        return "needs the article's date"
    text = quantity.low if "/" in quantity.low else quantity_text(quantity)
    if quantity.unit in CURRENCIES:
        text = re.sub(r"(?<![0-9,.])(?=[0-9])", quantity.unit, text)
    how = "about " if quantity.comparator == "about" else ""
    unit = "" if quantity.unit == DATE or quantity.unit in CURRENCIES else f" {quantity.unit}"
    return f"{how}{text}{unit}".strip()


def _sum(article: int, listed: "Sequence[ArticleFigure]") -> Iterator[str]:
    if not listed:
        yield "no figures"
        return
    bare = sum(not each.claims for each in listed)
    apart = sum(bool(each.elsewhere) for each in listed)
    parts = [plural(len(listed), "figure"), f"{bare} in no claim", f"{apart} given differently elsewhere"]
    yield ", ".join(parts)
    open_ = sum(not each.found.resolved for each in listed)
    if open_:
        yield (
            f"{plural(open_, 'date')} cannot be told without the day of publication: "
            f"factcheck article edit {article} --published DATE"
        )


def _data(figure: "ArticleFigure") -> dict[str, Any]:
    found, quantity = figure.found, figure.found.quantity
    return {
        "paragraph": figure.paragraph,
        "sentence": figure.sentence,
        "text": figure.text,
        "exact": figure.exact,
        "start": found.start,
        "end": found.end,
        "low": quantity.low or None,
        "high": quantity.high or None,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "relative": found.relative,
        "claims": list(figure.claims),
        "elsewhere": [
            {
                "article": f"a{each.article}",
                "paragraph": each.paragraph,
                "sentence": each.sentence,
                "exact": each.exact,
                "start": each.start,
                "end": each.end,
                "difference": each.words,
            }
            for each in figure.elsewhere
        ],
    }
