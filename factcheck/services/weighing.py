"""How much the evidence of a claim weighs on this desk: the tops, and who speaks in its own cause."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.independence import Item, Weights, top, weigh
from factcheck.core.words import Status
from factcheck.models import Article, Claim, Evidence
from factcheck.services.claims import appearances_in
from factcheck.services.loading import whole
from factcheck.services.origins import read_origins
from factcheck.services.statuses import origin_uid


class Scales:
    """Weighs claims of one desk. Reads the desk's sources and documents once.

    ``names`` holds the name of every source and the title of every document by uid, ``origins`` all that is known of
    where they come from.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.origins = read_origins(session)
        self.parent: Mapping[str, str | None] = self.origins.parent
        self.names = self.origins.names

    def weigh(self, claim: Claim, article: Article | None = None) -> Weights:
        """The weights of the claim's evidence, for, against and as context.

        The tops of the speaker, of whom it was traced to, of what the claim is about, of the article and of its
        upstream are own word (DESIGN, "Independence is computed"). An item that rests on itself has no top.
        """
        return weigh(map(self._item, claim.items), parent=self.parent, own=self.own(claim, article))

    def _item(self, item: Evidence) -> Item:
        origin = origin_uid(item)
        return Item(item.stance, item.read, origin, bool(self.origins.circle(item.document.uid, origin)))

    def own(self, claim: Claim, article: Article | None = None) -> set[str]:
        """The uids of the parties to the claim."""
        parties = {claim.about}
        for appearance in appearances_in(claim, article):
            parties |= {appearance.attribution.speaker, appearance.attribution.traced_to}
            parties |= {appearance.version.article.publisher, appearance.version.article.upstream}
        return {party.uid for party in parties if party is not None}

    def top(self, uid: str) -> str:
        """The uid of what a source or document ultimately belongs to."""
        return top(uid, self.parent)

    def lacks_independence(self, claim: Claim, article: Article | None = None) -> bool:
        """Whether a confirmed claim rests on no independent origin at all."""
        return claim.status is Status.CONFIRMED and not self.weigh(claim, article).supporting.independent


def count_independent(scales: "Scales") -> dict[int, int]:
    """How many independent origins support each claim that has evidence, by claim number."""
    claims = scales.session.scalars(select(Claim).where(Claim.dropped.is_(False)).options(*whole())).unique()
    return {claim.number: len(scales.weigh(claim).supporting.independent) for claim in claims if claim.items}
