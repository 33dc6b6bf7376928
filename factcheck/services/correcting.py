"""Corrections of a published text: what was wrong in it, and what is right."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.links import check_link
from factcheck.core.notices import CorrectionNotice, notice_id
from factcheck.core.quotes import TextQuote, find_quote
from factcheck.core.text import Span, locate, paragraphs
from factcheck.core.words import CorrectionKind
from factcheck.errors import BadInputError, NotFoundError, RefusedError, UsageError
from factcheck.models import Article, Claim, Correction, Version
from factcheck.services.answering import common_fields, list_parts, past_day, some_text
from factcheck.services.claims import refuse_dropped
from factcheck.services.work import Work


def correct_text(
    work: Work,
    claim: Claim,
    wrong: str | None,
    right: str | None,
    *,
    kind: CorrectionKind,
    article: Article | None = None,
    version: int | None = None,
    paragraph: int | None = None,
    link: str | None = None,
    on: str | None = None,
    reason: str = "",
) -> Correction:
    """Record that words of the published text were wrong, and what stands in their place, since today or ``on`` a day.

    The words must stand in the article's published version, in its current one where none is marked as published, or
    in the ``version`` of that number. Neither the text nor the claim's status changes.

    Raises:
        QuoteNotFoundError: with the nearest passage.
        QuoteAmbiguousError: with the places.
        BadInputError: nothing is wrong, or right is what was wrong.
        RefusedError: the claim stands in no article.
    """
    refuse_dropped(claim)
    where = article_of(claim, article)
    text = published_version(where) if version is None else numbered_version(where, version)
    quote = _find(where, text, some_text(wrong, "what was wrong", "--wrong 'WORDS OF THE TEXT'"), paragraph)
    instead = some_text(right, "what is right", "--right 'WORDS'")
    if instead == quote.exact:
        raise BadInputError("the right words are those that were wrong", hint="say what is to stand instead")
    correction = Correction(
        **common_fields(work, Correction, claim),
        version_id=text.id,
        kind=kind,
        wrong=quote.exact,
        start=quote.start,
        right=instead,
        link=check_link(link) if link else None,
        corrected_on=past_day(work, on, "the text was corrected"),
    )
    work.session.add(correction)
    work.touch(claim, reason)
    return correction


def link_notice(work: Work, claim: Claim, correction: Correction, link: str, *, reason: str = "") -> Correction:
    """Say where the notice of a correction was published."""
    refuse_dropped(claim)
    correction.link = check_link(link)
    work.touch(claim, reason)
    return correction


def drop_correction(work: Work, claim: Claim, correction: Correction, *, reason: str | None) -> Correction:
    """Take a correction off the list, the page and the feeds; its number is not used again, and history keeps it.

    Raises:
        BadInputError: nobody said why.
    """
    refuse_dropped(claim)
    why = some_text(reason, "why the correction is withdrawn", "--because '…'")
    correction.dropped = True
    work.touch(claim, why)
    return correction


def article_of(claim: Claim, article: Article | None = None) -> Article:
    """The article, current or earlier, that makes the claim: the one that is named, or the only one.

    Raises:
        RefusedError: it stands in no article, or not in that one.
        UsageError: several make it, and nobody said which.
    """
    making = {each.version.article: None for each in claim.appearances if not each.version.article.dropped}
    if article is not None and article not in making:
        raise RefusedError(
            f"claim {claim.number} does not stand in article {article.number}",
            hint=f"factcheck claim show {claim.number}",
        )
    if article is None and len(making) > 1:
        raise UsageError(f"{len(making)} articles make claim {claim.number}", hint="say which: --article a1")
    found = article or next(iter(making), None)
    if found is None:
        raise RefusedError(f"claim {claim.number} stands in no article", hint=f"factcheck claim anchor {claim.number}")
    return found


def published_version(article: Article) -> Version:
    """The newest version that is marked as published; where none is, the current one."""
    return next((each for each in reversed(article.versions) if each.published_on), article.current)


def numbered_version(article: Article, number: int) -> Version:
    """The version with this number.

    Raises:
        NotFoundError: there is none.
    """
    for version in article.versions:
        if version.number == number:
            return version
    raise NotFoundError(
        f"article {article.number} has no version {number}", hint=f"factcheck article show {article.number}"
    )


def _find(article: Article, version: Version, words: str, paragraph: int | None) -> TextQuote:
    """The words in a version, in one paragraph where that is given."""
    within: Span | None = None
    where = f"version {version.number} of article {article.number}"
    if paragraph is not None:
        spans = paragraphs(version.text)
        if not 1 <= paragraph <= len(spans):
            raise NotFoundError(f"{where} has {len(spans)} paragraphs, no p{paragraph}", hint="factcheck article text")
        within, where = spans[paragraph - 1], f"p{paragraph} of {where}"
    return find_quote(version.text, words, within=within, where=where)


def list_claim_corrections(
    session: Session, *, numbers: Sequence[int] = (), article: Article | None = None
) -> list[tuple[Claim, Correction]]:
    """Corrections with their claims in order of claim number; only of these claims, or of one article."""
    versions = select(Version.id).where(Version.article_id == article.id) if article else None
    condition = [] if versions is None else [Correction.version_id.in_(versions)]
    return list_parts(session, Correction, *condition, numbers=numbers)


def list_corrections(session: Session, articles: Sequence[Article] | None = None) -> list[CorrectionNotice]:
    """What readers are told was corrected, in these articles or all of the desk, the newest first."""
    wanted = None if articles is None else {article.id for article in articles}
    found = [
        _notice(claim, correction)
        for claim, correction in list_parts(session, Correction)
        if not correction.version.article.dropped and (wanted is None or correction.version.article_id in wanted)
    ]
    return sorted(found, key=lambda notice: (notice.on, str(notice.at), notice.ref), reverse=True)


def corrections_told(session: Session, articles: Sequence[Article]) -> tuple[CorrectionNotice, ...] | None:
    """What a report on these articles tells of corrections; None where none of them is known to have been published."""
    found = tuple(list_corrections(session, articles))
    if found:
        return found
    published = select(Version.id).where(
        Version.article_id.in_([article.id for article in articles]), Version.published_on.is_not(None)
    )
    return () if session.scalar(published.limit(1)) else None


def _notice(claim: Claim, correction: Correction) -> CorrectionNotice:
    version = correction.version
    article = version.article
    return CorrectionNotice(
        id=notice_id(version.uid, correction.created_at, correction.start),
        ref=f"{claim.number}.{correction.item}",
        claim=claim.number,
        article=f"a{article.number}",
        title=article.title or "",
        url=article.url or "",
        version=version.number,
        paragraph=locate(version.text, correction.start)[0] if version.text else 0,
        kind=correction.kind,
        wrong=correction.wrong,
        right=correction.right,
        link=correction.link or "",
        on=correction.corrected_on,
        at=correction.created_at,
    )


def correction_data(claim: Claim, correction: Correction) -> dict[str, Any]:
    """A correction as JSON data."""
    return {
        "ref": f"{claim.number}.{correction.item}",
        "claim": claim.number,
        "article": f"a{correction.version.article.number}",
        "version": correction.version.number,
        "kind": correction.kind,
        "wrong": correction.wrong,
        "start": correction.start,
        "right": correction.right,
        "link": correction.link,
        "on": correction.corrected_on,
        "entered_at": correction.created_at,
    }
