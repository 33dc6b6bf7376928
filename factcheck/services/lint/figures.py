"""Rules on figures: sums that do not come out, figures that differ from what was found, dates that cannot be."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from factcheck.core.arithmetic import find_wrong
from factcheck.core.dates import MONTHS, bounds
from factcheck.core.figures import difference
from factcheck.core.text import Span, locate
from factcheck.core.words import Status
from factcheck.errors import BadInputError
from factcheck.services.lint.facts import ArticleFacts, ClaimFacts, Facts
from factcheck.services.lint.rules import Hit, Rule, Severity, on_articles, on_claims, on_desk

_WRITTEN_DATE = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})(?:,?\s+(?P<year>[0-9]{{4}}))?\b"
)
_ISO_DATE = re.compile(r"(?<![\w.-])(?P<year>[12][0-9]{3})-(?P<number>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?![\w-])")


@on_claims(
    Rule(
        "FC301",
        "wrong-sum",
        Severity.ERROR,
        "A sum in a wording, a finding or a reason does not come out when it is computed again.",
        "The finding says “13 of 50 children, 28 %”: it is 26 %.",
        "“13 of 50 children, 26 %”.",
    )
)
def wrong_sum(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Sums of the desk's own words."""
    texts: list[tuple[str, str, str, str | None]] = [
        ("the wording", claim.wording, f"claim edit {claim.number} --wording '…'", None)
    ]
    texts.append(("the reason", claim.reason, f"status {claim.number} {claim.status} --because '…'", None))
    texts += [
        (f"the finding of {item.ref}", item.finding, f"evidence edit {item.ref} --finding '…'", item.ref)
        for item in claim.items
    ]
    for what, text, way, ref in texts:
        for each in find_wrong(text):
            yield Hit(f"{what} says “{each.said}”, and it is {each.computed}", f"factcheck {way}", claim, ref)


@on_articles(
    Rule(
        "FC302",
        "wrong-sum-in-article",
        Severity.WARNING,
        "A sum in the article does not come out when it is computed again, and no query is open there.",
        "“The fund drops from 3.2 to 1.9 million, half of it”: a drop of 41 %.",
        "The query proposes “by two fifths”.",
    )
)
def wrong_sum_in_article(facts: Facts, article: ArticleFacts) -> Iterator[Hit]:
    """Sums of the article's text that no claim with a query touches."""
    asked = [
        place.span
        for claim in facts.claims_of(article)
        if claim.outcomes
        for place in claim.places
        if place.article == article.number
    ]
    for each in find_wrong(article.text):
        place = Span(each.start, each.end)
        if not any(span.start < place.end and place.start < span.end for span in asked):
            yield Hit(
                f"the article says “{each.said}”, and it is {each.computed}",
                f"factcheck mark {article.number}, then factcheck query",
                where=(article, place),
            )


@on_claims(
    Rule(
        "FC303",
        "figure-differs",
        Severity.ERROR,
        "A claim is confirmed although its figure is not the one that was found.",
        "Claim 66 is confirmed: claimed 18 %, found 16.9-17.0 %.",
        "Claim 66 is mixed, and the writer is asked to change 18 to 17.",
    )
)
def figure_differs(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Confirmed claims with a figure that does not agree."""
    if claim.status is not Status.CONFIRMED:
        return
    for claimed, found in claim.figures:
        if found is not None and (compared := difference(claimed, found)).agrees is False:
            yield Hit(
                f"is confirmed with {claimed.as_written}, and {found.as_written} was found: {compared.words}",
                f"factcheck claim show {claim.number}",
                claim,
            )


@on_claims(
    Rule(
        "FC304",
        "impossible-date",
        Severity.ERROR,
        "A date that cannot be: not in the calendar, looked at before it was published, or after it was written down.",
        "12.1 was accessed on 2026-03-01, and its document was published on 2026-05-02.",
        "The document's date is 2026-02-05; day and month had been exchanged.",
    )
)
def impossible_date(_facts: Facts, claim: ClaimFacts) -> Iterator[Hit]:
    """Dates of items and their documents, and dates in the desk's words."""
    for item in claim.items:
        edit = f"factcheck evidence edit {item.ref} --accessed DATE"
        published, accessed = _bounds(item.document.date), _bounds(item.accessed)
        entered = item.created_at.date().toordinal() + 1  # the clock of whoever looked may be a day ahead of UTC
        if published and accessed and accessed[1] < published[0]:
            message = (
                f"{item.ref} was accessed on {item.accessed}, before its document was published ({item.document.date})"
            )
            yield Hit(message, edit, claim, item.ref)
        elif accessed and accessed[0].toordinal() > entered:
            yield Hit(f"{item.ref} was accessed on {item.accessed}, after it was entered", edit, claim, item.ref)
    for what, text in (("the wording", claim.wording), ("the reason", claim.reason)):
        for wrong in _impossible(text):
            yield Hit(f"{what} has “{wrong}”, which no calendar has", f"factcheck claim show {claim.number}", claim)
    for item in claim.items:
        for wrong in _impossible(item.finding):
            yield Hit(
                f"the finding of {item.ref} has “{wrong}”, which no calendar has",
                f"factcheck evidence edit {item.ref} --finding '…'",
                claim,
                item.ref,
            )


@on_desk(
    Rule(
        "FC305",
        "published-later",
        Severity.ERROR,
        "A document is dated after the day it was put on the desk.",
        "d5 is dated 2027-01-28 and was entered on 2026-11-24.",
        "d5 is dated 2026-01-28.",
    )
)
def published_later(facts: Facts) -> Iterator[Hit]:
    """Documents from the future."""
    for document in facts.documents:
        dated = _bounds(document.date)
        if dated and dated[0].toordinal() > document.created_at.date().toordinal() + 1:
            yield Hit(
                f"d{document.number} is dated {document.date}, after it was entered ({document.created_at:%Y-%m-%d})",
                f"factcheck document edit d{document.number} --date DATE",
                item=f"d{document.number}",
            )


@on_desk(
    Rule(
        "FC306",
        "figure-given-twice",
        Severity.WARNING,
        "The same thing is counted with another number in another place of the article, or of another article of the desk.",
        "p2 has “500 new homes by the river”, p4 “450 new homes … by the river”, and no query is open there.",
        "The query on the second asks which of them it is.",
    )
)
def figure_given_twice(facts: Facts) -> Iterator[Hit]:
    """Figures that two sentences give differently, told at the later one."""
    from factcheck.core.figures.repeats import find_differing, read_mentions

    articles = {article.number: article for article in facts.articles}
    mentions = [each for article in facts.articles for each in read_mentions(article.number, article.text, article.day)]
    for pair in find_differing(mentions):
        one, other = pair.one.found, pair.other.found
        article, first = articles[pair.other.article], articles[pair.one.article]
        place = Span(other.start, other.end)
        if not _is_asked(facts, article, place):
            here, there = article.text[other.start : other.end], first.text[one.start : one.end]
            paragraph, _ = locate(first.text, one.start)
            yield Hit(
                f"“{here}” here is “{there}” in a{first.number} p{paragraph}: {pair.back}",
                f"factcheck figures {article.number} --differing, then factcheck query",
                where=(article, place),
            )


def _is_asked(facts: Facts, article: ArticleFacts, place: Span) -> bool:
    """Whether a claim with a query touches a place."""
    return any(
        claim.outcomes
        and each.article == article.number
        and each.span.start < place.end
        and place.start < each.span.end
        for claim in facts.claims_of(article)
        for each in claim.places
    )


def _bounds(partial: str | None) -> tuple[date, date] | None:
    """First and last day of a partial date or an instant; ``None`` where it is none."""
    try:
        return bounds(partial[:10]) if partial else None
    except BadInputError:
        return None


def _impossible(text: str) -> Iterator[str]:
    """Dates of a text that no calendar has: 31 February, month 13."""
    for match in _WRITTEN_DATE.finditer(text):
        month, day = MONTHS.index(match["month"]) + 1, int(match["day"])
        if not 1 <= day <= monthrange(int(match["year"] or 2000), month)[1]:
            yield match[0]
    for match in _ISO_DATE.finditer(text):
        # "2016-17" is a season; only with a day is it surely a date.
        if match["day"] and not (
            1 <= int(match["number"]) <= len(MONTHS)
            and 1 <= int(match["day"]) <= monthrange(int(match["year"]), int(match["number"]))[1]
        ):
            yield match[0]
