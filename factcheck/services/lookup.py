"""Find what a reference names, or say clearly that it is not on the desk."""

import difflib
import re
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.refs import parse_item, parse_ref
from factcheck.errors import NotFoundError, RefusedError, UsageError
from factcheck.models import Article, Base, Claim, ClaimAlias, Document, Evidence, Source, SourceAlias

Numbered = TypeVar("Numbered", Article, Document)


def get_claim(session: Session, number: int) -> Claim:
    """The claim with this number, or the one that took it over.

    Raises:
        NotFoundError: with the numbers the desk has.
        RefusedError: whoever works here is to check it blind, and may not change it before.
    """
    claim = session.scalar(select(Claim).where(Claim.number == number))
    if claim is None or claim.dropped:  # a merged claim is dropped, and its number leads to the other
        claim = session.scalar(select(Claim).join(ClaimAlias).where(ClaimAlias.number == number)) or claim
    if claim is None:
        last = session.scalar(select(Claim.number).order_by(Claim.number.desc()).limit(1))
        raise NotFoundError(
            f"there is no claim {number}",
            hint=f"this desk's claims go up to {last}: factcheck claim list" if last else "factcheck claim add",
        )
    if session.info:
        from factcheck.services.veil import refuse_closed

        refuse_closed(session, claim)
    return claim


def get_claims(session: Session, numbers: Iterable[int]) -> list[Claim]:
    """The claims with these numbers, in that order, each once."""
    return list(dict.fromkeys(get_claim(session, number) for number in numbers))


def get_evidence(session: Session, text: str) -> Evidence:
    """The item ``40.3`` names."""
    number, item = parse_item(text)
    claim = get_claim(session, number)
    for evidence in claim.evidence:
        if evidence.item == item:
            return evidence
    raise NotFoundError(f"claim {number} has no item {item}", hint=f"factcheck evidence list {number}")


def get_article(session: Session, text: str | None, *, dropped: bool = False) -> Article:
    """The article ``a1`` or ``1`` names; the only one where ``text`` is ``None``.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several and nobody said which.
        RefusedError: it was dropped, unless ``dropped``.
    """
    if text is None:
        found = session.scalars(select(Article).where(Article.dropped.is_(False)).limit(2)).all()
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError("this desk has no article yet", hint="factcheck article add FILE")
        raise UsageError("this desk has several articles", hint="say which: --article 1 (factcheck article list)")
    article = _numbered(session, Article, parse_ref(text, letter="a"), "article")
    if article.dropped and not dropped:
        number = article.number
        raise RefusedError(f"article {number} was dropped", hint=f"factcheck article restore {number}")
    return article


def get_document(session: Session, text: str) -> Document:
    """The document ``d5`` or ``5`` names."""
    return _numbered(session, Document, parse_ref(text, letter="d"), "document")


def get_source(session: Session, text: str) -> Source:
    """The source with this name, alias or reference ``s7``.

    Raises:
        NotFoundError: with the names that come nearest.
    """
    source = find_source(session, text)
    if source is None:
        near = _near(session, text)
        hint = f"did you mean {near}? Or add --new-source" if near else "add --new-source, or: factcheck source add"
        raise NotFoundError(f"no source is called '{text}'", hint=hint)
    return source


def find_source(session: Session, text: str) -> Source | None:
    """The source with this name, alias (letter case aside) or reference, or ``None``."""
    name = text.strip()
    if re.search("[\0\ud800-\udfff]", name):
        return None  # no database takes it as a question either
    found = session.scalar(select(Source).where(Source.name == name))
    if found is not None:
        return found
    wanted = name.casefold()
    for source_id, known in _names(session):
        if known.casefold() == wanted:
            return session.get(Source, source_id)
    if re.fullmatch(r"[sS][0-9]{1,9}", name):
        return session.scalar(select(Source).where(Source.number == int(name[1:])))
    return None


def _names(session: Session) -> list[tuple[int, str]]:
    names = session.execute(select(Source.id, Source.name).order_by(Source.number))
    aliases = session.execute(select(SourceAlias.source_id, SourceAlias.name))
    return [(row_id, name) for rows in (names, aliases) for row_id, name in rows]


def _near(session: Session, text: str) -> str:
    """Up to three names that look like ``text``, for a hint."""
    names = {name.casefold(): name for _, name in _names(session)}
    close = difflib.get_close_matches(text.casefold(), names, n=3, cutoff=0.6)
    return " or ".join(f"'{names[key]}'" for key in close)


def _numbered(session: Session, model: type[Numbered], number: int, word: str) -> Numbered:
    found = session.scalar(select(model).where(model.number == number))
    if found is None:
        raise NotFoundError(f"there is no {word} {number}", hint=f"factcheck {word} list")
    return found


def next_number(session: Session, model: type[Base]) -> int:
    """The next number of an article, source, document or claim; numbers are never reused, since nothing is deleted."""
    last = session.scalar(select(func.max(model.number))) or 0  # type: ignore[attr-defined]
    if model is Claim:
        last = max(last, session.scalar(select(func.max(ClaimAlias.number))) or 0)
    return int(last) + 1
