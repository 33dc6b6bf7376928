"""Ask for what a document shows for or against a claim, and for the status where it settles it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from factcheck.cli.asking import ask
from factcheck.cli.guide import Known, Values, begin, check_sources, look, saving
from factcheck.cli.guide_item import GIVEN, EvidenceDesk, Item
from factcheck.cli.guide_pages import Pages
from factcheck.cli.guide_status import claim_of
from factcheck.cli.options import word_of
from factcheck.config import Settings
from factcheck.core.refs import parse_numbers
from factcheck.core.words import Quality, Stance
from factcheck.errors import BadInputError, NotFoundError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def evidence_add(settings: Settings, values: Values) -> Iterator[Values]:
    """Complete ``evidence add``: one item after another, claim by claim, until Enter ends it."""
    if _is_complete(values):
        yield values
        return
    begin(settings)
    _check_given(settings, values)
    numbers = values["claims"] or _ask_claim(settings)
    fixed, before, again, first = values, Values(), "", True
    while True:
        desk = look(settings, partial(_desk_of, numbers=numbers))
        item = Item(desk, fixed, before, again)
        moved = item.ask(numbers, first=first)
        if moved is not None:
            if not moved:
                return
            numbers, fixed, before, first = moved, _next(values), {}, True
            continue
        if not (item.saves() and (yield from saving(item.values(numbers)))):
            before = item.answers
            continue
        again, first = item.again_as(), False
        if item.status is not None and item.status.settled:
            numbers, first = _following(settings, numbers), True
        if not numbers:
            return
        fixed, before = _next(values), {}


def _is_complete(values: Values) -> bool:
    target = values["document"] or values["doc"] or values["called"]
    shows = any(values[name] for name in ("for_", "against", "context")) or (values["stance"] and values["finding"])
    if not (values["claims"] and target and shows):
        return False
    if values["set"] is None or values["because"] is not None:
        return True
    from factcheck.services.statuses import parse_status

    return not parse_status(values["set"])[0].settled


def _next(values: Values) -> Values:
    """What the command line says of every item that follows."""
    gone = ("claims", "document", "doc", "called", "title", "date", "publisher", "origin", "locator", "set", "because")
    return values | dict.fromkeys((*gone, *GIVEN))


def _check_given(settings: Settings, values: Values) -> None:
    """Refuse before asking what the write would refuse after it."""
    word_of(Quality, values["quality"], "quality")
    word_of(Stance, values["stance"], "stance")
    named = [values["publisher"]] if values["publisher"] else []
    check_sources(settings, [*named, *(values["via"] or ())], new_source=values["new_source"])


def _ask_claim(settings: Settings) -> str:
    """Which claim the evidence is for; the first without any is proposed.

    Raises:
        NotFoundError: the desk has no claim.
    """
    from factcheck.services.listing import list_rows
    from factcheck.services.loading import select_claims

    rows = look(settings, lambda session: list_rows(session, select_claims(session)))
    if not rows:
        raise NotFoundError("this desk has no claim yet", hint="factcheck claim add")
    keep = _following(settings, "") or str(rows[0].number)
    known = {str(row.number) for row in rows}

    def check(answer: str) -> None:
        for number in parse_numbers(answer):
            if str(number) not in known:
                raise BadInputError(f"there is no claim {number}", hint="factcheck claim list")

    return ask("claim", keep=keep, check=check, suggestions=[(str(row.number), row.wording) for row in rows])


def _following(settings: Settings, numbers: str) -> str:
    """The next open claim without evidence after these in the order of the text, else the first; empty where none is."""
    from factcheck.services.listing import list_rows
    from factcheck.services.loading import select_claims

    def find(session: "Session") -> str:
        rows = list_rows(session, select_claims(session))
        bare = {row.number for row in list_rows(session, select_claims(session, no_evidence=True))}
        order = [row.number for row in rows]
        last = max(
            (order.index(each) for each in (parse_numbers(numbers) if numbers else ()) if each in order), default=-1
        )
        wanted = [row.number for row in rows if row.number in bare and not row.status.settled]
        return next((str(each) for each in (*(w for w in wanted if order.index(w) > last), *wanted)), "")

    return look(settings, find)


def _desk_of(session: "Session", numbers: str) -> EvidenceDesk:
    from sqlalchemy import select

    from factcheck.models import Claim, ClaimAlias, Document, Evidence
    from factcheck.services.lookup import get_claims

    claims = tuple(claim_of(claim) for claim in get_claims(session, parse_numbers(numbers)))
    said = session.execute(
        select(Document.number, Evidence.extent, Evidence.quality)
        .join(Evidence, Evidence.document_id == Document.id)
        .where(Evidence.dropped.is_(False), Evidence.read.is_(True))
        .order_by(Evidence.id)
    ).all()
    counts = Counter(row.extent for row in said if row.extent)
    return EvidenceDesk(
        claims=claims,
        numbers=frozenset([*session.scalars(select(Claim.number)), *session.scalars(select(ClaimAlias.number))]),
        known=Known.of(session),
        pages=Pages.of(session),
        extents=tuple((extent, f"{count} times") for extent, count in counts.most_common()),
        last={f"d{row.number}": (row.extent or "", row.quality or "") for row in said},
    )
