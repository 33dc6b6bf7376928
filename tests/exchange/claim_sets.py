"""Hypothesis strategies for whole claim sets: every field, every word, references that resolve."""

import datetime as dt
from enum import StrEnum

from hypothesis import strategies as st

from factcheck.core.words import (
    AttributionKind,
    Comparator,
    Kind,
    Level,
    Method,
    OriginBasis,
    Outcome,
    Priority,
    Quality,
    RelationKind,
    Risk,
    SourceKind,
    Stance,
    Status,
    TitleBasis,
    UnverifiableCode,
)
from factcheck.exchange.claimset import (
    ClaimSet,
    SetAppearance,
    SetArticle,
    SetAttribution,
    SetClaim,
    SetDocument,
    SetEvidence,
    SetFigure,
    SetNote,
    SetOrigin,
    SetQuantity,
    SetQuery,
    SetRelation,
    SetSource,
    SetStatus,
    SetVersion,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
WORDS = TEXT.filter(str.strip)
COUNT = st.integers(1, 2**53 - 1)
DATE = st.dates().map(lambda day: (f"{day:%Y-%m-%d}").zfill(10))
PARTIAL_DATE = DATE | DATE.map(lambda day: day[:7]) | DATE.map(lambda day: day[:4])
INSTANT = st.datetimes(min_value=dt.datetime(1000, 1, 1)).map(lambda moment: moment.isoformat() + "Z")  # noqa: DTZ001
DECIMAL = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda number: f"{number:f}")
LINK = st.sampled_from(
    ["https://example.org/a?b=c#d", "http://例え.jp/道", "mailto:desk@example.org", "HTTPS://EXAMPLE.ORG"]
)


def _optional(strategy, default=""):
    return st.just(default) | strategy


def _word(words: type[StrEnum]):
    return st.sampled_from(list(words))


def _many(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


def _figures():
    quantity = st.builds(
        SetQuantity,
        as_written=TEXT,
        low=_optional(DECIMAL | PARTIAL_DATE),
        high=_optional(DECIMAL | PARTIAL_DATE),
        unit=TEXT,
        comparator=st.none() | _word(Comparator),
    )
    return st.builds(SetFigure, claimed=st.none() | quantity, found=st.none() | quantity)


@st.composite
def _appearances(draw, source, article):
    exact = draw(WORDS)
    start = draw(st.none() | st.integers(0, 10_000))
    attribution = st.builds(
        SetAttribution,
        kind=_word(AttributionKind),
        speaker=source,
        via=_many(source.filter(bool)),
        cue=_many(WORDS),
        hedged=st.booleans(),
        level=st.none() | _word(Level),
        traced_to=source,
    )
    return SetAppearance(
        article=draw(article),
        version=draw(st.none() | COUNT),
        exact=exact,
        prefix=draw(TEXT),
        suffix=draw(TEXT),
        start=start,
        end=None if start is None else start + len(exact),
        attribution=draw(st.none() | attribution),
    )


def _evidence(source, document, origin):
    return st.builds(
        SetEvidence,
        item=st.none() | COUNT,
        document=document,
        stance=_word(Stance),
        finding=WORDS,
        locator=TEXT,
        method=st.none() | _word(Method),
        quality=st.none() | _word(Quality),
        read=st.booleans(),
        extent=TEXT,
        accessed=_optional(PARTIAL_DATE | INSTANT),
        called=TEXT,
        origin=st.none() | origin,
        origin_basis=st.none() | _word(OriginBasis),
        via=_many(source.filter(bool)),
    )


def _articles(key, source):
    version = st.builds(
        SetVersion,
        number=COUNT,
        text=TEXT.filter(bool),
        sha256=_optional(st.just("0123456789abcdef" * 4)),
        published_on=_optional(PARTIAL_DATE),
    )
    filed = st.builds(
        SetVersion, number=COUNT, file=st.sampled_from(["article.txt", "texts/first version.md", "..a/b"])
    )
    return st.builds(
        SetArticle,
        key=st.just(key),
        title=TEXT,
        url=_optional(LINK),
        publisher=source,
        author=TEXT,
        published=_optional(PARTIAL_DATE),
        language=TEXT,
        upstream=source,
        note=TEXT,
        versions=_many(version | filed),
    )


def _documents(key, source, origin):
    return st.builds(
        SetDocument,
        key=st.just(key),
        url=_optional(LINK),
        file_name=TEXT,
        title=WORDS,
        title_basis=st.none() | _word(TitleBasis),
        publisher=source,
        author=TEXT,
        date=_optional(PARTIAL_DATE),
        date_text=TEXT,
        work=source,
        origin=st.none() | origin,
        origin_basis=st.none() | _word(OriginBasis),
        via=_many(source.filter(bool)),
        host=TEXT,
        archived_url=_optional(LINK),
        retracted=TEXT,
    )


def _sources(key, source):
    return st.builds(
        SetSource,
        key=st.just(key),
        name=WORDS,
        kind=_word(SourceKind),
        description=TEXT,
        aliases=_many(WORDS),
        part_of=source,
        confidential=st.booleans(),
    )


def _claims(key, number, source, document, origin, article, claim):
    return st.builds(
        SetClaim,
        key=st.just(key),
        number=st.none() | st.just(number),
        wording=WORDS,
        kind=st.none() | _word(Kind),
        priority=st.none() | _word(Priority),
        about=source,
        tags=_many(WORDS),
        appearances=_many(_appearances(source, article)),
        evidence=st.lists(_evidence(source, document, origin), max_size=2, unique_by=lambda item: item.item).map(tuple),
        figures=_many(_figures()),
        status=st.none()
        | st.builds(
            SetStatus, value=_word(Status), code=st.none() | _word(UnverifiableCode), reason=TEXT, stale=st.booleans()
        ),
        queries=_many(st.builds(SetQuery, now=WORDS, proposed=TEXT, reason=TEXT, outcome=_word(Outcome))),
        notes=_many(st.builds(SetNote, text=WORDS, internal=st.booleans())),
        relations=_many(st.builds(SetRelation, kind=_word(RelationKind), claim=claim)),
        aliases=st.sampled_from([(), (number + 1000,), (number + 2000, number + 3000)]),
        risks=_many(_word(Risk)),
        dropped=st.booleans(),
    )


@st.composite
def claim_sets(draw) -> ClaimSet:
    """Any valid claim set with up to two articles, claims, sources and documents each."""
    keys = st.lists(WORDS, min_size=1, max_size=2, unique=True)
    sources, documents, articles, claims = (draw(keys) for _ in range(4))
    source = _optional(st.sampled_from(sources))
    document = st.sampled_from(documents)
    origin = st.sampled_from(sources).map(lambda key: SetOrigin(source=key)) | document.map(
        lambda key: SetOrigin(document=key)
    )
    article = _optional(st.sampled_from(articles))
    claim = st.sampled_from(claims)
    return ClaimSet(
        sources=tuple(draw(_sources(key, source)) for key in sources),
        documents=tuple(draw(_documents(key, source, origin)) for key in documents),
        articles=tuple(draw(_articles(key, source)) for key in articles),
        claims=tuple(
            draw(_claims(key, number, source, document, origin, article, claim)) for number, key in enumerate(claims, 1)
        ),
    )
