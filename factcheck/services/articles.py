"""Articles: take one in, list, edit, drop."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.core.dates import parse_date
from factcheck.core.fields import check_text
from factcheck.core.links import check_link
from factcheck.core.text import Span, clean, coverage, paragraphs, word_count
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, RefusedError
from factcheck.models import Appearance, Article, Claim, Source, Version, VersionText
from factcheck.services.lookup import next_number
from factcheck.services.work import Work


def add_article(
    work: Work,
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: Source | None = None,
    author: str | None = None,
    published: str | None = None,
    language: str | None = None,
    upstream: Source | None = None,
    note: str | None = None,
    file_name: str | None = None,
    again: bool = False,
) -> Article:
    """Take an article in; its text is version 1.

    Raises:
        BadInputError: the text is empty or holds what no desk can keep, or a field is malformed.
        RefusedError: the same text is on the desk already, unless ``again``.
    """
    text = clean(text)
    if not text.strip():
        raise BadInputError("the article is empty", hint="give a file with text in it")
    digest = sha256(text)
    same = work.session.scalar(
        select(Article).join(Article.versions).where(Version.sha256 == digest, Article.dropped.is_(False))
    )
    if same is not None and not again:
        raise RefusedError(f"this text is article {same.number} already", hint=f"factcheck article show {same.number}")
    article = Article(uid=work.new_uid(), number=next_number(work.session, Article), created_at=work.at)
    work.session.add(article)
    edit_article(
        work, article, title=title, url=url, publisher=publisher, author=author, published=published,
        language=language, upstream=upstream, note=note,
    )  # fmt: skip
    article.versions.append(
        Version(
            uid=work.new_uid(), number=1, sha256=digest, file_name=visible(file_name or "") or None, created_at=work.at,
            body=VersionText(text=text),
        )
    )  # fmt: skip
    work.touch(article)
    return article


def edit_article(
    work: Work,
    article: Article,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: Source | None = None,
    author: str | None = None,
    published: str | None = None,
    language: str | None = None,
    upstream: Source | None = None,
    note: str | None = None,
) -> Article:
    """Change what is given and leave the rest; an empty text takes a field away."""
    for name, value in (("title", title), ("author", author), ("language", language), ("note", note)):
        if value is not None:
            check_text(value, f"the article's {name}")
            setattr(article, name, value or None)
    if url is not None:
        article.url = check_link(url) if url else None
    if published is not None:
        article.published = parse_date(published) if published else None
    if publisher is not None:
        article.publisher = publisher
    if upstream is not None:
        article.upstream = upstream
    work.touch(article)
    return article


def drop_article(work: Work, article: Article, *, why: str) -> Article:
    """Take an article out of lists, reports and exports, and with it the claims that stand in no other.

    It keeps its number, versions and claims, and can be restored.

    Raises:
        RefusedError: it was dropped already.
    """
    if article.dropped:
        number = article.number
        raise RefusedError(f"article {number} was dropped already", hint=f"factcheck article restore {number}")
    article.dropped = True
    work.touch(article, why)
    return article


def restore_article(work: Work, article: Article) -> Article:
    """Bring a dropped article back as it was; raises RefusedError where it is not dropped."""
    if not article.dropped:
        number = article.number
        raise RefusedError(f"article {number} is not dropped", hint=f"factcheck article show {number}")
    article.dropped = False
    work.touch(article)
    return article


def list_articles(session: Session) -> list[Article]:
    """All articles in order of number, without those that were dropped."""
    return list(session.scalars(select(Article).where(Article.dropped.is_(False)).order_by(Article.number)))


def count_claims(session: Session, article: Article) -> int:
    """How many claims the current version makes."""
    query = (
        select(func.count(func.distinct(Appearance.claim_id)))
        .join(Claim)
        .where(Appearance.version_id == article.current.id, Claim.dropped.is_(False))
    )
    return session.scalar(query) or 0


def spans_of(session: Session, article: Article) -> list[tuple[Span, int]]:
    """Where the current version makes claims: the quote's span and the claim's number, in text order."""
    query = (
        select(Appearance.start, Appearance.end, Claim.number)
        .join(Claim)
        .where(Appearance.version_id == article.current.id, Claim.dropped.is_(False))
        .order_by(Appearance.start, Appearance.end, Claim.number)
    )
    return [(Span(start, end), number) for start, end, number in session.execute(query)]


def marked_share(session: Session, article: Article) -> float:
    """The share of the article's words (0-1) inside the quote of at least one claim."""
    return coverage(article.current.text, [span for span, _ in spans_of(session, article)])


def article_data(session: Session, article: Article) -> dict[str, Any]:
    """An article as JSON data."""
    version = article.current
    published = next((each for each in article.versions if each.published_on), None)
    return {
        "ref": f"a{article.number}",
        "uid": article.uid,
        "title": article.title,
        "url": article.url,
        "publisher": f"s{article.publisher.number}" if article.publisher else None,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "upstream": f"s{article.upstream.number}" if article.upstream else None,
        "note": article.note,
        "version": version.number,
        "published_version": published.number if published else None,
        "published_on": published.published_on if published else None,
        "sha256": version.sha256,
        "words": word_count(version.text),
        "paragraphs": len(paragraphs(version.text)),
        "marked": round(marked_share(session, article) * 100),
        "claims": count_claims(session, article),
        "dropped": article.dropped,
    }
