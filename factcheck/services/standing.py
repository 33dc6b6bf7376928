"""Where an article's check stands: what the report's first screen says, for the terminal and for scripts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factcheck.models import Article
from factcheck.report.summary import FAILING, Summary, is_flat, summarise
from factcheck.report.views import ArticleView
from factcheck.services.reporting import report_view


@dataclass(frozen=True, slots=True)
class Standing:
    """An article with its claims, and what they come to."""

    article: ArticleView
    summary: Summary

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
    return [Standing(article, summarise(article, view)) for article in view.articles]
