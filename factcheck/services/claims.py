"""Claims: enter, edit, drop, restore, tag, relate, note and give figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import MAX_NAME, MAX_TEXT, check_text, one_line
from factcheck.core.figures import Quantity
from factcheck.core.quotes import TextQuote, find_quote, quote_at
from factcheck.core.text import Span, paragraphs
from factcheck.core.words import Anchored, AttributionKind, Kind, Level, Priority, RelationKind, Risk, SourceKind
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.models import (
    Appearance,
    Article,
    Attribution,
    AttributionVia,
    Claim,
    ClaimAlias,
    ClaimTag,
    Figure,
    Note,
    PriorSet,
    Relation,
    Source,
    Version,
)
from factcheck.services.lookup import next_number
from factcheck.services.statuses import uphold
from factcheck.services.work import Work


@dataclass(frozen=True, slots=True)
class Says:
    """Who the article lets say a claim. Without a speaker it is the article's own voice."""

    speaker: Source | None = None
    vias: Sequence[Source] = ()
    cue: Sequence[str] = ()
    hedged: bool = False
    level: Level = Level.ON_RECORD
    traced_to: Source | None = None
    kind: AttributionKind | None = None

    def kind_or_default(self) -> AttributionKind:
        """The kind said, else what the speaker implies: a named speaker is reported second-hand."""
        if self.kind is not None:
            return self.kind
        if self.speaker is None:
            return AttributionKind.UNATTRIBUTED
        anonymous = self.speaker.kind is SourceKind.ANONYMOUS_GROUP
        return AttributionKind.ANONYMOUS if anonymous else AttributionKind.SECOND_HAND


def place_quote(article: Article, quote: str, paragraph: int | None = None) -> TextQuote:
    """Find a quote in the article's current version, in one paragraph where that is given.

    Raises:
        QuoteNotFoundError: with the nearest passage.
        QuoteAmbiguousError: with the places.
        NotFoundError: there is no such paragraph.
    """
    text = article.current.text
    within: Span | None = None
    where = f"article {article.number}"
    if paragraph is not None:
        spans = paragraphs(text)
        if not 1 <= paragraph <= len(spans):
            raise NotFoundError(
                f"article {article.number} has {len(spans)} paragraphs, no p{paragraph}", hint="factcheck article text"
            )
        within, where = spans[paragraph - 1], f"p{paragraph} of article {article.number}"
    return find_quote(text, quote, within=within, where=where)


def add_claim(
    work: Work,
    wording: str,
    *,
    article: Article,
    quote: TextQuote,
    says: Says,
    kind: Kind | None = None,
    priority: Priority = Priority.MEDIUM,
    about: Source | None = None,
    tags: Sequence[str] = (),
    risks: Sequence[Risk] = (),
    number: int | None = None,
    version: Version | None = None,
) -> Claim:
    """Enter a claim at a quote of the article's current version, or of ``version``.

    ``number`` keeps the number an imported claim had; it must be free.

    Raises:
        BadInputError: the wording is empty.
        RefusedError: the article makes this very claim at this very quote already, or the number is taken.
    """
    wording = one_line(wording, "the wording", most=MAX_TEXT)
    free = next_number(work.session, Claim)
    if number is not None and number < free and _is_taken(work.session, number):
        raise RefusedError(f"the number {number} is taken", hint=f"the next free number is {free}")
    version = version or article.current
    _refuse_twin(work.session, version, quote, wording)
    claim = Claim(
        uid=work.new_uid(),
        number=number or free,
        wording=wording,
        kind=kind,
        priority=priority,
        about=about,
        risks=sorted_risks(risks),
        created_by_id=work.person.id if work.person else None,
        created_at=work.at,
        tags=[ClaimTag(tag=tag) for tag in sorted({one_line(tag, "a tag") for tag in tags})],
    )
    work.session.add(claim)
    add_appearance(work, claim, version, quote, says)
    work.touch(claim)
    return claim


def sorted_risks(*risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """These risks together, each once, in the order of the list: so they stand in the history."""
    given = {risk for some in risks for risk in some}
    return tuple(risk for risk in Risk if risk in given)


def _is_taken(session: Session, number: int) -> bool:
    claim = session.scalar(select(Claim.id).where(Claim.number == number))
    return claim is not None or session.scalar(select(ClaimAlias.id).where(ClaimAlias.number == number)) is not None


def is_first(session: Session, claim: Claim) -> bool:
    """Whether the desk has neither another claim nor a prior check that this one could repeat."""
    other = select(Claim.id).where(Claim.id != claim.id, Claim.dropped.is_(False)).limit(1)
    prior = select(PriorSet.id).where(PriorSet.dropped.is_(False)).limit(1)
    return session.scalar(other) is None and session.scalar(prior) is None


def add_appearance(
    work: Work, claim: Claim, version: Version, quote: TextQuote, says: Says, *, anchored: Anchored | None = None
) -> Appearance:
    """Say that this version makes the claim at this quote, too; ``anchored`` says how a new version's was found."""
    text = version.text
    if text[quote.start : quote.end] != quote.exact:
        quote = quote_at(text, quote.start, quote.end)
    appearance = Appearance(
        uid=work.new_uid(),
        version=version,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=quote.start,
        end=quote.end,
        anchored=anchored,
        created_at=work.at,
        attribution=Attribution(
            kind=says.kind_or_default(),
            speaker=says.speaker,
            cue=tuple(one_line(cue, "a cue") for cue in says.cue),
            hedged=says.hedged,
            level=says.level,
            traced_to=says.traced_to,
            vias=[AttributionVia(position=place, source=via) for place, via in enumerate(says.vias, 1)],
        ),
    )
    claim.appearances.append(appearance)
    return appearance


def _refuse_twin(session: Session, version: Version, quote: TextQuote, wording: str) -> None:
    query = (
        select(Claim.number)
        .join(Appearance)
        .where(
            Appearance.version_id == version.id,
            Appearance.start == quote.start,
            Appearance.end == quote.end,
            Claim.wording == wording,
            Claim.dropped.is_(False),
        )
    )
    if (number := session.scalar(query)) is not None:
        raise RefusedError(f"claim {number} says this at this quote already", hint=f"factcheck claim show {number}")


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """What an edit changes; ``None`` leaves a field as it is. ``risks`` come to those there are, ``no_risks`` go."""

    wording: str | None = None
    kind: Kind | None = None
    priority: Priority | None = None
    about: Source | None = None
    speaker: Source | None = None
    own_voice: bool = False
    said: AttributionKind | None = None
    vias: Sequence[Source] | None = None
    cue: Sequence[str] | None = None
    hedged: bool | None = None
    level: Level | None = None
    traced_to: Source | None = None
    risks: Sequence[Risk] = ()
    no_risks: Sequence[Risk] = ()


def edit_claim(
    work: Work, claim: Claim, changes: ClaimChanges, *, article: Article | None = None, reopen: bool = False
) -> Claim:
    """Change a claim, and its attribution in ``article`` (or in its only one).

    A risk that comes or goes stales nothing.

    Raises:
        RefusedError: the status could not stand after it, unless ``reopen``.
        NotFoundError: a risk to be taken away is not there.
    """
    refuse_dropped(claim)
    if changes.wording is not None:
        claim.wording = one_line(changes.wording, "the wording", most=MAX_TEXT)
    for name in ("kind", "priority", "about"):
        if (value := getattr(changes, name)) is not None:
            setattr(claim, name, value)
    for risk in changes.no_risks:
        if risk not in claim.risks:
            raise NotFoundError(
                f"claim {claim.number} is not marked as a risk of {risk}", hint=f"factcheck claim show {claim.number}"
            )
    claim.risks = sorted_risks(set(claim.risks) - set(changes.no_risks), changes.risks)
    for appearance in appearances_in(claim, article):
        _edit_attribution(work, appearance.attribution, changes)
    uphold(work, claim, reopen=reopen)
    work.touch(claim)
    return claim


def appearances_in(claim: Claim, article: Article | None = None) -> list[Appearance]:
    """Where the current versions of its articles (or of one) make the claim; dropped articles make none."""
    return [
        each
        for each in claim.appearances
        if each.version is each.version.article.current
        and article in (None, each.version.article)
        and not (article is None and each.version.article.dropped)
    ]


def went_with_article(claim: Claim) -> bool:
    """Whether the claim stands only in articles that were dropped, and so is on no list."""
    articles = [each.version.article for each in claim.appearances if each.version is each.version.article.current]
    return bool(articles) and all(article.dropped for article in articles)


def _edit_attribution(work: Work, attribution: Attribution, changes: ClaimChanges) -> None:
    if changes.own_voice:
        attribution.speaker, attribution.kind, attribution.vias = None, AttributionKind.UNATTRIBUTED, []
    if changes.speaker is not None:
        attribution.speaker = changes.speaker
        attribution.kind = Says(speaker=changes.speaker).kind_or_default()
    if changes.said is not None:
        attribution.kind = changes.said
    if changes.vias is not None:
        attribution.vias = []
        work.session.flush()
        attribution.vias = [AttributionVia(position=place, source=via) for place, via in enumerate(changes.vias, 1)]
    if changes.cue is not None:
        attribution.cue = tuple(one_line(cue, "a cue") for cue in changes.cue if cue)
    if changes.hedged is not None:
        attribution.hedged = changes.hedged
    if changes.level is not None:
        attribution.level = changes.level
    if changes.traced_to is not None:
        attribution.traced_to = changes.traced_to


def drop_claim(work: Work, claim: Claim, *, why: str) -> Claim:
    """Take a claim out of lists and reports; it keeps its number and can be restored."""
    refuse_dropped(claim)
    claim.dropped = True
    work.touch(claim, why)
    return claim


def restore_claim(work: Work, claim: Claim) -> Claim:
    """Bring a dropped claim back as it was."""
    if not claim.dropped:
        raise RefusedError(f"claim {claim.number} is not dropped", hint=f"factcheck claim show {claim.number}")
    claim.dropped = False
    work.touch(claim)
    return claim


def tag_claim(work: Work, claim: Claim, add: Sequence[str], remove: Sequence[str] = ()) -> Claim:
    """Add tags and take tags away."""
    refuse_dropped(claim)
    gone = {one_line(tag, "a tag") for tag in remove}
    have = {each.tag: each for each in claim.tags}
    missing = sorted(gone - have.keys())
    if missing:
        raise NotFoundError(
            f"claim {claim.number} has no tag '{missing[0]}'", hint=f"factcheck claim show {claim.number}"
        )
    for tag in gone:
        claim.tags.remove(have[tag])
    claim.tags += [ClaimTag(tag=tag) for tag in sorted({one_line(tag, "a tag") for tag in add} - have.keys())]
    work.touch(claim)
    return claim


def set_figure(
    work: Work,
    claim: Claim,
    claimed: Quantity,
    found: Quantity | None,
    *,
    position: int | None = None,
    reopen: bool = False,
) -> Figure:
    """Give the claim a figure, or correct the one at ``position`` (1 is the first)."""
    refuse_dropped(claim)
    for quantity in (claimed, found):
        if quantity is not None:
            check_text(quantity.as_written, "the figure", most=MAX_NAME)
            check_text(quantity.unit, "the figure's unit", most=MAX_NAME)
    known = {each.position: each for each in claim.figures}
    if position is not None and position not in known:
        raise NotFoundError(
            f"claim {claim.number} has no figure {position}", hint=f"factcheck claim show {claim.number}"
        )
    figure = known.get(position or 0) or Figure(position=max(known, default=0) + 1)
    figure.claimed, figure.claimed_low, figure.claimed_high = claimed.as_written, claimed.low, claimed.high
    figure.claimed_unit, figure.claimed_comparator = claimed.unit, claimed.comparator
    figure.found = found.as_written if found else None
    figure.found_low, figure.found_high = (found.low, found.high) if found else (None, None)
    figure.found_unit, figure.found_comparator = (found.unit, found.comparator) if found else (None, None)
    if figure not in claim.figures:
        claim.figures.append(figure)
    uphold(work, claim, reopen=reopen)
    work.touch(claim)
    return figure


def add_note(work: Work, claim: Claim, text: str, *, internal: bool = True) -> Note:
    """Write a note on a claim, for the desk alone unless said otherwise."""
    refuse_dropped(claim)
    check_text(text, "the note")
    if not text.strip():
        raise BadInputError("the note is empty", hint="type it in quotes")
    note = Note(
        uid=work.new_uid(), text=text.strip(), internal=internal, created_at=work.at,
        created_by_id=work.person.id if work.person else None,
    )  # fmt: skip
    claim.notes.append(note)
    work.touch(claim)
    return note


def relate(work: Work, claim: Claim, kind: RelationKind, other: Claim) -> Relation:
    """Say how a claim bears on another; the fact is held once, by ``claim``."""
    if claim is other:
        raise RefusedError(f"claim {claim.number} cannot bear on itself", hint="name another claim")
    for relation in claim.relations:
        if relation.kind is kind and relation.other_id == other.id:
            return relation
    relation = Relation(kind=kind, other_id=other.id)
    claim.relations.append(relation)
    work.touch(claim)
    return relation


def refuse_dropped(claim: Claim) -> None:
    """Refuse to change what was dropped.

    Raises:
        RefusedError: with the way back.
    """
    if claim.dropped:
        raise RefusedError(f"claim {claim.number} was dropped", hint=f"factcheck claim restore {claim.number}")
