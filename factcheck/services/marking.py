"""Mark like a pencil: an article's claims as brackets in its text, and changed brackets as changed claims.

Three texts meet, as in a merge: the one that was handed out (``base``), the one that came back, and the article as it
stands now. A claim whose brackets nobody touched is left alone, even where somebody moved it meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from factcheck.core.marks import Mark, read_marks, write_marks
from factcheck.core.quotes import quote_at
from factcheck.core.text import Span
from factcheck.errors import RefusedError
from factcheck.models import Appearance, Article, Claim
from factcheck.services.articles import spans_of
from factcheck.services.claims import add_appearance, add_claim, appearances_in, drop_claim, refuse_dropped
from factcheck.services.joining import move_place, retire_place
from factcheck.services.lookup import get_claim
from factcheck.services.saying import ProposedSays, adopt_speaker, propose_says, says_of
from factcheck.services.work import Work

#: What may end a quote without being part of a wording.
_TRAILING = ".,;:!?\u2013\u2014- "


def marked_text(session: Session, article: Article, proposed: Iterable[Span] = ()) -> str:
    """The article's current text with each of its claims in brackets, and ``proposed`` stretches as new facts."""
    marks = [Mark(span.start, span.end, number) for span, number in spans_of(session, article)]
    marks += [Mark(span.start, span.end) for span in proposed]
    return write_marks(article.current.text, marks)


@dataclass(frozen=True, slots=True)
class Move:
    """A claim's places as they change; every list in text order. ``new`` are spans, code points, end exclusive."""

    claim: Claim
    old: tuple[Appearance, ...]
    new: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What changed brackets mean: new facts in text order, claims that moved, and claims left without a bracket."""

    new: tuple[Span, ...]
    moved: tuple[Move, ...]
    removed: tuple[Claim, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.moved or self.removed)

    def dropping(self, numbers: Iterable[int]) -> "Plan":
        """The plan with only these of the claims that lost their bracket; the others keep their places."""
        kept = set(numbers)
        return replace(self, removed=tuple(claim for claim in self.removed if claim.number in kept))


def plan_marks(session: Session, article: Article, edited: str, *, base: str | None = None) -> Plan:
    """Compare the brackets of ``edited`` with the desk's claims. ``base`` is the marked text it was made from.

    Raises:
        BadInputError: brackets do not match, or the text itself was changed.
        NotFoundError: a bracket has the number of no claim.
        RefusedError: a bracket has the number of a dropped claim, or somebody else moved the same claim meanwhile.
    """
    text = article.current.text
    marks = read_marks(edited, text)
    mine = _by_claim(session, text, marks)
    now = _now(session, article)
    was = now if base is None else _by_claim(session, text, read_marks(base, text))
    moved, removed = [], []
    for claim in sorted({*mine, *was}, key=lambda claim: claim.number):
        wanted, before, here = mine.get(claim, []), was.get(claim, []), now.get(claim, [])
        if wanted in (before, here):
            continue
        if before != here:
            raise RefusedError(
                f"somebody changed where claim {claim.number} stands while this text was being marked",
                hint=f"put its brackets back as they were, or see factcheck claim show {claim.number}",
            )
        refuse_dropped(claim)
        if wanted:
            moved.append(_move(claim, article, wanted, here))
        else:
            removed.append(claim)
    new = (_trimmed(text, mark) for mark in marks if mark.claim is None)
    return Plan(tuple(sorted(new)), tuple(moved), tuple(removed))


def _now(session: Session, article: Article) -> dict[Claim, list[Span]]:
    """Where each claim stands now, in text order."""
    found: dict[Claim, list[Span]] = defaultdict(list)
    for span, number in spans_of(session, article):
        found[get_claim(session, number)].append(_trimmed(article.current.text, span))
    return found


def _by_claim(session: Session, text: str, marks: Iterable[Mark]) -> dict[Claim, list[Span]]:
    found: dict[Claim, list[Span]] = defaultdict(list)
    for mark in marks:
        if mark.claim is not None:
            found[get_claim(session, mark.claim)].append(_trimmed(text, mark))
    return {claim: sorted(spans) for claim, spans in found.items()}


def _trimmed(text: str, stretch: Mark | Span) -> Span:
    """The stretch without white space at its ends: a bracket before or after a space means the same."""
    words = text[stretch.start : stretch.end]
    return Span(stretch.start + len(words) - len(words.lstrip()), stretch.start + len(words.rstrip()))


def _move(claim: Claim, article: Article, wanted: list[Span], here: list[Span]) -> Move:
    text = article.current.text
    old = [place for place in appearances_in(claim, article) if _trimmed(text, _span(place)) not in wanted]
    return Move(
        claim,
        tuple(sorted(old, key=lambda place: (place.start, place.end))),
        tuple(span for span in wanted if span not in here),
    )


def _span(place: Appearance) -> Span:
    return Span(place.start, place.end)


@dataclass(slots=True)
class Marked:
    """What came of a marked text: ``left`` are claims that only other articles make now.

    ``proposed`` says for the number of each new claim who seems to say it.
    """

    added: list[Claim] = field(default_factory=list)
    proposed: dict[int, ProposedSays] = field(default_factory=dict)
    moved: list[Claim] = field(default_factory=list)
    dropped: list[Claim] = field(default_factory=list)
    left: list[Claim] = field(default_factory=list)


def apply_plan(work: Work, article: Article, plan: Plan, *, new_sources: bool = False, why: str = "") -> Marked:
    """Do what a plan says: claims entered in text order, moved, and dropped where they lost their bracket.

    A claim that another article makes too only loses its places here. ``new_sources`` puts speakers on the desk that
    the sentences name and it does not know.
    """
    marked = Marked()
    for move in plan.moved:
        _apply_move(work, article, move)
        marked.moved.append(move.claim)
    for claim in plan.removed:
        here = appearances_in(claim, article)
        if len(here) < len(appearances_in(claim)):
            for place in here:
                retire_place(work, claim, place)
            marked.left.append(claim)
        else:
            marked.dropped.append(drop_claim(work, claim, why=why or f"its mark was taken out of a{article.number}"))
    text = article.current.text
    for span in plan.new:
        proposed = propose_says(work.session, text, span.start, span.end)
        says = adopt_speaker(work, proposed) if new_sources else proposed.says
        quote = quote_at(text, span.start, span.end)
        claim = add_claim(work, wording_of(quote.exact), article=article, quote=quote, says=says)
        marked.added.append(claim)
        marked.proposed[claim.number] = proposed
    return marked


def wording_of(quote: str) -> str:
    """A quote as the first wording of a claim: in one line, without the punctuation it ends with."""
    line = " ".join(quote.split())
    return line.rstrip(_TRAILING) or line


def _apply_move(work: Work, article: Article, move: Move) -> None:
    """Pair each new place with the old one it covers most of, or that is nearest; what is left comes or goes."""
    old = list(move.old)
    text = article.current.text
    for span in move.new:
        quote = quote_at(text, span.start, span.end)
        if old:
            nearest = min(old, key=lambda place: (-_shared(span, place), abs(place.start - span.start)))
            old.remove(nearest)
            move_place(work, move.claim, nearest, quote)
            continue
        others = appearances_in(move.claim, article)
        says = says_of(others[0].attribution) if others else propose_says(work.session, text, span.start, span.end).says
        add_appearance(work, move.claim, article.current, quote, says)
    for place in old:
        retire_place(work, move.claim, place)
    work.touch(move.claim)


def _shared(span: Span, place: Appearance) -> int:
    return max(0, min(span.end, place.end) - max(span.start, place.start))


def unknown_speakers(session: Session, article: Article, plan: Plan) -> Mapping[str, int]:
    """Speakers that the sentences of new facts name and the desk does not know, each with how many facts it says."""
    found: dict[str, int] = {}
    for span in plan.new:
        name = propose_says(session, article.current.text, span.start, span.end).unknown
        if name is not None:
            found[name] = found.get(name, 0) + 1
    return found
