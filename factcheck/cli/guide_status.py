"""Ask for a status: the chooser with what each means and would lack now, and a reason proposed from the evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.cli.asking import ask, choose, say, say_error
from factcheck.cli.guide import Values, begin, literal, look
from factcheck.config import Settings
from factcheck.core.rules import find_lacks
from factcheck.core.words import Stance, Status, UnverifiableCode
from factcheck.errors import BadInputError, FactcheckError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Claim, Evidence

STATUSES: dict[str, str] = {
    Status.CONFIRMED: "the evidence shows it to be so",
    Status.DISPUTED: "credible sources disagree and nothing settles it",
    Status.REFUTED: "the evidence shows it wrong",
    Status.MIXED: "part right, part wrong; the reason says which part",
    Status.UNVERIFIABLE: "beyond any public source",
    Status.IN_REVIEW: "somebody is at it",
    Status.UNVERIFIED: "nobody has checked it",
}
CODES: dict[str, str] = {
    UnverifiableCode.OPINION: "a judgement, not a matter of fact",
    UnverifiableCode.PREDICTION: "only the future can tell",
    UnverifiableCode.NO_PUBLIC_SOURCE: "nothing public says so or says otherwise",
    UnverifiableCode.SOURCE_DECLINED: "whoever knows would not say",
    UnverifiableCode.OUT_OF_SCOPE: "this desk does not check such things",
}
CHOOSERS = ("?", "choose")
_SIDES: dict[Status, tuple[Stance, ...]] = {
    Status.CONFIRMED: (Stance.SUPPORTS,),
    Status.REFUTED: (Stance.REFUTES,),
    Status.MIXED: (Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT),
    Status.DISPUTED: (Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT),
}
_LEADS = {Stance.SUPPORTS: "For", Stance.REFUTES: "Against", Stance.CONTEXT: "Context"}
_MOST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What an item of evidence shows: its stance, whether it was read, the finding, and who is behind it."""

    stance: Stance
    read: bool
    finding: str
    origin: str


def shown_of(item: "Evidence") -> Shown:
    """An item of the desk; behind it is its origin, else whoever put its document up."""
    page = item.document
    for thing in (item, page):
        if thing.origin_source is not None:
            return Shown(item.stance, item.read, item.finding, thing.origin_source.name)
        if thing.origin_document is not None:
            return Shown(item.stance, item.read, item.finding, thing.origin_document.title or "")
    return Shown(item.stance, item.read, item.finding, page.publisher.name if page.publisher else page.title or "")


def proposed_reason(status: Status, items: Iterable[Shown]) -> str:
    """A reason for a status: what the items that decide it show, one for each origin, three for each side at most."""
    read = [item for item in items if item.read]
    sides = [(stance, _findings(item for item in read if item.stance is stance)) for stance in _SIDES.get(status, ())]
    said = [(stance, text) for stance, text in sides if text]
    if len(said) == 1:
        return said[0][1]
    return " ".join(f"{_LEADS[stance]}: {text}" for stance, text in said)


def _findings(items: Iterable[Shown]) -> str:
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(item.origin or item.finding, (f"{item.origin}: " if item.origin else "") + item.finding)
    texts = [text.rstrip(" .;") for text in list(first.values())[:_MOST]]
    return "; ".join(texts) + "." if texts else ""


def ask_code(code: str | None = None) -> str:
    """Ask why a claim is unverifiable, unless it was said."""
    return code or choose("why nothing can verify it", CODES)


def status(settings: Settings, values: Values) -> Iterator[Values]:
    """Complete ``status``: the word where it is ``?``, the code of unverifiable, and the reason."""
    from factcheck.services.statuses import parse_status

    word = values["word"]
    choosing = word in CHOOSERS
    if values["claims"] is None or word is None or (not choosing and not _wants_more(values)):
        yield values
        return
    begin(settings)
    claims = look(settings, lambda session: [claim_of(each) for each in _claims(session, values["claims"])])
    for claim in claims:
        say(f"{claim.number} {claim.status.upper()}  {claim.wording}")
    if choosing:
        new, code = _ask_status(claims), None
    else:
        new, code = parse_status(word)
    if new is Status.UNVERIFIABLE:
        code = UnverifiableCode(ask_code(values["code"] or code))
    values = values | {"word": str(new), "code": code}
    if values["because"] is None and not _lacks(new, claims) and new is not Status.UNVERIFIED:
        values["because"] = literal(ask_reason(new, claims[0] if len(claims) == 1 else None)) or None
    yield values


def _wants_more(values: Values) -> bool:
    """Whether a status that was named lacks its reason or its code."""
    from factcheck.services.statuses import parse_status

    try:
        new, code = parse_status(values["word"])
    except FactcheckError:
        return False  # the command says what is wrong with it
    if new is Status.UNVERIFIABLE and not (code or values["code"]):
        return True
    return new.settled and values["because"] is None


@dataclass(frozen=True, slots=True)
class Settling:
    """What settling a claim needs to know of it."""

    number: int
    wording: str
    status: Status
    reason: str
    items: tuple[Shown, ...]

    @property
    def stances(self) -> list[Stance]:
        """The stances of the items that were read."""
        return [item.stance for item in self.items if item.read]


def _claims(session: "Session", numbers: str) -> "Sequence[Claim]":
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import get_claims

    return get_claims(session, parse_numbers(numbers))


def claim_of(claim: "Claim") -> Settling:
    """What settling needs to know of a claim of the desk."""
    items = tuple(shown_of(item) for item in claim.items)
    return Settling(claim.number, claim.wording, claim.status, claim.status_reason or "", items)


def _lacks(new: Status, claims: Iterable[Settling]) -> list[str]:
    """What a status would lack for any of the claims, apart from a reason and a code."""
    found = (
        lack
        for claim in claims
        for lack in find_lacks(new, reason="given", code=UnverifiableCode.OPINION, read=claim.stances)
    )
    return list(dict.fromkeys(found))


def _ask_status(claims: Sequence[Settling]) -> Status:
    """The chooser: every status with what it means and what it would lack now."""
    lacking = {word: _lacks(Status(word), claims) for word in STATUSES}
    options = {
        str(word): told + (f"; lacks {' and '.join(lacking[word])}" if lacking[word] else "")
        for word, told in STATUSES.items()
    }
    while True:
        new = Status(choose("status", options))
        if not lacking[new]:
            return new
        say_error(
            BadInputError(f"it lacks {' and '.join(lacking[new])}", hint=f"factcheck evidence add {claims[0].number}")
        )


def ask_reason(new: Status, claim: Settling | None, more: Sequence[Shown] = ()) -> str:
    """Ask why, proposing what the evidence of one claim shows, ``more`` about to be added; an open status needs no reason.

    A claim that keeps its status keeps its reason as the proposal.
    """
    proposed = ""
    if claim is not None:
        proposed = claim.reason if claim.status is new else proposed_reason(new, (*claim.items, *more))

    def check(answer: str) -> None:
        if new.settled and not answer:
            raise BadInputError(f"{new} needs a reason", hint="say it in the desk's words, or Ctrl-C to leave")

    return ask("because" if new.settled else "because (Enter: no reason)", proposed, check=check)
