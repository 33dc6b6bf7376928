"""Rules on the article's text: what no claim covers, and where wording or article say more than they may."""

import re
from collections.abc import Iterator, Sequence

from factcheck.core.dates import MONTHS
from factcheck.core.text import Span, sentences
from factcheck.core.words import Outcome, Status
from factcheck.services.lint.facts import ArticleFacts, ClaimFacts, Facts
from factcheck.services.lint.rules import Hit, Rule, Severity, on_articles, on_claims
from factcheck.services.lint.telling import hedges_in, keeps_distance

_COUNTS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "half", "doubled", "tripled", "halved", "twice",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w\u2013-])[$\u20ac\u00a3]?[0-9][0-9.,]*(?:\s*(?:%|per\s?cent|thousand|million|billion)|(?<=[0-9])(?:st|nd|rd|th))?(?![\w])"
    rf"|(?<![\w-])(?:{'|'.join(_COUNTS)})(?![\w-])",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"\u201c[^\u201d\n]{2,2000}\u201d|\"[^\"\n]{2,2000}\"|\u00ab[^\u00bb\n]{2,2000}\u00bb")
_CAPITAL = r"[A-Z\u00c0-\u00dd][\w\u2019'&.-]*\w"
_NAME = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|the|and|de|van|von|for)\s)?{_CAPITAL})*")
#: Capitals that are no name: days, months and the pronoun.
_NO_NAMES = frozenset(
    {
        *MONTHS,
        "I",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
    }
)
#: What stands before a name at the beginning of a sentence, and only there with a capital.
_OPENERS = re.compile(
    r"(?:(?:The|An?|As|In|On|At|Of|By|For|From|With|Since|After|Before|When|While|Where|If|But|And|Yet|So|Or|However|Although|Though|"
    r"Despite|According|To|It|Its|He|She|They|We|Our|Their|His|Her|This|That|These|Those|One|Some|Many|Most|All|Both|"
    r"Each|No|Not|Now|Then|There|Here|What|Who|Why|How|the|an?)\s+)+"
)
#: Outcomes by which the writer has decided that the words stay.
_DECIDED = frozenset({Outcome.OPEN, Outcome.STET, Outcome.ON_AUTHOR})
#: Characters of a quotation that a sentence shows.
_LONGEST = 60
_FAILING = frozenset({Status.REFUTED, Status.DISPUTED, Status.MIXED})


@on_articles(
    Rule(
        "FC201",
        "number-uncovered",
        Severity.WARNING,
        "A number in the article that no claim covers.",
        "“The fair drew 30,000 visitors”, and no claim stands on these words.",
        "A claim “The winter fair had 30,000 visitors” stands at “drew 30,000 visitors”.",
    )
)
def number_uncovered(facts: Facts, article: ArticleFacts) -> Iterator[Hit]:
    """Numbers outside all claims."""
    yield from _uncovered(facts, article, _NUMBER, "the number")


@on_articles(
    Rule(
        "FC202",
        "quotation-uncovered",
        Severity.WARNING,
        "A quotation in the article that no claim touches.",
        "“We have not dredged since 2009,” said the harbour master, and no claim asks whether she did.",
        "A claim of the kind quote stands at the words and names who said them.",
    )
)
def quotation_uncovered(facts: Facts, article: ArticleFacts) -> Iterator[Hit]:
    """Quotations outside all claims."""
    spans = facts.spans_of(article)
    for match in _QUOTATION.finditer(article.text):
        place = Span(*match.span())
        if not any(span.start < place.end and place.start < span.end for span in spans):
            yield _hit(article, place, f"no claim covers the quotation {_short(match[0])}")


@on_articles(
    Rule(
        "FC203",
        "name-uncovered",
        Severity.NOTE,
        "A name in the article that stands in no claim: neither in its quote nor in its wording.",
        "“Olof Brand, the harbour master”, and no claim says who he is.",
        "A claim of the kind identity: “Olof Brand is the harbour master of Brindle Bay.”",
    )
)
def name_uncovered(facts: Facts, article: ArticleFacts) -> Iterator[Hit]:
    """Names that stand outside all claims and in none of them; each once."""
    spans = facts.spans_of(article)
    texts = [article.text[span.start : span.end] for span in spans]
    texts += [claim.wording for claim in facts.claims_of(article)]
    called = [name for claim in facts.claims_of(article) for uid in claim.own for name in facts.sources[uid].names]
    known = "\n".join(texts).casefold()
    seen: set[str] = set()
    for place in _names(article.text):
        name = article.text[place.start : place.end]
        folded = " ".join(name.casefold().split())
        if any(each.casefold() in folded for each in called):
            continue
        if folded in seen or folded.removesuffix("'s").removesuffix("\u2019s") in known or _covers(spans, place):
            continue
        seen.add(folded)
        yield _hit(article, place, f"the name {name} stands in no claim")


def _names(text: str) -> Iterator[Span]:
    """Capitalised words inside sentences, and at their beginning where more than the first word is capitalised."""
    for sentence in sentences(text):
        for match in _NAME.finditer(text, sentence.start, sentence.end):
            start, end = match.span()
            opening = not text[sentence.start : start].strip("\u201c\"'\u2018(\u00ab ")
            if opening and (opener := _OPENERS.match(text, start, end)):
                start, opening = opener.end(), False
            if text[start:end] in _NO_NAMES or (opening and not re.search(r"\s", text[start:end])):
                continue
            # A headline in capitals throughout has no names that could be told.
            if (start, end) != (sentence.start, sentence.end):
                yield Span(start, end)


@on_claims(
    Rule(
        "FC204",
        "hedge-lost",
        Severity.WARNING,
        "The article keeps its distance from a statement, and the claim's wording does not.",
        "“The bridge reportedly opened in 1911” became the claim “The bridge opened in 1911.”",
        "“The bridge is reported to have opened in 1911”, or two claims joined by says.",
    )
)
def hedge_lost(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """A hedge inside the quote without any in the wording."""
    for place in claim.places:
        hedges = hedges_in(place.exact)
        if hedges and not keeps_distance(claim.wording):
            yield Hit(
                f"the article says “{hedges[0]}”, the wording does not: “{claim.wording}”",
                f"factcheck claim edit {claim.number} --wording '…'",
                claim,
            )
            return


@on_claims(
    Rule(
        "FC205",
        "flat-assertion",
        Severity.ERROR,
        "The article states in its own voice and without a hedge what the desk holds refuted, disputed or mixed, and "
        "nobody asked the writer.",
        "“The bridge was built in 1911” is refuted, and no query is open.",
        "factcheck query 3 --change 'built in 1912'; or the writer let it stand, and the outcome is recorded.",
    )
)
def flat_assertion(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Failing claims in the article's own voice without a query."""
    if claim.status not in _FAILING or _DECIDED & set(claim.outcomes):
        return
    flat = [place for place in claim.places if place.own_voice and not place.hedged]
    if flat:
        yield Hit(
            f"the article states flatly what the desk holds {claim.status}, and no query is open",
            f"factcheck query {claim.number} --change '…' --because '…'",
            claim,
        )


def _uncovered(facts: Facts, article: ArticleFacts, pattern: re.Pattern[str], what: str) -> Iterator[Hit]:
    spans = facts.spans_of(article)
    for match in pattern.finditer(article.text):
        end = match.start() + len(match[0].rstrip(".,"))
        place = Span(match.start(), end)
        if not _covers(spans, place):
            yield _hit(article, place, f"no claim covers {what} {_short(article.text[place.start : end])}")


def _covers(spans: Sequence[Span], place: Span) -> bool:
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _hit(article: ArticleFacts, place: Span, message: str) -> Hit:
    return Hit(message, f"factcheck mark {article.number}", where=(article, place))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "\u2026"
