"""Run the rules over the desk as its policy says, and put what they find in text order."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factcheck.core.points import Place, Point, Rule, Severity
from factcheck.core.text import Span, paragraphs
from factcheck.errors import NotFoundError
from factcheck.models import Article
from factcheck.services.lint import desk, evidence, figures, text
from factcheck.services.lint.facts import ArticleFacts
from factcheck.services.lint.loading import load_facts
from factcheck.services.lint.rules import CHECKS, Hit

_MODULES = (evidence, text, figures, desk)  # loading them enters their rules
_OFF, _ON = "off", "on"
_KEY = "lint."


@dataclass(frozen=True, slots=True)
class Linted:
    """What the rules found, in text order.

    ``claims`` and ``articles`` say how much was looked at, ``files`` what an article's text is called, ``unknown`` are
    policies that name no rule.
    """

    points: tuple[Point, ...]
    claims: int
    articles: int
    files: Mapping[int, str]
    unknown: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """How many points are as grave as that."""
        return sum(point.severity is severity for point in self.points)


def list_rules() -> list[Rule]:
    """Every rule, in order of code."""
    return [rule for _, (rule, _) in sorted(CHECKS.items())]


def find_rule(code: str) -> Rule:
    """The rule with this code or name.

    Raises:
        NotFoundError: there is none.
    """
    wanted = code.strip().casefold()
    for rule in list_rules():
        if wanted in (rule.code.casefold(), rule.name):
            return rule
    raise NotFoundError(f"there is no rule '{code}'", hint="factcheck lint --rules lists them")


def lint(session: Session, articles: Sequence[Article] = (), *, real_names: Mapping[str, str] | None = None) -> Linted:
    """Hold some articles, or the whole desk, against every rule that the desk's policy leaves on.

    ``real_names`` are those of confidential sources by uid, as far as they are at hand.
    """
    facts = load_facts(session, articles, real_names=real_names)
    severities = {rule.code: _severity(rule, facts.policy) for rule in list_rules()}
    places = {article.number: _Places(article) for article in facts.articles}
    points = [
        _point(rule, severity, hit, places)
        for code, (rule, check) in CHECKS.items()
        if (severity := severities[code]) is not None
        for hit in check(facts)
    ]
    known = {f"{_KEY}{rule.code}".casefold() for rule in list_rules()}
    unknown = tuple(sorted(key for key in facts.policy if key.startswith(_KEY) and key.casefold() not in known))
    files = {article.number: article.file_name or f"a{article.number}" for article in facts.articles}
    kept = sorted(_without_doubles(points), key=_order)
    return Linted(tuple(kept), len(facts.claims), len(facts.articles), files, unknown)


def _severity(rule: Rule, policy: Mapping[str, str]) -> Severity | None:
    """How grave the desk takes the rule; ``None`` where it is off."""
    given = next((value for key, value in policy.items() if key.casefold() == f"{_KEY}{rule.code}".casefold()), _ON)
    if given == _OFF:
        return None
    return rule.severity if given == _ON else Severity(given)


def _without_doubles(points: Iterable[Point]) -> Iterator[Point]:
    """The points but for those that another rule tells of the same claim more exactly."""
    listed = list(points)
    found = {(point.rule.code, point.claim) for point in listed}
    for point in listed:
        if not any((code, point.claim) in found for code in point.rule.instead):
            yield point


def _order(point: Point) -> tuple[int, int, int, int, str]:
    """Text order, then the desk's own; of one place the gravest first."""
    place = point.place
    where = (place.article, place.start) if place else (1_000_000_000, 0)
    return (*where, point.claim or 0, -point.severity.rank, point.key)


def _point(rule: Rule, severity: Severity, hit: Hit, places: Mapping[int, "_Places"]) -> Point:
    place = None
    if hit.where is not None:
        article, span = hit.where
        place = places[article.number].of(span)
    elif hit.claim is not None and hit.claim.places:
        first = hit.claim.places[0]
        place = places[first.article].of(first.span)
    claim = hit.claim
    return Point(
        rule=rule, severity=severity, message=hit.message, way=hit.way, claim=claim.number if claim else None,
        wording=claim.wording if claim else "", item=hit.item, place=place,
    )  # fmt: skip


class _Places:
    """Turns stretches of one article's text into places with line, column and paragraph."""

    def __init__(self, article: ArticleFacts) -> None:
        self.article = article
        self.lines = [0, *(at + 1 for at, char in enumerate(article.text) if char == "\n")]
        self.starts = [span.start for span in paragraphs(article.text)]

    def of(self, span: Span) -> Place:
        """The place of a stretch."""
        line, end_line = bisect_right(self.lines, span.start), bisect_right(self.lines, max(span.start, span.end - 1))
        return Place(
            article=self.article.number, start=span.start, end=span.end,
            paragraph=max(1, bisect_right(self.starts, span.start)), line=line, column=span.start - self.lines[line - 1] + 1,
            end_line=end_line, end_column=span.end - self.lines[end_line - 1] + 1,
            exact=self.article.text[span.start : span.end],
        )  # fmt: skip
