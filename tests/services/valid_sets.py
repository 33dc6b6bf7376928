"""Hypothesis strategies for claim sets that the desk's rules accept, and the form in which two of them are compared."""

import re
from dataclasses import replace

from claim_sets import DATE, LINK, PARTIAL_DATE
from hypothesis import strategies as st

from factcheck.core.canonical import sha256
from factcheck.core.links import canonical_url, host
from factcheck.core.quotes import quote_at
from factcheck.core.rules import find_lacks
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
from factcheck.exchange import claimset as sets

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=12)
LINE = TEXT.map(lambda text: " ".join(text.split()))
WORDS = LINE.filter(bool)
NAME = WORDS.filter(lambda text: not re.fullmatch(r"[sS][0-9]+", text))


def _maybe(strategy, nothing=""):
    return st.just(nothing) | strategy


def _word(words):
    return st.sampled_from(list(words))


def _some(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def _sources(draw):
    names = draw(st.lists(NAME, min_size=2, max_size=5, unique_by=str.casefold))
    made = []
    for place, name in enumerate(names):
        above = draw(_maybe(st.sampled_from([f"s-{earlier}" for earlier in range(place)]))) if place else ""
        made.append(
            sets.SetSource(
                key=f"s-{place}", name=name, kind=draw(st.none() | _word(SourceKind)), description=draw(LINE), part_of=above
            )
        )  # fmt: skip
    last = replace(made[-1], aliases=(made[-1].name + " too",))
    return (*made[:-1], last)


@st.composite
def _documents(draw, source):
    links = draw(st.lists(LINK, max_size=3, unique_by=canonical_url))
    made = []
    for place, link in enumerate([*links, ""]):
        earlier = [sets.SetOrigin(document=f"d-{before}") for before in range(place)]
        origin = st.builds(sets.SetOrigin, source=source) | (st.sampled_from(earlier) if earlier else st.nothing())
        found = draw(st.none() | origin)
        made.append(
            sets.SetDocument(
                key=f"d-{place}", url=link, file_name="" if link else draw(LINE), title=draw(LINE if link else WORDS),
                title_basis=draw(st.none() | _word(TitleBasis)), publisher=draw(_maybe(source)), author=draw(LINE),
                date=draw(_maybe(PARTIAL_DATE)), date_text=draw(LINE), work=draw(_maybe(source)), origin=found,
                origin_basis=draw(_word(OriginBasis)) if found else None, via=draw(_some(source)),
                host=host(link) if link else "", archived_url=draw(_maybe(LINK)), retracted=draw(LINE),
            )
        )  # fmt: skip
    return tuple(made)


@st.composite
def _articles(draw, source):
    made = []
    for place in range(draw(st.integers(1, 2))):
        versions = []
        for number in range(1, draw(st.integers(1, 2)) + 1):
            text = f"Article {place} version {number}. {draw(TEXT)}\n\n{draw(TEXT)} The end"
            versions.append(sets.SetVersion(number, text, sha256=sha256(text), published_on=draw(_maybe(PARTIAL_DATE))))
        made.append(
            sets.SetArticle(
                key=f"a-{place}", title=draw(LINE), url=draw(_maybe(LINK)), publisher=draw(_maybe(source)), author=draw(LINE),
                published=draw(_maybe(DATE)), language=draw(_maybe(st.just("pt-BR"))), upstream=draw(_maybe(source)), note=draw(LINE),
                versions=tuple(versions),
            )
        )  # fmt: skip
    return tuple(made)


@st.composite
def _appearance(draw, source, articles):
    article = draw(st.sampled_from(articles))
    version = draw(st.sampled_from(article.versions))
    start = draw(st.integers(0, len(version.text) - 2))
    quote = quote_at(version.text, start, draw(st.integers(start + 1, len(version.text))))
    if not quote.exact.strip():
        quote = quote_at(version.text, 0, 7)
    said = sets.SetAttribution(
        kind=draw(_word(AttributionKind)), speaker=draw(_maybe(source)), via=draw(_some(source)), cue=draw(_some(WORDS)),
        hedged=draw(st.booleans()), level=draw(_word(Level)), traced_to=draw(_maybe(source)),
    )  # fmt: skip
    return sets.SetAppearance(
        article=article.key, version=version.number, exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix,
        start=quote.start, end=quote.end, attribution=said,
    )  # fmt: skip


@st.composite
def _item(draw, place, source, document):
    origin = draw(st.none() | st.builds(sets.SetOrigin, source=source) | st.builds(sets.SetOrigin, document=document))
    return sets.SetEvidence(
        item=2 * place + 1, document=draw(document), stance=draw(_word(Stance)), finding=f"shown {place} {draw(LINE)}".strip(),
        locator=draw(LINE), method=draw(st.none() | _word(Method)), quality=draw(st.none() | _word(Quality)),
        read=draw(st.booleans()), extent=draw(LINE), accessed=draw(_maybe(DATE)), called=draw(LINE), origin=origin,
        origin_basis=draw(_word(OriginBasis)) if origin else None, via=draw(_some(source)),
    )  # fmt: skip


QUANTITIES = (
    sets.SetQuantity("18 %", "18", "18", "%", Comparator.EQUAL),
    sets.SetQuantity("16.9-17.0 %", "16.9", "17.0", "%", Comparator.EQUAL),
    sets.SetQuantity("January 2025", "2025-01", "2025-01", "date", Comparator.EQUAL),
    sets.SetQuantity("$-0.5", "-0.5", "-0.5", "$", Comparator.EQUAL),
)


def _figure():
    claimed = st.builds(replace, st.sampled_from(QUANTITIES), comparator=_word(Comparator))
    return st.builds(sets.SetFigure, claimed=claimed, found=st.none() | st.sampled_from(QUANTITIES))


@st.composite
def _claim(draw, place, count, source, document, articles):
    appearances = draw(st.lists(_appearance(source, articles), min_size=1, max_size=2).map(tuple))
    items = tuple(draw(_item(each, source, document)) for each in range(draw(st.integers(0, 3))))
    code = draw(_word(UnverifiableCode))
    read = [item.stance for item in items if item.read]
    allowed = [
        status
        for status in Status
        if not find_lacks(status, reason="x", code=code if status is Status.UNVERIFIABLE else None, read=read)
    ]
    status = draw(st.sampled_from(allowed))
    reason = draw(WORDS if status.settled else LINE)
    others = st.builds(sets.SetRelation, _word(RelationKind), st.sampled_from([f"c-{n}" for n in range(count)]))
    newest = {article.key: article.versions[-1] for article in articles}
    current = [each for each in appearances if each.version == newest[each.article].number]
    query = st.builds(
        sets.SetQuery, now=st.just(current[0].exact) if current else st.nothing(), proposed=LINE, reason=WORDS, outcome=_word(Outcome)
    )  # fmt: skip
    return sets.SetClaim(
        key=f"c-{place}", number=3 * place + 2, wording=f"claim {place} {draw(LINE)}".strip(), kind=draw(st.none() | _word(Kind)),
        priority=draw(_word(Priority)), about=draw(_maybe(source)), tags=draw(st.lists(WORDS, max_size=2, unique=True).map(tuple)),
        appearances=appearances, evidence=items, figures=draw(_some(_figure())),
        status=None if status is Status.UNVERIFIED and not reason
        else sets.SetStatus(status, code if status is Status.UNVERIFIABLE else None, reason),
        queries=draw(_some(query)) if current else (),
        notes=draw(_some(st.builds(sets.SetNote, WORDS, st.booleans()))),
        relations=tuple(each for each in draw(st.lists(others, max_size=2, unique=True)) if each.claim != f"c-{place}"),
        aliases=draw(st.sampled_from([(), (3 * place + 100,)])),
        risks=draw(st.sampled_from([(), (Risk.PRIVACY,), tuple(Risk)])), dropped=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def valid_sets(draw):
    """A claim set that an empty desk takes in whole."""
    sources = draw(_sources())
    source = st.sampled_from([each.key for each in sources])
    documents = draw(_documents(source))
    document = st.sampled_from([each.key for each in documents])
    articles = draw(_articles(source))
    count = draw(st.integers(1, 3))
    claims = tuple(draw(_claim(place, count, source, document, articles)) for place in range(count))
    return sets.ClaimSet(sources=sources, documents=documents, articles=articles, claims=claims)


def comparable(claim_set: sets.ClaimSet) -> str:
    """The set as text in which names stand for keys, without what nothing refers to, unordered lists in order.

    Strict otherwise: what an import lost or changed shows.
    """
    names = {each.key: f"source {each.name}" for each in claim_set.sources}
    names |= {each.key: f"document {each.url or each.file_name}/{each.title}" for each in claim_set.documents}
    names |= {each.key: f"article {each.versions[-1].sha256}" for each in claim_set.articles}
    names |= {each.key: f"claim {each.number}" for each in claim_set.claims}
    claims = tuple(
        replace(
            each,
            tags=tuple(sorted(each.tags)),
            relations=tuple(sorted(each.relations, key=lambda relation: (names[relation.claim], relation.kind))),
        )
        for each in sorted(claim_set.claims, key=lambda each: each.number)
    )
    used = _used(claim_set)
    kept = replace(
        claim_set,
        claims=claims,
        sources=tuple(each for each in claim_set.sources if each.key in used),
        documents=tuple(each for each in claim_set.documents if each.key in used),
    )
    return re.sub(
        r'"((?:[sdac]-[0-9]+)|[0-9a-f]{8}-[0-9a-f-]{27})"',
        lambda match: f'"{names.get(match[1], match[1])}"',
        sets.write_json(kept),
    )


def _used(claim_set: sets.ClaimSet) -> set[str]:
    """The keys of sources and documents that claims and articles lead to."""
    documents = {each.key: each for each in claim_set.documents}
    above = {each.key: each.part_of for each in claim_set.sources}
    used: set[str] = set()
    waiting = [key for each in (*claim_set.articles, *claim_set.claims) for key in _keys(each)]
    while waiting:
        key = waiting.pop()
        if key not in used:
            used.add(key)
            waiting += _keys(documents[key]) if key in documents else [above[key]] if above[key] else []
    return used


def _keys(record) -> set[str]:
    from factcheck.exchange.records import find_references

    return {key for _, collection, key in find_references(record) if collection in ("sources", "documents")}
