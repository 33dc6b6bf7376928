"""What each audience of a report may see: everything is filled in once, and taken away here and nowhere else.

=====================================  ======  ======  ======
What                                   editor  lawyer  public
=====================================  ======  ======  ======
claims, quotes, evidence, figures      yes     yes     yes
second checks, notes not internal      yes     yes     yes, without who and when
queries, risks, history, uids, hashes  yes     yes     no
who set, entered or changed what       yes     yes     no
who entered an item of evidence        no      yes     no
when the desk worked                   yes     yes     no; the day it looked at a document stays
confidential sources                   code    code    "a source known to the desk", all alike
confidential documents                 yes     yes     "a document seen by the desk", with its finding
whom the desk called, internal notes   asked   asked   no
who spoke off the record               asked   asked   no
=====================================  ======  ======  ======

*Asked* is ``include_confidential``; for the public it opens nothing. The table of fields is ``audience_fields``: a
field that is not in it is for the desk alone. Items of evidence are numbered anew for the public, without gaps, so
what is worked out from a view (``summary``, ``sources``, ``page``) is worked out after this. Free text is left as it is:
``disclosure`` finds the names that hide in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum

from factcheck.report.audience_fields import blanks
from factcheck.report.desk_views import ArticleView, ReportView, SourceView
from factcheck.report.language import N_, get_language
from factcheck.report.views import ClaimView, EvidenceView, PlaceView, SaysView, SourceLink, WeightView

WITHHELD = N_("a source known to the desk")
"""What stands for a source that is not named."""

UNNAMED = N_("a document seen by the desk")
"""What stands for a document that is not named."""

WITHDRAWN = N_("the document was withdrawn")
"""What stands for who withdrew a document that is not named."""

_ON_RECORD = "on-record"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Audience(StrEnum):
    """Whom a report is for."""

    EDITOR = "editor"
    LAWYER = "lawyer"
    PUBLIC = "public"


def for_audience(report: ReportView, audience: Audience, *, include_confidential: bool = False) -> ReportView:
    """The report as ``audience`` may see it, marked as being for it.

    Args:
        report: Everything the desk knows.
        audience: Whom it is for.
        include_confidential: Also internal notes, contacts, and who spoke off the record; for the public it does nothing.
    """
    rules = _rules(audience, report.language, include_confidential=include_confidential)
    changes = blanks(report, audience.value, asked=rules.asked)
    if rules.public:
        changes["as_of"] = report.as_of.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    articles = tuple(_article(article, rules) for article in report.articles)
    if report.corrections:
        changes["corrections"] = tuple(replace(each, **blanks(each, audience.value)) for each in report.corrections)
    return replace(report, **{**changes, "audience": audience.value, "articles": articles})


def article_for(
    article: ArticleView, audience: Audience, *, include_confidential: bool = False, language: str = "en"
) -> ArticleView:
    """One article as ``audience`` may see it, its sources included; ``language`` is that of the report's own words."""
    return _article(article, _rules(audience, language, include_confidential=include_confidential))


def claim_for(
    claim: ClaimView, audience: Audience, *, include_confidential: bool = False, language: str = "en"
) -> ClaimView:
    """One claim as ``audience`` may see it."""
    return _claim(claim, _rules(audience, language, include_confidential=include_confidential))


def source_for(source: SourceView, audience: Audience, *, language: str = "en") -> SourceView | None:
    """A source as ``audience`` may see it; ``None`` where it may not know of it.

    Whether a source is still named by anything that audience sees is for ``article_for`` to say.
    """
    rules = _rules(audience, language, include_confidential=False)
    if not rules.public:
        return source
    if source.confidential:
        return None
    part_of = rules.link(source.part_of)
    return source if part_of is source.part_of else replace(source, part_of=part_of)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What this audience gets: ``asked`` opens what is confidential, ``withheld`` is the link that names nobody."""

    audience: Audience
    language: str
    asked: bool
    withheld: SourceLink

    @property
    def public(self) -> bool:
        return self.audience is Audience.PUBLIC

    def say(self, message: str) -> str:
        return get_language(self.language).gettext(message)

    def link(self, link: SourceLink | None) -> SourceLink | None:
        """A link the public may follow."""
        if link is None or not self.public or not link.confidential:
            return link
        return SourceLink("", self.say(UNNAMED)) if link.ref.startswith("d") else self.withheld

    def links(self, links: tuple[SourceLink, ...]) -> tuple[SourceLink, ...]:
        """Links in order; withheld ones that follow one another are one, so that nobody can count them."""
        if not self.public or not any(link.confidential for link in links):
            return links
        found: list[SourceLink] = []
        for link in links:
            shown = self.link(link)
            if shown and not (found and found[-1] == shown):
                found.append(shown)
        return tuple(found)


def _rules(audience: Audience, language: str, *, include_confidential: bool) -> _Rules:
    withheld = SourceLink("", get_language(language).gettext(WITHHELD))
    return _Rules(audience, language, include_confidential and audience is not Audience.PUBLIC, withheld)


def _article(article: ArticleView, rules: _Rules) -> ArticleView:
    claims = tuple(_claim(claim, rules) for claim in article.claims)
    upstream = rules.link(article.upstream)
    kept = _still_named(article.sources, claims, upstream, rules)
    changes = blanks(article, rules.audience.value, asked=rules.asked)
    return replace(article, **{**changes, "claims": claims, "upstream": upstream, "sources": kept})


def _still_named(
    sources: tuple[SourceView, ...], claims: Iterable[ClaimView], upstream: SourceLink | None, rules: _Rules
) -> tuple[SourceView, ...]:
    """The sources that something this audience sees still names, and what those are part of."""
    if rules.asked:
        return sources
    shown = {
        source.ref: source for each in sources if (source := source_for(each, rules.audience, language=rules.language))
    }
    waiting = {upstream.ref} if upstream else set()
    waiting.update(link.ref for claim in claims for link in _links_of(claim))
    named: set[str] = set()
    while waiting:
        ref = waiting.pop()
        if ref in shown and ref not in named:
            named.add(ref)
            above = shown[ref].part_of
            if above:
                waiting.add(above.ref)
    return tuple(source for source in shown.values() if source.ref in named)


def _links_of(claim: ClaimView) -> Iterator[SourceLink]:
    """Every source a claim names."""
    for place in claim.places:
        yield from (link for link in (place.says.speaker, *place.says.via, place.says.traced_to) if link)
    for item in claim.evidence:
        yield from (link for link in (item.origin, item.top, item.publisher, *item.via) if link)
    for weight in claim.weights:
        yield from (*weight.own_word, *weight.against_own_interest)
    if claim.about:
        yield claim.about


def _claim(claim: ClaimView, rules: _Rules) -> ClaimView:
    changes = blanks(claim, rules.audience.value, asked=rules.asked)
    if not rules.asked:
        changes["places"] = tuple(_place(place, rules) for place in claim.places)
        changes["notes"] = tuple(
            replace(note, **blanks(note, rules.audience.value)) for note in claim.notes if not note.internal
        )
    items = enumerate(claim.evidence, 1)
    changes["evidence"] = tuple(_item(item, f"{claim.number}.{index}", rules) for index, item in items)
    if rules.public:
        changes["about"] = rules.link(claim.about)
        changes["dissents"] = tuple(replace(each, **blanks(each, rules.audience.value)) for each in claim.dissents)
        changes["signoffs"] = tuple(replace(each, **blanks(each, rules.audience.value)) for each in claim.signoffs)
        hidden = _hidden_parties(claim, changes["evidence"])
        changes["evidence"] = tuple(_unflag(item, hidden) for item in changes["evidence"])
        changes["weights"] = tuple(_weight(weight, hidden, rules) for weight in claim.weights)
    return replace(claim, **changes)


def _place(place: PlaceView, rules: _Rules) -> PlaceView:
    """A place, with whoever spoke off the record or on background unnamed."""
    says = place.says
    if says.level != _ON_RECORD:
        shown: SaysView = replace(says, speaker=rules.withheld, via=(), traced_to=None)
    elif rules.public:
        speaker, traced_to = rules.link(says.speaker), rules.link(says.traced_to)
        shown = replace(says, speaker=speaker, via=rules.links(says.via), traced_to=traced_to)
    else:
        return place
    return replace(place, says=shown)


def _item(item: EvidenceView, ref: str, rules: _Rules) -> EvidenceView:
    changes = blanks(item, rules.audience.value, asked=rules.asked)
    if rules.public:
        looked = _DAY.match(item.accessed)
        changes |= {
            "ref": ref,
            "accessed": looked[0] if looked else "",
            "origin": rules.link(item.origin),
            "top": rules.link(item.top),
            "publisher": rules.link(item.publisher),
            "via": rules.links(item.via),
        }
        if item.confidential:
            changes |= _unnamed(item, rules)
    return replace(item, **changes) if changes else item


def _unnamed(item: EvidenceView, rules: _Rules) -> dict[str, object]:
    """What would say which document a confidential one is, or whom it is from, put out of sight."""
    gone = dict.fromkeys(("title_basis", "url", "file_name", "archived_url", "author", "date_text"), "")
    return gone | {
        "title": rules.say(UNNAMED),
        "origin": item.origin and rules.withheld,
        "top": item.top and rules.withheld,
        "publisher": None,
        "via": (),
        "retracted": item.retracted and rules.say(WITHDRAWN),
    }


def _hidden_parties(claim: ClaimView, shown: tuple[EvidenceView, ...]) -> set[str]:
    """References of parties that may not be named as such.

    Confidential sources; the tops that only confidential documents go back to; and where somebody is withheld as the
    speaker, every party that nothing else makes one: "own word" would say who spoke.
    """
    parties = [link for weight in claim.weights for link in (*weight.own_word, *weight.against_own_interest)]
    parties += [item.top or item.origin for item in claim.evidence if item.own_word and (item.top or item.origin)]  # type: ignore[misc]
    hidden = {link.ref for link in parties if link.confidential}
    open_tops = {(item.top or item.origin).ref for item in shown if item.top or item.origin}  # type: ignore[union-attr]
    if any(item.confidential for item in claim.evidence):
        hidden |= {link.ref for link in parties if link.ref not in open_tops}
    says = [place.says for place in claim.places]
    if any(each.level != _ON_RECORD for each in says):
        known = [link for each in says if each.level == _ON_RECORD for link in (each.speaker, each.traced_to)]
        open_parties = {link.ref for link in (*known, claim.about) if link}
        hidden |= {link.ref for link in parties if link.ref not in open_parties}
    return hidden


def _unflag(item: EvidenceView, hidden: set[str]) -> EvidenceView:
    """An item whose origin stays named, without saying that a withheld party is behind it."""
    link = item.top or item.origin
    if not item.own_word or link is None or link.ref not in hidden:
        return item
    return replace(item, own_word=False, against_own_interest=False)


def _weight(weight: WeightView, hidden: set[str], rules: _Rules) -> WeightView:
    """A weight with its numbers as they are, and parties that may not be named told as one."""
    if not hidden or not (weight.own_word or weight.against_own_interest):
        return weight

    def named(links: tuple[SourceLink, ...]) -> tuple[SourceLink, ...]:
        return tuple(dict.fromkeys(rules.withheld if link.ref in hidden else link for link in links))

    return replace(weight, own_word=named(weight.own_word), against_own_interest=named(weight.against_own_interest))
