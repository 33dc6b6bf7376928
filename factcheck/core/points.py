"""Points of lint: what is wrong or missing in the desk's own work, each under a named rule."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a point is, the mildest first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that work is held against.

    ``told`` says in one sentence what it finds, ``bad`` and ``good`` show work that breaks it and work that keeps it.
    ``instead`` names rules that tell the same more exactly: where one of them finds the claim, this one is silent.
    """

    code: str
    name: str
    severity: Severity
    told: str
    bad: str
    good: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an article a point is: code points (end exclusive); line and column count from 1, as does paragraph."""

    article: int
    start: int
    end: int
    paragraph: int
    line: int
    column: int
    end_line: int
    end_column: int
    exact: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point: the rule, how grave it is on this desk, what is wrong, and the command that leads out.

    ``claim`` is a number, ``item`` an evidence reference like ``40.3``; ``place`` is where the article says it.
    """

    rule: Rule
    severity: Severity
    message: str
    way: str
    claim: int | None = None
    wording: str = ""
    item: str | None = None
    place: Place | None = None

    @property
    def key(self) -> str:
        """What the point is about, the same from run to run: ``FC103 40``, ``FC201 a1 “18%”``."""
        if self.claim is not None:
            return f"{self.rule.code} {self.item or self.claim}"
        if self.place is not None:
            return f"{self.rule.code} a{self.place.article} “{self.place.exact}”"
        return f"{self.rule.code} {self.item or ''}".strip()
