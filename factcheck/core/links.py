"""Links: which may be stored and printed, and when two addresses are the same page."""

import re
from urllib.parse import SplitResult, urlsplit

from factcheck.core.visible import visible
from factcheck.errors import BadInputError

MAX_LINK = 2_600
"""Longest link kept, in bytes of UTF-8: what an index of PostgreSQL takes."""
SCHEMES = ("http", "https", "mailto")
_HINT = "give an address that starts with https://, http:// or mailto:"
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"(?:utm_[a-z_]*|fbclid|gclid)(?:=.*)?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SECRET = re.compile(r"[^/?#]*@")


def check_link(url: str) -> str:
    """Return ``url`` without white space around it if it may stand in a report.

    Only http, https and mailto; raises BadInputError naming the scheme or the trouble for others, for white space or
    unseen characters inside, for more than ``MAX_LINK`` bytes, without a host, and with a user name in it (which
    hides the true host from readers, and may be a secret).
    """
    stripped = url.strip()
    if (size := len(stripped.encode(errors="surrogatepass"))) > MAX_LINK:
        raise BadInputError(f"the link is {size:,} bytes long, more than {MAX_LINK:,}", hint=_HINT)
    shown = visible(stripped)
    if shown != stripped or re.search(r"[\s\\\u00ad\u200c\u200d]", stripped):
        raise BadInputError(f"the link “{shown}” holds white space, a backslash or an unseen character", hint=_HINT)
    scheme = _SCHEME.match(stripped)
    if not scheme or scheme[1].lower() not in SCHEMES:
        what = f"the scheme “{scheme[1]}”" if scheme else "no scheme"
        raise BadInputError(f"the link “{shown}” has {what}, which cannot be linked to", hint=_HINT)
    if scheme[1].lower() == "mailto":
        if not re.fullmatch(r"mailto:[^@?]+@[^@?]+(?:\?.*)?", stripped, re.IGNORECASE):
            raise BadInputError(f"the link “{shown}” names no mail address", hint="write mailto:name@example.org")
        return stripped
    if _SECRET.match(stripped[scheme.end() :].lstrip("/")):
        raise BadInputError(
            f"the link to “{shown.rpartition('@')[2]}” holds a user name", hint="leave out what stands before the @"
        )
    _split(stripped)
    return stripped


def _split(url: str) -> SplitResult:
    """Return the parts of an http(s) address; raises BadInputError without a host or with a port that is none."""
    try:
        parts = urlsplit(url)
        if parts.hostname and (parts.port is None or parts.port):
            return parts
    except ValueError:
        pass  # brackets that hold no address, or a port out of range: same sentence
    raise BadInputError(f"the link “{visible(url)}” names no host", hint=_HINT)


def canonical_url(url: str) -> str:
    """Return the form under which an address is recognised again; not for showing or opening.

    Scheme and host in lower case, no default port, no fragment, ``/`` for an empty path, no tracking parameters
    (utm_*, fbclid, gclid); the order and spelling of the rest stay. Raises BadInputError as ``check_link`` does.
    """
    checked = check_link(url)
    if checked[:7].lower() == "mailto:":
        name, _, domain = checked[7:].rpartition("@")
        return f"mailto:{name}@{domain.lower()}"
    parts = _split(checked)
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    query = "&".join(piece for piece in parts.query.split("&") if not _TRACKING.fullmatch(piece))
    return f"{parts.scheme}://{name}{port}{parts.path or '/'}{'?' if query else ''}{query}"


def host(url: str) -> str:
    """Return the host of a link in lower case, for a mailto link its domain; raises BadInputError as ``check_link`` does."""
    checked = check_link(url)
    if checked[:7].lower() == "mailto:":
        return checked[7:].partition("?")[0].rpartition("@")[2].lower()
    return _split(checked).hostname or ""
