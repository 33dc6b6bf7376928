"""Where an article's check stands, in numbers."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.text import word_count
from factcheck.core.words import Outcome, Status, UnverifiableCode
from factcheck.models import Article, Claim, Desk, Signoff
from factcheck.services.articles import marked_share
from factcheck.services.claims import appearances_in
from factcheck.services.loading import claims_of
from factcheck.services.statuses import is_stale
from factcheck.services.weighing import Scales


@dataclass(slots=True)
class Standing:
    """An article's claims counted. Lists hold claim numbers in order."""

    article: Article
    title: str
    version: int
    words: int
    marked: float
    total: int
    by_status: dict[Status, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[UnverifiableCode, list[int]] = field(default_factory=lambda: defaultdict(list))
    stale: list[int] = field(default_factory=list)
    not_independent: list[int] = field(default_factory=list)
    flat: list[int] = field(default_factory=list)
    open_queries: list[int] = field(default_factory=list)
    second_checked: list[int] = field(default_factory=list)

    @property
    def failing(self) -> list[int]:
        """Claims that do not hold as written."""
        return sorted(
            number for status, numbers in self.by_status.items() if status.holds is False for number in numbers
        )

    @property
    def unsettled(self) -> list[int]:
        """Claims that are open: unverified, in review, or stale."""
        waiting = [*self.by_status[Status.UNVERIFIED], *self.by_status[Status.IN_REVIEW], *self.stale]
        return sorted(set(waiting))

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the way of printing, as far as the desk knows."""
        return not (self.failing or self.unsettled) and self.total > 0


def stand(session: Session, article: Article) -> Standing:
    """Count an article's claims."""
    claims = claims_of(session, article)
    scales = Scales(session)
    standing = Standing(
        article=article,
        title=display_title(session, article),
        version=article.current.number,
        words=word_count(article.current.text),
        marked=marked_share(session, article),
        total=len(claims),
    )
    checked = _second_checked(session, article)
    for claim in sorted(claims, key=lambda each: each.number):
        _count(standing, claim, scales)
        if claim.id in checked:
            standing.second_checked.append(claim.number)
    return standing


def _count(standing: Standing, claim: Claim, scales: Scales) -> None:
    number = claim.number
    standing.by_status[claim.status].append(number)
    if claim.status_code is not None:
        standing.by_code[claim.status_code].append(number)
    if is_stale(claim):
        standing.stale.append(number)
    if scales.lacks_independence(claim, standing.article):
        standing.not_independent.append(number)
    hedged = any(place.attribution.hedged for place in appearances_in(claim, standing.article))
    if claim.status.holds is False and not hedged:
        standing.flat.append(number)
    if any(query.outcome is Outcome.OPEN for query in claim.queries):
        standing.open_queries.append(number)


def _second_checked(session: Session, article: Article) -> set[int]:
    return set(session.scalars(select(Signoff.claim_id).where(Signoff.article_id == article.id)))


def display_title(session: Session, article: Article) -> str:
    """The article's title; where it has none, the desk's name says which article this is."""
    if article.title:
        return article.title
    name = session.scalar(select(Desk.name)) or "article"
    return f"{name} (untitled)"
