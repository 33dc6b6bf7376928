"""Ask the Internet Archive whether it holds a copy of a page, and where; nothing is asked unless a person says so."""

import json
from urllib.parse import quote, urlsplit

from factcheck.core.links import check_link
from factcheck.errors import BadInputError, NetworkError
from factcheck.ingest.fetch import Limits, fetch

#: The availability service; only tests ask another.
ENDPOINT = "https://archive.org/wayback/available"
_SMALL = Limits(size=100_000, seconds=30.0, redirects=2, way_out="try again later")
_HINT = "try again later, or look for a copy at https://web.archive.org yourself"


def find_archived(url: str, *, allow_private: bool = False) -> str | None:
    """The address of the archive's newest copy of a page, ``None`` where it says that it has none.

    Raises:
        NetworkError: the archive cannot be asked, or its answer is not understood.
    """
    page = fetch(f"{ENDPOINT}?url={quote(url, safe='')}", allow_private=allow_private, limits=_SMALL)
    try:
        answer = json.loads(page.data)
        closest = answer["archived_snapshots"].get("closest") or {}
        if not closest.get("available"):
            return None
        found = check_link(closest["url"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadInputError):
        raise NetworkError("the answer of the Internet Archive was not understood", hint=_HINT) from None
    # It still says http; the same copy is there with https, which nobody can change on the way.
    secure = urlsplit(found).hostname == "web.archive.org" and found.startswith("http://")
    return f"https://{found.removeprefix('http://')}" if secure else found
