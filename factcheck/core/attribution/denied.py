"""Where a sentence names somebody without giving them the words: denials, questions, conditions and reproaches."""

from factcheck.core.attribution.hits import Hit
from factcheck.core.attribution.lexicon import ING, cue_verbs
from factcheck.core.attribution.tokens import Tokens

_NEAR = 12
_DENIES = frozenset(("contradict", "deny", "dismiss", "dispute", "doubt", "question", "rebut", "reject"))
_REPROACHES = frozenset(("accuse", "cite", "criticise", "criticize", "quote"))
_OPENS = frozenset(("contrary", "if", "neither", "nor", "unless", "whether"))
_OPEN_THAT = frozenset((
    "doubtful", "false", "incorrect", "lie", "myth", "rumor", "rumors", "rumour", "rumours", "unclear", "unlikely",
    "unproven", "untrue", "wrong",
))  # fmt: skip


def is_open(tokens: Tokens, hit: Hit) -> bool:
    """Whether the words of a hit are perhaps not its speaker's: "never said", "denied", "if Ada said", "accused Bo of saying".

    The word lists are our own.
    """
    if hit.word in _DENIES or _of_another(tokens, hit):
        return True
    source = hit.source
    if source is None or hit.rule not in {"said", "inverted"}:
        return False
    if hit.rule == "said" and (_denied_group(tokens, hit.cue[0]) or tokens.tag(source.first - 1) == "X"):
        return True
    return bool(_OPENS & set(tokens.low[source.first : source.head])) or _in_open_clause(tokens, source.first)


def _denied_group(tokens: Tokens, verb: int) -> bool:
    """``never said``, ``did not say``, ``without saying``."""
    here = verb - 1
    while here >= 0 and verb - here < _NEAR and tokens.tags[here] in "XRN":
        if tokens.tags[here] == "N":
            return True
        here -= 1
    return tokens.word(here) in {"without", "nor"}


def _in_open_clause(tokens: Tokens, first: int) -> bool:
    """Whether the words before a speaker, back to the next stop, leave open or deny what follows them."""
    for here in range(first - 1, max(-1, first - _NEAR), -1):
        word = tokens.low[here]
        if tokens.tags[here] == "N" or word in _OPENS or word in _OPEN_THAT:
            return True
        if word in cue_verbs() and cue_verbs()[word][0].base in _DENIES:
            return True
        if tokens.tags[here] in ".,;:()-C":
            return False
    return False


def _of_another(tokens: Tokens, hit: Hit) -> bool:
    """``accused Bo of claiming``, ``quoted Bo as saying``: the words are Bo's."""
    if hit.word not in _REPROACHES:
        return False
    for here in range(hit.cue[1] + 1, min(len(tokens) - 1, hit.cue[1] + _NEAR)):
        if tokens.tags[here] in ".,;:()":
            return False
        if tokens.low[here] in {"as", "for", "of"} and ING in cue_verbs().get(tokens.low[here + 1], (None, ()))[1]:
            return True
    return False
