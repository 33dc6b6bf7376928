"""Replay a claim set through the use cases: what the rules refuse here is refused there, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath

from sqlalchemy import select

from factcheck.core.canonical import sha256
from factcheck.core.figures import Quantity, check_quantity, parse_quantity
from factcheck.core.quotes import TextQuote, find_quote, quote_at
from factcheck.core.refs import MAX_NUMBER, parse_numbers
from factcheck.core.text import clean
from factcheck.core.words import Comparator, Level, OriginBasis, Outcome, Priority, Status
from factcheck.errors import BadInputError, FactcheckError, RefusedError
from factcheck.exchange.claimset import (
    ClaimSet,
    SetAppearance,
    SetArticle,
    SetAttribution,
    SetClaim,
    SetDocument,
    SetEvidence,
    SetOrigin,
    SetQuantity,
)
from factcheck.models import Article, Claim, ClaimAlias, Document, Source, Version, VersionText
from factcheck.services import articles, claims, documents, evidence, queries, sources, statuses
from factcheck.services.documents import DocumentFields, Origin
from factcheck.services.evidence import EvidenceFields
from factcheck.services.lookup import (
    find_source,
    get_article,
    get_claims,
    get_document,
    get_source,
    next_number,
)
from factcheck.services.work import Work

ReadFile = Callable[[str], bytes]
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Imported:
    """What came in, and what an object of the set was called on this desk."""

    sources: dict[str, Source] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    renumbered: dict[int, int] = field(default_factory=dict)
    free: int = 1


def import_claim_set(
    work: Work, claim_set: ClaimSet, *, read_file: ReadFile, tell: Tell = lambda _done, _total: None
) -> Imported:
    """Bring a claim set onto the desk. Sources are recognised by name, documents by address, articles by text.

    Claims keep their numbers where these are free and get new ones where not. The history is sealed three times, so
    that it shows a claim entered, then settled, then queried. ``read_file`` gives the bytes of a version's ``file``;
    ``tell`` is told how many claims are in, of how many.

    Raises:
        RefusedError: the rules refuse something; all of it is listed and the caller must roll back.
    """
    done = Imported()
    _bring_sources(work, claim_set, done)
    _bring_documents(work, claim_set, done)
    for given in claim_set.articles:
        done.articles[given.key] = _bring_article(work, given, done, read_file)
    problems: list[str] = []
    by_key: dict[str, Claim] = {}
    done.free = next_number(work.session, Claim)
    numbers = _numbers(claim_set, done.free)
    for place, each in enumerate(claim_set.claims):
        tell(place + 1, len(claim_set.claims))
        with _collected(problems, each):
            claim = _bring_claim(work, each, done, numbers[place])
            done.claims.append(claim)
            by_key[each.key or f"#{len(by_key)}"] = claim
    _stop_on(problems)
    for each, claim in zip(claim_set.claims, done.claims, strict=True):
        for relation in each.relations:
            with _collected(problems, each):
                claims.relate(
                    work, claim, relation.kind, by_key.get(relation.claim) or _claim_here(work, relation.claim)
                )
    _stop_on(problems)
    work.seal()
    for step in (_settle, _query, _drop):
        for each, claim in zip(claim_set.claims, done.claims, strict=True):
            with _collected(problems, each):
                step(work, claim, each)
        _stop_on(problems)
        work.seal()
    return done


class _collected:  # noqa: N801 - reads as a phrase: with _collected(problems, claim)
    """Collects our errors with the claim they are about, so that an import can list all of them."""

    def __init__(self, problems: list[str], claim: SetClaim) -> None:
        self.problems = problems
        self.name = f"claim {claim.number or claim.key or claim.wording[:40]}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, FactcheckError):
            return False
        self.problems.append(f"{self.name}: {error}")
        return True


def _stop_on(problems: list[str]) -> None:
    if problems:
        count = f"{len(problems)} claims were" if len(problems) > 1 else "1 claim was"
        raise RefusedError(
            f"{count} refused, so nothing was taken in:\n  " + "\n  ".join(problems), hint="mend the file and try again"
        )


def _bring_sources(work: Work, claim_set: ClaimSet, done: Imported) -> None:
    fresh = []
    for given in claim_set.sources:
        known = sources.find_or_add(work, given.name, new=False) if find_source(work.session, given.name) else None
        if known is None:
            known = sources.add_source(
                work, given.name, kind=given.kind, description=given.description or None,
                aliases=given.aliases, confidential=given.confidential,
            )  # fmt: skip
            fresh.append(given)
        done.sources[given.key] = known
    for given in fresh:
        if given.part_of:
            sources.edit_source(work, done.sources[given.key], part_of=_source(work, given.part_of, done))


def _bring_documents(work: Work, claim_set: ClaimSet, done: Imported) -> None:
    fresh: list[SetDocument] = []
    for given in claim_set.documents:
        known = documents.reuse_document(work, given.url) if given.url else None
        if known is None:
            known = documents.add_document(
                work,
                url=given.url or None,
                file_name=given.file_name or None,
                given=_document_fields(work, given, done),
            )
            fresh.append(given)
        done.documents[given.key] = known
    for given in fresh:
        if given.origin is not None and given.origin.document:
            origin = _origin(work, given.origin, given.origin_basis, done)
            documents.edit_document(work, done.documents[given.key], DocumentFields(origin=origin))


def _document_fields(work: Work, given: SetDocument, done: Imported) -> DocumentFields:
    later = given.origin is not None and bool(given.origin.document)
    return DocumentFields(
        title=given.title or None,
        title_basis=given.title_basis,
        publisher=_source(work, given.publisher, done),
        author=given.author or None,
        date=given.date or None,
        date_text=given.date_text or None,
        work=_source(work, given.work, done),
        origin=None if later else _origin(work, given.origin, given.origin_basis, done),
        vias=[source for via in given.via if (source := _source(work, via, done))] or None,
        host=given.host or None,
        archived_url=given.archived_url or None,
        retracted=given.retracted or None,
    )


def _source(work: Work, key: str, done: Imported) -> Source | None:
    """The source of the set, else the desk's own of that name or reference."""
    if not key:
        return None
    return done.sources.get(key) or get_source(work.session, key)


def _origin(work: Work, given: SetOrigin | None, basis: OriginBasis | None, done: Imported) -> Origin | None:
    if given is None:
        return None
    document = (
        (done.documents.get(given.document) or get_document(work.session, given.document)) if given.document else None
    )
    return Origin(_source(work, given.source, done), document, basis or OriginBasis.STATED)


def _bring_article(work: Work, given: SetArticle, done: Imported, read_file: ReadFile) -> Article:
    texts: list[tuple[int, str, str]] = []
    for version in given.versions:
        _refuse_large(version.number)
        data = version.text or _decoded(read_file(version.file), version.file)
        text = clean(data)
        if version.sha256 and sha256(text) != version.sha256:
            raise BadInputError(
                f"{version.file or 'the text'} of article {given.key} is not the text the set speaks of (SHA-256 differs)",
                hint="put the right file beside the claim set",
            )
        texts.append((version.number, text, version.file))
    if not texts:
        raise BadInputError(f"article {given.key} has no text", hint="give it a version with a text or a file")
    known = work.session.scalar(
        select(Article).join(Version).where(Version.sha256 == sha256(texts[-1][1]), Article.dropped.is_(False))
    )
    if known is not None:
        return known
    name = PurePosixPath(texts[0][2]).name or None
    article = articles.add_article(
        work, texts[0][1], title=given.title or None, url=given.url or None,
        publisher=_source(work, given.publisher, done), author=given.author or None, published=given.published or None,
        language=given.language or None, upstream=_source(work, given.upstream, done), note=given.note or None,
        file_name=name,
    )  # fmt: skip
    for number, text, file in texts[1:]:
        article.versions.append(
            Version(
                uid=work.new_uid(), number=number, sha256=sha256(text), file_name=PurePosixPath(file).name or None,
                created_at=work.at, body=VersionText(text=text),
            )
        )  # fmt: skip
    for made, stated in zip(article.versions, given.versions, strict=True):
        made.number, made.published_on = stated.number, stated.published_on or None
    work.touch(article)
    return article


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{name} is not UTF-8 at byte {error.start}", hint="save it as UTF-8") from None


def _numbers(claim_set: ClaimSet, free: int) -> list[int]:
    """The number each claim of the set gets here: its own from ``free`` on, else one after all of those."""
    kept = [number for each in claim_set.claims for number in (each.number or 0, *each.aliases) if number >= free]
    following = count(max(kept, default=free - 1) + 1)
    stated = [each.number or 0 for each in claim_set.claims]
    return [number if number >= free else next(following) for number in stated]


def _bring_claim(work: Work, given: SetClaim, done: Imported, number: int) -> Claim:
    if not given.appearances:
        raise BadInputError("it appears nowhere", hint="give it an appearance with a quote")
    _refuse_large(number, *given.aliases, *(item.item or 1 for item in given.evidence))
    first, *others = given.appearances
    article, version = _find_version(work, first, done)
    claim = claims.add_claim(
        work, given.wording, article=article, quote=_quote(version, first), says=_says(work, first.attribution, done),
        kind=given.kind, priority=given.priority or Priority.MEDIUM, about=_source(work, given.about, done),
        tags=given.tags, risks=given.risks, number=number, version=version,
    )  # fmt: skip
    if given.number is not None and given.number != claim.number:
        done.renumbered[given.number] = claim.number
    for appearance in others:
        article, version = _find_version(work, appearance, done)
        claims.add_appearance(
            work, claim, version, _quote(version, appearance), _says(work, appearance.attribution, done)
        )
    for item in given.evidence:
        document = done.documents.get(item.document) or get_document(work.session, item.document)
        evidence.add_evidence(work, claim, document, _evidence_fields(work, item, done), item=item.item)
    for figure in given.figures:
        if figure.claimed is None:
            raise BadInputError("a figure has no claimed quantity")
        claims.set_figure(work, claim, _quantity(figure.claimed), _quantity(figure.found) if figure.found else None)
    for note in given.notes:
        claims.add_note(work, claim, note.text, internal=note.internal)
    if number == given.number:
        claim.aliases += [ClaimAlias(number=alias) for alias in given.aliases if alias >= done.free]
    work.touch(claim)
    return claim


def _refuse_large(*numbers: int) -> None:
    if max(numbers) > MAX_NUMBER:
        raise BadInputError(f"the number {max(numbers):,} is larger than any reference can name")


def _claim_here(work: Work, reference: str) -> Claim:
    """The desk's own claim that a reference outside the set names."""
    return get_claims(work.session, parse_numbers(reference)[:1])[0]


def _find_version(work: Work, appearance: SetAppearance, done: Imported) -> tuple[Article, Version]:
    if not appearance.article and len(done.articles) == 1:
        article = next(iter(done.articles.values()))
    else:
        article = done.articles.get(appearance.article) or get_article(work.session, appearance.article or None)
    if appearance.version is None:
        return article, article.current
    for version in article.versions:
        if version.number == appearance.version:
            return article, version
    raise BadInputError(f"article {article.number} has no version {appearance.version}")


def _quote(version: Version, appearance: SetAppearance) -> TextQuote:
    if appearance.start is None or appearance.end is None:
        return find_quote(version.text, appearance.exact)
    quote = quote_at(version.text, appearance.start, appearance.end)
    if quote.exact != appearance.exact:
        raise BadInputError(
            f"“{appearance.exact}” does not stand at {appearance.start}", hint="leave start and end out"
        )
    return quote


def _says(work: Work, given: SetAttribution | None, done: Imported) -> claims.Says:
    if given is None:
        return claims.Says()
    return claims.Says(
        speaker=_source(work, given.speaker, done),
        vias=[source for via in given.via if (source := _source(work, via, done))],
        cue=given.cue,
        hedged=given.hedged,
        level=given.level or Level.ON_RECORD,
        traced_to=_source(work, given.traced_to, done),
        kind=given.kind,
    )


def _evidence_fields(work: Work, given: SetEvidence, done: Imported) -> EvidenceFields:
    return EvidenceFields(
        stance=given.stance,
        finding=given.finding,
        locator=given.locator or None,
        method=given.method,
        called=given.called or None,
        quality=given.quality,
        read=given.read,
        extent=given.extent or None,
        accessed=given.accessed or None,
        origin=_origin(work, given.origin, given.origin_basis, done),
        vias=[source for via in given.via if (source := _source(work, via, done))] or None,
    )


def _quantity(given: SetQuantity) -> Quantity:
    """A quantity of the set; where it has no number, what its writing says."""
    if not given.low and not given.high:
        return parse_quantity(given.as_written)
    low, high = given.low or given.high, given.high or given.low
    return check_quantity(
        Quantity(
            as_written=given.as_written or (low if low == high else f"{low}-{high}"),
            low=low,
            high=high,
            unit=given.unit,
            comparator=given.comparator or Comparator.EQUAL,
        )
    )


def _settle(work: Work, claim: Claim, given: SetClaim) -> None:
    if given.status is None or (given.status.value is Status.UNVERIFIED and not given.status.reason):
        return
    statuses.set_status(work, [claim], given.status.value, code=given.status.code, reason=given.status.reason)
    if given.status.stale and claim.status.settled:
        claim.fingerprint = "what it was given for had changed"  # matches nothing: it is stale here as it was there
        work.touch(claim)


def _query(work: Work, claim: Claim, given: SetClaim) -> None:
    for each in given.queries:
        query = queries.ask_writer(work, claim, each.proposed or None, now=each.now, reason=each.reason or None)
        if each.outcome is not Outcome.OPEN:
            queries.settle_query(work, claim, each.outcome, item=query.item)


def _drop(work: Work, claim: Claim, given: SetClaim) -> None:
    if given.dropped:
        claims.drop_claim(work, claim, why="dropped in the claim set")
