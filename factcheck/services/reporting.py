"""Fill the report's frozen views from the desk: everything is asked for here, so that a template can ask for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck import __version__
from factcheck.core.notices import feed_id
from factcheck.models import Article, Event
from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.views import ClaimView, DissentView, OverruledView, SourceLink
from factcheck.services.desks import get_desk
from factcheck.services.dissenting import Judgement, dissents_by_claim
from factcheck.services.history import names_of
from factcheck.services.lookup import get_claim
from factcheck.services.overturning import find_overturned
from factcheck.services.policies import get_count, get_policy
from factcheck.services.replies import subject_asked
from factcheck.services.report_batches import read_batches, read_people, read_sources
from factcheck.services.report_grounds import SourceTree
from factcheck.services.report_history import Histories
from factcheck.services.report_rows import SourceRow
from factcheck.services.report_views import Filler


def report_view(
    session: Session, articles: Sequence[Article], *, include_confidential: bool = False, history: bool = False
) -> ReportView:
    """Everything the desk knows of these articles, as of the last event of the history.

    Who may see what is decided from the views, by ``report.audience``. Only the words of the history cannot be cut
    afterwards: they are told without what is internal unless ``include_confidential``, and not at all without
    ``history``; nor is what was asked and overruled of claims at risk.
    """
    desk = get_desk(session)
    seq, at = session.execute(select(func.max(Event.seq), func.max(Event.at)).where(Event.desk == desk.uid)).one()
    told = stream_articles(session, articles, include_confidential=include_confidential, history=history)
    return ReportView(
        desk_name=desk.name,
        as_of=at,
        tool_version=__version__,
        articles=tuple(told),
        history_seq=seq,
        independent_required=get_count(session, "independent-origins"),
        second_check_required=get_policy(session, "second-check") == "required",
        feed=feed_id(desk.uid),
    )


def stream_articles(
    session: Session,
    articles: Sequence[Article],
    *,
    include_confidential: bool = False,
    history: bool = False,
    dissents: bool = True,
) -> Iterator[ArticleView]:
    """The articles of a report one by one, in this order.

    A few of them are read at a time, in as many queries whatever the number of their claims, and forgotten before the
    next: what is in memory does not grow with their number. Without ``dissents`` nothing is said of who holds something else.
    """
    if not articles:
        return
    session.flush()
    connection = session.connection()
    desk_name = get_desk(session).name
    sources, people = SourceTree(read_sources(connection)), read_people(connection)
    names = names_of(session) if history else None
    differing = dissents_by_claim(session) if dissents else {}
    for batch in read_batches(connection, [article.id for article in articles]):
        histories = Histories(connection, batch.versions, names, include_confidential=include_confidential)
        for article in Filler(batch, sources, people, histories).articles():
            named = sorted(_named(article, sources), key=lambda row: (row.name.casefold(), row.number))
            yield replace(
                article,
                claims=tuple([_told(session, each, differing, history=history) for each in article.claims]),
                sources=tuple([sources.view(row) for row in named]),
                standing_title="" if article.title else desk_name,
            )


def _told(session: Session, claim: ClaimView, differing: Mapping[int, list[Judgement]], *, history: bool) -> ClaimView:
    """A claim with what is not read with all the others: few have any of it."""
    if claim.number in differing:
        dissents = [
            DissentView(each.status.value, each.code.value if each.code else "", each.reason, each.by, each.at)
            for each in differing[claim.number]
        ]
        claim = replace(claim, dissents=tuple(dissents))
    return _at_risk(session, claim) if history and claim.risks else claim


def _at_risk(session: Session, claim: ClaimView) -> ClaimView:
    """A claim at risk with what a lawyer asks first: whether its subject was asked, and who overruled whom."""
    model = get_claim(session, claim.number)
    overruled = [
        OverruledView(
            was=each.was.status.value,
            was_by=each.was.by,
            by=each.by,
            at=each.at.date().isoformat(),
            became=each.became.value,
            reason=each.reason,
        )
        for each in find_overturned(session, model)
    ]
    return replace(claim, asked=subject_asked(session, model).heard.value, overruled=tuple(overruled))


def _named(article: ArticleView, sources: SourceTree) -> list[SourceRow]:
    """The sources that an article's claims and their evidence name, and what those are part of."""
    refs = {link.ref for link in _links(article) if link is not None and link.ref.startswith("s")}
    found: dict[int, SourceRow] = {}
    for ref in refs:
        row: SourceRow | None = sources.by_ref[ref]
        while row is not None and row.id not in found:
            found[row.id] = row
            row = sources.rows[row.part_of_id] if row.part_of_id is not None else None
    return list(found.values())


def _links(article: ArticleView) -> Iterator[SourceLink | None]:
    yield article.upstream
    for claim in article.claims:
        yield claim.about
        for place in claim.places:
            yield place.says.speaker
            yield place.says.traced_to
            yield from place.says.via
        for item in claim.evidence:
            yield item.origin
            yield item.top
            yield item.publisher
            yield from item.via
