"""The statements that matching compares, behind the keys of its index, and what people are shown of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.dates import bounds
from factcheck.core.likeness import Statement
from factcheck.core.text import locate
from factcheck.core.words import Status, UnverifiableCode
from factcheck.models import Article, PriorCheck, PriorSet, Relation, VersionText
from factcheck.services.indexing import claim_in, key_of_prior, prior_in
from factcheck.services.loading import CLAIMS, PLACES, select_claims
from factcheck.services.prior_reading import IN_USE, check_data, fields_of_prior

_BATCH = 500
#: Characters of a date that is known to the day; one that is not says too little to compare.
_WHOLE_DAY = 10


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim of this desk as it stands."""

    number: int
    wording: str
    status: Status
    code: UnverifiableCode | None

    def data(self) -> dict[str, Any]:
        """The claim as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__}


#: What matching finds: a claim, or a prior check as JSON data.
Found = FoundClaim | Mapping[str, Any]


class Statements:
    """Statements of a desk by their key, each read once: claims on its lists, and prior checks of the sets in use.

    With ``article`` only the claims that it makes; with ``claims_only`` no prior checks either way.
    """

    def __init__(self, session: Session, *, article: Article | None = None, claims_only: bool = False) -> None:
        self.session = session
        self.article = article
        self.claims_only = claims_only or article is not None
        self.found: dict[int, Found] = {}
        self.statements: dict[int, Statement] = {}
        self._listed: list[int] | None = None

    def load(self, keys: Sequence[int]) -> list[Statement]:
        """The statements with these keys, in that order, as far as they may be compared."""
        unknown = [key for key in keys if key not in self.statements]
        self._load_claims([row_id for key in unknown if (row_id := claim_in(key)) is not None])
        if not self.claims_only:
            self._load_priors([row_id for key in unknown if (row_id := prior_in(key)) is not None])
        return [self.statements[key] for key in keys if key in self.statements]

    def all_claims(self, most: int) -> list[Statement]:
        """All claims that may be compared, where they are no more than ``most``; else none."""
        if self._listed is None:
            query = select_claims(self.session, article=self.article).order_by(None).limit(most * 2)
            self._listed = sorted(set(self.session.scalars(query)))
        return self.load(self._listed) if len(self._listed) <= most else []

    def _load_claims(self, ids: Sequence[int]) -> None:
        for some in _batches(ids):
            listed = select_claims(self.session, article=self.article).where(CLAIMS.c.id.in_(some)).order_by(None)
            query = select(CLAIMS.c.id, CLAIMS.c.number, CLAIMS.c.wording, CLAIMS.c.status, CLAIMS.c.status_code)
            for row in self.session.execute(query.where(CLAIMS.c.id.in_(listed))):
                self.found[row.id] = FoundClaim(row.number, row.wording, row.status, row.status_code)
                # A quote is no second wording: it may say more than the claim, or what its neighbours say.
                self.statements[row.id] = Statement(row.id, row.wording)

    def _load_priors(self, ids: Sequence[int]) -> None:
        for some in _batches(ids):
            query = select(PriorCheck, PriorSet.number).join(PriorSet, PriorSet.id == PriorCheck.set_id)
            for check, number in self.session.execute(query.where(PriorCheck.id.in_(some), *IN_USE)):
                key = key_of_prior(check.id)
                self.found[key] = check_data(number, check)
                wording, *others = fields_of_prior(check)
                day = bounds(check.date)[0] if check.date and len(check.date) == _WHOLE_DAY else None
                self.statements[key] = Statement(key, wording, tuple(others), day)


class Neighbours:
    """Which claims stand in one sentence, and which a relation joins."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._texts: dict[int, str] = {}
        self._places: dict[int, frozenset[tuple[int, int, int]]] = {}
        self._joined: dict[int, set[int]] | None = None

    def together(self, one: int, other: int) -> bool:
        """Whether two claims (by row id) begin in the same sentence of the same version of an article."""
        return not self._sentences(one).isdisjoint(self._sentences(other))

    def _sentences(self, row_id: int) -> frozenset[tuple[int, int, int]]:
        if row_id not in self._places:
            query = select(PLACES.c.version_id, PLACES.c.start).where(PLACES.c.claim_id == row_id)
            rows = self.session.execute(query).all()
            self._places[row_id] = frozenset(
                (row.version_id, *locate(self._text(row.version_id), row.start)) for row in rows
            )
        return self._places[row_id]

    def _text(self, version_id: int) -> str:
        if version_id not in self._texts:
            query = select(VersionText.text).where(VersionText.version_id == version_id)
            self._texts[version_id] = self.session.scalar(query) or ""
        return self._texts[version_id]

    def joined(self, row_id: int) -> set[int]:
        """The claims that a relation joins to this one, whichever of the two holds it."""
        if self._joined is None:
            self._joined = {}
            for one, other in self.session.execute(select(Relation.claim_id, Relation.other_id)):
                self._joined.setdefault(one, set()).add(other)
                self._joined.setdefault(other, set()).add(one)
        return self._joined.get(row_id, set())


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
