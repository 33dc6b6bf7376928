"""Links that land on a passage: an address with a text fragment, as browsers understand it."""

import re
from urllib.parse import quote, urlsplit

_SAFE = "!$'()*+./:;=?@_~"
_LONGEST_EXACT = 300
_RANGE_WORDS = 6
_SHORT = 3
_CONTEXT_WORDS = 3
_DIRECTIVE = ":~:"


def text_fragment(url: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """``url`` with a fragment that takes a browser to ``exact``, or empty where no such link can be made.

    A quote that begins or ends inside a word is widened to the whole word, because browsers match whole words only. A
    long one, or one that runs over a line's end, is given by its first and last words; a short one gets the words
    around it, so that it is not found elsewhere. An ``#id`` in the address is kept.

    Args:
        url: Where the text is published; anything but http and https gives an empty answer.
        exact: The words to land on, as the text has them.
        prefix: The text before them, as much as is known.
        suffix: The text after them.
    """
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return ""
    except ValueError:
        return ""
    before = _last_line(prefix)
    after = _first_line(suffix)
    lines = [line for line in exact.splitlines() if line.strip()]
    if not lines:
        return ""
    if exact[0].isalnum() and (head := re.search(r"\w+$", before)):
        lines[0], before = head[0] + lines[0], before[: head.start()]
    if exact[-1].isalnum() and (tail := re.match(r"\w+", after)):
        lines[-1], after = lines[-1] + tail[0], after[tail.end() :]
    address, _, _ = url.partition(_DIRECTIVE)
    separator = "" if "#" in address else "#"
    return f"{address}{separator}{_DIRECTIVE}text={_terms(lines, before, after)}"


def _terms(lines: list[str], before: str, after: str) -> str:
    """The terms of the directive: a whole quote with its context, or the first and last words of a range."""
    first, last = lines[0].split(), lines[-1].split()
    if len(lines) > 1 or len(lines[0]) > _LONGEST_EXACT:
        return f"{_encoded(first[:_RANGE_WORDS])},{_encoded(last[-_RANGE_WORDS:])}"
    found = _encoded(first)
    if len(first) > _SHORT:
        return found
    if context := before.split()[-_CONTEXT_WORDS:]:
        found = f"{_encoded(context)}-,{found}"
    if context := after.split()[:_CONTEXT_WORDS]:
        found = f"{found},-{_encoded(context)}"
    return found


def _encoded(words: list[str]) -> str:
    # A hyphen would be read as the mark of a context term.
    return quote(" ".join(words), safe=_SAFE, errors="replace").replace("-", "%2D")


def _last_line(text: str) -> str:
    return re.split(r"[\r\n]", text)[-1]


def _first_line(text: str) -> str:
    return re.split(r"[\r\n]", text, maxsplit=1)[0]
