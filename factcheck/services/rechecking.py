"""Look again at what evidence rests on: what the desk itself can see, and on request the pages as they are today."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.dates import parse_date
from factcheck.core.links import canonical_url, host
from factcheck.core.refs import parse_numbers
from factcheck.errors import BadInputError, NetworkError
from factcheck.ingest.capture import Seen, final_url
from factcheck.ingest.fetch import AnswerError
from factcheck.models import Appearance, Capture, CaptureBody, Claim, Document, Evidence, Version
from factcheck.services.capturing import capture_ref, captures_of
from factcheck.services.evidence import ref
from factcheck.services.lookup import get_article, get_claims

GONE, BLOCKED, TOO_MANY = (404, 410), (401, 402, 403, 407, 429, 451), 429
#: States of a page that are points: something is to be looked at.
WRONG = frozenset({"changed", "moved", "gone", "blocked", "unreachable"})
_WORDS_AROUND = 4


@dataclass(frozen=True, slots=True)
class Point:
    """Something missing or impossible in one item: ``point`` is its fixed word, ``says`` a sentence with the way out."""

    ref: str
    document: str
    point: str
    says: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to look at again, and what the desk keeps of it; ``sha256`` and ``text`` are ``None`` without a copy."""

    document: str
    url: str
    items: tuple[str, ...]
    ended_at: str | None
    sha256: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What became of a page: ``same, changed, moved, gone, blocked, unreachable``, or ``not-compared`` without a copy.

    ``alike`` is how many of its words, in percent, are those of the copy; ``says`` a phrase for people.
    """

    document: str
    url: str
    items: tuple[str, ...]
    state: str
    alike: int | None
    says: str

    def data(self) -> dict[str, Any]:
        """The state as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"items": list(self.items)}


def items_of(session: Session, named: str | None) -> list[Evidence]:
    """The items of the claims ``40,41``, of the claims of the article ``a1``, or of all claims; none that was dropped."""
    if named and re.fullmatch(r"[aA][0-9]{1,9}", named.strip()):
        article = get_article(session, named)
        places = select(Appearance.claim_id).join(Version, Version.id == Appearance.version_id)
        query = select(Claim).where(Claim.id.in_(places.where(Version.article_id == article.id)))
    elif named:
        return [item for claim in get_claims(session, parse_numbers(named)) for item in claim.items]
    else:
        query = select(Claim)
    claims = session.scalars(query.where(Claim.dropped.is_(False)).order_by(Claim.number))
    return [item for claim in claims for item in claim.items]


def find_points(session: Session, items: Sequence[Evidence], *, today: date) -> list[Point]:
    """What is missing or impossible in these items, as far as the desk itself can tell."""
    copies = {item.document_id: captures_of(session, item.document) for item in items}
    found = []
    for item in items:
        document, name = item.document, f"d{item.document.number}"
        for point, says in (
            *_copy_points(session, item, copies[item.document_id]),
            *_date_points(item, copies[item.document_id], today),
        ):
            found.append(Point(ref(item), name, point, says))
        if (document.url or "").lower().startswith("http://"):
            found.append(
                Point(ref(item), name, "http-only", "its address is http: what came may be changed on the way")
            )
        if not item.read:
            found.append(
                Point(ref(item), name, "unread", f"nobody read it: factcheck evidence edit {ref(item)} --read")
            )
    return found


def _copy_points(session: Session, item: Evidence, copies: Sequence[Capture]) -> Iterator[tuple[str, str]]:
    document = item.document
    name = f"d{document.number}"
    if not copies:
        if document.url and not document.url.lower().startswith("mailto:"):
            yield "not-captured", f"the desk keeps no copy of {name}: factcheck document capture {name}"
        return
    blank = select(CaptureBody.body.is_(None)).where(CaptureBody.capture_id == copies[-1].id)
    if session.scalar(blank) is not False:
        yield "redacted", f"the bytes of its copy were redacted: factcheck document show {name}"
    older = next((each for each in copies if each.id == item.capture_id), None)
    if older is not None and older is not copies[-1]:
        mine, newest = (capture_ref(session, document, each) for each in (older, copies[-1]))
        yield (
            "older-copy",
            f"it rests on {mine}, and {newest} is another: factcheck evidence edit {ref(item)} --capture {newest}",
        )


def _date_points(item: Evidence, copies: Sequence[Capture], today: date) -> Iterator[tuple[str, str]]:
    """Days that cannot be: partial dates are compared as far as they go."""
    published, accessed = item.document.date, (item.accessed or "").partition("T")[0] or None
    for what, day in (("published", published), ("looked at", accessed)):
        if day and day > today.isoformat()[: len(day)]:
            yield "impossible-date", f"it is said to be {what} on {day}, which is not yet"
    if published and accessed and accessed[: len(published)] < published[: len(accessed)]:
        yield "impossible-date", f"it was looked at on {accessed}, before it was published on {published}"
    if published and copies:
        seen = copies[0].captured_at.date().isoformat()
        if seen[: len(published)] < published and parse_date(published) == published:
            yield "impossible-date", f"the desk has a copy of {seen}, before it was published on {published}"


def pages_of(session: Session, items: Sequence[Evidence]) -> list[Page]:
    """The web pages that these items cite, each once, in order of document, with the newest copy that has its bytes."""
    cited: dict[int, list[str]] = {}
    documents: dict[int, Document] = {}
    for item in items:
        if (item.document.url or "").lower().startswith(("http://", "https://")):
            cited.setdefault(item.document_id, []).append(ref(item))
            documents[item.document_id] = item.document
    found = []
    for key, document in sorted(documents.items(), key=lambda pair: pair[1].number):
        kept = session.execute(
            select(Capture.sha256, Capture.headers, CaptureBody.text)
            .join(CaptureBody, CaptureBody.capture_id == Capture.id)
            .where(Capture.document_id == key, CaptureBody.body.is_not(None))
            .order_by(Capture.uid.desc())
            .limit(1)
        ).first()
        found.append(
            Page(
                document=f"d{document.number}",
                url=document.url or "",
                items=tuple(cited[key]),
                ended_at=final_url(kept.headers) if kept else None,
                sha256=kept.sha256 if kept else None,
                text=kept.text if kept else None,
            )
        )
    return found


def look_again(pages: Sequence[Page], *, see: Callable[[str], Seen], pause: Callable[[str], None]) -> Iterator[State]:
    """Fetch each page once, one after another, and say what became of it. Nothing of the desk is touched.

    Args:
        pages: What to look at.
        see: Fetches a page.
        pause: Called with a page's host before it is asked; waits so that no server is pressed.
    """
    enough: set[str] = set()
    for page in pages:
        name = host(page.url)
        if name in enough:
            yield _state(page, "blocked", f"not asked: {name} wants no more questions now")
            continue
        pause(name)
        try:
            yield _compare(page, see(page.url))
        except AnswerError as error:
            if error.status == TOO_MANY:
                enough.add(name)
            state = "gone" if error.status in GONE else "blocked" if error.status in BLOCKED else "unreachable"
            yield _state(page, state, str(error))
        except (NetworkError, BadInputError) as error:
            yield _state(page, "unreachable", str(error))


def _state(page: Page, state: str, says: str, alike: int | None = None) -> State:
    return State(page.document, page.url, page.items, state, alike, says)


def _compare(page: Page, seen: Seen) -> State:
    """A page as it is now against the copy: by its bytes, else by the words a reader sees."""
    moved = _place(seen.name) != _place(page.ended_at or page.url)
    now = " ".join((seen.text or "").split())
    then = " ".join((page.text or "").split())
    same = seen.sha256 == page.sha256 or (now != "" and now == then)
    alike = None
    if page.sha256 is None:
        says = "it answers, and there is no copy to hold it against"
    elif same:
        says, alike = "the bytes are the same" if seen.sha256 == page.sha256 else "the same words, other markup", 100
    elif now and then:
        alike = _alike(then, now)
        says = f"{alike} % of the words alike; {_first_difference(then.split(), now.split())}"
    else:
        says = "other bytes, and no text to compare"
    if moved:
        return _state(page, "moved", f"to {seen.name}; {says}", alike)
    return _state(page, "not-compared" if page.sha256 is None else "same" if same else "changed", says, alike)


def _place(url: str) -> str:
    """An address for comparing: from http to https is no move."""
    return canonical_url(url).partition("://")[2]


def _alike(then: str, now: str) -> int:
    """How many words of two texts are the same, in percent, rounded down: 100 is for equal texts alone."""
    old, new = Counter(then.split()), Counter(now.split())
    return min(99, 200 * (old & new).total() // (old.total() + new.total()))


def _first_difference(then: Sequence[str], now: Sequence[str]) -> str:
    """Where two texts part, in a few words of each."""
    place = next(
        (at for at, (old, new) in enumerate(zip(then, now, strict=False)) if old != new), min(len(then), len(now))
    )
    start = max(0, place - _WORDS_AROUND)
    old, new = (" ".join(words[start : place + _WORDS_AROUND]) for words in (then, now))
    return f"“{old[:120]}” is now “{new[:120]}”"
