"""The peer of the attribution rules: a plain regular expression of cue verbs with a name or a pronoun beside them."""

import re

from benchmarks.attribution_scores import Act

_VERBS = (
    "said|says|say|told|tells|wrote|writes|added|adds|noted|notes|reported|argued|argues|announced|suggested|claimed|claims"
    "|explained|acknowledged|insisted|warned|called|stated|declared|tweeted|replied|responded|recalled|asked|according to"
)
_NAME = r"(?:[A-Z][\w.'\u2019-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'\u2019-]*){0,5})"
_SOURCE = rf"(?:{_NAME}|[Hh]e|[Ss]he|[Tt]hey|(?:the|an?)\s+[a-z-]+(?:\s+[a-z-]+)?)"
_BEFORE = re.compile(rf"(?P<source>{_SOURCE}),?\s+(?:(?:has|have|had|also|later)\s+)*(?P<cue>{_VERBS})\b")
_AFTER = re.compile(
    rf"(?:[,\u201d\"]\s*(?P<cue>said|says|wrote|added)|(?P<to>[Aa]ccording to))\s+(?P<source>{_SOURCE})"
)


def plain_verbs(text: str) -> list[Act]:
    """What the expression finds: a source right before a verb, right after one that follows a quotation, or after "according to"."""
    found: dict[tuple[int, int], Act] = {}
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            cue = match.span("cue") if match.groupdict().get("cue") else match.span("to")
            found.setdefault(cue, Act((match.span("source"),), (cue,), ()))
    return list(found.values())
