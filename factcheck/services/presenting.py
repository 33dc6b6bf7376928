"""A report as its audience may see it: filled from the desk or its past, cut for whom it is, refused where names hide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from factcheck.models import Article
from factcheck.names import Names
from factcheck.report.audience import Audience, article_for, for_audience
from factcheck.report.desk_views import ArticleView, Branding, ReportView
from factcheck.services.correcting import corrections_told
from factcheck.services.disclosing import refuse_disclosures, secrets_of
from factcheck.services.policies import get_policy
from factcheck.services.reporting import report_view, stream_articles


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be.

    Attributes:
        audience: Whom it is for.
        branding: Name, logo, colours and footer of the house.
        language: The language of the report's own words.
        include_confidential: Also internal notes, contacts, and who spoke off the record; never for the public.
    """

    audience: Audience
    branding: Branding
    language: str = "en"
    include_confidential: bool = False


def frame_of(session: Session, articles: Sequence[Article], wanted: Wanted) -> ReportView:
    """The report on these articles as its audience may see it, without the articles themselves."""
    whole = replace(
        report_view(session, ()),
        language=wanted.language,
        branding=wanted.branding,
        corrections=corrections_told(session, articles),
    )
    return for_audience(whole, wanted.audience, include_confidential=wanted.include_confidential)


def articles_shown(
    session: Session, articles: Sequence[Article], wanted: Wanted, *, history: bool = True
) -> Iterator[ArticleView]:
    """The articles one by one as their audience may see them, so that no more than a few are held at a time.

    Without ``history`` that of the claims is not read where the audience could see it; timelines are told all the same.
    """
    asked = wanted.include_confidential
    told = history and wanted.audience is not Audience.PUBLIC
    dissents = _tells_dissent(session, wanted)
    for article in stream_articles(session, articles, include_confidential=asked, history=told, dissents=dissents):
        yield article_for(article, wanted.audience, include_confidential=asked, language=wanted.language)


def file_articles(session: Session, articles: Sequence[Article], wanted: Wanted) -> Iterator[ArticleView]:
    """The articles as a report of one file shows them: there the history of claims is for the lawyer alone."""
    return articles_shown(session, articles, wanted, history=wanted.audience is Audience.LAWYER)


def file_report(session: Session, articles: Sequence[Article], wanted: Wanted) -> ReportView:
    """A whole report of one file, as its audience may see it."""
    return replace(frame_of(session, articles, wanted), articles=tuple(file_articles(session, articles, wanted)))


def refuse_secrets(today: Session, session: Session, articles: Sequence[Article], wanted: Wanted, names: Names) -> None:
    """Let a report for the public pass only where none of its articles gives a secret away; any other passes.

    ``today`` is the desk as it is: what is secret is what is secret now, also where ``session`` is its past.
    ``names`` is where the real names of confidential sources are.

    Raises:
        RefusedError: listing every place of the first article that does where a secret still stands; or the real name of
            a confidential source is not at hand.
    """
    if wanted.audience is not Audience.PUBLIC:
        return
    secrets = secrets_of(today, names)
    if not secrets:
        return
    frame = frame_of(session, articles, wanted)
    for article in stream_articles(session, articles, dissents=_tells_dissent(session, wanted)):
        desk = replace(frame, articles=(article,))
        public = article_for(article, wanted.audience, language=wanted.language)
        refuse_disclosures(replace(frame, articles=(public,)), secrets, desk=desk)
        frame = replace(frame, corrections=None)  # they were searched with the first


def _tells_dissent(session: Session, wanted: Wanted) -> bool:
    """Whether the report says who holds something else: inside the house always, to the public by the desk's policy."""
    return wanted.audience is not Audience.PUBLIC or get_policy(session, "print-dissent") == "yes"
