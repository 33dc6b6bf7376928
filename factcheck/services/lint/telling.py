"""Which words tell one thing from another: what a reason says of an item, what a name is, what distances."""

import re
from functools import cache
from importlib.resources import files

from factcheck.services.lint.facts import ClaimFacts, Facts, ItemFacts

#: Names and figures: words that stand for one thing and not for any.
_TELLING = re.compile(r"[A-Z][\w\u2019'-]{2,}|[0-9][0-9.,]*[0-9]|[0-9]{2,}")
#: How else a wording keeps its distance, besides the words of the attribution lists.
_DISTANT = re.compile(
    r"\b(?:about|around|roughly|approximately|some(?:one|body|what)?|partly|says?|said|claims?|claimed|according to|sees?|seen|"
    r"considered|thought|believed|believes?|expected|likely|unlikely|can|in .{1,40}own (?:tests?|words?|account)|often|"
    r"usually|mostly|generally|uncertain|unclear|not clear|doubts?|suggests?|dispute[ds]?|called|described|reported|"
    r"suspected|alleged|would|should|many|few|a little|under review|in question)\b",
    re.IGNORECASE,
)
#: Wordings of what a party says of itself.
_OWN_WORD = re.compile(
    r"\bown\s+(?:\w+\s+)?(?:tests?|figures?|data(?!-)|words?|account|benchmarks?|numbers|report)\b|\b(?:says?|said|claims?|claimed|"
    r"states?|stated|reports?|reported|according to|calls? itself|describes? itself)\b",
    re.IGNORECASE,
)


def telling_words(*texts: str) -> set[str]:
    """The names and figures of texts."""
    return {match[0].rstrip(".,") for text in texts for match in _TELLING.finditer(text)}


def is_mentioned(facts: Facts, claim: ClaimFacts, item: ItemFacts) -> bool:
    """Whether the claim's reason speaks of an item: by its reference, or by a name or figure of its own.

    What claim and parties are called says nothing: every reason has it.
    """
    if item.ref in claim.reason:
        return True
    names = [facts.name(uid) for uid in (item.document.publisher, item.origin, *item.chain) if uid]
    theirs = telling_words(item.finding, item.document.title, *names)
    common = telling_words(
        claim.wording, *(place.exact for place in claim.places), *(facts.name(uid) for uid in claim.own)
    )
    return bool(theirs & (telling_words(claim.reason) - common))


def tells_own_word(wording: str) -> bool:
    """Whether a wording is of what a party says, and not of what is so."""
    return bool(_OWN_WORD.search(wording))


def keeps_distance(text: str) -> bool:
    """Whether a text says in some way that it does not vouch for all of it."""
    return bool(_DISTANT.search(text)) or bool(hedges_in(text))


def hedges_in(text: str) -> list[str]:
    """The hedges of a text, as they stand in it."""
    return [match[0] for match in _hedges().finditer(text)]


@cache
def _hedges() -> re.Pattern[str]:
    """The words by which attributions are told, too (``core/lists``)."""
    lines = files("factcheck.core").joinpath("lists", "hedges.txt").read_text(encoding="utf-8").splitlines()
    words = sorted((line.strip() for line in lines if line.strip() and not line.startswith("#")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + r")\b")
