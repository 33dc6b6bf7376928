"""``factcheck lint``: hold the desk's own work against named rules."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import word_of
from factcheck.cli.output import Line, Painted, columns, plural, shorten, width
from factcheck.cli.running import Output, plain, reading_as
from factcheck.config import Settings
from factcheck.errors import DiskError, ExitCode, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.core.points import Point, Rule
    from factcheck.services.lint.running import Linted

app = new_app("Find what is wrong or missing in the desk's own work.", no_args_is_help=False)

_COLOURS = {"error": "refuted", "warning": "mixed", "note": "in-review"}


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    NEVER = "never"


@plain(app, "lint", "factcheck lint a1 --fail-on warning")
def lint(
    settings: Settings,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]…", help="a1 or 1; the whole desk where none is named.")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="SEVERITY", help="Exit code 1 from this on: error, warning, note, never."),
    ] = "error",
    sarif: Annotated[
        Path | None, typer.Option("--sarif", metavar="FILE", help="Also write the points as SARIF 2.1.0.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace another program's file.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Show a rule with an example: FC203, or its name.")
    ] = None,
) -> Output:
    """Find what is wrong or missing in the desk's own work, in text order, each with the way out.

    Exit code 1 where a point is an error, or as --fail-on says. The desk's policy switches rules off or makes them graver:
    factcheck policy set lint.FC203 off --because '…'.
    """
    threshold = word_of(FailOn, fail_on, "severity")
    if rules or explain is not None:
        if articles or sarif or (rules and explain is not None):
            raise UsageError("--rules and --explain tell of rules and look at no desk", hint="factcheck lint --rules")
        return _explain(explain) if explain is not None else _list_rules()
    with reading_as(settings) as session:
        found = _run(session, settings, articles or [])
    if sarif is not None:
        _write_sarif(found, sarif, force=force)
    code = ExitCode.POINTS if any(_fails(point, threshold) for point in found.points) else ExitCode.OK
    talk = tuple(f"the desk has a policy {key}, and there is no such rule" for key in found.unknown)
    return Output("points", _data(found), [*_lines(found.points), _sum(found)], talk=talk, exit_code=code)


def _run(session: "Session", settings: Settings, articles: Sequence[str]) -> "Linted":
    from factcheck.services.lint.running import lint as run
    from factcheck.services.lint.secrets import real_names
    from factcheck.services.lookup import get_article

    found = [get_article(session, each) for each in articles]
    return run(session, found, real_names=real_names(session, settings.names))


def _fails(point: "Point", threshold: FailOn) -> bool:
    from factcheck.core.points import Severity

    return threshold is not FailOn.NEVER and point.severity.rank >= Severity(threshold).rank


def _lines(points: "Sequence[Point]") -> Iterator[Line]:
    """The points under their claims, a line each."""
    article, head = 0, ("", "")
    for point in points:
        place = point.place
        if place is not None and place.article != article:
            article = place.article
            yield f"a{article}"
        where = f"p{place.paragraph}" if place is not None else "-"
        about = f"{point.claim}: {point.wording}" if point.claim is not None else point.item or _quoted(point)
        if (where, about) != head:
            head = (where, about)
            yield f"  {where.ljust(4)} {shorten(about, width() - 7)}"
        yield [
            "         ", Painted(point.severity, _COLOURS[point.severity]),
            f" {point.rule.code} {point.rule.name}: {point.message} -> {point.way}",
        ]  # fmt: skip


def _quoted(point: "Point") -> str:
    return f"“{point.place.exact}”" if point.place is not None else ""


def _sum(found: "Linted") -> str:
    from factcheck.core.points import Severity

    looked = f"{plural(found.claims, 'claim')} in {plural(found.articles, 'article')}"
    if not found.points:
        return f"no points: {looked}"
    counts = ", ".join(plural(found.count(severity), severity) for severity in reversed(Severity))
    return f"{plural(len(found.points), 'point')} ({counts}) on {looked}"


def _data(found: "Linted") -> dict[str, Any]:
    return {
        "articles": found.articles,
        "claims": found.claims,
        "points": [
            {
                "code": point.rule.code,
                "rule": point.rule.name,
                "severity": point.severity,
                "claim": point.claim,
                "item": point.item,
                "article": f"a{point.place.article}" if point.place else None,
                "paragraph": point.place.paragraph if point.place else None,
                "line": point.place.line if point.place else None,
                "column": point.place.column if point.place else None,
                "quote": point.place.exact if point.place else None,
                "message": point.message,
                "way": point.way,
            }
            for point in found.points
        ],
    }


def _list_rules() -> Output:
    from factcheck.services.lint.running import list_rules

    found = list_rules()
    rows = [[rule.code, rule.name, rule.severity.value, rule.told] for rule in found]
    return Output("rules", [_rule_data(rule) for rule in found], columns(rows))


def _explain(code: str) -> Output:
    from factcheck.services.lint.running import find_rule

    rule = find_rule(code)
    lines = [
        f"{rule.code} {rule.name} ({rule.severity})",
        rule.told,
        f"  not so: {rule.bad}",
        f"  but so: {rule.good}",
        f"off on this desk: factcheck policy set lint.{rule.code} off --because '…'",
    ]
    return Output("rules", [_rule_data(rule)], lines)


def _rule_data(rule: "Rule") -> dict[str, Any]:
    names = ("code", "name", "severity", "told", "bad", "good")
    return {name: getattr(rule, name) for name in names}


def _write_sarif(found: "Linted", path: Path, *, force: bool) -> None:
    """Write the file whole or not at all, never over another program's unless told so."""
    from factcheck import __version__
    from factcheck.exchange.sarif import MARK, write_sarif
    from factcheck.report.write import guard, write_whole
    from factcheck.services.lint.running import list_rules

    def is_ours(there: Path) -> bool:
        with there.open("rb") as file:
            return MARK.encode() in file.read(2000)

    try:
        guard(path, is_ours, force=force)
        write_whole([write_sarif(found.points, list_rules(), found.files, version=__version__)], path)
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror}", hint="choose another place with --sarif PATH"
        ) from None
