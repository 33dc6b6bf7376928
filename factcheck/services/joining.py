"""Claims moved, split, merged and related: what changes where they stand and how they hang together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from factcheck.core.fields import MAX_TEXT, one_line
from factcheck.core.quotes import TextQuote, find_quote, quote_at
from factcheck.core.text import Span
from factcheck.core.words import RelationKind
from factcheck.errors import BadInputError, NotFoundError, QuoteNotFoundError, RefusedError
from factcheck.models import (
    Appearance,
    Article,
    Ask,
    AuthorQuery,
    Base,
    Claim,
    ClaimAlias,
    ClaimTag,
    Complaint,
    Correction,
    Evidence,
    EvidenceVia,
    Figure,
    Note,
    Relation,
    Void,
)
from factcheck.services.answering import Part, next_item, parts_of
from factcheck.services.claims import (
    Says,
    add_appearance,
    add_claim,
    appearances_in,
    refuse_dropped,
    relate,
    sorted_risks,
)
from factcheck.services.saying import propose_says, says_of
from factcheck.services.statuses import DOUBTFUL
from factcheck.services.work import Work


def anchor_claim(work: Work, claim: Claim, article: Article, quote: TextQuote, *, also: bool = False) -> Appearance:
    """Say where in the article's current version the claim stands: instead of its place there, or ``also`` there.

    The new place keeps who said it at the old one, or in an earlier version; in an article where the claim had no place,
    the sentence proposes it.

    Raises:
        RefusedError: it stands there already, or in several places and nobody said ``also``.
    """
    refuse_dropped(claim)
    places = appearances_in(claim, article)
    if any((place.start, place.end) == (quote.start, quote.end) for place in places):
        raise RefusedError(f"claim {claim.number} stands at this quote already", hint="give other words")
    if len(places) > 1 and not also:
        raise RefusedError(
            f"claim {claim.number} stands in {len(places)} places of article {article.number}",
            hint="add --also for one more, or move one of them: factcheck mark",
        )
    if places and not also:
        return move_place(work, claim, places[0], quote)
    text = article.current.text
    known = places or [each for each in claim.appearances if each.version.article is article][-1:]
    says = says_of(known[0].attribution) if known else propose_says(work.session, text, quote.start, quote.end).says
    appearance = add_appearance(work, claim, article.current, quote, says)
    work.touch(claim)
    return appearance


def confirm_places(work: Work, claim: Claim, article: Article) -> list[Appearance]:
    """Say that a claim still stands at the words that a new version of an article brought for its old ones.

    Its status holds there again: each place comes anew with the same words, as one that a checker gave.

    Raises:
        RefusedError: nothing there waits to be looked at.
    """
    refuse_dropped(claim)
    waiting = [place for place in appearances_in(claim, article) if place.anchored in DOUBTFUL]
    if not waiting:
        raise RefusedError(
            f"nothing of claim {claim.number} waits to be looked at in article {article.number}",
            hint=f"factcheck claim show {claim.number}",
        )
    return [move_place(work, claim, place, quote_at(place.version.text, place.start, place.end)) for place in waiting]


def move_place(work: Work, claim: Claim, place: Appearance, quote: TextQuote) -> Appearance:
    """Put a new place of the same version for an old one, which lives on in the history alone (docs/adr/0007)."""
    appearance = add_appearance(work, claim, place.version, quote, says_of(place.attribution))
    retire_place(work, claim, place)
    return appearance


def retire_place(work: Work, claim: Claim, place: Appearance) -> None:
    """Take a place away from a claim; undo brings it back from the history."""
    # Deleted first: the other way round a flush would find a place without a claim.
    work.session.delete(place)
    claim.appearances.remove(place)
    work.touch(claim)


def split_claim(work: Work, claim: Claim, wordings: Sequence[str], quotes: Sequence[str] = ()) -> list[Claim]:
    """Split a claim into as many as there are wordings. Returns them in order, the old one first.

    The old one keeps its number, its evidence and the first wording; the others get copies of where it stands and who
    says it, no evidence, and are part of it. ``quotes`` narrow the places in the same order; an empty one leaves them.

    Raises:
        BadInputError: there are fewer than two wordings, two alike, or more quotes than wordings.
        QuoteNotFoundError: a quote is not in the article.
    """
    refuse_dropped(claim)
    words = [one_line(wording, "the wording", most=MAX_TEXT) for wording in wordings]
    if len(set(words)) < 2 or len(set(words)) < len(words):  # noqa: PLR2004
        raise BadInputError("a split needs two wordings or more, all different", hint="type each in quotes")
    if len(quotes) > len(words):
        raise BadInputError(f"{len(quotes)} quotes are more than {len(words)} wordings", hint="give one for each")
    places = appearances_in(claim) or list(claim.appearances)
    if not places:
        raise RefusedError(f"claim {claim.number} stands in no article", hint=f"factcheck claim anchor {claim.number}")
    wanted = [_narrowed(places, quote) for quote in [*quotes, *[""] * (len(words) - len(quotes))]]
    made = [_part(work, claim, wording, found) for wording, found in zip(words[1:], wanted[1:], strict=True)]
    claim.wording = words[0]
    for place, quote in wanted[0]:
        if (place.start, place.end) != (quote.start, quote.end):
            move_place(work, claim, place, quote)
    work.touch(claim)
    return [claim, *made]


def _narrowed(places: Sequence[Appearance], words: str) -> list[tuple[Appearance, TextQuote]]:
    """The places with the quote each shall have: as it is, or the words inside it, or else their place in the article."""
    if not words.strip():
        return [(place, quote_at(place.version.text, place.start, place.end)) for place in places]
    found = []
    for place in places:
        try:
            quote = find_quote(place.version.text, words, within=Span(place.start, place.end))
        except QuoteNotFoundError:
            continue
        found.append((place, quote))
    first = places[0]
    where = f"article {first.version.article.number}"
    return found or [(first, find_quote(first.version.text, words, where=where))]


def _part(work: Work, whole: Claim, wording: str, places: Sequence[tuple[Appearance, TextQuote]]) -> Claim:
    """A claim of its own for a part of another."""
    (first, quote), *others = places
    part = add_claim(
        work, wording, article=first.version.article, version=first.version, quote=quote,
        says=says_of(first.attribution), kind=whole.kind, priority=whole.priority, about=whole.about,
        tags=[each.tag for each in whole.tags], risks=whole.risks,
    )  # fmt: skip
    for place, other in others:
        add_appearance(work, part, place.version, other, says_of(place.attribution))
    relate(work, part, RelationKind.PART_OF, whole)
    return part


@dataclass(slots=True)
class Merged:
    """What a merge brought over, by kind of thing in the plural; ``left`` is how many items said what was there."""

    claim: Claim
    gone: Claim
    brought: dict[str, int] = field(default_factory=dict)
    left: int = 0


def merge_claims(work: Work, claim: Claim, gone: Claim, *, why: str = "") -> Merged:
    """Merge ``gone`` into ``claim``, which then answers to both numbers.

    Evidence, places, queries, notes, tags, figures, relations and what the desk owes others for it (questions put,
    corrections, complaints, voided checks) come over as new rows; what ``claim`` has already is
    left. Its status stays, and is stale where evidence or figures came to it. ``gone`` is dropped, whole.

    Raises:
        RefusedError: the two are one claim, or one of them was dropped.
    """
    if claim is gone:
        raise RefusedError(f"claim {claim.number} cannot be merged with itself", hint="name two claims")
    refuse_dropped(claim)
    refuse_dropped(gone)
    merged = Merged(claim, gone)
    for name, bring in _BRINGERS.items():
        if count := bring(work, merged):
            merged.brought[name] = count
    claim.risks = sorted_risks(claim.risks, gone.risks)
    _bring_relations(work, merged)
    _bring_numbers(work, merged)
    gone.dropped = True
    # The claim first: an undo must free the numbers here before it gives them back there.
    work.touch(claim, why)
    work.touch(gone, why or f"merged into {claim.number}")
    return merged


def _copy(work: Work, row: Base, **changes: object) -> Base:
    """A row like ``row`` with a new identity and without its parts."""
    table = type(row).__table__
    values = {column.key: getattr(row, column.key) for column in table.columns if column.key not in ("id", "claim_id")}
    if "uid" in values:
        values["uid"] = work.new_uid()
    return type(row)(**values | changes)


def _bring_evidence(work: Work, merged: Merged) -> int:
    claim = merged.claim
    known = {(item.document_id, item.stance, item.finding) for item in claim.items}
    count = 0
    for item in merged.gone.items:
        if (item.document_id, item.stance, item.finding) in known:
            merged.left += 1
            continue
        number = max((each.item for each in claim.evidence), default=0) + 1
        copied = _copy(work, item, item=number)
        assert isinstance(copied, Evidence)
        copied.vias = [EvidenceVia(position=via.position, source=via.source) for via in item.vias]
        claim.evidence.append(copied)
        count += 1
    return count


def _bring_places(work: Work, merged: Merged) -> int:
    known = {(place.version.id, place.start, place.end) for place in merged.claim.appearances}
    new = [each for each in merged.gone.appearances if (each.version.id, each.start, each.end) not in known]
    for place in new:
        says: Says = says_of(place.attribution)
        quote = quote_at(place.version.text, place.start, place.end)
        add_appearance(work, merged.claim, place.version, quote, says)
    return len(new)


def _bring_queries(work: Work, merged: Merged) -> int:
    claim = merged.claim
    for query in merged.gone.queries:
        copied = _copy(work, query, item=max((each.item for each in claim.queries), default=0) + 1)
        assert isinstance(copied, AuthorQuery)
        claim.queries.append(copied)
    return len(merged.gone.queries)


def _bring_notes(work: Work, merged: Merged) -> int:
    notes = [_copy(work, note) for note in merged.gone.notes if not note.dropped]
    merged.claim.notes += [note for note in notes if isinstance(note, Note)]
    return len(notes)


def _bring_tags(_work: Work, merged: Merged) -> int:
    new = sorted({each.tag for each in merged.gone.tags} - {each.tag for each in merged.claim.tags})
    merged.claim.tags += [ClaimTag(tag=tag) for tag in new]
    return len(new)


def _bring_figures(work: Work, merged: Merged) -> int:
    claim = merged.claim
    known = {(each.claimed, each.claimed_unit, each.found) for each in claim.figures}
    new = [each for each in merged.gone.figures if (each.claimed, each.claimed_unit, each.found) not in known]
    for figure in new:
        copied = _copy(work, figure, position=max((each.position for each in claim.figures), default=0) + 1)
        assert isinstance(copied, Figure)
        claim.figures.append(copied)
    return len(new)


def _bring_numbered(model: type[Part]) -> Callable[[Work, Merged], int]:
    """What brings the parts of this kind, each under the next number."""

    def bring(work: Work, merged: Merged) -> int:
        found = parts_of(work.session, model, merged.gone)
        for part in found:
            number = next_item(work.session, model, merged.claim)
            work.session.add(_copy(work, part, item=number, claim_id=merged.claim.id))
            work.session.flush()
        return len(found)

    return bring


#: What a merge brings over, each with the function that does it, in the order it is told.
_BRINGERS: dict[str, Callable[[Work, Merged], int]] = {
    "items of evidence": _bring_evidence,
    "places": _bring_places,
    "queries": _bring_queries,
    "notes": _bring_notes,
    "tags": _bring_tags,
    "figures": _bring_figures,
    "questions put": _bring_numbered(Ask),
    "corrections": _bring_numbered(Correction),
    "complaints": _bring_numbered(Complaint),
    "voided checks": _bring_numbered(Void),
}


def _bring_relations(work: Work, merged: Merged) -> None:
    """Let ``claim`` stand for ``gone`` in every relation; what held between the two is over for ``claim``."""
    claim, gone = merged.claim, merged.gone
    for relation in [each for each in claim.relations if each.other_id == gone.id]:
        claim.relations.remove(relation)
    for relation in gone.relations:
        if relation.other_id != claim.id:
            relate(work, claim, relation.kind, work.session.get_one(Claim, relation.other_id))
    query = select(Claim).join(Relation, Relation.claim_id == Claim.id).where(Relation.other_id == gone.id)
    for other in work.session.scalars(query.order_by(Claim.number)).unique().all():
        for relation in [each for each in other.relations if each.other_id == gone.id]:
            other.relations.remove(relation)
            if other is not claim:
                relate(work, other, relation.kind, claim)
        work.touch(other)


def _bring_numbers(work: Work, merged: Merged) -> None:
    """Let ``claim`` answer to the number of ``gone``, and to those that answered to it."""
    for alias in merged.gone.aliases:
        # Moved by its key: taken out of one list first, it would belong to no claim for a moment.
        alias.claim_id = merged.claim.id
    work.session.add(ClaimAlias(claim_id=merged.claim.id, number=merged.gone.number))
    work.session.flush()
    work.session.expire(merged.gone, ["aliases"])
    work.session.expire(merged.claim, ["aliases"])


def relate_claims(work: Work, claim: Claim, kind: RelationKind, other: Claim) -> Relation:
    """Say how a claim bears on another.

    Raises:
        RefusedError: one of them was dropped, they are one, or this holds already, from either side.
    """
    refuse_dropped(claim)
    refuse_dropped(other)
    for holder, target in ((claim, other), (other, claim)):
        if any(each.kind is kind and each.other_id == target.id for each in holder.relations):
            raise RefusedError(
                f"{holder.number} {kind} {target.number} already", hint=f"factcheck claim show {claim.number}"
            )
    return relate(work, claim, kind, other)


def unrelate_claims(work: Work, claim: Claim, kind: RelationKind, other: Claim) -> None:
    """Take a relation away.

    Raises:
        NotFoundError: there is none.
    """
    found = [each for each in claim.relations if each.kind is kind and each.other_id == other.id]
    if not found:
        raise NotFoundError(f"{claim.number} is not {kind} {other.number}", hint=f"factcheck claim show {claim.number}")
    claim.relations.remove(found[0])
    work.touch(claim)
