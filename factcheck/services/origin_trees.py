"""Why a claim's evidence counts as it does: from each item up to the source it ultimately goes back to."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.independence import chain, top
from factcheck.core.words import Stance
from factcheck.models import Claim, Document, Evidence
from factcheck.services.claims import appearances_in
from factcheck.services.statuses import origin_uid
from factcheck.services.weighing import Scales


class Mark(StrEnum):
    """How an item counts."""

    INDEPENDENT = "independent"
    OWN_WORD = "own-word"
    AGAINST_OWN_INTEREST = "against-own-interest"
    UNKNOWN = "unknown"
    UNREAD = "unread"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way up: ``d5`` or ``s7`` with its title or name."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Branch:
    """An item with the way to its top, its document first. In a circle the last step is one it came by before.

    ``repeats`` names the first item that goes back to the same top: together they count once. ``upstream`` says that
    the top is the article's publisher or the text it follows.
    """

    ref: str
    stance: Stance
    finding: str
    mark: Mark
    steps: tuple[Step, ...]
    repeats: str | None
    upstream: bool
    retracted: str | None

    @property
    def top(self) -> Step:
        """Where the way ends."""
        return self.steps[-1]


def trace(claim: Claim, scales: Scales) -> list[Branch]:
    """The items of a claim, by stance and in order, each with its way to the top and how it counts."""
    tracer = _Tracer(claim, scales)
    order = list(Stance)
    return [tracer.branch(item) for item in sorted(claim.items, key=lambda each: (order.index(each.stance), each.item))]


class _Tracer:
    """Follows the items of one claim."""

    def __init__(self, claim: Claim, scales: Scales) -> None:
        self.claim = claim
        self.scales = scales
        self.own = {top(uid, scales.parent) for uid in scales.own(claim)}
        articles = [place.version.article for place in appearances_in(claim)]
        followed = [
            party for article in articles for party in (article.publisher, article.upstream) if party is not None
        ]
        self.upstream = {top(party.uid, scales.parent) for party in followed}
        self.first: dict[tuple[Stance, str], str] = {}

    def branch(self, item: Evidence) -> Branch:
        """One item's way."""
        origin, document = origin_uid(item), item.document
        circle = self.scales.origins.circle(document.uid, origin)
        way = circle or (document.uid, *(chain(origin, self.scales.parent) if origin else ()))
        above = top(origin, self.scales.parent) if origin and not circle else None
        mark = self._mark(item, above, circle=bool(circle))
        ref = f"{self.claim.number}.{item.item}"
        first = self.first.setdefault((item.stance, above), ref) if item.read and above else ref
        return Branch(
            ref=ref, stance=item.stance, finding=item.finding, mark=mark,
            steps=tuple(self._step(uid, document) for uid in way), repeats=first if first != ref else None,
            upstream=above in self.upstream, retracted=document.retracted,
        )  # fmt: skip

    def _mark(self, item: Evidence, above: str | None, *, circle: bool) -> Mark:
        if not item.read:
            return Mark.UNREAD
        if circle:
            return Mark.CIRCLE
        if above is None:
            return Mark.UNKNOWN
        if above in self.own:
            return Mark.AGAINST_OWN_INTEREST if item.stance is Stance.REFUTES else Mark.OWN_WORD
        return Mark.INDEPENDENT

    def _step(self, uid: str, document: Document) -> Step:
        name = document.title or document.url or document.file_name or "a document" if uid == document.uid else None
        return Step(self.scales.origins.refs[uid], name or self.scales.names[uid])
