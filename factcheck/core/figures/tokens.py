"""Prose as the tokens that quantities are read from, and the stretches in which no number counts anything."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9]|,[0-9])(?:(?<=000)|(?![\w-]))(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<fraction>[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<currency>(?:US|A|C|NZ|HK|S)?[$\u20ac\u00a3\u00a5\u20b9])"
    r"|(?P<percent>%)"
    r"|(?P<dash>[-\u2010-\u2015\u2212]+)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<sign>[<>]=|\S)"
)
#: What holds digits and counts nothing: addresses, times of day, ratios, telephone numbers, laws, versions, post codes;
#: and decimal commas ("3,5 %"), which in English are more often a slip.
_NO_QUANTITY = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w[\w.-]*"
    r"|(?<![\w.,])[0-9]+(?:\.[0-9]{3})*,[0-9]{1,2}(?![0-9])(?:[.,][0-9]+)*"
    r"|\b[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?\s?(?:[ap]\.?\s?m\b\.?|hrs?\b|GMT|BST|E[SD]T)|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b"
    r"|\b[0-9]{1,2}\s?(?:[ap]m\b|[ap]\.\s?m\.)"
    r"|\+[0-9][0-9 ()-]{6,}[0-9]|\(?\b0[0-9]{2,4}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}\b|\(?\b[0-9]{3}\)?[ -.][0-9]{3}-[0-9]{4}\b"
    r"|\b(?:555|1-800|0800)[- ][0-9]{3,4}(?:[- ][0-9]{3,4})?\b|\b[0-9]{3}-[0-9]{4}\b"
    r"|\b[0-9]+\s+(?:U\.\s?S\.(?:\s?C\.)?|F\.(?:2d|3d|Supp\.)|S\.\s?Ct\.|USC|CFR|EWCA|UKSC|EWHC|EHRR|WLR|AC|QB)\s+(?:\u00a7\s*)?[0-9]+"
    r"|\[[0-9]{4}\]\s+[A-Z]+\s+[0-9]+|\u00a7+\s*[0-9][\w.()-]*"
    r"|\bv?[0-9]+(?:\.[0-9]+){2,}\b|\bv[0-9]+(?:\.[0-9]+)*\b|\bISB?N[ :]*[0-9X-]+|\bISO(?:/IEC)?[ -][0-9][0-9:-]*"
    r"|\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b|\b[A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?\b"
    r"|\b(?:nine|9)-to-(?:five|5)\b|\b\w+-to-one\b|\bten to one\b"
    r"|\b(?:half|quarter|five|ten|twenty) past \w+|\bquarter to \w+|\b[0-9]{4}/[0-9]+\b"
    r"|\b24/7\b|\b9/11\b|\b7/7\b|\b50[/-]50\b|\b4x4\b|\b20[/-]20\b|\b401\(?k\)?|\b[0-9]+:[0-9]+\b"
    r"|\[[0-9]{1,3}\]|\b[0-9]+(?:th|st|nd|rd)[ -](?:century|centuries)-style\b|#[0-9]+|\b[0-9]+[A-Z][0-9]\w*"
)

_HIDDEN = "\0"  # no word and no end of the text


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or sign and where it stands; ``glued``: no space before it, ``initial``: it begins the sentence."""

    kind: str
    low: str
    raw: str
    start: int
    end: int
    glued: bool
    initial: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of text; those of a telephone number, a law's name and the like are of the kind "none"."""
    end = len(text) if end is None else end
    masked = [match.span() for match in _NO_QUANTITY.finditer(text, start, end)]
    found: list[Token] = []
    last, mask, opens = -1, 0, True
    for match in _TOKEN.finditer(text, start, end):
        at, after = match.span()
        while mask < len(masked) and masked[mask][1] <= at:
            mask += 1
        kind = match.lastgroup or ""
        if mask < len(masked) and masked[mask][0] < after:
            kind = "none"
        raw = match[0]
        low = raw.lower().replace("\u2019", "'") if kind != "none" else _HIDDEN
        found.append(Token(kind, low, raw, at, after, at == last, opens))
        last = after
        if kind != "sign" or raw in ".!?:":
            opens = raw in (".", "!", "?", ":")
    return found
