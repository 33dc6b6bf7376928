"""A new version of an article: taken in, and every claim of the current one found again in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.core.dates import parse_date
from factcheck.core.differences import marked, word_difference
from factcheck.core.quotes import quote_at
from factcheck.core.reanchor import Finding, Revision
from factcheck.core.text import Span, clean, locate, normalise, sentences, word_count
from factcheck.core.visible import visible
from factcheck.core.words import Anchored, Outcome, Status
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.models import Appearance, Article, AuthorQuery, Claim, Version, VersionText
from factcheck.services.claims import add_appearance
from factcheck.services.saying import says_of
from factcheck.services.statuses import DOUBTFUL, set_status
from factcheck.services.work import Work

#: What became of a place, from what a checker must see first to what needs no look.
ORDER = (
    Anchored.CHANGED, Anchored.GONE, Anchored.AMBIGUOUS, Anchored.EDITED, Anchored.MOVED, Anchored.NORMALISED, Anchored.KEPT,
)  # fmt: skip
#: Where the words a settled status was given for are not there as they were.
TOUCHED = (Anchored.CHANGED, Anchored.GONE, Anchored.AMBIGUOUS, Anchored.EDITED)


@dataclass(frozen=True, slots=True)
class Reanchored:
    """One place of a claim and what became of it; ``answered`` are queries whose proposed words stand there now."""

    claim: Claim
    place: Appearance
    finding: Finding
    text: str
    answered: tuple[AuthorQuery, ...] = ()

    @property
    def touched(self) -> bool:
        """Whether a settled claim's words are not there as they were."""
        return self.claim.status.settled and self.finding.how in TOUCHED

    @property
    def stale(self) -> bool:
        """Whether its settled status is stale in this article from now on."""
        return self.claim.status.settled and self.finding.how in DOUBTFUL and not self.answered

    @property
    def quotes(self) -> list[str]:
        """The words it stands at now, or may stand at."""
        return [self.text[span.start : span.end] for span in self.finding.spans]

    @property
    def difference(self) -> str:
        """What became of the words, word by word in one line; empty where nothing is to be seen."""
        if self.finding.how not in (Anchored.EDITED, Anchored.CHANGED, Anchored.NORMALISED):
            return ""
        return marked(word_difference(self.place.exact, self.quotes[0]))

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        spans = self.finding.spans
        return {
            "claim": self.claim.number,
            "how": self.finding.how,
            "was": self.place.exact,
            "now": self.quotes,
            "paragraphs": [locate(self.text, span.start)[0] for span in spans],
            "changes": [{"kind": each.kind, "was": each.was, "now": each.now} for each in self.finding.changes],
            "difference": self.difference or None,
            "touched": self.touched,
            "stale": self.stale,
            "queries": [each.item for each in self.answered],
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new text means for an article: every place of its claims, and the sentences that no claim covers."""

    article: Article
    number: int
    text: str
    places: tuple[Reanchored, ...]
    unchecked: tuple[Span, ...]

    @property
    def touched(self) -> list[int]:
        """The numbers of the settled claims whose words are not there as they were."""
        return sorted({each.claim.number for each in self.places if each.touched})

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "article": f"a{self.article.number}",
            "version": self.number,
            "touched": self.touched,
            "unchecked": [self.text[span.start : span.end] for span in self.unchecked],
            "claims": [each.data() for each in self.places],
        }


def plan_revision(session: Session, article: Article, text: str) -> Plan:
    """Find every claim of the article's current version again in ``text``; nothing is changed.

    Raises:
        BadInputError: the text is empty or holds what no desk can keep.
        RefusedError: it is the current version already, or that one's text was redacted.
    """
    text = clean(text)
    if not text.strip():
        raise BadInputError("the article is empty", hint="give a file with text in it")
    current = article.current
    if current.sha256 == sha256(text):
        raise RefusedError(
            f"this text is version {current.number} of article {article.number} already",
            hint=f"factcheck article version {article.number}",
        )
    if current.body.text is None:
        raise RefusedError(
            f"the text of version {current.number} was redacted, so nothing can be found again in the new one",
            hint="take the text in as an article of its own: factcheck article add FILE",
        )
    revision = Revision(current.text, text)
    places = [_reanchored(claim, place, revision, text) for claim, place in places_of(session, current)]
    places.sort(key=lambda each: (ORDER.index(each.finding.how), each.place.start, each.claim.number))
    covered = [span for each in places if len(each.finding.spans) == 1 for span in each.finding.spans]
    unchecked = [
        span
        for span in revision.new_sentences
        if not any(at.start < span.end and at.end > span.start for at in covered)
    ]
    last = session.scalar(select(func.max(Version.number)).where(Version.article_id == article.id)) or 0
    return Plan(article, last + 1, text, tuple(places), tuple(unchecked))


def places_of(session: Session, version: Version) -> list[tuple[Claim, Appearance]]:
    """Where a version makes claims, in text order, without claims that were dropped."""
    query = (
        select(Claim, Appearance)
        .join(Appearance, Appearance.claim_id == Claim.id)
        .where(Appearance.version_id == version.id, Claim.dropped.is_(False))
        .order_by(Appearance.start, Appearance.end, Claim.number)
    )
    return [(claim, place) for claim, place in session.execute(query)]


def _reanchored(claim: Claim, place: Appearance, revision: Revision, text: str) -> Reanchored:
    finding = revision.find(place.start, place.end)
    answered = tuple(query for query in claim.queries if _is_answered(query, finding, text))
    return Reanchored(claim, place, finding, text, answered)


def _is_answered(query: AuthorQuery, finding: Finding, text: str) -> bool:
    """Whether the words a query proposed stand in the sentence of the new place, and those it was about do not."""
    if query.outcome is not Outcome.OPEN or not query.proposed or len(finding.spans) != 1:
        return False
    (span,) = finding.spans
    around = [each for each in sentences(text) if each.start < span.end and each.end > span.start]
    here = normalise(text[min(around[0].start, span.start) : max(around[-1].end, span.end)] if around else "").text
    proposed, now = (normalise(words).text.strip(" .") for words in (query.proposed, query.now))
    return proposed in here and (now not in here or now in proposed)


def revise_article(work: Work, plan: Plan, *, file_name: str | None = None, why: str = "") -> Version:
    """Store the new version with the places that were found; the old version keeps its own.

    What is ambiguous or gone gets no place. A query whose proposed words stand there is marked ``changed``, and its
    claim goes back to in-review.
    """
    article = plan.article
    version = Version(
        uid=work.new_uid(), number=plan.number, sha256=sha256(plan.text), file_name=visible(file_name or "") or None,
        created_at=work.at, body=VersionText(text=plan.text),
    )  # fmt: skip
    article.versions.append(version)
    work.touch(article, why)
    work.session.flush()
    for each in plan.places:
        if len(each.finding.spans) == 1:
            (span,) = each.finding.spans
            quote = quote_at(plan.text, span.start, span.end)
            says = says_of(each.place.attribution)
            add_appearance(work, each.claim, version, quote, says, anchored=each.finding.how)
            work.touch(each.claim, why)
    for each in plan.places:
        for query in each.answered:
            query.outcome, query.outcome_at = Outcome.CHANGED, work.at
            query.outcome_by_id = work.person.id if work.person else None
        if each.answered and each.claim.status is not Status.IN_REVIEW:
            set_status(work, [each.claim], Status.IN_REVIEW, reason=each.claim.status_reason)
    work.session.flush()
    return version


def find_version(article: Article, number: int | None) -> Version:
    """A version by its number, or the current one; raises NotFoundError."""
    if number is None:
        return article.current
    for version in article.versions:
        if version.number == number:
            return version
    raise NotFoundError(
        f"article {article.number} has no version {number}", hint=f"factcheck article version {article.number}"
    )


def publish_version(work: Work, article: Article, version: Version, on: str) -> Version:
    """Say which version was published, and when (a date as far as it is known). There is one at most.

    Raises:
        BadInputError: the date is none.
    """
    date = parse_date(on)
    for each in article.versions:
        each.published_on = date if each is version else None
    work.touch(article)
    return version


def version_data(version: Version, claims: int) -> dict[str, Any]:
    """A version as JSON data; ``claims`` is how many claims it makes."""
    return {
        "article": f"a{version.article.number}",
        "version": version.number,
        "sha256": version.sha256,
        "file": version.file_name,
        "taken_in": version.created_at,
        "published_on": version.published_on,
        "words": word_count(version.text),
        "claims": claims,
    }


def count_made(pairs: Iterable[tuple[Claim, Appearance]]) -> int:
    """How many claims there are among places, each counted once."""
    return len({claim.id for claim, _ in pairs})


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph of two versions: its number in each (``None`` where it is not), its words, and the claims in it."""

    was: int | None
    now: int | None
    old: str
    new: str
    claims: tuple[int, ...]

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        stretches = word_difference(self.old, self.new)
        return {
            "was": self.was,
            "now": self.now,
            "stretches": [{"was": each.was, "now": each.now, "same": each.same} for each in stretches],
            "claims": list(self.claims),
        }


def compare_versions(session: Session, old: Version, new: Version) -> list[ParagraphChange]:
    """The paragraphs that differ, in the order of the texts; those that both have, word for word, are left out."""
    from difflib import SequenceMatcher

    from factcheck.core.text import paragraphs

    olds, news = paragraphs(old.text), paragraphs(new.text)
    was = [old.text[span.start : span.end] for span in olds]
    now = [new.text[span.start : span.end] for span in news]
    before = [(Span(place.start, place.end), claim.number) for claim, place in places_of(session, old)]
    after = [(Span(place.start, place.end), claim.number) for claim, place in places_of(session, new)]
    found = []
    for kind, a, b, c, d in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for i, j in _paired(was, now, range(a, b), range(c, d)):
            claims = {
                *(_within(olds[i], before) if i is not None else ()),
                *(_within(news[j], after) if j is not None else ()),
            }
            found.append(
                ParagraphChange(
                    None if i is None else i + 1, None if j is None else j + 1,
                    "" if i is None else was[i], "" if j is None else now[j], tuple(sorted(claims)),
                )
            )  # fmt: skip
    return found


def _within(paragraph: Span, places: Sequence[tuple[Span, int]]) -> Iterable[int]:
    return (number for span, number in places if span.start < paragraph.end and span.end > paragraph.start)


_ALIKE = 50
"""Least likeness (0-100) of two paragraphs that are shown as one that changed."""


def _paired(was: Sequence[str], now: Sequence[str], old: range, new: range) -> list[tuple[int | None, int | None]]:
    """Old paragraphs with the new ones that are most like them, in order; what has no like is alone."""
    from rapidfuzz.fuzz import ratio

    pairs: list[tuple[int | None, int | None]] = []
    left = new.start
    for i in old:
        best = max(range(left, new.stop), key=lambda j: ratio(was[i], now[j]), default=None)
        if best is None or ratio(was[i], now[best]) < _ALIKE:
            pairs.append((i, None))
            continue
        pairs += [(None, j) for j in range(left, best)]
        pairs.append((i, best))
        left = best + 1
    return pairs + [(None, j) for j in range(left, new.stop)]
