"""Prior checks: what other desks published of a claim, taken in by the file, kept, dropped, and proved."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import UnionType
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factcheck.core.canonical import canonical, sha256
from factcheck.core.fields import one_line
from factcheck.core.refs import MAX_NUMBER, parse_item, parse_ref
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.exchange.prior_checks import PriorRow
from factcheck.models import PriorCheck, PriorSet
from factcheck.services.lookup import next_number
from factcheck.services.prior_reading import TEXTS, in_batches
from factcheck.services.work import Work

_BATCH = 500
#: What no text of a desk has: the character 0, and halves of characters.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import made: the set, and how many checks of the file the desk had already."""

    set: PriorSet
    known: int


def add_set(work: Work, rows: Sequence[PriorRow], *, name: str) -> Taken:
    """Put the prior checks of a file on the desk, but for those that a set of the desk has already.

    Raises:
        RefusedError: the desk has all of them.
    """
    digests = [_digest(asdict(row)) for row in rows]
    known = _known(work.session, digests)
    fresh = [(row, digest) for row, digest in zip(rows, digests, strict=True) if digest not in known]
    if not fresh:
        numbers = ", ".join(str(number) for number in sorted(set(known.values())))
        raise RefusedError(
            f"all {len(rows):,} prior checks are on the desk already: set {numbers}", hint="factcheck prior list"
        )
    made = PriorSet(
        uid=work.new_uid(),
        number=next_number(work.session, PriorSet),
        name=one_line(name, "the file's name"),
        count=len(fresh),
        digest=_digest_of([digest for _, digest in fresh]),
        created_by_id=work.person.id if work.person else None,
        created_at=work.at,
    )
    work.session.add(made)
    work.session.flush()
    values = [
        {"set_id": made.id, "position": position, "digest": digest, "redacted": False, **asdict(row)}
        for position, (row, digest) in enumerate(fresh, 1)
    ]
    work.session.execute(insert(PriorCheck), values)
    work.touch_row("prior set", made.id)
    return Taken(made, len(rows) - len(fresh))


def _known(session: Session, digests: Sequence[str]) -> dict[str, int]:
    """The numbers of the sets in use that hold checks with these digests, by digest."""
    found: dict[str, int] = {}
    for start in range(0, len(digests), _BATCH):
        query = select(PriorCheck.digest, PriorSet.number).join(PriorSet, PriorSet.id == PriorCheck.set_id)
        here = PriorCheck.digest.in_(digests[start : start + _BATCH])
        some: dict[str, int] = dict(session.execute(query.where(here, ~PriorSet.dropped)).all())
        found |= some
    return found


def list_sets(session: Session, *, dropped: bool = False) -> list[PriorSet]:
    """The sets in use, or those that were dropped, in order of number."""
    return list(session.scalars(select(PriorSet).where(PriorSet.dropped.is_(dropped)).order_by(PriorSet.number)))


def get_set(session: Session, text: str) -> PriorSet:
    """The set with this number.

    Raises:
        NotFoundError: there is none.
    """
    number = parse_ref(text, letter="#")
    found = session.scalar(select(PriorSet).where(PriorSet.number == number))
    if found is None:
        raise NotFoundError(f"there is no set {number} of prior checks", hint="factcheck prior list")
    return found


def get_check(session: Session, text: str) -> tuple[PriorSet, PriorCheck]:
    """The prior check that ``1.203`` names, with its set.

    Raises:
        BadInputError: the text names none.
        NotFoundError: there is none.
    """
    try:
        number, position = parse_item(text)
    except BadInputError:
        raise BadInputError(
            f"“{text}” is no prior check", hint="write its set, a point and its place: 1.203; factcheck prior list"
        ) from None
    found = get_set(session, str(number))
    check = session.scalar(select(PriorCheck).where(PriorCheck.set_id == found.id, PriorCheck.position == position))
    if check is None:
        raise NotFoundError(f"set {number} has {found.count:,} prior checks, no {position:,}", hint="factcheck match")
    return found, check


def drop_set(work: Work, found: PriorSet, *, why: str = "") -> None:
    """Match against a set no longer; it can be restored."""
    if found.dropped:
        raise RefusedError(f"set {found.number} was dropped", hint=f"factcheck prior restore {found.number}")
    found.dropped = True
    work.touch_row("prior set", found.id, why)


def restore_set(work: Work, found: PriorSet) -> None:
    """Match against a dropped set again.

    Raises:
        RefusedError: it is not dropped, or a set in use has some of its checks: none is matched against twice.
    """
    if not found.dropped:
        raise RefusedError(f"set {found.number} is not dropped", hint="factcheck prior list")
    known = _known(work.session, work.session.scalars(_digests_of(found.id)).all())
    if known:
        numbers = sorted(set(known.values()))
        raise RefusedError(
            f"{len(known):,} of the {found.count:,} checks of set {found.number} are in use already:"
            f" set {', '.join(map(str, numbers))}",
            hint=f"factcheck prior drop {numbers[0]}",
        )
    found.dropped = False
    work.touch_row("prior set", found.id)


def _digests_of(set_id: int) -> Select[str]:
    return select(PriorCheck.digest).where(PriorCheck.set_id == set_id)


def _digest(texts: Mapping[str, Any]) -> str:
    return sha256(canonical({name: texts[name] for name in TEXTS}))


def _digest_of(digests: Sequence[str]) -> str:
    """The digest of a set: of those of its checks, a line each."""
    whole = hashlib.sha256()
    for digest in digests:
        whole.update(f"{digest}\n".encode())
    return whole.hexdigest()


def check_priors(session: Session, blanked: set[str]) -> Iterator[str]:
    """Every prior check against its digest, and every set against those of its checks; what a redaction blanked is said."""
    for found in session.scalars(select(PriorSet).order_by(PriorSet.id)).all():
        digests: list[str] = []
        places: list[int] = []
        for check in in_batches(session, select(PriorCheck).where(PriorCheck.set_id == found.id)):
            digests.append(check.digest)
            places.append(check.position)
            name = f"prior check {found.number}.{check.position}"
            if check.redacted:
                if f"{found.uid}.{check.position}" not in blanked:
                    yield f"{name}: it is blank and no redaction says why"
                elif any(getattr(check, text) for text in TEXTS):
                    yield f"{name}: it was altered"
            elif check.digest != _digest({text: getattr(check, text) for text in TEXTS}):
                yield f"{name}: it was altered"
        if places != list(range(1, found.count + 1)) or _digest_of(digests) != found.digest:
            yield f"prior set {found.number}: its checks are not those that were taken in"
    lost = select(PriorCheck.id).outerjoin(PriorSet, PriorSet.id == PriorCheck.set_id).where(PriorSet.id.is_(None))
    for row_id in session.scalars(lost):
        yield f"prior_checks row {row_id}: it belongs to nothing"


def blank_priors(work: Work, value: str, *, whole: bool) -> list[str]:
    """Blank the prior checks that hold ``value``, or have it as a ``whole`` field. Returns "set uid.position" of each."""
    # LIKE takes a and A for one on SQLite.
    place_of = func.instr if work.session.get_bind().dialect.name == "sqlite" else func.strpos
    columns = [getattr(PriorCheck, name) for name in TEXTS]
    tests: list[ColumnElement[bool]] = [column == value if whole else place_of(column, value) > 0 for column in columns]
    query = select(PriorSet.id, PriorSet.uid, PriorCheck.id, PriorCheck.position)
    query = query.join(PriorCheck, PriorCheck.set_id == PriorSet.id).where(or_(*tests))
    blank = dict.fromkeys(TEXTS) | {"claim": "", "redacted": True}
    found = []
    for set_id, uid, row_id, position in work.session.execute(query).all():
        work.session.execute(update(PriorCheck).where(PriorCheck.id == row_id).values(blank))
        work.touch_row("prior set", set_id)
        found.append(f"{uid}.{position}")
    return found


def prior_lines(session: Session) -> Iterator[dict[str, Any]]:
    """The prior checks as lines of a whole desk (``archive``): the event of their set holds their digests alone."""
    uids: dict[int, str] = dict(session.execute(select(PriorSet.id, PriorSet.uid)).all())
    names = ("position", *TEXTS, "digest", "redacted")
    for check in in_batches(session, select(PriorCheck)):
        yield {"prior": uids[check.set_id], "check": {name: getattr(check, name) for name in names}}


def bring_prior(session: Session, line: Mapping[str, Any]) -> bool:
    """Put a prior check of a whole desk in. Returns whether its set is there; ``check_priors`` proves the rest.

    Raises:
        BadInputError: the line lacks a field, one is of another kind, or its place is taken.
    """
    kept = _kept(line)
    set_id = session.scalar(select(PriorSet.id).where(PriorSet.uid == line["prior"]))
    if set_id is not None:
        try:
            session.execute(insert(PriorCheck).values(set_id=set_id, **kept))
        except IntegrityError:
            raise BadInputError(
                f"a set has two prior checks at place {kept['position']:,}", hint="the file was altered"
            ) from None
    return set_id is not None


def _kept(line: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a prior check in a line of a whole desk."""
    kinds: dict[str, type | UnionType] = dict.fromkeys(TEXTS, str | None) | {
        "claim": str, "position": int, "digest": str, "redacted": bool,
    }  # fmt: skip
    check = line["check"] if isinstance(line.get("check"), Mapping) else {}
    wrong = [name for name, kind in kinds.items() if name not in check or not isinstance(check[name], kind)]
    wrong += [name for name in (*TEXTS, "digest") if not wrong and _NO_TEXT.search(check[name] or "")]
    if not wrong and (isinstance(check["position"], bool) or not 1 <= check["position"] <= MAX_NUMBER):
        wrong = ["position"]
    if wrong or not isinstance(line["prior"], str):
        raise BadInputError(f"a line is no prior check: its “{[*wrong, 'prior'][0]}”", hint="the file was altered")
    return {name: check[name] for name in kinds}
