"""Text made safe to show: what hides or commands is written out. Apart from ``text`` because every command prints."""

import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str, *, newlines: bool = False) -> str:
    r"""Return ``text`` safe for a terminal or a log: control, direction and unseen characters as escapes (``\u202e``).

    Line ends and tabs are kept only with ``newlines``. Joiners that emoji and scripts need stay.
    """
    kept = "\n\t" if newlines else ""
    return _UNSEEN.sub(lambda match: match[0] if match[0] in kept else _escape(match[0]), text)


def _escape(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode() if ord(character) > 127 else repr(character)[1:-1]  # noqa: PLR2004
