"""``factcheck evidence check``: what evidence lacks, and on request whether its pages are still there and unchanged."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.capturing import AllowPrivate, MaxMb
from factcheck.cli.output import plural, progress
from factcheck.cli.running import Output, reading_as, today
from factcheck.config import Settings
from factcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.services.rechecking import Page, Point, State

#: Seconds between two questions to the same server.
PAUSE = 1.0


def check(
    settings: Settings,
    named: Annotated[
        str | None, typer.Argument(metavar="[CLAIMS|ARTICLE]", help="40 or 40,41, or a1; all where none is named.")
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Fetch each page once and compare it with the desk's copy.")
    ] = False,
    allow_private: AllowPrivate = False,
    max_mb: MaxMb = None,
) -> Output:
    """Check what evidence rests on: no copy kept, unread, an http address, impossible dates. Exit code 1 where points are found.

    With --online each page is fetched, one after another, and is same, changed, moved, gone, blocked or unreachable.
    What the desk keeps is never replaced: factcheck document capture adds a copy.
    """
    from factcheck.services.rechecking import WRONG, find_points, items_of, pages_of

    if not online and (allow_private or max_mb is not None):
        raise UsageError("--allow-private and --max-mb are for fetching", hint="add --online")
    with reading_as(settings) as session:
        items = items_of(session, named)
        count = len(items)
        points = find_points(session, items, today=today())
        pages = pages_of(session, items) if online else []
    states = _look(pages, allow_private=allow_private, max_mb=max_mb) if online else []
    wrong = [state for state in states if state.state in WRONG]
    data = {
        "online": online,
        "items": count,
        "points": [{name: getattr(point, name) for name in point.__slots__} for point in points],
        "pages": [state.data() for state in states],
    }
    code = ExitCode.POINTS if points or wrong else ExitCode.OK
    found = plural(len(points) + len(wrong), "point")
    return Output("evidence-check", data, [*_lines(points, states), _sum(count, len(states), found)], exit_code=code)


def _look(pages: "Sequence[Page]", *, allow_private: bool, max_mb: int | None) -> "list[State]":
    """Fetch the pages, with a pause between two questions to one server; no desk is open meanwhile."""
    from functools import partial

    from factcheck.ingest.capture import byte_limit, see_page
    from factcheck.services.rechecking import look_again

    see = partial(see_page, allow_private=allow_private, most=byte_limit(max_mb), seconds=30.0)
    step, found = progress("looking at pages"), []
    for number, state in enumerate(look_again(pages, see=see, pause=_politely()), 1):
        found.append(state)
        step(number, len(pages))
    return found


def _politely() -> "Callable[[str], None]":
    """Something that waits until a host was left alone long enough."""
    last: dict[str, float] = {}

    def pause(host: str) -> None:
        wait = last.get(host, 0.0) + PAUSE - time.monotonic()
        if host in last and wait > 0:
            time.sleep(wait)
        last[host] = time.monotonic()

    return pause


def _lines(points: "Sequence[Point]", states: "Sequence[State]") -> list[str]:
    lines = [f"{point.ref} {point.document} {point.point}: {point.says}" for point in points]
    return lines + [
        f"{state.document} {state.state} {state.url} ({', '.join(state.items)}): {state.says}" for state in states
    ]


def _sum(items: int, pages: int, found: str) -> str:
    looked = f", {plural(pages, 'page')} looked at" if pages else ""
    return f"{plural(items, 'item')} checked{looked}: {found}"
