"""Where an article's check stands: what the report's first screen says, for the terminal and for scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.words import Waiting
from factcheck.models import Article, Claim
from factcheck.report.desk_views import ArticleView
from factcheck.report.summary import FAILING, Summary, is_flat, summarise
from factcheck.services.reporting import report_view
from factcheck.services.veil import veil_of


@dataclass(frozen=True, slots=True)
class Wait:
    """A claim in review that waits: its number, for whom, and until which day (partial; ``None``: nobody said)."""

    number: int
    whom: Waiting
    until: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """An article with its claims, what they come to, and which of them wait for somebody.

    ``hidden`` are the numbers of those that the reader is to check blind: they count as open, whatever they are.
    """

    article: ArticleView
    summary: Summary
    waits: tuple[Wait, ...] = ()
    hidden: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        """The article's title; where it has none, the desk's name says which article this is."""
        return self.article.title or f"{self.article.standing_title} (untitled)"

    def numbers(self, group: str) -> list[int]:
        """The numbers of the claims in a group of the report."""
        return [claim.number for each in self.summary.groups if each.key == group for claim in each.claims]

    @property
    def failing(self) -> list[int]:
        """Claims that do not hold as written."""
        return sorted(number for group in FAILING for number in self.numbers(group))

    @property
    def flat(self) -> list[int]:
        """Those of them that the article states in its own voice and without a hedge."""
        failing = set(self.failing)
        return sorted(claim.number for claim in self.article.claims if claim.number in failing and is_flat(claim))


def stand(session: Session, articles: Sequence[Article]) -> list[Standing]:
    """The standing of each article."""
    view = report_view(session, articles)
    waiting = select(Claim.number, Claim.waiting, Claim.waiting_until).where(
        Claim.waiting.is_not(None), Claim.dropped.is_(False)
    )
    waits = {number: Wait(number, whom, until) for number, whom, until in session.execute(waiting) if whom}
    hidden = _hidden(session)
    return [
        Standing(
            article,
            summarise(article, view),
            tuple(_waits_of(article, waits)),
            hidden & {claim.number for claim in article.claims},
        )
        for article in view.articles
    ]


def _hidden(session: Session) -> frozenset[int]:
    """The numbers of the claims of which this session hides what the desk holds."""
    veil = veil_of(session)
    if veil is None:
        return frozenset()
    return frozenset(session.scalars(select(Claim.number).where(Claim.id.in_(veil.claims))))


def _waits_of(article: ArticleView, waits: Mapping[int, Wait]) -> list[Wait]:
    """Those of the article's claims that wait, in order of number."""
    return [waits[number] for number in sorted({claim.number for claim in article.claims} & waits.keys())]
